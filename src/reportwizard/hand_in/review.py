"""The review round: the points that an officer wrote, the answers each is about, and the response."""

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
# Words of a greeting at most.
_MAX_GREETING = 6
# How greetings, thanks and closings begin in the languages of officers, and what makes one a request.
_COURTESY = re.compile(
    r"(?:(?:dear|hi|hello|good (?:morning|day|afternoon|evening)|(?:many )?thanks?|sincerely|yours"
    r"|all the best|(?:(?:kind|best|warm)(?:est)? )?regards|looking forward|hola|(?:muchas )?gracias"
    r"|(?:un )?saludos?|olá|bonjour|ch(?:er|ère)s?|merci|bien à vous|hallo|liebe[rs]?|guten tag"
    r"|(?:vielen )?dank|ciao|grazie|привет|(?:большое )?спасибо|с уважением|сәлем|рахмет|дякую|з повагою"
    r"|merhaba|sayın|habari|ndugu|asante|halo|yth|salam|terima kasih)\b|estimad|querid|atentamente"
    r"|(?:muito )?obrigad|prezad|atenciosamente|abraço|cordial|sehr geehrt|mit freundlich|viele grüße"
    r"|уважаем|здравствуй|благодар|құрметт|шановн|teşekkür|saygıl"
    r"|عزيز|مرحبا|السلام|شكرا|مع التحية|您好|你好|谢谢|感谢|नमस्ते|धन्यवाद)",
    re.IGNORECASE,
)
_REQUEST = re.compile(
    r"[?？؟\d]|\b(?:but|please|however|pero|por favor|mas|mais|s['’]il|aber|bitte|но|пожалуйста|бірақ|але"
    r"|будь ласка|ama|lütfen|lakini|tafadhali|tetapi|tolong|mohon)\b|请|لكن|يرجى|कृपया",
    re.IGNORECASE,
)
_MAX_CLAUSE, _MAX_NAME = 10, 3
# A rare word is in so many answers; a quote counts as much; so many answers are given.
_RARE, _SURE, _MAX_ANSWERS = 2, 2.0, 2


def split_asks(text: str) -> list[str]:
    """Return the points of a text: its numbered or listed items, questions and paragraphs.

    A greeting, thanks, a closing, a line that only introduces a list, and a signature are no points.
    """
    points = [point for block in re.split(r"\n[ \t]*\n", clean_text(text)) for point in _points(block)]
    kept = [(point, listed) for point, listed in points if not _is_frame(point, listed)] or points
    asks = [ask for point, listed in kept for ask in ([point] if listed else _split_questions(point))]
    return list(dict.fromkeys(asks))


def _points(block: str) -> Iterator[tuple[str, bool]]:
    """Yield the points of a block with the lines that belong to them, and whether each is a list item."""
    point, listed = "", False
    for line in (*block.split("\n"), None):
        mark = _POINT.match(line) if line is not None else None
        if line is None or mark:
            if point.strip():
                yield " ".join(point.split()), listed
            point, listed = "", bool(mark)
        if line is not None:
            point += " " + _SIGNED.sub("", line[mark.end() :] if mark else line)


def _split_questions(paragraph: str) -> Iterator[str]:
    """Yield the questions of a paragraph, each with what leads to it; without one, all that asks."""
    sentences = [match[0].strip() for match in _SENTENCE.finditer(paragraph)]
    sentences = [sentence for sentence in sentences if sentence and not _is_courtesy(sentence)]
    pending: list[str] = []
    for sentence in sentences:
        pending.append(sentence)
        if _ASKS.search(sentence):
            yield " ".join(pending)
            pending = []
    if pending:
        yield " ".join(pending)


def _is_courtesy(sentence: str) -> bool:
    """Whether a sentence is a greeting, thanks or a closing, and nothing else: a name may be beside it."""
    words = [clause.split() for clause in re.split(r"[,;，،]", sentence)]
    polite = [bool(_COURTESY.match(" ".join(clause))) for clause in words]
    short = all(
        len(clause) <= (_MAX_CLAUSE if is_polite else _MAX_NAME)
        for clause, is_polite in zip(words, polite, strict=True)
    )
    return polite[0] and short and not _REQUEST.search(sentence)


def _is_frame(point: str, listed: bool) -> bool:
    leads = point.endswith((":", "：")) or not any(map(str.isalnum, point))
    return leads or (not listed and len(point.split()) <= _MAX_GREETING and point[-1] not in ".?？؟。")


def answers_of(report: Report, asks: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """Yield for each point the ids of the questions it is about, the likeliest first.

    They are those that it names by their numbers; else those whose words it quotes, or that share rare words
    with it.
    """
    form = report.form
    questions = [
        question
        for question in report.printed()
        if not (question.reference or form.part_of[question.id].comes_after)
    ]
    texts = {
        question.id: f"{question.wording} {question.name} {portal_text(report, question.id)}".casefold()
        for question in questions
    }
    words = {id: set(_stems(text)) for id, text in texts.items()}
    frequency = Counter(word for stems in words.values() for word in stems)
    for ask in asks:
        numbers = [match[1] or match[2] for match in _NUMBERED.finditer(ask)]
        named = [question.id for number in numbers for question in questions if question.number == number]
        quotes = [match[1].casefold().strip() for match in _QUOTED.finditer(ask)]
        rare = {word for word in _stems(ask) if frequency[word] <= _RARE}
        scores = {
            id: sum(1 / frequency[word] for word in rare & words[id])
            + sum(_SURE for quote in quotes if quote in text)
            for id, text in texts.items()
        }
        best = sorted((id for id in scores if scores[id]), key=lambda id: -scores[id])[:_MAX_ANSWERS]
        yield tuple(dict.fromkeys(named)) or tuple(id for id in best if scores[id] >= 1) or tuple(best[:1])


def _stems(text: str) -> list[str]:
    # The first letters of a word: `participants` is `participant`. An amount is `1365.25` or `1,365.250`.
    words = _WORD.findall(text.casefold())
    return [word[:6] if word[0].isalpha() else _ZEROS.sub("", re.sub(r"\D", "", word)) for word in words]


def with_asks(report: Report, text: str, who: str = "") -> Report:
    """Return the report with the points of a text; known points stay as they are.

    The text itself is added to the review notes, if the form has any.
    """
    known = {point.words for point in report.asks}
    asks = [ask for ask in split_asks(text) if ask not in known]
    new = [Remark(ask, who, answers) for ask, answers in zip(asks, answers_of(report, asks), strict=True)]
    notes, _ = review_questions(report.form)
    if notes and new:
        previous = report.answers.get(notes.id)
        texts = [previous] if isinstance(previous, str) else []
        report = report.with_answer(notes.id, "\n\n".join([*texts, clean_text(text).strip()]))
    return replace(report, asks=(*report.asks, *new))


def review_questions(form: Form) -> tuple[Question | None, Question | None]:
    """Return the questions of a form for the reader's notes and for the applicant's response."""
    after = [question for part in form.parts if part.comes_after for question in part.questions]
    notes = next((question for question in after if question.reference), None)
    return notes, next((question for question in after if not question.reference), None)


def with_ask(report: Report, index: int, ask: Remark) -> Report:
    """Return the report with one point replaced."""
    return replace(report, asks=(*report.asks[:index], ask, *report.asks[index + 1 :]))


def about(report: Report, ask: Remark) -> list[Question]:
    """Return the questions of the form that a point is about."""
    return [report.form.by_id[id] for id in ask.answers if id in report.form.by_id]


def response_text(report: Report) -> str:
    """Return the whole response: each point that has one, and the response to it."""
    answered = [ask for ask in report.asks if ask.response.strip()]
    return "\n\n".join(
        f"{number}. {ask.words}\n{ask.response.strip()}" for number, ask in enumerate(answered, 1)
    )
