"""The lists of meetings, matchmaking days and questions to line managers: what they show, and what they can be narrowed by."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from accounts.models import Role, User
from listing.filters import Choice, ListFilter
from listing.lists import Column, Deed, EmptyState, ListPage
from listing.pages import Sort
from listing.search import SearchResult, query_for, words_in
from meetings.models import MatchmakingDay, Meeting
from meetings.permissions import may_ask_managers, may_follow_meetings, may_plan
from meetings.states import MeetingState, QuestionnaireState
from needs.models import Challenge
from startups.models import Startup

COMING, AWAITING = "coming", "awaiting"


class MeetingFilter(ListFilter):
    """The tabs are the hidden choice `when`."""

    manager = Choice(_("Linjechef"), _("Alla linjechefer"), lookup=None)
    day = Choice(_("Matchdag"), _("Alla matchdagar"), lookup=None)
    state = Choice(_("Läge"), _("Alla lägen"), MeetingState.choices)
    when = forms.CharField(required=False, widget=forms.HiddenInput)

    def prepare(self, fields: Any) -> None:
        people = User.objects.of(self.organisation).with_role(Role.LINE_MANAGER)
        managers = people.in_order().values_list("pk", "name")
        days = MatchmakingDay.objects.of(self.organisation).order_by("-date", "-pk").values_list("pk", "name")
        fields["manager"].offer([("me", _("Mina möten")), *managers])
        fields["day"].offer([("none", _("Inte på en matchdag")), *days[:50]])

    @property
    def is_of_one_state(self) -> bool:
        """Meetings that are coming or await their outcome are all booked, and the tab says which they are."""
        return self.chosen.get("when") in (COMING, AWAITING)

    @property
    def is_narrowing(self) -> bool:
        """An empty tab tells of the tab."""
        asked = (self.chosen.get(name) for name in ("q", "manager", "day", "state"))
        return not self.is_of_one_state and any(asked)

    @property
    def controls(self) -> list[forms.BoundField]:
        return [field for field in super().controls if not (self.is_of_one_state and field.name == "state")]

    def narrow(self, meetings: Any, *, user: User) -> Any:
        meetings, chosen = super().narrow(meetings, user=user), self.chosen
        if chosen.get("when") == COMING:
            meetings = meetings.coming()
        elif chosen.get("when") == AWAITING:
            meetings = meetings.awaiting_outcome()
        if manager := chosen.get("manager"):
            meetings = meetings.filter(manager=user.pk if manager == "me" else int(manager))
        if day := chosen.get("day"):
            meetings = meetings.filter(day=None) if day == "none" else meetings.filter(day=int(day))
        return meetings


def search_meetings(meetings: Any, text: str, params: QueryDict, sorts: Sequence[Sort]) -> SearchResult:
    """The meetings whose startup or challenge holds the words."""
    words = query_for(text)
    if words is not None:
        # Each found by its own index; a condition across both tables would read every meeting.
        startups, challenges = (model.objects.filter(search=words).values("pk") for model in (Startup, Challenge))
        found = Meeting.objects.filter(startup__in=startups).values("pk")
        found = found.union(Meeting.objects.filter(match__challenge__in=challenges).values("pk"))
        meetings = meetings.filter(pk__in=found)
    return SearchResult(meetings, sorts, None)


SOONEST = Sort("soonest", _("Tidigast först"), ("starts_at", "id"))
NEWEST = Sort("newest", _("Senast först"), ("-starts_at", "-id"))
BY_STARTUP = Sort("startup", _("Startup"), ("startup__name", "id"))
BY_MANAGER = Sort("manager", _("Linjechef"), ("manager__name", "id"))
NO_MEETINGS = {
    COMING: EmptyState(
        _("Inga kommande möten"),
        _("Boka på en matchdag, eller från matchningen i en utmaning."),
        Deed(_("Se matchdagar"), "meetings:days", secondary=True),
    ),
    AWAITING: EmptyState(
        _("Inga möten väntar på utfall"), _("Här ser du möten som har varit, tills någon har berättat hur det gick.")
    ),
}
MEETINGS = ListPage(
    template="meetings/meeting_list.html",
    title=_("Möten"),
    lead=_("Linjechefer träffar en startup i taget. Startupen berättar hur den skulle lösa just det behovet."),
    deeds=(Deed(_("Möten i din kalender"), "meetings:my_calendar", may_follow_meetings, secondary=True),),
    filter_class=MeetingFilter,
    search_label=_("Sök bland möten"),
    search=search_meetings,
    count=ngettext_lazy("%(shown)s möte", "%(shown)s möten", "shown"),
    nothing_fits=_("Inga möten passar"),
    show_all=_("Visa alla möten"),
    everything="?when=all&manager=",
    empty=EmptyState(_("Inga möten än"), _("Här ser du alla möten, både de som kommer och de som har varit.")),
    sorts=(SOONEST, NEWEST, BY_STARTUP, BY_MANAGER),
    columns=(
        Column("startup", _("Startup"), "startup.name"),
        Column("challenge", _("Utmaning"), "match.challenge.title"),
        Column("manager", _("Linjechef"), "manager.name"),
        Column("starts_at", _("Börjar"), heading=_("När"), css="nowrap"),
        Column("ends_at", _("Slutar")),
        Column("place", _("Plats")),
        Column("day", _("Matchdag")),
        Column("state", _("Läge"), "get_state_display"),
        Column("next_step", _("Nästa steg"), "outcome.get_next_step_display"),
        Column("follow_up_on", _("Datum för nästa steg"), "outcome.follow_up_on"),
        Column("surprise", _("Vad överraskade?"), "outcome.surprise"),
    ),
    table=("startup", "manager", "starts_at", "place", "state"),
    table_rows=lambda meetings: meetings.select_related("startup", "match__challenge", "manager").only(
        "starts_at", "ends_at", "place", "state", "startup__name", "match__challenge__title", "manager__name"
    ),
    export_rows=lambda meetings: meetings.select_related(
        "startup", "match__challenge", "manager", "day", "outcome"
    ).defer("startup__search", "match__challenge__search"),
    export_name="moten",
)


class DayFilter(ListFilter):
    when = Choice(_("När"), _("Alla dagar"), [("coming", _("Kommande")), ("past", _("Tidigare"))], lookup=None)

    def narrow(self, days: Any, *, user: User) -> Any:
        when = self.chosen.get("when")
        if when == "coming":
            return days.coming()
        return days.past() if when == "past" else days


PLAN_DAY = Deed(_("Planera en matchdag"), "meetings:day_new", may_plan)
DAYS = ListPage(
    template="meetings/day_list.html",
    title=_("Matchdagar"),
    lead=_("En dag då linjechefer träffar startuper, tjugo minuter var."),
    above=Deed(_("Möten"), "meetings:meetings"),
    deeds=(PLAN_DAY, Deed(_("Frågor till linjechefer"), "meetings:questionnaires", may_ask_managers, secondary=True)),
    filter_class=DayFilter,
    search_label=_("Sök bland matchdagar"),
    search=words_in("name", "place"),
    count=ngettext_lazy("%(shown)s matchdag", "%(shown)s matchdagar", "shown"),
    nothing_fits=_("Inga matchdagar passar"),
    show_all=_("Visa alla matchdagar"),
    empty=EmptyState(
        _("Inga matchdagar än"),
        _("Bjud in startuper till en utmaning först. Planera sedan en dag då linjechefer möter dem."),
        PLAN_DAY,
        otherwise=_("Här ser du dagarna när de är öppna för bokning."),
    ),
    sorts=(
        Sort("newest", _("Senast först"), ("-date", "-id")),
        Sort("oldest", _("Tidigast först"), ("date", "id")),
        Sort("name", _("Namn"), ("name", "id")),
    ),
    columns=(
        Column("name", _("Namn"), heading=_("Matchdag")),
        Column("date", _("Datum"), css="nowrap"),
        Column("place", _("Plats")),
        Column("state", _("Läge"), "get_state_display"),
        Column("meeting_count", _("Möten"), css="number"),
    ),
    table=("name", "date", "state", "meeting_count"),
    table_rows=lambda days: days.with_meeting_count(),
    export_name="matchdagar",
)


class QuestionnaireFilter(ListFilter):
    state = Choice(_("Läge"), _("Alla lägen"), QuestionnaireState.choices)


ASK_MANAGERS = Deed(_("Ställ frågor"), "meetings:questionnaire_new", may_ask_managers)
QUESTIONNAIRES = ListPage(
    template="meetings/questionnaire_list.html",
    title=_("Frågor till linjechefer"),
    lead=_("Hör hur linjecheferna tänker mitt i arbetet. Svaren blir citat i rapporten och lärdomar."),
    above=Deed(_("Matchdagar"), "meetings:days"),
    deeds=(ASK_MANAGERS,),
    filter_class=QuestionnaireFilter,
    search_label=_("Sök bland frågor"),
    search=words_in("name"),
    count=ngettext_lazy("%(shown)s omgång frågor", "%(shown)s omgångar frågor", "shown"),
    nothing_fits=_("Inga frågor passar"),
    show_all=_("Visa alla frågor"),
    empty=EmptyState(
        _("Inga frågor än"),
        _("Fråga tre till fem saker när linjecheferna har träffat startuper. De svarar på under två minuter."),
        ASK_MANAGERS,
    ),
    sorts=(Sort("newest", _("Senast först"), ("-created_at", "-id")), Sort("name", _("Namn"), ("name", "id"))),
    columns=(
        Column("name", _("Rubrik")),
        Column("closes_on", _("Sista dag"), css="nowrap"),
        Column("state", _("Läge"), "get_state_display"),
        Column("asked", _("Tillfrågade"), css="number"),
        Column("answered", _("Svar"), css="number"),
    ),
    table=("name", "closes_on", "state", "asked", "answered"),
    table_rows=lambda found: found.with_counts(),
    export_name="fragor",
)
