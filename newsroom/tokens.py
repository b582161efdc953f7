"""Tokens of programs: issued once, known by their hash, gone at once."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils import timezone
from knox.crypto import hash_token
from knox.models import get_digest_token
from knox.settings import CONSTANTS
from rest_framework.authentication import BaseAuthentication
from rest_framework.request import Request

from articles.api.scopes import OPENS, READ
from newsroom.models import Token, User

CHALLENGE = 'Bearer realm="newsroom"'
_SCHEMES = frozenset({"bearer", "token"})
_LONGEST = 200


def issue_token(
    name: str,
    scopes: Collection[str],
    *,
    user: User | None = None,
    expiry: datetime | None = None,
) -> str:
    """Keep a new token's hash, and give its text, which nobody can read again.

    Raises ValidationError for a scope there is not, or that would open nothing: that
    of a desk without a user, or one of which the user's role allows nothing.
    """
    _check_scopes(scopes, user)
    digest, text = get_digest_token()
    token = Token(
        name=name,
        scopes=sorted(set(scopes)),
        user=user,
        expiry=expiry,
        digest=digest,
        token_key=text[: CONSTANTS.TOKEN_KEY_LENGTH],
    )
    token.full_clean()
    token.save(force_insert=True)
    return str(text)


def digest_of(text: str) -> str:
    """Give the hash a token with this text is kept by; nothing for what is none."""
    prefix: str = settings.REST_KNOX["TOKEN_PREFIX"]
    if not text.startswith(prefix) or not text.isascii() or len(text) > _LONGEST:
        return ""
    return str(hash_token(text))


def find_token(digest: str) -> Token | None:
    """Give the token of this hash, unless it expired or its user left; one query."""
    if not digest:
        return None
    token = Token.objects.select_related("user").filter(digest=digest).first()
    if token is None or (token.user and not token.user.is_active):
        return None
    return token if token.expiry is None or token.expiry > timezone.now() else None


def token_text(request: HttpRequest) -> str | None:
    """Read ``Authorization: Bearer …`` (or Token); None where another scheme is used."""
    # Not request.headers, which costs more than all else here.
    said = request.META.get("HTTP_AUTHORIZATION", "")
    scheme, _, text = said.strip().partition(" ")
    return text.strip() if scheme.lower() in _SCHEMES else None


class TokenLogin(BaseAuthentication):
    """Knows programs by the token that the gate has found."""

    def authenticate(
        self, request: Request
    ) -> tuple[User | AnonymousUser, Token] | None:
        """Give the token's user and the token; None where there is none."""
        token: Token | None = getattr(request, "token", None)
        return (token.user or AnonymousUser(), token) if token else None

    def authenticate_header(self, request: Request) -> str:
        """Name the scheme, without which REST framework would say 403."""
        return CHALLENGE


def _check_scopes(scopes: Collection[str], user: User | None) -> None:
    if unknown := set(scopes) - set(OPENS):
        known = ", ".join(OPENS)
        wrong = ", ".join(sorted(unknown))
        raise ValidationError(f"There is no scope {wrong}. Scopes are {known}.")
    desk = set(scopes) - {READ}
    if desk and user is None:
        raise ValidationError(f"{', '.join(sorted(desk))} needs a --user of the desk.")
    held = user.get_all_permissions() if user else set()
    if empty := [name for name in sorted(desk) if not OPENS[name] & held]:
        raise ValidationError(f"The role of {user} does not allow {', '.join(empty)}.")
