"""The lists of needs, rounds and challenges: what they show, and what they can be narrowed by."""

from typing import Any

from django.db.models import F, Q
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from accounts.models import User
from listing.filters import Chip, Choice, ListFilter
from listing.lists import Column, Deed, EmptyState, ListPage
from listing.pages import Sort
from listing.search import words_in
from needs.choices import Choices, choices_for
from needs.models import Theme
from needs.permissions import may_hand_in, may_import_needs, may_run_challenges, may_run_rounds
from needs.states import UNANSWERED, ChallengeState, NeedState, RoundState


class NeedFilter(ListFilter):
    unit = Choice(_("Enhet"), _("Alla enheter"), lookup=None)
    state = Choice(_("Läge"), _("Alla lägen"), [choice for choice in NeedState.choices if choice[0] != NeedState.DRAFT])
    theme = Choice(_("Tema"), _("Alla teman"))
    unanswered = Chip(_("Väntar på svar"))
    mine = Chip(_("Mina behov"), "submitter")
    owned = Chip(_("Behov jag äger"), "owner")

    def prepare(self, fields: Any) -> None:
        # Functions: what is asked for the rows alone, without a unit or theme, need not fetch them.
        fields["unit"].offer(lambda: self.choices.units)
        fields["theme"].offer(lambda: self.choices.themes)

    @cached_property
    def choices(self) -> Choices:
        return choices_for(self.organisation)

    def narrow(self, needs: Any, *, user: User) -> Any:
        """The needs that fit; a unit brings those below it, and drafts only show among one's own."""
        needs, chosen = super().narrow(needs, user=user), self.chosen
        if unit := chosen.get("unit"):
            needs = needs.filter(unit__in=self.choices.below[int(unit)])
        if chosen.get("unanswered"):
            needs = needs.filter(state__in=UNANSWERED)
        return needs if chosen.get("mine") else needs.filter(~Q(state=NeedState.DRAFT))


HAND_IN = Deed(_("Lämna ett behov"), "needs:need_new", may_hand_in)
NEEDS = ListPage(
    template="needs/need_list.html",
    title=_("Behov"),
    lead=_("Allt som medarbetare har lämnat in. Öppna ett behov för att se svaret och vad som har hänt."),
    deeds=(HAND_IN, Deed(_("Läs in från fil"), "needs:need_import", may_import_needs, secondary=True)),
    filter_class=NeedFilter,
    search_label=_("Sök bland behov"),
    count=ngettext_lazy("%(shown)s behov", "%(shown)s behov", "shown"),
    nothing_fits=_("Inga behov passar"),
    show_all=_("Visa alla behov"),
    empty=EmptyState(
        _("Här samlas behoven"),
        _("Ett behov berättar vad som inte fungerar i dag, utan att säga hur det ska lösas."),
        HAND_IN,
    ),
    sorts=(
        Sort("newest", _("Senast inlämnat"), ("-listed_at", "-id")),
        Sort("oldest", _("Äldst först"), ("listed_at", "id")),
        Sort("title", _("Rubrik"), ("place_in_order", "id"), prepare=lambda needs: needs.by_title()),
    ),
    columns=(
        Column("reference", _("Nummer")),
        Column("title", _("Rubrik"), heading=_("Behov")),
        Column("state", _("Läge"), "get_state_display"),
        Column("unit", _("Enhet")),
        Column("theme", _("Tema")),
        Column("for_whom", _("Vem gäller det?")),
        Column("situation", _("Hur är det i dag?")),
        Column("consequence", _("Vad blir följden?")),
        Column("desired_effect", _("Vad vill ni uppnå?")),
        Column("baseline", _("Utgångsläge")),
        Column("submitter", _("Inlämnat av")),
        Column("submitted_at", _("Inlämnat"), css="number"),
        Column("answer", _("Svar")),
    ),
    table=("title", "unit", "state", "submitted_at"),
    table_rows=lambda needs: needs.annotate(unit_name=F("unit__name")).only("title", "situation", "state", "listed_at"),
    export_rows=lambda needs: needs.select_related("unit", "theme", "submitter").defer("search"),
    export_name="behov",
)


class RoundFilter(ListFilter):
    state = Choice(_("Läge"), _("Alla lägen"), RoundState.choices)


PLAN_ROUND = Deed(_("Förbered en omgång"), "needs:round_new", may_run_rounds)
ROUNDS = ListPage(
    template="needs/round_list.html",
    title=_("Prioritering"),
    lead=_(
        "I en omgång bedömer innovationsteamet behoven var för sig. Sedan beslutar utvecklingschefen och alla får svar."
    ),
    deeds=(PLAN_ROUND,),
    filter_class=RoundFilter,
    search_label=_("Sök bland omgångar"),
    search=words_in("name"),
    count=ngettext_lazy("%(shown)s omgång", "%(shown)s omgångar", "shown"),
    nothing_fits=_("Ingen omgång passar"),
    show_all=_("Visa alla omgångar"),
    empty=EmptyState(
        _("Ingen omgång än"),
        _("Välj vilka behov som ska bedömas, av vem och efter vilka kriterier."),
        PLAN_ROUND,
        otherwise=_("När utvecklingschefen öppnar en omgång finns den här, och du får ett brev."),
    ),
    sorts=(
        Sort("newest", _("Senast skapad"), ("-created_at", "-id")),
        Sort("closes", _("Sista dag"), ("-closes_on", "-id")),
        Sort("name", _("Namn"), ("name", "id")),
    ),
    columns=(
        Column("name", _("Namn"), heading=_("Omgång")),
        Column("state", _("Läge"), "get_state_display"),
        Column("need_count", _("Antal behov"), css="number"),
        Column("closes_on", _("Bedöm senast"), css="number"),
        Column("created_at", _("Skapad")),
    ),
    table=("name", "state", "need_count", "closes_on"),
    table_rows=lambda rounds: rounds.with_counts(),
    export_name="prioritering",
)


class ChallengeFilter(ListFilter):
    state = Choice(_("Läge"), _("Alla lägen"), ChallengeState.choices)
    theme = Choice(_("Tema"), _("Alla teman"))
    mine = Chip(_("Jag är behovsägare"), "owner")

    def prepare(self, fields: Any) -> None:
        fields["theme"].offer(lambda: [(theme.pk, theme) for theme in Theme.objects.offered_to(self.organisation)])


WRITE_CHALLENGE = Deed(_("Skriv en utmaning"), "needs:challenge_new", may_run_challenges)
CHALLENGES = ListPage(
    template="needs/challenge_list.html",
    title=_("Utmaningar"),
    lead=_("Prioriterade behov, beskrivna så att startuper kan svara på hur de skulle lösa dem."),
    deeds=(WRITE_CHALLENGE,),
    filter_class=ChallengeFilter,
    search_label=_("Sök bland utmaningar"),
    count=ngettext_lazy("%(shown)s utmaning", "%(shown)s utmaningar", "shown"),
    nothing_fits=_("Inga utmaningar passar"),
    show_all=_("Visa alla utmaningar"),
    empty=EmptyState(
        _("Ingen utmaning än"),
        _("En utmaning beskriver ett prioriterat behov så att startuper kan svara på det."),
        WRITE_CHALLENGE,
        otherwise=_("Här finns utmaningarna när ett prioriterat behov har blivit en."),
    ),
    sorts=(
        Sort("newest", _("Senast skapad"), ("-created_at", "-id")),
        Sort("answers_by", _("Sista dag att svara"), ("-answers_by", "-id")),
        Sort("title", _("Rubrik"), ("title", "id")),
    ),
    columns=(
        Column("reference", _("Nummer")),
        Column("title", _("Rubrik"), heading=_("Utmaning")),
        Column("state", _("Läge"), "get_state_display"),
        Column("owner", _("Behovsägare")),
        Column("theme", _("Tema")),
        Column("problem", _("Behovet")),
        Column("desired_effect", _("Önskad effekt")),
        Column("budget_max", _("Högsta pilotkostnad (kr)")),
        Column("answers_by", _("Svara senast"), "promised_day", css="number"),
        Column("created_at", _("Skapad")),
    ),
    table=("title", "owner", "state", "answers_by"),
    table_rows=lambda challenges: challenges.select_related("owner", "theme").defer("search"),
    export_name="utmaningar",
)
