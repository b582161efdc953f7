"""All settings; secrets and addresses come from the environment."""

from __future__ import annotations

import contextlib
import os
import re
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
            return {**found, "ENGINE": "newsroom.database"}
        WRONG_SETTINGS["newsroom.E004"] = f"{text}."
    return {"ENGINE": "django.db.backends.dummy"}


def _find_embedded_database(base: Path) -> dict[str, object]:
    try:
        host = Server(base).host
    except PostgresUnavailable as error:
        WRONG_SETTINGS["newsroom.E004"] = str(error)
        return {"ENGINE": "django.db.backends.dummy"}
    return {
        "ENGINE": "newsroom.database",
        "NAME": DATABASE_NAME,
        "USER": SUPERUSER,
        "HOST": host,
        "PORT": PORT,
    }


def _is_origin(url: str) -> bool:
    parts = urlsplit(url)
    is_web = parts.scheme in {"http", "https"} and bool(parts.netloc)
    return is_web and not (parts.path or parts.query or parts.fragment)


def _read_origins(name: str) -> list[str]:
    """Read addresses of sites, divided by commas."""
    said = [text.strip().rstrip("/") for text in env.list(name, default=[])]
    if wrong := [text for text in said if not _is_origin(text)]:
        WRONG_SETTINGS["newsroom.E010"] = (
            f"{name} must be addresses such as https://example.org, and has {wrong!r}."
        )
        return []
    return said


def _read_site_url(*, default: str) -> str:
    url = str(env.str("SITE_URL", default="")).rstrip("/") or default
    if url and not _is_origin(url):
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


def _read_number(name: str, *, default: int) -> int:
    """Read a small whole number."""
    said = os.environ.get(name, "").strip() or str(default)
    if said.isascii() and said.isdigit() and len(said) < 3:
        return int(said)
    WRONG_SETTINGS["newsroom.E009"] = f"{name} must be 0 to 99, and is {said!r}."
    return default


def _read_rate(name: str, *, default: str) -> tuple[int, int] | None:
    """Read ``600/minute`` as so many in so many seconds; ``none`` as no limit."""
    said = os.environ.get(name, "").strip() or default
    if said == "none":
        return None
    found = re.fullmatch(r"([0-9]{1,9})/(second|minute|hour)", said)
    if found:
        return int(found[1]), {"second": 1, "minute": 60, "hour": 3600}[found[2]]
    WRONG_SETTINGS["newsroom.E008"] = (
        f"{name} must be a number per second, minute or hour (600/minute), or none, "
        f"and is {said!r}."
    )
    return None


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
DELIVERY_REQUIRES_TOKEN = _read_switch("DELIVERY_REQUIRES_TOKEN", default=False)
RATE_PER_ADDRESS = _read_rate("RATE_PER_ADDRESS", default="600/minute")
RATE_PER_TOKEN = _read_rate("RATE_PER_TOKEN", default="6000/minute")
# Guessing tokens; no legitimate client fails as often.
RATE_OF_WRONG_TOKENS = (30, 60)
TRUSTED_PROXIES = _read_number("TRUSTED_PROXIES", default=0)
# Whose pages may read delivery by script. Sent with no cookies, and not for the desk.
CORS_ALLOWED_ORIGINS = _read_origins("CORS_ALLOWED_ORIGINS")
CORS_URLS_REGEX = r"^/api/v1/(?!desk/|preview/)"
CORS_ALLOW_METHODS = ["GET", "HEAD", "OPTIONS"]
CORS_ALLOW_HEADERS = ["accept", "authorization", "if-none-match", "if-modified-since"]
CORS_EXPOSE_HEADERS = ["ETag", "Last-Modified", "Retry-After"]

INSTALLED_APPS = [
    "newsroom.apps.NewsroomConfig",
    "articles",
    "media",
    "corsheaders",
    "csp",
    "django_prose_editor",
    "js_asset",
    "knox",
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
KNOX_TOKEN_MODEL = "newsroom.Token"  # noqa: S105 - a model
REST_KNOX = {"TOKEN_PREFIX": "nr_"}
# Its one table is the one we swapped.
MIGRATION_MODULES = {"knox": None}
ROOT_URLCONF = "newsroom.urls"
WSGI_APPLICATION = "newsroom.wsgi.application"
MIDDLEWARE = [
    "newsroom.logs.RequestLog",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    # Only where origins are listed: its answers vary by origin for every cache.
    *(["corsheaders.middleware.CorsMiddleware"] if CORS_ALLOWED_ORIGINS else []),
    "newsroom.api.ProblemMiddleware",
    "newsroom.gate.Gate",
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

# What limits count by, in each process by itself until CACHE_URL is read; no answer of
# delivery comes from here.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "OPTIONS": {"MAX_ENTRIES": 50_000},
    }
}

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
        "plain": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"},
        "json": {"()": "newsroom.logs.JsonFormatter"},
    },
    "filters": {"secrets": {"()": "newsroom.logs.WithoutSecrets"}},
    "handlers": {
        "stderr": {
            "class": "logging.StreamHandler",
            "formatter": "plain" if DEBUG else "json",
            "filters": ["secrets"],
        }
    },
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {
        # Django's own handler would say everything twice.
        "django": {"handlers": [], "level": "WARNING", "propagate": True},
        # In production every request has a line of its own: here only what failed.
        "django.request": {"level": "WARNING" if DEBUG else "ERROR"},
        "newsroom.requests": {"level": "WARNING" if DEBUG else "INFO"},
    },
}

REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": [
        "newsroom.tokens.TokenLogin",
        "newsroom.api.SessionLogin",
    ],
    "DEFAULT_PERMISSION_CLASSES": [
        "articles.api.scopes.InScope",
        "rest_framework.permissions.IsAuthenticated",
    ],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["newsroom.api.BoundedJSONParser"],
    "DEFAULT_PAGINATION_CLASS": "newsroom.api.Paging",
    "EXCEPTION_HANDLER": "newsroom.api.answer_error",
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
}

SPECTACULAR_SETTINGS = {
    "OAS_VERSION": "3.1.0",
    "TITLE": f"{SITE_NAME}: the API",
    "VERSION": "1",
    "SCHEMA_PATH_PREFIX": "/api/v1",
    "ENUM_NAME_OVERRIDES": {},
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
