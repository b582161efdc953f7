"""The forms of the photo desk: facts of one photo, and files to take."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.contrib.admin.widgets import AdminTextareaWidget, AdminTextInputWidget
from django.core.validators import MaxLengthValidator
from django.http import QueryDict

from media.models import Photo, Source

MOST_LINES = 500


class LinesField(forms.CharField):
    """A list of short texts, one on each line."""

    widget = AdminTextareaWidget

    def __init__(self, *, longest: int, **options: Any) -> None:
        """Keep how long one text may be."""
        self.check_length = MaxLengthValidator(longest)
        super().__init__(required=False, **options)
        self.widget.attrs["rows"] = 3

    def prepare_value(self, value: Any) -> Any:
        """Give the text to edit."""
        return "\n".join(value) if isinstance(value, list) else value

    def clean(self, value: Any) -> list[str]:
        """Give the lines that say something, each once."""
        lines = [line.strip() for line in super().clean(value).splitlines()]
        found = list(dict.fromkeys(line for line in lines if line))
        for line in found:
            self.check_length(line)
        return found[:MOST_LINES]

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Compare the lines, not their line breaks."""
        before = self.prepare_value(initial or [])
        return bool(before.splitlines() != (data or "").splitlines())


class PhotoForm(forms.ModelForm):
    """The facts of a photo, and the version they were read from."""

    base_version = forms.IntegerField(widget=forms.HiddenInput)
    creators = LinesField(longest=200, help_text="One name on each line.")
    keywords = LinesField(longest=120, help_text="One on each line.")
    date_created = forms.DateTimeField(
        required=False, label="Taken at", help_text=f"In the zone {settings.TIME_ZONE}.",
        widget=forms.DateTimeInput(
            attrs={"type": "datetime-local", "step": "1"}, format="%Y-%m-%dT%H:%M:%S"
        ),
    )  # fmt: skip
    focal_x = forms.FloatField(
        min_value=0, max_value=1, label="Focal point, from the left (0 to 1)",
        widget=forms.NumberInput(attrs={"step": "0.01"}),
    )  # fmt: skip
    focal_y = forms.FloatField(
        min_value=0, max_value=1, label="Focal point, from the top (0 to 1)",
        widget=forms.NumberInput(attrs={"step": "0.01"}),
    )  # fmt: skip
    license_url = forms.URLField(
        required=False, max_length=500, assume_scheme="https", label="Licence address",
        widget=AdminTextInputWidget,
    )  # fmt: skip
    licensor_url = forms.URLField(
        required=False, max_length=500, assume_scheme="https",
        label="Licensor's address", widget=AdminTextInputWidget,
    )  # fmt: skip

    class Meta:
        model = Photo
        exclude: tuple[str, ...] = ()
        widgets = {
            name: AdminTextareaWidget(attrs={"rows": rows})
            for name, rows in {
                "caption": 4,
                "alt": 2,
                "copyright_notice": 2,
                "usage_terms": 2,
                "restrictions": 2,
                "instructions": 2,
            }.items()
        }

    def __init__(self, *args: Any, **options: Any) -> None:
        """Remember the version shown, and what the photo said then."""
        super().__init__(*args, **options)
        self.initial["base_version"] = self.instance.version

    def clean(self) -> dict[str, Any]:
        """Refuse to save over what somebody else saved, and show that."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.get("base_version", self.instance.version) == self.instance.version:
            return cleaned
        self._show_their_version()
        raise forms.ValidationError(
            "Somebody saved this photo since you opened it. Their words stand below"
            " yours; save again to keep yours."
        )

    def _show_their_version(self) -> None:
        for name in self.changed_data:
            if name in self.fields and name != "base_version":
                theirs = self.fields[name].prepare_value(self.initial.get(name))
                self.add_error(name, f"Saved meanwhile: {theirs}")
        sent = QueryDict(mutable=True)
        sent.update(self.data)
        sent["base_version"] = str(self.instance.version)
        self.data = sent


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
        label="Pictures", help_text="JPEG, PNG, WebP, TIFF or AVIF.",
        widget=ManyFiles(attrs={"accept": ".jpg,.jpeg,.png,.webp,.tif,.tiff,.avif"}),
    )  # fmt: skip
    provider = forms.ModelChoiceField(
        Source.objects.all(), required=False, label="Delivered by"
    )


class AttachForm(forms.Form):
    """The file of a photo that was only described."""

    file = forms.FileField(
        label="Picture", help_text="JPEG, PNG, WebP, TIFF or AVIF.",
    )  # fmt: skip
