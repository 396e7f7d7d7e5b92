"""`show`, `get` and `set`."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from reportwizard.drafts.store.folder import DraftFolder
from support.command_line import CommandLine
from support.nasty import complete_report

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def run(tmp_path: Path) -> CommandLine:
    return CommandLine(tmp_path)


def test_set_keeps_what_it_means_and_get_gives_it_back(run: CommandLine) -> None:
    run.new()
    assert run("set", "almaty", "spent_local", "1 046 956,78 тг").status == 0
    assert run("show", "almaty", "--json").json["answers"]["spent_local"] == {
        "amount": "1046956.78",
        "currency": "KZT",
    }
    got = run("get", "almaty", "spent_local").out
    assert run("set", "almaty", "spent_local", "-", stdin=got).status == 0
    assert run("get", "almaty", "spent_local").out == run("get", "almaty", "10").out == got
    assert run("set", "almaty", "10", "-", stdin="").err.startswith("spent_local: standard input was empty.")


@pytest.mark.parametrize("question_id", list(complete_report().answers))
def test_every_answer_survives_get_and_set(run: CommandLine, question_id: str) -> None:
    DraftFolder(run.drafts).save("full", complete_report())
    before = run("show", "full", "--json").json
    got = run("get", "full", question_id)
    assert (got.status, got.err) == (0, "")
    assert run("set", "full", question_id, "").status == 0
    assert question_id not in run("show", "full", "--json").json["answers"]
    assert run("get", "full", question_id).out == ""
    ran = run("set", "full", question_id, "-", stdin=got.out)
    assert ran.status == 0
    assert "Kept as typed" not in ran.err
    assert run("show", "full", "--json").json == before


@pytest.mark.parametrize("text", ["-", "--", "-5 degrees", "-h", "--json", "- one\n- two"])
def test_an_answer_may_look_like_an_option(run: CommandLine, text: str) -> None:
    run.new()
    stdin = "from outside" if text == "-" else ""
    assert run("set", "almaty", "surprises", text, stdin=stdin).status == 0
    answers = run("show", "almaty", "--json").json["answers"]
    assert answers["surprises"] == (stdin or text)


def test_a_tables_cells_are_read_as_if_they_were_typed(run: CommandLine) -> None:
    run.new()
    table = {"participants": {"target": "32", "result": "1 033"}}
    assert run("set", "almaty", "people_metrics", json.dumps(table)).status == 0
    shown = run("show", "almaty", "--json").json["answers"]
    assert shown["people_metrics"] == {"participants": {"target": 32, "result": 1033}}


def test_our_own_question_is_set_and_shown_and_is_no_part_of_the_report(run: CommandLine) -> None:
    run.new()
    assert run("set", "almaty", "fund_in_usd", "yes").status == 0
    assert run("get", "almaty", "fund_in_usd").out == "Yes\n"
    assert run("show", "almaty", "--json").json["answers"]["fund_in_usd"] is True
    assert "asked by this program, not part of the report" in run("forms", "rapid-fund-final").out
    assert "US dollars?" not in run("export", "almaty", "--to", "text", "--unfinished").out
    assert run("set", "almaty", "fund_in_usd", "maybe").status != 0


def test_what_wikis_put_before_a_username_is_left_out_and_said(run: CommandLine) -> None:
    run.new()
    for typed, name in {
        "User:Amel B.": "Amel B.",
        "fr:User: Amel B.": "Amel B.",
        "Utilisatrice:Amel": "Amel",
        "Участница:Амель": "Амель",
        "user:User:Amel": "Amel",
        "Userbox: Amel": "Userbox: Amel",
        "User:": "User:",
        "Amel": "Amel",
    }.items():
        ran = run("set", "almaty", "applicant_username", typed)
        left_out = typed.removesuffix(name).strip()
        words = f"applicant_username: “{left_out}” is left out of the name.\n"
        assert ran.err == (words if left_out else "")
        assert run("get", "almaty", "applicant_username").out == f"{name}\n"
    run("set", "almaty", "project_title", "User: a play")
    assert run("get", "almaty", "project_title").out == "User: a play\n"


def test_an_ambiguous_amount_is_kept_as_typed_with_a_question(run: CommandLine) -> None:
    run.new()
    ran = run("set", "almaty", "spent_local", "1650.000")
    assert (ran.status, ran.out) == (0, "")
    assert ran.err.startswith("spent_local: ")
    assert "Kept as typed." in ran.err
    kept = run("show", "almaty", "--json").json["answers"]["spent_local"]
    assert kept == {"typed": "1650.000", "currency": "KZT"}


@pytest.mark.parametrize(
    ("question_id", "text"),
    [
        ("spent_usd", "1,,2"),
        ("due_date", "soon"),
        ("data_difficulties", "perhaps"),
        ("unspent_plan", "z"),
        ("people_metrics", "32 33"),
        ("people_metrics", '{"participants": {"target": "many"}}'),
        ("fund_effects", '{"belonging": "very"}'),
        ("nothing", "x"),
    ],
)
def test_an_unreadable_value_is_refused_and_changes_nothing(
    run: CommandLine, question_id: str, text: str
) -> None:
    path = run.new()
    before = path.read_bytes()
    ran = run("set", "almaty", question_id, text)
    assert (ran.status, ran.out) == (2, "")
    assert question_id in ran.err
    assert path.read_bytes() == before


@pytest.mark.parametrize("question_id", ["people_metrics", "other_metrics", "fund_effects"])
def test_the_error_says_how_to_write_a_table(run: CommandLine, question_id: str) -> None:
    run.new()
    assert "Write it as JSON" in run("set", "almaty", question_id, "32 33").err
    assert "Write it as JSON" not in run("set", "almaty", "due_date", "soon").err


def test_a_more_exact_amount_than_the_currency_has_is_kept_with_a_remark(run: CommandLine) -> None:
    run.new()
    ran = run("set", "almaty", "spent_usd", "12.3456")
    assert ran.status == 0
    assert ran.err.startswith("spent_usd: ")
    answers = run("show", "almaty", "--json").json["answers"]
    assert answers["spent_usd"]["amount"] == "12.3456"


def test_a_locale_asked_for_does_not_become_the_drafts(run: CommandLine) -> None:
    run.new()
    assert run("set", "--locale", "pt_BR", "almaty", "spent_usd", "3").status == 0
    assert run("show", "almaty", "--json").json["locale"] == "kk_KZ"


def test_show_in_words_names_the_ids(run: CommandLine) -> None:
    run.new("almaty", "--set", "project_title=Қыс", "--set", "surprises=one\n\ntwo")
    assert run("show", "almaty").out == (
        "General information\n\nproject_title\n    Қыс\n\nfunding_program\n    Rapid Fund\n\n"
        "report_status\n    Draft\n\nPart 2: Learning\n\nsurprises\n    one\n\n    two\n\n"
    )


def test_a_draft_is_found_by_name_or_by_path(run: CommandLine, tmp_path: Path) -> None:
    path = run.new("almaty", "--set", "project_title=Қыс")
    elsewhere = tmp_path / "elsewhere.toml"
    elsewhere.write_bytes(path.read_bytes())
    for draft in ("almaty", "almaty.toml", path, elsewhere):
        assert run("get", draft, "project_title").out == "Қыс\n"
    assert run("set", elsewhere, "project_title", "Жаз").status == 0
    assert run("get", elsewhere, "project_title").out == "Жаз\n"
    assert run("get", "almaty", "project_title").out == "Қыс\n"


@pytest.mark.parametrize("command", ["show", "get", "set", "check", "export", "delete"])
def test_the_error_names_a_missing_draft(run: CommandLine, command: str) -> None:
    run.new()
    more = {"get": ["surprises"], "set": ["surprises", "x"], "export": ["--to", "text"]}.get(command, [])
    ran = run(command, "almati", *more)
    assert (ran.status, ran.out) == (2, "")
    assert "almati" in ran.err
    assert "Did you mean “almaty”?" in ran.err


def test_a_broken_byte_is_refused_and_not_dropped(run: CommandLine) -> None:
    run.new()
    for text in ("a\udcffb", "\ud800"):
        ran = run("set", "almaty", "surprises", text)
        assert (ran.status, ran.out) == (2, "")
        assert "is not text" in ran.err
    assert "surprises" not in run("show", "almaty", "--json").json["answers"]
