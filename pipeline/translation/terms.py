"""The terms that a run names, or that stand beside the article."""

from pathlib import Path

from pipeline.translation.termbase import Termbase, beside, read_termbase


def terms_for(article: Path, named: str = "") -> Termbase:
    """The project's terms for the article at `article`: those of the file `named`, else those beside it.

    Raises `GlossaryError` when they cannot be used.
    """
    path = Path(named).expanduser() if named else beside(article)
    return read_termbase(path) if path else Termbase()
