"""Requests that may come twice and are done once, by their Idempotency-Key."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable
from functools import wraps
from typing import Any, cast

import orjson
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.http import HttpResponse
from rest_framework.request import Request
from rest_framework.response import Response

from articles.actions.remembering import answer_before, keep_answer
from articles.errors import BadKey, NotAllowed

_KEY = re.compile(r"[\x21-\x7e]{1,200}\Z")
_KEPT_HEADERS = ("ETag", "Location")

Handler = Callable[..., Response]


def once(handle: Handler) -> Callable[..., HttpResponse]:
    """Have a view's handler work in one transaction, once for each Idempotency-Key.

    Its answer is kept in that transaction, so that a client who saw none may ask
    again. An error keeps nothing: then the same key may be tried with other data.
    """

    @wraps(handle)
    def handle_once(view: Any, request: Request, *args: Any, **more: Any) -> Any:
        key = _read_key(request)
        if not key:
            with transaction.atomic():
                return handle(view, request, *args, **more)
        user, asked = cast("int", request.user.pk), _digest(request)
        with transaction.atomic():
            if kept := answer_before(user, key, asked):
                _check_may_look(view, request)
                return _answer(
                    bytes(kept.body),
                    kept.status,
                    {**kept.headers, "Idempotency-Replayed": "true"},
                )
            response = handle(view, request, *args, **more)
            headers = {n: response[n] for n in _KEPT_HEADERS if n in response}
            body, status = orjson.dumps(response.data), response.status_code
            keep_answer(user, key, asked, status=status, headers=headers, body=body)
        return _answer(body, status, headers)

    return handle_once


def _read_key(request: Request) -> str:
    """Give the key, or nothing without one; an empty one is a mistake of the client's."""
    key: str | None = request.headers.get("Idempotency-Key")
    if key is not None and not _KEY.match(key):
        raise BadKey
    return key or ""


def _check_may_look(view: Any, request: Request) -> None:
    """Show an answer of before only to whoever may still see such things."""
    if not request.user.has_perm(view.sees):
        raise NotAllowed("Your role does not allow looking at this.")


def _digest(request: Request) -> str:
    """Give the SHA-256 of what is asked: method, address, fields and files."""
    data = request.data
    if hasattr(data, "lists"):
        data = dict(data.lists())
    asked = [request.method, request.path, data]
    text = json.dumps(asked, sort_keys=True, default=_digest_of_file)
    return hashlib.sha256(text.encode()).hexdigest()


def _digest_of_file(value: object) -> str:
    if not isinstance(value, UploadedFile):
        raise TypeError(type(value).__name__)
    digest = hashlib.sha256()
    for chunk in value.chunks():
        digest.update(chunk)
    value.seek(0)
    return digest.hexdigest()


def _answer(body: bytes, status: int, headers: dict[str, str]) -> HttpResponse:
    return HttpResponse(
        body, status=status, headers=headers, content_type="application/json"
    )
