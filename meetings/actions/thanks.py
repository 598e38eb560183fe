"""Letters of thanks to the startups of a day that has been."""

from collections.abc import Mapping

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from accounts.models import User
from history.actions import StaleState, record
from meetings.asking import write_to_contact
from meetings.models import DayThanks, MatchmakingDay
from startups.models import Contact


@transaction.atomic
def thank_startups(day: MatchmakingDay, words: Mapping[Contact, str], *, by: User) -> int:
    """Writes to each contact what there is to say to its startup, and says how many were written to.

    Raises StaleState when one of the startups has been thanked for the day meanwhile.
    """
    rows = [
        DayThanks(day=day, startup_id=contact.startup_id, contact=contact, words=said, sent_by=by)
        for contact, said in words.items()
    ]
    try:
        with transaction.atomic():
            DayThanks.objects.bulk_create(rows)
    except IntegrityError as refusal:
        raise StaleState(day, _("Någon av startuperna har redan fått ett tackbrev.")) from refusal
    for contact, said in words.items():
        write_to_contact(contact, "day_thanks", day=day, by=by, words=said)
    record(day, "matchmakingday.thanked", by=by, count=len(rows))
    return len(rows)
