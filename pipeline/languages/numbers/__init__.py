"""How a language says amounts, for comparing them by value: one table a language, `<language>.toml`."""

from pipeline.languages.numbers.grammar import MEASURES, Grammar, Kind, Measure, Word, folded, grammar_of
from pipeline.languages.numbers.phrases import Phrase

__all__ = ["MEASURES", "Grammar", "Kind", "Measure", "Phrase", "Word", "folded", "grammar_of"]
