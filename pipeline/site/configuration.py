"""What the site goes by."""

from dataclasses import dataclass
from pathlib import Path

from pipeline.writers.configuration import FeedsConfiguration


@dataclass(frozen=True, slots=True)
class SiteConfiguration(FeedsConfiguration):
    """What its feeds go by, and where it lies."""

    output: Path = Path("output")
    """Folder of everything published."""
    replace: bool = False
    """Move aside what is in the way and not ours."""
    offline: bool = False
    """Open no connection."""
