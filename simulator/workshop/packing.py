"""Packs of scenarios from a folder or a zip: unpacked with care, checked whole, put in place in one step. Nothing of theirs runs.

Owns what a pack may hold and the limits of an archive: text files only, no way out of the folder, no links, no bombs. A pack
that does not pass all checks is not installed, and the one that was there stays.
"""

from __future__ import annotations

import os
import shutil
import stat
import tempfile
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from scenarios.model.pack import PackFile
from scenarios.packs import shipped_folder
from scenarios.problems import Problem, RightpartyError
from scenarios.reading import read_model
from simulator.workshop.checking import check_everything

MOST_FILES = 2_000
MOST_BYTES = 50_000_000
"""Of a whole pack, unpacked."""
KINDS = frozenset({".yaml", ".json", ".md", ".txt", ".csv"})
"""Endings of files that a pack may hold; a file without ending is a licence or the like."""
LABEL = "pack.yaml"


@dataclass(frozen=True)
class Installed:
    """One pack that is installed."""

    label: PackFile
    folder: Path


def read_installed(home: Path) -> tuple[list[Installed], list[RightpartyError]]:
    """The packs below `home` by name, and what is wrong with those that cannot be read."""
    found: list[Installed] = []
    broken: list[RightpartyError] = []
    for folder in sorted(home.iterdir()) if home.is_dir() else ():
        if folder.name.startswith(".") or not (folder / LABEL).is_file():
            continue
        try:
            label, _ = read_model(folder / LABEL, PackFile)
        except RightpartyError as error:
            broken.append(error)
            continue
        found.append(Installed(label, folder))
    return found, broken


def shipped_packs() -> dict[str, Path]:
    """Packs that come with the program and are not part of its library: name and folder."""
    return {folder.name: folder for folder in sorted(shipped_folder().iterdir()) if (folder / LABEL).is_file()}


def install(source: Path, home: Path, folders: Sequence[Path] = ()) -> tuple[PackFile, str | None, list[Problem]]:
    """Put a pack in place; its label, the version it replaced, and the warnings of its check.

    `folders` are the other packs, against which its names are checked. Raises RightpartyError when it is no pack, holds what it
    may not, or does not pass; nothing is changed then.
    """
    home.mkdir(parents=True, exist_ok=True)
    new = Path(tempfile.mkdtemp(dir=home, prefix=".new-"))
    try:
        _unpack(source, new)
        label, _ = read_model(new / LABEL, PackFile, LABEL)
        place = home / label.pack
        others = [folder for folder in folders if folder.resolve() != place.resolve()]
        problems, _ = check_everything([new], others)
        wrong = [each for each in problems if each.severity == "error"]
        if wrong:
            shown = "\n".join(str(each).replace(f"{new}{os.sep}", "") for each in wrong[:10])
            raise RightpartyError(
                f"The pack {label.pack} has {len(wrong)} mistakes and was not installed.\n{shown}",
                "Ask its author, or correct it.",
            )
        before = _replace(new, place)
        return label, before, problems
    finally:
        shutil.rmtree(new, ignore_errors=True)


def remove(name: str, home: Path) -> None:
    """Take an installed pack away. Raises RightpartyError when there is none of that name."""
    known = {each.label.pack: each.folder for each in read_installed(home)[0]}
    if name not in known:
        raise RightpartyError(f"No pack '{name}' is installed.", "`rightparty packs list` names them.")
    shutil.rmtree(known[name])


def _replace(new: Path, place: Path) -> str | None:
    """One step: the old pack is whole until the new one is there."""
    if not place.exists():
        os.replace(new, place)
        return None
    label, _ = read_model(place / LABEL, PackFile)
    old = place.with_name(f".old-{place.name}")
    shutil.rmtree(old, ignore_errors=True)
    os.replace(place, old)
    os.replace(new, place)
    shutil.rmtree(old, ignore_errors=True)
    return label.version


def _unpack(source: Path, new: Path) -> None:
    if source.is_dir():
        _copy(source, new)
    elif zipfile.is_zipfile(source):
        _extract(source, new)
    else:
        raise RightpartyError(
            f"{source} is neither a folder nor a zip file.",
            "A pack is a folder with pack.yaml at its top, or a zip of one.",
        )
    if not (new / LABEL).is_file():
        raise RightpartyError(f"{source} has no {LABEL} at its top.", "It says 'pack', 'title' and 'version'.")


def _copy(source: Path, new: Path) -> None:
    total = 0
    for count, path in enumerate(_files(source), start=1):
        inside = path.relative_to(source)
        _allow(PurePosixPath(inside.as_posix()), count)
        total += path.stat().st_size
        _weigh(total)
        (new / inside).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, new / inside)


def _files(folder: Path) -> Iterator[Path]:
    """Plain files below a folder; links are not followed, and hidden files are not a pack's."""
    for path in sorted(folder.rglob("*")):
        inside = path.relative_to(folder)
        if any(part.startswith(".") for part in inside.parts):
            continue
        if path.is_symlink():
            raise RightpartyError(f"The pack holds a link: {inside.as_posix()}.", "Put the file itself there.")
        if path.is_file():
            yield path


def _extract(source: Path, new: Path) -> None:
    with zipfile.ZipFile(source) as archive:
        members = [each for each in archive.infolist() if not each.is_dir()]
        _weigh(sum(each.file_size for each in members))
        tops = {PurePosixPath(each.filename).parts[0] for each in members if each.filename}
        names = {each.filename for each in members}
        strip = 1 if LABEL not in names and len(tops) == 1 else 0  # a zip of the folder and not of its contents
        for count, member in enumerate(members, start=1):
            name = PurePosixPath(member.filename.replace("\\", "/"))
            if stat.S_ISLNK(member.external_attr >> 16):
                raise RightpartyError(f"The pack holds a link: {name}.", "Put the file itself there.")
            inside = PurePosixPath(*name.parts[strip:]) if len(name.parts) > strip else name
            _allow(name, count)
            if any(part.startswith(".") for part in inside.parts):
                continue
            target = new.joinpath(*inside.parts)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(_read(archive, member))


def _read(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> bytes:
    """What a member holds, and not a byte more than it says it does."""
    try:
        with archive.open(member) as file:
            data = file.read(member.file_size + 1)
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError, EOFError, OSError) as error:
        raise RightpartyError(
            f"{member.filename} in the zip cannot be read: {error}.", "Pack it again, without a password."
        ) from None
    if len(data) != member.file_size:
        raise RightpartyError(f"{member.filename} in the zip is longer than it says.", "Pack it again.")
    return data


def _allow(name: PurePosixPath, count: int) -> None:
    if count > MOST_FILES:
        raise RightpartyError(f"The pack holds more than {MOST_FILES} files.", "Split it.")
    if name.is_absolute() or ".." in name.parts or ":" in name.as_posix() or "\x00" in name.as_posix():
        raise RightpartyError(f"The pack wants to write outside its folder: {name}.", "Do not trust it.")
    if name.suffix and name.suffix.lower() not in KINDS and not name.name.startswith("."):
        raise RightpartyError(
            f"The pack holds a file that is no text: {name}.",
            f"A pack holds {', '.join(sorted(KINDS))}; nothing in it is ever run.",
        )


def _weigh(total: int) -> None:
    if total > MOST_BYTES:
        raise RightpartyError(f"The pack is larger than {MOST_BYTES // 1_000_000} MB.", "Split it.")
