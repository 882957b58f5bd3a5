"""The front end of each language: its own, found in its folder, or eSpeak NG's."""

from collections.abc import Iterable, Mapping
from functools import cache
from importlib.util import find_spec
from types import ModuleType
from typing import Any

from pipeline.languages import folders, surrogates
from pipeline.languages.g2p import vocabulary
from pipeline.languages.language import find


def version(language: str) -> int | None:
    """Of the front end and spoken forms in which rules of ours take part; None where none do.

    Raised when a language's phonemes change, so that only its sentences are spoken anew. No digest of each sentence's
    phonemes: a run with nothing to speak would load every word list.
    """
    return _facts(language).get("version")


def available(language: str) -> bool:
    """Whether the packages for the language with the BCP 47 tag `language` are installed."""
    needed = _facts(language).get("needs", ())
    return all(find_spec(package) for package in ("phonemizer", "espeakng_loader", *needed))


def lacking(language: str) -> str:
    """The command that installs what the front end of `language` lacks and an extra brings; empty when nothing."""
    extra = _facts(language).get("extra", False) and not available(language)
    return f"pip install 'manyvoices[{find(language).base}]'" if extra else ""


def phonemes(text: str, language: str) -> str:
    """The phonemes of `text`, already in its spoken form, in the language with the BCP 47 tag `language`."""
    return vocabulary.nearest_signs(_say(surrogates.whole(text), language))


def unread(text: str, language: str) -> str:
    """The characters of `text` that the front end of `language` has no reading for, each once."""
    own = _own(language)
    found: Iterable[str] = (
        own.unread(surrogates.whole(text), find(language).tag) if own and hasattr(own, "unread") else ()
    )
    return "".join(dict.fromkeys(found))


def read(text: str, language: str) -> str:
    """`text` with what its front end says otherwise than it is written: Latin words in Hangul, no name twice."""
    own, text = _own(language), surrogates.whole(text)
    return str(own.read(text)) if own and hasattr(own, "read") else text


def _say(text: str, language: str) -> str:
    known, own = find(language), _own(language)
    if own:
        return str(own.phonemes(text, known.tag))
    from pipeline.languages.g2p import espeak

    return espeak.phonemes(text, known.base)


def _own(language: str) -> ModuleType | None:
    return folders.module(find(language).base, "g2p")


@cache
def _facts(language: str) -> Mapping[str, Any]:
    facts: Mapping[str, Any] = folders.table(find(language).tag, "language").get("g2p", {})
    return facts
