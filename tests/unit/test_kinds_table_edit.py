"""Changes to a table: entries with words in them, pasted blocks, rows that come and go."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from reportwizard.forms.loader import load_form
from reportwizard.kinds.base import Region, Typed, Value
from reportwizard.kinds.table_edit import (
    MAX_ROWS,
    insert_row,
    paste_block,
    remove_row,
    split_block,
    strays,
    write_cell,
)
from support.cases import each_case

FORM = load_form("rapid-fund-final")
PEOPLE, CONTENT, OTHER = (FORM.by_id[id_] for id_ in ("people_metrics", "content_metrics", "other_metrics"))
REGION = Region("en", "KZT")
TARGET = PEOPLE.columns[0]


def test_words_beside_a_number_go_to_empty_comments() -> None:
    entry = write_cell(None, PEOPLE, "editors", TARGET, "about 40", REGION)
    assert entry.value == {"editors": {"target": 40, "comments": "Target: about 40"}}
    assert "“Target: about 40” is kept in “Comments”" in entry.remark


@each_case(
    ("comments", "after"),
    [
        ("the list of names", "the list of names; Target: about 40"),
        ("about 40, we think", "about 40, we think"),
        ("Target: 35+", "Target: about 40"),
        ("Target: 35+; a list; Result: 5+", "a list; Result: 5+; Target: about 40"),
        ("Target: of the application", "Target: of the application; Target: about 40"),
    ],
)
def test_words_go_below_comments_that_stand_already_and_replace_only_their_like(
    comments: str, after: str
) -> None:
    stored: Value = {"editors": {"comments": comments}}
    entry = write_cell(stored, PEOPLE, "editors", TARGET, "about 40", REGION)
    assert entry.value == {"editors": {"target": 40, "comments": after}}
    assert bool(entry.remark) is (comments != after)
    assert write_cell(entry.value, PEOPLE, "editors", TARGET, "about 40", REGION).value == entry.value


def test_a_table_without_comments_says_what_it_left_out() -> None:
    column = CONTENT.columns[0]
    entry = write_cell(None, CONTENT, "wikidata", column, "40 items", REGION)
    assert entry.value == {"wikidata": {"target": 40}}
    assert "without “items”" in entry.remark


def test_what_is_no_number_stays_as_typed() -> None:
    entry = write_cell(None, PEOPLE, "editors", TARGET, "twelve", REGION)
    assert entry.value == {"editors": {"target": Typed("twelve")}}


@each_case(
    ("text", "block"),
    [
        ("12", (("12",),)),
        ("a\tb\r\nc\td\r\n", (("a", "b"), ("c", "d"))),
        ('"two\nlines"\t"say ""hi"""\nz', (("two\nlines", 'say "hi"'), ("z",))),
        ('"40"\t"50"', (("40", "50"),)),
        ('"A name"', (('"A name"',),)),
        ('"never closed\tb', (('"never closed', "b"),)),
        ('5" wide\tb', (('5" wide', "b"),)),
        ("a\n\nb", (("a",), ("",), ("b",))),
        ("", (("",),)),
    ],
)
def test_a_copied_block_is_split_as_spreadsheets_write_it(
    text: str, block: tuple[tuple[str, ...], ...]
) -> None:
    assert split_block(text) == block


CELLS = st.text(alphabet='ab"\n\t ', max_size=6).map(lambda text: text.strip())


@given(st.lists(st.lists(CELLS, min_size=2, max_size=3), min_size=1, max_size=4))
def test_any_block_that_a_spreadsheet_writes_comes_back(rows: list[list[str]]) -> None:
    def written(cell: str) -> str:
        return '"' + cell.replace('"', '""') + '"' if set(cell) & set('"\n\t') else cell

    text = "".join("\t".join(map(written, row)) + "\n" for row in rows)
    assert split_block(text) == tuple(map(tuple, rows))


def test_a_block_fills_to_the_right_and_down() -> None:
    pasted = paste_block(None, PEOPLE, ("editors", "target"), [["26", "27"], ["1", "2", "a tool"]], REGION)
    assert pasted.value == {
        "editors": {"target": 26, "result": 27},
        "organizers": {"target": 1, "result": 2, "comments": "a tool"},
    }
    assert (pasted.filled, pasted.left_out) == (5, ())


def test_what_does_not_fit_is_named_in_order() -> None:
    block = [["1", "x", "y"], ["2"], ["3", "z"]]
    pasted = paste_block(None, CONTENT, ("wikispecies", "improved"), block, REGION)
    assert pasted.value == {"wikispecies": {"improved": 1}, "wikifunctions": {"improved": 2}}
    assert pasted.left_out == ("x", "y", "3", "z")


def test_an_empty_cell_of_a_block_changes_nothing() -> None:
    stored: Value = {"editors": {"target": 5, "result": 6}}
    pasted = paste_block(stored, PEOPLE, ("editors", "target"), [["", "7"]], REGION)
    assert pasted.value == {"editors": {"target": 5, "result": 7}}


def test_words_beside_a_pasted_number_go_below_pasted_comments() -> None:
    pasted = paste_block(None, PEOPLE, ("editors", "target"), [["about 40", "", "my list"]], REGION)
    assert pasted.value == {"editors": {"target": 40, "comments": "my list; Target: about 40"}}


def test_free_rows_grow_up_to_a_limit() -> None:
    block = [[f"name {number}"] for number in range(MAX_ROWS + 1)]
    pasted = paste_block(({"name": "first"},), OTHER, ("1", "name"), block, REGION)
    assert isinstance(pasted.value, tuple)
    assert len(pasted.value) == MAX_ROWS
    assert pasted.left_out == (f"name {MAX_ROWS - 1}", f"name {MAX_ROWS}")


ROWS: Value = ({"name": "A"}, {"name": "B"}, {"name": "C"})


def names(value: Value | None) -> list[object]:
    """The name of each row; a dot for an empty one."""
    assert value is None or isinstance(value, tuple)
    return [row.get("name", ".") for row in value or ()]


def test_rows_are_added_and_removed() -> None:
    assert names(insert_row(ROWS, 1)) == ["A", ".", "B", "C"]
    assert insert_row(ROWS, 3) == ROWS
    assert names(remove_row(ROWS, 1)) == ["A", "C"]
    assert remove_row(({"name": "A"},), 0) is None


def test_what_the_form_has_no_place_for_is_found() -> None:
    assert strays({"visitors": {"target": 5}, "editors": {"target": 1}}, PEOPLE) == (
        ("visitors", "target", 5),
    )
    assert strays(({"name": "A"}, {"colour": Typed("red")}), OTHER) == (("1", "colour", Typed("red")),)
    assert strays(Typed("text"), PEOPLE) == (("unread", "unread", Typed("text")),)
    assert strays(Typed("text"), OTHER) == (("1", "unread", Typed("text")),)
    assert strays(None, OTHER) == ()
