"""The review round: the points that an officer wrote, the answers each is about, and the response."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from reportwizard.forms.form import Form, Question
from reportwizard.hand_in.stops import portal_text
from reportwizard.report.hand_in import ReviewComment
from reportwizard.report.report import Report
from reportwizard.text import clean_text

# What begins a point: a number or a letter with a mark after it, a sign of a list, which may be an emoji,
# or who wrote it in a chat.
_POINT = re.compile(
    r"(?:[ \t]*(?:[:*#]+|[•‣▪◦–—\-\u2190-\u2bff\U0001f000-\U0001faff]\ufe0f?(?=\s|$)|\[[ xX]?\]"
    r"|\(?(?:\d{1,2}|[a-zA-Z]|[ivxIVX]{2,4})(?:[.)-]{1,2}(?=\s|$)| -(?= \D)|[、．])"
    r"|\[[^\]\n]{0,40}\d:\d\d[^\]\n]{0,40}\][^:\n]{1,60}:(?=\s))[ \t]*)+"
)
_QUOTE = re.compile(r"(?m)^[ \t]*(?:>[ \t]?)+")
# What a mail or a wiki puts around a text: rules, headings, bold, and templates that call somebody.
_AROUND = re.compile(r"(?m)^[ \t]*(?:[-_=]{4,}.*|==.*==[ \t]*)$|\{\{[^{}\n]*\}\}|\*\*|'{2,5}")
_HEADER, _ADDRESSED = re.compile(r"[^\W\d]+[ \u00a0]?:(?: |$)"), re.compile(r"\S@\S|\b\d{1,2}:\d\d\b")
# A subject alone, as a mail is copied from the page of a mailbox; in languages in which officers write.
_SUBJECT = re.compile(
    r"(?:subject|asunto|assunto|objet|oggetto|betreff|onderwerp|тема|тақырып|konu|mada|subjek|الموضوع|विषय|বিষয়"
    r"|主题|件名)[ \u00a0]?[:：]",
    re.IGNORECASE,
)
# What stands above a signature in a mail, and what a company puts below it.
_BELOW = re.compile(r"(?m)^[ \t]*(?:--|—)[ \t]*$")
_CONFIDENTIAL = re.compile(
    r"(?=.*(?:confiden[ct]i|vertraulich|конфиденци|конфіденці|gizli|rahasia))"
    r".*(?:recipient|addressee|destinat[aá]|empfänger|адресат|получател|одержувач|alıcı|penerima)",
    re.IGNORECASE | re.DOTALL,
)
# How a wiki signs: a name, the time, the day.
_SIGNED = re.compile(r"[^.?!?？؟\n]{0,100}\d{1,2}:\d\d, \d{1,2} [^\W\d]+ \d{4} \(UTC\)\s*$")
_SENTENCE = re.compile(r".+?(?:(?<=[.!…。！])(?=\s)|(?<=[?？؟])[”’\"')]*+(?=\s|$)|$)", re.DOTALL)
# What only introduces a list.
_LEAD = re.compile(r"(?:^|(?<=[.!?…。！？؟] ))(?:[^.!?…。！？؟]|[.!?…](?! ))*[:：]$")
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
_LABEL = re.compile(rf"(?:{_NUMBERED.pattern})[ \u00a0]?[:：–—-]", re.IGNORECASE)
_QUOTED = re.compile(r"[“\"«„]([^“”\"«»„]{8,200})[”\"»“]")
# Words of a line of a signature at most.
_MAX_SIGNATURE = 8
# How greetings, thanks and closings begin in the languages of officers, and what makes one a request.
_COURTESY = re.compile(
    r"[¡]?(?:(?:dear|hi|hello|good (?:morning|day|afternoon|evening)|(?:many )?thanks?|sincerely|yours|cheers"
    r"|(?:all the )?best(?: wishes)?$|(?:(?:kind|best|warm)(?:est)? )?regards|sent from"
    r"|i hope this (?:\w+ )?(?:finds|reaches)|(?:(?:i|we) )?look(?:ing)? forward"
    r"|hola|(?:muchas )?gracias|un abrazo|(?:un )?saludos?|olá|bonjour"
    r"|merci|ch(?:er|ère)s?|j['’]espère que vous allez|bien (?:à vous|cordialement)|hallo|liebe[rs]?"
    r"|guten tag|(?:vielen )?dank|ciao|grazie|привет|(?:большое )?спасибо|с уважением|сәлем|рахмет"
    r"|дякую|з повагою|merhaba|sayın|habari|ndugu|asante|halo|yth|salam|terima kasih)\b"
    r"|estimad|querid|atentamente|quedo at|(?:muito )?obrigad|prezad|atenciosamente|abraço|cordial"
    r"|sehr geehrt|mit freundlich|viele grüße|уважаем|здравствуй|благодар|құрметт|шановн|teşekkür|saygıl"
    r"|عزيز|مرحبا|السلام|شكرا|مع التحية|您好|你好|谢谢|感谢|此致|नमस्ते|धन्यवाद)",
    re.IGNORECASE,
)
_REQUEST = re.compile(
    r"[?？؟\d]|\b(?:but|please|however|pero|por favor|mas|mais|s['’]il|aber|bitte|но|пожалуйста|бірақ|але"
    r"|будь ласка|ama|lütfen|lakini|tafadhali|tetapi|tolong|mohon)\b|请|لكن|يرجى|कृपया",
    re.IGNORECASE,
)
_MAX_CLAUSE, _MAX_NAME, _MAX_SMALL = 10, 3, 2
_ENDS = ".!?…。！？؟:：,;"
# A rare word is in so many answers; a quote counts as much; so many answers are given.
_RARE, _SURE, _MAX_ANSWERS = 2, 2.0, 2


def split_points(text: str) -> dict[str, str]:
    """Return the points of a text, each with what is quoted or said above it.

    They are its numbered or listed items, questions and paragraphs. A greeting, thanks, a closing, a line
    that only introduces a list, a signature, and what a mail adds are no points; nor is what is quoted in
    it, unless all is.
    """
    text = _BELOW.sub("\n--", _AROUND.sub("", clean_text(text)))
    points = dict(_points_of(text)) or dict(_points_of(_QUOTE.sub("", text)))
    rest = (point for block in _blocks(text) for point, _ in _points_in(block))
    return points or {point: "" for point in rest if not _is_courtesy(point)}


def _blocks(text: str) -> Iterator[list[str]]:
    """Yield the lines between blank ones; lines that are quoted are a block of their own."""
    block: list[str] = []
    for line in (*text.split("\n"), ""):
        if block and not (line.strip() and bool(_QUOTE.match(line)) == bool(_QUOTE.match(block[-1]))):
            yield block
            block = []
        if line.strip():
            block.append(line)


def _points_of(text: str) -> Iterator[tuple[str, str]]:
    above, closed = "", False
    for block in _blocks(text):
        if _QUOTE.match(block[0]):
            above = " ".join(_QUOTE.sub("", "\n".join(block)).split())
            continue
        is_header = len(block) > 2 and all(map(_HEADER.match, block)) and _ADDRESSED.search(" ".join(block))
        is_header = _SUBJECT.match(block[0]) if len(block) == 1 else is_header
        if _BELOW.match(block[0]):
            closed, block = True, block[1:]
        if is_header or _CONFIDENTIAL.match(" ".join(block)) or (closed and _is_signature(block)):
            continue
        for point, listed in _points_in(block):
            lead = _LEAD.search(point)
            point = point[: lead.start()].strip() if lead else point
            if point and _is_courtesy(point):
                closed = True
            elif point and (listed or not (_is_name(point) or (closed and _is_signature([point])))):
                for part in [point] if listed else _split_questions(point):
                    yield part, above
                closed, above = False, above if listed else ""
            if lead:
                above = lead[0] if _NUMBERED.search(lead[0]) else ""


def _points_in(block: list[str]) -> Iterator[tuple[str, bool]]:
    """Yield the points of a block with the lines that belong to them, and whether each is a list item."""
    point, listed = "", False
    lines = [line.strip() for line in block]
    are_items = not any(line[-1] in _ENDS or line[0].islower() for line in lines)
    for line in (*lines, ""):
        mark = _POINT.match(line)
        line = _SIGNED.sub("", line[mark.end() :] if mark else line)
        begins = mark or are_items or point[-1:] in (":", "：") or _LABEL.match(line) or _is_courtesy(line)
        if point.strip() and (begins or not line or _is_courtesy(point)):
            yield " ".join(point.split()), listed
            point = ""
        if not point:
            listed = bool(mark)
        point = f"{point} {line}"


def _split_questions(paragraph: str) -> Iterator[str]:
    """Yield the questions of a paragraph, each with a sentence that leads to it, and what else is asked."""
    sentences = [match[0].strip() for match in _SENTENCE.finditer(paragraph)]
    pending: list[str] = []
    for sentence in sentences:
        mark = _POINT.match(sentence)
        sentence = sentence[mark.end() :] if mark else sentence
        if not sentence or _is_courtesy(sentence):
            continue
        pending.append(sentence)
        if _ASKS.search(sentence):
            # A few words alone are no sentence: a point behind them shortens a word.
            size = len(pending) - 2 if len(" ".join(pending[:-2]).split()) > _MAX_NAME else 0
            yield from filter(None, (" ".join(pending[:size]), " ".join(pending[size:])))
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


def _is_name(point: str) -> bool:
    words = point.split()
    return len(words) <= _MAX_NAME and point[-1] not in _ENDS and all(word[0].isupper() for word in words)


def _is_signature(lines: list[str]) -> bool:
    """Whether lines, after a closing, are no sentences: few of their words begin with a small letter."""

    def is_name(line: str) -> bool:
        small = [word[0].islower() for word in line.split()]
        return len(small) <= _MAX_SIGNATURE and sum(small) <= _MAX_SMALL and not small[0]

    return all("://" in line or (line[-1] not in _ENDS and is_name(line)) for line in lines)


def linked_questions(report: Report, points: Sequence[str]) -> Iterator[tuple[str, ...]]:
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
    if (expenses_question := form.role("money.link")) and expenses_question.id in texts:
        lines = (f" {line.what} {line.category} {line.amount or ''}" for line in report.ledger)
        texts[expenses_question.id] += "".join(lines).casefold()
    words = {id: set(_stems(text)) for id, text in texts.items()}
    frequency = Counter(word for stems in words.values() for word in stems)
    for point in points:
        numbers = [match[1] or match[2] for match in _NUMBERED.finditer(point)]
        named = [question for number in numbers for question in form.questions if question.number == number]
        if named:
            yield tuple(dict.fromkeys(question.id for question in named if question in questions))
            continue
        quotes = [match[1].casefold().strip() for match in _QUOTED.finditer(point)]
        quotes += [
            name
            for name in (question.name.casefold() for question in questions)
            if " " in name and name in point.casefold()
        ]
        rare = {word for word in _stems(point) if frequency[word] <= _RARE}
        scores = {
            id: sum(1 / frequency[word] for word in rare & words[id])
            + sum(_SURE for quote in quotes if quote in text)
            for id, text in texts.items()
        }
        highest = max(scores.values(), default=0)
        best = sorted((id for id in scores if scores[id] * 2 > highest), key=lambda id: -scores[id])
        sure = tuple(id for id in best[:_MAX_ANSWERS] if scores[id] >= 1)
        yield sure or tuple(best[:1])


def _stems(text: str) -> list[str]:
    # The first letters of a word: `participants` is `participant`. An amount is `1365.25` or `1,365.250`.
    words = _WORD.findall(text.casefold())
    return [word[:6] if word[0].isalpha() else _ZEROS.sub("", re.sub(r"\D", "", word)) for word in words]


def with_points(report: Report, text: str, who: str = "") -> Report:
    """Return the report with the points of a text; known points stay as they are.

    The text itself is added to the review notes, if the form has any.
    """
    known = {point.words for point in report.asks}
    points = {point: above for point, above in split_points(text).items() if point not in known}
    linked = linked_questions(report, [f"“{above}” {point}" for point, above in points.items()])
    new = [ReviewComment(point, who, answers) for point, answers in zip(points, linked, strict=True)]
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


def with_point(report: Report, index: int, point: ReviewComment) -> Report:
    """Return the report with one point replaced."""
    return replace(report, asks=(*report.asks[:index], point, *report.asks[index + 1 :]))


def about(report: Report, point: ReviewComment) -> list[Question]:
    """Return the questions of the form that a point is about."""
    return [report.form.by_id[id] for id in point.answers if id in report.form.by_id]


def response_text(report: Report) -> str:
    """Return the whole response: each point that has one, and the response to it."""
    answered = [point for point in report.asks if point.response.strip()]
    return "\n\n".join(
        f"{number}. {point.words}\n{point.response.strip()}" for number, point in enumerate(answered, 1)
    )
