"""Hear published editions with Whisper, and say how much of their text was understood.

    python scripts/ear.py output/<slug> [LANGUAGE...]

Measured as `cli.py listen` does: the character error rate of each edition stands beside its goal; the exit code is 1
when a goal is missed.
"""

import sys
from collections.abc import Sequence
from pathlib import Path

from pipeline.app.listen import Listened, listen
from pipeline.commands.screen import Silence
from pipeline.config.loading import load
from pipeline.errors import EditionMissing
from pipeline.languages import find
from pipeline.narration.engines.whisper import WhisperEar
from pipeline.narration.recognition import Ear

GOALS = {"en": 0.05, "es": 0.05, "pt": 0.06, "zh": 0.12, "ko": 0.22}
"""The highest character error rate allowed, by primary subtag."""


def main(arguments: Sequence[str], ear: Ear | None = None) -> int:
    """Measure the editions under the folder `arguments[0]`, all or those in the languages that follow."""
    if not arguments:
        print(__doc__)
        return 2
    folder = Path(arguments[0])
    paths = [folder / find(name).tag for name in arguments[1:]] or [folder]
    print(f"{'language':<10}{'error rate':>11}{'goal':>7}")
    try:
        met = [_line(one) for one in listen(paths, ear or WhisperEar(), load({}), Silence())]
    except EditionMissing as error:
        print(error)
        return 2
    return 0 if all(met) else 1


def _line(one: Listened) -> bool:
    goal = GOALS.get(find(one.language).base)
    met = goal is None or one.rate <= goal
    goal_text = goal if goal is not None else "–"
    print(f"{one.language:<10}{one.rate:>11.3f}{goal_text:>7}{'' if met else '  missed'}", flush=True)
    return met


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
