"""How allauth behaves here: nobody signs up without an invitation, and its letters go through the post room."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest

from post.actions import write_letter


class AccountAdapter(DefaultAccountAdapter):
    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Writes allauth's letter in the language of the page it was asked for on."""
        language = getattr(self.request, "LANGUAGE_CODE", "sv")
        write_letter(
            to=email,
            template=f"letters/{template_prefix.rsplit('/', 1)[-1]}.txt",
            context=context,
            language=language,
            organisation=None,
        )
