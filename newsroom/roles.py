"""What each role of the desk may do, as names of permissions."""

from __future__ import annotations

from articles import workflow

_VIEW = {
    f"{app}.view_{model}"
    for app, models in {
        "articles": (
            "article",
            "articleevent",
            "contributor",
            "relatedlink",
            "revision",
            "section",
            "topic",
        ),
        "media": (
            "copyrightnotice",
            "importitem",
            "importrun",
            "photo",
            "photoevent",
            "source",
        ),
    }.items()
    for model in models
}
_REPORTER = _VIEW | {
    workflow.CREATE,
    workflow.EDIT_OWN,
    workflow.SUBMIT_OWN,
    "media.add_photo",
}
_EDITOR = _REPORTER | {
    workflow.EDIT_ANY,
    workflow.PLACE_PHOTOS,
    workflow.REVIEW,
    "media.change_photo",
    *(
        f"articles.{verb}_{model}"
        for verb in ("add", "change")
        for model in ("contributor", "section", "topic")
    ),
}
_PHOTO = _VIEW | {
    workflow.PLACE_PHOTOS,
    "media.add_photo",
    "media.change_photo",
    "media.delete_photo",
}
_PUBLISHER = _EDITOR | {
    workflow.PUBLISH,
    "media.delete_photo",
    *(
        f"media.{verb}_{model}"
        for verb in ("add", "change")
        for model in ("copyrightnotice", "source")
    ),
}

ROLES: dict[str, frozenset[str]] = {
    "reporter": frozenset(_REPORTER),
    "editor": frozenset(_EDITOR),
    "photo": frozenset(_PHOTO),
    "publisher": frozenset(_PUBLISHER),
}
