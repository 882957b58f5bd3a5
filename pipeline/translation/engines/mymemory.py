"""MyMemory through deep-translator; only for those who name it."""

import html
from collections.abc import Sequence
from typing import Any

from pipeline.errors import AnswerUnusable, ModelMissing
from pipeline.languages import codes, find
from pipeline.translation.configuration import TranslationConfiguration
from pipeline.translation.engines.deep import ask_service, library_version, silence_addresses
from pipeline.translation.engines.punctuation import repair

_MOST_BYTES = 499
"""The service takes 500 bytes, the library fewer than 500 characters."""


class MyMemoryTranslator:
    """Sends each sentence to MyMemory.

    It is a memory of what others translated. When it knows nothing better it answers with the translation of a
    sentence that is only similar; such an answer is not taken.
    """

    name = "mymemory"
    private = False

    def __init__(self, configuration: TranslationConfiguration) -> None:
        del configuration
        self.version = library_version()
        silence_addresses()

    def fits(self, texts: Sequence[str]) -> bool:
        """Whether so much may be asked at once."""
        return len(texts) == 1 and len(texts[0].encode()) <= _MOST_BYTES

    def translate(self, texts: Sequence[str], source: str, target: str) -> Sequence[str]:
        """`texts`, one request each."""
        return [self._one(text, source, target) for text in texts]

    def _one(self, text: str, source: str, target: str) -> str:
        answers: list[Any] = []

        def ask() -> object:
            answers.extend(_library(source, target).translate(text, return_all=True))
            return answers[0] if answers else None

        words = html.unescape(ask_service(self.name, text, ask))
        matches = [match for match in answers[1:] if isinstance(match, dict)]
        if matches and not any(_is_of(match, text, words) for match in matches):
            raise AnswerUnusable("mymemory knows only the translation of another sentence.")
        return repair(words, find(target).script)


def _library(source: str, target: str) -> Any:
    """An instance for each request; by https, where the library would let everybody read along."""
    import deep_translator

    translator = deep_translator.MyMemoryTranslator(_code(source), _code(target))
    translator._base_url = translator._base_url.replace("http://api.", "https://api.")
    return translator


def _is_of(match: dict[str, Any], text: str, words: str) -> bool:
    same = html.unescape(str(match.get("translation", ""))).strip() == words.strip()
    return same and _even(html.unescape(str(match.get("segment", "")))) == _even(text)


def _even(text: str) -> str:
    return " ".join(text.split()).casefold()


def _code(tag: str) -> str:
    """MyMemory's code: the language with a country."""
    from deep_translator.constants import MY_MEMORY_LANGUAGES_TO_CODES

    known = list(MY_MEMORY_LANGUAGES_TO_CODES.values())
    wanted = next(iter(codes(tag, "mymemory")), tag)
    for code in known:
        if code == wanted or code.partition("-")[0] == wanted:
            return str(code)
    raise ModelMissing(
        f"mymemory does not know {find(tag).name}.", "Name another translator with --translator."
    )
