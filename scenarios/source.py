"""Strict YAML: data with the place of every key and value. The one door to PyYAML.

Plain words are read as written: `no`, `on`, `21:00` and `012` stay text, since YAML 1.1's guesses ruin calling
hours and yes/no acts. Duplicate keys, merge keys, tags, deep nesting and alias bombs are refused. Never knows
what the data mean.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any

import yaml

from scenarios.problems import Problems

MAX_BYTES = 2_000_000
MAX_DEPTH = 30
MAX_NODES = 100_000

Path_ = tuple[str | int, ...]
Data = Any

_WHOLE = re.compile(r"[-+]?(0|[1-9][0-9]*)\Z")
_DECIMAL = re.compile(r"[-+]?(0|[1-9][0-9]*)\.[0-9]+\Z")
_WORDS: dict[str, bool | None] = {"true": True, "false": False, "null": None, "~": None, "": None}


@dataclass(frozen=True)
class Mark:
    """Where something stands, counted from 1."""

    line: int
    column: int


@dataclass
class Document:
    """Data of one YAML file and the places they came from."""

    path: str
    data: Data
    values: dict[Path_, Mark] = field(default_factory=dict)
    """Place of each value, by its path from the top."""
    keys: dict[Path_, Mark] = field(default_factory=dict)
    """Place of each mapping key, by the path of its value."""
    ends: dict[Path_, Mark] = field(default_factory=dict)
    """Where each text, number or word ends: the place after its last character."""
    text: str = ""
    """The file as it was written, comments included."""

    def mark(self, path: Path_, key: bool = False) -> Mark:
        """The place of `path`, or of its nearest ancestor that stands in the file."""
        table = self.keys if key else self.values
        for length in range(len(path), -1, -1):
            found = table.get(path[:length]) or self.values.get(path[:length])
            if found:
                return found
        return Mark(1, 1)


def read_file(path: Path, shown_as: str | None = None) -> Document:
    """Read one YAML file. Raises SourceError with every problem found."""
    name = shown_as or str(path)
    problems = Problems(name)
    try:
        if path.stat().st_size > MAX_BYTES:
            problems.add("yaml/too-large", 0, 0, f"The file is larger than {MAX_BYTES // 1_000_000} MB.", "Split it.")
            problems.raise_if_any()
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        problems.add("yaml/not-utf8", 0, 0, f"The file is not UTF-8 text (byte {error.start}).", "Save it as UTF-8.")
    except OSError as error:
        problems.add("yaml/unreadable", 0, 0, f"The file cannot be read: {error.strerror}.")
    problems.raise_if_any()
    return read_text(text, name)


def read_text(text: str, path: str = "<text>") -> Document:
    """Read YAML text. Raises SourceError with every problem found."""
    problems = Problems(path)
    builder = _Builder(Document(path, None, text=text), problems)
    try:
        loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
        for event in yaml.parse(text, Loader=loader):
            if not builder.take(event):
                break
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line, column = (mark.line + 1, mark.column + 1) if mark else (0, 0)
        problems.add("yaml/syntax", line, column, f"This is not YAML: {error.problem or error.context}.")
    except yaml.reader.ReaderError as error:
        problems.add("yaml/character", 0, 0, f"A character that YAML forbids: {error.reason}.")
    problems.raise_if_any()
    return builder.document


def resolve_plain(text: str) -> Data:
    """What an unquoted word means: true, false, null, a whole or decimal number, else itself."""
    if text in _WORDS:
        return _WORDS[text]
    if _WHOLE.match(text):
        return int(text) if len(text) < 19 else text
    if _DECIMAL.match(text):
        return Decimal(text)
    return text


class _Builder:
    """Builds data from parser events without recursion, so that no file can exhaust the stack."""

    def __init__(self, document: Document, problems: Problems) -> None:
        self.document = document
        self.problems = problems
        self.stack: list[tuple[Path_, Data, str | None]] = []  # path, container, anchor
        self.pending: list[str | None] = []  # the key waiting for its value, per open mapping
        self.anchors: dict[str, tuple[Data, int]] = {}
        self.sizes: list[int] = []
        self.nodes = 0
        self.documents = 0

    def take(self, event: yaml.Event) -> bool:
        """Take one event; False stops reading."""
        start = event.start_mark
        line, column = (start.line + 1, start.column + 1) if start is not None else (0, 0)
        if isinstance(event, yaml.DocumentStartEvent):
            self.documents += 1
            if self.documents > 1:
                self.problems.add("yaml/several-documents", line, column, "One document a file; '---' starts another.")
                return False
        elif isinstance(event, yaml.AliasEvent):
            return self._alias(event, line, column)
        elif isinstance(event, yaml.ScalarEvent):
            plain = event.implicit[0] and not event.style
            if event.tag is not None:
                self.problems.add("yaml/tag", line, column, f"The tag {event.tag} is not used here.", "Leave it out.")
            value = resolve_plain(event.value) if plain and not self._awaits_key() else event.value
            if not self._awaits_key() and event.end_mark is not None:
                self.document.ends[self._path()] = Mark(event.end_mark.line + 1, event.end_mark.column + 1)
            return self._place(value, line, column, event.anchor, 1)
        elif isinstance(event, yaml.MappingStartEvent | yaml.SequenceStartEvent):
            if len(self.stack) >= MAX_DEPTH:
                self.problems.add("yaml/too-deep", line, column, f"Nested more than {MAX_DEPTH} levels deep.")
                return False
            if self._awaits_key():
                self.problems.add("yaml/key", line, column, "A key must be a word, not a list or a mapping.")
                return False
            path = self._path()
            self.document.values[path] = Mark(line, column)
            container: Data = {} if isinstance(event, yaml.MappingStartEvent) else []
            self.stack.append((path, container, event.anchor))
            self.pending.append(None)
            self.sizes.append(1)
        elif isinstance(event, yaml.MappingEndEvent | yaml.SequenceEndEvent):
            _, container, anchor = self.stack.pop()
            self.pending.pop()
            return self._place(container, 0, 0, anchor, self.sizes.pop())
        return True

    def _awaits_key(self) -> bool:
        return bool(self.stack) and isinstance(self.stack[-1][1], dict) and self.pending[-1] is None

    def _path(self) -> Path_:
        if not self.stack:
            return ()
        path, container, _ = self.stack[-1]
        return (*path, len(container)) if isinstance(container, list) else (*path, self.pending[-1] or "")

    def _alias(self, event: yaml.AliasEvent, line: int, column: int) -> bool:
        if event.anchor not in self.anchors:
            self.problems.add("yaml/alias", line, column, f"'*{event.anchor}' names nothing that is complete here.")
            return False
        value, size = self.anchors[event.anchor]
        return self._place(value, line, column, None, size)

    def _place(self, value: Data, line: int, column: int, anchor: str | None, size: int) -> bool:
        self.nodes += size
        if self.nodes > MAX_NODES:
            self.problems.add("yaml/too-many", line, column, f"More than {MAX_NODES} values once aliases are followed.")
            return False
        if anchor:
            self.anchors[anchor] = (value, size)
        if self._awaits_key():
            return self._key(str(value), line, column)
        path = self._path()
        if line:
            self.document.values[path] = Mark(line, column)
        if not self.stack:
            self.document.data = value
            return True
        self.sizes[-1] += size
        container = self.stack[-1][1]
        if isinstance(container, list):
            container.append(value)
        else:
            container[self.pending[-1]] = value
            self.pending[-1] = None
        return True

    def _key(self, key: str, line: int, column: int) -> bool:
        path, container, _ = self.stack[-1]
        if key == "<<":
            self.problems.add("yaml/merge-key", line, column, "Merge keys ('<<') are not used here.", "Write it out.")
        if key in container:
            first = self.document.keys[(*path, key)]
            self.problems.add(
                "yaml/duplicate-key",
                line,
                column,
                f"'{key}' stands twice; the first is on line {first.line}.",
            )
        else:
            self.document.keys[(*path, key)] = Mark(line, column)
        self.pending[-1] = key
        return True
