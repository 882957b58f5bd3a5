"""Pieces that workers of a cluster are asked to encode: what is sent is small, and what fails there is done here."""

import pickle
from concurrent.futures import Future
from typing import Any, cast

import pytest

from pipeline.app.piece_work import PieceWork
from pipeline.document.article import Block, BlockKind, Sentence
from pipeline.document.pages import Page, PageKind
from pipeline.document.sound import Clip, Cue, Track
from pipeline.document.sound_pieces import Piece
from pipeline.errors import ClusterLost, CodecError, WorkerMissing, WorkersEnded
from pipeline.infra.distributed_runner import DistributedRunner
from pipeline.infra.runner import Task
from pipeline.narration.configuration import NarrationConfiguration
from pipeline.writers.encoders import PieceRequest, without_page


class OneWorker:
    """A runner whose only worker raises what it is made with, if anything."""

    def __init__(self, error: Exception | None = None, slots: int = 1) -> None:
        self._error = error
        self._slots = slots
        self.tasks: list[Task[Any]] = []

    def want(self, needs: str) -> None:
        assert needs == "ffmpeg"

    def slots(self, needs: str) -> int:
        return self._slots

    def submit(self, task: Task[Any]) -> Future[Any]:
        self.tasks.append(task)
        future: Future[Any] = Future()
        future.set_exception(self._error) if self._error else future.set_result(None)
        return future


def asked_of(runner: OneWorker, words: str = "배가 왔다. 船来了。") -> bool:
    sentences = tuple(Sentence(f"s1-b1-k{number}", words) for number in range(1000))
    block = Block("s1-b1", BlockKind.PARAGRAPH, sentences=sentences)
    page = Page("s1", PageKind.SECTION, words, (block,), episode=True)
    clips = tuple(Clip(f"s1-b1-k{number}", f"{number:064x}", 8_000, 8_000) for number in range(8))
    cues = tuple(Cue(clip.sentence, at * 9_000, (at + 1) * 9_000) for at, clip in enumerate(clips))
    piece = without_page(Piece(Track(page, clips, cues), 8_000, 345))
    request = PieceRequest("a key", piece, "measure", (3.1,))
    return PieceWork(cast(DistributedRunner, runner), NarrationConfiguration()).is_done(request)


def test_what_is_sent_has_no_text_and_is_small() -> None:
    runner = OneWorker()
    assert asked_of(runner)
    sent = pickle.dumps(runner.tasks[0].work)
    assert len(sent) < 4_000
    assert "船".encode() not in sent
    assert runner.tasks[0].name == "the sound of the sentences s1-b1-k0 to s1-b1-k7"


def test_equal_pieces_of_two_articles_are_one_task() -> None:
    one, other = OneWorker(), OneWorker()
    assert asked_of(one, "배가 왔다.")
    assert asked_of(other, "船来了。")
    assert one.tasks[0].key == other.tasks[0].key


@pytest.mark.parametrize("kind", [CodecError, WorkerMissing, ClusterLost])
def test_what_fails_on_a_worker_is_left_to_the_conductor(kind: type[Exception]) -> None:
    assert not asked_of(OneWorker(kind("no sound", "none")))


def test_where_nobody_encodes_nothing_is_sent() -> None:
    runner = OneWorker(slots=0)
    assert not asked_of(runner)
    assert runner.tasks == []


def test_what_ended_one_worker_after_the_other_is_not_tried_here() -> None:
    with pytest.raises(WorkersEnded):
        asked_of(OneWorker(WorkersEnded("ended", "see the logs")))
