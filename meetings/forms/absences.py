"""Who cannot come on an open day, or which room cannot be used, and for how long."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.units import swedish
from entry.texts import Form
from meetings.absences import Absence
from meetings.models import MatchmakingDay, Room, Slot
from meetings.slots import Span
from startups.models import Startup


class AbsenceForm(Form):
    """One who takes part, or a room, and from which of the coming times until which."""

    who = forms.ChoiceField(
        label=_("Vem eller vad gäller det?"),
        error_messages={"required": _("Välj vem eller vad det gäller"), "invalid_choice": _("Välj i listan")},
    )
    first = forms.TypedChoiceField(
        label=_("Från"),
        coerce=int,
        error_messages={"required": _("Välj en tid"), "invalid_choice": _("Tiden har redan börjat. Välj igen")},
    )
    last = forms.TypedChoiceField(
        label=_("Till"),
        coerce=int,
        error_messages={"required": _("Välj en tid"), "invalid_choice": _("Tiden har redan börjat. Välj igen")},
    )

    def __init__(self, *args: Any, day: MatchmakingDay, slots: Sequence[Slot], **kwargs: Any) -> None:
        """`slots` are those that have not begun."""
        kwargs["initial"] = {"first": slots[0].pk, "last": slots[-1].pk, **kwargs.get("initial", {})}
        super().__init__(*args, **kwargs)
        self.slots = {slot.pk: slot for slot in slots}
        people = [
            ("manager", _now("Linjechefer"), sorted(day.managers.all(), key=lambda person: swedish(person.name))),
            ("startup", _now("Startuper"), list(day.startups.only("name").order_by("name"))),
            ("room", _now("Rum"), list(day.rooms.all())),
        ]
        self.known: dict[str, User | Startup | Room] = {
            f"{kind}-{one.pk}": one for kind, _label, all_ in people for one in all_
        }
        fields: Any = self.fields
        fields["who"].choices = [
            ("", _now("Välj")),
            *((label, [(f"{kind}-{one.pk}", one.name) for one in all_]) for kind, label, all_ in people if all_),
        ]
        fields["first"].choices = [(slot.pk, f"{timezone.localtime(slot.starts_at):%H:%M}") for slot in slots]
        ends = [(slot.pk, f"{timezone.localtime(slot.ends_at):%H:%M}") for slot in slots]
        ends[-1] = (ends[-1][0], _now("%(time)s, resten av dagen") % {"time": ends[-1][1]})
        fields["last"].choices = ends

    def clean(self) -> dict[str, Any]:
        chosen = super().clean() or {}
        first, last = (self.slots.get(chosen.get(name, 0)) for name in ("first", "last"))
        if first and last and first.starts_at > last.starts_at:
            self.add_error("last", _now("Välj en tid efter den första"))
        return chosen

    @property
    def absence(self) -> Absence:
        chosen = self.cleaned_data
        span = Span(self.slots[chosen["first"]].starts_at, self.slots[chosen["last"]].ends_at)
        return Absence(self.known[chosen["who"]], span)
