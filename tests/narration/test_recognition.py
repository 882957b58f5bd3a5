from collections.abc import Callable, Sequence
from itertools import pairwise
from pathlib import Path

import pytest

from pipeline.document.sound import Sound
from pipeline.errors import EarMissing
from pipeline.infra.store import Store
from pipeline.narration.engines import whisper
from pipeline.narration.error_rate import distance, divide, normal
from pipeline.narration.recognition import Sounding, error_rate, hear, judge, number, worst

RATE = 100
KOREAN = ["다리가 월요일에 열렸다.", "500여 명이 건넜다.", "비는 오지 않았다."]
CHINESE = ["大桥星期一通车了。", "五百多人走过了桥。", "没有下雨。"]
ENGLISH = ["The bridge opened on Monday.", "Some 500 people crossed it.", "It did not rain."]
ALL = pytest.mark.parametrize(
    ("tag", "texts"), [("ko", KOREAN), ("zh-Hans", CHINESE), ("zh-Hant", CHINESE), ("en", ENGLISH)]
)


class Ear:
    """Hears what stands in a list for each second of the sound, of which every sample is its second's number."""

    version = "stub"

    def __init__(self, said: Sequence[str], alone: Callable[[int, str], str] = lambda _, text: text) -> None:
        self.said = said
        self.alone = alone
        self.calls: list[list[int]] = []

    def knows(self, language: str) -> bool:
        return language != "fil"

    def hear(self, sound: Sound, language: str) -> str:
        values = memoryview(sound.pcm).cast("h")
        seconds = sorted({*values})
        self.calls.append(seconds)
        texts = [self.said[second] for second in seconds]
        return self.alone(seconds[0], texts[0]) if len(texts) == 1 else " ".join(texts)


def sounding(texts: Sequence[str]) -> list[Sounding]:
    return number(
        Sounding(0, f"s1-b1-k{place + 1}", "", place, place + 1, text) for place, text in enumerate(texts)
    )


def sound(seconds: int) -> Sound:
    return Sound(b"".join(second.to_bytes(2, "little") * RATE for second in range(seconds)), RATE)


@pytest.mark.parametrize(
    ("wanted", "found", "count"),
    [("", "", 0), ("국경", "국경", 0), ("국경", "국강", 1), ("abc", "", 3), ("遣返", "强制遣返", 2)],
)
def test_the_distance_counts_changes(wanted: str, found: str, count: int) -> None:
    assert distance(wanted, found) == distance(found, wanted) == count


@pytest.mark.parametrize(
    ("tag", "page", "heard"),
    [
        ("ko", "10월 9일, 500여 명이", "시월 구일 오백여명이."),
        ("zh-Hant", "2013年遣返500多名難民。", "二零一三年遣返五百多名难民"),
        ("en", "In 2013, 1,500 People.", "in 2013 1500 people"),
        ("es", "Devolución: ¡más!", "devolución más"),
        ("ja", "コウモリとペイリン氏", "こうもりとぺいりん氏"),
    ],
)
def test_both_sides_are_brought_to_bare_letters(tag: str, page: str, heard: str) -> None:
    assert normal(page, tag) == normal(heard, tag)


@ALL
def test_what_was_heard_in_one_go_is_given_back_to_its_sentences(tag: str, texts: list[str]) -> None:
    assert divide(" ".join(texts), texts, tag) == texts
    assert divide("".join(texts), texts, tag) == texts


@pytest.mark.parametrize(
    ("tag", "texts", "parts"),
    [
        ("ko", KOREAN, ["다리가 월요일에 열렸다", "오백여명이 건넜따", "비는 오지 않았다"]),
        ("zh-Hans", CHINESE, ["大桥星期一通车", "500多人走过了乔", "没有下雨"]),
        (
            "en",
            ENGLISH,
            ["the bridge open on Monday", "some five hundred people cross dit", "it did not train"],
        ),
        ("en", ENGLISH, ["The bridge opened on Monday.", "", "It did not rain."]),
        ("en", ENGLISH, ["Good evening everybody.", "Some 500 people crossed it.", "It did not rain."]),
        ("zh-Hans", CHINESE, ["大桥星期一通车了。", "五百多人走过了桥。", ""]),
        ("ko", KOREAN, ["", "500여 명이 건넜다.", "비는 오지 않았다."]),
    ],
)
def test_misheard_and_missing_sentences_stay_apart(tag: str, texts: list[str], parts: list[str]) -> None:
    assert divide(" ".join(filter(None, parts)), texts, tag) == parts


def test_nothing_heard_is_nothing_of_each() -> None:
    assert divide("", ENGLISH, "en") == ["", "", ""]


@ALL
def test_sentences_are_heard_together_and_judged_apart(tag: str, texts: list[str], tmp_path: Path) -> None:
    ear = Ear(texts)
    found = list(hear(sounding(texts), sound(3), tag, ear, Store(tmp_path)))
    assert [one.heard for one in found] == texts
    assert error_rate(found) == 0
    assert worst(found, 10) == []
    assert ear.calls == [[0, 1, 2]]


@ALL
def test_an_exchanged_sentence_is_the_worst(tag: str, texts: list[str], tmp_path: Path) -> None:
    ear = Ear([texts[0], texts[0], texts[2]])
    found = list(hear(sounding(texts), sound(3), tag, ear, Store(tmp_path)))
    [first, *_] = worst(found, 10)
    assert (first.sentence.number, first.heard) == (2, texts[0])
    assert first.rate > 0.5
    assert error_rate(found) == pytest.approx(
        sum(one.errors for one in found) / sum(one.letters for one in found)
    )


def test_a_doubtful_sentence_is_heard_once_more_by_itself(tmp_path: Path) -> None:
    misheard = [ENGLISH[0], "Nobody was there at all.", ENGLISH[2]]
    ear = Ear(misheard, alone=lambda second, text: ENGLISH[second])
    found = list(hear(sounding(ENGLISH), sound(3), "en", ear, Store(tmp_path)))
    assert ear.calls == [[0, 1, 2], [1]]
    assert error_rate(found) == 0


def test_no_more_than_half_a_minute_is_heard_in_one_go(tmp_path: Path) -> None:
    ear = Ear([ENGLISH[place % 3] for place in range(70)])
    found = list(hear(sounding(ear.said), sound(70), "en", ear, Store(tmp_path)))
    assert [one.sentence.number for one in found] == list(range(1, 71))
    assert [call[0] for call in ear.calls] == [0, 28, 56]
    assert all(after[0] == before[-1] + 1 for before, after in pairwise(ear.calls))


def test_a_sentence_of_more_than_half_a_minute_is_heard_in_pieces(tmp_path: Path) -> None:
    ear = Ear(["word"] * 60)
    long = number([Sounding(0, "s1", "", 0, 60, "word " * 60)])
    [found] = hear(long, sound(60), "en", ear, Store(tmp_path))
    assert (found.errors, len(ear.calls)) == (0, 3)


def test_what_was_heard_once_is_kept(tmp_path: Path) -> None:
    for calls in (1, 0):
        ear, told = Ear(KOREAN), list[float]()
        list(hear(sounding(KOREAN), sound(3), "ko", ear, Store(tmp_path), told.append))
        assert (len(ear.calls), told) == (calls, [3])


def test_sentences_without_a_letter_are_not_listened_to() -> None:
    assert [one.text for one in sounding(["…", "One.", "🙂", "둘"])] == ["One.", "둘"]


def test_the_worst_come_first_and_no_more_than_asked_for() -> None:
    page = sounding(["가나다라", "가나", "가나다", "가"])
    heard = [judge(one, part, "ko") for one, part in zip(page, ["가나다", "", "가나다", "나"], strict=True)]
    assert [one.sentence.number for one in worst(heard, 10)] == [2, 4, 1]
    assert [one.sentence.number for one in worst(heard, 1)] == [2]


def test_without_whisper_one_message_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(whisper, "find_spec", lambda name: None)
    with pytest.raises(EarMissing) as caught:
        whisper.WhisperEar()
    assert "faster-whisper" in caught.value.message
    assert "[listen]" in caught.value.advice
    assert caught.value.exit_code == 32
