"""Matchmaking days and what is wished for them, meetings that can never be double booked, and their outcomes."""

from meetings.models.agendas import Agenda
from meetings.models.busy import BusyCalendar, BusyTime
from meetings.models.days import SLOT_MINUTES, Away, MatchmakingDay, Room, Slot
from meetings.models.delays import LATE, Delay
from meetings.models.feeds import FEED_LINK, CalendarFeed
from meetings.models.freed import AskedPair, FreedTime
from meetings.models.meetings import Meeting
from meetings.models.offers import MeetingOffer
from meetings.models.outcomes import Outcome, StartupOutcome
from meetings.models.plans import DayPlan, DraftStep, PlannedMeeting
from meetings.models.printouts import Printout
from meetings.models.questionnaires import FEW, Answer, Question, Questionnaire, Respondent
from meetings.models.thanks import DayThanks
from meetings.models.walls import BADGE_LINK, WALL_LINK, Wall
from meetings.models.wishes import GUEST_LINK, DayAnswer, Wish

__all__ = [
    "BADGE_LINK",
    "FEED_LINK",
    "FEW",
    "GUEST_LINK",
    "LATE",
    "SLOT_MINUTES",
    "WALL_LINK",
    "Agenda",
    "Answer",
    "AskedPair",
    "Away",
    "BusyCalendar",
    "BusyTime",
    "CalendarFeed",
    "DayAnswer",
    "DayPlan",
    "DayThanks",
    "Delay",
    "DraftStep",
    "FreedTime",
    "MatchmakingDay",
    "Meeting",
    "MeetingOffer",
    "Outcome",
    "PlannedMeeting",
    "Printout",
    "Question",
    "Questionnaire",
    "Respondent",
    "Room",
    "Slot",
    "StartupOutcome",
    "Wall",
    "Wish",
]
