"""The film of the guides: its captions say what sounds, when it sounds; and what goes wrong on a page is told."""

import re
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

CUES = [
    ("s1-b1-k1", 0.0, "One."),
    ("s1-b2-k1", 10.0, "Two."),
    ("s1-b3-k1", 24.0, "Three."),
    ("s1-b4-k1", 40.0, "Four."),
]
KOREAN = [(identity, begin * 1.5, "하나.") for identity, begin, _ in CUES]


@pytest.fixture(scope="module")
def pictures(script: Callable[[str], Any]) -> Any:
    return script("picture_docs")


@pytest.fixture(scope="module")
def captions(pictures: Any) -> list[tuple[float, float, str]]:
    first = pictures.Scene("en", 0.0, 2.0, CUES)
    second = pictures.Scene("ko", 36.0, 28.0, KOREAN)
    told = pictures.captions(first, second)
    found = re.findall(r"00:00:([\d.]+) --> 00:(\d\d):([\d.]+)\n(.+)\n", told)
    return [(float(begin), 60 * int(minute) + float(end), text) for begin, minute, end, text in found]


def test_each_sentence_is_captioned_when_it_begins_in_the_film(
    captions: list[tuple[float, float, str]],
) -> None:
    assert [(begin, text) for begin, _, text in captions] == [
        (2.0, "One."),
        (12.0, "Two."),
        (26.0, "Three."),
        (28.0, "[in Korean] Three."),  # 36 s into the recording, where that sentence begins
        (52.0, "[in Korean] Four."),
    ]


def test_captions_follow_each_other_to_the_film_s_end(captions: list[tuple[float, float, str]]) -> None:
    assert all(one[1] == next_one[0] for one, next_one in pairwise(captions))
    assert captions[-1][1] == 60


def test_sentences_are_those_of_the_edition_s_captions(pictures: Any, tmp_path: Path) -> None:
    folder = tmp_path / "output" / "article" / "ko"
    folder.mkdir(parents=True)
    told = "WEBVTT\n\ns1-b1-k1\n00:00:01.500 --> 00:01:02.000\n하나.\n둘.\n\ns1-b1-k2\n00:01:02.000 --> 01:00:00.000\n셋.\n"
    (folder / "article.ko.vtt").write_text(told, "utf-8")
    assert pictures._cues(tmp_path, "ko") == [("s1-b1-k1", 1.5, "하나. 둘."), ("s1-b1-k2", 62.0, "셋.")]


def test_the_sound_is_that_of_the_scenes_behind_the_silence(pictures: Any) -> None:
    scenes = [pictures.Scene("en", 0.0, 2.0, []), pictures.Scene("ko", 36.0, 28.0, [])]
    told = pictures._sound_filter(scenes)
    assert "[1:a]atrim=0.0:26.0" in told
    assert "[2:a]atrim=36.0:68.0" in told
    assert "adelay=2000" in told


def test_what_never_comes_true_is_told_with_its_page(pictures: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    class Page:
        url = "http://127.0.0.1/ko/index.html"
        evaluate = staticmethod(lambda text: False)
        wait_for_timeout = staticmethod(lambda milliseconds: None)

    monkeypatch.setattr(pictures, "LONGEST_S", 0)
    with pytest.raises(SystemExit, match=r"ready never came true on .*/ko/index\.html"):
        pictures.until(Page, "ready")


def test_a_recording_that_stands_still_ends_the_film(
    pictures: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    class Page:
        url = "http://127.0.0.1/ko/index.html"
        evaluate = staticmethod(lambda text: 40.0)
        screenshot = staticmethod(lambda **more: None)

    monkeypatch.setattr(pictures, "LONGEST_S", 0)
    scene = pictures.Scene("ko", 36.0, 28.0, [])
    with pytest.raises(SystemExit, match=r"stands still .* at 32\.0 s of the film, on .*/ko/index\.html"):
        list(pictures._playing(Page, tmp_path, scene, 60.0))
