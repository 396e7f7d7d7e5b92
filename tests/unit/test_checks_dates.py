"""Days that have passed, come soon, or are in the wrong order; `today` is given, never read."""

from __future__ import annotations

from datetime import date, timedelta

from reportwizard.checks import dates
from reportwizard.checks.registry import run_checks
from reportwizard.forms.loader import load_form
from reportwizard.kinds.values import Typed, Value
from reportwizard.report.due import due_status, mark_handed_in
from reportwizard.report.report import Report
from support.cases import each_case
from support.small_reports import data_values, findings_of, small_report

DUE = date(2027, 1, 30)
AFTER = DUE + timedelta(days=9)


@each_case(
    ("days", "codes"),
    [(-8, []), (-7, ["soon"]), (-1, ["soon"]), (0, ["soon"]), (1, ["overdue"]), (400, ["overdue"])],
)
def test_findings_around_the_due_date(days: int, codes: list[str]) -> None:
    report, today = small_report(due_date=DUE), DUE + timedelta(days=days)
    checks = {"soon": dates.dates_soon, "overdue": dates.dates_overdue}
    assert [name for name, check in checks.items() if list(check(report, today))] == codes


def test_dated_findings_change_only_when_the_due_date_gets_near_or_passes() -> None:
    # The cache of the list of drafts counts again on such days alone.
    report = small_report(due_date=DUE)
    days = [DUE + timedelta(days=days) for days in range(-40, 41)]
    counted = {due_status(DUE, day): set[int]() for day in days}
    for day in days:
        counted[due_status(DUE, day)].add(len(run_checks(report, day)))
    assert set(counted) == {"", "soon", "late"}
    assert all(len(numbers) == 1 for numbers in counted.values())
    assert {due_status(None, day) for day in days} == {""}


def test_overdue_counts_the_days() -> None:
    (finding,) = dates.dates_overdue(small_report(due_date=DUE), date(2027, 2, 9))
    assert (finding.severity, finding.question) == ("warning", "due_date")
    assert "due on 30 January 2027, 10 days ago" in finding.message
    assert data_values(finding, "due", "days") == ("2027-01-30", 10)
    (yesterday,) = dates.dates_overdue(small_report(due_date=DUE), date(2027, 1, 31))
    assert "1 day ago" in yesterday.message


def test_soon_counts_the_days() -> None:
    (finding,) = dates.dates_soon(small_report(due_date=DUE), DUE)
    assert finding.severity == "note"
    assert "due today, on 30 January 2027" in finding.message
    assert finding.message.endswith("ask your program officer today.")
    (tomorrow,) = dates.dates_soon(small_report(due_date=DUE), DUE - timedelta(days=1))
    assert "due in 1 day," in tomorrow.message


def test_a_report_that_was_handed_in_is_never_late() -> None:
    assert [*dates.dates_overdue(small_report(due_date=DUE, report_status="under_review"), AFTER)]
    report = mark_handed_in(small_report(due_date=DUE), DUE)
    assert list(dates.dates_overdue(report, AFTER)) == []
    assert list(dates.dates_soon(report, DUE)) == []


@each_case("due", [Typed("soon"), None])
def test_without_a_due_date_there_is_no_finding(due: Typed | None) -> None:
    report = small_report().with_answer("due_date", due)
    assert [*dates.dates_overdue(report, DUE), *dates.dates_soon(report, DUE)] == []


def test_an_end_before_the_start_is_found() -> None:
    days: dict[str, Value] = {"project_start": date(2026, 12, 31), "project_end": date(2026, 10, 1)}
    (finding,) = findings_of(dates.dates_order, **days)
    assert (finding.severity, finding.question) == ("warning", "project_end")
    assert data_values(finding, "start", "end") == ("2026-12-31", "2026-10-01")
    assert "ends on 1 October 2026, before it starts on 31 December 2026" in finding.message


def test_a_project_of_one_day_or_without_a_start_is_in_order() -> None:
    assert findings_of(dates.dates_order, project_start=DUE, project_end=DUE) == []
    assert findings_of(dates.dates_order, project_end=DUE) == []
    assert findings_of(dates.dates_order, project_start=DUE, project_end=Typed("June")) == []


def test_all_checks_together_read_no_clock() -> None:
    report = small_report(due_date=date(1990, 1, 1))
    assert not [finding for finding in run_checks(report) if finding.code.startswith("dates.")]
    late = [finding for finding in run_checks(report, date(1990, 1, 3)) if finding.code.startswith("dates.")]
    assert [finding.data["days"] for finding in late] == [2]


def test_a_date_outside_the_project_is_found_in_the_language_of_the_report() -> None:
    days = {"project_start": date(2026, 7, 1), "project_end": date(2026, 11, 10)}
    texts = {
        "es_PE": ("Empezamos el 14 de marzo de 2025 con 12 personas.", "14 de marzo de 2025"),
        "fr_FR": ("Le 1er février 2025 nous avons commencé, 12 places.", "1er février 2025"),
        "de_DE": ("Das Treffen am 3. März 2025 war gut besucht.", "3. März 2025"),
        "ru_RU": ("Встреча прошла 14 марта 2025 года.", "14 марта 2025"),
        "pt_BR": ("Começamos em 03/04/2025.", "03/04/2025"),
        "zh_TW": ("我們於2025年3月14日見面。", "2025年3月14日"),
        "ko_KR": ("2025년 3월 14일에 모였다.", "2025년 3월 14일"),
        "ar_EG": ("التقينا في ١٤ مارس ٢٠٢٥ في القاهرة.", "١٤ مارس ٢٠٢٥"),
        "vi_VN": ("Ngày 14 tháng 3 năm 2025 chúng tôi gặp nhau.", "14 tháng 3 năm 2025"),
        "en": ("We met on 03/04/2025 and on March 14th, 2025.", "03/04/2025"),
    }
    form = load_form("rapid-fund-final")
    for locale, (text, written) in texts.items():
        report = Report(form, {**days, "activities_and_results": text}, locale=locale)
        assert [finding.data["found"] for finding in dates.dates_outside(report)][:1] == [written], locale
        inside: dict[str, Value] = {**days, "activities_and_results": "3/8/2026, 5.9.2026"}
        report = Report(form, inside, locale=locale)
        assert not list(dates.dates_outside(report)), locale
