"""Where this project's modules are: beside this file when a wheel put them here, else in the checkout."""

import sys
from pathlib import Path


def find_modules() -> None:
    """Let this process find `cli` and `pipeline`."""
    here = Path(__file__).parent
    if (here / "pipeline").is_dir() and str(here) not in sys.path:
        sys.path.insert(0, str(here))
