"""The states of matchmaking days, of meetings and of questions to line managers."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class DayState(models.TextChoices):
    PLANNED = "planned", _("Planeras")
    WISHING = "wishing", _("Önskemål samlas in")
    OPEN = "open", _("Öppen för bokning")
    FINISHED = "finished", _("Genomförd")
    CANCELLED = "cancelled", _("Inställd")


D = DayState
DAY_TRANSITIONS: dict[str, frozenset[str]] = {
    D.PLANNED: frozenset({D.WISHING, D.OPEN, D.CANCELLED}),
    D.WISHING: frozenset({D.OPEN, D.CANCELLED}),
    D.OPEN: frozenset({D.FINISHED, D.CANCELLED}),
    D.FINISHED: frozenset(),
    D.CANCELLED: frozenset(),
}
DAY_COLOURS: dict[str, str] = {D.OPEN: "success", D.PLANNED: "warning", D.WISHING: "info"}
# Everything about the day can still be changed, and nobody has booked.
PREPARED = (D.PLANNED, D.WISHING)


class MeetingState(models.TextChoices):
    BOOKED = "booked", _("Bokat")
    HELD = "held", _("Hållet")
    MISSED = "missed", _("Blev inte av")
    CANCELLED = "cancelled", _("Avbokat")


M = MeetingState
MEETING_TRANSITIONS: dict[str, frozenset[str]] = {
    M.BOOKED: frozenset({M.BOOKED, M.HELD, M.MISSED, M.CANCELLED}),
    M.HELD: frozenset(),
    # The same day the manager can put it right.
    M.MISSED: frozenset({M.HELD}),
    M.CANCELLED: frozenset(),
}
MEETING_COLOURS: dict[str, str] = {M.BOOKED: "info", M.HELD: "success", M.MISSED: "warning"}
# These take the person's and the startup's time: two of them may not overlap.
TAKING_TIME = (M.BOOKED, M.HELD)


class Side(models.TextChoices):
    """Which of the two who meet."""

    MANAGER = "manager", _("Linjechef")
    STARTUP = "startup", _("Startup")


class Level(models.TextChoices):
    """How much one of the two wants to meet the other on a day."""

    MUST = "must", _("Måste")
    WANT = "want", _("Vill gärna")
    COULD = "could", _("Kan tänka mig")
    NO = "no", _("Nej tack")


class NextStep(models.TextChoices):
    """What a meeting led to (mötesutfall)."""

    PILOT = "pilot", _("Föreslå en pilot")
    FOLLOW_UP = "follow_up", _("Uppföljningsmöte")
    LATER = "later", _("Rätt företag, men inte nu")
    REFER = "refer", _("Passar en annan enhet bättre")
    NO = "no", _("Inte aktuellt")


# What the national programmes count as a follow-up of a meeting.
FOLLOWED_UP = (NextStep.FOLLOW_UP, NextStep.PILOT)


class StartupStep(models.TextChoices):
    """What the startup makes of the meeting; the values that both sides can choose are the same."""

    PILOT = NextStep.PILOT.value, _("Vi vill pröva en pilot")
    FOLLOW_UP = NextStep.FOLLOW_UP.value, _("Vi vill ses igen")
    LATER = NextStep.LATER.value, _("Rätt behov, men inte nu")
    NO = NextStep.NO.value, _("Inte aktuellt")


class QuestionnaireState(models.TextChoices):
    OPEN = "open", _("Öppna för svar")
    CLOSED = "closed", _("Stängda")


QUESTIONNAIRE_TRANSITIONS: dict[str, frozenset[str]] = {
    QuestionnaireState.OPEN: frozenset({QuestionnaireState.CLOSED}),
    # Never again: answers without a name belong to nobody any more.
    QuestionnaireState.CLOSED: frozenset(),
}
QUESTIONNAIRE_COLOURS: dict[str, str] = {QuestionnaireState.OPEN: "success"}
