import subprocess
import sys
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import numpy
import onnxruntime
import pytest
from filelock import FileLock

from pipeline.narration.engines import convolution_probe, kokoro_model
from pipeline.narration.engines import onnx_wire as onnx
from pipeline.narration.engines.kokoro_graph_files import keep_graph, kept_graph
from pipeline.narration.engines.kokoro_rewriting import NotRewritable, Rewritten, rewrite

Array = numpy.ndarray[Any, Any]


def a_model(
    filters: int = 8, channels: int = 6, window: int = 3, *, largest: int = 127, **attributes: Any
) -> bytes:
    """A sound of `channels` that is quantized and convolved, as each of Kokoro's convolutions is."""
    given = {"kernel_shape": (window,), "pads": (window // 2, window // 2), **attributes}
    group = given.get("group", 1)
    weights = numpy.random.default_rng(1).integers(0, largest + 1, (filters, channels // group, window))
    weights[0, 0, 0] = largest
    return onnx.model(
        onnx.node("DynamicQuantizeLinear", ("sound",), ("values", "scale", "zero")),
        onnx.node("ConvInteger", ("values", "weights", "zero", "half"), ("sums",), **given),
        onnx.tensor("weights", onnx.UINT8, weights.shape, weights.astype(numpy.uint8).tobytes()),
        onnx.tensor("half", onnx.UINT8, (), b"\x40"),
        onnx.value(onnx.INPUT, "sound", onnx.FLOAT, (1, channels, "frames")),
        onnx.value(onnx.OUTPUT, "sums", onnx.INT32, (1, filters, "sums")),
    )


def run(model: Path | bytes, sound: Array) -> Array:
    source = model if isinstance(model, bytes) else str(model)
    session = onnxruntime.InferenceSession(source, providers=["CPUExecutionProvider"])
    return numpy.asarray(session.run(None, {"sound": sound})[0])


def a_sound(channels: int, frames: int) -> Array:
    return numpy.random.default_rng(2).normal(size=(1, channels, frames)).astype(numpy.float32)


def operators(graph: bytes) -> Sequence[str]:
    whole = next(part for part in onnx.fields(memoryview(graph)) if part.number == onnx.GRAPH)
    return [onnx.read_node(part).operator for part in onnx.fields(whole.value) if part.number == onnx.NODE]


@pytest.mark.parametrize(
    "attributes",
    [
        {},
        {"window": 1},
        {"window": 11, "dilations": (5,), "pads": (25, 25)},
        {"window": 8, "pads": (0, 7)},
        {"window": 8, "pads": (7, 0)},
        {"window": 5, "strides": (2,)},
        {"window": 3, "group": 2},
        {"window": 7, "pads": (0, 0)},
        {"filters": 130, "channels": 130, "window": 7},
    ],
    ids=str,
)
@pytest.mark.parametrize("frames", [40, 256, 257, 700])
def test_a_rewritten_convolution_gives_the_same_sums(
    attributes: dict[str, Any], frames: int, tmp_path: Path
) -> None:
    model = a_model(**attributes)
    sound = a_sound(attributes.get("channels", 6), frames)
    path = keep_graph(tmp_path / "kept", lambda: rewrite(model))
    assert "Cast" in operators(path.read_bytes())
    assert numpy.array_equal(run(path, sound), run(model, sound))


def test_only_what_keeps_its_length_is_cut_into_tiles() -> None:
    assert "Reshape" in operators(rewrite(a_model(window=7)).graph)
    others: list[dict[str, Any]] = [{"strides": (2,)}, {"group": 2}, {"filters": 300}, {"pads": (2, 2)}]
    for other in (*others, {"auto_pad": "SAME_UPPER", "pads": ()}):
        assert "Reshape" not in operators(rewrite(a_model(window=7, **other)).graph)


def test_weights_that_some_processors_would_add_up_wrongly_are_left() -> None:
    with pytest.raises(NotRewritable):
        rewrite(a_model(largest=128))


def test_large_constants_lie_where_processes_can_share_them(tmp_path: Path) -> None:
    model = a_model(filters=64, channels=64)
    made = rewrite(model)
    assert len(made.weights) == 64 * 64 * 3
    assert len(made.graph) < len(model)


def test_the_same_model_is_rewritten_to_the_same_bytes() -> None:
    assert rewrite(a_model()) == rewrite(a_model())


@pytest.mark.parametrize("size", [0, 1, 20, 300, -1])
def test_a_model_that_is_cut_short_is_not_rewritten(size: int) -> None:
    with pytest.raises(NotRewritable):
        rewrite(a_model()[:size])


def test_a_model_of_another_kind_is_not_rewritten() -> None:
    other = onnx.model(onnx.node("Identity", ("sound",), ("sums",)))
    for content in (other, b"\xff" * 64, "한국어와 中文".encode()):
        with pytest.raises(NotRewritable):
            rewrite(content)


def test_a_kept_graph_that_was_damaged_is_made_anew(tmp_path: Path) -> None:
    folder = tmp_path / "kept"
    path = keep_graph(folder, lambda: rewrite(a_model()))
    whole = path.read_bytes()
    for damage in (whole[:-1], whole[:-1] + b"\0", b""):
        path.write_bytes(damage)
        assert kept_graph(folder) is None
        assert keep_graph(folder, lambda: rewrite(a_model())).read_bytes() == whole
    (folder / "weights.bin").unlink()
    assert kept_graph(folder) is None


def test_of_threads_that_want_the_graph_at_once_one_makes_it_and_nothing_is_left_beside(
    tmp_path: Path,
) -> None:
    times = []

    def make() -> Rewritten:
        times.append(time.monotonic())
        time.sleep(0.1)
        return rewrite(a_model())

    with ThreadPoolExecutor(8) as threads:
        paths = list(threads.map(lambda _: keep_graph(tmp_path / "kept", make), range(24)))
    assert set(paths) == {kept_graph(tmp_path / "kept")}
    assert len(times) == 1
    assert [path.name for path in tmp_path.iterdir()] == ["kept"]


MAKER = """
import sys, time
from pathlib import Path
from pipeline.narration.engines.kokoro_graph_files import keep_graph
from pipeline.narration.engines.kokoro_rewriting import Rewritten
folder = Path(sys.argv[1])
def make():
    with (folder / "makers").open("a") as makers:
        print(sys.argv[2], file=makers)
    time.sleep(0.5)
    return Rewritten(sys.argv[2].encode(), b"")
(folder / f"ready-{sys.argv[2]}").touch()
while len(list(folder.glob("ready-*"))) < 3:
    time.sleep(0.005)
print(keep_graph(folder / "kept", make).read_text())
"""


def test_of_processes_that_start_at_once_one_makes_the_graph_and_the_others_wait_for_it(
    tmp_path: Path,
) -> None:
    command = [sys.executable, "-c", MAKER, str(tmp_path)]
    started = [subprocess.Popen([*command, str(number)], stdout=subprocess.PIPE) for number in range(3)]
    had = {process.communicate()[0] for process in started}
    assert had == {(tmp_path / "makers").read_bytes()}


def test_a_lock_that_a_killed_process_left_holds_nobody_up(tmp_path: Path) -> None:
    (tmp_path / ".kept.lock").touch()
    began = time.monotonic()
    assert keep_graph(tmp_path / "kept", lambda: rewrite(a_model())) == kept_graph(tmp_path / "kept")
    assert time.monotonic() - began < 30


def test_a_graph_is_kept_where_a_lock_that_is_held_cannot_be_removed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(self: Path, missing_ok: bool = False) -> None:
        raise PermissionError(f"{self} is open")

    monkeypatch.setattr(Path, "unlink", refuse)
    assert keep_graph(tmp_path / "kept", lambda: rewrite(a_model())) == kept_graph(tmp_path / "kept")


def test_where_nothing_can_be_locked_each_makes_its_own_and_all_have_a_whole_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise NotImplementedError("no locks on this disk")

    monkeypatch.setattr(FileLock, "acquire", refuse)
    with ThreadPoolExecutor(8) as threads:
        paths = list(
            threads.map(lambda _: keep_graph(tmp_path / "kept", lambda: rewrite(a_model())), range(24))
        )
    assert set(paths) == {kept_graph(tmp_path / "kept")}
    assert [path.name for path in tmp_path.iterdir()] == ["kept"]


def test_where_nothing_can_be_written_nothing_is_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setattr(kokoro_model, "rewrite", lambda _: pytest.fail("made for nothing"))
    assert kokoro_model.keep_faster_graph(tmp_path / "file") is None


def test_a_processor_that_does_not_add_exactly_keeps_the_published_graph(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(convolution_probe, "_extremes", lambda *_: {32767})
    kokoro_model.can_be_faster.cache_clear()
    try:
        assert kokoro_model.keep_faster_graph(tmp_path) is None
    finally:
        kokoro_model.can_be_faster.cache_clear()
    assert not list(tmp_path.iterdir())


def test_weights_of_seven_bits_are_added_up_exactly_here() -> None:
    assert convolution_probe.is_exact(127)


def test_a_graph_that_cannot_be_loaded_leaves_the_word_to_the_published_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    unknown = onnx.model(onnx.node("NoSuchOperator", ("sound",), ("sums",)))
    monkeypatch.setattr(kokoro_model, "rewrite", lambda _: Rewritten(unknown, b""))
    monkeypatch.setattr(kokoro_model, "_model", a_model)
    session = kokoro_model._session(tmp_path)
    assert session.get_inputs()[0].name == "sound"


def convolutions(model: bytes) -> list[tuple[onnx.Node, onnx.Tensor]]:
    whole = next(part for part in onnx.fields(memoryview(model)) if part.number == onnx.GRAPH)
    parts = list(onnx.fields(whole.value))
    read = (onnx.read_tensor(part) for part in parts if part.number == onnx.INITIALIZER)
    tensors = {tensor.name: tensor for tensor in read}
    nodes = (onnx.read_node(part) for part in parts if part.number == onnx.NODE)
    return [(each, tensors[each.inputs[1]]) for each in nodes if each.operator == "ConvInteger"]


@pytest.mark.slow
def test_each_convolution_of_the_model_gives_the_same_sums_by_activations_at_their_ends(
    tmp_path: Path,
) -> None:
    found = convolutions(kokoro_model._model())
    assert len(found) == 87
    for number, (each, weights) in enumerate(found):
        filters, channels, _ = weights.shape
        model = onnx.model(
            onnx.node("DynamicQuantizeLinear", ("sound",), ("values", "scale", "zero")),
            onnx.node("ConvInteger", ("values", weights.name, "zero", "half"), ("sums",), **each.attributes),
            onnx.tensor(weights.name, onnx.UINT8, weights.shape, weights.content),
            onnx.tensor("half", onnx.UINT8, (), b"\x40"),
            onnx.value(onnx.INPUT, "sound", onnx.FLOAT, (1, channels, "frames")),
            onnx.value(onnx.OUTPUT, "sums", onnx.INT32, (1, filters, "sums")),
        )
        frames = 300 if filters <= 128 else 40
        loud = numpy.sign(a_sound(channels, frames))
        loud[..., : frames // 4], loud[..., frames // 4 : frames // 2] = 1, -1
        path = keep_graph(tmp_path / str(number), lambda model=model: rewrite(model))
        assert numpy.array_equal(run(path, loud), run(model, loud)), each.outputs


@pytest.mark.slow
def test_the_real_model_gives_the_same_samples_by_both_graphs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    style = numpy.random.default_rng(3).normal(0, 0.1, (1, 256)).astype(numpy.float32)
    tokens = [numpy.random.default_rng(size).integers(1, 178, size).tolist() for size in (3, 12)]
    faster = [kokoro_model.infer(each, style, 1, tmp_path / "faster") for each in tokens]
    assert kokoro_model.faster_graph(tmp_path / "faster")
    monkeypatch.setattr(kokoro_model, "can_be_faster", lambda: False)
    published = [kokoro_model.infer(each, style, 1, tmp_path / "published") for each in tokens]
    kokoro_model._session.cache_clear()
    for one, other in zip(faster, published, strict=True):
        assert numpy.array_equal(one, other)
