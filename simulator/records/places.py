"""Where things are kept on this machine. The one door to platformdirs.

Owns the data folder, overridable with RIGHTPARTY_DATA, and the database address (RIGHTPARTY_DATABASE). Never opens them.
"""

from __future__ import annotations

import getpass
import json
import os
import secrets
from functools import lru_cache
from importlib.metadata import entry_points
from pathlib import Path

import platformdirs

from scenarios.problems import RightpartyError


def data_folder() -> Path:
    """The folder for logs and the database; made if missing. Raises RightpartyError when it cannot be written."""
    chosen = os.environ.get("RIGHTPARTY_DATA")
    folder = Path(chosen).expanduser() if chosen else platformdirs.user_data_path("rightparty", appauthor=False)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if not os.access(folder, os.W_OK):
            raise PermissionError(13, "Permission denied")
    except OSError as error:
        raise RightpartyError(
            f"The data folder {folder} cannot be written: {error.strerror}.",
            "Set RIGHTPARTY_DATA to a folder of your own, for example: RIGHTPARTY_DATA=~/rightparty rightparty",
        ) from None
    return folder


def log_path(call_id: str) -> Path:
    """Where the log of a call is kept."""
    return data_folder() / "calls" / f"{call_id}.jsonl"


def database_url() -> str:
    """The database's address: RIGHTPARTY_DATABASE, else a SQLite file in the data folder."""
    return os.environ.get("RIGHTPARTY_DATABASE") or f"sqlite:///{data_folder() / 'records.db'}"


def account_name() -> str:
    """Who uses this machine: the name of the account."""
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return "trainee"


_OWN: dict[str, str] = {}
"""Who is signed in to this very program, where each has a session of its own (RIGHTPARTY_SESSION=own, as `serve` sets it)."""


def _own_session() -> bool:
    return os.environ.get("RIGHTPARTY_SESSION") == "own"


def _session() -> dict[str, str]:
    if _own_session():
        return _OWN
    try:
        kept = json.loads((data_folder() / "session").read_text(encoding="utf-8"))
    except (FileNotFoundError, ValueError):
        return {}
    return kept if isinstance(kept, dict) else {}


def session_token() -> str | None:
    """The token of who is signed in on this machine; None when nobody is."""
    return _session().get("token")


def session_person() -> str | None:
    """The id of who is signed in on this machine; None when nobody is."""
    return _session().get("person")


def keep_session(token: str | None, person: str = "") -> None:
    """Keep who is signed in where only this account can read it, or forget it."""
    if _own_session():
        _OWN.clear()
        _OWN.update({} if token is None else {"token": token, "person": person})
        return
    path = data_folder() / "session"
    path.unlink(missing_ok=True)
    if token is not None:
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:
            json.dump({"token": token, "person": person}, file)


def machine_mark() -> str:
    """What ends the ids of calls made here where a team shares its records: two machines begin a call in the same second.

    Empty on a machine of one's own. Made once, and kept in the data folder.
    """
    if not os.environ.get("RIGHTPARTY_DATABASE"):
        return ""
    path = data_folder() / "machine"
    try:
        with path.open("x", encoding="utf-8") as file:
            file.write(secrets.token_hex(3))
    except FileExistsError:
        pass
    return f"-{path.read_text(encoding='utf-8').strip()}"


def pending_folder() -> Path:
    """Where finished calls wait that could not be delivered to the records."""
    return data_folder() / "pending"


def reports_folder() -> Path:
    """Where reports are kept that were asked for on a screen; made if missing."""
    folder = data_folder() / "reports"
    folder.mkdir(exist_ok=True)
    return folder


def own_pack() -> Path:
    """The pack of phrases that were taught on this machine."""
    return data_folder() / "own"


def rule_folders() -> tuple[Path, ...]:
    """Folders that may hold further rule packs: `rules/` in each further pack."""
    return tuple(folder / "rules" for folder in pack_folders() if (folder / "rules").is_dir())


def packs_home() -> Path:
    """Where installed packs are kept."""
    return data_folder() / "packs"


def installed_packs() -> list[Path]:
    """Folders of packs that were installed here, and of distributions that bring one; nothing of theirs is imported."""
    home = packs_home()
    here = (
        [each for each in sorted(home.iterdir()) if (each / "pack.yaml").is_file() and not each.name.startswith(".")]
        if home.is_dir()
        else []
    )
    return [*here, *_distributed()]


@lru_cache(maxsize=1)
def _distributed() -> tuple[Path, ...]:
    """A distribution names its pack folder with an entry point in the group `rightparty.scenarios`."""
    found = []
    for point in entry_points(group="rightparty.scenarios"):
        folder = point.value.replace(".", "/")
        label = next(
            (file for file in (point.dist.files or [] if point.dist else []) if str(file) == f"{folder}/pack.yaml"),
            None,
        )
        if label is not None:
            found.append(Path(str(label.locate())).parent)
    return tuple(found)


def pack_folders() -> list[Path]:
    """Further packs: those of RIGHTPARTY_PACKS (separated as PATH is), installed ones, then the phrases taught on this machine."""
    named = [Path(each).expanduser() for each in os.environ.get("RIGHTPARTY_PACKS", "").split(os.pathsep) if each]
    packs = [*named, *installed_packs()]
    return [*packs, own_pack()] if own_pack().is_dir() else packs
