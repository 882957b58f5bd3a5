"""For which builds of Firefox a record of Remote Settings is meant.

A record may bear a `filter_expression`, JEXL over the client's surroundings. Mozilla's records compare
`env.channel` and `env.appinfo.OS` with words, joined by `||`, `&&` and parentheses (the pattern in
mozilla/firefox-translations-models, remote_settings/…/models_schema.json; the values in its client.py). We are
a released desktop Firefox to them.
"""

import re
from collections import deque
from collections.abc import Callable, Mapping

_DESKTOP: Mapping[str, str] = {"env.channel": "release", "env.appinfo.OS": "Linux"}
_LONGEST = 1000
"""Letters of an expression; Mozilla's have fewer than a hundred."""
_DEEPEST = 50
"""Parentheses."""
_TOKENS = re.compile(r"\s*(?:(\|\||&&|==|!=|[()])|'([^']*)'|\"([^\"]*)\"|([A-Za-z_][\w.]*))")


Tokens = deque[tuple[str, str]]


class UnknownExpression(ValueError):
    """An expression of a kind that Mozilla's records have not had so far."""


def for_desktop(expression: str | None) -> bool:
    """Whether released desktop builds get a record with this `filter_expression`; all get one without.

    Raises `UnknownExpression`.
    """
    if not expression or not expression.strip():
        return True
    if len(expression) > _LONGEST or expression.count("(") > _DEEPEST:
        raise UnknownExpression("it is too long")
    tokens = _split(expression.strip())
    value = _alternatives(tokens)
    if tokens:
        raise UnknownExpression(expression)
    return value


def _split(expression: str) -> Tokens:
    tokens: Tokens = deque()
    at = 0
    while at < len(expression):
        token = _TOKENS.match(expression, at)
        if token is None:
            raise UnknownExpression(expression)
        sign, single, double, name = token.groups()
        word = single if single is not None else double
        tokens.append(("sign", sign) if sign else ("name", name) if name else ("word", word or ""))
        at = token.end()
    return tokens


def _alternatives(tokens: Tokens) -> bool:
    return _join(tokens, "||", _conditions, any)


def _conditions(tokens: Tokens) -> bool:
    return _join(tokens, "&&", _condition, all)


def _join(
    tokens: Tokens,
    sign: str,
    part: Callable[[Tokens], bool],
    join: Callable[[list[bool]], bool],
) -> bool:
    values = [part(tokens)]
    while tokens and tokens[0] == ("sign", sign):
        tokens.popleft()
        values.append(part(tokens))
    return join(values)


def _condition(tokens: Tokens) -> bool:
    if _next(tokens) == ("sign", "("):
        tokens.popleft()
        value = _alternatives(tokens)
        if not tokens or tokens.popleft() != ("sign", ")"):
            raise UnknownExpression("a parenthesis is not closed")
        return value
    left = _operand(tokens)
    kind, sign = _next(tokens)
    if kind != "sign" or sign not in ("==", "!="):
        raise UnknownExpression(sign)
    tokens.popleft()
    return (left == _operand(tokens)) is (sign == "==")


def _operand(tokens: Tokens) -> str:
    kind, text = _next(tokens)
    if kind == "sign" or (kind == "name" and text not in _DESKTOP):
        raise UnknownExpression(text)
    tokens.popleft()
    return text if kind == "word" else _DESKTOP[text]


def _next(tokens: Tokens) -> tuple[str, str]:
    if not tokens:
        raise UnknownExpression("it ends too early")
    return tokens[0]
