"""Languages written in letters: what all of them say alike, by semiotic class; what each has of its own it has in its folder."""

from pipeline.languages.normalization.alphabetic.grammar import in_words, rules

__all__ = ["in_words", "rules"]
