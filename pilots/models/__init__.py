"""Pilots, their obstacles, decisions and lessons."""

from pilots.models.lessons import Decision, Lesson
from pilots.models.obstacles import Obstacle
from pilots.models.pilots import CheckIn, Cost, Pilot, SuccessThreshold

__all__ = ["CheckIn", "Cost", "Decision", "Lesson", "Obstacle", "Pilot", "SuccessThreshold"]
