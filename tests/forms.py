"""Reading forms out of pages, so that tests send what a browser would send."""

from __future__ import annotations

from typing import Any

import lxml.html


def read_form(response: Any, form_id: str = "article_form") -> dict[str, Any]:
    """Give what the page's form would send as it stands; empty rows left out."""
    page: Any = lxml.html.fromstring(response.content.decode())
    (form,) = page.xpath(f"//form[@id='{form_id}']")
    values: dict[str, Any] = {}
    for name, value in form.form_values():
        if "__prefix__" not in name:
            # A text area's first line break is not part of its text.
            values.setdefault(name, []).append(value.removeprefix("\n"))
    return {
        name: found if len(found) > 1 else found[0] for name, found in values.items()
    }


def read_texts(response: Any, xpath: str) -> list[str]:
    """Give the texts of the elements a path finds, spaces made single."""
    page: Any = lxml.html.fromstring(response.content.decode())
    return [" ".join(found.text_content().split()) for found in page.xpath(xpath)]
