"""What a person sees of the writing of files."""

import re

import pytest

from pipeline.commands.screen import display
from pipeline.document.events import Speaking, SpeakingBegins, ToSpeak, Writing


def written(language: str, total: float, steps: int = 40) -> list[Writing]:
    return [
        Writing(language),
        *(Writing(language, total * step / steps, total) for step in range(1, steps + 1)),
    ]


def test_a_log_gets_a_line_every_tenth_of_a_long_writing(capsys: pytest.CaptureFixture[str]) -> None:
    with display(as_json=False, quiet=False) as screen:
        for event in written("ko", 3600):
            screen.tell(event)
    told = re.findall(
        r"^Writing Korean: (\S+) of 1:00:00, \d+ s left$", capsys.readouterr().out, re.MULTILINE
    )
    assert told == ["6:00", "12:00", "18:00", "24:00", "30:00", "36:00", "42:00", "48:00", "54:00"]


def test_editions_that_are_written_side_by_side_are_told_as_one(capsys: pytest.CaptureFixture[str]) -> None:
    with display(as_json=False, quiet=False) as screen:
        for pair in zip(written("ko", 1000), written("zh-Hans", 1000), strict=True):
            for event in pair:
                screen.tell(event)
    told = capsys.readouterr().out
    assert told.count(" of 33:20") == 9
    assert "Writing Simplified Chinese: 16:40 of 33:20" in told


@pytest.mark.parametrize(("total", "quiet"), [(100, False), (3600, True)])
def test_a_short_writing_and_a_quiet_run_say_nothing(
    total: float, quiet: bool, capsys: pytest.CaptureFixture[str]
) -> None:
    with display(as_json=False, quiet=quiet) as screen:
        for event in written("ko", total):
            screen.tell(event)
    assert capsys.readouterr() == ("", "")


def test_speaking_goes_before_writing(capsys: pytest.CaptureFixture[str]) -> None:
    with display(as_json=False, quiet=False) as screen:
        screen.tell(SpeakingBegins("es", 600, engines=(ToSpeak("hum", 600, 100),)))
        for event in written("ko", 3600):
            screen.tell(event)
        assert "Writing" not in capsys.readouterr().out
        for _ in range(100):
            screen.tell(Speaking("es", 6, "hum"))
        screen.tell(Writing("ko", 1800, 3600))
        screen.tell(Writing("ko", 2000, 3600))
        screen.tell(Writing("ko", 2600, 3600))
    assert "Writing Korean: 43:20 of 1:00:00" in capsys.readouterr().out
