"""The campaign: `python -m tests.faults` runs all of it and prints its table; see docs/faults.md."""

import argparse
import os
import random
import shutil
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

KINDS = ("kills", "stops", "sizes", "together", "engines", "calls")


def _arguments(given: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.faults", description=__doc__)
    parser.add_argument("--share", type=float, default=1.0, help="of all tries, between 0 and 1")
    parser.add_argument("--seconds", type=float, default=float("inf"), help="after which nothing is begun")
    parser.add_argument("--seed", type=int, default=random.randrange(10**6))
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1, help="tries side by side")
    parser.add_argument("--only", default=",".join(KINDS), help=f"of {', '.join(KINDS)}")
    parser.add_argument("--command", default="", help="only commands whose name begins so")
    parser.add_argument("--every", action="store_true", help="every single call, not one of each place")
    parser.add_argument("--log", type=Path, help="a file for all faults, one a line")
    return parser.parse_args(given)


def main(given: Sequence[str] | None = None) -> int:
    """Run what is asked for; 1 when a fault was found."""
    chosen = _arguments(given)
    os.environ["OPENBLAS_NUM_THREADS"] = "1"  # before numpy is loaded: what is forked must have one thread
    from tests.faults import campaign, table

    print(f"seed {chosen.seed}, share {chosen.share:g}, {chosen.jobs} side by side", flush=True)
    folder = Path(tempfile.mkdtemp(prefix="faults-"))
    began = time.monotonic()
    try:
        outcomes = campaign.run(chosen, folder, began + chosen.seconds)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    print(table.table(outcomes))
    print(*table.faults(outcomes), sep="\n")
    print(
        f"{sum(each.tries for each in outcomes)} tries in {time.monotonic() - began:.0f} s, seed {chosen.seed}"
    )
    if chosen.log:
        lines = [f"{each.kind}\t{each.what}\t{fault!r}\n" for each in outcomes for fault in each.faults]
        chosen.log.write_text("".join(lines), "utf-8")
    return int(any(each.faults for each in outcomes))


if __name__ == "__main__":
    sys.exit(main())
