"""Bring in a report page: paste it or name its file, look at what was found, and it becomes a report."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.widget import Widget

from reportwizard.drafts.store.folder import DraftFolder
from reportwizard.errors import DraftError
from reportwizard.kinds.values import Typed
from reportwizard.report.report import Report
from reportwizard.text import pluralize
from reportwizard.ui.dialogs.dialog import MenuItem, numbered_item
from reportwizard.ui.dialogs.pickers import currency_picker, file_picker
from reportwizard.ui.home.home_page import HomePage
from reportwizard.ui.shared.drawing import one_line, plain, sign, styled_sign
from reportwizard.ui.shared.keys import key_binding
from reportwizard.ui.shared.line_list import LineList
from reportwizard.ui.shared.lines_widget import Text
from reportwizard.ui.shared.page_box import DOCUMENT, ENDINGS, PageBox
from reportwizard.ui.wizard import CHECK, Open, ask, attempt, wizard

if TYPE_CHECKING:
    from decimal import Decimal

    from reportwizard.imports.imported import ImportResult

_HOW = "Open the page on Meta-Wiki, select all of it (Ctrl+A), copy it, and paste it here."
_FIRST, _NEXT = "paste the page here, or type the name of a file", "or type the name of a file"
_MAX_UNPLACED, _MAX_NAME = 3, 34
_MAKE, _OTHER, _MERGE = "/make", "/other", "/merge"


class FoundReport(NamedTuple):
    """A report found in a page or a file.

    `likely` are the currencies that fit an amount without one; None if every amount has one. `data` are the
    bytes of a Word document, whose name is `text`, and `copy_of` is the draft that it was written from.
    """

    text: str
    data: bytes
    imported: ImportResult
    likely: Sequence[tuple[str, Decimal | None]] | None
    copy_of: str


class BringInPage(HomePage):
    """Make a report from a published page, or from a file that this program wrote."""

    heading = "Bring in a report page"
    HELP = """\
Here you bring in a report that exists already.

Open the published page of the report, select the whole page (Ctrl+A), copy it (Ctrl+C), and paste it here. \
Or type the name of a file and press Enter; Ctrl+O lists your newest files. It can be a page that you saved \
as text or as a web page (.html, .mht), the source of a wiki page, or a report that this program wrote. A \
Word document that colleagues changed (.docx) brings their changes and comments into your report.

What was found is said below. Text that fits no question is listed, and kept in the report."""
    SCOPED_CSS = False
    DEFAULT_CSS = """
    BringInPage { overflow-y: auto; scrollbar-size-vertical: 1; }
    BringInPage > Text { margin: 0 2 0 1; background: $raised; }
    BringInPage > PageBox { margin: 0 2 0 1; }
    BringInPage > .page-words { margin: 0 2 1 3; color: $quiet; background: $ground; }
    BringInPage > .found { margin: 1 2 0 1; background: $ground; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        key_binding("ctrl+o", "choose_file", "file", "Choose one of your newest files")
    ]

    def __init__(self) -> None:
        super().__init__()
        self._found: FoundReport | None = None
        self._box = PageBox(
            self._read,
            self._show_found,
            self._show_status,
            _FIRST,
            parse_document=lambda data, name: self._read(name, data),
        )
        self._text, self._status, self._rest = Text(), Text(classes="found"), Text(classes="found")
        self._choices = LineList(classes="-fit-content")

    def compose(self) -> ComposeResult:
        yield Text(plain(_HOW), classes="page-words")
        yield from (self._text, self._box, self._status, self._choices, self._rest)

    def begin(self) -> Widget:
        self._show(())
        return self._box

    def hints(self) -> str:
        enter = "do it" if self._found else "read the file"
        return f"Enter {enter}   Ctrl+O choose a file   F1 help   Esc my reports"

    # Reading

    def on_paste(self, event: events.Paste) -> None:
        self._box.paste(event)

    def action_choose_file(self) -> None:
        """Choose one of the newest files."""
        ask(self, file_picker("Your newest files", (*ENDINGS, DOCUMENT), self.now), self._box.read_file)

    def _read(self, text: str, data: bytes = b"") -> FoundReport:
        from reportwizard.imports.amounts import likely_currencies_of, needs_currency

        app, imported = wizard(self), self._import(text, data)
        report, likely = imported.report, None
        if needs_currency(report):
            likely = likely_currencies_of(report, "" if data else text, app.locale)
        copy_of = original_of(report, app.folder) if data else ""
        return FoundReport(text, data, imported, likely, copy_of)

    def _import(self, text: str, data: bytes, currency: str = "") -> ImportResult:
        from reportwizard.imports.registry import import_file, import_text

        read = partial(import_file, data) if data else import_text
        return read(text, currency=currency, locale=wizard(self).locale)

    def _show_status(self, line: Content) -> None:
        self._found = None
        self._show([line.pad_left(2)])

    def _show_found(self, found: FoundReport) -> None:
        self._found = found
        self._box.placeholder = _NEXT
        width = self.size.width - 4
        text = found.text.strip()
        first = text[:width].partition("\n")[0]
        line = one_line(first if first == text else f"{first} {sign('cut')}", width - 4)
        self._text.show(Content.assemble((sign("edge"), "$edge"), " ", line))
        choices = [*_choices(found, wizard(self).locale)]
        self._show([*found_lines(found.imported, width)], choices, [*_rest_lines(found.imported, width)])
        self._choices.focus()

    def _show(
        self, lines: Sequence[Content], choices: Sequence[MenuItem] = (), rest: Sequence[Content] = ()
    ) -> None:
        self._status.show(Content("\n").join(lines))
        items = [numbered_item(number, choice) for number, choice in enumerate(choices, 1)]
        self._choices.show(items, choices[0].id if choices else "")
        self._choices.display = bool(choices)
        self._rest.show(Content("\n").join(rest))
        self.frame.show_lines()

    # Making the report

    def item_chosen(self, id: str) -> None:
        if (found := self._found) is None:
            return
        if id == _OTHER:
            ask(self, currency_picker(wizard(self).locale), partial(self._make, found))
        elif id == _MERGE:
            attempt(self, partial(self._merge, found))
        else:
            attempt(self, partial(self._make, found, "" if id == _MAKE else id))

    def _make(self, found: FoundReport, currency: str) -> None:
        app, report = wizard(self), found.imported.report
        if currency:
            # The currency may decide what a mark in an amount means.
            report = self._import(found.text, found.data, currency).report
        app.open_draft(app.folder.add(report.title, report))
        if app.session is not None:
            self.post_message(Open(CHECK))

    def _merge(self, found: FoundReport) -> None:
        """Put what others changed into the report that the document was written from."""
        from reportwizard.hand_in.review_copy import merge_returned

        app = wizard(self)
        app.open_draft(found.copy_of)
        if (session := app.session) is None:
            return
        if session.read_only:
            app.say(f"{session.read_only} Nothing was changed.", "look")
            return
        versions, now = app.folder.versions(found.copy_of), app.folder.clock()
        returned = merge_returned(found.data, found.text, session.report, versions, now)
        for answer_id in returned.merged.taken:
            session.keep_version(answer_id)
        session.change(returned.merged.report)
        session.save_now()
        twice = returned.merged.kept_twice
        app.folder.history.record_versions(found.copy_of, session.report, twice, app.folder.clock())
        self.post_message(Open(CHECK))
        app.say(" ".join(returned.messages("Check")))


def original_of(copy: Report, folder: DraftFolder) -> str:
    """Return the draft with the form and the title of a copy; empty if there is none."""
    from reportwizard.drafts.format.decode import decode

    for name in folder.names() if copy.title else ():
        with suppress(DraftError):
            report = decode(folder.read(name), name)
            if (report.form.id, report.title) == (copy.form.id, copy.title):
                return name
    return ""


def _choices(found: FoundReport, locale: str) -> Iterator[MenuItem]:
    from reportwizard.money.currencies import find_currency
    from reportwizard.money.showing import short_rate, show_number

    if found.copy_of:
        title = one_line(found.imported.report.title, _MAX_NAME).plain
        yield MenuItem(_MERGE, f"put the changes into “{title}”", "and comments")
    if found.likely is None:
        yield MenuItem(_MAKE, "make another report" if found.copy_of else "make the report")
        return
    for code, rate in found.likely:
        currency = find_currency(code)
        remark = f"{show_number(short_rate(rate), locale)} for 1 USD, which fits" if rate else ""
        yield MenuItem(code, currency.label if currency else code, remark)
    yield MenuItem(_OTHER, "another one" if found.likely else "choose the currency")


def found_lines(imported: ImportResult, width: int) -> Iterator[Content]:
    """Yield what was found: the form, how many answers, the title, the money, and a question about it."""
    from reportwizard.imports.amounts import local_amount, needs_currency
    from reportwizard.money.showing import show_number

    report = imported.report
    name, end = "A report that this program wrote", report.value("project.end")
    if imported.recognised.endswith("-page"):
        name = f"A {report.form.title}{f' of {end.year}' if isinstance(end, date) else ''}"
    summary = f" {name}. {imported.found} found."
    yield Content.assemble("  ", styled_sign("done"), (summary, "bold"))
    for label, text in (("Title", report.title), ("Spent", _money_spent(report))):
        if text:
            yield Content.assemble((f"  {label:<11}", "$quiet"), one_line(text, width - 13))
    if needs_currency(report):
        amount = local_amount(report)
        shown = "your local money" if amount is None else show_number(amount, report.locale)
        yield Content()
        yield Content.assemble(styled_sign("ask"), (f" In which currency is {shown}?", "bold"))


def _rest_lines(imported: ImportResult, width: int) -> Iterator[Content]:
    """Yield what was left out, and the text that fits no question."""
    for note in imported.notes:
        yield Content.assemble("  ", one_line(note, width - 2, "$quiet"))
    texts = imported.unplaced
    if texts:
        count = pluralize(len(texts), "text fits no question. It is", "texts fit no question. They are")
        yield Content.assemble(styled_sign("look"), f" {count} kept in the report:")
    for text in texts[:_MAX_UNPLACED]:
        yield Content.assemble(f"  {sign('dot')} ", one_line(text, width - 4))
    if len(texts) > _MAX_UNPLACED:
        yield Content.styled(f"  {sign('unfolded')} {len(texts) - _MAX_UNPLACED} more", "$quiet")


def _money_spent(report: Report) -> str:
    """Return the amounts spent: `2,292.84 USD and 1,046,956.78 without a currency`."""
    from reportwizard.imports.amounts import local_amount
    from reportwizard.money.showing import show_number

    texts = []
    for role in ("money.spent", "money.spent.local"):
        question, value = report.form.role(role), report.value(role)
        if question is None or value is None:
            continue
        unnamed = isinstance(value, Typed) and role.endswith("local") and not report.currency
        amount = local_amount(report, role) if unnamed else None
        if amount is not None:
            texts.append(f"{show_number(amount, report.locale)} without a currency")
        else:
            texts.append(report.show(question))
    return " and ".join(texts)
