"""Google Translate through deep-translator; only for those who name it."""

from collections.abc import Sequence
from urllib.parse import urlencode
from zlib import crc32

from pipeline.errors import AnswerUnusable
from pipeline.languages import codes
from pipeline.translation.configuration import TranslationConfiguration
from pipeline.translation.engines.deep import ask_service, library_version, silence_addresses

_MOST_CHARACTERS = 4_900
"""The library refuses 5,000."""
_MOST_BYTES = 7_000
"""Of the text in an address; the server refuses addresses of some 8,000."""


class GoogleTranslator:
    """Sends the text to Google, in one request a question.

    A last line holds a number made from the text. An answer that does not end with it was cut off, or belongs to
    another text, and is not taken.
    """

    name = "google"
    private = False

    def __init__(self, configuration: TranslationConfiguration) -> None:
        del configuration
        self.version = library_version()
        silence_addresses()

    def fits(self, texts: Sequence[str]) -> bool:
        """Whether so much may be asked at once."""
        whole = _question(texts)
        return len(whole) <= _MOST_CHARACTERS and len(urlencode({"q": whole})) <= _MOST_BYTES

    def translate(self, texts: Sequence[str], source: str, target: str) -> Sequence[str]:
        """`texts` in one request."""
        import deep_translator

        question = _question(texts)
        answer = ask_service(
            self.name,
            question,
            # An instance for each: a shared one mixes up the texts of several threads.
            lambda: deep_translator.GoogleTranslator(_code(source), _code(target)).translate(question),
        )
        *lines, witness = [line.strip() for line in answer.splitlines()]
        if _number(witness) != _witness(texts):
            raise AnswerUnusable("google's answer is cut off, or belongs to another text.")
        if len(lines) != len(texts) or not all(lines):
            raise AnswerUnusable(f"google gave {len(lines)} lines for {len(texts)}.")
        return lines


def _question(texts: Sequence[str]) -> str:
    """One line a text, and the witness; white space would get lost or make lines of its own."""
    return "\n".join([*(" ".join(text.split()) for text in texts), str(_witness(texts))])


def _witness(texts: Sequence[str]) -> int:
    """Four digits: no year of our time, and no language writes them with a sign between thousands."""
    return 3000 + crc32("\n".join(texts).encode()) % 7000


def _number(line: str) -> int | None:
    digits = "".join(filter(str.isalnum, line))
    return int(digits) if digits.isdecimal() and len(digits) == 4 else None


def _code(tag: str) -> str:
    return next(iter(codes(tag, "google")), tag.partition("-")[0])
