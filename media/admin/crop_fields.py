"""The crops of a photo as numbers in a form; the picture above them only helps."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms import BoundField

from media.geometry import Box
from media.models import Photo
from media.renditions import CROPS, crop_problems

PARTS = {"left": "From the left", "top": "From the top", "width": "Width"}
LABELS = {
    "16x9": "16:9",
    "4x3": "4:3",
    "1x1": "1:1",
    "4x5": "4:5",
    "social": "Social",
}
_PLAIN_NUMBER = {"step": "any", "inputmode": "decimal"}


@dataclass(frozen=True)
class CropRow:
    """The three numbers of one crop; its height follows from its shape."""

    shape: str
    label: str
    ratio: float
    fields: list[BoundField]

    @property
    def spec(self) -> str:
        """Give the smallest rendition that shows it."""
        return self.shape if self.shape == "social" else f"{self.shape}-640"


def field_name(shape: str, part: str) -> str:
    """Give the name of one number."""
    return f"crop_{shape}_{part}"


def crop_fields() -> dict[str, forms.FloatField]:
    """Give the numbers of all crops; empty ones mean: cut around the focal point."""
    return {
        field_name(shape, part): forms.FloatField(
            required=False, min_value=0, max_value=1, label=f"{LABELS[shape]}: {label}",
            widget=forms.NumberInput(attrs=_PLAIN_NUMBER),
        )
        for shape in CROPS
        for part, label in PARTS.items()
    }  # fmt: skip


def crop_values(photo: Photo) -> dict[str, float | None]:
    """Give the numbers as they are stored."""
    boxes = photo.crop_boxes
    return {
        field_name(shape, part): getattr(boxes.get(shape), part, None)
        for shape in CROPS
        for part in PARTS
    }


def crop_rows(form: forms.BaseForm) -> list[CropRow]:
    """Give the numbers for showing, a row for each shape."""
    return [
        CropRow(
            shape,
            LABELS[shape],
            float(ratio),
            [form[field_name(shape, part)] for part in PARTS],
        )
        for shape, ratio in CROPS.items()
        if field_name(shape, "left") in form.fields
    ]


def read_crops(
    photo: Photo, cleaned: Mapping[str, Any], changed: list[str]
) -> tuple[dict[str, list[float]], dict[str, str]]:
    """Give the crops that a form says, and what is wrong by the name of a field.

    A crop whose numbers nobody touched stays as it is to the last digit.
    """
    crops: dict[str, list[float]] = {}
    wrong: dict[str, str] = {}
    for shape in CROPS:
        names = [field_name(shape, part) for part in PARTS]
        if not set(names) & set(changed):
            crops |= {shape: photo.crops[shape]} if shape in photo.crops else {}
            continue
        numbers = [cleaned.get(name) for name in names]
        empty = [name for name, n in zip(names, numbers, strict=True) if n is None]
        if not empty:
            crops[shape] = _box(shape, numbers, photo).to_json()
        elif len(empty) < len(names) and set(empty) <= set(cleaned):
            wrong[empty[0]] = "Fill in all three numbers, or empty all three."
    point = (cleaned.get("focal_x"), cleaned.get("focal_y"))
    wrong |= dict(_problems(photo, crops, point))
    return crops, wrong


def _box(shape: str, numbers: list[Any], photo: Photo) -> Box:
    left, top, width = numbers
    height = width * (photo.width or 1) / float(CROPS[shape]) / (photo.height or 1)
    return Box.from_json([left, top, width, height])


def _problems(
    photo: Photo, crops: Mapping[str, list[float]], point: tuple[Any, Any]
) -> Iterator[tuple[str, str]]:
    if None in point:
        return
    boxes = {shape: Box.from_json(box) for shape, box in crops.items()}
    size = (photo.width or 1, photo.height or 1)
    for shape, text in crop_problems(boxes, point, size).items():
        yield field_name(shape, "left"), text
