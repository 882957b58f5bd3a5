"""How a language says amounts, for comparing them by value: `numbers.toml` in the language's folder."""

from pipeline.languages.numbers.grammar import Grammar, Kind, Word, fold, grammar_of
from pipeline.languages.numbers.measure import MEASURES, Measure
from pipeline.languages.numbers.phrases import Phrase

__all__ = ["MEASURES", "Grammar", "Kind", "Measure", "Phrase", "Word", "fold", "grammar_of"]
