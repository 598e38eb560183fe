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
