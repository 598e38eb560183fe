"""Who is asked about a day, and what the letters to them say; inside the deeds that ask."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Q
from django.utils import timezone

from accounts.letters import sender_in, write_to
from accounts.models import User
from meetings.models import GUEST_LINK, DayAnswer, MatchmakingDay
from meetings.states import Side
from post.actions import write_letter
from startups.models import Contact, Startup, StartupInvitation
from startups.states import MEETABLE


def ask_those_who_are_new(day: MatchmakingDay, *, by: User | None) -> None:
    """Asks whoever takes part and has not been asked, inside the caller's transaction.

    Startups that nobody can be written to wait until they have a contact.
    """
    managers, startups = drop_those_taken_out(day, by=by)
    asked = set(day.answers.values_list("manager", "startup"))
    contacts = contacts_of(day)
    new = [DayAnswer(day=day, manager=m) for m in managers if (m.pk, None) not in asked]
    new += [
        DayAnswer(day=day, startup=s, contact=contacts[s.pk])
        for s in startups
        if (None, s.pk) not in asked and s.pk in contacts
    ]
    write_to_asked(DayAnswer.objects.bulk_create(new), "asked", day=day, by=by)


def drop_those_taken_out(day: MatchmakingDay, *, by: User | None) -> tuple[list[User], list[Startup]]:
    """Those who were asked and take part no more hear it, and what they said goes; gives those who do take part."""
    managers, startups = list(day.managers.of(day.organisation)), list(day.startups.defer("search"))
    gone = day.answers.exclude(manager__in=managers).exclude(startup__in=startups)
    people = gone.exclude(manager=None).values("manager")
    firms = gone.exclude(startup=None).values("startup")
    day.wishes.filter(side=Side.MANAGER, manager__in=people).delete()
    day.wishes.filter(side=Side.STARTUP, match__startup__in=firms).delete()
    day.away.filter(Q(manager__in=people) | Q(startup__in=firms)).delete()
    write_to_asked(gone.select_related("manager", "contact"), "taken_out", day=day, by=by)
    gone.delete()
    return managers, startups


def contacts_of(day: MatchmakingDay) -> dict[int, Contact]:
    """Whom a letter to each of the day's startups goes to: who was last invited and can still come in."""
    invitations = StartupInvitation.objects.filter(
        match__organisation=day.organisation_id,
        match__state__in=MEETABLE,
        match__startup__in=day.startups.all(),
        revoked_at=None,
        expires_at__gt=timezone.now(),
    )
    found = invitations.select_related("contact").order_by("created_at", "pk")
    return {invitation.contact.startup_id: invitation.contact for invitation in found}


def write_to_asked(answers: Iterable[DayAnswer], kind: str, *, day: MatchmakingDay, by: User | None) -> None:
    """The letter about the wishes: `asked` for the first time, a `reminder`, that the day has been `changed`, or that one
    is `taken_out`. A startup's goes to whoever can come in by the link in it.
    """
    answers, contacts = list(answers), contacts_of(day)
    people = [answer.manager for answer in answers if answer.manager]
    write_to(people, "meeting_day_wishes", organisation=day.organisation, by=by, day=day, kind=kind)
    for answer in answers:
        contact = answer.contact if kind == "taken_out" else contacts.get(answer.startup_id or 0)
        if contact:
            write_to_contact(contact, "startup_day_wishes", day=day, by=by, kind=kind)


def write_to_contact(contact: Contact, template: str, *, day: MatchmakingDay, by: User | None, **context: Any) -> None:
    write_letter(
        to=contact.email,
        sender=sender_in(day.organisation, by, to=contact.email),
        template=f"letters/{template}.txt",
        context={"contact": contact, "day": day, "link": GUEST_LINK.url(contact), **context},
        language=contact.language,
        organisation=day.organisation,
    )


def tell_of_change(day: MatchmakingDay, *, has_new_date: bool, by: User) -> None:
    """Those who were asked hear that the day has other times, another place or another last day. On another date nobody is away yet."""
    drop_those_taken_out(day, by=by)
    if has_new_date:
        day.away.all().delete()
    write_to_asked(day.answers.select_related("manager", "contact"), "changed", day=day, by=by)


def startups_told(day: MatchmakingDay) -> list[Contact]:
    """The contacts who have been asked about the day, and so must hear when it is called off."""
    return [answer.contact for answer in day.answers.exclude(contact=None).select_related("contact") if answer.contact]
