"""A model tried before it is used: it must load, and make something of a sentence.

The engine ends the whole process when it reads a damaged model (it asks for memory that nobody has), so that
the trial is a process of its own: `python -m pipeline.translation.models.trial MODEL SOURCE_VOCABULARY TARGET_VOCABULARY`.
"""

import subprocess
import sys
from pathlib import Path

from pipeline.translation.models.token_count import fields

TEXT = "2013: UNHCR, Tokyo."
"""Names and a number, which are something in every language."""
_SECONDS = 120


def fault(model: Path, source_vocabulary: Path, target_vocabulary: Path) -> str:
    """Why the model cannot be used, in a few words; empty when it can."""
    for vocabulary in {source_vocabulary, target_vocabulary}:
        if not _is_whole(vocabulary.read_bytes()):
            return f"{vocabulary.name} is not a complete vocabulary"
    files = (str(path.absolute()) for path in (model, source_vocabulary, target_vocabulary))
    command = [sys.executable, "-m", __spec__.name, *files]
    try:
        tried = subprocess.run(
            command,
            capture_output=True,
            text=True,
            timeout=_SECONDS,
            check=False,
            cwd=Path(__file__).parents[3],
        )
    except subprocess.TimeoutExpired:
        return f"it was not loaded within {_SECONDS} s"
    if tried.returncode == 0:
        return ""
    error_lines = tried.stderr.strip().splitlines()
    panicked = tried.returncode != 1 or not error_lines or "Panic" in error_lines[-1]
    return "the engine broke down over it" if panicked else error_lines[-1]


def _is_whole(vocabulary: bytes) -> bool:
    """Whether a SentencePiece model has all its parts: pieces (field 1), trainer (2) and normalizer (3)
    (google/sentencepiece, sentencepiece_model.proto). A cut one loads, and makes nonsense."""
    try:
        there = {field for field, _ in fields(vocabulary)}
    except (ValueError, IndexError):
        return False
    return {1, 2, 3} <= there


def _try(model: Path, source_vocabulary: Path, target_vocabulary: Path) -> str:
    from fxtranslate import Translator

    data = (path.read_bytes() for path in (model, source_vocabulary, target_vocabulary))
    return Translator(*data).translate(TEXT).strip()


if __name__ == "__main__":
    try:
        made = _try(*map(Path, sys.argv[1:4]))
    except ValueError as error:
        sys.exit(str(error))
    sys.exit(None if made else "it makes nothing of a sentence")
