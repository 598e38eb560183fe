"""The lists of people, of letters and of the security log: what they show, and what they can be narrowed by."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from accounts.models import Role, SecurityEvent, User
from listing.filters import Choice, ListFilter
from listing.lists import Column, Deed, EmptyState, ListPage
from listing.pages import Sort
from listing.search import words_in
from post.models import LetterState


class PeopleFilter(ListFilter):
    q = forms.CharField(label=_("Sök namn eller e-post"), required=False, max_length=100, widget=forms.SearchInput)
    role = Choice(_("Roll"), _("Alla roller"), Role.choices, lookup=None)

    def narrow(self, members: Any, *, user: User) -> Any:
        role = self.chosen.get("role")
        return members.filter(roles__contains=[role]) if role else members


INVITE = Deed(_("Bjud in en person"), "accounts:invite")
PEOPLE = ListPage(
    template="accounts/people.html",
    title=_("Personer"),
    deeds=(INVITE,),
    filter_class=PeopleFilter,
    search_label=_("Sök bland personer"),
    search=words_in("user__name", "user__email"),
    count=ngettext_lazy("%(shown)s person", "%(shown)s personer", "shown"),
    nothing_fits=_("Ingen person passar"),
    show_all=_("Visa alla personer"),
    empty=EmptyState(_("Inga personer än"), "", INVITE),
    sorts=(Sort("name", _("Namn"), ("user__name", "id")),),
    columns=(
        Column("user", _("Namn"), "user.name"),
        Column("email", _("E-post"), "user.email"),
        Column("unit", _("Enhet")),
        Column("roles", _("Roller"), "role_names"),
    ),
    table=("user", "unit", "roles"),
    table_rows=lambda members: members.select_related("user", "unit"),
    export_name="personer",
)


class LetterFilter(ListFilter):
    state = Choice(_("Läge"), _("Alla lägen"), LetterState.choices)


LETTERS = ListPage(
    template="accounts/letters.html",
    title=_("Brev"),
    lead=_("E-post som tjänsten har skickat. Texten sparas inte när brevet har gått."),
    filter_class=LetterFilter,
    search_label=_("Sök bland brev"),
    search=words_in("subject", "to"),
    count=ngettext_lazy("%(shown)s brev", "%(shown)s brev", "shown"),
    nothing_fits=_("Inga brev passar"),
    show_all=_("Visa alla brev"),
    empty=EmptyState(_("Inga brev än"), _("Här syns inbjudningar, svar och rapporter som har gått med e-post.")),
    sorts=(
        Sort("newest", _("Senast först"), ("-created_at", "-id")),
        Sort("oldest", _("Äldst först"), ("created_at", "id")),
    ),
    columns=(
        Column("subject", _("Ämne")),
        Column("to", _("Till")),
        Column("state", _("Läge"), "get_state_display"),
        Column("created_at", _("Skrivet"), css="number"),
        Column("sent_at", _("Skickat")),
        Column("last_error", _("Fel")),
    ),
    table=("subject", "to", "state", "created_at"),
    table_rows=lambda letters: letters.defer("text", "calendar"),
    export_name="brev",
)


class SecurityFilter(ListFilter):
    event = Choice(_("Händelse"), _("Alla händelser"), SecurityEvent.Event.choices)


SECURITY = ListPage(
    template="accounts/security.html",
    title=_("Säkerhet"),
    lead=_("Vem som har loggat in, nekats eller hämtat ut något. Det äldsta tas bort av sig självt."),
    filter_class=SecurityFilter,
    search_label=_("Sök person, nätadress eller sida"),
    search=words_in("person__name", "person__email", "address", "about"),
    count=ngettext_lazy("%(shown)s händelse", "%(shown)s händelser", "shown"),
    nothing_fits=_("Inga händelser passar"),
    show_all=_("Visa alla händelser"),
    empty=EmptyState(_("Inga händelser än"), _("Här syns inloggningar, nekade försök och det som hämtas ut.")),
    sorts=(Sort("newest", _("Senast först"), ("-at", "-id")), Sort("oldest", _("Äldst först"), ("at", "id"))),
    columns=(
        Column("event", _("Händelse"), "get_event_display"),
        Column("about", _("Gäller")),
        Column("person", _("Person"), lambda row: row.person.name if row.person else ""),
        Column("email", _("E-post"), lambda row: row.person.email if row.person else ""),
        Column("address", _("Nätadress")),
        Column("at", _("När"), css="number"),
        Column("request_id", _("Anropets nummer")),
    ),
    table=("event", "person", "address", "at"),
    table_rows=lambda events: events.select_related("person"),
    export_name="sakerhet",
)
