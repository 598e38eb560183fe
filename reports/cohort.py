"""How far the needs that were handed in during a period had come when it ended: the same needs in every step."""

from django.db.models import Case, Count, Exists, IntegerField, OuterRef, Value, When

from accounts.models import Organisation
from history.days import end_of, on_days
from meetings.models import Meeting
from needs.models import Candidate, Challenge, Need
from pilots.models import Pilot
from reports.figures import Period


def steps_taken(organisation: Organisation, period: Period) -> dict[int, int]:
    """How many needs had taken so many of `figures.STEPS` and no more, counted from the first; one query.

    A pilot counts as a follow-up too: it may have been drawn up before the meeting's outcome was left.
    """
    last, end = period.last, end_of(period.last)
    here = OuterRef("pk")
    held = Meeting.objects.held().filter(match__challenge__needs=here, starts_at__lt=end)
    in_pilot = Exists(Pilot.objects.started_by_the_end_of(last).filter(match__challenge__needs=here))
    steps = [
        Exists(Candidate.objects.taken_forward_by_the_end_of(last).filter(need=here)),
        Exists(Challenge.objects.published_by_the_end_of(last).filter(needs=here)),
        Exists(held),
        Exists(held.with_follow_up()) | in_pilot,
        in_pilot,
    ]
    whens = [When(~step, then=Value(number)) for number, step in enumerate(steps, start=1)]
    furthest = Case(*whens, default=Value(len(steps) + 1), output_field=IntegerField())
    needs = Need.objects.of(organisation).handed_in().filter(on_days("submitted_at", *period.days))
    rows = needs.annotate(steps=furthest).order_by().values("steps").annotate(number=Count("pk"))
    return {row["steps"]: row["number"] for row in rows}
