"""Names in OpenDocument's mark-up without their namespaces: each is used in one alone where it matters here."""

from typing import Any


def local(element: Any) -> str:
    """An element's name; nothing for a comment or an instruction."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def named(element: Any, name: str) -> str:
    """What an element says in its attribute `name`, whatever the namespace."""
    return next((text for key, text in element.attrib.items() if key.rpartition("}")[2] == name), "")


def value(written: str, usual: str) -> str:
    """A number of at most six figures as it is written, else the `usual` one."""
    return written if written.isascii() and written.isdigit() and len(written) <= 6 else usual
