"""RTF: what a word processor shows of it is read, and what was deleted or said beside it is not."""

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from pipeline.document.article import BlockKind, MarkKind
from pipeline.errors import ArticleEmpty, ArticleError
from pipeline.readers import read
from pipeline.readers.pictures.album import Album
from pipeline.readers.pieces import Manuscript, Piece
from pipeline.readers.rtf import rtf

HEAD = (
    r"{\rtf1\ansi\ansicpg1252\uc1{\fonttbl{\f0 Times;}{\f1\fcharset129 Batang;}{\f2\fcharset134 SimSun;}}"
    r"{\stylesheet{Normal;}{\s1\outlinelevel0 heading 1;}{\s2 Title;}{\s3 Quote;}{\s4 caption;}{\s5 My part;}}"
    r"{\*\listtable{\list{\listlevel\levelnfc0{\leveltext 1.;}}{\listlevel\levelnfc23{\leveltext x;}}\listid7}}"
    r"{\*\listoverridetable{\listoverride\listid7\ls1}}"
)


def _read(body: str, head: str = HEAD) -> Manuscript:
    return rtf.parse(f"{head}{body}}}".encode("latin-1"), "a.rtf", Album(Path(), own=False))


def _lines(found: Manuscript) -> list[str]:
    def lines(piece: Piece, depth: int) -> Iterator[str]:
        yield f"{' ' * depth}{piece.kind}{piece.level or ''} {piece.text}".rstrip().replace("\n", "|")
        for inner in piece.pieces:
            yield from lines(inner, depth + 1)

    return [line for piece in found.pieces for line in lines(piece, 0)]


def _escaped(text: str, encoding: str) -> str:
    return "".join(f"\\'{byte:02x}" for byte in text.encode(encoding))


def test_headings_lists_quotations_and_tables_keep_their_structure() -> None:
    found = _read(
        r"\pard\s2 The Well\par\pard\s1 Stones\par\pard Text.\line Second line.\par"
        r"\pard\ls1{\listtext 1.\tab}One\par\pard\ls1\ilvl1{\listtext x}Inner\par\pard\ls1 Two\par"
        r"\pard\s3 Said so.\par\trowd\trhdr\cellx1\cellx2\pard\intbl Year\cell Depth\cell\row\trowd\pard\intbl 1900\cell 40\cell\row\pard After.\par"
    )
    assert _lines(found) == [
        "heading1 The Well", "heading2 Stones", "paragraph Text.|Second line.",
        "list", " item One", "  list", "   item Inner", " item Two", "quotation", " paragraph Said so.",
        "table", " row", "  cell Year", "  cell Depth", " row", "  cell 1900", "  cell 40", "paragraph After.",
    ]  # fmt: skip
    lists = [piece for top in found.pieces for piece in top.walk() if piece.kind is BlockKind.LIST]
    assert [each.ordered for each in lists] == [True, False]


@pytest.mark.parametrize(
    ("first", "more", "last"),
    [("Dig.", "It takes a day.", "Rest."), ("우물을 판다.", "하루가 걸린다.", "쉰다."), ("挖井。", "要一天。", "休息。")],
)  # fmt: skip
def test_an_item_goes_on_over_paragraphs_that_stand_as_far_in(first: str, more: str, last: str) -> None:
    written = ["".join(f"\\u{ord(sign)}?" for sign in text) for text in (first, more, last)]
    found = _read(
        rf"\pard\ls1\li720\fi-360 {written[0]}\par\pard\ls1\ilvl1\li1440\fi-360 Inner\par\pard\li1440 Deep\par"
        rf"\pard\li720 {written[1]}\par\pard\ls1\li720\fi-360 {written[2]}\par\pard\li300 Beside\par\pard\li720 Apart\par"
    )
    lists = [piece for piece in found.pieces if piece.kind is BlockKind.LIST]
    said = [[part.text for part in item.walk() if part.text] for item in lists[0].pieces]
    whole = [piece.text for piece in found.pieces if piece.kind is BlockKind.PARAGRAPH]
    assert said == [[first, "Inner", "Deep", more], [last]]
    assert (len(lists), whole) == (1, ["Beside", "Apart"])


@pytest.mark.parametrize(
    ("written", "text"),
    [
        (rf"{{\f1 {_escaped('우물은 깊다.', 'cp949')}}}", "우물은 깊다."),
        (rf"{{\f2 {_escaped('井很深。', 'gb18030')}}}", "井很深。"),
        (r"\u50864?\u47932?\uc0\u51008  \uc1 x", "우물은 x"),
        (r"\u-10179?\u-8704? well", "😀 well"),
        (r"caf\'e9 \{x\} a\\b\emdash c\~d", "café {x} a\\b—c\u00a0d"),
        (r"{\listtext \u8226}First", "First"),
        ("a\r\nb", "ab"),
    ],
)
def test_letters_of_every_encoding_are_read(written: str, text: str) -> None:
    assert _read(rf"\pard {written}\par").pieces[0].text == text


def test_words_keep_their_marks_and_links() -> None:
    found = _read(
        r'\pard a {\b b}{\i c}{\strike d}{\super 2}{\field{\*\fldinst HYPERLINK "https://example.org/"}{\fldrslt{\ul g}}} {\b x\b0 y}\par'
    )
    assert [(span.text, [mark.kind for mark in span.marks]) for span in found.pieces[0].spans] == [
        ("a ", []), ("b", [MarkKind.STRONG]), ("c", [MarkKind.EMPHASIS]), ("d", [MarkKind.DELETED]), ("2", [MarkKind.SUPERSCRIPT]),
        ("g", [MarkKind.LINK]), (" ", []), ("x", [MarkKind.STRONG]), ("y", []),
    ]  # fmt: skip


def test_what_was_deleted_or_said_beside_the_text_is_never_published() -> None:
    found = _read(
        r"{\header Page head\par}\pard Kept {\deleted gone for good }text{\*\atnid AB}{\*\annotation Really?} and {\v unseen }all."
        r"{\*\unknown secret of a program}{\xe index word}\par"
    )
    assert _lines(found) == ["paragraph Kept text and all."]
    told = {notice.code.removeprefix("reading."): notice.evidence for notice in found.notices}
    assert told == {"changes": "", "comments": "Really?", "margins": "Page head", "hidden": "unseen"}
    assert "gone for good" not in repr(found)


def _picture() -> str:
    out = BytesIO()
    Image.new("RGB", (4, 4), "red").save(out, "PNG")
    return rf"{{\pict\pngblip {out.getvalue().hex()}}}"


@pytest.mark.parametrize(
    ("around", "told"),
    [
        (r"{\deleted gone %s}", {"changes": ""}),
        (r"{\v gone %s}", {"hidden": "gone\nA secret."}),
        (r"{\*\annotation gone %s}", {"comments": "gone A secret."}),
        (r"{\header gone %s}", {"margins": "gone A secret."}),
    ],
)
def test_notes_pictures_and_bookmarks_go_the_way_of_what_they_hang_on(
    around: str, told: dict[str, str]
) -> None:
    inner = rf"{{\footnote\pard\plain A secret.{_picture()}\par}}{{\*\shppict{_picture()}}}{{\*\bkmkstart secret}}"
    found = _read(rf"\pard Kept{{\footnote A note.}} text{around % inner}.\par")
    assert _lines(found) == ["paragraph Kept text.", "note A note."]
    assert "secret" not in repr(found.pieces)
    assert {notice.code.removeprefix("reading."): notice.evidence for notice in found.notices} == told


def test_notes_and_pictures_come_along() -> None:
    out = BytesIO()
    Image.new("RGB", (4, 4), "red").save(out, "PNG")
    found = _read(
        r"\pard Text{\super\chftn{\footnote\pard {\super\chftn} A note.}} goes on.\par"
        rf"\pard {{\*\shppict{{\pict{{\*\picprop{{\sp{{\sn wzDescription}}{{\sv A well.}}}}}}\pngblip {out.getvalue().hex()}}}}}{{\nonshppict{{\pict\wmetafile8 00}}}}\par"
        r"\pard\s4 The well in 1900.\par"
    )
    assert _lines(found) == [
        "paragraph Text goes on.", "figure", " alternative A well.", " caption The well in 1900.", "note A note.",
    ]  # fmt: skip


def test_what_a_shape_or_picture_shows_is_said_by_its_description_alone() -> None:
    shape = r"{\shp{\*\shpinst{\sp{\sn wzDescription}{\sv A well.}}{\sp{\sn wzName}{\sv Picture 7}}{\sp{\sn pib}{\sv "
    found = _read(
        rf"\pard {shape}{_picture()}}}}}}}}}\par\pard {{\sp{{\sn fLine}}{{\sv 0}}}}{_picture()}\par"
    )
    assert _lines(found) == ["figure", " alternative A well.", "figure"]


def test_a_formula_is_told_of_where_it_is_seen() -> None:
    formula = r"{\mmath{\*\moMathPara{\*\moMathParaPr{\mjc left}}{\*\moMath{\mr x=}{\mf{\mnum{\mr d}}{\mden{\mr v}}}}}}"
    found = _read(rf"\pard It is {formula}, at most.{{\deleted {formula.replace('x=', 'y=')}}}\par")
    assert _lines(found) == ["paragraph It is , at most."]
    told = [notice for notice in found.notices if notice.code == "reading.unconverted"]
    assert [notice.evidence for notice in told] == ["x=dv"]
    assert "y=dv" not in repr(found)


@pytest.mark.parametrize(
    "end",
    [
        r"\trowd\cellx1\pard\intbl Depth\par 1900",
        r"\trowd\cellx1\pard\intbl 1900\par\pard After.\par",
        r"\pard\intbl 1900",
    ],
)
def test_no_text_of_a_table_that_breaks_off_is_lost(end: str) -> None:
    assert sum("1900" in line for line in _lines(_read(end))) == 1


def test_a_table_of_contents_is_told_and_not_published() -> None:
    entry = r'{\field{\*\fldinst HYPERLINK \\l "_T1"}{\fldrslt Stones\tab{\field{\*\fldinst PAGEREF _T1}{\fldrslt 3}}}}'
    found = _read(
        rf'\pard Before.\par\pard{{\field{{\*\fldinst  TOC \\o "1-3"}}{{\fldrslt {entry}\par\pard Wells\tab 4\par}}}}\par\pard After.\par'
    )
    assert _lines(found) == ["paragraph Before.", "paragraph After."]
    told = [notice.evidence.split() for notice in found.notices if notice.code == "reading.contents"]
    assert told == [["Stones", "3", "Wells", "4"]]


def test_bytes_of_programs_are_no_text_and_those_of_pictures_a_picture() -> None:
    out = BytesIO()
    Image.new("RGB", (4, 4), "red").save(out, "PNG")
    written = out.getvalue()
    body = rf"\pard One \bin9 {{}}\x{{\par two\bin0  three.{{\pict\pngblip\bin{len(written)} {written.decode('latin-1')}}}\par"
    assert _lines(_read(body)) == ["paragraph One two three.", "figure"]


def test_its_properties_are_front_matter() -> None:
    info = r"{\info{\title The Well}{\author Ana Ruiz}{\keywords rivers, law}{\creatim\yr2024\mo3\dy4\hr10\min0}{\operator user}}"
    front = _read(rf"{info}\pard Text.\par").front
    assert (front.title, front.authors, front.date, front.tags) == (
        "The Well",
        ("Ana Ruiz",),
        "2024-03-04",
        ("rivers", "law"),
    )


def test_a_file_is_read_whatever_its_name(tmp_path: Path) -> None:
    path = tmp_path / "article.txt"
    path.write_bytes(rb"{\rtf1\ansi The well was full.\par}")
    assert [sentence.text for sentence in read(path, "en")[0].sentences()][-1] == "The well was full."


@pytest.mark.parametrize("body", ["{" * 100_000, r"{\b " * 600, r"{\footnote " * 600])
def test_groups_beyond_reason_are_refused_in_words(body: str) -> None:
    with pytest.raises(ArticleError, match="nested too deeply"):
        _read(body)


@pytest.mark.parametrize(
    "damaged",
    [
        r"{\rtf1",
        r"{\rtf1 text\par",
        r"{\rtf1 text}}}}\par more",
        "{\\rtf1 text\\'",
        r"{\rtf1 text\u99999999 \par",
    ],
)
def test_a_damaged_file_is_read_as_far_as_it_goes(tmp_path: Path, damaged: str) -> None:
    path = tmp_path / "a.rtf"
    path.write_bytes(damaged.encode())
    if "text" not in damaged:
        with pytest.raises(ArticleEmpty):
            read(path, "en")
    else:
        assert any("text" in sentence.text for sentence in read(path, "en")[0].sentences())
