"""The digests' addresses."""

from django.urls import path

from digests import views

app_name = "digests"
urlpatterns = [
    path("mina-brev/", views.my_letters, name="my_letters"),
    path("mina-brev/av/<str:token>/", views.off, name="off"),
]
