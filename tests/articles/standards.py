"""The official schemas of the shared standards, as checks that name what is wrong."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
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


def check_vocabulary(standards: Path, said: Any) -> None:
    """Say that every type and property is schema.org's, and where it belongs."""
    vocabulary = _vocabulary(standards / "schemaorg/schemaorg-30.0-news-subset.jsonld")
    assert list(_strangers(vocabulary, said)) == []


@dataclass(frozen=True)
class _Vocabulary:
    """Each type with those above it, and each property with the types that have it."""

    above: dict[str, set[str]]
    belongs: dict[str, set[str]]

    def ancestors(self, kind: str) -> set[str]:
        """Give a type and all it is a kind of."""
        found, waiting = set(), [kind]
        while waiting:
            one = waiting.pop()
            found.add(one)
            waiting += self.above.get(one, set()) - found
        return found


@lru_cache
def _vocabulary(path: Path) -> _Vocabulary:
    above, belongs = {}, {}
    for node in _read(path)["@graph"]:
        name = node["@id"].removeprefix("schema:")
        if node["@type"] == "rdfs:Class":
            above[name] = _names(node.get("rdfs:subClassOf"))
        elif node["@type"] == "rdf:Property":
            belongs[name] = _names(node.get("schema:domainIncludes"))
    return _Vocabulary(above, belongs)


def _names(nodes: Any) -> set[str]:
    listed = nodes if isinstance(nodes, list) else [nodes] if nodes else []
    return {node["@id"].removeprefix("schema:") for node in listed}


def _strangers(vocabulary: _Vocabulary, value: Any) -> Iterator[str]:
    """Give what schema.org does not know, at every depth."""
    if isinstance(value, list):
        for one in value:
            yield from _strangers(vocabulary, one)
    if not isinstance(value, dict):
        return
    kind = value["@type"]
    if kind not in vocabulary.above:
        yield f"the type {kind}"
    for name, inner in value.items():
        if not name.startswith("@"):
            owners = vocabulary.belongs.get(name, set())
            if not owners & vocabulary.ancestors(kind):
                yield f"{name} of {kind}"
            yield from _strangers(vocabulary, inner)
