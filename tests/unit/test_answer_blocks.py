"""The page of all answers as blocks: complete, in the form's order, and honest about what is missing."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from reportwizard.checks.dismiss import Checked
from reportwizard.checks.finding import Finding
from reportwizard.checks.registry import run_checks
from reportwizard.forms.outside import gone_form
from reportwizard.ui.widgets.answer_blocks import (
    UNPLACED,
    answer_blocks,
    missing_blocks,
    missing_words,
    summary_blocks,
    unplaced_blocks,
)
from support.drafts import a_report
from support.nasty import complete_report, nasty_report

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reportwizard.report.report import Report
    from reportwizard.ui.widgets.answer_list import Block

WIDTH = 90


def lines(blocks: Sequence[Block], width: int = WIDTH) -> list[str]:
    """The lines of some blocks, without their styles."""
    return [line.plain for block in blocks for line in block.lines(width)]


def answers(report: Report, width: int = WIDTH) -> list[str]:
    """The lines of all answers."""
    return lines(answer_blocks(report, run_checks(report)), width)


def test_every_question_that_applies_stands_once_in_the_forms_order() -> None:
    report = complete_report()
    targets = [block.target for block in answer_blocks(report, ()) if block.target]
    assert targets == [question.id for question in report.questions()]


def test_a_question_that_is_not_asked_is_left_out() -> None:
    report = a_report(data_difficulties="no")
    assert "data_difficulties_details" not in [block.target for block in answer_blocks(report, ())]


def test_a_part_says_how_far_it_is() -> None:
    report = replace(a_report(surprises="Rain"), complete=frozenset({"metrics"}))
    headings = [line for line in answers(report) if line.startswith("Part ")]
    assert [line.split("  ")[0] for line in headings] == [
        part.heading for part in report.form.parts if part.number
    ]
    assert headings[1].endswith("1 of 3 answered")
    assert headings[2].endswith("✓ finished")


def test_an_empty_answer_says_whether_it_is_needed() -> None:
    by_name = {line[7:32].strip(): line[32:].strip() for line in answers(a_report())}
    assert by_name["Username"] == "not answered yet"
    assert by_name["Grant ID"] == "no answer (optional)"
    assert by_name["Organization"] == "no answer (N/A)"


def test_what_is_missing_has_a_line_each_that_leads_to_its_question() -> None:
    report = complete_report().with_answer("surprises", None).with_answer("due_date", None)
    findings = run_checks(report)
    assert missing_words(findings) == "2 things are missing before you can hand in"
    assert [block.target for block in missing_blocks(report, findings)] == ["due_date", "surprises"]
    shown = lines(summary_blocks(report, Checked(findings)))
    assert shown[0] == "✗ Must be mended: 2 things are missing"
    assert shown[1].startswith("✗ ")
    assert "Due date" in shown[1]
    wanted = [block.target for block in answer_blocks(report, findings) if block.wanted]
    assert wanted == ["due_date", "surprises"]


def test_where_nothing_is_missing_the_page_says_how_to_go_on() -> None:
    assert lines(summary_blocks(complete_report(), Checked(()))) == [
        "✓ Everything required is answered. F6 goes on.",
        "",
    ]


def test_what_is_typed_and_unclear_is_shown_with_what_to_do() -> None:
    report = complete_report().with_typed("spent_local", "1650.000")[0]
    findings = run_checks(report)
    assert missing_words(findings) == "1 thing is missing or unclear"
    assert lines(summary_blocks(report, Checked(findings)))[1].startswith("✗ 10 Spent, local currency: ")
    text = answers(report)
    at = next(number for number, line in enumerate(text) if line.startswith("✗ 10"))
    assert text[at].endswith("  1650.000")
    assert text[at + 1].strip() == f"✗ {next(one.message for one in findings if one.severity == 'error')}"


def test_remarks_stand_in_a_group_of_their_own_and_at_their_answer() -> None:
    report = complete_report()
    found = (
        Finding("money.unspent_amount", "warning", "unspent_explanation", "25.36 USD are unexplained."),
        Finding("links.missing_kind", "note", "impact_links", "There is no link to a dashboard."),
    )
    assert lines(summary_blocks(report, Checked(found)))[2:5] == [
        "! What they will ask (you can hand in all the same)",
        "! 13.1 Unspent amount, reason: 25.36 USD are unexplained.",
        "i 2 Links to your impact: There is no link to a dashboard.",
    ]
    text = lines(answer_blocks(report, found))
    at = next(number for number, line in enumerate(text) if line.startswith("! 13.1 Unspent amount, reason"))
    assert text[at].endswith("because the museum took no entrance fee.")
    assert text[at + 1] == "       ! 25.36 USD are unexplained."
    assert [block.target for block in answer_blocks(report, found) if block.wanted] == ["unspent_explanation"]


def test_amounts_and_dates_are_written_as_the_applicant_writes_them() -> None:
    report = a_report(spent_local="1046956.78", amount_awarded="3102.18", due_date="2025-10-03")
    text = "\n".join(answers(report)).replace("\u202f", " ").replace("\u00a0", " ")
    assert "1 046 956,78 KZT" in text
    assert "3 102,18 USD" in text
    assert "қазан" in text


def test_a_long_answer_is_cut_with_its_number_of_words() -> None:
    text = answers(a_report(surprises="rain " * 4000, sharing_plan="We will tell everybody."))
    assert text.count("       … 4 000 words") == 1
    assert sum("rain rain" in line for line in text) == 6
    assert any(line.endswith("We will tell everybody.") for line in text)


def test_tables_and_statements_stand_in_columns() -> None:
    text = answers(complete_report())
    heading = next(line for line in text if "Target" in line and "Comments" in line)
    row = next(line for line in text if "Number of editors" in line)
    assert row.index("12") + 2 == heading.index("Result") + len("Result")
    assert row.index("Outreach") == heading.index("Comments")
    assert not any("Wikisource" in line for line in text)
    assert next(line for line in text if "E. Encourage" in line).endswith("Agree")


def test_texts_of_others_are_marked_as_such() -> None:
    text = answers(complete_report().with_answer("officer_notes", "Please add\nreceipts."))
    at = next(number for number, line in enumerate(text) if "Officer's notes" in line)
    assert text[at].endswith("copied text, not an answer")
    assert text[at + 1 : at + 3] == ["       │ Please add", "       │ receipts."]


def test_what_an_import_left_over_stands_at_the_end() -> None:
    assert unplaced_blocks(a_report()) == []
    blocks = unplaced_blocks(replace(a_report(), unplaced=("First [/]", "Second")))
    assert [block.target for block in blocks if block.target] == [f"{UNPLACED}0", f"{UNPLACED}1"]
    assert lines(blocks)[0] == "Texts that have no place yet"
    assert lines(blocks)[-3:] == ["│ First [/]", "", "│ Second"]


def test_a_finding_about_no_question_is_shown_and_leads_nowhere() -> None:
    blocks = summary_blocks(
        complete_report(), Checked((Finding("dates.soon", "note", "", "Due in 3 days."),))
    )
    assert "i Due in 3 days." in lines(blocks)
    assert not any(block.target for block in blocks)


@pytest.mark.parametrize("width", [36, 54, 91])
@pytest.mark.parametrize("seed", [0, 7, 31])
def test_hostile_answers_keep_every_line_in_its_room(seed: int, width: int) -> None:
    report = nasty_report(seed)
    findings = run_checks(report)
    blocks = [
        *summary_blocks(report, Checked(findings)),
        *answer_blocks(report, findings),
        *unplaced_blocks(report),
    ]
    assert max(line.cell_length for block in blocks for line in block.lines(width)) <= width


def test_many_scripts_stand_as_they_were_written() -> None:
    words = {
        "surprises": "雨が降った [/]",
        "sharing_plan": "سنشارك النتائج",
        "learning_answers": "Қазақ тілі",
    }
    text = "\n".join(answers(a_report(**words)))
    assert all(word in text for word in words.values())


def test_a_report_whose_form_is_gone_is_never_called_ready() -> None:
    report = complete_report()
    gone = replace(report, form=gone_form("picnic", "1", {"name": "At the lake"}, "Its file is gone."))
    shown = lines(summary_blocks(gone, Checked(run_checks(gone))))
    assert shown[0].startswith("✗ Must be mended")
    assert "The form “picnic” is not here." in " ".join(shown)
