"""Planning a matchmaking day: its times, its rooms, and who takes part."""

from datetime import date, time
from typing import Any

from django import forms
from django.core.validators import URLValidator
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from accounts.models import Organisation, Role, User
from entry.changes import ModelForm, RowsAskBeforeOverwriting
from entry.forms import AskAgainMixin
from entry.hours import FRIDAY, SKIPPED, is_skipped, is_usual
from entry.texts import Form
from meetings.actions.days import PLACES, RULES, TIMES
from meetings.models import MatchmakingDay
from meetings.slots import Span, slots_in
from meetings.states import DayState, MeetingState
from needs.models import Challenge
from startups.models import Match, Startup
from startups.states import MEETABLE

MANY_SLOTS = 60
MOST_ROOMS = 12
CLOCKS = ("starts_at", "ends_at", "afternoon_from", "afternoon_to", "lunch_from", "lunch_to")
# From and to of what is either whole or not there: what is said when one of the two is missing, or ends too early.
PAIRS = [
    (
        *("afternoon_from", "afternoon_to"),
        (_("Välj när eftermiddagen börjar"), _("Välj när eftermiddagen slutar")),
        _("Välj en tid efter att eftermiddagen börjar"),
    ),
    (
        *("lunch_from", "lunch_to"),
        (_("Välj när lunchen börjar"), _("Välj när lunchen slutar")),
        _("Välj en tid efter att lunchen börjar"),
    ),
]


def clock(**attributes: Any) -> forms.TimeInput:
    """The browser's own picker, without seconds."""
    return forms.TimeInput(format="%H:%M", attrs=attributes)


class DayForm(AskAgainMixin, ModelForm):
    """A matchmaking day. Once it is open for booking only name and who takes part can be changed."""

    challenges = forms.ModelMultipleChoiceField(
        label=_("Ta med alla som har svarat"),
        help_text=_("Startuper som har svarat, och behovsägaren, kommer med när du sparar."),
        queryset=Challenge.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple(attrs={"class": "options--many"}),
    )

    class Meta:
        model = MatchmakingDay
        fields = ["name", "date", "wishes_by", *PLACES, *TIMES[1:], *RULES, "managers", "startups"]
        widgets = {
            "date": forms.DateInput(format="%Y-%m-%d"),
            "wishes_by": forms.DateInput(format="%Y-%m-%d"),
            "starts_at": clock(),
            "ends_at": clock(),
            "afternoon_from": clock(),
            "afternoon_to": clock(),
            "lunch_from": clock(),
            "lunch_to": clock(),
            "slot_minutes": forms.TextInput(attrs={"inputmode": "numeric", "size": 4}),
            "pause_minutes": forms.TextInput(attrs={"inputmode": "numeric", "size": 4}),
            "most_in_a_row": forms.TextInput(attrs={"inputmode": "numeric", "size": 4}),
            "fair_minimum": forms.TextInput(attrs={"inputmode": "numeric", "size": 4}),
            "managers": forms.CheckboxSelectMultiple(attrs={"class": "options--many"}),
            "startups": forms.CheckboxSelectMultiple(attrs={"class": "options--many"}),
        }
        labels = {
            "most_in_a_row": _("Högst så många möten i rad"),
            "fair_minimum": _("Alla får minst så många möten, om det går"),
        }
        help_texts = {
            "most_in_a_row": _("För alla. Lämna tomt om bara de som själva ber om pauser ska få dem."),
            "fair_minimum": _("Innan någon får fler. Lämna tomt om bara önskemålen ska räknas."),
        }
        error_messages = {
            **{
                name: {
                    "invalid": _("Skriv antalet som ett heltal"),
                    "min_value": _("Skriv minst 1, eller lämna tomt"),
                    "max_value": _("Skriv högst 20, eller lämna tomt"),
                }
                for name in RULES
            },
            "name": {"required": _("Skriv ett namn på dagen")},
            "date": {"required": _("Välj ett datum"), "invalid": _("Skriv datumet som 2026-11-18")},
            "wishes_by": {"required": _("Välj sista dag"), "invalid": _("Skriv datumet som 2026-11-18")},
            "starts_at": {"required": _("Välj när första mötet börjar"), "invalid": _("Skriv tiden som 09:00")},
            "ends_at": {"required": _("Välj när sista mötet slutar"), "invalid": _("Skriv tiden som 16:00")},
            "afternoon_from": {"invalid": _("Skriv tiden som 13:00")},
            "afternoon_to": {"invalid": _("Skriv tiden som 16:00")},
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
        challenges: Any = self.fields["challenges"]
        challenges.queryset = Challenge.objects.filter(pk__in=_answered(organisation).values("challenge"))
        if not challenges.queryset:
            del self.fields["challenges"]
        if day.state == DayState.WISHING:
            self.fields["wishes_by"].required = True
        else:
            del self.fields["wishes_by"]
        if day.state == DayState.OPEN:
            self.fields["managers"].help_text = self.fields["startups"].help_text = ""
            for name in (*PLACES, *TIMES, *RULES):
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

    def clean_video_link(self) -> str:
        link: str = self.cleaned_data["video_link"]
        if link:
            try:
                URLValidator(schemes=["https"])(link.replace("{kod}", "kod"))
            except forms.ValidationError:
                raise forms.ValidationError(_("Skriv en länk som börjar med https://")) from None
        return link

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
        self._take_along(cleaned)
        where = {"place", "video_link"}
        if where <= set(self.fields) and not where & set(self.errors) and not any(map(cleaned.get, where)):
            self.add_error("place", _("Skriv en plats eller en länk"))
        start, end = cleaned.get("starts_at"), cleaned.get("ends_at")
        if start and end and end <= start:
            self.add_error("ends_at", _("Välj en tid efter att första mötet börjar"))
            return cleaned
        for pair in PAIRS:
            self._check_pair(cleaned, *pair)
        if end and (afternoon := cleaned.get("afternoon_from")) and afternoon < end:
            self.add_error("afternoon_from", _("Välj en tid efter att förmiddagen slutar"))
        self._check_last_day(cleaned)
        date = cleaned.get("date")
        for name in CLOCKS:
            if date and cleaned.get(name) and is_skipped(date, cleaned[name]):
                self.add_error(name, SKIPPED)
        if not self.errors and start and end:
            self._check_slots(cleaned)
        return cleaned

    def _check_last_day(self, cleaned: dict[str, Any]) -> None:
        """Wishes end before the day; a last day that has passed can stay as it is."""
        last = cleaned.get("wishes_by")
        if last and last != self.initial.get("wishes_by") and last < timezone.localdate():
            self.add_error("wishes_by", _("Välj en dag som inte har varit"))
        elif last and cleaned.get("date") and last >= cleaned["date"]:
            self.add_error("wishes_by", _("Välj en dag före matchdagen"))

    def _take_along(self, cleaned: dict[str, Any]) -> None:
        """Adds those who have answered the chosen challenges, and their owners as far as they meet startups."""
        chosen = cleaned.pop("challenges", None)
        if not chosen or self.errors:
            return
        answered = Match.objects.filter(challenge__in=chosen).meetable().answered()
        fields: Any = self.fields
        for name, more in [
            ("managers", fields["managers"].queryset.filter(pk__in=chosen.values("owner"))),
            ("startups", fields["startups"].queryset.filter(pk__in=answered.values("startup"))),
        ]:
            wanted = {row.pk for row in (*cleaned[name], *more)}
            cleaned[name] = fields[name].queryset.filter(pk__in=wanted)

    def _check_pair(
        self, cleaned: dict[str, Any], first: str, last: str, missing: tuple[Any, Any], too_early: Any
    ) -> None:
        start, end = cleaned.get(first), cleaned.get(last)
        if start and end and end <= start:
            self.add_error(last, too_early)
        elif start and not end and last not in self.errors:
            self.add_error(last, missing[1])
        elif end and not start and first not in self.errors:
            self.add_error(first, missing[0])

    def _check_slots(self, cleaned: dict[str, Any]) -> None:
        hours = [(cleaned["starts_at"], cleaned["ends_at"])]
        if cleaned.get("afternoon_from"):
            hours.append((cleaned["afternoon_from"], cleaned["afternoon_to"]))
        lunch = (cleaned["lunch_from"], cleaned["lunch_to"]) if cleaned.get("lunch_from") else None
        spans = slots_in(
            cleaned["date"], hours, minutes=cleaned["slot_minutes"], pause=cleaned["pause_minutes"], lunch=lunch
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
        elif set(TIMES) & set(self.changed_data):  # what was said to be right once is not asked about again
            self._ask_about_the_hours(cleaned["date"], [local_clock(spans[0]), local_clock(spans[-1])])

    def _ask_about_the_hours(self, day: date, clocks: list[time]) -> None:
        unusual = [clock for clock in clocks if not is_usual(day, clock)]
        if unusual:
            told = {"day": date_format(day, "l j F"), "clock": f"{unusual[0]:%H:%M}"}
            question = _("Ett möte skulle bli %(day)s kl. %(clock)s. Ändra dagen, eller kryssa i att det stämmer")
            self.ask("date" if day.weekday() > FRIDAY else "starts_at", question % told)


def _answered(organisation: Organisation) -> QuerySet[Match]:
    """The answers that can be met about just now."""
    return Match.objects.filter(organisation=organisation).meetable().answered()


def local_clock(span: Span) -> time:
    return timezone.localtime(span.starts_at).time()


class RoomForm(Form):
    """One row of rooms; a row without a name is no room."""

    name = forms.CharField(label=_("Rum eller bord"), max_length=80, required=False)
    capacity = forms.IntegerField(
        label=_("Möten samtidigt"),
        required=False,
        min_value=1,
        max_value=200,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "size": 4}),
        error_messages={
            "invalid": _("Skriv antalet som ett heltal"),
            "min_value": _("Skriv minst 1, eller lämna tomt"),
            "max_value": _("Skriv högst 200, eller lämna tomt"),
        },
    )


class BaseRooms(RowsAskBeforeOverwriting):
    """The rooms of a day, together: no two alike."""

    title = _("Rum")

    @property
    def rows(self) -> list[dict[str, Any]]:
        """The rooms as written, empty rows left out."""
        return [form.cleaned_data for form in self.forms if form.cleaned_data.get("name")]

    def clean(self) -> None:
        if any(self.errors):
            return
        seen: set[str] = set()
        for form in self.forms:
            name = form.cleaned_data.get("name", "").casefold()
            if name and name in seen:
                form.add_error("name", _("Två rum heter likadant. Ändra det ena"))
            elif form.cleaned_data.get("capacity") and not name:
                form.add_error("name", _("Skriv vad rummet heter"))
            seen.add(name)


RoomFormSet = forms.formset_factory(RoomForm, formset=BaseRooms, extra=2, max_num=MOST_ROOMS, validate_max=True)


def room_rows(data: Any, day: MatchmakingDay, *, former: MatchmakingDay | None = None) -> BaseRooms:
    """The rows of rooms: the day's own, or for a new day those of a former one."""
    like = day if day.pk else former
    rows: BaseRooms = RoomFormSet(
        data, initial=list(like.rooms.values("name", "capacity")) if like else [], prefix="rum"
    )
    rows.shows_what_stands = day.pk is not None
    return rows


def copy_of(day: MatchmakingDay) -> dict[str, Any]:
    """What the form begins with for a new day like this one; the date is the new one's own."""
    same = {name: getattr(day, name) for name in ("name", *PLACES, *TIMES[1:], *RULES)}
    return same | {"managers": list(day.managers.all()), "startups": list(day.startups.all())}
