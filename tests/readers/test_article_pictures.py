"""Pictures: found beside the article only, known by content, made safe."""

import struct
import zlib
from base64 import b64encode
from contextlib import suppress
from io import BytesIO
from pathlib import Path
from random import Random
from typing import Any
from urllib.parse import quote

import pytest
from PIL import Image, ImageChops, ImageOps, ImageStat
from PIL.PngImagePlugin import PngInfo

from pipeline.document.article import Article, BlockKind, Picture
from pipeline.document.notices import Level, Notice
from pipeline.errors import PictureError
from pipeline.readers import read
from pipeline.readers.pictures.rasters import raster

SVG = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" {}>{}</svg>'


def _raster(kind: str, size: tuple[int, int] = (12, 8)) -> bytes:
    held = BytesIO()
    Image.new("RGB", size, (200, 40, 40)).save(held, kind)
    return held.getvalue()


def _read(folder: Path, markup: str) -> tuple[Article, tuple[Notice, ...]]:
    path = folder / "article.md"
    path.write_text(f"# Title\n\nText.\n\n{markup}\n", "utf-8")
    return read(path)


def _figures(article: Article) -> list[tuple[str, str, int, int]]:
    pictures = (block.picture for block in article.walk() if block.kind is BlockKind.FIGURE)
    return [(found.name, found.media_type, found.width, found.height) for found in pictures if found]


@pytest.mark.parametrize(
    ("kind", "name", "media_type"),
    [
        ("PNG", "one.png", "image/png"),
        ("JPEG", "one.jpg", "image/jpeg"),
        ("GIF", "one.gif", "image/gif"),
        ("WEBP", "one.webp", "image/webp"),
    ],
)
def test_a_picture_is_what_its_content_says(tmp_path: Path, kind: str, name: str, media_type: str) -> None:
    (tmp_path / "one.bin").write_bytes(_raster(kind))
    article, _ = _read(tmp_path, "![A red field](one.bin)")
    assert _figures(article) == [(name, media_type, 12, 8)]


def test_names_are_ascii_and_unique_and_a_file_used_twice_is_one_picture(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    for name in ("지도.png", "Été 1.png", "a/Été 1.png"):
        (tmp_path / name).write_bytes(_raster("PNG"))
    article, _ = _read(
        tmp_path, "![a](지도.png)\n\n![b](<Été 1.png>)\n\n![c](a/%C3%89t%C3%A9%201.png)\n\n![d](지도.png)"
    )
    assert [name for name, *_ in _figures(article)] == [
        "picture.png",
        "ete-1.png",
        "ete-1-2.png",
        "picture.png",
    ]


@pytest.mark.parametrize(
    "address", ["../secret.png", "inner/../../secret.png", "link.png", "%2e%2e/secret.png"]
)
def test_a_picture_outside_the_folder_is_refused(tmp_path: Path, address: str) -> None:
    (tmp_path / "secret.png").write_bytes(_raster("PNG"))
    folder = tmp_path / "articles"
    (folder / "inner").mkdir(parents=True)
    (folder / "link.png").symlink_to(tmp_path / "secret.png")
    with pytest.raises(PictureError, match=r"article\.md:5.*outside"):
        _read(folder, f"![x]({address})")


@pytest.mark.parametrize("address", ["none.png", "inner", "/etc/hostname", "a%00b.png", "a" * 3000])
def test_a_picture_that_is_not_there_is_named_with_its_line_and_stops_nothing(
    tmp_path: Path, address: str
) -> None:
    (tmp_path / "inner").mkdir()
    article, notices = _read(tmp_path, f"![우물]({address})\n\n물은 깊다.")
    assert "물은 깊다." in [block.text for block in article.walk()]
    assert [(notice.code, notice.where, notice.evidence) for notice in notices] == [
        ("reading.picture-unusable", "article.md:5", "우물")
    ]


@pytest.mark.parametrize(
    "data",
    [b"", b"no picture", b"GIF89a", _raster("PNG")[:-30], b"\xff\xd8\xff\xe0 broken", b"<svg", b"<svg/>"],
)
def test_a_damaged_picture_is_refused(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "one.png").write_bytes(data)
    with pytest.raises(PictureError, match=r"one\.png"):
        _read(tmp_path, "![x](one.png)")


def test_a_picture_of_too_many_pixels_is_refused_before_it_is_unpacked(tmp_path: Path) -> None:
    data = bytearray(_raster("PNG"))
    data[16:24] = struct.pack(">II", 20_000, 20_000)
    data[29:33] = struct.pack(">I", zlib.crc32(data[12:29]))
    (tmp_path / "one.png").write_bytes(data)
    with pytest.raises(PictureError):
        _read(tmp_path, "![x](one.png)")


@pytest.mark.parametrize(
    ("size", "expected"),
    [
        ('width="40" height="30px"', (40, 30)),
        ('width="1in" height="25.4mm"', (96, 96)),
        ('viewBox="0 0 200 100"', (200, 100)),
        ('viewBox="0,0,200,100" width="50"', (50, 25)),
        ('width="100%" height="100%" viewBox="0 0 8 9"', (8, 9)),
        ("", (0, 0)),
    ],
)
def test_a_drawing_tells_its_size(tmp_path: Path, size: str, expected: tuple[int, int]) -> None:
    (tmp_path / "one.svg").write_text(SVG.format(size, "<rect/>"))
    article, _ = _read(tmp_path, "![x](one.svg)")
    assert _figures(article) == [("one.svg", "image/svg+xml", *expected)]


@pytest.mark.parametrize(
    ("inside", "told"),
    [
        ("<script>alert(1)</script>", "<script>"),
        ('<rect onclick="alert(1)"/>', "onclick"),
        (
            "<foreignObject><p xmlns='http://www.w3.org/1999/xhtml'>evil words</p></foreignObject>",
            "<foreignObject>",
        ),
        ('<image href="https://evil.example/x.png"/>', "https://evil.example/x.png"),
        ('<image xlink:href="evil.png"/>', "evil.png"),
        ('<use xlink:href="evil.svg#a"/>', "evil.svg#a"),
        ('<image href="data:image/svg+xml;base64,evil"/>', "data:image/svg+xml"),
        ('<rect fill="url(https://evil.example/a#b)"/>', "fill"),
        ('<rect style="fill: url(evil.svg#b)"/>', "style"),
        ("<style>@import 'evil.css';</style>", "style sheet"),
        ("<style>a { fill: \\75rl(evil) }</style>", "style sheet"),
        ("<style>a { background: image-set('//evil/x.png' 1x) }</style>", "style sheet"),
        (
            "<style>a { mask: -webkit-image-set('//evil/x.png' 1x, url(//evil/y.png) 2x) }</style>",
            "style sheet",
        ),
        ("<style>a { mask: image('//evil/y.png'); cursor: src('//evil') }</style>", "style sheet"),
        ("<style>a { background: cross-fade('//evil/x.png', red) }</style>", "style sheet"),
        ("<style>@namespace '//evil';</style>", "style sheet"),
        ("<rect style=\"background:image-set('//evil/z.png' 1x)\"/>", "style"),
        ('<rect><set attributeName="href" to="evil"/></rect>', "<set> of href"),
        ('<rect><set attributeName="onclick" to="evil"/></rect>', "<set> of onclick"),
        ('<a href="https://evil.example"><rect/></a>', "a link to https://evil.example"),
    ],
)
def test_a_drawing_loses_what_runs_or_comes_from_elsewhere_and_it_is_told(
    tmp_path: Path, inside: str, told: str
) -> None:
    (tmp_path / "one.svg").write_text(SVG.format("", f'<circle id="kept"/>{inside}'))
    article, notices = _read(tmp_path, "![x](one.svg)")
    (data,) = (block.picture.data for block in article.walk() if block.picture)
    assert b"kept" in data
    assert not any(word in data for word in (b"evil", b"alert", b"script", b"foreignObject", b"onclick"))
    assert [notice.code for notice in notices] == ["reading.picture-cleaned"]
    assert told in notices[0].text


def test_words_in_what_a_drawing_loses_are_kept_in_the_notice(tmp_path: Path) -> None:
    page = "<foreignObject><p xmlns='http://www.w3.org/1999/xhtml'>강물이 <b>높다</b></p></foreignObject>"
    (tmp_path / "one.svg").write_text(SVG.format("", f"<rect/>{page}"), "utf-8")
    _, notices = _read(tmp_path, "![x](one.svg)")
    assert notices[0].evidence == "강물이 높다"


def test_a_link_in_a_drawing_goes_and_its_words_stay(tmp_path: Path) -> None:
    (tmp_path / "one.svg").write_text(SVG.format("", '<text>see <a xlink:href="x:y">here</a>!</text>'))
    article, _ = _read(tmp_path, "![x](one.svg)")
    (data,) = (block.picture.data for block in article.walk() if block.picture)
    assert b"<text>see <tspan>here</tspan>!</text>" in data


@pytest.mark.parametrize("inside", ["<script>alert(1)</script>", '<image href="https://example.org/x.png"/>'])
def test_a_drawing_of_which_nothing_is_left_is_refused(tmp_path: Path, inside: str) -> None:
    (tmp_path / "one.svg").write_text(SVG.format("", inside))
    with pytest.raises(PictureError, match=r"one\.svg"):
        _read(tmp_path, "![x](one.svg)")


def test_a_drawing_with_entities_is_refused(tmp_path: Path) -> None:
    bomb = '<!DOCTYPE svg [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>' + SVG.format("", "<text>&b;</text>")
    (tmp_path / "one.svg").write_text(bomb)
    with pytest.raises(PictureError):
        _read(tmp_path, "![x](one.svg)")


def test_what_is_not_drawing_is_left_out_of_a_drawing(tmp_path: Path) -> None:
    inside = (
        '<!-- secret --><metadata>secret</metadata><e:view xmlns:e="urn:e">secret</e:view>'
        '<rect id="a" fill="url(#b)"/><use xlink:href="#a"/><text>shown<?pi secret?> on</text>'
    )
    (tmp_path / "one.svg").write_text(
        '<?xml-stylesheet href="secret"?>' + SVG.format('xml:base="secret:"', inside)
    )
    article, _ = _read(tmp_path, "![x](one.svg)")
    (data,) = (block.picture.data for block in article.walk() if block.picture)
    assert b"secret" not in data
    assert b'fill="url(#b)"' in data
    assert b"shown on" in data


def test_a_missing_alternative_is_a_warning_and_is_not_made_up(tmp_path: Path) -> None:
    (tmp_path / "one.png").write_bytes(_raster("PNG"))
    article, notices = _read(tmp_path, '![](one.png "The caption.")')
    kinds = [block.kind for block in article.sections[0].blocks[1].blocks]
    assert kinds == [BlockKind.CAPTION]
    assert [(notice.code, notice.level) for notice in notices] == [
        ("reading.alternative-missing", Level.WARNING)
    ]


@pytest.mark.parametrize(
    ("address", "code"),
    [
        ("https://example.org/a.png", "reading.picture-remote"),
        ("//example.org/a.png", "reading.picture-remote"),
        ("http://[broken/a.png", "reading.picture-remote"),
        ("file:///etc/x", "reading.picture-remote"),
        ("ftp://example.org/a.png", "reading.picture-remote"),
        ("data:image/png;base64,AAAA", "reading.picture-unusable"),
        ("data:image/png;base64,A", "reading.picture-unusable"),
        ("data:text/html,hello", "reading.picture-unusable"),
    ],
)
def test_a_picture_from_elsewhere_is_set_aside_with_what_it_shows(
    tmp_path: Path, address: str, code: str
) -> None:
    article, notices = _read(tmp_path, f'![먼 언덕](<{address}> "Far away")')
    assert _figures(article) == []
    assert [(notice.code, notice.level) for notice in notices] == [(code, Level.WARNING)]
    assert notices[0].where == "article.md:5"
    assert notices[0].evidence == "먼 언덕\nFar away"
    assert "Far away" in [block.text for block in article.walk()]


def _picture(folder: Path, data: bytes, name: str = "one.bin") -> tuple[Picture, tuple[Notice, ...]]:
    (folder / name).write_bytes(data)
    article, notices = _read(folder, f"![x]({name})")
    (picture,) = (block.picture for block in article.walk() if block.picture)
    return picture, notices


def _saved(image: Image.Image, kind: str, **more: Any) -> bytes:
    held = BytesIO()
    image.save(held, kind, **more)
    return held.getvalue()


def _photograph(size: tuple[int, int] = (64, 48), mode: str = "RGB") -> Image.Image:
    """Many colours, as photographs have."""
    return Image.linear_gradient("L").resize(size).convert(mode) if mode != "RGB" else _colourful(size)


def _colourful(size: tuple[int, int]) -> Image.Image:
    gradient = Image.linear_gradient("L")
    bands = (gradient, gradient.rotate(90), gradient.rotate(180))
    return Image.merge("RGB", [band.resize(size) for band in bands])


@pytest.mark.parametrize("kind", ["BMP", "TIFF", "AVIF", "JPEG2000"])
@pytest.mark.parametrize("mode", ["RGB", "RGBA", "L"])
def test_other_kinds_become_what_e_books_show(tmp_path: Path, kind: str, mode: str) -> None:
    picture, notices = _picture(tmp_path, _saved(_photograph(mode=mode), kind))
    opened = Image.open(BytesIO(picture.data))
    transparent = mode == "RGBA" and kind != "BMP"
    assert opened.format == ("PNG" if transparent or (mode == "L" and kind != "AVIF") else opened.format)
    assert opened.format in ("PNG", "JPEG")
    assert (picture.width, picture.height) == opened.size == (64, 48)
    assert [notice.code for notice in notices] == ["reading.picture-changed"]


@pytest.mark.parametrize("mode", ["1", "P", "I;16", "CMYK", "LAB", "F"])
def test_rare_colours_become_those_of_screens(tmp_path: Path, mode: str) -> None:
    image = _colourful((64, 48))
    if mode == "LAB":
        image = Image.new("LAB", (64, 48), (128, 10, 200))
    elif mode in ("I;16", "F"):
        image = image.convert("L").convert(mode)
    else:
        image = image.convert(mode)
    picture, _ = _picture(tmp_path, _saved(image, "TIFF"))
    assert Image.open(BytesIO(picture.data)).mode in ("L", "RGB", "RGBA", "P", "1")


def test_colours_of_print_become_those_of_screens(tmp_path: Path) -> None:
    picture, notices = _picture(tmp_path, _saved(_colourful((64, 48)).convert("CMYK"), "JPEG"))
    opened = Image.open(BytesIO(picture.data))
    assert (opened.format, opened.mode) == ("JPEG", "RGB")
    red, green, blue = Image.open(BytesIO(picture.data)).getpixel((2, 2))
    assert abs(red - _colourful((64, 48)).getpixel((2, 2))[0]) < 30
    assert "colours" in notices[0].text
    assert green >= 0
    assert blue >= 0


@pytest.mark.parametrize("orientation", range(2, 9))
def test_a_photograph_is_turned_upright(tmp_path: Path, orientation: int) -> None:
    image = Image.new("RGB", (40, 20), "white")
    image.paste((200, 0, 0), (0, 0, 10, 8))
    exif = Image.Exif()
    exif[0x0112] = orientation
    data = _saved(image, "JPEG", exif=exif, quality=95)
    picture, notices = _picture(tmp_path, data)
    opened, wanted = Image.open(BytesIO(picture.data)), ImageOps.exif_transpose(Image.open(BytesIO(data)))
    assert (picture.width, picture.height) == opened.size == wanted.size
    assert max(ImageStat.Stat(ImageChops.difference(opened.convert("RGB"), wanted)).mean) < 5
    assert not opened.getexif()
    assert "upright" in notices[0].text


def test_any_damage_is_a_picture_error(tmp_path: Path) -> None:
    """Whatever is wrong in whichever kind; the seed makes the same damage each time."""
    chance = Random(7)
    exif = Image.Exif()
    exif[0x0112] = 6
    for kind in ("PNG", "JPEG", "GIF", "WEBP", "BMP", "TIFF", "AVIF", "JPEG2000"):
        whole = _saved(
            _colourful((24, 16)), kind, **({"exif": exif} if kind in ("JPEG", "TIFF", "AVIF") else {})
        )
        for _ in range(60):
            data = bytearray(whole)
            for _ in range(chance.randint(1, 8)):
                data[chance.randrange(len(data))] = chance.randrange(256)
            with suppress(PictureError):
                raster(bytes(data), "x")


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_where_a_photograph_was_taken_is_dropped_and_its_picture_kept(tmp_path: Path, kind: str) -> None:
    exif = Image.Exif()
    exif[0x010E] = "secret words"
    exif.get_ifd(0x8825)[1] = "N"
    more: dict[str, Any] = {"exif": exif}
    if kind == "PNG":
        told = PngInfo()
        told.add_text("Comment", "secret words")
        more["pnginfo"] = told
    if kind == "JPEG":
        more |= {"comment": b"secret words", "quality": 90}
    if kind == "WEBP":
        more |= {"xmp": b"secret words", "lossless": True}
    data = _saved(_colourful((64, 48)), kind, **more)
    assert b"secret words" in data
    picture, notices = _picture(tmp_path, data)
    assert b"secret words" not in picture.data
    assert not Image.open(BytesIO(picture.data)).getexif()
    before, after = (Image.open(BytesIO(each)).convert("RGB") for each in (data, picture.data))
    worst = max(high for _, high in ImageChops.difference(before, after).getextrema())
    assert worst <= (3 if kind == "JPEG" else 0)
    assert not notices


def test_a_picture_that_tells_nothing_stays_as_it_is(tmp_path: Path) -> None:
    for kind in ("JPEG", "PNG", "WEBP", "GIF"):
        data = _saved(_colourful((64, 48)), kind)
        assert _picture(tmp_path, data)[0].data == data


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "TIFF"])
def test_a_very_large_picture_is_scaled_and_always_to_the_same_bytes(tmp_path: Path, kind: str) -> None:
    data = _saved(_colourful((3000, 500)), kind)
    picture, notices = _picture(tmp_path, data)
    assert (picture.width, picture.height) == (2000, 333)
    assert Image.open(BytesIO(picture.data)).size == (2000, 333)
    assert "2000 pixels" in notices[0].text
    assert notices[0].level is Level.INFO
    assert _picture(tmp_path, data)[0] == picture


def test_a_drawing_of_few_colours_stays_sharp_when_it_is_scaled(tmp_path: Path) -> None:
    picture, _ = _picture(tmp_path, _saved(Image.new("RGBA", (3000, 500), (200, 0, 0, 100)), "PNG"))
    assert picture.media_type == "image/png"
    red, green, _, alpha = Image.open(BytesIO(picture.data)).convert("RGBA").getpixel((5, 5))
    assert abs(red - 200) <= 3
    assert (green, alpha) == (0, 100)


@pytest.mark.parametrize("kind", ["GIF", "WEBP", "PNG"])
def test_a_moving_picture_stands_still_and_it_is_told(tmp_path: Path, kind: str) -> None:
    frames = [Image.new("RGB", (16, 12), colour) for colour in ("red", "blue", "green")]
    picture, notices = _picture(tmp_path, _saved(frames[0], kind, save_all=True, append_images=frames[1:]))
    opened = Image.open(BytesIO(picture.data))
    assert getattr(opened, "n_frames", 1) == 1
    assert opened.convert("RGB").getpixel((3, 3))[0] > 200
    assert [(notice.code, notice.level) for notice in notices] == [("reading.picture-changed", Level.WARNING)]


def test_of_two_pictures_in_one_file_the_first_is_shown(tmp_path: Path) -> None:
    frames = [_colourful((64, 48)), Image.new("RGB", (64, 48), "blue")]
    data = _saved(frames[0], "MPO", save_all=True, append_images=frames[1:])
    picture, _ = _picture(tmp_path, data)
    assert picture.media_type == "image/jpeg"
    assert len(picture.data) < len(data)


def test_a_picture_in_the_text_itself_is_read(tmp_path: Path) -> None:
    data = _raster("PNG")
    inline = f"data:image/png;base64,{b64encode(data).decode()}"
    drawn = "data:image/svg+xml," + quote(SVG.format('width="5" height="4"', "<rect/>"))
    article, notices = _read(tmp_path, f"![a]({inline})\n\n![b]({drawn})\n\n![c]({inline})")
    assert _figures(article) == [
        ("picture.png", "image/png", 12, 8),
        ("picture.svg", "image/svg+xml", 5, 4),
        ("picture.png", "image/png", 12, 8),
    ]
    assert not notices


def test_a_saved_pages_missing_picture_is_set_aside(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    path.write_text('<h1>T</h1><p>Text.</p><p><img src="gone.png" alt="A boat"></p>')
    article, notices = read(path)
    assert not any(block.picture for block in article.walk())
    (notice,) = (notice for notice in notices if notice.code == "reading.picture-unusable")
    assert notice.evidence == "A boat"


def test_a_picture_from_elsewhere_leaves_the_disk_alone(tmp_path: Path) -> None:
    (tmp_path / "secret.png").write_bytes(_raster("PNG"))
    folder = tmp_path / "articles"
    folder.mkdir()
    path = folder / "a.html"
    path.write_text('<h1>T</h1><p>Text.</p><p><img src="../secret.png" alt="x"></p>')
    article, notices = read(path)
    assert not any(block.picture for block in article.walk())
    assert any("outside" in notice.text for notice in notices)
