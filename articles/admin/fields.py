"""Form fields of the story form: the body as blocks, one control for a time."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse
from django_prose_editor.widgets import prose_editor_base_media
from js_asset import ImportMap, Media, Script

from articles.blocks import Block
from articles.editing import doc_from_blocks, read_doc
from articles.errors import BadBlock
from articles.exporting.documents import HEADLINE_KINDS
from articles.markup import clean_line

_MODULES = ("dialogs", "nodes", "pasting", "photos", "toolbar")
_EDITOR = Script("articles/editor/editor.js", type="module")
_FORM = Script("articles/editor/form.js", type="module")
_IMPORTS = ImportMap(
    {
        **{f"media/{name}": f"media/{name}.js" for name in ("elements", "unsaved")},
        **{
            f"articles/editor/{name}": f"articles/editor/{name}.js" for name in _MODULES
        },
    }
)


class BodyWidget(forms.Textarea):
    """A text area with the editor's document, which the block editor takes over."""

    @property
    def media(self) -> Media:
        """Give the editor, its import map and its styles."""
        own = Media(
            importmap=_IMPORTS,
            css={"all": ["articles/editor/editor.css"]},
            js=[_EDITOR, _FORM],
        )
        return prose_editor_base_media + own

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        """Mark the text area for the script."""
        super().__init__({"data-body-editor": "", "rows": 12, **(attrs or {})})

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        """Tell the script where photos and stories are chosen and described."""
        context = super().get_context(name, value, attrs)
        context["widget"]["attrs"].update(
            {
                "data-photo-facts-url": reverse("admin:article_facts"),
                "data-photos-url": f"{reverse('admin:index')}media/photo/",
                "data-stories-url": reverse("admin:articles_article_changelist"),
            }
        )
        return dict(context)


class BodyField(forms.CharField):
    """A body: blocks outside, the JSON of the editor's document inside."""

    widget = BodyWidget
    stored: Sequence[Block] = ()

    def __init__(self, **options: Any) -> None:
        """Take what a field takes; the text is never stripped."""
        super().__init__(**{"strip": False, "required": False, **options})

    def prepare_value(self, value: Any) -> Any:
        """Give the document of the stored body; what was posted stays as it is."""
        if isinstance(value, str):
            return value
        return json.dumps(doc_from_blocks(value or ()), ensure_ascii=False)

    def clean(self, value: Any) -> Any:
        """Give the blocks of the posted document."""
        if not value or not isinstance(value, str):
            return tuple(value or ())
        try:
            return read_doc(value, self.stored)
        except BadBlock as error:
            raise ValidationError(error.text, code=error.code) from error

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Say whether the posted document is another body."""
        try:
            return tuple(self.clean(data)) != tuple(initial or ())
        except ValidationError:
            return True


class HeadlinesWidget(forms.MultiWidget):
    """One line for each place that may have a headline of its own."""

    template_name = "admin/articles/article/headlines.html"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        """Name each line by its place."""
        lines: dict[str, forms.Widget | type[forms.Widget]] = {
            kind: forms.TextInput({"title": kind}) for kind in HEADLINE_KINDS
        }
        super().__init__(lines, attrs)

    def decompress(self, value: Any) -> list[str]:
        """Give the headlines in the order of the lines."""
        return [(value or {}).get(kind, "") for kind in HEADLINE_KINDS]


class HeadlinesField(forms.MultiValueField):
    """Headlines by their place; an empty one means the story's own."""

    widget = HeadlinesWidget

    def __init__(self, **options: Any) -> None:
        """Take a line for each place; none has to be filled."""
        lines = [
            forms.CharField(max_length=500, required=False) for _ in HEADLINE_KINDS
        ]
        help_text = "Where they differ from the story's headline."
        super().__init__(
            lines, **{"required": False, "help_text": help_text, **options}
        )

    def compress(self, data_list: Any) -> dict[str, str]:
        """Give what is filled, by its place."""
        lines = zip(HEADLINE_KINDS, data_list, strict=False)
        return {kind: line for kind, text in lines if (line := clean_line(text))}


class TimeInput(forms.DateTimeInput):
    """One native control for date and time, in the newsroom's zone."""

    input_type = "datetime-local"

    def __init__(self) -> None:
        """Use the format that browsers take."""
        super().__init__(format="%Y-%m-%dT%H:%M")


TIME_FIELDS: dict[Any, dict[str, Any]] = {
    models.DateTimeField: {"form_class": forms.DateTimeField, "widget": TimeInput}
}
