"""Django's settings. What differs between installations comes from `environment.py`; the defaults are production's."""

import os
from pathlib import Path
from urllib.parse import unquote, urlsplit

import dj_database_url

from fsm3 import environment, logs

BASE_DIR = Path(__file__).resolve().parent.parent
ENVIRONMENT = environment.read(os.environ)

DEMO = ENVIRONMENT.demo
DEBUG = ENVIRONMENT.debug
SECRET_KEY = ENVIRONMENT.secret_key
SECRET_KEY_FALLBACKS = list(ENVIRONMENT.secret_key_fallbacks)
ALLOWED_HOSTS = list(ENVIRONMENT.allowed_hosts)
REDIS_URL = ENVIRONMENT.redis_url
SITE_URL = ENVIRONMENT.site_url

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "fsm3.web.shared.static_files.StaticFiles",
    "django.contrib.postgres",
    "crispy_forms",
    "fsm3.dkfds",
    "fsm3",
    "fsm3.core",
    "fsm3.access",
    "applications",
    "budgets",
    "payouts",
    "fsm3.web",
]
ROOT_URLCONF = "fsm3.urls"
WSGI_APPLICATION = "fsm3.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# The stamp comes first: when a request reached us is read before any other work is done on it.
MIDDLEWARE = [
    "fsm3.web.shared.middleware.stamp",
    "django.middleware.security.SecurityMiddleware",
    "fsm3.web.shared.middleware.content_security",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "fsm3.web.shared.middleware.chosen_language",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "fsm3.web.shared.acting.acting",
    "django.contrib.messages.middleware.MessageMiddleware",
    "fsm3.web.shared.session_time.moving",
    "fsm3.web.shared.kept.keeping",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "fsm3.web.shared.errors.refused_methods",
    "fsm3.web.caseworker.places.asking_first",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "fsm3.web.shared.layout.layout",
            ],
            "builtins": ["fsm3.web.shared.tags"],
        },
    },
]

CRISPY_ALLOWED_TEMPLATE_PACKS = ("dkfds",)
CRISPY_TEMPLATE_PACK = "dkfds"
CRISPY_FAIL_SILENTLY = False  # a field that a layout misspells must not go missing in silence

# Two roles on one database: the application's, and the owner's, which only migrations use and only they are told of.
_LIMITS = {
    "statement_timeout": ENVIRONMENT.timeouts.statement_ms,
    "lock_timeout": ENVIRONMENT.timeouts.lock_ms,
    "idle_in_transaction_session_timeout": ENVIRONMENT.timeouts.idle_in_transaction_ms,
}
DATABASES = {
    "default": {
        **dj_database_url.parse(ENVIRONMENT.database_url, conn_max_age=60, conn_health_checks=True),
        "OPTIONS": {
            "connect_timeout": 5,
            "options": " ".join(f"-c {name}={limit}" for name, limit in _LIMITS.items()),
        },
    },
}
if ENVIRONMENT.database_owner_url:
    DATABASES["owner"] = {
        **dj_database_url.parse(ENVIRONMENT.database_owner_url),
        "OPTIONS": {"connect_timeout": 5, "options": f"-c lock_timeout={ENVIRONMENT.timeouts.lock_ms}"},
    }

AUTH_USER_MODEL = "access.User"
LOGIN_URL = "sign_in"
PASSWORD_RESET_TIMEOUT = 3 * 24 * 60 * 60  # how long an invitation works: fsm3/access/passwords.py
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]

LANGUAGE_CODE = "da"
LANGUAGES = [("da", "Dansk"), ("en", "English")]
LOCALE_PATHS = [BASE_DIR / "fsm3" / "locale"]
TIME_ZONE = "Europe/Copenhagen"
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = ENVIRONMENT.static_root or BASE_DIR / "var" / "static"
STATICFILES_DIRS = [BASE_DIR / "static", ("dkfds", BASE_DIR / "node_modules" / "dkfds" / "dist")]
FILE_UPLOAD_HANDLERS = [
    "fsm3.web.shared.uploads.Bounded",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]
WHITENOISE_KEEP_ONLY_HASHED_FILES = True
WHITENOISE_SKIP_COMPRESS_EXTENSIONS = ("png", "jpg", "gz", "br", "woff", "woff2", "ttf", "eot", "txt")
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "fsm3.web.shared.static_storage.Storage"},
}

# A demo is reached over plain http on the loopback address; everything else over https only.
_HTTPS = not DEMO
SECURE_SSL_REDIRECT = _HTTPS
SECURE_REDIRECT_EXEMPT = [r"^sundhed/"]
SECURE_HSTS_SECONDS = 63_072_000 if _HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = _HTTPS
SECURE_HSTS_PRELOAD = _HTTPS
SECURE_REFERRER_POLICY = "same-origin"
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if ENVIRONMENT.behind_proxy else None
SESSION_COOKIE_AGE = 2 * 60 * 60  # from the last visit on: fsm3/web/shared/session_time.py
SESSION_COOKIE_SECURE = _HTTPS
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SECURE = _HTTPS
CSRF_COOKIE_HTTPONLY = True
X_FRAME_OPTIONS = "DENY"
CSRF_FAILURE_VIEW = "fsm3.web.shared.errors.refused_form"

# In a demo mail ends in the mailbox that the demo shows; no server is asked.
_MAIL = urlsplit(ENVIRONMENT.mail_url or "")
EMAIL_BACKEND = f"django.core.mail.backends.{'dummy' if DEMO else 'smtp'}.EmailBackend"
EMAIL_HOST = _MAIL.hostname or ""
EMAIL_PORT = _MAIL.port or {"smtps": 465, "smtp+tls": 587}.get(_MAIL.scheme, 25)
EMAIL_HOST_USER = unquote(_MAIL.username or "")
EMAIL_HOST_PASSWORD = unquote(_MAIL.password or "")
EMAIL_USE_SSL = _MAIL.scheme == "smtps"
EMAIL_USE_TLS = _MAIL.scheme == "smtp+tls"
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = ENVIRONMENT.mail_from

# Told to those who sign accounts: the worker, and whoever verifies documents.
AUTHORITY_FILE = ENVIRONMENT.authority_file
AUTHORITY_PASSWORD = ENVIRONMENT.authority_password

LOGGING = logs.configuration(ENVIRONMENT.log_level)
