"""The walk through the portal: what it stops at, in which order, and what it costs."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

from reportwizard.drafts.format.decode import decode
from reportwizard.forms.loader import load_form
from reportwizard.hand_in.stops import CELLS, FACTS, ROWS, Line, Stop, box_text, stops
from reportwizard.hand_in.unsafe_characters import describe_unsafe, make_plain
from reportwizard.hand_in.walk import (
    box_intro,
    count_unticked,
    first_stop,
    instruction,
    length_label,
    must_ask_shape,
    notes,
    preview,
    with_place,
    with_plain_answer,
    with_shape,
)
from reportwizard.hand_in.wiki_rendering import as_wiki_shows, changes, needs_reshaping, reshaped
from reportwizard.report.hand_in import HandIn
from reportwizard.report.report import Report
from support.nasty import complete_report

EXAMPLE = decode((Path(__file__).parents[2] / "drafts" / "example.toml").read_bytes(), "example")
WIKI, OTHER = EXAMPLE.form, load_form("small-grant-report")


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
    order = [*EXAMPLE.form.by_id]
    places = [order.index(one.questions[0].id) for one in walk]
    assert places == sorted(places)
    reviewed = EXAMPLE.with_answer("report_status", "draft").with_answer("officer_notes", "Why?")
    reviewed = reviewed.with_answer("applicant_response", "So.")
    assert stops(reviewed) == walk
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
    assert walk[0].lines == (
        ("Number of participants › Target", "20"),
        ("Number of participants › Result", "18"),
    )
    free = [stop for stop in stops(EXAMPLE) if stop.questions[0].id == "other_metrics"]
    assert [stop.cell for stop in free] == [("0", "name"), ("0", "description"), ("0", "comments")]
    assert free[0].grid is not None
    assert [row[0] for row in free[0].grid.rows] == ["Row 1"]
    assert walk[1].copied == "Number of editors › Comments"
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
    assert [one.copied for one in stops(EXAMPLE, ROWS)][-3:].count("") == 3
    assert [one.cell for one in stops(EXAMPLE, ROWS) if one.questions[0].id == "content_metrics"] == [
        ("wikipedia", ""), ("commons", ""), ("wikidata", ""),
    ]  # fmt: skip


def test_the_cells_of_a_row_go_with_the_text_after_them_and_the_last_with_the_one_before() -> None:
    table: tuple[dict[str, Any], ...] = (
        {"name": "Donors", "target": 123456, "result": 18},
        {"target": 1},
        {"target": 1234567},
        {"name": "२", "result": 2, "comments": "12a"},
        {"target": 7},
    )
    walk = stops(Report(WIKI, answers={"other_metrics": table}))
    assert [(stop.text, stop.grid and stop.grid.typed, stop.grid and stop.grid.copied) for stop in walk] == [
        ("Donors", ((0, 2), (0, 3)), ((0, 0),)),
        ("", ((1, 2),), ()),
        ("1234567", (), ((2, 2),)),
        ("२", (), ((3, 0),)),
        ("12a", ((3, 3),), ((3, 4),)),
        ("", ((4, 2),), ()),
    ]


def test_a_form_without_a_portal_has_no_facts_and_an_answer_that_changed_another_mark() -> None:
    report, _ = Report(load_form("small-grant-report")).with_typed("project_name", "A walk")
    assert [(one.kind, one.text) for one in stops(report)] == [("text", "A walk")]
    before = stops(EXAMPLE)[1]
    after = stops(EXAMPLE.with_answer("activities_and_results", "Less."))[1]
    assert before.id == after.id
    assert before.mark != after.mark
    assert HandIn().with_tick(before.mark).with_tick(after.mark).ticks == (after.mark,)
    facts = dict(stops(complete_report())[0].lines)
    assert facts["Amount awarded"] == "2400.00 USD"
    assert facts["Due date"] == "30 June 2025"


def test_texts_are_copied_in_the_shape_that_the_wiki_keeps_once_it_is_agreed_to() -> None:
    agreed = replace(EXAMPLE, hand_in=HandIn(reshape=True))
    assert box_text(agreed, "impact_links").startswith("* Project page: https://meta")
    assert box_text(EXAMPLE, "impact_links") == EXAMPLE.answers["impact_links"]
    assert box_text(agreed, "sharing_plan") == EXAMPLE.answers["sharing_plan"]
    assert as_wiki_shows(box_text(agreed, "impact_links")).count("\n") == 3


def test_what_a_wiki_makes_of_a_text() -> None:
    cases = {
        "One.\nTwo.": ("One. Two.", "One.\n\nTwo."),
        "One.\n\nTwo.": ("One.\n\nTwo.", "One.\n\nTwo."),
        "- a\n- b": ("- a - b", "* a\n* b"),
        "Came:\n• Ana\n•\tBo\nAll.": ("Came: • Ana •\tBo All.", "Came:\n\n* Ana\n* Bo\n\nAll."),
        "A https://a.org\nB https://b.org": ("A https://a.org B https://b.org", "* A https://a.org\n* B https://b.org"),
        "* a\n** b": ("• a\n  • b", "* a\n** b"),
        "*X\n*b": ("• X\n• b", "*X\n*b"),
        "• a • b": ("• a • b", "* a • b"),
        "#one\n#two": ("1. one\n2. two", "#one\n\n#two"),
        " grey X\n": ("    grey X", "grey X"),
        "See https://a.org X": ("See https://a.org X", "See https://a.org X"),
        "A\nB https://b.org": ("A B https://b.org", "* A\n* B https://b.org"),
        "A\nB\nC https://c.org": ("A B C https://c.org", "A\n\nB\n\nC https://c.org"),
        "== open\nX": ("== open X", "== open\n\nX"),
        "== What ==\n#one\n#two\n:in\n;term\n grey": (
            "WHAT\n1. one\n2. two\n    in\nTERM\n    grey",
            "== What ==\n\n#one\n\n#two\n\n:in\n\n;term\n\ngrey",
        ),
        "": ("", ""),
    }  # fmt: skip
    for text, (printed, shape) in cases.items():
        assert (as_wiki_shows(text), reshaped(text)) == (printed, shape)
        assert needs_reshaping(text) is (shape != text.strip("\n"))
        assert reshaped(shape) == shape
    assert changes("One.\nTwo.\n\n#tag\nThree.") == [
        "2 lines run together: 1 line break becomes a space.", "“#tag” becomes a numbered item.",
    ]  # fmt: skip
    assert changes("== What we learned in May ==\n:in\n;term\n grey") == [
        "“== What we learned i” becomes a heading.", "“:in” becomes indented.", "“;term” becomes bold.",
        "A line that begins with a space becomes a grey box.",
    ]  # fmt: skip
    assert changes("One.\n\n* Two.") == []


def test_what_portals_mangle_is_named_and_fixed() -> None:
    text = "\uf0b7\tSay “hi” to\u00a0Ana\u00ad, it’s 🎉 👩‍🌾 fun  \n\u200eEnd\t."
    assert describe_unsafe(text) == (
        "1 soft hyphen, 1 direction mark, 2 emoji, 1 no-break space, 1 Word bullet, 2 tabs, 3 curly quotes, "
        "1 space at the end of a line"
    )
    assert make_plain(text) == '* Say "hi" to Ana, it\'s fun\nEnd .'
    assert describe_unsafe(make_plain(text)) == ""
    assert make_plain(make_plain(text)) == make_plain(text)
    assert describe_unsafe("Қазақ ✓ a – b\n* c") == ""


LONG = WIKI.by_id["surprises"]


def test_the_walk_goes_on_at_its_place_else_at_the_first_stop_without_a_tick() -> None:
    walk = stops(EXAMPLE)
    ids = [stop.id for stop in walk]
    half, every = tuple(stop.mark for stop in walk[:3]), tuple(stop.mark for stop in walk)
    for place, ticks, expected in (
        ("", (), 0),
        ("", half, 3),
        ("", every, 0),
        ("surprises", half, ids.index("surprises")),
        ("people_metrics/editors/comments", half, ids.index("people_metrics/editors/comments")),
        ("people_metrics/gone/comments", half, ids.index("people_metrics/participants/comments")),
        ("gone", half, 3),
        ("gone", every, len(walk)),
    ):
        assert first_stop(replace(EXAMPLE, hand_in=HandIn(ticks=ticks, place=place)), walk) == expected
    assert count_unticked(replace(EXAMPLE, hand_in=HandIn(ticks=half)), walk) == len(walk) - 3
    assert with_place(EXAMPLE, walk[4]).hand_in == HandIn(place=ids[4])
    assert with_place(EXAMPLE, walk[4], ticked=walk[3]).hand_in == HandIn(ticks=(walk[3].mark,), place=ids[4])


def test_what_a_stop_says() -> None:
    numbers = (Line("Result", "46"),)
    for kind, text, lines, box, step in (
        ("facts", "", numbers, "", "Compare these"),
        ("clicks", "", numbers, "row of buttons", "Click these {}"),
        ("clicks", "", numbers * 2, "2 rows of buttons", "Click these {}"),
        ("cells", "", numbers, "table", "Type these {}"),
        ("cells", "Ana", numbers, "table", "Type the numbers, paste the text"),
        ("cells", "Ana", (), "table", "Paste it {}"),
        ("text", "Ana", (), "large box", "Paste it {}"),
    ):
        stop = Stop(kind, (LONG, LONG)[: len(lines) or 1], text, lines)  # type: ignore[arg-type]
        for form, there in ((WIKI, "in the portal"), (OTHER, "there")):
            verb = "are" if len(lines) == 2 else "is"
            intro = f"The {box} {there} {verb} called:"
            assert box_intro(stop, form) == (intro if box else "The portal has these already.")
            assert instruction(stop, form) == f"{step.format(there)}, then press Enter here."
            with_key = f"{step.removesuffix(' the text').format(there)}{' with F2' if text else ''}"
            assert instruction(stop, form, paste="F2") == f"{with_key}, then press Enter here."
    assert [length_label("abc d\n", limit) for limit in (0, 5, 6, 2000)] == [
        "6 characters · 4 without spaces", "6 of 5 characters · 1 too many",
        "6 of 6 characters · 0 left", "6 of 2,000 characters · 1,994 left",
    ]  # fmt: skip


def test_what_may_not_arrive_is_noted() -> None:
    money = WIKI.by_id["spent_usd"]
    cut = "The last {} do not fit: the box ends after “…{}”."
    for form, question, kind, text, limit, expected in (
        (WIKI, LONG, "text", "x" * 10, 10, []),
        (WIKI, LONG, "text", "x" * 10, 9, [cut.format("1 characters", "x" * 9)]),
        (WIKI, LONG, "cells", "x" * 10, 9, []),
        (WIKI, LONG, "text", "yx0123456789\n12345678end", 21, [
            cut.format("3 characters", "x0123456789 12345678"),
            "2 lines run together: 1 line break becomes a space.",
        ]),
        (WIKI, money, "text", "1462.30", 0, ["The portal wants it like this: 1462.30"]),
        (WIKI, money, "cells", "1462.30", 0, []),
        (WIKI, LONG, "text", "a\tb", 0, ["Portals may change this: 1 tab."]),
        (WIKI, WIKI.by_id["project_title"], "text", "a\nb", 0, []),
        (OTHER, LONG, "text", "a\nb", 0, []),
    ):  # fmt: skip
        report = replace(Report(form), hand_in=HandIn(limits={question.id: limit}))
        stop = Stop(kind, (question,), text)  # type: ignore[arg-type]
        assert notes(report, stop) == expected, text


def test_the_shape_is_asked_once_for_a_long_text_that_the_wiki_would_change() -> None:
    lines = EXAMPLE.with_answer("surprises", "a\nb")
    for report, text, expected in (
        (lines, "a\nb", True),
        (lines, "a\n\nb", False),
        (replace(lines, hand_in=HandIn(reshape=False)), "a\nb", False),
        (EXAMPLE.with_answer("surprises", "• a"), "• a", False),
        (replace(lines, form=replace(WIKI, id="other")), "a\nb", False),
    ):
        assert must_ask_shape(report, Stop("text", (LONG,), text)) is expected
    assert with_shape(lines, True).hand_in.reshape is True


def test_an_answer_or_one_cell_of_it_is_made_plain() -> None:
    report = EXAMPLE.with_answer("surprises", "“Hi”\nto all")
    for question, cell, path in (
        ("surprises", (), ()),
        ("people_metrics", ("editors", "comments"), ("editors", "comments")),
        ("other_metrics", ("0", "comments"), (0, "comments")),
    ):
        value: Any = report.answers[question]
        for key in path:
            value = value[key]
        text = f"{value}“”"
        stop = Stop("cells" if cell else "text", (WIKI.by_id[question],), text, cell=cell)
        changed = _with(report.answers[question], path, text)
        after: Any = with_plain_answer(report.with_answer(question, changed), stop).answers[question]
        assert after == _with(report.answers[question], path, make_plain(text))
    assert preview("“Hi”\nto all\n‘x’", "\"Hi\"\nto all\n'x'") == "\"Hi\"\n'x'"


def _with(value: Any, path: tuple[Any, ...], text: str) -> Any:
    """A value with another text at a place in it."""
    if not path:
        return text
    first, *rest = path
    items = dict(enumerate(value)) if isinstance(value, tuple) else dict(value)
    items[first] = _with(items[first], tuple(rest), text)
    return tuple(items.values()) if isinstance(value, tuple) else items
