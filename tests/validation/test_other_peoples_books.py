"""What other people's books may do is no error, what is damaged is told of its file alone, and masked fonts are read."""

import re
import zipfile
from collections.abc import Callable, Mapping, Sequence
from hashlib import sha1
from pathlib import Path

import pytest

from pipeline.validation import content_documents, episode
from pipeline.validation.book import open_book
from pipeline.validation.validate import Proof, proof

Files = dict[str, bytes]
Plant = Callable[[Files], Files]
OPF = "EPUB/content.opf"
S1, S2 = "EPUB/text/s1.xhtml", "EPUB/text/s2.xhtml"
SMIL, SECOND = "EPUB/overlays/s1.smil", "EPUB/overlays/s2.smil"
CSS = "EPUB/book.css"
FONT = b"OTTO" + bytes(range(256)) * 8
IDENTIFIER = "urn:uuid:3f2504e0-4f89-41d3-9a0c-0305e82c3301"


def change(name: str, before: str, after: str, count: int = 1) -> Plant:
    """`before` becomes `after` in a file, where it must stand; it may be a pattern."""

    def plant(files: Files) -> Files:
        changed, times = re.subn(before, after, files[name].decode(), count=count, flags=re.DOTALL)
        assert times, f"{before} is not in {name}"
        return {**files, name: changed.encode()}

    return plant


def all_of(*plants: Plant) -> Plant:
    def plant(files: Files) -> Files:
        for each in plants:
            files = each(files)
        return files

    return plant


def two_pages_in_one_overlay(files: Files) -> Files:
    """The second page's clips stand in the first one's overlay."""
    inner = re.findall("<par.*</par>", files[SECOND].decode(), re.DOTALL)[0]
    length = r'<meta[^>]*refines="#overlay-{}"[^>]*>([\d.]+)s</meta>'
    first, second = (float(re.findall(length.format(id), files[OPF].decode())[0]) for id in ("s1", "s2"))
    files = change(SMIL, "</body>", f"{inner}</body>")(files)
    files = change(OPF, '<item [^>]*id="overlay-s2"[^>]*/>', "")(files)
    files = change(OPF, length.format("s2"), "")(files)
    files = change(OPF, 'media-overlay="overlay-s2"', 'media-overlay="overlay-s1"')(files)
    files = change(OPF, r'(<meta[^>]*refines="#overlay-s1"[^>]*>)[\d.]+s', rf"\g<1>{first + second:.3f}s")(
        files
    )
    return {name: data for name, data in files.items() if name != SECOND}


def decomposed_name(files: Files) -> Files:
    """The archive writes 물.xhtml in single letters, as some file systems do, and the package in syllables."""
    renamed = all_of(
        *(
            change(name, r"s2\.xhtml", "물.xhtml", 0)
            for name in (OPF, SECOND, "EPUB/text/contents.xhtml", "EPUB/toc.ncx")
        )
    )(files)
    return {
        "EPUB/text/\u1106\u116e\u11af.xhtml" if name == S2 else name: data for name, data in renamed.items()
    }


RIGHT: Mapping[str, tuple[str, Plant]] = {
    "a first clip without a begin": ("en", change(SMIL, ' clipBegin="0.000s"', "")),
    "a last clip without an end": ("ar", change(SMIL, r' clipEnd="[\d.]+s"/></par>(?!.*</par>)', "/></par>")),
    "a text for the reader's own voice": ("en", change(SMIL, "<audio [^>]*/>", "")),
    "the active class in the pages' own styles": ("ar", all_of(change(CSS, "-epub-media-overlay-active", "other", 0), change(S1, "</head>", "<style>.-epub-media-overlay-active{color:red}</style></head>"))),
    "one overlay for two pages": ("en", two_pages_in_one_overlay),
    "a page number of the printed book": ("en", change(S1, "</section>", '<span role="doc-pagebreak" id="p2">2</span></section>')),
    "one page number more, by its type": ("ar", change(S1, "</section>", '<span epub:type="pagebreak" id="p2">٢</span></section>')),
    "a certificate that refines its standard": ("en", change(OPF, "</metadata>", '<meta property="dcterms:conformsTo" id="c">EPUB Accessibility 1.1 - WCAG 2.2 Level AA</meta><meta property="a11y:certifiedBy" refines="#c">Me</meta></metadata>')),
    "a package in English of one country": ("en", change(OPF, 'xml:lang="en"', 'xml:lang="en-GB"')),
    "a page in Arabic of one country": ("ar", change(S2, 'lang="ar" xml:lang="ar"', 'lang="ar-EG" xml:lang="ar-EG"')),
    "a script that the package declares": ("en", all_of(change(S2, "</head>", "<script>1</script></head>"), change(OPF, '(<item [^>]*id="page-s2")', r'\1 properties="scripted"'))),
    "sound from elsewhere that the package declares": ("en", all_of(change(S2, "</section>", '<audio src="https://sound.example/a.mp3">Get the sound</audio></section>'), change(OPF, '(<item [^>]*id="page-s2")', r'\1 properties="remote-resources"'), change(OPF, "</manifest>", '<item id="far" href="https://sound.example/a.mp3" media-type="audio/mpeg"/></manifest>'))),
    "a picture in the order of reading, and a page in its stead": ("en", all_of(change(OPF, "</manifest>", '<item id="map" href="map.webp" media-type="image/webp" fallback="page-s2"/></manifest>'), change(OPF, "</spine>", '<itemref idref="map"/></spine>'), lambda files: {**files, "EPUB/map.webp": b"RIFF"})),
    "a name in decomposed syllables": ("en", decomposed_name),
}  # fmt: skip


@pytest.mark.parametrize("name", RIGHT)
def test_what_the_standard_allows_is_no_fault(
    name: str, taken_apart: Callable[[str], Files], put_together: Callable[[Files], Path]
) -> None:
    language, plant = RIGHT[name]
    (found,) = proof([put_together(plant(taken_apart(language)))], fast=True)
    assert found.findings == ()


SLIGHT: Mapping[str, tuple[str, Plant]] = {
    "a page's length half a second off": ("O18", change(OPF, r'(refines="#overlay-s1"[^>]*>)([\d.]+)s', lambda match: f"{match[1]}{float(match[2]) + 0.5:.3f}s")),  # type: ignore[arg-type]
    "a font that is none": ("B10", all_of(change(OPF, "</manifest>", '<item id="f" href="f.otf" media-type="font/otf"/></manifest>'), lambda files: {**files, "EPUB/f.otf": b"no font"})),
}  # fmt: skip


@pytest.mark.parametrize("name", SLIGHT)
def test_what_hinders_nobody_is_a_warning_and_no_error(
    name: str, taken_apart: Callable[[str], Files], put_together: Callable[[Files], Path]
) -> None:
    number, plant = SLIGHT[name]
    (found,) = proof([put_together(plant(taken_apart("en")))], fast=True)
    assert [one.number for one in found.findings] == [number]
    assert found.errors == 0


@pytest.mark.parametrize(
    ("number", "plant"),
    [
        ("T08", change(S1, "</head>", "<script>1</script></head>")),
        ("T09", change(S1, "</section>", '<audio src="https://sound.example/a.mp3">x</audio></section>')),
        ("O08", change(SMIL, r' clipEnd="[\d.]+s"', "")),
        ("P06", change(OPF, 'xml:lang="en"', 'xml:lang="zh-Hant"')),
        ("O02", two_pages_in_one_overlay),
    ],
)
def test_what_is_not_declared_or_not_so_is_still_an_error(
    number: str, plant: Plant, taken_apart: Callable[[str], Files], put_together: Callable[[Files], Path]
) -> None:
    files = plant(taken_apart("en"))
    if number == "O02":  # the overlay's page is no longer the package's
        files = change(OPF, 'id="page-s2" media-type="application/xhtml\\+xml" media-overlay="overlay-s1"', 'id="page-s2" media-type="application/xhtml+xml"')(files)  # fmt: skip
    (found,) = proof([put_together(files)], fast=True)
    assert number in {one.number for one in found.findings}


def masked(data: bytes, key: bytes, length: int) -> bytes:
    return bytes(byte ^ key[at % len(key)] for at, byte in enumerate(data[:length])) + data[length:]


def encryption(algorithm: str) -> bytes:
    return (
        '<encryption xmlns="urn:oasis:names:tc:opendocument:xmlns:container"'
        ' xmlns:enc="http://www.w3.org/2001/04/xmlenc#"><enc:EncryptedData>'
        f'<enc:EncryptionMethod Algorithm="{algorithm}"/><enc:CipherData>'
        '<enc:CipherReference URI="EPUB/%EA%B8%80.otf"/></enc:CipherData></enc:EncryptedData></encryption>'
    ).encode()


def with_font(files: Files, algorithm: str, data: bytes) -> Files:
    files = change(OPF, "(<dc:identifier[^>]*>)[^<]*", rf"\1{IDENTIFIER}")(files)
    files = change(OPF, "</manifest>", '<item id="f" href="글.otf" media-type="font/otf"/></manifest>')(files)
    return {**files, "META-INF/encryption.xml": encryption(algorithm), "EPUB/글.otf": data}


IDPF = "http://www.idpf.org/2008/embedding", sha1(IDENTIFIER.encode()).digest(), 1040
ADOBE = "http://ns.adobe.com/pdf/enc#RC", bytes.fromhex(IDENTIFIER[9:].replace("-", "")), 1024


@pytest.mark.parametrize(("algorithm", "key", "length"), [IDPF, ADOBE])
def test_a_masked_font_is_read_as_readers_do(
    algorithm: str,
    key: bytes,
    length: int,
    taken_apart: Callable[[str], Files],
    put_together: Callable[[Files], Path],
) -> None:
    book = put_together(with_font(taken_apart("ar"), algorithm, masked(FONT, key, length)))
    (found,) = proof([book], fast=True)
    assert found.findings == ()
    held = open_book(book)
    assert held.read("EPUB/글.otf") == FONT
    held.close()


def test_a_font_that_is_not_masked_as_is_said_is_told(
    taken_apart: Callable[[str], Files], put_together: Callable[[Files], Path]
) -> None:
    (found,) = proof([put_together(with_font(taken_apart("ar"), IDPF[0], FONT))], fast=True)
    assert [(one.number, one.level) for one in found.findings] == [("B10", "warning")]


@pytest.mark.parametrize("algorithm", ["http://www.w3.org/2001/04/xmlenc#aes256-cbc", ""])
def test_a_book_that_is_truly_encrypted_is_called_so(
    algorithm: str, taken_apart: Callable[[str], Files], put_together: Callable[[Files], Path]
) -> None:
    (found,) = proof([put_together(with_font(taken_apart("en"), algorithm, FONT))], fast=True)
    assert [one.number for one in found.findings] == ["B02"]


def damaged(files: Files, name: str, book: Path) -> Path:
    """What is packed in one file begins as nothing that was packed does (RFC 1951, section 3.2.3)."""
    with zipfile.ZipFile(book, "w", zipfile.ZIP_DEFLATED) as archive:
        for each, content in files.items():
            archive.writestr(each, content)
        info = archive.getinfo(name)
    data = bytearray(book.read_bytes())
    data[info.header_offset + 30 + len(name.encode())] = 0b111
    book.write_bytes(data)
    return book


@pytest.mark.parametrize(
    ("name", "number"), [(OPF, "B04"), (CSS, "B09"), ("EPUB/cover.jpg", "B09"), (S1, "B09"), ("EPUB/audio/s1.mp3", "S01")]
)  # fmt: skip
def test_a_damaged_file_is_told_and_the_others_are_checked(
    name: str,
    number: str,
    taken_apart: Callable[[str], Files],
    editions: Mapping[str, Path],
    tmp_path: Path,
) -> None:
    book = damaged(taken_apart("ar"), name, tmp_path / "damaged.epub")
    one, *others = proof([book, *editions.values()], fast=True)
    assert number in {each.number for each in one.findings}
    assert [each.errors for each in others] == [0] * 4


def test_whatever_goes_wrong_in_one_file_is_a_finding_about_it(
    editions: Mapping[str, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(_: object) -> object:
        raise ZeroDivisionError("so it is")

    monkeypatch.setattr(content_documents, "check", fails)
    monkeypatch.setattr(episode, "check", fails)
    proofs: Sequence[Proof] = list(proof([*editions.values()], fast=True))
    assert len(proofs) == 4
    for one in proofs:
        (found,) = one.findings
        assert (found.number, found.level) == ("B11", "error")
        assert "so it is" in found.text
        assert found.where == one.path.name
