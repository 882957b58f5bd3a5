"""A chat server that speaks as OpenAI's does: llama.cpp, Ollama, vLLM, or one far away.

Sentences go as numbered lines with the article's title, what stood before and the glossary terms that occur.
The answer is JSON by a schema, or numbered lines from a server that refuses schemas. An answer that is not exactly
what was asked for is never taken.
"""

from collections.abc import Iterator, Mapping, Sequence
from hashlib import sha256
from typing import Any

from pipeline.config.registry import Context
from pipeline.config.tables import Chat
from pipeline.errors import AnswerUnusable
from pipeline.infra.http.endpoint import Unsuited, server
from pipeline.translation.configuration import TranslationConfiguration
from pipeline.translation.engines.chat_answers import in_json, in_lines
from pipeline.translation.engines.prompt import prompt, template_for

_MOST_CHARACTERS = 2_500
"""Of the sentences in one question: with the prompt and the answer they fill most of 4,096 tokens."""
_WARMER = 0.3
"""Added to the temperature each time the same sentences are asked for again."""
_TOKENS_A_CHARACTER = 3
_TOKENS_MORE = 300

Form = tuple[bool, bool]
"""Of a question: with a schema, and with what only some servers know."""


class ChatTranslator:
    """Asks the server of [chat] in publish.toml."""

    name = "chat"

    def __init__(self, configuration: TranslationConfiguration) -> None:
        options = configuration.chat
        self._server = server(
            "chat", options.base_url, options.key_variable, options.timeout_s, offline=configuration.offline
        )
        self._options = options
        self._template = template_for(options)
        self._form: Form | None = None
        self.private = self._server.private
        self.version = f"{options.model or 'unnamed model'} {_digest(options, self._template)}"

    def fits(self, texts: Sequence[str]) -> bool:
        """Whether so much may be asked at once."""
        return sum(map(len, texts)) <= _MOST_CHARACTERS

    def translate(self, texts: Sequence[str], source: str, target: str) -> Sequence[str]:
        """`texts` without a context."""
        return self.translate_in(texts, source, target, Context())

    def translate_in(self, texts: Sequence[str], source: str, target: str, context: Context) -> Sequence[str]:
        """`texts`, of one article and in its order."""
        for form in self._forms():
            body = self._body(texts, source, target, context, form)
            try:
                answer = self._server.post("/chat/completions", body)
            except Unsuited:
                if form == self._form or form == (False, False):
                    raise
                continue
            self._form = form
            said = _content(answer)
            words = in_json(said, texts) if form[0] else in_lines(said, texts)
            self._server.keep_secret(*words)  # JSON in JSON may hide it
            return words
        raise AssertionError("the last form returns or raises")

    def _forms(self) -> Iterator[Form]:
        """The one that the server took before, else from the richest to the barest."""
        if self._form:
            yield self._form
            return
        for schema in (True, False) if self._options.schema else (False,):
            yield from ((schema, True), (schema, False))

    def _body(
        self, texts: Sequence[str], source: str, target: str, context: Context, form: Form
    ) -> Mapping[str, Any]:
        schema, more = form
        words = prompt(self._template, texts, source, target, context, as_json=schema)
        body: dict[str, Any] = {"messages": [{"role": "user", "content": words}], "stream": False}
        if self._options.model:
            body["model"] = self._options.model
        if schema:
            body["response_format"] = _schema(len(texts))
        if more:
            body |= {
                "temperature": round(self._options.temperature + _WARMER * context.attempt, 2),
                "max_tokens": min(
                    self._options.most_tokens, _TOKENS_MORE + _TOKENS_A_CHARACTER * sum(map(len, texts))
                ),
                # Thinking off: llama.cpp and vLLM hand this to the model's own template.
                "chat_template_kwargs": {"enable_thinking": False},
            }
        return body


def _schema(count: int) -> Mapping[str, Any]:
    numbers = [str(number) for number in range(1, count + 1)]
    return {
        "type": "json_schema",
        "json_schema": {
            "name": "translations",
            "strict": True,
            "schema": {
                "type": "object",
                "properties": {number: {"type": "string"} for number in numbers},
                "required": numbers,
                "additionalProperties": False,
            },
        },
    }


def _content(answer: Any) -> str:
    """What the model said, when it said all of it."""
    try:
        [choice, *_] = answer["choices"]
        said, ended = choice["message"]["content"], choice["finish_reason"]
    except (KeyError, TypeError, ValueError):
        raise AnswerUnusable("chat gave an answer of another form than OpenAI's.") from None
    if ended != "stop":
        raise AnswerUnusable("chat did not finish its answer.")
    if not isinstance(said, str):
        raise AnswerUnusable("chat gave an answer without words.")
    return said


def _digest(options: Chat, template: str) -> str:
    """Of what changes the words beside the model; one without a name is known by its server."""
    where = () if options.model else (options.base_url,)
    return sha256(repr((template, options.schema, options.temperature, *where)).encode()).hexdigest()[:6]
