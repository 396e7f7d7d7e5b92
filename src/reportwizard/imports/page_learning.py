"""The learning questions that a page shows again, and the answer that follows them without a mark between."""

from __future__ import annotations

import re

from reportwizard.imports.page_words import plain_words

_ASKS = re.compile(r"[?？؟]['\"”’»)\]]*$")
_LISTED = re.compile(r"\s*(?:[•*\-–]|\d{1,2}[.)])\s")
_MOST_LINES = 100


def split_learning(text: str) -> tuple[str, str]:
    """Split what follows the label of the learning questions into those questions and the answer to them.

    The questions are what stands on the label's line (or, where that is empty, below it), the lines of the
    same paragraph that ask too, and a list of questions below. A line that asks again what was asked before
    starts the answer.
    """
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
