"""Booking, moving and cancelling a meeting."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation, Role, User
from entry.hours import AsksAboutTheHourMixin, moment
from entry.texts import Form
from meetings.forms.days import clock
from meetings.models import SLOT_MINUTES, Slot
from meetings.slots import Span
from startups.models import Match

ANOTHER = "another"
ASKED_FOR = {"date": _("Välj ett datum"), "clock": _("Välj ett klockslag")}


def in_words(span: Span, *, with_day: bool = True) -> str:
    """ "18 nov 2026 13:00–13:20", or the clock times alone."""
    start, end = timezone.localtime(span.starts_at), timezone.localtime(span.ends_at)
    clocks = f"{start:%H:%M}–{end:%H:%M}"
    return f"{date_format(start, 'D')} {date_format(start, 'DATE_FORMAT')} {clocks}" if with_day else clocks


class CancelForm(Form):
    reason = forms.CharField(
        label=_("Varför?"),
        help_text=_("De som skulle ha setts får läsa det här."),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Skriv varför")},
    )
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)


class OwnTimeForm(AsksAboutTheHourMixin, Form):
    """A time to choose among those that are free for both, or one of one's own, and a place."""

    time = forms.ChoiceField(
        label=_("Tid"),
        widget=forms.RadioSelect(attrs={"class": "options--many"}),
        error_messages={"required": _("Välj en tid"), "invalid_choice": _("Tiden är inte ledig längre. Välj en annan")},
    )
    date = forms.DateField(
        label=_("Datum"),
        required=False,
        widget=forms.DateInput(format="%Y-%m-%d"),
        error_messages={"invalid": _("Skriv datumet som 2026-11-18")},
    )
    clock = forms.TimeField(
        label=_("Klockslag"),
        required=False,
        widget=clock(),
        error_messages={"invalid": _("Skriv klockslaget som 13:00")},
    )
    place = forms.CharField(
        label=_("Plats"),
        help_text=_("Adress och rum, eller en länk till videomöte. {kod} blir en egen kod för mötet."),
        max_length=200,
        error_messages={"required": _("Skriv en plats eller en länk")},
    )
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, times: Sequence[Span], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.spans = {span.starts_at.isoformat(): span for span in times}
        self.has_offers = bool(times)
        if times:
            offers: Any = [(key, in_words(span)) for key, span in self.spans.items()]
            self.fields["time"].choices = [*offers, (ANOTHER, _("En annan tid"))]
        else:
            del self.fields["time"]
            for name, message in ASKED_FOR.items():
                self.fields[name].required = True
                self.fields[name].error_messages["required"] = message

    @property
    def wants_another(self) -> bool:
        return not self.has_offers or self.cleaned_data.get("time") == ANOTHER

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not self.wants_another:
            cleaned["span"] = self.spans.get(cleaned.get("time", ""))
            return cleaned
        for name, message in ASKED_FOR.items():
            if not cleaned.get(name) and name not in self.errors:
                self.add_error(name, message)
        if not self.errors:
            start = moment(cleaned["date"], cleaned["clock"])
            cleaned["span"] = Span(start, start + timedelta(minutes=SLOT_MINUTES))
            self._check_the_time(cleaned["date"], cleaned["clock"], start)
        return cleaned

    def _check_the_time(self, day: date, clock: time, start: datetime) -> None:
        if start <= timezone.now():
            self.add_error("date", _("Välj en tid som inte har varit"))
        else:
            self.check_hour("clock", day, clock)

    def refuse(self, words: str) -> None:
        """Says at the field where the time was chosen that it is taken."""
        self.add_error("clock" if self.wants_another else "time", words)


class BookForm(OwnTimeForm):
    """A single meeting. The chief says for which line manager."""

    manager = forms.ModelChoiceField(
        label=_("Linjechef"),
        queryset=User.objects.none(),
        empty_label=_("Välj linjechef"),
        error_messages={"required": _("Välj en linjechef")},
    )
    field_order = ("manager", "time", "date", "clock", "place")

    def __init__(self, *args: Any, organisation: Organisation, for_others: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if for_others:
            managers = User.objects.of(organisation).with_role(Role.LINE_MANAGER)
            self.fields["manager"].queryset = managers.in_order()
        else:
            del self.fields["manager"]


class SlotChoice(forms.ModelChoiceField):
    def label_from_instance(self, slot: Any) -> str:
        return str(slot)


class MoveToSlotForm(Form):
    """Another of the day's slots that both have free."""

    slot = SlotChoice(
        label=_("Ny tid"),
        queryset=Slot.objects.none(),
        widget=forms.RadioSelect,
        empty_label=None,
        error_messages={"required": _("Välj en tid"), "invalid_choice": _("Tiden är inte ledig längre. Välj en annan")},
    )
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, slots: Sequence[Slot], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        free = Slot.objects.filter(pk__in=[slot.pk for slot in slots])
        self.fields["slot"].queryset = free

    def refuse(self, words: str) -> None:
        self.add_error("slot", words)


class DayBookingForm(Form):
    """A meeting on a matchmaking day: who, when, and which startup about which challenge."""

    manager = forms.ModelChoiceField(
        label=_("Linjechef"),
        queryset=User.objects.none(),
        empty_label=_("Välj linjechef"),
        error_messages={"required": _("Välj en linjechef")},
    )
    slot = SlotChoice(
        label=_("Tid"),
        queryset=Slot.objects.none(),
        empty_label=_("Välj tid"),
        error_messages={"required": _("Välj en tid"), "invalid_choice": _("Tiden är inte ledig längre. Välj en annan")},
    )
    match = forms.ModelChoiceField(
        label=_("Startup"),
        queryset=Match.objects.none(),
        error_messages={
            "required": _("Välj en startup"),
            "invalid_choice": _("Den startupen går inte att boka längre. Välj en annan"),
        },
    )

    def __init__(
        self,
        *args: Any,
        managers: QuerySet[User],
        slots: QuerySet[Slot],
        matches: Sequence[Match],
        manager: User | None,
        for_others: bool,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["slot"].queryset = slots
        fields["match"].queryset = Match.objects.filter(pk__in=[match.pk for match in matches]).select_related(
            "startup", "challenge", "organisation"
        )
        fields["match"].choices = grouped(matches, manager)
        if for_others:
            fields["manager"].queryset = managers
        else:
            del fields["manager"]

    @property
    def is_too_late(self) -> bool:
        """The time has been taken since the page was opened, and it is known which startup was meant."""
        return self.has_error("slot", "invalid_choice") and "match" in self.cleaned_data

    def refuse(self, words: str) -> None:
        """Says so at the time, instead of whatever was said there."""
        self.errors.pop("slot", None)
        self.add_error("slot", words)


def grouped(matches: Sequence[Match], manager: User | None) -> list[Any]:
    """The matches as choices, those of the manager's own challenges first."""

    def choices(chosen: list[Match]) -> list[tuple[int, str]]:
        return [(match.pk, f"{match.startup.name} – {match.challenge.title}") for match in chosen]

    own = [match for match in matches if manager and match.challenge.owner_id == manager.pk]
    others = [match for match in matches if match not in own]
    groups = [(_("Egna utmaningar"), choices(own)), (_("Andra utmaningar"), choices(others))]
    filled = [group for group in groups if group[1]]
    return [("", _("Välj startup")), *(filled if own else choices(others))]
