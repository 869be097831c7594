"""From a YAML file to a model, with every problem at its line and column.

Owns the translation of pydantic's complaints into sentences for trainers. Never knows which folder is which.
"""

from __future__ import annotations

import types
from pathlib import Path
from typing import Any, TypeVar, Union, get_args, get_origin

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from scenarios.nearness import did_you_mean
from scenarios.problems import Problems
from scenarios.source import Document, Path_, read_file

Model = TypeVar("Model", bound=BaseModel)


def read_model(path: Path, model: type[Model], shown_as: str | None = None) -> tuple[Model, Document]:
    """Read `path` as a `model`. Raises SourceError with every problem of the file."""
    document = read_file(path, shown_as)
    return fit(document, model), document


def fit(document: Document, model: type[Model]) -> Model:
    """Fit data to `model`. Raises SourceError with every problem."""
    problems = Problems(document.path)
    if not isinstance(document.data, dict):
        problems.add("file/not-a-mapping", 1, 1, f"A {model.__name__.lower()} file holds 'key: value' lines.")
        problems.raise_if_any()
    try:
        return model.model_validate(document.data)
    except ValidationError as error:
        seen: set[tuple[Path_, str]] = set()
        details = error.errors()
        for detail in details:
            place = _place(document, detail["loc"])
            if detail["type"] == "too_short" and any(_inside(detail["loc"], other["loc"]) for other in details):
                continue  # its items are wrong, which is said of each of them
            if (place, detail["type"]) not in seen:
                seen.add((place, detail["type"]))
                _explain(problems, document, model, place, detail)
    problems.raise_if_any()
    raise AssertionError("a validation error without problems")


def _inside(outer: tuple[str | int, ...], inner: tuple[str | int, ...]) -> bool:
    return len(inner) > len(outer) and inner[: len(outer)] == outer


def _place(document: Document, loc: tuple[str | int, ...]) -> Path_:
    """The part of pydantic's location that stands in the file; it also names union branches."""
    place: Path_ = ()
    for part in loc:
        if (*place, part) in document.values or (*place, part) in document.keys:
            place = (*place, part)
        elif isinstance(part, str) and part not in ("[key]",) and place == loc[: len(place)]:
            place = (*place, part)  # a missing key keeps its name for the message
    return place


def _explain(
    problems: Problems, document: Document, model: type[BaseModel], place: Path_, detail: ErrorDetails
) -> None:
    kind, name = detail["type"], str(detail["loc"][-1]) if detail["loc"] else ""
    mark = document.mark(place, key=kind == "extra_forbidden")
    if kind == "extra_forbidden":
        known = _keys_at(model, place[:-1])
        hint = did_you_mean(name, known) or (f"Known here: {', '.join(known)}." if known else "")
        problems.add("file/unknown-key", mark.line, mark.column, f"'{name}' is not a key here.", hint)
    elif kind == "missing":
        problems.add("file/missing-key", mark.line, mark.column, f"'{name}' is missing.", f"Add '{name}: …'.")
    elif kind == "literal_error":
        expected = str(detail.get("ctx", {}).get("expected", ""))
        options = [word.strip(" '") for word in expected.replace(" or ", ", ").split(",")]
        hint = did_you_mean(str(detail["input"]), options) or f"One of: {', '.join(options)}."
        problems.add("file/unknown-word", mark.line, mark.column, f"'{detail['input']}' is not known here.", hint)
    elif kind in ("model_type", "dict_type"):
        problems.add("file/not-a-mapping", mark.line, mark.column, f"'{name}' holds 'key: value' pairs, and here is something else.",
                     "Write it as '{key: value, …}' or as indented lines of 'key: value'.")  # fmt: skip
    elif kind == "bool_type":
        problems.add(
            "file/not-true-false",
            mark.line,
            mark.column,
            f"'{detail['input']}' is text.",
            "Write true or false.",
        )
    elif kind == "int_type":
        problems.add(
            "file/not-a-number", mark.line, mark.column, f"'{detail['input']}' is not a whole number.",
            "Write it in digits, without quotes and without a leading zero.",
        )  # fmt: skip
    elif kind == "string_pattern_mismatch":
        problems.add(
            "file/not-a-name", mark.line, mark.column, f"'{detail['input']}' is not a name.",
            "Names are lower-case words joined by hyphens, such as maria-lopez.",
        )  # fmt: skip
    else:
        message = detail["msg"].removeprefix("Value error, ")
        problems.add("file/value", mark.line, mark.column, f"{name or 'The file'}: {message}.".replace("..", "."))


def _keys_at(model: type[BaseModel], place: Path_) -> list[str]:
    """Keys that are allowed at `place` below `model`."""
    found: Any = model
    for part in place:
        found = _step(found, part)
        if found is None:
            return []
    found = _models_in(found)
    return [field.alias or name for each in found for name, field in each.model_fields.items()]


def _step(annotation: Any, part: str | int) -> Any:
    for each in _models_in(annotation):
        for name, info in each.model_fields.items():
            if part in (name, info.alias):
                return info.annotation
    for inner in _parts(annotation):
        if get_origin(inner) in (dict, tuple, list):
            arguments = [argument for argument in get_args(inner) if argument is not Ellipsis]
            return arguments[-1]
    return None


def _parts(annotation: Any) -> list[Any]:
    origin = get_origin(annotation)
    if origin in (Union, types.UnionType):
        return [part for argument in get_args(annotation) for part in _parts(argument)]
    if origin is not None and hasattr(annotation, "__metadata__"):
        return _parts(get_args(annotation)[0])
    return [annotation]


def _models_in(annotation: Any) -> list[type[BaseModel]]:
    return [part for part in _parts(annotation) if isinstance(part, type) and issubclass(part, BaseModel)]
