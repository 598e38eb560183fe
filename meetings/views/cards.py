"""What one should have read before a meeting, as `meetings/_card.html` shows it."""

from typing import Any

from meetings.models import Meeting
from meetings.questions import Answer, Brief, questions_for


def card_of(meeting: Meeting) -> dict[str, Any]:
    """The answer, and questions to ask; the meeting comes with its match, challenge and proposal."""
    challenge, proposal = meeting.match.challenge, meeting.match.handed_in_proposal
    brief = Brief(challenge.budget_max, challenge.for_whom, challenge.baseline, challenge.desired_effect)
    answer = proposal and Answer(
        price=proposal.price,
        pilot_plan=proposal.pilot_plan,
        needs_from_us=proposal.needs_from_us,
        references=proposal.references,
        personal_data=proposal.personal_data,
    )
    return {"proposal": proposal, "questions": questions_for(brief, answer)}
