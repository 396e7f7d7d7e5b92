"""What a terminal sends becomes letters, keys and pastes: a table of cases, and any stream at all."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st
from textual._xterm_parser import XTermParser
from textual.events import Key, MouseDown, Paste, Resize

from reportwizard.ui.terminal.driver import messages
from reportwizard.ui.terminal.input import MAX_PASTE, TerminalInput

if TYPE_CHECKING:
    from textual.message import Message

    from reportwizard.ui.terminal.key_reports import Token

MODERN = "\x1b[?2004;1$y"
"""A terminal that answers that it knows marks around pastes."""

PAUSE = 5.0
"""So long a silence, in seconds, that nothing more is waited for."""


class Line:
    """A line from a terminal to the program, with a clock that moves only where a case says so."""

    def __init__(self, *, marks_pastes: bool = False) -> None:
        self.input = TerminalInput(marks_pastes=marks_pastes)
        self.parser = XTermParser()
        self.now = 100.0
        self.got: list[Message] = []

    def send(self, *pieces: str | float) -> Line:
        """Send texts; a number is a pause in seconds."""
        for piece in pieces:
            if isinstance(piece, str):
                self._take(self.input.feed(piece, self.now))
            else:
                self._wait(piece)
        return self

    def _wait(self, seconds: float) -> None:
        end = self.now + seconds
        while (due := self.input.due_at()) is not None and due <= end:
            self.now = due
            self._take(self.input.expire(due))
        self.now = end

    def _take(self, tokens: list[Token]) -> None:
        for token in tokens:
            self.got += messages(self.parser, token)
            assert self.parser._awaiting.timeout is None, "the parser waits for more of a whole sequence"

    @property
    def told(self) -> list[str]:
        """What came of it, in short: letters as they are, keys in <>, pastes in «»."""
        return [_told(message) for message in self.got]

    @property
    def text(self) -> str:
        return "".join(self.told)


def _told(message: Message) -> str:
    if isinstance(message, Paste):
        return f"«{message.text}»"
    if isinstance(message, Key):
        letter = message.character if message.is_printable and not message.key.startswith("alt+") else None
        return letter or f"<{message.key}>"
    return f"<{type(message).__name__}>"


# What came, in pieces with pauses in seconds, and what is made of it.
CASES: dict[str, tuple[tuple[str | float, ...], str]] = {
    "letters": (("Жаңбыр, naïve ١",), "Жаңбыр, naïve ١"),
    "joiners, blanks and letters newer than Python": (
        ("می\u200cروم क्\u200dष 東\u3000京 5\u00a0000\u202f% \U0001f468\u200d\U0001f469 \U000323b0",),
        "می\u200cروم क्\u200dष 東\u3000京 5\u00a0000\u202f% \U0001f468\u200d\U0001f469 \U000323b0",
    ),
    "what no text may hold": (("\x85\x9b\u2028\u202e\ufeff",), ""),
    "keys as ever": (
        ("\x1b[A\x1bOP\x1b[3~\x1b[1;5F\x1b[Z\t\r\x7f\x11",),
        "<up><f1><delete><ctrl+end><shift+tab><tab><enter><backspace><ctrl+q>",
    ),
    "the Linux console": (("\x1b[[A\x1b[[E",), "<f1><f5>"),
    "rxvt": (("\x1b[7$\x1b[a",), "<shift+home><shift+up>"),
    "escape alone": (("\x1b", 0.1), "<escape>"),
    "escape twice": (("\x1b\x1b", 0.1), "<escape><escape>"),
    "alt with a letter": (("\x1bx",), "<alt+x>"),
    "alt with O": (("\x1bO", 0.1), "<alt+shift+o>"),
    "alt with O, then a letter that makes no key": (("\x1bOe",), "<alt+shift+o>e"),
    # pastes
    "a paste": (("\x1b[200~one\ntwo\x1b[201~x",), "«one\ntwo»x"),
    "an end mark cut by the line": (("\x1b[200~one\x1b[2", 0.4, "01~x"), "«one»x"),
    "an end mark cut for long": (("\x1b[200~one\x1b[2", PAUSE, "01~x"), "«one»x"),
    "an end mark cut behind its escape": (("\x1b[200~one\x1b", 0.6, "[201~x"), "«one»x"),
    "an end mark that comes late": (("\x1b[200~one", PAUSE, "\x1b[201~x"), "«one»x"),
    "an end mark that never comes": (("\x1b[200~one", PAUSE, "x\x11"), "«one»x<ctrl+q>"),
    "a paste that goes on after a pause": (("\x1b[200~one", PAUSE, " two\r\x1b[201~x"), "«one»« two\r»x"),
    "a beginning cut by the line": (("\x1b[20", 0.3, "0~one\x1b[201~"), "«one»"),
    "a beginning whose escape was taken for the key": (("\x1b", 0.3, "[200~one\x1b[201~"), "<escape>«one»"),
    "a paste with colours": (
        ("\x1b[200~\x1b[31mred\x1b[0m and\x1b blue\x1b[201~",),
        "«\x1b[31mred\x1b[0m and\x1b blue»",
    ),
    "a paste with another in it": (("\x1b[200~a\x1b[200~b\x1b[201~c",), "«a\x1b[200~b»c"),
    "an empty paste": (("\x1b[200~\x1b[201~x",), "x"),
    # pastes without marks
    "lines at once": (("one\ttwo\rthree", PAUSE), "«one\ttwo\rthree»"),
    "lines at once, in pieces": (
        ("one\ttwo\rth", 0.01, "ree\r", 0.01, "\x1b[0mfour", PAUSE, "x"),
        "«one\ttwo\rthree\r\x1b[0mfour»x",
    ),
    "very many letters at once": (("x" * 300, PAUSE), f"«{'x' * 300}»"),
    "a word and Enter at once are typed": (("surprises\r", PAUSE), "surprises<enter>"),
    "with a key among them they are typed": (("Anna\tLakes\t123\x11",), "Anna<tab>Lakes<tab>123<ctrl+q>"),
    "with a function key among them too": (("Anna\tLakes\x1bOQ13\r",), "Anna<tab>Lakes<f2>13<enter>"),
    "a terminal that marks pastes has none without": ((MODERN, "one\ttwo\rthree"), "one<tab>two<enter>three"),
    "letters with pauses are typed": (("one", 0.1, "\t", 0.1, "two", 0.1, "\r"), "one<tab>two<enter>"),
    # replies that nobody here asked for
    "colours, ended both ways": (("a\x1b]11;rgb:1d1d/1f1f/2121\x07b\x1b]10;rgb:0/0/0\x1b\\c",), "abc"),
    "a colour in pieces": (("a\x1b]1", 0.3, "1;rgb:1d1d/1f", 0.3, "1f/2121\x1b", 0.3, "\\b"), "ab"),
    "a colour without its end": (("\x1b]11;rgb:1d1d/", PAUSE, "words"), "words"),
    "a colour that a key cuts off": (("\x1b]11;rgb:1d1d/\x1b[Aa\x1b]11;rgb\rb",), "<up>a<enter>b"),
    "a colour whose escape was taken for the key": (("\x1b", 0.3, "]11;rgb:1d1d\x07b"), "<escape>b"),
    "what the terminal is": (("a\x1b[?64;1;2;22c\x1b[>41;354;0c\x1b[=1cb",), "ab"),
    "its name and settings": (("a\x1bP>|XTerm(367)\x1b\\\x1bP1$r0m\x1b\\\x1b_Gi=1;OK\x1b\\b",), "ab"),
    "its state, its place, its size": (
        ("a\x1b[0n\x1b[?997;1n\x1b[24;80R\x1b[8;24;80t\x1b[4;600;800t\x1b[?1ub",),
        "ab",
    ),
    "letters with Alt that only begin like replies": (("\x1b]a\x1bPb\x1b_c",), "]a<alt+shift+p>b_c"),
    # Alt in old forms, and sequences that a slow line cuts
    "alt with arrows in old forms": (("\x1b\x1b[B\x1b\x1bOB\x1b[1;9B\x1b[1;3B",), "<alt+down>" * 4),
    "alt and shift in an old form": (("\x1b[1;10A",), "<alt+shift+up>"),
    "super is super where the terminal tells more": (("\x1b[97u\x1b[1;9B",), "a<super+down>"),
    "an arrow cut behind its bracket": (("\x1b[", 0.3, "B"), "<down>"),
    "an arrow cut behind its escape is no word": (("\x1b", 0.3, "[B", PAUSE, "x"), "<escape>x"),
    "an arrow cut twice": (("\x1b", 0.3, "[", 0.05, "B", PAUSE, "x"), "<escape>x"),
    "an old arrow cut behind its escape": (("\x1b", 0.3, "OB", PAUSE, "x"), "<escape>x"),
    "a sequence without its end": (("a\x1b[1;3", PAUSE, "b"), "ab"),
    "a bracket after the escape key": (("\x1b", 0.3, "[", 0.3, "x"), "<escape>[x"),
    "brackets after the escape key": (("\x1b", 0.3, "[[Category:x]]"), "<escape>[[Category:x]]"),
    "a bracket long after the escape key": (("\x1b", PAUSE, "[B"), "<escape>[B"),
    "a mouse cut behind its escape": (("\x1b", 0.3, "[<35;10;5M", "x"), "<escape>x"),
    "a sequence cut off by another": (("\x1b[1;\x1b[A\x1b[é",), "<up>é"),
    "the escape key, then the mouse": (("\x1b\x1b[<0;3;6M",), "<escape><MouseDown>"),
    # reports of keys
    "letters as reports": (("\x1b[97;;97u\x1b[97:65;2;65u\x1b[32;;32u\x1b[0;;233:8217u",), "aA é’"),
    "letters without their text": (("\x1b[1092::97u\x1b[1092:1060:97;2u\x1b[97;2u\x1b[1092;2u",), "фФAФ"),
    "presses, repeats, and keys that go up": (
        ("\x1b[97;1:1u\x1b[97;1:2u\x1b[97;1:3u\x1b[1;1:2B\x1b[1;1:3B\x1b[3;1:3~",),
        "aa<down>",
    ),
    "locks": (("\x1b[13;129u\x1b[97;65;65u\x1b[1;193B",), "<enter>A<down>"),
    "keys that only hold others": (("\x1b[57441;2u\x1b[57358u\x1b[57442;5u",), ""),
    "numbers that mean nothing": (
        (
            "\x1b[99999999999u\x1b[55296u\x1b[1114112u\x1b[97;99999u\x1b[57999u\x1b[1u\x1b[u\x1b[:u"
            "\x1b[97;;99999999999ux",
        ),
        "ax",
    ),
    "keys nobody knows": (("\x1b[99~\x1b[25~\x1b[5A\x1b[1;2;3;4~\x1b[E\x1b[x",), "<kp_begin>"),
    "ctrl on other keyboards": (
        ("\x1b[1081;5u\x1b[1092::97;5u\x1b[963;5u\x1b[1588;5u\x1b[1513;5u\x1b[1110;5u",),
        "<ctrl+q><ctrl+a><ctrl+s><ctrl+a><ctrl+a><ctrl+s>",
    ),
    "ctrl on a Hebrew keyboard, where Q is a slash": (("\x1b[1513;;1513u\x1b[47::113;5u",), "ש<ctrl+q>"),
    "ctrl on a Latin keyboard of another order": (
        ("\x1b[97;;97u\x1b[97::113;5u\x1b[39::113;5u",),
        "a<ctrl+a><ctrl+apostrophe>",
    ),
    "shift makes no other key": (
        ("\x1b[13;2u\x1b[127;2u\x1b[32;2;32u\x1b[32;2u\x1b[57414;2u\x1b[27;2;13~",),
        "<enter><backspace>  <enter><enter>",
    ),
    "xterm's way to tell other keys": (("\x1b[27;5;113~\x1b[27;6;1049~",), "<ctrl+q><ctrl+shift+q>"),
    "letters that Option writes": (("\x1b[110;3;241u",), "ñ"),
    "shift with F3": (("\x1b[1;2R",), "<shift+f3>"),
    # the rest
    "the window has the focus, or not": (("\x1b[I\x1b[O",), "<AppFocus><AppBlur>"),
    "the oldest mouse": (("a\x1b[M !!b",), "ab"),
    "odd mice": (("a\x1b[<0;-3;6M\x1b[<999999;1;1M\x1b[<1M\x1b[32;1;1Mb",), "ab"),
}


def test_input_becomes_events() -> None:
    wanted = {name: wanted for name, (_, wanted) in CASES.items()}
    assert {name: Line().send(*pieces).text for name, (pieces, _) in CASES.items()} == wanted


def test_split_input_gives_the_same_events() -> None:
    whole = {name: case for name, case in CASES.items() if len(case[0]) == 1 and "«" not in case[1]}
    wanted = {name: wanted for name, (_, wanted) in whole.items()}
    assert {name: Line().send(*str(sent), PAUSE).text for name, ((sent,), _) in whole.items()} == wanted


def test_a_missing_size_in_pixels_is_replaced_by_cells() -> None:
    line = Line().send("\x1b[48;24;80;0;0t\x1b[<0;3;6M")
    resize, down = line.got
    assert isinstance(resize, Resize)
    assert tuple(resize.size) == (80, 24)
    assert isinstance(down, MouseDown)
    assert (down.x, down.y) == (2, 5)


def test_an_endless_paste_is_handed_over_in_bounded_pieces() -> None:
    line = Line().send("\x1b[200~")
    size = 0
    while size < 2.5 * MAX_PASTE:
        line.send("x" * 65536)
        size += 65536
        assert len(line.input._held) + line.input._paste_size <= MAX_PASTE + 65536
    assert len(line.send(PAUSE).text.replace("«", "").replace("»", "")) == size


def test_endless_sequences_are_dropped() -> None:
    for begin in ("\x1b[", "\x1b]11;", "\x1bP1$", "\x1bO", "\x1b[M", "\x1b[<1;"):
        line = Line().send(begin, *["1;" * 500] * 200)
        assert len(line.input._held) < 3000


def test_held_input_is_released_at_the_end() -> None:
    for held, wanted in {
        "\x1b[200~one\x1b[2": "«one»",
        "one\ttwo\rthree": "«one\ttwo\rthree»",
        "a\x1b[1;": "a",
    }.items():
        line = Line().send(held)
        line._take([*line.input.release()])
        assert line.text == wanted
        assert line.input.due_at() is None


PIECES = st.one_of(
    st.text(max_size=8),
    st.floats(0, 3),
    st.sampled_from(
        [
            "\x1b",
            "\x1b[",
            "\x1bO",
            "\x1b]11;",
            "\x1bP1$",
            "\x07",
            "\x1b\\",
            "\x1b[200~",
            "\x1b[201~",
            "\x1b[<0;1;1M",
            MODERN,
            "\r",
            "\t",
        ]
    ),
    st.from_regex(r"\x1b\[[<=>?]?[0-9:;]{0,12}[@-~]", fullmatch=True),
)


@given(st.lists(PIECES, max_size=30))
def test_any_stream_is_read_and_the_keyboard_works_afterwards(pieces: list[str | float]) -> None:
    line = Line().send(*pieces, PAUSE, PAUSE)
    line.got.clear()
    assert line.send("x", 1.0, "\x11", 1.0).text == "x<ctrl+q>"


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=40), st.lists(st.integers(0, 40)))
def test_letters_are_passed_on_as_they_are(text: str, cuts: list[int]) -> None:
    line = Line(marks_pastes=True)
    ends = sorted({0, len(text), *(cut for cut in cuts if cut < len(text))})
    line.send(*(text[a:b] for a, b in pairwise(ends)), PAUSE)
    assert "".join(event.character or "" for event in line.got if isinstance(event, Key)) == text
