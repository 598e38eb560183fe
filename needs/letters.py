"""The receipt for a need that has been handed in: to whoever did it, and to whom it was done for."""

from accounts.letters import sent_by, write_to
from accounts.models import User
from needs.models import Need
from post.actions import write_letter


def send_receipts(need: Need, *, by: User) -> None:
    """The colleague it was handed in for finds it by a link; somebody without an account reads it in the letter."""
    here = need.organisation
    context = {"need": need, "days": Need.objects.of(here).usual_days_to_answer()}
    write_to([need.submitter], "need_received", organisation=here, by=None, **context)
    address = need.on_behalf_email.lower()
    if not address or address == need.submitter.email:
        return
    context["for_whom"] = need.on_behalf_of
    if colleague := User.objects.of(here).filter(email=address).first():
        write_to([colleague], "need_received", organisation=here, by=by, **context)
    else:
        write_letter(
            to=address,
            sender=sent_by(by, here),
            template="letters/need_received.txt",
            context=context,
            language="sv",
            organisation=here,
        )
