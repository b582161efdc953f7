"""What every output format has in common."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar, Protocol


@dataclass(frozen=True)
class Site:
    """The site whose name and address an output carries."""

    name: str
    url: str


class Renderer(Protocol):
    """One output format; `name` is what ``?format=`` says."""

    name: ClassVar[str]
    media_type: ClassVar[str]

    def __init__(self, site: Site) -> None:
        """Keep the site that publishes."""
        ...

    def render(self, document: Mapping[str, Any]) -> bytes:
        """Give the bytes of a delivery document in this format."""
        ...
