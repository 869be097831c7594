"""Finding, checking and choosing rule packs: shipped ones, folders of further ones, and installed distributions.

Owns where packs come from, the lists of acts that conditions may name, and the choice for a regime. A pack that is
broken is reported and left out; the others load. No code of a pack is ever run. Never judges.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib.metadata import entry_points
from importlib.resources import files
from pathlib import Path

from scenarios.nearness import did_you_mean
from scenarios.problems import RightpartyError, SourceError
from scenarios.reading import read_model
from scoring.compliance.condition import Condition
from scoring.compliance.pack_checks import check_pack
from scoring.compliance.rule import Groups, Pack, Rule
from scoring.transcript import Regime

ENTRY_POINT = "rightparty.rules"
"""Entry point group of distributions that bring rule packs; the value names the package that holds the YAML."""


@dataclass(frozen=True)
class Shelf:
    """All packs that are here, and what is wrong with those that cannot be used."""

    by_label: dict[str, Pack]
    """Every version of every pack, by `us-federal@2026-11`."""
    broken: tuple[RightpartyError, ...] = ()

    @property
    def newest(self) -> dict[str, Pack]:
        """The newest version of each pack by name."""
        found: dict[str, Pack] = {}
        for pack in sorted(self.by_label.values(), key=lambda each: each.version):
            found[pack.pack] = pack
        return dict(sorted(found.items()))

    def instead(self, pack: Pack) -> Shelf:
        """This shelf with one pack as the only version of its name."""
        rest = {label: each for label, each in self.by_label.items() if each.pack != pack.pack}
        return Shelf({**rest, pack.label: pack}, self.broken)

    def versions(self, name: str) -> list[str]:
        """The versions of a pack that are here, oldest first."""
        return sorted(pack.version for pack in self.by_label.values() if pack.pack == name)


def packs_folder() -> Path:
    """The folder of the shipped packs."""
    return Path(str(files("scoring"))) / "compliance" / "packs"


@lru_cache(maxsize=1)
def shared_groups() -> dict[str, tuple[str, ...]]:
    """Lists of acts that any pack may name."""
    found, _ = read_model(packs_folder().parent / "groups.yaml", Groups, "groups.yaml")
    return dict(found.groups)


@lru_cache(maxsize=8)
def read_shelf(*folders: Path) -> Shelf:
    """The shipped packs, those of installed distributions, and those of further folders."""
    found: dict[str, Pack] = {}
    broken: list[RightpartyError] = []
    for path, shown_as in (*_shipped(), *_installed(), *_in_folders(folders)):
        try:
            pack = read_pack(path, shown_as)
        except SourceError as error:
            broken.append(error)
            continue
        if pack.label in found:
            broken.append(
                RightpartyError(
                    f"{shown_as}: there is a rule pack {pack.label} already.", "Give this one another version or name."
                )
            )
            continue
        found[pack.label] = pack
    return Shelf(found, tuple(broken))


def read_pack(path: Path, shown_as: str | None = None) -> Pack:
    """One pack with its lists of acts written out. Raises SourceError with every problem of the file."""
    written, document = read_model(path, Pack, shown_as)
    groups = {**shared_groups(), **written.groups}
    check_pack(written, document, groups)
    return expand(written, groups)


def expand(pack: Pack, groups: dict[str, tuple[str, ...]]) -> Pack:
    """The pack with every list of acts that a condition names written out."""
    rules = tuple(
        rule.model_copy(update={"when": tuple(_written_out(each, groups) for each in rule.when)}) for rule in pack.rules
    )
    return pack.model_copy(update={"rules": rules})


def _written_out(condition: Condition, groups: dict[str, tuple[str, ...]]) -> Condition:
    changed = {
        "with_" if key == "with" else key: tuple(
            dict.fromkeys(act for name in names for act in groups.get(name, (name,)))
        )
        for key, names in condition.act_lists().items()
        if any(name in groups for name in names)
    }
    return condition.model_copy(update=changed) if changed else condition


def _shipped() -> Iterator[tuple[Path, str]]:
    for path in sorted(packs_folder().glob("*.yaml")):
        yield path, path.name


def _installed() -> Iterator[tuple[Path, str]]:
    """YAML files of installed distributions; found by their file lists, so that nothing of theirs is imported."""
    for point in entry_points(group=ENTRY_POINT):
        folder = point.value.replace(".", "/")
        for file in sorted(point.dist.files or [] if point.dist else [], key=str):
            if file.suffix == ".yaml" and str(file.parent) == folder:
                yield Path(str(file.locate())), f"{point.name}: {file}"


def _in_folders(folders: Iterable[Path]) -> Iterator[tuple[Path, str]]:
    for folder in folders:
        for path in sorted(folder.glob("*.yaml")):
            yield path, str(path)


def read_packs(*folders: Path) -> dict[str, Pack]:
    """The newest version of every usable pack by name."""
    return read_shelf(*folders).newest


def choose_packs(regime: Regime, named: Iterable[str] = (), shelf: Shelf | None = None) -> list[Pack]:
    """The packs for a call: those named (`us-federal` or `us-federal@2026-11`), else those of its regime.

    Raises RightpartyError for a pack or version that is not here.
    """
    shelf = shelf or read_shelf()
    names = list(named) or list(regime.rules) or _usual(regime, shelf.newest)
    chosen: dict[str, Pack] = {}
    for name in names:
        _take(name, shelf, chosen)
    return list(chosen.values())


def _take(name: str, shelf: Shelf, chosen: dict[str, Pack]) -> None:
    plain, _, version = name.partition("@")
    pack = shelf.by_label.get(name) if version else shelf.newest.get(plain)
    if pack is None and plain in shelf.newest:
        raise RightpartyError(
            f"Rule pack {plain} is here in version {', '.join(shelf.versions(plain))}, not {version}.",
            "Install that version, or leave the version out.",
        )
    if pack is None:
        broken = next((str(error) for error in shelf.broken if plain in str(error)), "")
        raise RightpartyError(f"There is no rule pack named '{plain}'.", broken or did_you_mean(plain, shelf.newest))
    if plain not in chosen:
        chosen[plain] = pack
        for included in pack.includes:
            _take(included, shelf, chosen)


def _usual(regime: Regime, packs: dict[str, Pack]) -> list[str]:
    """The packs of the regime's own place if there are any, else those of its country, else the house rules."""
    place = regime.jurisdiction
    country = place.split("-")[0]
    for jurisdiction in dict.fromkeys((place, country)):
        fitting = [
            pack.pack
            for pack in packs.values()
            if pack.jurisdiction == jurisdiction and (not pack.collectors or regime.collector in pack.collectors)
        ]
        if jurisdiction == place and fitting and place != country and place.startswith("us-"):
            # a state or city adds to the federal law, it does not replace it
            return [*_usual(Regime(country, regime.collector), packs), *fitting]
        if fitting:
            return fitting
    return ["policy"]


def find_rule(code: str, shelf: Shelf) -> list[tuple[Pack, Rule]]:
    """Every pack that has the rule, newest versions only."""
    return [(pack, rule) for pack in shelf.newest.values() for rule in pack.rules if rule.rule == code]
