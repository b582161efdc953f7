"""The forms that take files: many new ones, or the one a photo lacks."""

from __future__ import annotations

from typing import Any

from django import forms

from media.models import Source


class ManyFiles(forms.FileInput):
    """A file input for several files."""

    allow_multiple_selected = True


class FilesField(forms.FileField):
    """One or several files."""

    def clean(self, data: Any, initial: Any = None) -> Any:
        """Check each file."""
        single = super().clean
        files = data if isinstance(data, list | tuple) and data else [None]
        return [single(file, initial) for file in files]


class UploadForm(forms.Form):
    """Files to take, and who delivered them."""

    pictures = FilesField(
        label="Pictures",
        help_text="JPEG, PNG, WebP, TIFF or AVIF; up to 100 at once.",
        widget=ManyFiles(attrs={"accept": ".jpg,.jpeg,.png,.webp,.tif,.tiff,.avif"}),
    )  # fmt: skip
    provider = forms.ModelChoiceField(
        Source.objects.all(), required=False, label="Delivered by"
    )
    field_order = ("provider", "pictures")


class AttachForm(forms.Form):
    """The file of a photo that was only described."""

    file = forms.FileField(
        label="Picture", help_text="JPEG, PNG, WebP, TIFF or AVIF.",
    )  # fmt: skip
