"""Giving the address of one's calendar."""

from django import forms
from django.utils.translation import gettext_lazy as _

from entry.texts import Form
from meetings.fetching import Unreadable, target_of
from meetings.models.busy import Trouble


class CalendarForm(Form):
    """The address is a secret: by its name it is never kept by a form (entry/kept.py), and no page shows it again."""

    secret_address = forms.CharField(
        label=_("Adress till din kalender"),
        help_text=_(
            "En hemlig adress som börjar med https:// eller webcal://, helst en som bara visar ledigt och upptaget."
        ),
        max_length=2000,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false", "inputmode": "url"}),
        error_messages={"required": _("Klistra in adressen")},
    )

    def clean_secret_address(self) -> str:
        address: str = self.cleaned_data["secret_address"]
        try:
            target_of(address)
        except Unreadable as reason:
            raise forms.ValidationError(Trouble(reason.trouble).label) from None
        return address
