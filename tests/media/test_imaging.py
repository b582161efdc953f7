from __future__ import annotations

import io
import threading
import time
import tracemalloc
from typing import Any

import pytest
from PIL import Image, ImageCms

from media import imaging
from media.errors import PhotoTooLarge, UnknownPhotoFormat, UnreadablePhoto
from media.geometry import Box
from media.imaging import inspect
from media.metadata import build_packet
from media.renditions import AVIF, JPEG, WEBP, Rendition, plan
from tests.media.pictures import (
    AGENCY,
    agency_jpeg,
    draw,
    encode,
    exiftool,
    opened,
    render,
)

PACKET = build_packet(AGENCY)
RED, BLUE, WHITE = (254, 0, 0), (0, 0, 254), (255, 255, 255)


def near(pixel, colour, by=12):
    return all(abs(a - b) <= by for a, b in zip(pixel, colour, strict=True))


def rendered(data: bytes, spec: str = "w640", **choices: Any) -> Image.Image:
    found = inspect(data)
    planned = plan(found.width, found.height, **choices)
    whole = [one for one in planned if one.spec.startswith("w")]
    wanted = next((one for one in planned if one.spec == spec), whole[-1])
    image = opened(render(data, wanted, PACKET))
    assert image.size == (wanted.width, wanted.height)
    return image


def assert_upright(image: Image.Image) -> None:
    """Red fills the left, blue the top right corner."""
    width, height = image.size
    assert near(image.getpixel((width // 8, height // 2)), RED)
    assert near(image.getpixel((width * 15 // 16, height // 16)), BLUE)
    assert near(image.getpixel((width * 15 // 16, height * 15 // 16)), WHITE)


@pytest.mark.parametrize("size", [(320, 180), (1600, 900)])
@pytest.mark.parametrize(
    ("file_format", "mime_type"),
    [
        ("JPEG", "image/jpeg"),
        ("PNG", "image/png"),
        ("WEBP", "image/webp"),
        ("TIFF", "image/tiff"),
        ("AVIF", "image/avif"),
    ],
)
def test_render__every_format_taken(file_format, mime_type, size):
    data = encode(draw(size), file_format)
    found = inspect(data)
    assert (found.mime_type, found.width, found.height) == (mime_type, *size)
    assert not found.warnings
    assert_upright(rendered(data))


def turned(orientation: int, size: tuple[int, int], file_format: str, **options):
    """Give a picture that stands upright by its orientation alone."""
    back = {1: None, 2: 0, 3: 3, 4: 1, 5: 5, 6: 2, 7: 6, 8: 4}[orientation]
    image = draw(size)
    if back is not None:
        image = image.transpose(Image.Transpose(back))
    exif = Image.Exif()
    exif[0x0112] = orientation
    return encode(image, file_format, exif=exif, **options)


@pytest.mark.parametrize("size", [(320, 180), (1600, 900), (900, 1600)])
@pytest.mark.parametrize("orientation", range(1, 9))
def test_render__turned_upright(orientation, size):
    data = turned(orientation, size, "JPEG")
    found = inspect(data)
    assert (found.width, found.height) == size
    assert_upright(rendered(data))


@pytest.mark.parametrize(
    ("file_format", "options"),
    [("PNG", {}), ("WEBP", {}), ("TIFF", {}), ("TIFF", {"compression": "tiff_lzw"}),
     ("AVIF", {})],
)  # fmt: skip
@pytest.mark.parametrize("orientation", [3, 6, 7])
def test_render__turned_upright_in_every_format(orientation, file_format, options):
    data = turned(orientation, (320, 180), file_format, **options)
    found = inspect(data)
    assert (found.width, found.height) == (320, 180)
    assert_upright(rendered(data))


@pytest.mark.parametrize("box", [b"pitm", b"av01", b"av1C"])
def test_inspect__avif_that_lacks_a_box_is_damaged(box):
    data = encode(draw(), "AVIF")
    with pytest.raises(UnreadablePhoto):
        inspect(data.replace(box, b"none"))


def test_render__orientation_it_cannot_read_counts_as_none():
    data = encode(draw(), exif=b"Exif\x00\x00II*\x00\x08\x00\x00\x00\x05\x00broken")
    found = inspect(data)
    assert (found.width, found.height) == (320, 180)
    assert any("Corrupt EXIF" in warning for warning in found.warnings)
    assert_upright(rendered(data))


@pytest.mark.parametrize("mode", ["1", "L", "P", "CMYK", "YCbCr"])
def test_render__modes(mode):
    data = encode(draw(mode=mode), "TIFF")
    image = rendered(data)
    assert image.mode == "RGB"
    assert near(image.getpixel((310, 170)), WHITE)


@pytest.mark.parametrize("mode", ["I;16", "I", "F"])
def test_render__deep_grey(mode):
    grey = Image.new("I", (64, 64), 0x8000)
    if mode == "I;16":
        data = encode(grey.convert("I;16"), "PNG")
    else:
        data = encode(grey.convert(mode), "TIFF")
    assert near(rendered(data).getpixel((32, 32)), (128, 128, 128))


@pytest.mark.parametrize("mode", ["RGBA", "LA", "PA"])
def test_render__transparency_lies_on_white(mode):
    clear = Image.new("RGBA", (64, 64), (0, 0, 0, 0))
    image = clear.convert("P") if mode == "PA" else clear.convert(mode)
    assert near(rendered(encode(image, "PNG")).getpixel((32, 32)), WHITE)


def test_render__colours_become_srgb():
    swapped = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB"))
    lab: Any = ImageCms.profileToProfile(
        draw(), ImageCms.createProfile("sRGB"), swapped, outputMode="LAB"
    )
    data = encode(lab, "TIFF", icc_profile=swapped.tobytes())
    image = rendered(data)
    assert "icc_profile" not in image.info
    assert near(image.getpixel((40, 90)), (255, 0, 0), by=20)
    assert near(image.getpixel((310, 170)), WHITE)


@pytest.mark.parametrize("profile", [b"no profile", b""])
def test_render__profile_that_does_not_fit_is_left_out(profile):
    assert_upright(rendered(encode(draw(), icc_profile=profile)))


def test_render__profile_of_other_colours_is_left_out():
    grey = encode(draw(mode="L"), icc_profile=_srgb())
    assert near(rendered(grey).getpixel((310, 170)), WHITE)


def _srgb() -> bytes:
    return ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()


def test_render__nothing_of_the_original_goes_along():
    exif = Image.Exif()
    exif[0x010F], exif[0x0132] = "Camera", "2026:02:02 08:00:00"
    exif[0x8825] = {1: "N", 2: (59.0, 54.0, 0.0), 3: "E", 4: (10.0, 44.0, 0.0)}
    exif.get_ifd(0x8769)[0xA431] = "SERIAL-1"
    data = encode(
        draw(), exif=exif, comment=b"a comment", icc_profile=_srgb(), dpi=(300, 300)
    )
    result = render(data, Rendition("w640", 320, 180), PACKET)
    for secret in (b"Exif", b"SERIAL-1", b"Camera", b"a comment", b"ICC_PROFILE"):
        assert secret in data
        assert secret not in result
    said = exiftool(result)
    groups = {key.split(":")[0] for key in said if ":" in key}
    allowed = {"XMP-dc", "XMP-photoshop", "XMP-plus", "XMP-xmpRights", "XMP-iptcCore",
               "XMP-iptcExt", "File", "System", "JFIF", "ExifTool", "Composite"}  # fmt: skip
    assert groups <= allowed
    assert not [key for key in said if "GPS" in key]


@pytest.mark.parametrize("kind", [JPEG, WEBP, AVIF])
@pytest.mark.parametrize("file_format", ["JPEG", "PNG", "WEBP", "TIFF", "AVIF"])
def test_render__exiftool_finds_credit_and_copyright(kind, file_format):
    data = encode(draw((700, 350)), file_format)
    said = exiftool(render(data, plan(700, 350)[1].of_type(kind), PACKET))
    assert said["File:MIMEType"] == kind
    assert said["XMP-dc:Creator"] == list(AGENCY.creators)
    assert said["XMP-photoshop:Credit"] == AGENCY.credit
    assert said["XMP-dc:Rights"] == AGENCY.copyright_notice
    assert "XMP-photoshop:Instructions" not in said
    assert "ExifTool:Warning" not in said


@pytest.mark.parametrize("orientation", range(1, 9))
def test_render__cut_after_turning(orientation):
    """The top right sixth, where the blue begins, whichever way the file lies."""
    exif = Image.Exif()
    exif[0x0112] = orientation
    turned = opened(encode(draw((900, 600)), "PNG"))
    undo = {2: 0, 3: 3, 4: 1, 5: 5, 6: 2, 7: 6, 8: 4}
    if orientation in undo:
        turned = turned.transpose(Image.Transpose(undo[orientation]))
    data = encode(turned, exif=exif)
    box = Box(0.75, 0, 0.25, 0.375)
    image = rendered(data, "1x1-640", focal_point=(0.8, 0.1), crops={"1x1": box})
    assert image.size == (225, 225)
    assert near(image.getpixel((110, 60)), BLUE)
    assert near(image.getpixel((110, 200)), WHITE)


@pytest.mark.parametrize(("focal_x", "colour"), [(0.0, RED), (1.0, WHITE)])
def test_render__cut_around_the_focal_point(focal_x, colour):
    image = rendered(encode(draw((2000, 1000))), "1x1-640", focal_point=(focal_x, 0.5))
    assert image.size == (640, 640)
    assert near(image.getpixel((320, 600)), colour)


def test_inspect__gives_what_the_file_says():
    assert inspect(agency_jpeg()).embedded.metadata == AGENCY


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "empty"),
        (b"GIF89a\x01\x00\x01\x00\x80\x00\x00", "GIF"),
        (b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>', "SVG"),
        (b"  <SVG onload=alert(1)>", "SVG"),
        (b"<html><script>alert(1)</script></html>", "not a picture"),
        (b"BM" + b"\x00" * 60, "not a picture"),
        (b"%PDF-1.7", "not a picture"),
        (b"%!PS-Adobe-3.0 EPSF-3.0\n", "not a picture"),
    ],
)
def test_inspect__other_formats_are_refused_with_a_reason(data, words):
    with pytest.raises(UnknownPhotoFormat, match=words):
        inspect(data)


@pytest.mark.parametrize("file_format", ["BMP", "GIF", "ICO", "PPM", "JPEG2000", "TGA"])
def test_inspect__sound_pictures_of_other_formats_are_refused(file_format):
    data = encode(draw((64, 64)), file_format)
    with pytest.raises(UnknownPhotoFormat):
        inspect(data)


@pytest.mark.parametrize("file_format", ["JPEG", "PNG", "WEBP", "TIFF", "AVIF"])
@pytest.mark.parametrize("share", [0.02, 0.3, 0.9])
def test_inspect__truncated_is_refused(file_format, share):
    noisy = Image.effect_noise((200, 200), 80).convert("RGB")
    data = encode(noisy, file_format)
    with pytest.raises(UnreadablePhoto):
        inspect(data[: max(30, int(len(data) * share))])


def test_inspect__too_many_bytes(monkeypatch):
    monkeypatch.setattr(imaging, "MOST_BYTES", 100)
    with pytest.raises(PhotoTooLarge, match="MB"):
        inspect(encode(draw()))


def test_inspect__only_plain_jpeg_may_have_many_pixels(monkeypatch):
    monkeypatch.setattr(imaging, "MOST_PIXELS_AT_ONCE", 50_000)
    assert inspect(encode(draw())).width == 320
    for data in (encode(draw(), "PNG"), encode(draw(), progressive=True)):
        with pytest.raises(PhotoTooLarge, match="megapixels"):
            inspect(data)


def test_inspect__pixel_bomb_is_refused_before_it_is_decoded():
    bomb = encode(Image.new("1", (20_000, 20_000)), "PNG")
    tracemalloc.start()
    before = time.monotonic()
    with pytest.raises(PhotoTooLarge, match="megapixels"):
        inspect(bomb)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert time.monotonic() - before < 2
    assert peak < 20_000_000


def test_inspect__pixels_far_beyond_are_refused_too():
    header = io.BytesIO()
    Image.new("1", (1, 1)).save(header, "PNG")
    data = bytearray(header.getvalue())
    data[16:24] = (60_000).to_bytes(4, "big") * 2
    crc = __import__("zlib").crc32(bytes(data[12:29])).to_bytes(4, "big")
    data[29:33] = crc
    with pytest.raises(PhotoTooLarge):
        inspect(bytes(data))


def test_inspect__first_frame_of_many():
    frames = [draw((64, 64)), Image.new("RGB", (64, 64), "green")]
    data = encode(frames[0], "TIFF", save_all=True, append_images=frames[1:])
    assert_upright(rendered(data))


def test_inspect__one_picture_at_a_time_in_a_process(monkeypatch):
    inside, most, lock = 0, 0, threading.Lock()
    check = imaging._check_size

    def slow(image):
        nonlocal inside, most
        with lock:
            inside += 1
            most = max(most, inside)
        time.sleep(0.02)
        with lock:
            inside -= 1
        check(image)

    monkeypatch.setattr(imaging, "_check_size", slow)
    data = encode(draw())
    threads = [threading.Thread(target=inspect, args=(data,)) for _ in range(5)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert most == 1


@pytest.mark.shared
def test_inspect__shared_hostile_files(shared):
    folders = (shared / "standards/hostile", shared / "samples/hostile")
    taken, reasons = set(), []
    for path in sorted(one for folder in folders for one in folder.iterdir()):
        before = time.monotonic()
        try:
            found = inspect(path.read_bytes())
        except UnreadablePhoto as refused:
            reasons.append(refused.text)
        else:
            taken.add(path.name)
            assert rendered(path.read_bytes()).width <= found.width
        assert time.monotonic() - before < 10
    assert min(len(reason) for reason in reasons) > 10
    assert taken == {
        "invalid-exif.jpg",
        "jpeg-with-trailing-html.jpg",
        "truncated_end_chunk.png",
        "xmp-entity-bomb.jpg",
        "xmp-script-values.jpg",
    }
