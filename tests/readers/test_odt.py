"""OpenDocument texts: what LibreOffice shows of them is read, and what was deleted or said beside it is not."""

from base64 import b64encode
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from PIL import Image

from pipeline.document.article import BlockKind, MarkKind
from pipeline.errors import ArticleEmpty, ArticleError, ArticleNotText
from pipeline.readers import read
from pipeline.readers.opendocument import odt
from pipeline.readers.pictures.album import Album
from pipeline.readers.pieces import Manuscript, Piece

SPACES = " ".join(
    f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for prefix, name in {
        "office": "office", "text": "text", "table": "table", "style": "style", "draw": "drawing", "meta": "meta", "svg": "svg-compatible",
        "fo": "xsl-fo-compatible",
    }.items()
) + ' xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:dc="http://purl.org/dc/elements/1.1/"'  # fmt: skip
STYLES = (
    '<style:style style:name="B"><style:text-properties fo:font-weight="bold"/></style:style>'
    '<style:style style:name="I"><style:text-properties fo:font-style="italic"/></style:style>'
    '<style:style style:name="D"><style:text-properties style:text-line-through-style="solid"/></style:style>'
    '<style:style style:name="U"><style:text-properties style:text-position="super 58%"/></style:style>'
    '<style:style style:name="H"><style:text-properties text:display="none"/></style:style>'
    '<style:style style:name="F"><style:text-properties fo:language="fr" fo:country="FR"/></style:style>'
    '<style:style style:name="P1" style:parent-style-name="Title"/>'
    '<style:style style:name="Q" style:parent-style-name="Quotations"/>'
    '<style:style style:name="C" style:parent-style-name="Preformatted_20_Text"/>'
    '<text:list-style style:name="N"><text:list-level-style-number text:level="1" style:num-format="1" text:start-value="3"/>'
    '<text:list-level-style-bullet text:level="2"/></text:list-style>'
)
COMMON = "".join(
    f'<style:style style:name="{name.replace(" ", "_20_")}" style:display-name="{name}"/>'
    for name in ("Title", "Subtitle", "Quotations", "Preformatted Text", "Caption")
)


def _png() -> bytes:
    out = BytesIO()
    Image.new("RGB", (4, 4), "red").save(out, "PNG")
    return out.getvalue()


def _document(body: str, meta: str = "", **more: bytes | str) -> bytes:
    parts: dict[str, bytes | str] = {
        "mimetype": "application/vnd.oasis.opendocument.text",
        "content.xml": f"<office:document-content {SPACES}><office:automatic-styles>{STYLES}</office:automatic-styles>"
        f"<office:body><office:text>{body}</office:text></office:body></office:document-content>",
        "styles.xml": f"<office:document-styles {SPACES}><office:styles>{COMMON}</office:styles><office:master-styles>"
        "<style:master-page><style:header><text:p>Page head</text:p></style:header></style:master-page></office:master-styles>"
        "</office:document-styles>",
        "meta.xml": f"<office:document-meta {SPACES}><office:meta>{meta}</office:meta></office:document-meta>",
        "META-INF/manifest.xml": "<manifest/>",
        "Configurations2/accelerator/current.xml": "",
        "Pictures/well.png": _png(),
    }
    out = BytesIO()
    with ZipFile(out, "w") as archive:
        for path, part in (parts | more).items():
            archive.writestr(path, part)
    return out.getvalue()


def _read(body: str, meta: str = "", **more: bytes | str) -> Manuscript:
    return odt.parse(_document(body, meta, **more), "a.odt", Album(Path(), own=False))


def _lines(found: Manuscript) -> list[str]:
    def lines(piece: Piece, depth: int) -> Iterator[str]:
        yield f"{' ' * depth}{piece.kind}{piece.level or ''} {piece.text}".rstrip().replace("\n", "|")
        for inner in piece.pieces:
            yield from lines(inner, depth + 1)

    return [line for piece in found.pieces for line in lines(piece, 0)]


def _p(text: str, style: str = "") -> str:
    return f'<text:p text:style-name="{style}">{text}</text:p>'


def _span(style: str, text: str) -> str:
    return f'<text:span text:style-name="{style}">{text}</text:span>'


def test_headings_lists_quotations_and_code_keep_their_structure() -> None:
    found = _read(
        _p("우물", "P1") + _p("물의 이야기", "Subtitle")
        + '<text:h text:outline-level="1">돌</text:h>' + _p("본문이다.<text:line-break/>둘째 줄이다.")
        + '<text:list text:style-name="N"><text:list-item><text:p>하나</text:p><text:list><text:list-item><text:p>속</text:p>'
        "</text:list-item></text:list></text:list-item><text:list-item><text:p>둘</text:p></text:list-item></text:list>"
        + _p("인용이다.", "Q") + _p("x = 1", "C") + _p("<text:s text:c='2'/>y", "C")
    )  # fmt: skip
    assert found.front.subtitle == "물의 이야기"
    assert _lines(found) == [
        "heading1 우물", "heading2 돌", "paragraph 본문이다.|둘째 줄이다.",
        "list", " item 하나", "  list", "   item 속", " item 둘",
        "quotation", " paragraph 인용이다.", "code x = 1|  y",
    ]  # fmt: skip
    lists = [piece for top in found.pieces for piece in top.walk() if piece.kind is BlockKind.LIST]
    assert [(each.ordered, each.start) for each in lists] == [(True, 3), (False, 1)]


def test_words_keep_their_marks_and_links() -> None:
    found = _read(
        _p(
            f"a {_span('B', 'b')}{_span('I', 'c')}{_span('D', 'd')}{_span('U', '2')}{_span('F', 'eau')}"
            '<text:a xlink:href="https://example.org/">g</text:a> 漢'
            "<text:ruby><text:ruby-base>字</text:ruby-base><text:ruby-text>じ</text:ruby-text></text:ruby>"
        )
    )
    assert [(span.text, [mark.kind for mark in span.marks]) for span in found.pieces[0].spans] == [
        ("a ", []), ("b", [MarkKind.STRONG]), ("c", [MarkKind.EMPHASIS]), ("d", [MarkKind.DELETED]), ("2", [MarkKind.SUPERSCRIPT]),
        ("eau", [MarkKind.LANGUAGE]), ("g", [MarkKind.LINK]), (" 漢", []), ("字", [MarkKind.RUBY]),
    ]  # fmt: skip


def test_what_was_deleted_or_said_beside_the_text_is_never_published() -> None:
    found = _read(
        '<text:tracked-changes><text:changed-region><text:deletion><text:p>gone for good</text:p></text:deletion></text:changed-region></text:tracked-changes>'
        + _p('Kept<text:change text:change-id="c1"/> text<office:annotation><text:p>Really?</text:p></office:annotation>, all of it.')
        + _p("Unseen line", "H") + _p(f"Shown {_span('H', 'unseen word')} here.")
        + '<text:section text:display="none"><text:p>Unseen part</text:p></text:section>'
        '<text:table-of-content><text:index-body><text:p>Stones 3</text:p></text:index-body></text:table-of-content>'
    )  # fmt: skip
    assert _lines(found) == ["paragraph Kept text, all of it.", "paragraph Shown here."]
    told = {notice.code.removeprefix("reading."): notice.evidence for notice in found.notices}
    assert told == {
        "changes": "", "comments": "Really?", "margins": "Page head", "contents": "Stones 3", "hidden": "Unseen line\nunseen word\nUnseen part",
    }  # fmt: skip
    assert "gone for good" not in repr(found)


@pytest.mark.parametrize("cell", ["1900", "천구백 년", "一九零零年"])
def test_rows_and_tables_of_which_all_was_deleted_are_not_published(cell: str) -> None:
    def row(*cells: str) -> str:
        return f"<table:table-row>{''.join(f'<table:table-cell><text:p>{each}</text:p></table:table-cell>' for each in cells)}</table:table-row>"

    gone = '<text:change text:change-id="c1"/>'
    regions = '<text:tracked-changes><text:changed-region text:id="c1"><text:deletion><text:p>gone for good</text:p></text:deletion></text:changed-region></text:tracked-changes>'
    tables = (
        row("Year", "Depth") + row(gone, gone) + row(cell, gone) + row("", "40"),
        row(gone, gone),
    )
    found = _read(regions + "".join(f"<table:table>{table}</table:table>" for table in tables) + _p("After."))
    assert _lines(found) == [
        "table", " row", "  cell Year", "  cell Depth", " row", f"  cell {cell}", "  cell", " row", "  cell", "  cell 40", "paragraph After.",
    ]  # fmt: skip


def _section(condition: str) -> str:
    return f'<text:section text:display="condition" {condition}><text:p>비밀</text:p></text:section>'


HIDING = '<text:hidden-paragraph text:condition="x" text:is-hidden="true"/>'


@pytest.mark.parametrize(
    "unseen",
    [
        _p(f"비밀{HIDING}"),
        _p(f"{_span('B', HIDING)}비밀"),
        f'<text:h text:outline-level="1">{HIDING}비밀</text:h>',
        '<text:h text:outline-level="1" text:style-name="H">비밀</text:h>',
        _section('text:is-hidden="true"'),
        _p(_span("B", "") * 2) + _p("<text:span>" * 70 + _span("H", "비밀") + "</text:span>" * 70),
    ],
)
def test_what_is_hidden_is_told_and_not_published(unseen: str) -> None:
    found = _read(_p("보인다.") + unseen + _p("다 보인다."))
    assert _lines(found) == ["paragraph 보인다.", "paragraph 다 보인다."]
    told = {notice.code.removeprefix("reading."): notice.evidence for notice in found.notices}
    assert told == {"margins": "Page head", "hidden": "비밀"}


def test_what_a_condition_does_not_hide_is_published() -> None:
    note = f"<text:note><text:note-body><text:p>비밀{HIDING}</text:p><text:p>주.</text:p></text:note-body></text:note>"
    found = _read(
        _section('text:is-hidden="false"') + _section("") + _p(HIDING.replace("true", "false") + f"글{note}")
    )  # fmt: skip
    assert _lines(found) == ["paragraph 비밀", "paragraph 비밀", "paragraph 글", "note 주."]


def test_words_nested_beyond_reason_are_read_and_what_is_said_beside_them_is_not() -> None:
    inner = (
        f"one {_span('B', 'two')}<text:s/><!-- no --><?no no?>is <office:annotation><text:p>Really?</text:p></office:annotation>not<text:tab/>"
        "<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>A note.</text:p></text:note-body></text:note> three"
    )
    found = _read(_p("<text:span>" * 70 + inner + "</text:span>" * 70 + " four"))
    assert _lines(found) == ["paragraph one two is not three four", "note A note."]
    assert "Really?" not in repr(found.pieces)
    assert "Really?" in [notice.evidence for notice in found.notices]


def test_fields_that_show_something_are_read() -> None:
    found = _read(
        _p(
            'Rate <text:variable-set text:name="r" office:value="12">12</text:variable-set> percent, '
            '<text:conditional-text text:current-value="true">not</text:conditional-text> true'
            '<text:variable-set text:name="s" text:display="none">7</text:variable-set> 5.'
        )
    )
    assert _lines(found) == ["paragraph Rate 12 percent, not true 5."]


def test_a_table_in_the_head_of_another_stands_once() -> None:
    def table(cell: str, around: str = "") -> str:
        row = f"<table:table-row><table:table-cell>{cell}</table:table-cell></table:table-row>"
        return f"<table:table>{f'<table:{around}>{row}</table:{around}>' if around else row}</table:table>"

    for around in ("table-header-rows", "table-rows", "table-row-group"):
        lines = _lines(_read(table(_p("Outer") + table(_p("1900")), around)))
        assert sum("1900" in line for line in lines) == 1


def test_notes_pictures_tables_and_formulas_come_along() -> None:
    maths = '<math xmlns="http://www.w3.org/1998/Math/MathML"><mfrac><mi>d</mi><mi>v</mi></mfrac></math>'
    found = _read(
        _p(
            'Text<text:note text:note-class="footnote"><text:note-citation>1</text:note-citation><text:note-body><text:p>A note.</text:p></text:note-body></text:note>'
            ' is <draw:frame><draw:object xlink:href="./Object 1"/></draw:frame> deep.'
        )
        + '<text:p><draw:frame><draw:image xlink:href="Pictures/well.png"/><svg:title>t</svg:title><svg:desc>A well.</svg:desc></draw:frame></text:p>'
        + _p("The well in 1900.", "Caption")
        + '<table:table><table:table-header-rows><table:table-row><table:table-cell><text:p>Year</text:p></table:table-cell>'
        '<table:table-cell><text:p>Depth</text:p></table:table-cell></table:table-row></table:table-header-rows>'
        '<table:table-row><table:table-cell><text:p>1900</text:p></table:table-cell><table:table-cell><text:p>40</text:p></table:table-cell></table:table-row></table:table>',
        **{"Object 1/content.xml": maths},
    )  # fmt: skip
    assert _lines(found) == [
        "paragraph Text is d/v deep.", "figure", " alternative A well.", " caption The well in 1900.",
        "table", " row", "  cell Year", "  cell Depth", " row", "  cell 1900", "  cell 40", "note A note.",
    ]  # fmt: skip
    kinds = [mark.kind for span in found.pieces[0].spans for mark in span.marks]
    assert kinds == [MarkKind.NOTE, MarkKind.FORMULA]


def test_the_properties_are_front_matter_and_accounts_are_no_authors() -> None:
    front = _read(
        _p("Text."),
        "<dc:title>The Well</dc:title><meta:initial-creator>Ana Ruiz</meta:initial-creator><dc:creator>user</dc:creator>"
        "<meta:creation-date>2024-03-04T10:00:00</meta:creation-date><dc:date>2024-03-05T10:00:00</dc:date>"
        "<dc:language>es-MX</dc:language><meta:keyword>rivers</meta:keyword><dc:description>Short.</dc:description>",
    ).front
    assert (front.title, front.authors, front.date[:10], front.tags, front.description) == (
        "The Well", ("Ana Ruiz",), "2024-03-04", ("rivers",), "Short.",
    )  # fmt: skip
    template = "<dc:creator>admin</dc:creator><meta:creation-date>2015-03-04T10:00:00</meta:creation-date><dc:date>2024-03-05T10:00:00</dc:date>"
    front = _read(_p("Text."), template).front
    assert (front.authors, front.date) == ((), "")


def test_a_document_is_read_from_its_file_whatever_its_name(tmp_path: Path) -> None:
    path = tmp_path / "article.odt"
    path.write_bytes(_document(_p("우물", "P1") + _p("물은 맑았다.")))
    path.with_suffix(".bin").write_bytes(path.read_bytes())
    for each in (path, path.with_suffix(".bin")):
        assert [sentence.text for sentence in read(each)[0].sentences()][-1] == "물은 맑았다."


@pytest.mark.parametrize(
    ("body", "more", "error", "says"),
    [
        ("", {"content.xml": "<a/>"}, ArticleNotText, "no text in it"),
        ("x", {"META-INF/manifest.xml": "<m><encryption-data/></m>"}, ArticleNotText, "password"),
        ("<text:p>", {}, ArticleError, "damaged"),
        ("<text:section>" * 200 + "</text:section>" * 200, {}, ArticleError, "too deeply"),
        ("<text:p>x</text:p>", {"Pictures/x.png": "0" * 21_000_000}, ArticleError, "too large"),
    ],
    ids=["none", "password", "damaged", "deep", "large"],
)
def test_what_cannot_be_read_is_refused_in_words(
    body: str, more: dict[str, str], error: type[ArticleError], says: str
) -> None:
    with pytest.raises(error, match=says):
        _read(body, **more)


def test_a_document_without_text_is_empty(tmp_path: Path) -> None:
    path = tmp_path / "a.odt"
    path.write_bytes(_document(""))
    with pytest.raises(ArticleEmpty):
        read(path, "en")


def _flat(body: str, meta: str = "") -> str:
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<office:document {SPACES} office:version="1.3" office:mimetype="application/vnd.oasis.opendocument.text">'
        f"<office:meta>{meta}</office:meta><office:styles>{COMMON}</office:styles><office:automatic-styles>{STYLES}</office:automatic-styles>"
        "<office:master-styles><style:master-page><style:header><text:p>Page head</text:p></style:header></style:master-page></office:master-styles>"
        f"<office:body><office:text>{body}</office:text></office:body></office:document>"
    )


@pytest.mark.parametrize(
    ("title", "text"),
    [("우물", "물은 깊은 데서 온다."), ("井", "水从深处来。"), ("The well", "Water comes from below.")],
)
def test_a_document_in_one_file_of_xml_is_read_as_one_in_an_archive(
    tmp_path: Path, title: str, text: str
) -> None:
    picture = b64encode(_png()).decode()
    maths = '<math xmlns="http://www.w3.org/1998/Math/MathML"><mfrac><mi>d</mi><mi>v</mi></mfrac></math>'
    body = (
        _p(title, "P1") + '<text:h text:outline-level="1">1</text:h>' + _p(f"{text} {_span('B', 'b')}")
        + f"<text:p><draw:frame><draw:image><office:binary-data>{picture}</office:binary-data></draw:image><svg:desc>A dot</svg:desc></draw:frame></text:p>"
        + f"<text:p>x <draw:frame><draw:object>{maths}</draw:object></draw:frame></text:p>"
    )  # fmt: skip
    file = tmp_path / "a.fodt"
    file.write_text(
        _flat(body, "<dc:title>Other</dc:title><meta:initial-creator>Ana Lee</meta:initial-creator>"), "utf-8"
    )
    article, notices = read(file, "en")
    assert article.title.text == title
    assert article.authors == ("Ana Lee",)
    blocks = [part for section in article.sections for block in section.blocks for part in block.walk()]
    assert f"{text} b" in [block.text for block in blocks if block.kind is BlockKind.PARAGRAPH]
    assert [block.picture.media_type for block in blocks if block.picture] == ["image/png"]
    assert any(mark.kind is MarkKind.FORMULA for block in blocks for sentence in block.sentences for span in sentence.spans for mark in span.marks)  # fmt: skip
    assert "Page head" in "".join(notice.evidence for notice in notices)


def test_a_damaged_document_in_one_file_is_named(tmp_path: Path) -> None:
    file = tmp_path / "a.fodt"
    file.write_text(_flat(_p("x")).replace("</office:body>", ""), "utf-8")
    with pytest.raises(ArticleError, match="damaged"):
        read(file)
