"""Ordering a report, and writing a management group."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation, Role, User
from entry.changes import ModelForm
from entry.forms import PersonalDataWarningMixin
from reports.figures import last_quarter
from reports.models import ManagementGroup, Report

LONGEST_PERIOD = 3 * 366  # days
MOST_ADDRESSES = 50


class OrderForm(PersonalDataWarningMixin, ModelForm):
    """What a report is to be about; everything else it counts by itself."""

    WARN_ABOUT = ("title", "summary", "decisions_asked")

    class Meta:
        model = Report
        fields = ["group", "title", "period_from", "period_to", "summary", "decisions_asked"]
        widgets = {"summary": forms.Textarea(attrs={"rows": 5}), "decisions_asked": forms.Textarea(attrs={"rows": 4})}
        error_messages = {
            "group": {"required": _("Välj en ledningsgrupp")},
            "title": {"required": _("Skriv en rubrik")},
            "period_from": {"required": _("Välj den första dagen"), "invalid": _("Skriv dagen som 2026-07-01")},
            "period_to": {"required": _("Välj den sista dagen"), "invalid": _("Skriv dagen som 2026-09-30")},
        }

    def __init__(self, *args: Any, organisation: Organisation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        groups = ManagementGroup.objects.of(organisation)
        field: Any = self.fields["group"]
        field.queryset, field.empty_label = groups, _("Välj ledningsgrupp")
        if len(only := list(groups[:2])) == 1:
            self.initial.setdefault("group", only[0].pk)
        quarter = last_quarter(timezone.localdate())
        suggested = {"period_from": quarter.first, "period_to": quarter.last, "title": _("Behov och piloter")}
        self.initial |= {name: value for name, value in suggested.items() if not self.initial.get(name)}

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        first, last = cleaned.get("period_from"), cleaned.get("period_to")
        if first and last and last < first:
            self.add_error("period_to", _("Välj en sista dag som inte ligger före den första"))
        elif first and last and (last - first).days > LONGEST_PERIOD:
            self.add_error("period_from", _("Välj en period på högst tre år"))
        if first and first > timezone.localdate():
            self.add_error("period_from", _("Välj en första dag som inte ligger i framtiden"))
        return cleaned


class AddressesField(forms.Field):
    """E-mail addresses with commas, semicolons, spaces or lines between them; a list without doubles."""

    widget = forms.Textarea

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(value) if isinstance(value, list) else value

    def to_python(self, value: Any) -> list[str]:
        text = str(value or "")
        for mark in ",;\r\n\t":
            text = text.replace(mark, " ")
        return list(dict.fromkeys(address.lower() for address in text.split()))

    def validate(self, value: list[str]) -> None:
        if len(value) > MOST_ADDRESSES:
            raise forms.ValidationError(_("Skriv högst %(most)s adresser"), params={"most": MOST_ADDRESSES})
        for address in value:
            try:
                forms.EmailField().clean(address)
            except forms.ValidationError:
                raise forms.ValidationError(
                    _("Rätta adressen %(address)s"), params={"address": address[:100]}
                ) from None


class GroupForm(ModelForm):
    """A management group: who is in it, who else gets the report, in which language."""

    addresses = AddressesField(
        label=_("Fler e-postadresser"),
        required=False,
        help_text=_("En adress på varje rad. Den som har ett konto här blir medlem i gruppen."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    class Meta:
        model = ManagementGroup
        fields = ["name", "members", "addresses", "language"]
        widgets = {"members": forms.CheckboxSelectMultiple, "language": forms.RadioSelect}
        error_messages = {"name": {"required": _("Skriv gruppens namn")}, "language": {"required": _("Välj språk")}}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = User.objects.of(self.instance.organisation)
        # Those who lead, to tick; all others, who may be thousands, come in by their address.
        leading = self.people.with_role(Role.LEADERSHIP, Role.DEVELOPMENT_CHIEF)
        sitting = self.instance.members.values_list("pk", flat=True) if self.instance.pk else []
        members: Any = self.fields["members"]
        members.queryset = leading.or_chosen(*sitting).in_order()
        members.help_text = _("De får rapporten med e-post och kan läsa den här.")

    def clean(self) -> dict[str, Any]:
        """Addresses of people who sign in here make them members."""
        cleaned = super().clean() or {}
        addresses = cleaned.get("addresses") or []
        known = list(self.people.filter(email__in=addresses))
        emails = {person.email for person in known}
        cleaned["addresses"] = [address for address in addresses if address not in emails]
        cleaned["members"] = {*(cleaned.get("members") or []), *known}
        return cleaned

    def clean_name(self) -> str:
        name: str = self.cleaned_data["name"]
        others = ManagementGroup.objects.of(self.instance.organisation).exclude(pk=self.instance.pk)
        if others.filter(name__iexact=name).exists():
            raise forms.ValidationError(_("Välj ett annat namn. Det finns redan en grupp som heter så"))
        return name
