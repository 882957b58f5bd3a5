"""Supertonic's four graphs, loaded once a process and run on one thread: signs of a text in, samples out.

By their authors' package supertonic 1.3.1 (`core.py`, `loader.py`): a predictor of how long the text is said, an encoder of the
text, an estimator that makes of noise, in some steps, what the text sounds like, and a vocoder that makes samples of that.
Noise is the same each time, so that a text has one sound.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline.errors import AnswerUnusable, EngineRefused
from pipeline.narration.engines.onnx_session import load, map_large_blocks, run
from pipeline.narration.supertonic_files import INSTALL, check_whole, published, style_name

if TYPE_CHECKING:
    import numpy
    from numpy.typing import NDArray

    Samples = NDArray[numpy.float32]

_PREDICTOR, _ENCODER, _ESTIMATOR, _VOCODER = (
    "duration_predictor",
    "text_encoder",
    "vector_estimator",
    "vocoder",
)
_INPUTS: Mapping[str, frozenset[str]] = {
    _PREDICTOR: frozenset(("text_ids", "style_dp", "text_mask")),
    _ENCODER: frozenset(("text_ids", "style_ttl", "text_mask")),
    _ESTIMATOR: frozenset(
        (
            "noisy_latent",
            "text_emb",
            "style_ttl",
            "text_mask",
            "latent_mask",
            "current_step",
            "total_step",
        )
    ),
    _VOCODER: frozenset(("latent",)),
}
"""What each graph is given."""
_STYLES = {"style_dp": _PREDICTOR, "style_ttl": _ENCODER}
"""The two halves of a voice, and a graph that says which shape they have."""
_SEED = 3
"""Of the noise."""
_USUAL_TEMPO = 1.05
"""Times as fast as the predictor says: what the authors call the usual speed."""
_HIGHEST_RATE = 192_000


@dataclass(frozen=True, slots=True)
class _Sizes:
    """What `tts.json` says."""

    rate: int
    """Samples a second."""
    samples: int
    """That a frame becomes."""
    channels: int
    """Numbers in a frame."""


@dataclass(frozen=True)
class Model:
    """All that is needed to say a text by any of the voices."""

    folder: Path
    sessions: Mapping[str, Any]
    indexer: Sequence[int]
    """The number of each sign by its code point; -1 where there is none."""
    sizes: _Sizes

    def knows(self, sign: str) -> bool:
        """Whether it has a number for a sign."""
        return ord(sign) < len(self.indexer) and self.indexer[ord(sign)] >= 0

    def say(self, signs: str, voice: str, speed: float, steps: int, longest_s: float) -> "Samples":
        """The samples of `signs`, all of them known, at the model's rate.

        Raises `AnswerUnusable` where they would last longer than `longest_s` or are not numbers, or a graph fails.
        """
        import numpy

        text: dict[str, Any] = {
            "text_ids": numpy.array([[self.indexer[ord(sign)] for sign in signs]], numpy.int64),
            "text_mask": numpy.ones((1, 1, len(signs)), numpy.float32),
        }
        style = _style(self.folder, voice)
        seconds = self._seconds(text, style, speed, longest_s)
        frames = -(-int(seconds * self.sizes.rate) // self.sizes.samples)
        latent = self._latent(text, style, frames, steps)
        samples = self._run(_VOCODER, latent=latent).ravel()[: int(seconds * self.sizes.rate)]
        if not samples.size or not numpy.isfinite(samples).all():
            raise AnswerUnusable("Supertonic gave samples that are not numbers.")
        return samples

    def _seconds(
        self, text: Mapping[str, Any], style: Mapping[str, Any], speed: float, longest_s: float
    ) -> float:
        """How long the text is said."""
        found = self._run(_PREDICTOR, **text, style_dp=style["style_dp"]).ravel()
        seconds = float(found[0]) / (speed * _USUAL_TEMPO) if found.size else 0.0
        if not 0 < seconds <= longest_s:
            raise AnswerUnusable(
                f"Supertonic would say it in {seconds:.1f} s, where at most {longest_s:.1f} s can be right."
            )
        return seconds

    def _latent(
        self, text: Mapping[str, Any], style: Mapping[str, Any], frames: int, steps: int
    ) -> "Samples":
        import numpy

        meaning = self._run(_ENCODER, **text, style_ttl=style["style_ttl"])
        latent = _noise(frames, self.sizes.channels)
        for step in range(steps):
            latent = self._run(
                _ESTIMATOR,
                noisy_latent=latent,
                text_emb=meaning,
                style_ttl=style["style_ttl"],
                text_mask=text["text_mask"],
                latent_mask=numpy.ones((1, 1, frames), numpy.float32),
                current_step=numpy.full(1, step, numpy.float32),
                total_step=numpy.full(1, steps, numpy.float32),
            )
        return latent

    def _run(self, graph: str, **given: Any) -> "Samples":
        return run(self.sessions[graph], f"Supertonic's {graph}", given)


@cache
def model(folder: Path) -> Model:
    """The model whose weights lie in `folder`, each file compared with its digest.

    Raises `EngineRefused` for a file that is not the published one, or graphs of another architecture.
    """
    map_large_blocks()
    sessions = {name: _session(folder, name) for name in _INPUTS}
    return Model(folder, sessions, _indexer(folder), _sizes(folder))


def _session(folder: Path, name: str) -> Any:
    path = check_whole(folder, f"onnx/{name}.onnx")
    try:
        session = load(path)
    except Exception as error:  # ONNX Runtime's own, which have no base
        raise _another_architecture(path, "cannot be loaded") from error
    given = {each.name for each in session.get_inputs()}
    if given != _INPUTS[name]:
        raise _another_architecture(path, f"takes {', '.join(sorted(given))}")
    return session


def _indexer(folder: Path) -> Sequence[int]:
    path, found = _read(folder, "onnx/unicode_indexer.json")
    if not isinstance(found, list) or not all(type(number) is int for number in found):
        raise _another_architecture(path, "is no list of numbers")
    return found


def _sizes(folder: Path) -> _Sizes:
    path, found = _read(folder, "onnx/tts.json")
    try:
        rate, base = found["ae"]["sample_rate"], found["ae"]["base_chunk_size"]
        factor, width = found["ttl"]["chunk_compress_factor"], found["ttl"]["latent_dim"]
    except (LookupError, TypeError) as error:
        raise _another_architecture(path, "does not say its sizes") from error
    if any(type(size) is not int or size < 1 for size in (rate, base, factor, width)) or rate > _HIGHEST_RATE:
        raise _another_architecture(path, "does not say its sizes")
    return _Sizes(rate, base * factor, width * factor)


@lru_cache(maxsize=16)
def _style(folder: Path, voice: str) -> Mapping[str, Any]:
    """The two halves of a voice in the shapes that the graphs ask for."""
    import numpy

    path, found = _read(folder, style_name(voice))
    made = {}
    for half, graph in _STYLES.items():
        wanted = _shape(model(folder).sessions[graph], half)
        try:
            values = numpy.array(found[half]["data"], numpy.float32).reshape(found[half]["dims"])
        except (LookupError, TypeError, ValueError) as error:
            raise _no_voice(path, f"its {half} is none") from error
        if values.ndim != len(wanted) or any(map(_differ, wanted, values.shape)):
            raise _no_voice(path, f"its {half} has the shape {values.shape}")
        if not numpy.isfinite(values).all():
            raise _no_voice(path, f"its {half} holds what is not a number")
        made[half] = values
    return made


def _shape(session: Any, name: str) -> tuple[int | str, ...]:
    """Of one of a graph's inputs; a dimension that may be any has a name."""
    shape: Sequence[int | str] = next(each.shape for each in session.get_inputs() if each.name == name)
    return (1, *shape[1:])


def _differ(wanted: int | str, found: int) -> bool:
    return isinstance(wanted, int) and wanted != found


@lru_cache(maxsize=8)
def _noise(frames: int, channels: int) -> "Samples":
    """The beginning of the same noise for every text, frame by frame. Of numpy's generators this one's numbers never change."""
    import numpy

    drawn = numpy.random.RandomState(_SEED).standard_normal((frames, channels))
    return numpy.ascontiguousarray(drawn.T[numpy.newaxis], numpy.float32)


def _read(folder: Path, name: str) -> tuple[Path, Any]:
    path = check_whole(folder, name)
    try:
        return path, json.loads(path.read_bytes())
    except ValueError as error:
        raise _another_architecture(path, "is no JSON") from error


def _another_architecture(path: Path, why: str) -> EngineRefused:
    return EngineRefused(
        f"{path} is not of Supertonic {published().revision[:12]}: it {why}.", f"{INSTALL} --replace"
    )


def _no_voice(path: Path, why: str) -> EngineRefused:
    return EngineRefused(f"{path} is not a voice of Supertonic: {why}.", f"{INSTALL} --replace")
