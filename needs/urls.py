"""The addresses of this room."""

from django.urls import path

from needs.views import needs

app_name = "needs"
urlpatterns = [
    path("behov/", needs.need_list, name="needs"),
    path("behov/nytt/", needs.need_new, name="need_new"),
    path("behov/<int:pk>/", needs.need_page, name="need"),
    path("behov/<int:pk>/andra/", needs.need_change, name="need_change"),
    path("behov/<int:pk>/svara/", needs.need_answer, name="need_answer"),
    path("behov/<int:pk>/ta-upp/", needs.need_resume, name="need_resume"),
    path("behov/<int:pk>/stod/", needs.need_support, name="need_support"),
    path("behov/<int:pk>/agare/", needs.need_owner, name="need_owner"),
]
