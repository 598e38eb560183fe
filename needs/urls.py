"""The addresses of this room."""

from django.urls import path

from needs.views import assessments, challenges, imports, needs, rounds

app_name = "needs"
urlpatterns = [
    path("behov/", needs.need_list, name="needs"),
    path("behov/nytt/", needs.need_new, name="need_new"),
    path("behov/las-in/", imports.need_import, name="need_import"),
    path("behov/las-in/<int:pk>/", imports.need_import_file, name="need_import_file"),
    path("behov/<int:pk>/", needs.need_page, name="need"),
    path("behov/<int:pk>/andra/", needs.need_change, name="need_change"),
    path("behov/<int:pk>/ta-bort/", needs.need_discard, name="need_discard"),
    path("behov/<int:pk>/aterta/", needs.need_withdraw, name="need_withdraw"),
    path("behov/<int:pk>/lamna-in-igen/", needs.need_hand_in_again, name="need_hand_in_again"),
    path("behov/<int:pk>/svara/", needs.need_answer, name="need_answer"),
    path("behov/<int:pk>/ta-upp/", needs.need_resume, name="need_resume"),
    path("behov/<int:pk>/stod/", needs.need_support, name="need_support"),
    path("behov/<int:pk>/agare/", needs.need_owner, name="need_owner"),
    path("prioritering/", rounds.round_list, name="rounds"),
    path("prioritering/ny/", rounds.round_new, name="round_new"),
    path("prioritering/<int:pk>/", rounds.round_page, name="round"),
    path("prioritering/<int:pk>/andra/", rounds.round_change, name="round_change"),
    path("prioritering/<int:pk>/oppna/", rounds.round_open, name="round_open"),
    path("prioritering/<int:pk>/ta-bort/", rounds.round_discard, name="round_discard"),
    path("prioritering/<int:pk>/avsluta-bedomning/", rounds.round_close, name="round_close"),
    path("prioritering/<int:pk>/oppna-igen/", rounds.round_reopen, name="round_reopen"),
    path("prioritering/<int:pk>/lamna-besked/", rounds.round_release, name="round_release"),
    path("prioritering/<int:pk>/behov/<int:candidate_pk>/", assessments.candidate_page, name="candidate"),
    path("prioritering/<int:pk>/behov/<int:candidate_pk>/bedom/", assessments.assess, name="assess"),
    path(
        "prioritering/<int:pk>/behov/<int:candidate_pk>/ta-ut/", assessments.candidate_remove, name="candidate_remove"
    ),
    path("utmaningar/", challenges.challenge_list, name="challenges"),
    path("utmaningar/ny/", challenges.challenge_new, name="challenge_new"),
    path("utmaningar/<int:pk>/", challenges.challenge_page, name="challenge"),
    path("utmaningar/<int:pk>/andra/", challenges.challenge_change, name="challenge_change"),
    path("utmaningar/<int:pk>/oppna/", challenges.challenge_open, name="challenge_open"),
    path("utmaningar/<int:pk>/ta-bort/", challenges.challenge_discard, name="challenge_discard"),
    path("utmaningar/<int:pk>/oppna-igen/", challenges.challenge_reopen, name="challenge_reopen"),
]
