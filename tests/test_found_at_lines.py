"""What a run prints of a finding: one line with the sentence and its translation, once."""

import re
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from click.testing import CliRunner

from pipeline.commands.messages import line
from pipeline.commands.publish import publish
from pipeline.document.events import Noticed
from pipeline.document.notices import Level, Notice

LOST, SWAPPED = "Three wells are dry.", "The talks begin on Tuesday."
TEXT = f"---\ntitle: The wells\nlang: en\n---\n\nThe rain fell. {LOST} {SWAPPED} They did not speak.\n"
TABLES = {
    "ko": {
        "The wells": "우물",
        "The rain fell.": "비가 내렸다.",
        LOST: "우물이 말랐다.",
        SWAPPED: "회담은 목요일에 시작된다.",
        "They did not speak.": "그들은 말하지 않았다.",
    },
    "zh-Hans": {
        "The wells": "水井",
        "The rain fell.": "下雨了。",
        LOST: "水井干了。",
        SWAPPED: "会谈于周四开始。",
        "They did not speak.": "他们没有说话。",
    },
}


class FromTables:
    """A translator that loses a number and takes Thursday for Tuesday."""

    name = "table"
    version = "1"
    private = True

    def translate(self, texts: Sequence[str], source: str, target: str) -> Sequence[str]:
        return [TABLES[target].get(text, "") for text in texts]


@pytest.fixture
def printed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., list[str]]:
    """The lines that a run prints."""
    (tmp_path / "wells.md").write_text(TEXT, "utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("MANYVOICES_HOME", str(tmp_path))
    monkeypatch.setattr("pipeline.translation.chain.translator", lambda name, settings: FromTables())

    def run(*flags: str) -> list[str]:
        told = CliRunner().invoke(
            publish,
            [
                "wells.md",
                "--to",
                "ko,zh-Hans",
                "--translator",
                "table",
                "--speaker",
                "hum",
                "--offline",
                "--jobs",
                "1",
                *flags,
            ],
        )
        return told.output.splitlines()

    return run


@pytest.mark.parametrize("tag", ["ko", "zh-Hans"])
def test_a_finding_is_one_line_with_the_sentence_and_its_translation(
    printed: Callable[..., list[str]], tag: str
) -> None:
    lines = printed("--doubtful", "accept")
    for source in (LOST, SWAPPED):
        [told] = [each for each in lines if f"“{source}” → “{TABLES[tag][source]}”" in each]
        assert told.startswith(("Warning:", "Error:"))
        assert f": {tag} s1-b2-k" in told


@pytest.mark.parametrize("tag", ["ko", "zh-Hans"])
def test_what_a_refusal_names_is_not_printed_before_it_too(
    printed: Callable[..., list[str]], tag: str
) -> None:
    lines = printed("--doubtful", "hold")
    assert len([each for each in lines if TABLES[tag][LOST] in each]) == 1
    [told] = [each for each in lines if TABLES[tag][SWAPPED] in each]
    assert f"“{SWAPPED}”" in told


def test_a_long_sentence_lacks_its_middle_and_keeps_its_end() -> None:
    notice = Notice("translation.T60-amounts", Level.WARNING, "ko s1-b1-k1", "The numbers may differ.")
    source = f"They waited {'for days and ' * 20}for 3 hours."
    for target in (f"그들은 {'며칠을 ' * 60}네 시간을 기다렸다.", f"他们{'等了许多天' * 40}又等了四个小时。"):
        told = line(Noticed(notice, source, target))
        assert told is not None
        assert "\n" not in told
        assert len(told) < 320
        assert told.endswith(f"{target[-20:]}”")
        assert re.search("“They waited .* … .* for 3 hours.” → “", told)
