"""The addresses of the house; each room has its own below them."""

from allauth.account.decorators import secure_admin_login
from django.contrib import admin
from django.urls import include, path

from ignite import views

# The owner signs in by the same page as everybody, with its rate limits.
admin.site.login = secure_admin_login(admin.site.login)

urlpatterns = [
    path("", views.start, name="start"),
    path("", include("needs.urls")),
    path("", include("startups.urls")),
    path("", include("meetings.urls")),
    path("", include("pilots.urls")),
    path("", include("reports.urls")),
    path("", include("digests.urls")),
    path("", include("accounts.urls")),
    path("konto/", include("accounts.auth_urls")),
    path("tillganglighet/", views.accessibility, name="accessibility"),
    path("personuppgifter/", views.privacy, name="privacy"),
    path("health/live", views.live, name="live"),
    path("health/ready", views.ready, name="ready"),
    path("installation/", admin.site.urls),
]

handler400 = "ignite.views.not_understood"
handler500 = "ignite.views.broken"
