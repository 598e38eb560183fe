"""The planner of a matchmaking day: who meets whom and when, so that as many as can be of the wishes come true.

Pure: an Instance goes in, a Plan comes out. What stands here needs no numpy and may be used anywhere; `planning` and
`bound` do the reckoning with numpy and scipy, and only a worker or a command imports them.
"""

from meetings.scheduling.instance import Instance, Meeting, Plan, Refusal, instance_from_json
from meetings.scheduling.pins import Pins, settle_pins

__all__ = ["Instance", "Meeting", "Pins", "Plan", "Refusal", "instance_from_json", "settle_pins"]
