"""The states of pilots and obstacles."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class PilotState(models.TextChoices):
    CHARTER = "charter", _("Pilotplan")
    RUNNING = "running", _("Pågår")
    SCALED_UP = "scaled_up", _("Skalas upp")
    ENDED = "ended", _("Avslutad med lärdom")
    ABANDONED = "abandoned", _("Nedlagd")


P = PilotState
PILOT_TRANSITIONS = {
    P.CHARTER: frozenset({P.RUNNING, P.ABANDONED}),
    # A pilot that is tried further stays running: the decision to go on is an event, not a place.
    P.RUNNING: frozenset({P.RUNNING, P.SCALED_UP, P.ENDED}),
    P.SCALED_UP: frozenset(),
    P.ENDED: frozenset(),
    # A match has one pilot, so a charter that was given up is taken up again and not written anew.
    P.ABANDONED: frozenset({P.CHARTER}),
}
PILOT_COLOURS = {P.CHARTER: "warning", P.RUNNING: "info", P.SCALED_UP: "success", P.ENDED: "accent"}
DECIDED = (P.SCALED_UP, P.ENDED)
# Planned or running: the last word is still to be said.
UNDECIDED = (P.CHARTER, P.RUNNING)
BEGUN = (P.RUNNING, *DECIDED)


class DecisionKind(models.TextChoices):
    SCALE_UP = "scale_up", _("Skala upp")
    ITERATE = "iterate", _("Fortsätt pröva")
    END = "end", _("Avsluta med lärdom")


STATE_AFTER_DECISION = {DecisionKind.SCALE_UP: P.SCALED_UP, DecisionKind.ITERATE: P.RUNNING, DecisionKind.END: P.ENDED}


class ObstacleState(models.TextChoices):
    OPEN = "open", _("I vägen")
    RESOLVED = "resolved", _("Undanröjt")
    LEFT = "left", _("Blev kvar")


OBSTACLE_TRANSITIONS = {
    # When the pilot ends it is in nobody's way any longer; how it can be removed may be found out later.
    ObstacleState.OPEN: frozenset({ObstacleState.RESOLVED, ObstacleState.LEFT}),
    ObstacleState.RESOLVED: frozenset({ObstacleState.OPEN, ObstacleState.LEFT}),
    ObstacleState.LEFT: frozenset({ObstacleState.RESOLVED}),
}
OBSTACLE_COLOURS = {ObstacleState.OPEN: "warning", ObstacleState.RESOLVED: "success"}


class ObstacleKind(models.TextChoices):
    TIME = "time", _("Tid")
    MONEY = "money", _("Pengar")
    COMPETENCE = "competence", _("Kompetens")
    LAW = "law", _("Juridik")
    IT = "it", _("IT")
    PROCUREMENT = "procurement", _("Upphandling")
    CULTURE = "culture", _("Kultur")
    OTHER = "other", _("Annat")


class Mood(models.TextChoices):
    WELL = "well", _("Går bra")
    SO_SO = "so_so", _("Går så där")
    STUCK = "stuck", _("Står still")
