"""The API's description as people read it: operations and shapes, in plain words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import orjson
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

Shape = Mapping[str, Any]
_METHODS = ("get", "post", "put", "patch", "delete")
_BOUNDS = {
    "minimum": "at least {}",
    "maximum": "at most {}",
    "minLength": "at least {} long",
    "maxLength": "at most {} long",
    "maxItems": "at most {} items",
}
# How a shape may name others, and the word between them.
_CHOICES = {"oneOf": " or ", "anyOf": " or ", "allOf": " and "}


def present(description: Mapping[str, Any]) -> dict[str, Any]:
    """Give what the page shows: operations by their tag, then the shapes they name."""
    groups: dict[str, list[dict[str, Any]]] = {}
    for path, methods in description["paths"].items():
        for method in _METHODS:
            if operation := methods.get(method):
                shown = _operation(path, method, operation)
                groups.setdefault(operation["tags"][0], []).append(shown)
    components = description["components"]
    return {
        "groups": [{"name": name, "operations": rows} for name, rows in groups.items()],
        "shapes": [_named(*each) for each in sorted(components["schemas"].items())],
        "logins": [
            {"name": name, "says": _marked(scheme["description"])}
            for name, scheme in components["securitySchemes"].items()
        ],
    }


def in_words(shape: Shape) -> SafeString:
    """Say in HTML of what kind a value is, with links to the shapes it names."""
    if name := _name_in(shape):
        return format_html('<a href="#{}">{}</a>', name, name)
    for key, between in _CHOICES.items():
        if key in shape:
            parts = dict.fromkeys(in_words(one) for one in shape[key])
            return format_html_join(mark_safe(between), "{}", ((p,) for p in parts))  # noqa: S308 - a word of ours
    if "const" in shape:
        return format_html("<code>{}</code>", shape["const"])
    if "enum" in shape:
        words = ((word,) for word in shape["enum"])
        return format_html(
            "one of {}", format_html_join(", ", "<code>{}</code>", words)
        )
    if shape.get("items"):
        return format_html("list of {}", in_words(shape["items"]))
    if "properties" in shape:
        names = ((name,) for name in shape["properties"])
        found = format_html_join(", ", "<code>{}</code>", names)
        return format_html("{} with {}", _kind(shape), found)
    return format_html("{}", _kind(shape))


def _marked(text: str) -> SafeString:
    """Give a text as HTML, what stands between backticks as code."""
    parts = (
        format_html("<code>{}</code>", part) if place % 2 else part
        for place, part in enumerate(text.split("`"))
    )
    return format_html_join("", "{}", ((part,) for part in parts))


def _kind(shape: Shape) -> str:
    kinds = shape.get("type", "any value")
    text = kinds if isinstance(kinds, str) else " or ".join(kinds)
    bounds = [says.format(shape[key]) for key, says in _BOUNDS.items() if key in shape]
    return ", ".join(filter(None, [text, shape.get("format", ""), *bounds]))


def _name_in(shape: Shape) -> str:
    return str(shape.get("$ref", "")).rpartition("/")[2]


def _operation(path: str, method: str, operation: Mapping[str, Any]) -> dict[str, Any]:
    content = operation.get("requestBody", {}).get("content", {})
    parameters = sorted(operation.get("parameters", ()), key=_place_of)
    return {
        "id": operation["operationId"],
        "method": method.upper(),
        "path": path,
        "summary": operation["summary"],
        "says": _marked(operation.get("description", "")),
        "login": " or ".join(name for one in operation["security"] for name in one),
        "is_open": {} in operation["security"],
        "parameters": [_parameter(one) for one in parameters],
        "takes": _contents(content),
        "answers": [
            {
                "status": status,
                "says": answer["description"],
                "contents": _contents(answer.get("content", {})),
                "headers": list(answer.get("headers", {})),
            }
            for status, answer in sorted(operation["responses"].items())
        ],
        "examples": list(_examples(operation["responses"])),
    }


def _place_of(parameter: Mapping[str, Any]) -> int:
    return ("path", "query", "header").index(parameter["in"])


def _parameter(one: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "name": one["name"],
        "where": one["in"],
        "is_required": one.get("required", False),
        "kind": in_words(one["schema"]),
        "says": _marked(one.get("description", "")),
    }


def _contents(content: Mapping[str, Any]) -> list[dict[str, Any]]:
    return [
        {"type": media_type, "kind": in_words(one.get("schema", {}))}
        for media_type, one in content.items()
    ]


def _examples(responses: Mapping[str, Any]) -> Iterator[dict[str, str]]:
    """Give what it answers where all went well, as indented JSON."""
    for status, answer in sorted(responses.items()):
        for one in answer.get("content", {}).values():
            if "problem" not in str(one.get("schema")).lower():
                for example in one.get("examples", {}).values():
                    text = orjson.dumps(example["value"], option=orjson.OPT_INDENT_2)
                    yield {"status": status, "text": text.decode()}


def _named(name: str, shape: Shape) -> dict[str, Any]:
    required = shape.get("required", ())
    return {
        "name": name,
        "says": _marked(shape.get("description", "")),
        "kind": in_words(shape),
        "fields": [
            {
                "name": field,
                "is_required": field in required,
                "kind": in_words(one),
                "says": _marked(one.get("description", "")),
            }
            for field, one in shape.get("properties", {}).items()
        ],
    }
