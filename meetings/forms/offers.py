"""Times to choose among: offered by a manager, or free for a startup that moves a meeting."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation, Role, User
from entry.changes import RowsAskBeforeOverwriting
from entry.hours import AsksAboutTheHourMixin, moment
from entry.texts import Form
from meetings.forms.days import clock
from meetings.forms.meetings import ASKED_FOR, in_words
from meetings.models import SLOT_MINUTES
from meetings.slots import Span

MOST_TIMES = 8


class OfferForm(Form):
    """With whom, and where. The chief says for which line manager."""

    manager = forms.ModelChoiceField(
        label=_("Linjechef"),
        queryset=User.objects.none(),
        empty_label=_("Välj linjechef"),
        error_messages={"required": _("Välj en linjechef")},
    )
    place = forms.CharField(
        label=_("Plats"),
        help_text=_("Adress och rum, eller en länk till videomöte. {kod} blir en egen kod för mötet."),
        max_length=200,
        error_messages={"required": _("Skriv en plats eller en länk")},
    )

    def __init__(self, *args: Any, organisation: Organisation, for_others: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if for_others:
            managers = User.objects.of(organisation).with_role(Role.LINE_MANAGER)
            self.fields["manager"].queryset = managers.in_order()  # type: ignore[attr-defined]
        else:
            del self.fields["manager"]


class OfferedTimeForm(AsksAboutTheHourMixin):
    """One time at which the manager can meet."""

    date = forms.DateField(
        label=_("Datum"),
        widget=forms.DateInput(format="%Y-%m-%d"),
        error_messages={"required": ASKED_FOR["date"], "invalid": _("Skriv datumet som 2026-11-18")},
    )
    clock = forms.TimeField(
        label=_("Klockslag"),
        widget=clock(),
        error_messages={"required": ASKED_FOR["clock"], "invalid": _("Skriv klockslaget som 13:00")},
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("date") and cleaned.get("clock"):
            start = moment(cleaned["date"], cleaned["clock"])
            cleaned["span"] = Span(start, start + timedelta(minutes=SLOT_MINUTES))
            if start <= timezone.now():
                self.add_error("date", _("Välj en tid som inte har varit"))
            else:
                self.check_hour("clock", cleaned["date"], cleaned["clock"])
        return cleaned


class BaseOfferedTimes(RowsAskBeforeOverwriting):
    """The times together: at least one, none inside another, and none at which one of the two is busy."""

    title = _("Tider")
    shows_what_stands = False

    def __init__(self, *args: Any, busy: Sequence[Span] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.busy = busy

    def clean(self) -> None:
        if any(self.errors):
            return
        known: list[Span] = []
        for form in self.forms:
            span = form.cleaned_data.get("span")
            if span is None:
                continue
            if any(span.overlaps(other) for other in known):
                form.add_error("clock", _("Två tider går in i varandra. Ändra den ena"))
            elif any(span.overlaps(other) for other in self.busy):
                form.add_error("clock", _("Någon av er har redan ett möte då. Välj en annan tid"))
            known.append(span)
        if not known:
            raise forms.ValidationError(_("Skriv minst en tid"))

    @property
    def spans(self) -> list[Span]:
        return sorted(form.cleaned_data["span"] for form in self.forms if form.cleaned_data.get("span"))


OfferedTimes = forms.formset_factory(
    OfferedTimeForm,
    formset=BaseOfferedTimes,
    extra=4,
    max_num=MOST_TIMES,
    absolute_max=MOST_TIMES * 2,
    validate_max=True,
)


class FreeTimeForm(Form):
    """Another time for a meeting, among those that are free for both."""

    time = forms.ChoiceField(
        label=_("Ny tid"),
        widget=forms.RadioSelect(attrs={"class": "options--many"}),
        error_messages={"required": _("Välj en tid"), "invalid_choice": _("Tiden är inte ledig längre. Välj en annan")},
    )
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, times: Sequence[Span], with_day: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.spans = {span.starts_at.isoformat(): span for span in times}
        field: Any = self.fields["time"]
        field.choices = [(key, in_words(span, with_day=with_day)) for key, span in self.spans.items()]

    @property
    def span(self) -> Span:
        return self.spans[self.cleaned_data["time"]]
