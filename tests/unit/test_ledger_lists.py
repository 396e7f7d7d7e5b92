"""Lists of banks, wallets and hand-made sheets: what went out, what came in, what is left out. All invented."""

from __future__ import annotations

import datetime as dt
from io import BytesIO
from pathlib import Path
from typing import NamedTuple

import pytest
from openpyxl import Workbook

from reportwizard.ledger.read import read_ledger
from reportwizard.money.amount import Amount

CASES = Path(__file__).parents[2].parent / "shared" / "cases" / "expenses"


class List(NamedTuple):
    """A list, how its owner writes, and what it must give: spent, money in, lines left out."""

    name: str
    currency: str
    locale: str
    text: str
    out: str
    money_in: str = "0"
    left_out: int = 0
    encoding: str = "utf-8"


LISTS = (
    List("debit and credit", "GBP", "en_GB", "Date,Description,Debit,Credit\n3 May 2024,Hall,120.50,\n4 May 2024,Grant,,2000.00\n5 May 2024,Tea,20.00,\n", "140.50", "2000"),
    List("Soll und Haben", "EUR", "de_DE", "Buchungstag;Verwendungszweck;Soll;Haben\n03.05.2024;Raum;120,50;\n04.05.2024;Zuschuss;;2.000,00\n", "120.50", "2000"),
    List("débit et crédit", "EUR", "fr_FR", "Date;Libellé;Débit;Crédit\n03/05/2024;Salle;120,50;\n14/05/2024;Subvention;;2 000,00\n", "120.50", "2000"),
    List("cargo y abono", "MXN", "es_MX", "Fecha,Concepto,Cargo,Abono\n13/05/2024,Salón,\"1,250.50\",\n14/05/2024,Beca,,\"30,000.00\"\n", "1250.50", "30000"),
    List("dare e avere", "EUR", "it_IT", "Data;Descrizione;Dare;Avere\n13/05/2024;Sala;120,50;\n14/05/2024;Contributo;;2.000,00\n", "120.50", "2000"),
    List("paid in, withdrawn", "KES", "en_KE", "Completion Time,Details,Transaction Status,Paid In,Withdrawn\n2024-05-13 10:00:00,Venue,COMPLETED,,1500.00\n2024-05-14 09:00:00,Grant,COMPLETED,20000.00,\n2024-05-15 09:00:00,Taxi,FAILED,,300.00\n", "1500", "20000", 1),
    List("a sign", "EUR", "es_ES", "Fecha;Concepto;Importe\n13/05/2024;Sala;-120,50\n14/05/2024;Café;-20,00\n15/05/2024;Beca;2.000,00\n", "140.50", "2000"),
    List("Dr and Cr", "INR", "en_IN", "Date,Narration,Amount,Dr/Cr\n13-05-2024,Hall,\"1,20,000.00\",DR\n14-05-2024,Grant,\"2,00,000.00\",CR\n", "120000", "200000"),
    List("Af en Bij", "EUR", "nl_NL", "Datum,Naam,Af Bij,Bedrag (EUR)\n20240513,Zaal,Af,\"120,50\"\n20240514,Subsidie,Bij,\"2000,00\"\n", "120.50", "2000"),
    List("a value date is a day", "EUR", "de_DE", "Buchungstag;Valuta;Text;Betrag\n13.05.2024;14.05.2024;Raum;-120,50\n14.05.2024;15.05.2024;Tee;-20,00\n", "140.50"),
    List("a running balance", "EUR", "en_IE", "Date,What,Amount,Balance\n13 May 2024,Hall,-120.50,879.50\n14 May 2024,Tea,-20.00,859.50\n", "140.50"),
    List("a total at the end", "EUR", "en_IE", "Date,What,Amount\n13 May 2024,Hall,120.50\n14 May 2024,Tea,20.00\n,Total,140.50\n", "140.50", "0", 1),
    List("declined", "USD", "en_US", "Date,Description,Amount,Status\n5/13/2024,Hall,120.50,Completed\n5/14/2024,Hotel,500.00,Declined\n5/15/2024,Tea,20.00,Pending\n", "120.50", "0", 2),
    List("Windows-1251", "RUB", "ru_RU", "Дата;Описание;Сумма\n13.05.2024;Аренда зала;-11 250,00\n14.05.2024;Чай;-350,50\n", "11600.50", encoding="cp1251"),
    List("Windows-1254", "TRY", "tr_TR", "Tarih;Açıklama;Tutar\n13.05.2024;Salon kirası;1.250,50\n14.05.2024;Çay;20,00\n", "1270.50", encoding="cp1254"),
    List("Windows-1250", "PLN", "pl_PL", "Data;Opis;Kwota\n13.05.2024;Wynajem sali, łącznie;1 250,50\n14.05.2024;Herbata;20,00\n", "1270.50", encoding="cp1250"),
    List("UTF-16", "EUR", "en_IE", "Date\tWhat\tAmount\n13 May 2024\tHall\t120.50\n", "120.50", encoding="utf-16"),
    List("Chinese", "CNY", "zh_CN", "日期,项目,金额\n2024-05-13,场地,\"1,250.50\"\n2024-05-14,茶,20.00\n", "1270.50"),
    List("Ukrainian", "UAH", "uk_UA", "Дата;Опис;Сума\n13.05.2024;Оренда залу;1 250,50\n", "1250.50"),
    List("Vietnamese", "VND", "vi_VN", "Ngày,Nội dung,Số tiền\n13/05/2024,Hội trường,1.250.000\n", "1250000"),
)  # fmt: skip


def test_what_went_out_and_what_came_in() -> None:
    wrong = {}
    for one in LISTS:
        read = read_ledger(one.text.encode(one.encoding), currency=one.currency, locale=one.locale)
        spent = sum(expense.paid.value for expense in read.expenses if isinstance(expense.paid, Amount))
        came = sum(taken.amount.value for taken in read.money_in if taken.amount)
        found = (f"{spent:.2f}", f"{came:.2f}", len(read.left_out), read.refusal, read.unanswered)
        wanted = (f"{float(one.out):.2f}", f"{float(one.money_in):.2f}", one.left_out, "", None)
        if found != wanted:
            wrong[one.name] = (found, wanted)
    assert wrong == {}


def test_a_workbook_has_days_and_numbers() -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (
        ["Date", "What", "Amount"],
        [dt.date(2024, 5, 13), "Hall", 1250.5],
        [dt.date(2024, 5, 14), "Tea", 20],
    ):
        sheet.append(row)
    data = BytesIO()
    book.save(data)
    read = read_ledger(data.getvalue(), currency="EUR", locale="de_DE")
    assert [(expense.date, str(expense.paid)) for expense in read.expenses] == [
        (dt.date(2024, 5, 13), "1250.5 EUR"),
        (dt.date(2024, 5, 14), "20 EUR"),
    ]


@pytest.mark.skipif(not CASES.is_dir(), reason="the collection of lists is not here")
def test_lists_that_were_read_wrongly_once() -> None:
    wanted = {
        "dkb.csv": ("EUR", "de_DE", "1326.38"),
        "es.csv": ("EUR", "es_ES", "1012.50"),
        "sber.csv": ("RUB", "ru_RU", "11250.00"),
        "two-columns-inr.csv": ("INR", "en_IN", "120000.00"),
        "min2.csv": ("NGN", "en_NG", "1000.00"),
        "min3.csv": ("EUR", "en_IE", "1000.00"),
        "vd2.csv": ("GBP", "en_GB", "1000.00"),
        "cumul.csv": ("EUR", "en_IE", "1250.00"),
        "trailtotal.csv": ("EUR", "en_IE", "150.00"),
        "nubank.csv": ("BRL", "pt_BR", "1012.50"),
    }
    found = {}
    for name, (currency, locale, _) in wanted.items():
        read = read_ledger((CASES / name).read_bytes(), currency=currency, locale=locale)
        spent = sum(expense.paid.value for expense in read.expenses if isinstance(expense.paid, Amount))
        found[name] = f"{spent:.2f}"
    assert found == {name: spent for name, (_, _, spent) in wanted.items()}
