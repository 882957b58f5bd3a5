"""Whatever `check` is given, it says one clear thing and falls over nothing."""

import io
import random
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.errors import EditionMissing
from pipeline.validation.validate import proof

CONTAINER = (
    b'<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container" version="1.0"><rootfiles>'
    b'<rootfile full-path="a.opf" media-type="application/oebps-package+xml"/></rootfiles></container>'
)
OLD = """<package xmlns="http://www.idpf.org/2007/opf" version="2.0" unique-identifier="id">
<metadata xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>오래된 책</dc:title>
<dc:language>ko</dc:language><dc:identifier id="id">x</dc:identifier></metadata>
<manifest><item id="p" href="p.xhtml" media-type="application/xhtml+xml"/>
<item id="ncx" href="toc.ncx" media-type="application/x-dtbncx+xml"/></manifest>
<spine toc="ncx"><itemref idref="p"/></spine></package>"""
PAGE = '<html xmlns="http://www.w3.org/1999/xhtml" lang="ko"><head><title>쪽</title></head><body>%s</body></html>'


def zipped(files: dict[str, bytes | str]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return out.getvalue()


def old_book(body: str = "<h1>제목</h1><p>본문.</p>", **others: bytes | str) -> bytes:
    files: dict[str, bytes | str] = {
        "mimetype": "application/epub+zip",
        "META-INF/container.xml": CONTAINER,
        "a.opf": OLD,
    }
    return zipped({**files, "p.xhtml": PAGE % body, "toc.ncx": "<ncx/>", **others})


@pytest.fixture
def numbers(tmp_path: Path) -> Callable[[bytes], list[str]]:
    def found(data: bytes) -> list[str]:
        path = tmp_path / "책.epub"
        path.write_bytes(data)
        (one,) = proof([path], fast=True)
        return [finding.number for finding in one.findings]

    return found


@pytest.mark.parametrize(
    ("data", "number"),
    [
        (b"", "B01"),
        (b"this is no book", "B01"),
        (old_book()[:200], "B01"),
        (zipped({}), "B04"),
        (zipped({"a.txt": "text"}), "B04"),
        (zipped({"META-INF/container.xml": b"<container"}), "B04"),
        (zipped({"META-INF/container.xml": b"<container/>"}), "B04"),
        (zipped({"META-INF/container.xml": CONTAINER, "a.opf": b"<package"}), "B04"),
        (zipped({"META-INF/container.xml": CONTAINER, "a.opf": b"<!DOCTYPE p [<!ENTITY e 'x'>]><package>&e;</package>"}), "P01"),
    ],
)  # fmt: skip
def test_what_is_no_book_is_called_so(
    data: bytes, number: str, numbers: Callable[[bytes], list[str]]
) -> None:
    assert number in numbers(data)


def test_a_file_larger_than_any_book_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "huge.epub"
    with path.open("wb") as file:
        file.truncate(2_100_000_000)
    began = time.monotonic()
    (one,) = proof([path], fast=True)
    assert [finding.number for finding in one.findings] == ["B03"]
    assert time.monotonic() - began < 2


def test_a_bomb_is_not_unpacked(numbers: Callable[[bytes], list[str]]) -> None:
    out = io.BytesIO(old_book())
    with zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as archive, archive.open("bomb.bin", "w") as bomb:
        for _ in range(520):
            bomb.write(bytes(1_000_000))
    assert numbers(out.getvalue()) == ["B03"]


def test_a_locked_book_is_called_so(numbers: Callable[[bytes], list[str]]) -> None:
    data = bytearray(old_book())
    for signature, offset in ((b"PK\x01\x02", 8), (b"PK\x03\x04", 6)):
        place = -1
        while (place := data.find(signature, place + 1)) >= 0:
            data[place + offset] |= 1
    assert numbers(bytes(data)) == ["B02"]


def test_a_book_of_epub_2_is_read_and_told_what_it_lacks(numbers: Callable[[bytes], list[str]]) -> None:
    found = numbers(old_book())
    assert "A01" in found
    assert "P05" not in found, "an NCX is all the contents that EPUB 2 has"
    assert "P08" not in found, "EPUB 2 does not know dcterms:modified"
    assert not {one for one in found if one[0] in "OSB"}


@pytest.mark.parametrize(
    ("before", "after"), [('version="2.0"', 'version="3.0"'), ("application/x-dtbncx+xml", "text/plain")]
)
def test_a_book_without_the_contents_of_its_version_is_told_so(
    before: str, after: str, numbers: Callable[[bytes], list[str]]
) -> None:
    assert "P05" in numbers(old_book(**{"a.opf": OLD.replace(before, after)}))


def test_a_book_of_epub_3_must_say_when_it_was_changed(numbers: Callable[[bytes], list[str]]) -> None:
    assert "P08" in numbers(old_book(**{"a.opf": OLD.replace('version="2.0"', 'version="3.0"')}))


def test_nesting_without_end_and_foreign_elements_are_survived(numbers: Callable[[bytes], list[str]]) -> None:
    assert "B06" in numbers(old_book("<div>" * 5000 + "</div>" * 5000))
    assert "B06" not in numbers(old_book("<!-- a --><?pi b?><x:y xmlns:x='urn:x'>본문</x:y>"))


def test_a_folder_with_nothing_to_check_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(EditionMissing, match="Nothing to check"):
        list(proof([tmp_path], fast=True))


def test_a_recording_that_is_none_is_called_so(tmp_path: Path) -> None:
    path = tmp_path / "녹음.mp3"
    path.write_bytes(b"no sound at all")
    (one,) = proof([path])
    assert [finding.number for finding in one.findings] == ["E01"]


def test_a_link_that_names_a_vocabulary_fetches_nothing(numbers: Callable[[bytes], list[str]]) -> None:
    page = PAGE.replace("<title>", '<link rel="schema.DC" href="http://purl.example/dc/"/><title>')
    assert "T09" not in numbers(old_book(**{"p.xhtml": page % "<h1>제목</h1>"}))


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(4))
def test_no_damage_makes_the_check_fall_over(
    seed: int,
    taken_apart: Callable[[str], dict[str, bytes]],
    put_together: Callable[[dict[str, bytes]], Path],
) -> None:
    """Bytes are lost, doubled and changed at random places of random files."""
    chance = random.Random(seed)
    files = taken_apart(("en", "ar")[seed % 2])
    for _ in range(8):
        harmed = dict(files)
        for name in chance.sample(sorted(files), 3):
            harmed[name] = _harmed(files[name], chance)
        (one,) = proof([put_together(harmed)], fast=True)
        assert all(finding.text for finding in one.findings)


def _harmed(data: bytes, chance: random.Random) -> bytes:
    begin, size = chance.randrange(len(data) + 1), chance.choice((1, 1, 8, 400))
    kept = chance.choice(
        (b"", data[begin : begin + size] * 2, chance.randbytes(size), b"&#0;", b"<x:y z='-1e999'/>")
    )
    return data[:begin] + kept + data[begin + size :]


ENGLISH = "The town of Pyeongtaek decides on Friday what becomes of the wells that ran dry in August."
KOREAN = "평택시는 지난 팔월에 마른 우물을 어떻게 할지 금요일에 정한다. 우물은 열아홉 개다."
CHINESE = "平泽市将在周五决定八月干涸的水井如何处理，全市共有十九口井。"


@pytest.mark.parametrize(
    "beside",
    [
        f'<p lang="en">{ENGLISH * 3}</p>',
        f'<p lang="zh-Hans">{CHINESE * 6}</p>',
        f'<p lang="en">{"Kim Gu 金九 白凡 安重根 "} {CHINESE}</p>',
        '<p lang="ko-Latn">Pyeongtaeksineun jinan parwore mareun umureul eotteoke halji jeonghanda.</p>' * 3,
        '<p lang="mnc">ᠮᠠᠨᠵᡠ ᡤᡳᠰᡠᠨ ᠮᠠᠨᠵᡠ ᡤᡳᠰᡠᠨ ᠮᠠᠨᠵᡠ ᡤᡳᠰᡠᠨ ᠮᠠᠨᠵᡠ ᡤᡳᠰᡠᠨ ᠮᠠᠨᠵᡠ ᡤᡳᠰᡠᠨ ᠮᠠᠨᠵᡠ ᡤᡳᠰᡠᠨ</p>',
    ],
)
def test_letters_are_counted_by_the_language_that_each_part_names(
    beside: str, numbers: Callable[[bytes], list[str]]
) -> None:
    assert "T05" not in numbers(old_book(f"<h1>우물</h1><p>{KOREAN}</p>{beside}"))


@pytest.mark.parametrize(
    "page", [ENGLISH, f'<span lang="zh-Hans">{ENGLISH}</span>', f'<b lang="ko">{CHINESE * 2}</b>']
)
def test_letters_that_are_in_no_language_that_their_part_names_are_told(
    page: str, numbers: Callable[[bytes], list[str]]
) -> None:
    assert "T05" in numbers(old_book(f"<h1>우물</h1><p>{page}</p>"))
