"""A flow drawn: states by phase, and what leads from one to the next, as Mermaid, DOT or SVG text.

Owns the three forms. Draws the flow with a scenario's own lines in front, as it is played. `transitions` has diagrams too, but
one arrow for each trigger and source: some three hundred for a call; here the acts that lead the same way share an arrow.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape

from scenarios.model.flow import PHASES, Flow, Reaction
from simulator.dialogue.ways import find_ways

FORMS = ("mermaid", "dot", "svg")
_SHOWN = 3
"""Acts named on an arrow before the rest is counted."""
_BOX, _ROOM, _ROW, _EDGE = 150, 250, 110, 40


@dataclass(frozen=True)
class Arrow:
    """What leads from one state to another."""

    source: str
    target: str
    acts: tuple[str, ...]
    """Agent acts and happenings, with their condition in brackets."""

    @property
    def label(self) -> str:
        """The first few, and how many more there are."""
        more = len(self.acts) - _SHOWN
        return ", ".join(self.acts[:_SHOWN]) + (f" and {more} more" if more > 0 else "")


def find_arrows(flow: Flow, own: Sequence[Reaction] = ()) -> list[Arrow]:
    """Every way from one state to another, once for each pair of states, in the order of the flow."""
    ways = find_ways(flow, own)
    order = list(flow.states)
    pairs = sorted(ways, key=lambda pair: (order.index(pair[0]), order.index(pair[1])))
    return [Arrow(*pair, tuple(dict.fromkeys(_named(ways[pair])))) for pair in pairs]


def _named(lines: Sequence[Reaction]) -> list[str]:
    return [f"{act} [{line.guard.text}]" if line.guard else act for line in lines for act in line.hears]


def draw(form: str, flow: Flow, own: Sequence[Reaction] = (), begins: str | None = None) -> str:
    """The flow in one of FORMS; `begins` where the scenario starts elsewhere than the flow."""
    arrows = find_arrows(flow, own)
    start = begins or flow.begins
    return {"mermaid": _mermaid, "dot": _dot, "svg": _svg}[form](flow, arrows, start)


def _mermaid(flow: Flow, arrows: Sequence[Arrow], start: str) -> str:
    lines = ["stateDiagram-v2", f"    [*] --> {_plain(start)}"]
    for name, state in flow.states.items():
        lines.append(f'    state "{name} ({state.phase})" as {_plain(name)}')
    lines += [
        f"    {_plain(each.source)} --> {_plain(each.target)}: {each.label.replace(';', ',').replace('#', '')}"
        for each in arrows
    ]
    lines += [f"    {_plain(name)} --> [*]" for name, state in flow.states.items() if state.ends]
    return "\n".join(lines) + "\n"


def _plain(name: str) -> str:
    return name.replace("-", "_")


def _dot(flow: Flow, arrows: Sequence[Arrow], start: str) -> str:
    lines = [f"digraph {_quoted(flow.flow)} {{", "    rankdir=LR; node [shape=box, style=rounded];"]
    for name, state in flow.states.items():
        lines.append(f"    {_quoted(name)} [label={_quoted(f'{name} ({state.phase})')}];")
    lines.append(f"    start [shape=point]; start -> {_quoted(start)};")
    lines += [f"    {_quoted(a.source)} -> {_quoted(a.target)} [label={_quoted(a.label)}];" for a in arrows]
    return "\n".join([*lines, "}"]) + "\n"


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _svg(flow: Flow, arrows: Sequence[Arrow], start: str) -> str:
    """Phases are columns; states of one phase stand below each other. Arrows tell their acts when pointed at."""
    columns = [phase for phase in PHASES if any(state.phase == phase for state in flow.states.values())]
    places: dict[str, tuple[int, int]] = {}
    for column, phase in enumerate(columns):
        names = [name for name, state in flow.states.items() if state.phase == phase]
        for row, name in enumerate(names):
            places[name] = (_EDGE + column * _ROOM, 80 + row * _ROW * 2 + (column % 2) * _ROW)
    width = _EDGE * 2 + (len(columns) - 1) * _ROOM + _BOX
    height = max(y for _, y in places.values()) + 140
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" font-family="sans-serif" font-size="12">',
        f"<title>{escape(flow.title)}</title>",
        '<defs><marker id="tip" viewBox="0 0 8 8" refX="8" refY="4" markerWidth="8" markerHeight="8" orient="auto">'
        '<path d="M0 0L8 4L0 8z" fill="#555"/></marker></defs>',
    ]
    parts += [
        f'<text x="{_EDGE + number * _ROOM + _BOX // 2}" y="30" text-anchor="middle" font-weight="bold">{phase}</text>'
        for number, phase in enumerate(columns)
    ]
    parts += [_curve(each, places) for each in arrows]
    for name, (x, y) in places.items():
        state = flow.states[name]
        border = 3 if name == start else 1
        parts.append(
            f'<g><title>{escape(state.about or name)}</title><rect x="{x}" y="{y}" width="{_BOX}" height="40" rx="8" '
            f'fill="{"#ddd" if state.ends else "#fff"}" stroke="#333" stroke-width="{border}"/>'
            f'<text x="{x + _BOX // 2}" y="{y + 25}" text-anchor="middle">{escape(name)}</text></g>'
        )
    return "\n".join([*parts, "</svg>"]) + "\n"


def _curve(arrow: Arrow, places: dict[str, tuple[int, int]]) -> str:
    (x, y), (tx, ty) = places[arrow.source], places[arrow.target]
    if tx > x:
        path = f"M{x + _BOX} {y + 20}C{x + _BOX + 60} {y + 20} {tx - 60} {ty + 20} {tx} {ty + 20}"
    elif tx == x:
        path = f"M{x + _BOX} {y + 12}C{x + _BOX + 70} {y + 12} {x + _BOX + 70} {ty + 28} {tx + _BOX} {ty + 28}"
    else:
        path = f"M{x + 75} {y + 40}C{x + 75} {y + 100} {tx + 75} {ty + 100} {tx + 75} {ty + 40}"
    told = escape(f"{arrow.source} to {arrow.target}: {', '.join(arrow.acts)}")
    return f'<path d="{path}" fill="none" stroke="#555" marker-end="url(#tip)"><title>{told}</title></path>'
