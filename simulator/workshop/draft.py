"""A scenario to start from: a commented, valid scenario and persona in a pack folder of the trainer's own.

Owns what is filled in for each regime. The sentences of the scripted calls are ours and play as they stand; what is left to
the trainer is marked TODO, which `scenarios check` counts. Never overwrites a file.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from importlib.resources import files
from pathlib import Path

from scenarios.model.entry import SIGNS
from scenarios.problems import RightpartyError

_MINI = "This is an attempt to collect a debt, and any information obtained will be used for that purpose. "
_THREATS = "If you don't pay today you'll be arrested."


@dataclass(frozen=True)
class Kind:
    """What one regime puts into a draft."""

    regime: str
    rubric: str
    currency: str
    starts_at: str
    postcode: str
    kind: str
    agency: bool
    disclosure: str
    findings: tuple[str, ...]


KINDS: dict[str, Kind] = {
    "us-third-party": Kind(
        "{jurisdiction: us, collector: third-party, rules: [us-federal]}", "us-third-party", "USD",
        "2026-03-04T18:20 America/New_York", "45402", "medical", True, _MINI,
        ("us-fdcpa/disclosure-before-verification", "us-fdcpa/arrest-threat"),
    ),
    "us-first-party": Kind(
        "{jurisdiction: us, collector: first-party, rules: [us-first-party]}", "us-first-party", "USD",
        "2026-03-04T18:20 America/New_York", "45402", "utility", False, "", ("us-udaap/deceptive",),
    ),
    "uk": Kind(
        "{jurisdiction: uk, collector: third-party, rules: [uk]}", "uk", "GBP", "2026-03-04T15:20 Europe/London",
        "LS6 2AB", "card", True, "", ("uk-conc/disclose-before-verification", "uk-conc/impossible-action"),
    ),
}  # fmt: skip


@dataclass(frozen=True)
class Draft:
    """What the trainer answered."""

    scenario: str
    """The scenario's name, such as `late-after-the-move`."""
    title: str
    person: str
    """Full name of who answers."""
    creditor: str
    balance: Decimal
    """In the currency of the kind, two decimals."""
    kind: str
    """One of KINDS."""


def write_draft(draft: Draft, pack: Path, change: Callable[[str], str] = str) -> list[Path]:
    """Write the two files, and the schemas they name; the paths written. `change` has the last word on the scenario.

    Raises RightpartyError when a name or amount cannot be used, a file exists already, or nothing can be written.
    """
    _refuse(draft)
    words = _words(draft)
    wanted = {
        pack / "personas" / f"{words['persona']}.yaml": _filled("persona", words),
        pack / "library" / f"{draft.scenario}.yaml": change(_filled("scenario", words)),
    }
    for path in wanted:
        if path.exists():
            raise RightpartyError(
                f"{path} exists already.", "Name another scenario or another --person; nothing was written."
            )
    schemas = files("scenarios") / "schema"
    for kind in ("persona", "scenario"):
        name = f"{kind}.schema.json"
        wanted[pack / "schema" / name] = (schemas / name).read_text(encoding="utf-8")
    try:
        for path, text in wanted.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise RightpartyError(f"{error.filename} cannot be written: {error.strerror}.") from None
    return list(wanted)


def _refuse(draft: Draft) -> None:
    if not re.fullmatch(r"[a-z][a-z0-9]*(-[a-z0-9]+)*", draft.scenario):
        raise RightpartyError(
            f"'{draft.scenario}' cannot be a scenario's name.", "Lower case and hyphens, such as late-after-the-move."
        )
    if not 100 <= draft.balance <= 1_000_000:
        raise RightpartyError("Between 100 and 1,000,000 can be owed in a draft.", "Change it in the file afterwards.")
    if not re.fullmatch(r"[^\W\d_][^\n\r{}]*", draft.person) or not _name_of(draft.person):
        raise RightpartyError(f"'{draft.person}' cannot be a person's name.", "Such as 'Maria Lopez'.")
    for text in (draft.title, draft.creditor, draft.person):
        if not text.strip() or any(not char.isprintable() for char in text) or set("{}") & set(text):
            raise RightpartyError("A title, a person and a creditor are one line of text each, without braces.")


def _name_of(person: str) -> str:
    return "-".join(re.findall(r"[a-z0-9]+", person.lower()))


def _words(draft: Draft) -> dict[str, str]:
    kind = KINDS[draft.kind]
    sign = SIGNS[kind.currency]
    instalment = max(Decimal(20), (draft.balance / 20 / 5).to_integral_value() * 5)
    left = instalment * 2  # what is left each month carries the plan of the good call
    essentials = Decimal(1500)
    company = "Harbor Recovery Group" if kind.agency else draft.creditor
    about = f"It's about a balance of {sign}{draft.balance:,.2f} with {draft.creditor}."
    good = (
        f"Hello, this is Lee Park on a recorded line. May I speak with {draft.person}?",
        "Thank you. To protect your privacy, could you confirm your date of birth?",
        f"Thanks. I'm calling from {company}. {kind.disclosure}{about} Can you tell me what happened?",
        "So you changed jobs and the pay came late. That sounds really stressful, and it makes sense that this had to wait.",
        "What could you manage each month without missing rent or food?",
        f"Thank you for being honest about it. Would {sign}{instalment} a month suit you?",
        "What day would suit you for the first payment, and how would you like to pay, by card or from your bank account?",
        f"Let me read that back: {sign}{instalment} a month from the 5th by card. If a payment is missed the plan ends and we would talk again. Is that right?",
        _help(draft.kind),
        "Thank you. Take care, goodbye.",
    )
    bad = (f"Is this {draft.person}? You owe {sign}{draft.balance:,.2f} to {draft.creditor}.", _THREATS)
    return {
        "persona": _name_of(draft.person), "name": json.dumps(draft.person, ensure_ascii=False), "postcode": kind.postcode,
        "income": f"{essentials + left:.2f}", "essentials": f"{essentials:.2f}", "savings": "100.00",
        "currency": kind.currency, "scenario": draft.scenario, "title": json.dumps(draft.title, ensure_ascii=False),
        "creditor": draft.creditor, "creditor_key": json.dumps(draft.creditor, ensure_ascii=False),
        "agency": "  agency: Harbor Recovery Group\n" if kind.agency else "",
        "regime": kind.regime, "rubric": kind.rubric, "starts_at": kind.starts_at, "kind": kind.kind,
        "balance": f"{draft.balance:.2f}", "smallest": f"{min(instalment, Decimal(20)):.2f}",
        "instalment": f"{sign}{instalment}", "good": _script(good), "bad": _script(bad),
        "findings": f"[{', '.join(kind.findings)}]",
    }  # fmt: skip


def _help(kind: str) -> str:
    if kind == "uk":
        return (
            "StepChange and National Debtline give free advice. Is there anything that would make this easier for you?"
        )
    if kind == "us-third-party":
        return "You also have the right to dispute this debt; it's all in the notice we mailed to you. Is there anything else?"
    return "Is there anything else I can help with?"


def _script(lines: tuple[str, ...]) -> str:
    return "\n".join(f"      - {json.dumps(line, ensure_ascii=False)}" for line in lines)


def _filled(template: str, words: dict[str, str]) -> str:
    text = (files("scenarios") / "templates" / f"{template}.yaml").read_text(encoding="utf-8")
    return re.sub("«([a-z_]+)»", lambda found: words[found.group(1)], text)
