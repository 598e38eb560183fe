"""The product's own settings with all that is not the floor taken away."""

from ignite.settings import *  # noqa: F403  # the same database, sessions and people

ROOT_URLCONF = "bench.floor"
MIDDLEWARE = [
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
]
TEMPLATES = [{"BACKEND": "django.template.backends.django.DjangoTemplates"}]
INSTALLED_APPS = [
    "bench.floor_apps.AccountsWithoutMiddleware" if app == "allauth.account" else app
    for app in INSTALLED_APPS  # noqa: F405  # from the star above
]
AUTHENTICATION_BACKENDS = ["django.contrib.auth.backends.ModelBackend"]
