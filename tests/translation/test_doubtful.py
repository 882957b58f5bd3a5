"""Sentences that engines get wrong: asked for in other ways, mended, else left in the article's language, and told."""

from dataclasses import replace

import pytest

from pipeline.config.choices import Doubtful
from pipeline.config.tables import LOCAL
from pipeline.document.article import (
    LEFT,
    Article,
    Block,
    BlockKind,
    Mark,
    MarkKind,
    Role,
    Section,
    Sentence,
    Span,
)
from pipeline.document.events import Noticed
from pipeline.document.notices import Level
from pipeline.document.untranslated import is_left
from pipeline.errors import EngineBusy, TranslationError
from pipeline.translation.interchange.segments import Inline
from pipeline.translation.limited_engine import Limited
from pipeline.translation.memory.entry import Entry, Standing
from pipeline.translation.translate import judge, outlook, translate

NORTH, LINK = "Forty families crossed the river on 3 May.", "Hundreds of families crossed the river"
BODY = [f"The talks failed again in town {letter}." for letter in "ABCDEFGHIJ"]
KOREAN = {
    "The talks": "회담",
    NORTH: "강을 건넌 가족들이 있었다.",
    LINK: "300 가족이 강을 건넜다",
    **{text: f"{text[-2]} 마을에서 회담이 다시 실패했다." for text in BODY},
}
TALKS = [f"{letter} 마을에서 회담이 다시 실패했다." for letter in "ABCDEFGHIJ"]
CHINESE = {
    "회담": "会谈",
    "마흔 가족이 5월 3일에 강을 건넜다.": "有家庭过了河。",
    **{text: f"会谈在{text[0]}镇再次失败。" for text in TALKS},
}


class Named:
    """An engine that answers from a table and remembers what it was asked."""

    version = "1"
    private = True

    def __init__(self, answer, name="one"):
        self.name = name
        self.answer = answer.get if isinstance(answer, dict) else answer
        self.asked = []

    def translate(self, texts, source, target):
        self.asked += texts
        return [self.answer(text) or "" for text in texts]


def sentence(id, text):
    return Sentence(id, (Span(text),))


def article_of(*sentences, language="en", title="The talks", links=()):
    """An article of a title, one paragraph and related links."""
    heading = Block("s0-b1", BlockKind.HEADING, Role.TITLE, (sentence("s0-b1-k1", title),), level=1)
    body = tuple(sentence(f"s1-b2-k{number}", f"{text} ") for number, text in enumerate(sentences, 1))
    inner = Block("s1-b1", BlockKind.HEADING, sentences=(sentence("s1-b1-k1", title),), level=2)
    return Article(
        language,
        heading,
        sections=(Section("s1", inner, (Block("s1-b2", BlockKind.PARAGRAPH, sentences=body),)),),
        back=tuple(
            Block(f"e0-b{number}", BlockKind.ITEM, Role.RELATED, (sentence(f"e0-b{number}-k1", text),))
            for number, text in enumerate(links, 1)
        ),
    )


@pytest.fixture
def make(memory, told):
    def edition(*engines, article=None, target="ko", doubtful=Doubtful.ORIGINAL, limits=LOCAL, **more):
        return translate(
            article or article_of(*BODY, NORTH),
            target,
            reviewed=None,
            engines=[Limited(engine, limits) for engine in engines],
            memory=memory,
            progress=told,
            slug="talks",
            doubtful=doubtful,
            **more,
        )

    return edition


def shown(edition):
    return {each.id: each.text.strip() for each in edition.article.sentences()}


def notices(edition, code):
    return [each for each in edition.notices if each.code == f"translation.{code}"]


@pytest.mark.parametrize(
    ("language", "target", "table", "sentences", "wrong", "label"),
    [
        ("en", "ko", KOREAN, BODY, NORTH, "번역하지 못함: "),
        ("ko", "zh-Hans", CHINESE, TALKS, "마흔 가족이 5월 3일에 강을 건넜다.", "未翻译："),
    ],
)
def test_a_sentence_that_no_engine_gets_right_stays_as_it_was_written_and_says_so(
    make, language, target, table, sentences, wrong, label
):
    title = next(iter(table))
    article = article_of(*sentences, wrong, language=language, title=title)
    edition = make(Named(table), article=article, target=target)
    judge(edition)
    assert shown(edition)["s1-b2-k11"] == f"{label}{wrong}"
    assert shown(edition)["s1-b2-k1"] == table[sentences[0]]
    assert [each.id for each in edition.article.sentences()] == [each.id for each in article.sentences()]
    [left] = [each for each in edition.article.sentences() if is_left(each)]
    marks = {span.text.strip(): span.marks for span in left.spans}
    assert marks[wrong] == (Mark(MarkKind.LANGUAGE, language),)
    assert edition.left == ("s1-b2-k11",)
    [notice] = notices(edition, "left")
    assert (notice.level, notice.where) == (Level.WARNING, f"{target} s1-b2-k11")
    assert notice.evidence.splitlines() == [wrong, table[wrong]]


def test_marks_of_a_sentence_that_is_left_stay_within_the_mark_of_its_language(make):
    link, french = Mark(MarkKind.LINK, "https://example.org"), Mark(MarkKind.LANGUAGE, "fr")
    spans = (
        Span("Forty "),
        Span("families", (link,)),
        Span(" said "),
        Span("adieu", (french,)),
        Span(" on 3 May. "),
    )
    article = article_of(*BODY, NORTH)
    [section] = article.sections
    sentences = (*section.blocks[0].sentences[:-1], Sentence("s1-b2-k11", spans))
    body = replace(section.blocks[0], sentences=sentences)
    linked = replace(article, sections=(replace(section, blocks=(body,)),))
    edition = make(Named(KOREAN), article=linked)
    english = Mark(MarkKind.LANGUAGE, "en")
    left = {
        span.text: span.marks for each in edition.article.sentences() if is_left(each) for span in each.spans
    }
    assert left["families"] == (english, link)
    assert left["adieu"] == (english, french)


def test_a_second_run_asks_for_nothing_again_and_makes_the_same_edition(make, memory):
    first = Named(KOREAN)
    edition = make(first)
    assert NORTH in first.asked
    again = Named(lambda text: pytest.fail(f"asked for “{text}” again"))
    assert make(again) == edition
    assert [each for each in memory.entries("en", "ko") if each.source.text == NORTH] == []


def test_an_answer_that_cannot_be_read_is_not_asked_for_again_once_the_edition_came_out(make):
    edition = make(Named({**KOREAN, NORTH: NORTH}))
    judge(edition)
    again = Named(lambda text: pytest.fail(f"asked for “{text}” again"))
    assert make(again) == edition


def test_an_answer_that_cannot_be_read_is_asked_for_again_when_the_edition_was_held(make):
    with pytest.raises(TranslationError):
        make(Named({**KOREAN, NORTH: NORTH}), doubtful=Doubtful.HOLD)
    mended = Named({**KOREAN, NORTH: "5월 3일에 마흔 가족이 강을 건넜다."})
    assert shown(make(mended))["s1-b2-k11"] == "5월 3일에 마흔 가족이 강을 건넜다."
    assert mended.asked == [NORTH]


def test_words_of_an_earlier_version_that_are_found_wrong_now_are_not_relied_on(make, memory):
    engine = Named(KOREAN)
    wrong = Entry(("en", "ko"), Inline(NORTH), Inline(KOREAN[NORTH]), Standing.MACHINE)
    memory.keep([replace(wrong, maker=replace(wrong.maker, engine="one", version="1"))])
    edition = make(engine)
    assert edition.left == ("s1-b2-k11",)
    assert NORTH not in engine.asked


@pytest.mark.parametrize(("right", "held"), [(10, False), (6, True)])
def test_more_than_a_tenth_of_its_sentences_hold_an_edition(make, right, held):
    edition = make(Named(KOREAN), article=article_of(*BODY[:right], NORTH, links=(LINK,)))
    assert edition.left == (f"s1-b2-k{right + 1}", "e0-b1-k1")
    own, link = (each.level for each in notices(edition, "left"))
    assert (own, link) == (Level.ERROR if held else Level.WARNING, Level.WARNING)
    if not held:
        judge(edition)
        return
    with pytest.raises(TranslationError, match="1 of its 9 sentences") as raised:
        judge(edition)
    assert NORTH in raised.value.message
    assert KOREAN[NORTH] in raised.value.message


@pytest.mark.parametrize("doubtful", list(Doubtful))
def test_a_title_that_nobody_can_translate_holds_an_edition(make, doubtful):
    table = {**KOREAN, "The talks": ""}
    with pytest.raises(TranslationError):
        judge(make(Named(table), article=article_of(*BODY), doubtful=doubtful), doubtful)


@pytest.mark.parametrize("doubtful", [Doubtful.ORIGINAL, Doubtful.HOLD])
def test_related_links_never_hold_an_edition_and_stay_as_they_were_written(make, doubtful):
    article = article_of("The talks failed again in town A.", links=(LINK, "Forty more of them were there"))
    edition = make(Named(KOREAN), article=article, doubtful=doubtful)
    judge(edition, doubtful)
    assert edition.left == ("e0-b1-k1", "e0-b2-k1")
    assert shown(edition)["e0-b1-k1"] == f"번역하지 못함: {LINK}"


def test_an_edition_is_held_for_a_sentence_where_that_is_wanted(make):
    edition = make(Named(KOREAN), doubtful=Doubtful.HOLD)
    assert shown(edition)["s1-b2-k11"] == KOREAN[NORTH]
    with pytest.raises(TranslationError, match="ko s1-b2-k11: The numbers differ"):
        judge(edition, Doubtful.HOLD)


def test_what_is_found_is_published_where_it_is_accepted(make):
    edition = make(Named(KOREAN), doubtful=Doubtful.ACCEPT)
    judge(edition, Doubtful.ACCEPT)
    assert shown(edition)["s1-b2-k11"] == KOREAN[NORTH]
    assert any(each.level is Level.ERROR for each in edition.notices)


def test_what_cannot_be_read_at_all_is_left_even_where_findings_are_accepted(make):
    edition = make(Named({**KOREAN, NORTH: NORTH}), doubtful=Doubtful.ACCEPT)
    judge(edition, Doubtful.ACCEPT)
    assert edition.left == ("s1-b2-k11",)


def test_what_a_person_edited_and_nobody_signed_is_left_when_its_number_is_wrong(make, memory):
    memory.keep(
        [Entry(("en", "ko"), Inline(NORTH), Inline("5월 9일에 건넜다."), Standing.EDITED, who="김수진")]
    )
    edition = make(Named(KOREAN))
    assert edition.left == ("s1-b2-k11",)
    [notice] = notices(edition, "left")
    assert "5월 9일에 건넜다." in notice.evidence


def test_what_a_person_reviewed_stays_whatever_is_found(make, memory):
    memory.keep(
        [Entry(("en", "ko"), Inline(NORTH), Inline("5월 9일에 건넜다."), Standing.REVIEWED, who="김수진")]
    )
    edition = make(Named(KOREAN))
    judge(edition)
    assert shown(edition)["s1-b2-k11"] == "5월 9일에 건넜다."


def test_two_sentences_with_one_translation_are_not_both_shown_as_translated(make):
    last = "Nobody came to the meeting."
    edition = make(Named({**KOREAN, last: KOREAN[BODY[9]]}), article=article_of(*BODY, last))
    assert edition.left == ("s1-b2-k11",)
    [notice] = notices(edition, "left")
    assert "translation of s1-b2-k10" in notice.text


def test_translations_in_their_neighbours_places_hold_the_edition(make):
    names = ["Ahn", "Bae", "Cho", "Do", "Eom", "Gil", "Hwang", "Im", "Jang", "Koo", "Lim", "Moon"]
    lines = [f"{name} paid {number} dollars to the guard." for number, name in enumerate(names, 21)]
    right = [f"{name}은 경비병에게 {number}달러를 주었다." for number, name in enumerate(names, 21)]
    table = {"The talks": "회담", **dict(zip(lines, [right[-1], *right[:-1]], strict=True))}
    with pytest.raises(TranslationError):
        judge(make(Named(table), article=article_of(*lines)))


def test_the_next_engine_is_asked_for_what_the_first_got_wrong_before_it_is_left(make):
    second = Named({NORTH: "5월 3일에 마흔 가족이 강을 건넜다."}, "two")
    edition = make(Named(KOREAN), second)
    assert shown(edition)["s1-b2-k11"] == "5월 3일에 마흔 가족이 강을 건넜다."
    assert NORTH in second.asked
    assert not set(BODY).intersection(second.asked)
    [notice] = notices(edition, "asked-again")
    assert notice.level is Level.INFO
    assert "two" in notice.text
    assert notice.evidence.splitlines() == [NORTH, "5월 3일에 마흔 가족이 강을 건넜다.", KOREAN[NORTH]]
    silent = Named({}), Named({}, "two")
    assert make(*silent) == edition
    assert silent[0].asked == silent[1].asked == []


def test_a_next_engine_that_does_not_answer_withholds_nothing_and_is_told_of(make, told):
    def busy(text):
        raise EngineBusy("Too many requests.", "Wait.")

    edition = make(Named(KOREAN), Named(busy, "two"))
    judge(edition)
    assert edition.left == ("s1-b2-k11",)
    [warning] = [event.notice for event in told.events if isinstance(event, Noticed)]
    assert "Too many requests" in warning.text


def test_an_engine_that_gets_most_of_it_wrong_is_not_asked_in_other_ways(make):
    engine = Named(lambda text: "회담 77" if text != "The talks" else "회담")
    edition = make(
        engine, article=article_of(*(f"First of all, the talks failed in {text}" for text in BODY))
    )
    with pytest.raises(TranslationError):
        judge(edition)
    assert len(engine.asked) == 11


def test_a_number_that_is_wrong_for_certain_is_written_anew_and_named(make, memory):
    table = {**KOREAN, NORTH: "강을 건넌 가족은 5월 3일에 49가구였다."}
    engine = Named(table)
    edition = make(engine)
    assert shown(edition)["s1-b2-k11"] == "강을 건넌 가족은 5월 3일에 40가구였다."
    [notice] = notices(edition, "mended")
    assert notice.level is Level.WARNING
    assert notice.evidence.splitlines() == [NORTH, "강을 건넌 가족은 5월 3일에 40가구였다.", table[NORTH]]
    [kept] = [each for each in memory.entries("en", "ko") if each.source.text == NORTH]
    assert kept.standing is Standing.MACHINE
    assert "mended" in kept.maker.options
    silent = Named({})
    assert make(silent) == edition
    assert silent.asked == []


def test_the_numbers_of_two_sentences_whose_answers_changed_places_are_not_mended(make):
    one, other = "Forty families crossed the river.", "The army sent 52 trucks."
    table = {**KOREAN, one: "군대가 트럭 52대를 보냈다.", other: "40가구가 강을 건넜다."}
    many = [f"{text} It rained." for text in BODY]
    table |= {text: f"{text[31]} 마을에서 회담이 다시 실패했다. 비가 왔다." for text in many}
    edition = make(Named(table), article=article_of(*BODY, *many, one, other))
    assert edition.left == ("s1-b2-k21", "s1-b2-k22")


def test_a_plan_tells_of_what_would_be_left_and_sends_it_to_nobody(make, memory):
    make(Named(KOREAN))
    chain = [Limited(Named({}), LOCAL)]
    found = outlook(article_of(*BODY, NORTH), "ko", reviewed=None, engines=chain, memory=memory, slug="talks")
    known = {each.standing: each.sentences for each in found.known}
    assert (known[LEFT], known["machine"]) == (1, 12)
    assert found.share is None
