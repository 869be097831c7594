"""Writes docs/rules/: a page for each pack and one for each rule, from the packs themselves. `make docs` runs it."""

from __future__ import annotations

import shutil
from pathlib import Path

from scoring.compliance.condition import Condition
from scoring.compliance.packs import read_shelf
from scoring.compliance.rule import Pack, Rule
from simulator.commands.rules import CASE_KINDS, case_lines

HOME = Path(__file__).parent / "rules"


def pages() -> dict[str, str]:
    """Every page by its path below docs/rules."""
    packs = read_shelf().newest.values()
    found = {"README.md": _index(list(packs))}
    for pack in packs:
        for rule in pack.rules:
            page = _rule(pack, rule)
            path = f"{rule.rule}.md"
            found[path] = found[path] + "\n" + page.partition("\n")[2] if path in found else page
    return found


def _index(packs: list[Pack]) -> str:
    lines = [
        "# The rules that calls are judged by",
        "",
        "Written by `make docs` from the packs in `scoring/compliance/packs`.",
        "",
    ]
    lines += ["How to read and write rules: [rules in YAML](../authoring/rules.md).", ""]
    for pack in packs:
        lines += [f"## {pack.title}", "", f"`{pack.label}`, law as of {pack.as_of}. {pack.notice}", ""]
        lines += ["| rule | severity | what it is about |", "|---|---|---|"]
        lines += [f"| [{rule.rule}]({rule.rule}.md) | {rule.severity} | {rule.title} |" for rule in pack.rules]
        lines.append("")
    return "\n".join(lines)


def _rule(pack: Pack, rule: Rule) -> str:
    lines = [f"# {rule.title}", "", f"`{rule.rule}` in `{pack.label}` · **{rule.severity}** · {rule.cite}", ""]
    lines += [rule.why, "", f"**Say instead:** {rule.instead}", ""]
    if rule.severity_for:
        lines += ["Otherwise for: " + ", ".join(f"{act} {level}" for act, level in rule.severity_for.items()) + ".", ""]
    if rule.from_ or rule.until:
        lines += [
            f"In force{f' from {rule.from_}' if rule.from_ else ''}{f' until {rule.until}' if rule.until else ''}.",
            "",
        ]
    if rule.binds.collectors or rule.binds.channels or rule.binds.debts:
        bound = [*rule.binds.collectors, *rule.binds.channels, *rule.binds.debts]
        lines += [f"Binds: {', '.join(bound)}.", ""]
    if rule.retractable:
        lines += ["Put right at once, with an apology, it counts one level less.", ""]
    if rule.yields_to:
        lines += ["Gives way to " + ", ".join(f"`{other}`" for other in rule.yields_to) + " on the same words.", ""]
    lines += ["## When", ""]
    lines += [f"- {describe(condition)}" for condition in rule.when]
    for kind, heading in CASE_KINDS.items():
        if said := case_lines(rule, kind):
            lines += ["", f"## {heading}", "", *(f"- {line}" for line in said)]
    return "\n".join(lines) + "\n"


def describe(condition: Condition) -> str:
    """A condition in a sentence."""
    while_ = f" while `{condition.guard.text}`" if condition.guard else ""
    once = f" once `{condition.guard.text}`" if condition.guard else ""

    def acts(names: tuple[str, ...]) -> str:
        return ", ".join(f"`{name}`" for name in names)

    sentences = {
        "forbidden": lambda: f"never {acts(condition.forbidden)}{while_}",
        "required": lambda: (
            f"one of {acts(condition.required)} "
            + (f"before {acts(condition.before)}{while_}" if condition.before else f"by the end of the call{once}")
        ),
        "never": lambda: f"no {acts(condition.never)} after {acts(condition.after)}{while_}",
        "answered": lambda: (
            f"{acts(condition.answered)} is answered with one of {acts(condition.with_)}"
            f" in the agent's next {condition.within} turns{while_}"
        ),
        "at_most": lambda: f"at most {condition.at_most} times {acts(condition.of)} in a call{while_}",
        "hours": lambda: _hours(condition),
        "contacts": lambda: _contacts(condition) + while_,
        "pause": lambda: (
            f"no call for {condition.pause.days if condition.pause else 0} days after a conversation{while_}"
        ),
        "barred": lambda: f"no contact by {', '.join(condition.barred)}{while_}",
        "unwelcome": lambda: f"no contact by {', '.join(condition.unwelcome)} at times that they called bad{while_}",
        "hold": lambda: f"scheduling: no contact by {', '.join(condition.hold)}{while_}",
        "check": lambda: f"the check `{condition.check}`{while_}",
    }
    return sentences[condition.pattern]()


def _hours(condition: Condition) -> str:
    hours = condition.hours
    assert hours is not None
    days = [f"{name} {getattr(hours, name) or 'none'}" for name in ("weekdays", "saturday", "sunday")]
    return f"contact only in these hours where they are: {', '.join(days)}" + (
        f"; no holidays of `{hours.holidays}`" if hours.holidays else ""
    )


def _contacts(condition: Condition) -> str:
    contacts = condition.contacts
    assert contacts is not None
    window = f"{contacts.days} days" if contacts.window == "rolling" else contacts.window.replace("-", " ")
    return f"at most {contacts.at_most} ({contacts.count}) in any {window}"


def main() -> None:
    """Write all pages and drop those of rules that are gone."""
    if HOME.exists():
        shutil.rmtree(HOME)
    for path, text in pages().items():
        target = HOME / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
