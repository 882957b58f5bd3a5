"""From an article to an edition: who is asked for what, and what is never published."""

from dataclasses import replace

import pytest

from pipeline.config.choices import Doubtful
from pipeline.config.tables import LOCAL
from pipeline.document.article import Mark, MarkKind, Origin, Role, Span
from pipeline.document.events import Translating
from pipeline.errors import (
    DiskFull,
    EngineBusy,
    ModelMissing,
    ReviewedFileOutdated,
    TranslationError,
)
from pipeline.translation.engines.marker import MarkingTranslator
from pipeline.translation.interchange.segments import State
from pipeline.translation.interchange.xliff import write_xliff
from pipeline.translation.limited_engine import Limited
from pipeline.translation.memory import Memory
from pipeline.translation.translate import original, translate


@pytest.fixture
def make(article, memory, told):
    def edition(target="ko", *, engine=None, reviewed=None, article=article, doubtful=Doubtful.ACCEPT):
        return translate(
            article,
            target,
            reviewed=reviewed,
            engines=(Limited(engine, LOCAL),) if engine else (),
            memory=memory,
            progress=told,
            slug="article",
            doubtful=doubtful,
        )

    return edition


@pytest.fixture
def marker(configuration):
    return MarkingTranslator(configuration)


@pytest.fixture
def reviewed(make, marker, article, tmp_path):
    """A reviewed file of the article, its words made by the marking translator; `change` edits its bytes."""

    def write(target="ko", state=State.FINAL, change=lambda data: data):
        made = make(target, engine=marker).article
        path = tmp_path / f"article.{target}.xlf"
        path.write_bytes(change(write_xliff(article, made, target, original="article.md", state=state)))
        return path

    return write


def told_of(edition):
    """What was found, apart from what the checks say of words that are none."""
    return [notice for notice in edition.notices if not notice.code.startswith("translation.T")]


def texts(edition):
    return {sentence.id: sentence.text for sentence in edition.article.sentences()}


def test_the_original_is_the_article_itself(article):
    edition = original(article)
    assert edition.source is edition.article is article
    assert edition.origin is Origin.ORIGINAL
    assert edition.engines == ()


@pytest.mark.parametrize("target", ["ko", "zh-Hans", "zh-Hant", "es", "ar"])
def test_blocks_and_sentences_keep_their_ids(make, marker, article, target):
    edition = make(target, engine=marker)
    assert edition.language == target
    assert [block.id for block in edition.article.walk()] == [block.id for block in article.walk()]
    assert [each.id for each in edition.article.sentences()] == [each.id for each in article.sentences()]
    assert [block.kind for block in edition.article.walk()] == [block.kind for block in article.walk()]


def test_an_edition_by_machine_says_so(make, marker):
    edition = make("es", engine=marker)
    assert (edition.origin, edition.engines) == (Origin.MACHINE, ("marker 1",))


def test_every_sentence_is_translated_but_code_and_signs(make, marker, article):
    before = {sentence.id: sentence.text.strip() for sentence in article.sentences()}
    same = {id for id, text in texts(make("ko", engine=marker)).items() if text.strip() == before[id]}
    assert same == {"s1-b4-k1", "s1-b5-k1"}


@pytest.mark.parametrize(
    ("target", "space"), [("ko", " "), ("es", " "), ("zh-Hans", ""), ("zh-Hant", ""), ("ja", "")]
)
def test_sentences_join_as_the_language_is_written(make, marker, target, space):
    made = texts(make(target, engine=marker))
    for id in ("s1-b2-k1", "s1-b2-k2"):
        assert made[id] == made[id].rstrip() + space
    assert made["s1-b2-k3"] == made["s1-b2-k3"].rstrip()


@pytest.mark.parametrize(
    ("target", "day", "by"),
    [
        ("ko", "2023년 10월 13일", "Jane Doe, Min-ji Kim"),
        ("zh-Hant", "2023年10月13日", "Jane Doe、Min-ji Kim"),
        ("es", "13 de octubre de 2023", "Por Jane Doe y Min-ji Kim"),
    ],
)
def test_dateline_and_byline_are_written_anew_without_an_engine(make, engine, target, day, by):
    asked = engine(lambda text: MarkingTranslator(None).translate([text], "en", target)[0])
    made = texts(make(target, engine=asked))
    assert made["s0-b3-k1"] == day
    assert by in made["s0-b2-k1"]
    assert not any("Doe" in text or "2023" in text for text in asked.asked)


def test_a_byline_that_says_more_is_translated(make, marker, article):
    front = (
        replace(
            article.front[0],
            sentences=(
                replace(article.front[0].sentences[0], spans=(Span("By Jane Doe and Min-ji Kim in Seoul"),)),
            ),
        ),
    )
    assert texts(make("es", engine=marker, article=replace(article, front=front)))["s0-b2-k1"].startswith(
        "[es: By"
    )


def test_the_description_is_translated_sentence_by_sentence(make, marker):
    assert (
        make("es", engine=marker).article.description == "[es: They were sent back.] [es: Nobody was asked.]"
    )


def test_a_reviewed_description_may_have_another_number_of_sentences(make, marker, article, tmp_path):
    made = replace(make("ko", engine=marker).article, description="그들은 송환되었고 아무도 묻지 않았다.")
    path = tmp_path / "article.ko.xlf"
    path.write_bytes(write_xliff(article, made, "ko", original="article.md"))
    assert make("ko", reviewed=path).article.description == made.description


@pytest.mark.parametrize("target", ["ko", "zh-Hans", "es"])
def test_no_link_is_lost_on_the_way(make, marker, article, target):
    made = make(target, engine=marker)
    marks = {mark for each in made.article.sentences() for span in each.spans for mark in span.marks}
    assert {mark for mark in marks if mark.kind is MarkKind.LINK} == {
        Mark(MarkKind.LINK, "https://example.org/convention?a=1&b=2")
    }


def test_addresses_and_inline_code_survive_an_engine_that_breaks_them(make, engine, article):
    title = replace(
        article.title,
        sentences=(
            replace(
                article.title.sentences[0],
                spans=(
                    Span("Run "),
                    Span("cli.py", (Mark(MarkKind.CODE),)),
                    Span(" and read https://example.org/a?b=c."),
                ),
            ),
        ),
    )
    upper = engine(lambda text: "[" + text.replace("cli.py", "클리").replace("https", "흐트") + "말말한국어]")
    made = make(
        "ko",
        engine=upper,
        article=replace(article, title=title, sections=(), back=(), front=(), description=""),
    )
    text = made.article.title.text
    assert "cli.py" in text
    assert "https://example.org/a?b=c" in text
    assert any(span.text == "cli.py" and span.marks for span in made.article.title.sentences[0].spans)


def test_a_sentence_in_a_foreign_language_stays_but_one_marked_as_the_source_language_does_not(
    make, marker, article
):
    def titled(tag):
        spans = (Span("Quo vadis, domine", (Mark(MarkKind.LANGUAGE, tag),)),)
        return replace(
            article,
            title=replace(article.title, sentences=(replace(article.title.sentences[0], spans=spans),)),
        )

    assert make("ko", engine=marker, article=titled("la")).article.title.text == "Quo vadis, domine"
    assert make("ko", engine=marker, article=titled("en-GB")).article.title.text != "Quo vadis, domine"


@pytest.mark.parametrize(
    ("said", "codes"),
    [("그들은 300 200명을 찾았다.", []), ("그들은 200명을 찾았다.", ["translation.struck"])],
)
def test_struck_words_that_a_translation_says_plainly_are_told(make, engine, article, said, codes):
    spans = (Span("They found "), Span("300", (Mark(MarkKind.DELETED),)), Span(" 200 people."))
    title = replace(article.title, sentences=(replace(article.title.sentences[0], spans=spans),))
    whole = replace(article, title=title, sections=(), back=(), front=(), description="")
    edition = make("ko", engine=engine(lambda text: said if " " in text else "아무것도"), article=whole)
    assert [notice.code for notice in told_of(edition)] == codes
    struck = [
        span.text for each in edition.article.sentences() for span in each.spans
        if Mark(MarkKind.DELETED) in span.marks
    ]  # fmt: skip
    assert struck == ([] if codes else ["300"])


def test_what_was_translated_once_is_not_asked_again(make, engine, told):
    first = engine(lambda text: f"번역한 말 {len(text)}")
    edition = make(engine=first)
    assert first.asked
    second = engine(lambda text: "다른 말")
    assert make(engine=second) == edition
    assert second.asked == []


def test_another_version_of_an_engine_is_asked_anew(make, engine):
    make(engine=engine(lambda text: "어느 말"))
    other = engine(lambda text: "다른 말")
    other.version = "2"
    assert "다른 말" in make(engine=other).article.title.text


def test_a_run_that_breaks_off_keeps_what_was_finished(make, engine, article):
    def fails_late(text):
        if text.startswith("More reading"):
            raise EngineBusy("Too many requests.", "Wait.")
        return f"번역한 말 {len(text)}"

    first = engine(fails_late)
    with pytest.raises(EngineBusy) as raised:
        make(engine=first)
    assert "e0-b1-k1" in raised.value.message
    second = engine(lambda text: f"번역한 말 {len(text)}")
    make(engine=second)
    assert len(second.asked) < len(first.asked)


def test_a_model_that_is_gone_leaves_the_translations_it_made(make, engine):
    there = engine(lambda text: f"번역한 말 {len(text)}")
    edition = make(engine=there)
    gone = engine(lambda text: "다른 말")

    def prepare(source, target, progress):
        raise ModelMissing("There is no model.", "Add one.")

    gone.prepare = prepare
    assert make(engine=gone) == edition


@pytest.mark.parametrize(
    ("answer", "why"),
    [
        (lambda text: "", "there is no translation"),
        (lambda text: None, "nothing usable"),
        (lambda text: text, "it is the source text"),
        (lambda text: "Error 500 (Server Error)!!1500.That’s an error.", "error message"),
        (lambda text: "말 " * 40, "it repeats itself"),
    ],
)
def test_a_sentence_that_cannot_be_translated_stops_the_edition_and_is_named(make, engine, answer, why):
    good = "제대로 번역된 말"
    bad = engine(lambda text: answer(text) if text.startswith("Yet it") else good)
    with pytest.raises(TranslationError) as raised:
        make(engine=bad, doubtful=Doubtful.HOLD)
    assert "s1-b2-k2 “Yet it ignores the Refugee Convention every day.”" in raised.value.message
    assert why in raised.value.message.lower()
    assert "article>.ko.xlf" in raised.value.advice
    again = engine(lambda text: "이제 잘 번역된 말")
    make(engine=again)
    assert again.asked[0] == "Yet it ignores the Refugee Convention every day."


def test_an_engine_that_loses_a_sentence_is_asked_for_fewer(make, engine):
    losing = engine(lambda text: f"번역한 말 {len(text)}")
    whole = losing.translate
    losing.translate = lambda texts, source, target: whole(texts, source, target)[: max(1, len(texts) - 1)]
    edition = make(engine=losing)
    assert edition.article == make(engine=engine(lambda text: f"번역한 말 {len(text)}")).article
    assert texts(edition)["s1-b1-k1"] == f"번역한 말 {len('What the law says')}"


def test_without_engine_and_reviewed_file_the_next_step_is_told(make):
    with pytest.raises(ModelMissing) as raised:
        make(engine=None)
    assert "<article>.ko.xlf" in raised.value.advice


def test_progress_counts_every_sentence(make, marker, told):
    make("ko", engine=marker)
    steps = [event for event in told.events if isinstance(event, Translating)]
    assert steps[-1].done == steps[-1].total == 15
    assert [step.done for step in steps] == sorted(step.done for step in steps)


def test_a_doubtful_number_is_noticed(make, engine, article):
    title = replace(
        article.title, sentences=(replace(article.title.sentences[0], spans=(Span("In 1986 they agreed"),)),)
    )
    edition = make(engine=engine(lambda text: "그들은 동의했다"), article=replace(article, title=title))
    assert ("translation.T07-numbers", "ko s0-b1-k1") in [(each.code, each.where) for each in edition.notices]


@pytest.mark.parametrize("target", ["ko", "zh-Hans", "zh-Hant", "es"])
def test_a_reviewed_file_makes_the_whole_edition(make, marker, reviewed, target):
    edition = make(target, reviewed=reviewed(target), engine=None)
    assert (edition.origin, edition.engines, told_of(edition)) == (Origin.REVIEWED, (), [])
    assert edition.article == make(target, engine=marker).article


def test_a_reviewed_dateline_goes_before_the_rule(make, reviewed):
    path = reviewed(change=lambda data: data.replace("2023년 10월 13일".encode(), "지난 금요일".encode()))
    assert texts(make(reviewed=path))["s0-b3-k1"] == "지난 금요일"


def changed(article):
    """The article with one sentence rewritten and one block moved."""
    section = article.sections[0]
    first = section.blocks[0]
    rewritten = replace(first.sentences[0], spans=(Span("The country never joined. "),))
    blocks = (replace(first, sentences=(rewritten, *first.sentences[1:])), *section.blocks[1:])
    moved = replace(
        article.back[0], id="e0-b7", sentences=(replace(article.back[0].sentences[0], id="e0-b7-k1"),)
    )
    return replace(article, sections=(replace(section, blocks=blocks),), back=(moved,))


def test_a_changed_sentence_is_named_and_goes_to_the_engine_and_the_rest_is_used(
    make, marker, reviewed, article, engine
):
    path = reviewed()
    asked = engine(lambda text: "새로 번역한 말")
    edition = make(reviewed=path, engine=asked, article=changed(article))
    assert asked.asked == ["The country never joined."]
    assert (edition.origin, edition.engines) == (Origin.MIXED, ("test 1",))
    [notice] = told_of(edition)
    assert (notice.code, notice.where) == ("translation.outdated", "ko s1-b2-k1")
    assert "“The country never joined.” changed since it was reviewed" in notice.text
    assert texts(edition)["e0-b7-k1"] == texts(make(engine=marker))["e0-b1-k1"]


def test_changed_sentences_without_an_engine_are_named_with_the_next_step(make, reviewed, article):
    path = reviewed()
    with pytest.raises(ReviewedFileOutdated) as raised:
        make(reviewed=path, engine=None, article=changed(article))
    assert "s1-b2-k1 changed since it was reviewed: “The country never joined.”" in raised.value.message
    assert raised.value.advice


def test_an_empty_target_counts_as_missing(make, reviewed, engine):
    def emptied(data):
        head, _, tail = data.partition(b'<unit id="s1-b1">')
        before, _, after = tail.partition(b"<target>")
        return head + b'<unit id="s1-b1">' + before + b"<target>" + after[after.index(b"</target>") :]

    asked = engine(lambda text: "새로 번역한 말")
    edition = make(reviewed=reviewed(change=emptied), engine=asked)
    assert asked.asked == ["What the law says"]
    assert edition.origin is Origin.MIXED


def test_what_nobody_reviewed_does_not_pass_for_reviewed(make, reviewed):
    with pytest.raises(ReviewedFileOutdated, match="not marked as reviewed or final"):
        make(reviewed=reviewed(state=State.TRANSLATED), engine=None)


def test_a_link_the_reviewer_lost_is_put_back_and_noticed(make, reviewed):
    import re

    path = reviewed(
        change=lambda data: re.sub(rb"(<target>[^\n]*?)<pc[^>]*type=\"link\"[^>]*>(.*?)</pc>", rb"\1\2", data)
    )
    edition = make(reviewed=path)
    assert [(each.code, each.where) for each in told_of(edition)] == [("translation.link", "ko s1-b2-k2")]
    assert any(
        mark.kind is MarkKind.LINK
        for each in edition.article.sentences()
        for span in each.spans
        for mark in span.marks
    )


def test_the_address_of_a_link_comes_from_the_article(make, reviewed):
    path = reviewed(
        change=lambda data: data.replace(b"https://example.org/convention", b"https://evil.example/")
    )
    values = {
        mark.value
        for each in make(reviewed=path).article.sentences()
        for span in each.spans
        for mark in span.marks
    }
    assert "https://example.org/convention?a=1&b=2" in values
    assert not any("evil" in value for value in values)


def test_a_full_disk_is_said_as_such(make, marker, monkeypatch):
    def full(self, entries):
        raise DiskFull("The disk is full.", "Free some space.")

    monkeypatch.setattr(Memory, "keep", full)
    with pytest.raises(DiskFull):
        make("ko", engine=marker)


def test_roles_are_kept(make, marker, article):
    made = make("ko", engine=marker).article
    assert [block.role for block in made.walk()] == [block.role for block in article.walk()]
    assert made.back[0].role is Role.RELATED
    assert made.authors == article.authors
    assert made.date == article.date


def test_a_headline_is_told_to_the_engine_in_small_letters_and_judged_as_it_was_written(
    make, engine, article
):
    title = replace(
        article.title,
        sentences=(
            replace(article.title.sentences[0], spans=(Span("Country Ignores Refugee Texts Every Day"),)),
        ),
    )
    asked = engine(lambda text: "그 나라는 난민 협약을 무시한다")
    make(engine=asked, article=replace(article, title=title))
    assert asked.asked[0] == "Country ignores Refugee texts every day"


def test_a_translation_made_without_regard_to_code_does_not_serve_where_there_is_code(make, engine, article):
    def titled(*marks):
        spans = (Span("Run the "), Span("clock", marks), Span(" command now"))
        return replace(
            article,
            title=replace(article.title, sentences=(replace(article.title.sentences[0], spans=spans),)),
        )

    breaking = engine(lambda text: f"이제 시계 명령을 {len(text)}")
    assert "clock" not in make(engine=breaking, article=titled()).article.title.text
    assert "clock" in make(engine=breaking, article=titled(Mark(MarkKind.CODE))).article.title.text


def test_the_same_sentence_twice_may_be_reviewed_in_two_ways(make, marker, article, tmp_path):
    section = article.sections[0]
    first = section.blocks[0]
    same = tuple(replace(first.sentences[0], id=f"s1-b2-k{number}") for number in (1, 2))
    blocks = (replace(first, sentences=same), *section.blocks[1:])
    doubled = replace(article, sections=(replace(section, blocks=blocks),))
    made = make("ko", engine=marker, article=doubled).article
    head, second, tail = write_xliff(doubled, made, "ko", original="article.md").partition(b'id="k2"')
    path = tmp_path / "article.ko.xlf"
    path.write_bytes(head + second + tail.replace(b"<target>", "<target>다시 ".encode(), 1))
    reviewed = texts(make(reviewed=path, article=doubled))
    assert reviewed["s1-b2-k2"] == "다시 " + reviewed["s1-b2-k1"].rstrip() + " " * reviewed[
        "s1-b2-k2"
    ].endswith(" ")
