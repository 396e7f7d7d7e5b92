"""Lines that the wiki, the browser or a mail program add to a page."""

from __future__ import annotations

from reportwizard.imports.layout import is_navigation, split_foot, tidy_page, unwrap, wrap_width
from support.published_pages import LAYOUT

ADDRESS = 'Retrieved from "https://meta.wikimedia.org/wiki/X"'
VERSION = "https://meta.wikimedia.org/w/index.php?title=X&oldid=23"
EDITED = "This page was last edited on 2 May 2024, at 10:00."
TIME = "Бұл бет 2024 жылғы 2 мамырда, 10:00 өңделді."
LICENCE = "Text is available under the licence"


def test_section_marks_are_removed() -> None:
    for text, tidy in (
        ("Walks[edit]\nWe met", "Walks\nWe met"),
        ("Walks [edit]\n\nWe met", "Walks\n\nWe met"),
        ("Walks\n\n[edit]\n\nWe met", "Walks\n\nWe met"),
        ("Walks\n[edit]\nWe met", "Walks\nWe met"),
        ("[edit]We met", "We met"),
        ("Walks[edit | edit source]", "Walks"),
        ("We [edit] pages\nedit\nmore", "We [edit] pages\nedit\nmore"),
        ("Part 3: Metrics\nedit\n\nWalks\n\nedit\n\nWe met", "Part 3: Metrics\n\nWalks\n\nWe met"),
        ("Review notes from us:\n\nedit\nWe met", "Review notes from us:\n\nedit\nWe met"),
        ("Part 3: Metrics edit\nWe met", "Part 3: Metrics\nWe met"),
        ("Part 3: MetricsEdit\nWe met", "Part 3: Metrics\nWe met"),
        ("Part 3: Metrics өңдеу\nWe met", "Part 3: Metrics өңдеу\nWe met"),
        ("Part 2: Learning өңдеу\nPart 3: Metrics өңдеу", "Part 2: Learning\nPart 3: Metrics"),
        ("Part 2: Learning ==\nPart 3: Metrics ==\nWalks ==", "Part 2: Learning\nPart 3: Metrics\nWalks =="),
        (
            "Part 2: Learning was fun\nPart 2: Learning was fun",
            "Part 2: Learning was fun\nPart 2: Learning was fun",
        ),
        ("> a\n>\n>> b\n> c", "a\n\n> b\nc"),
        ("> a\nb", "> a\nb"),
        ("a\r\nb\x1b[31m", "a\nb"),
    ):
        assert tidy_page(text, LAYOUT) == tidy, text


def test_no_break_spaces_are_replaced_if_the_headings_have_them_too() -> None:
    assert tidy_page("Part\xa03: Metrics\na\xa0b", LAYOUT) == "Part 3: Metrics\na b"
    assert tidy_page("Part 3: Metrics\na\xa0b", LAYOUT) == "Part 3: Metrics\na\xa0b"


def test_lines_are_joined_where_the_next_word_did_not_fit() -> None:
    for text, width, joined in (
        ("aaa bbb\nccc", 10, "aaa bbb ccc"),
        ("aaa bbb\nccc", 11, "aaa bbb\nccc"),
        ("aaa bbb\nccc d e", 11, "aaa bbb\nccc d e"),
        ("aaa bbb\nccc d e\nfff", 10, "aaa bbb ccc d e fff"),
        ("aaa bbb\n\nccc", 7, "aaa bbb\n\nccc"),
        ("aaa bbb\n- ccc", 7, "aaa bbb\n- ccc"),
        ("aaa bbb\n# ccc\n> d", 7, "aaa bbb\n# ccc\n> d"),
        ("   \nccc", 2, "   \nccc"),
        ("aaa", 2, "aaa"),
        ("", 2, ""),
    ):
        assert unwrap(text, width) == joined, text


def test_the_width_is_that_of_the_longest_line_with_several_words() -> None:
    assert wrap_width("a b c\nabcdefghij\n abcdefghijk\nd e") == 5
    assert wrap_width("abc\n") == 0


def test_the_foot_is_a_run_of_lines_that_only_a_wiki_prints() -> None:
    for foot in (
        (ADDRESS, EDITED),
        (ADDRESS, "Privacy policy"),
        (LICENCE, "Categories: A | B: C"),
        (VERSION, TIME),
        (TIME, "Privacy policy", "About Meta"),
        ("Privacy policy", "", "  • About Meta", TIME),
    ):
        text = "\n".join(("Thanks.", "", *foot))
        assert split_foot(text) == ("Thanks.\n", ()), foot
        assert split_foot(f"{text}\nX more X\n\nAnd one") == ("Thanks.\n", ("X more X", "And one"))


def test_other_lines_are_no_foot() -> None:
    for lines in (
        ("Thanks.",),
        (ADDRESS,),
        (ADDRESS, "Thanks.", EDITED),
        ("Privacy policy", "About Meta", "Disclaimers"),
        (TIME, "Privacy policy"),
        (TIME, TIME, TIME),
        ("We met on 2 May 2024, at 10:00.", "And again on 3 May 2024 at 11:00."),
        ("Retrieved from https://example.org/lake", "This page was last edited by us."),
    ):
        text = "\n".join(("Thanks.", *lines))
        assert split_foot(text) == (text, ()), lines


def test_the_signature_of_a_mail_is_no_part_of_the_last_answer() -> None:
    assert split_foot("Rain.\n\n-- \nAda Hill\nChair\n") == ("Rain.\n", ("Ada Hill\nChair",))
    long = "Rain.\n\n--\n" + "A line of the answer.\n" * 20
    assert split_foot(long) == (long, ())


def test_only_the_end_of_a_long_text_can_be_a_foot() -> None:
    foot = f"{ADDRESS}\n{EDITED}"
    long = "word\n" * 3000
    assert split_foot(long + foot) == (long.removesuffix("\n"), ())
    assert split_foot(foot + "\n" + long) == (foot + "\n" + long, ())


def test_the_menus_of_a_wiki_and_the_path_to_the_page_are_navigation() -> None:
    for line in (
        "Jump to content",
        "  Main menu ",
        "Ir al contenido",
        "< Grants:Programs",
        "‹ Grants:Programs",
    ):
        assert is_navigation(line, LAYOUT), line
    for line in ("Jump over the river", "Grants:Programs", "< River"):
        assert not is_navigation(line, LAYOUT), line
