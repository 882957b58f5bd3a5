"""Bytes in, an `Article` out, with everything that was set aside named in a notice."""

from pipeline.readers.reading import read
from pipeline.readers.sources.places import Place, place

__all__ = ["Place", "place", "read"]
