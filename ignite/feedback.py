"""What somebody has to say about accessibility, and to whom it goes."""

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import Membership, Organisation, Role, User
from post.actions import write_letter


class FeedbackForm(forms.Form):
    what = forms.CharField(
        label=_("Vad hindrade dig?"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Beskriv vad som hindrade dig")},
    )
    email = forms.EmailField(label=_("E-post, om du vill ha svar"), required=False)


def pass_on_feedback(*, what: str, email: str, organisation: Organisation | None) -> None:
    """Writes to the administrators of the organisation; from a guest, to the installation's owners."""
    if organisation:
        members = Membership.objects.filter(organisation=organisation).with_role(Role.ADMINISTRATOR)
        readers = User.objects.filter(membership__in=members, is_active=True)
    else:
        readers = User.objects.filter(is_superuser=True, is_active=True)
    for reader in readers:
        write_letter(
            to=reader.email,
            template="letters/feedback.txt",
            context={"what": what, "email": email},
            language=reader.language,
            organisation=organisation,
        )
