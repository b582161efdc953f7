"""What the API's page shows: one story of a harbour town, in every answer it stands in."""

from __future__ import annotations

from typing import Any

Example = dict[str, Any]

_SITE = "https://www.example.org"
_ID = "01a20cad-58af-7e5a-a30c-881d7baa4d61"
_PHOTO_ID = "01a20cad-5acd-7c22-94a3-0a36f4d028d7"
_FIRST, _LAST = "2026-11-24T06:30:00Z", "2026-11-24T08:05:12Z"
_CURSOR = "AAAGOo2vI-CAAaIMrVivflqjDIgde6pNYQ"
_SECTION = {"slug": "news", "name": "News"}

_PHOTO: Example = {
    "id": _PHOTO_ID,
    "title": "The ferry at the quay",
    "caption": "The ferry at the quay on Monday.",
    "credit": "Mia Kern/Harbour Press",
    "alt": "A white ferry at a stone quay, seen from above",
    "creator": ["Mia Kern"],
    "source": "Harbour Press",
    "copyright": {
        "holder": "Harbour Press",
        "notice": "© 2026 Harbour Press",
        "license_url": f"{_SITE}/licence/",
    },
    "focal_point": [0.5, 0.4],
    "width": 1600,
    "height": 1000,
    "file_state": "ok",
    "placeholder": "",
    "renditions": [
        {
            "url": f"{_SITE}/photos/{_PHOTO_ID}/0f3c9a1be27d4c55/w640.jpg",
            "type": "image/jpeg",
            "width": 640,
            "height": 400,
            "spec": "w640",
        }
    ],
    "overridden": [],
}
_ITEM: Example = {
    "id": _ID,
    "guid": f"urn:uuid:{_ID}",
    "version": 2,
    "status": "usable",
    "type": "news",
    "language": "en",
    "slug": "ferry-sails-again",
    "headline": "Ferry to the islands sails again",
    "kicker": "Harbour",
    "dek": "The crossing was closed for a year.",
    "byline": "By Jon Aster",
    "dateline": "BRILL",
    "headlines": {"web": "", "social": "The ferry is back", "print": ""},
    "contributors": [{"name": "Jon Aster", "role": "author", "slug": "jon-aster"}],
    "section": _SECTION,
    "topics": [{"slug": "ferries", "name": "Ferries", "qcode": ""}],
    "keywords": ["harbour"],
    "url": f"{_SITE}/news/ferry-sails-again/",
    "canonical_url": f"{_SITE}/news/ferry-sails-again/",
    "first_published_at": _FIRST,
    "published_at": _FIRST,
    "updated_at": _LAST,
    "word_count": 14,
    "source": {"slug": "", "name": "The Example", "url": f"{_SITE}/"},
    "lead_photo": _PHOTO,
    "related": [
        {
            "title": "A year without a ferry",
            "url": f"{_SITE}/news/a-year-without-a-ferry/",
            "article": "01a20cad-594b-7a50-a83c-20550aa6a6db",
            "relation": "related",
        }
    ],
    "copyright": {
        "holder": "The Example",
        "year": 2026,
        "notice": "© 2026 The Example",
        "usage_terms": "",
        "license_url": "",
        "machine_use": {
            "train": "denied",
            "input": "unset",
            "index": "allowed",
            "search": "allowed",
        },
    },
    "corrections": [
        {
            "kind": "correction",
            "text": "An earlier version gave the wrong day.",
            "at": _LAST,
        }
    ],
    "disclosure": None,
}
_ARTICLE: Example = {
    **_ITEM,
    "body": [
        {
            "id": "k3v9x2aa",
            "type": "paragraph",
            "html": "The ferry to the islands sails again from <em>Monday</em>.",
        },
        {"id": "p7c1m0zt", "type": "quote", "html": "At last.", "attribution": "Ada"},
    ],
}
_DESK: Example = {
    "id": _ID,
    "guid": f"urn:uuid:{_ID}",
    "status": "published",
    "edit_version": 7,
    "version": 2,
    "has_unpublished_changes": False,
    "type": "news",
    "language": "en",
    "slug": "ferry-sails-again",
    "headline": "Ferry to the islands sails again",
    "byline": "By Jon Aster",
    "slugline": "",
    "section": _SECTION,
    "source": None,
    "url": f"{_SITE}/news/ferry-sails-again/",
    "created_by": "ana",
    "created_at": _FIRST,
    "updated_at": _LAST,
    "publish_at": None,
    "published_at": _FIRST,
    "steps": ["publish_update", "unpublish", "kill"],
}
_CHANGE: Example = {
    "cursor": "1042",
    "kind": "update",
    "id": _ID,
    "guid": f"urn:uuid:{_ID}",
    "version": 2,
    "cause": "",
    "at": _LAST,
}

# By the names of their shapes.
EXAMPLES: dict[str, Example] = {
    "SomeArticle": _ARTICLE,
    "SomeArticlePage": {
        "next": f"{_SITE}/api/v1/articles/?cursor={_CURSOR}",
        "previous": None,
        "results": [_ITEM],
    },
    "Tombstone": {
        "id": _ID,
        "guid": f"urn:uuid:{_ID}",
        "version": 3,
        "status": "canceled",
        "type": "news",
        "language": "en",
        "slug": "ferry-sails-again",
        "url": f"{_SITE}/news/ferry-sails-again/",
        "updated_at": _LAST,
    },
    "ChangePage": {"next": None, "cursor": "1042", "results": [_CHANGE]},
    "PlacedPhoto": _PHOTO,
    "SectionPage": {
        "next": None,
        "results": [{**_SECTION, "url": f"{_SITE}/news/"}],
    },
    "TopicPage": {"next": None, "results": _ITEM["topics"]},
    "ContributorPage": {
        "next": None,
        "results": [{"slug": "jon-aster", "name": "Jon Aster"}],
    },
    "PreviewArticle": _ARTICLE,
    "Preflight": {
        "is_ready": False,
        "refusals": [{"code": "section_missing", "detail": "Choose a section."}],
    },
    "DeskCorrections": {
        "results": [
            {
                "id": 12,
                "kind": "correction",
                "text": "An earlier version gave the wrong day.",
                "at": _LAST,
                "by": "ana",
                "revision_before": 6,
                "revision_after": 7,
                "retracted_at": None,
            }
        ]
    },
    "PreviewMade": {
        "url": f"{_SITE}/api/v1/preview/WzQyLDE3NjQwNjQ4MDBd:k3v9/",
        "page_url": f"{_SITE}/preview/WzQyLDE3NjQwNjQ4MDBd:k3v9/",
        "revision": 7,
        "expires_at": _LAST,
    },
    "DeskPhoto": {
        "id": _PHOTO_ID,
        "version": 2,
        "merged_into": None,
        "file_state": "ok",
        "file_name": "ferry.jpg",
        "mime_type": "image/jpeg",
        "byte_size": 284117,
        "width": 1600,
        "height": 1000,
        "picture": f"/admin/media/photo/{_PHOTO_ID}/picture/w640",
        "created_at": _FIRST,
        "updated_at": _LAST,
        "credit": "Mia Kern/Harbour Press",
    },
    "DeskArticlePage": {"next": None, "previous": None, "results": [_DESK]},
    "DeskArticleDetail": {
        **_DESK,
        "story": {"headline": "Ferry to the islands sails again", "slug": "…"},
    },
}
PROBLEM_EXAMPLE: Example = {
    "type": "about:blank",
    "title": "Bad Request",
    "status": 400,
    "detail": "The address holds a parameter we do not understand.",
    "code": "bad_parameter",
    "request_id": "8d4b6a52c7c64b0c9a6c0b5d0e7b6f11",
    "errors": [
        {
            "field": "page_size",
            "code": "bad_parameter",
            "detail": "Give a number from 1 to 100.",
        }
    ],
}
