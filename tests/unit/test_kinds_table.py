"""Tables: what is stored is never dropped; cells are typed, blocks pasted, rows come and go."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from reportwizard.forms.loader import load_form
from reportwizard.kinds import table
from reportwizard.kinds.registry import KINDS
from reportwizard.kinds.values import Region, Typed, Value
from support.cases import each_case

TABLE = KINDS["table"]
FORM = load_form("rapid-fund-final")
PEOPLE, CONTENT, OTHER = (FORM.by_id[id_] for id_ in ("people_metrics", "content_metrics", "other_metrics"))
REGION = Region("en", "KZT")
TARGET = PEOPLE.columns[0]


def test_a_cell_is_set_in_the_order_of_the_form() -> None:
    value = table.with_cell(None, PEOPLE, "organizers", "result", 3)
    value = table.with_cell(value, PEOPLE, "participants", "comments", "a list")
    value = table.with_cell(value, PEOPLE, "participants", "target", 40)
    assert value == {"participants": {"target": 40, "comments": "a list"}, "organizers": {"result": 3}}
    assert isinstance(value, dict)
    assert list(value) == ["participants", "organizers"]
    assert list(value["participants"]) == ["target", "comments"]


def test_emptying_the_last_cell_leaves_no_answer() -> None:
    value = table.with_cell(None, PEOPLE, "editors", "target", 3)
    assert table.with_cell(value, PEOPLE, "editors", "target", None) is None
    free = table.with_cell(None, OTHER, "2", "name", "Schools")
    assert free == ({}, {}, {"name": "Schools"})
    assert table.with_cell(free, OTHER, "2", "name", None) is None


UNKNOWN_ROW: Value = {"visitors": {"target": 5}}
UNKNOWN_COLUMN: Value = {"editors": {"colour": Typed("red")}}


@each_case("stored", [UNKNOWN_ROW, UNKNOWN_COLUMN, Typed("a text"), "a text"])
def test_what_a_fixed_table_does_not_know_stays_when_a_cell_is_set(stored: Value) -> None:
    changed = table.with_cell(stored, PEOPLE, "participants", "target", 1)
    assert isinstance(changed, dict)
    assert changed.pop("participants") == {"target": 1}
    assert changed == (stored if isinstance(stored, dict) else {"unread": {"unread": stored}})


def test_what_a_free_table_does_not_know_stays_when_a_cell_is_set() -> None:
    stored: Value = ({"name": "Schools", "colour": Typed("red")},)
    assert table.with_cell(stored, OTHER, "0", "name", None) == ({"colour": Typed("red")},)
    kept = table.with_cell(Typed("a text"), OTHER, "0", "name", "Schools")
    assert kept == ({"name": "Schools"}, {"unread": Typed("a text")})


@each_case(
    ("question", "plain", "value"),
    [
        ("people_metrics", {"editors": "twelve"}, {"editors": {"unread": Typed("twelve")}}),
        ("people_metrics", {"x": {"y": {"typed": "z"}}}, {"x": {"y": Typed("z")}}),
        ("people_metrics", [1, 2], Typed("[1, 2]")),
        ("people_metrics", {"typed": "Target\tResult\n12\t9"}, Typed("Target\tResult\n12\t9")),
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
    assert "no place for “visitors”" in found["visitors", "target"]
    assert "twelve" in found["editors", "target"]


def test_words_beside_a_number_go_to_empty_comments() -> None:
    entry = table.write_cell(None, PEOPLE, "editors", TARGET, "about 40", REGION)
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
def test_words_are_added_to_comments_and_replace_only_their_older_note(comments: str, after: str) -> None:
    stored: Value = {"editors": {"comments": comments}}
    entry = table.write_cell(stored, PEOPLE, "editors", TARGET, "about 40", REGION)
    assert entry.value == {"editors": {"target": 40, "comments": after}}
    assert bool(entry.remark) is (comments != after)
    assert table.write_cell(entry.value, PEOPLE, "editors", TARGET, "about 40", REGION).value == entry.value


def test_a_word_for_what_the_row_counts_needs_no_comment() -> None:
    for text in ("24 մարդ", "24 personas", "24 Editors.", "24 人"):
        entry = table.write_cell(None, PEOPLE, "editors", TARGET, text, REGION)
        assert entry == table.Entry({"editors": {"target": 24}})
    entry = table.write_cell(None, CONTENT, "wikidata", CONTENT.columns[0], "24 people", REGION)
    assert "without “people”" in entry.remark


def test_what_is_typed_behind_a_note_is_set_apart() -> None:
    texts = {
        "": "",
        "40": "40",
        "a list": "a list",
        "Target: about 40": "Target: about 40; ",
        "a list; Target: about 40": "a list; Target: about 40; ",
        "Target: about 40; a list": "Target: about 40; a list",
        "Target: of the application": "Target: of the application",
    }
    assert {text: table.with_note_separator(text, PEOPLE, REGION) for text in texts} == texts


def test_a_table_without_comments_says_what_it_left_out() -> None:
    column = CONTENT.columns[0]
    entry = table.write_cell(None, CONTENT, "wikidata", column, "40 items", REGION)
    assert entry.value == {"wikidata": {"target": 40}}
    assert "without “items”" in entry.remark


def test_what_is_no_number_stays_as_typed() -> None:
    entry = table.write_cell(None, PEOPLE, "editors", TARGET, "twelve", REGION)
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
    assert table.split_block(text) == block


CELLS = st.text(alphabet='ab"\n\t ', max_size=6).map(lambda text: text.strip())


@given(st.lists(st.lists(CELLS, min_size=2, max_size=3), min_size=1, max_size=4))
def test_any_block_that_a_spreadsheet_writes_comes_back(rows: list[list[str]]) -> None:
    def written(cell: str) -> str:
        return '"' + cell.replace('"', '""') + '"' if set(cell) & set('"\n\t') else cell

    text = "".join("\t".join(map(written, row)) + "\n" for row in rows)
    assert table.split_block(text) == tuple(map(tuple, rows))


def test_a_block_fills_to_the_right_and_down() -> None:
    pasted = table.paste_block(
        None, PEOPLE, ("editors", "target"), [["26", "27"], ["1", "2", "a tool"]], REGION
    )
    assert pasted.value == {
        "editors": {"target": 26, "result": 27},
        "organizers": {"target": 1, "result": 2, "comments": "a tool"},
    }
    assert (pasted.filled, pasted.left_out) == (5, ())


def test_the_headings_of_a_copied_table_are_no_row() -> None:
    for headings in (["Name", "Description", "", "result"], ["Other Metrics name", "Metrics Description"]):
        block = [headings, ["Women", "Women who came", "15", "19"]]
        pasted = table.paste_block(None, OTHER, ("0", "name"), block, REGION)
        assert pasted.filled == 4
        assert pasted.value == table.paste_block(None, OTHER, ("0", "name"), block[1:], REGION).value
    assert table.paste_block(None, OTHER, ("0", "name"), [["Name"], ["Women"]], REGION).filled == 2


def test_what_does_not_fit_is_named_in_order() -> None:
    block = [["1", "x", "y"], ["2"], ["3", "z"]]
    pasted = table.paste_block(None, CONTENT, ("wikispecies", "improved"), block, REGION)
    assert pasted.value == {"wikispecies": {"improved": 1}, "wikifunctions": {"improved": 2}}
    assert pasted.left_out == ("x", "y", "3", "z")


def test_an_empty_cell_of_a_block_changes_nothing() -> None:
    stored: Value = {"editors": {"target": 5, "result": 6}}
    pasted = table.paste_block(stored, PEOPLE, ("editors", "target"), [["", "7"]], REGION)
    assert pasted.value == {"editors": {"target": 5, "result": 7}}


def test_words_beside_a_pasted_number_go_below_pasted_comments() -> None:
    pasted = table.paste_block(None, PEOPLE, ("editors", "target"), [["about 40", "", "my list"]], REGION)
    assert pasted.value == {"editors": {"target": 40, "comments": "my list; Target: about 40"}}


def test_free_rows_grow_up_to_a_limit() -> None:
    block = [[f"name {number}"] for number in range(table.MAX_ROWS + 1)]
    pasted = table.paste_block(({"name": "first"},), OTHER, ("1", "name"), block, REGION)
    assert isinstance(pasted.value, tuple)
    assert len(pasted.value) == table.MAX_ROWS
    assert pasted.left_out == (f"name {table.MAX_ROWS - 1}", f"name {table.MAX_ROWS}")


ROWS: Value = ({"name": "A"}, {"name": "B"}, {"name": "C"})


def names(value: Value | None) -> list[object]:
    """The name of each row; a dot for an empty one."""
    assert value is None or isinstance(value, tuple)
    return [row.get("name", ".") for row in value or ()]


def test_rows_are_added_and_removed() -> None:
    assert names(table.insert_row(ROWS, 1)) == ["A", ".", "B", "C"]
    assert table.insert_row(ROWS, 3) == ROWS
    assert names(table.remove_row(ROWS, 1)) == ["A", "C"]
    assert table.remove_row(({"name": "A"},), 0) is None


def test_what_the_form_has_no_place_for_is_found() -> None:
    assert table.strays({"visitors": {"target": 5}, "editors": {"target": 1}}, PEOPLE) == (
        ("visitors", "target", 5),
    )
    assert table.strays(({"name": "A"}, {"colour": Typed("red")}), OTHER) == (("1", "colour", Typed("red")),)
    assert table.strays(Typed("text"), PEOPLE) == (("unread", "unread", Typed("text")),)
    assert table.strays(Typed("text"), OTHER) == (("1", "unread", Typed("text")),)
    assert table.strays(None, OTHER) == ()
