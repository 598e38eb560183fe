"""What the entries of this room in the logbook say."""

from typing import Any

from django.utils.translation import gettext_lazy as _

SENTENCES: dict[str, Any] = {
    "managementgroup.created": _("Lade till ledningsgruppen"),
    "managementgroup.changed": _("Ändrade ledningsgruppen"),
    "report.ordered": _("Beställde rapporten, utgåva {edition}"),
    "report.again": _("Bad om ett nytt försök"),
    "report.waits": _("Försöket lyckades inte, ett nytt görs snart"),
    "report.ready": _("Gjorde rapporten klar"),
    "report.failed": _("Kunde inte göra rapporten"),
}
