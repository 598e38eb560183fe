"""What the entries of this room in the logbook say."""

from typing import Any

from django.utils.translation import gettext_lazy as _

# Why meetings are called off when a startup leaves, or somebody cannot come, for letters in each reader's own language.
CALLED_OFF: dict[str, Any] = {
    "declined": _("{startup} har tackat nej."),
    "thanked": _("Vi går inte vidare med {startup}."),
    "withdrawn": _("Inbjudan till {startup} är tillbakadragen."),
    "absent": _("{who} har förhinder {first}–{last}."),
    "room_lost": _("{who} kan inte användas {first}–{last}."),
}
SENTENCES: dict[str, Any] = {
    "matchmakingday.planned": _("Planerade matchdagen"),
    "matchmakingday.changed": _("Ändrade matchdagen"),
    "matchmakingday.wishing": _("Bad linjechefer och startuper om önskemål"),
    "matchmakingday.reminded": _("Påminde dem som inte hade svarat"),
    "matchmakingday.open": _("Öppnade matchdagen för bokning"),
    "matchmakingday.plan_wanted": _("Lät planera dagen"),
    "matchmakingday.published": _("Publicerade planen med {count} möten"),
    "matchmakingday.repaired": _(
        "Ändrade dagen när {who} fick förhinder: {moved} flyttade och {cancelled} avbokade möten"
    ),
    "matchmakingday.returned": _("Tog bort förhindret för {who}"),
    "matchmakingday.time_offered": _("Erbjöd {who} en ledig tid: {when}, {count} tillfrågade"),
    "matchmakingday.finished": _("Avslutade matchdagen"),
    "matchmakingday.thanked": _("Skickade {count} tackbrev"),
    "matchmakingday.cancelled": _("Ställde in matchdagen"),
    "membership.feed_made": _("Skapade en hemlig kalenderadress"),
    "membership.feed_ended": _("Stängde sin kalenderadress"),
    "membership.calendar_given": _("Lade till sin kalender med upptagna tider"),
    "membership.calendar_taken": _("Tog bort sin kalender med upptagna tider"),
    "match.calendar_given": _("Lade till sin kalender med upptagna tider"),
    "match.calendar_taken": _("Tog bort sin kalender med upptagna tider"),
    "match.feed_made": _("Skapade en hemlig kalenderadress"),
    "match.feed_ended": _("Stängde sin kalenderadress"),
    "match.times_offered": _("Erbjöd {count} mötestider"),
    "match.times_withdrawn": _("Tog tillbaka de erbjudna mötestiderna"),
    "matchmakingday.feed_made": _("Skapade en hemlig kalenderadress"),
    "matchmakingday.feed_ended": _("Stängde dagens kalenderadress"),
    "matchmakingday.wall_made": _("Skapade en hemlig adress för skärmen på väggen"),
    "matchmakingday.wall_ended": _("Stängde adressen för skärmen på väggen"),
    "questionnaire.asked": _("Ställde frågorna till {count} linjechefer"),
    "questionnaire.reminded": _("Påminde dem som inte hade svarat"),
    "questionnaire.closed": _("Stängde frågorna"),
    "questionnaire.quoted": _("Valde {count} svar till rapporten"),
    "meeting.late": _("Meddelade fem minuters försening"),
    "meeting.on_time": _("Tog tillbaka sin försening"),
    "meeting.booked": _("Bokade mötet till {when}"),
    "meeting.published": _("Bokade mötet med hela dagens plan"),
    "meeting.moved": _("Flyttade mötet från {before} till {when}"),
    "meeting.placed": _("Bytte plats för mötet till {place}"),
    "meeting.cancelled": _("Avbokade mötet"),
    "meeting.missed": _("Berättade att mötet inte blev av"),
    "meeting.held.pilot": _("Lämnade utfall: föreslå en pilot"),
    "meeting.held.follow_up": _("Lämnade utfall: uppföljningsmöte"),
    "meeting.held.later": _("Lämnade utfall: rätt företag, men inte nu"),
    "meeting.held.refer": _("Lämnade utfall: passar en annan enhet bättre"),
    "meeting.held.no": _("Lämnade utfall: inte aktuellt"),
    "meeting.corrected": _("Rättade utfallet"),
    "meeting.startup_told": _("Berättade för utvecklingschefen hur mötet gick"),
    "meeting.startup_corrected": _("Rättade vad startupen berättade om mötet"),
    "meeting.reference_declined": _("Tackade nej för sin enhet"),
}
