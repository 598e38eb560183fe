"""What somebody has to say about accessibility, and to whom it goes."""

from email.utils import parseaddr

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation, Role, User
from entry.texts import Form
from post.actions import write_letter
from post.senders import Sender, house


class FeedbackForm(Form):
    what = forms.CharField(
        label=_("Vad hindrade dig?"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Beskriv vad som hindrade dig")},
    )
    email = forms.EmailField(label=_("E-post, om du vill ha svar"), required=False)


def pass_on_feedback(*, what: str, email: str, organisation: Organisation | None) -> None:
    """Writes to the organisation's administrators; from a guest, to the installation's owners.

    Where there is no owner yet, it goes to the address that the house's own letters come from.
    """
    if organisation:
        readers = User.objects.of(organisation).with_role(Role.ADMINISTRATOR)
    else:
        readers = User.objects.filter(is_superuser=True, is_active=True)
    hearing = {reader.email: reader.language for reader in readers}
    for address, language in (hearing or {parseaddr(settings.DEFAULT_FROM_EMAIL)[1]: "sv"}).items():
        write_letter(
            to=address,
            sender=Sender(house().name, email or house().email),
            template="letters/feedback.txt",
            context={"what": what, "email": email},
            language=language,
            organisation=organisation,
        )
