"""With --offline no process of a run opens a socket."""

import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent

FORBID = """
import os, sys

def refuse(event, arguments):
    if event.startswith("socket."):
        with open(os.environ["SOCKETS"], "a") as log:
            log.write(event + "\\n")
        raise PermissionError(event)

sys.addaudithook(refuse)
"""
"""Every Python process runs this first; a child process of another kind would have to be named by us."""


@pytest.fixture
def environment(environment_in: Callable[..., dict[str, str]], tmp_path: Path) -> Mapping[str, str]:
    (tmp_path / "hook").mkdir()
    (tmp_path / "hook" / "sitecustomize.py").write_text(FORBID)
    usual = dict.fromkeys(("translator", "speaker", "offline", "doubtful"))
    own = environment_in(tmp_path, jobs="2", **usual)
    return {**own, "PYTHONPATH": str(tmp_path / "hook"), "SOCKETS": str(tmp_path / "sockets")}


def sockets(environment: Mapping[str, str], *arguments: str | Path) -> tuple[int, str]:
    """How Python ended, and the socket calls of it and of its children."""
    done = subprocess.run(
        [sys.executable, *arguments], env=environment, capture_output=True, check=False, timeout=600
    )
    log = Path(environment["SOCKETS"])
    return done.returncode, log.read_text() if log.exists() else ""


def test_the_guard_sees_a_socket(environment: Mapping[str, str]) -> None:
    code, seen = sockets(environment, "-c", "import socket; socket.socket()")
    assert code != 0
    assert "socket.__new__" in seen


@pytest.mark.slow
def test_the_sample_is_published_without_a_socket(environment: Mapping[str, str]) -> None:
    article = ROOT / "input" / "article.md"
    assert sockets(environment, ROOT / "cli.py", "publish", article, "--offline", "--speaker", "espeak") == (
        0,
        "",
    )


@pytest.mark.slow
def test_kokoro_speaks_without_a_socket(environment: Mapping[str, str], tmp_path: Path, voices: Path) -> None:
    environment = {**environment, "MANYVOICES_VOICES": str(voices)}
    article = tmp_path / "bridge.md"
    article.write_text("# 다리\n\n## 개통\n\n다리가 열렸다.\n", "utf-8")
    code, seen = sockets(
        environment, ROOT / "cli.py", "publish", article, "--offline", "--speaker", "kokoro", "--to", "ko"
    )
    assert (code, seen) == (0, "")
