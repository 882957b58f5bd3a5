"""Code between runs of backticks, within one block of text."""

import re

from pipeline.readers.dialects.scan import Scan

_RUN = re.compile("`+")


def ticks(scan: Scan) -> bool:
    """Keep the code between runs of backticks within a paragraph, an item, a heading or a cell."""
    run = _RUN.match(scan.text, scan.at)
    if not run:
        return False
    closing = re.compile(rf"(?<!`)`{{{len(run[0])}}}(?!`)")
    found = scan.search(closing, run.end())
    end = found.end() if found and found.start() < scan.block_end(run.end()) else run.end()
    scan.keep(end)
    return True
