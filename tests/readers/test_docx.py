"""Word documents: styles, notes, pictures, properties; and documents that are damaged or meant to harm."""

import re
import time
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile

import pytest
from PIL import Image

from pipeline.document.article import BlockKind, Heads, MarkKind
from pipeline.errors import ArticleError, ArticleNotText
from pipeline.readers.pictures.album import Album
from pipeline.readers.pieces import Manuscript
from pipeline.readers.word import docx

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
SPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    f'xmlns:r="{OFFICE}/relationships" xmlns:m="{OFFICE}/math" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"'
)
STYLES = {
    "Title": "Title", "Subtitle": "Subtitle", "berschrift1": "heading 1", "berschrift2": "heading 2",
    "Own": '내 제목"/><w:basedOn w:val="berschrift2', "Caption": "caption", "Quote": "Quote", "toc1": "toc 1",
    "Code": "HTML Preformatted",
}  # fmt: skip
CORE = (
    '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/">{}</cp:coreProperties>'
)
RELATED = "http://schemas.openxmlformats.org/package/2006/relationships"


def _para(text: str, style: str = "", level: int | None = None) -> str:
    """A paragraph; `text` may be runs."""
    numbered = (
        f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="1"/></w:numPr>' if level is not None else ""
    )
    runs = text if text.startswith("<") else _run(text)
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{numbered}</w:pPr>{runs}</w:p>'


def _run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def _picture(reference: str, shows: str) -> str:
    return (
        f'<w:r><w:drawing><wp:inline><wp:docPr id="1" name="x" descr="{shows}"/><a:graphic><a:graphicData><pic:pic>'
        f"<pic:blipFill><a:blip {reference}/></pic:blipFill></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )


def _document(body: str, links: str = "", packing: int = ZIP_DEFLATED, **more: str | bytes) -> bytes:
    """A document with this body; `more` are parts by path, `__` for `/` and `_` for `.`."""
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="{id}"><w:name w:val="{name}"/></w:style>'
        for id, name in STYLES.items()
    )
    levels = "".join(f'<w:lvl w:ilvl="{level}"><w:numFmt w:val="bullet"/></w:lvl>' for level in range(9))
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="png" ContentType="image/png"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{RELATED}"><Relationship Id="d" '
        f'Type="{OFFICE}/relationships/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{RELATED}">{links}</Relationships>',
        "word/document.xml": f"<w:document {SPACES}><w:body>{body}</w:body></w:document>",
        "word/styles.xml": f"<w:styles {SPACES}>{styles}</w:styles>",
        "word/numbering.xml": f'<w:numbering {SPACES}><w:abstractNum w:abstractNumId="0">{levels}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>',
    }
    parts |= {path.replace("__", "/").replace("_", "."): part for path, part in more.items()}
    held = BytesIO()
    with ZipFile(held, "w", packing) as package:
        for path, part in parts.items():
            package.writestr(path, part)
    return held.getvalue()


def _link(id: str, kind: str, target: str, mode: str = "External") -> str:
    return f'<Relationship Id="{id}" Type="{OFFICE}/relationships/{kind}" Target="{target}" TargetMode="{mode}"/>'


def _read(data: bytes) -> tuple[Manuscript, Album]:
    album = Album(Path(), own=False)
    return docx.parse(data, "article.docx", album), album


def _outline(found: Manuscript) -> list[str]:
    return [
        f"{part.kind} {part.level or ''} {part.text}".replace("  ", " ").rstrip()
        for piece in found.pieces
        for part in piece.walk()
    ]


def _png() -> bytes:
    held = BytesIO()
    Image.new("RGB", (3, 2)).save(held, "PNG")
    return held.getvalue()


def test_styles_make_title_headings_quotations_code_and_lists() -> None:
    found, _ = _read(
        _document(
            _para("강물이 분다", "Title") + _para("마을이 기다린다", "Subtitle") + _para("첫째 … 1", "toc1")
            + _para("첫째", "berschrift1") + _para("Text.") + _para("나의 제목", "Own")
            + _para("one", level=0) + _para("in", level=1) + _para("two", level=0)
            + _para("said", "Quote") + _para("a = 1", "Code") + _para("b  = 2", "Code")
            + _para("둘째", "berschrift1") + _para("끝.")
        )
    )  # fmt: skip
    assert found.front.subtitle == "마을이 기다린다"
    assert _outline(found) == [
        *("heading 1 강물이 분다", "heading 1 첫째", "paragraph Text.", "heading 2 나의 제목"),
        *("list", "item one", "list", "item in", "item two", "quotation", "paragraph said"),
        *("code a = 1\nb = 2", "heading 1 둘째", "paragraph 끝."),
    ]
    assert [(notice.code, notice.evidence) for notice in found.notices] == [
        ("reading.navigation", "첫째 … 1")
    ]


def test_runs_keep_their_marks_and_what_word_hides_is_told() -> None:
    found, _ = _read(
        _document(
            _para(
                _run("a ") + _run("b", "<w:b/>") + _run("c", "<w:i/>") + _run("d", "<w:strike/>")
                + _run("e", '<w:vertAlign w:val="superscript"/>') + _run("f", '<w:vertAlign w:val="subscript"/>')
                + f'<w:hyperlink r:id="L">{_run("g")}</w:hyperlink>' + _run("secret", "<w:vanish/>")
                + f"<w:ins>{_run('h')}</w:ins><w:del><w:r><w:delText>gone</w:delText></w:r></w:del>"
                + "<m:oMathPara><m:oMath><m:r><m:t>x=1</m:t></m:r></m:oMath></m:oMathPara>"
                + f"<w:r><w:ruby><w:rt>{_run('かん')}</w:rt><w:rubyBase>{_run('漢')}</w:rubyBase></w:ruby></w:r>"
            ),
            _link("L", "hyperlink", "https://example.org/"),
        )
    )  # fmt: skip
    spans = [(span.text, [mark.kind for mark in span.marks]) for span in found.pieces[0].spans]
    assert spans == [
        ("a ", []),
        ("b", [MarkKind.STRONG]),
        ("c", [MarkKind.EMPHASIS]),
        ("d", [MarkKind.DELETED]),
        ("e", [MarkKind.SUPERSCRIPT]),
        ("f", [MarkKind.SUBSCRIPT]),
        ("g", [MarkKind.LINK]),
        ("h", []),
        ("x = 1", [MarkKind.FORMULA]),
        ("漢", [MarkKind.RUBY]),
    ]
    assert [(notice.code, notice.evidence) for notice in found.notices] == [
        ("reading.hidden", "secret"),
    ]


def test_notes_stand_apart_and_comments_and_margins_are_told_of() -> None:
    found, _ = _read(
        _document(
            _para(
                _run("Text") + '<w:r><w:footnoteReference w:id="2"/></w:r>' + _run(" 본문")
                + '<w:r><w:endnoteReference w:id="3"/></w:r><w:r><w:commentReference w:id="0"/></w:r>'
            ),
            word__footnotes_xml=f'<w:footnotes {SPACES}><w:footnote w:id="2">{_para("A note.")}</w:footnote></w:footnotes>',
            word__endnotes_xml=f'<w:endnotes {SPACES}><w:endnote w:id="3">{_para("미주다.")}{_para("둘.")}</w:endnote></w:endnotes>',
            word__comments_xml=f'<w:comments {SPACES}><w:comment w:id="0">{_para("정말?")}</w:comment></w:comments>',
            word__header1_xml=f"<w:hdr {SPACES}>{_para('Page head')}</w:hdr>",
        )
    )  # fmt: skip
    assert _outline(found) == [
        *("paragraph Text 본문", "note A note.", "note", "paragraph 미주다.", "paragraph 둘."),
    ]
    points = [span.marks[0].value for span in found.pieces[0].spans if span.is_point]
    assert points == [piece.label for piece in found.pieces[1:]]
    assert [(notice.code, notice.evidence) for notice in found.notices] == [
        ("reading.comments", "정말?"),
        ("reading.margins", "Page head"),
    ]


def test_pictures_come_out_of_the_document_and_linked_ones_are_not_fetched(loopback: Any) -> None:
    server = loopback.serve(lambda _: loopback.answer(_png()))
    found, album = _read(
        _document(
            _para(_picture('r:embed="P"', "두 점")) + _para("그림 1. 두 점", "Caption")
            + _para(_picture('r:link="X"', "Far away")) + _para("Text."),
            _link("P", "image", "media/i.png", "Internal") + _link("X", "image", f"{server.address}/x.png"),
            word__media__i_png=_png(),
        )
    )  # fmt: skip
    assert _outline(found) == ["figure", "alternative 두 점", "caption 그림 1. 두 점", "paragraph Text."]
    assert not server.requests
    assert found.pieces[0].picture
    assert found.pieces[0].picture.width == 3
    assert [(notice.code, notice.evidence) for notice in album.notices] == [
        ("reading.picture-remote", "Far away")
    ]


def test_tables_keep_their_heads() -> None:
    def row(*cells: str, head: str = "") -> str:
        inner = "".join(f"<w:tc>{_para(cell)}</w:tc>" for cell in cells)
        return f"<w:tr><w:trPr>{head}</w:trPr>{inner}</w:tr>"

    body = f"<w:tbl>{row('도시', '수', head='<w:tblHeader/>')}{row('서울', '9')}</w:tbl>"
    found, _ = _read(_document(_para("Before.") + body))
    cells = [(cell.text, cell.heads) for line in found.pieces[1].pieces for cell in line.pieces]
    assert cells == [
        ("도시", Heads.COLUMN),
        ("수", Heads.COLUMN),
        ("서울", Heads.NOTHING),
        ("9", Heads.NOTHING),
    ]


def test_properties_are_the_front_matter() -> None:
    said = (
        "<dc:title>Of the properties</dc:title><dc:creator>김민; Ana Lee</dc:creator><cp:keywords>a, 물</cp:keywords>"
        "<dc:description>요약.</dc:description><dc:language>ko-KR</dc:language><dcterms:created>2023-10-09T08:00:00Z</dcterms:created>"
    )
    found, _ = _read(
        _document(_para("Of the properties") + _para("Text."), docProps__core_xml=CORE.format(said))
    )
    front = found.front
    assert (front.title, front.authors, front.tags) == ("Of the properties", ("김민", "Ana Lee"), ("a", "물"))
    assert (front.description, front.language, front.date) == ("요약.", "ko", "2023-10-09T08:00:00+00:00")
    assert _outline(found) == ["paragraph Text."]
    titled, _ = _read(
        _document(_para("제목", "Title") + _para("Text."), docProps__core_xml=CORE.format(said))
    )
    assert (titled.front.title, titled.pieces[0].text) == ("", "제목")


def test_text_that_cannot_be_converted_is_told() -> None:
    chart = f"<w:r><w:unknown>{_para('차트의 글')}</w:unknown></w:r>"
    found, _ = _read(_document(_para(_run("Text. ") + chart)))
    assert found.pieces[0].kind is BlockKind.PARAGRAPH
    assert [(notice.code, notice.evidence) for notice in found.notices] == [
        ("reading.unconverted", "차트의 글")
    ]


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)


@pytest.mark.parametrize(
    ("data", "error", "told"),
    [
        (b"", ArticleError, "damaged"),
        (b"PK\x03\x04junk", ArticleError, "damaged"),
        (_document(_para("x"))[:-200], ArticleError, "damaged"),
        (_document(_para("x"))[:300], ArticleError, "damaged"),
        (_document("<w:p><w:r>"), ArticleError, "word/document.xml is damaged"),
        (OLE, ArticleNotText, "old kind"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), ArticleNotText, "password"),
        (_document(_para("x")).replace(b"word/", b"xxxx/"), ArticleNotText, "no Word document"),
        (
            _document(
                _para("x"), word__a_xml='<!DOCTYPE a [<!ENTITY b "c"><!ENTITY d "&b;&b;">]><a>&d;</a>'
            ),
            ArticleError,
            "document type",
        ),
        (
            _document(_para("x"), docProps__a_xml='<!DOCTYPE a SYSTEM "file:///etc/hostname"><a/>'),
            ArticleError,
            "document type",
        ),
        (
            _document(
                _para("x"), word__b_xml='<?xml version="1.0" encoding="utf-16"?><!DOCTYPE a><a/>'.encode("utf-16")
            ),
            ArticleError,
            "document type",
        ),
        (_document("<w:sdt>" * 10_000 + "</w:sdt>" * 10_000), ArticleError, "too deeply"),
        (_document(_para("x"), word__media__z_png=bytes(90_000_000)), ArticleError, "unpacks to 90,000,000"),
        (_document(_para("x"), word__media__z_bin=bytes(19_000_000)), ArticleError, "unpacks to"),
        (_document(_para("x"), **{f"a{number}": "" for number in range(6_000)}), ArticleError, "parts"),
        (
            _document(_para('<w:r><w:footnoteReference w:id="9"/></w:r>')),
            ArticleError,
            "cannot be understood",
        ),
    ],
    ids=[
        *("empty", "junk", "cut", "cut-short", "xml", "old", "encrypted", "other", "entities", "external"),
        *("utf-16", "deep", "large", "bomb", "parts", "note"),
    ],
)  # fmt: skip
def test_documents_that_are_none_or_do_harm_are_one_clear_error(
    data: bytes, error: type[ArticleError], told: str
) -> None:
    began = time.process_time()
    with pytest.raises(error) as caught:
        _read(data)
    assert told in caught.value.message
    assert "article.docx" in caught.value.message
    assert caught.value.advice
    assert time.process_time() - began < 5


def test_a_part_that_is_larger_than_it_says_is_not_believed() -> None:
    data = bytearray(_document(_para("x"), packing=ZIP_STORED, word__media__z_png=bytes(1_000)))
    for place in (data.find(b"word/media/z.png") - 30, data.rfind(b"word/media/z.png") - 46):
        start = place + (22 if data[place : place + 4] == b"PK\x03\x04" else 24)
        data[start : start + 4] = (10).to_bytes(4, "little")
    with pytest.raises(ArticleError):
        _read(bytes(data))


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ("<m:f><m:num>{d}</m:num><m:den>{v}</m:den></m:f>", "d/v"),
        ("<m:sSup><m:e>{x}</m:e><m:sup>{2}</m:sup></m:sSup>", "x²"),
        ("<m:sSubSup><m:e>{x}</m:e><m:sub>{1}</m:sub><m:sup>{2}</m:sup></m:sSubSup>", "x₁²"),
        ("<m:rad><m:deg/><m:e>{a+b}</m:e></m:rad>", "√(a + b)"),
        ("<m:rad><m:deg>{3}</m:deg><m:e>{x}</m:e></m:rad>", "³√x"),
        (
            "<m:nary><m:naryPr><m:chr m:val='∑'/></m:naryPr><m:sub>{i=1}</m:sub><m:sup>{n}</m:sup><m:e>{i}</m:e></m:nary>",
            "∑ (i = 1 … n) i",
        ),
        ("<m:d><m:dPr><m:begChr m:val='['/></m:dPr><m:e>{a}</m:e></m:d>", "[a)"),
        ("<m:func><m:fName>{sin}</m:fName><m:e>{x}</m:e></m:func>", "sin x"),
        (
            "<m:m><m:mr><m:e>{a}</m:e><m:e>{b}</m:e></m:mr><m:mr><m:e>{c}</m:e><m:e>{d}</m:e></m:mr></m:m>",
            "a b, c d",
        ),
        ("{속도 = 3}", "속도 = 3"),
        ("{x is not valid}", "x is not valid"),
        ("{not valid}", "not valid"),
        ("{2x if y}", "2x if y"),
        ("<m:f><m:fPr><m:type m:val='noBar'/></m:fPr><m:num>{n}</m:num><m:den>{k}</m:den></m:f>", "n k"),
        ("<m:bar><m:barPr><m:pos m:val='top'/></m:barPr><m:e>{x}</m:e></m:bar>", "x\u0305"),
        ("<m:sPre><m:sub>{6}</m:sub><m:sup>{14}</m:sup><m:e>{C}</m:e></m:sPre>", "¹⁴₆C"),
        (
            "<m:nary><m:naryPr><m:chr m:val='∑'/></m:naryPr><m:sub/><m:sup>{n}</m:sup><m:e>{i}</m:e></m:nary>",
            "∑ⁿ i",
        ),
        (
            "<m:nary><m:sub/><m:sup/><m:e><m:nary><m:naryPr><m:chr m:val='∑'/></m:naryPr><m:e>{i}</m:e></m:nary></m:e></m:nary>",
            "∫ ∑ i",
        ),
        (
            "<m:d><m:e><m:d><m:dPr><m:begChr m:val='['/><m:endChr m:val=']'/></m:dPr><m:e>{a}</m:e></m:d></m:e></m:d>",
            "([a])",
        ),
    ],
)
def test_a_formula_is_shown_as_word_shows_it(written: str, text: str) -> None:
    formula = re.sub(r"\{([^}]*)\}", r"<m:r><m:t>\1</m:t></m:r>", written)
    found, _ = _read(_document(_para(f"{_run('It is ')}<m:oMath>{formula}</m:oMath>{_run(', at most.')}")))
    assert found.pieces[0].text == f"It is {text}, at most."
    shown = [mark.value for span in found.pieces[0].spans for mark in span.marks]
    assert [mark[:6] for mark in shown] == ["<math "]
    assert [notice.code for notice in found.notices] == []


@pytest.mark.parametrize(
    "unseen",
    [
        "<w:del w:id='1'><m:r><m:t>9</m:t></m:r></w:del>",
        "<w:moveFrom w:id='1'><m:r><m:t>9</m:t></m:r></w:moveFrom>",
        "<m:r><w:del w:id='1'><w:rPr/></w:del><m:t>9</m:t></m:r>",
        "<m:r><w:rPr><w:vanish/></w:rPr><m:t>9</m:t></m:r>",
        "<w:del w:id='1'><m:r><w:rPr><w:vanish/></w:rPr><m:t>9</m:t></m:r></w:del>",
    ],
)
def test_what_was_deleted_from_a_formula_or_hidden_in_it_is_not_published(unseen: str) -> None:
    kept = "<w:ins w:id='2'><m:r><w:rPr><w:vanish w:val='0'/></w:rPr><m:t>5</m:t></m:r></w:ins>"
    formula = f"<m:oMath><m:r><m:t>x=</m:t></m:r>{unseen}<m:sSup><m:e>{unseen}{kept}</m:e><m:sup>{kept}</m:sup></m:sSup></m:oMath>"
    found, _ = _read(_document(_para(f"{_run('물은 ')}{formula}{_run('이다.')}")))
    assert found.pieces[0].text == "물은 x = 5⁵이다."
    assert "<mn>9" not in repr(found.pieces)
    told = [notice.evidence for notice in found.notices]
    assert told == (["9 9"] if unseen.startswith("<m:r><w:rPr>") else [])


def test_what_is_hidden_in_a_ruby_or_a_note_is_not_published() -> None:
    secret = _run("秘密", "<w:vanish/>")
    base, reading = f"{_run('漢')}{secret}", f"{_run('かん')}{secret}<w:del w:id='1'>{_run('旧')}</w:del>"
    found, _ = _read(
        _document(
            _para(
                f"<w:r><w:ruby><w:rt>{reading}</w:rt><w:rubyBase>{base}</w:rubyBase></w:ruby></w:r>"
                '<w:r><w:footnoteReference w:id="2"/></w:r>'
            ),
            word__footnotes_xml=f'<w:footnotes {SPACES}><w:footnote w:id="2">{_para(_run("注。") + secret)}</w:footnote></w:footnotes>',
        )
    )
    assert _outline(found) == ["paragraph 漢", "note 注。"]
    assert "秘密" not in repr(found.pieces)
    assert "旧" not in repr(found)
    assert [notice.code for notice in found.notices] == ["reading.hidden"]
