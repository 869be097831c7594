"""Problems in the forms that tools read: each must say the same and be well formed."""

from __future__ import annotations

import json

from scenarios.problems import Problem
from simulator.reports.problems import FORMS, write_problems

FOUND = (
    Problem("pack/a, b.yaml", 3, 7, "file/unknown-key", "'lvel' is not a key here.", "Did you mean 'level'?"),
    Problem("pack/c.yaml", 0, 0, "file/kind", "100% of this is\nno scenario.", "", "warning"),
)


def test_sarif_names_rule_place_and_level() -> None:
    """As SARIF 2.1.0 wants it: rules listed once, results pointing at them, regions counted from 1."""
    (run,) = json.loads("\n".join(write_problems("sarif", FOUND, "1.2")))["runs"]
    driver = run["tool"]["driver"]
    assert driver["version"] == "1.2"
    first, second = run["results"]
    assert [driver["rules"][each["ruleIndex"]]["id"] for each in run["results"]] == [each.code for each in FOUND]
    place = first["locations"][0]["physicalLocation"]
    assert place["region"] == {"startLine": 3, "startColumn": 7}
    assert "region" not in second["locations"][0]["physicalLocation"]
    assert (first["level"], second["level"]) == ("error", "warning")


def test_annotations_escape_what_would_end_them() -> None:
    """A comma in a file name or a line break in a sentence stays data."""
    first, second = write_problems("github", FOUND, "1.2")
    assert first.startswith("::error file=pack/a%2C b.yaml,line=3,col=7,title=file/unknown-key::")
    assert second == "::warning file=pack/c.yaml,title=file/kind::100%25 of this is%0Ano scenario."


def test_json_is_one_object_a_line() -> None:
    """With the same keys for each."""
    lines = write_problems("json", FOUND, "1.2")
    assert [json.loads(line)["code"] for line in lines] == [each.code for each in FOUND]


def test_nothing_wrong_is_said_in_every_form() -> None:
    """No problems, no lines; SARIF stays a whole document."""
    assert {form: len(write_problems(form, (), "1.2")) > 0 for form in FORMS} == {
        "text": False, "json": False, "sarif": True, "github": False,
    }  # fmt: skip
