"""Files of installed packages that are read as data; none of the packages' own code runs."""

from importlib.util import find_spec
from pathlib import Path


def package_text(package: str, name: str) -> str:
    """The text of the file `name` in the installed `package`. Raises `ModuleNotFoundError` when it is not installed."""
    return package_file(package, name).read_text("utf-8")


def package_file(package: str, name: str) -> Path:
    """Where the file `name` of the installed `package` lies. Raises as `package_text`."""
    spec = find_spec(package)
    if spec is None or not spec.submodule_search_locations:
        raise ModuleNotFoundError(f"No module named {package!r}", name=package)
    return Path(spec.submodule_search_locations[0], name)
