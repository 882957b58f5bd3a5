"""Where things lie on a machine, where nobody says otherwise."""

from pathlib import Path

import platformdirs

_NAME = "manyvoices"


def store_folder() -> Path:
    """Of the content store: what is in it can be made anew."""
    return Path(platformdirs.user_cache_dir(_NAME))


def voices_folder() -> Path:
    """Of Kokoro's voices."""
    return Path(platformdirs.user_data_dir(_NAME)) / "voices"


def models_folder() -> Path:
    """Of translation models."""
    return Path(platformdirs.user_data_dir(_NAME)) / "models"


def memory_file() -> Path:
    """Of the translation memory; not in the store, because it holds what people wrote."""
    return Path(platformdirs.user_data_dir(_NAME)) / "memory.sqlite"
