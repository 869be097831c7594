"""`rightparty rules`: list, show and test compliance rules, and ask whether somebody may be contacted.

Owns the options and how rules are printed.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from scenarios.nearness import did_you_mean
from scenarios.packs import read_vocabulary
from scenarios.problems import RightpartyError
from scoring.compliance.packs import Shelf, choose_packs, find_rule, read_shelf
from scoring.compliance.rule import Pack, Rule
from simulator.commands.console import put, put_json, table, tell
from simulator.records.places import pack_folders, rule_folders

CASE_KINDS = {"breaks": "Breaks it", "fine": "Is fine", "missed": "Breaks it and is not heard yet"}
"""The kinds of case that a pack may have, and what they are called where a rule is shown."""
GOAL = 0.95
"""Share of changed rules that a case should notice."""


def main(arguments: list[str]) -> int:
    """Run the command."""
    parser = argparse.ArgumentParser(prog="rightparty rules", description="The rules that calls are judged by.")
    parts = parser.add_subparsers(dest="part", required=True, metavar="list | show | test | may-contact")
    listing = parts.add_parser("list", help="name all rules")
    listing.add_argument("pack", nargs="*", help="only these packs")
    listing.add_argument("--json", action="store_true")
    show = parts.add_parser("show", help="one rule in full")
    show.add_argument("code")
    show.add_argument("--json", action="store_true")
    test = parts.add_parser("test", help="judge the cases beside the rules")
    test.add_argument("pack", nargs="*", help="only these packs (a name, or a YAML file)")
    test.add_argument("--mutate", action="store_true", help="change each rule in small ways; a case should notice")
    may = parts.add_parser("may-contact", help="whether a planned contact is lawful now, and if not, when")
    may.add_argument("file", help="a call as JSON, without turns; - for standard input")
    may.add_argument("--rules", nargs="+", default=(), metavar="PACK")
    options = parser.parse_args(arguments)
    shelf = read_shelf(*rule_folders())
    for error in shelf.broken:
        tell(str(error))
    if options.part == "list":
        return _list(shelf, options.pack, options.json)
    if options.part == "show":
        return _show(shelf, options.code, options.json)
    if options.part == "may-contact":
        return _may_contact(shelf, options.file, options.rules)
    return _test(shelf, options.pack, options.mutate)


def _named(shelf: Shelf, names: list[str]) -> list[Pack]:
    from scoring.compliance.packs import read_pack

    packs = []
    for name in names:
        if name.endswith(".yaml"):
            packs.append(read_pack(Path(name), name))
        elif name in shelf.newest:
            packs.append(shelf.newest[name])
        else:
            raise RightpartyError(f"There is no rule pack '{name}'.", did_you_mean(name, shelf.newest))
    return packs or list(shelf.newest.values())


def _list(shelf: Shelf, names: list[str], as_json: bool) -> int:
    rules = [(pack, rule) for pack in _named(shelf, names) for rule in pack.rules]
    if as_json or not sys.stdout.isatty():
        for pack, rule in rules:
            put_json(json.dumps(_brief(pack, rule), ensure_ascii=False))
        return 1 if shelf.broken else 0
    table([[rule.rule, rule.severity, rule.title] for _, rule in rules], ["rule", "severity", "title"])
    return 1 if shelf.broken else 0


def _brief(pack: Pack, rule: Rule) -> dict[str, object]:
    return {"rule": rule.rule, "title": rule.title, "severity": rule.severity, "pack": pack.label, "cite": rule.cite}


def _show(shelf: Shelf, code: str, as_json: bool) -> int:
    found = find_rule(code, shelf)
    if not found:
        known = [rule.rule for pack in shelf.newest.values() for rule in pack.rules]
        raise RightpartyError(f"There is no rule '{code}'.", did_you_mean(code, known))
    for pack, rule in found:
        if as_json:
            data = {**_brief(pack, rule), "as_of": str(pack.as_of), "why": rule.why, "instead": rule.instead}
            put_json(json.dumps(data, ensure_ascii=False))
            continue
        put(f"{rule.rule}: {rule.title}  ({rule.severity}, {pack.label}, as of {pack.as_of})")
        put(f"  {rule.cite}")
        put(f"  Why:     {rule.why}")
        put(f"  Instead: {rule.instead}")
        for kind, heading in CASE_KINDS.items():
            lines = case_lines(rule, kind)
            if lines:
                put(f"  {heading}:")
            for line in lines:
                put(f"    · {line}")
        put(f"  {pack.notice}")
    return 0


def case_lines(rule: Rule, kind: str) -> list[str]:
    """The cases of one of CASE_KINDS, a line each, with what the record must say."""
    lines = []
    for case in rule.cases:
        words = getattr(case, kind)
        if words is None:
            continue
        said = words if isinstance(words, str) else " / ".join(
            turn.agent or turn.debtor or turn.third_party or turn.voicemail or "" for turn in words[-3:]
        )  # fmt: skip
        note = f" [note: {case.note}]" if case.note else ""
        facts = f" ({', '.join(f'{name}: {value}' for name, value in case.facts.items())})" if case.facts else ""
        lines.append(f"{said}{note}{facts}")
    return lines


def _may_contact(shelf: Shelf, file: str, names: list[str]) -> int:
    from scoring.compliance.scheduling import may_contact
    from scoring.transcript import Regime
    from simulator.evaluation.parsing import parse_call

    try:
        text = sys.stdin.read() if file == "-" else Path(file).read_text(encoding="utf-8")
        planned = parse_call({"id": "planned", "turns": [], **json.loads(text)})
        answer = may_contact(planned, choose_packs(planned.regime or Regime(), names, shelf))
    except OSError as error:
        raise RightpartyError(f"{file} cannot be read: {error.strerror}.") from None
    except (ValueError, TypeError, AttributeError) as error:
        raise RightpartyError(
            f"{file}: {error}.", "It is a call as for `rightparty evaluate`, without turns."
        ) from None
    put_json(json.dumps(answer.as_json(), ensure_ascii=False))
    return 0 if answer.allowed else 1


def _test(shelf: Shelf, names: list[str], mutate: bool) -> int:
    from simulator.evaluation.rule_cases import run_cases
    from simulator.understanding.hearing import Hearing

    chosen = _named(shelf, names)
    hearing = Hearing(read_vocabulary(pack_folders()))
    passed = failed = 0
    for result in run_cases(chosen, hearing):
        if result.passed:
            passed += 1
        else:
            failed += 1
            put(f"FAILED  {result.rule} case {result.number}: {result.message}")
    known = sum(case.missed is not None for pack in chosen for rule in pack.rules for case in rule.cases)
    tell(
        f"{passed} cases passed, {failed} failed"
        + (f"; {known} of them are breaches known to be missed" if known else "")
    )
    if mutate:
        return max(1 if failed or shelf.broken else 0, _mutate(chosen, hearing))
    return 1 if failed or shelf.broken else 0


def _mutate(chosen: list[Pack], hearing: object) -> int:
    from simulator.evaluation.rule_mutation import mutate_packs
    from simulator.understanding.hearing import Hearing

    assert isinstance(hearing, Hearing)
    rules = sum(len(pack.rules) for pack in chosen)
    seen = 0

    def told(code: str) -> None:
        nonlocal seen
        seen += 1
        if sys.stderr.isatty():
            sys.stderr.write(f"\r{seen}/{rules} {code:<50.50}")
            sys.stderr.flush()

    found = list(mutate_packs(chosen, hearing, told))
    if sys.stderr.isatty():
        sys.stderr.write("\r" + " " * 70 + "\r")
    for each in found:
        if not each.caught:
            put(f"NOT NOTICED  {each.rule}: {each.change}")
    caught = sum(each.caught for each in found)
    share = caught / len(found) if found else 1.0
    tell(f"{caught} of {len(found)} changed rules were noticed by a case ({share:.1%}; goal {GOAL:.0%})")
    return 0 if share >= GOAL else 1
