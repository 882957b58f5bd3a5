"""What a person sees at a terminal, at 60 columns and at 100."""

import io
import re
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from rich.cells import cell_len
from rich.console import Console

from pipeline.commands import log_lines, tables, terminal
from pipeline.commands.edition_rows import Editions
from pipeline.commands.log_lines import LogLines
from pipeline.commands.terminal import Terminal
from pipeline.config.settings import Settings
from pipeline.document.events import (
    Event,
    Failed,
    Fetching,
    Noticed,
    Published,
    Read,
    Speaking,
    SpeakingBegins,
    ToSpeak,
    Translating,
    Writing,
)
from pipeline.document.notices import Level, Notice
from pipeline.document.report import Report

READ = Read("a.md", "강물이 높다", "en", 2, 60)
BEGUN: list[Event] = [
    READ,
    SpeakingBegins("en", 300, 0, (ToSpeak("hum", 300, 60),), 2, ("ko", "zh-Hans")),
    Translating("ko", 12, 60),
    *[Speaking("en", 5, "hum")] * 30,
]


def console(width: int, height: int = 24) -> Console:
    return Console(
        file=io.StringIO(), force_terminal=True, width=width, height=height, color_system=None,
        markup=False, highlight=False, emoji=False,
    )  # fmt: skip


def drawn(events: list[Event], width: int, height: int = 24) -> list[str]:
    """The lines that are drawn anew, after `events`."""
    out = console(width, height)
    with Terminal(out) as screen:
        for event in events:
            screen.tell(event)
        shown = console(width, height)
        shown.print(screen._view())  # type: ignore[attr-defined]
    return shown.file.getvalue().splitlines()  # type: ignore[attr-defined]


@pytest.mark.parametrize("width", [60, 100])
def test_an_edition_has_a_row_with_its_words_its_voice_and_its_files(width: int) -> None:
    heads, english, korean, chinese, *_ = drawn(BEGUN, width)
    assert heads.split() == ["Edition", "Words", "Voice", "Files", "Left"]
    assert re.match(r"English +done +50 % ━+╸?━* +– ", english)
    assert re.match(r"Korean +20 % +– +– ", korean)
    assert re.match(r"Simplified Chinese +– +– +– ", chinese)


@pytest.mark.parametrize("width", [60, 100])
def test_no_row_is_wider_than_the_terminal(width: int) -> None:
    more: list[Event] = [
        Translating("pt-BR", 1, 60),
        Fetching("the model from English to Traditional Chinese", 12_000_000, 40_000_000),
        Writing("en", 100, 300),
    ]
    lines = drawn([*BEGUN, *more], width)
    assert all(cell_len(line) <= width for line in lines)
    assert any("12 of 40 MB" in line for line in lines)
    assert any("2:30 of" in line and "spoken" in line for line in lines)
    assert lines[0].rstrip().endswith("Left")


def test_words_and_files_are_shown_while_they_are_made() -> None:
    assert re.match(r"Korean +50 % ", drawn([READ, Translating("ko", 30, 60)], 60)[1])
    written = [*BEGUN, *[Speaking("en", 5, "hum")] * 30, Writing("en", 0, 300), Writing("en", 100, 300)]
    assert re.match(r"English +done +done ━+ +33 % ", drawn(written, 60)[1])


def test_what_is_published_or_failed_leaves_the_table_and_stands_above_it() -> None:
    out = console(100)
    with Terminal(out) as screen:
        for event in BEGUN:
            screen.tell(event)
        screen.tell(Published("en", "out/a/en", 300, "hum", "hum"))
        screen.tell(Failed("ko", "The model is missing.", "Add it.", 23))
        rows = [row.language for row in screen._editions.rows()]  # type: ignore[attr-defined]
    assert rows == ["zh-Hans"]
    assert "English: 5:00 by hum hum in out/a/en" in out.file.getvalue()  # type: ignore[attr-defined]
    assert "Korean: not published. The model is missing." in out.file.getvalue()  # type: ignore[attr-defined]


def test_editions_beyond_the_terminal_s_height_are_counted() -> None:
    coming = ("ko", "zh-Hans", "zh-Hant", "ja", "es", "fr", "de", "it")
    lines = drawn([READ, SpeakingBegins("en", 300, 0, (ToSpeak("hum", 300, 60),), 1, coming)], 60, 11)
    assert len(lines) < 10
    assert "and 4 more" in lines


def test_the_cursor_is_back_when_a_run_ends() -> None:
    out = console(60)
    with Terminal(out) as screen:
        for event in BEGUN:
            screen.tell(event)
    sent = out.file.getvalue()  # type: ignore[attr-defined]
    assert sent.rindex("\033[?25h") > sent.rindex("\033[?25l")


def test_an_edition_waits_for_those_before_it_in_turn() -> None:
    now = [0.0]
    editions = Editions(lambda: now[0])
    editions.tell(SpeakingBegins("en", 100, 0, (ToSpeak("hum", 100, 20),), 1, ("ko",)))
    editions.tell(SpeakingBegins("ko", 100, 0, (ToSpeak("hum", 100, 20),), 1))
    for _ in range(10):
        now[0] += 1
        editions.tell(Speaking("en", 5, "hum"))
    english, korean = editions.rows()
    assert english.left == pytest.approx(10)
    assert korean.left == pytest.approx(30)


def test_mark_up_in_a_title_is_text() -> None:
    out = console(100)
    with Terminal(out) as screen:
        screen.tell(Read("a.md", "[bold]1[/bold] :smile:", "en", 1, 1))
    assert "“[bold]1[/bold] :smile:”" in out.file.getvalue()  # type: ignore[attr-defined]


def test_a_finding_is_coloured_by_its_level_and_not_where_colours_are_unwanted(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    warned = Noticed(Notice("x", Level.WARNING, "s1-b1", "A number is lost."))
    seen = []
    for unwanted in (None, "1"):
        monkeypatch.delenv("NO_COLOR", raising=False)
        if unwanted:
            monkeypatch.setenv("NO_COLOR", unwanted)
        out = Console(file=io.StringIO(), force_terminal=True, width=100, color_system="standard")
        with Terminal(out) as screen:
            screen.tell(warned)
        seen.append(out.file.getvalue())  # type: ignore[attr-defined]
    assert "\033[33mWarning\033[0m: s1-b1" in seen[0]
    assert "\033[3" not in seen[1]
    assert "Warning: s1-b1: A number is lost." in seen[1]


def test_columns_stand_below_each_other_in_every_script(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "60")
    tables.print_table(("Name", "Word", "Count"), [("강물", "中文", "1"), ("هناء", "river", "20")], [2])
    lines = capsys.readouterr().out.splitlines()
    assert len({cell_len(line.rstrip()) for line in lines}) == 1
    assert "\u2068هناء\u2069" in lines[2]


def test_a_long_line_goes_on_indented(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "60")
    tables.print_lines([f"    s1-b2  paragraph: {'강물이 어제 크게 올랐다. ' * 4}"])
    first, *more = capsys.readouterr().out.splitlines()
    assert first.startswith("    s1-b2  paragraph: 강물이")
    assert more
    assert all(line.startswith("      ") and cell_len(line) <= 60 for line in more)


@pytest.mark.parametrize("shows", [lambda: Terminal(console(80)), lambda: LogLines(io.StringIO())])
def test_an_articles_time_begins_when_the_one_before_it_has_ended(
    shows: Callable[[], Terminal | LogLines],
    settings_in: Callable[..., Settings],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    now, seconds = [0.0], []
    monkeypatch.setattr(time, "monotonic", lambda: now[0])
    for module in (terminal, log_lines):
        monkeypatch.setattr(module, "outcome", lambda _, __, taken: seconds.append(taken) or "")
    report = Report("a", "a.md", "", "", "ko", "2024-05-01", (), ())
    shown = shows()
    for ended in (16.0, 21.0):
        now[0] = ended
        shown.finish(report, settings_in(tmp_path))
    assert seconds == [16.0, 5.0]


@pytest.mark.parametrize(
    ("line", "coloured"),
    [
        ("error.md: “강물이 높다”", ""),
        ("note: a book.epub", "note"),
        ("info-다리.md: 3 sections", ""),
        ("ok 桥.epub: 0 errors", ""),
        ("Error 404.md: “Not found”", ""),
        ("Warning: s1-b1: A number is lost.", "Warning"),
        ("  error B01 bridge.epub: It cannot be read.", "error"),
        ("  error 桥.epub", ""),
    ],
)
def test_only_what_says_how_serious_it_is_is_coloured(line: str, coloured: str) -> None:
    assert [line[span.start : span.end] for span in tables.color_level(line).spans] == [coloured] * bool(
        coloured
    )
