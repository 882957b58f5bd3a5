"""A run counts what it made, and not what lies there from earlier ones."""

from pathlib import Path

import pytest

from pipeline.commands.outcomes import outcome_of
from pipeline.commands.publish import _judge
from pipeline.commands.screen import display
from pipeline.config.settings import Settings
from pipeline.document.report import FailedEdition, PublishedEdition, Report, SpeakerUsed
from pipeline.errors import EditionsMissing


def _published(tag: str) -> PublishedEdition:
    return PublishedEdition(
        language=tag,
        title="강을 건너는 다리",
        description="",
        authors=(),
        date="2026-01-01",
        origin="machine",
        engines=(),
        speaker=SpeakerUsed("espeak", "ko", "1"),
        seconds=1.0,
        chapters=(),
        disclosures=(),
        files=(),
        notices=(),
        source_digest="",
    )


def _report(*editions: PublishedEdition | FailedEdition) -> Report:
    return Report("bridge", "bridge.md", "", "강을 건너는 다리", "ko", "2026-01-01", editions, ())


FAILED = [FailedEdition(tag, "No words.", "", 20) for tag in ("ko", "es")]
EARLIER = _published("zh-Hans")


def test_only_this_run_s_editions_are_counted(capsys: pytest.CaptureFixture[str]) -> None:
    with display(as_json=False, quiet=False) as screen:
        screen.finish(
            _report(_published("ko"), FAILED[1], EARLIER), Settings(to=("es",), output=Path("output"))
        )
    assert capsys.readouterr().out.startswith("1 edition in ")


@pytest.mark.parametrize(
    ("editions", "told"),
    [((*FAILED, EARLIER, _published("es")), False), ((_published("ko"), FAILED[1]), True)],
)
def test_only_what_was_published_is_said_to_be(
    editions: tuple[PublishedEdition | FailedEdition, ...], told: bool
) -> None:
    settings = Settings(to=("es",))
    with pytest.raises(EditionsMissing) as caught:
        _judge([outcome_of(_report(*editions), settings)], settings)
    assert ("Published are: Korean." in caught.value.advice) == told
    assert "Spanish" not in caught.value.advice
