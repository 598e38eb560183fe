"""What nobody means to type leaves a text: control characters, marks that turn the direction of what follows, zero widths."""

import re
import unicodedata
from typing import Any

from django import forms

# Invisible, and never meant. NUL is refused by Django itself; joiners stay, since emoji and some languages need them.
UNWANTED = re.compile("[\x01-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]")


def tidy(text: str) -> str:
    """The text without invisible characters, in one Unicode form."""
    return unicodedata.normalize("NFC", UNWANTED.sub("", text))


def one_line(text: str) -> str:
    """The same for a text that is to stand on one line."""
    return " ".join(tidy(text).split())


class TidiesTexts(forms.BaseForm):
    """Every form of ours: what is typed is tidied before anything looks at it, passwords apart.

    The page that shows the form again shows the tidied text too.
    """

    data: Any

    def full_clean(self) -> None:
        if self.is_bound:
            self.data = self._tidied()
        super().full_clean()

    def _tidied(self) -> Any:
        data = self.data.copy()
        for name, field in self.fields.items():
            key, is_line = self.add_prefix(name), isinstance(field.widget, forms.TextInput)
            is_text = isinstance(field, forms.CharField) and (is_line or isinstance(field.widget, forms.Textarea))
            if is_text and isinstance(data.get(key), str):
                data[key] = (one_line if is_line else tidy)(data[key])
        return data


class Form(TidiesTexts, forms.Form):
    """Django's form, with its texts tidied."""
