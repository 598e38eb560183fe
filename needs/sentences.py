"""What the entries of this room in the logbook say."""

from typing import Any

from django.utils.translation import gettext_lazy as _

SENTENCES: dict[str, Any] = {
    "need.drafted": _("Började skriva behovet"),
    "need.submitted": _("Lämnade in behovet"),
    "need.imported": _("Läste in behovet från fil"),
    "need.changed": _("Ändrade behovet"),
    "need.supported": _("Har samma behov"),
    "need.unsupported": _("Tog bort sitt stöd"),
    "need.owner": _("Utsåg {owner} till behovsägare"),
    "need.resumed": _("Tog upp behovet igen"),
    "need.in_round": _("Tog med behovet i prioriteringen {round}"),
    "need.left_round": _("Tog ut behovet ur prioriteringen {round}"),
    "need.prioritised": _("Beslutade att ta behovet vidare"),
    "need.parked": _("Parkerade behovet"),
    "need.declined": _("Avböjde behovet"),
    "need.in_challenge": _("Gjorde behovet till en utmaning"),
    "need.in_pilot": _("Började pröva en lösning i en pilot"),
    "need.concluded": _("Avslutade piloten med ett beslut"),
}
