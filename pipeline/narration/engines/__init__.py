"""One adapter a speech engine."""
