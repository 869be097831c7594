"""Plants single defects into shipped files by program, one at a time, of the kinds that authors make.

Each operator looks for lines it can spoil; the seed decides which file and which line. A defect knows the line it was planted
at. Nothing here knows what the checker looks for.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from scenarios.packs import shipped_folder

SHIPPED = shipped_folder()
Edit = Callable[[random.Random, list[str]], tuple[int, list[str]] | None]


@dataclass(frozen=True)
class Defect:
    """One spoiled file."""

    kind: str
    file: str
    line: int
    """Where it was planted, from 1."""
    text: str


def misspell(chance: random.Random, word: str) -> str:
    """A slip of the fingers: two letters changed over, one left out, or one doubled."""
    at = chance.randrange(1, max(2, len(word) - 1)) if len(word) > 1 else 0
    how = chance.choice(("swap", "drop", "double"))
    if how == "swap" and word[at - 1] != word[at]:
        return word[: at - 1] + word[at] + word[at - 1] + word[at + 1 :]
    if how == "drop" and len(word) > 4:
        return word[:at] + word[at + 1 :]
    return word[:at] + word[at] + word[at:]


def spoil_group(pattern: str, group: int = 1) -> Edit:
    """Misspells what a group of the pattern finds in some line."""
    return replace_group(pattern, misspell, group)


def replace_group(pattern: str, change: Callable[[random.Random, str], str], group: int = 1) -> Edit:
    """Changes what a group of the pattern finds in some line."""
    found_by = re.compile(pattern)

    def edit(chance: random.Random, lines: list[str]) -> tuple[int, list[str]] | None:
        places = [(number, found) for number, line in enumerate(lines) for found in found_by.finditer(line)]
        if not places:
            return None
        number, found = chance.choice(places)
        line = lines[number]
        changed = change(chance, found[group])
        if changed == found[group]:
            return None
        lines[number] = line[: found.start(group)] + changed + line[found.end(group) :]
        return number, lines

    return edit


def constant(value: str) -> Callable[[random.Random, str], str]:
    """Always the same words instead."""
    return lambda chance, word: value


def doubled_line(pattern: str) -> Edit:
    """The same key a second time, on the line below."""

    def edit(chance: random.Random, lines: list[str]) -> tuple[int, list[str]] | None:
        places = [number for number, line in enumerate(lines) if re.match(pattern, line)]
        if not places:
            return None
        number = chance.choice(places)
        return number + 1, [*lines[: number + 1], lines[number], *lines[number + 1 :]]

    return edit


def shadowed(chance: random.Random, lines: list[str]) -> tuple[int, list[str]] | None:
    """A copy of a line of dialogue without its condition, put before it."""
    places = [
        number for number, line in enumerate(lines) if re.match(r"  - \{hears: .*\bif: ", line) and "once" not in line
    ]
    if not places:
        return None
    number = chance.choice(places)
    plain = re.sub(r', if: (?:"[^"]*"|[^,}]*)', "", lines[number])
    return number + 1, [*lines[:number], plain, *lines[number:]]


def lost_state(chance: random.Random, lines: list[str]) -> tuple[int, list[str]] | None:
    """A state that nothing leads to."""
    places = [number for number, line in enumerate(lines) if re.match(r"  [a-z-]+: \{phase: ", line)]
    if not places:
        return None
    number = chance.choice(places)
    return number + 1, [
        *lines[: number + 1],
        "  waiting-room: {phase: closing, about: Left over.}",
        *lines[number + 1 :],
    ]


def repeated_sentence(chance: random.Random, lines: list[str]) -> tuple[int, list[str]] | None:
    """The same sentence twice in one list."""
    places = [
        (number, found)
        for number, line in enumerate(lines)
        if (found := re.search(r'(says|again|more): \[("(?:[^"\\]|\\.)*")\]', line))
    ]
    if not places:
        return None
    number, found = chance.choice(places)
    lines[number] = lines[number].replace(found[2], f"{found[2]}, {found[2]}", 1)
    return number, lines


GIVEAWAYS = {
    "attorney": "Hello? If it's about money, my lawyer handles that.", "bankruptcy": "Hello, I'm bankrupt, so be quick.",
    "deceased": "Hello. She died, you know.", "military": "Hello, I'm deployed, bad line.", "debt-adviser": "Hello, StepChange told me you would ring.",
    "breathing-space": "Hello, I'm in breathing space.", "vulnerability": "Hello, sorry, my depression is bad today.",
}  # fmt: skip


def given_away(chance: random.Random, lines: list[str]) -> tuple[int, list[str]] | None:
    """The first words name what the agent is to find out."""
    text = "\n".join(lines)
    status = next((found[1] for found in re.finditer(r"- status: ([a-z-]+)", text) if found[1] in GIVEAWAYS), None)
    if status is None or re.search(r"^lines:", text, re.M):
        return None
    body = text.rstrip("\n").split("\n")
    return len(body) + 1, [*body, "lines:", f'  answer: ["{GIVEAWAYS[status]}"]', ""]


OPERATORS: dict[str, tuple[tuple[str, ...], Edit]] = {
    "key misspelt": (("library", "personas", "flows", "voices"), spoil_group(r"^(?:  )?([a-z_]{5,}): ")),
    "inner key misspelt": (("library", "personas"), spoil_group(r"[{,] ?([a-z_]{5,}): ")),
    "act misspelt": (("personas",), spoil_group(r"(?:act|asked_by): \[?([a-z]+-[a-z-]+)")),
    "heard act misspelt": (("flows", "library"), spoil_group(r"hears: \[?([a-z]+-[a-z-]+)")),
    "answered act misspelt": (("personas",), spoil_group(r"^      ([a-z]+-[a-z-]+): ")),
    "state misspelt": (("flows",), spoil_group(r"(?:from|goes_to): \[?([a-z-]{5,})")),
    "persona misspelt": (("library",), spoil_group(r"^persona: ([a-z-]+)")),
    "flow misspelt": (("library",), spoil_group(r"^flow: ([a-z-]+)")),
    "voice misspelt": (("personas",), spoil_group(r"^voice: ([a-z-]+)")),
    "rubric misspelt": (("library",), spoil_group(r"^rubric: ([a-z-]{4,})")),
    "rules misspelt": (("library",), spoil_group(r"rules: \[([a-z-]{4,})")),
    "rule code misspelt": (("library",), spoil_group(r"findings: \[([a-z/-]{8,})")),
    "outcome misspelt": (("library",), spoil_group(r"outcome: ([a-z-]{4,})")),
    "disposition unknown": (("library",), replace_group(r"disposition: ([A-Z&]+)", constant("XYZ"))),
    "kind misspelt": (("personas",), spoil_group(r"^    kind: ([a-z-]{5,})")),
    "guard fact misspelt": (("personas", "flows"), spoil_group(r"(?:when|needs|if): \"?(?:not )?([a-z]+-[a-z-]+)")),
    "guard impossible": (("personas",), replace_group(r"(?:when|needs): ([a-z][^,}\"]*)$", lambda _, text: f"{text} and trust > 100")),
    "guard contradicts itself": (("personas",), replace_group(r"(?:when|needs): (turn >= \d+|[a-z]+-[a-z]+)$", lambda _, text: f"{text} and not ({text})")),
    "placeholder misspelt": (("voices", "personas"), spoil_group(r"\{(amount|payday|first_name|holder|balance|creditor|detail)\}")),
    "line shadowed": (("flows",), shadowed),
    "state unreachable": (("flows",), lost_state),
    "sentence twice": (("personas",), repeated_sentence),
    "key twice": (("library", "personas"), doubled_line(r"^[a-z_]+: \S")),
    "birth differs": (("personas",), replace_group(r"^born: (\d{4})-", lambda chance, year: str(int(year) - chance.randrange(1, 9)))),
    "items do not add up": (("library",), replace_group(r"\{label: .*amount: (\d+)\.", lambda chance, amount: str(int(amount) + chance.randrange(1, 90)))),
    "opened too late": (("library",), replace_group(r"^  opened: (\d{4})-", constant("2031"))),
    "late before opened": (("library",), replace_group(r"^  days_past_due: (\d+)", constant("9000"))),
    "history in the future": (("library",), replace_group(r"\{on: (\d{4})-", constant("2033"))),
    "history before the account": (("library",), replace_group(r"\{on: (\d{4})-", constant("1999"))),
    "currency differs": (("library",), replace_group(r"smallest: [\d.]+ ([A-Z]{3})", lambda _, unit: "EUR" if unit != "EUR" else "USD")),
    "money in two currencies": (("personas",), replace_group(r"savings: [\d.]+ ([A-Z]{3})", lambda _, unit: "EUR" if unit != "EUR" else "USD")),
    "instalment above balance": (("library",), replace_group(r"smallest: (\d+)\.", constant("99999"))),
    "floor above the balance": (("library",), replace_group(r"floor: (\d+)%", constant("140"))),
    "bargains backwards": (("personas",), replace_group(r"opens_at: (\d+)%", constant("99"))),
    "range misses what is written": (("personas",), replace_group(r"varies: \{[a-z-]+: (\d+ to \d+)", constant("1 to 2"))),
    "range backwards": (("personas",), replace_group(r"varies: \{[a-z-]+: (\d+ to \d+)", constant("90 to 20"))),
    "number out of range": (("library",), replace_group(r"^level: (\d)", constant("9"))),
    "mood out of range": (("personas",), replace_group(r"trust: (\d+),", constant("140"))),
    "word for a number": (("library",), replace_group(r"^  days_past_due: (\d+)", constant("many"))),
    "day that does not exist": (("library",), replace_group(r"^  opened: \d{4}-(\d\d-\d\d)", constant("02-31"))),
    "zone that does not exist": (("library",), spoil_group(r"^starts_at: \S+ ([A-Z]\w+/\w+)")),
    "collector misspelt": (("library",), spoil_group(r"collector: ([a-z-]+)")),
    "quote left open": (("library",), replace_group(r"^goal: \"(.*)\"$", lambda _, text: text.replace(" ", '" ', 1))),
    "status given away": (("personas",), given_away),
    "mood of a missing fact": (("personas",), replace_group(r"when: (told-[a-z]+)", constant("told-nothing"))),
}  # fmt: skip
"""Name, which files, and how."""


def plant(count: int, seed: int) -> Iterator[Defect]:
    """`count` defects, the operators in turn; the same for the same seed."""
    chance = random.Random(seed)
    files = {kind: sorted((SHIPPED / kind).rglob("*.yaml")) for kind in ("library", "personas", "flows", "voices")}
    planted = 0
    while planted < count:
        for name, (kinds, edit) in OPERATORS.items():
            for _ in range(60):
                path: Path = chance.choice(
                    [each for kind in kinds for each in files[kind] if each.name != "feelings.yaml"]
                )
                before = path.read_text(encoding="utf-8").split("\n")
                done = edit(chance, list(before))
                if done is not None and done[1] != before:
                    yield Defect(name, path.name, done[0] + 1, "\n".join(done[1]))
                    planted += 1
                    break
            if planted == count:
                return
