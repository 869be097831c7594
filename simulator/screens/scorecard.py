"""The scorecard: sums on top, every finding and criterion as a line, its evidence and better words beside it.

Owns the layout. The words come from `simulator.practice.wording`.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, ClassVar, cast

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.events import Resize
from textual.screen import Screen
from textual.widgets import Footer, OptionList, Static
from textual.widgets.option_list import Option

from scenarios.problems import RightpartyError
from simulator.calls.call import effective
from simulator.dialogue.events import AgentSpoke, DebtorSpoke
from simulator.practice import opening
from simulator.practice.reactions import explain_reactions
from simulator.practice.regret import explain_costs
from simulator.practice.sitting import Sitting
from simulator.practice.wording import forked_words, next_step, outcome_words, overall_words
from simulator.screens.help import TranscriptScreen
from simulator.screens.scorecard_items import items_of

if TYPE_CHECKING:
    from simulator.screens.app import RightpartyApp

WIDE = 100


class ScorecardScreen(Screen[None]):
    """The result of one call."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f4", "compare", "Compare"),
        Binding("f5", "transcript", "The call"),
        Binding("f6", "again", "Try again"),
        Binding("f7", "from_here", "From here"),
        Binding("f8", "answer", "Answer the review"),
        Binding("escape", "home", "Home"),
    ]

    def __init__(self, card: dict[str, Any], sitting: Sitting | None = None) -> None:
        super().__init__()
        self.card = card
        self.sitting = sitting
        self.items = list(items_of(card))

    def compose(self) -> ComposeResult:
        """Sums, lines, detail."""
        result = "PASSED" if self.card["passed"] else "NOT PASSED"
        yield Static(f"Scorecard · {result}", classes="title", markup=False)
        yield Static(self._sums(), id="card-sums", markup=False)
        with Horizontal(id="card-body"):
            yield OptionList(
                *(Option(item.label, id=str(number)) for number, item in enumerate(self.items)),
                id="card-items",
                markup=False,
            )
            with VerticalScroll(id="card-detail", can_focus=False):
                yield Static("", id="card-words", markup=False)
        yield Footer()

    def _sums(self) -> str:
        scores = self.card["scores"]
        parts = [f"Overall {overall_words(self.card)}"]
        parts += [
            f"{name} {'n/a' if scores[name] is None else f'{scores[name]:.0f}'}"
            for name in ("negotiation", "empathy", "compliance", "documentation")
        ]
        beside = "".join(f"\n{line}" for line in forked_words(self.card))
        return (
            "  ·  ".join(parts) + beside + f"\nOutcome: {outcome_words(self.card['outcome'])}\n{next_step(self.card)}"
        )

    def on_mount(self) -> None:
        """Start at the first line."""
        options = self.query_one("#card-items", OptionList)
        options.focus()
        options.highlighted = 0

    def on_resize(self, event: Resize) -> None:
        """Detail below on a narrow screen."""
        self.set_class(event.size.width < WIDE, "narrow")

    @on(OptionList.OptionHighlighted, "#card-items")
    def _describe(self, event: OptionList.OptionHighlighted) -> None:
        self.query_one("#card-words", Static).update(self.items[event.option_index].detail)

    @on(OptionList.OptionSelected, "#card-items")
    def _jump(self, event: OptionList.OptionSelected) -> None:
        self._show_call(self.items[event.option_index].turn)

    def _show_call(self, turn: int | None) -> None:
        lines = self._lines()
        if lines:
            reasons = self._reasons()
            self.app.push_screen(TranscriptScreen(lines, turn, reasons))
        else:
            self.notify("The call's words are not kept with this scorecard.", markup=False)

    def _reasons(self) -> dict[int, Sequence[str]]:
        """Why they answered so, and what each of the agent's turns cost."""
        if self.sitting is None:
            return {}
        call = self.sitting.call
        return {**explain_reactions(call.events), **(explain_costs(call) if call.over else {})}

    def _lines(self) -> list[tuple[int, str]]:
        if self.sitting is None:
            self.sitting = self._stored()
        if self.sitting is None:
            return []
        name = self.sitting.call.cast.persona.first_name
        lines = []
        for event in effective(self.sitting.call.events):
            if isinstance(event, AgentSpoke):
                lines.append((event.turn, f"{event.turn:>3} You: {event.text}"))
            elif isinstance(event, DebtorSpoke):
                lines.append((event.turn, f"{event.turn:>3} {name}: {event.text}"))
        return lines

    def _stored(self) -> Sitting | None:
        app = cast("RightpartyApp", self.app)
        try:
            return opening.resume(app.library, self.card["id"], app.hearing, app.clock)
        except RightpartyError:  # an imported scorecard has no log here
            return None

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """A review can be answered once it is shared; a call compared that went on from another."""
        if action == "compare":
            return bool((self.card.get("forked") or {}).get("before"))
        return action != "answer" or (self.card.get("review") or {}).get("state") == "shared"

    def action_compare(self) -> None:
        """This call and the one it went on from, side by side."""
        from simulator.desk.scorecards import read_card
        from simulator.screens.comparing import ComparingScreen

        app = cast("RightpartyApp", self.app)
        try:
            with app.desk() as desk:
                first = read_card(desk, self.card["forked"]["from"])
        except RightpartyError as error:
            app.complain(error)
            return
        app.push_screen(ComparingScreen(first, self.card))

    def action_answer(self) -> None:
        """Acknowledge a review, or dispute it."""
        from simulator.desk.reviews import Reviews
        from simulator.screens.deciding import DecidingScreen

        app = cast("RightpartyApp", self.app)

        def decided(result: tuple[str, str] | None) -> None:
            if result is None:
                return
            try:
                with app.desk() as desk:
                    step, words = result
                    review = (
                        Reviews(desk).dispute(self.card["id"], words)
                        if step == "dispute"
                        else Reviews(desk).acknowledge(self.card["id"])
                    )
            except RightpartyError as error:
                app.complain(error)
                return
            self.card["review"]["state"] = review.state
            self.refresh_bindings()
            self.notify(f"Your supervisor sees: {review.state}.", markup=False)

        choices = [("acknowledge", "acknowledge: I have read it"), ("dispute", "dispute: I see it otherwise")]
        self.app.push_screen(DecidingScreen("Answer the review", choices, "Why (needed to dispute)", False), decided)

    def action_transcript(self) -> None:
        """The whole call."""
        self._show_call(None)

    def action_again(self) -> None:
        """The same scenario from its brief."""
        if self.sitting is None:
            self.sitting = self._stored()
        if self.sitting is not None:
            app = cast("RightpartyApp", self.app)
            app.home()
            app.open_brief(self.sitting.header.scenario)

    def action_from_here(self) -> None:
        """Go on from the line that is lit, another way, in a call of its own."""
        place = self.query_one("#card-items", OptionList).highlighted
        turn = self.items[place].turn if place is not None else None
        app = cast("RightpartyApp", self.app)
        if turn is None:
            self.notify("Choose a line that names a turn; the call goes on from just before it.", markup=False)
            return
        past = self.sitting or self._stored()
        own = past is not None and any(isinstance(e, AgentSpoke) and e.turn == turn for e in past.call.events)
        try:
            # Their words are answered anew; the trainee's own are said anew.
            sitting = opening.fork(app.library, self.card["id"], turn - 1 if own else turn, app.hearing, app.clock)
        except RightpartyError as error:
            app.complain(error)
            return
        app.home()
        app.start_call(sitting)

    def action_home(self) -> None:
        """Back to the first screen, or to the list this was opened from."""
        from simulator.screens.progress import ProgressScreen

        if len(self.app.screen_stack) > 2 and isinstance(self.app.screen_stack[-2], ProgressScreen):
            self.app.pop_screen()
        else:
            cast("RightpartyApp", self.app).home()
