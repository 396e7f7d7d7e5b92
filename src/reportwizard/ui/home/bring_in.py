"""Bring in a report page: paste it or name its file, look at what was found, and it becomes a report."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, ClassVar, NamedTuple, cast

from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.widget import Widget

from reportwizard.drafts.store.folder import DraftFolder
from reportwizard.errors import DraftError
from reportwizard.kinds.base import Typed
from reportwizard.report.report import Report
from reportwizard.text import pluralize
from reportwizard.ui.dialogs.choose import MenuItem, numbered_item
from reportwizard.ui.home.page import HomePage
from reportwizard.ui.shared.drawing import one_line, plain, sign, styled_sign
from reportwizard.ui.shared.keys import key_binding
from reportwizard.ui.shared.line_list import LineList
from reportwizard.ui.shared.lines import Hint
from reportwizard.ui.shared.lines_widget import Text
from reportwizard.ui.shared.page_box import DOCUMENT, ENDINGS, PageBox
from reportwizard.ui.wizard import CHECK, Open, ask, attempt, wizard

if TYPE_CHECKING:
    from reportwizard.imports.amounts import LikelyCurrency
    from reportwizard.imports.imported import ImportResult

_WORDS = "Open the page on Meta-Wiki, mark all of it (Ctrl+A), copy it, and paste it here."
_FIRST, _NEXT = "paste the page here, or type the name of a file", "or type the name of a file"
_MOST_LEFT_OVER, _MOST_NAME = 3, 34
_OWN = {
    "reportwizard-text": "as text",
    "reportwizard-wikitext": "for a wiki page",
    "reportwizard-markdown": "as Markdown",
    "reportwizard-html": "as a web page",
    "reportwizard-json": "for other programs",
    "reportwizard-docx": "for Word",
}
_TAKE, _OTHER, _BACK = "/take", "/other", "/back"


class Read(NamedTuple):
    """A page as it was read: its text, what it holds, and the currencies that fit an amount without one.

    `likely` is None if no amount lacks one. Of a Word document `data` are the bytes, `text` is the name,
    and `copy_of` the draft that it was made of.
    """

    text: str
    imported: ImportResult
    likely: Sequence[LikelyCurrency] | None = None
    data: bytes = b""
    copy_of: str = ""

    def looked_at(self, locale: str) -> Read:
        """Return the page with the currencies that fit it."""
        from reportwizard.imports.amounts import likely_currencies_of, needs_currency

        report, text = self.imported.report, "" if self.data else self.text
        asked = needs_currency(report)
        return self._replace(likely=likely_currencies_of(report, text, locale) if asked else None)


class BringInPage(HomePage):
    """Take a published page, or a report that this program wrote, into a new report."""

    heading = "Bring in a report page"
    HELP = """\
Here you bring in a report that exists already.

Open the published page of the report, mark the whole page (Ctrl+A), copy it (Ctrl+C), and paste it here. Or \
type the name of a file and press Enter; Ctrl+O lists your newest files. It can be a page that you saved as \
text or as a web page (.html, .mht), the source of a wiki page, or a report that this program wrote. A Word \
document that colleagues changed (.docx) brings their changes and comments into your report.

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
        self._page: Read | None = None
        self._box = PageBox(
            lambda text: read_page(text, wizard(self).locale), _FIRST, take_document=self._read_document
        )
        self._text, self._found, self._rest = Text(), Text(classes="found"), Text(classes="found")
        self._ways = LineList(classes="-fit-content")

    def compose(self) -> ComposeResult:
        yield Text(plain(_WORDS), classes="page-words")
        yield from (self._text, self._box, self._found, self._ways, self._rest)

    def begin(self) -> Widget:
        self._show(())
        return self._box

    def hints(self) -> Sequence[Hint]:
        return (
            Hint("Enter", "do it" if self._page else "read the file"),
            Hint("Ctrl+O", "choose a file"),
            Hint("F1", "help"),
            Hint("Esc", "my reports"),
        )

    def on_paste(self, event: events.Paste) -> None:
        self._box.take_paste(event)

    # --- reading --------------------------------------------------------------------------------------------

    def action_choose_file(self) -> None:
        """Choose one of the newest files."""
        from reportwizard.ui.dialogs.files import file_picker

        ask(self, file_picker("Your newest files", (*ENDINGS, DOCUMENT), self.now), self._box.read_file)

    @on(PageBox.Status)
    def _show_status(self, event: PageBox.Status) -> None:
        self._page = None
        self._show([event.line.pad_left(2)])

    @on(PageBox.Read)
    def _take(self, event: PageBox.Read) -> None:
        page = self._page = cast("Read", event.made)
        self._box.placeholder = _NEXT
        cells = self.size.width - 4
        first = page.text.lstrip()[:cells].partition("\n")[0]
        line = one_line(f"{first} {sign('cut')}", cells - 4)
        self._text.show(Content.assemble((sign("edge"), "$edge"), " ", line))
        ways = [*_ways(page, wizard(self).locale)]
        self._show([*found_lines(page.imported, cells)], ways, [*_rest_lines(page.imported, cells)])
        self._ways.focus()

    def _show(
        self, lines: Sequence[Content], ways: Sequence[MenuItem] = (), rest: Sequence[Content] = ()
    ) -> None:
        """Show what a page holds, what can be done with it, and what was left out."""
        self._found.show(Content("\n").join(lines))
        items = [numbered_item(number, way) for number, way in enumerate(ways, 1)]
        self._ways.show(items, ways[0].id if ways else "")
        self._ways.display = bool(ways)
        self._rest.show(Content("\n").join(rest))
        self.frame.show_lines()

    # --- taking it ------------------------------------------------------------------------------------------

    def item_chosen(self, id: str) -> None:
        if id == _OTHER:
            from reportwizard.ui.home.pickers import currency_picker

            ask(self, currency_picker(wizard(self).locale), self._make)
        else:
            attempt(self, partial(self._make, "" if id == _TAKE else id))

    def _read_document(self, data: bytes, name: str) -> Read:
        """Read a Word document in a thread, and find the report that it is a copy of."""
        from reportwizard.imports.registry import import_file

        app = wizard(self)
        imported = import_file(data, name, locale=app.locale)
        read = Read(name, imported, data=data, copy_of=draft_of(app.folder, imported.report))
        return read.looked_at(app.locale)

    def _take_back(self, page: Read) -> None:
        """Put what others changed into the report that the document is a copy of."""
        from reportwizard.hand_in.review_copy import take_back

        app = wizard(self)
        app.open_draft(page.copy_of)
        if (session := app.session) is None:
            return
        if session.read_only:
            app.say(f"{session.read_only} Nothing was changed.", "look")
            return
        versions = app.folder.versions(page.copy_of)
        returned = take_back(page.data, page.text, session.report, versions, app.folder.clock())
        for one in returned.merged.taken:
            session.keep_version(one)
        session.change(returned.merged.report)
        session.save_now()
        app.folder.history.record_versions(
            page.copy_of, session.report, returned.merged.kept_twice, app.folder.clock()
        )
        self.post_message(Open(CHECK))
        app.say(" ".join(returned.words("Check")))

    def _make(self, currency: str) -> None:
        """Make the report; with a currency, which may decide what a mark in an amount means, read again."""
        app, page = wizard(self), self._page
        if page is None:
            return
        if currency == _BACK:
            self._take_back(page)
            return
        report = page.imported.report
        if currency:
            from reportwizard.imports.registry import import_file, import_text

            said = {"currency": currency, "locale": app.locale}
            read = import_file(page.data, page.text, **said) if page.data else import_text(page.text, **said)
            report = read.report
        app.open_draft(app.folder.add(report.title, report))
        if app.session is not None:
            self.post_message(Open(CHECK))


def draft_of(folder: DraftFolder, report: Report) -> str:
    """Return the draft that a document is a copy of: one of the same form and title; empty for none."""
    from reportwizard.drafts.format.decode import decode

    for name in folder.names() if report.title else ():
        with suppress(DraftError):
            there = decode(folder.read(name), name)
            if (there.form.id, there.title) == (report.form.id, report.title):
                return name
    return ""


def read_page(text: str, locale: str) -> Read:
    """Read a page; raises `ReportWizardError` if it is no report that can be taken."""
    from reportwizard.imports.registry import import_text

    return Read(text, import_text(text, locale=locale)).looked_at(locale)


def _ways(page: Read, locale: str) -> Iterator[MenuItem]:
    """Give what can be done with a page: the currencies that its amount may have, or to take it."""
    from reportwizard.money.currencies import find_currency
    from reportwizard.money.showing import short_rate, show_number

    if page.copy_of:
        yield MenuItem(
            _BACK, f"put the changes into “{one_line(page.copy_of, _MOST_NAME).plain}”", "and comments"
        )
    if page.likely is None:
        yield MenuItem(_TAKE, "make the report" if not page.copy_of else "make another report")
        return
    for code, rate in page.likely:
        currency = find_currency(code)
        remark = f"{show_number(short_rate(rate), locale)} for 1 USD, which fits" if rate else ""
        yield MenuItem(code, currency.label if currency else code, remark)
    yield MenuItem(_OTHER, "another one" if page.likely else "choose the currency")


def found_lines(imported: ImportResult, cells: int) -> Iterator[Content]:
    """Give the lines about what a page is and holds; a question at the end where one is open."""
    from reportwizard.imports.amounts import local_amount, needs_currency
    from reportwizard.money.showing import show_number

    report = imported.report
    name = f"A report that this program wrote {_OWN.get(imported.recognised, '')}".rstrip()
    if page := re.fullmatch(r".+-(\d{4})-page", imported.recognised):
        name = f"A {report.form.title} of {page[1]}"
    words = f" {name}. {pluralize(imported.placed, 'answer')} found."
    yield Content.assemble("  ", styled_sign("done"), (words, "bold"))
    for label, text in (("Title", report.title), ("Spent", _spent(report))):
        if text:
            yield Content.assemble((f"  {label:<11}", "$quiet"), one_line(text, cells - 13))
    if needs_currency(report):
        amount = local_amount(report)
        shown = "your local money" if amount is None else show_number(amount, report.locale)
        yield Content()
        yield Content.assemble(styled_sign("ask"), (f" In which currency is {shown}?", "bold"))


def _rest_lines(imported: ImportResult, cells: int) -> Iterator[Content]:
    """Give what was left out, and the text that fits no question."""
    for note in imported.notes:
        yield Content.assemble("  ", one_line(note, cells - 2, "$quiet"))
    texts = imported.unplaced
    if texts:
        fit = pluralize(len(texts), "text fits no question. It is", "texts fit no question. They are")
        yield Content.assemble(styled_sign("look"), f" {fit} kept in the report:")
    for text in texts[:_MOST_LEFT_OVER]:
        yield Content.assemble(f"  {sign('dot')} ", one_line(text, cells - 4))
    if len(texts) > _MOST_LEFT_OVER:
        yield Content.styled(f"  {sign('unfolded')} {len(texts) - _MOST_LEFT_OVER} more", "$quiet")


def _spent(report: Report) -> str:
    """Return what was spent in words: `2,292.84 USD and 1,046,956.78 without a currency`."""
    from reportwizard.imports.amounts import local_amount
    from reportwizard.money.showing import show_number

    texts = []
    for role in ("money.spent", "money.spent.local"):
        question, value = report.form.role(role), report.value(role)
        if question is None or value is None:
            continue
        bare = isinstance(value, Typed) and role.endswith("local") and not report.currency
        amount = local_amount(report) if bare else None
        if amount is not None:
            texts.append(f"{show_number(amount, report.locale)} without a currency")
        else:
            texts.append(report.show(question))
    return " and ".join(texts)
