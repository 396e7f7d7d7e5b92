"""The walk through the portal: what it stops at, in which order, and what it costs."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from reportwizard.drafts.format.decode import decode
from reportwizard.forms.loader import load_form
from reportwizard.hand_in.hygiene import cleaned, describe_unsafe
from reportwizard.hand_in.published import changes, needs_reshaping, published, reshaped
from reportwizard.hand_in.stops import CELLS, FACTS, ROWS, Stop, box_text, count_things, stops
from reportwizard.report.hand_in import HandIn
from reportwizard.report.report import Report
from support.nasty import complete_report

EXAMPLE = decode((Path(__file__).parents[2] / "drafts" / "example.toml").read_bytes(), "example")


def actions(walk: list[Stop], *, side_by_side: bool) -> int:
    """Count key presses, clicks and changes of window for one way through the portal.

    A box is clicked (Tab with one window over the other), and its text pasted. A small number is typed, with
    Tab to its box. A click is a click. Enter, or a click, has the next stop. First the walk is opened
    (F6, 1), a test is pasted, and the shape of the texts is agreed to once.
    """
    count = 4
    for stop in walk:
        there = len(stop.lines) if stop.kind == "clicks" else 0
        if stop.kind in ("text", "cells"):
            typed = sum(len(line.text) for line in stop.lines)
            empty = len(set(_between(stop)))
            there = typed + len(stop.lines) + empty + 2 * bool(stop.text)
        count += there + 1 + (0 if side_by_side or not there else 2)
    return count


def _between(stop: Stop) -> list[tuple[int, int]]:
    """The cells over which Tab goes between the first and the last one of a stop."""
    if stop.grid is None:
        return []
    here = sorted({*stop.grid.typed, *stop.grid.copied})
    columns = len(stop.grid.header) - 1
    all_ = [(row, column) for row in range(len(stop.grid.rows)) for column in range(columns)]
    return [place for place in all_ if here[0] < place < here[-1] and place not in here]


def test_the_example_has_its_stops_in_the_order_of_the_portal() -> None:
    walk = stops(EXAMPLE)
    assert [one.id for one in walk][:4] == [
        FACTS,
        "activities_and_results",
        "impact_links",
        "shared_materials",
    ]
    assert [len(stops(EXAMPLE, how)) for how in ("", CELLS, ROWS)] == [26, 41, 26]
    assert count_things(walk) == 48
    order = [*EXAMPLE.form.by_id]
    places = [order.index(one.questions[0].id) for one in walk]
    assert places == sorted(places)
    assert not {"learning_questions", "report_status", "fund_in_usd"} & {
        question.id for one in walk for question in one.questions
    }
    assert len({one.id for one in walk}) == len({one.mark for one in walk}) == len(walk)


def test_the_example_takes_at_most_130_actions_side_by_side_and_190_one_over_the_other() -> None:
    walk = stops(EXAMPLE)
    assert (actions(walk, side_by_side=True), actions(walk, side_by_side=False)) == (129, 179)


def test_clicks_of_neighbours_are_one_card_and_an_agreement_is_its_own() -> None:
    walk = {one.id: one for one in stops(EXAMPLE)}
    law = walk["complies_with_agreement"]
    assert (law.number, law.box, [one.text for one in law.lines]) == (
        "14.1–14.3",
        "3 rows of buttons",
        ["Yes"] * 3,
    )
    effects = walk["fund_effects"]
    assert effects.lines[0] == ("A. Bring in participants from underrepresented groups", "Agree")
    assert (effects.text, len(effects.lines), walk["unspent_plan"].box) == ("", 7, "row of buttons")


def test_numbers_of_a_table_are_typed_and_its_texts_are_copied() -> None:
    walk = [one for one in stops(EXAMPLE) if one.questions[0].id == "people_metrics"]
    assert [one.text for one in walk] == [
        "Lists of the two walks and the three days", "Dashboard", "One librarian joined us",
    ]  # fmt: skip
    assert [one.text for one in walk[0].lines] == ["20", "18"]
    assert walk[0].grid is not None
    assert walk[0].grid.header == ("", "Target", "Result", "Comments")
    assert walk[1].grid is not None
    assert (walk[1].grid.typed, walk[1].grid.copied) == (((1, 0), (1, 1)), ((1, 2),))
    (content,) = (one for one in stops(EXAMPLE) if one.questions[0].id == "content_metrics")
    assert (content.text, len(content.lines)) == ("", 8)
    assert content.grid is not None
    assert content.grid.rows[1] == ("Wikimedia Commons", "150", "212", "")
    rows = [one.text for one in stops(EXAMPLE, ROWS) if one.questions[0].id == "content_metrics"]
    assert rows == ["30\t24\t17", "150\t212\t", "20\t11\t26"]


def test_a_form_without_a_portal_has_no_facts_and_an_answer_that_changed_another_mark() -> None:
    report, _ = Report(load_form("small-grant-report")).with_typed("project_name", "A walk")
    assert [(one.kind, one.text) for one in stops(report)] == [("text", "A walk")]
    before = stops(EXAMPLE)[1]
    after = stops(EXAMPLE.with_answer("activities_and_results", "Less."))[1]
    assert before.id == after.id
    assert before.mark != after.mark
    assert HandIn().with_tick(before.mark).with_tick(after.mark).ticks == (after.mark,)
    assert stops(complete_report())


def test_texts_are_copied_in_the_shape_that_the_wiki_keeps_once_it_is_agreed_to() -> None:
    agreed = replace(EXAMPLE, hand_in=HandIn(reshape=True))
    assert box_text(agreed, "impact_links").startswith("* Project page: https://meta")
    assert box_text(EXAMPLE, "impact_links") == EXAMPLE.answers["impact_links"]
    assert box_text(agreed, "sharing_plan") == EXAMPLE.answers["sharing_plan"]
    assert published(box_text(agreed, "impact_links")).count("\n") == 3


def test_what_a_wiki_makes_of_a_text() -> None:
    cases = {
        "One.\nTwo.": ("One. Two.", "One.\n\nTwo."),
        "One.\n\nTwo.": ("One.\n\nTwo.", "One.\n\nTwo."),
        "- a\n- b": ("- a - b", "* a\n* b"),
        "Came:\n• Ana\n•\tBo\nAll.": ("Came: • Ana •\tBo All.", "Came:\n\n* Ana\n* Bo\n\nAll."),
        "A https://a.org\nB https://b.org": ("A https://a.org B https://b.org", "* A https://a.org\n* B https://b.org"),
        "* a\n** b": ("• a\n  • b", "* a\n** b"),
        "== What ==\n#one\n#two\n:in\n;term\n grey": (
            "WHAT\n1. one\n2. two\n    in\nTERM\n    grey",
            "== What ==\n\n#one\n\n#two\n\n:in\n\n;term\n\ngrey",
        ),
        "": ("", ""),
    }  # fmt: skip
    for text, (printed, shape) in cases.items():
        assert (published(text), reshaped(text)) == (printed, shape)
        assert needs_reshaping(text) is (shape != text)
        assert reshaped(shape) == shape
    assert changes("One.\nTwo.\n\n#tag") == [
        "2 lines run together: 1 line break becomes a space.", "“#tag” becomes a numbered item.",
    ]  # fmt: skip
    assert changes("One.\n\n* Two.") == []


def test_what_portals_mangle_is_named_and_mended() -> None:
    text = "\uf0b7\tSay “hi” to\u00a0Ana\u00ad, it’s 🎉 👩‍🌾 fun  \n\u200eEnd\t."
    assert describe_unsafe(text) == (
        "1 soft hyphen, 1 direction mark, 2 emoji, 1 no-break space, 1 Word bullet, 2 tabs, 3 curly quotes, "
        "1 space at the end of a line"
    )
    assert cleaned(text) == '* Say "hi" to Ana, it\'s fun\nEnd .'
    assert (describe_unsafe(cleaned(text)), cleaned(cleaned(text))) == ("", cleaned(text))
    assert describe_unsafe("Қазақ ✓ a – b\n* c") == ""
