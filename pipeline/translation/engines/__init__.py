"""One adapter a translation engine."""
