"""The panes of the call screen: what was said, what stands beside it, the line below it.

Owns the words in each pane. Says nothing into a call, changes nothing, goes to no other screen.
"""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.widgets import Static

from scoring.finding import Finding
from simulator.calls.call import effective
from simulator.dialogue.events import AgentSpoke, DebtorSpoke
from simulator.practice.brief import account_lines
from simulator.practice.coaching import checklist
from simulator.practice.sitting import Sitting
from simulator.practice.wording import stage_words

RINGING = "The phone rings."
"""How a call begins where nothing else is said about it; it needs no line of its own."""


class TalkPane(VerticalScroll):
    """All that was said, newest last, with what the app has to add."""

    def repaint(self, sitting: Sitting) -> None:
        """Show the call from its beginning, without what was taken back."""
        self.remove_children()
        stage = stage_words(sitting.call)
        if stage != RINGING:
            self.note(stage)
        for event in effective(sitting.call.events):
            if isinstance(event, AgentSpoke):
                self.say_mine(event.text)
            elif isinstance(event, DebtorSpoke):
                self.say_theirs(sitting, event.text)

    def say_mine(self, text: str) -> None:
        """A line of the person who practises."""
        self._write(f"You: {text}", "spoken mine")

    def say_theirs(self, sitting: Sitting, text: str) -> None:
        """A line of whoever is on the other end."""
        self._write(f"{sitting.call.cast.persona.first_name}: {text}", "spoken")

    def note(self, text: str) -> None:
        """What the app says: a hint, how something was heard, that the call is over."""
        self._write(text, "nudge")

    def find(self, finding: Finding) -> None:
        """What was found in the line just said, and what to say instead."""
        self._write(f"! {finding.severity}: {finding.why}\n  Say instead: {finding.instead}", "finding")

    def _write(self, text: str, classes: str) -> None:
        self.mount(Static(text, markup=False, classes=classes))
        self.scroll_end(animate=False)


class SidePane(VerticalScroll):
    """Checklist, findings and account; in an exam the account alone."""

    def compose(self) -> ComposeResult:
        """Three blocks, filled by `show`."""
        yield Static("", id="side-checklist", markup=False)
        yield Static("", id="side-findings", markup=False)
        yield Static("", id="side-account", markup=False)

    def show(self, sitting: Sitting, coached: bool) -> None:
        """What is done, what was found, what the file says, as of now."""
        self._fill("account", "ACCOUNT", [f"{label}: {value}" for label, value in _account(sitting)])
        if not coached:
            self.query_one("#side-checklist", Static).update("Exam: no help during the call.")
            return
        items = checklist(sitting.call.cast, sitting.call.state)
        self._fill("checklist", "CHECKLIST", [f"{'✓' if each.done else '·'} {each.item}" for each in items])
        found = [f"! {each.severity}: {each.rule} (turn {each.turn})" for each in sitting.findings]
        self._fill("findings", "FINDINGS", found or [f"{sitting.nothing_found.capitalize()}."])

    def _fill(self, block: str, title: str, lines: list[str]) -> None:
        self.query_one(f"#side-{block}", Static).update("\n".join([title, *lines]))


class StatusLine(Static):
    """Phase and time; for whoever is coached also the mood and how many findings there are."""

    def show(self, sitting: Sitting, coached: bool, with_mood: bool) -> None:
        """How things stand now."""
        state = sitting.call.state
        minutes, seconds = divmod(int(sitting.elapsed), 60)
        parts = [state.phase, f"{minutes}:{seconds:02d}"]
        if coached and with_mood:
            parts.append(f"trust {state.trust} · patience {state.patience} · stress {state.stress}")
        if coached:
            count = len(sitting.findings)
            parts.append(sitting.nothing_found if not count else f"{count} finding{'s' if count > 1 else ''}")
        self.update("  │  ".join(parts))


def _account(sitting: Sitting) -> list[tuple[str, str]]:
    cast = sitting.call.cast
    return list(account_lines(cast.scenario, cast.persona))
