"""What the entries about imported files in the logbook say."""

from typing import Any

from django.utils.translation import gettext_lazy as _

SENTENCES: dict[str, Any] = {
    "importfile.uploaded": _("Laddade upp filen"),
    "importfile.wanted": _("Bad om att filen läses in"),
    "importfile.done": _("Läste in {count} rader ur filen"),
    "importfile.failed": _("Kunde inte läsa in filen"),
    "importfile.undone": _("Ångrade inläsningen: {count} rader togs bort"),
    "importfile.dropped": _("Avbröt inläsningen"),
}
