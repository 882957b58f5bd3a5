"""What is printed of a campaign."""

from collections import Counter
from collections.abc import Iterable, Sequence

from tests.faults.trial import Outcome

_HEAD = (
    "fault",
    "command",
    "tries",
    "same bytes",
    "losses",
    "leftovers",
    "other faults",
    "exit codes",
    "worst s",
)
_SHOWN = 30


def table(outcomes: Iterable[Outcome]) -> str:
    """A row for each kind of fault and command, and one for all."""
    groups: dict[tuple[str, str], list[Outcome]] = {}
    for each in outcomes:
        groups.setdefault((each.kind, each.case), []).append(each)
    all = [each for same in groups.values() for each in same]
    rows = [_HEAD, *(_row(*key, same) for key, same in sorted(groups.items())), _row("all", "", all)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(_HEAD))]
    return "\n".join(_line(row, widths) for row in rows)


def faults(outcomes: Iterable[Outcome]) -> Sequence[str]:
    """What went wrong, in words: each kind of it once, with how often it happened and how to repeat one."""
    found: dict[str, list[Outcome]] = {}
    for each in outcomes:
        for fault in each.faults:
            found.setdefault(f"{each.case}: {fault}", []).append(each)
    often = sorted(found.items(), key=lambda item: -len(item[1]))
    shown = [f"{len(same)}× {fault}\n    {same[0].what}" for fault, same in often[:_SHOWN]]
    return [*shown, *([f"and {len(often) - _SHOWN} more"] if len(often) > _SHOWN else [])]


def _row(kind: str, case: str, outcomes: Sequence[Outcome]) -> tuple[str, ...]:
    codes = Counter(code for each in outcomes for code in each.codes)
    return (
        kind,
        case,
        str(sum(each.tries for each in outcomes)),
        str(sum(each.tries - _count(each, each.different) for each in outcomes)),
        str(sum(_count(each, each.lost) for each in outcomes)),
        str(sum(_count(each, each.left) for each in outcomes)),
        str(sum(_count(each, each.wrong) for each in outcomes)),
        " ".join(f"{code}:{count}" for code, count in sorted(codes.items())),
        f"{max((each.seconds for each in outcomes), default=0.0):.1f}",
    )


def _count(outcome: Outcome, faults: Sequence[str]) -> int:
    """In how many of its tries there was a fault; a single try may have several."""
    return min(outcome.tries, len(faults))


def _line(row: Sequence[str], widths: Sequence[int]) -> str:
    return "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
