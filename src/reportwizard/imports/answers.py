"""From the text below a question on a page to its answer. What fits no answer is kept word for word."""

from __future__ import annotations

import re

from reportwizard.forms.form import Question
from reportwizard.imports.amounts import amount_value, take_apart
from reportwizard.imports.grid import BREAK
from reportwizard.imports.labels import row_labels
from reportwizard.imports.tables import read_free_rows, read_rows
from reportwizard.imports.wordings import after_words, cut_rows, plain_words
from reportwizard.kinds import choice
from reportwizard.kinds.base import Region, Typed, Value
from reportwizard.kinds.registry import KINDS

_NOT_GIVEN = re.compile(r"n\s?/\s?a\.?|n\.a\.", re.IGNORECASE)
_AFTER_HELP = re.compile(r"[.:;!?…)\]]*\s*")
_ASKS = re.compile(r"[?？؟]['\"”’»)\]]*$")
_LISTED = re.compile(r"\s*(?:[•*\-–]|\d{1,2}[.)])\s")
_MOST_LINES = 100


def not_given(text: str) -> bool:
    """Whether a page says in this way that there is no answer: `N/A`."""
    return bool(_NOT_GIVEN.fullmatch(text.strip()))


def read_answer(question: Question, text: str, region: Region) -> tuple[Value | None, list[str]]:
    """Read what stands below a question; return the answer, and what is left of the text.

    `region` says how the page's figures without a currency are meant.
    """
    if question.kind in ("text", "long_text"):
        text = without_help(question, text).replace(BREAK, "\n")
        return KINDS[question.kind].read(text, question, region).value, []
    if question.kind == "table":
        return _read_table(question, without_help(question, text), region)
    if question.kind == "agreement":
        return _read_agreement(question, without_help(question, text), region)
    return _read_short(question, text, region)


def without_help(question: Question, text: str) -> str:
    """Return a text without the help that the page prints between a question and its answer.

    Each line of the help is taken off once, in its order, and only where its first line stands or two others
    do: an answer may use its words again.
    """
    lines = [line for line in f"{question.intro}\n{question.help}".splitlines() if line.strip()]
    rest, found = text, 0
    for number, line in enumerate(lines):
        after = after_words(rest, plain_words(line))
        if after is not None:
            rest = _AFTER_HELP.sub("", after, count=1)
            found += 1 if number else 2
    return rest if found > 1 else text


def _read_table(question: Question, text: str, region: Region) -> tuple[Value | None, list[str]]:
    if question.rows:
        rows, rest = read_rows(question, text, region)
        return rows or None, rest
    free, rest = read_free_rows(question, text, region)
    return free or None, rest


def _read_agreement(question: Question, text: str, region: Region) -> tuple[Value | None, list[str]]:
    above, cut = cut_rows(text, row_labels(question))
    rest = [above]
    chosen: dict[str, Value] = {}
    for row, behind in cut:
        value, left = _read_short(question, behind.strip("\t |:-\n"), region)
        rest += left
        if value is not None:
            chosen[row] = value
    return chosen or None, rest


def _read_short(question: Question, text: str, region: Region) -> tuple[Value | None, list[str]]:
    """Read an answer of a few words. Where more stands below it, its first line or word is the answer."""
    text = text.strip()
    if not text or not_given(text) or text in ("-", "–", "—"):
        return None, []
    value = read_whole(question, text, region)
    if not isinstance(value, Typed):
        return value, []
    first, _, rest = text.partition("\n")
    if not rest and question.kind == "yes_no":
        first, _, rest = text.partition(" ")
    shorter = read_whole(question, first.rstrip(" ,.;:"), region) if rest else value
    if not isinstance(shorter, Typed):
        return shorter, [rest.strip()]
    option = _by_letter(question, text)
    return (option, [text]) if option else (value, [])


def read_whole(question: Question, text: str, region: Region) -> Value | None:
    """Read an answer of a few words as a page prints it; what cannot be read stays as it was written."""
    if question.kind == "money":
        return amount_value(take_apart(text), question, region)
    if question.kind == "date":
        return KINDS["date"].from_plain(text, question, region)
    if question.kind == "agreement":
        return choice.read(text, question, region).value
    return KINDS[question.kind].read(text, question, region).value


def _by_letter(question: Question, text: str) -> str | None:
    """Return the option whose letter a text starts with, where the form's own wording of it is not known.

    The text has to be kept beside it: it may say more than the option.
    """
    letter = text.partition(".")[0].strip()
    options = (option for option in question.options if option.paraphrased and option.letter)
    return next((option.id for option in options if option.letter == letter), None)


def split_learning(text: str) -> tuple[str, str]:
    """Split what follows the label of the learning questions into those questions and the answer to them.

    The questions are what stands on the label's line (or, where that is empty, below it), the lines of the
    same paragraph that ask too, and a list of questions below. A line that asks again what was asked before
    starts the answer.
    """
    quoted = re.match(r"\s*(?:^>[^\n]*\n?)+", text, re.MULTILINE)
    if quoted:
        # Our own text marks what others wrote.
        return re.sub(r"^> ?", "", quoted[0], flags=re.MULTILINE).strip(), text[quoted.end() :]
    first, _, rest = text.partition("\n")
    questions = [first.strip()] if first.strip() else []
    lines = rest.split("\n")
    apart = any(not line.strip() for line in lines[:-1])
    joined = not questions or apart
    taken = 0
    for number, line in enumerate(lines[:_MOST_LINES], start=1):
        if not line.strip():
            joined = not questions
        elif (joined or _LISTED.match(line)) and _ASKS.search(line.rstrip()) and not _asked(line, questions):
            questions.append(line.strip())
            joined = True
            taken = number
        else:
            break
    return "\n".join([first, *lines[:taken]]).strip(), "\n".join(lines[taken:])


def _asked(line: str, questions: list[str]) -> bool:
    words = [word for word in plain_words(line) if not word.isdecimal()]
    return f" {' '.join(words)} " in f" {' '.join(plain_words(' '.join(questions)))} "
