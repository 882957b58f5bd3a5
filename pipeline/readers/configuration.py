"""What reading goes by."""

from dataclasses import dataclass, field
from pathlib import Path

from pipeline.config.folders import store_folder


@dataclass(frozen=True, slots=True)
class ReadingConfiguration:
    """How an article is read, and what may be fetched for it."""

    lang: str = ""
    """The article's language; else found from the article."""
    headings: str = "auto"
    """Which lines of a plain text are headings: `auto`, `none`, or their numbers with commas between them."""
    drafts: bool = False
    """Read an article too whose front matter says that it is a draft."""
    fetch_pictures: bool = False
    """Fetch the pictures that an article shows from the web."""
    refetch: bool = False
    """Fetch again what was fetched before."""
    allow_local: bool = False
    """Fetch an article from this machine and its own network too."""
    offline: bool = False
    """Open no connection; what was fetched before is read."""
    store: Path = field(default_factory=store_folder)
    """Folder of the store, where what was fetched is kept."""
