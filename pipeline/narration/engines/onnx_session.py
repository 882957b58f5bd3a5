"""Sessions of ONNX Runtime as our engines need them: on one thread, and giving back what they took."""

import ctypes
import os
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline.errors import AnswerUnusable

if TYPE_CHECKING:
    import numpy
    from numpy.typing import NDArray

    Samples = NDArray[numpy.float32]

_M_MMAP_THRESHOLD = -3
"""Of glibc's malloc.h."""


def load(path: Path) -> Any:
    """A graph on one thread, by which it gives the same numbers in every process."""
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.execution_mode = onnxruntime.ExecutionMode.ORT_SEQUENTIAL
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])


def run(session: Any, name: str, given: Mapping[str, Any]) -> "Samples":
    """The first output of a graph called `name`. Raises `AnswerUnusable` where it fails with what it was given."""
    import numpy

    try:
        made: Samples = numpy.asarray(session.run(None, given, giving_back())[0])
    except Exception as error:  # ONNX Runtime's own, which have no base
        raise AnswerUnusable(f"{name} failed ({type(error).__name__}).") from error
    return made


def map_large_blocks() -> None:
    """Have glibc map each block of a megabyte or more, which then goes back to the system as soon as it is free.

    Left alone it raises that bound to 32 MB, and what a sentence took stays with the process in pieces: 70 to 90 MB.
    """
    mallopt = getattr(ctypes.CDLL(None), "mallopt", None) if os.name == "posix" else None
    if mallopt:
        mallopt(_M_MMAP_THRESHOLD, 1_000_000)


@cache
def giving_back() -> Any:
    """A run gives the memory back that it took: else a process stays as large as its longest sentence made it."""
    import onnxruntime

    options = onnxruntime.RunOptions()
    options.add_run_config_entry("memory.enable_memory_arena_shrinkage", "cpu:0")
    return options
