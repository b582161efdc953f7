"""The form of a photo: its facts and crops, and what others changed meanwhile."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from django import forms
from django.conf import settings
from django.contrib.admin.widgets import AdminTextareaWidget, AdminTextInputWidget
from django.core.validators import MaxLengthValidator
from django.http import QueryDict

from media.actions import CHANGEABLE
from media.admin.crop_fields import (
    crop_fields,
    crop_rows,
    crop_values,
    read_crops,
)
from media.admin.merging import Meanwhile, is_same, since
from media.admin.said import Said
from media.models import Photo

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
    """The facts and crops of a photo, and the version they were read from."""

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
        min_value=0, max_value=1, label="From the left",
        widget=forms.NumberInput(attrs={"step": "any", "inputmode": "decimal"}),
    )  # fmt: skip
    focal_y = forms.FloatField(
        min_value=0, max_value=1, label="From the top",
        widget=forms.NumberInput(attrs={"step": "any", "inputmode": "decimal"}),
    )  # fmt: skip
    license_url = forms.URLField(
        required=False, max_length=500, assume_scheme="https", label="Licence address",
        widget=AdminTextInputWidget,
    )  # fmt: skip
    licensor_url = forms.URLField(
        required=False, max_length=500, assume_scheme="https",
        label="Licensor's address", widget=AdminTextInputWidget,
    )  # fmt: skip

    # Set on the class that the admin makes for one request.
    refusal: ClassVar[str] = ""

    class Meta:
        model = Photo
        # The admin names the fields it shows; crops are sent as numbers of their own.
        fields: list[str] = []
        labels = {
            "creators": "Creators",
            "provider": "Delivered by",
            "data_mining": "Data mining",
            "restrictions": "Restrictions in words",
            "instructions": "Instructions (never published)",
        }
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
        """Remember the version shown, and put the crops' numbers beside the facts."""
        super().__init__(*args, **options)
        self.theirs: dict[str, Said] = {}
        self.initial["base_version"] = self.instance.version
        if self.instance.has_file:
            self.fields.update(crop_fields())
            self.initial.update(crop_values(self.instance))

    def clean(self) -> dict[str, Any]:
        """Refuse crops that do not fit, and to save over what somebody else saved."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if self.refusal:
            self.add_error(None, self.refusal)
        if self.instance.has_file:
            crops, wrong = read_crops(self.instance, cleaned, self.changed_data)
            cleaned["crops"] = crops
            for name, text in wrong.items():
                self.add_error(name, text)
        version = cleaned.get("base_version", self.instance.version)
        if version != self.instance.version:
            raise forms.ValidationError(self._merge(since(self.instance, version)))
        return cleaned

    def changes(self) -> dict[str, Any]:
        """Give what was changed, by column."""
        names = CHANGEABLE & set(self.changed_data)
        found = {name: self.cleaned_data[name] for name in names}
        if any(name.startswith("crop_") for name in self.changed_data):
            found["crops"] = self.cleaned_data["crops"]
        return found

    def _merge(self, meanwhile: Meanwhile) -> str:
        """Put their changes into the form where mine do not differ; tell the rest."""
        sent = QueryDict(mutable=True)
        sent.update(self.data)
        sent["base_version"] = str(self.instance.version)
        taken, contested = [], []
        for place in self._places(meanwhile.before):
            if place.is_as_opened:
                taken.append(place.label)
                for name in place.fields:
                    sent[name] = self._sent(name)
            elif not place.is_as_stored:
                contested.append(place.label)
                self._tell(place, meanwhile.who)
        self.data = sent
        return _told(meanwhile.who, taken, contested)

    def _places(self, before: Mapping[str, Any]) -> Iterator[Place]:
        """Give what others changed and this form shows, in the form's order."""
        for name, field in self.fields.items():
            if name in before:
                mine = self.cleaned_data.get(name, self.data.get(name))
                label = str(field.label or name).lower()
                is_stored = name not in self.changed_data
                yield Place(label, [name], is_same(mine, before[name]), is_stored)
        for row in crop_rows(self):
            if (key := f"crops.{row.shape}") in before:
                names = [field.name for field in row.fields]
                mine = [self.cleaned_data.get(name) for name in names]
                opened = (before[key] or [None] * 3)[:3]
                is_stored = not set(names) & set(self.changed_data)
                yield Place(f"crop {row.label}", names, mine == opened, is_stored)

    def _sent(self, name: str) -> str:
        """Give a stored value as this form's field sends it."""
        field = self.fields[name]
        value = field.prepare_value(self.initial.get(name))
        if isinstance(field, forms.DateTimeField):
            return field.widget.format_value(value) or ""
        return "" if value is None else str(value)

    def _tell(self, place: Place, who: str) -> None:
        name, values = place.fields[0], [self._sent(name) for name in place.fields]
        choices = dict(getattr(self.fields[name], "choices", ()))
        text = str(choices.get(values[0], "")) or ", ".join(values) or "nothing"
        self.add_error(name, f"Saved meanwhile: {text}")
        if len(values) == 1:
            self.theirs[name] = Said(f"Saved by {who}", text, values[0])


@dataclass(frozen=True)
class Place:
    """Something others changed: a field, or the numbers of one crop."""

    label: str
    fields: list[str]
    is_as_opened: bool
    is_as_stored: bool


def _told(who: str, taken: list[str], contested: list[str]) -> str:
    text = (
        f"{who or 'Somebody'} saved this photo since you opened it. Nothing is saved"
        " yet, and nothing of yours is lost."
    )
    if taken:
        text += f" Their changes stand in the form: {', '.join(taken)}."
    if contested:
        text += (
            f" Changed by both of you: {', '.join(contested)}. Your words stand in the"
            " field, theirs beside it."
        )
    return f"{text} Check, then save."
