"""Who a letter is from: a name that its reader knows, and the address that an answer reaches."""

from dataclasses import dataclass
from email.utils import parseaddr, quote

from django.conf import settings


@dataclass(frozen=True)
class Sender:
    name: str
    email: str
    of: str = ""  # the organisation or startup

    @property
    def shown_name(self) -> str:
        """Both names as a header can carry them: one line, without what cannot be seen."""
        names = ", ".join(filter(None, [self.name, self.of]))
        return "".join(c for c in " ".join(names.split()) if c.isprintable())[:250]


def house() -> Sender:
    """The installation itself, for what no organisation writes; answers go to those who run it."""
    name, address = parseaddr(settings.DEFAULT_FROM_EMAIL)
    return Sender(name, settings.CONTACT_EMAIL or address)


def from_line(name: str) -> str:
    """The name before the installation's own address, from which alone it may send."""
    return f'"{quote(name)}" <{parseaddr(settings.DEFAULT_FROM_EMAIL)[1]}>' if name else settings.DEFAULT_FROM_EMAIL
