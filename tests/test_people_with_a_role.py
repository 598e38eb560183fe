"""Wherever people are chosen or written to: active people of this organisation, with the role held here, each once."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import FieldError
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils import timezone

from accounts.models import Membership, Organisation, Role, User
from ignite.feedback import pass_on_feedback
from meetings.actions.days import cancel_day, change_day, open_day
from meetings.forms.days import DayForm
from meetings.forms.meetings import BookForm, DayBookingForm, MeetingFilter
from meetings.models import MatchmakingDay
from meetings.states import DayState
from needs.actions.challenges import open_challenge
from needs.actions.rounds import adjust_round, hand_in, open_round
from needs.forms.challenges import ChallengeForm
from needs.forms.needs import OwnerForm
from needs.forms.rounds import AdjustRoundForm, RoundForm
from needs.models import Assessment, Challenge, PrioritisationRound
from needs.states import ChallengeState, RoundState
from pilots.actions import decide, name_people, report_obstacle, start
from pilots.forms.charters import CharterForm, PeopleForm
from pilots.forms.running import ObstacleForm
from pilots.states import PilotState
from pilots.views.charters import usual_decider
from post.models import Letter
from reports.actions import finish
from reports.forms import GroupForm
from reports.models import ManagementGroup, Report
from startups.actions import decline
from startups.actions.portal import hand_in as hand_in_proposal
from startups.states import MatchState
from tests import cast

pytestmark = pytest.mark.django_db
