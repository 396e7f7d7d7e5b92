"""A new report: two questions, and it begins. One like an older report asks for title and dates instead."""

from __future__ import annotations

from collections.abc import Callable
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
from reportwizard.report.progress import first_unanswered
from reportwizard.report.start import start_like, start_report
from reportwizard.ui.fields.answer_box import AnswerBox
from reportwizard.ui.fields.control import FocusOffers
from reportwizard.ui.home.page import HomePage
from reportwizard.ui.opening import change_form, finalize_new_draft, start_new_session
from reportwizard.ui.session import Session
from reportwizard.ui.shared.boxes import Box
from reportwizard.ui.shared.drawing import fitted, one_line, plain, sign
from reportwizard.ui.shared.frame import Frame
from reportwizard.ui.shared.line_list import Item, LineList
from reportwizard.ui.shared.lines import Hint
from reportwizard.ui.shared.lines_widget import Text
from reportwizard.ui.wizard import Open, ask, attempt, wizard


def new_report_page(home: Frame, like: str) -> NewReportPage:
    """Begin a new report, and return the page that asks for it; `like` names the older one.

    Raises `DraftError` if that one cannot be read.
    """
    app = wizard(home)
    if like:
        report = start_like(app.folder.load(like))
    else:
        from reportwizard.forms.outside import default_form

        likely = likely_currencies(app.locale)
        currency = likely[0].code if likely and likely[0].until is None else ""
        report = start_report(default_form(), locale=app.locale, currency=currency)
    app.session = start_new_session(home.app, app.folder, report)
    return NewReportPage(app.session, like=bool(like))


class CurrencyBox(Box):
    """The currency: what is typed finds another one in a dialog; Del or Backspace leaves it open."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("down", "find", show=False)]

    def __init__(self, find: Callable[[str], object]) -> None:
        super().__init__(placeholder="currency or country")
        self._find = find

    def check_consume_key(self, key: str, character: str | None = None) -> bool:
        """Let a letter wait for the dialog that the one before it opens."""
        return False

    def replace(self, text: str, start: int, end: int) -> None:
        """Find what is typed or pasted; what is here is never half a name."""
        self._find(text)

    def action_find(self) -> None:
        """Show all."""
        self._find(" ")


class CurrencyRow(Vertical):
    """The currency of a new report, in a row as those of the questions."""

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
        self.call_after_refresh(self._say_country)

    def _show(self) -> None:
        code = self._session.report.currency
        currency = find_currency(code)
        self._box.set_value_silently(currency.label if currency else code)

    def _say_country(self) -> None:
        # A moment later: the names of countries are in a library.
        from reportwizard.money.cldr import babel_locale

        country = babel_locale("en").territories.get(territory_of(wizard(self).locale), "")
        who = "Your settings say" if wizard(self).settings.locale else "Your computer says"
        words = "Type a currency or a country, or go on."
        if self._session.report.currency:
            words = f"{who} {country}. Type to find another." if country else "Type to find another."
        self._hint.show(plain(words))

    def _find(self, text: str) -> None:
        """Find a currency by some letters; none if the box was emptied."""
        if not text:
            self._take("")
            return
        from reportwizard.ui.home.pickers import currency_picker

        ask(self, currency_picker(self._session.report.locale, text.strip()), self._take)

    def _take(self, code: str) -> None:
        self._session.change(self._session.report.with_region(currency=code))
        self._show()
        self._hint.show(Content())


def _begin_line(_width: int, _here: bool) -> list[Content]:
    return [Content.assemble(("  Begin  ", "bold $on on $accent"), ("   Enter", "$quiet"))]


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
    NewReportPage > LineList { margin-bottom: 1; }
    NewReportPage .-row .label { width: 20; }
    NewReportPage .-row .hint { margin-left: 23; color: $quiet; }
    NewReportPage .-row .feedback { offset-x: -4; }
    NewReportPage > .begin { margin: 1 0 0 20; }
    """
    KEYS = (Hint("Enter", "next"), Hint("Shift+Tab", "back"), Hint("F1", "help"), Hint("Esc", "my reports"))

    def __init__(self, session: Session, *, like: bool) -> None:
        super().__init__()
        self.session, self._like = session, like

    def compose(self) -> ComposeResult:
        from reportwizard.forms.outside import known_forms

        form = self.session.report.form
        words = "Two questions. Everything else comes later. You can change it all."
        roles = ["project.title"]
        if self._like:
            words = "Kept: your name, group and currency, numbers and dates, your own metrics."
            roles += ["project.start", "project.end"]
        yield Text(plain(words), classes="new-words")
        if not self._like and any(one is not form for one in known_forms().forms):
            yield LineList([_which(form)], classes="-fit-content")
        for question in filter(None, map(form.role, roles)):
            yield AnswerBox(self.session, question, row=True)
        if not self._like:
            yield CurrencyRow(self.session)
        yield LineList([Item("begin", _begin_line, height=1)], classes="begin -fit-content")

    def begin(self) -> Widget:
        self.session.status_changed.subscribe(self, self._saved)
        return self.query(Box).first()

    def leave(self) -> None:
        self.session.status_changed.unsubscribe(self)

    def _saved(self, status: Status) -> None:
        self.frame.say_unsaved(f"{status.message}." if status.state == "failed" else "")

    @on(FocusOffers)
    @on(Box.Submitted)
    def _entered(self) -> None:
        boxes = [*self.query(Box)]
        here = next((at for at, box in enumerate(boxes) if box.has_focus), -1)
        if here + 1 < len(boxes):
            boxes[here + 1].focus()
        else:
            self.start()

    def start(self) -> None:
        """Open the first page, with the cursor in its first empty box."""
        app, session = wizard(self), self.session
        first = first_unanswered(session.report)

        def open_it() -> None:
            app.open_draft(finalize_new_draft(app.folder, session), first)
            if app.session is not None:
                app.session.started_as = session.started_as

        if session.save_now():
            attempt(self, open_it)
        else:
            # The status says why; what is written is kept in the second place, and saved when that can be.
            self.post_message(Open(at=first))

    def item_chosen(self, id: str) -> None:
        if id == "begin":
            self.start()
            return
        from reportwizard.forms.outside import known_forms
        from reportwizard.ui.home.pickers import form_picker

        known = known_forms()
        for fault in known.faults:
            wizard(self).show_error(fault)

        def take(form_id: str) -> None:
            if form_id != self.session.report.form.id:
                change_form(self.session, next(form for form in known.forms if form.id == form_id))
                self.frame.call_later(self.frame.open_page, NewReportPage(self.session, like=False))
            else:
                self.query(Box).first().focus()

        ask(self, form_picker(known.forms), take)


def _which(form: Form) -> Item:
    def draw(width: int, here: bool) -> list[Content]:
        name = Content.styled("Which report", "bold" if here else "$quiet")
        chosen = one_line(f"{form.title} {sign('unfolded')}", width - 22)
        return [Content.assemble(fitted(name, 22), chosen)]

    return Item("which", draw, height=1)
