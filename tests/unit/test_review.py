"""The review round: what an officer wrote as points, the answers each is about, and the response."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportwizard.drafts.merging.conflicts import conflicts_of
from reportwizard.drafts.merging.merge import Merged
from reportwizard.drafts.store.folder import DraftFolder
from reportwizard.errors import PageError, ReportWizardError
from reportwizard.exports.registry import export_file
from reportwizard.forms.loader import load_form
from reportwizard.hand_in.review import (
    linked_questions,
    response_text,
    review_questions,
    split_points,
    with_point,
    with_points,
)
from reportwizard.hand_in.review_copy import Returned, merge_returned, review_copy, save_returned
from reportwizard.imports.registry import MAX_BYTES
from reportwizard.money.amount import Amount
from reportwizard.report.hand_in import ReviewComment
from reportwizard.report.report import Report
from reportwizard.report.written import LEDGER
from support.command_line import CommandLine
from support.documents import commented, edited, without_prints
from support.drafts import NOW
from support.ledger import spent
from support.nasty import NASTY_LINES, complete_report, nasty_report

LETTER = """\
Dear Exemplo,

thank you for the report! I have a few questions:

1. In question 7 you write 18 participants, but the text says 20. Which number is right?
2. Could you share the link to the Dashboard so that
   everybody can open it?
* Please add receipts for the rent.

I also read “so we went to the museum”. What did you do there? And how many people uploaded
files again after two months?

We cannot pay out the remaining funds without an answer to 13.1.

Best regards,
Ana
-- Ana (WMF) (talk) 12:03, 5 March 2027 (UTC)
"""
POINTS = {
    "In question 7 you write 18 participants, but the text says 20. Which number is right?": (
        "people_metrics",
    ),
    "Could you share the link to the Dashboard so that everybody can open it?": ("impact_links",),
    "Please add receipts for the rent.": (),
    "I also read “so we went to the museum”. What did you do there?": ("surprises",),
    "And how many people uploaded files again after two months?": ("learning_answers", "surprises"),
    "We cannot pay out the remaining funds without an answer to 13.1.": ("unspent_explanation",),
}


def test_a_letter_becomes_points_that_know_their_answers() -> None:
    report = with_points(complete_report(), LETTER, "Ana")
    assert {one.words: one.answers for one in report.asks} == POINTS
    assert {one.who for one in report.asks} == {"Ana"}
    assert str(report.answers["officer_notes"]).startswith("Dear Exemplo,")
    settled = with_point(report, 0, replace(report.asks[0], settled=True))
    assert with_points(settled, LETTER) == settled
    more = with_points(settled, "Why?")
    assert (more.asks[:-1], more.asks[-1]) == (settled.asks, ReviewComment("Why?"))
    assert more.answers["officer_notes"] == f"{report.answers['officer_notes']}\n\nWhy?"


def test_greetings_thanks_and_closings_alone_are_no_points() -> None:
    for polite in (
        "Dear Narine, thank you for your report!",
        "Hello Narine!\n\nThanks a lot for the report and the photos.\n\nLooking forward to your answers.",
        "Bonjour Awa, merci beaucoup pour votre rapport !\n\nCordialement, Luc",
        "Уважаемая Айгуль, спасибо за ваш отчёт!",
        "您好！谢谢您的报告。",
    ):
        assert [*split_points(polite)] == [], polite
        assert [*split_points(f"{polite}\n\nPlease add the receipts.")] == ["Please add the receipts."], (
            polite
        )
    for ask in (
        "Thank you for the report, but the list of receipts is missing.",
        "Thank you for adding the receipts of question 12 by Friday.",
        "Dear Narine, could you add the receipts?",
        "Dear Narine, the list of receipts is missing.",
        "Thanks! Please add the receipts.",
        "I hope this is right: 27 people came.",
        "Hibiscus Hall is missing in the list of the places.",
    ):
        assert " ".join(split_points(ask)).endswith(ask.removeprefix("Thanks! ")), ask


def test_a_form_without_review_notes_keeps_the_points_alone() -> None:
    form = complete_report().form
    notes, response = review_questions(form)
    assert notes
    assert response
    assert (notes.id, response.id) == ("officer_notes", "applicant_response")
    bare = replace(form, parts=tuple(part for part in form.parts if not part.comes_after))
    assert review_questions(bare) == (None, None)
    assert with_points(Report(bare), "Why?") == Report(bare, asks=(ReviewComment("Why?"),))


def test_a_copy_for_review_says_what_is_asked_on_that_day() -> None:
    report = (
        complete_report().with_answer("report_status", "draft").with_answer("due_date", date(2026, 12, 12))
    )
    on_time, late = (review_copy(report, day) for day in (date(2026, 11, 30), date(2026, 12, 20)))
    assert on_time == review_copy(report, date(2026, 11, 29)) != late


def test_what_came_back_in_a_copy_is_reported() -> None:
    report = complete_report()
    for merged, more, expected in (
        (Merged(report), {}, ["No answer was changed in this document."]),
        (Merged(report, ("surprises", LEDGER)), {}, ["Changed: 5 Surprises, list of expenses."]),
        (
            Merged(report, (), ("surprises", "sharing_plan")),
            {"comments": 2, "beside": ("One.", "Two."), "notes": ("Read as accepted.",)},
            [
                "Changed here too, so both versions are kept: 5 Surprises, 6 Sharing your learnings. "
                "Check shows them.",
                "2 comments came with it.",
                "These words fit no question; they are kept in the draft: One. · Two.",
                "Read as accepted.",
            ],
        ),
    ):
        assert [*Returned(merged, **{"comments": 0, **more}).messages("Check")] == expected  # type: ignore[arg-type]


def test_a_copy_brings_expenses_and_leaves_what_it_replaced_in_the_history(tmp_path: Path) -> None:
    rain, sun = "It rained all day.", "It rained all day long."
    mine = replace(complete_report(), ledger=(spent("5 BRL", "Bus"),)).with_answer("surprises", rain)
    there = edited(export_file(mine, "docx"), (">Bus<", ">Tea<"), (rain, sun))
    folder = DraftFolder(tmp_path / "d")
    folder.save("mine", mine)
    returned = merge_returned(there, "a.docx", mine, (), NOW)
    assert set(returned.merged.taken) == {LEDGER, "surprises"}
    assert [expense.what for expense in returned.merged.report.ledger] == ["Tea"]
    save_returned(folder, "mine", returned)
    assert folder.load("mine").answers["surprises"] == sun
    assert rain in [version.plain for version in folder.versions("mine")]
    mine = mine.with_answer("surprises", "Snow.")
    save_returned(folder, "mine", merge_returned(there, "a.docx", mine, (), NOW))
    kept = [version.plain for version in folder.versions("mine")]
    assert sun in kept
    assert "Snow." in kept
    with pytest.raises(PageError) as caught:
        merge_returned(b"", "a.docx", mine, (), NOW)
    assert caught.value.message == "a.docx: this is not a Word document that can be read."
    assert caught.value.hint == "Save it as .docx in Word, without a password. Nothing was changed."
    with pytest.raises(ReportWizardError, match=r"a\.docx: this is larger"):
        merge_returned(b" " * (MAX_BYTES + 1), "a.docx", mine, (), NOW)


def test_a_copy_is_read_as_the_report_writes_and_every_comment_of_it_is_taken_once() -> None:
    mine = complete_report()
    data = export_file(mine, "docx")
    there = edited(
        data,
        edit=lambda text: text.replace(">12180.50 BRL<", ">1.234,56<").replace(">2100.09 USD<", ">2.000,50<"),
    )
    merged = merge_returned(there, "a.docx", mine, (), NOW).merged
    amounts = [merged.report.answers[id] for id in ("spent_local", "spent_usd")]
    assert amounts == [Amount(Decimal("1234.56"), "BRL"), Amount(Decimal("2000.50"), "USD")]
    there = edited(data, ("It rained on two of three days", "The sun shone"))
    merged = merge_returned(there, "a.docx", mine.with_answer("surprises", "Snow."), (), NOW).merged
    assert [(one.answer_id, one.noticed_at) for one in conflicts_of(merged.report)] == [("surprises", NOW)]
    words = ("“Rain”: He said “two”: yes", "“Rain”: She said “two”: yes", "Who?", "“Sun”: Who?")
    for known, expected in ((words[:1], 1), (words[1:2], 0), (words[2:3], 1), ((), 1)):
        report = replace(mine, comments=tuple(ReviewComment(one, "Ana", ("surprises",)) for one in known))
        there = commented(data, "It rained on two", "Ana", "She said “two”: yes")
        assert merge_returned(there, "a.docx", report, (), NOW).comments == expected, known
    odd = nasty_report(1)
    copy = without_prints(export_file(odd, "docx"))
    merged = merge_returned(copy, "a.docx", odd, (), NOW).merged
    assert (merged.taken, merged.kept_twice) == ((), ())


def test_a_copy_from_before_another_title_is_taken_and_one_of_another_report_refused() -> None:
    mine = complete_report()
    renamed = export_file(mine.with_answer("project_title", "Another walk"), "docx")
    assert merge_returned(renamed, "a.docx", mine, (), NOW).merged.taken == ()
    few = Report(mine.form, {"project_title": "A walk", "surprises": "Rain.", "sharing_plan": "A blog."})
    few = few.with_answer("request_id", "1").with_answer("report_status", None)
    for title, surprises, is_of_it in (
        ("A hike", "Rain.", True),
        ("A hike", "Snow.", False),
        ("A walk", "Snow.", True),
        (None, "Snow.", True),
    ):
        copy = few.with_answer("project_title", title).with_answer("surprises", surprises)
        data = export_file(copy.with_answer("sharing_plan", "A talk."), "docx", unfinished=True)
        if is_of_it:
            assert merge_returned(data, "a.docx", few, (), NOW).merged.taken == ()
            continue
        with pytest.raises(PageError, match="This is a copy of another report: “A hike”"):
            merge_returned(data, "a.docx", few, (), NOW)
    hike = few.with_answer("project_title", "A hike").with_answer("sharing_plan", "A talk.")
    data = export_file(hike.with_answer("learning_answers", "None."), "docx", unfinished=True)
    with pytest.raises(PageError, match="This is a copy of another report: “A hike”"):
        merge_returned(data, "a.docx", few.with_answer("learning_answers", "Some."), (), NOW)
    other = nasty_report(3)
    with pytest.raises(PageError) as caught:
        merge_returned(export_file(other, "docx"), "a.docx", mine, (), NOW)
    assert caught.value.message.startswith("This is a copy of another report: “")
    assert caught.value.hint == "Nothing was changed."


def test_other_ways_of_asking() -> None:
    for text, asks in (
        ("Why?", ["Why?"]),
        ("", []),
        ("Add a link to the photos.", ["Add a link to the photos."]),
        (":Hello! Why is it lower? ~~~~ Ana (talk) 12:03, 5 March 2027 (UTC)\n::And when is the talk?",
         ["Hello! Why is it lower?", "And when is the talk?"]),
        ("- one\n- two", ["one", "two"]),
        ("a) one\nb) two\nfurther", ["one", "two further"]),
        ("为什么？谢谢", ["为什么？谢谢"]),
        ("问题：\n\n为什么？", ["为什么？"]),
        ("Thank you for the nice report\n\nWhy?", ["Why?"]),
        ("Thank you for the very nice report\n\nWhy?", ["Why?"]),
        ("Dear X\n\nWhy?", ["Why?"]),
        ("- one\n- two? And three?\n\nWhy?", ["one", "two? And three?", "Why?"]),
        ("Who came? Please say.\nAnd why.", ["Who came?", "Please say. And why."]),
        ("It was 3.5 times higher. Please explain.", ["It was 3.5 times higher. Please explain."]),
        ("Add the list\nFix the link", ["Add the list", "Fix the link"]),
        ("补充收据\n\n为什么？", ["补充收据", "为什么？"]),
        ("为什么？\n\n此致\n敬礼\n李华", ["为什么？"]),
        ("Add the list\n\nFix the link", ["Add the list", "Fix the link"]),
        ("Open the link to the\nDashboard, please.", ["Open the link to the Dashboard, please."]),
        ("Question 5: Say more.\nQuestion 7: Who came?", ["Question 5: Say more.", "Question 7: Who came?"]),
        ("1- Who?\n2 - When?\n3.) Why?\nIV. Where?", ["Who?", "When?", "Why?", "Where?"]),
        ("1.\nWho came?\n\n**2. Money** Why?", ["Who came?", "Money Why?"]),
        ("1、为什么？\n2、何时？", ["为什么？", "何时？"]),
        ("1. Who? 2. When?", ["Who? 2. When?"]),
        ("Hi! 1. Who? 2. When?", ["Who?", "When?"]),
        ("✅ Good.\n❓ Why so few?", ["Good.", "Why so few?"]),
        ("[10:14, 1/12/26] Ana: Who?\n[10:15, 1/12/26] Ana: and when", ["Who?", "and when"]),
        ("== Report ==\n{{ping|X}} Thanks!\n#Who?", ["Who?"]),
        ("It rained. We saw it. The hall was full. Why?",
         ["It rained. We saw it.", "The hall was full. Why?"]),
        ("Why?\n\nBest,\nAna Lima (she/her)\nHead of Grants\nhttps://example.org", ["Why?"]),
        ("Dr. Lima was there. Who else?", ["Dr. Lima was there. Who else?"]),
        ("Why?\nThanks!\nAna\n\nPS: also send the list", ["Why?", "PS: also send the list"]),
        ("> Why?\n> When?\n\nThanks!", ["Why?", "When?"]),
    ):  # fmt: skip
        assert [*split_points(text)] == asks, text


MAIL = """\
---------- Forwarded message ---------
From: Ana Lima <ana@example.org>
Date: Tue, 1 Dec 2026 at 10:14
Subject: Re: final report

Hi Exemplo,
could you answer these? About question 7:
- Who counted?

> so we went
> to the museum

What did you do there?

Cheers
Ana

On Mon, 30 Nov 2026, Exemplo <exemplo@example.org> wrote:
> Dear Ana,
> can you confirm?
"""


def test_of_a_mail_only_what_is_asked_is_a_point_and_what_is_quoted_says_about_what() -> None:
    subject = "Subject: Your final report “Photo walks on the river”"
    for text, points in {
        f"{subject}\n\nWhy?": {"Why?": ""},
        "Why?\n\nAna Silva": {"Why?": ""},
        "Why?\n\nThanks,\nA Silva": {"Why?": ""},
        "Why?\n--\nAna Silva\nProgram Officer\n\n+1 555 0100": {"Why?": ""},
        "Why?\n\nThis e-mail is confidential. If you are not the recipient, please delete it.": {"Why?": ""},
        "Is the list of recipients public?": {"Is the list of recipients public?": ""},
        "Ana Silva": {"Ana Silva": ""},
        "Why?\n\nAna Maria Silva": {"Why?": ""},
        "Why?\n\nThanks,\nAna\n\nSend the list.": {"Why?": "", "Send the list.": ""},
        "Why?\n\nThanks,\nAna\n\nhttps://example.org/ana": {"Why?": ""},
        "Who met at 12:30 by the door?": {"Who met at 12:30 by the door?": ""},
        "> Words\n\n1. What?\n2. Why?": {"What?": "Words", "Why?": "Words"},
        "Some questions:\n\nWhat?": {"What?": ""},
        "> First words\n> second words\n\nWhat?\n\nWhy?": {"What?": "First words second words", "Why?": ""},
        "These are missing:\nthe link\nand the receipt.": {"the link and the receipt.": ""},
        "These are missing：\nthe link\nand the receipt.": {"the link and the receipt.": ""},
        "Where: in the hall?\nWhen: at 12:30?": {"Where: in the hall?": "", "When: at 12:30?": ""},
    }.items():
        assert split_points(text) == points
    assert [(one.words, one.answers) for one in with_points(complete_report(), MAIL).asks] == [
        ("could you answer these?", ()),
        ("Who counted?", ("people_metrics",)),
        ("What did you do there?", ("surprises",)),
    ]


def test_questions_are_named_in_many_ways() -> None:
    report = complete_report().with_answer("unspent_explanation", "1,365.250 TND are left.")
    report = report.with_answer("sharing_plan", "The gardening group will tell.")
    report = replace(report, ledger=(spent("120000 BDT", "Printing guides"),))
    asks: dict[str, tuple[str, ...]] = dict((
        ("1365.25 TND?", ("unspent_explanation",)),
        ("1 365,25 TND?", ("unspent_explanation",)),
        ("Question 5 and Q7", ("surprises", "people_metrics")),
        ("pregunta 5", ("surprises",)),
        ("вопросе 5", ("surprises",)),
        ("#5, № 5", ("surprises",)),
        ("5 people", ()),
        ("it cost 13.100 or 13.10", ()),
        ("13.1?", ("unspent_explanation",)),
        ("Which gardens?", ("sharing_plan",)),
        ("“Yes: 9 of 18”?", ("learning_answers",)),
        ("Did it rain on the evenings of writing? Who was at the museum in the dry months, when it rained?",
         ("surprises", "activities_and_results")),
        ("Why did the guides cost 120,000?", ("financial_report",)),
        ("What was 120,000?", ("financial_report",)),
        ("In the financial report the data are missing.", ("financial_report",)),
    ))  # fmt: skip
    assert dict(zip(asks, linked_questions(report, [*asks]), strict=True)) == asks
    not_asked = report.with_answer("data_difficulties", False)
    assert [*linked_questions(not_asked, ["9.1: why gardening?"])] == [()]
    assert [*linked_questions(Report(load_form("small-grant-report")), ["Why the guides?"])] == [()]


def test_a_letter_of_many_pages_is_read_at_once() -> None:
    dots = f"Signed {'.' * 50_000}x"
    assert [*split_points(dots)] == [dots]


@settings(max_examples=30)
@given(st.lists(st.one_of(st.sampled_from(NASTY_LINES), st.text(max_size=40)), max_size=8))
def test_any_text_is_taken(lines: list[str]) -> None:
    report = with_points(complete_report(), "\n".join(lines))
    assert all(one.words.strip() and set(one.answers) <= set(report.form.by_id) for one in report.asks)


def test_the_response_has_the_points_that_were_answered() -> None:
    report = replace(
        complete_report(),
        asks=(
            ReviewComment("Why?", response="It rained.\n"),
            ReviewComment("When?"),
            ReviewComment("Who?", response="All."),
        ),
    )
    assert response_text(report) == "1. Why?\nIt rained.\n\n2. Who?\nAll."


def test_the_command_takes_answers_and_settles(tmp_path: Path) -> None:
    run = CommandLine(tmp_path)
    DraftFolder(run.drafts).save("ready", complete_report())
    assert run("review", "ready").out == "Nobody asked anything yet.\n"
    first = run("review", "ready", "-", stdin=LETTER).out.splitlines()
    assert first[0].startswith("1  open  In question 7 you write 18")
    assert first[1] == "    about 7 People"
    ran = run("review", "ready", "--answer", "1=18 is right.", "--settle", "1")
    assert ran.out.splitlines()[0].startswith("1  done  ")
    assert ran.out.splitlines()[2] == "    > 18 is right."
    assert run("review", "ready", "--response").out.endswith("Which number is right?\n18 is right.\n")
    for wrong in (("--answer", "9=x"), ("--answer", "x"), ("--settle", "0")):
        assert run("review", "ready", *wrong).status == 2
