"""Who may log in, and the panels of the admin that need both apps."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, ClassVar
from uuid import UUID

from django import forms
from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse

from articles.models import Article
from media.admin import PhotoAdmin
from media.admin.badges import badges_of
from media.models import Photo
from newsroom import photo_uses
from newsroom.models import User

USES_SHOWN, USES_PER_PAGE = 8, 50


class UsedFilter(admin.SimpleListFilter):
    """Tells photos readers see, and those that never stood in a story."""

    title = "use"
    parameter_name = "used"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        """Give the answers."""
        return [("live", "live"), ("never", "never used")]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        """Keep the photos of the chosen answer."""
        chosen = {"live": photo_uses.in_live_stories, "never": photo_uses.unused}
        keep = chosen.get(self.value() or "")
        return keep(queryset) if keep else queryset


class PhotoWithUsesAdmin(PhotoAdmin):
    """The photo desk with the stories that show each photo."""

    change_form_template = "admin/photo_form.html"
    list_filter: ClassVar[Any] = [UsedFilter, *PhotoAdmin.list_filter]

    def stories_showing(self, photo: Photo) -> list[str]:
        """Name the live stories that show a photo."""
        stories = Article.objects.showing(photo).order_by("-published_at", "pk")
        return [str(story) for story in stories]

    def count_live_stories(self, photos: Iterable[Photo]) -> Mapping[UUID, int]:
        """Give in how many live stories each photo stands."""
        return photo_uses.count_live_stories(photos)

    def get_urls(self) -> list[URLPattern]:
        """Put the page of all uses beside the photo's other pages."""
        view = self.admin_site.admin_view(self.uses_view)
        own = path("<uuid:photo_id>/uses/", view, name="media_photo_uses")
        return [own, *super().get_urls()]

    def photo_context(
        self, request: HttpRequest, photo: Photo, form: Any
    ) -> dict[str, Any]:
        """Give the first uses too, to whoever sees stories."""
        context = super().photo_context(request, photo, form)
        if not request.user.has_perm("articles.view_article"):
            return {**context, "uses": None}
        seen = Article.objects.visible_to(request.user)
        rows = list(photo_uses.uses_by_story(photo, seen)[: USES_SHOWN + 1])
        counts = photo_uses.count_by_state(photo, seen)
        return {
            **context,
            "badges": badges_of(photo, counts[photo_uses.LIVE]),
            "uses": photo_uses.with_stories(rows[:USES_SHOWN]),
            "counts": counts,
            "more_uses": len(rows) > USES_SHOWN,
            "all_uses": reverse("admin:media_photo_uses", args=[photo.pk]),
        }

    def uses_view(self, request: HttpRequest, photo_id: UUID) -> HttpResponse:
        """Show every use of a photo, a page at a time."""
        photo = self.get_object(request, str(photo_id))
        if photo is None or not request.user.has_perm("articles.view_article"):
            raise PermissionDenied
        rows = photo_uses.uses_by_story(photo, Article.objects.visible_to(request.user))
        page = Paginator(rows, USES_PER_PAGE).get_page(request.GET.get("page"))
        context = {
            **self.admin_site.each_context(request),
            "title": f"Uses: {photo}",
            "photo": photo,
            "page": page,
            "uses": photo_uses.with_stories(page),
            "opts": self.opts,
        }
        return TemplateResponse(request, "admin/photo_uses_page.html", context)


class DeskUserAdmin(UserAdmin):
    """People of the newsroom: what they may do follows from their groups alone."""

    fieldsets = (
        (None, {"fields": ("username", "password")}),
        ("Person", {"fields": ("first_name", "last_name", "email")}),
        ("What they may do", {"fields": ("is_active", "is_staff", "is_superuser",
                                         "groups")}),
        ("Dates", {"fields": ("last_login", "date_joined")}),
    )  # fmt: skip
    readonly_fields = ("last_login", "date_joined")
    filter_horizontal = ()

    def formfield_for_manytomany(
        self, db_field: Any, request: HttpRequest, **options: Any
    ) -> Any:
        """Offer the few roles as boxes to tick."""
        if db_field.name == "groups":
            options["widget"] = forms.CheckboxSelectMultiple()
        return super().formfield_for_manytomany(db_field, request, **options)


admin.site.unregister(Photo)
admin.site.register(Photo, PhotoWithUsesAdmin)
admin.site.register(User, DeskUserAdmin)
