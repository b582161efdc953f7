from __future__ import annotations

import zlib

import pytest

from media.models import ImportItem, ImportRun
from media.models.imports import Outcome
from tests.factories import make_source, make_user

pytestmark = pytest.mark.django_db
RAW = b"<script>alert('raw')</script>"


@pytest.fixture
def item() -> ImportItem:
    run = ImportRun.objects.create(command="import_articles", source=make_source())
    return ImportItem.objects.create(
        run=run, source=run.source, path="pages/<b>a</b>.txt", outcome="created",
        report={"warnings": [{"text": "<script>alert('report')</script>"}]},
        content_hash="ab", raw=zlib.compress(RAW),
    )  # fmt: skip


@pytest.fixture
def desk(client):
    client.force_login(make_user("editor", is_staff=True))
    return client


def test_items__report_is_text_and_raw_is_never_shown(desk, item):
    page = desk.get(f"/admin/media/importitem/{item.pk}/change/").content.decode()
    assert "alert(&#x27;report&#x27;)" in page
    assert "<script>alert" not in page
    assert "alert('raw')" not in page
    assert f"/admin/media/importitem/{item.pk}/raw" in page


def test_items__list_of_a_run_in_few_queries(desk, item, django_assert_max_num_queries):
    other = ImportRun.objects.create(command="import_articles", source=item.source)
    for number in range(60):
        ImportItem.objects.create(run=other, source=item.source, path=f"{number}",
                                  outcome="rejected")  # fmt: skip
    with django_assert_max_num_queries(15):
        page = desk.get(f"/admin/media/importitem/?run__id__exact={item.run_id}")
    assert [one.pk for one in page.context["cl"].result_list] == [item.pk]
    assert desk.get("/admin/media/importitem/?run__command=x").status_code != 200


def test_raw__is_a_download_of_no_type(desk, item):
    response = desk.get(f"/admin/media/importitem/{item.pk}/raw")
    assert response.content == RAW
    assert response["Content-Type"] == "application/octet-stream"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Cache-Control"].count("no-store") == 1
    assert (
        response["Content-Disposition"] == 'attachment; filename="pages__b_a__b_.txt"'
    )


def test_raw__of_the_earlier_item_with_the_same_content(desk, item):
    again = ImportItem.objects.create(
        run=ImportRun.objects.create(command="x", source=item.source),
        source=item.source, path="a", outcome="unchanged", content_hash="ab",
    )  # fmt: skip
    assert desk.get(f"/admin/media/importitem/{again.pk}/raw").content == RAW
    ImportItem.objects.filter(pk=item.pk).update(raw=None)
    assert desk.get(f"/admin/media/importitem/{again.pk}/raw").status_code == 404
    ImportItem.objects.filter(pk=again.pk).update(content_hash="")
    assert desk.get(f"/admin/media/importitem/{again.pk}/raw").status_code == 404
    assert desk.get("/admin/media/importitem/0/raw").status_code == 404


def test_raw__only_for_those_who_may_see(client, item):
    address = f"/admin/media/importitem/{item.pk}/raw"
    assert client.get(address).status_code == 302
    client.force_login(make_user(is_staff=True))
    assert client.get(address).status_code == 403


def test_runs__what_came_of_them(desk, item, django_assert_max_num_queries):
    for number, outcome in enumerate(Outcome.values):
        ImportItem.objects.create(run=item.run, source=item.source, path=str(number),
                                  outcome=outcome)  # fmt: skip
    with django_assert_max_num_queries(15):
        page = desk.get("/admin/media/importrun/").content.decode()
    assert "2 created, 1 updated, 1 unchanged, 1 rejected" in page
    assert f"?run__id__exact={item.run_id}" in page
    one = desk.get(f"/admin/media/importrun/{item.run_id}/change/").content.decode()
    assert "2 created" in one


@pytest.mark.parametrize("name", ["importrun", "importitem"])
def test_imports__nobody_writes(client, item, name):
    client.force_login(make_user(is_staff=True, is_superuser=True))
    pk = item.pk if name == "importitem" else item.run_id
    assert client.get(f"/admin/media/{name}/add/").status_code == 403
    assert client.post(f"/admin/media/{name}/{pk}/change/", {}).status_code == 403
    assert client.post(f"/admin/media/{name}/{pk}/delete/").status_code == 403
