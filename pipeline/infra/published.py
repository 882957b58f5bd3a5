"""What lies published in the output folder, told from the `report.json` of every article."""

import errno
import json
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar

from pipeline.document.notices import Level, Notice
from pipeline.document.report import Chapter, PublishedEdition, Report, SpeakerUsed
from pipeline.document.sound import Artifact
from pipeline.errors import writing
from pipeline.infra.exception_messages import check_refusal
from pipeline.languages import languages

T = TypeVar("T")
_REMEMBERED = 512
"""Reports; one of five editions has some 60 kB."""


def read_reports(output: Path) -> tuple[tuple[Report, ...], tuple[Notice, ...]]:
    """The reports of all articles in `output`, newest article first, and a notice for each that cannot be understood.
    Raises `MachineLimit` when the system does not let one be read, as the other two.

    An edition whose recording is gone or another is left out of its report, with a notice too. An article's slug is the
    name of its folder.
    """
    reports: list[Report] = []
    notices: list[Notice] = []
    there = folders(output, "report.json")
    parse = (
        _parse_report if len(there) <= _REMEMBERED else _parse
    )  # of more, none would be remembered until it is read again
    for folder in there:
        path = folder / "report.json"
        try:
            reports.append(_standing(parse(path.read_bytes()), folder, notices))
        except (OSError, ValueError) as error:
            check_refusal(error)
            notices.append(_unreadable(path, error))
    return tuple(sorted(reports, key=lambda report: report.date, reverse=True)), tuple(notices)


def folders(output: Path, *names: str) -> tuple[Path, ...]:
    """The folders in `output`, hidden ones apart, in which something has one of these names, in order.

    Raises `WriteError` where `output` is a file, and `OSError` when the system does not let us look: what is not
    seen would be taken for withdrawn.
    """
    if _is_there(output) and not output.is_dir():
        with writing(output):
            raise NotADirectoryError(errno.ENOTDIR, "a file stands there", str(output))
    there = sorted(output.iterdir()) if _is_there(output) else []
    return tuple(
        folder
        for folder in there
        if not folder.name.startswith(".") and any(_is_there(folder / name) for name in names)
    )


def _is_there(path: Path) -> bool:
    try:
        path.stat()
    except (FileNotFoundError, NotADirectoryError):
        return False
    return True


def earlier(folder: Path) -> tuple[PublishedEdition, ...]:
    """The editions that lie published in an article's folder; none when its report cannot be read.

    Nothing is remembered of it: a run that asks is about to write it anew.
    """
    try:
        return _standing(_parse((folder / "report.json").read_bytes()), folder, []).published
    except (OSError, ValueError) as error:
        check_refusal(error)
        return ()


def read_report(folder: Path) -> Report | None:
    """What the report in an article's folder says, whether or not it is true still; None when it cannot be read."""
    try:
        return replace(_parse_report((folder / "report.json").read_bytes()), slug=folder.name)
    except (OSError, ValueError) as error:
        check_refusal(error)
        return None


def file_named(edition: PublishedEdition, suffix: str) -> Artifact | None:
    """The edition's own file, not one of its sections', that ends with `suffix`."""
    for file in edition.files:
        if file.path.endswith(suffix) and file.path.count("/") == 1:
            return file
    return None


def _standing(stated: Report, folder: Path, notices: list[Notice]) -> Report:
    """What a report says of editions whose files lie there; of the others the notices tell."""
    there = []
    for edition in stated.published:
        if (gone := _missing_files(folder, edition)) is None:
            there.append(edition)
        else:
            notices.append(gone)
    return replace(stated, slug=folder.name, editions=tuple(there))


@lru_cache(maxsize=_REMEMBERED)
def _parse_report(data: bytes) -> Report:
    """What a report says; a command that writes pages and feeds reads each report several times."""
    return _parse(data)


def _parse(data: bytes) -> Report:
    # What is not UTF-8 and what is not JSON are both a ValueError.
    table = _table(json.loads(data.decode("utf-8")))
    editions = _list(table, "editions", _table)
    return Report(
        slug="",
        source=_text(table, "source"),
        source_digest=str(table.get("source_digest", "")),
        title=_text(table, "title"),
        language=str(table.get("language", "")),
        date=_text(table, "date"),
        editions=tuple(_edition(item) for item in editions if item.get("status") == "published"),
        notices=(),
    )


def _edition(table: Mapping[str, Any]) -> PublishedEdition:
    if _text(table, "language") not in languages():
        raise ValueError(f"no language is called {table['language']!r}")
    speaker = _table(table.get("speaker"))
    return PublishedEdition(
        language=_text(table, "language"),
        title=_text(table, "title"),
        description=_text(table, "description"),
        authors=_list(table, "authors", str),
        date=_text(table, "date"),
        origin=_text(table, "origin"),
        engines=_list(table, "engines", str),
        speaker=SpeakerUsed(
            _text(speaker, "engine"), _text(speaker, "voice"), str(speaker.get("version", ""))
        ),
        seconds=_number(table, "seconds"),
        chapters=_list(
            table, "chapters", lambda chapter: Chapter(_text(chapter, "title"), _number(chapter, "start"))
        ),
        disclosures=_list(table, "disclosures", str),
        files=_list(table, "files", _file),
        notices=_list(table, "notices", _notice),
        source_digest=str(table.get("source_digest", "")),
        modified=str(table.get("modified", "")),
        content_digest=str(table.get("content_digest", "")),
    )


def _notice(table: Any) -> Notice:
    values = _table(table)
    return Notice(
        _text(values, "code"), Level(_text(values, "level")), _text(values, "where"), _text(values, "text")
    )


def _file(table: Any) -> Artifact:
    path = _text(_table(table), "path")
    if path.startswith("/") or ".." in path.split("/"):
        raise ValueError(f"{path!r} lies outside the article's folder")
    return Artifact(path, _text(table, "media_type"), _text(table, "digest"), int(_number(table, "size")))


def _missing_files(folder: Path, edition: PublishedEdition) -> Notice | None:
    sound = file_named(edition, ".mp3")
    if sound is None:
        return None
    path = folder / sound.path
    if path.is_file() and path.stat().st_size == sound.size:
        return None
    return Notice(
        "published.gone",
        Level.WARNING,
        edition.language,
        f"{path} is not as report.json says; publish the article again to list its {edition.language} edition.",
    )


def _unreadable(path: Path, error: Exception) -> Notice:
    return Notice(
        "published.report",
        Level.WARNING,
        str(path),
        f"{path} cannot be read ({error}); publish the article again to list it.",
    )


def _table(value: Any) -> Mapping[str, Any]:
    if not isinstance(value, dict):
        raise ValueError(f"a table was expected, not {value!r:.40}")
    return value


def _text(table: Mapping[str, Any], name: str) -> str:
    value = table.get(name)
    if not isinstance(value, str):
        raise ValueError(f"{name} is not text")
    return value


def _number(table: Mapping[str, Any], name: str) -> float:
    value = table.get(name)
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not 0 <= value < float("inf"):
        raise ValueError(f"{name} is not a number of 0 or more")
    return value


def _list(table: Mapping[str, Any], name: str, make: Callable[[Any], T]) -> tuple[T, ...]:
    value = table.get(name)
    if not isinstance(value, list):
        raise ValueError(f"{name} is not a list")
    return tuple(make(item) for item in value)
