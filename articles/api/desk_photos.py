"""The photos of the desk: taking files, and changing what is said of a photo."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.urls import reverse
from rest_framework import serializers
from rest_framework.parsers import MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response

from articles.api import parameters
from articles.api.describing import works
from articles.api.desk import DeskView
from articles.api.once import once
from articles.api.scopes import SEES_PHOTOS, actor_of
from articles.api.strict import Strict
from articles.api.versions import etag_of_version, version_named
from articles.errors import NoSuchPhoto
from articles.exporting import rfc3339
from media.actions import CHANGEABLE, change_photo, take_photo
from media.errors import PhotoTooLarge
from media.imaging import MOST_BYTES
from media.models import Photo, Source

_ADD = "media.add_photo"
_CHANGE = "media.change_photo"


class SourceField(serializers.SlugRelatedField):
    """A source by its slug."""

    def __init__(self, **options: Any) -> None:
        """Let the source be left out."""
        sources = Source.objects.all()
        super().__init__(slug_field="slug", queryset=sources, required=False, **options)

    def to_internal_value(self, data: Any) -> Source:
        """Give the source; PostgreSQL cannot be asked for a text with NUL."""
        if "\0" in str(data):
            self.fail("invalid")
        source: Source = super().to_internal_value(data)
        return source


class PhotoFacts(Strict, serializers.ModelSerializer):
    """What the desk says of a photo; what is left out stays as it is."""

    provider = SourceField(allow_null=True)

    class Meta:
        model = Photo
        fields = sorted(CHANGEABLE)


class Upload(Strict):
    """A file to take, and who delivered it."""

    file = serializers.FileField()
    provider = SourceField()


class Photos(DeskView):
    """Where new files are taken."""

    opens = {"POST": (_ADD,)}
    sees = SEES_PHOTOS
    parser_classes = [MultiPartParser]

    @works(
        "Take a picture",
        "DeskPhoto",
        statuses=(200, 201),
        takes={"multipart/form-data": Upload},
        asks=("Idempotency-Key",),
    )
    @once
    def post(self, request: Request) -> Response:
        """Take a picture; the same bytes are the same photo, whoever brings them."""
        asked = Upload.read(request)
        file = asked["file"]
        if file.size > MOST_BYTES:
            raise PhotoTooLarge(f"The file has more than {MOST_BYTES // 2**20} MB.")
        photo = take_photo(
            file.read(),
            file_name=file.name,
            by=actor_of(request),
            provider=asked.get("provider"),
        )
        found = _answer(photo, 201 if photo.is_new else 200)
        found["Location"] = reverse("desk-photo", args=[photo.pk])
        return found


class PhotoDetail(DeskView):
    """One photo, whole."""

    opens = {"GET": (SEES_PHOTOS,), "PATCH": (_CHANGE,)}
    sees = SEES_PHOTOS

    @works("One photo of the desk", "DeskPhoto", refuses=(404,))
    def get(self, request: Request, photo_id: UUID) -> Response:
        """Give the photo with the ETag that a change must name."""
        parameters.read_parameters(request.query_params, {})
        return _answer(_find(request, photo_id))

    @works(
        "Change what is said of a photo",
        "DeskPhoto",
        takes=PhotoFacts,
        asks=("If-Match", "Idempotency-Key"),
        refuses=(404,),
    )
    @once
    def patch(self, request: Request, photo_id: UUID) -> Response:
        """Change the facts that are given; live stories that show them follow."""
        photo = _find(request, photo_id)
        version = version_named(request, photo.version)
        changes, by = PhotoFacts.read(request, partial=True), actor_of(request)
        return _answer(change_photo(photo, changes, by=by, base_version=version))


def _find(request: Request, photo_id: UUID) -> Photo:
    rows: Any = Photo.objects.visible_to(request.user).select_related("provider")
    photo: Photo | None = rows.filter(pk=photo_id).first()
    if photo is None:
        raise NoSuchPhoto("There is no such photo.")
    return photo


def _answer(photo: Photo, status: int = 200) -> Response:
    found = Response(_photo(photo), status)
    found["ETag"] = etag_of_version(photo.version)
    return found


def _photo(photo: Photo) -> dict[str, Any]:
    """Give what the desk knows of a photo; `picture` asks for the admin's login."""
    picture = f"/admin/media/photo/{photo.pk}/picture/w640"
    return {
        "id": str(photo.pk),
        "version": photo.version,
        "merged_into": str(photo.merged_into_id) if photo.merged_into_id else None,
        "file_state": "ok" if photo.has_file else "missing",
        **{
            name: getattr(photo, name)
            for name in ("file_name", "mime_type", "byte_size", "width", "height")
        },
        "picture": picture if photo.has_file else None,
        "created_at": rfc3339(photo.created_at),
        "updated_at": rfc3339(photo.updated_at),
        **PhotoFacts(photo).data,
        "date_created": rfc3339(photo.date_created),
    }
