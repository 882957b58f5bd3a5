"""A signal may come while a thread begins: what began it ends all the same, and waits for the thread where there is one.

What one thread alone may touch stays with its thread, whoever calls it and whoever lets it go.
"""

import gc
import time
from threading import Thread, get_ident

import pytest

from pipeline.infra import codec
from pipeline.infra.threads import Confined, finish


def _stop(_: Thread) -> None:
    raise KeyboardInterrupt


def test_a_thread_that_began_is_waited_for() -> None:
    done = []
    thread = Thread(target=lambda: (time.sleep(0.05), done.append("all")))
    thread.start()
    finish(thread)
    assert done == ["all"]


def test_a_thread_that_is_about_to_begin_is_waited_for() -> None:
    done = []
    thread = Thread(target=lambda: done.append("all"))
    late = Thread(target=lambda: (time.sleep(0.05), thread.start()))
    late.start()
    finish(thread)
    assert done == ["all"]
    late.join()


def test_a_thread_that_never_began_is_left_alone() -> None:
    finish(Thread(target=print))


def test_ffmpeg_ends_when_a_run_is_stopped_while_it_begins(monkeypatch: pytest.MonkeyPatch) -> None:
    started = []
    begin = codec._start
    monkeypatch.setattr(codec, "_start", lambda command: started.append(begin(command)) or started[-1])
    monkeypatch.setattr(Thread, "start", _stop)
    with pytest.raises(KeyboardInterrupt):
        codec.run(["-f", "lavfi", "-i", "anullsrc", "-f", "null", "-"])
    assert started[0].poll() is not None


class _OfOneThread:
    """Writes down each thread that touches it, as a class of PyO3 that is `unsendable` fails in any other than its first."""

    def __init__(self, touched: list[int]) -> None:
        self._touched = touched
        self._touch()

    def _touch(self) -> None:
        self._touched.append(get_ident())

    def answer(self, fails: bool = False) -> str:
        self._touch()
        if fails:
            raise ValueError("나쁜 문장")
        return "대답"

    def __del__(self) -> None:
        self._touch()


def _until(count: int, touched: list[int]) -> None:
    for _ in range(500):
        if len(touched) >= count:
            return
        time.sleep(0.01)


def test_one_thread_makes_uses_and_lets_go_whoever_asks() -> None:
    touched: list[int] = []
    confined = Confined(lambda: _OfOneThread(touched))
    assert confined.call(_OfOneThread.answer) == "대답"
    other = Thread(target=confined.call, args=(_OfOneThread.answer,))
    other.start()
    other.join()
    del confined, other
    gc.collect()
    _until(4, touched)
    assert len(touched) == 4
    assert len(set(touched)) == 1
    assert touched[0] != get_ident()


def test_a_failure_is_told_without_what_would_hold_the_object() -> None:
    confined = Confined(lambda: _OfOneThread([]))
    with pytest.raises(ValueError, match="나쁜 문장") as failed:
        confined.call(lambda each: each.answer(fails=True))
    held = [step.frame.f_locals.values() for step in failed.traceback]
    assert not any(isinstance(value, _OfOneThread) for values in held for value in values)


def test_what_cannot_be_made_is_told_to_who_asks_for_it() -> None:
    with pytest.raises(ZeroDivisionError):
        Confined(lambda: 1 // 0)
