"""A draft from a recorded call: what was said becomes lines, acts and a scripted call in a scenario of the trainer's own.

Owns what is taken from the recording and what is left to do, marked TODO, which `scenarios check` counts. Long numbers are masked; names of
people are the trainer's to take out, and a TODO says so.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from decimal import Decimal

from scoring.transcript import Transcript, Turn
from simulator.workshop.draft import Draft

FLOWS = {"voicemail": "voicemail", "sms": "sms-thread", "email": "email-exchange", "letter": "letter"}
"""The flow of each channel; of the phone it hangs on who called. Whoever answers is the person's file: `relation` there."""
LONG = re.compile(r"\d(?:[ -]?\d){5,}")
"""Six digits or more in a row: a card, an account, a telephone."""
PLAIN = frozenset(
    {"greet", "thank", "identify-self", "identify-company", "disclose-recording", "backchannel", "goodbye"}
)
"""Acts that ask for no answer of their own; a line that is brought on by them would come at every greeting."""
OWN = frozenset({"give-identity-detail", "give-payment-detail", "confirm-identity"})
"""Answers that say who somebody is: the person's file has them, and a recording's must not get in."""
MOST = 40
"""Lines taken over; a longer call is cut, and a TODO says so."""
UNTITLED = "From a recorded call"


def draft_of(
    call: Transcript, scenario: str, person: str | None, creditor: str | None, balance: Decimal | None
) -> Draft:
    """The answers that a recording gives to the questions of `new`, where nobody gave others."""
    regime = call.regime
    kind = "us-third-party"
    if regime is not None:
        first = regime.collector in ("first-party", "b2b")
        kind = "uk" if regime.jurisdiction.startswith("uk") else "us-first-party" if first else "us-third-party"
    return Draft(
        scenario, UNTITLED, person or "Robin Ellery", creditor or call.account.creditor or "Alder Valley Clinic",
        balance or call.account.balance or Decimal("960.00"), kind,
    )  # fmt: skip


def flow_of(call: Transcript) -> str:
    """The shipped flow that fits a recording."""
    if call.channel in FLOWS:
        return FLOWS[call.channel]
    return "inbound-call" if call.direction == "inbound" else "outbound-call"


def with_recording(text: str, call: Transcript) -> str:
    """The drafted scenario with the call in it: its flow, the other side's lines as dialogue, the agent's as a scripted call."""
    text = re.sub(r"(?m)^flow: .*$", f"flow: {flow_of(call)}  # TODO: does the kind of call fit?", text)
    if call.channel != "phone":
        text = text.replace("starts_at:", f"channel: {call.channel}\nstarts_at:", 1)
    text = re.sub(r"(?m)^# dialogue:.*\n(?:#   .*\n)+", "", text)
    head, mark, calls = text.partition("calls:")
    return f"{head}{_dialogue(call)}{mark}{calls.rstrip()}\n{_script(call)}"


def _dialogue(call: Transcript) -> str:
    """One line for each thing that the agent did first, as it was answered."""
    lines = [
        "dialogue:                                       # as they answered in the recorded call; tried before the flow's lines"
    ]
    answered: set[tuple[str, ...]] = set()
    for before, turn in zip(call.turns, call.turns[1:], strict=False):
        heard = tuple(dict.fromkeys(act.act for act in before.acts))
        hears = tuple(act for act in heard if act not in PLAIN) or heard
        if before.speaker != "agent" or turn.speaker == "agent" or hears in answered:
            continue
        answered.add(hears)
        if len(answered) > MOST:
            lines.append(f"  # TODO: the call goes on after turn {turn.index}; these are its first {MOST} answers")
            break
        if not hears:
            lines.append(f"  # TODO: turn {turn.index}, not understood what it answers: {_masked(turn.text)!r}")
            continue
        acts = _acts(turn)
        if OWN & set(acts):
            lines.append(f"  # turn {turn.index} said who they are; the person's file and voice do that")
            continue
        lines.append(f"  # TODO: turn {turn.index}: would they always say this here? Take out real names and figures.")
        lines.append(f"  - hears: [{', '.join(hears)}]")
        lines.append(f"    says: {json.dumps(_masked(turn.text), ensure_ascii=False)}")
        lines += [f"    acts: [{', '.join(acts)}]"] if acts else []
        lines.append("    once: true")
    return "\n".join(lines) + "\n" if len(lines) > 1 else ""


def _script(call: Transcript) -> str:
    said = [_masked(turn.text) for turn in call.turns if turn.speaker == "agent"]
    lines = "\n".join(f"      - {json.dumps(line, ensure_ascii=False)}" for line in said)
    record = call.wrap_up
    wrap_up = ""
    if record is not None and record.disposition:
        note = json.dumps(_masked(record.note or ""), ensure_ascii=False)
        wrap_up = f"    wrap_up: {{disposition: {json.dumps(record.disposition)}, note: {note}}}\n"
    return f"  - name: as recorded                             # TODO: say what it must come to\n    agent:\n{lines}\n{wrap_up}    expect: {{}}\n"


def _acts(turn: Turn) -> Sequence[str]:
    return list(dict.fromkeys(act.act for act in turn.acts))


def _masked(text: str) -> str:
    """One line, long numbers as dots, braces as brackets: they would be gaps."""
    return LONG.sub("…", " ".join(text.split())).replace("{", "(").replace("}", ")")
