"""Every check has an example that fires and one that does not, and docs/checks.md is made from them."""

from __future__ import annotations

import inspect
import json
import runpy
from pathlib import Path

from reportwizard.checks.links.online import run_online
from reportwizard.checks.registry import run_checks
from support.cases import each_case
from support.check_examples import checks, codes, documented, example

ROOT = Path(__file__).parents[2]


def test_every_check_has_examples_and_every_example_a_check() -> None:
    assert documented() == set(codes())
    assert len(codes()) == len(set(codes())) > 30


@each_case("code", codes())
def test_the_firing_example_gives_findings_of_its_code(code: str) -> None:
    findings = example(code, fires=True).findings
    assert findings
    assert {finding.code for finding in findings} == {code}
    for finding in findings:
        assert len(finding.message) <= 160
        assert finding.question in example(code, fires=True).report.form.by_id
        assert finding.message.endswith((".", "?", "/view", "_Lagoons", "Example"))
        assert finding.message[0].isupper() or finding.message[0] in "“0123456789"


@each_case("code", codes())
def test_the_silent_example_gives_none(code: str) -> None:
    assert example(code, fires=False).findings == []


@each_case("code", codes())
def test_findings_are_plain_json(code: str) -> None:
    for finding in example(code, fires=True).findings:
        assert json.loads(json.dumps(finding.data)) == finding.data


@each_case("code", codes())
def test_a_check_says_when_it_fires_and_where_the_rule_comes_from(code: str) -> None:
    check = checks()[code.replace(".", "_", 1)]
    said, module = (inspect.getdoc(of) or "" for of in (check, inspect.getmodule(check)))
    assert said.startswith("Fires ")
    assert "Source:" in said + module


@each_case("code", codes())
def test_all_checks_together_find_the_same(code: str) -> None:
    shown = example(code, fires=True)
    findings = [*run_checks(shown.report, shown.today), *run_online(shown.report, shown.web)]
    assert code in {finding.code for finding in findings}


def test_the_page_is_up_to_date() -> None:
    """If this fails, run scripts/checks_page."""
    made = runpy.run_path(str(ROOT / "scripts" / "checks_page"))["page"]()
    assert (ROOT / "docs" / "checks.md").read_text("utf-8") == made
    for code in codes():
        assert f"## {code}\n" in made
