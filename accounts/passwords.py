"""Which passwords are too easy to guess: common words, the season or the town, with a year and a sign added."""

import re
from functools import cache
from pathlib import Path

from django.contrib.auth.password_validation import CommonPasswordValidator
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from accounts.models import User

WORDS = Path(__file__).with_name("passwords.txt")
# How a letter is dressed up, and how Swedish letters are written on a foreign keyboard.
PLAIN = str.maketrans("åäàáöøéèü013457@$!", "aaaaooeeuoieastasi")


@cache
def _words() -> list[str]:
    """The words of the list as they are compared, the longest first."""
    lines = (line.partition("#")[0] for line in WORDS.read_text(encoding="utf-8").splitlines())
    return sorted({word.lower().translate(PLAIN) for line in lines for word in line.split()}, key=len, reverse=True)


def _only_such_words(text: str) -> bool:
    letters = re.sub(r"[\W\d_]", "", text)
    for word in _words():
        letters = letters.replace(word, "")
    return not letters


class GuessablePasswordValidator(CommonPasswordValidator):
    """Refuses the common passwords that Django knows, and what is nothing but words of our list and trimmings."""

    def validate(self, password: str, user: User | None = None) -> None:
        plain = password.lower().strip()
        core = plain.strip("0123456789!?.,;:-_#%&/()=+*@$ ")
        if plain in self.passwords or core in self.passwords or self._is_listed(core):
            raise ValidationError(
                _("Lösenordet är lätt att gissa, också med årtal och tecken. Välj några ord som inte hör ihop"),
                code="password_too_common",
            )

    def _is_listed(self, core: str) -> bool:
        spelt = core.translate(str.maketrans("åäàáöøéèü", "aaaaooeeu"))
        return _only_such_words(spelt) or _only_such_words(core.translate(PLAIN))

    def get_help_text(self) -> str:
        return _("Lösenordet får inte vara ett vanligt ord, en årstid eller en ort med årtal eller tecken.")
