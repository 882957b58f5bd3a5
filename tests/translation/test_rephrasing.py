"""Other ways to ask: what is asked for, and what becomes of the answers."""

import pytest

from pipeline.languages import find
from pipeline.translation import rephrasing as known
from pipeline.translation.glossary import Glossary, Term
from pipeline.translation.rephrasing import keep_apart, ways
from pipeline.translation.translation_unit import Wanted


def found(text, words="", of="en", to="ko", glossary=None, **more):
    """The ways that fit a sentence whose plain translation is `words`, by name."""
    wanted = Wanted("s1", text, **more)
    each = ways(wanted, words, find(of), find(to), glossary or Glossary(of, to))
    return {way.name: way for way in each}


def test_a_sentence_is_cut_at_the_pause_nearest_its_middle_and_at_each_where_enough_is_left():
    text = "After the long talks, the men of the army left, and nobody saw them again; it rained all day."
    made = found(text)
    assert made[known.TWO_CLAUSES].texts == (
        "After the long talks, the men of the army left,",
        "and nobody saw them again; it rained all day.",
    )
    assert made[known.CLAUSES].texts == (
        "After the long talks,",
        "the men of the army left,",
        "and nobody saw them again;",
        "it rained all day.",
    )


def test_chinese_is_cut_where_its_own_marks_stand():
    made = found("会谈在日内瓦再次失败，没有人和家属谈话。", of="zh-Hans", to="ko")
    assert made[known.TWO_CLAUSES].texts == ("会谈在日内瓦再次失败，", "没有人和家属谈话。")


def test_clauses_go_on_within_their_sentence():
    made = found("After the long talks, the army left again.", to="es")[known.TWO_CLAUSES]
    assert made.join(["Tras las largas conversaciones.", "El ejército se fue."]) == (
        "Tras las largas conversaciones el ejército se fue."
    )
    german = found("After the long talks, the army left again.", to="de")[known.TWO_CLAUSES]
    assert german.join(["Nach den langen Gesprächen,", "Soldaten gingen."]) == (
        "Nach den langen Gesprächen, Soldaten gingen."
    )


@pytest.mark.parametrize("text", ["Some 820,000 people, he said.", "No, no, no.", "It rained all day long."])
def test_a_figure_or_a_word_or_two_are_no_clause(text):
    assert known.TWO_CLAUSES not in found(text)


def test_what_is_far_too_long_for_a_sentence_is_not_asked_for_again():
    assert found("Ten men came, and six men left the town again. " * 2000) == {}


def test_numbers_in_words_are_asked_for_in_figures():
    made = found('Only "ten storms" came in six weeks.')[known.FIGURES]
    assert made.texts == ('Only "10 storms" came in 6 weeks.',)
    assert made.join(["여섯 주"]) == "여섯 주"


@pytest.mark.parametrize(
    "text", ["It has been a decade since.", "Some dozens of them came.", "He came on 3 May."]
)
def test_words_that_are_no_plain_count_stay(text):
    assert known.FIGURES not in found(text)


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("The UK's £2.8bn market grew.", "The UK's 2.8 billion pounds market grew."),
        ("It cost US$3.5 million, or €3m.", "It cost 3.5 million US dollars, or 3 million euros."),
        ("They paid £1 and then $1,250.", "They paid 1 pound and then 1,250 dollars."),
    ],
)
def test_money_is_asked_for_in_words(text, asked):
    assert found(text)[known.MONEY].texts == (asked,)


@pytest.mark.parametrize(
    "text", ["It cost A$5.", "It cost £5-10m.", "It cost five pounds.", "가격은 $5였다."]
)
def test_what_is_no_plain_sum_is_not(text):
    assert known.MONEY not in found(text)
    assert known.MONEY not in found("가격은 $5였다.", of="ko", to="es")


@pytest.mark.parametrize(
    ("text", "plain", "asked", "answer", "joined", "of", "to"),
    [
        ("The Act of 2017 says so.", "그 법이 그렇게 말한다.", "The Act of 1987 says so.", "1987년 법이 그렇게 말한다.", "2017년 법이 그렇게 말한다.", "en", "ko"),
        ("Some 820,000 people fled.", "88만 명이 피란했다.", "Some 720,000 people fled.", "72만 명이 피란했다.", "82만 명이 피란했다.", "en", "ko"),
        ("82만 명이 피란했다.", "88万人逃离。", "72만 명이 피란했다.", "72万人逃离。", "82万人逃离。", "ko", "zh-Hans"),
        ("It cost £2.8bn.", "Custou muito.", "It cost £7.8bn.", "Custou 7,8 bilhões de libras.", "Custou 2,8 bilhões de libras.", "en", "pt-BR"),
    ],
)  # fmt: skip
def test_another_number_is_asked_for_and_the_one_that_is_meant_written_over_it(
    text, plain, asked, answer, joined, of, to
):
    way = found(text, plain, of=of, to=to)[known.STAND_INS[0]]
    assert way.texts == (asked,)
    assert way.join([answer]) == joined
    assert way.join(["말"]) == ""


def test_another_number_is_never_one_that_stands_in_the_sentence():
    way = found("Of 720 men 820 fled in 1987.", "720명 중 1987년에 도망쳤다.")[known.STAND_INS[0]]
    assert way.texts == ("Of 720 men 320 fled in 1987.",)


def test_names_that_must_stay_are_kept_apart():
    glossary = Glossary("en", "ko", (Term("Human Rights Watch", keep=True),))
    way = found("A report by Human Rights Watch came out.", glossary=glossary)[known.APART]
    assert way.texts == ("A report by", "came out.")
    assert way.join(["보고서", "나왔다."]) == "보고서 Human Rights Watch 나왔다."


@pytest.mark.parametrize(
    ("text", "kept", "pieces"),
    [
        ("If the time is t, then it stays.", "t", ("If the time is ", ", then it stays.")),
        ("시간이 t가 되면 그대로다.", "t", ("시간이 ", "가 되면 그대로다.")),
        ("当时间为t时不变。", "t", ("当时间为", "时不变。")),
        ("時間がtになる。", "t", ("時間が", "になる。")),
        ("เวลาtคงที่", "t", ("เวลา", "คงที่")),
        ("L'été, la valeur t a été mesurée.", "t", ("L'été, la valeur ", " a été mesurée.")),
        ("Wenn t gilt, ist die Gruppe tätig.", "t", ("Wenn", "gilt, ist die Gruppe tätig.")),
        ("Le temps t est e\u0301te\u0301.", "t", ("Le temps", "est e\u0301te\u0301.")),
        ("Es gilt t.", "", ("Es gilt t.",)),
    ],
)
def test_the_letter_of_a_formula_is_kept_apart_and_no_letter_of_a_word(text, kept, pieces):
    assert tuple(piece.strip() for piece in keep_apart(text, (kept,)).texts) == tuple(
        piece.strip() for piece in pieces
    )
