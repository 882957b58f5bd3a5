"""The findings that need a whole article, in Korean, Chinese and another language."""

from pathlib import Path

import pytest

from pipeline.languages import find
from pipeline.translation.checks import Code, Pair, findings

BILINGUAL = Path(__file__).parent / "bilingual"
NAMED = {
    "ko": ("카라노바는 떠났다.", "그들은 카라노바를 보았다.", "카라노바의 집이다.", "카로노바는 떠났다."),
    "zh-Hans": ("娜塔·卡拉诺娃离开了。", "他们看见了娜塔·卡拉诺娃。", "这是娜塔·卡拉诺娃的家。", "娜塔·卡罗诺娃离开了。"),
    "ja": ("カラノヴァは去った。", "彼らはカラノヴァを見た。", "カラノヴァの家だ。", "カロノヴァは去った。"),
}  # fmt: skip
SENTENCES = (
    "Karanova left.",
    "They saw Karanova.",
    "It is the house of Karanova.",
    "Karanova left.",
    "It rained.",
)
RAIN = {"ko": "비가 왔다.", "zh-Hans": "下雨了。", "ja": "雨が降った。"}


def article(tag: str, begin: int = 0, end: int = 10) -> list[Pair]:
    source, target = (
        (BILINGUAL / f"{name}.txt").read_text("utf-8").splitlines()[begin:end] for name in ("en", tag)
    )
    return [
        Pair(f"s1-b{number}-k1", said, told, running=number > 0)
        for number, (said, told) in enumerate(zip(source, target, strict=True))
    ]


def found(pairs: list[Pair], tag: str) -> list[tuple[str, str]]:
    return [(each.code, each.where) for each in findings(pairs, find("en"), find(tag))]


def moved(pairs: list[Pair], begin: int, step: int) -> list[Pair]:
    targets = [pair.target for pair in pairs]
    targets[begin:] = targets[begin + step :] + targets[begin : begin + step]
    return [Pair(pair.id, pair.source, told) for pair, told in zip(pairs, targets, strict=True)]


@pytest.mark.parametrize("tag", ["ko", "zh-Hans", "zh-Hant", "es", "ja", "ar"])
@pytest.mark.parametrize("step", [1, -1])
def test_a_list_shifted_by_one_line_is_found(tag: str, step: int) -> None:
    pairs = article(tag)
    assert found(pairs, tag) == []
    assert Code.SHIFTED in {code for code, _ in found(moved(pairs, 0, step), tag)}


@pytest.mark.parametrize("tag", ["ko", "zh-Hant", "es"])
def test_a_shift_is_told_of_where_it_begins(tag: str) -> None:
    pairs = article(tag, 0, 40)
    places = [where for code, where in found(moved(pairs, 20, 1), tag) if code == Code.SHIFTED]
    assert len(places) == 1
    assert 19 <= int(places[0].split("-b")[1].split("-")[0]) <= 22


@pytest.mark.parametrize("tag", ["ko", "zh-Hans", "es"])
def test_one_translation_for_two_different_sentences_is_found(tag: str) -> None:
    pairs = article(tag)
    doubled = [*pairs[:4], Pair(pairs[4].id, pairs[4].source, pairs[3].target), *pairs[5:]]
    assert (Code.NEIGHBOURS, f"{tag} {pairs[4].id}") in found(doubled, tag)


@pytest.mark.parametrize("tag", ["ko", "zh-Hans", "es"])
def test_a_translation_that_holds_its_neighbours_too_is_found(tag: str) -> None:
    pairs = article(tag)
    both = Pair(pairs[3].id, pairs[3].source, f"{pairs[3].target} {pairs[4].target}")
    assert (Code.NEIGHBOURS, f"{tag} {both.id}") in found([*pairs[:3], both, *pairs[4:]], tag)


@pytest.mark.parametrize("tag", ["ko", "zh-Hans", "es"])
def test_what_the_source_repeats_may_be_repeated(tag: str) -> None:
    pair = article(tag)[4]
    again = Pair("s1-b9-k1", pair.source, pair.target)
    assert found([pair, again], tag) == []


def test_korean_that_is_polite_and_plain_by_turns_is_found_once() -> None:
    plain = article("ko", 10, 20)
    mixed = [
        Pair(
            pair.id,
            pair.source,
            (pair.target or "").replace("했다.", "했습니다.").replace("냈다.", "냈습니다."),
        )
        for pair in plain
    ]
    codes = [code for code, _ in found(mixed, "ko")]
    assert codes == [Code.REGISTER]
    assert found(plain, "ko") == []


@pytest.mark.parametrize("tag", NAMED)
def test_a_name_with_two_spellings_is_found(tag: str) -> None:
    one, two, three, other = NAMED[tag]
    sources = [Pair(f"s1-b{number}-k1", said, "") for number, said in enumerate(SENTENCES, 1)]

    def told(*targets: str) -> list[Pair]:
        return [Pair(pair.id, pair.source, target) for pair, target in zip(sources, targets, strict=True)]

    assert (Code.RENDERINGS, f"{tag} s1-b4-k1") in found(told(one, two, three, other, RAIN[tag]), tag)
    assert Code.RENDERINGS not in {code for code, _ in found(told(one, two, three, one, RAIN[tag]), tag)}


@pytest.mark.parametrize("tag", NAMED)
def test_of_names_that_always_stand_together_the_first_is_told_in_every_run(tag: str) -> None:
    whole = "Karanova Alvarez Bertrand Castellano Dimitrov Eriksson"
    pairs = [
        Pair(f"s1-b{number}-k1", said.replace("Karanova", whole), target)
        for number, (said, target) in enumerate(zip(SENTENCES, (*NAMED[tag], RAIN[tag]), strict=True), 1)
    ]
    told = [each.text for each in findings(pairs, find("en"), find(tag)) if each.code == Code.RENDERINGS]
    assert [text.startswith("“Karanova”") for text in told] == [True]
