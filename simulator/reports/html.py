"""A scorecard, or several, as one self-contained HTML page: no script, no network, prints well.

Owns the page. Every text is escaped; nothing that a person typed becomes markup. Never scores.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from typing import Any

from simulator.practice.wording import RESULTS, figure, next_step, nothing_found, outcome_words
from simulator.reports.charts import COLOURS, month_bars, score_bars

STYLE = """
body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color:#1d2126;background:#fff}
h1{font-size:1.5rem}h2{font-size:1.15rem;margin-top:2rem;border-bottom:1px solid #ccc}svg text{font:13px system-ui,sans-serif}
svg .small{font-size:11px}q{font-style:italic}table{border-collapse:collapse;width:100%}td,th{text-align:left;padding:.3rem .6rem;
border-bottom:1px solid #e3e3e3;vertical-align:top}.result{font-weight:700}.box{border-left:4px solid #35577d;padding:.2rem .9rem;
margin:1rem 0;background:#f6f7f9}.critical{border-color:#9b2c2c}.major{border-color:#c9a227}footer{margin-top:3rem;color:#555;font-size:.9rem}
@media print{body{margin:0}}
"""


def write_html(cards: Sequence[Mapping[str, Any]]) -> str:
    """One page with a section for each scorecard, and a table in front if there are several."""
    title = f"Scorecard {cards[0]['id']}" if len(cards) == 1 else f"{len(cards)} scorecards"
    body = "".join(_card(card) for card in cards)
    front = _overview(cards) if len(cards) > 1 else ""
    return (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">'
        f"<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">"
        f"<title>{escape(title)}</title><style>{STYLE}</style></head><body>{front}{body}"
        "<footer>Training aid, not legal advice. “No rule hit” is not the same as compliant.</footer></body></html>\n"
    )


def _overview(cards: Sequence[Mapping[str, Any]]) -> str:
    rows = "".join(
        f'<tr><td><a href="#{escape(str(card["id"]), quote=True)}">{escape(str(card["id"]))}</a></td>'
        f"<td>{'passed' if card['passed'] else 'not passed'}</td><td>{figure(card['scores']['overall'])}</td>"
        f"<td>{escape(outcome_words(card['outcome']))}</td><td>{len(card['findings'])}</td></tr>"
        for card in cards
    )
    return (
        "<h1>Scorecards</h1><table><tr><th>call</th><th>result</th><th>overall</th><th>outcome</th><th>findings</th></tr>"
        f"{rows}</table>"
    )


def _card(card: Mapping[str, Any]) -> str:
    scores = {
        name: card["scores"][name] for name in ("overall", "negotiation", "empathy", "compliance", "documentation")
    }
    parts = [
        f'<section id="{escape(str(card["id"]), quote=True)}"><h1>Scorecard {escape(str(card["id"]))}</h1>',
        f'<p class="result">{"Passed" if card["passed"] else "Not passed"}</p>',
        score_bars(scores),
        f"<p>Outcome: {escape(outcome_words(card['outcome']))}. {escape(next_step(card))}</p>",
        _coaching(card.get("coaching") or ()),
        _findings(card),
        _criteria(card["criteria"]),
        _voiced(card["opportunities"]),
        _ahead(card.get("next") or {}),
        _lacking(card["not_evaluated"]),
        f"<p><small>Engine {escape(card['engine'])}, rubric {escape(card['rubric'])}, rules {escape(', '.join(card['rules']))}.</small></p></section>",
    ]
    return "".join(parts)


def _coaching(priorities: Sequence[Mapping[str, Any]]) -> str:
    if not priorities:
        return ""
    items = []
    for each in priorities:
        where = "" if each["turn"] is None else f" (turn {each['turn']})"
        words = f"<br>You said: <q>{escape(each['words'])}</q>" if each["words"] else ""
        items.append(
            f'<div class="box"><strong>{escape(each["title"])}</strong>{where}{words}<br>{escape(each["why"])}'
            f"<br>Better: <q>{escape(each['better'])}</q></div>"
        )
    return f"<h2>Work on</h2>{''.join(items)}"


def _findings(card: Mapping[str, Any]) -> str:
    findings = card["findings"]
    if not findings:
        return f"<h2>Findings</h2><p>{escape(nothing_found(card))}</p>"
    items = []
    for each in findings:
        where = "in the note" if each.get("where") == "note" else f"turn {each['turn']}"
        items.append(
            f'<div class="box {escape(each["severity"], quote=True)}"><strong>{escape(each["severity"])}</strong> <code>{escape(each["rule"])}</code>, {where}'
            f"<br><q>{escape(each['quote'])}</q><br>{escape(each['why'])} <small>{escape(each['cite'])}</small>"
            f"<br>Say instead: <q>{escape(each['instead'])}</q></div>"
        )
    return f"<h2>Findings</h2>{''.join(items)}"


def _criteria(criteria: Sequence[Mapping[str, Any]]) -> str:
    rows = []
    for each in criteria:
        earned, points = each["points"]
        score = "" if each["result"] == "not-applicable" else f"{earned:g} of {points}"
        evidence = "; ".join(f"turn {one['turn']}: “{one['quote']}”" for one in each["evidence"][:2])
        rows.append(
            f"<tr><td>{RESULTS[each['result']]}</td><td>{score}</td><td>{escape(each['title'])}<br><small>{escape(evidence)}</small></td></tr>"
        )
    return f"<h2>Criteria</h2><table>{''.join(rows)}</table>"


def _voiced(opportunities: Sequence[Mapping[str, Any]]) -> str:
    if not opportunities:
        return ""
    rows = "".join(
        f"<tr><td>turn {each['turn']}</td><td>{escape(each['kind'].replace('-', ' '))}</td><td>{escape(each['met'])}</td></tr>"
        for each in opportunities
    )
    return f"<h2>What they voiced</h2><table>{rows}</table>"


def _ahead(ahead: Mapping[str, Any]) -> str:
    if not ahead or not (ahead["months"] or ahead["complaint"]):
        return ""
    parts = ["<h2>What happens next</h2>"]
    if ahead["months"]:
        key = ", ".join(f'<span style="color:{COLOURS[part]}">■</span> {part}' for part in COLOURS)
        parts += [month_bars(ahead["months"]), f"<p>{key}; the figure is the share paid on the day.</p>"]
    parts += [f"<p>{escape(each)}</p>" for each in ahead["arithmetic"]]
    if ahead["complaint"]:
        parts.append(f"<p>Chance of a complaint: {ahead['complaint']:.0%}.</p>")
    parts += [f"<p>Statutory damages: {escape(each)}.</p>" for each in ahead["damages"]]
    return "".join(parts)


def _lacking(rules: Sequence[Mapping[str, Any]]) -> str:
    if not rules:
        return ""
    items = "".join(
        f"<li><code>{escape(each['rule'])}</code>: {escape(', '.join(each['needs']))}</li>" for each in rules
    )
    return f"<h2>Not evaluated, for want of facts</h2><ul>{items}</ul>"
