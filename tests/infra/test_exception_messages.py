"""One edition's trouble is its own; what the machine does not allow, and a bug, are said in words."""

import errno
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.app import edition, publish
from pipeline.config.settings import Settings
from pipeline.document.events import Progress
from pipeline.document.report import Report
from pipeline.errors import DiskFull, MachineLimit, ProgramFault, VoiceMissing
from pipeline.infra import exception_messages
from pipeline.infra.exception_messages import in_words
from pipeline.languages import languages
from pipeline.languages.normalization import normalize
from pipeline.narration import narrate
from pipeline.translation import renderings
from pipeline.translation.checks import Pair, findings

ARTICLE = "# 강을 건너는 다리\n\n어제 저녁 강물이 크게 올랐다. 사람들은 다리를 건너지 못했다.\n"
PUBLISH = Callable[[Path], Report]


@pytest.fixture
def run(settings_in: Callable[..., Settings], silent: Progress, tmp_path: Path) -> Callable[[], Report]:
    def report() -> Report:
        article = tmp_path / "bridge.md"
        article.write_text(ARTICLE, "utf-8")
        return publish.publish(article, settings_in(tmp_path, to=("es", "zh-Hans")), silent)

    return report


def _broken(when: Callable[..., bool], real: Callable[..., object]) -> Callable[..., object]:
    """`real`, with a bug in some of its calls."""

    def call(*arguments: object, **named: object) -> object:
        if when(*arguments):
            raise KeyError("a bug")
        return real(*arguments, **named)

    return call


def _only_spanish_fails(report: Report) -> str:
    assert [edition.language for edition in report.published] == ["ko", "zh-Hans"]
    [failed] = report.failed
    assert (failed.language, failed.exit_code) == ("es", ProgramFault.exit_code)
    return f"{failed.message} {failed.advice}"


def test_a_bug_in_a_check_fails_its_own_edition(
    run: Callable[[], Report], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(renderings, "findings", _broken(lambda *all: all[2].tag == "es", renderings.findings))
    told = _only_spanish_fails(run())
    assert "KeyError" in told
    log = Path(next(word for word in told.split() if word.startswith(os.sep)).rstrip(";"))
    assert "Traceback" in log.read_text("utf-8")


def test_a_bug_in_speaking_fails_its_own_edition(
    run: Callable[[], Report], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(narrate, "say", _broken(lambda *all: all[2].language == "es", narrate.say))
    assert "KeyError" in _only_spanish_fails(run())


def test_a_bug_in_a_writer_fails_its_own_edition(
    run: Callable[[], Report], monkeypatch: pytest.MonkeyPatch
) -> None:
    files = _broken(lambda *all: all[0].language == "es", edition.edition_files)
    monkeypatch.setattr(edition, "edition_files", files)
    assert "KeyError" in _only_spanish_fails(run())


def test_a_bug_is_reported_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(exception_messages, "_logs", {})
    first, again = (in_words(_raised(KeyError("가"))) for _ in range(2))
    assert "report" in first.advice
    assert "the same as before" in again.message
    assert again.advice == ""


def test_a_bug_is_told_although_its_log_cannot_be_written(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(exception_messages, "_logs", {})
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "없음"))
    first, again = (in_words(_raised(KeyError("가"))) for _ in range(2))
    assert isinstance(first, ProgramFault)
    assert "KeyError" in first.message
    assert "report" in first.advice
    assert "the same as before" in again.message


@pytest.mark.parametrize(
    ("error", "kind", "word"),
    [
        (MemoryError(), MachineLimit, "memory"),
        (OSError(errno.ENOMEM, "Cannot allocate memory"), MachineLimit, "memory"),
        (OSError(errno.EMFILE, "Too many open files"), MachineLimit, "open files"),
        (OSError(errno.ENAMETOOLONG, "File name too long", "가" * 300), MachineLimit, "name as long as 가"),
        (OSError(errno.EIO, "Input/output error", "다리.md"), MachineLimit, "다리.md could not be read"),
        (PermissionError(errno.EACCES, "Permission denied", "桥.md"), MachineLimit, "Permission denied"),
        (OSError(errno.ENOSPC, "No space left on device"), DiskFull, "disk is full"),
        (RuntimeError("can't start new thread"), MachineLimit, "threads"),
        (VoiceMissing("No voice for it."), VoiceMissing, "No voice"),
    ],
)
def test_what_the_machine_does_not_allow_is_said_in_words(error: Exception, kind: type, word: str) -> None:
    told = in_words(_raised(error))
    assert isinstance(told, kind)
    assert word in told.message


def test_a_limit_that_led_to_another_error_is_what_is_told() -> None:
    error = ValueError("no picture")
    error.__cause__ = OSError(errno.EMFILE, "Too many open files")
    assert isinstance(in_words(error), MachineLimit)


def test_a_locale_without_letters_is_told_in_words(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.getfilesystemencoding", lambda: "ascii")
    error = UnicodeEncodeError("ascii", "다리", 0, 2, "ordinal not in range(128)")
    assert "LC_ALL" in in_words(_raised(error)).advice


def _raised(error: Exception) -> Exception:
    with pytest.raises(type(error)) as caught:
        raise error
    return caught.value


DIGITS = "31415926535" * 500


@pytest.mark.parametrize("tag", ["ko", "zh-Hans", "zh-Hant", "ja", "es", "en", "de", "fr", "ar", "hi", "it"])
def test_a_number_of_thousands_of_digits_can_be_said(tag: str) -> None:
    for number in (DIGITS, f"3.{DIGITS}", f"{DIGITS},5", DIGITS.replace("59", "5 9"), f"{DIGITS}%"):
        assert normalize(f"제 {number} 번.", tag)


@pytest.mark.parametrize("number", [DIGITS, f"3.{DIGITS}", f"{DIGITS}%"])
def test_a_number_of_thousands_of_digits_can_be_checked(number: str) -> None:
    pair = Pair("s1", f"It is {number}.", f"{number}이다.")
    assert not [each for each in findings([pair], languages()["en"], languages()["ko"]) if "T07" in each.code]


def test_two_long_numbers_are_not_taken_for_one() -> None:
    other = DIGITS[:-1] + "4"
    pair = Pair("s1", f"It is {DIGITS} in all.", f"Son {other} en total.")
    found = findings([pair], languages()["en"], languages()["es"])
    assert any(DIGITS[:20] in notice.text + notice.evidence for notice in found)
