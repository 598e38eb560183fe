"""Needs, the rounds in which they are prioritised, and the challenges they become."""

from needs.models.challenges import Challenge
from needs.models.needs import Need, Support, Theme
from needs.models.rounds import Assessment, Candidate, Criterion, PrioritisationRound, Score

__all__ = [
    "Assessment",
    "Candidate",
    "Challenge",
    "Criterion",
    "Need",
    "PrioritisationRound",
    "Score",
    "Support",
    "Theme",
]
