"""Bytes in, an `Article` out, with everything that was set aside named in a notice."""
