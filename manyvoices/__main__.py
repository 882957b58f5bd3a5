"""`manyvoices`, where it is installed, and `python -m manyvoices`."""

import sys
from pathlib import Path


def main() -> None:
    """Run the command line. Its modules come from this folder when a wheel put them here, else from the checkout."""
    here = Path(__file__).parent
    if (here / "pipeline").is_dir():
        sys.path.insert(0, str(here))
    import cli

    cli.main()


if __name__ == "__main__":
    main()
