"""A LibreTranslate server, asked by a small client of our own."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from threading import Lock
from typing import Any

from pipeline.errors import AnswerUnusable, ModelMissing
from pipeline.infra.http.endpoint import server
from pipeline.languages import codes, find
from pipeline.translation.configuration import TranslationConfiguration
from pipeline.translation.engines.punctuation import repair

_MOST_CHARACTERS = 2_000
"""Public servers refuse more in one question."""


class LibreTranslator:
    """Asks the server of [libretranslate] in publish.toml."""

    name = "libretranslate"
    version = "1"
    """Of this client; a server does not say which models it has."""

    def __init__(self, configuration: TranslationConfiguration) -> None:
        options = configuration.libretranslate
        asked = server(
            "libretranslate",
            options.base_url,
            options.key_variable,
            options.timeout_s,
            offline=configuration.offline,
        )
        self._server = replace(asked, key_header=("", ""))  # the key stands in the body
        self.private = self._server.private
        self._targets: Mapping[str, Sequence[str]] | None = None
        self._lock = Lock()

    def fits(self, texts: Sequence[str]) -> bool:
        """Whether so much may be asked at once."""
        return sum(map(len, texts)) <= _MOST_CHARACTERS

    def translate(self, texts: Sequence[str], source: str, target: str) -> Sequence[str]:
        """`texts` in one question; sentence marks are those of the target language."""
        one, other = self._pair(source, target)
        question: dict[str, Any] = {"q": list(texts), "source": one, "target": other, "format": "text"}
        if self._server.key:
            question["api_key"] = self._server.key
        answer = self._server.post("/translate", question)
        words = answer.get("translatedText") if isinstance(answer, dict) else None
        if not isinstance(words, list) or not all(isinstance(each, str) for each in words):
            raise AnswerUnusable("libretranslate gave an answer of another form.")
        if len(words) != len(texts):
            raise AnswerUnusable(f"libretranslate gave {len(words)} translations for {len(texts)} sentences.")
        return [repair(each, find(target).script) for each in words]

    def _pair(self, source: str, target: str) -> tuple[str, str]:
        """The server's codes for two languages."""
        with self._lock:
            if self._targets is None:
                self._targets = _targets(self._server.get("/languages"))
        for one in _codes(source):
            for other in _codes(target):
                if other in self._targets.get(one, ()):
                    return one, other
        raise ModelMissing(
            f"The server of [libretranslate] does not translate from {find(source).name} to {find(target).name}.",
            "Name another translator with --translator, or put a reviewed translation beside the article.",
        )


def _codes(tag: str) -> Sequence[str]:
    """What servers call a language, the closest first. Their `zh` writes Simplified characters."""
    return codes(tag, "libretranslate") or tuple(dict.fromkeys((tag, tag.partition("-")[0])))


def _targets(listed: Any) -> Mapping[str, Sequence[str]]:
    """By source language, the targets; older servers name none, and translate into all they know."""
    try:
        every = [str(each["code"]) for each in listed]
        return {str(each["code"]): [*each.get("targets", every)] for each in listed}
    except (KeyError, TypeError, AttributeError):
        raise AnswerUnusable("libretranslate gave a list of languages of another form.") from None
