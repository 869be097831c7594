"""Scored calls in the forms that tools and spreadsheets read: SARIF for findings, a workbook's document for everything.

Owns both forms. Never scores.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import quote

from simulator.reports.document import Document, Part

LEVELS = {"critical": "error", "major": "error", "minor": "warning", "risk": "note"}
"""SARIF's level for each severity."""
SECTIONS = ("overall", "negotiation", "empathy", "compliance", "documentation")
Card = Mapping[str, Any]


def findings_sarif(cards: Sequence[Card], version: str) -> dict[str, Any]:
    """All findings as SARIF 2.1.0 (OASIS): a call is an artifact, a turn a logical location, a rule with what it cites."""
    rules: dict[str, str] = {}
    results = []
    for card in cards:
        for each in card["findings"]:
            rules.setdefault(each["rule"], each["cite"])
            where = "note" if each.get("where") == "note" else f"turn {each['turn']}"
            results.append({
                "ruleId": each["rule"],
                "ruleIndex": list(rules).index(each["rule"]),
                "level": LEVELS[each["severity"]],
                "message": {"text": f"“{each['quote']}” {each['why']} Say instead: {each['instead']}"},
                "locations": [{
                    "physicalLocation": {"artifactLocation": {"uri": _uri(card["id"])}},
                    "logicalLocations": [{"name": where, "fullyQualifiedName": f"{card['id']}/{where}", "kind": "member"}],
                }],
                "properties": {"severity": each["severity"], "turn": each["turn"], "span": list(each["span"])},
            })  # fmt: skip
    driver = {
        "name": "rightparty", "version": version,
        "rules": [{"id": rule, "properties": {"cite": cite}} for rule, cite in rules.items()],
    }  # fmt: skip
    return {
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{"tool": {"driver": driver}, "results": results}],
    }


def cards_document(cards: Sequence[Card], made_at: str) -> Document:
    """Calls, findings and criteria as three tables."""
    calls = tuple(
        (str(card["id"]), "passed" if card["passed"] else "not passed", *(card["scores"][name] for name in SECTIONS),
         str(card["outcome"]["kind"]), card["outcome"].get("amount"), len(card["findings"]))
        for card in cards
    )  # fmt: skip
    findings = tuple(
        (
            str(card["id"]),
            each["severity"],
            each["rule"],
            each["turn"],
            each["quote"],
            each["why"],
            each["cite"],
            each["instead"],
        )
        for card in cards
        for each in card["findings"]
    )
    criteria = tuple(
        (
            str(card["id"]),
            each["title"],
            each["result"],
            *each["points"],
            "; ".join(one["quote"] for one in each["evidence"]),
        )
        for card in cards
        for each in card["criteria"]
    )
    return Document(f"{len(cards)} calls", made_at, "", (
        Part("Calls", ("call", "result", *SECTIONS, "outcome", "amount", "findings"), calls, bars=2),
        Part("Findings", ("call", "severity", "rule", "turn", "words", "why", "cite", "say instead"), findings),
        Part("Criteria", ("call", "criterion", "result", "earned", "points", "evidence"), criteria),
    ))  # fmt: skip


def _uri(name: object) -> str:
    return quote(str(name), safe="-_.~")
