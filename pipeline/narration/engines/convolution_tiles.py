"""A long convolution cut into tiles of time, to the same whole numbers.

ONNX Runtime lays out all windows of a convolution beside each other before it multiplies: 11 times the activations, 33 MB
for ten seconds of Kokoro's sound, more than a processor keeps at hand. The pictures of a batch it takes one after the other.
"""

from collections.abc import Iterator, Sequence

from pipeline.narration.engines import onnx_wire as onnx
from pipeline.narration.engines.onnx_wire import Node

CONVOLUTION = "ConvInteger"

_TILE = 256
"""Frames. From 128 to 1,024 all are as fast, as far as can be measured; 2,048 are slower."""
_CHANNELS = 256
"""Convolutions of more channels are of fewer frames: what they need at once fits the cache."""
_WINDOW = 7
"""Frames of a window from which on tiles gain more than cutting and joining takes. By processor time on a Zen 3, 128 channels, 23,641 frames:
a window of 11 gives 89 GOP/s whole and 113 in tiles, one of 3 gives 88 and 80."""
_PREFIX = "manyvoices/"
_NUMBERS = {"zero": (0,), "one": (1,), "two": (2,), "last": (-1,), "tile": (_TILE,), "below": (_TILE - 1,)}


def tile_constants() -> Iterator[bytes]:
    """Constants that all tiled convolutions share."""
    return (_constant(name, numbers) for name, numbers in _NUMBERS.items())


def convolution(each: Node) -> bytes:
    """The convolution as it is."""
    return onnx.node(CONVOLUTION, each.inputs, each.outputs, **each.attributes)


def is_long(each: Node, shape: Sequence[int]) -> bool:
    """Whether a convolution with weights of this shape is to be cut: it keeps the length, and its windows overlap much."""
    if len(shape) != 3 or shape[2] < _WINDOW or max(shape[:2]) > _CHANNELS:
        return False
    usual = {"strides": (1,), "group": 1, "auto_pad": "NOTSET"}
    if any(each.attributes.get(name, value) != value for name, value in usual.items()):
        return False
    return sum(_numbers(each, "pads", 0, 0)) == _reach(each, shape) <= _TILE


def in_tiles(each: Node, shape: Sequence[int]) -> Iterator[bytes]:
    """The nodes that give what `each` gives, by int8 activations of one sentence."""
    name = each.outputs[0]
    yield from _pads(each, shape, name)
    yield from _cut(each, shape, name)
    attributes = {**each.attributes, "pads": (0, 0)}
    yield onnx.node(CONVOLUTION, (f"{name}/tiles", *each.inputs[1:]), (f"{name}/convolved",), **attributes)
    yield from _join(each, shape, name)


def _pads(each: Node, shape: Sequence[int], name: str) -> Iterator[bytes]:
    """How many frames stand before the first and after the last: those of the convolution, then a whole tile that the last one looks into."""
    before = _numbers(each, "pads", 0)[0]
    yield _constant(f"{name}/before", (0, 0, before, 0, 0), prefix="")
    yield onnx.node("Shape", each.inputs[:1], (f"{name}/frames",), start=2, end=3)
    steps = (
        ("Add", (f"{name}/frames", _shared("below"))),
        ("Div", (f"{name}/0", _shared("tile"))),
        ("Add", (f"{name}/1", _shared("one"))),
        ("Mul", (f"{name}/2", _shared("tile"))),
        ("Sub", (f"{name}/3", f"{name}/frames")),
        ("Sub", (f"{name}/4", f"{name}/left")),
    )
    yield _constant(f"{name}/left", (before,), prefix="")
    for number, (operator, inputs) in enumerate(steps):
        yield onnx.node(operator, inputs, (f"{name}/{number}",))
    yield onnx.node("Concat", (f"{name}/before", f"{name}/5"), (f"{name}/pads",), axis=0)


def _cut(each: Node, shape: Sequence[int], name: str) -> Iterator[bytes]:
    """Tiles as a batch, each with the first frames of the next one behind it."""
    yield onnx.node("Pad", (each.inputs[0], f"{name}/pads", each.inputs[2]), (f"{name}/padded",))
    yield _constant(f"{name}/rows", (shape[1], -1, _TILE), prefix="")
    yield onnx.node("Reshape", (f"{name}/padded", f"{name}/rows"), (f"{name}/cut",))
    yield onnx.node("Transpose", (f"{name}/cut",), (f"{name}/batch",), perm=(1, 0, 2))
    yield onnx.node(
        "Slice", (f"{name}/batch", _shared("zero"), _shared("last"), _shared("zero")), (f"{name}/own",)
    )
    yield _constant(f"{name}/from", (1, 0), prefix="")
    yield _constant(f"{name}/to", (2**31 - 1, _reach(each, shape)), prefix="")
    yield _constant(f"{name}/axes", (0, 2), prefix="")
    ranges = (f"{name}/from", f"{name}/to", f"{name}/axes")
    yield onnx.node("Slice", (f"{name}/batch", *ranges), (f"{name}/next",))
    yield onnx.node("Concat", (f"{name}/own", f"{name}/next"), (f"{name}/tiles",), axis=2)


def _join(each: Node, shape: Sequence[int], name: str) -> Iterator[bytes]:
    yield onnx.node("Transpose", (f"{name}/convolved",), (f"{name}/turned",), perm=(1, 0, 2))
    yield _constant(f"{name}/whole", (1, shape[0], -1), prefix="")
    yield onnx.node("Reshape", (f"{name}/turned", f"{name}/whole"), (f"{name}/joined",))
    ranges = (_shared("zero"), f"{name}/frames", _shared("two"))
    yield onnx.node("Slice", (f"{name}/joined", *ranges), each.outputs)


def _reach(each: Node, shape: Sequence[int]) -> int:
    """Frames that a window spans beside its own."""
    return _numbers(each, "dilations", 1)[0] * (shape[2] - 1)


def _numbers(each: Node, name: str, *otherwise: int) -> Sequence[int]:
    """An attribute that is a list of whole numbers."""
    numbers = each.attributes.get(name, otherwise)
    return otherwise if isinstance(numbers, int | str) else numbers


def _shared(name: str) -> str:
    return _PREFIX + name


def _constant(name: str, numbers: Sequence[int], prefix: str = _PREFIX) -> bytes:
    content = b"".join(number.to_bytes(8, "little", signed=True) for number in numbers)
    return onnx.tensor(prefix + name, onnx.INT64, (len(numbers),), content)
