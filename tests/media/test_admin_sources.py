from __future__ import annotations

import pytest

from media.models import CopyrightNotice, Source
from tests.factories import make_notice, make_source, make_user

pytestmark = pytest.mark.django_db
NOTICE = {
    "name": "N",
    "holder": "H",
    "year_rule": "published",
    "template": "© {holder}",
}
SOURCE = {"name": "NTB", "slug": "ntb", "url": "ntb.no", "date_order": "DMY"}


@pytest.fixture
def desk(client):
    client.force_login(make_user("publisher", is_staff=True))
    return client


def test_source__is_added_and_found(desk):
    notice = make_notice()
    desk.post("/admin/media/source/add/", {**SOURCE, "copyright": notice.pk})
    source = Source.objects.get()
    assert (source.slug, source.url, source.copyright) == (
        "ntb",
        "https://ntb.no",
        notice,
    )
    page = desk.get("/admin/media/source/?q=ntb").content.decode()
    assert f"/admin/media/source/{source.pk}/change/" in page


@pytest.mark.parametrize("changes", [{"slug": "a b"}, {"time_zone": "Mars/Base"}])
def test_source__what_does_not_fit_is_an_error(desk, changes):
    page = desk.post("/admin/media/source/add/", {**SOURCE, **changes})
    assert page.context["adminform"].form.errors.keys() == changes.keys()
    assert not Source.objects.exists()


def test_notice__one_default_only(desk):
    make_notice(is_site_default=True)
    page = desk.post(
        "/admin/media/copyrightnotice/add/", {**NOTICE, "is_site_default": "on"}
    )
    assert "Another notice is the site&#x27;s default." in page.content.decode()
    assert CopyrightNotice.objects.count() == 1
    desk.post(
        "/admin/media/copyrightnotice/add/", {**NOTICE, "license_url": "a.example"}
    )
    assert CopyrightNotice.objects.get(name="N").license_url == "https://a.example"


@pytest.mark.parametrize("role", ["reporter", "editor", "photo"])
def test_sources__are_the_publishers(client, role):
    source = make_source()
    client.force_login(make_user(role, is_staff=True))
    assert client.get("/admin/media/source/").status_code == 200
    assert client.get("/admin/media/source/add/").status_code == 403
    address = f"/admin/media/source/{source.pk}/change/"
    assert client.post(address, SOURCE).status_code == 403
