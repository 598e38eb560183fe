"""Whom we invite of a startup: somebody known, or a new contact that is typed in."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from entry.texts import Form
from startups.models import Contact, Match, Startup

NEW = "new"


@dataclass(frozen=True)
class Invitee:
    """Who is asked of one startup, in the form's fields whose names end in `suffix`.

    Who is typed in is never outdone by who was chosen beforehand, the first of the known.
    """

    match: Match
    known: Sequence[Contact]
    suffix: str = ""

    def named(self, field: str) -> str:
        return f"{field}{self.suffix}"

    def is_typed(self, data: Mapping[str, Any]) -> bool:
        return any(str(data.get(self.named(name)) or "").strip() for name in ("name", "email"))

    def chosen(self, data: Mapping[str, Any]) -> Contact | None:
        return next((one for one in self.known if str(one.pk) == data.get(self.named("contact"))), None)

    def contradictions(self, cleaned: Mapping[str, Any]) -> dict[str, Any]:
        """What must be asked about, by field: two are meant at once, or an address has another name with us."""
        if not self.is_typed(cleaned):
            return {}
        chosen, email = self.chosen(cleaned), str(cleaned.get(self.named("email")) or "").lower()
        same = next((one for one in self.known if one.email.lower() == email), None)
        if chosen and chosen not in (self.known[0], same):
            words = _("Du har både valt %(name)s och skrivit in någon. Välj ”Någon annan”, eller töm namn och e-post")
            return {self.named("contact"): words % {"name": chosen.name}}
        name = str(cleaned.get(self.named("name")) or "")
        if same and name and same.name.casefold() != name.casefold():
            words = _("Adressen är redan %(name)s. Välj %(name)s bland dem vi känner, eller skriv en annan adress")
            return {self.named("email"): words % {"name": same.name}}
        return {}

    def contact(self, cleaned: Mapping[str, Any]) -> Contact:
        """The chosen contact, or a new one that is not yet saved."""
        chosen = self.chosen(cleaned)
        if chosen and not self.is_typed(cleaned):
            return chosen
        return Contact(
            startup=self.match.startup,
            organisation=self.match.organisation,
            **{name: cleaned[self.named(name)] for name in ("name", "email", "language")},
        )


class InviteForm(Form):
    """Who is invited, known or new, and a greeting."""

    # Name and address are asked for only when nobody known is chosen: the browser cannot know that.
    use_required_attribute = False

    contact = forms.ChoiceField(
        label=_("Vem bjuder du in?"), widget=forms.RadioSelect, error_messages={"required": _("Välj vem du bjuder in")}
    )
    name = forms.CharField(
        label=_("Namn"),
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={"required": _("Skriv kontaktens namn")},
    )
    email = forms.EmailField(
        label=_("E-post"),
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
        error_messages={"required": _("Skriv kontaktens e-postadress")},
    )
    language = forms.ChoiceField(
        label=_("Språk"), help_text=_("Brevet och startupens sidor är på det språket."), choices=Startup.Language
    )
    message = forms.CharField(
        label=_("Hälsning"),
        help_text=_("Står överst i brevet. Skriv gärna varför ni tänkte på just dem."),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def __init__(self, *args: Any, match: Match, **kwargs: Any) -> None:
        self.known = list(Contact.objects.filter(startup=match.startup, organisation=match.organisation))
        self.invitee = Invitee(match, self.known)
        kwargs["initial"] = {
            "contact": self.known[0].pk if self.known else NEW,
            "language": match.startup.letter_language,
        }
        super().__init__(*args, **kwargs)
        is_typed = self.is_bound and self.invitee.is_typed(self.data)
        if self.known:
            self.fields["contact"].choices = [
                *((contact.pk, str(contact)) for contact in self.known),
                (NEW, _("Någon annan, som jag skriver in")),
            ]
            self.fields["contact"].required = not is_typed
        else:
            del self.fields["contact"]
        asks_for_new = not self.is_bound or not self.known or self.data.get("contact") == NEW or is_typed
        for name in ("name", "email", "language"):
            self.fields[name].required = asks_for_new

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        for name, words in self.invitee.contradictions(cleaned).items():
            self.add_error(name, words)
        return cleaned

    @property
    def invited(self) -> Contact:
        """The chosen contact, or a new one that is not yet saved."""
        return self.invitee.contact(self.cleaned_data)


@dataclass(frozen=True)
class Row:
    """One startup in the form that invites several, with its fields as they stand in the page."""

    match: Match
    contact: Any
    name: Any
    email: Any
    language: Any
    line: Any


class InviteAllForm(Form):
    """A common greeting, and for each startup who is invited, known or new, and a line of its own."""

    NOBODY = "nobody"
    MOST = {"message": 700, "line": 280}  # together what a greeting holds
    use_required_attribute = False
    all_optional = True  # which fields are asked for depends on the choice above them

    message = forms.CharField(
        label=_("Gemensam hälsning"),
        help_text=_("Står överst i alla brev."),
        required=False,
        max_length=MOST["message"],
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def __init__(
        self, *args: Any, matches: Sequence[Match], known: Mapping[int, Sequence[Contact]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.invitees = [Invitee(match, known.get(match.startup_id, []), f"_{match.pk}") for match in matches]
        for invitee in self.invitees:
            self._add(invitee)

    def _add(self, invitee: Invitee) -> None:
        startup = invitee.match.startup
        choice = self.data.get(invitee.named("contact")) if self.is_bound else None
        is_typed = self.is_bound and invitee.is_typed(self.data)
        asks_for_new = self.is_bound and (is_typed or choice == NEW)
        another = _("Någon annan, som jag skriver in") if invitee.known else _("En ny kontakt, som jag skriver in")
        names = {"startup": startup.name}
        self._field(
            invitee,
            "contact",
            forms.ChoiceField(
                label=_("Vem får brevet?"),
                widget=forms.RadioSelect,
                choices=[*((one.pk, str(one)) for one in invitee.known), (NEW, another), (self.NOBODY, _("Ingen nu"))],
                initial=invitee.known[0].pk if invitee.known else NEW,
                required=not is_typed,
                error_messages={"required": _("Välj vem hos %(startup)s du bjuder in") % names},
            ),
        )
        self._field(
            invitee,
            "name",
            forms.CharField(
                label=_("Namn"),
                max_length=120,
                required=asks_for_new,
                widget=forms.TextInput(attrs={"autocomplete": "off"}),
                error_messages={"required": _("Skriv namnet på kontakten hos %(startup)s") % names},
            ),
        )
        self._field(
            invitee,
            "email",
            forms.EmailField(
                label=_("E-post"),
                required=asks_for_new,
                widget=forms.EmailInput(attrs={"autocomplete": "off"}),
                error_messages={"required": _("Skriv adressen till kontakten hos %(startup)s") % names},
            ),
        )
        self._field(
            invitee,
            "language",
            forms.ChoiceField(
                label=_("Språk"), choices=Startup.Language, initial=startup.letter_language, required=asks_for_new
            ),
        )
        self._field(
            invitee,
            "line",
            forms.CharField(
                label=_("En egen rad till %(startup)s") % names,
                required=False,
                max_length=self.MOST["line"],
                widget=forms.Textarea(attrs={"rows": 2}),
            ),
        )

    def _field(self, invitee: Invitee, name: str, field: forms.Field) -> None:
        self.fields[invitee.named(name)] = field

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        for invitee in self.invitees:
            for name, words in invitee.contradictions(cleaned).items():
                self.add_error(name, words)
            if cleaned.get(invitee.named("contact")) == self.NOBODY and invitee.is_typed(cleaned):
                words = _("Du har skrivit in någon hos %(startup)s. Välj den, eller töm namn och e-post")
                self.add_error(invitee.named("contact"), words % {"startup": invitee.match.startup.name})
        if not self.errors and not self._chosen(cleaned):
            self.add_error(None, _("Välj någon hos minst en startup, eller gå tillbaka."))
        return cleaned

    def _chosen(self, cleaned: Mapping[str, Any]) -> list[Invitee]:
        return [one for one in self.invitees if cleaned.get(one.named("contact")) != self.NOBODY]

    @property
    def asked(self) -> list[tuple[Match, Contact, str]]:
        """Each that is invited, with whom the letter goes to and what it begins with."""
        cleaned = self.cleaned_data
        return [
            (
                one.match,
                one.contact(cleaned),
                "\n\n".join(filter(None, [cleaned["message"], cleaned[one.named("line")]])),
            )
            for one in self._chosen(cleaned)
        ]

    @property
    def rows(self) -> list[Row]:
        names = ("contact", "name", "email", "language", "line")
        return [Row(one.match, **{name: self[one.named(name)] for name in names}) for one in self.invitees]
