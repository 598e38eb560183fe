"""Finding a startup for the shortlist, setting one aside, inviting a contact, thanking."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from entry.texts import Form
from startups.models import Contact, Match, Startup


class FindForm(Form):
    q = forms.CharField(
        label=_("Sök i registret"),
        help_text=_("Namn, vad de gör eller för vem."),
        required=False,
        max_length=200,
        widget=forms.SearchInput,
    )


class SetAsideForm(Form):
    """Why not this one: one of the common reasons, own words, or both."""

    COMMON = [
        ("other_need", _("Löser ett annat behov")),
        ("too_early", _("För tidig fas")),
        ("too_dear", _("För dyrt")),
        ("have_already", _("Vi har redan något liknande")),
        ("conflict", _("Jäv eller intressekonflikt")),
        ("other", _("Annat skäl")),
    ]
    common = forms.ChoiceField(
        label=_("Varför inte?"),
        choices=COMMON,
        widget=forms.RadioSelect,
        error_messages={"required": _("Välj ett skäl")},
    )
    words = forms.CharField(
        label=_("Mer om skälet"),
        help_text=_("Alla som prövas finns kvar i urvalet med skälet."),
        required=False,
        max_length=250,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("common") == "other" and not cleaned.get("words") and "words" not in self.errors:
            self.add_error("words", _("Skriv skälet"))
        return cleaned

    @property
    def reason(self) -> str:
        """The reason as it is kept: "För dyrt. Minst 200 000 kr."."""
        words = self.cleaned_data["words"]
        if self.cleaned_data["common"] == "other":
            return words
        label = str(dict(self.COMMON)[self.cleaned_data["common"]])
        return f"{label}. {words}" if words else label


class InviteForm(Form):
    """Who is invited, known or new, and a greeting."""

    NEW = "new"
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
        self.match = match
        self.known = list(Contact.objects.filter(startup=match.startup, organisation=match.organisation))
        kwargs["initial"] = {
            "contact": self.known[0].pk if self.known else self.NEW,
            "language": match.startup.language,
        }
        super().__init__(*args, **kwargs)
        if self.known:
            self.fields["contact"].choices = [
                *((contact.pk, str(contact)) for contact in self.known),
                (self.NEW, _("Någon annan, som jag skriver in")),
            ]
        else:
            del self.fields["contact"]
        asks_for_new = not self.is_bound or not self.known or self.data.get("contact") == self.NEW or self._is_typed
        for name in ("name", "email", "language"):
            self.fields[name].required = asks_for_new

    @property
    def _is_typed(self) -> bool:
        return self.is_bound and any(self.data.get(name, "").strip() for name in ("name", "email"))

    def clean(self) -> dict[str, Any]:
        """Who is typed in is never outdone by who was chosen beforehand; whoever both chose and typed is asked."""
        cleaned = super().clean() or {}
        chosen = next((c for c in self.known if str(c.pk) == cleaned.get("contact")), None)
        if chosen and self._is_typed and chosen != self.known[0] and cleaned.get("email", "").lower() != chosen.email:
            words = _("Du har både valt %(name)s och skrivit in någon. Välj ”Någon annan”, eller töm namn och e-post")
            self.add_error("contact", words % {"name": chosen.name})
        return cleaned

    @property
    def invited(self) -> Contact:
        """The chosen contact, or a new one that is not yet saved."""
        cleaned = self.cleaned_data
        chosen = next((c for c in self.known if str(c.pk) == cleaned.get("contact")), None)
        if chosen and not self._is_typed:
            return chosen
        return Contact(
            startup=self.match.startup,
            organisation=self.match.organisation,
            name=cleaned["name"],
            email=cleaned["email"],
            language=cleaned["language"],
        )


class LateAnswerForm(Form):
    """Whether an answer that came late counts; a no has a reason."""

    word = forms.ChoiceField(
        label=_("Ska svaret räknas?"),
        choices=[("accept", _("Ja, godta svaret")), ("refuse", _("Nej, ta inte med det"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("Välj om svaret ska räknas")},
    )
    reason = forms.CharField(
        label=_("Skäl"),
        help_text=_("Startupen läser det i brevet. Behövs när svaret inte tas med."),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("word") == "refuse" and not cleaned.get("reason") and "reason" not in self.errors:
            self.add_error("reason", _("Skriv varför svaret inte tas med"))
        return cleaned

    @property
    def accepts(self) -> bool:
        return bool(self.cleaned_data["word"] == "accept")


class ThankForm(Form):
    reason = forms.CharField(
        label=_("Varför avslutar ni?"),
        help_text=_("Startupen får den här texten i ett brev."),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Skriv varför ni avslutar")},
    )
