"""Writes docs/problems/: a page for each code that `rightparty scenarios check` can name, from docs/problems.yaml. `make docs` runs it."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from scenarios.source import read_file

SOURCE = Path(__file__).with_name("problems.yaml")
HOME = Path(__file__).parent / "problems"


@dataclass(frozen=True)
class Example:
    """One change to a shipped file that brings the problem on."""

    file: str
    old: str
    new: str


@dataclass(frozen=True)
class Documented:
    """One code."""

    code: str
    means: str
    do: str
    example: Example | None
    whole: str | None


def read_documented() -> list[Documented]:
    """Every code in the order of the file."""
    written: Any = read_file(SOURCE).data
    return [
        Documented(
            each["code"], each["means"], each["do"],
            Example(each["example"]["in"], each["example"]["old"], each["example"]["new"]) if "example" in each else None,
            each.get("whole"),
        )
        for each in written
    ]  # fmt: skip


def pages() -> dict[str, str]:
    """Every page by its path below docs/problems."""
    found = {f"{each.code}.md": _page(each) for each in read_documented()}
    lines = [
        "# What `rightparty scenarios check` says",
        "",
        "Written by `make docs` from `docs/problems.yaml`.",
        "",
        "| code | what it means |",
        "|---|---|",
    ]
    lines += [f"| [{each.code}]({each.code}.md) | {each.means} |" for each in read_documented()]
    lines += [
        "",
        "`deep/…` comes from `check --deep`, which searches every way a call can go: `deep/unreached`, `deep/cannot-be-won`,",
    ]
    lines += ["`deep/cannot-be-lost` and `deep/no-lawful-path` are warnings, since the search is bounded.", ""]
    return {"README.md": "\n".join(lines), **found}


def _page(each: Documented) -> str:
    lines = [f"# {each.code}", "", each.means, "", f"**What to do.** {each.do}", ""]
    if each.example is not None:
        lines += [f"For example, in `{each.example.file}.yaml`:", "", "```diff"]
        lines += [f"- {line}" for line in each.example.old.strip("\n").split("\n")]
        lines += [f"+ {line}" for line in each.example.new.strip("\n").split("\n") if each.example.new.strip("\n")]
        lines += ["```", ""]
    if each.whole is not None:
        lines += ["For example:", "", "```yaml", *each.whole.rstrip("\n").split("\n"), "```", ""]
    return "\n".join([*lines, "[All codes](../README.md)", ""])


def main() -> None:
    """Write them all anew."""
    shutil.rmtree(HOME, ignore_errors=True)
    for name, text in pages().items():
        path = HOME / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
