"""Finding a startup for the shortlist, setting one aside, judging a late answer, thanking."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from entry.texts import Form


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
