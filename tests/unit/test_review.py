"""The review round: what an officer wrote as points, the answers each is about, and the response."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from reportwizard.drafts.store.folder import DraftFolder
from reportwizard.hand_in.review import answers_of, response_text, split_asks, with_ask, with_asks
from reportwizard.report.hand_in import Remark
from support.command_line import CommandLine
from support.nasty import NASTY_LINES, complete_report

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
    report = with_asks(complete_report(), LETTER, "Ana")
    assert {one.words: one.answers for one in report.asks} == POINTS
    assert {one.who for one in report.asks} == {"Ana"}
    assert str(report.answers["officer_notes"]).startswith("Dear Exemplo,")
    settled = with_ask(report, 0, replace(report.asks[0], settled=True))
    assert with_asks(settled, LETTER).asks == settled.asks
    more = with_asks(settled, f"{LETTER}\n5. Why?")
    assert (more.asks[:-1], more.asks[-1].words) == (settled.asks, "Why?")


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
        ("It was 3.5 times higher. Please explain.", ["It was 3.5 times higher. Please explain."]),
    ):  # fmt: skip
        assert split_asks(text) == asks, text


def test_questions_are_named_in_many_ways() -> None:
    report = complete_report().with_answer("unspent_explanation", "1,365.250 TND are left.")
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
    ))  # fmt: skip
    assert dict(zip(asks, answers_of(report, [*asks]), strict=True)) == asks


def test_a_letter_of_many_pages_is_read_at_once() -> None:
    dots = f"Signed {'.' * 50_000}x"
    assert split_asks(dots) == [dots]


@settings(max_examples=30)
@given(st.lists(st.one_of(st.sampled_from(NASTY_LINES), st.text(max_size=40)), max_size=8))
def test_any_text_is_taken(lines: list[str]) -> None:
    report = with_asks(complete_report(), "\n".join(lines))
    assert all(one.words.strip() and set(one.answers) <= set(report.form.by_id) for one in report.asks)


def test_the_response_tells_the_points_that_have_one() -> None:
    report = replace(
        complete_report(),
        asks=(Remark("Why?", response="It rained.\n"), Remark("When?"), Remark("Who?", response="All.")),
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
