"""Rules for a language that has tables alone: its dates, times, ordinals and Roman numerals, each by what the tables say.

A row that a table lacks leaves out its rule. `docs/languages.md` lists the rows.
"""
