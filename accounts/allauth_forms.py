"""allauth's forms at the entrance, with the house's own words on their labels."""

from typing import Any

from allauth.account import forms as allauth_forms
from django.utils.translation import gettext_lazy as _


class LoginForm(allauth_forms.LoginForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"].label = _("E-post")
        self.fields["login"].error_messages["required"] = _("Skriv din e-postadress")
        self.fields["password"].error_messages["required"] = _("Skriv ditt lösenord")


class ResetPasswordForm(allauth_forms.ResetPasswordForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"].label = _("E-post")
        self.fields["email"].error_messages["required"] = _("Skriv din e-postadress")


class ResetPasswordKeyForm(allauth_forms.ResetPasswordKeyForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _ask_for_new(self.fields)


class ChangePasswordForm(allauth_forms.ChangePasswordForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["oldpassword"].label = _("Nuvarande lösenord")
        self.fields["oldpassword"].error_messages["required"] = _("Skriv ditt nuvarande lösenord")
        _ask_for_new(self.fields)


def _ask_for_new(fields: dict[str, Any]) -> None:
    fields["password1"].label = _("Nytt lösenord")
    fields["password1"].help_text = _("Minst tio tecken. En mening går bra.")
    fields["password1"].error_messages["required"] = _("Välj ett lösenord")
    fields["password2"].label = _("Nytt lösenord en gång till")
    fields["password2"].error_messages["required"] = _("Skriv det nya lösenordet en gång till")
