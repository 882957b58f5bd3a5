"""Google Translate through deep-translator, held in a strict adapter; the one door to that library.

What the library leaves to chance is settled here: every call has its own instance (a shared one mixes
texts up between threads) and a time limit (it has none); an error page, None or the wrong number of lines
is not taken for a translation; and its exceptions, which may quote the whole text, end here.
"""

from collections.abc import Callable, Sequence
from importlib.metadata import version
from queue import Empty, SimpleQueue
from threading import Thread
from time import sleep as wait
from urllib.parse import urlencode

from pipeline.errors import EngineBusy, EngineError, EngineRefused, ModelMissing, PublishError, SettingsError
from pipeline.jobs import retried
from pipeline.languages import find
from pipeline.settings import Settings
from pipeline.translation.checks import error_text
from pipeline.translation.engines.clauses import clauses, rejoined

_MOST_CHARACTERS = 4_900
"""The library refuses 5,000."""
_MOST_BYTES = 7_000
"""Of the text in an address; the server refuses addresses of some 8,000."""
_CODES = {"zh-Hans": "zh-CN", "zh-Hant": "zh-TW", "he": "iw"}


class GoogleTranslator:
    """Sends the text to Google; only for those who name it."""

    name = "google"
    private = False

    def __init__(
        self, settings: Settings, *, limit_s: float = 20.0, sleep: Callable[[float], None] = wait
    ) -> None:
        if settings.offline:
            raise SettingsError(
                "The translator google needs the network, and --offline forbids it.",
                "Leave one of the two out; `auto` translates on this machine.",
            )
        self.version = version("deep-translator")
        self._limit_s = limit_s
        self._sleep = sleep

    def translate(self, texts: Sequence[str], source: str, target: str) -> Sequence[str]:
        """`texts` in as few requests as the limits allow, white space at their ends kept."""
        made: list[str] = []
        for pack in _packs([text.strip() for text in texts]):
            made += self._pack(pack, _code(source), _code(target), spaced=find(target).spaced)
        return [_respaced(text, words) for text, words in zip(texts, made, strict=True)]

    def _pack(self, pack: Sequence[str], source: str, target: str, *, spaced: bool) -> Sequence[str]:
        if len(pack) > 1:
            lines = [line.strip() for line in self._ask("\n".join(pack), source, target).splitlines()]
            if len(lines) == len(pack) and all(lines):
                return lines
        return [self._one(text, source, target, spaced=spaced) for text in pack]

    def _one(self, text: str, source: str, target: str, *, spaced: bool) -> str:
        if not text:
            return text
        pieces = clauses(text, _fits)
        return rejoined(pieces, [self._ask(piece.strip(), source, target) for piece in pieces], spaced=spaced)

    def _ask(self, text: str, source: str, target: str) -> str:
        return retried(lambda: self._request(text, source, target), sleep=self._sleep)

    def _request(self, text: str, source: str, target: str) -> str:
        """One request in a thread of its own: nothing else ends a server that sends a byte now and then."""
        answer: SimpleQueue[str | PublishError] = SimpleQueue()
        Thread(target=lambda: answer.put(_answer(text, source, target)), daemon=True).start()
        try:
            outcome = answer.get(timeout=self._limit_s)
        except Empty:
            outcome = EngineBusy(f"Google did not answer within {self._limit_s:g} s.", _LATER)
        if isinstance(outcome, PublishError):
            raise outcome
        return outcome


_LATER = "Run the same command again later; what was translated is kept."
_ELSEWHERE = "Name another translator with --translator, or put a reviewed translation beside the article."


def _answer(text: str, source: str, target: str) -> str | PublishError:
    """What the library makes of `text`, or our error for whatever it raises."""
    import deep_translator
    import requests
    from deep_translator import exceptions as theirs

    try:
        words = deep_translator.GoogleTranslator(source=source, target=target).translate(text)
    except theirs.TooManyRequests:
        return EngineBusy("Google says that too many requests were made.", _LATER)
    except (theirs.RequestError, requests.RequestException) as error:
        return EngineBusy(f"Google could not be reached, or failed ({type(error).__name__}).", _LATER)
    except (theirs.LanguageNotSupportedException, theirs.InvalidSourceOrTargetLanguage):
        return ModelMissing(f"Google does not translate from {source} to {target}.", _ELSEWHERE)
    except Exception as error:  # noqa: BLE001 - its exceptions share no base, and may quote the text
        return EngineRefused(f"Google's answer could not be used ({type(error).__name__}).", _ELSEWHERE)
    return _judged(words)


def _judged(words: object) -> str | EngineError:
    if not isinstance(words, str) or not words.strip():
        return EngineRefused("Google gave no translation.", _ELSEWHERE)
    if error_text(words):
        return EngineBusy("Google answered with an error page.", _LATER)
    return words


def _packs(texts: Sequence[str]) -> Sequence[Sequence[str]]:
    """Neighbouring texts together, as long as their lines fit into one request."""
    packs: list[list[str]] = []
    for text in texts:
        if packs and all(map(str.strip, (*packs[-1], text))) and _fits("\n".join([*packs[-1], text])):
            packs[-1].append(text)
        else:
            packs.append([text])
    return packs


def _fits(text: str) -> bool:
    return len(text) <= _MOST_CHARACTERS and len(urlencode({"q": text})) <= _MOST_BYTES


def _code(tag: str) -> str:
    return _CODES.get(tag) or tag.partition("-")[0]


def _respaced(text: str, words: str) -> str:
    """`words` with the white space that stood around `text`."""
    begin, end = len(text) - len(text.lstrip()), len(text.rstrip())
    return text[:begin] + words + text[max(begin, end) :]
