"""How an endpoint is described, beside its view: the one declaration OpenAPI is made of.

Plain views get `delivers`, methods of the desk's views get `works`. Parameters are
named by the very table their view reads them with, so the two cannot differ.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from http import HTTPStatus
from typing import Any, TypeVar

from django.http import HttpResponse
from drf_spectacular.utils import (
    OpenApiExample,
    OpenApiParameter,
    OpenApiResponse,
    extend_schema,
)
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from articles.api.examples import EXAMPLES, PROBLEM_EXAMPLE
from articles.api.parameters import LARGEST_PAGE
from articles.api.shapes import SLUG, Shape, one_of, ref, text
from articles.renderers import RENDERERS
from articles.workflow import Status

View = TypeVar("View", bound=Callable[..., HttpResponse])
Method = TypeVar("Method", bound=Callable[..., Response])

JSON = "application/json"
PROBLEM = "application/problem+json"
_MOMENT = text(examples=["2024-05-31T12:00:00Z", "2024-05-31"])

PARAMETERS: dict[str, tuple[Shape, str]] = {
    "page_size": (
        {"type": "integer", "minimum": 1, "maximum": LARGEST_PAGE},
        "How many on a page.",
    ),
    "cursor": (text(), "Where the page starts, as the last one named it."),
    "after": (
        text(pattern="^[0-9]{1,18}$"),
        "The cursor of the last answer; absent: from the first change on.",
    ),
    "section": (SLUG, "Only of this section."),
    "topic": (SLUG, "Only with this topic."),
    "contributor": (SLUG, "Only with this contributor."),
    "source": (SLUG, "Only from this source."),
    "type": (SLUG, "Only of this type."),
    "language": (text(maxLength=35), "Only in this language."),
    "published_after": (_MOMENT, "Only published at that moment or later."),
    "published_before": (_MOMENT, "Only published before that moment."),
    "format": (one_of(*RENDERERS), "The format, instead of Accept."),
    "status": (one_of(*Status.values), "Only in this state."),
    "q": (text(minLength=1), "Words to search for, as in web searches."),
    "order": (one_of("newest", "rank"), "With `q`: how what was found is sorted."),
    "snippets": (one_of("0", "1"), "With `q`: show the words where they stand."),
    "fields": (text(minLength=1), "Only these: a comma list, dotted (`section.slug`)."),
}
_HEADERS = {
    "ETag": "Of these bytes: send it in If-None-Match.",
    "Cache-Control": "How long caches may keep it.",
    "Surrogate-Key": "What caches may be told to forget it by.",
    "Last-Modified": "When it last changed; where one time says it.",
    "Retry-After": "Seconds until one may ask again.",
    "WWW-Authenticate": "How to say who one is.",
    "Location": "Where it stands.",
}
_ASKED = {
    "If-None-Match": "ETags of what is held already: 304 where nothing has changed.",
    "If-Modified-Since": "Since when a copy is held; If-None-Match goes before it.",
    "If-Match": "The ETag of the version that is changed, or `*`.",
    "Idempotency-Key": "A text of one's own: sent again, it is done once.",
}
# A story in the formats that are not its document.
OTHER_FORMATS: dict[str, Shape] = {
    kind.media_type: {"type": "object"}
    for kind in RENDERERS.values()
    if kind.media_type != JSON
}
# What the gate may answer before any view.
_GATE = (401, 403, 429)


def delivers(
    summary: str,
    answer: str | None,
    *,
    known: Mapping[str, Any] | None = None,
    refuses: Iterable[int] = (),
    types: Mapping[str, Shape] | None = None,
    tombstone: bool = False,
    moves: bool = False,
) -> Callable[[View], View]:
    """Describe a plain view that everybody may read.

    `answer` names the shape of its JSON, `types` those of other media types; `known`
    is its table of parameters, `refuses` what it answers beside what all do.
    """
    found = _answers(200, answer, types or {})
    if tombstone:
        found |= _answers(410, "Tombstone", {})
    if moves:
        found[301] = OpenApiResponse(
            description="A former slug: Location has the new one."
        )
    found[304] = OpenApiResponse(description="What the client holds is still right.")
    statuses = {*_GATE, 400, *refuses}
    headers = [
        *_asked("If-None-Match", "If-Modified-Since"),
        *_told((200, 304), "ETag", "Cache-Control", "Surrogate-Key", "Last-Modified"),
        *(_told((301,), "Location") if moves else []),
    ]

    def decorate(view: View) -> View:
        described = extend_schema(
            operation_id=view.__name__,
            summary=summary,
            description="",
            tags=["Delivery"],
            auth=[{}, {"token": []}],
            parameters=[*_queries(known or {}), *headers, *_REFUSED],
            responses={**found, **_problems(statuses)},
            examples=_examples(200, answer),
        )
        view.cls = _stand_in(view.__name__, described)  # type: ignore[attr-defined]  # spectacular reads it
        view.initkwargs = {}  # type: ignore[attr-defined]  # as above
        return view

    return decorate


def works(
    summary: str,
    answer: str | None,
    *,
    status: int = 200,
    known: Mapping[str, Any] | None = None,
    takes: Any = None,
    asks: Iterable[str] = (),
    refuses: Iterable[int] = (),
) -> Callable[[Method], Method]:
    """Describe a method of a view of the desk.

    `takes` is the serializer of its body, `asks` the headers a client sends.
    """
    tells = {200: ("ETag",), 201: ("ETag", "Location")}.get(status, ())
    statuses = {*_GATE, 400, *((413, 415) if takes else ()), *refuses}

    def decorate(method: Method) -> Method:
        described = extend_schema(
            operation_id=method.__qualname__.replace(".", "_"),
            summary=summary,
            description="",
            tags=["Desk"],
            auth=[{"token": []}, {"session": []}],
            request=takes,
            parameters=[
                *_queries(known or {}),
                *_asked(*asks),
                *_told((status,), "Cache-Control", *(tells if answer else ())),
                *_REFUSED,
            ],
            responses={**_answers(status, answer, {}), **_problems(statuses)},
            examples=_examples(status, answer),
        )
        return described(method)

    return decorate


def _stand_in(name: str, described: Callable[..., Any]) -> type[APIView]:
    """Give the class by which the generator of REST framework knows a plain view."""

    def get(self: APIView, request: Request) -> Response:
        raise NotImplementedError

    return type(name, (APIView,), {"get": described(get)})


def _answers(
    status: int, answer: str | None, types: Mapping[str, Shape]
) -> dict[Any, Any]:
    if answer is None and not types:
        return {status: OpenApiResponse(description=HTTPStatus(status).phrase)}
    shapes = {**({JSON: ref(answer)} if answer else {}), **types}
    phrase = HTTPStatus(status).phrase
    return {
        (status, media_type): OpenApiResponse(response=shape, description=phrase)
        for media_type, shape in shapes.items()
    }


def _problems(statuses: Iterable[int]) -> dict[Any, Any]:
    return {
        (status, PROBLEM): OpenApiResponse(
            response=ref("Problem"),
            description=HTTPStatus(status).phrase,
            examples=[
                OpenApiExample(
                    "problem",
                    {**PROBLEM_EXAMPLE, "status": status},
                    status_codes=[str(status)],
                )
            ],
        )
        for status in sorted(statuses)
    }


def _examples(status: int, answer: str | None) -> list[OpenApiExample]:
    if answer not in EXAMPLES:
        return []
    return [
        OpenApiExample(
            answer, EXAMPLES[answer], response_only=True,
            status_codes=[str(status)], media_type=JSON,
        )
    ]  # fmt: skip


def _queries(known: Mapping[str, Any]) -> list[OpenApiParameter]:
    if undescribed := set(known) - set(PARAMETERS):
        raise LookupError(f"Say in PARAMETERS above what {undescribed} is.")
    return [
        OpenApiParameter(name, PARAMETERS[name][0], description=PARAMETERS[name][1])
        for name in known
    ]


def _asked(*names: str) -> list[OpenApiParameter]:
    return [
        OpenApiParameter(
            name,
            str,
            OpenApiParameter.HEADER,
            description=_ASKED[name],
        )
        for name in names
    ]


def _told(statuses: Iterable[int], *names: str) -> list[OpenApiParameter]:
    return [
        OpenApiParameter(
            name,
            str,
            OpenApiParameter.HEADER,
            description=_HEADERS[name],
            response=list(statuses),
        )
        for name in names
    ]


_REFUSED = [*_told((429,), "Retry-After"), *_told((401,), "WWW-Authenticate")]
