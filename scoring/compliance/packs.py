"""Finding and choosing rule packs.

Owns reading the shipped packs (and folders of further ones) and the choice for a regime. Never judges.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from importlib.resources import files
from pathlib import Path

from scenarios.nearness import did_you_mean
from scenarios.problems import RightpartyError
from scenarios.reading import read_model
from scoring.compliance.rule import Pack
from scoring.transcript import Regime


def packs_folder() -> Path:
    """The folder of the shipped packs."""
    return Path(str(files("scoring"))) / "compliance" / "packs"


@lru_cache(maxsize=8)
def read_packs(*folders: Path) -> dict[str, Pack]:
    """All packs by name: the shipped ones and those of further folders. Raises SourceError."""
    found: dict[str, Pack] = {}
    for folder in (packs_folder(), *folders):
        for path in sorted(folder.glob("*.yaml")):
            pack, _ = read_model(path, Pack, path.name)
            found[pack.pack] = pack
    return found


def choose_packs(regime: Regime, named: Iterable[str] = (), available: dict[str, Pack] | None = None) -> list[Pack]:
    """The packs for a call: those named (`us-federal` or `us-federal@2026-11`), else those of its regime.

    Raises RightpartyError for a pack or version that is not here.
    """
    packs = available if available is not None else read_packs()
    names = list(named) or list(regime.rules) or _usual(regime, packs)
    chosen: dict[str, Pack] = {}
    for name in names:
        _take(name, packs, chosen)
    return list(chosen.values())


def _take(name: str, packs: dict[str, Pack], chosen: dict[str, Pack]) -> None:
    plain, _, version = name.partition("@")
    pack = packs.get(plain)
    if pack is None:
        raise RightpartyError(f"There is no rule pack named '{plain}'.", did_you_mean(plain, packs))
    if version and version != pack.version:
        raise RightpartyError(
            f"Rule pack {plain} is here in version {pack.version}, not {version}.",
            "Install that version, or leave the version out.",
        )
    if plain not in chosen:
        chosen[plain] = pack
        for included in pack.includes:
            _take(included, packs, chosen)


def _usual(regime: Regime, packs: dict[str, Pack]) -> list[str]:
    country = regime.jurisdiction.split("-")[0]
    fitting = [
        pack.pack
        for pack in packs.values()
        if pack.jurisdiction == country and (not pack.collectors or regime.collector in pack.collectors)
    ]
    return fitting or ["policy"]
