"""What the entries of this room in the logbook say."""

from typing import Any

from django.utils.translation import gettext_lazy as _

SENTENCES: dict[str, Any] = {
    # The registry
    "startup.registered": _("Lade till startupen i registret"),
    "startup.imported": _("Läste in startupen från fil"),
    "startup.read_in_again": _("Läste in startupen på nytt från fil"),
    "startup.changed": _("Ändrade profilen"),
    "contact.added": _("Lade till en kontakt"),
    "contact.changed": _("Ändrade en kontakt"),
    "contact.removed": _("Tog bort en kontakt"),
    "note.written": _("Skrev en anteckning"),
    "note.changed": _("Ändrade en anteckning"),
    "note.removed": _("Tog bort en anteckning"),
    "rating.set": _("Satte betyget {value} av 5"),
    "rating.removed": _("Tog bort betyget"),
    # Matches: from suggestion to thanks
    "challenge.suggestions": _("Bad om förslag på startuper"),
    "match.reason_refuted": _("Sade att ett skäl inte stämmer"),
    "match.reason_restored": _("Tog tillbaka att ett skäl inte stämmer"),
    "match.added": _("Lade till startupen för hand"),
    "match.shortlisted": _("Tog med startupen i urvalet"),
    "match.suggested": _("Lade tillbaka startupen bland förslagen"),
    "match.set_aside": _("Valde bort startupen"),
    "match.invited": _("Bjöd in {contact}"),
    "match.invited_again": _("Bjöd in även {contact}"),
    "match.new_link": _("Skickade en ny länk till {contact}"),
    "match.reminded": _("Påminde {contact} om att svara"),
    "match.revoked": _("Drog tillbaka länken till {contact}"),
    "match.uninvited": _("Drog tillbaka inbjudan till {contact}"),
    "match.answered": _("Lämnade in ett lösningsförslag"),
    "match.answer_changed": _("Ändrade sitt lösningsförslag"),
    "match.answered_late": _("Lämnade in ett lösningsförslag när svarstiden var slut"),
    "match.late_accepted": _("Godtog svaret som kom sent"),
    "match.late_refused": _("Tog inte med svaret som kom sent"),
    "match.declined": _("Tackade nej"),
    "match.times": _("Lämnade tider för möte"),
    "match.met": _("Startupmötet är hållet"),
    "match.in_pilot": _("Startade en pilot"),
    "match.thanked": _("Avslutade med tack"),
}
