"""What the floor must have installed and does nothing with."""

from allauth.account.apps import AccountConfig


class AccountsWithoutMiddleware(AccountConfig):
    """allauth's tables, which our people hang on, without the middleware that it would otherwise insist on."""

    def ready(self) -> None:
        pass
