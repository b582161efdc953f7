"""What was done to a photo: who changed which fact from what to what."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.core.exceptions import FieldDoesNotExist, PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse

from media.admin.crop_fields import LABELS
from media.admin.said import as_text
from media.models import Photo, PhotoEvent

if TYPE_CHECKING:
    from media.admin.photo import PhotoAdmin

EVENTS_PER_PAGE = 50
_ACTIONS = {
    "take": "took the file",
    "describe": "described the photo",
    "attach": "added the file",
    "change": "changed",
    "fill": "filled gaps",
    "merge": "found the file to be another photo's",
    "delete": "deleted the photo",
    "restore": "brought the photo back",
}
_IN_THE_ACTION = {"deleted_at"}
_NAMES = {"focal_x": "focal point, from the left", "focal_y": "focal point, from the top",
          "provider": "delivered by", "file_name": "file"}  # fmt: skip


@dataclass(frozen=True)
class Change:
    """One fact before and after."""

    name: str
    before: str
    after: str


@dataclass(frozen=True)
class Told:
    """One event for reading."""

    event: PhotoEvent
    action: str
    changes: list[Change]


def history_page(
    admin: PhotoAdmin, request: HttpRequest, object_id: str
) -> HttpResponse:
    """Show what was done, newest first."""
    photo = admin.get_object(request, object_id)
    if photo is None or not admin.has_view_permission(request, photo):
        raise PermissionDenied
    events = photo.events.select_related("user")
    page = Paginator(events, EVENTS_PER_PAGE).get_page(request.GET.get("page"))
    context = {
        **admin.admin_site.each_context(request),
        "title": f"History: {photo}",
        "photo": photo,
        "page": page,
        "told": [tell(event) for event in page],
        "opts": admin.opts,
    }
    return TemplateResponse(request, "admin/media/photo/history.html", context)


def tell(event: PhotoEvent) -> Told:
    """Give an event in the words of the form."""
    changes = [
        change
        for name, (before, after) in event.changes.items()
        if name not in _IN_THE_ACTION
        for change in _changes(name, before, after)
    ]
    return Told(event, _ACTIONS.get(event.action, event.action), changes)


def _changes(name: str, before: Any, after: Any) -> Iterator[Change]:
    if name != "crops":
        yield Change(_name(name), _text(name, before), _text(name, after))
        return
    for shape in {**(before or {}), **(after or {})}:
        old, new = (before or {}).get(shape), (after or {}).get(shape)
        if old != new:
            name = f"crop {LABELS.get(shape, shape)}"
            yield Change(name, _crop(old), _crop(new))


def _name(name: str) -> str:
    if name in _NAMES:
        return _NAMES[name]
    try:
        return str(getattr(Photo._meta.get_field(name), "verbose_name", name))
    except FieldDoesNotExist:
        return name


def _text(name: str, value: Any) -> str:
    if value is None or value in ("", []):
        return ""
    if name.startswith("focal_"):
        return f"{value:.0%}"
    if name == "date_created":
        return as_text(datetime.fromisoformat(value))
    choices = _choices(name)
    return str(choices.get(value) or value) if choices else as_text(value)


def _choices(name: str) -> dict[Any, Any]:
    try:
        return dict(getattr(Photo._meta.get_field(name), "choices", None) or [])
    except FieldDoesNotExist:
        return {}


def _crop(box: list[float] | None) -> str:
    if not box:
        return "around the focal point"
    left, top, width, height = box
    return f"{width:.0%} × {height:.0%}, from {left:.0%} left and {top:.0%} top"
