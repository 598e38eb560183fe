"""Manners that several forms of this room share: people to choose among, a key, words of their own."""

import uuid
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation, Role, User


def people_of(organisation: Organisation) -> QuerySet[User]:
    """Everybody who can be named in a pilot: the people of the organisation."""
    return User.objects.filter(membership__organisation=organisation, is_active=True).order_by("name", "pk")


def contributors_of(organisation: Organisation) -> QuerySet[User]:
    """The people who do things; the leadership reads and changes nothing."""
    doing = [role for role in Role.values if role != Role.LEADERSHIP]
    return people_of(organisation).filter(membership__roles__overlap=doing)


class SentOnceForm(forms.ModelForm):
    """A form with a key of its own, so that sending it twice makes one thing."""

    form_key = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["initial"] = {"form_key": uuid.uuid4(), **(kwargs.get("initial") or {})}
        super().__init__(*args, **kwargs)


def say(form: forms.BaseForm, **messages: Any) -> None:
    """Gives fields their own words for when nothing was written (`title=_("Skriv en rubrik")`)."""
    for name, message in messages.items():
        field = form.fields[name]
        field.error_messages["required"] = message
        field.error_messages["invalid_choice"] = message
        if isinstance(field, forms.DateField):
            field.error_messages["invalid"] = _("Skriv datumet som 2026-11-18")
