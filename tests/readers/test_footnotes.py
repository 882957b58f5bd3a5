"""Notes stand at the end of the section that marks them, numbered through the article."""

from pipeline.document.article import Article, BlockKind, Mark, MarkKind, Span
from pipeline.readers.assemble import assemble
from pipeline.readers.front_matter import Front
from pipeline.readers.pieces import Piece, prose, tidy


def mark(name: str) -> Span:
    return Span("", (Mark(MarkKind.NOTE, name),))


def paragraph(*spans: Span) -> Piece:
    return Piece(BlockKind.PARAGRAPH, tidy(spans))


def note(name: str, text: str) -> Piece:
    return Piece(BlockKind.NOTE, (Span(text),), label=name, line=9)


def heading(text: str, level: int = 2) -> Piece:
    return prose(BlockKind.HEADING, text, level=level)


def article(*pieces: Piece, language: str = "en") -> Article:
    return assemble("notes.md", Front(title="Notes"), pieces, language)[0]


def marks(article: Article) -> list[tuple[str, str, str]]:
    """Sentence, note and number of each mark in the text."""
    return [
        (sentence.id, span.marks[0].value, span.marks[0].label)
        for sentence in article.sentences()
        for span in sentence.spans
        if span.is_point
    ]


def test_a_note_stands_at_the_end_of_its_section_and_leads_back_to_its_mark():
    made = article(
        heading("First"),
        paragraph(Span("They were sent back."), mark("a"), Span(" Nobody asked.")),
        note("a", "See the report."),
        paragraph(Span("The end.")),
        heading("Second"),
        paragraph(Span("Text.")),
    )
    last = made.sections[0].blocks[-1]
    assert (last.id, last.kind, last.label, last.marked) == ("s1-n1", BlockKind.NOTE, "1", "s1-b2")
    assert last.text == "See the report."
    assert marks(made) == [("s1-b2-k1", "s1-n1", "1")]
    assert made.sections[0].blocks[0].text == "They were sent back. Nobody asked."


def test_a_mark_between_chinese_sentences_stays_with_the_one_it_follows():
    made = article(
        paragraph(Span("他们被遣返。"), mark("甲"), Span("没有人询问。")),
        note("甲", "见报告。"),
        language="zh-Hans",
    )
    first, second = made.sections[0].blocks[0].sentences
    assert (first.text, second.text) == ("他们被遣返。", "没有人询问。")
    assert marks(made) == [("s1-b2-k1", "s1-n1", "1")]


def test_a_note_that_two_sections_mark_stands_in_both_under_one_number():
    made = article(
        heading("하나"),
        paragraph(Span("송환되었다."), mark("x")),
        heading("둘"),
        paragraph(Span("다시 송환되었다."), mark("y"), mark("x")),
        note("x", "보고서를 보라."),
        note("y", "다른 보고서를 보라."),
        language="ko",
    )
    told = [
        [(block.id, block.label, block.text) for block in section.blocks if block.kind is BlockKind.NOTE]
        for section in made.sections
    ]
    assert told == [
        [("s1-n1", "1", "보고서를 보라.")],
        [("s2-n1", "2", "다른 보고서를 보라."), ("s2-n2", "1", "보고서를 보라.")],
    ]


def test_a_note_marked_within_a_nested_section_stands_at_the_end_of_the_top_one():
    made = article(
        heading("Top"),
        paragraph(Span("One.")),
        heading("Nested", 3),
        paragraph(Span("Two."), mark("n")),
        note("n", "A note."),
    )
    (section,) = made.sections
    assert [block.id for block in section.blocks] == ["s1-b2", "s1-n1"]
    assert section.blocks[-1].marked == "s1-s1-b2"


def test_a_note_that_only_another_note_marks_comes_with_it():
    made = article(
        paragraph(Span("Text."), mark("a")),
        Piece(BlockKind.NOTE, (Span("First note."), mark("b")), label="a"),
        note("b", "Second note."),
    )
    assert [block.text for block in made.sections[0].blocks] == ["Text.", "First note.", "Second note."]


def test_a_note_without_a_mark_is_kept_as_text_and_reported():
    made, notices = assemble(
        "notes.md", Front(title="Notes"), [paragraph(Span("Text.")), note("lost", "A lost note.")], "en"
    )
    assert [block.text for block in made.sections[-1].blocks] == ["Text.", "A lost note."]
    assert [(one.code, one.where, one.evidence) for one in notices] == [
        ("reading.note-unmarked", "notes.md:9", "A lost note.")
    ]


def test_a_mark_that_leads_nowhere_leaves_no_trace():
    made = article(paragraph(Span("Text."), mark("nothing")))
    assert marks(made) == []
    assert made.sections[0].blocks[0].text == "Text."
