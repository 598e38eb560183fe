"""Planning a matchmaking day."""

from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from accounts.models import Organisation, Role, User
from entry.changes import ModelForm
from meetings.actions.days import TIMES
from meetings.models import MatchmakingDay
from meetings.slots import is_skipped, slots_of
from meetings.states import DayState, MeetingState
from startups.models import Startup
from startups.states import MEETABLE

MANY_SLOTS = 60
CLOCKS = ("starts_at", "ends_at", "lunch_from", "lunch_to")
SKIPPED = _("Den tiden finns inte: klockan ställs fram den natten. Välj en annan tid")


def clock(**attributes: Any) -> forms.TimeInput:
    """The browser's own picker, without seconds."""
    return forms.TimeInput(format="%H:%M", attrs=attributes)


class DayForm(ModelForm):
    """A matchmaking day. Once it is open for booking only name and who takes part can be changed."""

    class Meta:
        model = MatchmakingDay
        fields = ["name", "date", "place", *TIMES[1:], "managers", "startups"]
        widgets = {
            "date": forms.DateInput(format="%Y-%m-%d"),
            "starts_at": clock(),
            "ends_at": clock(),
            "lunch_from": clock(),
            "lunch_to": clock(),
            "slot_minutes": forms.TextInput(attrs={"inputmode": "numeric", "size": 4}),
            "pause_minutes": forms.TextInput(attrs={"inputmode": "numeric", "size": 4}),
            "managers": forms.CheckboxSelectMultiple(attrs={"class": "options--many"}),
            "startups": forms.CheckboxSelectMultiple(attrs={"class": "options--many"}),
        }
        error_messages = {
            "name": {"required": _("Skriv ett namn på dagen")},
            "place": {"required": _("Skriv en plats eller en länk")},
            "date": {"required": _("Välj ett datum"), "invalid": _("Skriv datumet som 2026-11-18")},
            "starts_at": {"required": _("Välj när första mötet börjar"), "invalid": _("Skriv tiden som 09:00")},
            "ends_at": {"required": _("Välj när sista mötet slutar"), "invalid": _("Skriv tiden som 16:00")},
            "lunch_from": {"invalid": _("Skriv tiden som 12:00")},
            "lunch_to": {"invalid": _("Skriv tiden som 13:00")},
            "slot_minutes": {
                "required": _("Skriv hur många minuter ett möte är"),
                "invalid": _("Skriv minuterna som ett heltal"),
            },
            "pause_minutes": {
                "required": _("Skriv hur många minuter det är mellan mötena"),
                "invalid": _("Skriv minuterna som ett heltal"),
            },
        }

    def __init__(self, *args: Any, organisation: Organisation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        day = self.instance
        for name, choices in (("managers", self._managers(organisation)), ("startups", self._startups(organisation))):
            field: Any = self.fields[name]
            field.queryset = choices
            field.required = False
            field.help_text = _("Du kan vänta med att välja tills du öppnar dagen för bokning.")
        if day.state == DayState.OPEN:
            self.fields["managers"].help_text = self.fields["startups"].help_text = ""
            for name in ("place", *TIMES):
                del self.fields[name]

    def _managers(self, organisation: Organisation) -> QuerySet[User]:
        """The line managers, and those already chosen."""
        chosen = self.instance.managers.values_list("pk", flat=True) if self.instance.pk else []
        return User.objects.of(organisation).with_role(Role.LINE_MANAGER).or_chosen(*chosen).in_order()

    def _startups(self, organisation: Organisation) -> QuerySet[Startup]:
        """Those that can be met just now, and those already chosen."""
        asked = Q(matches__organisation=organisation, matches__state__in=MEETABLE)
        if self.instance.pk:
            asked |= Q(matchmaking_days=self.instance)
        return Startup.objects.filter(asked).defer("search").distinct().order_by("name")

    def clean_date(self) -> Any:
        date = self.cleaned_data["date"]
        if date < timezone.localdate():
            raise forms.ValidationError(_("Välj en dag som inte har varit"))
        return date

    def clean_managers(self) -> Any:
        return self._kept("managers", "manager", _("%(name)s har bokade möten. Avboka dem först"))

    def clean_startups(self) -> Any:
        return self._kept("startups", "startup", _("%(name)s har bokade möten. Avboka dem först"))

    def _kept(self, name: str, column: str, message: Any) -> Any:
        """Nobody who has a booked meeting on the day can be taken out of it."""
        chosen = self.cleaned_data[name]
        if self.instance.pk:
            booked = self.instance.meetings.filter(state=MeetingState.BOOKED).select_related(column)
            missing = {getattr(m, column) for m in booked} - set(chosen)
            if missing:
                names = ", ".join(sorted(who.name for who in missing))
                raise forms.ValidationError(message % {"name": names})
        return chosen

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        start, end = cleaned.get("starts_at"), cleaned.get("ends_at")
        if start and end and end <= start:
            self.add_error("ends_at", _("Välj en tid efter att första mötet börjar"))
            return cleaned
        self._check_lunch(cleaned)
        date = cleaned.get("date")
        for name in CLOCKS:
            if date and cleaned.get(name) and is_skipped(date, cleaned[name]):
                self.add_error(name, SKIPPED)
        if not self.errors and start and end:
            self._check_slots(cleaned)
        return cleaned

    def _check_lunch(self, cleaned: dict[str, Any]) -> None:
        from_, to = cleaned.get("lunch_from"), cleaned.get("lunch_to")
        if from_ and to and to <= from_:
            self.add_error("lunch_to", _("Välj en tid efter att lunchen börjar"))
        elif from_ and not to and "lunch_to" not in self.errors:
            self.add_error("lunch_to", _("Välj när lunchen slutar"))
        elif to and not from_ and "lunch_from" not in self.errors:
            self.add_error("lunch_from", _("Välj när lunchen börjar"))

    def _check_slots(self, cleaned: dict[str, Any]) -> None:
        lunch = (cleaned["lunch_from"], cleaned["lunch_to"]) if cleaned.get("lunch_from") else None
        spans = slots_of(
            cleaned["date"],
            cleaned["starts_at"],
            cleaned["ends_at"],
            minutes=cleaned["slot_minutes"],
            pause=cleaned["pause_minutes"],
            lunch=lunch,
        )
        if not spans:
            self.add_error("ends_at", _("Dagen är för kort för ett möte. Välj en senare tid"))
        elif len(spans) > MANY_SLOTS:
            message = ngettext(
                "Dagen får högst ha %(most)s tid. Gör mötena längre",
                "Dagen får högst ha %(most)s tider. Gör mötena längre",
                MANY_SLOTS,
            )
            self.add_error("slot_minutes", message % {"most": MANY_SLOTS})
