"""A new report: two questions, and it begins. One like an older report asks for title and dates instead."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from textual import events, on
from textual.containers import Horizontal, Vertical
from textual.content import Content

from reportwizard.errors import ReportWizardError
from reportwizard.kinds.registry import KINDS
from reportwizard.money.cldr import territory_of
from reportwizard.money.currencies import find_currency, likely_currencies
from reportwizard.report.progress import first_unanswered
from reportwizard.report.start import start_like, start_report
from reportwizard.ui.home.screen import HomePage
from reportwizard.ui.opening import begin_session, change_form, into_list
from reportwizard.ui.shared.boxes import Box
from reportwizard.ui.shared.days import whole_day
from reportwizard.ui.shared.debounce import Debounce
from reportwizard.ui.shared.drawing import fitted, one_line, plain, signed
from reportwizard.ui.shared.drawn import Drawn, Row, Text, Zone
from reportwizard.ui.shared.line_list import Item, LineList
from reportwizard.ui.shared.lines import Hint
from reportwizard.ui.shared.signs import sign
from reportwizard.ui.wizard import Open, wizard

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult
    from textual.widget import Widget

    from reportwizard.drafts.saving.autosave import Status
    from reportwizard.forms.form import Form, Question
    from reportwizard.report.report import Report
    from reportwizard.ui.home.screen import HomeScreen
    from reportwizard.ui.session import Session

_CURRENCY = "currency"
_REST = 0.1
_MOST = 6


def new_report_page(home: HomeScreen, like: str) -> NewReportPage:
    """Begin a new report, and return the page that asks for it; `like` names the older one.

    Raises `DraftError` where that one cannot be read.
    """
    app = wizard(home)
    if like:
        report = start_like(app.folder.load(like))
    else:
        from reportwizard.forms.outside import default_form

        likely = likely_currencies(app.locale)
        currency = likely[0].code if likely and likely[0].until is None else ""
        report = start_report(default_form(), locale=app.locale, currency=currency)
    app.session = begin_session(home.app, app.folder, report)
    return NewReportPage(app.session, like=bool(like))


class Field(Vertical):
    """A question with one box: its name at the left, what was read at the right, words below."""

    SCOPED_CSS = False
    DEFAULT_CSS = """
    Field { height: auto; margin-bottom: 1; }
    Field > Horizontal { height: 1; padding: 0 2 0 3; }
    Field .field-name { width: 20; }
    Field .field-read { display: none; }
    Field.-short .field-read { display: block; }
    Field .field-words { margin: 0 2 0 23; }
    Field.-short Box { width: 22; }
    """

    def __init__(
        self, id: str, label: str, value: str = "", *, placeholder: str = "", short: bool = False
    ) -> None:
        super().__init__(id=f"field-{id}", classes="-short" if short else "")
        self.about = id
        self._label, self._value, self._placeholder = label, value, placeholder

    def compose(self) -> ComposeResult:
        """Name, box, reading; below them words."""
        with Horizontal():
            yield Text(plain(self._label, "$quiet"), classes="field-name")
            yield Box(self._value, placeholder=self._placeholder)
            yield Text(classes="field-read")
        yield Text(classes="field-words")

    @property
    def box(self) -> Box:
        """The box."""
        return self.query_one(Box)

    def on_descendant_focus(self) -> None:
        """Mark the name of what is being answered."""
        self.query_one(".field-name", Text).show(plain(self._label, "bold"))

    def on_descendant_blur(self) -> None:
        """Mark it no more."""
        self.query_one(".field-name", Text).show(plain(self._label, "$quiet"))

    def say(self, words: Content, read: Content | None = None) -> None:
        """Show words below the box, and what was read beside it."""
        self.query_one(".field-words", Text).show(words)
        self.query_one(".field-read", Text).show(read or Content())


class BeginButton(Drawn):
    """The way to begin, for a mouse; Enter in the last box does the same."""

    DEFAULT_CSS = "BeginButton { margin: 1 0 0 23; }"

    def rows(self, width: int) -> Sequence[Row]:
        """One line."""
        words = Content.assemble(("  Begin  ", "bold $on on $accent"), ("   Enter", "$quiet"))
        return [Row(words, zones=(Zone(0, words.cell_length, "begin"),))]

    def clicked(self, what: str) -> None:
        """Begin."""
        page = self.parent
        assert isinstance(page, NewReportPage)
        page.start()


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
    NewReportPage > #which { margin-bottom: 1; }
    NewReportPage > #currencies { margin: 0 0 1 22; display: none; }
    NewReportPage > .-finding { margin-bottom: 0; }
    """

    def __init__(self, session: Session, *, like: bool) -> None:
        super().__init__()
        self.session, self._like = session, like
        self._rest = Debounce(self, self._show_currencies)

    @property
    def report(self) -> Report:
        """The new report as it stands."""
        return self.session.report

    def compose(self) -> ComposeResult:
        """Words, which report, the questions, the way to begin."""
        yield Text(plain(self._words()), classes="new-words")
        if not self._like and _has_others(self.report.form):
            yield LineList([_which(self.report.form)], id="which", classes="-as-high-as-it-is")
        for question in self._asked():
            value, region = self.report.answers.get(question.id), self.report.region
            text = "" if value is None else KINDS[question.kind].edit_text(value, question, region)
            yield Field(question.id, question.name, text, short=question.kind == "date")
        if not self._like:
            yield Field(
                _CURRENCY, "Money you spent", self._currency_label(), placeholder="currency or country"
            )
            yield LineList(id="currencies", classes="-as-high-as-it-is")
        yield BeginButton()

    def _words(self) -> str:
        if not self._like:
            return "Two questions. Everything else comes later. You can change it all."
        return "Kept: your name, group and currency, numbers and dates, your own metrics."

    def _asked(self) -> list[Question]:
        roles = ("project.title", "project.start", "project.end") if self._like else ("project.title",)
        return [question for role in roles if (question := self.report.form.role(role))]

    def begin(self) -> Widget | None:
        """The cursor is in the first box."""
        self.session.status_changed.subscribe(self, self._saved)
        for field in self.query(Field):
            self._show_read(field)
        for items in self.query("#currencies").results(LineList):
            items.mark_always()
        self.call_after_refresh(self._say_country)
        return next((field.box for field in self.query(Field)), None)

    def leave(self) -> None:
        """Hear no more of the session."""
        self.session.status_changed.unsubscribe(self)

    def hints(self) -> Sequence[Hint]:
        """On, back, up."""
        return (
            Hint("Enter", "next", "enter"),
            Hint("Shift+Tab", "back", "shift+tab"),
            Hint("F1", "help", "f1"),
            Hint("Esc", "my reports", "escape"),
        )

    def _saved(self, status: Status) -> None:
        self.frame.say_unsaved(f"{status.words}." if status.state == "failed" else "")

    # --- answers --------------------------------------------------------------------------------------------

    @on(Box.Changed)
    def _typed(self, event: Box.Changed) -> None:
        event.stop()
        field = _field_of(event.input)
        if field.about != _CURRENCY:
            self.session.type_answer(field.about, event.value)
        elif event.value != self._currency_label():
            self._rest.touch(_REST)
        self._show_read(field)

    def _show_read(self, field: Field) -> None:
        question = self.report.form.by_id.get(field.about)
        if question is None:
            return
        value = self.report.answers.get(question.id)
        problems = () if value is None else KINDS[question.kind].problems(value, question, self.report.region)
        if problems:
            field.say(Content.assemble(signed("look"), " ", plain(problems[0].message)))
        elif isinstance(value, date):
            field.say(
                plain(question.hint, "$quiet"),
                Content.styled(f"  {sign('read')} {whole_day(value)}", "$good"),
            )
        else:
            field.say(plain(question.hint, "$quiet"))

    @on(Box.Submitted)
    def _entered(self, event: Box.Submitted) -> None:
        event.stop()
        fields = [*self.query(Field)]
        field = _field_of(event.input)
        if field.about == _CURRENCY and event.value != self._currency_label():
            self._rest.finish()
            self._take_marked()
        elif field is fields[-1]:
            self.start()
        else:
            fields[fields.index(field) + 1].box.focus()

    def start(self) -> None:
        """Open the first page, with the cursor in its first empty box."""
        first, begun_as = first_unanswered(self.report), self.session.begun_as
        if not self.session.save_now():
            # The status says why; what is written is kept in the second place, and saved when that can be.
            self.post_message(Open(at=first))
            return
        app = wizard(self)
        try:
            name = into_list(app.folder, self.session)
        except ReportWizardError as error:
            app.complain(error)
            return
        app.open_draft(name, first)
        if app.session is not None:
            app.session.begun_as = begun_as

    # --- the form -------------------------------------------------------------------------------------------

    @on(LineList.Chosen, "#which")
    def _choose_form(self, event: LineList.Chosen) -> None:
        event.stop()
        from reportwizard.forms.outside import known_forms
        from reportwizard.ui.home.pickers import form_picker

        known = known_forms()
        for fault in known.faults:
            wizard(self).complain(fault)

        def take(form_id: str | None) -> None:
            chosen = next((form for form in known.forms if form.id == form_id), self.report.form)
            if chosen is not self.report.form:
                change_form(self.session, chosen)
                self.home.call_later(self.home.open_page, NewReportPage(self.session, like=False))
            elif form_id:
                self.query(Field).first().box.focus()

        self.app.push_screen(form_picker(known.forms), take)

    # --- the currency ---------------------------------------------------------------------------------------

    def _currency_label(self) -> str:
        currency = find_currency(self.report.currency)
        return currency.label if currency else self.report.currency

    @on(Box.Blurred)
    def _left(self, event: Box.Blurred) -> None:
        if _field_of(event.input).about == _CURRENCY and event.value != self._currency_label():
            self._rest.finish()
            self._take_marked()

    def on_descendant_focus(self) -> None:
        """What is typed into the box of the currency finds another one."""
        focused = self.screen.focused
        if isinstance(focused, Box) and _field_of(focused).about == _CURRENCY:
            focused.action_select_all()

    def _say_country(self) -> None:
        if not self.is_attached or self._like:
            return
        words = "Type a currency or a country. You can leave it empty."
        if self.report.currency:
            from reportwizard.money.cldr import babel_locale

            country = babel_locale("en").territories.get(territory_of(wizard(self).locale), "")
            says = "Your settings say" if wizard(self).settings.locale else "Your computer says"
            words = f"{says} {country}. Type to find another." if country else "Type to find another."
        self._currency_field.say(plain(words, "$quiet"))

    @property
    def _currency_field(self) -> Field:
        return self.query_one(f"#field-{_CURRENCY}", Field)

    def _show_currencies(self) -> None:
        from reportwizard.ui.dialogs.choose import found_line
        from reportwizard.ui.home.pickers import currency_ways

        text = self._currency_field.box.value
        found = currency_ways(text, self.report.locale)[:_MOST] if text.strip() else ()
        items = self.query_one("#currencies", LineList)
        items.show([found_line(one) for one in found], found[0].id if found else "")
        items.display = bool(found)
        self._currency_field.set_class(bool(found), "-finding")
        words = (
            "" if found or not text.strip() else "No currency is called so. Type a code, a name or a country."
        )
        self._currency_field.say(plain(words, "$quiet"))

    @on(LineList.Chosen, "#currencies")
    def _chosen(self, event: LineList.Chosen) -> None:
        event.stop()
        self._take_marked()
        self._currency_field.box.focus()

    def on_key(self, event: events.Key) -> None:
        """Move among the currencies found while one types."""
        items = next(iter(self.query("#currencies").results(LineList)), None)
        if items is not None and items.display and event.key in ("up", "down"):
            event.stop()
            items.action_move(-1 if event.key == "up" else 1)

    def _take_marked(self) -> None:
        """Take the currency that is marked; none where the box is empty, the same where nothing was found."""
        items, box = self.query_one("#currencies", LineList), self._currency_field.box
        code = items.cursor if items.display else self.report.currency
        code = code if box.value.strip() else ""
        self.session.set_region(currency=code)
        items.display = False
        self._currency_field.remove_class("-finding")
        box.put_silently(self._currency_label())
        self._currency_field.say(Content())


def _field_of(box: Widget) -> Field:
    field = next(one for one in box.ancestors if isinstance(one, Field))
    assert isinstance(field, Field)
    return field


def _has_others(form: Form) -> bool:
    """Whether another form can be chosen."""
    from reportwizard.forms.outside import known_forms

    return any(one is not form for one in known_forms().forms)


def _which(form: Form) -> Item:
    def draw(width: int, here: bool) -> list[Content]:
        name = Content.styled("Which report", "bold" if here else "$quiet")
        chosen = one_line(f"{form.title} {sign('unfolded')}", width - 20)
        return [Content.assemble(fitted(name, 20), chosen)]

    return Item("which", draw, height=1)
