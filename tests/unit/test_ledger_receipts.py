from __future__ import annotations

from typing import TYPE_CHECKING

from reportwizard.ledger.receipts import (
    missing_receipts,
    receipt_files,
)
from reportwizard.report.expense import Expense
from support.cases import each_case

if TYPE_CHECKING:
    from pathlib import Path


@each_case(
    ("text", "files"),
    [
        ("a.pdf", ("a.pdf",)),
        ("receipts/01.jpg", ("receipts/01.jpg",)),
        ("receipts\\01.JPG", ("receipts/01.JPG",)),
        ("./receipts/../a.pdf", ("a.pdf",)),
        ("a.pdf; b.png", ("a.pdf", "b.png")),
        ("a.pdf, b.png", ("a.pdf", "b.png")),
        ("Bus, May.pdf", ("Bus, May.pdf",)),
        ("чек № 5.jpeg", ("чек № 5.jpeg",)),
        *(
            (text, ())
            for text in ("", "12", "No. 12", "n/a", "yes", "https://example.org/a.pdf", "approx.", ".")
        ),
        ("x" * 2000 + ".pdf", ()),
    ],
)
def test_receipt_files_differ_from_numbers_and_links(text: str, files: tuple[str, ...]) -> None:
    assert receipt_files(text) == files


def test_missing_files_are_named_at_each_expense(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").touch()
    receipts = ("a.pdf", "b.pdf; a.pdf", "b.pdf", "12", "", f"{'x' * 300}.pdf")
    ledger = [Expense(receipt=receipt) for receipt in receipts]
    assert missing_receipts(ledger, tmp_path) == ((1, "b.pdf"), (2, "b.pdf"), (5, f"{'x' * 300}.pdf"))


def test_nothing_is_looked_for_outside_of_a_folder(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").touch()
    paths = (f"{tmp_path}/a.pdf", "C:\\a.pdf", "\\\\server\\a.pdf", "//server/a.pdf", "~/a.pdf")
    ledger = [Expense(receipt=path) for path in paths]
    assert [place for place, _ in missing_receipts(ledger, tmp_path)] == [0, 1, 2, 3, 4]
