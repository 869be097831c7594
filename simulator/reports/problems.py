"""Problems of files in the forms that editors, code hosts and people read: text, JSON lines, SARIF and annotations.

Owns the four forms. Never looks for problems. SARIF is version 2.1.0 (OASIS); annotations are GitHub's workflow commands.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from pathlib import PurePath
from typing import Any

from scenarios.problems import Problem

FORMS = ("text", "json", "sarif", "github")
_SARIF_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"


def write_problems(form: str, problems: Sequence[Problem], version: str) -> list[str]:
    """The lines of output for `form`, one of FORMS. `version` is the program's, which SARIF names."""
    if form == "sarif":
        return json.dumps(_sarif(problems, version), ensure_ascii=False, indent=2).split("\n")
    forms: dict[str, Callable[[Problem], str]] = {"json": _json, "github": _annotation, "text": str}
    return [line for problem in problems for line in forms[form](problem).split("\n")]


def _json(problem: Problem) -> str:
    return json.dumps(
        {
            "file": problem.path, "line": problem.line, "column": problem.column, "code": problem.code,
            "severity": problem.severity, "message": problem.message, "hint": problem.hint,
        },
        ensure_ascii=False,
    )  # fmt: skip


def _annotation(problem: Problem) -> str:
    where = {"file": problem.path, "line": problem.line, "col": problem.column, "title": problem.code}
    named = ",".join(f"{key}={_escape(str(value), ':,')}" for key, value in where.items() if value)
    text = f"{problem.message}\n{problem.hint}" if problem.hint else problem.message
    return f"::{problem.severity} {named}::{_escape(text)}"


def _escape(text: str, also: str = "") -> str:
    for char in "%\r\n" + also:
        text = text.replace(char, f"%{ord(char):02X}")
    return text


def _sarif(problems: Sequence[Problem], version: str) -> dict[str, Any]:
    codes = sorted({problem.code for problem in problems})
    driver = {"name": "rightparty", "version": version, "rules": [{"id": code} for code in codes]}
    return {
        "$schema": _SARIF_SCHEMA,
        "version": "2.1.0",
        "runs": [{"tool": {"driver": driver}, "results": [_result(each, codes) for each in problems]}],
    }


def _result(problem: Problem, codes: Sequence[str]) -> dict[str, Any]:
    place: dict[str, Any] = {"artifactLocation": {"uri": PurePath(problem.path).as_posix()}}
    if problem.line:
        place["region"] = {"startLine": problem.line, **({"startColumn": problem.column} if problem.column else {})}
    text = f"{problem.message} {problem.hint}".strip()
    return {
        "ruleId": problem.code,
        "ruleIndex": codes.index(problem.code),
        "level": problem.severity,
        "message": {"text": text},
        "locations": [{"physicalLocation": place}],
    }
