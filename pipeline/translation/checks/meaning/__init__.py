"""Whether a translation means what its source says, as far as words can tell: countries, negations, units, names …

Each kind is a module; the words are tables by language beside it. Where a language has no table, nothing is said.
"""

from pipeline.translation.checks.meaning.compare import compare_meaning

__all__ = ["compare_meaning"]
