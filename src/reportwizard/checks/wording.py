"""Words that were left behind, say nothing, or appear twice: what no reader should have to read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from reportwizard.checks.finding import Finding, replacement
from reportwizard.checks.links.checks import LINKS, LIST
from reportwizard.checks.links.places import without_links
from reportwizard.checks.texts import (
    Text,
    all_texts,
    called,
    data_file,
    items,
    narratives,
    says_nothing,
    shortened,
)
from reportwizard.forms.form import Question
from reportwizard.kinds.base import Plain
from reportwizard.report.report import Report
from reportwizard.text import count_words, pluralize

_FEWEST_WORDS = 8
"""Two answers of fewer words may well be the same."""
_SENTENCE = 6
"""A shorter sentence of the form may stand in an answer by chance."""
_FEW = 3
"""A required long answer of fewer words is asked about, whatever it is for."""
_SHORT = 25
"""Words of a long answer: a reader asks for more where there are fewer."""
_PASSAGE = 15
"""Words that stand one after the other under two questions are a passage that was copied."""


def wording_placeholder(report: Report) -> Iterator[Finding]:
    """Fires if a required answer says nothing (“N/A”, “-”, “none”), or a text contains a placeholder such as
    “TBD”.

    “N/A” in an optional answer is fine. Source: the form marks what is required.
    """
    for text in all_texts(report):
        if text.question.reference:
            continue
        required = not text.column and report.required(text.question)
        found = says_nothing(text.words) if required else ""
        if found:
            message = f"“{found}” does not answer {called(text.question)}. Write one or two sentences."
        elif found := _first(_pattern("unfinished", re.MULTILINE), without_links(text.words)):
            message = f"“{shortened(found)}” is still here. Write what belongs here, or take it out."
        if found:
            yield _finding("wording.placeholder", text, message, found)


def wording_see_elsewhere(report: Report) -> Iterator[Finding]:
    """Fires if a required answer only refers to another one: “see above”.

    Source: each question asks for something else, and a reader may see one answer by itself.
    """
    phrases = _list("see_elsewhere")
    for text in all_texts(report):
        said = _bare(text.words)
        pointing = count_words(said) <= _FEWEST_WORDS and any(phrase in said for phrase in phrases)
        if pointing and not text.column and report.required(text.question):
            message = (
                f"“{shortened(text.words)}” does not answer {called(text.question)}. Say it here in one or"
                " two sentences."
            )
            yield _finding("wording.see_elsewhere", text, message, text.words.strip())


def wording_too_short(report: Report) -> Iterator[Finding]:
    """Fires if a required long answer about what happened has fewer than about 25 words.

    Fewer than three words are asked about in each required long answer. Source: the form asks what was done,
    where, with whom, and what came of it.
    """
    tell = {text.question.id for text in narratives(report)}
    for text in all_texts(report):
        id, number = text.question.id, count_words(text.words)
        # That a link is missing is told by itself.
        few = number < _FEW and text.question.role not in (LINKS, LIST)
        bare = few and without_links(text.words) == text.words
        if not (bare or (id in tell and number < _SHORT)) or says_nothing(text.words):
            continue
        if text.question.kind == "long_text" and report.required(text.question):
            words = f"{called(text.question, capital=True)} has {pluralize(number, 'word')}."
            message = f"{words} Write two or three sentences."
            yield Finding("wording.too_short", "note", id, message, {"words": number})


def wording_same_answer(report: Report) -> Iterator[Finding]:
    """Fires if the same text of eight words or more answers two questions.

    Letter case, spaces and punctuation do not matter. Source: each question asks for something else.
    """
    seen: dict[str, Question] = {}
    for text in all_texts(report):
        if text.column:
            continue
        first = seen.setdefault(" ".join(_plain_words(text.words)), text.question)
        if first is not text.question and count_words(text.words) >= _FEWEST_WORDS:
            message = (
                f"This is the same text as in {called(first)}. Answer each question in its own words, or"
                " say here what is different."
            )
            yield Finding("wording.same_answer", "warning", text.question.id, message, {"first": first.id})


def wording_same_passage(report: Report) -> Iterator[Finding]:
    """Fires if a passage of 15 words appears under two questions; for a whole answer, see
    `wording.same_answer`.

    Source: each question asks for something else.
    """
    seen: dict[tuple[str, ...], Question] = {}
    whole: set[str] = set()
    for text in all_texts(report):
        words = _plain_words(without_links(text.words))
        if text.column or text.question.reference or " ".join(words) in whole:
            continue
        whole.add(" ".join(words))
        passages = [tuple(words[at : at + _PASSAGE]) for at in range(len(words) - _PASSAGE + 1)]
        copied = next((passage for passage in passages if passage in seen), None)
        if copied:
            first, said = seen[copied], " ".join(copied)
            message = f"“{shortened(said, 50)}” is also in {called(first)}. Say something else here."
            data: dict[str, Plain] = {"first": first.id, "found": said}
            yield Finding("wording.same_passage", "warning", text.question.id, message, data)
        for passage in passages:
            seen.setdefault(passage, text.question)


def wording_translator_footer(report: Report) -> Iterator[Finding]:
    """Fires if a translator left its line, such as “Translated with DeepL.com (free version)”.

    A sentence about a translation is fine. Source: such a line is not the applicant's own text.
    """
    for text in all_texts(report):
        # Links to documents of Google are in many reports, and lists of phrases take long to make ready.
        if "deepl" not in text.words.casefold() and "google" not in without_links(text.words).casefold():
            continue
        lines = (line.strip() for line in text.words.splitlines())
        found = next((line for line in lines if _bare(line) in _list("translated_line")), "")
        if found := _first(_translated(), text.words) or found:
            message = f"Your translator added a line: “{shortened(found)}”. Take it out."
            yield _finding("wording.translator_footer", text, message, found, "Take that line out")


def wording_assistant_remains(report: Report) -> Iterator[Finding]:
    """Fires if a writing assistant left its own words, such as “Here is a revised version”.

    Source: such words are meant for the applicant, not for the reader.
    """
    for text, found in _searched(report, "assistant"):
        message = f"“{shortened(found)}” looks like words of a writing assistant. Take them out."
        yield _finding("wording.assistant_remains", text, message, found)


def wording_markup_left(report: Report) -> Iterator[Finding]:
    """Fires if a text contains markup for bold text, templates or line breaks: `'''`, `**`, `<br>`, `{{`.

    Source: the report shows such markup as it is.
    """
    for text, found in _searched(report, "markup"):
        message = f"Readers will see “{shortened(found)}” as it is. Take the marks out."
        yield _finding("wording.markup_left", text, message, found)


def wording_mojibake(report: Report) -> Iterator[Finding]:
    """Fires if letters were garbled between two programs, as in “rÃ©union”.

    Source: nobody writes such letters; they are UTF-8 read in another encoding.
    """
    for text in all_texts(report):
        for word in re.findall(r"\S+", text.words) if _BROKEN.search(text.words) else ():
            better = _BROKEN.sub(_decoded, word)
            if better != word or "\ufffd" in word:
                again = f": {shortened(better)}" if better != word else ""
                message = f"“{shortened(word)}” has broken letters. Write the word again{again}."
                label = f"Write {better}" if better != word else ""
                yield _finding("wording.mojibake", text, message, word, label, better)
                break


def wording_question_pasted(report: Report) -> Iterator[Finding]:
    """Fires if an answer contains a sentence of the form's own question.

    Source: a published page of 2023 whose answers begin with the questions.
    """
    sentences = {
        " ".join(words): question
        for question in report.form.questions
        for sentence in re.split(r"(?<=[.?!])\s|\n", question.wording)
        if len(words := _plain_words(sentence)) >= _SENTENCE
    }
    for text in all_texts(report):
        if text.column or text.question.reference or text.question.kind != "long_text":
            continue
        said = f" {' '.join(_plain_words(text.words))} "
        found = next((sentence for sentence in sentences if f" {sentence} " in said), None)
        if found:
            message = f"Your answer contains the words of {called(sentences[found])}. Take them out."
            yield _finding("wording.question_pasted", text, message, found)


def _finding(code: str, text: Text, message: str, found: str, label: str = "", better: str = "") -> Finding:
    data: dict[str, Plain] = {"found": found, **text.place}
    if label and not text.column:
        data["repair"] = replacement(label, found, better)
    return Finding(code, "warning", text.question.id, message, data)


def _searched(report: Report, name: str) -> Iterator[tuple[Text, str]]:
    """Give the texts in which a pattern of the data is found, with its first find; links are passed over."""
    for text in all_texts(report):
        found = "" if text.question.reference else _first(_pattern(name), without_links(text.words))
        if found:
            yield text, found


def _first(pattern: re.Pattern[str], words: str) -> str:
    found = pattern.search(words)
    return found[0].strip() if found else ""


def _plain_words(words: str) -> list[str]:
    return re.sub(r"[\W_]+", " ", words.casefold()).split()


# The bytes of a letter in UTF-8, as Windows-1252 shows them: the first one, then one or two others.
_OTHER = "[\u00a1-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]"
_BROKEN = re.compile(f"(?:[ÂÃÄÅÎÏÐÑ×ØÙ]{_OTHER}|â€{_OTHER}|(?:[à-ï]{_OTHER}{{2}}){{2}})+|\ufffd")


def _decoded(found: re.Match[str]) -> str:
    try:
        return found[0].encode("cp1252").decode("utf-8")
    except ValueError:
        return found[0]


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
def _pattern(name: str, flags: int = re.MULTILINE | re.IGNORECASE) -> re.Pattern[str]:
    return re.compile("|".join(data_file("wording.toml")[name]), flags)
