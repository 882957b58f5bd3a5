"""Firefox's translation models, run on this machine by `fxtranslate`; the one door to that library."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, partial
from importlib.metadata import version
from typing import TYPE_CHECKING

from pipeline.document.events import Nobody, Progress
from pipeline.errors import EngineRefused, ModelMissing
from pipeline.infra.threads import Confined
from pipeline.languages import find
from pipeline.languages.sentences import split
from pipeline.translation.configuration import TranslationConfiguration
from pipeline.translation.engines.long_sentences import clauses, rejoin
from pipeline.translation.models import Model, Models, damage_error, find_model, route
from pipeline.translation.models.token_count import Pieces

if TYPE_CHECKING:
    from fxtranslate import Translator as Engine

_MOST_TOKENS = 80
"""Of a source: longer sentences are cut at clauses. The engine ends its output silently at 127 tokens, and
a translation may need half as many again as its source."""
_SUSPICIOUS = 120
"""An output of so many tokens was probably cut."""


class FirefoxTranslator:
    """Translates without the network, once a pair's model is here."""

    name = "firefox"
    private = True

    def __init__(self, configuration: TranslationConfiguration, most_loaded: int = 0) -> None:
        """With `most_loaded`, no more models are held in memory than that, the ones used last."""
        self.version = version("fxtranslate")
        self._most_loaded = most_loaded
        self._folder = configuration.models
        self._models = Models(configuration.models, configuration.offline)
        self._legs: dict[tuple[str, str], _Leg] = {}

    def prepare(self, source: str, target: str, progress: Progress) -> str:
        """Fetch what is missing, unless that is forbidden; the version of engine and models together."""
        models = [_sound(model) for model in self._route(source, target, progress)]
        return " ".join([self.version, *(model.digest() for model in models)])

    def translate(self, texts: Sequence[str], source: str, target: str) -> Sequence[str]:
        """Each sentence by itself; a pair without a model of its own goes by way of English."""
        answers = list(texts)
        for model in self._route(source, target, Nobody()):  # `prepare` told
            leg = self._leg(model)
            answers = [leg.translate(text) for text in answers]
        return answers

    def _route(self, source: str, target: str, progress: Progress) -> tuple[Model, ...]:
        return tuple(
            find_model(self._folder, *pair) or self._models.add(*pair, progress)
            for pair in route(self._folder, source, target)
        )

    def _leg(self, model: Model) -> "_Leg":
        pair = (model.source, model.target)
        leg = self._legs.pop(pair, None) or _Leg.load(model)
        if self._most_loaded and len(self._legs) >= self._most_loaded:
            del self._legs[next(iter(self._legs))]
        self._legs[pair] = leg
        return leg


@dataclass(frozen=True, slots=True)
class _Leg:
    """One loaded model."""

    engine: "Confined[Engine]"
    """The library holds it to be of one thread: used or dropped by another it fails."""
    source: Pieces
    target: Pieces
    language: str
    """Of the source."""
    spaced: bool
    """Whether the target language is written with spaces."""

    @classmethod
    def load(cls, model: Model) -> "_Leg":
        from fxtranslate import Translator

        one, other = _sound(model).source_vocabulary.read_bytes(), model.target_vocabulary.read_bytes()
        try:
            # Without a shortlist: the one of en-zh lacks characters the model wants.
            engine = Confined(partial(Translator, model.model.read_bytes(), one, other))
            return cls(engine, Pieces(one), Pieces(other), model.source, find(model.target).parted)
        except (ValueError, IndexError) as error:
            raise damage_error(model, error) from error
        except OSError as error:
            raise ModelMissing(
                f"The translation model in {model.model.parent} cannot be read: {error.strerror}.",
                "Check its permissions.",
            ) from error

    def translate(self, text: str, most: int = _MOST_TOKENS) -> str:
        """One sentence, whole; if it is several after all, one by one."""
        pieces = [
            piece
            for sentence in split(text, self.language)
            for piece in clauses(sentence, lambda piece: self._fits(self.source, piece, most))
        ]
        answers = [self._piece(piece.strip()) for piece in pieces]
        if most > 8 and not all(self._fits(self.target, words, _SUSPICIOUS) for words in answers):
            return self.translate(text, most // 2)
        return rejoin(pieces, answers, spaced=self.spaced)

    def _piece(self, text: str) -> str:
        try:
            return self.engine.call(lambda engine: engine.translate(text)).strip() if text else ""
        except ValueError as error:
            raise EngineRefused(
                f"The translation model refused a sentence: {error}.",
                "Write its translation into a reviewed file.",
            ) from error

    @staticmethod
    def _fits(vocabulary: Pieces, text: str, most: int) -> bool:
        return len(text.encode()) < most or vocabulary.count(text) <= most


@cache
def _sound(model: Model) -> Model:
    """`model`, if it can be loaded: loading a damaged one may end the process. Raises `ModelMissing`."""
    if reason := model.fault():
        raise damage_error(model, reason)
    return model
