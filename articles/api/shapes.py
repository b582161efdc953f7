"""What the API's answers look like, as JSON Schema: the components of the OpenAPI page.

A shape names every key an answer has; new keys may come with a later version.
"""

from __future__ import annotations

from typing import Any

from articles.exporting.documents import HEADLINE_KINDS
from articles.models.delivery import ChangeKind
from articles.slugs import SLUG_LENGTH, SLUG_PATTERN
from articles.story import CORRECTION_KINDS
from articles.workflow import STEPS, Status

Shape = dict[str, Any]


def shape(says: str = "", /, **properties: Shape) -> Shape:
    """Give an object with all of these keys."""
    about: Shape = {"description": says} if says else {}
    return {
        "type": "object",
        **about,
        "required": list(properties),
        "properties": properties,
    }


def ref(name: str) -> Shape:
    """Point to a shape below."""
    return {"$ref": f"#/components/schemas/{name}"}


def text(says: str = "", **more: Any) -> Shape:
    """Give a string; empty where nothing is known."""
    return {"type": "string", **({"description": says} if says else {}), **more}


def several(items: Shape, says: str = "") -> Shape:
    """Give a list."""
    return {"type": "array", "items": items, **({"description": says} if says else {})}


def optional(one: Shape) -> Shape:
    """Give the shape or null."""
    if isinstance(one.get("type"), str):
        return {**one, "type": [one["type"], "null"]}
    return {"oneOf": [one, {"type": "null"}]}


def one_of(*words: str, says: str = "") -> Shape:
    """Give one of these words."""
    return text(says, enum=list(words))


def page_of(name: str, **more: Shape) -> Shape:
    """Give a page of a list."""
    return shape(**more, results=several(ref(name)))


SOMETHING = text(pattern=r"\S")
NUMBER: Shape = {"type": "integer", "minimum": 0}
YES: Shape = {"type": "boolean"}
ID = text(format="uuid")
URL = text(format="uri")
LINK = text("An address, or empty.")
HTML = text("Inline HTML: a[href title], strong, em, s, sub, sup, code, br.")
TIME = text("RFC 3339, in UTC.", format="date-time")
SLUG = text(pattern=SLUG_PATTERN, maxLength=SLUG_LENGTH)
NAME = shape(slug=text(), name=text())
NEXT = optional(text("The address of the next page; null on the last.", format="uri"))
PREVIOUS = optional(text("The address of the page before.", format="uri"))


def _with_snippet(item: Shape) -> Shape:
    """Let an item have what a search adds."""
    snippet = text("With `snippets=1`: HTML, what was looked for in mark.")
    return {**item, "properties": {**item["properties"], "snippet": snippet}}


def _block(kind: str, **properties: Shape) -> Shape:
    stable = text("Unique in the story; kept when it is edited.")
    return shape(id=stable, type={"const": kind}, **properties)


_BLOCKS = {
    "paragraph": {"html": HTML},
    "heading": {"level": {"type": "integer", "enum": [2, 3, 4]}, "text": text()},
    "quote": {"html": HTML, "attribution": text()},
    "list": {"style": one_of("bullet", "number"), "items": several(HTML)},
    "table": {"rows": several(several(HTML)), "header": YES, "caption": text()},
    "photo": {"photo": ref("PlacedPhoto")},
    "gallery": {"photos": several(ref("PlacedPhoto"))},
    "embed": {
        "provider": text(),
        "url": LINK,
        "title": text(),
        "state": one_of("ok", "missing"),
        "html": text("Our own facade: a link and its title."),
        "raw": text(),
    },
    "promo": {
        "title": text(),
        "title_original": text(),
        "url": LINK,
        "article": optional(ID),
    },
    "call_to_action": {"text": text(), "url": LINK},
    "rule": {},
    "html": {"html": text("Inline HTML and p, ul, ol, li, blockquote, h2 to h4.")},
}
BLOCK_SHAPES: dict[str, Shape] = {
    f"{''.join(word.title() for word in kind.split('_'))}Block": _block(kind, **fields)
    for kind, fields in _BLOCKS.items()
}

# What the desk takes: a place of a stored photo, and a block as the document has it.
PLACED: Shape = {
    "type": "object",
    "required": ["photo"],
    "properties": {
        "photo": text("The id of a stored photo.", format="uuid"),
        **{name: optional(text()) for name in ("caption", "credit", "alt")},
    },
}
BLOCK_TAKEN: Shape = {
    "type": "object",
    "description": "A block as documents have it, its photos by their ids.",
    "required": ["type"],
    "properties": {"type": one_of(*_BLOCKS)},
}

_IDENTITY: dict[str, Shape] = {
    "id": ID,
    "guid": text("The source's own id, or ours as urn:uuid."),
    "version": {**NUMBER, "description": "Counts what readers saw of this story."},
    "status": {"const": "usable"},
    "type": text("news, opinion, analysis, …"),
    "language": text("A language tag, such as en or pt-BR."),
    "slug": SLUG,
    "url": URL,
}
_ITEM: dict[str, Shape] = {
    **_IDENTITY,
    "canonical_url": URL,
    "headline": text(),
    "headlines": shape(**{kind: text() for kind in HEADLINE_KINDS}),
    "kicker": text(),
    "dek": text("The sentence below the headline."),
    "byline": text("As it is to be printed."),
    "contributors": several(ref("Contributor")),
    "dateline": text(),
    "section": NAME,
    "topics": several(ref("Topic")),
    "keywords": several(text()),
    "first_published_at": TIME,
    "published_at": TIME,
    "updated_at": TIME,
    "word_count": NUMBER,
    "source": shape(slug=text(), name=text(), url=LINK),
    "lead_photo": optional(ref("PlacedPhoto")),
    "related": several(ref("Related")),
    "copyright": ref("Copyright"),
    "corrections": several(ref("Correction")),
    "disclosure": optional(
        shape(
            digital_source_type=text(),
            note=text(),
            reviewed_by_role=text(),
        )
    ),
}
_USE = one_of("allowed", "denied", "unset")

DELIVERY: dict[str, Shape] = {
    "Article": shape("A story as readers see it.", **_ITEM, body=several(ref("Block"))),
    "ArticleItem": _with_snippet(
        shape("A story in a list: all but its body.", **_ITEM)
    ),
    "SparseArticle": {
        "type": "object",
        "description": "With `fields`: of a story what was asked for, as deep.",
        "properties": {name: {} for name in (*_ITEM, "body", "snippet")},
    },
    "SparseArticlePage": page_of("SparseArticle", next=NEXT, previous=PREVIOUS),
    "SomeArticle": {"anyOf": [ref("Article"), ref("SparseArticle")]},
    "SomeArticlePage": {"anyOf": [ref("ArticlePage"), ref("SparseArticlePage")]},
    "PreviewArticle": shape(
        "A revision as readers would see it; drafts lack a section or a date.",
        **{
            **_ITEM,
            "url": LINK,
            "canonical_url": LINK,
            "section": optional(NAME),
            **{
                name: optional(TIME)
                for name in ("first_published_at", "published_at", "updated_at")
            },
        },
        body=several(ref("Block")),
    ),
    "ArticlePage": page_of("ArticleItem", next=NEXT, previous=PREVIOUS),
    "Tombstone": shape(
        "What is left of a killed story: remove it everywhere.",
        **{**_IDENTITY, "status": {"const": "canceled"}, "updated_at": TIME},
    ),
    "Block": {
        "oneOf": [ref(name) for name in BLOCK_SHAPES],
        "discriminator": {
            "propertyName": "type",
            "mapping": {
                block["properties"]["type"]["const"]: ref(name)["$ref"]
                for name, block in BLOCK_SHAPES.items()
            },
        },
    },
    **BLOCK_SHAPES,
    "PlacedPhoto": shape(
        "A photo where it stands. Print the credit; the caption never repeats it.",
        id=ID,
        title=text(),
        caption=text(),
        credit=text(),
        alt=text(),
        creator=several(text()),
        source=text(),
        copyright=shape(holder=text(), notice=text(), license_url=LINK),
        focal_point={
            "type": "array",
            "items": {"type": "number", "minimum": 0, "maximum": 1},
            "minItems": 2,
            "maxItems": 2,
        },
        width=optional(NUMBER),
        height=optional(NUMBER),
        file_state=one_of("ok", "missing"),
        placeholder=text("A tiny picture as a data: address, until the real one came."),
        renditions=several(ref("Rendition")),
        overridden=several(one_of("caption", "credit", "alt")),
    ),
    "Rendition": shape(url=URL, type=text(), width=NUMBER, height=NUMBER, spec=text()),
    "Contributor": shape(
        name=text(),
        role=one_of("author", "photographer", "editor", "translator", "contributing"),
        slug=text(),
    ),
    "Topic": shape(
        slug=text(),
        name=text(),
        qcode=text("IPTC Media Topic, such as medtop:20000337."),
    ),
    "Related": shape(title=text(), url=LINK, article=optional(ID), relation=text()),
    "Copyright": shape(
        holder=text(),
        year=optional(NUMBER),
        notice=text("To be printed."),
        usage_terms=text(),
        license_url=LINK,
        machine_use=shape(train=_USE, input=_USE, index=_USE, search=_USE),
    ),
    "Correction": shape(kind=one_of(*CORRECTION_KINDS), text=text(), at=TIME),
    "Change": shape(
        "One change of what readers see.",
        cursor=text("Its place in the feed."),
        kind=one_of(*ChangeKind.values),
        id=ID,
        guid=text(),
        version=NUMBER,
        cause=text(),
        at=TIME,
    ),
    "ChangePage": page_of(
        "Change", next=NEXT, cursor=text("Where to go on, also where nothing is new.")
    ),
    "Section": shape(slug=SLUG, name=text(), url=URL),
    "SectionPage": page_of("Section", next=NEXT),
    "TopicPage": page_of("Topic", next=NEXT),
    "ContributorName": shape(slug=SLUG, name=text()),
    "ContributorPage": page_of("ContributorName", next=NEXT),
}

_SUMMARY: dict[str, Shape] = {
    "id": ID,
    "guid": text(),
    "status": one_of(*Status.values),
    "edit_version": {**NUMBER, "description": "Grows with every change; the ETag."},
    "version": {**NUMBER, "description": "Of the document readers see; 0: none yet."},
    "has_unpublished_changes": YES,
    **{name: text() for name in
       ("type", "language", "slug", "headline", "byline", "slugline")},
    "section": optional(NAME),
    "source": optional(NAME),
    "url": LINK,
    "created_by": optional(text()),
    "created_at": TIME,
    "updated_at": TIME,
    "publish_at": optional(TIME),
    "published_at": optional(TIME),
    "steps": several(one_of(*STEPS), "The steps open to you."),
}  # fmt: skip

DESK: dict[str, Shape] = {
    "DeskArticle": shape("A story at the desk.", **_SUMMARY),
    "DeskArticlePage": page_of("DeskArticle", next=NEXT, previous=PREVIOUS),
    "DeskArticleDetail": shape(
        "A story at the desk, with its draft whole.",
        **_SUMMARY,
        story={"type": "object", "description": "Every field of the draft."},
    ),
}

DESK |= {
    "Preflight": shape(
        is_ready=YES, refusals=several(shape(code=text(), detail=text()))
    ),
    "DeskCorrection": shape(
        "What readers were told; not any more, where it was taken back.",
        id={"type": "integer"},
        kind=one_of(*CORRECTION_KINDS),
        text=text(),
        at=TIME,
        by=text(),
        revision_before=NUMBER,
        revision_after=NUMBER,
        retracted_at=optional(TIME),
    ),
    "DeskCorrections": shape(results=several(ref("DeskCorrection"))),
    "PreviewMade": shape(
        url=URL, page_url=URL, revision={"type": "integer"}, expires_at=TIME
    ),
    "DeskPhoto": {
        **shape(
            "A photo at the desk, with all that may be said of it.",
            id=ID,
            version={**NUMBER, "description": "Grows with every change; the ETag."},
            merged_into=optional(ID),
            file_state=one_of("ok", "missing"),
            file_name=text(),
            mime_type=text(),
            byte_size=optional(NUMBER),
            width=optional(NUMBER),
            height=optional(NUMBER),
            picture=optional(text("Where people of the desk, logged in, see it.")),
            created_at=TIME,
            updated_at=TIME,
        ),
        "additionalProperties": True,
    },
}

_FIX = shape(field=text(), code=text(), detail=text())
_FIX["properties"]["pointer"] = text("Where in the body, as a JSON Pointer.")
PROBLEM: Shape = shape(
    "What went wrong (RFC 9457), with what to put right where.",
    type=text(),
    title=text(),
    status={"type": "integer", "minimum": 400, "maximum": 599},
    detail=text(),
    code=text("Stable: for programs."),
    request_id=text("By which operators find the request in their logs."),
    errors=several(_FIX, "What to put right, each with its place."),
)

SHAPES: dict[str, Shape] = {**DELIVERY, **DESK, "Problem": PROBLEM}
