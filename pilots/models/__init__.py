"""Pilots, their obstacles, decisions and lessons."""

from pilots.models.lessons import Decision, Lesson
from pilots.models.obstacles import Obstacle
from pilots.models.pilots import Pilot, SuccessThreshold
from pilots.models.running import CheckIn, Cost

__all__ = ["CheckIn", "Cost", "Decision", "Lesson", "Obstacle", "Pilot", "SuccessThreshold"]
