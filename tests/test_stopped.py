"""A run ends by its own work: not because nobody reads what it prints, and with a word when it is told to stop."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import IO, Any

import pytest

ROOT = Path(__file__).parent.parent
ARTICLE = "# 강을 건너는 다리\n\n어제 저녁 강물이 크게 올랐다. 사람들은 다리를 건너지 못했다.\n"
LANGUAGES = ("ko", "es")

pytestmark = pytest.mark.skipif(os.name != "posix", reason="signals and devices of Unix")


def _command(*arguments: str | Path) -> list[str]:
    return [sys.executable, str(ROOT / "cli.py"), *map(str, arguments)]


def _article(folder: Path, more: str = "") -> Path:
    path = folder / "bridge.md"
    path.write_text(ARTICLE + more, "utf-8")
    return path


def _editions(folder: Path) -> set[str]:
    return {path.parent.name for path in (folder / "output").glob("bridge/*/*.epub")}


def _leftovers(folder: Path) -> Sequence[Path]:
    return [path for path in folder.rglob("*") if ".partial" in path.name]


@pytest.mark.parametrize("more", [(), ("--json",), ("--quiet",)])
def test_a_reader_that_goes_away_ends_no_run(
    environment: Mapping[str, str], tmp_path: Path, more: tuple[str, ...]
) -> None:
    process = subprocess.Popen(
        _command("publish", _article(tmp_path), "--to", "es", *more),
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert process.stdout is not None
    process.stdout.close()
    _, said = process.communicate(timeout=120)
    assert (process.returncode, said) == (0, b"")
    assert _editions(tmp_path) == set(LANGUAGES)


@pytest.mark.parametrize("closed", [">&-", "2>&-", "<&-", ">&- 2>&- <&-"])
def test_closed_streams_end_no_run(environment: Mapping[str, str], tmp_path: Path, closed: str) -> None:
    command = f'exec "$@" {closed}'
    arguments = _command("publish", _article(tmp_path), "--to", "es")
    done = subprocess.run(
        ["sh", "-c", command, "sh", *arguments],
        env=environment,
        timeout=120,
        check=False,
        capture_output=True,
    )
    assert done.returncode == 0
    assert _editions(tmp_path) == set(LANGUAGES)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device is full here")
@pytest.mark.parametrize(
    "arguments", [("inspect",), ("publish", "--to", "es"), ("publish", "--plan", "--json")]
)
def test_a_full_disk_below_the_output_is_told_and_ends_no_run(
    environment: Mapping[str, str], tmp_path: Path, arguments: tuple[str, ...]
) -> None:
    with Path("/dev/full").open("wb") as full:
        done = _run(environment, full, arguments[0], _article(tmp_path), *arguments[1:])
    assert done.returncode == 0
    assert "No space left on device" in done.stderr
    assert "Traceback" not in done.stderr
    if "--to" in arguments:
        assert _editions(tmp_path) == set(LANGUAGES)


def test_a_failure_keeps_its_exit_code_when_nobody_reads(
    environment: Mapping[str, str], tmp_path: Path
) -> None:
    own = {**environment, "MANYVOICES_TRANSLATOR": "firefox"}
    with Path(os.devnull).open("wb") as nobody:
        process = _run(own, nobody, "publish", _article(tmp_path), "--to", "es")
    piped = subprocess.Popen(
        _command("publish", _article(tmp_path), "--to", "es"),
        env=own,
        stdout=subprocess.PIPE,
        stderr=nobody_reads(),
    )
    assert piped.stdout is not None
    piped.stdout.close()
    assert piped.wait(120) == process.returncode == 23


def nobody_reads() -> int:
    """A pipe whose reader is gone."""
    reader, writer = os.pipe()
    os.close(reader)
    return writer


def _run(
    environment: Mapping[str, str], out: IO[bytes], *arguments: str | Path
) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        _command(*arguments),
        env=environment,
        stdout=out,
        stderr=subprocess.PIPE,
        text=True,
        timeout=120,
        check=False,
    )


@pytest.mark.parametrize(("jobs", "whole_group"), [("1", False), ("2", False), ("2", True)])
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_signal_ends_a_run_with_a_word_and_no_leftover(
    environment: Mapping[str, str],
    stop: Callable[..., tuple[int, str]],
    tmp_path: Path,
    number: signal.Signals,
    jobs: str,
    whole_group: bool,
) -> None:
    long = " ".join(f"{count} 번째 문장을 여기에서 말한다." for count in range(800))
    own = {**environment, "MANYVOICES_JOBS": jobs}
    code, said = stop(own, number, _article(tmp_path, long), "--to", "es", whole_group=whole_group)
    assert code == 128 + number
    assert "Stopped. What was finished is kept" in said
    assert "Traceback" not in said
    assert _leftovers(tmp_path) == []


def test_a_hang_up_that_nohup_ignores_ends_no_run(environment: Mapping[str, str], tmp_path: Path) -> None:
    process = subprocess.Popen(
        _command("publish", _article(tmp_path), "--to", "es", "--json"),
        env=environment,
        stdout=subprocess.PIPE,
        preexec_fn=lambda: _ignore(signal.SIGHUP),
    )
    assert process.stdout is not None
    process.stdout.readline()
    process.send_signal(signal.SIGHUP)
    process.communicate(timeout=120)
    assert process.returncode == 0


def _ignore(number: int) -> Any:
    return signal.signal(number, signal.SIG_IGN)
