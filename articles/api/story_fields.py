"""A story as the desk's API takes it: its fields, and the rows they must name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any
from uuid import UUID

from django.db.models import Q
from rest_framework import serializers
from rest_framework.request import Request

from articles.api.parameters import language
from articles.api.scopes import actor_of
from articles.api.strict import (
    MOST_ROWS,
    BodyField,
    Line,
    PlacedField,
    Strict,
    WebAddress,
)
from articles.blocks import Promo, photos_of
from articles.errors import BadParameter
from articles.models import Article, Contributor, Section, Topic
from articles.models.article import Relation
from articles.story import (
    CONTRIBUTOR_ROLES,
    Copyright,
    Credit,
    RelatedRef,
    SectionRef,
    Story,
    TopicRef,
)
from media.models import Photo

Errors = dict[str, Any]


class Headlines(Strict):
    """Headlines where they differ from the story's own."""

    web = Line(max_length=500)
    social = Line(max_length=500)
    print = Line(max_length=500)


class NamedOn(Strict):
    """Somebody named on a story: by id, else by name."""

    name = Line(max_length=200)
    role = serializers.ChoiceField(choices=CONTRIBUTOR_ROLES, default="author")
    contributor = serializers.RegexField(
        r"\A[0-9]{1,18}\Z", required=False, allow_null=True
    )


class SectionField(Strict):
    """A section, by its slug."""

    slug = serializers.CharField(max_length=80)
    name = Line(max_length=120)


class TopicField(Strict):
    """A topic, by its slug."""

    slug = serializers.CharField(max_length=80)
    name = Line(max_length=200)
    qcode = Line(max_length=60)


class LinkField(Strict):
    """A link below the story: to one of ours, or to an address."""

    title = Line(max_length=500)
    url = WebAddress(max_length=2000)
    article = serializers.UUIDField(required=False, allow_null=True)
    relation = serializers.ChoiceField(
        choices=Relation.values, default=Relation.RELATED.value
    )


class CopyrightField(Strict):
    """Who owns the text, as the story itself says."""

    holder = Line(max_length=200)
    year = serializers.IntegerField(
        required=False, allow_null=True, min_value=1000, max_value=9999
    )
    notice = Line(max_length=5000)
    usage_terms = Line(max_length=20_000)
    license_url = WebAddress(max_length=500)


class StoryFields(Strict):
    """What may be written of a story; what is left out stays as it is."""

    headline = Line(max_length=500)
    headlines = Headlines(required=False)
    kicker = Line(max_length=200)
    dek = Line(max_length=20_000)
    byline = Line(max_length=500)
    contributors = serializers.ListField(
        child=NamedOn(), required=False, max_length=MOST_ROWS
    )
    dateline = Line(max_length=200)
    type = Line(max_length=40, allow_blank=False)
    language = Line(max_length=35, allow_blank=False)
    slug = Line(max_length=80)
    canonical_url = WebAddress(max_length=2000)
    section = SectionField(required=False, allow_null=True)
    topics = serializers.ListField(
        child=TopicField(), required=False, max_length=MOST_ROWS
    )
    keywords = serializers.ListField(
        child=Line(max_length=200), required=False, max_length=MOST_ROWS
    )
    lead_photo = PlacedField(required=False, allow_null=True)
    body = BodyField(required=False)
    related = serializers.ListField(
        child=LinkField(), required=False, max_length=MOST_ROWS
    )
    copyright = CopyrightField(required=False)
    slugline = Line(max_length=200)
    urgency = serializers.IntegerField(
        required=False, allow_null=True, min_value=1, max_value=9
    )
    ednote = Line(max_length=20_000)
    embargo_until = serializers.DateTimeField(required=False, allow_null=True)
    expires_at = serializers.DateTimeField(required=False, allow_null=True)

    def validate_language(self, value: str) -> str:
        """Take a language tag."""
        try:
            return language(value)
        except BadParameter as error:
            text = "Give a language tag, such as en or pt-BR."
            raise serializers.ValidationError(text) from error


def read_story(
    request: Request, before: Story, article: Article | None = None
) -> Story:
    """Give the story that a request makes of another one.

    Raises ValidationError naming every field that is not right. Three to six queries,
    however many rows are named.
    """
    given = StoryFields.read(request)
    errors: Errors = {}
    for found in (
        _missing_section(given),
        _missing_topics(given),
        _missing_people(request, given),
        _missing_photos(request, given),
        _missing_stories(request, given, article),
    ):
        for name, wrong in found.items():
            errors.setdefault(name, {}).update(wrong)
    if errors:
        raise serializers.ValidationError(errors)
    values = {name: _READERS.get(name, _same)(given[name]) for name in given}
    return before.evolve(**values)


def _missing_section(given: Mapping[str, Any]) -> Errors:
    section = given.get("section")
    if not section or Section.objects.filter(slug=section["slug"]).exists():
        return {}
    return {"section": {"slug": ["There is no such section."]}}


def _missing_topics(given: Mapping[str, Any]) -> Errors:
    slugs = [topic["slug"] for topic in given.get("topics", ())]
    rows = Topic.objects.filter(slug__in=slugs)
    known = set(rows.values_list("slug", flat=True)) if slugs else set()
    return _places(
        "topics",
        {
            place: {"slug": ["There is no such topic."]}
            for place, slug in enumerate(slugs)
            if slug not in known
        },
    )


def _missing_people(request: Request, given: Mapping[str, Any]) -> Errors:
    """Look for those named by id, and by name where the actor may add nobody."""
    rows = given.get("contributors", ())
    if not rows:
        return {}
    ids = [row["contributor"] for row in rows if row.get("contributor")]
    names = [" ".join(row.get("name", "").split()) for row in rows]
    found = Contributor.objects.filter(Q(pk__in=ids) | Q(name__in=names))
    people = {str(pk): name for pk, name in found.values_list("pk", "name")}
    may_add = actor_of(request).has("articles.add_contributor")
    wrong: dict[int, Any] = {}
    for place, (row, name) in enumerate(zip(rows, names, strict=True)):
        if key := row.get("contributor"):
            if str(int(key)) not in people:
                wrong[place] = {"contributor": ["There is no such contributor."]}
        elif not name:
            wrong[place] = {"name": ["Give a name."]}
        elif not may_add and name not in people.values():
            wrong[place] = {"name": ["Nobody of this name is here to be chosen."]}
    return _places("contributors", wrong)


def _missing_photos(request: Request, given: Mapping[str, Any]) -> Errors:
    lead = given.get("lead_photo")
    blocks = given.get("body", ())
    wanted = {UUID(p.photo) for block in blocks for p in photos_of(block) if p.photo}
    wanted |= {UUID(lead.photo)} if lead else set()
    known = _known(Photo.objects.visible_to(request.user), wanted)
    errors: Errors = {}
    if lead and UUID(lead.photo) not in known:
        errors["lead_photo"] = {"photo": ["There is no such photo."]}
    wrong = {
        place: {"photo": ["There is no such photo."]}
        for place, block in enumerate(blocks)
        if any(UUID(p.photo or "") not in known for p in photos_of(block))
    }
    return {**errors, **_places("body", wrong)}


def _missing_stories(
    request: Request, given: Mapping[str, Any], article: Article | None
) -> Errors:
    """Look for the stories of ours that links and promos point to; never itself."""
    links = [row.get("article") for row in given.get("related", ())]
    promos = dict(_promos(given.get("body", ())))
    wanted = {key for key in (*links, *promos.values()) if key}
    seen: Any = Article.objects.visible_to(request.user)
    known = _known(seen, wanted) - ({article.pk} if article else set())
    text = ["There is no such story to point to."]
    related = {
        place: {"article": text}
        for place, key in enumerate(links)
        if key and key not in known
    }
    body = {
        place: {"article": text} for place, key in promos.items() if key not in known
    }
    return {**_places("related", related), **_places("body", body)}


def _promos(blocks: Iterable[Any]) -> Iterator[tuple[int, UUID | None]]:
    for place, block in enumerate(blocks):
        if isinstance(block, Promo) and block.article:
            try:
                yield place, UUID(block.article)
            except ValueError:
                yield place, None


def _known(rows: Any, wanted: set[UUID]) -> set[UUID]:
    if not wanted:
        return set()
    return set(rows.filter(pk__in=wanted).values_list("pk", flat=True))


def _places(name: str, wrong: Mapping[int, Any]) -> Errors:
    return {name: dict(wrong)} if wrong else {}


def _same(value: Any) -> Any:
    return value


def _credit(row: Mapping[str, Any]) -> Credit:
    key = row.get("contributor")
    return Credit(row.get("name", ""), row["role"], str(int(key)) if key else None)


def _link(row: Mapping[str, Any]) -> RelatedRef:
    target = row.get("article")
    return RelatedRef(
        title=row.get("title", ""),
        url=row.get("url", ""),
        article=str(target) if target else None,
        relation=row["relation"],
    )


_READERS: dict[str, Any] = {
    "headlines": lambda row: {key: row[key] for key in row if row[key]},
    "contributors": lambda rows: tuple(map(_credit, rows)),
    "section": lambda row: (
        SectionRef(row.get("name", ""), row["slug"]) if row else None
    ),
    "topics": lambda rows: tuple(TopicRef("", row["slug"]) for row in rows),
    "keywords": tuple,
    "related": lambda rows: tuple(map(_link, rows)),
    "copyright": lambda row: Copyright(**row),
}
