"""All settings; secrets and addresses come from the environment."""

from __future__ import annotations

import contextlib
import os
import secrets
import tempfile
import warnings
from pathlib import Path
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import environ
from csp.constants import NONCE
from django.core.exceptions import ImproperlyConfigured

from newsroom.postgres import DATABASE_NAME, Server
from newsroom.postgres_cluster import PORT, SUPERUSER
from newsroom.postgres_tools import PostgresUnavailable

BASE_DIR = Path(__file__).resolve().parent.parent
VAR_DIR = Path(os.environ.get("NEWSROOM_VAR") or BASE_DIR / "var").resolve()
env = environ.Env()

# What is wrong here is told by newsroom.checks, by the ids of the checks.
WRONG_SETTINGS: dict[str, str] = {}
# Promised by the documentation and not honoured yet: said, where somebody sets them.
SETTINGS_OF_LATER_VERSIONS = (
    "CACHE_URL",
    "DELIVERY_REQUIRES_TOKEN",
    "EMAIL_URL",
    "MEDIA_STORAGE_URL",
    "REPLICA_URL",
    "REQUIRE_MFA",
)


def _read_switch(name: str, *, default: bool) -> bool:
    said = os.environ.get(name, "").strip().lower()
    if said in {"1", "true", "yes", "on"}:
        return True
    if said and said not in {"0", "false", "no", "off"}:
        WRONG_SETTINGS["newsroom.E005"] = f"{name} must be 1 or 0, and is {said!r}."
    return default if not said else False


def _make_development_key() -> str:
    """Give the key of this checkout, made once and readable by its owner only."""
    path = VAR_DIR / "secret_key"
    try:
        if not path.exists():
            VAR_DIR.mkdir(parents=True, exist_ok=True)
            # Whole or not at all: two processes may start at once.
            with tempfile.NamedTemporaryFile("w", dir=VAR_DIR, delete=False) as file:
                file.write(secrets.token_urlsafe(50))
            with contextlib.suppress(FileExistsError):
                os.link(file.name, path)
            Path(file.name).unlink()
        return path.read_text().strip()
    except OSError as error:
        WRONG_SETTINGS["newsroom.E001"] = (
            f"The key of development cannot be kept: {error.strerror}: "
            f"{error.filename}. Set SECRET_KEY, or name your own folder in NEWSROOM_VAR."
        )
        return ""


def _read_database(url: str) -> dict[str, object]:
    """Read DATABASE_URL; the dummy engine, which connects to nothing, if it is wrong."""
    text = "DATABASE_URL must be postgres://USER:PASSWORD@HOST:PORT/NAME"
    try:
        with warnings.catch_warnings(action="ignore"):
            found: dict[str, object] = env.db_url_config(url)
    except (ImproperlyConfigured, ValueError) as error:
        WRONG_SETTINGS["newsroom.E004"] = f"{text}: {error}."
    else:
        is_postgres = str(found.get("ENGINE", "")).endswith(".postgresql")
        if is_postgres and found["NAME"]:
            return found
        WRONG_SETTINGS["newsroom.E004"] = f"{text}."
    return {"ENGINE": "django.db.backends.dummy"}


def _find_embedded_database(base: Path) -> dict[str, object]:
    try:
        host = Server(base).host
    except PostgresUnavailable as error:
        WRONG_SETTINGS["newsroom.E004"] = str(error)
        return {"ENGINE": "django.db.backends.dummy"}
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": DATABASE_NAME,
        "USER": SUPERUSER,
        "HOST": host,
        "PORT": PORT,
    }


def _read_site_url(*, default: str) -> str:
    url = str(env.str("SITE_URL", default="")).rstrip("/") or default
    parts = urlsplit(url)
    is_origin = parts.scheme in {"http", "https"} and parts.netloc and not parts.path
    if url and (not is_origin or parts.query or parts.fragment):
        WRONG_SETTINGS["newsroom.E003"] = (
            f"SITE_URL must be an address such as https://example.org, and is {url!r}."
        )
    return url


def _read_time_zone() -> str:
    name = str(env.str("TIME_ZONE", default="UTC"))
    try:
        ZoneInfo(name)
    except (ValueError, ZoneInfoNotFoundError):
        WRONG_SETTINGS["newsroom.E006"] = f"TIME_ZONE is not a known zone: {name!r}."
        return "UTC"
    return name


def _read_machine_use() -> dict[str, str]:
    """Read MACHINE_USE, as ``train=denied,search=allowed``; others are unset."""
    said = [pair for pair in env.str("MACHINE_USE", default="").split(",") if pair]
    pairs = [tuple(word.strip() for word in pair.split("=")) for pair in said]
    good = all(
        len(pair) == 2
        and pair[0] in {"train", "input", "index", "search"}
        and pair[1] in {"allowed", "denied", "unset"}
        for pair in pairs
    )
    if not good:
        WRONG_SETTINGS["newsroom.E007"] = (
            "MACHINE_USE must name train, input, index or search, each allowed, denied "
            f"or unset (train=denied,search=allowed), and is {','.join(said)!r}."
        )
    return dict(pairs) if good else {}


def _require_production_settings() -> None:
    for check, name in (
        ("newsroom.E001", "SECRET_KEY"),
        ("newsroom.E002", "ALLOWED_HOSTS"),
        ("newsroom.E003", "SITE_URL"),
        ("newsroom.E004", "DATABASE_URL"),
    ):
        if not os.environ.get(name, "").strip():
            WRONG_SETTINGS[check] = f"{name} is required with DEBUG=0 and is not set."


_given_key = env.str("SECRET_KEY", default="")
DEBUG = _read_switch("DEBUG", default=not _given_key)
SECRET_KEY = _given_key or (_make_development_key() if DEBUG else "")
_local_hosts = ["localhost", "127.0.0.1", "[::1]"]
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=[]) or (_local_hosts if DEBUG else [])
SITE_URL = _read_site_url(default="http://127.0.0.1:8000" if DEBUG else "")
SITE_NAME = env.str("SITE_NAME", default="Newsroom")
MACHINE_USE = _read_machine_use()

INSTALLED_APPS = [
    "newsroom.apps.NewsroomConfig",
    "articles",
    "media",
    "csp",
    "django_prose_editor",
    "js_asset",
    "rest_framework",
    "newsroom.apps.DeskConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.staticfiles",
]
AUTH_USER_MODEL = "newsroom.User"
ROOT_URLCONF = "newsroom.urls"
WSGI_APPLICATION = "newsroom.wsgi.application"
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "newsroom.api.ProblemMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "csp.context_processors.nonce",
            ]
        },
    }
]

# The folder of the embedded server, or None where the environment names another one.
EMBEDDED_POSTGRES = (
    VAR_DIR / "postgres" if DEBUG and not os.environ.get("DATABASE_URL") else None
)
if EMBEDDED_POSTGRES:
    _database = _find_embedded_database(EMBEDDED_POSTGRES)
else:
    _database = _read_database(os.environ.get("DATABASE_URL", ""))
if not DEBUG:
    _require_production_settings()
DATABASES = {
    "default": {
        **_database,
        "CONN_MAX_AGE": 0 if DEBUG else 60,
        "CONN_HEALTH_CHECKS": True,
    }
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

LANGUAGE_CODE = env.str("LANGUAGE_CODE", default="en")
TIME_ZONE = _read_time_zone()
USE_TZ = True
USE_I18N = True

STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
WHITENOISE_AUTOREFRESH = DEBUG
WHITENOISE_USE_FINDERS = DEBUG
# Originals are private: no address serves this folder, and no other user reads it.
MEDIA_ROOT = VAR_DIR / "uploads"
MEDIA_URL = "/uploads-are-private/"
FILE_UPLOAD_PERMISSIONS = 0o600
FILE_UPLOAD_DIRECTORY_PERMISSIONS = 0o700
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}

_is_https = not DEBUG and SITE_URL.startswith("https://")
SECURE_SSL_REDIRECT = _is_https
# Load balancers ask for these by plain HTTP.
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if _is_https else 0
SESSION_COOKIE_SECURE = _is_https
CSRF_COOKIE_SECURE = _is_https
# Whether HSTS holds for other hosts of the domain is not for a newsroom to decide:
# no includeSubDomains (W005) and no preload list (W021).
SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W021"]

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "plain": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}
    },
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    # Django's own handler would say everything twice.
    "loggers": {"django": {"handlers": [], "level": "WARNING", "propagate": True}},
}

REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": ["newsroom.api.SessionLogin"],
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.IsAuthenticated"],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["newsroom.api.BoundedJSONParser"],
    "DEFAULT_PAGINATION_CLASS": "newsroom.api.Paging",
    "EXCEPTION_HANDLER": "newsroom.api.answer_error",
}

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'self'"],
        # The nonce is for the import map of the block editor, our one inline script.
        "script-src": ["'self'", NONCE],
        "img-src": ["'self'", "data:"],
        "base-uri": ["'none'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'none'"],
        "object-src": ["'none'"],
    }
}
