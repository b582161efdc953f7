"""Who may log in, and the panels of the admin that need both apps."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.db.models import F, Q
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from articles.models import Article, PhotoUse
from media.admin import PhotoAdmin
from media.models import Photo
from newsroom.models import User


class PhotoUses(admin.TabularInline):
    """The stories a photo stands in: in their draft, and in what readers see."""

    model = PhotoUse
    template = "admin/photo_uses.html"
    verbose_name_plural = "where it is used"
    fields = ("story", "place", "role", "caption", "credit")
    readonly_fields = ["story", "place", "role", "caption", "credit"]
    extra = 0
    max_num = 0
    can_delete = False

    @admin.display(description="story")
    def story(self, obj: PhotoUse) -> SafeString:
        """Give the story, as a link."""
        address = reverse("admin:articles_article_change", args=[obj.article_id])
        return format_html('<a href="{}">{}</a>', address, obj.article)

    @admin.display(description="where")
    def place(self, obj: PhotoUse) -> str:
        """Say whether readers see this use, or only the desk."""
        return "live" if obj.revision_id else "draft"

    def get_queryset(self, request: HttpRequest) -> Any:
        """Give the uses in drafts and in live revisions, of stories one may see."""
        seen = Article.objects.visible_to(request.user)
        uses = PhotoUse.objects.filter(
            Q(revision=None) | Q(revision=F("article__live_revision")), article__in=seen
        )
        return uses.select_related("article").order_by("-article__updated_at", "pk")

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Show uses to whoever sees stories."""
        return bool(request.user.has_perm("articles.view_article"))

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Leave placing to the story's form."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Leave placing to the story's form."""
        return False


class PhotoWithUsesAdmin(PhotoAdmin):
    """The photo desk's form with the stories that show the photo."""

    inlines = [PhotoUses]


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
