"""The form of a story: from its fields to a `Story`, and nothing is stored here."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, ClassVar
from uuid import UUID

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.html import format_html
from django.utils.safestring import SafeString

from articles.admin.fields import BodyField, HeadlinesField
from articles.blocks import PhotoBlock, PlacedPhoto, Promo
from articles.exporting import draft_story
from articles.markup import clean_line
from articles.models import Article, ArticleSlug
from articles.story import (
    Copyright,
    Credit,
    RelatedRef,
    SectionRef,
    Story,
    TopicRef,
)
from media.models import Photo

PLAIN_FIELDS = (
    "headline", "headlines", "kicker", "dek", "byline", "dateline", "type", "language",
    "slug", "canonical_url", "slugline", "urgency", "ednote", "embargo_until", "expires_at",
)  # fmt: skip
COPYRIGHT_FIELDS = {
    "copyright_holder": "holder",
    "copyright_year": "year",
    "copyright_notice": "notice",
    "usage_terms": "usage_terms",
    "license_url": "license_url",
}
PHOTO_FIELDS = ("lead_photo", "lead_caption", "lead_credit", "lead_alt", "body")


class StoryForm(forms.ModelForm):
    """A story as the desk edits it; `story()` gives what it says."""

    base_version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    body = BodyField()
    headlines = HeadlinesField()
    lead_photo = forms.CharField(required=False, widget=forms.HiddenInput)
    lead_caption = forms.CharField(
        label="Caption here", required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    lead_credit = forms.CharField(label="Credit here", required=False, max_length=300)
    lead_alt = forms.CharField(label="Alternative text here", required=False)

    # Set on the class that the admin makes for one request.
    refusal: ClassVar[str] = ""
    notes: ClassVar[Mapping[str, SafeString]] = {}
    inherited: ClassVar[Mapping[str, str]] = {}
    is_photos_only: ClassVar[bool] = False

    class Meta:
        model = Article
        # The admin names the fields it shows, and makes them with its own settings.
        fields: list[str] = []
        widgets = {
            "headline": forms.Textarea(attrs={"rows": 1}),
            "dek": forms.Textarea(attrs={"rows": 3}),
            "ednote": forms.Textarea(attrs={"rows": 3}),
            "copyright_notice": forms.Textarea(attrs={"rows": 2}),
            "usage_terms": forms.Textarea(attrs={"rows": 2}),
        }

    def __init__(self, *args: Any, **options: Any) -> None:
        """Put the draft's body and lead photo beside the columns."""
        super().__init__(*args, **options)
        is_stored = not self.instance._state.adding
        self.before = draft_story(self.instance) if is_stored else Story()
        if not is_stored:
            self.initial.setdefault("language", settings.LANGUAGE_CODE)
        self.fields["body"].stored = self.before.body  # type: ignore[attr-defined]  # a BodyField
        lead = self.before.lead_photo or PlacedPhoto()
        self.initial.update(
            base_version=self.instance.edit_version if is_stored else None,
            body=self.before.body,
            lead_photo=lead.photo or "",
            lead_caption=lead.caption or "",
            lead_credit=lead.credit or "",
            lead_alt=lead.alt or "",
        )
        self._dress()

    def _dress(self) -> None:
        """Put notes and inherited values beside the fields, and close some."""
        for name, field in self.fields.items():
            field.help_text = format_html(
                "{}{}", field.help_text, self.notes.get(name, "")
            )
            if text := self.inherited.get(name):
                field.widget.attrs["placeholder"] = text
            if self.is_photos_only and name not in {*PHOTO_FIELDS, "base_version"}:
                field.disabled = True
        if topics := self.fields.get("topics"):
            # Its "clear all" would stand inside the list of topics as no list item.
            widget: Any = getattr(topics.widget, "widget", topics.widget)
            widget.is_required = True
        if self.is_photos_only:
            self.fields["body"].widget.attrs["data-photos-only"] = ""

    def clean_headline(self) -> str:
        """Give one line, however it was typed."""
        return clean_line(self.cleaned_data["headline"])

    def clean_slug(self) -> str:
        """Refuse a slug that is, or was, another story's."""
        slug = str(self.cleaned_data["slug"] or "")
        taken = ArticleSlug.objects.filter(slug=slug).exclude(article=self.instance.pk)
        if slug and taken.exists():
            raise ValidationError(
                "This slug belongs, or once belonged, to another story."
            )
        return slug

    def clean_urgency(self) -> int | None:
        """Take 1 to 9, as the wires do."""
        urgency: int | None = self.cleaned_data["urgency"]
        if urgency is not None and not 1 <= urgency <= 9:
            raise ValidationError("Urgency is between 1 and 9.")
        return urgency

    def clean_lead_photo(self) -> str:
        """Refuse a photo that is not there."""
        photo = str(self.cleaned_data["lead_photo"] or "")
        if photo and _missing(Photo, [photo]):
            raise ValidationError("There is no such photo.")
        return photo

    def clean_body(self) -> Any:
        """Refuse photos and stories that are not there."""
        blocks = self.cleaned_data["body"]
        photos = [b.photo.photo for b in blocks if isinstance(b, PhotoBlock)]
        if missing := _missing(Photo, photos):
            raise ValidationError(f"There is no photo {missing}.")
        stories = [b.article for b in blocks if isinstance(b, Promo) and b.article]
        if missing := _missing(Article, stories):
            raise ValidationError(f"There is no story {missing}.")
        return blocks

    def clean(self) -> dict[str, Any]:
        """Say what an action has refused, beside what the form finds."""
        if self.refusal:
            self.add_error(None, self.refusal)
        return super().clean() or {}

    def story(
        self, credits: Iterable[Credit] | None, related: Iterable[RelatedRef] | None
    ) -> Story:
        """Give the draft with what was changed here; None leaves rows as they are."""
        row, changed = self.cleaned_data, set(self.changed_data)
        values = {name: row[name] for name in PLAIN_FIELDS if name in changed}
        for name in values.keys() & {
            "headline",
            "kicker",
            "byline",
            "type",
            "language",
        }:
            values[name] = values[name] or ""
        if "section" in changed:
            section = row["section"]
            values["section"] = section and SectionRef(section.name, section.slug)
        if "topics" in changed:
            values["topics"] = tuple(
                TopicRef(t.name, t.slug, t.qcode or "") for t in row["topics"]
            )
        if "keywords" in changed:
            values["keywords"] = tuple(row["keywords"])
        if credits is not None:
            values["contributors"] = tuple(credits)
        if related is not None:
            values["related"] = tuple(related)
        return self.before.evolve(
            **values,
            body=row["body"],
            lead_photo=self._lead_photo(),
            copyright=self._copyright(changed),
        )

    def _copyright(self, changed: set[str]) -> Copyright:
        said = self.before.copyright
        values = {ours: getattr(said, ours) for ours in COPYRIGHT_FIELDS.values()}
        for name, ours in COPYRIGHT_FIELDS.items():
            if name in changed:
                empty = None if ours == "year" else ""
                values[ours] = self.cleaned_data[name] or empty
        return Copyright(**values)

    def _lead_photo(self) -> PlacedPhoto | None:
        row, before = self.cleaned_data, self.before.lead_photo
        if not row["lead_photo"]:
            return None
        if before and not set(self.changed_data) & set(PHOTO_FIELDS[:4]):
            return before
        return PlacedPhoto(
            photo=row["lead_photo"],
            caption=row["lead_caption"] or None,
            credit=row["lead_credit"] or None,
            alt=row["lead_alt"] or None,
        )

    def _get_validation_exclusions(self) -> set[str]:
        """Leave the body to its field, and an empty slug to the action that makes one."""
        exclude: set[str] = super()._get_validation_exclusions()  # type: ignore[misc]  # not in the stubs
        no_slug = set() if self.cleaned_data.get("slug") else {"slug"}
        return exclude | {"body"} | no_slug


def credits_of(rows: Iterable[Mapping[str, Any]]) -> list[Credit]:
    """Give who is named, in order, from the cleaned rows of the form."""
    return [
        Credit(row["contributor"].name, row["role"], str(row["contributor"].pk))
        for row in sorted(rows, key=lambda row: row.get("position") or 0)
    ]


def related_of(rows: Iterable[Mapping[str, Any]]) -> list[RelatedRef]:
    """Give the related links, in order, from the cleaned rows of the form."""
    return [
        RelatedRef(
            title=row["title"],
            url=row["url"],
            article=str(row["target"].pk) if row["target"] else None,
            relation=row["relation"],
        )
        for row in sorted(rows, key=lambda row: row.get("position") or 0)
    ]


def _missing(model: Any, ids: Iterable[str | None]) -> str:
    """Give the first id that names no row, or an empty string."""
    wanted = dict.fromkeys(str(each) for each in ids)
    known = [text for text in wanted if _is_uuid(text)]
    found = {
        str(key)
        for key in model.objects.filter(pk__in=known).values_list("pk", flat=True)
    }
    return next((text for text in wanted if text not in found), "")


def _is_uuid(text: str) -> bool:
    try:
        return str(UUID(text)) == text
    except ValueError:
        return False
