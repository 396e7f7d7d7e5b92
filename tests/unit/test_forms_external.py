"""Forms from outside: named files, the user's own folder, and drafts whose form changed or is gone."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from reportwizard.checks.required import run_blocking
from reportwizard.drafts.store.folder import DraftFolder
from reportwizard.errors import FormError
from reportwizard.forms import external, locations
from reportwizard.forms.external import MissingForm, find_form, known_forms, load_form_file
from reportwizard.paths import forms_folder
from support.command_line import CommandLine

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

PICNIC = """
id = "picnic-report"
version = "1"
title = "Picnic report"
report_type = "Final"
attribution = "Ours."

[[parts]]
id = "day"
title = "The day"
questions = [
    { id = "name", wording = "Name of the picnic", kind = "text", role = "project.title", required = true },
    { id = "rain", wording = "Did it rain?", kind = "yes_no" },
    { id = "day", wording = "Which day?", kind = "date" },
    { id = "cost", wording = "What did it cost?", kind = "money", currency = "local" },
    { id = "guests", wording = "Who came?", kind = "table", columns = [{ id = "who", label = "Who" }] },
]
"""


@pytest.fixture(autouse=True)
def _no_form_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(locations, "NAMED", [])
    monkeypatch.setattr(external, "_read", {})


@pytest.fixture
def run(tmp_path: Path) -> CommandLine:
    """A person on the command line."""
    return CommandLine(tmp_path)


def write(path: Path, text: str = PICNIC) -> Path:
    """Put a form's file somewhere."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    return path


def filled(run: CommandLine, form: Path | str) -> None:
    """A draft of the picnic with every kind of answer."""
    assert run("new", "lake", "--form", form, "--currency", "KZT", "--set", "name=At the lake").status == 0
    values = {"rain": "no", "day": "2026-05-01", "cost": "12 000 KZT", "guests": '[{"who": "Aigerim"}]'}
    for question, value in values.items():
        assert run("set", "lake", question, value).status == 0


def test_a_draft_remembers_the_file_of_its_form(run: CommandLine, tmp_path: Path) -> None:
    path = write(tmp_path / "picnic.toml")
    filled(run, path)
    text = (run.drafts / "lake.toml").read_text("utf-8")
    form = load_form_file(path)
    assert f'form_from = "{path}"' in text
    assert f'form_digest = "{form.digest}"' in text
    assert DraftFolder(run.drafts).load("lake").form is form
    assert run("check", "lake").status == 0
    assert "At the lake" in run("export", "lake", "--to", "text").out


def test_the_folder_of_forms_lists_its_forms_and_its_faults(run: CommandLine) -> None:
    write(forms_folder() / "picnic.toml")
    write(forms_folder() / "walk" / "form.toml", PICNIC.replace("picnic-report", "walk-report"))
    write(forms_folder() / "again.toml", PICNIC.replace("picnic-report", "rapid-fund-final"))
    write(forms_folder() / "broken.toml", PICNIC.replace("yes_no", "perhaps"))
    known = known_forms()
    assert {"picnic-report", "walk-report", "rapid-fund-final"} <= {form.id for form in known.forms}
    words = [str(fault) for fault in known.faults]
    assert len(words) == 2
    assert "another form has the id “rapid-fund-final” already. Give this one an id of its own." in words[0]
    assert "broken.toml: question “rain”: key “kind”: “perhaps” is not a kind." in words[1]
    ran = run("forms")
    assert "picnic-report  Picnic report, version 1, 5 questions" in ran.out
    assert "broken.toml: question “rain”" in ran.err
    assert run("new", "lake", "--form", "picnic-report").status == 0


def test_answers_of_a_missing_form_can_be_read_and_kept(run: CommandLine, tmp_path: Path) -> None:
    path = write(tmp_path / "picnic.toml")
    filled(run, path)
    path.unlink()
    before = (run.drafts / "lake.toml").read_bytes()
    shown = run("show", "lake")
    assert shown.status == 0
    for words in ("At the lake", "No", "12,000", "Aigerim"):
        assert words in shown.out
    listed = run("list").out
    assert "this form is not here" in listed
    assert "cannot be opened" not in listed
    for command in (("check", "lake"), ("export", "lake", "--to", "text"), ("set", "lake", "name", "x")):
        ran = run(*command)
        assert ran.status == 2
        assert f"The form “picnic-report” is not here: {path} is gone." in ran.err
        assert "Put its file into" in ran.err
    assert (run.drafts / "lake.toml").read_bytes() == before
    report = DraftFolder(run.drafts).load("lake")
    assert isinstance(report.form, MissingForm)
    DraftFolder(run.drafts).save("lake", report)
    write(forms_folder() / "mine.toml")
    again = DraftFolder(run.drafts).load("lake")
    assert again.form.title == "Picnic report"
    assert again.answers["day"] == date(2026, 5, 1)
    assert len(again.answers) == 5


def test_another_form_never_replaces_a_missing_or_broken_one(run: CommandLine, tmp_path: Path) -> None:
    path = write(tmp_path / "picnic.toml")
    filled(run, path)
    before = (run.drafts / "lake.toml").read_bytes()
    other = write(forms_folder() / "mine.toml", PICNIC.replace("required = true", "required = false"))
    moved = tmp_path / "moved.toml"
    told: dict[str, tuple[Callable[[], object], str]] = {
        "gone": (path.unlink, f"{path} is gone, and {other} asks something else under its name."),
        "broken": (lambda: write(path, "id = ["), f"{path}: cannot be read"),
        "another": (lambda: write(path, PICNIC.replace("picnic-", "walk-")), "is another form now"),
    }
    for change, words in told.values():
        change()
        for command in (("check", "lake"), ("export", "lake", "--to", "text"), ("set", "lake", "name", "x")):
            ran = run(*command)
            assert (ran.status, ran.out) == (2, "")
            assert words in ran.err
    assert (run.drafts / "lake.toml").read_bytes() == before
    assert [finding.code for finding in run_blocking(DraftFolder(run.drafts).load("lake"))] == ["form.gone"]
    write(moved)
    assert run("--form", moved, "check", "lake").status == 0


def test_kept_answers_and_a_changed_form_are_reported(run: CommandLine, tmp_path: Path) -> None:
    path = write(tmp_path / "picnic.toml")
    filled(run, path)
    write(path, PICNIC.replace('id = "rain"', 'id = "snow"'))
    checked, exported = run("check", "lake"), run("export", "lake", "--to", "text")
    assert "kept     rain: The form does not ask for it." in checked.out
    assert run("check", "lake", "--json").json["not_asked"] == {"rain": False}
    assert "Not in the report: rain." in exported.err
    assert f"lake: its form was changed since the last save ({path})." in checked.err
    assert "its form was changed" in run("set", "lake", "name", "On the lake").err
    assert "its form was changed" not in run("set", "lake", "name", "At the lake").err


def test_a_form_is_named_by_letters_and_has_an_id_of_its_own(run: CommandLine, tmp_path: Path) -> None:
    for command in (("--form", "", "list"), ("new", "lake", "--form", " ")):
        ran = run(*command)
        assert (ran.status, "--form is empty." in ran.err) == (2, True)
    taken = write(tmp_path / "mine.toml", PICNIC.replace("picnic-report", "rapid-fund-final"))
    ran = run("forms", "--check", taken)
    assert (ran.status, ran.out) == (1, "")
    assert "another form has the id “rapid-fund-final” already." in ran.err
    assert (
        run("forms", "--check", external.__file__.replace("external.py", "data/rapid-fund-final")).status == 0
    )
    short = PICNIC[: PICNIC.index('    { id = "rain"')] + "]\n"
    assert (
        "Picnic report, 1 question.\n" in run("forms", "--check", write(tmp_path / "short.toml", short)).out
    )


def test_answers_follow_a_changed_form_by_their_ids(run: CommandLine, tmp_path: Path) -> None:
    path = write(tmp_path / "picnic.toml")
    filled(run, path)
    write(path, PICNIC.replace('id = "rain"', 'id = "snow"').replace("Name of the picnic", "Its name"))
    report = DraftFolder(run.drafts).load("lake")
    assert report.title == "At the lake"
    assert dict(report.not_asked) == {"rain": False}
    assert (
        "Answers that this form does not ask for; they are kept\n\nrain\n    False" in run("show", "lake").out
    )
    assert run("show", "lake", "--json").json["not_asked"] == {"rain": False}
    assert run("set", "lake", "snow", "yes").status == 0
    assert DraftFolder(run.drafts).load("lake").not_asked == {"rain": False}
    write(path, "id = [")
    assert "At the lake" in run("show", "lake").out
    write(path, PICNIC.replace("yes_no", "perhaps"))
    assert "key “kind”: “perhaps” is not a kind." in run("check", "lake").err


def test_an_unchanged_form_is_not_checked_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write(tmp_path / "picnic.toml")
    digest = load_form_file(path).digest
    monkeypatch.setattr(external, "_read", {})
    monkeypatch.setattr("reportwizard.forms.schema.check_form", lambda *_: pytest.fail("checked again"))
    assert find_form("picnic-report", str(path), digest).digest == digest
    # A digest that was written by hand hides nothing: what cannot be built is checked after all.
    write(path, PICNIC.replace('kind = "yes_no"', "kind = 7"))
    monkeypatch.undo()
    with pytest.raises(FormError, match="key “kind”"):
        find_form("picnic-report", str(path), load_digest(path))


def load_digest(path: Path) -> str:
    """The digest that the program would have noted."""
    from hashlib import sha256

    return sha256(path.read_bytes()).hexdigest()


def test_the_form_option_sets_the_form_of_new_reports(run: CommandLine, tmp_path: Path) -> None:
    path = write(tmp_path / "picnic.toml")
    assert run("--form", path, "new", "lake").status == 0
    assert DraftFolder(run.drafts).load("lake").form.id == "picnic-report"


@pytest.mark.parametrize(
    ("text", "status", "words"),
    [
        (PICNIC, 0, "Picnic report, 5 questions.\n  No question has the role report.due:"),
        (PICNIC.replace("yes_no", "perhaps"), 1, "question “rain”: key “kind”: “perhaps” is not a kind."),
        (PICNIC.replace('version = "1"', "version = 1"), 1, "key “version”: must be text in quotes."),
        ("id = [", 2, "cannot be read:"),
        (None, 2, "cannot be opened:"),
    ],
)
def test_a_form_file_is_checked(
    run: CommandLine, tmp_path: Path, text: str | None, status: int, words: str
) -> None:
    path = tmp_path / "picnic.toml"
    if text is not None:
        write(path, text)
    ran = run("forms", "--check", path)
    assert ran.status == status
    assert words in ran.out + ran.err
    assert str(path) in ran.out + ran.err


def test_the_other_files_of_a_form_are_checked_too(run: CommandLine, tmp_path: Path) -> None:
    folder = write(tmp_path / "picnic" / "form.toml").parent
    assert run("forms", "--check", folder).status == 0
    page = write(folder / "page.toml", 'name = "p"\nprogramme = "P"\ngeneration = "1"\nnumber = "nothing"\n')
    ran = run("forms", "--check", folder)
    assert (ran.status, "there is no question “nothing”." in ran.err) == (1, True)
    write(page, 'nam = "p"\n')
    assert (
        "page.toml: key “nam”: is not known here. Did you mean “name”?" in run("forms", "--check", folder).err
    )
    page.unlink()
    write(folder / "example.toml", 'schema = 1\nform = "picnic-report"\n[answers]\nsnow = true\n')
    ran = run("forms", "--check", folder / "form.toml")
    assert (ran.status, "answer “snow”: there is no such question" in ran.err) == (1, True)


def test_differences_between_two_forms_are_listed(run: CommandLine, tmp_path: Path) -> None:
    old = write(tmp_path / "old.toml")
    new = write(
        tmp_path / "new.toml",
        PICNIC.replace('id = "rain"', 'id = "snow"')
        .replace("Which day?", "On which day?")
        .replace('{ id = "who", label = "Who" }', '{ id = "name", label = "Name" }'),
    )
    ran = run("forms", "diff", old, new)
    assert ran.out.splitlines() == [
        "- rain: Did it rain?",
        "+ snow: Did it rain?",
        "~ day",
        "    wording: Which day? → On which day?",
        "~ guests",
        "    - column who: Who",
        "    + column name: Name",
    ]
    assert run("forms", "diff", old, old).out == "Nothing changed.\n"
    assert run("forms", "diff", old).status == 2
