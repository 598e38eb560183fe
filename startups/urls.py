"""The addresses of this room."""

from django.urls import URLPattern, path

from startups.views import closing, inviting, matches, opinions, portal, registry, shortlist

app_name = "startups"
urlpatterns: list[URLPattern] = [
    # The registry
    path("startuper/", registry.startup_list, name="startups"),
    path("startuper/ny/", registry.startup_new, name="startup_new"),
    path("startuper/las-in/", registry.startup_import, name="startup_import"),
    path("startuper/las-in/<int:pk>/", registry.startup_import_file, name="startup_import_file"),
    path("startuper/<int:pk>/", registry.startup_page, name="startup"),
    path("startuper/<int:pk>/andra/", registry.startup_change, name="startup_change"),
    path("startuper/<int:pk>/kontakter/ny/", registry.contact_new, name="contact_new"),
    path("startuper/kontakter/<int:pk>/", registry.contact_change, name="contact_change"),
    path("startuper/kontakter/<int:pk>/ta-bort/", registry.contact_remove, name="contact_remove"),
    path("startuper/<int:pk>/anteckningar/ny/", opinions.note_new, name="note_new"),
    path("startuper/<int:pk>/betyg/", opinions.rating, name="rating"),
    path("startuper/anteckningar/<int:pk>/", opinions.note_change, name="note_change"),
    path("startuper/anteckningar/<int:pk>/ta-bort/", opinions.note_remove, name="note_remove"),
    # The shortlist of a challenge
    path("utmaningar/<int:pk>/urval/", shortlist.shortlist_page, name="shortlist"),
    path("utmaningar/<int:pk>/urval/jamfor/", shortlist.shortlist_compare, name="shortlist_compare"),
    path("utmaningar/<int:pk>/urval/lagg-till/", shortlist.shortlist_add, name="shortlist_add"),
    path("utmaningar/<int:pk>/urval/bjud-in/", inviting.shortlist_invite, name="shortlist_invite"),
    path("utmaningar/<int:pk>/urval/paminn/", inviting.shortlist_remind, name="shortlist_remind"),
    path("utmaningar/<int:pk>/urval/forslag/", shortlist.suggestions_ask, name="suggestions_ask"),
    path("utmaningar/<int:pk>/urval/forslag/vag/", shortlist.suggestions_progress, name="suggestions_progress"),
    path("utmaningar/<int:pk>/stang/", closing.challenge_close, name="challenge_close"),
    # One match
    path("utmaningar/matchningar/<int:pk>/", matches.match_page, name="match"),
    path("utmaningar/matchningar/<int:pk>/till-urvalet/", matches.match_shortlist, name="match_shortlist"),
    path("utmaningar/matchningar/<int:pk>/valj-bort/", matches.match_set_aside, name="match_set_aside"),
    path("utmaningar/matchningar/<int:pk>/tillbaka/", matches.match_put_back, name="match_put_back"),
    path("utmaningar/matchningar/<int:pk>/stammer-inte/", matches.reason_refute, name="reason_refute"),
    path("utmaningar/matchningar/<int:pk>/stammer/", matches.reason_restore, name="reason_restore"),
    path("utmaningar/matchningar/<int:pk>/bjud-in/", matches.match_invite, name="match_invite"),
    path("utmaningar/matchningar/<int:pk>/tacka/", matches.match_thank, name="match_thank"),
    path("utmaningar/matchningar/<int:pk>/sent-svar/", closing.match_late, name="match_late"),
    path(
        "utmaningar/matchningar/<int:pk>/lankar/<int:invitation_pk>/ny/",
        matches.invitation_renew,
        name="invitation_renew",
    ),
    path(
        "utmaningar/matchningar/<int:pk>/lankar/<int:invitation_pk>/dra-tillbaka/",
        matches.invitation_revoke,
        name="invitation_revoke",
    ),
    # The startup's own portal
    path("svara/<str:token>/", portal.portal, name="portal"),
    path("svaret/<str:token>/", portal.portal_look, name="portal_look"),
    path("svara/<str:token>/forslag/", portal.portal_answer, name="portal_answer"),
    path("svara/<str:token>/ta-bort-utkastet/", portal.portal_discard, name="portal_discard"),
    path("svara/<str:token>/tacka-nej/", portal.portal_decline, name="portal_decline"),
    path("svara/<str:token>/tider/", portal.portal_times, name="portal_times"),
    path("svara/<str:token>/sprak/", portal.portal_language, name="portal_language"),
]
