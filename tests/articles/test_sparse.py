"""Sparse answers: the fields asked for, from the stored bytes."""

from __future__ import annotations

import dataclasses

import orjson
import pytest

from articles.api.sparse import DOCUMENT_FIELDS, ITEM_FIELDS, fields_of, pick
from articles.blocks import Gallery, Paragraph, PhotoBlock, Quote
from articles.errors import BadParameter
from articles.exporting import etag_of
from articles.story import Credit, TopicRef
from articles.workflow import Status
from tests.factories import make_article, make_photo_with_file, placed, take_step

LIST = "/api/v1/articles/"


@pytest.mark.parametrize(
    ("fields", "picked"),
    [
        ("id", {"id": 1}),
        ("b,id", {"id": 1, "b": {"x": 2, "y": [{"z": 3, "w": 4}, {"z": 5}]}}),
        ("b.x", {"b": {"x": 2}}),
        ("b.y.z", {"b": {"y": [{"z": 3}, {"z": 5}]}}),
        ("b.y.z,b", {"b": {"x": 2, "y": [{"z": 3, "w": 4}, {"z": 5}]}}),
        ("b,b.y.z", {"b": {"x": 2, "y": [{"z": 3, "w": 4}, {"z": 5}]}}),
        ("b.y.z,b.x", {"b": {"x": 2, "y": [{"z": 3}, {"z": 5}]}}),
        ("n.m", {"n": None}),
    ],
)
def test_pick__gives_the_named_fields_alone(fields, picked):
    known = {"id": {}, "b": {"x": {}, "y": {"z": {}, "w": {}}}, "n": {"m": {}}}
    stored = {"id": 1, "n": None, "b": {"x": 2, "y": [{"z": 3, "w": 4}, {"z": 5}]}}
    found = pick(orjson.dumps(stored), fields_of(known)(fields))
    assert found == orjson.dumps(orjson.loads(found))
    assert orjson.loads(found) == picked


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ("", "Unknown: ''. There are: b, id."),
        ("id,", "Unknown: ''."),
        ("x", "Unknown: 'x'."),
        ("b.q", "b has: x, y."),
        ("id.deeper", "id has: no fields."),
        ("id,b.y.z.", "b.y.z has: no fields."),
        (",".join(["id"] * 201), "at most 200"),
        ("id" * 3000, "at most 200"),
    ],
)
def test_fields_of__names_what_there_is(fields, said):
    known = {"id": {}, "b": {"x": {}, "y": {"z": {}}}}
    with pytest.raises(BadParameter) as refused:
        fields_of(known)(fields)
    (error,) = refused.value.details["errors"]
    assert error["field"] == "fields"
    assert said in error["detail"]


@pytest.mark.django_db
def test_fields__every_field_of_a_document_may_be_asked_for(client):
    photo = make_photo_with_file()
    article = make_article(
        Status.PUBLISHED,
        lead_photo=placed(photo),
        contributors=(Credit("Mia Kern"),),
        topics=(TopicRef("Ferries", "ferries"),),
        body=(
            Paragraph("The ferry sails."),
            Quote("Yes.", "The captain"),
            PhotoBlock(placed(photo)),
            Gallery((placed(photo),)),
        ),
    )
    url = f"{LIST}{article.slug}/"
    whole, item = client.get(url).json(), client.get(LIST).json()["results"][0]
    assert set(whole) == set(DOCUMENT_FIELDS)
    assert set(item) == set(ITEM_FIELDS)
    paths = ",".join(paths_of(DOCUMENT_FIELDS))
    assert client.get(url, {"fields": paths}).json() == whole
    listed = client.get(LIST, {"fields": ",".join(paths_of(ITEM_FIELDS))}).json()
    assert listed["results"] == [item]


def paths_of(fields, start=""):
    for name, deeper in fields.items():
        if deeper:
            yield from paths_of(deeper, f"{start}{name}.")
        else:
            yield f"{start}{name}"


def test_fields__name_every_key_of_a_block():
    from articles import blocks

    kinds = [*blocks.TEXT_BLOCKS, blocks.Embed, blocks.Promo, blocks.CallToAction]
    keys = {one.name for kind in kinds for one in dataclasses.fields(kind)}
    assert keys - {"type"} <= set(DOCUMENT_FIELDS["body"])


@pytest.mark.django_db
def test_fields__a_sparse_answer_has_its_own_strong_etag(client):
    article = make_article(Status.PUBLISHED)
    url = f"{LIST}{article.slug}/?fields=id,section.name"
    sparse, whole = client.get(url), client.get(f"{LIST}{article.slug}/")
    assert sparse.json() == {"id": str(article.pk), "section": {"name": "News"}}
    assert sparse["ETag"] == etag_of(sparse.content) != whole["ETag"]
    zipped = client.get(url, headers={"accept-encoding": "gzip"})
    assert zipped.content == sparse.content
    for etag, status in ((sparse["ETag"], 304), (whole["ETag"], 200)):
        held = {"if-none-match": etag}
        assert client.get(url, headers=held).status_code == status
    listed = client.get(LIST, {"fields": "headlines.web"})
    assert listed.json()["results"] == [{"headlines": {"web": ""}}]
    assert listed["ETag"] == etag_of(listed.content)


@pytest.mark.django_db
def test_fields__are_refused_where_they_say_nothing(client):
    article = make_article(Status.PUBLISHED)
    url = f"{LIST}{article.slug}/"
    assert client.get(LIST, {"fields": "body"}).status_code == 400
    refused = client.get(url, {"fields": "id", "format": "json-ld"})
    assert refused.json()["errors"][0]["field"] == "fields"
    take_step(article, "kill")
    gone = client.get(url, {"fields": "id"})
    assert gone.status_code == 410
    assert gone.json()["status"] == "canceled"


@pytest.mark.django_db
def test_fields__stand_in_the_links_between_pages(client):
    for _ in range(3):
        make_article(Status.PUBLISHED)
    first = client.get(LIST, {"fields": "id", "page_size": 2}).json()
    assert "fields=id" in first["next"]
    rest = client.get(first["next"].removeprefix("http://127.0.0.1:8000")).json()
    assert [list(row) for row in rest["results"]] == [["id"]]
