"""How allauth behaves here: nobody signs up without an invitation, and its letters go through the post room."""

import logging
from typing import Any
from urllib.parse import urlsplit

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.internal import ratelimit
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from post.actions import write_letter
from post.models import Letter
from post.senders import house

log = logging.getLogger(__name__)

MOST_LETTERS = 5  # to one address in an hour, whoever asks for them


class AccountAdapter(DefaultAccountAdapter):
    error_messages = DefaultAccountAdapter.error_messages | {
        "email_password_mismatch": _("E-posten och lösenordet hör inte ihop. Kontrollera dem och försök igen"),
        "enter_current_password": _("Det är inte ditt nuvarande lösenord. Skriv det igen"),
        "incorrect_password": _("Det är inte ditt lösenord. Skriv det igen"),
        "too_many_login_attempts": _("Du har försökt många gånger. Vänta några minuter och försök igen"),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def get_reset_password_from_key_url(self, key: str) -> str:
        """At the installation's own address, whatever host the page was asked for by."""
        return settings.BASE_URL + urlsplit(super().get_reset_password_from_key_url(key)).path

    def get_client_ip(self, request: HttpRequest) -> str:
        """Where fewer proxies have written than the settings promise, the last one is all that is known."""
        try:
            return str(super().get_client_ip(request))
        except ImproperlyConfigured:
            log.warning("X-Forwarded-For names fewer proxies than TRUSTED_PROXY_COUNT")
            return str(request.META["REMOTE_ADDR"])

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        """Guesses are counted for an account in a network: a stranger elsewhere keeps nobody out."""
        return f"{super()._get_login_attempts_cache_key(request, **credentials)}:{ratelimit.get_ip(request)}"

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Writes allauth's letter in the language of the page it was asked for on."""
        about = f"account {email.lower()}"[:60]
        if Letter.objects.lately(about).count() >= MOST_LETTERS:
            return  # the links in those before still work, and whoever asks so often is told nothing
        language = getattr(self.request, "LANGUAGE_CODE", "sv")
        write_letter(
            to=email,
            sender=house(),
            template=f"letters/{template_prefix.rsplit('/', 1)[-1]}.txt",
            context=context,
            language=language,
            organisation=None,
            about=about,
        )
