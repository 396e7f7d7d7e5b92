"""A plain list: which column is which, what is left out, and what is said about it."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from io import BytesIO

import pytest
from openpyxl import Workbook

from reportwizard.kinds.values import Region
from reportwizard.ledger.columns import find_columns
from reportwizard.ledger.headings import read_heading
from reportwizard.ledger.read import read_ledger
from reportwizard.ledger.result import Options, problem_lines
from reportwizard.ledger.rows import Row
from support.cases import each_case
from support.ledger import amount, amounts, read

HEAD = "Date,What,Amount\n"


def text(rows: list[list[str]]) -> bytes:
    """A list as CSV, each line as long as it is."""
    return "\n".join(map(";".join, rows)).encode()


def xlsx(rows: list[list[str]]) -> bytes:
    """A list as a workbook, with real numbers."""
    book, data = Workbook(), BytesIO()
    for row in rows:
        book.worksheets[0].append([Decimal(cell) if cell.isdecimal() else cell or None for cell in row])
    book.save(data)
    return data.getvalue()


def columns_of(*lines: str) -> dict[str, int]:
    rows = [Row(number, tuple(line.split("|"))) for number, line in enumerate(lines, 1)]
    found = find_columns(rows)
    return dict(found.fields) if found else {}


@pytest.mark.parametrize(
    ("line", "columns"),
    [
        ("Date|What|Amount", {"date": 0, "what": 1, "amount": 2}),
        ("AMOUNT|receipt no.|Date of payment|What", {"amount": 0, "receipt": 1, "date": 2, "what": 3}),
        ("No.|Item|Unit price|Qty|Total price", {"number": 0, "what": 1, "quantity": 3, "amount": 4}),
        ("Nota|Tanggal|Jumlah|Catatan|Barang", {"receipt": 0, "date": 1, "amount": 2, "note": 3, "what": 4}),
        ("Fecha|Importe|Nota|Concepto", {"date": 0, "amount": 1, "note": 2, "what": 3}),
        ("Expense category|Expense|Cost", {"category": 0, "what": 1, "amount": 2}),
        ("Item|Description|Amount", {"what": 1, "note": 0, "amount": 2}),
        ("Description|Amount in local currency|Amount in USD", {"what": 0, "amount": 1}),
        ("Amount/Currency|Date|What", {"amount": 0, "date": 1, "what": 2}),
        ("Дата платежа|На что|Сумма|Валюта", {"date": 0, "what": 1, "amount": 2, "currency": 3}),
        ("Gider türü|TUTARI|Tarih|Ne", {"category": 0, "amount": 1, "date": 2, "what": 3}),
        ("Date|Shop|Amount", {"date": 0, "what": 1, "amount": 2}),
        ("Date|Remarks|Amount", {"date": 0, "what": 1, "amount": 2}),
        ("Date|Budget line|Amount", {"date": 0, "what": 1, "amount": 2}),
    ],
)
def test_columns_are_found_by_meaning_in_any_order(line: str, columns: dict[str, int]) -> None:
    assert columns_of(line) == columns


def test_headings_are_understood_in_every_language() -> None:
    lines = (
        "Fecha|Concepto|Importe", "Date|Libellé|Montant", "Data|Descrição|Valor (R$)",
        "Дата|Описание|Сумма", "Дата|Опис|Сума", "Күні|Сипаттама|Сомасы",
        "التاريخ|البيان|المبلغ", "Tarehe|Maelezo|Kiasi", "Tanggal|Uraian|Jumlah",
        "Tarih|Açıklama|Tutar", "Datum|Beschreibung|Betrag", "Data|Descrizione|Importo",
        "Datum|Omschrijving|Bedrag", "Data|Opis|Kwota", "日付|内容|金額", "日期|项目|金额",
        "दिनांक|विवरण|राशि", "Ngày|Nội dung|Số tiền", "วันที่|รายการ|จำนวนเงิน", "날짜|내용|금액",
        "תאריך|תיאור|סכום", "Ημερομηνία|Περιγραφή|Ποσό", "Datum|Popis|Částka",
        "Kirjauspäivä|Selite|Määrä", "তারিখ|বিবরণ|পরিমাণ",
    )  # fmt: skip
    fields = {"date": 0, "what": 1, "amount": 2}
    assert [line for line in lines if columns_of(line) != fields] == []


@each_case("line", ["a|b", "Amount", "This list shows the amount of each day|x", ""])
def test_a_line_that_names_less_than_two_columns_is_no_heading(line: str) -> None:
    assert columns_of(line) == {}


def test_headings_over_two_lines_are_read_together() -> None:
    two = columns_of("Date|What|Amount||Note", "||KZT|USD|")
    assert two == {"date": 0, "what": 1, "amount": 2, "note": 4}
    one = columns_of("Date|What|Amount|Note", "Bus|500|x|y")
    assert one["amount"] == 2


@each_case(
    ("heading", "currency"),
    [
        ("Amount (KZT)", "KZT"),
        ("Сумма, тенге", "KZT"),
        ("Betrag in Euro", "EUR"),
        ("Amount in US dollars", "USD"),
        ("Cost, local currency", "local"),
        ("Amount ($)", "$"),
        ("Amount (€)", "EUR"),
        ("Sum", ""),
        ("Real amount", ""),
    ],
)
def test_a_heading_may_name_the_currency(heading: str, currency: str) -> None:
    assert read_heading(heading).currency == currency


def test_what_a_heading_of_amounts_means() -> None:
    fields = {
        "amount": (
            "Amount paid in EUR",
            "Paid in KES",
            "Valor (R$)",
            "Valor total",
            "Total paid",
            "Fakt",
            "Факт",
        ),
        "in": ("Amount received", "Paid in", "Credit amount", "Haben (EUR)", "In"),
        "out": ("Amount debit", "Betrag Soll", "Withdrawn", "Money out (GBP)", "Out"),
        "balance": ("Balance amount", "Saldo (EUR)", "Running total"),
    }
    fields["amount"] = tuple(text for text in fields["amount"] if text != "Fakt")
    found = {
        name: tuple(t for t in texts if read_heading(t).meanings[0][1] == name)
        for name, texts in fields.items()
    }
    assert found == fields
    for text in ("Value date", "Fecha valor", "Wertstellung", "Data valuta", "дата валютирования"):
        assert {name for _, name in read_heading(text).meanings} <= {"date", "value_date"}


def test_the_nearest_currency_counts() -> None:
    text = "Currency: EUR,,,\nDate,What,Amount (USD),Currency\n,a,5,KZT\n,b,5,\n,c,5 GBP,\n"
    assert amounts(text) == ["5 KZT", "5 USD", "5 GBP"]
    assert amounts("Local currency,,Mongolian Tugrik (MNT)\nDate,What,Amount\n2025-01-01,a,5\n") == ["5 MNT"]
    assert amounts(f"{HEAD}2025-01-01,a,5\n") == ["5 KZT"]


def test_without_any_currency_the_amount_stays_as_written() -> None:
    found = read(f"{HEAD}2025-01-01,a,5\n", currency="")
    assert amounts(f"{HEAD}2025-01-01,a,5\n", currency="") == ["?5"]
    assert "Choose your local currency" in found.problems[0].message


def test_a_currency_that_is_not_known_is_kept_beside_its_number() -> None:
    lines = ("Date,What,Amount,Currency", ",a,5,KZT", ",a,5,Taler", ",b,1,500", ",c,1,KZT")
    text = "\n".join(lines)
    assert amounts(text) == ["5 KZT", "?5 Taler", "?1, 500", "1 KZT"]
    assert [(item.line, item.column) for item in read(text).problems] == [(3, "amount"), (4, "amount")]


def test_each_column_decides_its_own_decimal_mark() -> None:
    text = 'Date;What;Amount;USD\n2025-01-01;a;1.500;"2.500"\n2025-01-02;b;12,5;3.755\n'
    first = read(text).expenses[0]
    assert first.amount == amount("1500 KZT")
    text = "Date;What;Amount;USD\n2025-01-01;a;1.500,00;2.50\n2025-01-02;b;12,5;3.75\n"
    assert [(str(item.amount), str(item.usd)) for item in read(text).expenses] == [
        ("1500.00 KZT", "2.50 USD"),
        ("12.5 KZT", "3.75 USD"),
    ]


def test_where_nothing_decides_a_file_is_asked_about_and_the_answer_holds_for_its_column() -> None:
    text = f'{HEAD}2025-01-01,a,"1,500"\n2025-01-02,b,700\n2025-01-03,c,"2,800"\n'
    asked = read(text, locale="kk_KZ").unanswered
    assert asked
    assert asked.text.replace("\u00a0", " ") == "Line 2 says 1,500. Is that 1 500,00 KZT or 1,50 KZT?"
    assert [choice.value for choice in asked.choices] == [".", ","]
    assert amounts(text, mark=".") == ["1500 KZT", "700 KZT", "2800 KZT"]
    assert amounts(text, mark=",") == ["1.500 KZT", "700 KZT", "2.800 KZT"]


def test_days_are_read_in_the_order_of_their_column() -> None:
    text = f"{HEAD}3/4/2025,a,1\n25/4/2025,b,2\n2025-07-08,d,4\nsoon,e,5\n"
    days = [expense.date for expense in read(text).expenses]
    assert days[:3] == [dt.date(2025, 4, 3), dt.date(2025, 4, 25), dt.date(2025, 7, 8)]
    assert [(item.line, item.column) for item in read(text).problems] == [(5, "date")]


@each_case(
    "total",
    [
        "Total,,15",
        ",Total,15",
        ",Grand total KZT,15",
        ",Итого:,15",
        ",,15",
        "TOTAL,,99",
        ",Jumla,15",
        ",المجموع,15",
    ],
)
def test_a_line_that_adds_up_others_is_left_out_and_named(total: str) -> None:
    found = read(f"{HEAD}2025-01-01,a,5\n2025-01-02,b,10\n{total}\n")
    assert len(found.expenses) == 2
    assert [(item.line, item.reason) for item in found.left_out] == [(4, "total")]


def test_a_line_that_says_total_is_no_expense_and_says_where_it_does_not_fit() -> None:
    """Wherever the word is, in any of the languages; with the figure of the lines above, or with another."""
    words = (
        "Ընդամենը՝", "Total", "Итого", "ჯამი", "Cəmi", "Жами", "Нийт дүн", "Общо", "Ukupno", "Celkem",
        "Összesen", "Yhteensä", "Kokku", "Kopā", "Iš viso", "Totalt", "I alt", "Σύνολο", "סך הכל", "جمع",
        "মোট", "एकूण", "மொத்தம்", "ድምር", "Jimla", "Kabuuan", "합계", "合計", "รวม",
    )  # fmt: skip
    lines = ["{0},,,{1},", ",{0},,{1},", ",,{0},{1},", "Hall and tea,{0},,{1},", "{0},,,{1},1,1"]
    wrong, head = [], "No,Date,What,Amount,Note\n1,2025-01-01,a,5.25,\n2,2025-01-02,b,10.25,\n"
    for line in (line.format(word, figure) for word in words for line in lines for figure in ("15.50", "16")):
        found = read(f"{head}{line}\n")
        said = [problem.message for problem in found.problems]
        fits = "15.50" in line or ",1,1" in line
        apart = "This total says 16.00 KZT, but its lines add up to 15.50 KZT, 0.50 KZT less."
        is_said = not said if fits else len(said) == 1 and said[0].startswith(apart)
        wrong += [line] if found.lines != (2, 3) or found.left_out[0].reason != "total" or not is_said else []
    assert wrong == [], wrong
    # Where lines are in two currencies, or money came back, nobody can know what the total adds up.
    for text in (f"{HEAD},a,5 EUR\n,b,10\n,Total,16\n", f"{HEAD},a,5\n,b,-1\n,c,9\n,Total,13\n"):
        assert (len(read(text).left_out), read(text).problems) == (1, ()), text


@each_case("line", [",,7", "2025-01-03,Total station for a day,15", ",Summer camp,15", ",Suma bus,15"])
def test_a_line_that_only_looks_like_a_total_is_kept(line: str) -> None:
    found = read(f"{HEAD}2025-01-01,a,5\n2025-01-02,b,11\n{line}\n")
    assert [found.lines, found.left_out] == [(2, 3, 4), ()]


def test_a_numbered_line_is_never_a_total() -> None:
    text = "No.,What,Amount\n1,a,5\n2,Total,5\n3,,5\nTotal,,15\n"
    assert read(text).lines == (2, 3, 4)


def test_subtotals_of_several_groups_are_left_out() -> None:
    text = f"{HEAD},a,5\n,b,10\n,,15\n,c,1\n,d,2\n,,3\n,,18\n"
    assert read(text).lines == (2, 3, 5, 6)


def test_lines_without_amount_have_a_problem_and_single_texts_are_left_out() -> None:
    found = read(f"{HEAD},Travel,\n2025-01-01,Bus,-\nDate,What,Amount\n2025-01-02,Tea,3\n")
    assert found.lines == (3, 5)
    assert [(problem.line, problem.column) for problem in found.problems] == [(3, "amount")]
    assert [(item.line, item.reason, item.what) for item in found.left_out] == [(2, "remark", "Travel")]


def test_a_line_with_too_many_cells_is_kept_as_words_and_not_counted() -> None:
    found = read(f"{HEAD}2025-01-01,Bus,12,50\n2025-01-02,Tea,3\n")
    assert [expense.what for expense in found.expenses] == ["2025-01-01; Bus; 12; 50", "Tea"]
    assert found.expenses[0].amount is None
    assert read(f"{HEAD}a,b,c,two\u2028lines\n").expenses[0].what == "a; b; c; two lines"
    assert [problem.line for problem in found.problems] == [2]
    assert "4 cells under 3 headings" in found.problems[0].message


@each_case(
    ("text", "line", "words"),
    [
        ("Date,What\n2025-01-01,Bus\n", 1, "No column for the amounts"),
        ("x\nDate,Amount\n2025-01-01,5\n", 2, "No column says what was paid for"),
        ("What,Amount\nBus,5\n", 1, "No column for the days"),
        ("Date / Item,Amount\n2025-01-01 Bus,5\n", 1, "means two things"),
        ("Date,What,Amount,,\n2025-01-01,Bus,5,KZT,x\n", 1, "Column 4 has no heading"),
    ],
)
def test_unusable_headings_have_a_problem_and_the_rest_is_read(text: str, line: int, words: str) -> None:
    found = read(text)
    assert len(found.expenses) == 1
    assert any(problem.line == line and words in problem.message for problem in found.problems)


def test_columns_without_a_place_are_named() -> None:
    found = read("Date,What,Amount,VAT,Branch\n2025-01-01,Bus,5,1,x\n")
    assert found.notes == (
        "Columns left out: “VAT”, “Branch”. To take one in, write Kind, Receipt or Note above it.",
    )


def test_a_column_recognised_by_its_cells_alone_is_named() -> None:
    found = read("Date,What,Tugriks\n2025-01-01,Bus,5\n")
    assert found.notes == ("The amounts come from the column “Tugriks”.",)


@each_case("text", ["500\n", "Amount\n500\n", "a,b,c\nd,e,f\n"])
def test_a_list_without_headings_and_columns_is_refused_with_an_example(text: str) -> None:
    found = read(text)
    assert not found.expenses
    assert "No line with the names of the columns" in found.refusal


def test_without_headings_columns_are_recognised_by_their_cells() -> None:
    found = read("2025-01-01;Bus;12,50\n2025-01-02;Tea;3,00\n")
    assert [(expense.what, str(expense.amount)) for expense in found.expenses] == [
        ("Bus", "12.50 KZT"),
        ("Tea", "3.00 KZT"),
    ]
    assert found.notes == ("The columns have no headings: they were recognised by their cells.",)


def test_unknown_headings_are_no_dead_end() -> None:
    """Days are the day, counted lines the number, names of files the receipt; a title is no heading."""
    rows = [
        ["1", "3 May 2025", "Tea", "Food", "7500", "a.pdf"],
        ["2", "4 May 2025", "Hall", "Rent", "70000", "photos/b.jpg"],
    ]
    expected = [
        ("2025-05-03", "Tea", "7500 KZT", "a.pdf"),
        ("2025-05-04", "Hall", "70000 KZT", "photos/b.jpg"),
    ]
    total, title = ["", "Xtotal", "", "", "77500", ""], ["«Stones» NGO — 2025, all of it", *[""] * 5]
    armenian = ["Հ/Հ", "Ամսաթիվ", "Ծախսի անվանումը", "Տեսակ", "Գումար", "Անդորրագիր"]
    unknown = ["Xa", "Xb", "Xc", "Xd", "Xe", "Xf"]
    cut = ["From the cash book"]
    wrong = {}
    for name, above in {
        "Armenian": [armenian],
        "unknown": [unknown],
        "titles above": [title, ["2025", *[""] * 5], unknown],
        "a title as short as it is": [cut, unknown],
        "under two titles": [title, ["Tbilisi", "", "Xy", "", "", ""], unknown],
        "no headings": [],
        "no headings but a title": [title],
    }.items():
        kinds = ["Food", "Rent"] if name == "Armenian" else ["", ""]
        for end in ([], [total], [total, ["Seen by Anna"], ["and by Bedo"]]):
            found = read((text if "short" in name else xlsx)([*above, *rows, *end]))
            lines = [(str(line.date), line.what, str(line.amount), line.receipt) for line in found.expenses]
            left_out = [note for note in found.notes if "Columns left out: “Xd”" in note]
            is_told = bool(left_out) == (unknown in above)
            if lines != expected or [line.category for line in found.expenses] != kinds or not is_told:
                wrong[name, len(end)] = found
    assert wrong == {}
    only = read("Xa;Xe\n2025-05-03;7 500,50\n2025-05-04;70 000,00\n")
    assert [(str(line.date), str(line.amount)) for line in only.expenses] == [
        ("2025-05-03", "7500.50 KZT"),
        ("2025-05-04", "70000.00 KZT"),
    ]


def test_each_column_that_is_offered_is_taken_and_another_is_refused() -> None:
    heads = {
        "unnamed": ["Xday", "Xfor", "", ""],
        "the same": ["Date", "What", "Amount", "Amount"],
        "a sign": ["Date", "What", "*", "—"],
        "a tie": ["Date", "What", "Card", "Cash"],
    }
    rows = [["3 May 2025", "Tea", "10", "7.50"], ["4 May 2025", "Hall", "20", "70"]]
    for name, head in heads.items():
        data = text([["Our list, 2025: what we paid", "", "", ""], head, *rows])
        asked = read(data).questions[0]
        found = [
            read_ledger(data, Region("en", "KZT"), asked.with_answer(Options(), choice.value))
            for choice in asked.choices
        ]
        assert [(file.unanswered, [str(line.amount) for line in file.expenses]) for file in found] == [
            (None, ["10 KZT", "20 KZT"]),
            (None, ["7.50 KZT", "70 KZT"]),
        ], name
        for file, column, other in zip(found, (3, 4), (4, 3), strict=True):
            said = " ".join(problem_lines(file))
            assert f"Column {column} has no heading" not in said
            assert (f"Column {other} has no heading" in said) == (name == "unnamed")
        assert all(choice.label == f"read “{choice.value}” as what was paid" for choice in asked.choices)
    refused = read_ledger(data, Region("en", "KZT"), Options(columns={"amount": "Xsum"}))
    assert refused.refusal == "There is no column “Xsum” in this list. It has “Date”, “What”, “Card”, “Cash”."


def test_headings_alone_are_no_list() -> None:
    assert read(HEAD).expenses == ()
    assert read(HEAD).refusal.startswith("There are no expenses in this file")


def test_thousands_known_only_by_the_locale_are_shown_with_the_other_reading() -> None:
    found = read_ledger("Date;What;Amount\n;Hall;45.000 դր\n;Tea;7500\n".encode(), Region("hy_AM", "AMD"))
    assert [str(line.amount) for line in found.expenses] == ["45000 AMD", "7500 AMD"]
    [question] = found.questions
    said = [question.text, *(choice.label for choice in question.choices), question.taken]
    assert [text.replace("\u00a0", " ") for text in said] == [
        "Line 2 says 45.000 դր. That was read as 45 000,00 AMD.",
        "read 45.000 դր as 45 000,00 AMD",
        "read 45.000 դր as 45,00 AMD",
        ",",
    ]


def test_three_decimals_in_money_of_two_are_asked_about_with_their_line() -> None:
    asked = read('What,Amount (GHS)\nHall,"10,100.50"\nBus,1.200\nTea,12.50\n', currency="GHS").unanswered
    assert asked
    assert asked.text.startswith("Line 3 says 1.200. Is that 1,200.00 GHS or 1.20 GHS?")
    dinars = read("What,Amount (TND)\nHall,10100.5\nBus,1.200\n", currency="TND")
    assert (dinars.unanswered, [problem for problem in dinars.problems if problem.column == "amount"]) == (
        None,
        [],
    )
