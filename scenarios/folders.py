"""Where the files of a pack are: the kinds of folder it has, the shipped pack, and walking through one.

Owns names and places of files. Links that lead out of a pack are not followed. Never reads what is in a file.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

from pydantic import BaseModel

from scenarios.model.flow import Flow
from scenarios.model.persona import Persona, Voice
from scenarios.model.scenario import Scenario
from scenarios.problems import RightpartyError

FOLDERS: dict[str, type[BaseModel]] = {
    "personas": Persona,
    "voices": Voice,
    "flows": Flow,
    "library": Scenario,
}


@dataclass(frozen=True)
class Found:
    """One file of a pack."""

    name: str
    path: Path
    shown_as: str


def shipped_folder() -> Path:
    """The folder of the shipped pack. Raises RightpartyError when another distribution overwrote it."""
    folder = Path(str(files("scenarios")))
    if not (folder / "library").is_dir():
        raise RightpartyError(
            f"The shipped scenarios are not in {folder}.",
            "Another package named 'scenarios' may hide them; install rightparty in an environment of its own.",
        )
    return folder


def walk(folder: Path, kind: str) -> Iterator[Found]:
    """The files of one kind below a pack folder. Links that lead out of the folder are not followed."""
    base = folder / kind
    if not base.is_dir():
        return
    root = folder.resolve()
    for path in sorted(base.rglob("*.yaml")):
        if path.name != "feelings.yaml" and path.resolve().is_relative_to(root):
            yield Found(path.stem, path, f"{folder.name}/{path.relative_to(folder).as_posix()}")


def pack_of(path: Path) -> Path | None:
    """The folder of the pack that a file stands in, when that is not the shipped one; None for a file that stands alone."""
    inside = next((each for each in path.resolve().parents if each.name in FOLDERS), None)
    return None if inside is None or inside.parent == shipped_folder().resolve() else inside.parent
