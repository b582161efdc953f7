"""Answers compared with what the OpenAPI page says of them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from django.conf import settings
from jsonschema import Draft202012Validator, FormatChecker

from newsroom.reference import describe
from tests.addresses import all_routes

Described = dict[str, Any]
_CONVERTER = re.compile(r"<(?:\w+:)?(\w+)>")


def described() -> Described:
    """Give the description of this site's API."""
    return describe(settings.SITE_URL)


def api_addresses() -> set[str]:
    """Give every address below /api/, as OpenAPI writes it."""
    routes = (route for route in all_routes() if route.startswith("api/"))
    return {"/" + _CONVERTER.sub(r"{\1}", route) for route in routes}


def operations() -> Iterator[tuple[str, str, Described]]:
    """Give path, method and operation of everything described."""
    for path, methods in described()["paths"].items():
        for method, operation in methods.items():
            yield path, method, operation


def check_answer(answer: Any, method: str = "get", path: str = "") -> None:
    """Compare status, media type, headers and body with what is said of them.

    The body may have no key that is not described.
    """
    path = path or answer.wsgi_request.path
    template, operation = _find(path, method)
    responses = operation["responses"]
    status = str(answer.status_code)
    assert status in responses, (template, method, status)
    said = responses[status]
    if answer.status_code in {301, 304}:
        return
    media_type = answer["Content-Type"].partition(";")[0]
    assert media_type in said["content"], (template, status, media_type)
    if media_type.endswith("json"):
        check_value(said["content"][media_type]["schema"], json.loads(answer.content))
    for name in ("ETag", "Cache-Control") if answer.status_code == 200 else ():
        if name in answer:
            assert name in said["headers"], (template, name)


def check_value(schema: Described, value: object) -> None:
    """Compare a value with a schema of the description, to the last key."""
    whole = {**closed(schema), "components": closed(described()["components"])}
    validator = Draft202012Validator(whole, format_checker=FormatChecker())
    errors = [f"{e.json_path}: {e.message[:300]}" for e in validator.iter_errors(value)]
    assert errors == [], errors


def closed(schema: Any) -> Any:
    """Give the schema with every object allowed what it names, and no more."""
    if isinstance(schema, list):
        return [closed(one) for one in schema]
    if not isinstance(schema, dict):
        return schema
    found = {key: closed(value) for key, value in schema.items()}
    if found.get("type") in ("object", ["object", "null"]) and "properties" in found:
        found.setdefault("additionalProperties", False)
    return found


def _whole(schema: Described) -> Described:
    """Give what an answer without `fields` must be, where both are described."""
    name = schema.get("$ref", "").rpartition("/")[2]
    shape = described()["components"]["schemas"].get(name, {})
    whole: Described = shape["anyOf"][0] if "anyOf" in shape else schema
    return whole


def _find(path: str, method: str) -> tuple[str, Described]:
    """Give the described address a path is of, the most literal first."""
    found = [
        (template, methods[method])
        for template, methods in described()["paths"].items()
        if re.fullmatch(re.sub(r"\{\w+\}", "[^/]+", template), path)
        and method in methods
    ]
    assert found, f"{method} {path} is not described"
    return min(found, key=lambda one: one[0].count("{"))
