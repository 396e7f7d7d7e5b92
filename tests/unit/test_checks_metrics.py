"""Targets and results: what is missing, what is far off, what was copied."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportwizard.checks import metrics
from reportwizard.kinds.values import Typed
from support.cases import each_case
from support.small_reports import data_values, findings_of

if TYPE_CHECKING:
    from reportwizard.kinds.values import Value


def people(**row: Value) -> dict[str, Value]:
    """A table of people with one row."""
    return {"people_metrics": {"participants": row}}


def pages(**rows: tuple[int, int | None, int | None]) -> dict[str, Value]:
    """A table of pages: target, created and improved by project."""
    names = ("target", "created", "improved")
    cells = {
        row: {name: count for name, count in zip(names, counts, strict=True) if count is not None}
        for row, counts in rows.items()
    }
    return {"content_metrics": cells}


def test_a_target_without_a_result_is_named() -> None:
    (finding,) = findings_of(metrics.metrics_no_result, **people(target=32))
    assert (finding.severity, finding.question) == ("warning", "people_metrics")
    assert "“Number of participants”; the target was 32" in finding.message
    assert data_values(finding, "row", "target") == ("participants", 32)


@each_case(
    "row",
    [
        {"target": 32, "result": 0},
        {"target": 32, "result": Typed("some")},
        {"target": 0},
        {"result": 5},
        {"comments": "none"},
        {"target": Typed("many")},
    ],
)
def test_nothing_is_missing_without_a_target_or_with_any_result(row: dict[str, Value]) -> None:
    assert findings_of(metrics.metrics_no_result, **people(**row)) == []


def test_one_kind_of_pages_is_a_result() -> None:
    assert findings_of(metrics.metrics_no_result, **pages(wikipedia=(100, None, 3))) == []
    assert len(findings_of(metrics.metrics_no_result, **pages(wikipedia=(100, None, None)))) == 1


def test_other_metrics_are_checked_too() -> None:
    rows: Value = (
        {"name": "Photos used", "target": "50 %"},
        {"target": "8"},
        {"name": "Books", "target": "0"},
    )
    first, second = findings_of(metrics.metrics_no_result, other_metrics=rows)
    assert "“Photos used”; the target was 50 %" in first.message
    assert data_values(first, "row", "target") == ("0", "50 %")
    assert "“row 2”; the target was 8" in second.message


@each_case(("result", "codes"), [(15, ["low"]), (16, []), (48, []), (49, ["high"]), (0, ["low"])])
def test_results_below_half_or_above_one_and_a_half_of_the_target(result: int, codes: list[str]) -> None:
    answers = people(target=32, result=result)
    checks = {"low": metrics.metrics_low_result, "high": metrics.metrics_high_result}
    assert [name for name, check in checks.items() if findings_of(check, **answers)] == codes


def test_a_result_far_off_holds_its_figures() -> None:
    (finding,) = findings_of(metrics.metrics_low_result, **people(target=40, result=10))
    assert finding.severity == "note"
    assert data_values(finding, "row", "target", "result", "percent") == ("participants", 40, 10, 25)
    assert "in the comments of this row" in finding.message


def test_a_comment_excuses_a_result_far_off() -> None:
    low, high = metrics.metrics_low_result, metrics.metrics_high_result
    assert findings_of(low, **people(target=40, result=10, comments="It rained.")) == []
    assert findings_of(high, **people(target=4, result=10, comments="Many came.")) == []
    assert len(findings_of(high, **people(target=4, result=10, comments="  "))) == 1


def test_created_and_improved_pages_count_together() -> None:
    assert findings_of(metrics.metrics_low_result, **pages(wikipedia=(100, 10, 100))) == []
    assert findings_of(metrics.metrics_high_result, **pages(wikipedia=(100, 10, 100))) == []
    (finding,) = findings_of(metrics.metrics_high_result, **pages(wikidata=(20, 11, 26)))
    assert data_values(finding, "result", "percent") == (37, 185)
    assert "in one of your answers" in finding.message


def test_numbers_in_other_metrics_are_compared_where_they_are_nothing_else() -> None:
    rows: Value = ({"name": "Used", "target": "1 000", "result": "10"}, {"target": "about 90", "result": "1"})
    (finding,) = findings_of(metrics.metrics_low_result, other_metrics=rows)
    assert data_values(finding, "target", "result") == (1000, 10)


def test_results_equal_to_their_targets_are_found() -> None:
    answers = pages(wikipedia=(100, 10, 100), commons=(200, 71, 200), wikidata=(100, 3, 100))
    (finding,) = findings_of(metrics.metrics_equal_to_target, **answers)
    assert (finding.severity, finding.question) == ("note", "content_metrics")
    assert finding.message.startswith("All 3 numbers under “Result - Number of improved pages” equal")
    assert finding.data["targets"] == {"wikipedia": 100, "commons": 200, "wikidata": 100}


@each_case(
    "answers",
    [
        pages(wikipedia=(100, 10, 100), commons=(200, 71, 200), wikidata=(100, 3, 99)),
        pages(wikipedia=(100, 10, 100), commons=(200, 71, 200)),
        pages(wikipedia=(0, 0, 0), commons=(0, 0, 0), wikidata=(0, 0, 0)),
        pages(wikipedia=(100, 100, None), commons=(200, None, 200), wikidata=(50, 50, None)),
    ],
)
def test_two_equal_results_are_ignored(answers: dict[str, Value]) -> None:
    assert findings_of(metrics.metrics_equal_to_target, **answers) == []


def test_people_are_checked_too() -> None:
    rows: Value = {row: {"target": 8, "result": 8} for row in ("participants", "editors", "organizers")}
    assert len(findings_of(metrics.metrics_equal_to_target, people_metrics=rows)) == 1


def test_more_editors_than_participants() -> None:
    def both(participants: int, editors: int) -> list[object]:
        rows: Value = {"participants": {"result": participants}, "editors": {"result": editors}}
        return [
            data_values(finding, "participants", "editors")
            for finding in findings_of(metrics.metrics_more_editors_than_participants, people_metrics=rows)
        ]

    assert both(18, 22) == [(18, 22)]
    assert both(22, 22) == []
    assert findings_of(metrics.metrics_more_editors_than_participants, **people(result=3)) == []
    rows: Value = {"participants": {"result": 1128}, "editors": {"result": 1450}}
    (finding,) = findings_of(metrics.metrics_more_editors_than_participants, people_metrics=rows)
    assert finding.message.startswith("There are 1,450 editors but only 1,128 participants.")


@each_case("value", [Typed("{"), {"participants": Typed("?")}, {"nobody": {"target": 1}}, ()])
def test_an_answer_that_is_no_table_is_ignored(value: Value) -> None:
    for check in (metrics.metrics_low_result, metrics.metrics_equal_to_target):
        assert findings_of(check, people_metrics=value, other_metrics=value) == []
    assert findings_of(metrics.metrics_more_editors_than_participants, people_metrics=value) == []
