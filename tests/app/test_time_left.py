from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

import pytest

from pipeline.app.stage_configurations import narration_of
from pipeline.app.time_left import Pace
from pipeline.config.settings import Settings
from pipeline.document.events import Speaking, SpeakingBegins, ToSpeak
from pipeline.narration.scheduling import at_server


class Clock:
    """Stands still until it is told how long something took."""

    def __init__(self) -> None:
        self.seconds = 0.0

    def __call__(self) -> float:
        return self.seconds


def to_speak(
    language: str, found: float = 0, workers: int = 1, coming: tuple[str, ...] = (), **engines: float
) -> SpeakingBegins:
    each = tuple(ToSpeak(engine, seconds, round(seconds / 10)) for engine, seconds in engines.items())
    return SpeakingBegins(language, sum(engines.values()), found, each, workers, coming)


def begun(clock: Clock, *editions: SpeakingBegins) -> Pace:
    pace = Pace(clock)
    for edition in editions:
        pace.begins(edition)
    return pace


def said(pace: Pace, clock: Clock, engine: str, seconds: float, took: float) -> None:
    clock.seconds += took
    pace.record(Speaking("ko", seconds, engine))


def test_nothing_is_said_of_the_time_left_before_anything_was_measured() -> None:
    clock = Clock()
    pace = begun(clock, to_speak("en", kokoro=30))
    assert pace.left is None
    said(pace, clock, "kokoro", 10, took=9)  # the model was loaded meanwhile
    assert pace.left is None
    said(pace, clock, "kokoro", 10, took=5)
    assert pace.left == pytest.approx(5)


def test_what_the_store_held_is_done_and_costs_no_time() -> None:
    clock = Clock()
    pace = begun(clock, to_speak("en", found=100, kokoro=20))
    assert (pace.done, pace.total) == (100, 120)
    said(pace, clock, "kokoro", 5, took=3)
    said(pace, clock, "kokoro", 5, took=2)
    assert pace.left == pytest.approx(4)
    said(pace, clock, "kokoro", 10, took=4)
    assert pace.finished


def test_a_fast_engine_does_not_promise_that_a_slow_one_is_fast() -> None:
    clock = Clock()
    pace = begun(clock, to_speak("en", espeak=1000, kokoro=100))
    for _ in range(10):
        said(pace, clock, "espeak", 100, took=0.4)  # half as fast as usual
    assert pace.left == pytest.approx(100, rel=0.01)  # and so Kokoro, a second a second
    said(pace, clock, "kokoro", 10, took=12)
    said(pace, clock, "kokoro", 10, took=6)
    assert pace.left == pytest.approx(80 * 0.6)


@pytest.mark.parametrize("workers", [1, 2, 4])
def test_the_time_left_is_good_after_a_tenth_of_the_way(workers: int) -> None:
    lengths = sorted((2 + 11 * place % 17 for place in range(120)), reverse=True)
    clock = Clock()
    pace = begun(clock, to_speak("en", workers=workers, kokoro=sum(lengths)))
    ends = list(spoken_by(lengths, workers))
    for end, length in ends:
        clock.seconds = end
        pace.record(Speaking("ko", length, "kokoro"))
        if pace.done > pace.total / 10:
            assert pace.left is not None
            assert abs(pace.left - (ends[-1][0] - end)) < 0.05 * ends[-1][0]
    assert pace.finished


def spoken_by(lengths: list[int], workers: int) -> Iterator[tuple[float, int]]:
    """When each sentence ends, as the next one goes to whoever is free; loading takes 5 s, a second of speech 0.8 s."""
    free = [(5.0, number) for number in range(workers)]
    ends: list[tuple[float, int, int]] = []
    order = count()
    for length in lengths:
        begin, number = min(free)
        free[number] = (begin + 0.8 * length, number)
        ends.append((begin + 0.8 * length, next(order), length))
    for end, _, length in sorted(ends):
        yield end, length


def test_editions_without_words_yet_are_taken_to_be_like_those_that_have_some() -> None:
    clock = Clock()
    pace = begun(clock, to_speak("en", kokoro=30, coming=("ko", "es")))
    assert pace.total == 90
    for _ in range(3):
        said(pace, clock, "kokoro", 10, took=5)
    assert pace.busy is False
    assert pace.left == pytest.approx(30)
    clock.seconds += 100  # nothing is spoken while words are waited for
    pace.begins(to_speak("ko", kokoro=40, coming=("es",)))
    assert pace.total == pytest.approx(105)
    said(pace, clock, "kokoro", 20, took=10)
    assert pace.left == pytest.approx(27.5)
    pace.fails("es")
    assert pace.left == pytest.approx(10)
    said(pace, clock, "kokoro", 20, took=10)
    assert pace.finished


def test_a_voice_that_a_server_speaks_is_measured_by_how_often_that_is_asked_at_once() -> None:
    clock = Clock()
    engines = (ToSpeak("espeak", 100, 10, 16), ToSpeak("speech", 100, 10, 1))
    pace = begun(clock, SpeakingBegins("ko", 200, 0, engines, 16))
    said(pace, clock, "speech", 10, took=9)  # the first one waited for the server to wake up
    said(pace, clock, "speech", 10, took=5)
    left = pace.left
    assert left is not None
    assert left >= 80 * 0.5


def test_no_worker_of_a_cluster_is_counted_for_a_server_s_voice(
    tmp_path: Path, settings_in: Callable[..., Settings]
) -> None:
    settings = settings_in(tmp_path, offline=False, limits={"gtts": {"concurrency": 3}})
    assert at_server("gtts", narration_of(settings)) == 3
    assert at_server("hum", narration_of(settings)) == 0
