"""Words that were left behind, say nothing, or appear twice: what no reader should have to read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from reportwizard.checks.finding import Finding
from reportwizard.checks.links.checks import LINKS, LIST
from reportwizard.checks.links.places import without_links
from reportwizard.checks.texts import (
    Text,
    all_texts,
    data_file,
    empty_phrase,
    items,
    narratives,
    question_label,
    shortened,
)
from reportwizard.forms.form import Question
from reportwizard.kinds.values import Plain
from reportwizard.report.report import Report
from reportwizard.text import count_words, pluralize

_FEWEST_WORDS = 8
"""Two answers of fewer words may well be the same."""
_AMOUNT = r"[^\w+]*\d[\d '’]*[.,][\d.,'’]+[\W_]*"
_TWO_SENTENCES = r"[.!?;。！？؟۔।]\s*\w"


def wording_placeholder(report: Report) -> Iterator[Finding]:
    """Fires if a required answer says nothing (“N/A”, “-”, “none”, a number where a text is asked for), a
    text contains a placeholder such as “TBD”, or an amount is in a box for a name or an ID.

    “N/A” in an optional answer is fine. Source: the form marks what is required.
    """
    for text in _own_texts(report):
        required = not text.column and report.required(text.question)
        phrase = empty_phrase(text.content) if required else ""
        if required and text.question.kind == "long_text" and not any(map(str.isalpha, text.content)):
            phrase = shortened(text.content.strip())
        if phrase:
            message = f"“{phrase}” is not an answer. Write one or two sentences."
        elif phrase := _first(_pattern("unfinished"), without_links(text.content)):
            message = f"“{shortened(phrase)}” is still here. Write what belongs here, or take it out."
        elif not text.column and text.question.kind == "text" and re.fullmatch(_AMOUNT, text.content):
            phrase = shortened(text.content)
            message = f"“{phrase}” looks like an amount. Write what belongs here, or take it out."
        if phrase:
            yield text.finding("wording.placeholder", "warning", message, {"found": phrase})


def wording_see_elsewhere(report: Report) -> Iterator[Finding]:
    """Fires if a required answer only refers to another one: “see above”.

    Source: each question asks for something else, and a reader may see one answer by itself.
    """
    for text in all_texts(report):
        if text.column or not report.required(text.question):
            continue
        bare = _bare(text.content)
        refers = any(phrase in bare for phrase in _list("see_elsewhere"))
        if refers and count_words(bare) <= _FEWEST_WORDS:
            message = f"“{shortened(text.content)}” is not an answer. Say it here in one or two sentences."
            yield text.finding("wording.see_elsewhere", "warning", message, {"found": text.content.strip()})


def wording_too_short(report: Report) -> Iterator[Finding]:
    """Fires if a required long answer about what happened has fewer than about 25 words.

    Fewer than three words are asked about in each required long answer. Source: the form asks what was done,
    where, with whom, and what came of it.
    """
    narrative_ids = {text.question.id for text in narratives(report)}
    for text in all_texts(report):
        question = text.question
        if question.kind != "long_text" or not report.required(question):
            continue
        count = count_words(text.content)
        # Whether a link is missing, other checks say.
        few = count < 3 and question.role not in (LINKS, LIST)
        bare = few and without_links(text.content) == text.content
        # Fewer words do in two whole sentences.
        short = count < (20 if re.search(_TWO_SENTENCES, text.content) else 25)
        if bare or (question.id in narrative_ids and short):
            message = f"This answer has {pluralize(count, 'word')}. Write two or three sentences."
            yield text.finding("wording.too_short", "note", message, {"words": count})


def wording_same_answer(report: Report) -> Iterator[Finding]:
    """Fires if the same text of eight words or more answers two questions.

    Letter case, spaces and punctuation do not matter. Source: each question asks for something else.
    """
    seen: dict[str, Question] = {}
    for text in all_texts(report):
        if text.column:
            continue
        first = seen.setdefault(" ".join(_plain_words(text.content)), text.question)
        if first is not text.question and count_words(text.content) >= _FEWEST_WORDS:
            message = f"This is the same text as in {question_label(first)}. Say here what is different."
            yield text.finding("wording.same_answer", "warning", message, {"first": first.id})


def wording_same_passage(report: Report) -> Iterator[Finding]:
    """Fires if a passage of 15 words appears under two questions; for a whole answer, see
    `wording.same_answer`.

    Source: each question asks for something else.
    """
    seen: dict[tuple[str, ...], Question] = {}
    answers: set[str] = set()
    for text in _own_texts(report):
        words = _plain_words(without_links(text.content))
        if text.column or " ".join(words) in answers:
            continue
        answers.add(" ".join(words))
        passages = [*zip(*(words[start:] for start in range(15)), strict=False)]
        if copied := next(filter(seen.__contains__, passages), None):
            first, passage = seen[copied], " ".join(copied)
            written = re.search(r"[\W_]+".join(copied), text.content, re.IGNORECASE)
            shown = shortened(written[0] if written else passage, 50)
            message = f"“{shown}” is also in {question_label(first)}. Say something else here."
            data = {"first": first.id, "found": passage}
            yield text.finding("wording.same_passage", "warning", message, data)
        for words_of_passage in passages:
            seen.setdefault(words_of_passage, text.question)


def wording_translator_footer(report: Report) -> Iterator[Finding]:
    """Fires if a translator left its line, such as “Translated with DeepL.com (free version)”.

    A sentence about a translation is fine. Source: such a line is not the applicant's own text.
    """
    for text in all_texts(report):
        # Links to documents of Google are in many reports, and lists of phrases take long to make ready.
        if "deepl" not in text.content.casefold() and "google" not in without_links(text.content).casefold():
            continue
        lines = (line.strip() for line in text.content.splitlines())
        footer = next((line for line in lines if _bare(line) in _list("translated_line")), "")
        if footer := _first(_pattern("translated"), text.content) or footer:
            message = f"Your translator added a line: “{shortened(footer)}”. Take it out."
            repair = ("Take that line out", footer, "")
            yield text.finding("wording.translator_footer", "warning", message, {"found": footer}, repair)


def wording_assistant_remains(report: Report) -> Iterator[Finding]:
    """Fires if a writing assistant left its own words, such as “Here is a revised version”.

    Source: such words are meant for the applicant, not for the reader.
    """
    message = "“{}” looks like words of a writing assistant. Take them out."
    return _matches(report, "assistant", "wording.assistant_remains", message)


def wording_markup_left(report: Report) -> Iterator[Finding]:
    """Fires if a text contains markup for bold text, templates or line breaks: `'''`, `**`, `<br>`, `{{`.

    Source: the report shows such markup as it is.
    """
    message = "Readers will see “{}” as it is. Take the marks out."
    return _matches(report, "markup", "wording.markup_left", message)


def wording_mojibake(report: Report) -> Iterator[Finding]:
    """Fires if letters were garbled between two programs, as in “rÃ©union”.

    Source: nobody writes such letters; they are UTF-8 read in another encoding.
    """
    for text in all_texts(report):
        content = text.content
        if (content.isascii() and "????" not in content) or not re.search(_BROKEN, content):
            continue
        word, *others = (word for word in content.split() if re.search(_BROKEN, word))
        better, data = _mended(word), dict[str, Plain](found=word)
        message = f"“{shortened(word)}” has broken letters. Write the word again"
        label = f"Write {better}"
        if others:
            count = pluralize(len(others), "more word")
            message = f"“{shortened(word)}” and {count} have broken letters. Write them again"
            label = f"Write all of them again, beginning with {better}"
        if better != word:
            message += f": {shortened(better).rstrip('.')}{' …' if others else ''}"
            if not text.column:
                data["repair"] = {"label": label, "answers": {text.question.id: _mended(content)}}
        yield text.finding("wording.mojibake", "warning", f"{message}.", data)


def wording_question_pasted(report: Report) -> Iterator[Finding]:
    """Fires if an answer contains a sentence of the form's own question.

    Source: a published page of 2023 whose answers begin with the questions.
    """
    # A sentence of fewer words may stand in an answer by chance.
    sentences = {
        " ".join(words): question
        for question in report.form.questions
        for sentence in re.split(r"(?<=[.?!])\s|\n", question.wording)
        if len(words := _plain_words(sentence)) >= 6
    }
    for text in _own_texts(report):
        if text.question.kind != "long_text":
            continue
        answer = f" {' '.join(_plain_words(text.content))} "
        pasted = next((sentence for sentence in sentences if f" {sentence} " in answer), None)
        if pasted:
            asked = sentences[pasted]
            label = "this question" if asked is text.question else question_label(asked)
            message = f"Your answer contains the words of {label}. Take them out."
            yield text.finding("wording.question_pasted", "warning", message, {"found": pasted})


def _own_texts(report: Report) -> Iterator[Text]:
    """Yield the texts of the applicant's own: nothing that was pasted from elsewhere."""
    return (text for text in all_texts(report) if not text.question.reference)


def _matches(report: Report, name: str, code: str, message: str) -> Iterator[Finding]:
    """Yield a finding for the first match of a pattern of the data in each text; links are passed over."""
    for text in _own_texts(report):
        if match := _first(_pattern(name), without_links(text.content)):
            yield text.finding(code, "warning", message.format(shortened(match)), {"found": match})


def _first(pattern: re.Pattern[str], text: str) -> str:
    match = pattern.search(text)
    return match[0].strip() if match else ""


@lru_cache(64)
def _plain_words(text: str) -> list[str]:
    return re.sub(r"[\W_]+", " ", text.casefold()).split()


# The bytes of a letter in UTF-8, as Windows-1252 shows them: the first one, then one or two others.
_OTHER = "[\u00a1-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]"
# The same as Windows-1251 shows Cyrillic ones; what no encoding could hold became question marks.
_CYRILLIC = f"[РС][{re.escape(bytes(range(0x80, 0xC0)).decode('cp1251', 'ignore'))}]"
_BROKEN = (
    f"(?:[ÂÃÄÅÎÏÐÑ×ØÙ]{_OTHER}|â€{_OTHER}|(?:[à-ï]{_OTHER}{{2}}){{2}})+|\ufffd|(?:{_CYRILLIC}){{3,}}"
    r"|(?<!\S)\?{4,}"
)


def _mended(text: str) -> str:
    # Cleaning took the last of the three letters of ” away, and the second of “à” is a space.
    pattern = f"(?:{_CYRILLIC})+" if re.search(f"(?:{_CYRILLIC}){{3}}", text) else _BROKEN
    text = re.sub(pattern, _decoded, text).replace("â€", "”")
    return re.sub("Ã(?:\u00a0|(?= ))", "à", text)


def _decoded(match: re.Match[str]) -> str:
    try:
        return match[0].encode("cp1251" if match[0][0] in "РС" else "cp1252").decode("utf-8")
    except ValueError:
        return match[0]


def _bare(line: str) -> str:
    return " ".join(line.casefold().split()).strip(" .()[]-–—*")


@cache
def _list(name: str) -> tuple[str, ...]:
    return items(data_file("wording.toml")[name])


# Alternatives that begin alike are much faster behind one common beginning.
_BEGINNINGS = {
    "word": r"\b",
    "line": r"^\W{0,3}(?:\w[^\n!,.！，。]{1,20}[!,.！，。][ \u00a0]?)?",
    "anywhere": "",
}


@cache
def _pattern(name: str) -> re.Pattern[str]:
    lists = data_file("wording.toml")[name]
    pattern = "|".join(f"{_BEGINNINGS[place]}(?:{'|'.join(listed)})" for place, listed in lists.items())
    return re.compile(pattern, re.MULTILINE | re.IGNORECASE)
