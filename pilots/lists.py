"""The lists of pilots, obstacles and lessons: what they show, and what they can be narrowed by."""

from typing import Any

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from accounts.models import User
from listing.filters import Chip, Choice, ListFilter
from listing.lists import Column, Deed, EmptyState, ListPage
from listing.pages import Sort
from listing.search import words_around
from needs.models import Challenge, Need
from pilots.models import Pilot
from pilots.states import BEGUN, ObstacleKind, ObstacleState, PilotState


class PilotFilter(ListFilter):
    state = Choice(_("Läge"), _("Alla lägen"), PilotState.choices)
    owner = Choice(_("Pilotägare"), _("Alla pilotägare"))
    overdue = Chip(_("Slutdatum har passerat"))
    mine = Chip(_("Piloter jag äger"), "owner")
    to_decide = Chip(_("Piloter jag beslutar om"), "decider")

    def prepare(self, fields: Any) -> None:
        # Whether there is a pilot of each person; to go through the owners of all pilots takes longer.
        own = Pilot.objects.of(self.organisation).filter(owner=OuterRef("pk"))
        fields["owner"].offer(User.objects.filter(Exists(own)).order_by("name", "pk").values_list("pk", "name"))

    def narrow(self, pilots: Any, *, user: User) -> Any:
        pilots = super().narrow(pilots, user=user)
        return pilots.overdue() if self.chosen.get("overdue") else pilots


SHOWN = ("title", "state", "budget", "starts_on", "ends_on", "started_at")  # or sorted by
PILOTS = ListPage(
    template="pilots/pilot_list.html",
    title=_("Piloter"),
    lead=_("Det vi prövar i liten skala, vad det kostar och vad det leder till."),
    deeds=(Deed(_("Visa hinder"), "pilots:obstacles", secondary=True),),
    filter_class=PilotFilter,
    search_label=_("Sök bland piloter"),
    count=ngettext_lazy("%(shown)s pilot", "%(shown)s piloter", "shown"),
    nothing_fits=_("Inga piloter passar"),
    show_all=_("Visa alla piloter"),
    empty=EmptyState(
        _("Här samlas piloterna"),
        _("En pilot börjar hos en startup som har svarat på en utmaning. Öppna utmaningens urval och välj startupen."),
        Deed(_("Visa utmaningar"), "needs:challenges"),
    ),
    sorts=(
        Sort("newest", _("Senast påbörjad"), ("-starts_on", "-id")),
        Sort("end", _("Slutar först"), ("ends_on", "id")),
        Sort("title", _("Namn"), ("title", "id")),
        Sort("budget", _("Störst budget"), ("-budget", "-id")),
        Sort("spent", _("Mest förbrukat"), ("-spent", "-id")),
    ),
    columns=(
        Column("reference", _("Nummer")),
        Column("title", _("Pilot")),
        Column("state", _("Läge"), "get_state_display"),
        Column("question", _("Frågan")),
        Column("challenge", _("Utmaning"), "match.challenge.title"),
        Column("startup", _("Startup"), "match.startup.name"),
        Column("owner", _("Pilotägare"), "owner.name"),
        Column("decider", _("Beslutar"), "decider.name"),
        Column("starts_on", _("Börjar")),
        Column("ends_on", _("Slutar"), css="number"),
        Column("budget", _("Budget (kr exkl. moms)")),
        Column("spent", _("Förbrukat (kr exkl. moms)"), lambda pilot: float(pilot.spent), heading=_("Förbrukat")),
        Column("delegation", _("Delegationspunkt")),
        Column("registry_number", _("Diarienummer")),
    ),
    table=("title", "owner", "state", "spent", "ends_on"),
    table_rows=lambda pilots: (
        pilots.with_spent()
        .select_related("match__startup", "match__challenge", "owner")
        .only(*SHOWN, "match__startup__name", "match__challenge__title", "owner__name")
    ),
    export_rows=lambda pilots: (
        pilots.with_spent()
        .select_related("match__startup", "match__challenge", "owner", "decider")
        .defer("search", "match__startup__search", "match__challenge__search")
    ),
    export_name="piloter",
)


class ObstacleFilter(ListFilter):
    kind = Choice(_("Slag"), _("Alla slag"), ObstacleKind.choices)
    state = Choice(_("Läge"), _("Alla lägen"), ObstacleState.choices)
    mine = Chip(_("Hinder jag ska undanröja"), "owner")


SHOW_PILOTS = Deed(_("Visa piloter"), "pilots:pilots", secondary=True)
OF_OBSTACLE = ("text", "kind", "state", "resolution", "created_at", "resolved_at")
OBSTACLES = ListPage(
    template="pilots/obstacle_list.html",
    title=_("Hinder"),
    lead=_("Det som står i vägen för piloter, vem som undanröjer det och hur det gick."),
    above=Deed(_("Piloter"), "pilots:pilots"),
    filter_class=ObstacleFilter,
    search_label=_("Sök bland hinder"),
    count=ngettext_lazy("%(shown)s hinder", "%(shown)s hinder", "shown"),
    nothing_fits=_("Inga hinder passar"),
    show_all=_("Visa alla hinder"),
    empty=EmptyState(
        _("Inga hinder är anmälda"),
        _(
            "När något står i vägen för en pilot anmäler ni det på pilotens sida. Då syns det vad som stoppar oss oftast."
        ),
        SHOW_PILOTS,
    ),
    sorts=(
        Sort("newest", _("Senast anmälda"), ("-created_at", "-id")),
        Sort("oldest", _("Äldst först"), ("created_at", "id")),
        Sort("kind", _("Slag"), ("kind", "-created_at", "-id")),
    ),
    columns=(
        Column("kind", _("Slag"), "get_kind_display"),
        Column("text", _("Hinder")),
        Column("state", _("Läge"), "get_state_display"),
        Column("pilot", _("Pilot"), "pilot.title"),
        Column("owner", _("Undanröjs av"), "owner.name"),
        Column("created_at", _("Anmält")),
        Column("resolved_at", _("Inte i vägen längre")),
        Column("days_open", _("Dagar i vägen"), css="number"),
        Column("resolution", _("Så löste vi det")),
    ),
    table=("text", "kind", "state", "owner", "days_open"),
    table_rows=lambda obstacles: obstacles.select_related("pilot", "owner").only(
        *OF_OBSTACLE, "pilot__title", "owner__name"
    ),
    export_rows=lambda obstacles: obstacles.select_related("pilot", "owner").defer("search", "pilot__search"),
    export_name="hinder",
)


class LessonFilter(ListFilter):
    state = Choice(
        _("Så gick piloten"),
        _("Alla piloter"),
        [choice for choice in PilotState.choices if choice[0] in BEGUN],
        lookup="pilot__state",
    )


def _of_pilots(query: Any) -> Q:
    return Q(pilot__in=Pilot.objects.filter(search=query))


def _of_needs(query: Any) -> Q:
    """Lessons of pilots that began with needs in which it stands."""
    return Q(pilot__match__challenge__in=Challenge.objects.filter(needs__in=Need.objects.filter(search=query)))


LESSONS = ListPage(
    template="pilots/lesson_list.html",
    title=_("Lärdomar"),
    lead=_("Det vi vet nu och inte visste förut. Sök här innan ni börjar något nytt."),
    filter_class=LessonFilter,
    search_label=_("Sök bland lärdomar, deras piloter och behov"),
    search=words_around(_of_pilots, _of_needs),
    count=ngettext_lazy("%(shown)s lärdom", "%(shown)s lärdomar", "shown"),
    nothing_fits=_("Inga lärdomar passar"),
    show_all=_("Visa alla lärdomar"),
    empty=EmptyState(
        _("Här samlas lärdomarna"),
        _("Varje pilot lämnar minst en lärdom efter sig, också den som inte träffade rätt."),
        SHOW_PILOTS,
    ),
    sorts=(Sort("newest", _("Senast skrivna"), ("-created_at", "-id")), Sort("title", _("Lärdom"), ("title", "id"))),
    columns=(
        Column("title", _("Lärdom")),
        Column("believed", _("Det här trodde vi")),
        Column("saw", _("Det här såg vi")),
        Column("advice", _("Det här råder vi andra till")),
        Column("for_whom", _("För vem är det viktigt?"), heading=_("Viktigt för")),
        Column("pilot", _("Pilot"), "pilot.title"),
        Column("state", _("Så gick piloten"), "pilot.get_state_display"),
        Column("written_by", _("Skriven av"), "written_by.name"),
        Column("created_at", _("Skriven"), css="number"),
    ),
    table=("title", "for_whom", "pilot", "created_at"),
    table_rows=lambda lessons: lessons.select_related("pilot", "written_by").defer("search", "pilot__search"),
    export_name="lardomar",
)
