"""Words that were left behind: a placeholder, the same text twice, the last line of a translator."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from reportwizard.checks.finding import Finding
from reportwizard.checks.links.places import without_links
from reportwizard.checks.repairs import replacement
from reportwizard.checks.texts import all_texts, called, shortened
from reportwizard.checks.word_lists import data_file, items
from reportwizard.text import count_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reportwizard.checks.texts import Text
    from reportwizard.forms.form import Question
    from reportwizard.kinds.base import Plain
    from reportwizard.report.report import Report

_FEWEST_WORDS = 8
"""Two answers of fewer words may well be the same."""


def wording_placeholder(report: Report) -> Iterator[Finding]:
    """Fires where a required answer says nothing (“N/A”, “-”, “none”), or a text holds a mark such as “TBD”.

    “N/A” in an optional answer is let be. Source: the form marks what is
    required.
    """
    for text in all_texts(report):
        if text.question.reference:
            continue
        required = not text.column and report.required(text.question)
        found = _says_nothing(text.words) if required else ""
        if found:
            message = f"“{found}” does not answer {called(text.question)}. Write one or two sentences."
        elif found := _marker(text.words):
            message = f"“{shortened(found)}” still stands here. Write what belongs there, or take it out."
        if found:
            data = {"found": found, **text.place}
            yield Finding("wording.placeholder", "warning", text.question.id, message, data)


def wording_same_answer(report: Report) -> Iterator[Finding]:
    """Fires where one text of eight words or more stands under two questions.

    Letter case, blanks and marks do not matter. Source: each question asks for
    something else.
    """
    seen: dict[str, Question] = {}
    for text in all_texts(report):
        if text.column:
            continue
        key = re.sub(r"[\W_]+", " ", text.words.casefold()).strip()
        first = seen.setdefault(key, text.question)
        if first is not text.question and count_words(text.words) >= _FEWEST_WORDS:
            message = (
                f"This is the same text as under {called(first)}. Answer each question in its own words, or"
                " say here what is different."
            )
            yield Finding("wording.same_answer", "warning", text.question.id, message, {"first": first.id})


def wording_translator_footer(report: Report) -> Iterator[Finding]:
    """Fires where a translator left its line, such as “Translated with DeepL.com (free version)”.

    A sentence that tells about a translation is let be. Source: such a line is not the applicant's own.
    """
    for text in all_texts(report):
        found = _footer(text)
        if found:
            message = f"Your translator added a line: “{shortened(found)}”. Take it out."
            data: dict[str, Plain] = {"found": found, **text.place}
            if not text.column:
                data["repair"] = replacement("Take that line out", found, "")
            yield Finding("wording.translator_footer", "warning", text.question.id, message, data)


def _says_nothing(words: str) -> str:
    """Return an answer that says nothing, as it is written; empty where it says something."""
    short = words.strip()
    if len(short) > 60:
        return ""
    bare = re.sub(r"^[\W_]+|[\W_]+$", "", short).casefold()
    return short if not bare or bare in _empty_answers() else ""


def _marker(words: str) -> str:
    """Return the first placeholder inside a text; links are passed over."""
    found = _unfinished().search(without_links(words))
    return found[0].strip() if found else ""


def _footer(text: Text) -> str:
    """Return the line of a translator as it stands in a text; empty where there is none."""
    # Links to documents of Google are in many reports, and lists of phrases take long to make ready.
    if "deepl" not in text.words.casefold() and "google" not in without_links(text.words).casefold():
        return ""
    found = _translated().search(text.words)
    if found:
        return found[0]
    lines = (line.strip() for line in text.words.splitlines())
    return next((line for line in lines if _bare(line) in _list("translated_line")), "")


def _bare(line: str) -> str:
    return " ".join(line.casefold().split()).strip(" .()[]-–—*")


@cache
def _translated() -> re.Pattern[str]:
    phrases = (r"\s+".join(map(re.escape, phrase.split())) for phrase in _list("translated"))
    return re.compile("|".join(phrases), re.IGNORECASE)


@cache
def _list(name: str) -> tuple[str, ...]:
    return items(data_file("wording.toml")[name])


@cache
def _unfinished() -> re.Pattern[str]:
    return re.compile("|".join(data_file("wording.toml")["unfinished"]), re.MULTILINE)


@cache
def _empty_answers() -> frozenset[str]:
    return frozenset(_list("empty"))
