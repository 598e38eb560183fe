"""Digests chosen, turned off and on, prepared when it is time, and written by the worker."""

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from accounts.letters import write_to
from accounts.models import Membership
from digests.kinds import KINDS
from digests.models import READERS, Digest, DigestChoice, Pace
from digests.news import Chapter, news_of
from history.claims import attempt

MORNING = range(7, 12)  # local hours in which the daily and the weekly ones are written
# What a deed writes bears the time at which the deed began: so long it may take until others see it.
LAG = timedelta(minutes=1)
KEPT = timedelta(days=60)


def choice_of(membership: Membership) -> DigestChoice:
    """The person's own choice, which is as usual as long as nothing is chosen."""
    return DigestChoice.objects.select_related("membership").get_or_create(membership=membership)[0]


@transaction.atomic
def choose(choice: DigestChoice, *, paces: Mapping[str, str]) -> None:
    """Keeps how often the person wants to hear of each kind. What was never told is told from now on."""
    choice = DigestChoice.objects.select_for_update(of=("self",)).select_related("membership").get(pk=choice.pk)
    was_quiet = [kind.name for kind in KINDS if choice.is_off or choice.pace_of(kind) == Pace.NEVER]
    choice.told |= dict.fromkeys(was_quiet, timezone.now().isoformat())
    choice.paces, choice.is_off = dict(paces), False
    choice.save(update_fields=["paces", "is_off", "told"])


def turn_off(choice: DigestChoice) -> None:
    """No more digests; what was chosen is kept for the day they are turned on again."""
    DigestChoice.objects.filter(pk=choice.pk).update(is_off=True)


def turn_on(choice: DigestChoice) -> None:
    """Digests as before, about what happens from now on. Turning on what is on changes nothing."""
    told = {kind.name: timezone.now().isoformat() for kind in KINDS}
    DigestChoice.objects.filter(pk=choice.pk, is_off=True).update(is_off=False, told=told)


# --- by the worker --------------------------------------------------------------------------------------------------
def prepare(now: datetime | None = None) -> None:
    """Makes the rows that are due: one for a person, pace and period, however many workers do this at once."""
    now = now or timezone.now()
    Digest.objects.filter(done_at__lt=now - KEPT).delete()
    _begin_with_newcomers()
    periods = list(_periods(now))
    already = set(
        Digest.objects.filter(period__in=[period for _pace, period, _until in periods]).values_list(
            "choice", "pace", "period"
        )
    )
    for choice in DigestChoice.objects.wanted().select_related("membership__user", "membership__organisation"):
        for pace, period, until in periods:
            if (choice.pk, pace, period) in already or not (kinds := choice.kinds_at(pace)):
                continue
            if pace != Pace.AT_ONCE or news_of(choice, kinds, until=until):
                _order(choice, pace, period, until)


def _begin_with_newcomers() -> None:
    readers = Membership.objects.filter(roles__overlap=list(READERS), user__is_active=True)
    new = readers.exclude(pk__in=DigestChoice.objects.values("membership"))
    DigestChoice.objects.bulk_create([DigestChoice(membership=member) for member in new], ignore_conflicts=True)


def _periods(now: datetime) -> Iterator[tuple[Pace, str, datetime]]:
    """Each pace for which it is time, the period's name, and until when it tells."""
    until = now - LAG
    yield Pace.AT_ONCE, f"{until:%Y-%m-%dT%H:%M}", until
    local = timezone.localtime(now)
    if local.hour in MORNING and local.isoweekday() <= 5:
        until = local.replace(hour=MORNING.start, minute=0, second=0, microsecond=0) - LAG
        yield Pace.DAILY, f"{local:%Y-%m-%d}", until
        if local.isoweekday() == 1:
            yield Pace.WEEKLY, f"{local:%Y-%m-%d}", until


@transaction.atomic
def _order(choice: DigestChoice, pace: str, period: str, until: datetime) -> None:
    digest, is_new = Digest.objects.get_or_create(choice=choice, pace=pace, period=period, defaults={"until": until})
    if is_new:
        digest.nudge()


def write_digest(digest_id: int) -> None:
    """Writes one digest, unless another worker has it or it is written already."""
    attempt(Digest.objects.claim(digest_id), _write, failed=_put_back)


@transaction.atomic
def _write(digest: Digest) -> None:
    """What is told, and that it is told, are saved together."""
    digest.hold()
    wanted = DigestChoice.objects.wanted().select_for_update(of=("self",))
    choice = wanted.select_related("membership__user", "membership__organisation").filter(pk=digest.choice_id).first()
    if choice:
        kinds = choice.kinds_at(digest.pace)
        chapters = news_of(choice, kinds, until=digest.until)
        if chapters:
            _send(choice, chapters)
        until = {kind.name: max(digest.until, choice.told_until(kind, now=digest.until)) for kind in kinds}
        choice.told |= {name: moment.isoformat() for name, moment in until.items()}
        choice.save(update_fields=["told"])
    digest.change(done_at=timezone.now())


def _send(choice: DigestChoice, chapters: list[Chapter]) -> None:
    member = choice.membership
    write_to(
        [member.user],
        "digest",
        organisation=member.organisation,
        by=None,
        unsubscribe=choice.off_link,
        chapters=chapters,
        count=sum(len(chapter.lines) for chapter in chapters),
        off_link=choice.off_link,
    )


def _put_back(digest: Digest, reason: Exception) -> None:
    """Tries again in a while; after the last time the next digest tells of it, since nothing was noted as told."""
    if digest.has_attempts_left:
        digest.change(due_at=timezone.now() + timedelta(minutes=2**digest.attempts))
    else:
        digest.change(done_at=timezone.now())
