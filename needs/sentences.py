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
    "need.left_challenge": _("Tog ut behovet ur utmaningen {challenge}"),
    "round.planned": _("Började förbereda prioriteringen"),
    "round.changed": _("Ändrade prioriteringen"),
    "round.discarded": _("Tog bort utkastet"),
    "round.opened": _("Öppnade prioriteringen för bedömning"),
    "round.assessed": _("Lämnade in sin bedömning av ”{need}”"),
    "round.complete": _("Alla har bedömt alla behov"),
    "round.closed": _("Avslutade bedömningen"),
    "round.reopened": _("Öppnade bedömningen igen"),
    "round.removed": _("Tog ut ”{need}” ur prioriteringen"),
    "round.forward": _("Beslutade att ta ”{need}” vidare"),
    "round.park": _("Beslutade att parkera ”{need}”"),
    "round.decline": _("Beslutade att avböja ”{need}”"),
    "round.finished": _("Lämnade besked om alla behov"),
    "challenge.written": _("Började skriva utmaningen"),
    "challenge.changed": _("Ändrade utmaningen"),
    "challenge.discarded": _("Tog bort utkastet"),
    "challenge.opened": _("Öppnade utmaningen för svar"),
    "challenge.closed": _("Stängde utmaningen för svar"),
    "challenge.reopened": _("Öppnade utmaningen igen"),
}
