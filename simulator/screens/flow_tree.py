"""The flow of a call as a tree that one can walk: phases, states, and what leads from each to the next; the live state is lit.

Owns the layout. What leads where is `simulator.workshop.drawing`.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Footer, Static, Tree
from textual.widgets.tree import TreeNode

from scenarios.model.flow import PHASES, Flow, Reaction
from simulator.workshop.drawing import find_arrows


class FlowTreeScreen(ModalScreen[None]):
    """States and ways; Enter on a way goes to where it leads."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("l", "live", "Where the call is"),
        Binding("escape,f8", "dismiss", "Close"),
    ]

    def __init__(self, flow: Flow, own: Sequence[Reaction], live: str) -> None:
        """`own` are the scenario's lines, which come before the flow's; `live` is the state that the call is in."""
        super().__init__()
        self.flow = flow
        self.own = own
        self.live = live
        self.states: dict[str, TreeNode[str]] = {}

    def compose(self) -> ComposeResult:
        """One tree."""
        with Vertical(id="over-box"):
            yield Static(f"{self.flow.title} · ▶ the call is in {self.live}", classes="title", markup=False)
            yield Tree[str](Text(self.flow.flow), id="flow-tree")
            yield Footer(show_command_palette=False)

    def on_mount(self) -> None:
        """Phases open, ways closed but those of the live state."""
        tree = self.query_one("#flow-tree", Tree)
        tree.root.expand()
        arrows = find_arrows(self.flow, self.own)
        for phase in PHASES:
            inside = [name for name, state in self.flow.states.items() if state.phase == phase]
            if not inside:
                continue
            branch = tree.root.add(Text(phase, style="bold"), expand=True)
            for name in inside:
                state, lit = self.flow.states[name], name == self.live
                ends = " (ends the call)" if state.ends else " (nobody answers)" if state.silent else ""
                label = Text(f"{'▶ ' if lit else ''}{name}{ends}", style="bold reverse" if lit else "")
                if state.about:
                    label.append(f"  {state.about}", style="dim")
                self.states[name] = branch.add(label, data=name, expand=lit)
                for arrow in arrows:
                    if arrow.source == name:
                        self.states[name].add_leaf(
                            Text(f"→ {arrow.target}: {', '.join(arrow.acts)}"), data=arrow.target
                        )
        tree.focus()
        self.call_after_refresh(self.action_live)

    def action_live(self) -> None:
        """Back to the state that the call is in."""
        self._go(self.live)

    @on(Tree.NodeSelected, "#flow-tree")
    def _follow(self, event: Tree.NodeSelected[str]) -> None:
        if event.node.data is not None and not event.node.allow_expand:
            self._go(event.node.data)

    def _go(self, name: str) -> None:
        node = self.states.get(name)
        if node is not None:
            tree = self.query_one("#flow-tree", Tree)
            node.expand()
            tree.move_cursor(node)
            tree.scroll_to_node(node, animate=False)
