"""Matchmaking days and what is wished for them, meetings that can never be double booked, and their outcomes."""

from meetings.models.agendas import Agenda
from meetings.models.days import SLOT_MINUTES, Away, MatchmakingDay, Room, Slot
from meetings.models.feeds import FEED_LINK, CalendarFeed
from meetings.models.meetings import Meeting
from meetings.models.offers import MeetingOffer
from meetings.models.outcomes import Outcome, StartupOutcome
from meetings.models.plans import DayPlan, DraftStep, PlannedMeeting
from meetings.models.wishes import GUEST_LINK, DayAnswer, Wish

__all__ = [
    "FEED_LINK",
    "GUEST_LINK",
    "SLOT_MINUTES",
    "Agenda",
    "Away",
    "CalendarFeed",
    "DayAnswer",
    "DayPlan",
    "DraftStep",
    "MatchmakingDay",
    "Meeting",
    "MeetingOffer",
    "Outcome",
    "PlannedMeeting",
    "Room",
    "Slot",
    "StartupOutcome",
    "Wish",
]
