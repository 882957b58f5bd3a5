"""Numbers by value in every language: tables of texts and of translations, right and wrong."""

from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from pipeline.document.notices import Level
from pipeline.languages import find, languages
from pipeline.languages.numbers import grammar_of
from pipeline.translation.checks import Code, Pair, findings
from pipeline.translation.checks.amounts import Amount, Certainty, amounts, joining
from pipeline.translation.checks.figures import normalize_digits
from pipeline.translation.checks.numbers import compare

TABLES = Path(__file__).parent / "numbers"
BASES = sorted({each.base for each in languages().values()})


def rows(name: str) -> list[list[str]]:
    return [line.split("\t") for line in (TABLES / name).read_text("utf-8").splitlines()]


def shown(text: str, tag: str) -> str:
    """The amounts of `text` as the tables write them: those that may be left out in brackets."""
    return ", ".join(_shown(each) for each in amounts(text, find(tag)))


def _shown(amount: Amount) -> str:
    values = "|".join(map(str, (*sorted(amount.values), *sorted(amount.also - amount.values))))
    if amount.month or amount.vague:
        return f"{'month' if amount.month else 'vague'} {values}"
    return f"({values})" if amount.certainty is Certainty.LOOSE else values


@pytest.mark.parametrize(("tag", "text", "wanted"), rows("amounts.tsv"))
def test_the_amounts_of_a_text_are_read_by_value(tag: str, text: str, wanted: str) -> None:
    assert shown(text, tag) == wanted


@pytest.mark.parametrize("base", [*BASES, "none"])
def test_every_phrase_of_a_language_means_what_its_table_says(base: str) -> None:
    tag = next((each.tag for each in languages().values() if each.base == base), "en")
    phrases = grammar_of(base).phrases
    names = [phrase.name for phrase in phrases]
    assert len(names) == len(set(names))
    own = phrases if base == "none" else phrases[len(grammar_of("none").phrases) :]
    assert own
    assert [f"{each.example}: {shown(each.example, tag)}" for each in own] == [
        f"{each.example}: {each.means}" for each in own
    ]


@pytest.mark.parametrize(("tag", "source", "right", "wrong"), rows("same.tsv"))
def test_a_number_said_in_another_way_passes_and_another_number_does_not(
    tag: str, source: str, right: str, wrong: str
) -> None:
    said = compare(source, right, find("en"), find(tag))
    assert (said.missing, said.added) == ((), ())
    assert compare(source, wrong, find("en"), find(tag)).certain


@pytest.mark.parametrize(
    ("tag", "source", "right", "wrong"),
    [
        ("ko", "Three or four people were arrested.", "서너 명이 체포되었다.", "두세 명이 체포되었다."),
        ("ko", "Five or six houses burned.", "집 대여섯 채가 불탔다.", "집 예닐곱 채가 불탔다."),
        ("ko", "Two or three of them came back.", "그중 두셋이 돌아왔다.", "그중 서넛이 돌아왔다."),
        ("zh-Hans", "Three or four people were arrested.", "三四个人被捕。", "七八个人被捕。"),
        ("zh-Hant", "Two or three months later it rained.", "兩三個月後下雨了。", "五六個月後下雨了。"),
    ],
)
def test_one_word_for_either_of_two_neighbours_is_both_numbers(
    tag: str, source: str, right: str, wrong: str
) -> None:
    assert compare(source, right, find("en"), find(tag)).missing == ()
    assert compare(source, wrong, find("en"), find(tag)).missing


@pytest.mark.parametrize(
    ("tag", "source", "target"),
    [
        ("zh-Hans", "The dam was 30 feet high.", "大坝高约10米。"),
        ("ko", "The two of them sat down.", "그들은 앉았다."),
        ("zh-Hans", "They met in June and agreed.", "他们会面并达成一致。"),
        ("ja", "It was the fourth dry year for them.", "彼らにとってまた乾いた年だった。"),
    ],
)
def test_what_people_leave_out_or_round_is_no_error(tag: str, source: str, target: str) -> None:
    found = findings([Pair("s1-b1-k1", source, target)], find("en"), find(tag))
    assert [(each.code, each.level) for each in found] == [(Code.AMOUNTS, Level.WARNING)]


@pytest.mark.parametrize(
    ("tag", "source", "target"),
    [
        ("ko", "Some 820,000 people fled.", "약 88만 명이 피난했다."),
        ("ko", "Three boys fled.", "소년 네 명이 달아났다."),
        ("zh-Hans", "In 1986 they fled.", "他们逃走了。"),
        ("zh-Hans", "They fled.", "350人逃走了。"),
        ("es", "They fled in March.", "Huyeron en mayo."),
        ("ko", "All 31 of Covid-19's forms.", "코로나 Covid-91의 31가지 형태."),
    ],
)
def test_a_number_that_became_another_or_is_gone_is_an_error(tag: str, source: str, target: str) -> None:
    found = findings([Pair("s1-b1-k1", source, target)], find("en"), find(tag))
    assert (Code.NUMBERS, Level.ERROR) in [(each.code, each.level) for each in found]


LONG = " The village, which lies at the foot of the hills, had been empty for a long time."


@pytest.mark.parametrize(
    ("tag", "source", "right", "wrong"),
    [
        ("ko", "She spoke for 2 hours.", "그는 2시간 동안 재차 말했다.", "그는 시간 동안 재차 말했다."),
        ("ko", "Two particles collide.", "두 개의 입자가 또 부딪친다.", "입자라는 개의 물체가 또 부딪친다."),
        ("ko", "He died in the Second War.", "그는 제2차 전쟁에서 죽었다.", "그는 제차 전쟁에서 죽었다."),
        ("ko", "It came on Novmber 26.", "그것은 11월 26일에 왔다.", "그것은 월 26일에 왔다."),
        ("zh-Hans", "It grew in the 1970s.", "它在20世纪70年代发展。", "它在世纪70年代发展。"),
        ("zh-Hant", "She was born on May 17.", "她生於5月17日。", "她生於5月日。"),
        ("zh-Hans", "They freed eight people.", "他们释放了8人。", "他们释放了1人。"),
        ("ja", "The Third Fleet has left.", "第3艦隊は去った。", "第艦隊は去った。"),
        ("ja", "Two thirds were there.", "3分の2がいた。", "分の2がいた。"),
        ("es", "It has 105 mph (165 km/h).", "Tiene 105 mph (165 km/h).", "Tiene 105 mph ( km/h)."),
        (
            "ar",
            "It is 240 km (149 miles) long.",
            "طوله 240 كيلومترا (149 ميلا).",
            "طوله 240 كيلومترا ( ميلا).",
        ),
        ("ko", "One boat for seven or eight people.", "7~8명당 배 한 척이다.", "~8명당 배 한 척이다."),
        ("ja", "The limit is 35 to 40 miles.", "制限は35～40マイル。", "制限は35～マイル。"),
        (
            "ja",
            "A sign with 18 deters a minor.",
            "「18歳」の札が未成年者を防ぐ。",
            "「歳」の札が未成年者を防ぐ。",
        ),
        ("es", "In 1895 he left, 40 in all.", "En 1895, se fue, 40 en total.", "En , se fue, 40 en total."),
        ("es", "It began at 11:00 (UTC+1).", "Empezó a las 11:00 (UTC+1).", "Empezó a las 11:(UTC+1)."),
    ],
)
def test_a_number_that_is_lost_from_before_its_counter_is_noticed(
    tag: str, source: str, right: str, wrong: str
) -> None:
    quiet, found = (
        [each.code for each in findings([Pair("s1-b1-k1", source + LONG, text)], find("en"), find(tag))]
        for text in (right, wrong)
    )
    assert {Code.NUMBERS, Code.AMOUNTS}.isdisjoint(quiet)
    assert not {Code.NUMBERS, Code.AMOUNTS}.isdisjoint(found)


@pytest.mark.parametrize(
    ("tag", "source", "target"),
    [
        ("ko", "Both teams met in a semi-final.", "양 팀은 준결승 경기에서 만났다."),
        ("ko", "The state is large.", "그 주는 크고 사람이 사는 도시도 많다."),
        ("zh-Hans", "It is a part of the plan.", "这是计划的组成部分之一。"),
        ("zh-Hans", "They took part in the Senate.", "他们参加了参议院会议。"),
        ("ja", "People waited for a long time.", "人は時間をかけて待った。"),
        ("en", "Ella vino a pie.", "She came in mid- or long-term clothes."),
    ],
)
def test_a_word_that_only_looks_like_a_counter_lacks_no_number(tag: str, source: str, target: str) -> None:
    found = findings([Pair("s1-b1-k1", source, target)], find("en"), find(tag))
    assert {Code.NUMBERS, Code.AMOUNTS}.isdisjoint(each.code for each in found)


@pytest.mark.parametrize(
    ("tag", "source", "right", "wrong"),
    [
        ("zh-Hans", "It burned 30,000 acres.", "烧毁了12,141公顷。", "烧毁了12,149公顷。"),
        ("ko", "It is 200 miles away.", "321킬로미터 떨어져 있다.", "328킬로미터 떨어져 있다."),
        ("es", "It is 200 miles away.", "Está a unos 320 kilómetros.", "Está a 324 kilómetros."),
        ("ja", "It burned 30,000 acres.", "12,000ヘクタールが焼けた。", "12,199ヘクタールが焼けた。"),
    ],
)
def test_a_measure_that_was_reckoned_to_the_last_figure_must_be_right_to_it(
    tag: str, source: str, right: str, wrong: str
) -> None:
    english, other = find("en"), find(tag)
    assert compare(source, right, english, other).missing == ()
    found = compare(source, wrong, english, other)
    assert found.missing
    assert not found.certain


@pytest.mark.parametrize(
    ("tag", "target"),
    [("ko", "사륜구동 차로 간다."), ("zh-Hans", "开四驱车去。"), ("es", "Van en un 4x4.")],
)
def test_four_wheels_are_no_number(tag: str, target: str) -> None:
    found = compare("They go by 4x4.", target, find("en"), find(tag))
    assert (found.missing, found.added) == ((), ())


@pytest.mark.parametrize("tag", ["ko", "zh-Hans", "es", "fr"])
def test_places_are_those_of_the_evened_text(tag: str) -> None:
    text = "약 12퍼센트, 百分之三点五, 3,5 por ciento, 1,2 pour cent: 120 km² ½"
    even = normalize_digits(text)
    assert all(even[each.begin : each.end] == each.text for each in amounts(text, find(tag)))


@pytest.mark.parametrize("digits", [4_301, 100_000])
def test_a_number_of_thousands_of_digits_is_compared_as_it_is_written(digits: int) -> None:
    number = "31" * (digits // 2) + "7"
    source, other = f"It is {number}.", f"숫자는 {number[:-1]}8이다."
    assert compare(source, f"숫자는 {number}이다.", find("en"), find("ko")).missing == ()
    assert findings([Pair("s1-b1-k1", source, other)], find("en"), find("ko"))


def test_a_text_longer_than_any_sentence_is_compared_by_its_figures() -> None:
    source = "The 31 wells are dry. " * 300
    found = compare(source, source.replace("31", "13", 1), find("en"), find("es"))
    assert ([each.text for each in found.missing], [each.text for each in found.added]) == (["31"], ["13"])
    assert not found.certain


@pytest.mark.parametrize(("sign", "tag"), [("零", "zh-Hans"), ("三", "zh-Hant"), ("九", "ja")])
def test_a_number_of_many_signs_is_reckoned_sign_by_sign_and_not_anew_for_each(
    sign: str, tag: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    reckoned, together = [0], joining._together

    def counted(*given: Any, **how: Any) -> Fraction | None:
        reckoned[0] += 1
        return together(*given, **how)

    monkeypatch.setattr(joining, "_together", counted)
    amounts(sign * 1000, find(tag))
    assert 900 < reckoned[0] < 3000
