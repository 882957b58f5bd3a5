"""One article in; for every language an edition that can be read, heard, and read while heard.

For other programs: `Settings`, `open_session`, `read`, `translate`, `narrate` and `write`; docs/api.md shows them at work.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pipeline.app.session import open_session
    from pipeline.app.stages import narrate, read, translate, write
    from pipeline.config.settings import Settings

__all__ = ["Settings", "narrate", "open_session", "read", "translate", "write"]

_WHERE = {"Settings": "pipeline.config.settings", "open_session": "pipeline.app.session"}


def __getattr__(name: str) -> Any:
    """What is asked for is loaded then: to import the package does no work."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_WHERE.get(name, "pipeline.app.stages")), name)
