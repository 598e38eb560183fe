"""All settings, read from the environment; nonsense stops the start with one clear line for each mistake.

The table in docs/running.md says what every variable means. Production is the default: DEBUG and DEMO are asked for.
"""

import sys
from pathlib import Path

import dj_database_url
import dj_email_url
from environs import Env, EnvValidationError, validate

ROOT = Path(__file__).resolve().parent.parent

env = Env(eager=False)
DEMO = env.bool("DEMO", False)
DEBUG = env.bool("DEBUG", False)
SECRET_KEY = env.str("SECRET_KEY", validate=validate.Length(min=50))
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", [])
BASE_URL = env.str(
    "BASE_URL", "http://localhost:8000", validate=validate.URL(schemes={"http", "https"}, require_tld=False)
)
DATABASE_URL = env.str(
    "DATABASE_URL", validate=validate.Regexp(r"^postgres(ql)?://", error="Must begin with postgresql://")
)
REDIS_URL = env.str(
    "REDIS_URL", validate=validate.Regexp(r"^(rediss?|unix)://", error="Must begin with redis:// or rediss://")
)
EMAIL_URL = env.str(
    "EMAIL_URL",
    "console://",
    validate=validate.Regexp(
        r"^(smtp(s|\+tls|\+ssl)?|submission|console|file|memory)://",
        error="Must begin with smtp://, smtps://, submission://, console:// or file:///",
    ),
)
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", "Ignite <ignite@localhost>")
MEDIA_ROOT = env.path("MEDIA_ROOT", ROOT / "var" / "media")
LOG_LEVEL = env.str("LOG_LEVEL", "INFO", validate=validate.OneOf(["DEBUG", "INFO", "WARNING", "ERROR"]))
TRUSTED_PROXY = env.bool("TRUSTED_PROXY", False)
TRUSTED_PROXY_COUNT = env.int("TRUSTED_PROXY_COUNT", int(TRUSTED_PROXY), validate=validate.Range(min=0, max=9))
MAX_UPLOAD_MB = env.int("MAX_UPLOAD_MB", 20, validate=validate.Range(min=1, max=500))
MAX_FORM_MB = env.int("MAX_FORM_MB", 5, validate=validate.Range(min=1, max=100))
HSTS_SECONDS = env.int("HSTS_SECONDS", 31_536_000, validate=validate.Range(min=0))
# Where this installation's source code can be had (AGPL-3.0, section 13), and who is asked about it otherwise.
SOURCE_URL = env.str("SOURCE_URL", None, validate=validate.URL(schemes={"http", "https"}, require_tld=False))
CONTACT_EMAIL = env.str("CONTACT_EMAIL", None, validate=validate.Email())
SESSION_IDLE_HOURS = env.int("SESSION_IDLE_HOURS", 8, validate=validate.Range(min=1, max=336))
ROLES = ["staff", "line_manager", "team_member", "development_chief", "leadership", "administrator"]
MFA_REQUIRED_ROLES = env.list("MFA_REQUIRED_ROLES", [], validate=validate.ContainsOnly(ROLES))
STARTUP_LINK_DAYS = env.int("STARTUP_LINK_DAYS", 60, validate=validate.Range(min=1, max=365))
ANSWER_WAIT_SECONDS = env.int("ANSWER_WAIT_SECONDS", 300, validate=validate.Range(min=0, max=3600))
AGENDA_WAIT_SECONDS = env.int("AGENDA_WAIT_SECONDS", 300, validate=validate.Range(min=0, max=3600))
SECURITY_LOG_DAYS = env.int("SECURITY_LOG_DAYS", 365, validate=validate.Range(min=1, max=3650))
# Hosts of calendars, "name" or "name:port", that may lie in the house's own network.
CALENDAR_INTERNAL_HOSTS = env.list("CALENDAR_INTERNAL_HOSTS", [])
SWEEP_SECONDS = env.int("SWEEP_SECONDS", 20, validate=validate.Range(min=1, max=600))
try:
    env.seal()
except EnvValidationError as wrong:
    lines = [f"{name}: {' '.join(map(str, messages))}" for name, messages in wrong.error_messages.items()]
    sys.exit("The settings in the environment are not usable:\n  " + "\n  ".join(lines))

DATABASE = dj_database_url.parse(DATABASE_URL, conn_max_age=600, conn_health_checks=True)
# A question asked for the third time on a connection is prepared: planning the thread costs more than answering it.
DATABASE["OPTIONS"] = DATABASE.get("OPTIONS", {}) | {"server_side_binding": True, "prepare_threshold": 2}
EMAIL = dj_email_url.parse(EMAIL_URL)
BASE_URL = BASE_URL.rstrip("/")
HTTPS = BASE_URL.startswith("https://")

# --- What the house is built of ---------------------------------------------------------------------------------
INSTALLED_APPS = [
    "ignite",
    "history",
    "post",
    "printing",
    "entry",
    "listing",
    "accounts",
    "imports",
    "needs",
    "startups",
    "meetings",
    "pilots",
    "reports",
    "digests",
    "demo",
    "django_htmx",
    "template_partials",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "django.forms",  # its templates, which ours in templates/django/forms fill out
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.staticfiles",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "ignite.middleware.permissions_policy",
    "ignite.middleware.CharsetMiddleware",
    "csp.middleware.CSPMiddleware",
    "ignite.middleware.refuse_large_bodies",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "accounts.middleware.signed_in",
    "accounts.middleware.membership",
    "accounts.middleware.language",
    "accounts.security_log.security_log",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "accounts.second_step.SecondStepMiddleware",
    "entry.middleware.KeptFormsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "ignite.letters.WhoGetsALetter",
    "ignite.middleware.StaleStateMiddleware",
    "ignite.middleware.TwiceMiddleware",
]
ROOT_URLCONF = "ignite.urls"
WSGI_APPLICATION = "ignite.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [ROOT / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "ignite.context_processors.shell",
            ]
        },
    }
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

# --- PostgreSQL, Redis, files --------------------------------------------------------------------------------------
DATABASES = {"default": DATABASE}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
# Sessions and rate limits live in the database, so that people can sign in while Redis is away.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "cache",
        # Guesses at many accounts must not push out what counts the guesses.
        "OPTIONS": {"MAX_ENTRIES": 10_000},
    }
}
SESSION_ENGINE = "accounts.sessions"

CELERY_BROKER_URL = REDIS_URL
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_TASK_PUBLISH_RETRY = False
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
# Celery would connect to PostgreSQL anew for every task; ignite/celery.py sees to the connections instead.
CELERY_DB_REUSE_MAX = 1_000_000_000
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
# A nudge must never hold a page back: no retries, short time-outs. What is lost, the beat sweep finds again.
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "max_retries": 0,
    "socket_timeout": 5,
    "socket_connect_timeout": 1,
    "visibility_timeout": 600,
    "unacked_restore_interval": 5,
    "unacked_restore_throttle": 1,
}
CELERY_TIMEZONE = "Europe/Stockholm"
CELERY_BEAT_SCHEDULE = {
    "claims": {"task": "history.tasks.sweep", "schedule": float(SWEEP_SECONDS)},
    "forgotten-imports": {"task": "imports.tasks.drop_forgotten", "schedule": 3600.0},
    "old-events": {"task": "accounts.tasks.forget_old_events", "schedule": 3600.0},
    "kept-forms": {"task": "entry.tasks.drop_kept", "schedule": 3600.0},
    "answers": {"task": "startups.tasks.remind_of_answers", "schedule": 1800.0},
    "wishes": {"task": "meetings.tasks.remind_of_wishes", "schedule": 1800.0},
    "questions": {"task": "meetings.tasks.look_after_questions", "schedule": 1800.0},
    "printouts": {"task": "meetings.tasks.forget_printouts", "schedule": 3600.0},
    "digests": {"task": "digests.tasks.prepare", "schedule": 60.0},
    "outcomes": {"task": "meetings.tasks.remind", "schedule": 300.0},
    "worker-seen": {"task": "ignite.tasks.worker_seen", "schedule": 20.0},
}

MEDIA_URL = "/filer/"
STATIC_URL = "/static/"
STATIC_ROOT = ROOT / "var" / "static"
STATICFILES_DIRS = [ROOT / "static", ROOT / "frontend" / "dist"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
FILE_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
MAX_UPLOAD = MAX_UPLOAD_MB * 1024 * 1024
DATA_UPLOAD_MAX_MEMORY_SIZE = MAX_FORM_MB * 1024 * 1024
# A form with a file in it; what is larger is refused before it is read (ignite/web.py).
MAX_BODY = MAX_UPLOAD + DATA_UPLOAD_MAX_MEMORY_SIZE

# --- Signing in ----------------------------------------------------------------------------------------------------
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["accounts.backend.PersonBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "accounts.passwords.GuessablePasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "start"
ACCOUNT_ADAPTER = "accounts.adapter.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_FORMS = {
    "login": "accounts.allauth_forms.LoginForm",
    "reset_password": "accounts.allauth_forms.ResetPasswordForm",
    "reset_password_from_key": "accounts.allauth_forms.ResetPasswordKeyForm",
    "change_password": "accounts.allauth_forms.ChangePasswordForm",
}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"  # people come in by an invitation sent to their address
ACCOUNT_RATE_LIMITS = {  # beside allauth's own
    "feedback": "10/h/ip",
    # A whole administration signs in from one address. Only what fails is counted: for each account in each network
    # (accounts/adapter.py), and far above what people mistype, for the network.
    "login": "",
    "login_failed": "5/5m/key,60/m/ip",
}
ALLAUTH_TRUSTED_PROXY_COUNT = TRUSTED_PROXY_COUNT
# A second step beside the password; the roles of MFA_REQUIRED_ROLES must have one (accounts/second_step.py).
MFA_ADAPTER = "accounts.second_step.SecondStepAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not HTTPS  # localhost, the only such origin that browsers allow it
MFA_TOTP_ISSUER = "Ignite"
MFA_TOTP_TOLERANCE = 1
MFA_FORMS = {
    "authenticate": "accounts.second_step.AuthenticateForm",
    "reauthenticate": "accounts.second_step.ReauthenticateForm",
    "activate_totp": "accounts.second_step.ActivateTOTPForm",
    "add_webauthn": "accounts.second_step.AddWebAuthnForm",
}
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = False
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_PREVENT_ENUMERATION = True
# Begins anew while the person is at work (accounts/middleware.py).
SESSION_COOKIE_AGE = SESSION_IDLE_HOURS * 60 * 60

# --- Language and time ---------------------------------------------------------------------------------------------
# Swedish is what the source speaks; locale/en holds the English.
LANGUAGE_CODE = "sv"
LANGUAGES = [("sv", "Svenska"), ("en", "English")]
LOCALE_PATHS = [ROOT / "locale"]
FORMAT_MODULE_PATH = ["ignite.formats"]
TIME_ZONE = "Europe/Stockholm"
USE_TZ = True

# --- Letters -------------------------------------------------------------------------------------------------------
EMAIL_BACKEND = EMAIL["EMAIL_BACKEND"]
EMAIL_HOST = EMAIL.get("EMAIL_HOST", "localhost")
EMAIL_PORT = EMAIL.get("EMAIL_PORT", 25)
EMAIL_HOST_USER = EMAIL.get("EMAIL_HOST_USER", "")
EMAIL_HOST_PASSWORD = EMAIL.get("EMAIL_HOST_PASSWORD", "")
EMAIL_USE_TLS = EMAIL.get("EMAIL_USE_TLS", False)
EMAIL_USE_SSL = EMAIL.get("EMAIL_USE_SSL", False)
EMAIL_FILE_PATH = EMAIL.get("EMAIL_FILE_PATH", "")
EMAIL_TIMEOUT = 20
SERVER_EMAIL = DEFAULT_FROM_EMAIL

# --- Safety --------------------------------------------------------------------------------------------------------
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "base-uri": ["'none'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'none'"],
        "object-src": ["'none'"],
    }
}
SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = HSTS_SECONDS if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
SECURE_HSTS_PRELOAD = HTTPS
SECURE_REDIRECT_EXEMPT = [r"^health/"]
SECURE_REFERRER_POLICY = "same-origin"
SESSION_COOKIE_SECURE = HTTPS
CSRF_COOKIE_SECURE = HTTPS
if HTTPS:  # browsers take cookies so named from this very host alone, and only over https
    SESSION_COOKIE_NAME = "__Host-sessionid"
    CSRF_COOKIE_NAME = "__Host-csrftoken"
# What no page here asks of a device; passkeys and the copy button are the page's own.
PERMISSIONS_POLICY = ", ".join(
    f"{feature}=()"
    for feature in [
        "accelerometer",
        "browsing-topics",
        "camera",
        "display-capture",
        "geolocation",
        "gyroscope",
        "magnetometer",
        "microphone",
        "midi",
        "payment",
        "usb",
    ]
)
CSRF_TRUSTED_ORIGINS = [BASE_URL]
CSRF_FAILURE_VIEW = "ignite.views.forgery"
X_FRAME_OPTIONS = "DENY"
if TRUSTED_PROXY:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

# --- Logs ----------------------------------------------------------------------------------------------------------
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {
            "()": "ignite.logs.Formatter",
            "processor": "ext://ignite.logs.renderer",
            "foreign_pre_chain": "ext://ignite.logs.chain",
        }
    },
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": LOG_LEVEL},
    "loggers": {"fontTools": {"level": "WARNING"}, "weasyprint": {"level": "WARNING"}},
}
