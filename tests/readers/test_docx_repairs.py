"""Word documents as people and programs write them: fields, directions, drop caps, lists that go on, accounts, bold lines."""

from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest

from pipeline.document.article import Article, BlockKind, Heads
from pipeline.document.notices import Notice
from pipeline.readers import read
from pipeline.readers.word.properties import authors

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
RELATED = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
LEAD = "우물은 마을 한가운데에 있고, 사람들은 백 년이 넘게 그 물을 길어 왔다."
MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"


def _run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def _para(runs: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr>{runs if runs.startswith('<') else _run(runs)}</w:p>"


def _title(text: str) -> str:
    return _para(text, '<w:pStyle w:val="Title"/>')


def _read(
    folder: Path,
    body: str,
    *,
    core: str = "",
    styles: str = "",
    numbering: str = "",
    main: str = "word/document.xml",
) -> tuple[Article, tuple[Notice, ...]]:
    packed = BytesIO()
    title = '<w:style w:type="paragraph" w:styleId="Title"><w:name w:val="Title"/></w:style>'
    parts = {
        "[Content_Types].xml": f'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        f'<Override PartName="/{main}" ContentType="{MAIN}"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{RELATED}"><Relationship Id="d" Type="{OFFICE}" Target="{main}"/></Relationships>',
        main: f"<w:document {W}><w:body>{body}</w:body></w:document>",
        "word/styles.xml": f"<w:styles {W}>{title}{styles}</w:styles>",
        "docProps/core.xml": '<p:coreProperties xmlns:p="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
        f'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/">{core}</p:coreProperties>',
    }
    if numbering:
        parts["word/numbering.xml"] = f"<w:numbering {W}>{numbering}</w:numbering>"
    with ZipFile(packed, "w") as package:
        for path, part in parts.items():
            package.writestr(path, part)
    file = folder / "a.docx"
    file.write_bytes(packed.getvalue())
    return read(file)


def _texts(article: Article) -> list[str]:
    return [block.text for section in article.sections for block in section.walk() if block.text][1:]


@pytest.mark.parametrize(
    "wrapped",
    [
        '<w:fldSimple w:instr=" MERGEFIELD x ">{}</w:fldSimple>',
        '<w:bdo w:val="rtl">{}</w:bdo>',
        '<w:dir w:val="rtl">{}</w:dir>',
        '<w:smartTag w:element="place">{}</w:smartTag>',
        "<w:sdt><w:sdtPr/><w:sdtContent>{}</w:sdtContent></w:sdt>",
        '<w:fldSimple w:instr=" REF x "><w:dir w:val="rtl">{}</w:dir></w:fldSimple>',
    ],
)
@pytest.mark.parametrize("word", ["사백 유로", "四百欧元", "أربعمئة"])
def test_what_is_wrapped_keeps_its_text_in_its_place(tmp_path: Path, wrapped: str, word: str) -> None:
    body = _title("우물") + _para(_run("값은 ") + wrapped.format(_run(word)) + _run(" 이다."))
    article, notices = _read(tmp_path, body)
    assert _texts(article) == [f"값은 {word} 이다."]
    assert not notices


def test_a_hint_in_a_control_is_nobodys_text_and_a_programs_contents_are_told(tmp_path: Path) -> None:
    hint = (
        "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>"
        + _run("여기를 누르세요")
        + "</w:sdtContent></w:sdt>"
    )
    contents = (
        '<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj></w:sdtPr><w:sdtContent>'
        + _para("첫째 절 1") + "</w:sdtContent></w:sdt>"
    )  # fmt: skip
    article, notices = _read(tmp_path, _title("우물") + contents + _para(_run("물은 깊다.") + hint))
    assert _texts(article) == ["물은 깊다."]
    assert [(notice.code, notice.evidence) for notice in notices] == [("reading.contents", "첫째 절 1")]


@pytest.mark.parametrize(
    ("letter", "rest"), [("T", "he old well."), ("우", "물은 깊다."), ("井", "水很深。")]
)
@pytest.mark.parametrize("kind", ["drop", "margin"])
def test_a_drop_cap_stands_before_its_word(tmp_path: Path, letter: str, rest: str, kind: str) -> None:
    cap = _para(letter, f'<w:framePr w:dropCap="{kind}" w:lines="3"/>')
    article, _ = _read(tmp_path, _title("제목") + cap + _para(rest))
    assert _texts(article) == [letter + rest]


def _listed(text: str, number: int = 1, level: int = 0) -> str:
    return _para(text, f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>')


@pytest.mark.parametrize(
    ("own", "starts"),
    [("", [1, 3]), ('<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>', [1, 1])],
)
def test_a_list_that_goes_on_after_other_text_counts_on_unless_it_begins_anew(
    tmp_path: Path, own: str, starts: list[int]
) -> None:
    numbering = (
        '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/></w:lvl></w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
        f'<w:num w:numId="2"><w:abstractNumId w:val="0"/>{own}</w:num>'
    )
    body = (
        _title("우물")
        + _listed("내린다")
        + _listed("기다린다")
        + _para("쉰다.")
        + _listed("올린다", 2)
        + _listed("마신다", 2)
    )
    article, _ = _read(tmp_path, body, numbering=numbering)
    lists = [block for block in article.sections[0].walk() if block.kind is BlockKind.LIST]
    assert [each.start for each in lists] == starts
    assert [item.text for each in lists for item in each.blocks] == ["내린다", "기다린다", "올린다", "마신다"]


@pytest.mark.parametrize("main", ["word/document2.xml", "word/text.xml", "main.xml"])
def test_the_text_is_found_whatever_its_part_is_called(tmp_path: Path, main: str) -> None:
    article, _ = _read(tmp_path, _title("井") + _para("水很深。"), main=main)
    assert (article.title.text, _texts(article)[-1]) == ("井", "水很深。")


def test_a_style_without_a_type_is_one_of_paragraphs(tmp_path: Path) -> None:
    styles = (
        '<w:style w:styleId="절"><w:name w:val="heading 1"/></w:style><w:style><w:name w:val="x"/></w:style>'
    )
    body = _title("우물") + _para("첫째 절", '<w:pStyle w:val="절"/>') + _para("물.")
    article, _ = _read(tmp_path, body, styles=styles)
    assert [section.title.text for section in article.sections] == ["첫째 절"]


@pytest.mark.parametrize(
    ("written", "names"),
    [
        ("Hill, Brenda", ["Brenda Hill"]),
        ("de la Cruz, Ana", ["Ana de la Cruz"]),
        ("Brenda Hill, MD", ["Brenda Hill, MD"]),
        ("Ana Ruiz, Kim Min", ["Ana Ruiz", "Kim Min"]),
        ("김하늘, 이바다", ["김하늘", "이바다"]),
        ("王小明；李雷", ["王小明", "李雷"]),
        ("Hill, Brenda; Ruiz, Ana", ["Brenda Hill", "Ana Ruiz"]),
        ("Brenda", ["Brenda"]),
        *((account, []) for account in ("Windows 사용자", "user", "User01", "admin", "微软用户", "사용자", "jdoe", "DESKTOP-1AB2", "a@b.org", "python-docx", "Microsoft Office User", "HP", "kim7", "ユーザー")),
    ],
)  # fmt: skip
def test_creators_are_people_one_each_and_no_accounts(written: str, names: list[str]) -> None:
    assert list(authors(written)) == names


@pytest.mark.parametrize(
    ("created", "modified", "date"),
    [
        ("2013-12-23T23:15:00Z", "2024-03-01T00:00:00Z", ""),
        ("2024-03-01T08:00:00Z", "2024-03-05T08:00:00Z", "2024-03-01T08:00:00+00:00"),
        ("2017-03-01T08:00:00Z", "2024-03-05T08:00:00Z", ""),
        ("1601-01-01T00:00:00Z", "", ""),
        ("2024-03-01", "", "2024-03-01"),
    ],
)
def test_the_date_of_a_template_is_not_the_articles(
    tmp_path: Path, created: str, modified: str, date: str
) -> None:
    core = f"<dcterms:created>{created}</dcterms:created><dcterms:modified>{modified}</dcterms:modified>"
    article, _ = _read(tmp_path, _title("우물") + _para(LEAD), core=core)
    assert article.date.replace("Z", "+00:00") == date


BOLD = "<w:b/>"


@pytest.mark.parametrize(
    ("title", "heading", "text"),
    [
        ("오래된 우물", "돌들", LEAD),
        ("老井", "石头", "石头又灰又旧，冬天摸上去很冷，绳子会结冰。"),
        ("The Old Well", "The stones", "They are grey and old and cold to touch in winter."),
    ],
)
def test_bold_lines_are_headings_where_no_style_is_one(
    tmp_path: Path, title: str, heading: str, text: str
) -> None:
    body = _para(_run(title, BOLD)) + _para(text) + _para(_run(heading, BOLD)) + _para(text)
    article, _ = _read(tmp_path, body)
    assert article.title.text == title
    assert article.sections[-1].title.text == heading


@pytest.mark.parametrize(
    "body",
    [
        _title("우물") + _para(_run("굵은 줄", BOLD)) + _para(LEAD),
        _para(LEAD) + _para(_run("물은 깊다.", BOLD)) + _para(LEAD),
        _para(_run("가", BOLD)) + _para(_run("나", BOLD)) + _para(_run("다", BOLD)) + _para("라"),
        _para(LEAD) + _para(_run("굵은 ", BOLD) + _run("줄")) + _para(LEAD),
        _para(LEAD) + _para(_run(LEAD, BOLD)) + _para(LEAD),
    ],
    ids=["styled", "sentence", "many", "in part", "long"],
)
def test_bold_text_that_is_no_heading_stays_text(tmp_path: Path, body: str) -> None:
    article, _ = _read(tmp_path, body)
    assert len(article.sections) == 1


@pytest.mark.parametrize(
    ("properties", "runs", "heads"),
    [
        ("", BOLD, Heads.COLUMN),
        ('<w:tblStyle w:val="LightShading"/><w:tblLook w:firstRow="1"/>', "", Heads.COLUMN),
        ('<w:tblStyle w:val="LightShading"/><w:tblLook w:val="04A0"/>', "", Heads.COLUMN),
        ('<w:tblStyle w:val="TableGrid"/><w:tblLook w:firstRow="1"/>', "", Heads.NOTHING),
        ("", "", Heads.NOTHING),
    ],
)
def test_the_first_row_heads_a_table_where_it_looks_so(
    tmp_path: Path, properties: str, runs: str, heads: Heads
) -> None:
    def row(*cells: str) -> str:
        return "<w:tr>" + "".join(f"<w:tc>{cell}</w:tc>" for cell in cells) + "</w:tr>"

    table = f"<w:tbl><w:tblPr>{properties}</w:tblPr>{row(_para(_run('돌', runs)), _para(_run('나이', runs)))}{row(_para('화강암'), _para('90'))}</w:tbl>"
    article, _ = _read(tmp_path, _title("우물") + _para(LEAD) + table)
    (found,) = (block for block in article.sections[0].walk() if block.kind is BlockKind.TABLE)
    assert found.blocks[0].blocks[0].heads is heads


def test_typed_contents_with_pages_are_dropped_and_are_no_title(tmp_path: Path) -> None:
    styles = '<w:style w:type="paragraph" w:styleId="H"><w:name w:val="heading 1"/></w:style>'
    heads = [_para(text, '<w:pStyle w:val="H"/>') for text in ("목차", "첫째 돌", "둘째 돌")]
    body = (
        heads[0]
        + _para("첫째 돌 ..... 1")
        + _para("둘째 돌\t12")
        + heads[1]
        + _para(LEAD)
        + heads[2]
        + _para(LEAD)
    )
    article, notices = _read(tmp_path, body, styles=styles)
    assert "목차" not in [block.text for block in article.walk()]
    assert [section.title.text for section in article.sections][-1] == "둘째 돌"
    assert "reading.contents-line" in [notice.code for notice in notices]


def _box(checked: int) -> str:
    space = 'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'
    properties = f'<w14:checkbox {space}><w14:checked w14:val="{checked}"/></w14:checkbox>'
    return f"<w:sdt><w:sdtPr>{properties}</w:sdtPr><w:sdtContent>{_run('☒☐'[not checked])}</w:sdtContent></w:sdt>"


@pytest.mark.parametrize("tasks", [("물을 긷는다", "쉰다"), ("打水", "休息"), ("Draw water", "Rest")])
@pytest.mark.parametrize("make", [_box, lambda checked: _run("☑☐"[not checked])], ids=["control", "typed"])
def test_check_boxes_are_a_list_of_tasks(
    tmp_path: Path, tasks: tuple[str, str], make: Callable[[int], str]
) -> None:
    body = "".join(
        _para(make(checked) + _run(f" {task}")) for checked, task in zip((1, 0), tasks, strict=True)
    )
    article, notices = _read(tmp_path, _title("우물") + _para(LEAD) + body)
    items = [block for block in article.walk() if block.kind is BlockKind.ITEM]
    assert [(item.text, item.checked) for item in items] == [(tasks[0], True), (tasks[1], False)]
    assert not notices


def test_ten_thousand_fields_are_read(tmp_path: Path) -> None:
    field = '<w:fldSimple w:instr=" REF x ">' + _run("물 ") + "</w:fldSimple>"
    article, _ = _read(tmp_path, _title("우물") + _para(_run("가 ") + field * 10_000))
    assert article.sections[0].blocks[0].text.count("물") == 10_000
