"""What `--json` prints is what `docs/schemas` says, for any report."""

from __future__ import annotations

import json
import subprocess
import sys
import tomllib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from json_shapes import OUTPUTS
from jsonschema import Draft202012Validator, ValidationError

from reportwizard.cli import INTERRUPTED, PIPE_CLOSED
from reportwizard.commands.output import Status
from reportwizard.commands.registry import COMMANDS
from reportwizard.drafts.store.folder import DraftFolder
from reportwizard.forms import loader
from reportwizard.forms.loader import form_ids, load_form, shipped_form
from reportwizard.forms.schema import check_form, check_page_file
from support.cases import each_case
from support.command_line import CommandLine
from support.nasty import complete_report, nasty_report
from support.portal import portal_page

if TYPE_CHECKING:
    from reportwizard.report.report import Report

SCHEMAS = Path(__file__).parents[2] / "docs" / "schemas"
SCRIPT = Path(__file__).parents[2] / "scripts" / "schemas"
EXPORT = ("--to", "json", "--unfinished")


@cache
def validator(name: str) -> Draft202012Validator:
    """Return what checks the output of a command."""
    schema = json.loads((SCHEMAS / f"{name}.json").read_text("utf-8"))
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema)


@pytest.fixture(params=["empty", "complete", "nasty", "torn"])
def run(request: pytest.FixtureRequest, tmp_path: Path) -> CommandLine:
    """A folder with one draft, named `draft`."""
    run = CommandLine(tmp_path)
    reports: dict[str, Report] = {"complete": complete_report(), "nasty": nasty_report(3)}
    if request.param in reports:
        DraftFolder(run.drafts).save("draft", reports[request.param])
    else:
        path = run.new("draft")
        path.write_bytes(path.read_bytes()[: -1 if request.param == "torn" else None])
    return run


@pytest.mark.parametrize(
    ("name", "args"),
    [
        ("list", ("list", "--json")),
        ("show", ("show", "draft", "--json")),
        ("check", ("check", "draft", "--json")),
        ("choose", ("choose", "draft", "--json")),
        ("check", ("check", "draft", "draft", "--json")),
        ("export", ("export", "draft", *EXPORT)),
    ],
    ids=lambda value: value if isinstance(value, str) else " ".join(value),
)
def test_output_fits_its_schema(run: CommandLine, name: str, args: tuple[str, ...]) -> None:
    ran = run(*args)
    if ran.out:
        validator(name).validate(ran.json)
        OUTPUTS[name].model_validate_json(ran.out)
    else:
        assert ran.status == 2


def test_a_proof_fits_its_schema(run: CommandLine) -> None:
    ran = run("proof", "draft", "--json", stdin=portal_page(complete_report()))
    if ran.out:
        validator("proof").validate(ran.json)
        OUTPUTS["proof"].model_validate_json(ran.out)
    else:
        assert ran.status == 2


def test_an_import_fits_its_schema(run: CommandLine, tmp_path: Path) -> None:
    exported = tmp_path / "exported.json"
    ran = run("export", "draft", *EXPORT, "-o", exported)
    if ran.status == 0:
        validator("import").validate(run("import", exported, "--json").json)
    else:
        assert not exported.exists()


@each_case(
    ("name", "wrong"),
    [
        ("list", [{"draft": "a"}]),
        ("show", {"form": "a", "answers": {"spent_usd": {"amount": 1.5, "currency": "USD"}}}),
        ("check", {"ready": "yes", "findings": []}),
        ("export", {"answers": {}}),
        ("proof", {"foreign": False, "arrived": True, "answers": [{"question": "a"}]}),
        ("choose", {"two_versions": [{"question": "a"}]}),
        ("import", {"draft": "a", "placed": -1}),
    ],
)
def test_a_schema_refuses_what_is_wrong(name: str, wrong: Any) -> None:
    with pytest.raises(ValidationError):
        validator(name).validate(wrong)


def test_every_schema_is_used_and_named_in_the_docs() -> None:
    names = {path.stem for path in SCHEMAS.iterdir()}
    assert names == {*OUTPUTS, "form", "page", "settings"}
    pages = [(SCHEMAS.parent / name).read_text("utf-8") for name in ("command-line.md", "writing-a-form.md")]
    assert [name for name in names if not any(f"schemas/{name}.json" in page for page in pages)] == []


def test_the_schemas_are_what_their_models_say() -> None:
    ran = subprocess.run([sys.executable, SCRIPT, "--check"], capture_output=True, text=True, check=False)
    assert (ran.stderr, ran.returncode) == ("", 0)


def test_every_shipped_form_and_page_fits_its_schema() -> None:
    for form_id in form_ids():
        for name in ("form", "page"):
            path = Path(loader.__file__).parent / "data" / form_id / f"{name}.toml"
            if path.exists():
                validator(name).validate(tomllib.loads(path.read_text("utf-8")))


def test_the_models_read_the_shipped_forms() -> None:
    for form_id in form_ids():
        check_form(shipped_form(form_id), form_id)
        check_page_file(Path(loader.__file__).parent / "data" / form_id, load_form(form_id))


def test_the_examples_in_the_docs_fit_their_schemas() -> None:
    page = (SCHEMAS.parent / "command-line.md").read_text("utf-8")
    examples = [json.loads(block.split("```")[0]) for block in page.split("```json\n")[1:]]
    shown, checked = examples
    validator("show").validate(shown)
    validator("check").validate(checked)


def test_the_docs_name_every_command_and_exit_status() -> None:
    page = (SCHEMAS.parent / "command-line.md").read_text("utf-8")
    assert [name for name in COMMANDS if f"| `{name}" not in page] == []
    statuses = (Status.READY, Status.BLOCKED, Status.UNUSABLE, INTERRUPTED, PIPE_CLOSED)
    assert [status for status in statuses if f"\n| {status} |" not in page] == []
