"""What both apps' APIs share: paging, reading JSON, and errors as problem+json."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Iterator, Mapping
from http import HTTPStatus
from typing import Any

import orjson
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from rest_framework import exceptions
from rest_framework.authentication import SessionAuthentication
from rest_framework.pagination import BasePagination
from rest_framework.parsers import JSONParser
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.settings import api_settings

from articles import errors as articles
from articles.api import parameters
from articles.cursors import Cursor
from articles.querysets import read_page
from media import errors as media
from media.reports import plain_row
from media.tracing import REQUEST_ID

# The one table: what an error of ours is in HTTP. A subclass stands before its base.
STATUSES: dict[type[Exception], HTTPStatus] = {
    articles.NoSuchStory: HTTPStatus.NOT_FOUND,
    articles.NoSuchPhoto: HTTPStatus.NOT_FOUND,
    articles.NoSuchPreview: HTTPStatus.NOT_FOUND,
    articles.NoSuchCorrection: HTTPStatus.NOT_FOUND,
    articles.BadParameter: HTTPStatus.BAD_REQUEST,
    articles.NotAcceptable: HTTPStatus.NOT_ACCEPTABLE,
    articles.NotAllowed: HTTPStatus.FORBIDDEN,
    articles.ScopeMissing: HTTPStatus.FORBIDDEN,
    articles.WrongStatus: HTTPStatus.CONFLICT,
    articles.NothingToPublish: HTTPStatus.CONFLICT,
    articles.SlugTaken: HTTPStatus.CONFLICT,
    articles.NotCorrected: HTTPStatus.CONFLICT,
    articles.CursorAhead: HTTPStatus.CONFLICT,
    articles.StillRunning: HTTPStatus.CONFLICT,
    articles.KeyReused: HTTPStatus.UNPROCESSABLE_ENTITY,
    articles.StaleVersion: HTTPStatus.PRECONDITION_FAILED,
    articles.VersionNotNamed: HTTPStatus.PRECONDITION_REQUIRED,
    articles.NotPublishable: HTTPStatus.UNPROCESSABLE_ENTITY,
    articles.ArticleError: HTTPStatus.BAD_REQUEST,
    media.PhotoNotAllowed: HTTPStatus.FORBIDDEN,
    media.StalePhoto: HTTPStatus.PRECONDITION_FAILED,
    media.PhotoHasFile: HTTPStatus.CONFLICT,
    media.PhotoDeleted: HTTPStatus.CONFLICT,
    media.PhotoIsShown: HTTPStatus.CONFLICT,
    media.PhotoTooLarge: HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
    media.MediaError: HTTPStatus.BAD_REQUEST,
}
# The field in which an error without a list of its own is put right.
FIELDS = {
    "note_missing": "note",
    "time_missing": "at",
    "not_confirmed": "confirm",
    "correction_missing": "text",
    "headline_missing": "headline",
    "section_missing": "section",
    "slug_missing": "slug",
    "text_missing": "body",
    "photo_credit_missing": "photos",
    "embargoed": "embargo_until",
    "slug_taken": "slug",
    "bad_fact": "crops",
    "no_such_revision": "revision",
    "bad_idempotency_key": "Idempotency-Key",
    "if_match_missing": "If-Match",
}
# Columns whose field in the API has another name.
COLUMNS = {
    **{
        f"copyright_{name}": f"copyright.{name}"
        for name in ("holder", "year", "notice")
    },
    "usage_terms": "copyright.usage_terms",
    "license_url": "copyright.license_url",
}
# Those of the errors above that lie in what was sent, not in what is stored.
SENT = frozenset(
    {
        "note_missing",
        "time_missing",
        "not_confirmed",
        "slug_taken",
        "bad_fact",
        "no_such_revision",
    }
)
_WHOLE = api_settings.NON_FIELD_ERRORS_KEY
Problems = list[dict[str, str]]


def problem(
    status: int, code: str, detail: str, errors: Problems | None = None
) -> HttpResponse:
    """Give an error as RFC 9457 says, with our code and what to put right where.

    What it repeats of a request may hold what no JSON can; that is left out.
    """
    body: dict[str, Any] = {
        "type": "about:blank",
        "title": HTTPStatus(status).phrase,
        "status": int(status),
        "detail": detail,
        "code": code,
        "errors": errors or [],
        "request_id": REQUEST_ID.get(),
    }
    response = HttpResponse(
        orjson.dumps(plain_row(body)),
        status=status,
        content_type="application/problem+json",
    )
    response["Cache-Control"] = "no-store"
    return response


def problem_of(error: Exception) -> HttpResponse | None:
    """Give the problem an error of ours is; None for any other."""
    status = next((s for kind, s in STATUSES.items() if isinstance(error, kind)), None)
    if status is None:
        return None
    code = str(getattr(error, "code", "error"))
    answer = problem(status, code, str(error), list(_errors_of(error, code)))
    for name, value in _headers_of(error):
        answer[name] = value
    return answer


def answer_error(
    error: Exception, context: Mapping[str, Any]
) -> HttpResponseBase | None:
    """Give what REST framework's views answer to an error; None: not one of ours."""
    if isinstance(error, Http404):
        error = exceptions.NotFound()
    elif isinstance(error, PermissionDenied):
        error = exceptions.PermissionDenied()
    if not isinstance(error, exceptions.APIException):
        return problem_of(error)
    details = list(_flatten(error.get_full_details()))
    invalid = isinstance(error, exceptions.ValidationError)
    detail = "Some fields are not right." if invalid else details[0]["detail"]
    code = "invalid" if invalid else details[0]["code"]
    response = problem(error.status_code, code, detail, details if invalid else None)
    if header := getattr(error, "auth_header", None):
        response["WWW-Authenticate"] = header
    if wait := getattr(error, "wait", None):
        response["Retry-After"] = str(int(wait))
    return response


class ProblemMiddleware:
    """Makes every error below /api/ problem+json, whoever answered it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        """Keep what answers."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Replace an error that is a page for people, or empty."""
        response = self.get_response(request)
        is_page = not response.get("Content-Type", "").startswith("application/")
        if not _is_api(request) or response.status_code < 400 or not is_page:
            return response
        status = HTTPStatus(response.status_code)
        code = status.name.lower()
        answer = problem(status, code, status.description or status.phrase)
        if "Allow" in response:
            answer["Allow"] = response["Allow"]
        return answer

    def process_exception(
        self, request: HttpRequest, error: Exception
    ) -> HttpResponse | None:
        """Answer errors that plain views of the API raise."""
        return problem_of(error) if _is_api(request) else None


class Paging(BasePagination):
    """Pages of rows, last changed first; links are made from SITE_URL."""

    def paginate_queryset(
        self, queryset: QuerySet[Any], request: Request, view: Any = None
    ) -> list[Any]:
        """Give the rows of the page asked for by `page_size` and `cursor`."""
        asked = request.query_params
        cursor = parameters.cursor(asked["cursor"]) if "cursor" in asked else None
        size = parameters.page_size(
            asked.get("page_size", str(parameters.DEFAULT_PAGE))
        )
        self.page = read_page(queryset, size, cursor, time="updated_at")
        self.request = request
        return self.page.rows

    def get_paginated_response(self, data: Any) -> Response:
        """Give the rows between the addresses of the pages around them."""
        around = {"next": self.page.next, "previous": self.page.previous}
        links = {name: self._url(cursor) for name, cursor in around.items()}
        return Response({**links, "results": data})

    def _url(self, cursor: Cursor | None) -> str | None:
        if cursor is None:
            return None
        query = self.request.query_params.copy()
        query["cursor"] = cursor.encode()
        return f"{settings.SITE_URL}{self.request.path}?{query.urlencode()}"


class SessionLogin(SessionAuthentication):
    """Knows people by their session; without one the answer is 401."""

    def authenticate_header(self, request: Request) -> str:
        """Name the scheme, without which REST framework would say 403."""
        return "Session"


class BoundedJSONParser(JSONParser):
    """Reads JSON of a bounded size and depth."""

    def parse(
        self, stream: Any, media_type: str | None = None, parser_context: Any = None
    ) -> Any:
        """Give the value; too much is 413, too deep or broken 400."""
        data = stream.read(settings.DATA_UPLOAD_MAX_MEMORY_SIZE + 1)
        if len(data) > settings.DATA_UPLOAD_MAX_MEMORY_SIZE:
            raise _TooLarge
        try:
            return super().parse(io.BytesIO(data), media_type, parser_context or {})
        except RecursionError as error:
            raise exceptions.ParseError("The JSON is nested too deep.") from error


class _TooLarge(exceptions.APIException):
    status_code = HTTPStatus.REQUEST_ENTITY_TOO_LARGE
    default_detail = "The body is larger than we read."
    default_code = "too_large"


def _is_api(request: HttpRequest) -> bool:
    return request.path_info.startswith("/api/")


def _errors_of(error: Exception, code: str) -> Iterator[dict[str, str]]:
    """Name field and fix, from what the error knows."""
    details: Mapping[str, Any] = getattr(error, "details", {})
    yield from details.get("errors", [])
    for refusal in details.get("refusals", []):
        yield _fix(FIELDS.get(refusal.code, ""), refusal.code, refusal.text)
    for column, messages in details.get("fields", {}).items():
        field = COLUMNS.get(column, column)
        fix = _fix(field, code, " ".join(messages))
        yield {**fix, "pointer": _pointer(field.split("."))}
    if code in FIELDS:
        fix = _fix(FIELDS[code], code, str(error))
        yield {**fix, "pointer": _pointer([FIELDS[code]])} if code in SENT else fix


def _headers_of(error: Exception) -> Iterator[tuple[str, str]]:
    """Give what a client needs to go on: the scope to ask for, the version there is."""
    details: Mapping[str, Any] = getattr(error, "details", {})
    if "scope" in details:
        scope = details["scope"]
        challenge = f'Bearer error="insufficient_scope", scope="{scope}"'
        yield "WWW-Authenticate", challenge
    if "current" in details:
        yield "ETag", f'"{details["current"]}"'
    if "wait" in details:
        yield "Retry-After", str(details["wait"])


def _flatten(details: Any, *path: str) -> Iterator[dict[str, str]]:
    """Turn REST framework's nested details into a list; ``a.0.b`` names the place."""
    if isinstance(details, dict) and set(details) == {"message", "code"}:
        fix = _fix(".".join(path), str(details["code"]), str(details["message"]))
        yield {**fix, "pointer": _pointer(path)}
    elif isinstance(details, dict):
        for key, value in details.items():
            yield from _flatten(value, *path, *([] if key == _WHOLE else [str(key)]))
    elif isinstance(details, list):
        for value in details:
            yield from _flatten(value, *path)


def _pointer(path: Iterable[str]) -> str:
    """Give the place in the request's body as a JSON pointer (RFC 6901)."""
    parts = (part.replace("~", "~0").replace("/", "~1") for part in path)
    return "".join(f"/{part}" for part in parts)


def _fix(field: str, code: str, detail: str) -> dict[str, str]:
    return {"field": field, "code": code, "detail": detail}
