"""The review round: what an officer wrote as a list of questions, the answers each is about, and the
response.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from reportwizard.forms.form import Form, Question
from reportwizard.hand_in.stops import portal_text
from reportwizard.report.hand_in import Remark
from reportwizard.report.report import Report
from reportwizard.text import clean_text

# What begins a point: a number with a mark after it, or the sign of a list.
_POINT = re.compile(r"[ \t]*(?:[:*#]+[ \t]*|[•‣▪◦–—-][ \t]+|\(?(?:\d{1,2}|[a-z])[.)][ \t]+)(?=\S)")
# How a wiki signs: a name, the time, the day.
_SIGNED = re.compile(r"[^.?!?？؟\n]{0,100}\d{1,2}:\d\d, \d{1,2} [^\W\d]+ \d{4} \(UTC\)\s*$")
_SENTENCE = re.compile(r".+?(?:(?<=[.!…。！])(?=\s)|(?<=[?？؟])[”’\"')]*+(?=\s|$)|$)", re.DOTALL)
_ASKS = re.compile(r"[?？؟][”’\"')]*\s*$")
_WORD = re.compile(r"[^\W\d_]{4,}|\d{1,3}(?:[\s'’]\d{3})+(?:[.,]\d+)?(?!\d)|\d[\d.,]*\d")
_ZEROS = re.compile(r"(?<=[1-9]...)0+$")
# "question", in languages in which officers write; before a whole number, which may count something else.
_NUMBERED = re.compile(
    r"(?:\b(?:q(?:uestions?|\.)?|preguntas?|pergunta|frage|domanda|soal|pertanyaan|swali|вопрос\w*|сұрақ|soru"
    r"|no\.|n[º°])|№|#|问题|問題|سؤال|السؤال|प्रश्न)[ \u00a0]?(\d{1,2}(?:\.\d{1,2})?)\b"
    r"|\b(\d{1,2}\.\d{1,2})\b(?!,?\d)",
    re.IGNORECASE,
)
_QUOTED = re.compile(r"[“\"«„]([^“”\"«»„]{8,200})[”\"»“]")
_FEW_WORDS = 6
_RARE, _SURE, _MOST = 2, 2.0, 2


def split_asks(text: str) -> list[str]:
    """Return what a text asks, point by point: numbered or listed items, questions, paragraphs.

    A greeting, a line that only leads to a list, and a signature are no asks.
    """
    paragraphs = [one for block in re.split(r"\n[ \t]*\n", clean_text(text)) for one in _paragraphs(block)]
    told = [(words, listed) for words, listed in paragraphs if not _is_frame(words, listed)] or paragraphs
    asks = [ask for words, listed in told for ask in ([words] if listed else _sentences(words))]
    return list(dict.fromkeys(asks))


def _paragraphs(block: str) -> Iterator[tuple[str, bool]]:
    """Give the points of a block, and whether each is one of a list; what goes on below it belongs to it."""
    words, listed = "", False
    for line in (*block.split("\n"), None):
        point = _POINT.match(line) if line is not None else None
        if line is None or point:
            if words.strip():
                yield " ".join(words.split()), listed
            words, listed = "", bool(point)
        if line is not None:
            words += " " + _SIGNED.sub("", line[point.end() :] if point else line)


def _sentences(words: str) -> Iterator[str]:
    """Give the questions of a paragraph, each with what is before it; without one, the whole of it."""
    sentences = [found[0].strip() for found in _SENTENCE.finditer(words)]
    if not any(_ASKS.search(one) for one in sentences):
        yield words
        return
    pending: list[str] = []
    for sentence in filter(None, sentences):
        pending.append(sentence)
        if _ASKS.search(sentence):
            yield " ".join(pending)
            pending = []
    if pending:
        yield " ".join(pending)


def _is_frame(words: str, listed: bool) -> bool:
    leads = words.endswith((":", "：")) or not any(map(str.isalnum, words))
    return leads or (not listed and len(words.split()) <= _FEW_WORDS and words[-1] not in ".?？؟。")


def answers_of(report: Report, asks: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """Give for each ask the questions whose answers it is about, the likeliest first; none if nothing tells.

    They are those that it names by their numbers; else those whose words it quotes, or that share rare words
    with it.
    """
    asked = [
        one for one in report.printed() if not (one.reference or report.form.part_of[one.id].comes_after)
    ]
    texts = {one.id: f"{one.wording} {one.name} {portal_text(report, one.id)}".casefold() for one in asked}
    words = {id: set(_words(text)) for id, text in texts.items()}
    common = Counter(word for held in words.values() for word in held)
    for ask in asks:
        numbers = [found[1] or found[2] for found in _NUMBERED.finditer(ask)]
        named = [one.id for number in numbers for one in asked if one.number == number]
        quotes = [found[1].casefold().strip() for found in _QUOTED.finditer(ask)]
        rare = {word for word in _words(ask) if common[word] <= _RARE}
        scores = {
            id: sum(1 / common[word] for word in rare & words[id])
            + sum(_SURE for quote in quotes if quote in text)
            for id, text in texts.items()
        }
        best = sorted((id for id in scores if scores[id]), key=lambda id: -scores[id])[:_MOST]
        yield tuple(dict.fromkeys(named)) or tuple(id for id in best if scores[id] >= 1) or tuple(best[:1])


def _words(text: str) -> list[str]:
    # Words bend at their ends: `participants` is `participant`. An amount is `1365.25` or `1,365.250`.
    found = _WORD.findall(text.casefold())
    return [word[:6] if word[0].isalpha() else _ZEROS.sub("", re.sub(r"\D", "", word)) for word in found]


def with_asks(report: Report, text: str, who: str = "") -> Report:
    """Return the report with what a text asks; asks that are there already stay as they are.

    The text itself is kept in the review notes, where the form has any.
    """
    known = {one.words for one in report.asks}
    asks = [ask for ask in split_asks(text) if ask not in known]
    new = [Remark(ask, who, about) for ask, about in zip(asks, answers_of(report, asks), strict=True)]
    notes, _ = review_questions(report.form)
    if notes and new:
        held = report.answers.get(notes.id)
        texts = [held] if isinstance(held, str) else []
        report = report.with_answer(notes.id, "\n\n".join([*texts, clean_text(text).strip()]))
    return replace(report, asks=(*report.asks, *new))


def review_questions(form: Form) -> tuple[Question | None, Question | None]:
    """Return where a form keeps what the reader wrote, and what the applicant says to it."""
    after = [one for part in form.parts if part.comes_after for one in part.questions]
    notes = next((one for one in after if one.reference), None)
    return notes, next((one for one in after if not one.reference), None)


def with_ask(report: Report, at: int, ask: Remark) -> Report:
    """Return the report with one ask in the place of another."""
    return replace(report, asks=(*report.asks[:at], ask, *report.asks[at + 1 :]))


def about(report: Report, ask: Remark) -> list[Question]:
    """Return the questions that an ask is about, those that the form has."""
    return [report.form.by_id[id] for id in ask.answers if id in report.form.by_id]


def response_text(report: Report) -> str:
    """Return the whole response: each ask that has one, and what is said to it."""
    told = [one for one in report.asks if one.response.strip()]
    return "\n\n".join(f"{number}. {one.words}\n{one.response.strip()}" for number, one in enumerate(told, 1))
