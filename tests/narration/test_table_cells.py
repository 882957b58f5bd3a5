"""A listener knows which column a cell stands in; the page shows the cell alone."""

from pipeline.document.article import Block, BlockKind, Heads, Mark, MarkKind, Role, Sentence, Span
from pipeline.document.lexicon import Entry, Lexicon
from pipeline.document.pages import Page, PageKind
from pipeline.document.sound import Run, Voice
from pipeline.narration.narrate import Script

KNOWN = frozenset({"en", "ko"})


def cell(
    text: str, heads: Heads = Heads.NOTHING, columns: int = 1, rows: int = 1, language: str = ""
) -> Block:
    marks = (Mark(MarkKind.LANGUAGE, language),) if language else ()
    sentences = (Sentence("", (Span(text, marks),)),) if text else ()
    return Block("", BlockKind.CELL, Role.BODY, sentences, heads=heads, columns=columns, rows=rows)


def head(text: str, columns: int = 1, rows: int = 1, language: str = "") -> Block:
    return cell(text, Heads.COLUMN, columns, rows, language)


def side(text: str, rows: int = 1) -> Block:
    return cell(text, Heads.ROW, rows=rows)


def script(language: str, *rows: list[Block], lexicon: Lexicon | None = None) -> Script:
    """A table, ids given in order."""
    made = []
    for number, row in enumerate(rows):
        ids = [f"r{number}c{place}" for place in range(len(row))]
        cells = tuple(
            Block(id, each.kind, each.role, tuple(Sentence(id, one.spans) for one in each.sentences),
                  heads=each.heads, columns=each.columns, rows=each.rows)
            for id, each in zip(ids, row, strict=True)
        )  # fmt: skip
        made.append(Block(f"r{number}", BlockKind.ROW, blocks=cells))
    page = Page("s1", PageKind.SECTION, "t", (Block("t", BlockKind.TABLE, blocks=tuple(made)),), True)
    return Script((page,), Voice("kokoro", "v", language, "1", knows=KNOWN), {}, lexicon)


def said(language: str, *rows: list[Block]) -> list[str]:
    return [each.said for each in script(language, *rows).utterances()]


def test_each_cell_below_the_heads_is_said_behind_the_head_of_its_column() -> None:
    rows = ([head("Year"), head("Arrivals:")], [cell("2019"), cell("1,047")], [cell("2020"), cell("229")])
    assert said("en", *rows) == [
        "Year", "Arrivals:", "Year, 2019", "Arrivals, 1,047", "Year, 2020", "Arrivals, 229",
    ]  # fmt: skip


def test_the_pause_is_the_language_s_own_comma() -> None:
    rows = ([head("연도"), head("입국자")], [cell("2019년"), cell("1,047명")])
    assert said("ko", *rows)[2:] == ["연도, 2019년", "입국자, 1,047명"]
    rows = ([head("年份"), head("人数：")], [cell("2019年"), cell("1047人")])
    assert said("zh-Hans", *rows)[2:] == ["年份，2019年", "人数，1047人"]
    assert said("ja", *rows)[2:] == ["年份、2019年", "人数、1047人"]
    assert said("ar", *([head("السنة"), head("ب")], [cell("٢٠١٩"), cell("ج")]))[2] == "السنة، ٢٠١٩"


def test_the_page_shows_the_cell_alone_and_sounds_differ_by_their_heads() -> None:
    made = script("ko", [head("입국"), head("송환")], [cell("3명"), cell("3명")]).utterances()
    assert [each.text for each in made] == ["입국", "송환", "3명", "3명"]
    assert made[2].key != made[3].key
    assert made[0].key != made[2].key


def test_a_row_s_head_opens_its_row_and_is_said_once() -> None:
    rows = ([cell(""), head("Men"), head("Women")], [side("2019"), cell("202"), cell("845")])
    assert said("en", *rows) == ["Men", "Women", "2019", "Men, 202", "Women, 845"]


def test_heads_over_several_columns_and_rows_are_said_from_the_top() -> None:
    rows = (
        [head("Year", rows=2), head("Arrivals", columns=2)],
        [head("men"), head("women")],
        [side("2019", rows=2), cell("202"), cell("845")],
        [cell("1"), cell("2")],
    )
    assert said("en", *rows)[4:] == [
        "2019", "Arrivals, men, 202", "Arrivals, women, 845", "Arrivals, men, 1", "Arrivals, women, 2",
    ]  # fmt: skip


def test_new_heads_take_the_place_of_the_old_ones() -> None:
    rows = ([head("A"), head("B")], [cell("1"), cell("2")], [head("C"), head("D")], [cell("3"), cell("4")])
    assert said("en", *rows) == ["A", "B", "A, 1", "B, 2", "C", "D", "C, 3", "D, 4"]


def test_what_needs_no_head_has_none() -> None:
    assert said("en", [head("One")], [cell("a")]) == ["One", "a"]
    assert said("en", [cell("a"), cell("b")], [cell("c"), cell("d")]) == ["a", "b", "c", "d"]
    rows = ([head("A"), head("B")], [cell("Total of all", columns=2)], [cell("—"), cell("")])
    assert said("en", *rows) == ["A", "B", "Total of all", "—"]
    assert said("en", [head("—"), head("B")], [cell("a"), cell("b")]) == ["—", "B", "a", "B, b"]


def test_a_head_that_asks_is_not_followed_by_a_comma() -> None:
    assert said("en", [head("Who?"), head("Back?")], [cell("Kim"), cell("no")])[2:] == [
        "Who? Kim",
        "Back? no",
    ]


def test_a_head_keeps_its_language_and_its_way_to_be_said() -> None:
    rows = [head("KINU"), head("Source", language="en")], [cell("통일연구원"), cell("보고서")]
    made = script("ko", *rows, lexicon=Lexicon("ko", (Entry("KINU", "키누"),))).utterances()
    assert made[2].said == "키누, 통일연구원"
    assert made[3].runs == (Run("Source", "en"), Run(", 보고서", "ko"))
