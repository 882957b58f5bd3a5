"""A chain of engines over the memory: who is asked for what, and what is never asked twice."""

from dataclasses import replace

import pytest

from pipeline.config.choices import Doubtful
from pipeline.config.tables import LOCAL
from pipeline.document.article import (
    Article,
    Block,
    BlockKind,
    Mark,
    MarkKind,
    Origin,
    Role,
    Section,
    Sentence,
    Span,
)
from pipeline.document.events import Noticed
from pipeline.errors import EngineBusy, EngineRefused, ModelMissing, TranslationError
from pipeline.translation.interchange.segments import Inline
from pipeline.translation.limited_engine import Limited
from pipeline.translation.memory.entry import Entry, Maker, Place, Standing
from pipeline.translation.translate import judge, outlook, translate

ENGLISH = ("The talks began in Geneva.", "Nobody spoke to the families.", "The talks failed.")
KOREAN = {
    "The talks": "회담",
    "The talks began in Geneva.": "회담은 제네바에서 시작되었다.",
    "Nobody spoke to the families.": "아무도 가족들에게 말하지 않았다.",
    "The talks failed.": "회담은 실패했다.",
}
CHINESE = {
    "회담": "会谈",
    "회담은 제네바에서 시작되었다.": "会谈在日内瓦开始。",
    "아무도 가족들에게 말하지 않았다.": "没有人和家属谈话。",
    "회담은 실패했다.": "会谈失败了。",
}


def article_of(*sentences, language="en", title="The talks"):
    heading = Block("s0-b1", BlockKind.HEADING, Role.TITLE, (Sentence("s0-b1-k1", (Span(title),)),), level=1)
    spaced = [*(f"{sentence} " for sentence in sentences[:-1]), *sentences[-1:]]
    body = Block(
        "s1-b2",
        BlockKind.PARAGRAPH,
        sentences=tuple(Sentence(f"s1-b2-k{n}", (Span(text),)) for n, text in enumerate(spaced, 1)),
    )
    inner = replace(
        heading, id="s1-b1", role=Role.BODY, level=2, sentences=(Sentence("s1-b1-k1", (Span(title),)),)
    )
    return Article(language=language, title=heading, sections=(Section("s1", inner, (body,)),))


class Named:
    """An engine that answers from a table, or as a function says."""

    version = "1"
    private = True

    def __init__(self, name="one", answer=KOREAN.get):
        self.name = name
        self.answer = answer
        self.asked = []

    def translate(self, texts, source, target):
        self.asked += texts
        return [self.answer(text) for text in texts]


def raising(error):
    def answer(text):
        raise error

    return answer


@pytest.fixture
def make(memory, told):
    def edition(*engines, article=article_of(*ENGLISH), target="ko", slug="talks", limits=LOCAL, **more):  # noqa: B008
        chain = tuple(Limited(engine, limits) for engine in engines)
        more.setdefault("reviewed", None)
        return translate(article, target, engines=chain, memory=memory, progress=told, slug=slug, **more)

    return edition


def texts(edition):
    return {each.id: each.text.strip() for each in edition.article.sentences()}


def engines_of(edition):
    return {each.sentence: each.engine for each in edition.origins}


def a_person(source, target, standing=Standing.REVIEWED, languages=("en", "ko"), **more):
    return Entry(languages, Inline(source), Inline(target), standing, **more)


def test_the_same_words_are_asked_for_once_however_often_they_stand_there(make):
    engine = Named()
    edition = make(engine)
    assert engine.asked == ["The talks", *ENGLISH]
    assert texts(edition)["s0-b1-k1"] == texts(edition)["s1-b1-k1"] == "회담"


@pytest.mark.parametrize(
    ("language", "target", "sentences", "title", "answer", "changed", "words"),
    [
        (
            "en",
            "ko",
            ENGLISH,
            "The talks",
            KOREAN,
            "Everybody spoke to the families.",
            "모두가 가족들에게 말했다.",
        ),
        (
            "ko",
            "zh-Hans",
            tuple(KOREAN[each] for each in ENGLISH),
            "회담",
            CHINESE,
            "모두가 가족들에게 말했다.",
            "所有人都和家属谈了话。",
        ),
    ],
)
def test_a_changed_sentence_is_the_only_one_that_is_asked_for(
    make, language, target, sentences, title, answer, changed, words
):
    make(
        Named(answer=answer.get),
        article=article_of(*sentences, language=language, title=title),
        target=target,
    )
    engine = Named(answer=lambda text: words)
    edited = article_of(sentences[0], changed, sentences[2], language=language, title=title)
    edition = make(engine, article=edited, target=target)
    assert engine.asked == [changed]
    assert texts(edition) == {
        "s0-b1-k1": answer[title],
        "s1-b1-k1": answer[title],
        "s1-b2-k1": answer[sentences[0]],
        "s1-b2-k2": words,
        "s1-b2-k3": answer[sentences[2]],
    }


@pytest.mark.parametrize(
    ("answer", "why"),
    [
        (raising(EngineRefused("The key is wrong.", "Mend it.")), "The key is wrong."),
        (raising(EngineBusy("Too many requests.", "Wait.")), "Too many requests."),
        (raising(ModelMissing("No model.", "Add one.")), "No model."),
    ],
)
def test_the_next_engine_does_what_the_one_before_refuses(make, told, answer, why):
    second = Named("two")
    edition = make(Named("one", answer), second)
    assert set(second.asked) == {"The talks", *ENGLISH}
    assert edition.engines == ("two 1",)
    assert edition.notices == ()  # the same in a run that finds all of it known
    [passed] = [event.notice for event in told.events if isinstance(event, Noticed)]
    assert passed.code == "translation.passed-on"
    assert why in passed.text


def test_the_next_engine_gets_just_the_sentences_with_unusable_answers(make):
    first = Named("one", lambda text: text if "families" in text else KOREAN[text])
    second = Named("two")
    edition = make(first, second)
    assert second.asked == [ENGLISH[1]]
    assert engines_of(edition) == {
        "s0-b1-k1": "one 1",
        "s1-b1-k1": "one 1",
        "s1-b2-k1": "one 1",
        "s1-b2-k2": "two 1",
        "s1-b2-k3": "one 1",
    }
    assert edition.engines == ("one 1", "two 1")
    silent = Named("one"), Named("two")
    assert make(*silent) == edition
    assert silent[0].asked == silent[1].asked == []


def test_an_engine_that_has_no_model_does_not_stand_in_the_way(make):
    first, second = Named("one"), Named("two")
    first.prepare = lambda source, target, progress: raising(ModelMissing("No model.", "Add one."))(source)
    assert make(first, second).engines == ("two 1",)
    assert first.asked == []


def test_when_all_fail_each_one_says_why(make):
    with pytest.raises(EngineBusy) as raised:
        make(
            Named("one", raising(EngineRefused("The key is wrong.", "Mend it."))),
            Named("two", raising(EngineBusy("Too many requests.", "Wait."))),
        )
    for said in ("one, sentence s0-b1-k1: The key is wrong.", "two, sentence s0-b1-k1: Too many requests."):
        assert said in raised.value.message
    with pytest.raises(TranslationError) as raised:
        make(Named("one", lambda text: ""), Named("two", lambda text: text), doubtful=Doubtful.HOLD)
    assert f"s1-b2-k2 “{ENGLISH[1]}”: one gave nothing usable: " in raised.value.message
    assert "two gave nothing usable: " in raised.value.message


def test_an_engine_that_gives_nothing_usable_is_not_asked_for_a_whole_book(make):
    many = [f"The talks failed on day number {number}." for number in range(400)]
    useless = Named(answer=lambda text: text)
    with pytest.raises(TranslationError, match=r"and \d+ more"):
        make(useless, article=article_of(*many))
    assert len(useless.asked) < 120


@pytest.mark.parametrize("standing", [Standing.EDITED, Standing.REVIEWED, Standing.FINAL])
def test_a_person_s_words_are_taken_before_any_engine_is_asked(make, memory, standing):
    memory.keep([a_person(ENGLISH[1], "누구도 가족과 이야기하지 않았다.", standing, who="김수진")])
    engine = Named()
    edition = make(engine)
    assert ENGLISH[1] not in engine.asked
    [mine] = [each for each in edition.origins if each.sentence == "s1-b2-k2"]
    assert (mine.standing, mine.who) == (standing, "김수진")
    assert texts(edition)["s1-b2-k2"] == "누구도 가족과 이야기하지 않았다."
    assert edition.origin is (Origin.MACHINE if standing is Standing.EDITED else Origin.MIXED)


def test_reviewed_words_stay_when_a_better_engine_comes(make, memory):
    make(Named())
    memory.keep([a_person(ENGLISH[0], "검토한 회담")])
    better = Named(answer=lambda text: KOREAN[text].replace("회담", "협상"))
    better.version = "2"
    made = texts(make(better))
    assert made["s1-b2-k1"] == "검토한 회담"
    assert made["s1-b2-k3"] == "협상은 실패했다."


def test_an_article_that_people_settled_needs_no_engine_and_none_is_prepared(make, memory):
    memory.keep(a_person(text, words) for text, words in KOREAN.items())
    engine = Named()
    engine.prepare = lambda source, target, progress: pytest.fail("nobody needs it")
    edition = make(engine)
    assert (edition.origin, edition.engines) == (Origin.REVIEWED, ())
    assert make().article == edition.article


def test_the_reviewed_rendering_of_the_same_place_is_preferred(make, memory):
    memory.keep(
        [
            a_person("The talks", "대화", place=Place("talks", "s1-b1")),
            a_person("The talks", "회담", place=Place("talks", "s0-b1")),
            a_person("The talks", "담화", place=Place("other", "s4-b1", "Something else.")),
        ]
    )
    made = texts(make(Named()))
    assert (made["s0-b1-k1"], made["s1-b1-k1"]) == ("회담", "대화")


def test_a_reviewed_link_keeps_its_place(make, memory):
    from pipeline.translation.interchange.segments import Coded

    link = Mark(MarkKind.LINK, "https://example.org/families")
    article = article_of(*ENGLISH)
    section = article.sections[0]
    spans = (Span("Nobody spoke to "), Span("the families", (link,)), Span(". "))
    sentences = list(section.blocks[0].sentences)
    sentences[1] = replace(sentences[1], spans=spans)
    body = replace(section.blocks[0], sentences=tuple(sentences))
    linked = replace(article, sections=(replace(section, blocks=(body,)),))
    memory.keep(
        [
            Entry(
                ("en", "ko"),
                Inline(ENGLISH[1], (Coded("1", 16, 28),)),
                Inline("가족들에게는 아무도 말하지 않았다.", (Coded("1", 0, 3),)),
                Standing.FINAL,
            )
        ]
    )
    made = make(Named(), article=linked).article.sections[0].blocks[0].sentences[1]
    assert [span.text for span in made.spans if span.marks == (link,)] == ["가족들"]


def test_what_an_engine_cannot_make_of_a_link_s_words_is_not_asked_again(make):
    link = Mark(MarkKind.LINK, "https://example.org/families")
    article = article_of("x", title="The talks")
    section = article.sections[0]
    spans = (Span("Nobody spoke to "), Span("the families", (link,)), Span("."))
    body = replace(section.blocks[0], sentences=(Sentence("s1-b2-k1", spans),))
    linked = replace(article, sections=(replace(section, blocks=(body,)),))
    engine = Named(answer=lambda text: "" if text == "the families" else KOREAN[text])
    first = make(engine, article=linked)
    assert "the families" in engine.asked
    silent = Named()
    assert make(silent, article=linked) == first
    assert silent.asked == []


@pytest.mark.parametrize("broken", ["말\0말", "말 \x1b[2J 말", "\u1106\u1161\u11af 말"])
def test_an_answer_with_control_characters_or_loose_letters_is_put_right(make, broken):
    engine = Named(answer=lambda text: broken if text == "The talks" else KOREAN.get(text))
    title = make(engine, doubtful=Doubtful.ACCEPT).article.title.text
    assert title.replace("[2J ", "") in ("말 말", "말  말")


def test_half_a_character_is_no_translation(make):
    with pytest.raises(TranslationError, match="nothing usable"):
        make(Named(answer=lambda text: "말 \ud800 말"), doubtful=Doubtful.HOLD)


def test_the_context_is_told_to_an_engine_that_wants_it(make):
    contexts = []

    class Listening(Named):
        def translate_in(self, texts, source, target, context):
            contexts.append((tuple(texts), context))
            return self.translate(texts, source, target)

    make(Listening(), limits=replace(LOCAL, sentences=1))
    told = dict(contexts)
    assert {context.title for context in told.values()} == {"The talks"}
    assert told[(ENGLISH[2],)].before == (ENGLISH[0], ENGLISH[1])


def judged(edition):
    with pytest.raises(TranslationError) as raised:
        judge(edition)
    return raised.value


def test_serious_findings_stop_an_edition_and_are_listed_with_their_evidence(make):
    wrong = {"In 1986 they agreed.": "1968년에 97명이 합의했다."}
    engine = Named(answer=lambda text: wrong.get(text) or KOREAN.get(text))
    edition = make(engine, article=article_of("In 1986 they agreed.", ENGLISH[2]))
    error = judged(edition)
    assert "ko s1-b2-k1" in error.message
    assert "1986" in error.message
    assert "--doubtful accept" in error.advice
    assert "<article>.ko.xlf" in error.advice
    assert any(each.where == "ko s1-b2-k1" and each.evidence for each in edition.notices)


@pytest.mark.parametrize(("standing", "stops"), [("reviewed", False), ("final", False), ("edited", True)])
def test_a_finding_about_reviewed_words_is_told_and_does_not_stop(make, memory, standing, stops):
    memory.keep([a_person("In 1986 they agreed.", "1968년에 그들은 합의했다.", Standing(standing))])
    edition = make(Named(), article=article_of("In 1986 they agreed.", ENGLISH[2]))
    assert any(each.where == "ko s1-b2-k1" for each in edition.notices)
    if stops:
        judged(edition)
    else:
        judge(edition)


def test_a_plan_says_what_is_known_and_what_would_go_where(memory, make):
    make(Named(), article=article_of(ENGLISH[0]))
    memory.keep([a_person(ENGLISH[1], "검토한 말")])
    engine, chain = Named(), ()
    chain = (Limited(engine, LOCAL),)
    plan = outlook(
        article_of(*ENGLISH, "12:30"), "ko", reviewed=None, engines=chain, memory=memory, slug="talks"
    )
    known = {each.standing: (each.sentences, each.characters) for each in plan.known if each.sentences}
    assert known == {"reviewed": (1, 29), "machine": (3, 9 + 9 + 26), "": (1, 5)}
    assert plan.share is not None
    assert (plan.share.engine, plan.share.private, plan.share.sentences) == ("one", True, 1)
    assert plan.share.characters == len(ENGLISH[2])
    assert plan.problem == ""
    assert engine.asked == []


def test_a_plan_of_everything_known_asks_nobody(memory, make):
    make(Named())
    plan = outlook(
        article_of(*ENGLISH),
        "ko",
        reviewed=None,
        engines=(Limited(Named(), LOCAL),),
        memory=memory,
        slug="talks",
    )
    assert plan.share is None


def test_a_plan_says_when_nobody_can_do_it(memory):
    engine = Named()
    engine.prepare = lambda source, target, progress: raising(ModelMissing("No model.", "Add one."))(source)
    plan = outlook(
        article_of(*ENGLISH), "ko", reviewed=None, engines=(Limited(engine, LOCAL),), memory=memory
    )
    assert plan.share is None
    assert "No model." in plan.problem


def test_what_an_engine_made_is_not_taken_for_another_s(make, memory):
    make(Named("one"))
    other = Named("two")
    make(other)
    assert set(other.asked) == {"The talks", *ENGLISH}
    assert {each.maker for each in memory.entries("en", "ko")} == {Maker("one", "1"), Maker("two", "1")}
