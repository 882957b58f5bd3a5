"""Arithmetic in a table: `b/a`, `(a-1)*100+b`, `0 < a < b <= 10`, over exact fractions."""

import ast
import operator
from collections.abc import Callable, Mapping
from fractions import Fraction
from itertools import pairwise

Names = Mapping[str, Fraction]
Formula = Callable[[Names], Fraction | None]
"""The value for given names; None where there is none: a division by nought, a condition that does not hold."""

_SIGNS: Mapping[type[ast.operator], Callable[[Fraction, Fraction], Fraction]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
    ast.FloorDiv: lambda one, other: Fraction(one // other),
    ast.Mod: operator.mod,
}
_ORDERS: Mapping[type[ast.cmpop], Callable[[Fraction, Fraction], bool]] = {
    ast.Lt: operator.lt,
    ast.LtE: operator.le,
    ast.Gt: operator.gt,
    ast.GtE: operator.ge,
    ast.Eq: operator.eq,
    ast.NotEq: operator.ne,
}


def formula(written: str) -> Formula:
    """The formula that is `written`; raises `ValueError` when it is none."""
    node = _node(ast.parse(written.strip(), mode="eval").body)

    def value(names: Names) -> Fraction | None:
        try:
            return node(names)
        except (ZeroDivisionError, _FalseError):
            return None

    return value


class _FalseError(Exception):
    """A condition that does not hold."""


def _node(tree: ast.expr) -> Callable[[Names], Fraction]:
    match tree:
        case ast.Constant(value=int(number)):
            whole = Fraction(number)
            return lambda names: whole
        case ast.Name(id=name):
            return lambda names: names[name]
        case ast.BinOp(left, sign, right) if type(sign) in _SIGNS:
            return _arithmetic(_SIGNS[type(sign)], _node(left), _node(right))
        case ast.Compare(left, orders, others) if all(type(order) in _ORDERS for order in orders):
            return _comparison(
                [_ORDERS[type(order)] for order in orders], [_node(each) for each in (left, *others)]
            )
        case ast.BoolOp(ast.Or() | ast.And() as sign, conditions):
            return _conjunction([_node(each) for each in conditions], every=isinstance(sign, ast.And))
    raise ValueError(f"No formula: {ast.unparse(tree)}")


def _arithmetic(
    sign: Callable[[Fraction, Fraction], Fraction],
    left: Callable[[Names], Fraction],
    right: Callable[[Names], Fraction],
) -> Callable[[Names], Fraction]:
    return lambda names: sign(left(names), right(names))


def _comparison(
    orders: list[Callable[[Fraction, Fraction], bool]], sides: list[Callable[[Names], Fraction]]
) -> Callable[[Names], Fraction]:
    def holds(names: Names) -> Fraction:
        values = [side(names) for side in sides]
        if all(order(*pair) for order, pair in zip(orders, pairwise(values), strict=True)):
            return values[0]
        raise _FalseError

    return holds


def _conjunction(
    conditions: list[Callable[[Names], Fraction]], *, every: bool
) -> Callable[[Names], Fraction]:
    def holds(names: Names) -> Fraction:
        kept = [value for condition in conditions if (value := _evaluate(condition, names)) is not None]
        if not kept or (every and len(kept) < len(conditions)):
            raise _FalseError
        return kept[0]

    return holds


def _evaluate(condition: Callable[[Names], Fraction], names: Names) -> Fraction | None:
    try:
        return condition(names)
    except _FalseError:
        return None
