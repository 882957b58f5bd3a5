"""An engine is asked politely: pace, budget, time, attempts, and a rest when it keeps failing."""

import sqlite3
import threading
import time
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from pipeline.config.database_url import DatabaseUrl
from pipeline.config.registry import Context
from pipeline.config.tables import LOCAL, Limits, limits_of
from pipeline.errors import AnswerUnusable, EngineBusy, EngineRefused, MemoryDamaged
from pipeline.infra.budget import Budget
from pipeline.infra.engine_calls import within
from pipeline.infra.rate_limiter import RateLimiter
from pipeline.infra.shared_limits import SharedLimits, limits_place
from pipeline.translation.limited_engine import Limited


class Clock:
    """Time that passes only by sleeping."""

    def __init__(self):
        self.now = 0.0
        self.slept = []

    def __call__(self):
        return self.now

    def sleep(self, seconds):
        self.slept.append(seconds)
        self.now += seconds


@pytest.fixture
def clock():
    return Clock()


class Engine:
    """Fails as told, then answers."""

    name = "test"
    version = "1"
    private = False

    def __init__(self, *errors):
        self.errors = list(errors)
        self.asked = []

    def translate(self, texts, source, target):
        self.asked.append(list(texts))
        if self.errors and (error := self.errors.pop(0)):
            raise error
        return [f"{text} 말" for text in texts]


def busy(seconds=None):
    return EngineBusy("Busy.", "Wait.", seconds)


def limited(engine, clock, **limits):
    held = Limits(**{"time_limit_s": 0, **limits})
    return Limited(engine, held, clock=clock, sleep=clock.sleep, chance=lambda: 0.5)


def ask(held, *texts):
    return held.ask(texts or ("one",), "en", "ko", Context())


def test_requests_follow_each_other_no_faster_than_allowed(clock):
    pace = RateLimiter(Limits(requests_per_second=4), clock, clock.sleep)
    for _ in range(5):
        pace.wait(100)
    assert clock.slept == [0.25] * 4


def test_characters_are_paced_too_and_the_slower_of_both_counts(clock):
    pace = RateLimiter(Limits(requests_per_second=10, characters_per_minute=600), clock, clock.sleep)
    pace.wait(100)
    pace.wait(1)
    pace.wait(1)
    assert clock.slept == pytest.approx([10, 0.1])


def test_an_idle_engine_saves_up_no_haste(clock):
    pace = RateLimiter(Limits(requests_per_second=1), clock, clock.sleep)
    pace.wait(1)
    clock.now = 100
    pace.wait(1)
    pace.wait(1)
    assert clock.slept == [1]


def test_a_busy_engine_is_asked_again_with_growing_uneven_waits(clock):
    engine = Engine(busy(), busy(), busy())
    assert ask(limited(engine, clock)) == ["one 말"]
    assert clock.slept == [1, 2, 4]
    uneven = Limited(
        Engine(busy(), busy()),
        Limits(time_limit_s=0),
        clock=clock,
        sleep=clock.sleep,
        chance=iter([0.0, 0.9]).__next__,
    )
    ask(uneven)
    assert clock.slept[3:] == pytest.approx([0.5, 2.8])


def test_the_time_an_engine_asks_for_is_kept_by_all(clock):
    engine = Engine(busy(7))
    held = limited(engine, clock)
    ask(held)
    assert clock.slept == [7]
    held._asked._pace.hold(5)
    ask(held)
    assert clock.slept == [7, 5]


def test_an_engine_that_asks_for_too_much_time_is_given_up_without_waiting(clock):
    engine = Engine(busy(3600))
    with pytest.raises(EngineBusy):
        ask(limited(engine, clock, longest_wait_s=60))
    assert (clock.slept, len(engine.asked)) == ([], 1)


def test_the_last_attempt_says_why(clock):
    engine = Engine(*[busy()] * 9)
    with pytest.raises(EngineBusy, match=r"Busy\."):
        ask(limited(engine, clock, attempts=3))
    assert len(engine.asked) == 3


def test_a_refusal_is_final_for_the_run_and_not_tried_again(clock):
    engine = Engine(EngineRefused("No such key.", "Look."))
    held = limited(engine, clock)
    for _ in range(3):
        with pytest.raises(EngineRefused, match="No such key"):
            ask(held)
    assert len(engine.asked) == 1


def test_an_engine_that_keeps_failing_is_left_alone_then_tried_once(clock):
    engine = Engine(*[busy()] * 5)
    held = limited(engine, clock, failures=3, attempts=1, pause_s=30)
    for _ in range(6):
        with pytest.raises(EngineBusy):
            ask(held)
    assert len(engine.asked) == 3
    clock.now += 29
    with pytest.raises(EngineBusy, match="skipped for now"):
        ask(held)
    clock.now += 2
    for _ in range(2):  # the first one tries, and fails again
        with pytest.raises(EngineBusy):
            ask(held)
    assert len(engine.asked) == 4
    clock.now += 31
    with pytest.raises(EngineBusy):
        ask(held)
    clock.now += 31
    assert ask(held) == ask(held) == ["one 말"]


def test_only_one_question_tries_whether_an_engine_works_again(clock):
    begun, go = threading.Event(), threading.Event()

    class Slow(Engine):
        def translate(self, texts, source, target):
            if not self.errors:
                begun.set()
                go.wait(5)
            return super().translate(texts, source, target)

    held = limited(Slow(busy()), clock, failures=1, attempts=1, pause_s=1, concurrency=2)
    with pytest.raises(EngineBusy):
        ask(held)
    clock.now += 2
    trial = threading.Thread(target=ask, args=(held,))
    trial.start()
    begun.wait(5)
    with pytest.raises(EngineBusy, match="skipped for now"):
        ask(held)
    go.set()
    trial.join()
    assert ask(held) == ["one 말"]


def test_failures_that_do_not_follow_each_other_close_nothing(clock):
    engine = Engine(*[busy(), None] * 10)
    held = limited(engine, clock, failures=2)
    for _ in range(10):
        assert ask(held) == ["one 말"]


def test_an_answer_that_cannot_be_used_is_no_failure_of_the_engine(clock):
    engine = Engine(*[AnswerUnusable("Odd.")] * 5)
    held = limited(engine, clock, failures=2)
    for _ in range(5):
        with pytest.raises(AnswerUnusable):
            ask(held)
    assert ask(held) == ["one 말"]


def test_a_runs_budget_is_never_exceeded(clock):
    engine = Engine()
    held = limited(engine, clock, characters_per_run=10)
    assert ask(held, "12345", "6789")
    with pytest.raises(EngineRefused, match="10 characters a run"):
        ask(held, "ab")
    assert sum(len(text) for texts in engine.asked for text in texts) == 9


def test_attempts_that_failed_count_against_the_budget(clock):
    engine = Engine(busy(), busy())
    with pytest.raises(EngineRefused, match="budget"):
        ask(limited(engine, clock, characters_per_run=7))
    assert len(engine.asked) == 2


def test_a_months_budget_is_shared_by_all_runs_and_new_each_month(memory_place):
    today = [date(2026, 11, 30)]

    def budget(name="test"):
        return Budget(name, Limits(characters_per_month=100), memory_place, lambda: today[0])

    budget().take(60)
    budget("other").take(60)
    with pytest.raises(EngineRefused, match="characters a month") as raised:
        budget().take(41)
    assert "[limits.test]" in raised.value.advice
    budget().take(40)
    today[0] = date(2026, 12, 1)
    budget().take(100)


def test_a_months_budget_holds_when_many_count_at_once(memory_place):
    budgets = [Budget("test", Limits(characters_per_month=50), memory_place) for _ in range(8)]
    done = []

    def count(budget):
        for _ in range(10):
            try:
                budget.take(1)
                done.append(1)
            except EngineRefused:
                return

    threads = [threading.Thread(target=count, args=(budget,)) for budget in budgets]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(done) == 50


def test_no_file_is_made_where_there_is_no_months_budget(tmp_path: Path):
    Budget("test", Limits(characters_per_run=5), tmp_path / "memory.sqlite").take(5)
    assert not list(tmp_path.iterdir())


def test_what_an_earlier_version_counted_is_counted_on(tmp_path: Path):
    with closing(sqlite3.connect(tmp_path / "sent.sqlite", isolation_level=None)) as file:
        file.execute("CREATE TABLE sent (engine, month, characters, PRIMARY KEY (engine, month))")
        file.execute("INSERT INTO sent VALUES ('test', '2026-11', 90)")
    budget = Budget(
        "test", Limits(characters_per_month=100), tmp_path / "memory.sqlite", lambda: date(2026, 11, 30)
    )
    budget.take(10)
    with pytest.raises(EngineRefused, match="characters a month"):
        budget.take(1)


def test_another_program_s_file_in_the_place_of_the_count_is_left_alone(tmp_path: Path, execute):
    execute(tmp_path / "sent.sqlite", "CREATE TABLE letters (text)")
    with pytest.raises(MemoryDamaged, match="another program"):
        Budget("test", Limits(characters_per_month=100), tmp_path / "memory.sqlite").take(1)
    assert execute(tmp_path / "sent.sqlite", "SELECT name FROM sqlite_master") == [("letters",)]


def test_all_who_share_a_queue_keep_to_the_pace_together(memory_place):
    slept = []
    limits = Limits(requests_per_second=0.01)
    queues = [SharedLimits(name, limits_place(memory_place)) for name in ("test", "test", "other")]
    paces = [RateLimiter(limits, lambda: 0.0, slept.append, queue) for queue in queues]
    for pace in paces:
        pace.wait(1)
    assert len(slept) == 1  # the second of those that ask the same engine
    assert 90 < slept[0] <= 100
    paces[0].hold(500)
    paces[1].wait(1)
    assert 490 < slept[1] <= 500


def test_machines_that_share_a_memory_share_the_queue_and_runs_on_one_machine_do_not(memory_place):
    queue = Budget("test", Limits(), memory_place).queue
    assert (queue is None) == isinstance(memory_place, Path)


def test_an_engine_without_a_pace_is_not_held_up_by_a_database():
    nowhere = SharedLimits("test", DatabaseUrl("postgresql://127.0.0.1:1/none"))
    RateLimiter(Limits(), lambda: 0.0, lambda _: None, nowhere).wait(1)


def test_a_call_that_takes_too_long_is_left_behind():
    ended = threading.Event()
    began = time.monotonic()
    with pytest.raises(EngineBusy, match=r"test did not answer within 0\.05 s"):
        within(0.05, "test", lambda: ended.wait(5))
    assert time.monotonic() - began < 2
    ended.set()


def test_what_a_call_raises_in_time_is_raised_here():
    with pytest.raises(ZeroDivisionError):
        within(5, "test", lambda: 1 // 0)
    assert within(5, "test", lambda: 7) == 7


def test_no_more_questions_than_allowed_are_asked_at_once(clock):
    running, most, lock = [0], [0], threading.Lock()

    class Counting(Engine):
        def translate(self, texts, source, target):
            with lock:
                running[0] += 1
                most[0] = max(most[0], running[0])
            time.sleep(0.01)
            with lock:
                running[0] -= 1
            return super().translate(texts, source, target)

    held = limited(Counting(), clock, concurrency=3)
    threads = [threading.Thread(target=ask, args=(held,)) for _ in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert most[0] == 3


def test_a_strangers_failure_names_its_kind_and_nothing_it_says(clock):
    engine = Engine(KeyError("sk-planted-key"))
    with pytest.raises(EngineRefused, match="KeyError") as raised:
        ask(limited(engine, clock))
    assert "planted" not in str(raised.value)
    assert raised.value.__suppress_context__


def test_local_engines_are_asked_once_and_strangers_far_away_politely():
    assert limits_of("somebody", {}, private=True) == LOCAL
    assert limits_of("somebody", {}, private=False).attempts == 4
    assert limits_of("google", {"concurrency": 2}, private=False).concurrency == 2
