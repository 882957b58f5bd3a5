"""For which builds of Firefox a record of Remote Settings is meant.

A record may bear a `filter_expression`, JEXL over the client's surroundings. Mozilla's records compare
`env.channel` and `env.appinfo.OS` with words, joined by `||`, `&&` and parentheses (the pattern in
mozilla/firefox-translations-models, remote_settings/…/models_schema.json; the values in its client.py). We are
a released desktop Firefox to them.
"""

import re
from collections.abc import Callable, Mapping

_DESKTOP: Mapping[str, str] = {"env.channel": "release", "env.appinfo.OS": "Linux"}
_TOKENS = re.compile(r"\s*(?:(\|\||&&|==|!=|[()])|'([^']*)'|\"([^\"]*)\"|([A-Za-z_][\w.]*))")


class UnknownExpression(ValueError):
    """An expression of a kind that Mozilla's records have not had so far."""


def for_desktop(expression: str | None) -> bool:
    """Whether released desktop builds get a record with this `filter_expression`; all get one without.

    Raises `UnknownExpression`.
    """
    if not expression or not expression.strip():
        return True
    tokens = _split(expression)
    value = _alternatives(tokens)
    if tokens:
        raise UnknownExpression(expression)
    return value


def _split(expression: str) -> list[tuple[str, str]]:
    tokens, at = [], 0
    while at < len(expression.rstrip()):
        token = _TOKENS.match(expression, at)
        if token is None:
            raise UnknownExpression(expression)
        sign, single, double, name = token.groups()
        word = single if single is not None else double
        tokens.append(("sign", sign) if sign else ("name", name) if name else ("word", word or ""))
        at = token.end()
    return tokens


def _alternatives(tokens: list[tuple[str, str]]) -> bool:
    return _joined(tokens, "||", _conditions, any)


def _conditions(tokens: list[tuple[str, str]]) -> bool:
    return _joined(tokens, "&&", _condition, all)


def _joined(
    tokens: list[tuple[str, str]],
    sign: str,
    part: Callable[[list[tuple[str, str]]], bool],
    join: Callable[[list[bool]], bool],
) -> bool:
    values = [part(tokens)]
    while tokens and tokens[0] == ("sign", sign):
        tokens.pop(0)
        values.append(part(tokens))
    return join(values)


def _condition(tokens: list[tuple[str, str]]) -> bool:
    if _next(tokens) == ("sign", "("):
        tokens.pop(0)
        value = _alternatives(tokens)
        if not tokens or tokens.pop(0) != ("sign", ")"):
            raise UnknownExpression("a parenthesis is not closed")
        return value
    left = _operand(tokens)
    kind, sign = _next(tokens)
    if kind != "sign" or sign not in ("==", "!="):
        raise UnknownExpression(sign)
    tokens.pop(0)
    return (left == _operand(tokens)) is (sign == "==")


def _operand(tokens: list[tuple[str, str]]) -> str:
    kind, text = _next(tokens)
    if kind == "sign" or (kind == "name" and text not in _DESKTOP):
        raise UnknownExpression(text)
    tokens.pop(0)
    return text if kind == "word" else _DESKTOP[text]


def _next(tokens: list[tuple[str, str]]) -> tuple[str, str]:
    if not tokens:
        raise UnknownExpression("it ends too early")
    return tokens[0]
