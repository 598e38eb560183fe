"""What the entries of this room in the logbook say."""

from typing import Any

from django.utils.translation import gettext_lazy as _

SENTENCES: dict[str, Any] = {
    "pilot.charter": _("Skrev pilotplanen"),
    "pilot.revised": _("Ändrade pilotplanen"),
    "pilot.people": _("Utsåg {owner} till pilotägare och {decider} till beslutsfattare"),
    "pilot.abandoned": _("Lade ned pilotplanen"),
    "pilot.resumed": _("Tog upp pilotplanen igen"),
    "pilot.running": _("Startade piloten"),
    "pilot.started_early": _("Startade piloten och flyttade första dagen från {before} till {after}"),
    "pilot.budget": _("Ändrade budgeten från {before} kr till {after} kr"),
    "pilot.check_in_well": _("Gjorde en avstämning: går bra"),
    "pilot.check_in_so_so": _("Gjorde en avstämning: går så där"),
    "pilot.check_in_stuck": _("Gjorde en avstämning: står still"),
    "pilot.check_in_taken_back": _("Tog tillbaka sin avstämning"),
    "pilot.cost": _("Lade till kostnaden {what}, {amount} kr"),
    "pilot.cost_taken_back": _("Tog bort kostnaden {what}, {amount} kr"),
    "pilot.results": _("Förde in resultat"),
    "pilot.obstacle": _("Anmälde ett hinder"),
    "pilot.obstacle_resolved": _("Undanröjde ett hinder"),
    "pilot.obstacle_reopened": _("Tog upp ett hinder igen"),
    "pilot.scaled_up": _("Beslutade att skala upp"),
    "pilot.continued": _("Beslutade att fortsätta pröva"),
    "pilot.ended": _("Beslutade att avsluta med lärdom"),
    "pilot.lesson": _("Skrev lärdomen {title}"),
    "obstacle.reported": _("Anmälde hindret"),
    "obstacle.resolved": _("Undanröjde hindret"),
    "obstacle.open": _("Tog upp hindret igen"),
    "obstacle.left": _("Avslutade piloten med hindret kvar"),
    "lesson.written": _("Skrev lärdomen"),
    "lesson.corrected": _("Rättade lärdomen"),
}
