from __future__ import annotations

import pytest

from articles.parsers.html_content import measure_prose
from articles.parsers.html_photos import (
    is_gallery,
    is_photo_box,
    make_photo,
    photo_key,
    read_gallery,
    read_photo,
)
from articles.parsers.html_pictures import is_decoration, source_of
from articles.parsers.html_tree import read_page

BASE = "https://a.example/story/x"


def box_of(markup: str):
    page = read_page(f"<body>{markup}</body>".encode())
    return page, page.root.find("body")[0]


@pytest.mark.parametrize(
    ("attributes", "source"),
    [
        ('src="x_files/1.jpg"', "x_files/1.jpg"),
        ('src="/img/1.jpg"', "https://a.example/img/1.jpg"),
        ('src="//cdn.example/1.jpg"', "https://cdn.example/1.jpg"),
        ('src="data:image/gif;base64,AA" data-src="https://a.example/2.jpg"', "https://a.example/2.jpg"),
        ('src="/placeholder.gif" data-srcset="a.jpg 320w, b.jpg 1280w"', "b.jpg"),
        ('srcset="a.jpg 1x, b.jpg 2x"', "b.jpg"),
        ('src="data:image/gif;base64,AA"', ""),
        ('src="javascript:x"', ""),
        ("", ""),
    ],
)  # fmt: skip
def test_source_of__cases(attributes, source):
    assert source_of(box_of(f"<img {attributes}>")[1], BASE) == source


def test_source_of__sources_beside_the_picture():
    _, picture = box_of(
        '<picture><source srcset="w.webp 900w"><img src="data:x"></picture>'
    )
    assert source_of(next(picture.iter("img")), "") == "w.webp"


@pytest.mark.parametrize(
    ("markup", "title", "caption", "credit"),
    [
        ("<figure><img src='1.jpg'><figcaption>A bridge. <span class='credit'>Foto: Jan Maas/ANP"
         "</span></figcaption></figure>", "", "A bridge.", "Jan Maas/ANP"),
        ("<figure><img src='1.jpg'><figcaption>A bridge. (AP Photo/Evan Vucci)</figcaption></figure>",
         "", "A bridge.", "AP Photo/Evan Vucci"),
        ("<figure data-credit='Ann Author/Reuters'><img src='1.jpg'><figcaption>A bridge."
         "</figcaption></figure>", "", "A bridge.", "Ann Author/Reuters"),
        ("<figure><img src='1.jpg'><h4>Title</h4><figcaption>A bridge.</figcaption></figure>",
         "Title", "A bridge.", None),
        ("<figure><span class='visually-hidden'>Image source, </span><span class='Copyright'>"
         "<span class='sr-only'>Image source, </span>Getty Images</span><img src='1.jpg'>"
         "<figcaption><span class='sr-only'>Image caption, </span>A bridge</figcaption></figure>",
         "", "A bridge", "Getty Images"),
        ("<div class='wp-caption'><img src='1.jpg'><p class='wp-caption-text'>A bridge.</p></div>",
         "", "A bridge.", None),
        ("<figure><img src='1.jpg'><figcaption>A bridge<a class='enlarge'>Enlarge</a></figcaption></figure>",
         "", "A bridge", None),
        ("<figure><img src='1.jpg'></figure>", "", None, None),
    ],
)  # fmt: skip
def test_read_photo__cases(markup, title, caption, credit):
    page, box = box_of(markup)
    photo = read_photo(page, box, BASE)
    assert (photo.title, photo.caption, photo.credit) == (title, caption, credit)
    assert photo.source_url == "1.jpg"


def test_make_photo__caption_never_repeats_the_credit():
    photo = make_photo(caption="A bridge (Express photo by Ann Author)", credit="")
    assert photo.caption == "A bridge"
    assert photo.creator == ("Ann Author",)
    photo = make_photo(
        caption="A bridge Ann Author", credit="Ann Author", alt="A bridge"
    )
    assert (photo.caption, photo.alt) == ("A bridge", None)
    assert photo.raw == "A bridge Ann Author Ann Author"


@pytest.mark.parametrize(
    ("markup", "is_box"),
    [
        ("<img src='1.jpg'>", True),
        ("<img src='1.jpg' width='40'>", False),
        ("<img src='/icons/x.png'>", False),
        ("<img class='avatar' src='1.jpg'>", False),
        ("<figure><img src='1.jpg'></figure>", True),
        ("<figure><figcaption>said</figcaption></figure>", True),
        ("<figure><iframe></iframe><figcaption>said</figcaption></figure>", False),
        ("<figure></figure>", False),
        ("<picture><img src='1.jpg'></picture>", True),
        ("<div class='image'><img src='1.jpg'></div>", True),
        ("<div class='image'><p class='caption'>said</p></div>", True),
        ("<div class='image'>text</div>", False),
        ("<div class='text'><img src='1.jpg'></div>", False),
        ("<div itemtype='http://schema.org/ImageObject'><img src='1.jpg'></div>", True),
        (
            "<table><tr><td><img src='1.jpg'></td></tr><tr><td>said</td></tr></table>",
            True,
        ),
    ],
)
def test_is_photo_box__cases(markup, is_box):
    page, box = box_of(markup)
    assert is_photo_box(page, box, measure_prose(page)) is is_box


def test_is_photo_box__a_box_of_paragraphs_is_none():
    long = "<p>" + "A paragraph that is long enough to be one of a story. " * 2 + "</p>"
    page, box = box_of(f"<div class='media'><img src='1.jpg'>{long * 4}</div>")
    assert not is_photo_box(page, box, measure_prose(page))


def test_gallery__each_photo_once_with_its_caption():
    slide = "<li><img src='{0}.jpg'><span class='caption'>{1}</span></li>"
    slides = slide.format(1, "") + slide.format(1, "One") + slide.format(2, "Two")
    page, box = box_of(f"<div class='slideshow'><ul>{slides}</ul></div>")
    assert is_gallery(page, box)
    assert [p.caption for p in read_gallery(page, box, BASE)] == ["One", "Two"]
    assert not is_gallery(*box_of("<div class='slideshow'><img src='1.jpg'></div>"))
    assert not is_gallery(*box_of("<div class='text'></div>"))


def test_photo_key__sizes_of_one_file_are_one():
    one = make_photo(
        caption="a", credit="", source_url="https://a.example/p-1024x683.jpg"
    )
    two = make_photo(caption="b", credit="", source_url="p.jpg")
    assert photo_key(one) == photo_key(two)
    assert photo_key(make_photo(caption="A b", credit="")) == "a b none"


def test_is_decoration__a_picture_without_a_file():
    page, picture = box_of("<img alt='x'>")
    assert is_decoration(page, picture)
