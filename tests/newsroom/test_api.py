from __future__ import annotations

import inspect
from http import HTTPStatus

import pytest
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse, JsonResponse
from django.test import RequestFactory, override_settings
from rest_framework import exceptions

from articles import errors as articles
from media import errors as media
from newsroom.api import (
    STATUSES,
    BoundedJSONParser,
    ProblemMiddleware,
    answer_error,
    problem_of,
)

ERRORS = [
    kind
    for module in (articles, media)
    for _, kind in inspect.getmembers(module, inspect.isclass)
    if issubclass(kind, Exception)
]


@pytest.mark.parametrize("kind", ERRORS)
def test_problem_of__every_error_of_ours_has_a_status(kind):
    answer = problem_of(kind())
    assert answer is not None
    assert answer["Content-Type"] == "application/problem+json"
    assert 400 <= answer.status_code < 500


def test_statuses__a_subclass_stands_before_its_base():
    seen: list[type] = []
    for kind in STATUSES:
        assert not any(issubclass(kind, earlier) for earlier in seen), kind
        seen.append(kind)


def test_problem_of__others_are_not_ours():
    assert problem_of(ValueError()) is None


def test_problem_of__fields_that_do_not_fit_are_named():
    error = articles.InvalidField("x", fields={"headline": ["Too long.", "Odd."]})
    answer = problem_of(error)
    assert b'"field":"headline"' in answer.content
    assert b"Too long. Odd." in answer.content


@pytest.mark.parametrize(
    ("error", "status", "code"),
    [
        (Http404(), 404, "not_found"),
        (PermissionDenied(), 403, "permission_denied"),
        (exceptions.Throttled(wait=7), 429, "throttled"),
        (articles.WrongStatus(), 409, "wrong_status"),
    ],
)
def test_answer_error__framework_and_own(error, status, code):
    answer = answer_error(error, {})
    assert answer.status_code == status
    assert f'"code":"{code}"'.encode() in answer.content
    assert answer.get("Retry-After") == ("7" if status == 429 else None)


def test_answer_error__nested_places_are_named():
    error = exceptions.ValidationError({"a": {"b": ["wrong"]}})
    assert b'"field":"a.b"' in answer_error(error, {}).content


def test_answer_error__a_mistake_of_ours_stays_one():
    assert answer_error(ZeroDivisionError(), {}) is None


@pytest.mark.parametrize(
    ("path", "response", "replaced"),
    [
        ("/api/x", HttpResponse("<h1>", status=500), True),
        ("/api/x", HttpResponse(status=405), True),
        ("/api/x", JsonResponse({}, status=410), False),
        ("/api/x", HttpResponse("<h1>"), False),
        ("/news/", HttpResponse("<h1>", status=404), False),
    ],
)
def test_middleware__pages_below_api_become_problems(path, response, replaced):
    request = RequestFactory().get(path)
    answer = ProblemMiddleware(lambda _: response)(request)
    assert (answer is not response) is replaced
    if replaced:
        assert answer["Content-Type"] == "application/problem+json"
        assert answer["Cache-Control"] == "no-store"


def test_middleware__errors_of_ours_elsewhere_are_left_alone():
    middleware = ProblemMiddleware(lambda _: HttpResponse())
    error = articles.NoSuchStory()
    factory = RequestFactory()
    assert middleware.process_exception(factory.get("/news/"), error) is None
    answer = middleware.process_exception(factory.get("/api/"), error)
    assert answer.status_code == HTTPStatus.NOT_FOUND


@override_settings(DATA_UPLOAD_MAX_MEMORY_SIZE=10)
def test_parser__too_much_is_413():
    request = RequestFactory().post("/", "x" * 11, content_type="application/json")
    with pytest.raises(exceptions.APIException) as caught:
        BoundedJSONParser().parse(request)
    assert caught.value.status_code == 413
