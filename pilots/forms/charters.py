"""The forms of the charter: the pilot, its success thresholds, its people, its budget, and giving it up."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation, User
from entry.changes import AsksBeforeOverwriting, ModelForm
from entry.fields import KronorField, NumberAsWritten, YesOrNo
from entry.forms import PersonalDataWarningMixin
from entry.texts import Form
from listing.choosing import QuickSelect
from pilots.forms.fields import offer_people, say
from pilots.forms.rows import RowForm, Rows
from pilots.models import Pilot, SuccessThreshold

MOST_THRESHOLDS = 5
LONGEST = timedelta(days=3 * 365)


class CharterForm(PersonalDataWarningMixin, ModelForm):
    """The pilot's charter. A budget outside the organisation's frame is allowed, with a warning."""

    WARN_ABOUT = ("title", "question", "partners", "delegation", "registry_number")

    budget = KronorField(label=_("Budget (exkl. moms)"), error_messages={"required": _("Skriv en budget")})
    personal_data = YesOrNo(
        label=_("Behandlar piloten personuppgifter?"),
        help_text=_("Till exempel namn, bilder, röster eller hälsouppgifter. Svaret behövs innan piloten startar."),
        unanswered=_("Inte besvarat än"),
    )
    data_agreement = YesOrNo(
        label=_("Finns ett personuppgiftsbiträdesavtal?"),
        help_text=_("Svara om piloten behandlar personuppgifter."),
        unanswered=_("Inte besvarat än"),
    )

    class Meta:
        model = Pilot
        fields = ["title", "question", "budget", "starts_on", "ends_on", "owner", "decider"]
        fields += ["partners", "delegation", "registry_number", "personal_data", "data_agreement"]
        widgets = {
            "question": forms.Textarea(attrs={"rows": 3}),
            "starts_on": forms.DateInput,
            "ends_on": forms.DateInput,
            "owner": QuickSelect,
            "decider": QuickSelect,
        }

    def __init__(self, *args: Any, organisation: Organisation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["owner"].empty_label = fields["decider"].empty_label = _("Välj en person")
        offer_people(self, organisation, self.instance if self.instance.pk else None)
        say(
            self,
            title=_("Skriv ett namn på piloten"),
            question=_("Skriv frågan som piloten ska svara på"),
            starts_on=_("Välj när piloten börjar"),
            ends_on=_("Välj när piloten slutar"),
            owner=_("Välj en pilotägare"),
            decider=_("Välj vem som beslutar"),
        )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        start, end = cleaned.get("starts_on"), cleaned.get("ends_on")
        if start and abs(start - timezone.localdate()) > LONGEST:
            self.add_error("starts_on", _("Kontrollera årtalet"))
        elif start and end and end <= start:
            self.add_error("ends_on", _("Välj ett slutdatum efter startdatumet"))
        elif start and end and end - start > LONGEST:
            self.add_error("ends_on", _("Välj ett slutdatum högst tre år efter starten"))
        return cleaned


class ThresholdForm(RowForm, forms.ModelForm):
    """One success threshold: what is measured, from where, to where."""

    class Meta:
        model = SuccessThreshold
        fields = ["measure", "unit", "baseline", "target"]

    baseline = NumberAsWritten(
        label=_("Utgångsläge"),
        max_digits=12,
        decimal_places=2,
        error_messages={
            "required": _("Skriv utgångsläget som en siffra"),
            "invalid": _("Skriv utgångsläget som en siffra"),
            "max_decimal_places": _("Skriv utgångsläget med högst två decimaler"),
            "max_digits": _("Skriv ett mindre tal"),
            "max_whole_digits": _("Skriv ett mindre tal"),
        },
    )
    target = NumberAsWritten(
        label=_("Mål"),
        max_digits=12,
        decimal_places=2,
        error_messages={
            "required": _("Skriv målet som en siffra"),
            "invalid": _("Skriv målet som en siffra"),
            "max_decimal_places": _("Skriv målet med högst två decimaler"),
            "max_digits": _("Skriv ett mindre tal"),
            "max_whole_digits": _("Skriv ett mindre tal"),
        },
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].help_text = ""  # said once, above the rows
        say(self, measure=_("Skriv vad ni mäter"))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        target = cleaned.get("target")
        if target is not None and target == cleaned.get("baseline"):
            self.add_error("target", _("Skriv ett mål som skiljer sig från utgångsläget"))
        return cleaned


class ThresholdRowsBase(Rows):
    title = _("Framgångskriterier")


ThresholdRows: Any = forms.formset_factory(
    ThresholdForm,
    formset=ThresholdRowsBase,
    extra=3,
    max_num=MOST_THRESHOLDS,
    absolute_max=MOST_THRESHOLDS,
    validate_max=True,
)


class PeopleForm(AsksBeforeOverwriting, Form):
    """Another owner or decider."""

    owner = forms.ModelChoiceField(
        label=_("Pilotägare"), queryset=User.objects.none(), error_messages={"required": _("Välj en pilotägare")}
    )
    decider = forms.ModelChoiceField(
        label=_("Beslutar när piloten är slut"),
        queryset=User.objects.none(),
        error_messages={"required": _("Välj vem som beslutar")},
    )
    reason = forms.CharField(
        label=_("Motivering"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Skriv varför ni byter")},
    )

    def __init__(self, *args: Any, pilot: Pilot, **kwargs: Any) -> None:
        super().__init__(*args, initial={"owner": pilot.owner_id, "decider": pilot.decider_id}, **kwargs)
        offer_people(self, pilot.organisation, pilot)


class AbandonForm(Form):
    """Why a charter is given up."""

    reason = forms.CharField(
        label=_("Varför?"),
        help_text=_("Pilotägaren, beslutsfattaren och utmaningens ägare får läsa det här."),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Skriv varför ni lägger ned pilotplanen")},
    )


class BudgetForm(Form):
    """Another budget for a running pilot, with a reason.

    When procurement then asks for more than before, the form asks once whether the advice was read.
    """

    budget = KronorField(label=_("Ny budget (exkl. moms)"), error_messages={"required": _("Skriv en budget")})
    reason = forms.CharField(
        label=_("Motivering"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Skriv varför budgeten ändras")},
    )
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)
    has_read = forms.BooleanField(label=_("Jag har läst råden om upphandling för den nya budgeten"), required=False)

    def __init__(self, *args: Any, pilot: Pilot, **kwargs: Any) -> None:
        super().__init__(*args, initial={"seen": pilot.budget}, **kwargs)
        self.pilot = pilot
        self.purchase = self.before = pilot.purchase
        self.asks_for_more = False

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        has_read, budget = cleaned.pop("has_read", False), cleaned.get("budget")
        if budget is None:
            return cleaned
        if budget == self.pilot.budget:
            self.add_error("budget", _("Skriv en annan budget än den som gäller"))
        self.purchase = replace(self.before, agreed=budget)
        self.asks_for_more = bool(self.purchase.warnings - self.before.warnings)
        if self.asks_for_more and not has_read:
            self.add_error("has_read", _("Läs råden för den nya budgeten och kryssa sedan i rutan"))
        return cleaned
