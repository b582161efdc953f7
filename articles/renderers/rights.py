"""What machines may do with the whole site, in the standards that say it."""

from __future__ import annotations

from collections.abc import Mapping

import orjson

from articles.renderers.xml import Writer

_RSL_TOKENS = {
    "train": "ai-train",
    "input": "ai-input",
    "index": "ai-index",
    "search": "search",
}


def render_rsl(machine_use: Mapping[str, str]) -> bytes | None:
    """Give the site's licence in RSL 1.0; None where nothing is allowed or denied."""
    words = {"permits": "allowed", "prohibits": "denied"}
    said = {name: _tokens(machine_use, word) for name, word in words.items()}
    if not any(said.values()):
        return None
    writer = Writer("rsl", {None: "https://rslstandard.org/rsl"})
    content = writer.add(writer.root, "content", url="/")
    licence = writer.add(content, "license")
    for name, tokens in said.items():
        writer.add_if(licence, name, tokens, type="usage")
    return writer.to_bytes()


def render_tdmrep(machine_use: Mapping[str, str]) -> bytes | None:
    """Give the reservation of text and data mining (TDMRep); None where unsaid."""
    reservation = {"denied": 1, "allowed": 0}.get(machine_use.get("train", ""))
    if reservation is None:
        return None
    return orjson.dumps([{"location": "/", "tdm-reservation": reservation}])


def _tokens(machine_use: Mapping[str, str], word: str) -> str:
    found = [
        token for use, token in _RSL_TOKENS.items() if machine_use.get(use) == word
    ]
    return " ".join(found)
