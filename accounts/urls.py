"""Reception's addresses."""

from django.urls import path

from accounts.views import organisation, people, sessions

app_name = "accounts"
urlpatterns = [
    path("organisation/", organisation.organisation, name="organisation"),
    path("organisation/omvarld/", organisation.drivers, name="drivers"),
    path("organisation/granser/", organisation.limits, name="limits"),
    path("organisation/enheter/", organisation.units, name="units"),
    path("organisation/enheter/ny/", organisation.unit_edit, name="unit_new"),
    path("organisation/enheter/<int:pk>/", organisation.unit_edit, name="unit"),
    path("organisation/enheter/<int:pk>/ta-bort/", organisation.unit_remove, name="unit_remove"),
    path("organisation/brev/", organisation.letters, name="letters"),
    path("organisation/brev/<int:pk>/igen/", organisation.letter_again, name="letter_again"),
    path("organisation/sakerhet/", organisation.security, name="security"),
    path("organisation/personer/", people.people, name="people"),
    path("organisation/personer/bjud-in/", people.person_invite, name="invite"),
    path("organisation/personer/<int:pk>/", people.person, name="person"),
    path("organisation/personer/<int:pk>/ta-bort/", people.person_remove, name="person_remove"),
    path("organisation/inbjudningar/<int:pk>/dra-tillbaka/", people.invitation_revoke, name="invitation_revoke"),
    path("konto/inloggningar/", sessions.sign_ins, name="sign_ins"),
    path("konto/inloggningar/avsluta/", sessions.sign_out_everywhere, name="sign_out_everywhere"),
    path("inbjudan/<str:token>/", sessions.accept, name="accept"),
    path("byt-organisation/", sessions.switch, name="switch"),
    path("sprak/", sessions.language, name="language"),
    path("farg/<str:hex_code>.css", sessions.colour, name="colour"),
]
