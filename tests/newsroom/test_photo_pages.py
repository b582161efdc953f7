from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from django.urls import reverse

from articles.workflow import Status
from media.actions import change_photo, delete_photo, take_photo
from media.models import ImportItem, ImportRun
from tests.factories import (
    SYSTEM,
    make_article,
    make_photo,
    make_photo_with_file,
    make_source,
    make_user,
    placed,
)
from tests.media.pictures import agency_jpeg
from tests.media.test_originals import signed
from tests.newsroom.conftest import Desk
from tests.newsroom.test_desk_pages import violations_of

LOOKS = [("light", 1360), ("dark", 400)]
pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def paths() -> dict[str, str]:
    photo = take_photo(agency_jpeg((900, 600)), file_name="ferry.jpg", by=SYSTEM)
    change_photo(photo, {"credit": "Edited/Harbour Press"}, by=SYSTEM)
    missing = make_photo(restrictions="Not in Austria.")
    shown = make_photo_with_file()
    make_article(Status.PUBLISHED, lead_photo=placed(shown))
    signed_one = take_photo(signed("JPEG"), file_name="signed.jpg", by=SYSTEM)
    deleted = delete_photo(make_photo_with_file(), by=SYSTEM, shown_in=lambda _: [])
    source = make_source()
    run = ImportRun.objects.create(command="import_articles", source=source)
    item = ImportItem.objects.create(
        run=run, source=source, path="a.txt", outcome="created", report={"path": "a"}
    )
    return {
        "photos": reverse("admin:media_photo_changelist"),
        "photo": reverse("admin:media_photo_change", args=[photo.pk]),
        "missing": reverse("admin:media_photo_change", args=[missing.pk]),
        "deleted": reverse("admin:media_photo_change", args=[deleted.pk]),
        "remove": reverse("admin:media_photo_remove", args=[photo.pk]),
        "remove refused": reverse("admin:media_photo_remove", args=[shown.pk]),
        "original": reverse("admin:media_photo_original", args=[signed_one.pk]),
        "table": reverse("admin:media_photo_changelist") + "?layout=table",
        "history": reverse("admin:media_photo_history", args=[photo.pk]),
        "uses": reverse("admin:media_photo_uses", args=[shown.pk]),
        "upload": reverse("admin:media_photo_add"),
        "attach": reverse("admin:media_photo_attach", args=[missing.pk]),
        "sources": reverse("admin:media_source_changelist"),
        "source": reverse("admin:media_source_change", args=[source.pk]),
        "notice": reverse("admin:media_copyrightnotice_add"),
        "runs": reverse("admin:media_importrun_changelist"),
        "items": reverse("admin:media_importitem_changelist"),
        "item": reverse("admin:media_importitem_change", args=[item.pk]),
    }


@pytest.mark.parametrize(("scheme", "width"), LOOKS)
def test_photo_pages__are_accessible_and_keep_the_policy(
    open_desk: Callable[..., Desk], scheme: str, width: int, tmp_path: Path
) -> None:
    user = make_user("publisher", is_staff=True)
    desk = open_desk(user, width=width, color_scheme=scheme)
    found: dict[str, list[str]] = {}
    for name, path in paths().items():
        page = desk.open(path)
        found[name] = desk.problems()  # of the page, before tools put styles into it
        found[name] += violations_of(desk)
        page.screenshot(path=tmp_path / f"{name}.png", full_page=True)
        wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
        if wide > 0:
            found[name].append(f"{wide} pixels too wide")
        desk.complaints.clear()
    assert {name: bad for name, bad in found.items() if bad} == {}
