"""Logs of production: a line of JSON an event, with the id of its request.

Never the query of an address, nor the part of a path that is a secret by itself.
"""

from __future__ import annotations

import logging
import re
import time
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import orjson
from django.http import HttpRequest, HttpResponse

from media.tracing import REQUEST_ID, traced

_SAFE_ID = re.compile(r"[A-Za-z0-9._-]{8,64}\Z")
# A signed link, also in an address that was refused before anybody resolved it, and
# in one that is written badly.
_SECRET = re.compile(r"(/preview/+)[^/]+", re.IGNORECASE)
requests = logging.getLogger("newsroom.requests")


class JsonFormatter(logging.Formatter):
    """Writes a record as one line of JSON."""

    def format(self, record: logging.LogRecord) -> str:
        """Give time, level, logger, message, the request's id, and what is beside."""
        at = datetime.fromtimestamp(record.created, UTC)
        row = {
            "time": at.isoformat(timespec="milliseconds").replace("+00:00", "Z"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
            "request_id": REQUEST_ID.get() or None,
            **getattr(record, "facts", {}),
        }
        if record.exc_info:
            row["exception"] = self.formatException(record.exc_info)
        return orjson.dumps(row, default=str).decode()


class WithoutSecrets(logging.Filter):
    """Takes the secrets of paths out of what Django itself says of a request."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Let every record pass, mended."""
        if isinstance(record.args, tuple):
            record.args = tuple(map(_without_secrets, record.args))
        return True


class RequestLog:
    """Gives every request an id and, where requests are logged, one line."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        """Keep what answers."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Take the id from X-Request-ID where it is one, and give it back."""
        given = request.META.get("HTTP_X_REQUEST_ID", "")
        with traced(given if _SAFE_ID.match(given) else "") as request_id:
            begun = time.perf_counter()
            response = self.get_response(request)
            if requests.isEnabledFor(logging.INFO):
                _log(request, response, time.perf_counter() - begun)
        response["X-Request-ID"] = request_id
        return response


def _without_secrets(said: Any) -> Any:
    return _SECRET.sub(r"\1…", said) if isinstance(said, str) else said


def _log(request: HttpRequest, response: HttpResponse, seconds: float) -> None:
    path, status = _without_secrets(request.path), response.status_code
    facts = {
        "method": request.method,
        "path": path,
        "status": status,
        "milliseconds": round(seconds * 1000, 2),
    }
    token = getattr(request, "token", None)
    if token is not None:
        facts["token"] = token.name
    requests.info("%s %s %s", request.method, path, status, extra={"facts": facts})
