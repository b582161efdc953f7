"""The gate of the API: who asks, by token, and how often; before any view."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from articles.api.scopes import READ
from media.imaging import MOST_BYTES
from newsroom.api import problem
from newsroom.limits import address_of, spend, wait_of
from newsroom.models import Token
from newsroom.tokens import CHALLENGE, digest_of, find_token, token_text

_API = "/api/"
# What asks for itself who one is, or says nothing about stories.
_NOT_DELIVERY = tuple(
    f"{_API}v1/{part}/" for part in ("desk", "preview", "schema", "docs")
)
_LARGEST_BODY = MOST_BYTES + 2**20


class Gate:
    """Finds the token of a request, counts it, and lets it pass or not."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        """Keep what answers."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Refuse a request below /api/, or have it answered."""
        if not request.path_info.startswith(_API):
            return self.get_response(request)
        refusal = _refuse_size(request) or _refuse_asker(request)
        if refusal is not None:
            return refusal
        if not _is_closed(request):
            return self.get_response(request)
        if refusal := _refuse_unread(request):
            return refusal
        response = self.get_response(request)
        if "s-maxage" in response.get("Cache-Control", ""):
            # A shared cache would give it to those without a token.
            response["Cache-Control"] = "private, max-age=0"
        return response


def _refuse_size(request: HttpRequest) -> HttpResponse | None:
    length = request.META.get("CONTENT_LENGTH") or "0"
    is_number = length.isascii() and length.isdigit() and len(length) < 12
    if is_number and int(length) <= _LARGEST_BODY:
        return None
    return problem(413, "too_large", f"Send at most {_LARGEST_BODY} bytes.")


def _refuse_asker(request: HttpRequest) -> HttpResponse | None:
    """Find the token, or count the address; refuse what is wrong or too much."""
    address, text = address_of(request), token_text(request)
    if text is None:
        rate = settings.RATE_PER_ADDRESS
        return _too_many(spend("address", address, rate)) if address else None
    digest = digest_of(text)
    # Who is known to ask too much costs no query.
    if wait := wait_of("token", digest[:32], settings.RATE_PER_TOKEN):
        return _too_many(wait)
    token = find_token(digest)
    if token is None:
        return _refuse_wrong(address)
    request.token = token  # type: ignore[attr-defined]  # TokenLogin reads it
    return _too_many(spend("token", digest[:32], settings.RATE_PER_TOKEN))


def _refuse_wrong(address: str) -> HttpResponse:
    """Count a wrong token; those behind the same address with a right one pass."""
    wait = spend("wrong", address, settings.RATE_OF_WRONG_TOKENS) if address else 0
    refusal = _unknown(f'{CHALLENGE}, error="invalid_token"', "invalid_token")
    return _too_many(wait) or refusal


def _too_many(wait: int) -> HttpResponse | None:
    if not wait:
        return None
    response = problem(429, "too_many_requests", f"Ask again in {wait} seconds.")
    response["Retry-After"] = str(wait)
    return response


def _is_closed(request: HttpRequest) -> bool:
    return bool(settings.DELIVERY_REQUIRES_TOKEN) and not request.path_info.startswith(
        _NOT_DELIVERY
    )


def _refuse_unread(request: HttpRequest) -> HttpResponse | None:
    """Refuse whoever may not read delivery here."""
    token: Token | None = getattr(request, "token", None)
    if token is None:
        return _unknown(CHALLENGE, "not_authenticated")
    if READ in token.scopes:
        return None
    text = f"The token needs the scope {READ}."
    response = problem(403, "insufficient_scope", text)
    challenge = f'{CHALLENGE}, error="insufficient_scope", scope="{READ}"'
    response["WWW-Authenticate"] = challenge
    return response


def _unknown(challenge: str, code: str) -> HttpResponse:
    text = "Send a valid token: Authorization: Bearer nr_…"
    response = problem(401, code, text)
    response["WWW-Authenticate"] = challenge
    return response
