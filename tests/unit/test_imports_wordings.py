"""Where a wording is in a text: at the start of a line, after its number, or in the middle of a sentence."""

from __future__ import annotations

from typing import Any

from reportwizard.imports.wordings import (
    AFTER_ITS_NUMBER,
    AT_LINE_START,
    FUZZY,
    IN_A_LINE,
    Label,
    find_places,
    plain_words,
    split_rows,
    text_after,
    text_below,
    tokenize,
)


def label(key: str, wording: str, order: int, number: str = "", **options: Any) -> Label:
    return Label(key, plain_words(wording), order, number, **options)


CAME = label("came", "How many came", 10, "1")
BY_BUS = label("bus", "How many came by bus", 12)
STAYED = label("stayed", "Who stayed for the night", 20, "2", inline=True)
PLAN = label("plan", "What is your plan to share your project learnings and results with others", 30, "6")
PART = label("", "Part 2 Learning", 100, whole_line=True)
LABELS = [CAME, BY_BUS, STAYED, PLAN, PART]


def found(text: str, *labels: Label, fuzzy: bool = True) -> list[tuple[str, str, int]]:
    places = find_places(tokenize(text), labels or LABELS, fuzzy=fuzzy)
    return [(place.label.key, text[place.start : place.end], place.weight) for place in places]


def test_a_wording_is_found_by_its_place_in_the_line() -> None:
    for text, places in (
        ("1. How many came? (required)\n\n12", [("came", "1. How many came? (required)", AT_LINE_START)]),
        ("Rain.\n1) How many came (optional): 12", [("came", "1) How many came (optional):", AT_LINE_START)]),
        ("a b\n" + "  • " * 8 + "HOW “many” came", [("came", "  • " * 8 + "HOW “many” came", AT_LINE_START)]),
        ("I asked how many came", []),
        (f"{'x' * 38} how many came", []),
        (f"{' ' * 41}How many came", []),
        (f"{' ' * 39}How many came", [("came", f"{' ' * 39}How many came", AT_LINE_START)]),
        ("Rain. 1. How many came? 12", [("came", "1. How many came?", AFTER_ITS_NUMBER)]),
        ("Rain. 2. How many came? 12", []),
        ("Rain 1 How many came? 12", []),
        ("Question 1: How many came?\n*\nx", [("came", "Question 1: How many came?", AT_LINE_START)]),
        ("Q1. How many came? *\n12", [("came", "Q1. How many came? *", AT_LINE_START)]),
        ("１．How many came\n12", [("came", "１．How many came", AT_LINE_START)]),
        ("1️⃣ How many came\n12", [("came", "1️⃣ How many came", AT_LINE_START)]),
        ("1. How many came?\n(required)\n12", [("came", "1. How many came?\n(required)", AT_LINE_START)]),
        ("1. How many came?\n(required) reading", [("came", "1. How many came?", AT_LINE_START)]),
        ("1. How many came (Required.)\n12", [("came", "1. How many came (Required.)", AT_LINE_START)]),
        ("Rain. 2. Who stayed for the night", [("stayed", "2. Who stayed for the night", AFTER_ITS_NUMBER)]),
        ("Rain. 7. Who stayed for the night? 1", [("stayed", "7. Who stayed for the night?", IN_A_LINE)]),
        ("We took plan A. Who stayed for the night", [("stayed", "Who stayed for the night", IN_A_LINE)]),
        ("Rain, who stayed for the night", [("stayed", "who stayed for the night", IN_A_LINE)]),
        ("a\nPart 2: Learning edit\nb", [("", "Part 2: Learning", AT_LINE_START)]),
        ("a\n| Part 2: Learning |\nb", [("", "| Part 2: Learning", AT_LINE_START)]),
        ("a\nPart 2: Learning was fun\nb", []),
        ("How many came by bus\n3", [("bus", "How many came by bus", AT_LINE_START)]),
    ):  # fmt: skip
        assert found(text) == places, text
        assert found(text, fuzzy=False) == places, text


def test_a_long_wording_may_differ_by_a_few_words() -> None:
    for text, is_found in (
        ("6. What is your plan to share the project learnings and results with others?\nA blog", True),
        ("edit6. What is your plan to share the project learnings and results with others?\nA blog", True),
        ("Is your plan to share your project learnings and results with others?\nA blog", True),
        ("What was your plan to share your project learnings and results with others: A blog", True),
        ("What is your plan to share your project learnings and results, and all that we saw there", False),
        ("6. What is my plan to tell the project learnings and results to friends?\nA blog", False),
        ("Rain. What is your plan to share the project learnings and results with others?\nA blog", False),
        ("What is your plan to share\n\nthe project learnings and results with others?\nA blog", False),
        ("How much came", False),
    ):
        places = found(text)
        assert [(key, weight) for key, _, weight in places] == ([("plan", FUZZY)] if is_found else []), text
        assert found(text, fuzzy=False) == []
    long = label("long", "Please tell us in your own words who stayed for the night and why they did so", 40)
    text = "Please tell us in your words who stayed for the night and why they did so?"
    assert found(text, STAYED, long) == [("long", text, FUZZY)]
    assert found("Rain.\n6. What is your plan to share the project learnings and results with others? A")[0][
        1
    ] == ("6. What is your plan to share the project learnings and results with others?")


def test_of_several_places_the_one_in_the_form_s_order_is_taken() -> None:
    def starts(text: str) -> list[tuple[str, int]]:
        return [(place.label.key, place.start) for place in find_places(tokenize(text), LABELS)]

    for text, places in (
        ("How many came\n3\nHow many came\n4", [("came", 0)]),
        ("Who stayed for the night\nHow many came\nWho stayed for the night", [("came", 25), ("stayed", 39)]),
        ("Who stayed for the night\nHow many came", [("stayed", 0), ("came", 25)]),
        ("Part 2 Learning\nHow many came\nPart 2 Learning\n", [("came", 16), ("", 30)]),
        ("Part 2 Learning\nPart 2 Learning\n", [("", 16)]),
        ("who stayed for the night, how many came\nHow many came\nWho stayed for the night",
         [("came", 40), ("stayed", 54)]),
        ("How many came by bus\nHow many came", [("bus", 0), ("came", 21)]),
    ):  # fmt: skip
        assert starts(text) == places, text


def test_only_one_of_the_labels_with_the_same_order_is_found() -> None:
    other = label("came", "The number of guests", 10)
    assert found("How many came\n3\nThe number of guests\n3", CAME, other) == [
        ("came", "How many came", AT_LINE_START)
    ]


def test_after_many_similar_lines_no_more_are_compared() -> None:
    similar = "What is your plan to share our own old words with me?\n" * 405
    plan = "What is your plan to share the project learnings and results with others?"
    assert found(similar + plan) == []
    assert found(similar[: 54 * 390] + plan) == [("plan", plan, FUZZY)]


def test_a_text_is_split_into_words() -> None:
    words = tokenize("edit1. A–b_c d’e É\u00a02")
    assert words.words == ["edit", "1", "a", "b", "c", "d", "e", "é", "2"]
    assert words.starts == [0, 4, 7, 9, 11, 13, 15, 17, 19]
    assert words.ends == [4, 5, 8, 10, 12, 14, 16, 18, 20]
    assert plain_words("Straße, Ünïcode_x") == ("strasse", "ünïcode", "x")
    for text, start, rest in (
        ("A b, c d", ("a", "b"), ", c d"),
        ("A b", ("a", "b"), ""),
        ("A b", ("a", "c"), None),
        ("A", ("a", "b"), None),
        (" x", (), " x"),
    ):
        assert text_after(text, start) == rest


def test_a_text_is_split_at_its_labels() -> None:
    text = "How many came\n3\nWho stayed for the night? Nobody"
    places = find_places(tokenize(text), LABELS)
    assert [(label.key, below) for label, below in text_below(text, places)] == [
        ("came", "\n3\n"),
        ("stayed", " Nobody"),
    ]
    assert split_rows(f"Above\n{text}", [CAME, STAYED]) == (
        "Above\n",
        [("came", "\n3\n"), ("stayed", " Nobody")],
    )
    assert split_rows("Above", [CAME]) == ("Above", [])
    similar = "What is your plan to share the project learnings and results with others? A"
    assert split_rows(similar, [PLAN]) == (similar, [])
