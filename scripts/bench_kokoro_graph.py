"""How fast Kokoro's rewritten graph is beside the published one, and whether every sample is the same.

    python scripts/bench_kokoro_graph.py FOLDER [--language ko] [--lines 60] [--tokens 220]

FOLDER holds one file `<language>.txt` a language, a sentence a line, as NTREX does; of each, `--lines` sentences of at most `--tokens`
tokens are said by both graphs in turn, in one process on one thread, and processor time is counted. Then the sums of
products a second of the convolutions are told, by ONNX Runtime's profile of one sentence, beside the most that its
kernel for int8 gives here. Ends with 1 when a sample differs or the goal is missed.
"""

import argparse
import json
import resource
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice
from math import prod
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy
import onnxruntime

from pipeline.app.stage_configurations import narration_of
from pipeline.config.loading import load
from pipeline.document.sound import Run
from pipeline.narration.engines import kokoro, kokoro_model, onnx_session
from pipeline.narration.engines import onnx_wire as onnx

GOAL = 1.5
_FRAMES, _WINDOW, _FILTERS = 512, 1408, 128
"""A multiplication like one tile of Kokoro's longest convolution."""


@dataclass
class Tally:
    """What one graph took."""

    processor_s: float = 0
    speech_s: float = 0

    @property
    def rate(self) -> float:
        """Seconds of speech a second of processor time."""
        return self.speech_s / self.processor_s if self.processor_s else 0


@dataclass
class Comparison:
    """Both graphs beside each other, over some sentences."""

    published: Tally = field(default_factory=Tally)
    faster: Tally = field(default_factory=Tally)
    sentences: int = 0
    unequal: int = 0

    def line(self, name: str) -> str:
        """In words."""
        ratio = self.faster.rate / self.published.rate
        return (
            f"{name:<10}{self.sentences:>4} sentences, {self.unequal} unequal; {self.published.speech_s:6.0f} s of speech; a second: "
            f"published {self.published.rate:.2f} s, faster {self.faster.rate:.2f} s, ratio {ratio:.2f}"
        )


def main() -> None:
    """Measure and print; exit with 1 when the goal is missed or a sample differs."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("--language", action="append")
    parser.add_argument("--lines", type=int, default=20)
    parser.add_argument("--tokens", type=int, default=220)
    asked = parser.parse_args()
    voices = narration_of(load({})).voices
    faster = kokoro_model.keep_faster_graph(voices)
    if faster is None:
        raise SystemExit("The published graph is the fastest here; see doctor.")
    with TemporaryDirectory() as folder:
        published = Path(folder) / "kokoro.onnx"
        published.write_bytes(kokoro_model._model())
        sessions = onnx_session.load(published), onnx_session.load(faster)
        whole = Comparison()
        for tag in asked.language or sorted(file.stem for file in asked.folder.glob("*.txt")):
            if kokoro.usual(tag):
                _compare(tag, asked, voices, sessions, whole)
        print(whole.line("all"), f"goal {GOAL}", flush=True)
        print(f"most memory of a process with both: {_peak_mb()} MB")
        print(f"the kernel for int8 gives {_kernel_gops():.0f} GOP/s at most; convolutions in a sentence:")
        for name, path in (("published", published), ("faster", faster)):
            print(f"  {name:<10}{_convolutions_gops(path, voices):.0f} GOP/s")
    raise SystemExit(bool(whole.unequal) or whole.faster.rate / whole.published.rate < GOAL)


def _compare(
    tag: str, asked: argparse.Namespace, voices: Path, sessions: tuple[Any, Any], whole: Comparison
) -> None:
    """Say a language's sentences by both, and count them to `whole` too."""
    own = Comparison()
    lines = (asked.folder / f"{tag}.txt").read_text("utf-8").splitlines()
    for feed in islice(_feeds(lines, tag, voices, asked.tokens), asked.lines):
        order = (0, 1) if own.sentences % 2 else (1, 0)
        runs = {number: _timed(sessions[number], feed) for number in order}
        unequal = not numpy.array_equal(runs[0][0].view("u4"), runs[1][0].view("u4"))
        for comparison in (own, whole):
            comparison.sentences += 1
            comparison.unequal += unequal
            for tally, (sound, took) in zip(
                (comparison.published, comparison.faster), (runs[0], runs[1]), strict=True
            ):
                tally.processor_s += took
                tally.speech_s += sound.size / kokoro.RATE
    if own.sentences:
        print(own.line(tag), flush=True)


def _feeds(lines: list[str], tag: str, voices: Path, most: int) -> Iterator[dict[str, Any]]:
    """What the model is given for each line of at most `most` tokens."""
    styles = kokoro._styles(voices, kokoro.usual(tag))
    for line in lines:
        tokens = kokoro._tokens(kokoro._phonemes((Run(line, tag),)))
        if 0 < len(tokens) <= most:
            yield {
                "tokens": numpy.array([[0, *tokens, 0]], numpy.int64),
                "style": styles[len(tokens) - 1],
                "speed": numpy.ones(1, numpy.float32),
            }


def _timed(session: Any, feed: dict[str, Any]) -> tuple[Any, float]:
    began = time.process_time()
    sound = session.run(None, feed, onnx_session.giving_back())[0].ravel()
    return sound, time.process_time() - began


def _kernel_gops() -> float:
    """The most that a product of int8 and uint8 gives, all of it in the cache."""
    weights = numpy.random.default_rng(1).integers(-64, 64, (_WINDOW, _FILTERS)).astype(numpy.int8)
    model = onnx.model(
        onnx.node("MatMulInteger", ("values", "weights"), ("sums",)),
        onnx.tensor("weights", onnx.INT8, weights.shape, weights.tobytes()),
        onnx.value(onnx.INPUT, "values", onnx.UINT8, (_FRAMES, _WINDOW)),
        onnx.value(onnx.OUTPUT, "sums", onnx.INT32, (_FRAMES, _FILTERS)),
    )
    with TemporaryDirectory() as folder:
        path = Path(folder) / "product.onnx"
        path.write_bytes(model)
        session = onnx_session.load(path)
    values = numpy.random.default_rng(2).integers(0, 256, (_FRAMES, _WINDOW)).astype(numpy.uint8)
    took = min(_timed(session, {"values": values})[1] for _ in range(20))
    return 2 * _FRAMES * _WINDOW * _FILTERS / took / 1e9


def _convolutions_gops(path: Path, voices: Path) -> float:
    """Of the convolutions within a sentence of some seconds: their share of the clock's time, of the processor's time."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.log_severity_level = 3
    options.enable_profiling = True
    with TemporaryDirectory() as folder:
        options.profile_file_prefix = str(Path(folder) / "profile")
        session = onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
        [feed] = _feeds(
            ["The report says that more than two hundred people were returned."], "en", voices, 500
        )
        _, processor_s = _timed(session, feed)
        events = json.loads(Path(session.end_profiling()).read_text("utf-8"))
    nodes = [each for each in events if each["cat"] == "Node" and each["name"].endswith("_kernel_time")]
    convolutions = [each for each in nodes if each["args"]["op_name"] == "ConvInteger"]
    share = sum(each["dur"] for each in convolutions) / sum(each["dur"] for each in nodes)
    return float(sum(map(_operations, convolutions)) / (share * processor_s) / 1e9)


def _operations(convolution: dict[str, Any]) -> int:
    """Products and sums of a convolution, by the shapes that the profile tells."""
    shapes = convolution["args"]
    weights, given = shapes["input_type_shape"][1], shapes["output_type_shape"][0]
    return int(2 * prod(next(iter(weights.values()))[1:]) * prod(next(iter(given.values()))))


def _peak_mb() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


if __name__ == "__main__":
    main()
