"""Packs: where personas, voices, flows and scenarios are found, and a library that reads them on demand.

A pack is a folder laid out as `scenarios/` is: `personas/ voices/ flows/ library/<region>/ vocabulary/`. Later
packs may use what earlier ones define; two things of one name are refused. Never runs code from a pack.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from functools import cached_property
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel

from scenarios.folders import FOLDERS, Found, pack_of, shipped_folder, walk
from scenarios.model.flow import Flow
from scenarios.model.persona import Persona, Voice
from scenarios.model.scenario import Scenario
from scenarios.nearness import did_you_mean
from scenarios.problems import RightpartyError, SourceError
from scenarios.reading import read_model
from scenarios.single_files import read_curriculum, read_feelings, read_vocabulary
from scenarios.source import Document

Model = TypeVar("Model", bound=BaseModel)


class Library:
    """Everything that can be practised, read when asked for and kept."""

    def __init__(self, folders: Iterable[Path] = ()) -> None:
        self.folders = (shipped_folder(), *folders)
        self._kept: dict[tuple[str, str], BaseModel] = {}
        self._documents: dict[tuple[str, str], Document] = {}

    @cached_property
    def _found(self) -> dict[str, dict[str, Found]]:
        table: dict[str, dict[str, Found]] = {kind: {} for kind in FOLDERS}
        for folder in self.folders:
            for kind in FOLDERS:
                for found in walk(folder, kind):
                    if found.name in table[kind]:
                        raise RightpartyError(
                            f"Two files are named '{found.name}': {table[kind][found.name].path} and {found.path}.",
                            "Rename one of them; names are unique over all packs.",
                        )
                    table[kind][found.name] = found
        return table

    @property
    def rule_folders(self) -> tuple[Path, ...]:
        """`rules/` of each further pack that has one; what is in it, `scoring` knows."""
        return tuple(folder / "rules" for folder in self.folders[1:] if (folder / "rules").is_dir())

    @property
    def rubric_folders(self) -> tuple[Path, ...]:
        """`rubrics/` of each further pack that has one; what is in it, `scoring` knows."""
        return tuple(folder / "rubrics" for folder in self.folders[1:] if (folder / "rubrics").is_dir())

    def names(self, kind: str) -> list[str]:
        """Names of all personas, voices, flows or `library` scenarios, sorted."""
        return sorted(self._found[kind])

    def _get(self, kind: str, name: str, model: type[Model]) -> Model:
        if (kind, name) not in self._kept:
            found = self._found[kind].get(name)
            if found is None:
                what = "scenario" if kind == "library" else kind.rstrip("s")
                hint = did_you_mean(name, self._found[kind]) or "`rightparty scenarios list` names them all."
                raise RightpartyError(f"There is no {what} named '{name}'.", hint)
            entry, document = read_model(found.path, model, found.shown_as)
            self._kept[kind, name] = entry
            self._documents[kind, name] = document
        kept = self._kept[kind, name]
        assert isinstance(kept, model)
        return kept

    def scenario(self, name: str) -> Scenario:
        """The scenario of that name. Raises RightpartyError if there is none, SourceError if it is broken."""
        return self._get("library", name, Scenario)

    def persona(self, name: str) -> Persona:
        """The persona of that name; raises as `scenario` does."""
        return self._get("personas", name, Persona)

    def voice(self, name: str) -> Voice:
        """The voice of that name; raises as `scenario` does."""
        return self._get("voices", name, Voice)

    def flow(self, name: str) -> Flow:
        """The flow of that name with what it builds on; raises as `scenario` does."""
        return self.whole(self._get("flows", name, Flow))

    def whole(self, flow: Flow) -> Flow:
        """A flow with what it builds on. Raises RightpartyError when that is not there or it goes round in a circle."""
        seen = [flow.flow]
        while flow.builds_on is not None:
            if flow.builds_on in seen:
                raise RightpartyError(
                    f"The flow '{seen[0]}' builds on itself: {' → '.join((*seen, flow.builds_on))}.", ""
                )
            base = self._get("flows", flow.builds_on, Flow)
            seen.append(base.flow)
            try:
                flow = flow.on_top_of(base).model_copy(update={"builds_on": base.builds_on})
            except ValueError as error:
                raise RightpartyError(f"{str(error).capitalize()}.", "") from error
        return flow

    def flow_parts(self, name: str) -> list[Flow]:
        """The flow as its file has it, and those it builds on, in that order. Raises as `flow` does."""
        parts = [self._get("flows", name, Flow)]
        while (base := parts[-1].builds_on) is not None and all(base != each.flow for each in parts):
            parts.append(self._get("flows", base, Flow))
        return parts

    def healthy(self) -> tuple[list[Scenario], list[RightpartyError]]:
        """All scenarios that can be practised, easiest first, and what is wrong with the others."""
        found: list[Scenario] = []
        broken: list[RightpartyError] = []
        for name in self.names("library"):
            try:
                scenario = self.scenario(name)
                persona = self.persona(scenario.persona)
                self.voice(persona.voice)
                self.flow(scenario.flow)
                found.append(scenario)
            except RightpartyError as error:
                broken.append(error)
        return sorted(found, key=lambda each: (each.level, each.scenario)), broken

    def instead(
        self, kind: str, name: str, entry: BaseModel, found: Found | None = None, document: Document | None = None
    ) -> Library:
        """This library with one entry another; nothing else is read again. `found` and `document` where it has a file."""
        other = Library(self.folders[1:])
        table = {each: dict(names) for each, names in self._found.items()}
        if found is not None:
            table[kind][name] = found
        other.__dict__["_found"] = table
        other._kept = {**self._kept, (kind, name): entry}
        other._documents = self._documents if document is None else {**self._documents, (kind, name): document}
        return other

    def path_of(self, kind: str, name: str) -> Path:
        """The file of something that is here. Raises KeyError when it is not."""
        return self._found[kind][name].path

    def document(self, kind: str, name: str) -> Document:
        """The source of something already read, for places in messages."""
        return self._documents[kind, name]

    def scenarios(self) -> Iterator[Scenario]:
        """All scenarios in order of name. Raises SourceError at the first broken one."""
        for name in self.names("library"):
            yield self.scenario(name)

    def digest(self, scenario: Scenario) -> str:
        """SHA-256 over the contents a call of this scenario depends on, so that a stored call can tell."""
        total = hashlib.sha256()
        for kind, name in (
            ("library", scenario.scenario),
            ("personas", scenario.persona),
            ("voices", self.persona(scenario.persona).voice),
            *(("flows", flow.flow) for flow in self.flow_parts(scenario.flow)),
        ):
            total.update(self._found[kind][name].path.read_bytes().replace(b"\r\n", b"\n"))
        return total.hexdigest()


__all__ = [
    "FOLDERS",
    "Found",
    "Library",
    "SourceError",
    "pack_of",
    "read_curriculum",
    "read_feelings",
    "read_vocabulary",
    "shipped_folder",
    "walk",
]
