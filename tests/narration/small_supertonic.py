"""Weights as Supertonic's, only small and of random numbers: the same files, the same inputs and outputs of the graphs.

Names and shapes are those that the package supertonic 1.3.1 works with: `core.py` feeds `text_ids` (1, signs), `text_mask`
(1, 1, signs), `style_dp`, `style_ttl`, `noisy_latent` and `latent_mask` (1, latent_dim * chunk_compress_factor or 1, frames),
`current_step` and `total_step` (1), and takes the duration in seconds (1) and the samples (1, frames * base_chunk_size *
chunk_compress_factor); `loader.py` reads the voices (`dims`, `data`), `tts.json` and the folder's layout.
"""

import json
import unicodedata
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any

import numpy

from pipeline.narration import supertonic_files
from pipeline.narration.engines import onnx_wire as onnx
from pipeline.narration.engines import supertonic_model

RATE = 44_100
VOICES = ("F1", "F2", "M1")
LICENCE = "Open RAIL-M: Lizenz, 라이선스, 许可证\n"
REVISION = "5ma11" + "0" * 35
_BASE, _FACTOR, _WIDTH = 512, 6, 2
_CHANNELS, _SAMPLES = _WIDTH * _FACTOR, _BASE * _FACTOR
_KNOWN = 509
_STYLES = {"style_dp": (1, 4, 6), "style_ttl": (1, 5, 8)}
_MEANING = _STYLES["style_ttl"][2]


def weights(seconds_a_sign: float = 0.06) -> dict[str, bytes]:
    """All files of a revision, by their names. A seconds_a_sign of NaN makes every duration that."""
    given = {
        "LICENSE": LICENCE.encode(),
        "onnx/tts.json": json.dumps(config()).encode(),
        "onnx/unicode_indexer.json": json.dumps(_indexer()).encode(),
        "onnx/duration_predictor.onnx": predictor(seconds_a_sign),
        "onnx/text_encoder.onnx": _encoder(),
        "onnx/vector_estimator.onnx": _estimator(),
        "onnx/vocoder.onnx": vocoder(),
    }
    return given | {f"voice_styles/{name}.json": style(name) for name in VOICES}


def config(**ae: Any) -> dict[str, Any]:
    return {
        "tts_version": "small",
        "ae": {"sample_rate": RATE, "base_chunk_size": _BASE, **ae},
        "ttl": {"chunk_compress_factor": _FACTOR, "latent_dim": _WIDTH},
    }


def style(name: str, shapes: Mapping[str, tuple[int, ...]] = _STYLES, value: float = 1.0) -> bytes:
    numbers = _random(f"voice {name}")
    halves = {
        half: {"dims": shape, "data": (numbers.normal(size=shape) * value).tolist(), "type": "float32"}
        for half, shape in shapes.items()
    }
    return json.dumps(halves).encode()


def release(files: Mapping[str, bytes], *sources: str, revision: str = REVISION) -> dict[str, Any]:
    """What supertonic.toml would say of these files."""
    known = {name: {"size": len(data), "digest": sha256(data).hexdigest()} for name, data in files.items()}
    return {"revision": revision, "sources": list(sources), "files": known}


def use(table: Mapping[str, Any]) -> None:
    """Speak by these weights in this process from now on."""
    supertonic_files._table = lambda: table
    forget()


def forget() -> None:
    """Nothing that was read stays in memory."""
    supertonic_files.published.cache_clear()
    for kept in (supertonic_model.model, supertonic_model._style):
        kept.cache_clear()


def write(folder: Path, files: Mapping[str, bytes]) -> Path:
    for name, data in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)
    return folder


def install(voices: Path, files: Mapping[str, bytes]) -> Path:
    """Put these files and the acceptance of their licence into the folder of voices, as an installation leaves them."""
    folder = write(supertonic_files.weights_folder(voices), files)
    name, content = supertonic_files.acceptance("2026-11-30")
    (folder / name).write_bytes(content)
    return folder


def predictor(seconds_a_sign: float = 0.06) -> bytes:
    """Each sign lasts a little longer or shorter than another, and each voice is a little slower or faster."""
    signs = (seconds_a_sign * _random("durations").uniform(0.8, 1.2, (_KNOWN, 1))).astype(numpy.float32)
    return onnx.model(
        onnx.node("Gather", ("signs", "text_ids"), ("each",)),
        onnx.node("MatMul", ("text_mask", "each"), ("said",)),
        onnx.node("ReduceMean", ("style_dp",), ("pace",), keepdims=1),
        onnx.node("Mul", ("pace", "little"), ("paced",)),
        onnx.node("Add", ("said", "paced"), ("long",)),
        onnx.node("Reshape", ("long", "one"), ("duration",)),
        _tensor("signs", signs),
        _tensor("little", numpy.full(1, 0.01, numpy.float32)),
        _integers("one", 1),
        *_text_inputs(),
        _input("style_dp", 1, *_STYLES["style_dp"][1:]),
        onnx.value(onnx.OUTPUT, "duration", onnx.FLOAT, (1,)),
    )


def _encoder() -> bytes:
    return onnx.model(
        onnx.node("Gather", ("signs", "text_ids"), ("each",)),
        onnx.node("Transpose", ("each",), ("turned",), perm=(0, 2, 1)),
        onnx.node("Mul", ("turned", "text_mask"), ("masked",)),
        onnx.node("ReduceMean", ("style_ttl", "first"), ("voice",), keepdims=1),
        onnx.node("Transpose", ("voice",), ("upright",), perm=(0, 2, 1)),
        onnx.node("Add", ("masked", "upright"), ("text_emb",)),
        _tensor("signs", _random("meaning").normal(size=(_KNOWN, _MEANING)).astype(numpy.float32)),
        _integers("first", 1),
        *_text_inputs(),
        _input("style_ttl", 1, *_STYLES["style_ttl"][1:]),
        onnx.value(onnx.OUTPUT, "text_emb", onnx.FLOAT, (1, _MEANING, "signs")),
    )


def _estimator() -> bytes:
    """Goes from the noise to what text and voice say, by its share of all steps."""
    weights = _random("estimator").normal(0, 0.4, (_CHANNELS, _MEANING)).astype(numpy.float32)
    return onnx.model(
        onnx.node("Mul", ("text_emb", "text_mask"), ("masked",)),
        onnx.node("ReduceMean", ("masked", "last"), ("meant",), keepdims=1),
        onnx.node("ReduceMean", ("style_ttl", "first"), ("voice",), keepdims=1),
        onnx.node("Transpose", ("voice",), ("upright",), perm=(0, 2, 1)),
        onnx.node("Add", ("meant", "upright"), ("all",)),
        onnx.node("MatMul", ("weights", "all"), ("goal",)),
        onnx.node("Add", ("current_step", "one"), ("done",)),
        onnx.node("Div", ("done", "total_step"), ("share",)),
        onnx.node("Mul", ("goal", "share"), ("step",)),
        onnx.node("Add", ("noisy_latent", "step"), ("moved",)),
        onnx.node("Mul", ("moved", "latent_mask"), ("denoised_latent",)),
        _tensor("weights", weights),
        _tensor("one", numpy.ones(1, numpy.float32)),
        _integers("first", 1),
        _integers("last", 2),
        _input("noisy_latent", 1, _CHANNELS, "frames"),
        _input("text_emb", 1, _MEANING, "signs"),
        _input("style_ttl", 1, *_STYLES["style_ttl"][1:]),
        _input("text_mask", 1, 1, "signs"),
        _input("latent_mask", 1, 1, "frames"),
        _input("current_step", 1),
        _input("total_step", 1),
        onnx.value(onnx.OUTPUT, "denoised_latent", onnx.FLOAT, (1, _CHANNELS, "frames")),
    )


def vocoder(loudness: float = 0.3) -> bytes:
    """A loudness of NaN makes every sample that."""
    weights = _random("vocoder").normal(size=(_CHANNELS, _SAMPLES)).astype(numpy.float32)
    return onnx.model(
        onnx.node("Transpose", ("latent",), ("turned",), perm=(0, 2, 1)),
        onnx.node("MatMul", ("turned", "weights"), ("loud",)),
        onnx.node("Tanh", ("loud",), ("bounded",)),
        onnx.node("Mul", ("bounded", "loudness"), ("quiet",)),
        onnx.node("Reshape", ("quiet", "flat"), ("wav_tts",)),
        _tensor("weights", weights),
        _tensor("loudness", numpy.full(1, loudness, numpy.float32)),
        _integers("flat", 1, -1),
        _input("latent", 1, _CHANNELS, "frames"),
        onnx.value(onnx.OUTPUT, "wav_tts", onnx.FLOAT, (1, "samples")),
    )


def _indexer() -> list[int]:
    """Letters, marks and accents of the basic plane as NFKD leaves them; no Chinese character, no emoji."""
    return [
        sign % _KNOWN if 32 <= sign < 0x3100 and unicodedata.category(chr(sign))[0] in "LMPZ" else -1
        for sign in range(0x3100)
    ]


def _text_inputs() -> tuple[bytes, bytes]:
    ids = onnx.value(onnx.INPUT, "text_ids", onnx.INT64, (1, "signs"))
    return ids, _input("text_mask", 1, 1, "signs")


def _input(name: str, *shape: int | str) -> bytes:
    return onnx.value(onnx.INPUT, name, onnx.FLOAT, shape)


def _tensor(name: str, numbers: Any) -> bytes:
    return onnx.tensor(name, onnx.FLOAT, numbers.shape, numbers.tobytes())


def _integers(name: str, *numbers: int) -> bytes:
    return onnx.tensor(name, onnx.INT64, (len(numbers),), numpy.array(numbers, numpy.int64).tobytes())


def _random(name: str) -> Any:
    return numpy.random.default_rng(list(name.encode()))
