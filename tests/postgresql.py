"""Runs a command with a PostgreSQL server of its own, made from Debian's package, and takes the server away afterwards.

`python tests/postgresql.py COMMAND…`. Sets RIGHTPARTY_TEST_POSTGRESQL to its address. Where PostgreSQL is not installed the command
runs without it, the tests that need it are skipped, and this says so.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ADDRESS = "RIGHTPARTY_TEST_POSTGRESQL"


def programs() -> Path | None:
    """The folder of the newest server that is installed."""
    found = sorted(
        Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: [int(p) for p in path.parts[4].split(".")]
    )
    if found:
        return found[-1].parent
    other = shutil.which("initdb")
    return Path(other).parent if other else None


def main(command: list[str]) -> int:
    """Start, run, stop; the command's exit code."""
    binaries = programs()
    if binaries is None:
        print(
            "*** PostgreSQL is not installed: the records are tested on SQLite alone (apt-get install postgresql) ***"
        )
        return subprocess.run(command, check=False).returncode
    with tempfile.TemporaryDirectory(prefix="rightparty-pg-", dir="/tmp") as folder:
        os.chmod(folder, 0o755)
        home = Path(folder) / "data"
        as_them: list[str] = []
        if os.geteuid() == 0:  # the server will not run as root
            shutil.chown(folder, "postgres")
            as_them = ["runuser", "-u", "postgres", "--"]
        quiet = {"stdout": subprocess.DEVNULL, "check": True, "cwd": folder}
        subprocess.run(
            [*as_them, str(binaries / "initdb"), "-D", str(home), "-A", "trust", "-U", "rightparty", "-E", "UTF8", "--no-sync",
             "--locale-provider=icu", "--icu-locale=en-US"],
            **quiet,
        )  # fmt: skip
        settings = f"-c listen_addresses='' -c unix_socket_directories={folder} -c fsync=off -c max_connections=300"
        control = [*as_them, str(binaries / "pg_ctl"), "-D", str(home), "-l", str(Path(folder) / "log"), "-w"]
        subprocess.run([*control, "-o", settings, "start"], **quiet)
        try:
            address = f"postgresql+psycopg://rightparty@/postgres?host={folder}"
            return subprocess.run(command, check=False, env={**os.environ, ADDRESS: address}).returncode
        finally:
            subprocess.run([*control, "-m", "immediate", "stop"], stdout=subprocess.DEVNULL, check=False, cwd=folder)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
