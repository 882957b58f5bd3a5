"""A quotation is said by a woman's or a man's voice where its author says who spoke, and nowhere else."""

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
from pipeline.narration.voice_selection import others
from pipeline.translation.translate import original

NARRATOR = Voice("hum", "narrator", "en", "1")
ALL = {"quotations": "somebody", "quotations_female": "woman", "quotations_male": "man"}
MARKED = '<blockquote class="{}">\n\n{}\n\n</blockquote>'


@pytest.fixture
def voices_of(tmp_path: Path, settings_in: Callable[..., Settings]) -> Callable[..., dict[str, str]]:
    """Who says each sentence of an article, by its text."""

    def by(text: str, casting: Mapping[str, str] = ALL, name: str = "talk.md") -> dict[str, str]:
        file = tmp_path / name
        file.write_text(text, "utf-8")
        article = read_job(file, settings_in(tmp_path)).article
        read = pages(original(article), words(article.language), ())
        configuration = NarrationConfiguration(speaker="hum", casts={"en": Casting(**casting)})
        said = Script(read, NARRATOR, others(NARRATOR, configuration)).utterances()
        return {each.text: each.voice.name for each in said}

    return by


@pytest.mark.parametrize(
    ("classes", "voice"),
    [
        ("voice-female", "woman"),
        ("voice-male", "man"),
        ("wp-block-quote Voice-Female is-style-plain", "woman"),
        ("", "somebody"),
        ("voice-female voice-male", "somebody"),
        ("voice-unknown female", "somebody"),
    ],
)
def test_the_author_says_who_is_quoted(
    voices_of: Callable[..., dict[str, str]], classes: str, voice: str
) -> None:
    found = voices_of(f"# A talk\n\nThe mayor spoke.\n\n{MARKED.format(classes, 'We build.')}\n\nShe left.\n")
    assert (found["The mayor spoke."], found["We build."], found["She left."]) == (
        "narrator",
        voice,
        "narrator",
    )


def test_web_pages_say_it_alike(voices_of: Callable[..., dict[str, str]]) -> None:
    body = '<p>시장이 말했다.</p><blockquote class="voice-female"><p>짓겠습니다.</p></blockquote><p>그는 떠났다.</p>'
    page = f"<html lang=ko><title>시장</title><body><article><h1>시장</h1>{body}</article></body></html>"
    assert voices_of(page, name="talk.html")["짓겠습니다."] == "woman"


def test_of_a_quotation_within_another_the_inner_ones_words_count(
    voices_of: Callable[..., dict[str, str]],
) -> None:
    inner = MARKED.format("voice-male", "他说要下雨。")
    found = voices_of(f"# 谈话\n\n{MARKED.format('voice-female', f'她记得。{chr(10) * 2}{inner}')}\n")
    assert (found["她记得。"], found["他说要下雨。"]) == ("woman", "man")


def test_names_and_pronouns_tell_nothing(voices_of: Callable[..., dict[str, str]]) -> None:
    found = voices_of("# A talk\n\nAnna Kim said, and she laughed:\n\n> We build, said she.\n")
    assert found["We build, said she."] == "somebody"


@pytest.mark.parametrize(
    ("casting", "voice"),
    [
        ({}, "narrator"),
        ({"quotations": "somebody"}, "somebody"),
        ({"quotations_female": "woman"}, "woman"),
        ({"quotations_male": "man"}, "narrator"),
    ],
)
def test_without_a_voice_of_its_own_it_is_said_as_other_quotations_are(
    voices_of: Callable[..., dict[str, str]], casting: Mapping[str, str], voice: str
) -> None:
    found = voices_of(f"# A talk\n\n{MARKED.format('voice-female', 'We build.')}\n", casting)
    assert found["We build."] == voice
