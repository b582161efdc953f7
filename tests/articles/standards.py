"""The official schemas of the shared standards, as checks that name what is wrong."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from jsonschema import Draft4Validator, Draft202012Validator
from lxml import etree
from referencing import Registry
from referencing.jsonschema import DRAFT4

PARSER = etree.XMLParser(no_network=True, load_dtd=False)


def check_relax_ng(standards: Path, schema: str, data: bytes) -> None:
    rules = etree.RelaxNG(etree.parse(str(standards / schema), PARSER))
    rules.assertValid(etree.fromstring(data, PARSER))


def check_xsd(standards: Path, schema: str, data: bytes) -> None:
    rules = etree.XMLSchema(etree.parse(str(standards / schema), PARSER))
    rules.assertValid(etree.fromstring(data, PARSER))


def check_json_feed(standards: Path, feed: Any) -> None:
    folder = standards / "feeds" / "jsonfeed"
    base = _read(folder / "jsonfeed-1.schema.json")
    known = Registry().with_resource(
        "https://json.schemastore.org/feed-1",
        DRAFT4.create_resource(base),
    )
    schema = _read(folder / "jsonfeed-1.1.schema.json")
    checks = Draft4Validator.FORMAT_CHECKER
    rules = Draft4Validator(schema, registry=known, format_checker=checks)
    assert [error.message for error in rules.iter_errors(feed)] == []


def check_json(standards: Path, schema: str, document: Any) -> None:
    checks = Draft202012Validator.FORMAT_CHECKER
    rules = Draft202012Validator(_read(standards / schema), format_checker=checks)
    assert [error.message for error in rules.iter_errors(document)] == []


def _read(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8"))
