"""Guards: the small language of conditions in YAML, such as `trust >= 30 and not verified`.

    guard  = any ; any = all { "or" all } ; all = one { "and" one } ; one = "not" one | "(" any ")" | fact [op number]
    op     = ">=" | "<=" | ">" | "<" | "=="

A bare fact holds when it is true or above zero. Owns parsing and evaluation; never runs Python from a file.
"""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import GetCoreSchemaHandler
from pydantic_core import core_schema

Facts = Mapping[str, int]
_TOKEN = re.compile(r"\s*(>=|<=|==|>|<|\(|\)|-?\d+|[a-z][a-z0-9-]*)")
_OPERATORS: dict[str, Callable[[int, int], bool]] = {
    ">=": operator.ge,
    "<=": operator.le,
    ">": operator.gt,
    "<": operator.lt,
    "==": operator.eq,
}
_Check = Callable[[Facts], bool]


@dataclass(frozen=True)
class Guard:
    """A condition over the facts of a call. Facts are whole numbers; yes is 1 and unknown names are 0."""

    text: str
    names: tuple[str, ...]
    """Facts that the guard looks at, for checking."""
    check: _Check

    def holds(self, facts: Facts) -> bool:
        """Whether the condition is true of `facts`."""
        return self.check(facts)

    @classmethod
    def parse(cls, text: str) -> Guard:
        """Read a guard. Raises ValueError with a sentence that says where it stops making sense."""
        parser = _Parser(text)
        check = parser.any()
        parser.end()
        return cls(text, tuple(dict.fromkeys(parser.names)), check)

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> core_schema.CoreSchema:
        return core_schema.no_info_plain_validator_function(
            lambda value: value if isinstance(value, Guard) else cls.parse(str(value)),
            serialization=core_schema.plain_serializer_function_ser_schema(lambda guard: guard.text),
        )

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: Any, handler: Any) -> dict[str, str]:
        return {"type": "string", "description": "A condition, for example: trust >= 30 and not verified"}


class _Parser:
    def __init__(self, text: str) -> None:
        self.text = text
        self.names: list[str] = []
        self.tokens: list[str] = []
        position = 0
        text = text.rstrip()
        while position < len(text):
            found = _TOKEN.match(text, position)
            if not found:
                raise ValueError(f"the condition stops making sense at '{text[position:].strip()[:20]}'")
            self.tokens.append(found.group(1))
            position = found.end()
        if len(self.tokens) > 200:
            raise ValueError("the condition is too long")
        self.at = 0
        self.depth = 0

    def peek(self) -> str:
        return self.tokens[self.at] if self.at < len(self.tokens) else ""

    def next(self) -> str:
        token = self.peek()
        self.at += 1
        return token

    def any(self) -> _Check:
        parts = [self.all()]
        while self.peek() == "or":
            self.next()
            parts.append(self.all())
        return parts[0] if len(parts) == 1 else lambda facts: any(part(facts) for part in parts)

    def all(self) -> _Check:
        parts = [self.one()]
        while self.peek() == "and":
            self.next()
            parts.append(self.one())
        return parts[0] if len(parts) == 1 else lambda facts: all(part(facts) for part in parts)

    def one(self) -> _Check:
        self.depth += 1
        if self.depth > 40:
            raise ValueError("the condition is nested too deep")
        token = self.next()
        if token == "not":
            inner = self.one()
            return lambda facts: not inner(facts)
        if token == "(":
            inner = self.any()
            if self.next() != ")":
                raise ValueError("a '(' is never closed in the condition")
            return inner
        if not token or not token[0].isalpha() or token in ("and", "or"):
            raise ValueError(f"the condition needs a fact where it has '{token or 'nothing'}'")
        self.names.append(token)
        if self.peek() in _OPERATORS:
            compare = _OPERATORS[self.next()]
            number = self.next()
            if not re.fullmatch(r"-?\d+", number):
                raise ValueError(f"'{token}' must be compared with a whole number, not '{number or 'nothing'}'")
            bound = int(number)
            return lambda facts: compare(facts.get(token, 0), bound)
        return lambda facts: facts.get(token, 0) > 0

    def end(self) -> None:
        if self.peek():
            raise ValueError(f"the condition goes on after its end with '{self.peek()}'")
