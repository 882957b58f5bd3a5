"""The digest of a value that flows: the same value gives the same digest in every run."""

import hashlib
import json
from dataclasses import fields, is_dataclass


def digest(value: object) -> str:
    """sha256, hexadecimal, of frozen dataclasses, tuples, mappings, sets of texts, texts, numbers and bytes.

    A field that does not count when two values are compared does not count here.
    """
    said = json.dumps(_plain(value), ensure_ascii=False)
    return hashlib.sha256(said.encode("utf-8", "surrogatepass")).hexdigest()  # a path may be no Unicode


def _plain(value: object) -> object:
    if value is None or isinstance(value, (str, int, float)):
        return value
    if (counting := _counting(type(value))) is not None:
        return [type(value).__name__, *(_plain(getattr(value, name)) for name in counting)]
    if isinstance(value, bytes):
        return ["bytes", hashlib.sha256(value).hexdigest()]
    if isinstance(value, (tuple, list)):
        return [_plain(item) for item in value]
    if isinstance(value, frozenset):
        return ["set", *sorted(value)]
    if isinstance(value, dict):
        return [[_plain(name), _plain(value[name])] for name in sorted(value)]
    return value


def _counting(kind: type) -> tuple[str, ...] | None:
    """The fields of a dataclass that count; None of any other type."""
    if kind not in _known:
        named = tuple(field.name for field in fields(kind) if field.compare) if is_dataclass(kind) else None
        _known[kind] = named
    return _known[kind]


_known: dict[type, tuple[str, ...] | None] = {}
