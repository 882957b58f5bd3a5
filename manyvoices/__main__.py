"""`manyvoices`, where it is installed, and `python -m manyvoices`."""

from manyvoices.paths import find_modules


def main() -> None:
    """Run the command line."""
    find_modules()
    import cli

    cli.main()


if __name__ == "__main__":
    main()
