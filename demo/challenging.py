"""How prioritised needs of the demo become challenges, and how startups answer them."""

from collections.abc import Iterator
from dataclasses import asdict
from functools import partial

from demo.agenda import Story
from demo.district import ChallengeText, OpenPortalText, ProposalText, ThanksText
from demo.world import Event, World, in_order
from needs.actions.challenges import close_challenge, open_challenge, write_challenge
from needs.models import Challenge
from startups.actions.portal import decline, hand_in, offer_times
from startups.actions.shortlist import add_by_hand, invite, send_new_link, set_aside, thank
from startups.actions.suggestions import make_suggestions
from startups.models import Match

DAYS_TO_MEET = (10, 12)


def challenging(world: World, text: ChallengeText) -> Story:
    """A challenge from its first words to the last day for answers, or as far as it has come."""
    return in_order(_events(world, text))


def _events(world: World, text: ChallengeText) -> Iterator[Event]:
    yield world.at(text.written, 10, 5), partial(_write, world, text)
    if text.opened is None:
        return
    yield world.at(text.opened, 9, 30), partial(_open, world, text)
    if text.invited:
        yield world.at(text.opened + 2, 14), partial(_shortlist, world, text)
        yield world.at(text.opened + 3, 10), partial(_invite, world, text)
    for refusal in text.declined:
        moment = world.sometime(text.opened + 6, f"{text.key} {refusal.startup}")
        yield moment, partial(_decline, world, text, refusal.startup, refusal.reason)
    for number, proposal in enumerate(text.proposals):
        day = text.opened + 5 + 3 * number
        moment = world.sometime(day, f"{text.key} {proposal.startup}")
        yield moment, partial(_answer, world, text, proposal, day)
    if text.closed is not None:
        yield world.at(text.closed, 16), partial(_close, world, text)


def _write(world: World, text: ChallengeText) -> None:
    challenge = Challenge(
        organisation=world.organisation,
        title=text.title,
        problem=text.problem,
        for_whom=text.for_whom,
        baseline=text.baseline,
        desired_effect=text.desired_effect,
        contribution=text.contribution,
        budget_max=text.budget_max,
        answers_by=world.calendar.day(text.answers_by),
        theme=world.theme(text.theme),
        owner=world.person(text.owner),
        route_to_adoption=text.route_to_adoption,
    )
    needs = [world.need(key) for key in text.needs]
    world.challenges[text.key] = write_challenge(challenge, needs=needs, by=world.the_chief()).pk


def _open(world: World, text: ChallengeText) -> None:
    challenge = world.challenge(text.key)
    open_challenge(challenge, by=world.the_chief())
    make_suggestions(challenge.pk)


def _shortlist(world: World, text: ChallengeText) -> None:
    challenge, scout = world.challenge(text.key), world.the_scout()
    for name in (*text.invited, *text.shortlisted):
        add_by_hand(challenge, world.startup(name), by=scout)
    for refusal in text.set_aside:
        startup = world.startup(refusal.startup)
        suggested = Match.objects.filter(challenge=challenge, startup=startup).first()
        set_aside(suggested or add_by_hand(challenge, startup, by=scout), reason=refusal.reason, by=scout)


def _invite(world: World, text: ChallengeText) -> None:
    for name in text.invited:
        match, contact = world.match(text.key, name), world.contact(name)
        invite(match, contact=contact, message=world.told.organisation.greeting, by=world.the_chief())


def _decline(world: World, text: ChallengeText, startup: str, reason: str) -> None:
    decline(world.invitation(text.key, startup), reason=reason)


def _answer(world: World, text: ChallengeText, proposal: ProposalText, day: int) -> None:
    texts = asdict(proposal)
    invitation = world.invitation(text.key, texts.pop("startup"))
    hand_in(invitation, texts=texts, seen="")
    days = text.offered or tuple(day + later for later in DAYS_TO_MEET)
    spans = [(world.at(offered, 9), world.at(offered, 12)) for offered in days]
    offer_times(invitation, spans=spans)


def _close(world: World, text: ChallengeText) -> None:
    close_challenge(world.challenge(text.key), by=world.the_chief())


def opening_a_portal(world: World, text: OpenPortalText) -> Story:
    """A contact has lost the letter and gets a new link."""
    yield world.at(text.day, 11)
    send_new_link(world.invitation(text.challenge, text.startup), by=world.the_chief())


def thanking(world: World, text: ThanksText) -> Story:
    yield world.sometime(text.day, f"thanks {text.challenge} {text.startup}")
    thank(world.match(text.challenge, text.startup), reason=text.reason, by=world.the_chief())
