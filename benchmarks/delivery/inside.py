"""Work of a benchmark inside a database's newsroom: its settings first, then models."""

from __future__ import annotations

import importlib
from typing import Any

import django


def call(function: str) -> Any:
    """Set Django up, then call `module:name`."""
    django.setup()
    module, _, name = function.partition(":")
    return getattr(importlib.import_module(module), name)()
