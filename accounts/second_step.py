"""Signing in in two steps: who must, and allauth's forms for it in the house's own words."""

from typing import Any

from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.base import forms as base_forms
from allauth.mfa.totp import forms as totp_forms
from allauth.mfa.utils import is_mfa_enabled
from allauth.mfa.webauthn import forms as webauthn_forms
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User

# What somebody may still open who must first set up a second step.
OPEN = {"account_reauthenticate", "account_logout", "language", "colour", "live", "ready"}


def must_set_up(user: User) -> bool:
    """Whether the person has a role that demands a second step, and none yet."""
    demanded = settings.MFA_REQUIRED_ROLES
    return bool(demanded and user.organisations_as(*demanded) and not is_mfa_enabled(user))


class SecondStepMiddleware:
    """Leads whoever must have a second step to where it is set up, before anything else."""

    def __init__(self, get_response: Any) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        name = getattr(request.resolver_match, "url_name", None) or ""
        if name in OPEN or name.startswith("mfa_") or not request.user.is_authenticated:
            return None
        if not must_set_up(request.user):
            return None
        messages.warning(request, _("Din roll kräver inloggning i två steg. Lägg till en app eller en passernyckel."))
        return redirect("mfa_index")


class SecondStepAdapter(DefaultMFAAdapter):
    error_messages = DefaultMFAAdapter.error_messages | {
        "cannot_generate_recovery_codes": gettext_lazy("Lägg först till en app eller en passernyckel"),
        "incorrect_code": gettext_lazy("Koden stämmer inte. Skriv den som visas just nu"),
    }

    def generate_authenticator_name(self, user: User, type: Any) -> str:
        number = user.authenticator_set.filter(type=type).count() + 1
        return _("Passernyckel %(number)s") % {"number": number}


class _InOurWords:
    """Mixed into a form with a field for a code."""

    fields: dict[str, Any]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        code = self.fields["code"]
        code.label = gettext_lazy("Kod")
        code.error_messages["required"] = gettext_lazy("Skriv koden")
        code.widget.attrs = {"autocomplete": "one-time-code", "size": 10}


class AuthenticateForm(_InOurWords, base_forms.AuthenticateForm):
    pass


class ReauthenticateForm(_InOurWords, base_forms.ReauthenticateForm):
    pass


class ActivateTOTPForm(_InOurWords, totp_forms.ActivateTOTPForm):
    pass


class AddWebAuthnForm(webauthn_forms.AddWebAuthnForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].label = gettext_lazy("Namn")
        self.fields["passwordless"].label = gettext_lazy("Logga in med bara nyckeln, utan lösenord")
        self.fields["passwordless"].help_text = gettext_lazy(
            "Nyckeln måste då öppnas med fingret, ansiktet eller en kod."
        )
