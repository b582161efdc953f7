"""What is said of a fact, by the name of its field."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import template

register = template.Library()


@register.filter
def of(notes: Mapping[str, Any], name: str) -> Any:
    """Give the note of one fact, if there is one."""
    return notes.get(name)
