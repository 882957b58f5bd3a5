"""Who encode the pieces of a recording: threads of this process, and whoever makes a piece for them elsewhere."""

from collections.abc import Callable
from concurrent.futures import Executor
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field, replace
from typing import Any, Literal

from pipeline.document.sound_pieces import Piece


@dataclass(frozen=True, slots=True)
class PieceRequest:
    """What is to be made of a piece and kept in the store. Small: its sound lies in the store."""

    key: str
    """The store's, of what is made."""
    piece: Piece
    step: Literal["foretold", "measure", "encode"]
    """The method of an `Encoder` that makes it."""
    given: tuple[Any, ...] = ()
    """What that method takes beside the piece."""

    @property
    def name(self) -> str:
        """For a person."""
        sentences = [clip.sentence for clip in self.piece.track.clips]
        return f"the sound of the sentences {sentences[0]} to {sentences[-1]}" if sentences else "a silence"


def without_page(piece: Piece) -> Piece:
    """The piece as it can be sent: nothing of its page's text, of which nothing is heard here."""
    page = replace(piece.track.page, title="", blocks=())
    return Piece(replace(piece.track, page=page), piece.rate, piece.frames)


def _nobody(_: PieceRequest) -> bool:
    return False


@dataclass(frozen=True, slots=True)
class Encoders:
    """Who encode, for as many editions as are made side by side."""

    threads: Executor
    """One for each core, or more where most of them wait for others."""
    elsewhere: Callable[[PieceRequest], bool] = _nobody
    """Has somebody else make what is asked and keep it in the store; whether it was done."""
    here: AbstractContextManager[object] = field(default_factory=nullcontext)
    """Held by a thread while it makes something itself."""
