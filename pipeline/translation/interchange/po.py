"""Translations as gettext PO, for the many tools that read it: a message a sentence, its id as context.

A draft by a machine is `fuzzy`. A message that is not is reviewed, or final where its comment says so.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.errors import ReviewedFileError
from pipeline.infra.charsets import text_codec
from pipeline.translation.interchange.inlines import HEAD, parse_placeholders, readable
from pipeline.translation.interchange.parsing import AGAIN, language_of, once, text_of
from pipeline.translation.interchange.segments import Segment, State, Translations, placed_id
from pipeline.translation.interchange.sheet import damaged_placeholder

if TYPE_CHECKING:
    from polib import POEntry

_CHARSET = re.compile(rb'"Content-Type:[^"]*charset=([\w.:-]+)', re.IGNORECASE)
_DRAFT = re.compile(r"^draft (\w+)$", re.MULTILINE)
_FINAL = re.compile(r"^final$", re.MULTILINE)
_SOUND = re.compile(r'\s*(?:#.*|(?:msg\w+(?:\[\d+\])?\s+)?"(?:[^"\\]|\\.)*"\s*)?')
_LINE = re.compile(r"line (\d+)")


def write(translations: Translations) -> bytes:
    """The file; the same values give the same bytes."""
    import polib

    each = translations
    file = polib.POFile(wrapwidth=0)
    file.header = f"{each.original}\n{HEAD}\nA sentence counts as reviewed when it is no longer fuzzy."
    file.metadata = {
        "Project-Id-Version": each.original,
        "Language": each.target.replace("-", "_"),
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "X-Source-Language": each.source,
    }
    for segment in each.segments:
        notes = [f"draft {segment.draft}"] if segment.draft else []
        notes += ["final"] if segment.state is State.FINAL else []
        file.append(
            polib.POEntry(
                msgctxt=segment.where,
                msgid=readable(segment.source),
                msgstr=readable(segment.target) if segment.target else "",
                comment="\n".join(notes),
                flags=["fuzzy"] if segment.state is State.TRANSLATED else [],
            )
        )
    return f"{file}\n".encode()


def read(path: Path, data: bytes, target: str = "") -> Translations:
    """What the file at `path` holds, whose content is `data`. Raises `ReviewedFileError`."""
    import polib

    text = _text(path, data)
    lines = re.split("\r\n|\r|\n", text)
    for number, line in enumerate(lines, 1):  # polib takes half a string for a whole one
        if not _SOUND.fullmatch(line):
            raise ReviewedFileError(f"{path}, line {number}: this is not PO.", AGAIN)
    try:
        file = polib.pofile("\n".join(lines), wrapwidth=0)
    except (OSError, ValueError, IndexError) as error:
        place = _LINE.search(str(error))
        where = f", line {place[1]}" if place else ""
        raise ReviewedFileError(f"{path}{where}: this is not PO.", AGAIN) from error
    head = file.metadata
    if "X-Source-Language" not in head:
        raise ReviewedFileError(
            f"{path}: its head does not name the source's language.",
            "Keep the head as it was exported, X-Source-Language and Language in it.",
        )
    source = language_of(path, head["X-Source-Language"])
    into = language_of(path, head.get("Language") or target)
    return Translations(source, into, head.get("Project-Id-Version", ""), tuple(_segments(path, file)))


def _text(path: Path, data: bytes) -> str:
    """`data` in the encoding its head names, where that can be true."""
    match = _CHARSET.search(data[:100_000])
    said = match[1].decode("ascii", "replace") if match else "utf-8"
    codec = "utf_8" if said.lower() == "charset" else text_codec(said)
    if not codec:
        raise _charset(path, said)
    name = "utf-8-sig" if codec in ("utf_8", "ascii") else codec
    text = text_of(path, data, name)
    if name != "utf-8-sig" and not data.isascii() and _is_utf8(data):
        raise _charset(path, said)
    return text


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode()
    except UnicodeDecodeError:
        return False
    return True


def _charset(path: Path, said: str) -> ReviewedFileError:
    return ReviewedFileError(
        f"{path}: its head says charset={said}, and it is not.",
        "Save the file as UTF-8 and write charset=UTF-8 into its head.",
    )


def _segments(path: Path, entries: "list[POEntry]") -> Iterator[Segment]:
    seen: set[str] = set()
    for entry in entries:
        if entry.obsolete:
            continue
        id, line = entry.msgctxt or "", entry.linenum or 0
        if id:
            once(path, seen, id, line)
        try:
            source, target = parse_placeholders(entry.msgid), parse_placeholders(entry.msgstr)
        except ValueError as error:
            raise damaged_placeholder(path, line, id, str(error)) from error
        words = target if target.text else None
        draft = _DRAFT.search(entry.comment)
        block, number = placed_id(id)
        state = _state(entry) if words else State.INITIAL
        yield Segment(block, number, source, words, state, draft=draft[1] if draft else "", line=line)


def _state(entry: "POEntry") -> State:
    if entry.fuzzy:
        return State.TRANSLATED
    return State.FINAL if _FINAL.search(entry.comment) else State.REVIEWED
