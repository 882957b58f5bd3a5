"""The terms that a run's settings name, or that stand beside the article."""

from pathlib import Path

from pipeline.config.settings import Settings
from pipeline.translation.termbase import Termbase, beside, read_termbase


def terms_for(article: Path, settings: Settings) -> Termbase:
    """The project's terms for the article at `article`; raises `GlossaryError` when they cannot be used."""
    path = Path(settings.glossary).expanduser() if settings.glossary else beside(article)
    return read_termbase(path) if path else Termbase()
