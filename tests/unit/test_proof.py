"""Proof that the answers arrived: what the copied page of a portal, or of the wiki, says of each."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from html import escape
from typing import Any

import pytest

from reportwizard.errors import PageError
from reportwizard.exports.registry import export_report
from reportwizard.forms.form import Question
from reportwizard.forms.loader import load_form
from reportwizard.hand_in.proof import Proof, compare, flatten, prove
from reportwizard.hand_in.stops import portal_text
from reportwizard.imports.wiki_page import as_page
from reportwizard.kinds.values import Column
from reportwizard.money.amount import Amount
from reportwizard.report.report import Report
from reportwizard.report.written import heading
from support.cases import each_case
from support.nasty import complete_report, nasty_report
from support.portal import Change, portal_page
from support.published_pages import PageStyle, print_page

ALL = "All answers are there, word for word."
TEXT = """\
We held two walks along the river. She said: “the museum’s door was open”.

Photos: https://commons.wikimedia.org/wiki/Category:Walk_one
Photos: https://commons.wikimedia.org/wiki/Category:Walk_two
* 18 people came to the opening
* all of them stayed for the conference in Natal."""


def a_report() -> Report:
    """A complete report with a text of several lines."""
    return complete_report().with_answer("activities_and_results", TEXT)


def proof(change: Change) -> Proof:
    """Return the proof of a portal's page, one text of which was changed on its way."""
    report = a_report()
    return prove(report, portal_page(report, change))


def only(id: str, old: str, new: str) -> Change:
    """Change a part of one box."""

    def change(box: str, text: str) -> str:
        assert box != id or old in text
        return text.replace(old, new) if box == id else text

    return change


@each_case("name", ["text", "wikitext"])
def test_what_this_program_writes_holds_every_answer(name: str) -> None:
    result = prove(a_report(), str(export_report(a_report(), name)))
    assert (result.foreign, result.faults, result.unseen) == (False, (), ())


def test_the_portals_page_holds_every_answer_of_the_nastiest_report_too() -> None:
    three_decimals = a_report().with_region(currency="KWD")
    three_decimals = three_decimals.with_answer("spent_local", Amount(Decimal("895.150"), "KWD"))
    for report in (a_report(), three_decimals, nasty_report(1), nasty_report(2), nasty_report(3)):
        result = prove(report, portal_page(report))
        assert (result.foreign, result.faults, result.unseen, result.verdict) == (False, (), (), (ALL,))
        assert all(0 < one.kept == one.length and one.state == "equal" for one in result.arrivals)


def printed(report: Report) -> dict[str, Any]:
    """Return the answers as a robot prints them on the wiki."""
    result: dict[str, Any] = {"awarded": "2400 USD, 13920 BRL", "spent": "2100.09 USD, 12180.50 BRL"}
    for question in (one for one in report.printed() if one.id in report.answers):
        value, names = report.answers[question.id], {one.id: one.label for one in question.options}

        def cells(row: Any, columns: tuple[Column, ...] = question.columns) -> list[str]:
            return [str(row.get(column.id, "")) for column in columns]

        if isinstance(value, tuple):
            result[question.id] = [cells(row) for row in value]
        elif isinstance(value, Mapping):
            result[question.id] = {
                key: cells(row) if isinstance(row, Mapping) else names[str(row)] for key, row in value.items()
            }
        else:
            result[question.id] = portal_text(report, question.id)
    return result


def test_no_layout_of_a_published_page_is_a_false_alarm() -> None:
    for style in (
        PageStyle(),
        PageStyle(layout="2022"),
        PageStyle(layout="2025"),
        PageStyle(table="tab", browser=True),
        PageStyle(table="bar", mark="below", brackets=True),
        PageStyle(table="line", odd_marks=True),
        PageStyle(header=False),
    ):
        result = prove(complete_report(), print_page(printed(complete_report()), style))
        assert (result.foreign, result.faults) == (False, ()), style
        assert {one.question.kind for one in result.unseen} <= {"text", "date", "money"}, style


CHANGES: dict[str, tuple[Change, str]] = {
    "a cut answer": (
        only("activities_and_results", "erence in Natal.", ""),
        "cut 258/274: It ends after “…of them stayed for the conf”. 16 characters are not there.",
    ),
    "a lost line": (
        only("activities_and_results", f"{TEXT.splitlines()[2]}\n", ""),
        "lost 213/274: After “…museum’s door was open”.” this is not there: “Photos: "
        "https://commons.wikimedia.org/wiki/Category:Walk…”",
    ),
    "a cut answer with dots": (
        only("activities_and_results", "erence in Natal.", "... Read more"),
        "cut 258/274: It ends after “…of them stayed for the conf”. 16 characters are not there.",
    ),
    "a lost space": (
        only("activities_and_results", "the opening", "theopening"),
        "lost 273/274: After “…18 people came to the” the space is not the same: "
        "“opening all of them stayed f…”",
    ),
    "words before it": (
        lambda id, text: f"N/A{text}" if id == "surprises" else text,
        "changed 125/125: It begins with “N/A” there, and not here.",
    ),
    "words after it": (
        lambda id, text: f"{text} And so on." if id == "surprises" else text,
        "changed 125/125: After “…walks in the rainy months.” it says “And so on.” there, and nothing here.",
    ),
    "also in an empty box": (
        lambda id, text: str(a_report().answers["surprises"]) if id == "recommendations" else text,
        "twice 125/125: It is also in the box of 15 Recommendations.",
    ),
    "a cell that is empty here": (
        lambda id, text: "7" if id == "wikiquote.target" else text,
        "changed 0/0: Wikiquote › Target: It says “7” there, and nothing here.",
    ),
    "less than nothing": (
        only("spent_usd", "2100.09", "-2100.09"),
        "changed 0/7: It says “-2100.09” there, and “2100.09” here.",
    ),
    "another currency": (
        only("spent_local", "12180.50", "USD 12,180.50"),
        "changed 0/8: It says “USD 12,180.50” there, and “12180.50” here.",
    ),
    "a currency of neither box": (
        only("spent_local", "12180.50", "€12,180.50"),
        "changed 0/8: It says “€12,180.50” there, and “12180.50” here.",
    ),
    "a part of an amount": (
        only("spent_local", "12180.50", "12180.50 of 13000"),
        "changed 0/8: It says “12180.50 of 13000” there, and “12180.50” here.",
    ),
    "an amount in brackets": (
        only("spent_local", "12180.50", "(12180.50)"),
        "changed 0/8: It says “(12180.50)” there, and “12180.50” here.",
    ),
    "two amounts": (
        only("spent_local", "12180.50", "12180.50\n250"),
        "changed 0/8: It says “12180.50 250” there, and “12180.50” here.",
    ),
    "half a choice": (
        only("complies_with_laws", "Yes", "Yesterday"),
        "changed 0/3: It says “Yesterday” there, and “Yes” here.",
    ),
    "a choice that goes on in another way": (
        only("unspent_plan", "grant request", "request"),
        "lost 0/93: After “…or fully fund a new/future” this is not there: “grant”",
    ),
    "half a word": (
        only("activities_and_results", "opening", "op"),
        "lost 269/274: After “…18 people came to the op” this is not there: “ening”",
    ),
    "another beginning": (
        only("activities_and_results", "We held two", "They held 2"),
        "changed 263/274: It says “They held 2 walks along the…” there, "
        "and “We held two walks along the…” here.",
    ),
    "another end": (
        only("activities_and_results", "in Natal.", "in Recife, in the rain."),
        "changed 268/274: After “…for the conference in” it says “Recife, in the rain.” there, "
        "and “Natal.” here.",
    ),
    "other words at the end": (
        only("surprises", "each of the walks in the rainy months", "our walk"),
        "changed 87/125: After “…will plan a dry place for” it says “our walk.” there, "
        "and “each of the walks in the rai…” here.",
    ),
    "another last line": (
        lambda _id, text: text.replace("We will", "Now we will").replace("months.", "season!"),
        "changed 58/125: After “…so we went to the museum.” it says “Now we will plan a dry place…” there, "
        "and “We will plan a dry place for…” here.",
    ),
    "a cell that slipped": (
        lambda id, text: {"participants.result": "", "participants.comments": f"18 {text}"}.get(id, text),
        "missing 0/2: Number of participants › Results: It is not there.",
    ),
    "an empty table": (
        lambda id, text: "" if id.split(".")[0] in ("participants", "editors", "organizers") else text,
        "missing 0/57: It is not there.",
    ),
    "twice": (
        lambda id, text: f"{text}\n{text}" if id == "surprises" else text,
        "twice 125/125: It is there twice.",
    ),
    "an empty box": (lambda id, text: "" if id == "surprises" else text, "missing 0/125: It is not there."),
    "an amount": (
        only("spent_local", "12180.50", "12,108.50"),
        "changed 0/8: It says “12,108.50” there, and “12180.50” here.",
    ),
    "a decimal comma": (
        only("spent_local", "12180.50", "12.180,50"),
        "changed 0/8: It says “12.180,50” there, and “12180.50” here.",
    ),
    "a day": (
        only("due_date", "06-30", "06-03"),
        "changed 0/10: It says “2025-06-03” there, and “2025-06-30” here.",
    ),
    "a count": (
        only("participants.result", "18", "81"),
        "changed 0/2: Number of participants › Results: It says “81” there, and “18” here.",
    ),
    "an empty cell": (
        only("participants.result", "18", ""),
        "missing 0/2: Number of participants › Results: It is not there.",
    ),
    "a cut cell": (
        only("participants.comments", " | photographed", ""),
        "cut 14/29: Number of participants › Comments and tools used: It ends after “lists on paper”. "
        "15 characters are not there.",
    ),
    "a row of its own": (
        only("0.comments", "?x=1&y=2", ""),
        "cut 45/53: Row 1 › Tools and comments: It ends after “….toolforge.org/glamorous.php”. "
        "8 characters are not there.",
    ),
    "a statement": (
        only("belonging.", "Strongly agree", "Agree"),
        "changed 0/14: Increased participants' feelings of belonging and connection to the movement: "
        "It says “Agree” there, and “Strongly agree” here.",
    ),
    "a short text": (
        only("request_id", "99000123", "9900"),
        "changed 0/8: It says “9900” there, and “99000123” here.",
    ),
    "an empty box below help that begins as the answer does": (
        lambda id, text: "" if id == "impact_links" else text,
        "missing 0/211: It is not there.",
    ),
    "no amount": (only("spent_local", "12180.50", ""), "missing 0/8: It is not there."),
    "two lines": (
        only("spent_local", "12180.50", "12,108.50\nand more"),
        "changed 0/8: It says “12,108.50” there, and “12180.50” here.",
    ),
    "a choice": (only("complies_with_laws", "Yes", "No"), "changed 0/3: It says “No” there, and “Yes” here."),
}


def test_each_fault_is_found_and_reported_in_a_sentence() -> None:
    for name, (change, expected) in CHANGES.items():
        (fault,) = proof(change).faults
        assert f"{fault.state} {fault.kept}/{fault.length}: {fault.message}" == expected, name
        assert fault.question.id in a_report().form.by_id


def test_a_statement_whose_row_is_gone_is_missing() -> None:
    gone = "Increased participants' feelings of belonging"
    lines = [line for line in portal_page(a_report()).splitlines() if gone not in line]
    (fault,) = prove(a_report(), "\n".join(lines)).faults
    assert (fault.question.id, fault.state) == ("fund_effects", "missing")
    assert fault.cell.startswith(gone)


MEETING = "We met on Monday. The hall was full.\nAna spoke first, then Bo sang.\nAll went home."
LOST = "Ana spoke first, then Bo sang."


def test_the_first_difference_of_a_text_is_found_with_what_is_around_it() -> None:
    for there, expected in (
        (MEETING[:40], ("cut", "…The hall was full. Ana", "spoke first, then Bo sang. A…", "", 42, 40)),
        (MEETING[:36], ("cut", "…Monday. The hall was full.", "Ana spoke first, then Bo san…", "", 46, 36)),
        (MEETING[:12], ("cut", "We met on Mo", "nday. The hall was full. Ana…", "", 70, 12)),
        (MEETING[:11], None),
        (MEETING[:28], ("cut", "We met on Monday. The hall w", "as full. Ana spoke first, th…", "", 54, 28)),
        (
            f"{MEETING[:36]}\nNext",
            ("cut", "…Monday. The hall was full.", "Ana spoke first, then Bo san…", "", 45, 37),
        ),
        (MEETING[:54], ("cut", "…was full. Ana spoke first,", "then Bo sang. All went home.", "", 29, 53)),
        (
            "Hello\nYou\n" + MEETING.replace("We met", "We sat"),
            ("changed", "", "We met on Monday. The hall w…", "We sat on Monday. The hall w…", 5, 77),
        ),
        ("Nothing of it.", None),
        (
            MEETING.replace(f"{LOST}\n", ""),
            ("lost", "…Monday. The hall was full.", LOST, "ll went home.", 31, 51),
        ),
        (
            MEETING.replace("was ", ""),
            ("lost", "We met on Monday. The hall", "was", "full. Ana spoke first, then…", 4, 78),
        ),
        (MEETING[18:], ("lost", "", "We met on Monday.", "The hall was full. Ana spoke…", 18, 64)),
        (
            MEETING.replace("Bo sang", "Cy sang"),
            (
                "changed",
                "…full. Ana spoke first, then",
                "Bo sang. All went home.",
                "Cy sang. All went home.",
                2,
                80,
            ),
        ),
        (
            "Hello\n" + MEETING.replace("We met", "We sat"),
            ("changed", "", "We met on Monday. The hall w…", "We sat on Monday. The hall w…", 5, 77),
        ),
        (
            f"The end.\n{MEETING[-14:]}\nMore",
            ("changed", "", "We met on Monday. The hall w…", "The end. All went home. More", 66, 16),
        ),
    ):
        found = compare(flatten(MEETING), flatten(there))
        assert (
            found and (found.state, found.after, found.here, found.there, found.lost_count, found.kept)
        ) == expected
    for text, enough in (("abcdefghijklmno", 8), ("abcdefghijklmnop", 8), ("abcdefghijklmnopq", 9)):
        assert compare(flatten(text), flatten(text[:enough]))
        assert compare(flatten(text), flatten(text[: enough - 1])) is None
        assert compare(flatten(text), flatten(text[-enough:]))
        assert compare(flatten(text), flatten(text[1 - enough :])) is None


def test_what_a_portal_or_a_browser_writes_in_another_way_is_no_fault() -> None:
    report = a_report().with_answer("amount_awarded", Amount(Decimal(1850), "USD"))
    report = report.with_answer("amount_awarded_local", Amount(Decimal(-5), "BRL"))
    report = report.with_answer("applicant_response", report.answers["surprises"])  # also said to the reader
    rows: Any = report.answers["other_metrics"]
    report = report.with_answer("other_metrics", ({**rows[0], "target": "1850"}, *rows[1:]))
    people: Any = report.answers["people_metrics"]
    people = {**people, "organizers": {"target": 3, "comments": "Two of us, and a friend."}}
    report = report.with_answer("people_metrics", people)
    for boxes in (
        {"spent_local": "12,180.5 BRL", "due_date": "30 June 2025", "amount_awarded": "$1,850"},
        {
            "spent_local": "R$ 12 180.50",
            "due_date": "06/30/2025",
            "project_start": "02/01/2025",
            "amount_awarded_local": "BRL −5.00",
        },
        {"spent_local": "Edit\n12’180.50", "due_date": "30/06/2025", "project_start": "01/02/2025"},
        {
            "complies_with_laws": "Edit\nYes",
            "data_difficulties": "✓ Yes",
            "unspent_plan": "*\nB. Propose to use them to partially or fully fund a new/future grant request "
            "with PO approval",
            "0.target": "1,850",
        },
        {"organizers.comments": "Two of us,\n\nand a friend."},
        {"wikiquote.target": "0", "participants.comments": "lists on paper |\n\nphotographed"},
        {"surprises": str(report.answers["surprises"]).replace(" we ", "\nwe ").replace("mu", "m\u00adu")},
    ):

        def change(id: str, text: str) -> str:
            there = boxes.get(id, text)  # noqa: B023
            return text if id == "unspent_plan" and there == text else there.replace(" ", "\u00a0")

        result = prove(report, portal_page(report, change).replace("\n", "\r\n  "))
        assert (result.foreign, result.lines, result.unseen, result.verdict) == (False, (), (), (ALL,)), boxes


def test_an_answer_in_the_wrong_box_says_in_whose() -> None:
    answers = a_report().answers
    swapped = {"surprises": answers["sharing_plan"], "sharing_plan": answers["surprises"]}
    result = proof(lambda id, text: str(swapped.get(id, text)))
    assert [(one.question.id, one.state, one.kept == one.length, one.message) for one in result.faults] == [
        ("surprises", "elsewhere", True, "It is in the box of 6 Sharing your learnings."),
        ("sharing_plan", "elsewhere", True, "It is in the box of 5 Surprises."),
    ]


def test_an_answer_that_another_one_repeats_is_looked_for_in_its_own_box() -> None:
    report = a_report().with_answer("surprises", TEXT.splitlines()[0])
    result = prove(report, portal_page(report, lambda id, text: "" if id == "surprises" else text))
    assert [one.message for one in result.faults] == ["It is not there."]


def test_an_answer_may_quote_the_question_below_it() -> None:
    report = a_report()
    quoted = heading(report.form.by_id["sharing_plan"])
    report = report.with_answer("surprises", f"We asked:\n{quoted}\nNobody knew what to share.")
    assert prove(report, portal_page(report)).arrived


def test_buttons_copied_without_the_choice_are_not_reported() -> None:
    report = a_report()
    for joint in ("\n", " ", "\t", " / ", " ○ "):

        def change(id: str, text: str) -> str:
            rows = [id, *(row.id for row in report.form.by_id["fund_effects"].rows if f"{row.id}." == id)]
            question = report.form.by_id.get("fund_effects" if rows[1:] else id)
            options = [option.label for option in question.options] if question else []
            return joint.join(["Yes", "No"] if text in ("Yes", "No") else options or [text])  # noqa: B023

        result = prove(report, portal_page(report, change))
        assert result.lines == ()
        assert result.verdict == (
            "All answers in this text are there, word for word.",
            "This text does not show these: 3, 9, 13, 13.2, 14.1, 14.2, 14.3.",
        )


def test_lost_line_breaks_and_other_quotes_are_reported_but_no_fault() -> None:
    for change in (
        lambda text: " ".join(text.split()),
        lambda text: text.replace("\n", ""),
        lambda text: text.replace("“", '"').replace("’", "'"),
        lambda text: text.replace("“", "«").replace("”", "»"),
    ):
        result = proof(lambda id, text: change(text) if id == "activities_and_results" else text)  # noqa: B023
        assert (result.lines, result.verdict) == (
            (),
            (ALL, "Only line breaks or quotes are different there: 1."),
        )


def test_a_page_that_ends_early_does_not_show_the_rest() -> None:
    report = a_report().with_answer("impact_links", "https://meta.wikimedia.org/wiki/Lagoas")
    report = report.with_answer("financial_report", "https://meta.wikimedia.org/wiki/Lagoas/Costs")
    page = portal_page(report)
    result = prove(report, page[: page.index("Part 4")])
    assert (result.lines, result.verdict[-1]) == (
        (),
        "This text does not show these: 10, 11, 12, 13, 13.1, 13.2, 13.3, 14.1, 14.2, 14.3.",
    )


def test_a_form_that_was_saved_with_what_is_typed_in_it() -> None:
    report = a_report()

    def box(question: Question) -> str:
        text = escape(portal_text(report, question.id))
        options = [option.label for option in question.options] or ["Yes", "No"]
        return {
            "long_text": f"<textarea>{text}</textarea>",
            "yes_no": "".join(f"<label><input type=radio>{option}</label>" for option in options),
            "choice": f"<select>{''.join(f'<option>{option}</option>' for option in options)}</select>",
        }.get(question.kind, f'<input value="{text}">')

    asked = [one for one in report.printed() if one.kind not in ("table", "agreement")]
    page = "".join(f"<div><label>{one.number} {escape(one.wording)}</label>{box(one)}</div>" for one in asked)
    result = prove(report, f"<html><body><form>{page}</form></body></html>")
    assert (result.lines, result.verdict[-1]) == (
        (),
        "This text does not show these: 3, 7, Content by project, 8, 9, 13, 13.2, 14.1, 14.2, 14.3.",
    )


def test_a_text_of_another_report_is_foreign_and_a_part_of_the_page_is_none() -> None:
    report = a_report()
    others = {"activities_and_results": "Another group met.", "surprises": "None at all, it was as planned."}
    other = Report(load_form("rapid-fund-final"), answers={**report.answers, **others}, currency="BRL")
    other = Report(
        other.form,
        {id: others.get(id, "yes" * 20) for id, one in report.answers.items() if isinstance(one, str)},
    )
    part = other.with_answer("activities_and_results", TEXT[:60])
    for text in ("A letter about something else.", *map(portal_page, (other, part, Report(report.form)))):
        assert prove(report, text) == Proof(foreign=True)
    for text in ("", " \n"):
        with pytest.raises(PageError):
            prove(report, text)
    result = prove(report, str(report.answers["surprises"]))
    assert (result.faults, result.verdict[0]) == ((), "All answers in this text are there, word for word.")
    result = prove(report, f"Your answer:\n{report.answers['surprises']}")
    assert (result.faults, result.verdict[0]) == ((), "All answers in this text are there, word for word.")
    assert result.verdict[1].startswith("This text does not show these: Project title, ")


def test_in_a_very_long_page_one_word_is_found() -> None:
    long = "".join(f"On day {day} the group wrote {day * 7 % 13} pages of it.\n" for day in range(1, 2500))
    report = a_report().with_answer("activities_and_results", long)
    result = prove(report, portal_page(report, only("activities_and_results", "day 1000 ", "day 999 ")))
    assert [one.message for one in result.faults] == [
        "After “…12 pages of it. On day” it says “999 the group wrote 6 pages…” there, "
        "and “1000 the group wrote 6 pages…” here."
    ]


def test_answers_in_the_markup_of_a_wiki_and_short_answers_of_several_lines() -> None:
    report = a_report().with_answer("learning_answers", "No.\nMore.")
    report = report.with_answer("surprises", "== Good ==\nThe sun came out.\n== Bad ==\nThe rain came too.")
    assert prove(report, portal_page(report)).faults == ()
    for there, expected in (
        ("No.\nMore.\nAnd this.", "equal"),
        ("No. More.\nAnd this.", "equal"),
        ("No.\n\nMore.", "equal"),
        ("No.\nMor", "changed"),
        ("And this.\nNo.", "changed"),
        ("", "missing"),
    ):
        page = portal_page(report, lambda id, text: there if id == "learning_answers" else text)  # noqa: B023
        (found,) = (one for one in prove(report, page).arrivals if one.question.id == "learning_answers")
        assert (found.state, found.kept) == (expected, len("No. More.") if expected == "equal" else 0), there
    assert prove(report, page.replace("\n\n", "\nOther.\nMore.\n")).faults


@pytest.mark.parametrize("sign", ["\n", "<td ", "{|\n", "==a="])
def test_a_page_of_signs_alone_does_not_take_minutes(sign: str) -> None:
    page = f"{sign * 100_000}."
    assert as_page(page) == page
