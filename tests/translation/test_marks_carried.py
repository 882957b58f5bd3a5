"""Links and emphasis find their place in a translation."""

from hypothesis import given, settings
from hypothesis import strategies as some

from pipeline.document.article import Mark, MarkKind, Span
from pipeline.translation.inline_markup import carry_marks, cut_spans, plain

LINK = Mark(MarkKind.LINK, "https://example.org/")
EMPHASIS = Mark(MarkKind.EMPHASIS)


def none(_: str) -> None:
    return None


def carry(target, spans, translated=none, spaced=True):
    text, marks = plain(spans)
    made = carry_marks(target, text, marks, translated, spaced=spaced)
    return [(span.text, [mark.kind.value for mark in span.marks]) for span in made]


def test_marks_go_off_and_on_again_unchanged():
    spans = (Span("See "), Span("the ", (LINK,)), Span("report", (LINK, EMPHASIS)), Span(" now."))
    text, marks = plain(spans)
    assert text == "See the report now."
    assert cut_spans(text, marks) == spans


def test_white_space_at_the_ends_and_doubled_within_is_not_translated():
    text, marks = plain((Span("  Two\n  "), Span("words ", (LINK,))))
    assert text == "Two words"
    assert [(each.begin, each.end) for each in marks] == [(4, 9)]


def test_a_link_over_the_whole_sentence_stays_over_the_whole():
    assert carry("보고서를 읽으십시오.", (Span("Read the report", (LINK,)), Span("."))) == [
        ("보고서를 읽으십시오.", ["link"])
    ]


def test_a_link_is_put_on_its_own_translation():
    spans = (Span("Read the "), Span("report", (LINK,)), Span(" today."))
    assert carry("오늘 보고서를 읽으십시오.", spans, {"report": "보고서"}.get) == [
        ("오늘 ", []),
        ("보고서", ["link"]),
        ("를 읽으십시오.", []),
    ]
    assert carry("请今天阅读报告。", spans, {"report": "报告"}.get, spaced=False) == [
        ("请今天阅读", []),
        ("报告", ["link"]),
        ("。", []),
    ]


def test_a_link_is_found_under_other_endings_and_articles():
    spans = (Span("It joined the "), Span("Refugee Convention", (LINK,)), Span(" early."))
    made = carry(
        "Aderiu à Convenção dos Refugiados cedo.",
        spans,
        {"Refugee Convention": "Convenção de Refugiados"}.get,
    )
    assert made[1] == ("Convenção dos Refugiados", ["link"])


def test_a_link_that_is_found_nowhere_covers_the_sentence():
    spans = (Span("Read the "), Span("report", (LINK,)), Span(" today."))
    assert carry("请今天阅读。", spans, spaced=False) == [("请今天阅读。", ["link"])]


def test_two_links_that_are_found_nowhere_share_the_sentence():
    other = Mark(MarkKind.LINK, "https://example.com/")
    spans = (Span("one", (LINK,)), Span(" and "), Span("two", (other,)), Span(" more"))
    made = carry_marks("하나 둘 셋 넷", *plain(spans), none, spaced=True)
    assert [(span.text, span.marks) for span in made] == [
        ("하나 둘", (LINK,)),
        (" ", ()),
        ("셋 넷", (other,)),
    ]


def test_emphasis_that_is_found_nowhere_is_dropped():
    assert carry("둘 다 금지한다.", (Span("Both", (EMPHASIS,)), Span(" forbid it."))) == [
        ("둘 다 금지한다.", [])
    ]


def test_a_part_of_a_word_is_not_taken_for_the_word():
    spans = (Span("The "), Span("art", (EMPHASIS,)), Span(" of it."))
    assert carry("A particular art.", spans)[:2] == [("A particular ", []), ("art", ["emphasis"])]


words = some.text(alphabet="ab 한국中文.é", max_size=12)
links = some.builds(lambda number: Mark(MarkKind.LINK, f"https://example.org/{number}"), some.integers(0, 3))
spans = some.lists(
    some.builds(Span, words.filter(bool), some.lists(links | some.just(EMPHASIS), max_size=1).map(tuple)),
    min_size=1,
    max_size=6,
)


@settings(deadline=None)
@given(spans=spans, target=words, fragment=words, spaced=some.booleans())
def test_no_link_is_ever_lost(spans, target, fragment, spaced):
    text, marks = plain(spans)
    made = carry_marks(target, text, marks, lambda _: fragment, spaced=spaced)
    before = {mark for each in marks if (mark := each.mark).kind is MarkKind.LINK}
    after = {mark for span in made if span.text.strip() for mark in span.marks if mark.kind is MarkKind.LINK}
    assert before == after
    assert "".join(span.text for span in made).startswith(target)


@settings(deadline=None)
@given(spans=spans, target=words, fragment=words, spaced=some.booleans())
def test_links_never_lie_in_one_another(spans, target, fragment, spaced):
    made = carry_marks(target, *plain(spans), lambda _: fragment, spaced=spaced)
    assert all(sum(mark.kind is MarkKind.LINK for mark in span.marks) <= 1 for span in made)


NOTE = Mark(MarkKind.NOTE, "s1-n1", "1")


def test_the_mark_of_a_note_at_the_end_stays_at_the_end():
    spans = (Span("They were sent back."), Span("", (NOTE,)))
    assert carry("그들은 송환되었다.", spans) == [("그들은 송환되었다.", []), ("", ["note"])]


def test_the_mark_of_a_note_follows_its_word():
    spans = (Span("The UN"), Span("", (NOTE,)), Span(" said so."))
    assert carry("联合国（UN）这样说。", spans, spaced=False) == [
        ("联合国（UN", []),
        ("", ["note"]),
        ("）这样说。", []),
    ]


def test_the_mark_of_a_note_whose_word_is_not_found_stands_at_the_end():
    spans = (Span("A report"), Span("", (NOTE,)), Span(" said so."))
    assert carry("그렇게 말했다.", spans) == [("그렇게 말했다.", []), ("", ["note"])]


def test_points_go_off_and_on_again_unchanged():
    spans = (Span("One"), Span("", (NOTE,)), Span(" two ", (LINK,)), Span("three"), Span("", (NOTE,)))
    text, marks = plain(spans)
    assert text == "One two three"
    assert cut_spans(text, marks) == spans


def test_a_formula_stands_on_its_own_signs_and_a_reading_on_no_translation():
    formula, ruby = Mark(MarkKind.FORMULA, "<math/>"), Mark(MarkKind.RUBY, "いど")
    spans = (Span("The "), Span("井戸", (ruby,)), Span(" is "), Span("d/v", (formula,)), Span(" deep."))
    translated = {"井戸": "우물", "d/v": "디브이"}.get
    assert carry("우물은 d/v 깊다.", spans, translated) == [
        ("우물은 ", []),
        ("d/v", ["formula"]),
        (" 깊다.", []),
    ]
    assert carry("井戸는 d/v 깊다.", spans, translated)[0] == ("井戸", ["ruby"])


def test_two_formulas_of_the_same_signs_each_keep_their_place():
    formula = Mark(MarkKind.FORMULA, "<math/>")
    spans = (Span("If "), Span("t", (formula,)), Span(" is 2, then "), Span("t", (formula,)), Span(" stays."))
    made = carry("t가 2이면 t는 그대로다.", spans)
    assert [text for text, kinds in made if kinds == ["formula"]] == ["t", "t"]
