"""Preview: a scenario's files beside a call that follows them, for trainers while they write.

Owns layout and keys, and looking whether a file has been saved. Reading, playing and finding lines is in
`simulator.workshop.rehearsing`; nothing here is kept or scored.
"""

from __future__ import annotations

import os
import shlex
import subprocess
from pathlib import Path
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.events import Resize
from textual.screen import Screen
from textual.widgets import Footer, OptionList, Static, TextArea

from simulator.screens.flow_tree import FlowTreeScreen
from simulator.screens.speech import SpeechInput
from simulator.workshop.rehearsing import Rehearsal, Spoken

EVERY = 0.4
"""Seconds between two looks at the files."""
WIDE = 110
KINDS = {"library": "scenario", "personas": "person", "voices": "voice", "flows": "flow"}


class PreviewScreen(Screen[None]):
    """Files on the left, the call on the right."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f2", "next_file", "Next file", priority=True),
        Binding("f3", "side", "File/call", priority=True),
        Binding("f4", "edit", "Edit", priority=True),
        Binding("f5", "origin", "Where from", priority=True),
        Binding("f6", "back", "Back", priority=True),
        Binding("f7", "from_here", "From here", priority=True),
        Binding("f8", "flow", "Flow", show=False),
        Binding("f10", "leave", "Leave", priority=True),
    ]

    def __init__(self, rehearsal: Rehearsal) -> None:
        super().__init__()
        self.rehearsal = rehearsal
        self.kind = "library"
        self._seen: dict[Path, float] = {}
        self._lines: list[Spoken] = []

    def compose(self) -> ComposeResult:
        """Title, file, call, what is wrong, a line to speak into."""
        yield Static("", id="preview-title", classes="title", markup=False)
        with Horizontal(id="preview-body"):
            yield TextArea("", read_only=True, show_line_numbers=True, soft_wrap=False, id="preview-file")
            with Vertical(id="preview-call"):
                yield OptionList(id="preview-talk", markup=False)
                yield SpeechInput(id="preview-input")
        yield Static("", id="preview-problems", markup=False)
        yield Footer(show_command_palette=False)

    def on_mount(self) -> None:
        """Show everything, and keep looking."""
        self._show_file()
        self._show_call()
        self._look()
        self.set_interval(EVERY, self._look)
        self.query_one(SpeechInput).focus()

    def on_resize(self, event: Resize) -> None:
        """One side at a time on a narrow screen."""
        self.set_class(event.size.width < WIDE, "narrow")

    def _look(self) -> None:
        """Reload when a file has been saved since the last look."""
        now = {path: stamp for path in self.rehearsal.files.values() if (stamp := _stamp(path)) is not None}
        if self._seen and now != self._seen:
            self.rehearsal.reload()
            self._show_file()
            self._show_call()
        self._seen = now

    def _show_file(self, line: int | None = None) -> None:
        path = self.rehearsal.files[self.kind]
        area = self.query_one("#preview-file", TextArea)
        at = area.cursor_location[0] if line is None else line - 1
        try:
            area.text = path.read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as error:
            self.notify(f"{path} cannot be shown: {error}", severity="error", markup=False)
            return
        area.move_cursor((min(at, max(0, area.document.line_count - 1)), 0), center=True)
        title = f"Preview · {self.rehearsal.call.cast.scenario.title} · {KINDS[self.kind]}: {path.name}"
        self.query_one("#preview-title", Static).update(title)

    def _show_call(self) -> None:
        self._lines = self.rehearsal.lines()
        talk = self.query_one("#preview-talk", OptionList)
        talk.clear_options()
        for each in self._lines:
            changed = f"\n   ± was: {each.was}" if each.was is not None else ""
            talk.add_option(f"{each.turn:>2} {each.who}: {each.text}{changed}")
        if self._lines:
            talk.highlighted = len(self._lines) - 1
        wrong = self.rehearsal.problems
        moved = sum(1 for each in self._lines if each.was is not None)
        state = self.rehearsal.call.state
        words = "\n".join(str(each) for each in wrong[:3]) or (
            f"{state.phase} ({state.state}) │ trust {state.trust} · patience {state.patience} · stress {state.stress}"
            + (f" │ {moved} line{'s are' if moved > 1 else ' is'} other than before" if moved else "")
            + (" │ the call is over" if self.rehearsal.call.over else "")
        )
        self.query_one("#preview-problems", Static).update(words)
        if wrong and wrong[0].line:
            self._open_at(Path(wrong[0].path), wrong[0].line)

    def _open_at(self, path: Path, line: int) -> None:
        kind = next((kind for kind, each in self.rehearsal.files.items() if each.name == path.name), None)
        if kind is not None:
            self.kind = kind
            self._show_file(line)

    @on(SpeechInput.Spoken)
    def _spoken(self, event: SpeechInput.Spoken) -> None:
        self.rehearsal.say(event.text)
        self._show_call()

    @on(OptionList.OptionSelected, "#preview-talk")
    def _selected(self, event: OptionList.OptionSelected) -> None:
        self.action_origin()

    def _chosen(self) -> Spoken | None:
        at = self.query_one("#preview-talk", OptionList).highlighted
        return self._lines[at] if at is not None and at < len(self._lines) else None

    def action_next_file(self) -> None:
        """Scenario, person, voice, flow, and round again."""
        kinds = list(self.rehearsal.files)
        self.kind = kinds[(kinds.index(self.kind) + 1) % len(kinds)]
        self._show_file(1)

    def action_side(self) -> None:
        """The file or the call, where there is no room for both."""
        self.toggle_class("file")

    def action_origin(self) -> None:
        """Show the line of YAML that the chosen words come from."""
        each = self._chosen()
        found = self.rehearsal.origin(each.turn) if each is not None else None
        if found is None:
            self.notify("These words come from no line of these files.", markup=False)
            return
        self._open_at(found.file, found.line)
        self.add_class("file")

    def action_back(self) -> None:
        """Take the last line back, to be said another way."""
        line = self.rehearsal.take_back()
        self._show_call()
        self.query_one(SpeechInput).give_back(line)

    def action_from_here(self) -> None:
        """Go on from the chosen line."""
        each = self._chosen()
        if each is not None:
            self.rehearsal.from_here(each.turn)
            self._show_call()
            self.query_one(SpeechInput).focus()

    def action_edit(self) -> None:
        """Open the file in $VISUAL or $EDITOR; what is saved there is played here."""
        editor = os.environ.get("VISUAL") or os.environ.get("EDITOR")
        if not editor:
            self.notify(
                "Set EDITOR to the editor you like, or save the file in any other window.",
                severity="warning",
                markup=False,
            )
            return
        line = self.query_one("#preview-file", TextArea).cursor_location[0] + 1
        path = self.rehearsal.files[self.kind]
        known = Path(shlex.split(editor)[0]).name
        jump = [f"+{line}"] if known in ("vi", "vim", "nvim", "nano", "emacs", "micro", "ne", "joe", "mcedit") else []
        with self.app.suspend():
            try:
                subprocess.run([*shlex.split(editor), *jump, str(path)], check=False)
            except OSError as error:
                self.notify(f"{editor} cannot be started: {error.strerror}", severity="error", markup=False)
        self._look()

    def action_flow(self) -> None:
        """The flow as a tree, with the state that the call is in."""
        call = self.rehearsal.call
        self.app.push_screen(FlowTreeScreen(call.cast.flow, call.cast.scenario.dialogue, call.state.state))

    def action_leave(self) -> None:
        """Close the app; nothing was kept."""
        self.app.exit(0)


def _stamp(path: Path) -> float | None:
    try:
        return path.stat().st_mtime_ns
    except OSError:
        return None  # an editor that writes a new file may have taken the old one away for a moment
