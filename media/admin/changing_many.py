"""The same facts for many photos at once: a whole shoot gets its credit."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse

from media.actions import change_photo
from media.admin.listing import THUMBNAIL_WIDTH, picture_of
from media.admin.permitting import actor_of
from media.errors import MediaError
from media.models import Photo

if TYPE_CHECKING:
    from media.admin.photo import PhotoAdmin

MOST_AT_ONCE = 200
FACTS = ["credit", "source", "provider", "rights_category", "data_mining",
         "restrictions", "usage_terms", "copyright_notice"]  # fmt: skip
_UNSAID = [("", "as it is")]


class ManyForm(forms.ModelForm):
    """Facts to set; what stays empty is left as each photo has it."""

    class Meta:
        model = Photo
        fields = FACTS
        labels = {"provider": "Delivered by"}
        widgets = {
            name: forms.Textarea(attrs={"rows": 2})
            for name in ("restrictions", "usage_terms", "copyright_notice")
        }

    def __init__(self, *args: Any, **options: Any) -> None:
        """Offer to leave every fact as it is."""
        super().__init__(*args, **options)
        for name in ("rights_category", "data_mining"):
            field: Any = self.fields[name]
            field.required, field.initial = False, ""
            field.choices = _UNSAID + [one for one in field.choices if one[0]]
            self.initial[name] = ""
        provider: Any = self.fields["provider"]
        provider.empty_label = _UNSAID[0][1]

    def clean(self) -> dict[str, Any]:
        """Refuse a form that says nothing."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if not self.errors and not any(cleaned.values()):
            raise forms.ValidationError("Say at least one fact to set.")
        return cleaned

    def _post_clean(self) -> None:
        """Build no photo of its own: the action checks each fact of each photo."""


def many_page(
    admin: PhotoAdmin, request: HttpRequest, queryset: QuerySet[Photo]
) -> HttpResponse | None:
    """Ask which facts to set, and set them; each photo that is refused is named."""
    photos = list(queryset.defer("metadata_original")[: MOST_AT_ONCE + 1])
    if len(photos) > MOST_AT_ONCE:
        text = f"Choose at most {MOST_AT_ONCE} photos at once."
        admin.message_user(request, text, messages.ERROR)
        return None
    is_sent = "_set" in request.POST
    form = ManyForm(request.POST if is_sent else None)
    if is_sent and form.is_valid():
        facts = {name: value for name, value in form.cleaned_data.items() if value}
        _set(admin, request, photos, facts)
        return HttpResponseRedirect(reverse("admin:media_photo_changelist"))
    context = {
        **admin.admin_site.each_context(request),
        "title": "Set the same facts for many photos",
        "form": form,
        "photos": [(photo, picture_of(photo, THUMBNAIL_WIDTH)) for photo in photos],
        "opts": admin.opts,
    }
    return TemplateResponse(request, "admin/media/photo/many.html", context)


def _set(
    admin: PhotoAdmin, request: HttpRequest, photos: list[Photo], facts: dict[str, Any]
) -> None:
    """Set facts, each photo by itself and only from the version that was shown."""
    if not admin.has_change_permission(request):
        raise PermissionDenied
    done = 0
    for photo in photos:
        version = request.POST.get(f"version-{photo.pk}", "")
        try:
            change_photo(
                photo,
                facts,
                by=actor_of(request),
                base_version=int(version) if version.isdecimal() else 0,
            )
        except MediaError as error:
            admin.message_user(request, f"{photo}: {error.text}", messages.ERROR)
        else:
            done += 1
    if done:
        text = "1 photo is changed." if done == 1 else f"{done} photos are changed."
        admin.message_user(request, text, messages.SUCCESS)
