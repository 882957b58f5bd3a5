"""Editions read as a stranger would read them, and everything wrong with them named by number."""
