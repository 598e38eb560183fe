"""What the lists of this room can be narrowed by."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from pilots.states import ObstacleKind, ObstacleState, PilotState


class Filter(forms.Form):
    """Narrows a list. Nonsense in the address narrows nothing."""

    q = forms.CharField(label=_("Sök"), required=False, max_length=200, widget=forms.SearchInput)


class PilotFilter(Filter):
    """Narrows the portfolio."""

    state = forms.ChoiceField(
        label=_("Läge"), required=False, choices=[("", _("Alla lägen")), *PilotState.choices]
    )
    owner = forms.ChoiceField(label=_("Pilotägare"), required=False)
    overdue = forms.BooleanField(label=_("Slutdatum har passerat"), required=False)
    mine = forms.BooleanField(label=_("Piloter jag äger"), required=False)
    to_decide = forms.BooleanField(label=_("Piloter jag beslutar om"), required=False)

    def __init__(self, *args: Any, owners: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["owner"].choices = [("", _("Alla pilotägare")), *owners]
        self.is_valid()

    def narrow(self, pilots: Any, *, user: User) -> Any:
        chosen = self.cleaned_data
        if state := chosen.get("state"):
            pilots = pilots.filter(state=state)
        if owner := chosen.get("owner"):
            pilots = pilots.filter(owner=owner)
        if chosen.get("overdue"):
            pilots = pilots.overdue()
        if chosen.get("mine"):
            pilots = pilots.owned_by(user)
        return pilots.filter(decider=user) if chosen.get("to_decide") else pilots


class LessonFilter(Filter):
    """Narrows the library of lessons."""

    state = forms.ChoiceField(
        label=_("Så gick piloten"),
        required=False,
        choices=[("", _("Alla piloter")), *((s, s.label) for s in PilotState if s != PilotState.CHARTER)],
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.is_valid()

    def narrow(self, lessons: Any) -> Any:
        state = self.cleaned_data.get("state")
        return lessons.filter(pilot__state=state) if state else lessons


class ObstacleFilter(Filter):
    """Narrows the list of obstacles."""

    kind = forms.ChoiceField(
        label=_("Slag"), required=False, choices=[("", _("Alla slag")), *ObstacleKind.choices]
    )
    state = forms.ChoiceField(
        label=_("Läge"), required=False, choices=[("", _("Alla lägen")), *ObstacleState.choices]
    )
    mine = forms.BooleanField(label=_("Hinder jag ska undanröja"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.is_valid()

    def narrow(self, obstacles: Any, *, user: User) -> Any:
        chosen = self.cleaned_data
        if kind := chosen.get("kind"):
            obstacles = obstacles.filter(kind=kind)
        if state := chosen.get("state"):
            obstacles = obstacles.filter(state=state)
        return obstacles.owned_by(user) if chosen.get("mine") else obstacles
