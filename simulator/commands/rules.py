"""`rightparty rules`: list, show and test compliance rules.

Owns the options and how rules are printed.
"""

from __future__ import annotations

import argparse
import json
import sys

from scenarios.nearness import did_you_mean
from scenarios.packs import read_vocabulary
from scenarios.problems import RightpartyError
from scoring.compliance.packs import read_packs
from scoring.compliance.rule import Pack, Rule
from simulator.commands.console import put, put_json, table, tell


def main(arguments: list[str]) -> int:
    """Run the command."""
    parser = argparse.ArgumentParser(prog="rightparty rules", description="The rules that calls are judged by.")
    parts = parser.add_subparsers(dest="part", required=True, metavar="list | show | test")
    listing = parts.add_parser("list", help="name all rules")
    listing.add_argument("--json", action="store_true")
    show = parts.add_parser("show", help="one rule in full")
    show.add_argument("code")
    test = parts.add_parser("test", help="judge the cases beside the rules")
    test.add_argument("pack", nargs="*", help="only these packs")
    options = parser.parse_args(arguments)
    packs = read_packs()
    if options.part == "list":
        return _list(packs, options.json)
    if options.part == "show":
        return _show(packs, options.code)
    return _test(packs, options.pack)


def _list(packs: dict[str, Pack], as_json: bool) -> int:
    rules = [(pack, rule) for pack in packs.values() for rule in pack.rules]
    if as_json or not sys.stdout.isatty():
        for pack, rule in rules:
            data = {
                "rule": rule.rule,
                "title": rule.title,
                "severity": rule.severity,
                "pack": pack.label,
                "cite": rule.cite,
            }
            put_json(json.dumps(data, ensure_ascii=False))
        return 0
    table([[rule.rule, rule.severity, rule.title] for _, rule in rules], ["rule", "severity", "title"])
    return 0


def _show(packs: dict[str, Pack], code: str) -> int:
    found = [(pack, rule) for pack in packs.values() for rule in pack.rules if rule.rule == code]
    if not found:
        known = [rule.rule for pack in packs.values() for rule in pack.rules]
        raise RightpartyError(f"There is no rule '{code}'.", did_you_mean(code, known))
    for pack, rule in found:
        put(f"{rule.rule}: {rule.title}  ({rule.severity}, {pack.label}, as of {pack.as_of})")
        put(f"  {rule.cite}")
        put(f"  Why:     {rule.why}")
        put(f"  Instead: {rule.instead}")
        for heading, wanted in (("Breaks it:", True), ("Is fine:", False)):
            put(f"  {heading}")
            for line in _cases(rule, wanted):
                put(f"    · {line}")
        put(f"  {pack.notice}")
    return 0


def _cases(rule: Rule, breaking: bool) -> list[str]:
    lines = []
    for case in rule.cases:
        words = case.breaks if breaking else case.fine
        if words is None:
            continue
        if isinstance(words, str):
            lines.append(words)
        else:
            said = [turn.agent or turn.debtor or turn.third_party or "" for turn in words]
            lines.append(" / ".join(said[-3:]))
    return lines


def _test(packs: dict[str, Pack], names: list[str]) -> int:
    from simulator.evaluation.rule_cases import run_cases
    from simulator.understanding.hearing import Hearing

    for name in names:
        if name not in packs:
            raise RightpartyError(f"There is no rule pack '{name}'.", did_you_mean(name, packs))
    chosen = [pack for name, pack in packs.items() if not names or name in names]
    passed = failed = 0
    for result in run_cases(chosen, Hearing(read_vocabulary())):
        if result.passed:
            passed += 1
        else:
            failed += 1
            put(f"FAILED  {result.rule} case {result.number}: {result.message}")
    tell(f"{passed} cases passed, {failed} failed")
    return 1 if failed else 0
