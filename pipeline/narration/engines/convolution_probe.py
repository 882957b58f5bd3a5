"""Whether this processor multiplies int8 activations with uint8 weights exactly.

Without instructions for it (VNNI) the kernel of ONNX Runtime adds products in pairs, in 16 bits, and what is larger is cut off. Weights up to
127, as Kokoro's are, never reach that: 2 · 127 · 128 < 2^15. Whether it holds here is tried and not looked up.
"""

from pipeline.narration.engines import onnx_wire as onnx

_CHANNELS, _WINDOW = 64, 3
_FILTERS = (1, 16)
"""One filter is a kernel of its own."""


def is_exact(weight: int) -> bool:
    """Whether sums of the largest products come out whole that there can be with weights up to `weight`. Loads ONNX Runtime."""
    products = _CHANNELS * _WINDOW * weight
    return all(
        _extremes(weight, filters, level) == {products * level}
        for filters in _FILTERS
        for level in (127, -128)
    )


def _extremes(weight: int, filters: int, level: int) -> set[int]:
    """What a convolution gives whose weights are all `weight` and whose activations are all `level`."""
    import numpy
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    session = onnxruntime.InferenceSession(
        _convolution(weight, filters), options, providers=["CPUExecutionProvider"]
    )
    activations = numpy.full((1, _CHANNELS, 40), level, numpy.int8)
    return set(session.run(None, {"activations": activations})[0].ravel().tolist())


def _convolution(weight: int, filters: int) -> bytes:
    shape = (filters, _CHANNELS, _WINDOW)
    weights = bytes([weight]) * (filters * _CHANNELS * _WINDOW)
    names = ("activations", "weights", "zero", "zero of weights")
    return onnx.model(
        onnx.node("ConvInteger", names, ("sums",), kernel_shape=(_WINDOW,)),
        onnx.tensor("weights", onnx.UINT8, shape, weights),
        onnx.tensor("zero", onnx.INT8, (), b"\0"),
        onnx.tensor("zero of weights", onnx.UINT8, (), b"\0"),
        onnx.value(onnx.INPUT, "activations", onnx.INT8, (1, _CHANNELS, "frames")),
        onnx.value(onnx.OUTPUT, "sums", onnx.INT32, (1, filters, "sums")),
    )
