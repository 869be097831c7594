"""One call under review: its words with findings and points marked in them, and everything that can be decided beside it.

Owns the layout and the keys. What stands in it is `reviewed.py`'s; deciding is `simulator.desk.reviews`.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.events import Resize
from textual.screen import Screen
from textual.widgets import Footer, OptionList, Static
from textual.widgets.option_list import Option

from simulator.screens.at_desk import with_desk
from simulator.screens.deciding import DecidingScreen
from simulator.screens.reviewed import Part, parts_of, sums_of, turn_text

if TYPE_CHECKING:
    from simulator.desk.desk import Desk
    from simulator.desk.reading import Reading
    from simulator.desk.review import Review

WIDE = 110


class ReviewingScreen(Screen[None]):
    """The call, the criteria, the decision."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f2", "agree", "Agree"),
        Binding("f3", "overrule", "Overrule"),
        Binding("f4", "comment", "Comment"),
        Binding("f5", "share", "Share"),
        Binding("f6", "golden", "Golden"),
        Binding("f8", "next", "Next"),
        Binding("escape", "app.pop_screen", "Back"),
    ]

    def __init__(self, attempt: str, queue: Sequence[str] = ()) -> None:
        """`queue` are the calls that F8 goes through."""
        super().__init__()
        self.attempt = attempt
        self.queue = list(queue)
        self.review: Review | None = None
        self.turns: list[Reading] = []
        self.parts: list[Part] = []
        self.names: dict[str, str] = {}

    def compose(self) -> ComposeResult:
        """Call on one side, what can be decided on the other."""
        yield Static("Review", id="reviewing-title", classes="title", markup=False)
        yield Static("", id="reviewing-sums", markup=False)
        with Horizontal(id="reviewing-body"):
            yield VerticalScroll(id="reviewing-call")
            yield OptionList(id="reviewing-parts", markup=False)
        with VerticalScroll(id="reviewing-detail", can_focus=False):
            yield Static("", id="reviewing-words", markup=False)
        yield Footer(show_command_palette=False, compact=True)

    def on_mount(self) -> None:
        """Read the call."""
        with_desk(self, self._read)

    def on_resize(self, event: Resize) -> None:
        """One above the other on a narrow screen."""
        self.set_class(event.size.width < WIDE, "narrow")

    def _read(self, desk: Desk) -> None:
        from simulator.desk.reading import read_turns
        from simulator.desk.reviews import Reviews

        self.review = Reviews(desk).look(self.attempt)
        self.turns = read_turns(desk, self.review.attempt, self.review.card)
        self.names = desk.people.names()
        self.call_after_refresh(self._show)

    def _show(self) -> None:
        review = self.review
        if review is None:
            return
        card = review.card
        who = self.names.get(review.trainee, review.trainee)
        self.query_one("#reviewing-title", Static).update(
            f"Review · {who} · {'PASSED' if card['passed'] else 'NOT PASSED'} · {review.state or 'not reviewed'}"
        )
        self.query_one("#reviewing-sums", Static).update(sums_of(review))
        options = self.query_one("#reviewing-parts", OptionList)
        place = options.highlighted or 0
        self.parts = parts_of(review)
        options.clear_options()
        options.add_options([Option(part.label, id=str(number)) for number, part in enumerate(self.parts)])
        options.highlighted = min(place, len(self.parts) - 1)
        options.focus()
        self._show_call(self.parts[options.highlighted].item)

    def _show_call(self, item: str) -> None:
        place = self.query_one("#reviewing-call", VerticalScroll)
        place.remove_children()
        comments: dict[int | None, list[str]] = {}
        for each in self.review.comments if self.review else ():
            comments.setdefault(each.turn, []).append(f"    # {self.names.get(each.author, each.author)}: {each.words}")
        shown: list[Static] = []
        lit: Static | None = None
        for turn in self.turns:
            line = Static(turn_text(turn, item))
            shown.append(line)
            if lit is None and any(each.item == item for each in turn.passages):
                lit = line
            shown += [Static(words, markup=False) for words in comments.get(turn.turn, ()) if turn.turn is not None]
        shown += [Static(words, markup=False) for words in comments.get(None, ())]
        place.mount_all(
            shown or [Static("The words of this call were not delivered; only its scorecard was.", markup=False)]
        )
        if lit is not None:
            self.call_after_refresh(place.scroll_to_widget, lit, animate=False)

    @on(OptionList.OptionHighlighted, "#reviewing-parts")
    def _describe(self, event: OptionList.OptionHighlighted) -> None:
        part = self.parts[event.option_index]
        self.query_one("#reviewing-words", Static).update(part.detail)
        self._show_call(part.item)

    def _part(self) -> Part | None:
        place = self.query_one("#reviewing-parts", OptionList).highlighted
        return self.parts[place] if place is not None and self.parts else None

    def _take(self, step: str, *words: Any) -> None:
        from simulator.desk.reviews import Reviews

        def act(desk: Desk) -> None:
            getattr(Reviews(desk), step)(self.attempt, *words)
            self._read(desk)

        if with_desk(self, act):
            self.notify(f"Kept: {step}.", timeout=3, markup=False)

    def action_agree(self) -> None:
        """The engine is right, or right as overruled."""
        self._take("agree")

    @on(OptionList.OptionSelected, "#reviewing-parts")
    def action_overrule(self) -> None:
        """Decide the part that is lit otherwise."""
        part = self._part()
        if part is None:
            return

        def decided(result: tuple[str, str] | None) -> None:
            if result is not None:
                self._take("overrule", part.item, *result)

        choices = [(value, value.replace("-", " ")) for value in part.choices]
        self.app.push_screen(DecidingScreen(f"Overrule {part.item}", choices, "Why (the trainee reads it)"), decided)

    def action_comment(self) -> None:
        """Write something at the turn of the part that is lit."""
        part = self._part()
        turn = part.turn if part is not None else None
        where = "the call" if turn is None else f"turn {turn}"

        def decided(result: tuple[str, str] | None) -> None:
            if result is not None:
                self._take("comment", turn, result[1])

        self.app.push_screen(DecidingScreen(f"Comment on {where}", [("comment", "")], "What you want to say"), decided)

    def action_share(self) -> None:
        """Share with the trainee, settle a dispute, or void the attempt."""
        choices = [("share", "share with the trainee, who can answer for seven days")]
        if self.review is not None and self.review.state == "disputed":
            said = self.review.words.get("review-disputed", "")
            choices.insert(0, ("resolve", f"settle the dispute: “{said}”"))
        choices.append(("void", "void: the attempt does not count"))

        def decided(result: tuple[str, str] | None) -> None:
            if result is not None:
                step, words = result
                self._take(step, *(() if step == "share" else (words,)))

        asks = "Words for the trainee (not needed to share)"
        self.app.push_screen(DecidingScreen("Share, settle or void", choices, asks, needs_words=False), decided)

    def action_golden(self) -> None:
        """Hold the engine to what the part that is lit says now."""
        part = self._part()
        if part is None:
            return

        def decided(result: tuple[str, str] | None) -> None:
            if result is not None:
                from simulator.desk.golden import make_golden

                if with_desk(self, lambda desk: make_golden(desk, self.attempt, part.item, result[1])):
                    self.notify(f"Kept as a golden case: {part.item}.", timeout=4, markup=False)

        title = f"Golden case: {part.item} stays as it is shown"
        self.app.push_screen(DecidingScreen(title, [("golden", "")], "Why this is right"), decided)

    def action_next(self) -> None:
        """The next call of the queue."""
        place = self.queue.index(self.attempt) + 1 if self.attempt in self.queue else len(self.queue)
        if place >= len(self.queue):
            self.notify("That was the last call of the queue.", markup=False)
            return
        self.attempt = self.queue[place]
        self.query_one("#reviewing-parts", OptionList).highlighted = None
        with_desk(self, self._read)
