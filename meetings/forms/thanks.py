"""The letters of thanks after a day, side by side."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from entry.texts import Form
from meetings.models import Meeting
from startups.models import Contact, Startup


@dataclass(frozen=True)
class Prepared:
    """What is prepared for one startup."""

    startup: Startup
    contact: Contact
    meetings: Sequence[Meeting]
    words: str

    @property
    def name(self) -> str:
        return f"words_{self.startup.pk}"


class ThanksForm(Form):
    """One text a startup, prepared and open to change; an empty one is not sent."""

    all_optional = True  # said once on the page, not at each field

    def __init__(self, *args: Any, prepared: Sequence[Prepared], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.prepared = prepared
        for one in prepared:
            self.fields[one.name] = forms.CharField(
                label=one.startup.name,
                help_text=_("Till %(name)s") % {"name": one.contact.name},
                initial=one.words,
                max_length=2000,
                required=False,
                widget=forms.Textarea(attrs={"rows": len(one.meetings) + 2}),
            )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if not self.errors and not self.words:
            self.add_error(None, _("Skriv till minst en startup, eller gå tillbaka."))
        return cleaned

    @property
    def words(self) -> dict[Contact, str]:
        """What is to be sent, and to whom."""
        return {one.contact: said for one in self.prepared if (said := self.cleaned_data.get(one.name))}
