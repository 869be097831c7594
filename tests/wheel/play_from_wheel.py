"""Builds the wheel, installs it in an empty environment, and plays a scripted call with nothing of the checkout in reach."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import venv
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def run(*command: str, cwd: str, **environment: str) -> str:
    """Run and return what it printed; a failure ends this script."""
    done = subprocess.run(command, cwd=cwd, capture_output=True, text=True, env={**os.environ, **environment})
    if done.returncode != 0:
        sys.exit(f"{' '.join(command)} ended with {done.returncode}:\n{done.stdout}\n{done.stderr}")
    return done.stdout


def data_files(names: list[str]) -> set[str]:
    """Files that are no Python."""
    return {
        name
        for name in names
        if name.split("/")[0] in ("scenarios", "scoring", "simulator") and not name.endswith((".py", "/"))
    }


def main() -> None:
    """Build, compare contents, install, play."""
    with tempfile.TemporaryDirectory() as folder:
        run(sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", folder, str(ROOT), cwd=folder)
        wheel = next(Path(folder).glob("*.whl"))
        packed = data_files(zipfile.ZipFile(wheel).namelist())
        tracked = data_files(
            [
                path.relative_to(ROOT).as_posix()
                for top in ("scenarios", "scoring", "simulator")
                for path in (ROOT / top).rglob("*")
                if path.is_file() and "__pycache__" not in path.parts and path.suffix != ".pyc"
            ]
        )
        if missing := tracked - packed:
            sys.exit(f"The wheel lacks: {', '.join(sorted(missing))}")
        home = Path(folder) / "venv"
        venv.create(home, with_pip=True)
        scripts = home / ("Scripts" if os.name == "nt" else "bin")
        python = str(scripts / "python")
        constraints = str(ROOT / "constraints.txt")
        run(
            python,
            "-m",
            "pip",
            "install",
            "-q",
            "--disable-pip-version-check",
            "-c",
            constraints,
            str(wheel),
            cwd=folder,
        )
        command, data = str(scripts / "rightparty"), str(Path(folder) / "data")
        listed = run(command, "scenarios", "list", "--json", cwd=folder, RIGHTPARTY_DATA=data).splitlines()
        if len(listed) < 8:
            sys.exit(f"Only {len(listed)} scenarios in the wheel.")
        run(command, "scenarios", "check", cwd=folder, RIGHTPARTY_DATA=data)
        tested = run(command, "scenarios", "test", cwd=folder, RIGHTPARTY_DATA=data)
        demo = run(command, "demo", "--plain", "--fast", cwd=folder, RIGHTPARTY_DATA=data)
        if "PASSED" not in demo:
            sys.exit("The demonstration does not pass from the wheel.")
        sys.stdout.write(
            f"wheel: {len(packed)} data files, {len(listed)} scenarios, {tested.count('passed')} scripted calls passed\n"
        )


if __name__ == "__main__":
    main()
