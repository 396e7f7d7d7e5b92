"""What must not stand in a public report, and the many numbers that look like it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportwizard.checks import privacy
from reportwizard.checks.privacy import bank_numbers, mail_addresses, phone_numbers
from support.cases import each_case
from support.small_reports import data_values, findings_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from reportwizard.kinds.values import Value


def matches(find: Callable[[str], Iterable[str]], text: str) -> list[str]:
    """What is found in a text."""
    return list(find(text))


@each_case(
    ("text", "number"),
    [
        ("Call Amina +254 712 345 678.", "+254 712 345 678"),
        ("(+254712345678)", "+254712345678"),
        ("+7(701)123-45-67", "+7(701)123-45-67"),
        ("+7\u00a0701\u00a0123\u00a045\u00a067", "+7 701 123 45 67"),
        ("00254 712 345 678", "00254 712 345 678"),
        ("+1 (555) 123-4567", "+1 (555) 123-4567"),
        ("+٩٦٦ ٥٠ ١٢٣ ٤٥٦٧", "+966 50 123 4567"),
        ("\u200e+62 812-3456-7890", "+62 812-3456-7890"),
        ("0712 345 678", "0712 345 678"),
        ("0712345678", "0712345678"),
        ("06 12 34 56 78", "06 12 34 56 78"),
        ("0812-3456-7890", "0812-3456-7890"),
        ("8 (701) 123-45-67", "8 (701) 123-45-67"),
        ("(555) 123-4567", "(555) 123-4567"),
        ("(11) 91234-5678", "(11) 91234-5678"),
        ("555-123-4567", "555-123-4567"),
        ("WhatsApp: 87011234567", "87011234567"),
        ("tel. 612 345 678", "612 345 678"),
        ("Phone no.: 1234567", "1234567"),
        ("тел.: 123-45-67", "123-45-67"),
        ("电话：13812345678", "13812345678"),
        ("هاتف: ٠٧١٢٣٤٥٦٧٨", "0712345678"),
        ("llamar al 55 1234 5678", "55 1234 5678"),
    ],
)
def test_phone_numbers_are_found_however_they_are_written(text: str, number: str) -> None:
    assert matches(phone_numbers, text) == [number]


@each_case(
    "text",
    [
        "User:Amina0712345678 and User: 0712345678",
        "G-RF-2411-17595, ID 22215712, report 00000000",
        "1 046 956,78 KZT, 193500.00, 1,234,567,890",
        "43.2567890, 76.9286000; -1.292066, 36.821945; +43.2567890 +76.9286000",
        "2023-10-03, 03.10.2023-05.10.2023, 01-02-2023 10 people, 2023-2024, 10:30-12:00",
        "ISBN 978-0-306-40615-7, ISBN 0-306-40615-2, ISBN 0306406152, ORCID 0000-0002-1825-0097",
        "https://wa.me/254712345678 https://example.org/0712345678",
        "+150 members, +1 000 000 views, +10 000 000 views, UTC+05:30",
        "phone credit 100 000, phone: 1 200 000 UZS, mobile data 150 000 000 VND",
        "Q12345678, 12 500 000 bytes, 1200 1300 1400 1500",
        "In 2023 (12) 345 articles; (2023) 1500 2000",
        "0.5 0.25 100 200 300; 2 021 345 678",
        "0712345678x, x0712345678, 0712345678%",
    ],
)
def test_other_numbers_are_not_phone_numbers(text: str) -> None:
    assert matches(phone_numbers, text) == []


@each_case(
    ("text", "address"),
    [
        ("Write to amina@example.org.", "amina@example.org"),
        ("(first.last+wiki@mail.example.co.uk)", "first.last+wiki@mail.example.co.uk"),
        ("mailto:x@y.org", "x@y.org"),
        ("почта@пример.рф", "почта@пример.рф"),
    ],
)
def test_mail_addresses(text: str, address: str) -> None:
    assert matches(mail_addresses, text) == [address]


@each_case(
    "text",
    [
        "@amina@social.example",
        "https://example.org/@amina https://example.org/?x=a@b.org",
        "wikimedia-l@lists.wikimedia.org",
        "Amina@kkwiki",
        "a @ b.org",
    ],
)
def test_handles_links_and_public_lists_are_not_mail_addresses(text: str) -> None:
    assert matches(mail_addresses, text) == []


@each_case(
    ("text", "number"),
    [
        ("GB82 WEST 1234 5698 7654 32", "GB82 WEST 1234 5698 7654 32"),
        ("IBAN DE89370400440532013000 AND MORE", "DE89370400440532013000"),
        ("NL91-ABNA-0417-1643-00", "NL91-ABNA-0417-1643-00"),
        ("4111 1111 1111 1111", "4111 1111 1111 1111"),
        ("5500-0000-0000-0004", "5500-0000-0000-0004"),
        ("3782 822463 10005", "3782 822463 10005"),
        ("4111111111111111", "4111111111111111"),
    ],
)
def test_accounts_and_cards_with_right_check_digits(text: str, number: str) -> None:
    assert matches(bank_numbers, text) == [number]


@each_case(
    "text",
    [
        "GB82 WEST 1234 5698 7654 33",
        "XX82 WEST 1234 5698 7654 32",
        "4111 1111 1111 1112",
        "1234 5678 9012 3452",
        "2019 2020 2021 2022",
        "https://example.org/4111111111111111",
        "4111 1111 1111 1111 1111 1111",
    ],
)
def test_numbers_with_wrong_check_digits_are_ignored(text: str) -> None:
    assert matches(bank_numbers, text) == []


@each_case(
    "link",
    [
        "https://t.me/+AbCdEf123",
        "https://t.me/joinchat/AAAA",
        "t.me/joinchat/AAAA",
        "https://chat.whatsapp.com/Invented",
        "https://discord.gg/invented",
        "https://discord.com/invite/invented",
    ],
)
def test_private_invitations(link: str) -> None:
    (finding,) = findings_of(privacy.privacy_invite, sharing_plan=f"Join us: {link}.")
    assert (finding.severity, data_values(finding, "found")) == ("warning", (link,))


@each_case("link", ["https://t.me/kkwiki_chat", "https://t.me/s/example", "https://discord.com/channels/1/2"])
def test_public_groups_are_ignored(link: str) -> None:
    assert findings_of(privacy.privacy_invite, sharing_plan=link) == []


def test_each_find_gives_one_finding_for_each_answer() -> None:
    table = {"editors": {"comments": "amina@example.org, or amina@example.org"}}
    first, second = findings_of(privacy.privacy_email, people_metrics=table, surprises="amina@example.org")
    assert (first.question, second.question) == ("surprises", "people_metrics")
    assert data_values(second, "found", "row", "column") == ("amina@example.org", "editors", "comments")
    assert first.message.startswith("“amina@example.org” is an e-mail address, and the report is public.")


def test_an_account_in_a_telephone_is_no_phone_number_too() -> None:
    text = "M-Pesa 0712 345 678, or call 0722 345 678."
    (account,) = findings_of(privacy.privacy_bank, surprises=text)
    (phone,) = findings_of(privacy.privacy_phone, surprises=text)
    assert (account.data["found"], phone.data["found"]) == ("0712 345 678", "0722 345 678")


def test_the_header_is_only_searched_for_addresses() -> None:
    answers = {"applicant_username": "amina@example.org", "project_title": "0712 345 678"}
    assert len(findings_of(privacy.privacy_email, **answers)) == 1
    assert findings_of(privacy.privacy_phone, **answers) == []


def test_questions_that_do_not_apply_are_not_searched() -> None:
    hidden: dict[str, Value] = {"data_difficulties": False, "data_difficulties_details": "Call 0712 345 678"}
    assert findings_of(privacy.privacy_phone, **hidden) == []
