"""What a pack has once: the vocabulary, the curriculum, how acts move a mood.

Owns how several packs' files of one kind become one: examples add up, the last curriculum stands, feelings are the shipped ones.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

from scenarios.folders import shipped_folder, walk
from scenarios.model.act import Act, ActFile, Vocabulary
from scenarios.model.curriculum import Curriculum
from scenarios.model.entry import Entry, Name
from scenarios.model.flow import Feelings
from scenarios.reading import read_model


class FeelingsFile(Entry):
    """How each agent act moves a debtor's mood, before the persona's own reactions."""

    feelings: dict[Name, Feelings]


def read_vocabulary(folders: Iterable[Path] = ()) -> Vocabulary:
    """The acts of the shipped pack, with the examples that further packs add. Raises SourceError."""
    sides: dict[str, dict[str, Act]] = {"agent": {}, "debtor": {}}
    added: list[tuple[str, str]] = []
    for folder in (shipped_folder(), *folders):
        for found in walk(folder, "vocabulary"):
            file, _ = read_model(found.path, ActFile, found.shown_as)
            for name, act in file.acts.items():
                known = sides[file.speaker].get(name)
                if known is not None:  # a pack adds phrases; what the act means stays as it was shipped
                    added.extend((name, line) for line in act.examples)
                    act = known.model_copy(update={"examples": known.examples + act.examples})
                sides[file.speaker][name] = act
    return Vocabulary(agent=sides["agent"], debtor=sides["debtor"], added=tuple(added))


def read_curriculum(folders: Iterable[Path] = ()) -> Curriculum:
    """The curriculum of the last pack that has one, else the shipped one. Raises SourceError."""
    chosen = shipped_folder() / "curriculum.yaml"
    for folder in folders:
        if (folder / "curriculum.yaml").is_file():
            chosen = folder / "curriculum.yaml"
    found, _ = read_model(chosen, Curriculum, f"{chosen.parent.name}/{chosen.name}")
    return found


@lru_cache(maxsize=1)
def read_feelings() -> dict[str, Feelings]:
    """How each agent act moves a mood, from the shipped pack."""
    file, _ = read_model(shipped_folder() / "flows" / "feelings.yaml", FeelingsFile)
    return file.feelings
