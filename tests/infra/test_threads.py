"""A signal may come while a thread begins: what began it ends all the same, and waits for the thread where there is one."""

import time
from threading import Thread

import pytest

from pipeline.infra import codec
from pipeline.infra.threads import finish


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
