"""Manners that several forms of this room share: the people of a pilot, a key, words of their own."""

import uuid
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation, Role, User
from entry.changes import ModelForm
from entry.fields import AtOnce
from pilots.models import Pilot

# Those who do things; the leadership reads and changes nothing.
DOING = [role for role in Role if role != Role.LEADERSHIP]


def offer_people(form: forms.BaseForm, organisation: Organisation, pilot: Pilot | None) -> None:
    """Fills `owner` and `decider`; those whom the pilot has already stay, also when they have left."""
    fields: Any = form.fields
    people = User.objects.of(organisation)
    fields["owner"].iterator = fields["decider"].iterator = AtOnce
    fields["owner"].queryset = people.with_role(*DOING).or_chosen(pilot and pilot.owner_id).in_order()
    fields["decider"].queryset = people.or_chosen(pilot and pilot.decider_id).in_order()


class SentOnceForm(ModelForm):
    """A form with a key of its own, so that sending it twice makes one thing."""

    form_key = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["initial"] = {"form_key": uuid.uuid4(), **(kwargs.get("initial") or {})}
        super().__init__(*args, **kwargs)

    def clean(self) -> dict[str, Any]:
        """Other words under the same key are a second thing, if the writer says so: the key is then a new one."""
        cleaned = super().clean() or self.cleaned_data
        key = cleaned.get("form_key")
        made = self._meta.model.objects.filter(form_key=key).first() if key and self.instance.pk is None else None
        if made and any(cleaned.get(name) != getattr(made, name) for name in self._meta.fields):
            data: Any = self.data.copy()
            data[self.add_prefix("form_key")] = str(uuid.uuid4())
            self.data = data
            raise forms.ValidationError(_("Du har redan sparat det här en gång. Spara igen om det är en sak till"))
        return cleaned


def say(form: forms.BaseForm, **messages: Any) -> None:
    """Gives fields their own words for when nothing was written (`title=_("Skriv en rubrik")`)."""
    for name, message in messages.items():
        field = form.fields[name]
        field.error_messages["required"] = message
        field.error_messages["invalid_choice"] = message
        if isinstance(field, forms.DateField):
            field.error_messages["invalid"] = _("Skriv datumet som 2026-11-18")
