"""Kokoro's faster graph on disk: made once a machine, beside the voices, and mapped by every process.

A folder of its own holds graph, constants and their digests, and is named by the model it was made from and the version of the
rewriting. Of processes that want it at once one makes it, and the others wait for that; it is written aside and renamed, so that it is whole
also where a disk knows no locks and each makes its own.
"""

import hashlib
import json
import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from filelock import FileLock, Timeout

from pipeline.errors import writing
from pipeline.infra.atomic_output import ASIDE, bench, swap
from pipeline.narration.engines.kokoro_rewriting import WEIGHTS, Rewritten

_VERSION = "1"
"""To be raised with every change of the rewriting."""
_GRAPH, _DIGESTS = "graph.onnx", "digests.json"
_ABANDONED_S = 3600
"""Age at which what lies aside is of no process that still writes it; writing takes seconds."""
_PATIENCE_S = 60
"""How long another process's making is waited for; then this one makes its own."""


def graph_folder(voices: Path, model: str) -> Path:
    """Where the graph is kept that is made from the model with the digest `model`."""
    return voices / f"kokoro-{model[:12]}-{_VERSION}"


def kept_graph(folder: Path) -> Path | None:
    """The graph in `folder`, if it is there and every byte of it as it was written; reads all 92 MB, a tenth of a second."""
    try:
        known = json.loads((folder / _DIGESTS).read_bytes())
        whole = all(_digest(folder / name) == known[name] for name in (_GRAPH, WEIGHTS))
    except (OSError, ValueError, LookupError, TypeError):
        return None
    return folder / _GRAPH if whole else None


def keep_graph(folder: Path, make: Callable[[], Rewritten]) -> Path:
    """Put the graph that is made into `folder`, in the place of a damaged one; another process's is as good.

    Nothing is made where nothing can be written. Raises `WriteError`, and what `make` raises.
    """
    with bench(folder.parent) as aside, writing(folder), _in_turn(folder):
        if not kept_graph(folder):
            _remove_abandoned(folder.parent)
            _write(aside / folder.name, make())
            _put(aside / folder.name, folder)
    return folder / _GRAPH


@contextmanager
def _in_turn(folder: Path) -> Iterator[None]:
    """Hold `folder` against other processes; where that cannot be done, nobody waits."""
    lock = FileLock(folder.with_name(f".{folder.name}.lock"))
    with suppress(Timeout, OSError, NotImplementedError):
        lock.acquire(timeout=_PATIENCE_S)
    try:
        yield
    finally:
        if lock.is_locked:
            with suppress(OSError):  # where a file that is held cannot be removed
                Path(lock.lock_file).unlink(missing_ok=True)
            lock.release()


def _put(made: Path, folder: Path) -> None:
    try:
        swap(made, folder)
    except OSError:
        if not kept_graph(folder):
            raise


def _write(folder: Path, made: Rewritten) -> None:
    folder.mkdir()
    files = {_GRAPH: made.graph, WEIGHTS: made.weights}
    for name, content in files.items():
        (folder / name).write_bytes(content)
    known = {name: hashlib.sha256(content).hexdigest() for name, content in files.items()}
    (folder / _DIGESTS).write_text(json.dumps(known))


def _remove_abandoned(folder: Path) -> None:
    """What a killed process left aside."""
    for left in folder.glob(f".bench.*{ASIDE}"):
        with suppress(OSError):
            if time.time() - left.stat().st_mtime > _ABANDONED_S:
                shutil.rmtree(left, ignore_errors=True)


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
