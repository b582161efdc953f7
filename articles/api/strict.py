"""Shapes of what the desk's API takes: named fields alone, each of its kind."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers
from rest_framework.request import Request

from articles.api.shapes import BLOCK_TAKEN, PLACED, several
from articles.blocks import Block, PlacedPhoto, photos_of
from articles.errors import BadBlock
from articles.markup import check_block, check_photo, clean_url

MOST_BLOCKS = 2000
MOST_ROWS = 200


class Strict(serializers.Serializer):
    """Refuses fields it does not know, so that a misspelt one is not lost."""

    @classmethod
    def read(cls, request: Request, *, partial: bool = False) -> dict[str, Any]:
        """Give what a request says; raise for every field that is not right."""
        form = cls(data=request.data, partial=partial)
        form.is_valid(raise_exception=True)
        return dict(form.validated_data)

    def to_internal_value(self, data: Any) -> Any:
        """Give the values; raise for every field that is unknown."""
        unknown = set(data) - set(self.fields) if isinstance(data, dict) else set()
        if unknown:
            raise serializers.ValidationError(
                dict.fromkeys(sorted(map(str, unknown)), "There is no such field.")
            )
        return super().to_internal_value(data)


class Line(serializers.CharField):
    """A text that may be empty; a number is none."""

    def __init__(self, **options: Any) -> None:
        """Let the text be left out or be empty."""
        super().__init__(**{"required": False, "allow_blank": True, **options})

    def to_internal_value(self, data: Any) -> str:
        """Take texts alone."""
        if not isinstance(data, str):
            self.fail("invalid")
        return super().to_internal_value(data)


class WebAddress(Line):
    """An address that may be linked, or nothing."""

    def to_internal_value(self, data: Any) -> str:
        """Take http, https and mailto alone."""
        url = super().to_internal_value(data)
        if url and not clean_url(url):
            raise serializers.ValidationError("Give an http or https address.")
        return url


@extend_schema_field(PLACED)
class PlacedField(serializers.Field):
    """A stored photo in a place, by its id, with what the place says instead."""

    def to_internal_value(self, data: Any) -> PlacedPhoto:
        """Give the place."""
        if not isinstance(data, dict):
            raise serializers.ValidationError("Give an object with the photo's id.")
        try:
            placed = check_photo(PlacedPhoto.from_json(data))
        except BadBlock as error:
            raise serializers.ValidationError(error.text) from error
        _check_names_a_photo(placed)
        return placed


@extend_schema_field(several(BLOCK_TAKEN))
class BodyField(serializers.Field):
    """A body: blocks as the document has them; each wrong one is named by its place."""

    def to_internal_value(self, data: Any) -> tuple[Block, ...]:
        """Give the blocks, cleaned."""
        if not isinstance(data, list):
            raise serializers.ValidationError("Give a list of blocks.")
        if len(data) > MOST_BLOCKS:
            raise serializers.ValidationError(f"Give at most {MOST_BLOCKS} blocks.")
        blocks: list[Block] = []
        errors: dict[str, Any] = {}
        for place, row in enumerate(data):
            try:
                blocks.append(_read_block(row))
            except BadBlock as error:
                errors[str(place)] = [error.text]
            except serializers.ValidationError as error:
                errors[str(place)] = error.detail
        if errors:
            raise serializers.ValidationError(errors)
        return tuple(blocks)


def _read_block(row: Any) -> Block:
    block = check_block(row)
    for placed in photos_of(block):
        _check_names_a_photo(placed)
    return block


def _check_names_a_photo(placed: PlacedPhoto) -> None:
    try:
        UUID(placed.photo or "")
    except ValueError as error:
        text = "Name a stored photo by its id in `photo`."
        raise serializers.ValidationError(text) from error
