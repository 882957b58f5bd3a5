"""ONNX files as their bytes say it: protocol buffers, read and written without a package for either.

Field numbers are those of onnx.proto, types and attributes those of its enumerations. What is not understood is carried along as it is.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

GRAPH = 7
"""Field of a model that holds its graph."""
NODE, INITIALIZER, INPUT, OUTPUT = 1, 5, 11, 12
"""Fields of a graph."""
FLOAT, UINT8, INT8, INT32, INT64 = 1, 2, 3, 6, 7
"""Types of elements."""

Attribute = int | str | Sequence[int]

_INT, _STRING, _INTS = 2, 3, 7
_VARINT, _EIGHT, _BYTES, _FOUR = 0, 1, 2, 5
_EXTERNAL = 1


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a message: its number, its bytes without tag and length, and all of its bytes."""

    number: int
    value: memoryview
    whole: memoryview


@dataclass(frozen=True, slots=True)
class Node:
    """One operation, by the names of what goes in and comes out; `whole` is the field that holds it."""

    operator: str
    inputs: tuple[str, ...]
    outputs: tuple[str, ...]
    attributes: dict[str, Attribute]
    """Those that are whole numbers, lists of them, or texts."""
    whole: memoryview = field(repr=False)


@dataclass(frozen=True, slots=True)
class Tensor:
    """A constant. `content` is empty where its numbers are kept otherwise than as bytes."""

    name: str
    kind: int
    shape: tuple[int, ...]
    content: memoryview = field(repr=False)
    whole: memoryview = field(repr=False)


def fields(message: memoryview) -> Iterator[Field]:
    """The fields of a message in their order. Raises `ValueError` for bytes that are none."""
    place = 0
    while place < len(message):
        begin = place
        tag, place = _varint(message, place)
        size, place = _extent(message, place, tag & 7)
        if place + size > len(message):
            raise ValueError("a message ends within a field")
        yield Field(tag >> 3, message[place : place + size], message[begin : place + size])
        place += size


def read_node(described: Field) -> Node:
    """What a field `NODE` says. Raises `ValueError`."""
    parts = list(fields(described.value))
    inputs, outputs, operator = (
        tuple(_text(part.value) for part in parts if part.number == number) for number in (1, 2, 4)
    )
    attributes = dict(each for part in parts if part.number == 5 for each in _attribute(part.value))
    return Node("".join(operator), inputs, outputs, attributes, described.whole)


def read_tensor(described: Field) -> Tensor:
    """What a field `INITIALIZER` says. Raises `ValueError`."""
    parts = list(fields(described.value))
    shape = tuple(number for part in parts if part.number == 1 for number in _numbers(part))
    kind = sum(_varint(part.value, 0)[0] for part in parts if part.number == 2)
    name = "".join(_text(part.value) for part in parts if part.number == 8)
    content = next((part.value for part in parts if part.number == 9), memoryview(b""))
    return Tensor(name, kind, shape, content, described.whole)


def message(number: int, *parts: bytes | memoryview | str) -> bytes:
    """A field with a message, a text or bytes in it."""
    content = b"".join(part.encode() if isinstance(part, str) else part for part in parts)
    return _as_varint(number << 3 | _BYTES) + _as_varint(len(content)) + content


def integer(number: int, value: int) -> bytes:
    """A field with a whole number."""
    return _as_varint(number << 3) + _as_varint(value % 2**64)


def node(operator: str, inputs: Iterable[str], outputs: Iterable[str], **attributes: Attribute) -> bytes:
    """A field `NODE`."""
    return message(
        NODE,
        *(message(1, name) for name in inputs),
        *(message(2, name) for name in outputs),
        message(4, operator),
        *(_as_attribute(name, value) for name, value in attributes.items()),
    )


def tensor(name: str, kind: int, shape: Sequence[int], content: bytes | memoryview) -> bytes:
    """A field `INITIALIZER` with its numbers in it, least significant byte first."""
    return message(INITIALIZER, *_head(name, kind, shape), message(9, content))


def external_tensor(tensor: Tensor, file: str, offset: int) -> bytes:
    """A field `INITIALIZER` whose numbers lie in another file of the same folder, where they can be mapped."""
    entries = {"location": file, "offset": str(offset), "length": str(len(tensor.content))}
    places = (message(13, message(1, key), message(2, value)) for key, value in entries.items())
    return message(
        INITIALIZER, *_head(tensor.name, tensor.kind, tensor.shape), *places, integer(14, _EXTERNAL)
    )


def value(number: int, name: str, kind: int, shape: Sequence[int | str]) -> bytes:
    """A field `INPUT` or `OUTPUT`; a dimension that is not known has a name."""
    sizes = (message(1, message(2, size) if isinstance(size, str) else integer(1, size)) for size in shape)
    return message(number, message(1, name), message(2, message(1, integer(1, kind), message(2, *sizes))))


def model(*parts: bytes, version: int = 18) -> bytes:
    """A model of a graph with the fields `parts`, by a version of ONNX's operators."""
    return (
        integer(1, 9)
        + message(GRAPH, *parts, message(2, "graph"))
        + message(8, message(1, ""), integer(2, version))
    )


def _head(name: str, kind: int, shape: Sequence[int]) -> tuple[bytes, ...]:
    return (*(integer(1, size) for size in shape), integer(2, kind), message(8, name))


def _as_attribute(name: str, value: Attribute) -> bytes:
    if isinstance(value, int):
        return message(5, message(1, name), integer(3, value), integer(20, _INT))
    if isinstance(value, str):
        return message(5, message(1, name), message(4, value), integer(20, _STRING))
    return message(5, message(1, name), *(integer(8, each) for each in value), integer(20, _INTS))


def _attribute(content: memoryview) -> Iterator[tuple[str, Attribute]]:
    """The attribute with its name, if it is of a kind that is read."""
    parts = list(fields(content))
    name = next((_text(part.value) for part in parts if part.number == 1), "")
    kind = sum(number for part in parts if part.number == 20 for number in _numbers(part))
    if kind == _INT:
        yield name, sum(number for part in parts if part.number == 3 for number in _numbers(part))
    elif kind == _STRING:
        yield name, "".join(_text(part.value) for part in parts if part.number == 4)
    elif kind == _INTS:
        yield name, tuple(number for part in parts if part.number == 8 for number in _numbers(part))


def _numbers(part: Field) -> Iterator[int]:
    """Whole numbers of a field, one or packed."""
    place = 0
    while place < len(part.value):
        number, place = _varint(part.value, place)
        yield number - 2**64 if number >= 2**63 else number


def _text(content: memoryview) -> str:
    return str(content, "utf-8")


def _extent(message: memoryview, place: int, kind: int) -> tuple[int, int]:
    """The size of a field's content, and where it begins."""
    if kind == _BYTES:
        return _varint(message, place)
    if kind == _VARINT:
        return _varint(message, place)[1] - place, place
    if kind in (_EIGHT, _FOUR):
        return 8 if kind == _EIGHT else 4, place
    raise ValueError(f"a field of the unknown kind {kind}")


def _varint(message: memoryview, place: int) -> tuple[int, int]:
    """A number and the place behind it."""
    number = 0
    for shift, byte in enumerate(message[place : place + 10]):
        number |= (byte & 127) << 7 * shift
        if byte < 128:
            return number, place + shift + 1
    raise ValueError("a message ends within a number")


def _as_varint(number: int) -> bytes:
    low, rest = number & 127, number >> 7
    return bytes([low]) if not rest else bytes([low | 128]) + _as_varint(rest)
