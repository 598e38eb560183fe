"""The forms used while a pilot runs: check-in, cost, results, obstacles."""

from collections.abc import Iterable
from datetime import timedelta
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation, User
from entry.amounts import number
from entry.changes import AsksBeforeOverwriting
from entry.fields import KronorField, NumberAsWritten
from entry.forms import PersonalDataWarningMixin
from entry.texts import Form
from pilots.forms.fields import DOING, SentOnceForm, say
from pilots.models import CheckIn, Cost, Obstacle, Pilot, SuccessThreshold
from pilots.states import ObstacleKind


class CheckInForm(PersonalDataWarningMixin, SentOnceForm):
    """A word about how it goes, in half a minute."""

    WARN_ABOUT = ("line",)

    class Meta:
        model = CheckIn
        fields = ["mood", "line"]
        widgets = {"mood": forms.RadioSelect, "line": forms.Textarea(attrs={"rows": 2})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["mood"].choices = self.fields["mood"].choices[1:]  # not "---"
        say(self, mood=_("Välj hur det går"), line=_("Berätta med en rad"))


class CostForm(SentOnceForm):
    """Money spent on a pilot."""

    amount = KronorField(label=_("Belopp (exkl. moms)"), decimals=2, error_messages={"required": _("Skriv ett belopp")})

    class Meta:
        model = Cost
        fields = ["what", "amount", "on"]
        widgets = {"on": forms.DateInput}

    def __init__(self, *args: Any, pilot: Pilot, **kwargs: Any) -> None:
        self.pilot = pilot
        super().__init__(*args, **kwargs)
        say(self, what=_("Skriv vad kostnaden gäller"), on=_("Välj ett datum"))

    def clean_on(self) -> Any:
        on = self.cleaned_data["on"]
        if on > timezone.localdate():
            raise ValidationError(_("Välj ett datum som inte ligger i framtiden"))
        if on < self.pilot.starts_on - timedelta(days=365):
            raise ValidationError(_("Kontrollera årtalet"))
        return on


class ResultsForm(AsksBeforeOverwriting, Form):
    """What was measured: one field for each threshold, empty while nothing is."""

    def __init__(self, *args: Any, thresholds: Iterable[SuccessThreshold], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.thresholds = {f"t{threshold.pk}": threshold for threshold in thresholds}
        for name, threshold in self.thresholds.items():
            self.fields[name] = self._field(threshold)

    def _field(self, threshold: SuccessThreshold) -> NumberAsWritten:
        help_text = format_html(
            str(_("Från {baseline} till {target} {unit}")),
            baseline=number(threshold.baseline),
            target=number(threshold.target),
            unit=threshold.unit,
        )
        return NumberAsWritten(
            label=threshold.measure,
            help_text=help_text,
            required=False,
            unit=threshold.unit,
            initial=threshold.result,
            max_digits=12,
            decimal_places=2,
            error_messages={
                "invalid": _("Skriv resultatet som en siffra"),
                "max_decimal_places": _("Skriv resultatet med högst två decimaler"),
                "max_digits": _("Skriv ett mindre tal"),
                "max_whole_digits": _("Skriv ett mindre tal"),
            },
        )

    @property
    def results(self) -> dict[int, Decimal | None]:
        """Threshold id → result."""
        return {threshold.pk: self.cleaned_data[name] for name, threshold in self.thresholds.items()}


class ObstacleForm(PersonalDataWarningMixin, SentOnceForm):
    """What is in the way, and who removes it."""

    WARN_ABOUT = ("text",)

    class Meta:
        model = Obstacle
        fields = ["kind", "text", "owner"]
        widgets = {"text": forms.Textarea(attrs={"rows": 3})}

    def __init__(self, *args: Any, organisation: Organisation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kind: Any = self.fields["kind"]
        kind.choices = [("", _("Välj slag")), *ObstacleKind.choices]
        owner: Any = self.fields["owner"]
        owner.queryset = User.objects.of(organisation).with_role(*DOING).in_order()
        owner.empty_label = _("Välj en person")
        say(
            self,
            kind=_("Välj vilket slag av hinder det är"),
            text=_("Skriv vad som är i vägen"),
            owner=_("Välj vem som undanröjer hindret"),
        )


class ResolutionForm(Form):
    """How an obstacle was removed."""

    resolution = forms.CharField(
        label=_("Så löste vi det"),
        help_text=_("Det hjälper den som möter samma hinder."),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Skriv hur ni löste det")},
    )
