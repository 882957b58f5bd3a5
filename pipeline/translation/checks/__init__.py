"""What is wrong or doubtful in a translation: each finding a numbered `Notice`.

`faults` looks at one sentence and says why an engine's answer cannot be used at all; `findings` looks at a whole
article. Both are pure. The numbers are in `codes`.
"""

from collections.abc import Sequence

from pipeline.document.notices import Notice
from pipeline.languages import Language
from pipeline.translation.checks.codes import MEANINGS, Code, notice
from pipeline.translation.checks.earlier import doubts, error_text, fault, has_letters, in_script
from pipeline.translation.checks.pair import Pair
from pipeline.translation.glossary import NO_TERMS, Glossary

__all__ = [
    "MEANINGS", "Code", "Pair", "doubts", "error_text", "fault", "faults", "findings", "has_letters", "in_script",
]  # fmt: skip


def faults(
    pair: Pair, source: Language, target: Language, glossary: Glossary = NO_TERMS
) -> tuple[Notice, ...]:
    """Why this answer of an engine cannot be used: ask again, or another engine. Empty when it can.

    All of level ERROR, the gravest first. They are among what `findings` says of the same pair.
    """
    words = fault(pair.source, pair.target, target, source.script)
    if words is None:
        return ()
    return (notice(Code.EMPTY, f"{target.tag} {pair.id}", words, pair.target or ""),)


def findings(
    pairs: Sequence[Pair], source: Language, target: Language, glossary: Glossary = NO_TERMS
) -> tuple[Notice, ...]:
    """All that is wrong or doubtful in the translation of an article, whose sentences `pairs` are in reading order.

    Those of level ERROR stop the edition unless a person accepts them.
    """
    return tuple(found for pair in pairs for found in faults(pair, source, target, glossary))
