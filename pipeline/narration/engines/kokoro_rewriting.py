"""Kokoro's graph rewritten to run faster, every sample equal to the bit.

Its convolutions take uint8 activations, for which ONNX Runtime has a slow kernel. Here value and zero point are both shifted by 128 and
taken as int8: each difference of value and zero point is the same, and so is every sum of products, which are whole numbers. An
exclusive or and a cast do it; quantising a second time from the floating-point numbers would keep those alive (225 MB more at 173 tokens).

Long convolutions are cut into tiles of time, the pictures of a batch, each with the frames beside it that its window reaches:
what one tile needs stays in the processor's cache, and a sentence needs less memory.

The constants go into a file of their own, at places that can be mapped, so that all processes share them.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from pipeline.narration.engines import onnx_wire as onnx
from pipeline.narration.engines.convolution_tiles import convolution, in_tiles, is_long, tile_constants
from pipeline.narration.engines.onnx_wire import Field, Node, Tensor

WEIGHTS = "weights.bin"
"""Name of the file of constants, which the graph looks for beside itself."""

LARGEST_WEIGHT = 127
"""Of convolutions that are rewritten: all of Kokoro's."""
_HALF = "manyvoices/half"
_SMALL = 4096
"""Bytes below which a constant stays in the graph."""
_PAGE = 4096
_QUANTIZER, _CONVOLUTION = "DynamicQuantizeLinear", "ConvInteger"


class NotRewritable(Exception):
    """The graph is not what was expected; it can only run as it is."""


@dataclass(frozen=True, slots=True)
class Rewritten:
    """The two files."""

    graph: bytes
    weights: bytes | bytearray


def rewrite(model: bytes) -> Rewritten:
    """`model` as the faster graph, the same bytes for the same model. Raises `NotRewritable`."""
    try:
        parts = list(onnx.fields(memoryview(model)))
        graph = next((part for part in parts if part.number == onnx.GRAPH), None)
        if graph is None:
            raise NotRewritable("it holds no graph")
        return _rewrite(parts, list(onnx.fields(graph.value)))
    except (ValueError, LookupError) as error:
        raise NotRewritable(str(error)) from error


def _rewrite(model: Sequence[Field], graph: Sequence[Field]) -> Rewritten:
    nodes = [onnx.read_node(part) for part in graph if part.number == onnx.NODE]
    read = (onnx.read_tensor(part) for part in graph if part.number == onnx.INITIALIZER)
    tensors = {tensor.name: tensor for tensor in read}
    quick = _quick_convolutions(nodes, tensors)
    if not quick:
        raise NotRewritable("none of its convolutions takes numbers that were quantized for it")
    weights = bytearray()
    parts = [part for each in nodes for part in _replace(each, quick, tensors)]
    parts += [onnx.tensor(_HALF, onnx.UINT8, (), b"\x80"), *tile_constants()]
    parts += [_keep(tensor, weights) for tensor in tensors.values()]
    parts += [part.whole for part in graph if part.number not in (onnx.NODE, onnx.INITIALIZER)]
    others = (part.whole for part in model if part.number != onnx.GRAPH)
    return Rewritten(b"".join((*others, onnx.message(onnx.GRAPH, *parts))), weights)


def _keep(tensor: Tensor, weights: bytearray) -> bytes | memoryview:
    """The field of a constant; a large one's numbers are appended to `weights`."""
    if len(tensor.content) < _SMALL:
        return tensor.whole
    weights += bytes(-len(weights) % _PAGE)
    offset = len(weights)
    weights += tensor.content
    return onnx.external_tensor(tensor, WEIGHTS, offset)


def _quick_convolutions(nodes: Sequence[Node], tensors: Mapping[str, Tensor]) -> dict[str, Node]:
    """By the name of what they give, the convolutions whose activations a quantizer gives, and whose weights are small."""
    quantized = {each.outputs[0]: each.outputs[2] for each in nodes if each.operator == _QUANTIZER}
    return {
        each.outputs[0]: each
        for each in nodes
        if each.operator == _CONVOLUTION
        and len(each.inputs) == 4
        and quantized.get(each.inputs[0]) == each.inputs[2]
        and (weights := tensors.get(each.inputs[1]))
        and _are_small(weights)
    }


def _are_small(weights: Tensor) -> bool:
    """Whether they are uint8 of seven bits, which no processor adds up wrongly."""
    import numpy

    if weights.kind != onnx.UINT8 or not weights.content:
        return False
    return bool(numpy.frombuffer(weights.content, numpy.uint8).max() <= LARGEST_WEIGHT)


def _replace(
    each: Node, quick: Mapping[str, Node], tensors: Mapping[str, Tensor]
) -> Iterator[bytes | memoryview]:
    """What stands in the place of a node."""
    if each.outputs[0] in quick:
        shape = tensors[each.inputs[1]].shape
        values, weights, zero, weights_zero = each.inputs
        signed = replace(each, inputs=(_signed(values), weights, _signed(zero), weights_zero))
        yield from in_tiles(signed, shape) if is_long(each, shape) else [convolution(signed)]
        return
    yield each.whole
    if any(each.outputs[0] == one.inputs[0] for one in quick.values()):
        yield from (part for name in each.outputs[::2] for part in _shift(name))


def _shift(name: str) -> tuple[bytes, bytes]:
    """`name`, uint8, less 128 as int8."""
    return (
        onnx.node("BitwiseXor", (name, _HALF), (f"{name}/shifted",)),
        onnx.node("Cast", (f"{name}/shifted",), (_signed(name),), to=onnx.INT8),
    )


def _signed(name: str) -> str:
    return f"{name}/signed"
