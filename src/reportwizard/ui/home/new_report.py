"""A new report: two questions, and it begins. One like an older report asks for title and dates instead."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widget import Widget

from reportwizard.drafts.saving.autosave import Status
from reportwizard.forms.form import Form
from reportwizard.money.cldr import territory_of
from reportwizard.money.currencies import find_currency, likely_currencies
from reportwizard.report.new_report import start_like, start_report
from reportwizard.report.progress import first_unanswered
from reportwizard.ui.dialogs.dialog import MenuItem, SearchDialog, matching
from reportwizard.ui.dialogs.pickers import currency_picker
from reportwizard.ui.fields.answer_box import AnswerBox
from reportwizard.ui.fields.control import FocusOffers, NextQuestion
from reportwizard.ui.home.home_page import HomePage
from reportwizard.ui.opening import change_form, finalize_new_draft, start_new_session
from reportwizard.ui.session import Session
from reportwizard.ui.shared.boxes import Box
from reportwizard.ui.shared.drawing import fitted, one_line, plain, sign
from reportwizard.ui.shared.frame import Frame
from reportwizard.ui.shared.line_list import Item, LineList
from reportwizard.ui.shared.lines_widget import Text
from reportwizard.ui.wizard import Open, ask, attempt, wizard


def new_report_page(home: Frame, like: str) -> NewReportPage:
    """Begin a new report, and return its page; `like` names an older report to begin from.

    Raises `DraftError` if that one cannot be read.
    """
    app = wizard(home)
    if like:
        report = start_like(app.folder.load(like))
    else:
        from reportwizard.forms.external import default_form

        likely = likely_currencies(app.locale)
        currency = likely[0].code if likely and likely[0].until is None else ""
        report = start_report(default_form(), locale=app.locale, currency=currency)
    app.session = start_new_session(home.app, app.folder, report)
    return NewReportPage(app.session, like=bool(like))


class CurrencyBox(Box):
    """The currency. Typing opens a dialog that finds another one; Del or Backspace leaves it open."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("down", "find", show=False)]

    def __init__(self, find: Callable[[str], object]) -> None:
        super().__init__(placeholder="currency or country")
        self._find = find

    def check_consume_key(self, key: str, character: str | None = None) -> bool:
        # A letter waits for the dialog that the letter before it opens.
        return False

    def replace(self, text: str, start: int, end: int) -> None:
        self._find(text)

    def action_find(self) -> None:
        """Show all currencies."""
        self._find(" ")


class CurrencyRow(Vertical):
    """The currency of a new report, in a row like those of the questions."""

    DEFAULT_CSS = """
    CurrencyRow { height: auto; }
    CurrencyRow Box { max-width: 60; }
    CurrencyRow .label { color: $quiet; }
    CurrencyRow:focus-within .label { color: $foreground; text-style: bold; }
    """

    def __init__(self, session: Session) -> None:
        super().__init__(classes="-row")
        self._session = session
        self._box, self._hint = CurrencyBox(self._find), Text(classes="hint")

    def compose(self) -> ComposeResult:
        with Horizontal(classes="box-line"):
            yield Text(plain("Money you spent"), classes="label")
            yield self._box
        yield self._hint

    def on_mount(self) -> None:
        self._show()
        self.call_after_refresh(self._show_country)

    def _show(self) -> None:
        code = self._session.report.currency
        currency = find_currency(code)
        self._box.set_value_silently(currency.label if currency else code)

    def _show_country(self) -> None:
        # Shown later: the names of countries are in a library.
        from reportwizard.money.cldr import babel_locale

        country = babel_locale("en").territories.get(territory_of(wizard(self).locale), "")
        source = "Your settings say" if wizard(self).settings.locale else "Your computer says"
        hint = "Type a currency or a country, or go on."
        if self._session.report.currency:
            hint = f"{source} {country}. Type to find another." if country else "Type to find another."
        self._hint.show(plain(hint))

    def _find(self, text: str) -> None:
        if not text:
            self._set("")
            return
        ask(self, currency_picker(self._session.report.locale, text.strip()), self._set)

    def _set(self, code: str) -> None:
        self._session.change(self._session.report.with_region(currency=code))
        self._show()
        self._hint.show(Content())


class NewReportPage(HomePage):
    """What is asked before the first page; the report is a draft from its first letter."""

    heading = "New report"
    HELP = """\
Here you begin a new report. You may leave everything on this page empty, and change all of it later.

Money you spent: the currency in which you paid. Type a few letters of its name or of your country, and \
press Enter on the one you mean.

Enter moves on, and begins your report after the last question. Esc goes back; what you wrote here is a \
report in your list already, and a page where you wrote nothing leaves none."""
    SCOPED_CSS = False
    DEFAULT_CSS = """
    NewReportPage { overflow-y: auto; scrollbar-size-vertical: 1; }
    NewReportPage > .new-words { margin: 1 2 1 3; color: $quiet; }
    NewReportPage > LineList, NewReportPage > .-row { margin-bottom: 1; }
    NewReportPage .-row .hint { margin-left: 23; color: $quiet; }
    NewReportPage .-row .feedback { offset-x: -2; }
    NewReportPage > .begin { margin: 1 0 0 20; }
    """
    KEYS = "Enter next   Shift+Tab back   F1 help   Esc my reports"

    def __init__(self, session: Session, *, like: bool) -> None:
        super().__init__()
        self.session, self._like, self._asked = session, like, False

    def compose(self) -> ComposeResult:
        from reportwizard.forms.external import known_forms

        form = self.session.report.form
        text = "A title and a currency. Everything else comes later. You can change it all."
        roles = ["project.title"]
        if self._like:
            text = "Kept: your name, group, currency, metrics and way of writing numbers."
            roles += ["project.start", "project.end"]
        yield Text(plain(text), classes="new-words")
        if not self._like and any(other is not form for other in known_forms().forms):
            yield LineList([_form_item(form)], classes="-fit-content")
        for question in filter(None, map(form.role, roles)):
            yield AnswerBox(self.session, question, row=True)
        if not self._like:
            yield CurrencyRow(self.session)
        button = [Content.assemble(("  Begin  ", "bold $on on $accent"), ("   Enter", "$quiet"))]
        begin = Item("begin", lambda _width, _current: button, height=1)
        yield LineList([begin], classes="begin -fit-content")

    def begin(self) -> Widget:
        self.session.status_changed.subscribe(self, self._saved)
        return self.query(Box).first()

    def leave(self) -> None:
        self.session.status_changed.unsubscribe(self)

    def _saved(self, status: Status) -> None:
        self.frame.say_unsaved(f"{status.message}." if status.state == "failed" else "")

    @on(FocusOffers)
    @on(NextQuestion)
    @on(Box.Submitted)
    def _next_box(self) -> None:
        boxes = [*self.query(Box)]
        focused = next((index for index, box in enumerate(boxes) if box.has_focus), -1)
        if focused + 1 < len(boxes):
            boxes[focused + 1].focus()
        else:
            self.start()

    def start(self) -> None:
        """Open the first page, with the cursor in its first empty box; ask once for a title."""
        app, session = wizard(self), self.session
        if not session.report.title.strip() and not self._asked and session.report.form.role("project.title"):
            self._asked = True
            self.query(Box).first().focus()
            app.say("The title is empty. Write it here, or go on with Enter.", "look")
            return
        first = first_unanswered(session.report)

        def open_report() -> None:
            app.open_draft(finalize_new_draft(app.folder, session), first)
            if app.session is not None:
                app.session.started_as = session.started_as

        if session.save_now():
            attempt(self, open_report)
        else:
            # The status says why; the answers are backed up, and saved as soon as that is possible.
            self.post_message(Open(at=first))

    def item_chosen(self, id: str) -> None:
        if id == "begin":
            self.start()
        else:
            self._choose_form()

    def _choose_form(self) -> None:
        from reportwizard.forms.external import known_forms

        known = known_forms()
        for fault in known.faults:
            wizard(self).show_error(fault)

        def use_form(form_id: str) -> None:
            if form_id != self.session.report.form.id:
                change_form(self.session, next(form for form in known.forms if form.id == form_id))
                self.frame.call_later(self.frame.open_page, NewReportPage(self.session, like=False))
            else:
                self.query(Box).first().focus()

        items = [MenuItem(form.id, form.title, form.about) for form in known.forms]
        ask(self, SearchDialog("Which report?", partial(matching, items)), use_form)


def _form_item(form: Form) -> Item:
    def draw(width: int, current: bool) -> list[Content]:
        label = Content.styled("Which report", "bold" if current else "$quiet")
        title = one_line(f"{form.title} {sign('unfolded')}", width - 22)
        return [Content.assemble(fitted(label, 22), title)]

    return Item("form", draw, height=1)
