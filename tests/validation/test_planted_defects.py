"""Every planted defect is found under its number, and nothing is found in the clean books."""

import re
import subprocess
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from pipeline.infra.codec import ffmpeg
from pipeline.validation.validate import proof

Files = dict[str, bytes]
Plant = Callable[[Files], Files]
OPF = "EPUB/content.opf"
S1, S2, COVER, NAV = (f"EPUB/text/{name}.xhtml" for name in ("s1", "s2", "cover", "contents"))
SMIL = "EPUB/overlays/s1.smil"
MP3 = "EPUB/audio/s1.mp3"


def change(name: str, before: str, after: str, count: int = 1) -> Plant:
    """`before` becomes `after` in a file, where it must stand; it may be a pattern."""

    def plant(files: Files) -> Files:
        text = files[name].decode()
        changed, times = re.subn(before, after, text, count=count, flags=re.DOTALL)
        assert times, f"{before} is not in {name}"
        return {**files, name: changed.encode()}

    return plant


def leave_out(name: str) -> Plant:
    return lambda files: {other: data for other, data in files.items() if other != name}


def put(name: str, data: bytes) -> Plant:
    return lambda files: {**files, name: data}


def moved_clip(seconds: float, which: int = 1, end: str = "clipBegin") -> Plant:
    """The begin or end of one clip is moved."""

    def plant(files: Files) -> Files:
        times = list(re.finditer(rf'{end}="([\d.]+)s"', files[SMIL].decode()))
        match, text = times[which], files[SMIL].decode()
        moved = f'{end}="{float(match[1]) + seconds:.3f}s"'
        return {**files, SMIL: (text[: match.start()] + moved + text[match.end() :]).encode()}

    return plant


def swapped_clips(files: Files) -> Files:
    """The texts of the first two clips change places."""
    first, second = re.findall(r'<text src="([^"]+)"/>', files[SMIL].decode())[:2]
    text = files[SMIL].decode().replace(first, "HELD", 1).replace(second, first, 1).replace("HELD", second, 1)
    return {**files, SMIL: text.encode()}


def doubled_target(files: Files) -> Files:
    first, second = re.findall(r'<text src="([^"]+)"/>', files[SMIL].decode())[:2]
    return {**files, SMIL: files[SMIL].replace(second.encode(), first.encode(), 1)}


def sound(*filters: str) -> Plant:
    """The recording of the first section goes through ffmpeg."""

    def plant(files: Files) -> Files:
        command = [ffmpeg(), "-v", "error", "-i", "pipe:0", *filters, "-b:a", "96k", "-f", "mp3", "pipe:1"]
        done = subprocess.run(command, input=files[MP3], stdout=subprocess.PIPE, check=True)
        return {**files, MP3: done.stdout}

    return plant


PLANTED: Mapping[str, tuple[str, str, Plant]] = {
    # the file
    "a file of the manifest is gone": ("en", "B05", leave_out("EPUB/book.css")),
    "the recording is gone": ("en", "O03", leave_out(MP3)),
    "the package document is gone": ("en", "B04", leave_out(OPF)),
    "the container names another file": ("en", "B04", change("META-INF/container.xml", "content.opf", "other.opf")),
    "a page is not well-formed": ("en", "B06", change(S1, "</section>", "")),
    "a file that no manifest lists": ("en", "B08", put("EPUB/notes.txt", b"left over")),
    "the type comes last": ("en", "B07", lambda files: {**{n: d for n, d in files.items() if n != "mimetype"}, "mimetype": files["mimetype"]}),
    "the files are encrypted": ("en", "B02", put("META-INF/encryption.xml", b"<encryption><EncryptedData/></encryption>")),
    # the package
    "no title": ("en", "P01", change(OPF, "<dc:title>[^<]*</dc:title>", "")),
    "no language": ("en", "P02", change(OPF, "<dc:language>[^<]*</dc:language>", "")),
    "no identifier": ("en", "P03", change(OPF, "<dc:identifier[^>]*>[^<]*</dc:identifier>", "")),
    "nothing to read": ("en", "P04", change(OPF, "<itemref[^>]*/>", "", 0)),
    "no navigation document": ("en", "P05", change(OPF, ' properties="nav"', "")),
    "package and metadata disagree": ("en", "P06", change(OPF, 'xml:lang="en"', 'xml:lang="fr"')),
    "pages turn the wrong way": ("ar", "P07", change(OPF, ' page-progression-direction="rtl"', "")),
    "no time of the last change": ("en", "P08", change(OPF, '<meta property="dcterms:modified">[^<]*</meta>', "")),
    "no cover": ("en", "P09", change(OPF, ' properties="cover-image"', "")),
    "no contents for old readers": ("en", "P10", change(OPF, 'application/x-dtbncx\\+xml', "text/plain")),
    # the pages
    "a page names no language": ("en", "T01", change(S1, ' lang="en" xml:lang="en"', "")),
    "a page names another language": ("en", "T02", change(S1, 'lang="en" xml:lang="en"', 'lang="ko" xml:lang="ko"')),
    "the cover names another language": ("ar", "T02", change(COVER, 'lang="ar" xml:lang="ar"', 'lang="en" xml:lang="en"')),
    "a page runs the wrong way": ("ar", "T03", change(S1, ' dir="rtl"', "")),
    "a picture without alt": ("en", "T04", change(S1, ' alt="[^"]*"', "")),
    "the text is in another language": ("ar", "T05", change(S2, r"[\u0621-\u064a]+", "words", 0)),
    "an id stands twice": ("en", "T06", change(S1, 'id="s1-b2-k2"', 'id="s1-b2-k1"')),
    "a link to a page that is not there": ("en", "T07", change(NAV, 'href="s2.xhtml"', 'href="s9.xhtml"')),
    "a link to a place that is not there": ("en", "T07", change(NAV, "#s1-s1-b1", "#nowhere")),
    "a script": ("en", "T08", change(S1, "</body>", "<script>alert(1)</script></body>")),
    "an event handler": ("en", "T08", change(S1, "<body>", '<body onload="go()">')),
    "a picture from elsewhere": ("en", "T09", change(S1, 'src="../pictures/[^"]*"', 'src="https://elsewhere.example/a.png"')),
    "a style sheet from elsewhere": ("en", "T09", change(S1, "</head>", '<link rel="stylesheet" href="https://elsewhere.example/a.css"/></head>')),
    "letters in the wrong encoding": ("en", "T10", change(S2, "The town", "The townâ€™s")),
    "a letter that could not be read": ("ar", "T10", change(S2, "تقرر", "تق\ufffdر")),
    "a page without a title": ("en", "T11", change(S1, "<title>[^<]*</title>", "<title></title>")),
    "a page without a heading": ("en", "T12", change(S2, "h2", "p", 0)),
    "a heading skips a rank": ("en", "T13", change(S1, "h3", "h5", 0)),
    "a table without headers": ("en", "T14", change(S1, "<th( [^>]*)>(.*?)</th>", r"<td\1>\2</td>", 0)),
    "contents left in English": ("ar", "T15", change(NAV, '(<nav epub:type="landmarks".*?<a [^>]*>)[^<]*', r"\1Cover")),
    # the overlays
    "a page without an overlay": ("en", "O01", change(OPF, ' media-overlay="overlay-s2"', "")),
    "a clip for a text that is gone": ("en", "O02", change(SMIL, "#s1-b2-k1", "#s1-b2-k9")),
    "a clip for a text of another page": ("en", "O02", change(SMIL, "s1.xhtml#s1-b2-k1", "s2.xhtml#s2-b1-k1")),
    "a clip without an end, before others": ("en", "O08", change(SMIL, ' clipEnd="[^"]*"', "")),
    "a clip with no time for an end": ("en", "O04", change(SMIL, ' clipEnd="[^"]*"', ' clipEnd="soon"')),
    "a clip that ends before it begins": ("en", "O05", change(SMIL, 'clipBegin="[^"]*" clipEnd="[^"]*"', 'clipBegin="2.000s" clipEnd="1.000s"')),
    "a clip beyond the end of its sound": ("en", "O06", moved_clip(5.0, -1, "clipEnd")),
    "a recording cut short": ("en", "O06", sound("-t", "3")),
    "a gap": ("en", "O07", moved_clip(0.08)),
    "an overlap": ("en", "O08", moved_clip(-0.08)),
    "clips in another order than the text": ("en", "O09", swapped_clips),
    "two clips for one text": ("en", "O10", doubled_target),
    "a sentence without a clip": ("en", "O11", change(SMIL, '<par id="par-s1-b2-k2">.*?</par>', "")),
    "a picture's alternative without a clip": ("en", "O11", change(SMIL, '<par id="par-s1-b3-b1-k1">.*?</par>', "")),
    "text that was added later": ("ar", "O11", change(S1, "</section>", "<p>نص جديد</p></section>")),
    "a page's length that is not so": ("en", "O12", change(OPF, '(refines="#overlay-s1"[^>]*>)[^<]*', r"\g<1>99.000s")),
    "no length for a page": ("en", "O12", change(OPF, '<meta property="media:duration" refines="#overlay-s1">[^<]*</meta>|<meta refines="#overlay-s1" property="media:duration">[^<]*</meta>', "")),
    "a whole that is not the sum": ("en", "O13", change(OPF, '(<meta property="media:duration">)[^<]*', r"\g<1>9.000s")),
    "no active class": ("en", "O14", change(OPF, '<meta property="media:active-class">[^<]*</meta>', "")),
    "an active class without a rule": ("en", "O14", change("EPUB/book.css", "-epub-media-overlay-active", "-other", 0)),
    "a clip too short to be heard": ("en", "O15", change(SMIL, 'clipBegin="0.000s" clipEnd="[^"]*"', 'clipBegin="0.000s" clipEnd="0.100s"')),
    "sound after the last clip": ("en", "O16", sound("-af", "apad=pad_dur=3")),
    "no narrator": ("en", "O17", change(OPF, '<meta property="media:narrator">[^<]*</meta>', "")),
    # the sound
    "a damaged recording": ("en", "S01", put(MP3, b"no sound " * 300)),
    "an empty recording": ("en", "S01", put(MP3, b"")),
    "a silent recording": ("en", "S02", sound("-af", "volume=0")),
    "a recording that lags behind": ("en", "S03", sound("-af", "adelay=700")),
    "a recording that runs ahead": ("en", "S04", sound("-af", "atrim=start=1.3,asetpts=PTS-STARTPTS,apad=pad_dur=1.3")),
    "a recording at full scale": ("en", "S05", sound("-af", "volume=40dB")),
    # what is said of access
    "no access mode": ("en", "A01", change(OPF, '<meta property="schema:accessMode">[^<]*</meta>', "", 0)),
    "listening does not suffice": ("en", "A02", change(SMIL, '<par id="par-s1-b2-k2">.*?</par>', "")),
    "synchronised sound without overlays": ("en", "A03", change(OPF, ' media-overlay="[^"]*"', "", 0)),
    "alternatives that are not there": ("en", "A04", change(S1, ' alt="[^"]*"', "")),
    "no sufficient access mode": ("en", "A05", change(OPF, '<meta property="schema:accessModeSufficient">[^<]*</meta>', "", 0)),
    "synchronised sound kept secret": ("en", "A06", change(OPF, "<meta [^>]*>synchronizedAudioText</meta>", "")),
    "pictures kept secret": ("ar", "A07", change(OPF, "<meta [^>]*>visual</meta>", "")),
    "no word on hazards": ("en", "A08", change(OPF, '<meta property="schema:accessibilityHazard">[^<]*</meta>', "")),
    "no summary": ("en", "A09", change(OPF, '<meta property="schema:accessibilitySummary">[^<]*</meta>', "")),
    "a summary in English": ("ar", "A10", change(OPF, '(<meta property="schema:accessibilitySummary">)[^<]*', r"\1This book is read aloud.")),
    "a standard nobody certifies": ("en", "A11", change(OPF, "</metadata>", '<meta property="dcterms:conformsTo">EPUB Accessibility 1.1 - WCAG 2.2 Level AA</meta></metadata>')),
}  # fmt: skip


@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_clean_edition_has_no_finding(language: str, editions: Mapping[str, Path]) -> None:
    found = [(one.path.name, one.findings) for one in proof([editions[language]], fast=True)]
    assert len(found) == 2
    assert [one for one in found if one[1]] == []


@pytest.mark.slow
@pytest.mark.parametrize("name", PLANTED)
def test_a_planted_defect_is_found(
    name: str, taken_apart: Callable[[str], Files], put_together: Callable[[Files], Path]
) -> None:
    language, number, plant = PLANTED[name]
    (found,) = proof([put_together(plant(taken_apart(language)))], fast=True)
    assert number in {one.number for one in found.findings}


def test_the_corpus_holds_sixty_defects_in_two_books() -> None:
    assert len(PLANTED) >= 60
    assert {language for language, _, _ in PLANTED.values()} == {"en", "ar"}


@pytest.mark.slow
def test_epubcheck_finds_nothing_in_the_clean_books_either(
    editions: Mapping[str, Path], epubcheck: Callable[[list[Path]], list[dict[str, object]]]
) -> None:
    books = [book for folder in editions.values() for book in folder.glob("*.epub")]
    assert [report["findings"] for report in epubcheck(books)] == [[], []]


ONLY_IN_FULL: Mapping[str, tuple[str, Plant]] = {
    "a paragraph in a paragraph": ("RSC-005", change(S1, "(<p [^>]*>)", r"\1<p></p>")),
    "an attribute that HTML does not have": ("RSC-005", change(S1, "<p ", '<p colour="red" ')),
    "an element that HTML does not have": ("RSC-005", change(S2, "</section>", "<center></center></section>")),
    "a style sheet with an open brace": ("CSS-008", change("EPUB/book.css", r"body \{", "body {{")),
    "a media type that is not the file's": ("OPF-029", change(OPF, 'media-type="image/png"', 'media-type="image/gif"')),
    "a date that is none": ("OPF-053", change(OPF, "<dc:date>[^<]*", "<dc:date>last summer")),
    "contents in another order than the book": ("NAV-011", change(NAV, r'href="s1\.xhtml"(.*)href="s2\.xhtml"', r'href="s2.xhtml"\1href="s1.xhtml"')),
}  # fmt: skip


@pytest.mark.slow
def test_epubcheck_adds_what_our_rules_leave_to_it(
    taken_apart: Callable[[str], Files],
    put_together: Callable[[Files], Path],
    epubcheck: Callable[[list[Path]], list[dict[str, object]]],
    tmp_path: Path,
) -> None:
    books = [
        put_together(plant(taken_apart("en"))).rename(tmp_path / f"{number}.epub")
        for number, (_, plant) in enumerate(ONLY_IN_FULL.values())
    ]
    said = [{one["id"] for one in report["findings"]} for report in epubcheck(books)]  # type: ignore[attr-defined]
    assert [number in found for (number, _), found in zip(ONLY_IN_FULL.values(), said, strict=True)] == [
        True
    ] * len(books), said
    own = [one.findings for one in proof(books, fast=True)]
    assert own == [()] * len(books)
