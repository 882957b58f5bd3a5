"""The terms that a run names, that stand beside the article, or that all share by the memory."""

from pathlib import Path

from pipeline.translation.memory import Memory
from pipeline.translation.termbase import Termbase, beside, parse_termbase, read_termbase


def terms_for(article: Path, named: str, memory: Memory) -> Termbase:
    """The project's terms for the article at `article`: those of the file `named`, else those beside it, else those that
    the `memory` keeps.

    Raises `GlossaryError` when they cannot be used.
    """
    if path := Path(named).expanduser() if named else beside(article):
        return read_termbase(path)
    shared = memory.glossary()
    return parse_termbase(shared.content, shared.name) if shared else Termbase()
