"""What awaits a person today, in the order of the pipeline: one line for each deed, with a link to it."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Subquery, Value
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import Membership, Organisation, Role, Unit, User
from history.questions import Now
from history.templatetags.days import day, moment
from ignite.own import FEW, DaysAhead, OwnNeeds, asked, gathered
from meetings.models import MatchmakingDay, Meeting, Questionnaire
from meetings.templatetags.questions import some_questions
from needs.models import Candidate, Challenge, Need, PrioritisationRound
from needs.states import ChallengeState, RoundState
from pilots.models import Obstacle, Pilot
from post.models import Letter
from reports.models import ManagementGroup, Report
from startups.models import Match
from startups.querysets import WITH_LATE_ANSWER
from startups.states import MatchState

SOON = timedelta(days=14)


@dataclass(frozen=True)
class Task:
    """Something that awaits the person: what, a quiet line about it, and the deed with its address."""

    what: str
    hint: str
    deed: str
    url: str


def tasks_for(user: User, membership: Membership, own: OwnNeeds, days: DaysAhead) -> list[Task]:
    """Everything that awaits the person in the organisation where they act now."""
    roles, organisation = set(membership.roles), membership.organisation
    runs = Role.DEVELOPMENT_CHIEF in roles
    found: list[Task] = [_today(one) for one in days.today]
    found += [_draft(need) for need in own.drafts]
    found += [_owned(need, _("Läs behovet")) for need in own.given]
    by_a_day = _by_a_day(user, membership)
    found += [*by_a_day["assess"], *by_a_day["lead"]]
    counts = runs or Role.ADMINISTRATOR in roles
    lying = Counter(name for (name,) in asked(_ask_lying, user, organisation)) if counts else Counter()
    if runs:
        found += _needs_in_no_round(lying["need"])
    if runs or Role.LINE_MANAGER in roles:
        found += _challenges(user, organisation, runs=runs)
    if runs:
        late, answers = gathered(Match, 2, _ask_answers, user, organisation)
        found += [*(_answer(match, is_late=True) for match in late), *(_answer(m, is_late=False) for m in answers)]
    if roles & {Role.LINE_MANAGER, Role.DEVELOPMENT_CHIEF}:
        found += _meeting_holder(user, membership)
        found += _matchmaking_days(days)
    found += [*by_a_day["answer"], *by_a_day["read"]]
    found += _pilots(user, organisation, runs=runs)
    if Role.LEADERSHIP in roles:
        found += _leadership(user, organisation)
    if Role.ADMINISTRATOR in roles:
        found += _administrator(organisation)
    return [*found, *_letters(lying["letter"])]


def _today(one: MatchmakingDay) -> Task:
    return Task(
        _("I dag: %(day)s") % {"day": one.name},
        _("Vem som möter vem nu och härnäst, och var"),
        _("Se vad som händer nu"),
        reverse("meetings:live", args=[one.pk]),
    )


def _draft(need: Need) -> Task:
    return Task(
        need.title,
        _("Utkast från %(day)s") % {"day": day(need.created_at)},
        _("Fortsätt skriva"),
        reverse("needs:need_change", args=[need.pk]),
    )


def _owned(given: Need | Challenge, deed: str) -> Task:
    """What somebody has made the person the owner of."""
    words = _("Du är behovsägare för %(title)s") % {"title": given.title}
    return Task(words, given.get_state_display(), deed, given.get_absolute_url())


def _by_a_day(user: User, membership: Membership) -> dict[str, list[Task]]:
    """What is to be done until a day: assessing and leading a round, answering questions, and reading the answers."""
    roles, found = frozenset(membership.roles), defaultdict[str, list[Task]](list)
    if not roles & {Role.LINE_MANAGER, Role.DEVELOPMENT_CHIEF, Role.TEAM_MEMBER}:
        return found
    for awaits, pk, name, state, closes_on, count in asked(_ask_by_a_day, user, membership.organisation, roles):
        if awaits in ("assess", "lead"):
            round_ = PrioritisationRound(pk=pk, name=name, state=state, closes_on=closes_on)
            found[awaits].append(_assess(round_) if awaits == "assess" else _round(round_))
        else:
            questions = Questionnaire(pk=pk, name=name, closes_on=closes_on)
            found[awaits].append(_answer_questions(questions, count) if awaits == "answer" else _read(questions))
    return found


def _ask_by_a_day(user: User, organisation: Organisation, roles: frozenset[str]) -> QuerySet[Any, Any]:
    runs = Role.DEVELOPMENT_CHIEF in roles
    rounds = PrioritisationRound.objects.of(organisation).annotate(question_count=Value(0)).order_by("pk")
    questions = Questionnaire.objects.of(organisation).annotate(question_count=Count("questions"))
    questions = questions.order_by("closes_on", "pk")
    awaiting: dict[str, QuerySet[Any]] = {
        "assess": rounds.awaiting_assessment_by(user) if runs or Role.TEAM_MEMBER in roles else rounds.none(),
        "lead": rounds.awaiting_chief() if runs else rounds.none(),
        "answer": questions.awaiting_answer_of(user) if runs or Role.LINE_MANAGER in roles else questions.none(),
        "read": questions.with_answers_in() if runs else questions.none(),
    }
    columns = ("awaits", "pk", "name", "state", "closes_on", "question_count")
    first, *others = (rows.annotate(awaits=Value(name)).values_list(*columns)[:FEW] for name, rows in awaiting.items())
    return first.union(*others, all=True)


def _assess(round_: PrioritisationRound) -> Task:
    return Task(
        _("Bedöm behoven i %(round)s") % {"round": round_.name},
        _("Senast %(day)s") % {"day": day(round_.closes_on)},
        _("Bedöm"),
        round_.get_absolute_url(),
    )


def _ask_lying(_user: User, organisation: Organisation) -> QuerySet[Any, Any]:
    """A row for each need that is in no round and each letter that did not arrive; more than 100 are 100."""
    prepared = Candidate.objects.undecided().filter(round__organisation=organisation)
    needs = Need.objects.of(organisation).waiting_for_a_round().exclude(pk__in=prepared.values("need"))
    letters = Letter.objects.filter(organisation=organisation).undelivered()
    named = [
        rows.order_by().annotate(lies=Value(name)).values_list("lies", flat=True)[:100]
        for name, rows in [("need", needs), ("letter", letters)]
    ]
    return named[0].union(named[1], all=True)


def _needs_in_no_round(count: int) -> Iterator[Task]:
    if count:
        yield Task(
            ngettext(
                "%(count)s behov är inte med i någon prioritering",
                "%(count)s behov är inte med i någon prioritering",
                count,
            )
            % {"count": count},
            _("Ta med dem i en prioritering"),
            _("Öppna en prioritering"),
            reverse("needs:round_new"),
        )


def _challenges(user: User, organisation: Organisation, *, runs: bool) -> Iterator[Task]:
    given, led = gathered(Challenge, 2, _ask_challenges, user, organisation, runs)
    yield from (_owned(challenge, _("Läs utmaningen")) for challenge in given)
    yield from map(_challenge, led)


def _ask_challenges(user: User, organisation: Organisation, runs: bool) -> list[QuerySet[Challenge]]:
    challenges = Challenge.objects.of(organisation).only("title", "state").order_by("pk")
    unasked = Q(state=ChallengeState.OPEN) & ~Exists(Match.objects.filter(challenge=OuterRef("pk")).asked())
    begun = challenges.filter(Q(state=ChallengeState.DRAFT) | unasked) if runs else challenges.none()
    return [challenges.newly_owned_by(user), begun]


def _ask_answers(_user: User, organisation: Organisation) -> list[QuerySet[Match]]:
    """Startups' answers that lead to no meeting yet, and those that came late."""
    answers = Match.objects.of(organisation).only("pk")
    answers = answers.annotate(startup_name=F("startup__name"), challenge_title=F("challenge__title"))
    unmet = ~Exists(Meeting.objects.filter(match=OuterRef("pk")).coming())
    return [answers.filter(WITH_LATE_ANSWER), answers.filter(unmet, state=MatchState.ANSWERED)]


def _answer(match: Any, *, is_late: bool) -> Task:
    words = _("%(startup)s har svarat"), _("Läs förslaget")
    if is_late:
        words = _("%(startup)s har svarat sent"), _("Ta ställning")
    return Task(words[0] % {"startup": match.startup_name}, match.challenge_title, words[1], match.get_absolute_url())


def _round(round_: PrioritisationRound) -> Task:
    """A round that is prepared, assessed or closed: the chief opens it, closes it, or decides."""
    if round_.state == RoundState.PLANNED:
        return Task(
            round_.name,
            _("Prioriteringen är förberedd men inte öppnad"),
            _("Öppna prioriteringen"),
            round_.get_absolute_url(),
        )
    if round_.state == RoundState.OPEN:
        return Task(
            _("Alla har bedömt behoven i %(round)s") % {"round": round_.name},
            _("Ordningen syns när du har avslutat bedömningen"),
            _("Avsluta bedömningen"),
            round_.get_absolute_url(),
        )
    return Task(
        _("Besluta om behoven i %(round)s") % {"round": round_.name},
        _("Bedömningen är klar"),
        _("Besluta"),
        round_.get_absolute_url(),
    )


def _challenge(challenge: Challenge) -> Task:
    """A challenge that is not yet open, or open without anybody invited."""
    if challenge.state == ChallengeState.DRAFT:
        return Task(challenge.title, _("Utmaningen är ett utkast"), _("Skriv klart"), challenge.get_absolute_url())
    return Task(
        challenge.title,
        _("Ingen startup är inbjuden än"),
        _("Hitta startuper"),
        reverse("startups:shortlist", args=[challenge.pk]),
    )


def _meeting_holder(user: User, membership: Membership) -> Iterator[Task]:
    leads = membership.unit_id if Role.LINE_MANAGER in membership.roles else None
    past, agreed, referred, coming = gathered(Meeting, 4, _ask_meetings, user, membership.organisation, leads)
    yield from map(_outcome, past)
    yield from map(_agreed, agreed)
    yield from map(_referred, referred)
    yield from map(_coming, coming)


def _ask_meetings(user: User, organisation: Organisation, leads: int | None) -> list[QuerySet[Meeting]]:
    meetings = Meeting.objects.of(organisation).only("starts_at", "place", "match").order_by("starts_at")
    meetings = meetings.annotate(startup_name=F("startup__name"), manager_name=F("manager__name"))
    mine = meetings.held_by(user)
    both_want = meetings.filter(Q(manager=user) | Q(match__challenge__owner=user)).with_mutual_yes()
    return [
        mine.awaiting_outcome(),
        both_want.filter(match__state=MatchState.MET, match__pilot=None),
        meetings.referred_to(leads) if leads else meetings.none(),
        mine.coming().filter(starts_at__lt=Now(SOON)).outside_todays_days(),
    ]


def _matchmaking_days(days: DaysAhead) -> Iterator[Task]:
    """A manager is asked about a free time, and says whom she wants to meet; when all have said it, the chief goes on."""
    for one in days.offering:
        yield Task(
            _("Vill du ta fler möten på %(day)s?") % {"day": one.name},
            _("En tid har blivit ledig"),
            _("Svara"),
            reverse("meetings:more_meetings", args=[one.pk]),
        )
    for one in days.awaiting:
        yield Task(
            _("Vem vill du träffa på %(day)s?") % {"day": one.name},
            _("Senast %(day)s") % {"day": day(one.wishes_by)},
            _("Säg vem du vill träffa"),
            reverse("meetings:wishes", args=[one.pk]),
        )
    for one in days.ready:
        yield Task(
            _("Önskemålen inför %(day)s är inne") % {"day": one.name},
            _("Dagen är %(day)s") % {"day": day(one.date)},
            _("Öppna dagen"),
            one.get_absolute_url(),
        )
    for one in days.left_open:
        yield Task(
            _("%(day)s är över") % {"day": one.name},
            _("Se vad dagen ledde till, och tacka startuperna"),
            _("Avsluta dagen"),
            one.get_absolute_url(),
        )


def _answer_questions(questions: Questionnaire, count: int) -> Task:
    return Task(
        questions.name,
        _("Senast %(day)s") % {"day": day(questions.closes_on)},
        _("Svara på %(questions)s") % {"questions": some_questions(count)},
        reverse("meetings:questionnaire_answer", args=[questions.pk]),
    )


def _read(questions: Questionnaire) -> Task:
    return Task(
        _("Linjecheferna har svarat: %(name)s") % {"name": questions.name},
        _("Välj citat till rapporten, eller gör en lärdom av ett svar"),
        _("Läs svaren"),
        questions.get_absolute_url(),
    )


def _outcome(meeting: Any) -> Task:
    return Task(
        _("Hur gick mötet med %(startup)s?") % {"startup": meeting.startup_name},
        moment(meeting.starts_at),
        _("Lämna utfall"),
        reverse("meetings:outcome", args=[meeting.pk]),
    )


def _agreed(meeting: Any) -> Task:
    """Both want to try a pilot, and nobody has drawn one up yet."""
    return Task(
        _("Föreslå en pilot med %(startup)s") % {"startup": meeting.startup_name},
        _("Båda vill det efter mötet %(day)s") % {"day": day(meeting.starts_at)},
        _("Föreslå en pilot"),
        reverse("pilots:pilot_new", args=[meeting.match_id]),
    )


def _referred(meeting: Any) -> Task:
    """A colleague has met a startup that suits the person's own unit better."""
    names = {"startup": meeting.startup_name, "manager": meeting.manager_name}
    return Task(
        _("%(startup)s kan passa er enhet") % names,
        _("%(manager)s har mött dem och tipsar er") % names,
        _("Ta ställning"),
        reverse("meetings:reference", args=[meeting.pk]),
    )


def _coming(meeting: Any) -> Task:
    return Task(
        _("Möte med %(startup)s") % {"startup": meeting.startup_name},
        f"{moment(meeting.starts_at)}, {meeting.place}",
        _("Öppna mötet"),
        meeting.get_absolute_url(),
    )


def _pilots(user: User, organisation: Organisation, *, runs: bool) -> Iterator[Task]:
    planned, over, ending, silent, blocked = gathered(Pilot, 5, _ask_pilots, user, organisation, runs)
    for pilot in planned:
        yield Task(pilot.title, _("Pilotplanen väntar på start"), _("Läs pilotplanen"), pilot.get_absolute_url())
    for pilot in over:
        yield Task(
            _("Mer är bokfört än budgeten för %(pilot)s") % {"pilot": pilot.title},
            _("Andra råd om upphandling kan gälla nu"),
            _("Ändra budgeten"),
            reverse("pilots:pilot_budget", args=[pilot.pk]),
        )
    for pilot in ending:
        yield Task(
            _("Besluta om %(pilot)s") % {"pilot": pilot.title},
            _("Slutar %(day)s") % {"day": day(pilot.ends_on)},
            _("Besluta"),
            pilot.get_absolute_url(),
        )
    for pilot in silent:
        yield Task(
            _("Hur går det med %(pilot)s?") % {"pilot": pilot.title},
            _("Ingen avstämning på en vecka"),
            _("Stäm av"),
            pilot.get_absolute_url(),
        )
    for pilot in blocked:
        yield Task(
            _("Undanröj hindret i %(pilot)s") % {"pilot": pilot.title},
            pilot.obstacle,
            _("Se hindret"),
            f"{pilot.get_absolute_url()}#hinder",
        )


def _ask_pilots(user: User, organisation: Organisation, runs: bool) -> list[QuerySet[Pilot]]:
    mine = Obstacle.objects.standing().owned_by(user).filter(pilot=OuterRef("pk")).order_by("pk")
    pilots = Pilot.objects.of(organisation).annotate(obstacle=Subquery(mine.values("text")[:1]))
    pilots = pilots.only("title", "ends_on").order_by("pk")
    return [
        pilots.awaiting_start() if runs else pilots.none(),
        pilots.running().overspent() if runs else pilots.none(),
        pilots.awaiting_decision_by(user),
        pilots.owned_by(user).awaiting_check_in(),
        pilots.running().filter(obstacle__isnull=False),
    ]


def _leadership(user: User, organisation: Organisation) -> Iterator[Task]:
    """The decisions asked for in the newest report to each of the person's management groups, or to any group."""
    found = list(asked(_ask_newest_reports, user, organisation))
    own = [report for report in found if report[-1]] or found
    decisions = [(*report, line.strip()) for report in own for line in report[3].splitlines() if line.strip()]
    for pk, title, group, _decisions, _is_for_them, line in decisions[:FEW]:
        yield Task(
            line,
            _("Beslut som behövs enligt rapporten %(report)s till %(group)s") % {"report": title, "group": group},
            _("Läs rapporten"),
            reverse("reports:report", args=[pk]),
        )


def _ask_newest_reports(user: User, organisation: Organisation) -> QuerySet[Any, Any]:
    """Of each management group; the last value says whether the person sits in it."""
    is_member = Exists(ManagementGroup.members.through.objects.filter(managementgroup=OuterRef("group"), user=user))
    newest = Report.objects.of(organisation).ready().order_by("group_id", "-period_to", "-edition").distinct("group_id")
    return newest.annotate(is_for_them=is_member).values_list(
        "pk", "title", "group__name", "decisions_asked", "is_for_them"
    )


def _administrator(organisation: Organisation) -> Iterator[Task]:
    """What a new organisation needs before its staff can begin."""
    if not organisation.narrative:
        yield Task(
            _("Skriv er berättelse"),
            _("Den står bredvid formuläret för behov och först i varje rapport"),
            _("Skriv berättelsen"),
            reverse("accounts:organisation"),
        )
    known = _known_of(organisation)
    if not known["has_units"]:
        yield Task(
            _("Lägg till enheter"),
            _("Behov och personer hör till en enhet"),
            _("Lägg till enhet"),
            reverse("accounts:unit_new"),
        )
    if known["people"] < 2:
        yield Task(
            _("Bjud in de första"),
            _("En utvecklingschef, ett innovationsteam och linjechefer behövs för att börja"),
            _("Bjud in en person"),
            reverse("accounts:invite"),
        )


def _letters(count: int) -> Iterator[Task]:
    if count:
        yield Task(
            ngettext("%(count)s brev kom inte fram", "%(count)s brev kom inte fram", count) % {"count": count},
            _("Se varför och försök igen"),
            _("Öppna breven"),
            reverse("accounts:letters"),
        )


def _known_of(organisation: Organisation) -> dict[str, Any]:
    """Whether there are units, and how many people (two are enough to know)."""
    return (
        Organisation.objects.annotate(
            has_units=Exists(Unit.objects.filter(organisation=OuterRef("pk"))), people=Count("memberships")
        )
        .values("has_units", "people")
        .get(pk=organisation.pk)
    )
