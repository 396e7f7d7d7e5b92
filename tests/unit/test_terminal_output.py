"""Columns behind letters that terminals measure differently."""

from __future__ import annotations

from reportwizard.ui.terminal.output import keep_columns


def test_what_follows_a_gap_behind_unsure_letters_is_put_into_its_column() -> None:
    for drawn, expected in (
        ("\x1b[3;5Hplain   words", "\x1b[3;5Hplain   words"),
        # Six letters are four cells for Textual: the gap ends in column 5 + 4 + 3.
        ("\x1b[3;5Hमिनटका   ✓", "\x1b[3;5Hमिनटका   \x1b[12G✓"),
        # Styles are no gap, and one space parts words: nothing is put over the end of a word.
        ("\x1b[3;5Hकि\x1b[1mकि कि", "\x1b[3;5Hकि\x1b[1mकि कि"),
        ("\x1b[3;5Hकि\x1b[0m  \x1b[1m|", "\x1b[3;5Hकि\x1b[0m  \x1b[1m\x1b[8G|"),
        # Each piece of a line has its own place; what follows on the next is not moved.
        ("\x1b[1;1Hकि\n\x1b[2;1Ha   b", "\x1b[1;1Hकि\n\x1b[2;1Ha   b"),
        ("\x1b[1;1H❤️   1   ते   2", "\x1b[1;1H❤️   \x1b[6G1   ते   \x1b[14G2"),
    ):
        assert keep_columns(drawn) == expected, drawn
