"""Matchmaking days, meetings that can never be double booked, and their outcomes."""

from meetings.models.days import SLOT_MINUTES, MatchmakingDay, Room, Slot
from meetings.models.meetings import Meeting
from meetings.models.outcomes import Outcome, StartupOutcome

__all__ = ["SLOT_MINUTES", "MatchmakingDay", "Meeting", "Outcome", "Room", "Slot", "StartupOutcome"]
