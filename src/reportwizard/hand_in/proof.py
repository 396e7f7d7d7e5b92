"""Proof that the answers arrived: each is looked for in a text copied from the portal, or from the wiki.

Where the text prints the questions, an answer has to be below its own. Spaces, invisible letters, list marks
and the form of quotes are ignored, because browsers and portals change them.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from difflib import SequenceMatcher
from functools import cached_property
from typing import Literal, NamedTuple, TypeAlias

from reportwizard.forms.form import Question
from reportwizard.hand_in.stops import is_asked, portal_text
from reportwizard.imports.answers import read_answer, without_help
from reportwizard.imports.imported import CELL_BREAK
from reportwizard.imports.layout import layout_of, page_labels, row_labels, tidy_page
from reportwizard.imports.registry import copied_text
from reportwizard.imports.wordings import Label, find_places, plain_words, split_rows, tokenize
from reportwizard.kinds.registry import KINDS
from reportwizard.kinds.table import cells_of
from reportwizard.kinds.values import Region, Typed, Value
from reportwizard.money.amount import Amount
from reportwizard.report.report import Report
from reportwizard.report.written import statement_column
from reportwizard.text import pluralize

State: TypeAlias = Literal["equal", "missing", "cut", "lost", "changed", "elsewhere", "twice", "unseen"]

# Soft hyphens, joiners of words, and marks of direction.
_UNSEEN = "\u00ad\u200b\u200e\u200f\u061c\u2060\ufeff"
# The marks of a list: a browser leaves them out, the walk makes them `*`, a wiki takes a line's first.
_MARKS = "*•‣▪◦·\uf0b7\uf0a7\uf0d8"
_GAP = re.compile(
    rf"(?:\n[^\S\n]*+[{_MARKS}#:;]++|(?:(?!\n)[\s{_UNSEEN}])++|\n|(?<=\s)[{_MARKS}\-–—]++(?=\s))++"
)
_JOINT = rf"(?: ?[{_MARKS}\-–—](?= ))?+ ?+"
_QUOTES = str.maketrans({**dict.fromkeys("“”„‟«»", '"'), **dict.fromkeys("‘’‚‛‹›", "'")})
# As the portal writes them: `7,043.30`, and never `7.043,30`.
_NUMBER = re.compile(r"(?<![\d.,−-])[−-]?(?:\d{1,3}(?:[,\s'’]\d{3})++|\d++)(?:\.\d++)?(?!\d|[.,]\d)")
_DAY_FIRST = re.compile(r"\b(?:1[3-9]|2\d|3[01])[/.-]\d{1,2}[/.-]\d{2}")
_LONG_ENOUGH = 15
"""Characters from which on a text is not found by chance."""
_ENOUGH = 12
_AROUND = 28
_LOOK, _ALIKE = 400, 0.5
_YES_NO, _TEXTS = {"yes_no": ["Yes", "No"]}, ("text", "long_text")
_FOREIGN = 0.1
_ELLIPSIS = re.compile(r"\s*(?:…|\.\.)")
_ENGLISH = Region("en")


class FlatText(NamedTuple):
    """A text with one space for each gap, and straight quotes. `lines` has its quotes and its line breaks."""

    text: str
    lines: str

    @property
    def shown(self) -> str:
        """The text with its own quotes."""
        return self.lines.replace("\n", " ")


def flatten(text: str) -> FlatText:
    """Return a text without what a browser may change in it."""

    def blank(gap: re.Match[str]) -> str:
        return "\n" if "\n" in gap[0] else " " if any(map(str.isspace, gap[0])) else ""

    lines = _GAP.sub(blank, f"\n{text.replace(CELL_BREAK, chr(10))}\n").strip()
    return FlatText(lines.replace("\n", " ").translate(_QUOTES), lines)


@dataclass(frozen=True)
class Difference:
    """The first difference between a text and what arrived of it.

    `after` is the text before it, `here` and `there` the texts at it. `lost_count` and `kept` are the numbers
    of characters that are not there, and that are.
    """

    state: State
    here: str
    there: str
    after: str = ""
    lost_count: int = 0
    kept: int = 0

    @property
    def message(self) -> str:
        """The difference, in a sentence."""
        after = f"After “{self.after}” " if self.after else ""
        here = f"“{self.here}”" if self.here else "nothing"
        text = f"{after}it says “{self.there}” there, and {here} here."
        if self.kept and not (self.after or self.here):
            text = f"it begins with “{self.there}” there, and not here."
        elif self.state == "cut":
            lost = pluralize(self.lost_count, "character is", "characters are")
            text = f"It ends after “{self.after}”. {lost} not there."
        elif self.here == self.there or (self.state == "lost" and not self.here):
            text = f"{after}the space is not the same: “{self.there}”"
        elif self.state == "lost":
            text = f"{after}this is not there: {here}"
        return text[0].upper() + text[1:]


@dataclass(frozen=True)
class Arrival:
    """What happened to one answer, or to one cell of it.

    `cell` names the cell. `box` is the question under which the answer is instead, or also. `kept`
    counts the characters that arrived, `length` all. `restyled`: it lost line breaks or the form of quotes.
    """

    question: Question
    state: State
    cell: str = ""
    difference: Difference | None = None
    box: Question | None = None
    kept: int = 0
    length: int = 0
    restyled: bool = False

    @property
    def message(self) -> str:
        """The result, in a sentence."""
        text = _MESSAGES.get(self.state, "")
        if self.box:
            also = "also " if self.state == "twice" else ""
            text = f"It is {also}in the box of {self.box.number} {self.box.name}.".replace("  ", " ")
        elif self.difference:
            text = self.difference.message
        return f"{self.cell}: {text}" if self.cell else text


_MESSAGES = {
    "equal": "It is there, word for word.",
    "missing": "It is not there.",
    "twice": "It is there twice.",
    "unseen": "This text does not show it.",
    "foreign": (
        "Hardly any of your answers is in this text: it belongs to another report, or your browser does not"
        " copy what is in boxes."
    ),
}


@dataclass(frozen=True)
class Proof:
    """What happened to every answer, in the form's order. `foreign`: the text belongs to another report."""

    arrivals: tuple[Arrival, ...] = ()
    foreign: bool = False

    @property
    def faults(self) -> tuple[Arrival, ...]:
        """What did not arrive as it is here."""
        return tuple(arrival for arrival in self.arrivals if arrival.state not in ("equal", "unseen"))

    @property
    def unseen(self) -> tuple[Arrival, ...]:
        """What the text does not show: it was a part of the page."""
        return tuple(arrival for arrival in self.arrivals if arrival.state == "unseen")

    @property
    def arrived(self) -> bool:
        """Whether every answer that the text shows is there as it is here."""
        return not (self.foreign or self.faults)

    @property
    def lines(self) -> tuple[str, ...]:
        """What did not arrive, a line for each, with the question."""
        return tuple(
            f"{fault.question.number} {fault.question.name}: {fault.message}".strip() for fault in self.faults
        )

    @property
    def verdict(self) -> tuple[str, ...]:
        """The overall result, in sentences; what did not arrive is reported by each of `faults`."""
        if self.foreign:
            return (_MESSAGES["foreign"],)
        equal = tuple(arrival for arrival in self.arrivals if arrival.state == "equal")
        restyled, sentences = tuple(arrival for arrival in equal if arrival.restyled), list[str]()
        if self.faults:
            things, pronoun = pluralize(len(self.faults), "thing"), "them" if len(self.faults) > 1 else "it"
            sentences.append(f"{things} did not arrive as you have {pronoun} here.")
        if equal:
            some, where = "other " * bool(self.faults), " in this text" * bool(self.unseen)
            sentences.append(f"All {some}answers{where} are there, word for word.")
        if self.unseen:
            sentences.append(f"This text does not show these: {_names(self.unseen)}.")
        if restyled:
            sentences.append(f"Only line breaks or quotes are different there: {_names(restyled)}.")
        return tuple(sentences)


def _names(arrivals: tuple[Arrival, ...]) -> str:
    return ", ".join(arrival.question.number or arrival.question.name for arrival in arrivals)


def prove(report: Report, text: str) -> Proof:
    """Look for every answer of a report in a text; raises `PageError` if it is empty or far too long."""
    copied = copied_text(text)
    proof = _proof(report, copied)
    if proof.arrived or copied == text:
        return proof
    # An answer that holds the markup of a wiki makes a copied page look like its source.
    return min(
        proof, _proof(report, text), key=lambda proof: (proof.foreign, len(proof.faults), len(proof.unseen))
    )


def _proof(report: Report, copied: str) -> Proof:
    page = _Page(report, copied)
    arrivals = [arrival for question in page.questions for arrival in _arrivals(page, question)]
    # Short texts may be there by chance.
    seen = (arrival for arrival in arrivals if arrival.state != "unseen")
    certain = [arrival for arrival in seen if arrival.length >= _LONG_ENOUGH] or arrivals
    kept, length = sum(arrival.kept for arrival in certain), sum(arrival.length for arrival in certain)
    if kept < length * _FOREIGN or not kept:
        return Proof(foreign=True)
    return Proof(tuple(arrivals))


@dataclass(frozen=True, eq=False)
class _Page:
    """The text, cut at the questions of the form."""

    report: Report
    copied: str

    @cached_property
    def questions(self) -> tuple[Question, ...]:
        """What is looked for: the answers that are printed and read."""
        asked = (question for question in self.report.printed() if is_asked(self.report, question))
        answers = self.report.answers
        return tuple(question for question in asked if not isinstance(answers[question.id], Typed))

    @cached_property
    def raw(self) -> str:
        """The text without the section marks of a wiki."""
        return tidy_page(self.copied, layout_of(self.report.form))

    @cached_property
    def boxes(self) -> Mapping[str, tuple[int, int]]:
        """Where the answer to each question that is there begins and ends in `raw`."""
        known, by_id = layout_of(self.report.form), self.report.form.by_id
        places = find_places(tokenize(self.raw), page_labels(known, ""))
        head = self.raw[: places[0].start] if places else self.raw
        facts = [
            Label(",".join(fact.questions), plain_words(label), order, inline=False)
            for order, (label, fact) in enumerate(known.facts.items())
            if fact.questions
        ]
        places = [*find_places(tokenize(head), facts, fuzzy=False), *places]
        # A text that the portal recalls is between a question and the box of its answer.
        recalled = {
            place for place in places if (question := by_id.get(place.label.key)) and question.reference
        }
        ends = [place.start for place in places if place not in recalled]
        boxes: dict[str, tuple[int, int]] = {}
        # A label of its own tells more than one that an answer shares, and the first more than a second.
        for place in sorted(places, key=lambda place: (-place.label.key.count(","), -place.start)):
            after = bisect_left(ends, place.end)
            end = ends[after] if after < len(ends) else len(self.raw)
            boxes |= dict.fromkeys(place.label.key.split(","), (place.end, end))
        return boxes

    def box(self, question: Question) -> str:
        """Return what is below a question, without the form's own help, and without buttons.

        Of buttons, a browser copies all, and nothing that says which one is pressed.
        """
        start, end = self.boxes[question.id]
        text = without_help(question, self.raw[start:end])
        options = [option.label for option in question.options] or _YES_NO.get(question.kind, [])
        all_of = r"\W+".join(r"\s+".join(map(re.escape, option.split())) for option in options)
        return (re.sub(rf"\W*\b{all_of}\b\W*", "\n", text) if options else text).strip("\n")

    @cached_property
    def all_text(self) -> FlatText:
        return flatten(self.raw)

    @cached_property
    def flat(self) -> Mapping[str, FlatText]:
        """What is below each question that is there, as it is compared."""
        return {id: flatten(self.raw[start:end]) for id, (start, end) in self.boxes.items()}

    @cached_property
    def region(self) -> Region:
        """The portal writes in English, and days as in America, if none of them shows another order."""
        dates = (question for question in self.questions if question.kind == "date")
        days = " ".join(self.box(question) for question in dates if question.id in self.boxes)
        return Region("en_GB" if _DAY_FIRST.search(days) else "en_US", self.report.currency)

    @cached_property
    def texts(self) -> Mapping[str, FlatText]:
        """The answers that are texts, by question; also those that the portal does not take."""
        ids = (question.id for question in self.report.printed() if question.kind in _TEXTS)
        return {id: flatten(portal_text(self.report, id)) for id in ids}


def _arrivals(page: _Page, question: Question) -> Iterator[Arrival]:
    answer, has_box = page.texts.get(question.id), question.id in page.boxes
    if answer and len(answer.text) >= _LONG_ENOUGH:
        yield _text(page, question, answer)
    elif not has_box:
        yield Arrival(question, "unseen")
    elif question.kind in ("table", "agreement"):
        yield from _table(page, question)
    else:
        yield _short(page, question)


# A text


def _text(page: _Page, question: Question, answer: FlatText) -> Arrival:
    arrival, box = Arrival(question, "missing", length=len(answer.text)), page.flat.get(question.id)
    # A browser may also leave out a line break without a space for it.
    pattern = re.compile(_JOINT.join(map(re.escape, answer.lines.translate(_QUOTES).split("\n"))))
    there = box or page.all_text
    found = pattern.search(there.text)
    if box and not found:
        # An answer may quote a question, and go on where its box seems to end.
        there = flatten(page.raw[page.boxes[question.id][0] :])
        found = pattern.search(there.text)
    if found and (box is None or found.start() < len(box.text)):
        return _whole_text(page, replace(arrival, state="equal", kept=arrival.length), there, pattern, found)
    if other := _other_box(page, question, answer.text):
        return replace(arrival, state="elsewhere", kept=arrival.length, box=other)
    # On a page that shows questions, what begins as an answer without a box may be another one.
    difference = compare(answer, flatten(page.box(question)) if box else page.all_text)
    if difference and (box or not page.boxes):
        return replace(arrival, state=difference.state, difference=difference, kept=difference.kept)
    return arrival if box else replace(arrival, state="unseen")


def _whole_text(
    page: _Page, arrival: Arrival, there: FlatText, pattern: re.Pattern[str], found: re.Match[str]
) -> Arrival:
    """Say of an answer that is there whether it lost its form, is there again, or has words beside it."""
    id, (start, end) = arrival.question.id, found.span()
    answer, box = page.texts[id], page.flat.get(id)
    arrived = there.lines[start:end]
    changed = any(here != other != "\n" for here, other in zip(answer.lines, arrived, strict=False))
    arrival = replace(arrival, restyled=changed or len(arrived) < len(answer.lines))
    if box is None:
        return arrival
    again, other = pattern.search(box.text, end), _other_box(page, arrival.question, answer.text, _TEXTS)
    if again or other:
        return replace(arrival, state="twice", box=other)
    before, after = there.lines[:start].rpartition("\n")[2], there.lines[end:].partition("\n")[0]
    for beside, last in ((before, ""), (after, _tail(answer.shown))):
        if any(map(str.isalnum, beside)):
            more = Difference("changed", "", _head(beside), last, kept=arrival.kept)
            return replace(arrival, state="changed", difference=more)
    return arrival


def _other_box(page: _Page, question: Question, text: str, kinds: Iterable[str] = KINDS) -> Question | None:
    """Return another question, of these kinds, in whose box an answer is."""
    for other in page.report.printed() if question.id in page.boxes else ():
        box, own = page.flat.get(other.id), page.texts.get(other.id)
        is_there = box is not None and text in box.text and not (own and text in own.text)
        if is_there and other.kind in kinds and not (other.reference or other is question):
            return other
    return None


def compare(answer: FlatText, there: FlatText) -> Difference | None:
    """Find the first difference between a text and what arrived of it; None if hardly any of it did."""
    text, box = answer.text, there.text
    enough = min(_ENOUGH, (len(text) + 1) // 2)
    first = _largest(len(text), lambda size: text[:size] in box)
    if first < enough:
        last = _largest(len(text), lambda size: text[len(text) - size :] in box)
        at = box.find(text[len(text) - last :])
        line = there.lines.rfind("\n", 0, at) + 1
        return _difference(answer, 0, len(text) - last, there.shown[line:], at) if last >= enough else None
    at = box.find(text[:first]) + first
    rest, shown = box[at:], there.shown[at:]
    last = _largest(len(text) - first, lambda size: text[len(text) - size :] in rest)
    if last >= min(enough, len(text) - first):
        return _difference(answer, first, len(text) - last, shown, rest.find(text[len(text) - last :]))
    stops = not rest or _ELLIPSIS.match(rest) or "\n" in there.lines[at - 1 : at + 1]
    pair = text[first:][:_LOOK], rest[:_LOOK]
    if stops and SequenceMatcher(None, *pair, autojunk=False).ratio() <= _ALIKE:
        shown = ""
    return _difference(answer, first, len(text), shown, len(shown))


def _largest(size: int, holds: Callable[[int], bool]) -> int:
    """Return the largest size that holds, where every smaller one holds too."""
    return bisect_left(range(1, size + 1), True, key=lambda length: not holds(length))


def _difference(answer: FlatText, start: int, end: int, rest: str, between: int) -> Difference:
    """Describe the loss of the text from `start` to `end`; `rest` is what is there instead."""
    text, lost_count, limit = answer.shown, end - start, _AROUND
    state: State = "changed"
    if not between:
        state, limit = ("cut", _AROUND) if end == len(text) else ("lost", 2 * _AROUND)
        at = start
        # Of several places that may be meant, the beginning of a line.
        while at and answer.lines[at - 1] != "\n" and answer.text[at - 1] == answer.text[at + lost_count - 1]:
            at -= 1
        start = at if not at or answer.lines[at - 1] == "\n" else start
    here = text[start:] if between else text[start : start + lost_count]
    after, kept = _tail(text[:start]), len(text) - lost_count
    return Difference(state, _head(here, limit), _head(rest), after, lost_count, kept)


def _head(text: str, limit: int = _AROUND) -> str:
    text = text.strip()
    return text if len(text) <= limit else f"{text[:limit].rstrip()}…"


def _tail(text: str) -> str:
    """Return the last words of a text."""
    text = text.strip()
    if len(text) <= _AROUND:
        return text
    end = text[-_AROUND:]
    return f"…{end[end.find(' ') + 1 :]}"


# Numbers, days and choices


def _short(page: _Page, question: Question) -> Arrival:
    """Look for an answer that may be anywhere by chance: it has to be what its box says."""
    answer, value = portal_text(page.report, question.id), page.report.answers[question.id]
    arrival = Arrival(question, "missing", length=len(answer))
    box, region = page.box(question), page.region
    is_choice = question.kind in ("choice", "yes_no")
    if is_choice and not box and any(map(str.isalnum, page.raw[slice(*page.boxes[question.id])])):
        return replace(arrival, state="unseen")  # all its buttons
    flat = flatten(box)
    lines = flat.lines.split("\n")
    if text := page.texts.get(question.id):
        is_there = f"\n{text.lines}\n" in f"\n{flat.lines}\n" or text.text in (*lines, flat.text)
        if not is_there:
            return _other(arrival, answer, lines[0])
        return replace(arrival, state="equal", kept=arrival.length)

    def is_answer(line: str) -> bool:
        read, _ = read_answer(question, line, region)
        return not isinstance(read, Typed | None) if is_choice else any(map(str.isdigit, line))

    # Buttons may be above it.
    line = next(filter(is_answer, lines), lines[0])
    if isinstance(value, Amount):
        equal = value.value in _numbers(line)
        if value.value < 0 or [*page.boxes.values()].count(page.boxes[question.id]) > 1:
            codes = {"USD", page.report.currency}.intersection(re.findall("[A-Z]{3}", line))
            equal = equal and (not codes or value.currency in codes)
        elif more := [other for other in lines if other != line and _NUMBER.fullmatch(other)]:
            return _other(arrival, answer, f"{line} {more[0]}")
        else:
            # Of 1 it is clear what is beside it; three decimals alone would be asked about.
            arrived, _ = read_answer(question, _NUMBER.sub("1", line, count=1), region)
            equal = equal and arrived == Amount(Decimal(1), value.currency)
    else:
        shown = re.escape(flatten(page.report.show(question)).lines)
        read = [read_answer(question, text, region)[0] for text in (box, line)]
        read += [KINDS["date"].read(line, question, region).value] if question.kind == "date" else []
        equal = value in read or bool(re.search(rf"(?<!\w){shown}(?!\w)", line))
    if equal:
        return replace(arrival, state="equal", kept=arrival.length)
    return _other(arrival, answer, line)


def _other(arrival: Arrival, answer: str, there: str) -> Arrival:
    """Say what is in a box, or in a cell, instead of a few letters."""
    if not there:
        return arrival
    difference = Difference("changed", _head(answer), _head(there))
    if difference.here == difference.there:
        difference = compare(flatten(answer), flatten(there)) or difference
    return replace(arrival, state=difference.state, difference=difference)


def _numbers(text: str) -> list[Decimal]:
    return [Decimal(re.sub(r"[^\d.-]", "", found[0].replace("−", "-"))) for found in _NUMBER.finditer(text)]


# Tables


def _table(page: _Page, question: Question) -> Iterator[Arrival]:
    """Compare cell by cell; of a row whose cells cannot be distinguished, whether all are there in order."""
    rows = _rows(question, page.report.answers[question.id])
    size = sum(len(cell) for cells in rows.values() for cell in cells.values())
    table = Arrival(question, "equal", length=size)
    if not size:
        return
    box = page.box(question)
    read, _ = read_answer(question, box, page.region)
    there, names = _rows(question, read), {row.id: row.label for row in question.rows}
    behind = {key: flatten(text).text for key, text in split_rows(box, row_labels(question))[1]}
    counts = [column.label for column in question.columns if column.kind == "count"]
    arrivals: list[Arrival] = []
    for key in names or rows:
        cells, others = rows.get(key, {}), there.get(key, {})
        is_read = bool(names and others)
        if cells and not is_read:
            flat = [re.escape(flatten(cell).text) for cell in cells.values()]
            in_order = r".*?".join(rf"(?<!\w){cell}(?!\w)" for cell in flat)
            if re.search(in_order, behind.get(key, "" if names and behind else flatten(box).text)):
                arrivals.append(table)
                continue
        # A portal may print 0 in a cell that is empty.
        extra = {label: "" for label in counts if is_read and others.get(label, "0") != "0"}
        for column, cell in (extra | cells).items():
            label = " › ".join(filter(None, (names.get(key) or f"Row {int(key) + 1}", column)))
            arrivals.append(_cell(question, label, cell, others.get(column, ""), behind.get(key, "")))
    if all(arrival.state == "missing" for arrival in arrivals):
        yield replace(table, state="unseen" if question.kind == "agreement" else "missing")
    elif faults := [arrival for arrival in arrivals if arrival.state != "equal"]:
        yield from faults
    else:
        yield replace(table, kept=size)


def _rows(question: Question, value: Value | None) -> dict[str, dict[str, str]]:
    """Return the cells of each row by the names of their columns; that of a statement has no name."""
    columns = {column.id: column for column in question.columns} or {"": statement_column(question)}
    rows: dict[str, dict[str, str]] = {}
    for row, column, cell in cells_of(value or {}):
        asked = columns.get(column, columns.get(""))
        if asked and not isinstance(cell, Typed):
            rows.setdefault(row, {})[asked.label] = KINDS[asked.kind].portal(cell, asked, _ENGLISH)
    return rows


def _cell(question: Question, name: str, answer: str, there: str, row: str) -> Arrival:
    arrival = Arrival(question, "missing", name, length=len(answer))
    flat, other = flatten(answer), flatten(there)
    is_long = len(flat.text) >= _LONG_ENOUGH
    is_number = bool(_NUMBER.fullmatch(answer)) and _numbers(there) == _numbers(answer)
    # After an empty line a cell is not read on.
    if flat.text == other.text or is_number or (is_long and flat.text in f"{other.text}\n{row}"):
        return replace(arrival, state="equal")
    found = compare(flat, other) if is_long and other.text else None
    if found:
        return replace(arrival, state=found.state, difference=found, kept=found.kept)
    return _other(arrival, answer, there)
