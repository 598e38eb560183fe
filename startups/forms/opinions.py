"""What an organisation writes about a startup for itself."""

from django import forms
from django.utils.translation import gettext_lazy as _

from entry.changes import AsksBeforeOverwriting, ModelForm
from entry.forms import PersonalDataWarningMixin
from entry.texts import Form
from startups.opinions import HIGHEST, LOWEST, Note

NO_RATING = 0
RATINGS = [
    (HIGHEST, _("5, passar oss mycket bra")),
    *((value, str(value)) for value in range(HIGHEST - 1, LOWEST, -1)),
    (LOWEST, _("1, passar oss inte")),
    (NO_RATING, _("Inget betyg")),
]


class NoteForm(PersonalDataWarningMixin, ModelForm):
    WARN_ABOUT = ["text"]

    class Meta:
        model = Note
        fields = ["text"]
        widgets = {"text": forms.Textarea(attrs={"rows": 6})}
        labels = {"text": _("Anteckning")}
        help_texts = {"text": _("Skriv inga personuppgifter. Anteckningen kan bli en allmän handling.")}
        error_messages = {"text": {"required": _("Skriv en anteckning")}}


class RatingForm(AsksBeforeOverwriting, Form):
    """No rating is a choice too, which somebody may have made meanwhile."""

    value = forms.TypedChoiceField(
        label=_("Hur väl passar startupen er?"),
        choices=RATINGS,
        coerce=int,
        widget=forms.RadioSelect,
        error_messages={"required": _("Välj ett betyg, eller inget betyg")},
    )
