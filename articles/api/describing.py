"""How an endpoint is described, beside its view: the one declaration OpenAPI is made of.

Plain views get `delivers`, methods of the desk's views get `works`. Parameters are
named by the very table their view reads them with, so the two cannot differ.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from http import HTTPStatus
from types import MappingProxyType
from typing import Any, TypeVar

from django.http import HttpResponse
from drf_spectacular.extensions import OpenApiSerializerExtension
from drf_spectacular.openapi import AutoSchema
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
from articles.terms import MOST_CHARACTERS
from articles.workflow import Status

LANGUAGE = "^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$"
View = TypeVar("View", bound=Callable[..., HttpResponse])
Method = TypeVar("Method", bound=Callable[..., HttpResponse])

JSON = "application/json"
PROBLEM = "application/problem+json"
_MOMENT: Shape = {
    "anyOf": [text(format="date-time"), text(format="date")],
    "examples": ["2024-05-31T12:00:00Z", "2024-05-31"],
}

PARAMETERS: dict[str, tuple[Shape, str]] = {
    "page_size": (
        {"type": "integer", "minimum": 1, "maximum": LARGEST_PAGE},
        "How many on a page.",
    ),
    "cursor": (
        text(format="cursor"),
        "Where the page starts, as the last one named it.",
    ),
    "after": (
        text(pattern="^[0-9]{1,18}$"),
        "The cursor of the last answer; absent: from the first change on.",
    ),
    "section": (SLUG, "Only of this section."),
    "topic": (SLUG, "Only with this topic."),
    "contributor": (SLUG, "Only with this contributor."),
    "source": (SLUG, "Only from this source."),
    "type": (SLUG, "Only of this type."),
    "language": (text(pattern=LANGUAGE, maxLength=35), "Only in this language."),
    "published_after": (_MOMENT, "Only published at that moment or later."),
    "published_before": (_MOMENT, "Only published before that moment."),
    "format": (one_of(*RENDERERS), "The format, instead of Accept."),
    "at": (_MOMENT, "As of that moment, instead of now."),
    "status": (one_of(*Status.values), "Only in this state."),
    "q": (
        text(format="words", minLength=1, maxLength=MOST_CHARACTERS),
        "Words to search for, as in web searches; not only what to leave out.",
    ),
    "order": (one_of("newest", "rank"), "With `q`: how what was found is sorted."),
    "snippets": (one_of("0", "1"), "With `q`: show the words where they stand."),
    "fields": (
        text(format="fields"),
        "Only these: a comma list, dotted (`section.slug`).",
    ),
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
_ASKED: dict[str, tuple[Shape, str]] = {
    "If-None-Match": (
        text(),
        "ETags of what is held already: 304 where nothing has changed.",
    ),
    "If-Modified-Since": (
        text(),
        "Since when a copy is held; If-None-Match goes before it.",
    ),
    "If-Match": (
        text(pattern=r'^(\*|"[0-9]{1,9}")$'),
        "The ETag of the version that is changed, or `*`.",
    ),
    "Idempotency-Key": (
        text(pattern="^[!-~]{1,200}$"),
        "A text of one's own: sent again, it is done once.",
    ),
}
# Without which there is no answer but 428.
_REQUIRED = frozenset({"If-Match"})
# A story in the formats that are not its document.
OTHER_FORMATS: dict[str, Shape] = {
    kind.media_type: {"type": "object"}
    for kind in RENDERERS.values()
    if kind.media_type != JSON
}
# What any request may be answered: by the gate, or as its parameters are not known.
_ALWAYS = (400, 401, 403, 429)
# What a request may be refused for by a header it is asked for.
_REFUSED_BY = {"If-Match": (412, 428), "Idempotency-Key": (409, 422)}
_CACHED = ("ETag", "Cache-Control", "Surrogate-Key", "Last-Modified")
_BESIDE = {
    301: OpenApiResponse(description="A former slug: Location has the new one."),
    304: OpenApiResponse(description="What the client holds is still right."),
}


def delivers(
    summary: str,
    answer: str | None,
    *,
    known: Mapping[str, Any] | None = None,
    instead: Mapping[str, Shape] | None = None,
    refuses: Iterable[int] = (),
    types: Mapping[str, Shape] | None = None,
    beside: tuple[int, ...] = (304,),
) -> Callable[[View], View]:
    """Describe a plain view that everybody may read.

    `answer` names the shape of its JSON, `types` those of other media types, `known`
    its parameters (`instead`: schemas other than usual), `refuses` its own errors,
    `beside` its other answers: 301, 304, 410.
    """
    is_kept = 304 in beside
    words = {
        "tags": ["Delivery"],
        "auth": [{}, {"token": []}],
        "parameters": [
            *_queries(known or {}, instead or {}),
            *(_conditional() if is_kept else _told((200,), "Cache-Control")),
            *_told((301,), "Location"),
        ],
        "responses": {
            **_answers((200,), answer, types or {}),
            **{status: _BESIDE[status] for status in beside if status in _BESIDE},
            **(_answers((410,), "Tombstone", {}) if 410 in beside else {}),
            **_problems({*_ALWAYS, *refuses}),
        },
        "examples": _examples((200,), answer),
    }

    def decorate(view: View) -> View:
        return _stand_in(view, _describe(view.__name__, summary, words))

    return decorate


def works(
    summary: str,
    answer: str,
    *,
    statuses: tuple[int, ...] = (200,),
    known: Mapping[str, Any] | None = None,
    takes: Any = None,
    asks: Iterable[str] = (),
    refuses: Iterable[int] = (),
) -> Callable[[Method], Method]:
    """Describe a method of a view of the desk.

    `takes` is the serializer of its body, `asks` the headers a client sends; what
    these refuse need not be named in `refuses`.
    """
    refused = {*refuses, *((413, 415) if takes else ())}
    refused = refused.union(*(_REFUSED_BY[name] for name in asks))
    words = {
        "tags": ["Desk"],
        "auth": [{"token": []}, {"session": []}],
        "request": takes,
        "parameters": [
            *_queries(known or {}),
            *_asked(*asks),
            *_told(statuses, "ETag", "Cache-Control"),
            *_told((201,), "Location"),
        ],
        "responses": {
            **_answers(statuses, answer, {}),
            **_problems({*_ALWAYS, *refused}),
        },
        "examples": _examples(statuses, answer),
    }

    def decorate(method: Method) -> Method:
        name = method.__qualname__.replace(".", "_")
        described: Method = _describe(name, summary, words)(method)
        return described

    return decorate


class StrictShape(OpenApiSerializerExtension):  # type: ignore[no-untyped-call]  # its hook has no types
    """Says of our serializers that they take the fields they name, and no other."""

    target_class = "articles.api.strict.Strict"
    match_subclasses = True

    def map_serializer(self, auto_schema: AutoSchema, direction: str) -> Shape:
        """Give the schema, closed."""
        schema: Any = auto_schema
        found = schema._map_serializer(self.target, direction, bypass_extensions=True)
        together = getattr(self.target, "together", {})
        return {**found, "additionalProperties": False, **together}


def _describe(name: str, summary: str, words: dict[str, Any]) -> Callable[[Any], Any]:
    parameters = [
        *words.pop("parameters"),
        *_told((429,), "Retry-After"),
        *_told((401,), "WWW-Authenticate"),
    ]
    return extend_schema(
        operation_id=name, summary=summary, description="", parameters=parameters,
        **words,
    )  # fmt: skip


def _stand_in(view: View, described: Callable[..., Any]) -> View:
    """Give a plain view the class by which REST framework's generator knows views."""

    def get(self: APIView, request: Request) -> Response:
        raise NotImplementedError

    view.cls = type(view.__name__, (APIView,), {"get": described(get)})  # type: ignore[attr-defined]  # the generator reads it
    view.initkwargs = {}  # type: ignore[attr-defined]  # as above
    return view


def _answers(
    statuses: Iterable[int], answer: str | None, types: Mapping[str, Shape]
) -> dict[Any, Any]:
    shapes = {**({JSON: ref(answer)} if answer else {}), **types}
    return {
        (status, media_type): OpenApiResponse(
            response=shape, description=HTTPStatus(status).phrase
        )
        for status in statuses
        for media_type, shape in shapes.items()
    }


def _problems(statuses: Iterable[int]) -> dict[Any, Any]:
    return {
        (status, PROBLEM): OpenApiResponse(
            response=ref("Problem"), description=HTTPStatus(status).phrase
        )
        for status in sorted(statuses)
    }


def _examples(statuses: Iterable[int], answer: str | None) -> list[OpenApiExample]:
    found = [
        OpenApiExample(
            "problem", PROBLEM_EXAMPLE, response_only=True,
            status_codes=["400"], media_type=PROBLEM,
        )
    ]  # fmt: skip
    for name, where in ((answer, statuses), ("Tombstone", (410,))):
        if name in EXAMPLES:
            found.append(
                OpenApiExample(
                    name, EXAMPLES[name], response_only=True,
                    status_codes=[str(status) for status in where], media_type=JSON,
                )
            )  # fmt: skip
    return found


def _queries(
    known: Mapping[str, Any], instead: Mapping[str, Shape] = MappingProxyType({})
) -> list[OpenApiParameter]:
    if undescribed := set(known) - set(PARAMETERS):
        raise LookupError(f"Say in PARAMETERS above what {undescribed} is.")
    return [
        OpenApiParameter(name, instead.get(name, schema), description=says)
        for name, (schema, says) in PARAMETERS.items()
        if name in known
    ]


def _conditional() -> list[OpenApiParameter]:
    asked = _asked("If-None-Match", "If-Modified-Since")
    return [*asked, *_told((200, 304), *_CACHED)]


def _asked(*names: str) -> list[OpenApiParameter]:
    return [
        OpenApiParameter(
            name,
            schema,
            OpenApiParameter.HEADER,
            required=name in _REQUIRED,
            description=says,
        )
        for name, (schema, says) in _ASKED.items()
        if name in names
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
