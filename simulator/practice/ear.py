"""What was heard of the trainee's last line and why, in words; and what was perhaps meant when nothing was.

Owns the wording that app and plain mode share. Costs nothing in the score; never shown in exam mode.
"""

from __future__ import annotations

from scoring.empathy import AGAINST
from simulator.calls.call import Call, effective
from simulator.dialogue.events import AgentSpoke
from simulator.understanding.explaining import Reason, explain, guess

_HOW = {"model": "", "frame": "a sentence frame agrees", "phrase": "like a phrase that was added", "before": "from what was said before"}  # fmt: skip


def heard_lines(call: Call) -> list[str]:
    """Lines that explain how the last thing said was heard."""
    spoken = [event for event in effective(call.events) if isinstance(event, AgentSpoke)]
    if not spoken:
        return ["Nothing has been said yet."]
    last = spoken[-1]
    before = call.history()
    before = before[: max(number for number, each in enumerate(before) if each.speaker == "agent")]
    reasons = explain(call.hearing, last.text, "agent", before)
    lines = [f"Heard in “{last.text}”:"]
    lines += [_heard(each) for each in reasons if each.heard] or ["  nothing that the vocabulary knows"]
    lines += [f"  not quite: {each.act} ({each.likely:.0%}) — {each.means}" for each in reasons if not each.heard]
    return lines


def _heard(reason: Reason) -> str:
    how = f"; {_HOW[reason.how]}" if _HOW[reason.how] else ""
    example = f"; like “{reason.example}”" if reason.example else ""
    return f"  {reason.act} ({reason.likely:.0%}{how}): {reason.means}. From “{reason.words}”{example}"


def did_you_mean(call: Call) -> str | None:
    """A person-like guess when the last line was not understood; None when it was, or when no guess is worth it."""
    spoken = [event for event in effective(call.events) if isinstance(event, AgentSpoke)]
    if not spoken or spoken[-1].acts:
        return None
    guesses = [
        each for each in guess(call.hearing, spoken[-1].text) if each.example and each.act not in AGAINST
    ]  # a guess is read as advice, so it never proposes what costs empathy
    if not guesses:
        return None
    words = ", or ".join(f"“{each.example}” ({each.means})" for each in guesses)
    return f"Not understood; it costs nothing. Did you mean {words}?"
