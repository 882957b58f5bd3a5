"""The formats by name, and what a file that comes back is."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from pipeline.errors import ReviewedFileError
from pipeline.translation.interchange import po, sheet, tmx, xliff, xliff12
from pipeline.translation.interchange.parsing import content
from pipeline.translation.interchange.segments import Translations


@dataclass(frozen=True, slots=True)
class Format:
    """How a kind of file is called, written and read."""

    ending: str
    write: Callable[[Translations], bytes]
    read: Callable[[Path, bytes, str], Translations]


FORMATS: Mapping[str, Format] = {
    "xliff": Format("xlf", xliff.write, xliff.read),
    "xliff12": Format("xliff", xliff12.write, xliff12.read),
    "po": Format("po", po.write, po.read),
    "csv": Format("csv", sheet.write, sheet.read),
    "tmx": Format("tmx", tmx.write, tmx.read),
}
"""By the name that `--format` takes. Two of one ending are told apart by what is in them."""

_ENDINGS = {".xlf": "xliff", ".xliff": "xliff", ".po": "po", ".csv": "csv", ".tsv": "csv", ".tmx": "tmx"}
_OLD = re.compile(rb"<(?:\w+:)?xliff\b[^>]*\bversion\s*=\s*[\"']1\.", re.DOTALL)


def read_translations(path: Path, target: str = "") -> Translations:
    """What a file that came back holds; `target` is wanted of one that has several languages.

    Opens nothing but `path`. Raises `ReviewedFileError` naming the file, its line, and what to do.
    """
    name = _ENDINGS.get(path.suffix.lower())
    if name is None:
        raise ReviewedFileError(
            f"{path} is none of the files that can be brought in.",
            f"They end in {', '.join(_ENDINGS)}; a translation as text or Markdown comes in with --aligned.",
        )
    data = content(path)
    if name == "xliff" and _OLD.search(data[:10_000]):
        name = "xliff12"
    found = FORMATS[name].read(path, data, target)
    if target and found.target != target:
        raise ReviewedFileError(
            f"{path} translates into {found.target}, not {target}.", "Name its own language with --to."
        )
    if not found.segments:
        raise ReviewedFileError(f"{path} holds no sentences.", "See whether it is the right file.")
    return found
