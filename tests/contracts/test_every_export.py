"""Every export writes the nastiest report, and says the same of it every time."""

from __future__ import annotations

from reportwizard.exports.registry import EXPORTS
from reportwizard.forms.loader import form_ids, load_form
from reportwizard.report.report import Report
from reportwizard.text import clean_text
from support.cases import each_case
from support.exports import READABLE, TEXTS, text_of
from support.nasty import NASTY_TEXTS, complete_report, nasty_report

formats = each_case("name", READABLE)
SEEDS = [(name, seed) for name in TEXTS for seed in range(0, len(NASTY_TEXTS), 9)]


@each_case(("name", "seed"), [*SEEDS, ("docx", 3)])
def test_the_nastiest_report_is_written(name: str, seed: int) -> None:
    report = nasty_report(seed)
    written = text_of(report, name, unfinished=True)
    assert written.endswith("\n") or EXPORTS[name].binary
    assert clean_text(written) == written
    assert "DRAFT: not finished" in "\n".join(written.split("\n")[:40])
    assert written == text_of(report, name, unfinished=True)
    written.encode("utf-8")


@formats
@each_case("form_id", form_ids())
def test_an_empty_report_of_every_form_is_written(name: str, form_id: str) -> None:
    written = text_of(Report(load_form(form_id)), name)
    assert all(part.title in written for part in load_form(form_id).parts)
    assert "DRAFT" not in written


@formats
def test_every_amount_of_a_report_carries_its_code(name: str) -> None:
    written = text_of(complete_report(), name)
    assert written.count("12180.50 BRL") >= 1
    assert written.count("2100.09 USD") >= 1


@formats
def test_no_line_break_of_an_answer_is_lost(name: str) -> None:
    """Two answers that differ only in a line break are not written alike."""
    report = complete_report()
    written = {
        text_of(report.with_answer("surprises", text), name)
        for text in ("a b", "a\nb", "a\n\nb", "a\n\n\nb", "\na b", "a b\n", " a b", "a  b")
    }
    assert len(written) == 8


@each_case("export", EXPORTS.values())
def test_every_format_has_a_name_a_suffix_and_words_for_people(export: object) -> None:
    from reportwizard.exports.registry import Export

    assert isinstance(export, Export)
    assert EXPORTS[export.name] is export
    assert export.suffix.startswith(".")
    assert export.label
    assert export.description.endswith(".")
