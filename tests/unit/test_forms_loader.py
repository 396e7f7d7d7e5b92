"""Forms from files: the shipped ones by id, one from outside by its path."""

from __future__ import annotations

import re
import subprocess
import sys
from dataclasses import fields
from pathlib import Path

import pytest

from reportwizard.errors import FormError
from reportwizard.forms.external import load_form_file
from reportwizard.forms.form import ENTRIES, Form
from reportwizard.forms.loader import form_ids, load_form
from reportwizard.kinds.registry import KINDS
from support.cases import each_case

GUIDE = Path(__file__).parents[2] / "docs" / "writing-a-form.md"

FORM = """\
id = "tiny"
version = "1"
title = "Tiny"
report_type = "Final"
attribution = "Ours."
[[parts]]
id = "only"
title = "Only"
[[parts.questions]]
id = "story"
wording = "Як справи?"
kind = "long_text"
"""


def test_the_rapid_fund_report_is_shipped() -> None:
    assert "rapid-fund-final" in form_ids()


def test_a_form_is_built_once() -> None:
    assert load_form("rapid-fund-final") is load_form("rapid-fund-final")


@each_case("form_id", ["nothing", "", "..", "rapid-fund-final/", "../data/rapid-fund-final"])
def test_an_unknown_form_is_named_with_those_that_are_known(form_id: str) -> None:
    with pytest.raises(FormError, match=r"Known forms: .*rapid-fund-final") as caught:
        load_form(form_id)
    assert f"“{form_id}”" in caught.value.message


def test_shipped_forms_are_loaded_without_pydantic() -> None:
    code = (
        "import sys; from reportwizard.forms.loader import load_form; load_form('rapid-fund-final');"
        "sys.exit(any(name.split('.')[0] in ('pydantic', 'textual', 'babel') for name in sys.modules))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


@pytest.mark.parametrize(
    "content", [FORM.encode(), b"\xef\xbb\xbf" + FORM.encode(), FORM.replace("\n", "\r\n").encode()]
)
def test_a_form_file_from_outside_is_loaded(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "form.toml"
    path.write_bytes(content)
    for given in (path, str(path)):
        assert load_form_file(given).by_id["story"].wording == "Як справи?"


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"id = ", "cannot be read: Invalid value"),
        (b"id = 'a\xff'", "is not text in UTF-8. Save it as UTF-8"),
        (b"a = " + b"[" * 5000, "holds too many tables inside each other."),
        (b"id = 1" + b"0" * 5000, "cannot be read: Exceeds the limit"),
        (b".".join([b"a"] * 2_000) + b" = 1", "holds too many tables inside each other."),
        (b"about = " + b"[" * 300 + b"]" * 300, "holds too many tables inside each other."),
        (b"id = 'tiny'", "key “version”: is missing."),
        (FORM.replace("long_text", "essay").encode(), "question “story”: key “kind”: “essay” is not a kind."),
    ],
)
def test_an_invalid_form_file_is_named_in_the_error(tmp_path: Path, content: bytes, message: str) -> None:
    path = tmp_path / "form.toml"
    path.write_bytes(content)
    with pytest.raises(FormError) as caught:
        load_form_file(path)
    assert str(caught.value).startswith(f"{path}: ")
    assert message in str(caught.value)


def test_the_guide_shows_a_form_that_loads(tmp_path: Path) -> None:
    examples = re.findall(
        r"^```toml\n(.*?)^```$", GUIDE.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL
    )
    path = tmp_path / "form.toml"
    path.write_text(examples[0] + examples[1], encoding="utf-8")
    assert list(load_form_file(path).by_id) == [
        "picnic_name",
        "rained",
        "shelter",
        "guests",
        "total_cost",
        "venue",
    ]


def test_the_guide_names_every_key() -> None:
    words = set(re.findall(r"\w+", GUIDE.read_text(encoding="utf-8")))
    assert {
        field.name for shape in (Form, *ENTRIES.values()) for field in fields(shape) if not field.metadata
    } <= words
    assert set(KINDS) <= words


def test_a_missing_form_file_is_named_in_the_error(tmp_path: Path) -> None:
    with pytest.raises(FormError, match=r"none\.toml: cannot be opened: "):
        load_form_file(tmp_path / "none.toml")
