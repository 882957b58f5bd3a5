"""In a conversation of two people another voice says what the second one says, and nothing else."""

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from pipeline.app.job import read_job
from pipeline.config.settings import Settings
from pipeline.config.tables import Casting
from pipeline.document.pages import pages
from pipeline.document.sound import Voice
from pipeline.languages import words
from pipeline.narration.configuration import NarrationConfiguration
from pipeline.narration.narrate import Script
from pipeline.narration.speaker_parts import Part
from pipeline.narration.voice_selection import others
from pipeline.translation.translate import original

FIRST, SECOND = Voice("hum", "first", "en", "1"), Voice("hum", "second", "en", "1")
BY_VOICES: Mapping[Part, Voice] = {Part.ANSWER: SECOND}


@pytest.fixture
def said(tmp_path: Path, settings_in: Callable[..., Settings]) -> Callable[..., list[tuple[str, str]]]:
    """Each sentence of a Markdown article with the name of the voice that says it."""

    def by(text: str, given: Mapping[Part, Voice] = BY_VOICES) -> list[tuple[str, str]]:
        file = tmp_path / "talk.md"
        file.write_text(f"# A talk\n\n{text}\n", "utf-8")
        article = read_job(file, settings_in(tmp_path)).article
        read = pages(original(article), words(article.language), ())
        spoken = Script(read, FIRST, given).utterances()
        return [(each.voice.name, each.text) for each in spoken]

    return by


def second(said: list[tuple[str, str]]) -> list[str]:
    return [text for name, text in said if name == "second"]


def test_question_and_answer_are_said_by_turns(said: Callable[..., list[tuple[str, str]]]) -> None:
    found = said(
        "The mayor met us in May.\n\nQ: Why now? Tell us.\n\nA: It is time. We waited.\n\nFor years.\n\nQ: And then?\n\nA: We build."
    )
    assert second(found) == ["A: It is time.", "We waited.", "For years.", "A: We build."]
    assert ("first", "The mayor met us in May.") in found


@pytest.mark.parametrize(
    ("text", "answers"),
    [
        (
            "기자: 왜 지금입니까?\n\n김 시장: 때가 되었습니다.\n\n기자: 다음은요?\n\n김 시장: 짓습니다.",
            ["김 시장: 때가 되었습니다.", "김 시장: 짓습니다."],
        ),
        (
            "问：为什么是现在？\n\n答：时候到了。\n\n问：然后呢？\n\n答：我们开始建。",
            ["答：时候到了。", "答：我们开始建。"],
        ),
        (
            "**Q:** Why?\n\n**Maria Kim:** Because.\n\n**Q:** When?\n\n**Maria Kim:** Soon.",
            ["Maria Kim: Because.", "Maria Kim: Soon."],
        ),
        (
            "**Why now?**\n\nIt is time.\n\nWe waited.\n\n**And then?**\n\n- We build.",
            ["It is time.", "We waited.", "We build."],
        ),
    ],
)
def test_who_speaks_is_named_in_many_ways(
    said: Callable[..., list[tuple[str, str]]], text: str, answers: list[str]
) -> None:
    assert second(said(text)) == answers


@pytest.mark.parametrize(
    "text",
    [
        "Q: Why?\n\nA: Because.",
        "Kim: Yes.\n\nLee: No.\n\nPark: Maybe.\n\nKim: So?\n\nLee: Well.\n\nPark: Hm.",
        "Note: It rained.\n\nAt 10:30 it stopped.\n\nhttp://example.org: gone.\n\nAt 11:00 it began.",
        "**Bold words.**\n\nPlain words.\n\n**More of them.**\n\nPlain ones.",
        "**Why?**\n\nBecause.",
        "Where: here.\n\nWhen: now.",
        "Note: It rained.\n\nNote: It snowed.\n\nBackground: A river.\n\nBackground: A bridge.\n\nIt stood.",
        "참고: 비가 왔다.\n\n참고: 눈이 왔다.\n\n배경: 강이 있다.\n\n배경: 다리가 있다.",
    ],
)
def test_what_is_no_conversation_of_two_is_said_by_one(
    said: Callable[..., list[tuple[str, str]]], text: str
) -> None:
    assert second(said(text)) == []


def test_a_heading_ends_an_answer(said: Callable[..., list[tuple[str, str]]]) -> None:
    found = said(
        "Q: Why?\n\nA: Because.\n\nQ: When?\n\nA: Soon.\n\n## What came of it\n\nThey built.\n\nQ: And?\n\nA: Done."
    )
    assert second(found) == ["A: Because.", "A: Soon.", "A: Done."]


def test_without_the_setting_one_voice_says_all(said: Callable[..., list[tuple[str, str]]]) -> None:
    assert second(said("Q: Why?\n\nA: Because.\n\nQ: When?\n\nA: Soon.", {})) == []


def test_the_setting_names_the_second_narrator() -> None:
    configuration = NarrationConfiguration(speaker="hum", casts={"en": Casting(answers="second")})
    assert others(FIRST, configuration) == {Part.ANSWER: SECOND}
