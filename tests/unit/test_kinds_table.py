"""Tables: what is stored is never dropped, whatever the form says about it."""

from __future__ import annotations

from reportwizard.forms.loader import load_form
from reportwizard.kinds.base import Region, Typed, Value
from reportwizard.kinds.registry import KINDS
from reportwizard.kinds.table import with_cell
from support.cases import each_case

TABLE = KINDS["table"]
FORM = load_form("rapid-fund-final")
PEOPLE, OTHER = FORM.by_id["people_metrics"], FORM.by_id["other_metrics"]
REGION = Region("en", "KZT")


def test_a_cell_is_set_in_the_order_of_the_form() -> None:
    value = with_cell(None, PEOPLE, "organizers", "result", 3)
    value = with_cell(value, PEOPLE, "participants", "comments", "a list")
    value = with_cell(value, PEOPLE, "participants", "target", 40)
    assert value == {"participants": {"target": 40, "comments": "a list"}, "organizers": {"result": 3}}
    assert isinstance(value, dict)
    assert list(value) == ["participants", "organizers"]
    assert list(value["participants"]) == ["target", "comments"]


def test_emptying_the_last_cell_leaves_no_answer() -> None:
    value = with_cell(None, PEOPLE, "editors", "target", 3)
    assert with_cell(value, PEOPLE, "editors", "target", None) is None
    free = with_cell(None, OTHER, "2", "name", "Schools")
    assert free == ({}, {}, {"name": "Schools"})
    assert with_cell(free, OTHER, "2", "name", None) is None


UNKNOWN_ROW: Value = {"visitors": {"target": 5}}
UNKNOWN_COLUMN: Value = {"editors": {"colour": Typed("red")}}


@each_case("stored", [UNKNOWN_ROW, UNKNOWN_COLUMN, Typed("a text"), "a text"])
def test_what_a_fixed_table_does_not_know_stays_when_a_cell_is_set(stored: Value) -> None:
    changed = with_cell(stored, PEOPLE, "participants", "target", 1)
    assert isinstance(changed, dict)
    assert changed.pop("participants") == {"target": 1}
    assert changed == (stored if isinstance(stored, dict) else {"unread": {"unread": stored}})


def test_what_a_free_table_does_not_know_stays_when_a_cell_is_set() -> None:
    stored: Value = ({"name": "Schools", "colour": Typed("red")},)
    assert with_cell(stored, OTHER, "0", "name", None) == ({"colour": Typed("red")},)
    kept = with_cell(Typed("a text"), OTHER, "0", "name", "Schools")
    assert kept == ({"name": "Schools"}, {"unread": Typed("a text")})


@each_case(
    ("question", "plain", "value"),
    [
        ("people_metrics", {"editors": "twelve"}, {"editors": {"unread": Typed("twelve")}}),
        ("people_metrics", {"x": {"y": {"typed": "z"}}}, {"x": {"y": Typed("z")}}),
        ("people_metrics", [1, 2], Typed("[1, 2]")),
        ("other_metrics", [{"name": "A"}, {}, "B", {}], ({"name": "A"}, {}, {"unread": Typed("B")})),
        ("other_metrics", {"a": {"b": 1}}, Typed('{"a": {"b": 1}}')),
    ],
)
def test_a_draft_of_another_shape_is_kept(question: str, plain: object, value: Value) -> None:
    asked = FORM.by_id[question]
    taken = TABLE.from_plain(plain, asked, REGION)
    assert taken == value
    assert taken is not None
    assert TABLE.from_plain(TABLE.to_plain(taken), asked, REGION) == taken
    assert TABLE.problems(taken, asked, REGION)


def test_every_cell_without_a_place_is_named() -> None:
    stored: Value = {"visitors": {"target": 5}, "editors": {"target": Typed("twelve")}}
    found = {problem.cell: problem.message for problem in TABLE.problems(stored, PEOPLE, REGION)}
    assert "no place for “visitors, target”" in found["visitors", "target"]
    assert "twelve" in found["editors", "target"]
