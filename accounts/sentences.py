"""What reception's entries in the logbook say."""

from django.utils.translation import gettext_lazy as _

SENTENCES = {
    "organisation.changed": _("Ändrade organisationens uppgifter"),
    "organisation.limits": _("Ändrade beloppsgränserna"),
    "driver.changed": _("Ändrade omvärldsfaktorerna"),
    "unit.created": _("Lade till enheten {name}"),
    "unit.changed": _("Ändrade enheten {name}"),
    "unit.removed": _("Tog bort enheten {name}"),
    "invitation.sent": _("Bjöd in {email}"),
    "invitation.accepted": _("Tackade ja till inbjudan"),
    "invitation.revoked": _("Drog tillbaka inbjudan till {email}"),
    "letter.again": _("Skickade ett brev till {to} igen"),
    "membership.changed": _("Ändrade roller: {roles}"),
    "membership.removed": _("Tog bort {person} från organisationen"),
}
