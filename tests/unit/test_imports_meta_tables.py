"""Tables of a page: numbers, comments and empty cells in every way of copying."""

from __future__ import annotations

from typing import Any

from reportwizard.imports.answers import _read_row, read_expense_rows, read_fixed_rows, read_free_rows
from reportwizard.imports.imported import ReportBuilder
from reportwizard.kinds.values import Region, Typed
from support.cases import each_case
from support.drafts import a_report
from support.published_pages import FORM, PageStyle, left_over, print_page, read_page

PEOPLE = FORM.by_id["people_metrics"]
CONTENT = FORM.by_id["content_metrics"]
OTHER = FORM.by_id["other_metrics"]
REGION = Region("en", "KZT")


def people(text: str) -> Any:
    return _read_row(PEOPLE.columns, text, REGION)


@each_case(
    ("text", "target", "result", "comments"),
    [
        (" 32 33", 32, 33, None),
        ("\u00a032\u00a033\n", 32, 33, None),
        (" 32 33 2 online events", 32, 33, "2 online events"),
        (" 32 33 33 of them new", 32, 33, "33 of them new"),
        (" 1,000 1 050 a sheet", 1000, 1050, "a sheet"),
        (" 1 000 12", 1000, 12, None),
        (" 1\u202f234 12", 1234, 12, None),
        (" ٣٢ ٣٣ لوحة", 32, 33, "لوحة"),
        (" 0 0", 0, 0, None),
        (" - 12 a sheet", None, 12, "a sheet"),
        (" N/A 12", None, 12, None),
        (" 32 35+", 32, 35, "Results: 35+"),
        (" ~30 31 a sheet", 30, 31, "Target: ~30; a sheet"),
        ("\n32\n33\n2 online\nevents\n", 32, 33, "2 online events"),
        ("\t32\t33\ta sheet", 32, 33, "a sheet"),
        ("\t\t33\t", None, 33, None),
        ("\t32\t33\ttwo\nlines\tand a tab", 32, 33, "two lines and a tab"),
        (" | 32 | 33 | a | b |", 32, 33, "a | b"),
        (" | | 33 | |", None, 33, None),
        (" | 32 | 33 |", 32, 33, None),
        ("\tabout 40\t35+", 40, 35, "Target: about 40; Results: 35+"),
        (',32,33,"a sheet, old"', 32, 33, "a sheet, old"),
        (";32;;a sheet", 32, None, "a sheet"),
        (" counted by hand", None, None, "counted by hand"),
        (" 32 33 https://example.org/a|b", 32, 33, "https://example.org/a|b"),
        ("\t32 33 a sheet", 32, 33, "a sheet"),
    ],
)
def test_a_row_with_comments_is_read_in_every_layout(
    text: str, target: int | None, result: int | None, comments: str | None
) -> None:
    cells = {"target": target, "result": result, "comments": comments}
    filled = people(text)
    assert filled.cells == {key: value for key, value in cells.items() if value is not None}
    assert filled.unsure == ""


@each_case("text", ["", "\n\n", "\t\t\t", " |  |  |  |", " | |"])
def test_an_empty_row_has_no_cells(text: str) -> None:
    filled = people(text)
    assert (filled.cells, filled.unsure) == ({}, "")


@each_case("text", [" 1.050 33", "\t1.050\t33\t", " | 1.050 | 33 |"])
def test_numbers_are_read_as_the_applicant_writes_them(text: str) -> None:
    assert _read_row(PEOPLE.columns, text, Region("pt_BR", "BRL")).cells == {"target": 1050, "result": 33}
    assert read_fixed_rows(PEOPLE, f"Number of editors {text}", Region("pt_BR", "BRL"))[0] == {
        "editors": {"target": 1050, "result": 33}
    }


def test_a_page_is_read_in_the_locale_of_its_applicant() -> None:
    given = {"people_metrics": {"editors": ["1.050", "33", ""]}, "awarded": "5"}
    report = read_page(print_page(given, PageStyle()), currency="BRL", locale="pt_BR").report
    assert report.answers["people_metrics"] == {"editors": {"target": 1050, "result": 33}}


def test_one_number_for_two_columns_is_unsure() -> None:
    filled = people(" 32 from the sheet")
    assert filled.cells == {}
    assert filled.unsure == "32 from the sheet"


def test_text_in_a_cell_of_numbers_stays_as_printed() -> None:
    assert people("\tmany\t33").cells == {"target": Typed("many"), "result": 33}


@each_case(
    ("text", "cells"),
    [
        (" 100 10 100", [100, 10, 100]),
        (" 50 1 200 10", [50, 1200, 10]),
        (" 0 1 200 10", [0, 1200, 10]),
        (" 1 000 2 000 3 000", [1000, 2000, 3000]),
        (" 1,200 10 100", [1200, 10, 100]),
        (" - 10 100", [None, 10, 100]),
        ("\n100\n10\n100", [100, 10, 100]),
        ("\t\t10\t100", [None, 10, 100]),
        (" | 100 | | 100 |", [100, None, 100]),
        (" | 1 200 | 1.200 | 1'200 |", [1200, 1200, 1200]),
    ],
)
def test_a_row_of_numbers_is_read_in_every_layout(text: str, cells: list[int | None]) -> None:
    names = [column.id for column in CONTENT.columns]
    filled = _read_row(CONTENT.columns, text, REGION)
    assert filled.cells == {name: cell for name, cell in zip(names, cells, strict=True) if cell is not None}
    assert filled.unsure == ""


@each_case(
    ("text", "placed"),
    [
        (" 100 10", 0),
        (" 100", 0),
        (" 100 10 100 see the dashboard", 3),
        (" 1 200 10 100", 0),
        (" 1 2 3 4", 0),
        ("\t1\t2\t3\t4", 3),
        (" | 35+ | 1 | 2 |", 3),
        (" was new to us", 0),
        (",1,2,3,4", 0),
        (", as we counted, more, than one", 0),
        (";1;2;three", 0),
    ],
)
def test_an_uncertain_row_of_numbers_is_unsure(text: str, placed: int) -> None:
    filled = _read_row(CONTENT.columns, text, REGION)
    assert len(filled.cells) == placed
    assert filled.unsure


def test_rows_in_one_line_and_out_of_order() -> None:
    rows, rest = read_fixed_rows(
        PEOPLE, "Target Results Number of participants 3 4 a Number of editors 5 6", REGION
    )
    assert rows["participants"] == {"target": 3, "result": 4, "comments": "a"}
    assert rows["editors"] == {"target": 5, "result": 6}
    assert rest == []
    rows, rest = read_fixed_rows(
        CONTENT, "Wikidata 1 2 3\n- Wikipedia 4 5 6\nwikimedia commons: 7 8 9", REGION
    )
    assert [rows[name]["target"] for name in ("wikidata", "wikipedia", "commons")] == [1, 4, 7]  # type: ignore[call-overload,index]


def test_a_frame_drawn_with_letters_is_no_part_of_a_table() -> None:
    for line, bar in (("+-----+----+----+-------+", "|"), ("├─────┼────┼────┼───────┤", "│")):
        rows = (
            f"{bar} Number of {name} {bar} 32 {bar} 33 {bar} Sheet {bar}"
            for name in ("participants", "editors")
        )
        drawn = "\n".join(part for row in rows for part in (line, row)) + f"\n{line}\n"
        filled = {"target": 32, "result": 33, "comments": "Sheet"}
        assert read_fixed_rows(PEOPLE, drawn, REGION) == ({"participants": filled, "editors": filled}, [])


def test_text_above_the_rows_is_kept() -> None:
    rows, rest = read_fixed_rows(PEOPLE, "Target Results\nAs of May\nNumber of editors 1 2", REGION)
    assert (list(rows), rest) == (["editors"], ["As of May"])
    assert read_fixed_rows(PEOPLE, "nothing here", REGION) == ({}, ["nothing here"])


HEADING = "Other Metrics name{0}Metrics Description{0}Target{0}Result{0}Tools and comments"


@each_case(
    ("between", "row"),
    [
        ("\t", "Maps\tDrawn by hand\t3\t4 of 5\ta | b"),
        (" | ", "| Maps | Drawn by hand | 3 | 4 of 5 | a | b |"),
        (" | ", "Maps | Drawn by hand | 3 | 4 of 5 | a | b |"),
        ("\n", "Maps\nDrawn by hand\n3\n4 of 5\na | b"),
        ("\t", "Maps\tDrawn\nby hand\t3\t4 of 5\ta | b"),
        (" | ", "| Maps | Drawn by hand | 3 | 4 of 5 | a \\| b |"),
        ("\t", "Maps\tDrawn by hand\t3\t4 of 5\ta\t| b"),
    ],
)
def test_free_rows_are_read_in_every_layout(between: str, row: str) -> None:
    rows, rest = read_free_rows(OTHER, f"{HEADING.format(between)}\n|---|---|\n{row}\n", REGION)
    wanted = {
        "name": "Maps",
        "description": "Drawn by hand",
        "target": "3",
        "result": "4 of 5",
        "comments": "a | b",
    }
    if "\nby hand" in row:
        assert rows[0]["name"] == "Maps"
        assert rest == []
    else:
        assert (rows, rest) == ((wanted,), [])


def test_free_rows_may_have_empty_cells() -> None:
    rows, rest = read_free_rows(
        OTHER, HEADING.format("\t") + "\nMaps\t\t\t4\t\nSongs\t\t2\t\t\nand more", REGION
    )
    assert rows == ({"name": "Maps", "result": "4"}, {"name": "Songs", "target": "2", "comments": "and more"})
    assert rest == []


@each_case(
    "text",
    [
        "Maps Drawn by hand 3 4 a sheet",
        "Maps\nDrawn\nthree\nfour\na",
        "Maps\nDrawn\n3\nfour\na",
        "Maps 3\nSongs 2",
    ],
)
def test_free_rows_with_unclear_cells_are_kept_whole(text: str) -> None:
    assert read_free_rows(OTHER, f"{HEADING.format(' ')}\n{text}", REGION) == ((), [text])


def test_a_row_without_all_its_tabs_is_a_row_and_not_a_part_of_the_next() -> None:
    for text, names in (
        ("Maps\tby hand\t3\t4\nSongs\tnew\t1\t2\tc", ["Maps", "Songs"]),
        ("Maps\tby hand\t3\t4\tc\nSongs\tnew\t1\t2", ["Maps", "Songs"]),
        ("see\tbelow\nMaps\tby hand\t3\t4\tc", ["see", "Maps"]),
    ):
        assert [row["name"] for row in read_free_rows(OTHER, text, REGION)[0]] == names, text
    (row,), rest = read_free_rows(OTHER, "Maps\tby hand\t3\t4\nof 5\tc", REGION)
    assert (row["result"], row["comments"], rest) == ("4 of 5", "c", [])


def test_cells_are_in_the_columns_of_the_table_s_own_heading() -> None:
    three = {"participants": {"target": 32, "result": 33, "comments": "sheet"}}
    for text, rows, rest in (
        ("\tResults\tTarget\tComments\nNumber of participants\t33\t32\tsheet", three, []),
        ("| | Results | Target | Comments |\n|---|---|\n| Number of participants | 33 | 32 | sheet |",
         three, []),
        ("Results Target Comments and tools used\nNumber of participants 33 32 sheet", three, []),
        ("Who\tTarget\tMore\tResults\tComments\nNumber of participants\t32\t1\t33\tsheet", three,
         ["Who\tTarget\tMore\tResults\tComments", "Number of participants 32\t1\t33\tsheet"]),
        ("\tTarget\tResults\tComments\nNumber of participants\t32\t33\tsheet\nTrainers\t1\t2\tx", three,
         ["Trainers\t1\t2\tx"]),
        ("Number of participants\t32\t33\tsheet\n\nAs of May", three, ["As of May"]),
        ("Number of participants | 32 | 33 | sheet |\nTrainers | 1 | 2 | x |", three,
         ["Trainers | 1 | 2 | x |"]),
    ):  # fmt: skip
        found, unplaced = read_fixed_rows(PEOPLE, text, REGION)
        assert (found, [line.strip() for line in unplaced]) == (rows, rest), text
    page = print_page({"awarded": "5"}, PageStyle(table="tab"))
    table = (
        "Wikimedia project\tResult - Number of improved pages\tTarget\tResult - Number of created pages\n"
        "Wikidata\t9\t7\t8\n"
    )
    page = page[: page.index("Wikimedia project\t")] + table + page[page.index("8. Other Metrics") :]
    content = read_page(page, currency="", locale="en").report.answers["content_metrics"]
    assert content == {"wikidata": {"target": 7, "created": 8, "improved": 9}}
    as_drawn = {"name": "Maps", "description": "drawn", "target": "3", "result": "4", "comments": "a"}
    for text, cells, unplaced in (
        ("Other Metrics name\tTarget\tResult\tMetrics Description\tTools\nMaps\t3\t4\tdrawn\ta",
         as_drawn, []),
        ("No\tOther Metrics name\tTarget\tResult\nx\tMaps\t3\t4",
         {"name": "Maps", "target": "3", "result": "4"},
         ["No\tOther Metrics name\tTarget\tResult", "x\tMaps\t3\t4"]),
        (f"{HEADING.format('	')}\nMaps\tdrawn\t3\t4\ta\n\nAs of May",
         as_drawn, ["As of May"]),
    ):  # fmt: skip
        free, left = read_free_rows(OTHER, text, REGION)
        assert list(free) == [cells], text
        assert [line.strip() for line in left] == unplaced, text


def test_a_list_of_expenses_is_read_without_its_totals() -> None:
    builder = ReportBuilder(a_report().with_region(locale="en", currency="KZT"))
    text = (
        "Of our treasurer\nNo. | Date | What | Amount | Currency |\n--- | --- |\n"
        "1 | 2025-03-01 | Bus \\| two | 1500 | KZT |\nTotal: 1500 KZT\n\nTotal of all\n"
    )
    assert read_expense_rows(text, builder) == ["Of our treasurer", "Total of all"]
    (expense,) = builder.report.ledger
    assert (expense.what, str(expense.amount), builder.unplaced) == ("Bus | two", "1500 KZT", [])
    builder = ReportBuilder(a_report().with_region(locale="en", currency="KZT"))
    tabs = "No.\tDate\tWhat\tAmount\tCurrency\tNote\n1\t2025-03-01\tBus\t1500\tKZT\t"
    assert read_expense_rows(tabs, builder) == []
    assert [str(one.amount) for one in builder.report.ledger] == ["1500 KZT"]
    builder = ReportBuilder(a_report())
    assert read_expense_rows("a | b | c\nd | e | f", builder) == []
    assert (builder.report.ledger, builder.unplaced) == ((), ["a\tb\tc\nd\te\tf"])


def effects(text: str) -> Any:
    page = print_page({"project_title": "River", "awarded": "5"}, PageStyle())
    first = page.index("A. Bring in")
    return read_page(page[:first] + text + page[page.index("F. Other") :], currency="", locale="en")


BRING, CREATE, KEEP = (FORM.by_id["fund_effects"].rows[number].label for number in (0, 1, 4))


@each_case(
    "text",
    [
        f"A. {BRING} Agree\nE. {KEEP} Agree\n",
        f"| A. {BRING} | agree |\n| E. {KEEP} | AGREE |\n",
        f"{BRING}: Agree\n{KEEP}\nAgree.\n",
        f"A. {BRING} Agree E. {KEEP} Agree\n",
        f"A. {BRING}\tAgree\nB. {CREATE}\t\nE. {KEEP}\tAgree\n",
        f"A. {BRING} | Agree |\nB. {CREATE} | |\nE. {KEEP} | Agree |\n",
        f"* A. {BRING} – **Agree**\n* E. {KEEP} → ''Agree''\n",
        f"A. {BRING}\n    ◦ Agree\nE. {KEEP}\n    ◦ Agree\n",
        f"Statement\tStrongly agree\tAgree\tNeither agree nor disagree\tDisagree\tStrongly disagree\t"
        f"Not applicable to your fund\nA. {BRING}\t\tX\t\t\t\t\nB. {CREATE}\t\t\t\t\t\t\nE. {KEEP}\t\t✓\n",
        f"Statement\tStrongly agree\tAgree\tNeither agree nor disagree\tDisagree\tStrongly disagree\t"
        f"Not applicable to your fund\nA. {BRING}\t○\t◉\t○\t○\t○\t○\nE. {KEEP}\t[ ]\t[x]\t\t\t\t\n",
        f"A. {BRING}\n( ) Strongly agree (•) Agree ( ) Disagree\nE. {KEEP} ☐ Strongly agree ☒ Agree\n",
    ],
)
def test_an_agreement_is_read_in_every_layout(text: str) -> None:
    result = effects(text)
    assert result.report.answers["fund_effects"] == {
        "underrepresented_participants": "agree",
        "editor_retention": "agree",
    }
    assert left_over(result) == ()


def test_agreement_in_other_words_stays_as_printed() -> None:
    result = effects(
        "E. Encourage the retention of editors Agree\nmostly\nF. Encourage the retention of organizers Yes\n"
    )
    assert result.report.answers["fund_effects"] == {
        "editor_retention": "agree",
        "organizer_retention": Typed("Yes"),
    }
    assert left_over(result) == ("mostly",)


def test_an_effect_of_the_applicant_s_own_is_read() -> None:
    page = print_page({"project_title": "River", "awarded": "5", "fund_effects_other": "Trust"}, PageStyle())
    assert read_page(page, currency="", locale="en").report.answers["fund_effects_other"] == "Trust"
    page = page.replace("F. Other (optional) Trust", "H. Other (optional)\nN/A")
    assert "fund_effects_other" not in read_page(page, currency="", locale="en").report.answers
