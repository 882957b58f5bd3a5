"""Microsoft's translator, asked by a small client of our own.

deep-translator's is not used: it opens a connection when it is made, without a time limit, sends the key on to
wherever it is redirected, and falls over its own feet when there is no connection.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any
from urllib.parse import urlencode

from pipeline.errors import AnswerUnusable
from pipeline.infra.http.endpoint import server
from pipeline.languages import codes
from pipeline.translation.configuration import TranslationConfiguration

_MOST_CHARACTERS = 10_000
"""The service takes 50,000 in 1,000 texts; less is lost with a smaller question."""


class MicrosoftTranslator:
    """Asks the service of [microsoft] in publish.toml."""

    name = "microsoft"
    version = "3.0"
    """Of the service's interface."""

    def __init__(self, configuration: TranslationConfiguration) -> None:
        options = configuration.microsoft
        asked = server(
            "microsoft",
            options.base_url,
            options.key_variable,
            options.timeout_s,
            offline=configuration.offline,
        )
        region = (("Ocp-Apim-Subscription-Region", options.region),) if options.region else ()
        self._server = replace(asked, key_header=("Ocp-Apim-Subscription-Key", ""), headers=region)
        self.private = self._server.private

    def fits(self, texts: Sequence[str]) -> bool:
        """Whether so much may be asked at once."""
        return sum(map(len, texts)) <= _MOST_CHARACTERS

    def translate(self, texts: Sequence[str], source: str, target: str) -> Sequence[str]:
        """`texts` in one question."""
        pair = {"from": _code(source), "to": _code(target)}
        query = urlencode({"api-version": self.version, **pair})
        answer = self._server.post(f"/translate?{query}", [{"text": text} for text in texts])
        words = [_words(each, pair["to"]) for each in answer] if isinstance(answer, list) else []
        if len(words) != len(texts):
            raise AnswerUnusable(f"microsoft gave {len(words)} translations for {len(texts)} sentences.")
        return words


def _code(tag: str) -> str:
    return next(iter(codes(tag, "microsoft")), tag)


def _words(entry: Any, target: str) -> str:
    try:
        [translation] = entry["translations"]
        words, language = translation["text"], translation["to"]
    except (KeyError, TypeError, ValueError):
        raise AnswerUnusable("microsoft gave an answer of another form.") from None
    if not isinstance(words, str) or str(language).lower() != target.lower():
        raise AnswerUnusable("microsoft gave an answer in another language, or none.")
    return words
