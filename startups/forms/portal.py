"""The startup's answer, its no, and the times it offers."""

from datetime import datetime
from itertools import pairwise
from typing import Any

from django import forms
from django.core.signing import BadSignature, Signer
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from entry.changes import ModelForm, RowsAskBeforeOverwriting
from entry.fields import KronorField, YesOrNo
from entry.forms import PersonalDataWarningMixin
from entry.hours import AsksAboutTheHourMixin
from startups.models import Proposal

MOST_TIMES = 20
BEGUN = Signer(salt="startups.begun")


class ProposalForm(PersonalDataWarningMixin, ModelForm):
    """How the startup would solve this need. A draft may lack anything; what is handed in says how and for how much."""

    WARN_ABOUT = ("how", "pilot_plan", "needs_from_us", "references", "trade_secret")

    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=40)
    # When the form was opened, signed: what was begun before the time to answer ended may come in late.
    begun = forms.CharField(widget=forms.HiddenInput, required=False)
    price = KronorField(
        label=_("Pris för piloten (kr exkl. moms)"),
        min_value=0,
        error_messages={"required": _("Skriv vad piloten kostar, 0 om den är gratis")},
    )
    personal_data = YesOrNo(
        label=_("Behandlar lösningen personuppgifter?"),
        help_text=_("Till exempel namn, bilder, röster eller hälsouppgifter."),
        error_messages={"required": _("Svara på om lösningen behandlar personuppgifter")},
    )

    class Meta:
        model = Proposal
        fields = [
            "how",
            "pilot_plan",
            "price",
            "needs_from_us",
            "references",
            "personal_data",
            "trade_secret",
            "trade_secret_reason",
        ]
        widgets = {
            "how": forms.Textarea(attrs={"rows": 8}),
            "pilot_plan": forms.Textarea(attrs={"rows": 5}),
            "needs_from_us": forms.Textarea(attrs={"rows": 3}),
            "references": forms.Textarea(attrs={"rows": 3}),
            "trade_secret": forms.Textarea(attrs={"rows": 3}),
            "trade_secret_reason": forms.TextInput(),
        }
        help_texts = {
            "how": _("Svara på just det här behovet. En allmän presentation behövs inte."),
            "pilot_plan": _("Vad prövas, med hur många och i hur många veckor? Hur märks det att det fungerar?"),
            "needs_from_us": _("Till exempel tid från personal, lokaler eller data."),
            "references": _("Gärna från offentlig sektor. Skriv inga personuppgifter utan lov."),
            "trade_secret": _("Skriv bara sådant som skadar er om andra får veta det. Lämna annars tomt."),
            "trade_secret_reason": _("Vilken skada skulle ni lida om uppgiften lämnas ut?"),
        }

    def __init__(self, *args: Any, match_id: int, is_draft: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.match_id = match_id
        self.initial["begun"] = BEGUN.sign_object({"match": match_id, "at": timezone.now().isoformat()})
        for name in ("how", "price", "personal_data"):
            self.fields[name].required = not is_draft
        self.fields["how"].error_messages["required"] = _("Skriv hur ni skulle lösa behovet")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        lacks_reason = cleaned.get("trade_secret") and not cleaned.get("trade_secret_reason")
        if lacks_reason and "trade_secret_reason" not in self.errors:
            self.add_error("trade_secret_reason", _("Skriv varför det är en företagshemlighet"))
        return cleaned

    def clean_begun(self) -> datetime | None:
        """The moment; None for one that is not ours, or of another startup's form."""
        try:
            begun = BEGUN.unsign_object(self.cleaned_data["begun"])
        except BadSignature:
            return None
        return datetime.fromisoformat(begun["at"]) if begun["match"] == self.match_id else None

    @property
    def texts(self) -> dict[str, Any]:
        """What is kept, without the form's own fields."""
        return {name: self.cleaned_data[name] for name in self.Meta.fields}


class DeclineForm(PersonalDataWarningMixin):
    WARN_ABOUT = ("words",)
    COMMON = [
        ("not_ours", _("Vi löser inte det här behovet")),
        ("no_time", _("Vi hinner inte just nu")),
        ("budget", _("Ramen för en pilot räcker inte")),
        ("terms", _("Villkoren passar oss inte")),
        ("other", _("Annat skäl")),
    ]
    common = forms.ChoiceField(
        label=_("Varför tackar ni nej?"),
        choices=COMMON,
        widget=forms.RadioSelect,
        error_messages={"required": _("Välj ett skäl")},
    )
    words = forms.CharField(
        label=_("Mer om skälet"), required=False, max_length=500, widget=forms.Textarea(attrs={"rows": 3})
    )

    @property
    def reason(self) -> str:
        label = str(dict(self.COMMON)[self.cleaned_data["common"]])
        words = self.cleaned_data["words"]
        return f"{label}. {words}" if words else label


class TimeForm(AsksAboutTheHourMixin):
    """One span in which the startup can meet. What has been said before is not asked about again."""

    day = forms.DateField(label=_("Datum"), error_messages={"required": _("Välj ett datum")})
    start = forms.TimeField(label=_("Från"), error_messages={"required": _("Skriv från vilken tid")})
    end = forms.TimeField(label=_("Till"), error_messages={"required": _("Skriv till vilken tid")})

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        day, start, end = (cleaned.get(name) for name in ("day", "start", "end"))
        if day and day < timezone.localdate():
            self.add_error("day", _("Välj ett datum som inte har varit"))
        elif start and end and end <= start:
            self.add_error("end", _("Skriv en tid som är senare än ”från”"))
        elif day and start and end and self.span[1] <= timezone.now():
            self.add_error("end", _("Välj en tid som inte har varit"))
        elif day and start and end and self.has_changed():
            self.check_hour("start", day, start)
            if "start" not in self.errors:
                self.check_hour("end", day, end, ends=True)
        return cleaned

    @property
    def span(self) -> tuple[datetime, datetime]:
        cleaned = self.cleaned_data
        return tuple(timezone.make_aware(datetime.combine(cleaned["day"], cleaned[name])) for name in ("start", "end"))


class BaseTimes(RowsAskBeforeOverwriting):
    title = _("Tider")

    def add_fields(self, form: forms.Form, index: int | None) -> None:
        super().add_fields(form, index)
        form.fields["DELETE"].label = _("Ta bort tiden")

    def clean(self) -> None:
        """Spans may not overlap: a meeting can only be booked in one of them."""
        if any(self.errors):
            return
        if any(later[0] < earlier[1] for earlier, later in pairwise(self.spans)):
            raise forms.ValidationError(_("Två tider går in i varandra. Slå ihop dem till en"))

    @property
    def spans(self) -> list[tuple[datetime, datetime]]:
        """What is offered: the rows that were filled in and not taken away, in order."""
        kept = [
            form
            for form in self.forms
            if form.has_changed() or form.initial
            if form.cleaned_data and not form.cleaned_data.get("DELETE")
        ]
        return sorted(form.span for form in kept)


Times = forms.formset_factory(
    TimeForm,
    formset=BaseTimes,
    extra=3,
    can_delete=True,
    max_num=MOST_TIMES,
    absolute_max=MOST_TIMES * 2,
    validate_max=True,
)
