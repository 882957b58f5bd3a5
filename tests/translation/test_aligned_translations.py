"""A whole translation is laid beside the article: what is plain is reviewed, what is doubtful is edited and named."""

import re

import pytest

from pipeline.app import review
from pipeline.config.settings import Settings
from pipeline.document.article import MarkKind
from pipeline.document.events import Noticed
from pipeline.errors import SettingsError
from pipeline.readers import read
from pipeline.translation.alignment import align
from pipeline.translation.memory import Memory

ENGLISH = """# The library on the hill

The library opened in 1984 with 3,200 books. Nobody expected that it would last so long. Today it lends 90 books a day.

Read the [catalogue](https://example.org/catalogue) before you come.

## Who works there

Six people work in the library, and four of them are volunteers. Maria Lopez has been there since the first day.

## What it needs

The roof leaks when it rains for more than two days. A new one would cost 45,000 euros, which the town does not have.
"""
TRANSLATED = {
    "ko": """# 언덕 위의 도서관

도서관은 1984년에 책 3,200권으로 문을 열었다. 그렇게 오래갈 것이라고는 아무도 예상하지 못했다. 오늘날에는 하루에 책 90권을 빌려준다.

오기 전에 [목록](https://example.org/catalogue)을 읽어 보라.

## 누가 그곳에서 일하는가

도서관에서는 여섯 명이 일하며 그중 네 명은 자원봉사자다. Maria Lopez는 첫날부터 그곳에 있었다.

## 무엇이 필요한가

이틀 넘게 비가 오면 지붕이 샌다. 새 지붕에는 45,000유로가 드는데, 시에는 그런 돈이 없다.
""",
    "zh-Hans": """# 山上的图书馆

图书馆于1984年开馆，当时有3,200册书。没有人想到它能维持这么久。如今它每天借出90本书。

来之前请先看[目录](https://example.org/catalogue)。

## 谁在那里工作

有六个人在图书馆工作，其中四人是志愿者。Maria Lopez从第一天起就在那里。

## 它需要什么

下雨超过两天，屋顶就会漏水。换一个新屋顶要花45,000欧元，而镇上没有这笔钱。
""",
    "es": """# La biblioteca de la colina

La biblioteca abrió en 1984 con 3200 libros. Nadie esperaba que durase tanto tiempo. Hoy presta 90 libros al día.

Lea el [catálogo](https://example.org/catalogue) antes de venir.

## Quién trabaja allí

Seis personas trabajan en la biblioteca, y cuatro de ellas son voluntarias. Maria Lopez está allí desde el primer día.

## Lo que necesita

El tejado gotea cuando llueve más de dos días. Uno nuevo costaría 45 000 euros, que el pueblo no tiene.
""",
}
SECOND = {
    "ko": "그렇게 오래갈 것이라고는 아무도 예상하지 못했다.",
    "zh-Hans": "没有人想到它能维持这么久。",
    "es": "Nadie esperaba que durase tanto tiempo.",
}
LAST = {
    "ko": (
        "새 지붕에는 45,000유로가 드는데, 시에는 그런 돈이 없다.",
        "새 지붕에는 45,000유로가 든다. 시에는 그런 돈이 없다.",
    ),
    "zh-Hans": (
        "换一个新屋顶要花45,000欧元，而镇上没有这笔钱。",
        "换一个新屋顶要花45,000欧元。而镇上没有这笔钱。",
    ),
    "es": (
        "Uno nuevo costaría 45 000 euros, que el pueblo no tiene.",
        "Uno nuevo costaría 45 000 euros. El pueblo no los tiene.",
    ),
}
JOINED = {
    "ko": ("아무도 예상하지 못했다. 오늘날에는", "아무도 예상하지 못했지만, 오늘날에는"),
    "zh-Hans": ("没有人想到它能维持这么久。如今", "没有人想到它能维持这么久，如今"),
    "es": ("durase tanto tiempo. Hoy presta", "durase tanto tiempo, y hoy presta"),
}


@pytest.fixture
def article(tmp_path):
    path = tmp_path / "article.md"
    path.write_text(ENGLISH, "utf-8")
    return path


@pytest.fixture
def laid(article, tmp_path):
    def beside(tag, text=None):
        path = tmp_path / f"translation.{tag}.md"
        path.write_text(text or TRANSLATED[tag], "utf-8")
        return align(read(article, "en")[0], read(path, tag)[0], "article")

    return beside


def said(alignment):
    return {each.sentence: each.entry.target.text for each in alignment.pairings}


@pytest.mark.parametrize("tag", sorted(TRANSLATED))
def test_a_faithful_translation_is_wholly_reviewed(article, laid, tag):
    found = laid(tag)
    assert [each.doubt for each in found.pairings if each.doubt] == []
    assert (found.missing, found.surplus) == ((), ())
    assert said(found).keys() == {each.id for each in read(article, "en")[0].sentences()}
    assert {each.entry.standing for each in found.pairings} == {"reviewed"}
    assert said(found)["s1-b2-k2"] == SECOND[tag]


@pytest.mark.parametrize("tag", sorted(TRANSLATED))
def test_links_keep_their_places(article, laid, tag):
    [pair] = [each for each in laid(tag).pairings if each.sentence == "s1-b3-k1"]
    [code] = pair.entry.target.codes
    words = {"ko": "목록", "zh-Hans": "目录", "es": "catálogo"}
    assert pair.entry.target.text[code.begin : code.end] == words[tag]
    assert code.id == pair.entry.source.codes[0].id
    assert read(article, "en")[0].sections[0].blocks[1].sentences[0].spans[1].marks[0].kind is MarkKind.LINK


@pytest.mark.parametrize("tag", sorted(TRANSLATED))
def test_a_sentence_that_is_missing_is_named_and_moves_no_other_that_is_plain(laid, tag):
    whole, found = said(laid(tag)), laid(tag, TRANSLATED[tag].replace(SECOND[tag], ""))
    doubtful = {each.sentence for each in found.pairings if each.doubt}
    assert "s1-b2-k2" in {*found.missing, *doubtful}
    assert len(doubtful) <= 2
    plain = {id: words for id, words in said(found).items() if id not in doubtful}
    assert plain == {id: whole[id] for id in plain}
    assert len(plain) >= len(whole) - 3


@pytest.mark.parametrize("tag", sorted(TRANSLATED))
def test_a_sentence_too_many_is_named_and_not_taken(laid, tag):
    more = {
        "ko": "이 문장은 원문에 없는 긴 문장이다.",
        "zh-Hans": "这是原文里没有的一个长句子。",
        "es": "Esta frase larga no está en el original.",
    }
    found = laid(tag, TRANSLATED[tag].replace(SECOND[tag], f"{SECOND[tag]} {more[tag]}"))
    taken = said(found)
    assert taken["s1-b2-k1"] == said(laid(tag))["s1-b2-k1"]
    assert taken["s1-b2-k3"] == said(laid(tag))["s1-b2-k3"]
    doubtful = {each.sentence for each in found.pairings if each.doubt}
    assert found.surplus == (more[tag],) or doubtful & {"s1-b2-k2", "s1-b2-k3"}


@pytest.mark.parametrize("tag", sorted(TRANSLATED))
def test_one_sentence_in_two_is_whole_and_doubtful(laid, tag):
    found = laid(tag, TRANSLATED[tag].replace(*LAST[tag]))
    [pair] = [each for each in found.pairings if each.doubt]
    assert (pair.sentence, pair.entry.target.text) == ("s3-b2-k2", LAST[tag][1])
    assert pair.entry.standing == "edited"


@pytest.mark.parametrize("tag", sorted(TRANSLATED))
def test_two_sentences_in_one_are_cut_at_a_clause_and_doubtful(laid, tag):
    text = TRANSLATED[tag].replace(*JOINED[tag])
    assert text != TRANSLATED[tag]
    found = laid(tag, text)
    assert {each.sentence for each in found.pairings if each.doubt} == {"s1-b2-k2", "s1-b2-k3"}
    assert said(found)["s1-b2-k2"].endswith((",", "，"))
    assert "90" in said(found)["s1-b2-k3"]


def test_plain_text_without_sections_is_laid_beside_too(laid):
    text = (
        TRANSLATED["ko"]
        .replace("# ", "")
        .replace("#", "")
        .replace("[목록](https://example.org/catalogue)", "목록")
    )
    found = said(laid("ko", text))
    whole = said(laid("ko"))
    assert sum(found.get(id) == words for id, words in whole.items()) >= len(whole) - 3


def test_it_goes_into_the_memory_and_doubts_are_told(article, tmp_path, told):
    settings = Settings(memory=tmp_path / "memory.sqlite", store=tmp_path / "store", offline=True)
    theirs = tmp_path / "said.md"
    theirs.write_text(TRANSLATED["ko"].replace(*LAST["ko"]), "utf-8")
    found = review.align(article, theirs, "ko", settings, told, who="Min-ji Kim")
    assert (found.counts["edited"], found.counts["reviewed"]) == (1, 11)
    [notice] = [event.notice for event in told.events if isinstance(event, Noticed)]
    assert (notice.code, notice.where) == ("review.doubtful", "ko s3-b2-k2")
    entries = Memory(settings.memory).entries("en", "ko", "article")
    assert {each.who for each in entries} == {"Min-ji Kim"}


def test_the_articles_own_language_is_refused(article, tmp_path, told):
    settings = Settings(memory=tmp_path / "memory.sqlite", offline=True)
    with pytest.raises(SettingsError, match="itself"):
        review.align(article, article, "en", settings, told)


def test_two_texts_that_have_nothing_in_common_are_not_called_reviewed(laid):
    found = laid("ko", "# 비\n\n비가 왔다.\n")
    assert sum(each.entry.standing == "reviewed" for each in found.pairings) <= 2
    assert len(found.missing) >= 7


def _long(language, numbers):
    head = {"en": "The library", "ko": "도서관 이야기", "zh-Hans": "图书馆的故事"}[language]
    said = {
        "en": "On that day {} people came and asked for books.",
        "ko": "그날 {}명이 와서 책을 찾았다.",
        "zh-Hans": "那一天有{}人来借书。",
    }[language]
    return f"# {head}\n\n" + "\n\n".join(said.format(number) for number in numbers) + "\n"


@pytest.mark.parametrize("language", ["ko", "zh-Hans"])
def test_long_texts_go_together_where_each_has_a_part_of_its_own(tmp_path, language):
    path = tmp_path / "theirs.md"
    (tmp_path / "ours.md").write_text(_long("en", range(1000, 1130)), "utf-8")
    path.write_text(_long(language, [*range(1080, 1130), *range(2000, 2080)]), "utf-8")
    made = align(read(tmp_path / "ours.md", "en")[0], read(path, language)[0], "ours")
    pairs = [
        (each.entry.source.text, each.entry.target.text)
        for each in made.pairings
        if _number(each.entry.source.text)
    ]
    assert len(pairs) == 50
    assert all(_number(source) == _number(target) for source, target in pairs)
    assert (len(made.missing), len(made.surplus)) == (80, 80)


def _number(text):
    return next(iter(re.findall(r"\d{4}", text)), "")


@pytest.mark.parametrize(("language", "sentence"), [("ko", "우물이 말랐다."), ("zh-Hans", "井干了。")])
def test_a_translation_with_many_times_the_lines_is_laid_beside_too(tmp_path, language, sentence):
    (tmp_path / "ours.md").write_text("The well ran dry.\n\n" * 40, "utf-8")
    (tmp_path / "theirs.md").write_text(f"{sentence}\n\n" * 900, "utf-8")
    made = align(read(tmp_path / "ours.md", "en")[0], read(tmp_path / "theirs.md", language)[0], "ours")
    assert len(made.surplus) >= 600
