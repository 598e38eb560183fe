"""The addresses of the house; each room has its own below them."""

from django.contrib import admin
from django.urls import include, path

from ignite import views

urlpatterns = [
    path("", views.start, name="start"),
    path("behov/", include("needs.urls")),
    path("startuper/", include("startups.urls")),
    path("moten/", include("meetings.urls")),
    path("piloter/", include("pilots.urls")),
    path("rapporter/", include("reports.urls")),
    path("organisation/", include("accounts.urls")),
    path("konto/", include("allauth.account.urls")),
    path("tillganglighet/", views.accessibility, name="accessibility"),
    path("personuppgifter/", views.privacy, name="privacy"),
    path("health/live", views.live, name="live"),
    path("health/ready", views.ready, name="ready"),
    path("installation/", admin.site.urls),
]
