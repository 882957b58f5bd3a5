"""A project's terms in all its languages, as a person keeps them: a spreadsheet (CSV), or TBX."""

from pipeline.translation.termbase.project_terms import (
    Entry,
    Termbase,
    Wording,
    beside,
    parse_termbase,
    read_termbase,
    seed,
    seeds,
)

__all__ = ["Entry", "Termbase", "Wording", "beside", "parse_termbase", "read_termbase", "seed", "seeds"]
