"""The states of needs, rounds and challenges, and which may follow which."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class NeedState(models.TextChoices):
    DRAFT = "draft", _("Utkast")
    SUBMITTED = "submitted", _("Inlämnat")
    IN_ROUND = "in_round", _("Bedöms")
    PRIORITISED = "prioritised", _("Prioriterat")
    PARKED = "parked", _("Parkerat")
    DECLINED = "declined", _("Avböjt")
    IN_CHALLENGE = "in_challenge", _("Utmaning")
    IN_PILOT = "in_pilot", _("Prövas i pilot")
    CONCLUDED = "concluded", _("Avslutat")
    WITHDRAWN = "withdrawn", _("Återtaget")


N = NeedState
NEED_TRANSITIONS = {
    N.DRAFT: frozenset({N.SUBMITTED}),
    N.SUBMITTED: frozenset({N.IN_ROUND, N.PARKED, N.DECLINED, N.WITHDRAWN}),
    N.IN_ROUND: frozenset({N.PRIORITISED, N.PARKED, N.DECLINED, N.SUBMITTED}),
    N.PRIORITISED: frozenset({N.IN_CHALLENGE, N.PARKED}),
    N.PARKED: frozenset({N.SUBMITTED, N.DECLINED}),
    N.DECLINED: frozenset({N.SUBMITTED}),
    N.IN_CHALLENGE: frozenset({N.IN_PILOT, N.PRIORITISED, N.CONCLUDED}),
    N.IN_PILOT: frozenset({N.CONCLUDED, N.IN_CHALLENGE}),
    N.CONCLUDED: frozenset({N.IN_PILOT}),
    N.WITHDRAWN: frozenset({N.SUBMITTED}),
}
NEED_COLOURS = {
    N.SUBMITTED: "info",
    N.IN_ROUND: "warning",
    N.PRIORITISED: "success",
    N.IN_CHALLENGE: "accent",
    N.IN_PILOT: "accent",
    N.CONCLUDED: "success",
}
# Waiting for a word from the development chief.
UNANSWERED = (N.SUBMITTED, N.IN_ROUND)
ANSWERED = (N.PRIORITISED, N.PARKED, N.DECLINED, N.IN_CHALLENGE, N.IN_PILOT, N.CONCLUDED)
# Chosen to be taken forward, whatever came of it.
TAKEN_FORWARD = (N.PRIORITISED, N.IN_CHALLENGE, N.IN_PILOT, N.CONCLUDED)


class RoundState(models.TextChoices):
    PLANNED = "planned", _("Förbereds")
    OPEN = "open", _("Öppen för bedömning")
    DECIDING = "deciding", _("Väntar på beslut")
    FINISHED = "finished", _("Beslutad")


R = RoundState
ROUND_TRANSITIONS = {
    R.PLANNED: frozenset({R.OPEN}),
    R.OPEN: frozenset({R.DECIDING}),
    R.DECIDING: frozenset({R.OPEN, R.FINISHED}),
    R.FINISHED: frozenset(),
}
ROUND_COLOURS = {R.OPEN: "info", R.DECIDING: "warning", R.FINISHED: "success"}


class CandidateDecision(models.TextChoices):
    FORWARD = "forward", _("Ta vidare")
    PARK = "park", _("Parkera")
    DECLINE = "decline", _("Avböj")


STATE_AFTER_DECISION = {
    CandidateDecision.FORWARD: N.PRIORITISED,
    CandidateDecision.PARK: N.PARKED,
    CandidateDecision.DECLINE: N.DECLINED,
}


class ChallengeState(models.TextChoices):
    DRAFT = "draft", _("Utkast")
    OPEN = "open", _("Öppen för svar")
    CLOSED = "closed", _("Stängd för svar")


C = ChallengeState
CHALLENGE_TRANSITIONS = {C.DRAFT: frozenset({C.OPEN}), C.OPEN: frozenset({C.CLOSED}), C.CLOSED: frozenset({C.OPEN})}
CHALLENGE_COLOURS = {C.OPEN: "success", C.CLOSED: "neutral"}
