"""A word of the glossary inside a longer name is not that word: neither called wrong, nor counted as its rendering."""

import pytest

from pipeline.translation.glossary import Glossary, Term
from pipeline.translation.name_boundaries import stands_alone
from pipeline.translation.wordforms import places

NORTH = "North Korea closed the border."


def alone(word: str, text: str, language: str) -> list[bool]:
    return [stands_alone(place, word, text, language) for place in places(word, text, language)]


@pytest.mark.parametrize(
    ("language", "word", "text"),
    [
        ("zh-Hant", "朝鮮", "朝鮮關閉了邊境。"),
        ("zh-Hant", "朝鮮", "對朝鮮的制裁"),
        ("zh-Hant", "朝鮮", "朝鮮人權狀況"),
        ("zh-Hant", "朝鮮", "朝鮮外交部說，朝鮮官員在平壤大學"),
        ("zh-Hans", "朝鲜", "逃离朝鲜的人"),
        ("zh-Hans", "难民", "大量难民众多"),
        ("zh-Hant", "台灣", "台灣政府"),
        ("zh-Hant", "韓國", "韓國文在寅總統"),
        ("ja", "朝鮮", "朝鮮は国境を閉じた"),
        ("ko", "조선", "조선에서는 국경을 닫았다."),
        ("ko", "조선", "어제 조선이 조선의 국경을 닫았고, 조선도 그랬다."),
        ("es", "Corea", "Corea cerró la frontera."),
        ("es", "Corea", "En Corea y en Japón"),
        ("es", "Corea", "el presidente de Corea"),
        ("es", "prófugo", "Los Prófugos de Harbour Town"),
        ("de", "Korea", "die Grenze zwischen Korea und China"),
        ("ar", "كوريا", "أغلقت كوريا الحدود."),
    ],
)
def test_a_word_that_stands_by_itself_is_known(language: str, word: str, text: str) -> None:
    found = alone(word, text, language)
    assert found
    assert all(found)


@pytest.mark.parametrize(
    ("language", "word", "text"),
    [
        ("zh-Hant", "朝鮮", "朝鮮日報報導"),
        ("zh-Hant", "朝鮮", "《朝鮮》雜誌"),
        ("zh-Hant", "朝鮮", "朝鮮海峽"),
        ("zh-Hant", "朝鮮", "延邊的朝鮮族居民"),
        ("zh-Hant", "朝鮮", "在日朝鮮人"),
        ("zh-Hant", "朝鮮", "朝鮮人民軍"),
        ("zh-Hant", "朝鮮", "朝鮮亞太和平委員會"),
        ("zh-Hant", "朝鮮", "古朝鮮與北朝鮮"),
        ("zh-Hans", "朝鲜人", "朝鲜人民军的士兵"),
        ("zh-Hant", "土著", "聯合國土著人民權利宣言"),
        ("zh-Hans", "难民", "困难民众"),
        ("zh-Hans", "平民", "和平民主"),
        ("zh-Hant", "韓國", "美韓國防部長"),
        ("zh-Hant", "韓國", "韓國放送公社"),
        ("zh-Hant", "台灣", "台灣大學和台灣海峽"),
        ("ja", "朝鮮", "朝鮮日報と在日朝鮮人"),
        ("ja", "アジア", "ユーラシアアジア"),
        ("ko", "조선", "조선일보가 말했다."),
        ("ko", "조선", "조선 왕조와 조선족, 조선인"),
        ("es", "Corea", "La Guerra de Corea"),
        ("es", "Corea", "Corea del Sur"),
        ("es", "Corea", "El Correo de Corea, la corea de Huntington"),
        ("de", "Korea", "die Volksrepublik Korea und der Korea-Krieg"),
        ("ru", "Корея", "Южная Корея"),
    ],
)
def test_what_may_be_a_longer_name_is_left_as_it_is(language: str, word: str, text: str) -> None:
    found = alone(word, text, language)
    assert not any(found)


@pytest.mark.parametrize(
    ("language", "term", "right", "wrong"),
    [
        ("zh-Hant", Term("North Korea", ("北韓",), ("朝鮮",)), "朝鮮日報說，北韓關閉了邊境。", "朝鮮日報說，朝鮮關閉了邊境。"),
        ("ja", Term("North Korea", ("北朝鮮",), ("朝鮮",)), "朝鮮日報によると北朝鮮は国境を閉じた。", "朝鮮日報によると朝鮮は国境を閉じた。"),
        ("ko", Term("North Korea", ("북한", "북조선"), ("조선",)), "조선일보는 북조선이 국경을 닫았다고 했다.", "조선이 국경을 닫았다."),
        ("es", Term("North Korea", ("Corea del Norte",), ("Corea",)), "Corea del Norte cerró la frontera con Corea del Sur.", "Corea cerró la frontera."),
    ],
)  # fmt: skip
def test_a_forbidden_word_is_found_by_itself_and_not_in_a_name(
    language: str, term: Term, right: str, wrong: str
) -> None:
    glossary = Glossary("en", language, (term,))
    assert list(glossary.forbidden_words(NORTH, right)) == []
    assert list(glossary.forbidden_words(NORTH, wrong)) == [(term, term.forbidden[0])]


@pytest.mark.parametrize(
    ("language", "short", "long"),
    [("zh-Hans", "土著", "土著人民"), ("es", "Corea", "Corea del Sur"), ("ko", "송환", "송환 금지")],
)
def test_a_forbidden_word_within_a_right_rendering_is_no_fault_even_of_a_term_that_is_not_there(
    language: str, short: str, long: str
) -> None:
    terms = (Term("one", ("right",), (short,)), Term("other", (long,)))
    assert list(Glossary("en", language, terms).forbidden_words("one", f"{long}, right")) == []
    assert list(Glossary("en", language, terms).forbidden_words("one", f"{short}, right")) == [
        (terms[0], short)
    ]


@pytest.mark.parametrize(
    ("language", "south", "war", "target"),
    [
        ("ko", "한국", "한국전쟁", "한국전쟁이 끝났다."),
        ("zh-Hant", "韓", "韓戰", "韓戰結束了。"),
        ("es", "Corea", "Guerra de Corea", "La Guerra de Corea terminó."),
    ],
)
def test_the_rendering_of_another_term_of_the_sentence_does_not_say_a_shorter_one(
    language: str, south: str, war: str, target: str
) -> None:
    terms = (Term("South Korea", (south,)), Term("Korean War", (war,)))
    glossary = Glossary("en", language, terms)
    assert list(glossary.lost_terms("South Korea mourns the dead of the Korean War.", target)) == [terms[0]]
    assert list(glossary.lost_terms("The Korean War ended.", target)) == []


@pytest.mark.parametrize(
    ("language", "united", "council", "together"),
    [("ko", "유엔", "안보리", "유엔안보리"), ("zh-Hans", "联合国", "安理会", "联合国安理会")],
)
def test_one_word_for_two_terms_says_both(language: str, united: str, council: str, together: str) -> None:
    terms = (Term("United Nations", (united,)), Term("Security Council", (council, together)))
    glossary = Glossary("en", language, terms)
    assert list(glossary.lost_terms("the United Nations Security Council", together)) == []


def test_a_longer_name_says_a_shorter_term_where_its_source_is_not_that_name() -> None:
    terms = (Term("refugee", ("难民",)), Term("UN Refugee Agency", ("联合国难民署",)))
    glossary = Glossary("en", "zh-Hans", terms)
    assert list(glossary.lost_terms("the agency for refugees", "联合国难民署")) == []
    assert list(glossary.lost_terms("refugees and the UN Refugee Agency", "联合国难民署")) == [terms[0]]


def test_two_spellings_of_one_term_are_one_term() -> None:
    terms = (Term("Korean Peninsula", ("한반도",)), Term("Korean peninsula", ("한반도",)))
    assert Glossary("en", "ko", terms).terms_in("on the Korean peninsula") == terms[:1]


@pytest.mark.parametrize("apostrophe", ["'", "’"])
def test_an_apostrophe_is_one_however_it_is_written(apostrophe: str) -> None:
    assert places("droits de l'homme", f"les droits de l{apostrophe}homme", "fr")


def test_a_name_is_not_found_in_a_word_that_begins_like_it() -> None:
    assert not places("Corea del Sur", "El correo del sur de la ciudad", "es")
