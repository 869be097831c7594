"""The call: talk on the left, account, checklist and findings beside it, a line to speak into.

Owns the keys of a call and what follows what. The panes show it, the sitting leads it; nothing is decided here.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, ClassVar, cast

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.events import Resize
from textual.screen import Screen
from textual.timer import Timer
from textual.widgets import Footer, OptionList, Static

from scenarios.problems import RightpartyError
from simulator.calls.call import effective
from simulator.dialogue.events import AgentSpoke
from simulator.practice.choices import MODE as CHOICE_MODE
from simulator.practice.choices import chosen, numbered
from simulator.practice.coaching import hint
from simulator.practice.ear import did_you_mean, heard_lines
from simulator.practice.sitting import Exchange, Sitting
from simulator.screens.call_panes import SidePane, StatusLine, TalkPane
from simulator.screens.speech import SpeechInput

if TYPE_CHECKING:
    from scenarios.model.scenario import ScriptedCall
    from simulator.screens.app import RightpartyApp

WIDE = 100
PACE = 2.4
"""Seconds between lines of a call that plays by itself."""


class CallScreen(Screen[None]):
    """A call being practised, or playing by itself."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f2", "hint", "Hint", priority=True),
        Binding("f3", "panel", "Panel", priority=True),
        Binding("f4", "pause", "Pause", priority=True),
        Binding("f6", "back", "Back", priority=True),
        Binding("f7", "mood", "Mood", priority=True),
        Binding("f8", "heard", "Heard", priority=True),
        Binding("f10", "hang_up", "Hang up", priority=True),
    ]

    def __init__(self, sitting: Sitting, script: ScriptedCall | None = None, fast: bool = False) -> None:
        super().__init__()
        self.sitting = sitting
        self.script = script
        self.fast = fast
        self._lines: Iterator[str] = iter(script.agent if script else ())
        self._mood_shown = True
        self._left = False
        self._clock: Timer | None = None
        self._pacer: Timer | None = None

    @property
    def coach(self) -> bool:
        """Whether help is given."""
        return self.sitting.coached

    def compose(self) -> ComposeResult:
        """Transcript, side panel, status line, input."""
        scenario = self.sitting.call.cast.scenario
        mode = "playing by itself" if self.script else f"{self.sitting.header.mode} mode"
        yield Static(f"{scenario.title} · {mode}", classes="title", markup=False)
        with Horizontal(id="call-body"):
            yield TalkPane(id="call-talk")
            yield SidePane(id="call-side")
        if self.sitting.header.mode == CHOICE_MODE and self.script is None:
            yield OptionList(id="call-choices", markup=False)
        yield StatusLine("", id="call-status", markup=False)
        yield SpeechInput(id="call-input")
        yield Footer(show_command_palette=False)

    def on_mount(self) -> None:
        """Show what has been said so far and start the clock."""
        self._repaint()
        if self.sitting.warning:
            self.notify(self.sitting.warning, severity="warning", markup=False)
        self._clock = self.set_interval(1.0, self._status)
        speech = self.query_one(SpeechInput)
        if self.script is not None:
            speech.display = False
            self._pacer = self.set_interval(0.05 if self.fast else PACE, self._next_line)
        else:
            speech.focus()
        if self.sitting.call.over:
            self.call_after_refresh(self._finish)

    def on_resize(self, event: Resize) -> None:
        """One pane on a narrow screen."""
        self.set_class(event.size.width < WIDE, "narrow")

    @property
    def talk(self) -> TalkPane:
        """Where all that is said is written."""
        return self.query_one(TalkPane)

    def _repaint(self) -> None:
        self.talk.repaint(self.sitting)
        self._refresh()

    def _refresh(self) -> None:
        self._offer()
        self.query_one(SidePane).show(self.sitting, self.coach)
        self._status()

    def _offer(self) -> None:
        """What could be said next, to be chosen by number, arrows or mouse."""
        for offered in self.query("#call-choices").results(OptionList):
            offered.clear_options()
            offered.add_options(numbered(self.sitting.choices()))

    @on(OptionList.OptionSelected, "#call-choices")
    def _chose(self, event: OptionList.OptionSelected) -> None:
        self.query_one(SpeechInput).focus()
        self._say(str(event.option_index + 1))

    def _status(self) -> None:
        self.query_one(StatusLine).show(self.sitting, self.coach, self._mood_shown)

    @on(SpeechInput.Spoken)
    def _spoken(self, event: SpeechInput.Spoken) -> None:
        self._say(event.text)

    def _say(self, text: str) -> None:
        if self.sitting.call.over:
            return
        if self.sitting.choices():
            text = chosen(self.sitting.call, text)
        try:
            exchange = self.sitting.say(text)
        except RightpartyError as error:  # the disk is full, say; the words go back into the line
            self.query_one(SpeechInput).give_back(text)
            cast("RightpartyApp", self.app).complain(error)
            return
        self.talk.say_mine(text)
        self._after(exchange)

    def _after(self, exchange: Exchange) -> None:
        if self.coach:
            for finding in exchange.findings:
                self.talk.find(finding)
        for reply in exchange.replies:
            self.talk.say_theirs(self.sitting, reply.text)
        if self.coach and self.script is None and (guessed := did_you_mean(self.sitting.call)):
            self.talk.note(guessed)
        self._refresh()
        if exchange.over:
            self.talk.note("The call is over.")
            self.set_timer(0.1 if self.fast else 1.5, self._finish)

    def _next_line(self) -> None:
        line = next(self._lines, None)
        if line is not None and not self.sitting.call.over:
            self._say(line)
        elif self._pacer is not None:
            self._pacer.stop()
            if not self.sitting.call.over:
                self._after(self.sitting.hang_up())

    def _finish(self) -> None:
        """On to the wrap-up, or to the scorecard of a call that played by itself."""
        if self._left:
            return
        self._left = True
        if self._clock is not None:
            self._clock.stop()
        if self.script is not None:
            from simulator.screens.scorecard import ScorecardScreen

            if self.script.wrap_up is not None:
                self.sitting.wrap_up(self.script.wrap_up.disposition, self.script.wrap_up.note)
            self.app.switch_screen(ScorecardScreen(self.sitting.scorecard().as_json(), self.sitting))
            return
        from simulator.screens.wrap_up import WrapUpScreen

        self.app.switch_screen(WrapUpScreen(self.sitting))

    def action_hint(self) -> None:
        """What could come next."""
        words = hint(self.sitting.call.cast, self.sitting.call.state) if self.coach else "Not in exam mode."
        self.talk.note(f"Hint: {words}")

    def action_panel(self) -> None:
        """Account, checklist and findings on a narrow screen."""
        self.toggle_class("panel")

    def action_pause(self) -> None:
        """Stop or start the clock."""
        paused = self.sitting.pause()
        if self._pacer is not None:
            (self._pacer.pause if paused else self._pacer.resume)()
        self.query_one(SpeechInput).disabled = paused
        if not paused:
            self.query_one(SpeechInput).focus()
        self.talk.note("Paused. F4 goes on." if paused else "The call goes on.")

    def action_back(self) -> None:
        """Take the last line back, with all that followed."""
        spoken = [event for event in effective(self.sitting.call.events) if isinstance(event, AgentSpoke)]
        if not spoken or self.script is not None:
            return
        try:
            self.sitting.rewind(self.sitting.call.before_last_line())
        except RightpartyError as error:
            cast("RightpartyApp", self.app).complain(error)
            return
        self._repaint()
        self.query_one(SpeechInput).give_back(spoken[-1].text)

    def action_mood(self) -> None:
        """Show or hide how they feel."""
        self._mood_shown = not self._mood_shown
        self._status()

    def action_heard(self) -> None:
        """How the last thing said was heard, and why."""
        lines = heard_lines(self.sitting.call) if self.coach else ["Not in exam mode."]
        self.talk.note("\n".join(lines))

    def action_hang_up(self) -> None:
        """End the call."""
        if self.sitting.call.over:
            self._finish()
        else:
            self._after(self.sitting.hang_up())
