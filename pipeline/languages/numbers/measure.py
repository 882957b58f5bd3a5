"""Units of measure, and what they are in the first of their dimension."""

from dataclasses import dataclass
from fractions import Fraction


@dataclass(frozen=True, slots=True)
class Measure:
    """A unit of measure."""

    dimension: str
    """Length, time: what can be converted into each other."""
    factor: Fraction
    """In the unit of its dimension whose factor is 1."""
    offset: Fraction
    """Added after the factor: degrees Fahrenheit."""
    metric: bool
    """Of the metric system, or of time."""


def _measure(dimension: str, factor: str, offset: str = "0", *, metric: bool = True) -> Measure:
    return Measure(dimension, Fraction(factor), Fraction(offset), metric)


MEASURES = {
    "mm": _measure("length", "0.001"),
    "cm": _measure("length", "0.01"),
    "m": _measure("length", "1"),
    "km": _measure("length", "1000"),
    "in": _measure("length", "0.0254", metric=False),
    "ft": _measure("length", "0.3048", metric=False),
    "yd": _measure("length", "0.9144", metric=False),
    "mi": _measure("length", "1609.344", metric=False),
    "nmi": _measure("length", "1852", metric=False),
    "g": _measure("mass", "0.001"),
    "kg": _measure("mass", "1"),
    "t": _measure("mass", "1000"),
    "oz": _measure("mass", "0.02835", metric=False),
    "lb": _measure("mass", "0.45359", metric=False),
    "st": _measure("mass", "6.35", metric=False),
    "ml": _measure("volume", "0.001"),
    "l": _measure("volume", "1"),
    "gal": _measure("volume", "3.7854", metric=False),
    "pt": _measure("volume", "0.4732", metric=False),
    "m2": _measure("area", "1"),
    "ha": _measure("area", "10000"),
    "km2": _measure("area", "1000000"),
    "ft2": _measure("area", "0.0929", metric=False),
    "ac": _measure("area", "4046.9", metric=False),
    "mi2": _measure("area", "2589988", metric=False),
    "li": _measure("length", "500"),
    "jin": _measure("mass", "0.5"),
    "mu": _measure("area", "2000/3"),
    "pyeong": _measure("area", "3.3058"),
    "C": _measure("temperature", "1"),
    "F": _measure("temperature", "5/9", "-160/9", metric=False),
    "km/h": _measure("speed", "1"),
    "mph": _measure("speed", "1.609344", metric=False),
    "kn": _measure("speed", "1.852", metric=False),
    "second": _measure("time", "1/86400"),
    "minute": _measure("time", "1/1440"),
    "hour": _measure("time", "1/24"),
    "day": _measure("time", "1"),
    "week": _measure("time", "7"),
    "month": _measure("time", "30.4"),
    "year": _measure("time", "365.25"),
}
"""The units of measure by the names of the tables: metres, kilograms, litres, square metres, °C, km/h, days."""
