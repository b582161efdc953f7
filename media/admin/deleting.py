"""Deleting a photo at the desk, and bringing it back."""

from __future__ import annotations

from functools import partial
from typing import Any
from uuid import UUID

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse

from media.actions import delete_photo, restore_photo
from media.actions.deleting import DELETE
from media.admin.permitting import actor_of
from media.errors import MediaError
from media.models import Photo


class DeletedFilter(admin.SimpleListFilter):
    """Shows the photos that are here; the deleted ones only to whoever asks."""

    title = "deleted"
    parameter_name = "deleted"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        """Give the other answer."""
        return [("yes", "deleted photos")]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        """Give the deleted photos instead."""
        if self.value() == "yes":
            return Photo.objects.deleted_to(request.user)
        return queryset


class Deletable(admin.ModelAdmin):
    """Photos that may be deleted, never the stock way, and come back."""

    def stories_showing(self, photo: Photo) -> list[str]:
        """Name the live stories that show a photo; whoever knows stories says it."""
        raise NotImplementedError

    def get_urls(self) -> list[URLPattern]:
        """Put both pages before those of the stock admin."""
        view = self.admin_site.admin_view
        pages = {"remove": delete_page, "restore": restore_page}
        own = [
            path(
                f"<uuid:photo_id>/{name}/",
                view(partial(page, self)),
                name=f"media_photo_{name}",
            )
            for name, page in pages.items()
        ]
        return own + super().get_urls()

    def get_object(
        self, request: HttpRequest, object_id: str, from_field: str | None = None
    ) -> Photo | None:
        """Give a photo, also one that was deleted: that is how it comes back."""
        found = super().get_object(request, object_id, from_field)
        if found is None:
            deleted = Photo.objects.deleted_to(request.user)
            found = deleted.filter(pk__in=_as_ids(object_id)).first()
        return found

    def has_change_permission(
        self, request: HttpRequest, obj: Photo | None = None
    ) -> bool:
        """Leave a deleted photo as it is."""
        is_deleted = obj is not None and obj.deleted_at is not None
        return not is_deleted and super().has_change_permission(request, obj)

    def has_delete_permission(
        self, request: HttpRequest, obj: Photo | None = None
    ) -> bool:
        """Forbid the stock way: what stories showed must stay explainable."""
        return False

    def change_url(self, photo: Photo) -> str:
        """Give the address of a photo's form."""
        return reverse("admin:media_photo_change", args=[photo.pk])


def delete_page(owner: Deletable, request: HttpRequest, photo_id: str) -> HttpResponse:
    """Ask, and delete; what forbids it is told, with the stories that show it."""
    photo = _photo(owner, request, photo_id)
    stories = owner.stories_showing(photo)
    if request.method == "POST":
        try:
            delete_photo(photo, by=actor_of(request), shown_in=owner.stories_showing)
        except MediaError as error:
            owner.message_user(request, error.text, messages.ERROR)
            return HttpResponseRedirect(owner.change_url(photo))
        text = f"“{photo}” is deleted. It stands among the deleted photos."
        owner.message_user(request, text, messages.SUCCESS)
        return HttpResponseRedirect(reverse("admin:media_photo_changelist"))
    context: dict[str, Any] = {
        **owner.admin_site.each_context(request),
        "title": f"Delete: {photo}",
        "photo": photo,
        "stories": stories,
        "opts": owner.opts,
    }
    return TemplateResponse(request, "admin/media/photo/delete.html", context)


def restore_page(owner: Deletable, request: HttpRequest, photo_id: str) -> HttpResponse:
    """Bring a deleted photo back; only a POST does."""
    photo = _photo(owner, request, photo_id)
    if request.method == "POST":
        restore_photo(photo, by=actor_of(request))
        owner.message_user(request, f"“{photo}” is back.", messages.SUCCESS)
    return HttpResponseRedirect(owner.change_url(photo))


def _as_ids(text: str) -> list[UUID]:
    try:
        return [UUID(str(text))]
    except ValueError:
        return []


def _photo(owner: Deletable, request: HttpRequest, photo_id: str) -> Photo:
    if not request.user.has_perm(DELETE):
        raise PermissionDenied
    photo = owner.get_object(request, photo_id)
    if photo is None:
        raise Http404
    return photo
