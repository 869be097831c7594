"""Boxes over a screen: help on F1, and the transcript at a turn.

Owns the help texts of all screens, in one place so that none is forgotten.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import Footer, Static

HELP: dict[str, str] = {
    "HomeScreen": """Choose what to practise.

Type to search by title, level or what it teaches. ↑ ↓ choose, Enter opens the brief; a click does both.
Best is your own best score.

F2   My progress: your attempts and how each skill moves
F3   Coach, choice or exam. Coach shows checklist, findings, hints and mood during the call; choice offers three or
     four lines besides, for a first day (it does not count towards the curriculum); exam shows none of them.
F4   Watch a call play by itself
F5   Review: calls that wait for a supervisor
F6   Given out: what you are to practise, and by when      F7   Team: who is strong in what, who is ready
F9   Theme: dark, light, high contrast
Ctrl+P   All commands      Ctrl+Q   Leave""",
    "BriefScreen": """What you know before you dial: the account, what it is made of, its history, and what you may agree to.

Enter   Dial      Esc   Back
The goal says what a good call achieves. The person has their own story and their own money; ask.""",
    "CallScreen": """Speak as you would on the phone: type, and press Enter. Several things in one go are fine.

Enter        Say it                 Ctrl+J   A new line
↑ ↓          What you said before (in an empty line)
F2           Hint (not in exams)    F3       Account, checklist and findings, on a narrow screen
F4           Pause                  F6       Take your last line back
F7           Mood, shown or hidden  F8       How your last line was heard
F10          Hang up

In choice mode: a number and Enter, or Tab to the lines, arrows and Enter, or a click; your own words are fine too.
Every line is saved at once. If the program is stopped, go on with: rightparty practise --resume ID
Words that are not understood never count against you.""",
    "WrapUpScreen": """Record the call as you would at work: the code that fits best, and a note of facts.

When several codes fit, legal stops come first (attorney, dispute, cease …), then outcomes, then the rest.
A good note: who, verified how, what was disclosed, why unpaid, what was agreed with amount, date and method.
Ctrl+S   Done      Tab   Next field""",
    "ScorecardScreen": """Where each point came from.

↑ ↓     Choose a line; its evidence, the reason and better words are shown beside it
Enter   See that turn in the call; there W shows why they answered so, and what each of your
        turns cost: what could still be reached before it and after it
F4      Compare, where this call went on from another: both scorecards side by side
F5      The whole call       F6   Try again       Esc   Home
F8      Answer a review that was shared with you: acknowledge it, or dispute it and say why
F7      From here: the call goes on from just before that turn, another way; both scorecards are then compared
A critical finding fails the call whatever the points. “Not applicable” costs nothing.""",
    "ReviewScreen": """Finished calls, newest first. Scores are as they stand after review.

Type to search: a name, a team, a scenario.   ↑ ↓ choose, Enter opens a call
F2   Which: all, not reviewed, failed gate, uncertain hearing, disputed
F3   Calibrate: several people mark the same calls blind
F5   Read again      Esc   Back
GATE: a critical finding fails the call whatever the points. Sure: how certain the hearing is that the weakest finding
rests on; below 0.70 a look is worth while.""",
    "ReviewingScreen": """The call, and every part of its scorecard that can be decided. The words a part rests on are underlined,
those of the part that is lit stand out and its turns begin with ▶; findings begin with !.

↑ ↓   Choose a part        Tab   To the call and back
F2    Agree: the engine is right, or right as overruled
F3    Overrule the part that is lit (Enter too): what it should be, and why. Scores change at once; the old value,
      your name and the time are kept
F4    Comment at that turn
F5    Share with the trainee, settle a dispute, or void the attempt
F6    Golden case: the engine is held to this part from now on (rightparty golden run)
F8    Next call of the queue      Esc   Back""",
    "TeamScreen": """Everybody over their latest calls.

F2   Which: people × criteria, the ranking, who is ready for the phone      F5   Save all of it as a page
↑ ↓ choose, Enter opens a person's page; → ← show more criteria.      Esc   Back
The ranking puts those into one group who cannot be told apart: their intervals overlap. Ready is decided by a test over
calls in exam mode that stops as soon as it is decided, at the error rates shown.""",
    "PersonScreen": """One person: how their calls move, whether they are ready, what to coach first, their latest calls.

↑ ↓ scroll      F5   Save it as a page      Esc   Back
A skill that slips comes before one that was always weak. Every figure carries its interval of 95 %.""",
    "AssignmentsScreen": """What has been given to you; Enter begins it in the mode that is asked for.

F2   Mine, or (for those who give out) where everybody stands
F3   Give out scenarios to a person or a team      F6   Withdraw what is lit      Esc   Back
Scenario, rubric and rules are fixed when it is given out: an attempt under other versions does not count.""",
    "CalibrationScreen": """Several people mark the same calls without seeing each other's marks or the engine's.

Enter   Open a session; in it, mark a call
F3      Reveal: nobody marks any more, everybody sees how far all agree
Esc     Back
Agree is the share of pairs of marks that are alike; κ, α and AC1 take chance off in three ways; where nearly all marks are
alike look at AC1. Intervals of 95 %.""",
    "MarkingScreen": """Mark the criteria as you hear the call.

Enter    On a criterion: met, missed, not applicable, not marked
F3       A rule was broken: give its name (rightparty rules list)      F6   Forget the rules named
Tab      To the call and back      Ctrl+S   Keep      Esc   Leave it""",
    "SignInScreen": """Sign in to your team's records. An admin makes accounts: rightparty people add NAME --role trainee

Enter goes on; Esc leaves: scenarios can be looked at and demonstrations watched without an account.
After five wrong passwords the account rests for a minute, then longer.""",
    "ComparingScreen": """Two scorecards side by side: what came before, and now. ▲ better, ▼ worse, ≠ other.

↑ ↓ walk      F2   Only what differs, or everything      Esc   Back""",
    "FlowTreeScreen": """The flow of the call: phases, their states, and under each what leads on.

↑ ↓     Walk      Enter   Open a state; on a way (→), go to where it leads
L       Back to the state that the call is in (▶)      Esc   Close
Conditions stand in square brackets behind the act that brings a way on.""",
    "DecidingScreen": """↑ ↓ choose, the words say why, Enter keeps both. Esc leaves everything as it is.""",
    "PreviewScreen": """Write in any editor, save, and what was said here is said again to the new file.

Enter   Say it, or on a line of the call: show the line of YAML that it comes from (F5 too)
F2      Next file: scenario, person, voice, flow      F3   File or call, on a narrow screen
F4      Open the file in $EDITOR at this line         F6   Take the last line back
F7      From here: forget what came after the chosen line, and go on
F8      The flow as a tree: phases, states and what leads where; ▶ is where the call is; Enter follows a way
Tab     From the call to the line to speak into       F10  Leave
± marks a line that is other than before you saved. What is wrong with a file stands below, at its line; the call then
stays as it was. Nothing is kept and nothing is scored.""",
    "ProgressScreen": """Your attempts, newest first, and how each skill has moved over the last ones.

Enter   Open that scorecard; ✉ says that a supervisor has reviewed it      Esc   Back
F5      Drill: the weak skill that is due, at the very moment of the call where it was missed; two or three turns
What a debrief names comes back: soon when it is named again, ever later when you have shown it.""",
}


class HelpScreen(ModalScreen[None]):
    """Help for one screen."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape,f1,enter", "dismiss", "Close")]

    def __init__(self, about: str) -> None:
        super().__init__()
        self.about = about

    def compose(self) -> ComposeResult:
        """One box."""
        with Vertical(id="over-box"):
            yield Static("Help", classes="title", markup=False)
            with VerticalScroll(id="over-scroll"):
                yield Static(HELP.get(self.about, "No help for this screen yet."), markup=False)
            yield Footer()

    def on_mount(self) -> None:
        """Arrow keys scroll at once."""
        self.query_one("#over-scroll").focus()


class TranscriptScreen(ModalScreen[None]):
    """The call as it was spoken, at one turn."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,enter,f5", "dismiss", "Close"),
        Binding("w", "why", "Why"),
    ]

    def __init__(
        self, lines: Sequence[tuple[int, str]], turn: int | None = None,
        reasons: Mapping[int, Sequence[str]] | None = None,
    ) -> None:  # fmt: skip
        """`lines` are turn numbers with what was said; `reasons` explain the other side's turns and are shown by W."""
        super().__init__()
        self.lines = lines
        self.turn = turn
        self.reasons = reasons or {}

    def compose(self) -> ComposeResult:
        """The turns, the wanted one marked with an arrow and not by colour alone."""
        with Vertical(id="over-box"):
            yield Static("The call", classes="title", markup=False)
            with VerticalScroll(id="over-scroll"):
                for number, line in self.lines:
                    marked = number == self.turn
                    text = ("▶ " if marked else "  ") + line
                    yield Static(text, markup=False, id=f"turn-{number}", classes="turn-marked" if marked else "")
                    for reason in self.reasons.get(number, ()):
                        why = Static(reason, markup=False, classes="turn-why")
                        why.display = False
                        yield why
            yield Footer()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """W is offered where there is something to explain."""
        return action != "why" or bool(self.reasons)

    def action_why(self) -> None:
        """Show or hide why they answered so."""
        for each in self.query(".turn-why"):
            each.display = not each.display

    def on_mount(self) -> None:
        """Go to the turn."""
        scroll = self.query_one("#over-scroll", VerticalScroll)
        scroll.focus()
        if self.turn is not None:
            found = self.query(f"#turn-{self.turn}")
            if found:
                self.call_after_refresh(scroll.scroll_to_widget, found.first(), animate=False)
