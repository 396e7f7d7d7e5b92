"""Check what arrived: the page is pasted, and each answer that is not there as it is here is listed."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from textual import on
from textual.content import Content
from textual.widget import Widget

from reportwizard.hand_in.proof import Arrival, Proof, prove
from reportwizard.ui.check.items import WorkLog
from reportwizard.ui.dialogs.files import file_picker
from reportwizard.ui.report.page import ReportPage
from reportwizard.ui.session import Session
from reportwizard.ui.shared.drawing import named, plain, signed, wrapped
from reportwizard.ui.shared.drawn import Text
from reportwizard.ui.shared.line_list import Item, LineList
from reportwizard.ui.shared.lines import Hint
from reportwizard.ui.shared.page_box import ENDINGS, PageBox
from reportwizard.ui.wizard import HAND_IN, Open, ask


class ProofPage(ReportPage):
    """A box for the page, the verdict, and what did not arrive; Enter opens that answer."""

    tab = HAND_IN
    DEFAULT_CSS = """
    ProofPage Text { padding: 0 1 0 3; max-width: 84; margin-bottom: 1; }
    ProofPage PageBox { margin: 0 2 1 1; max-width: 84; }
    ProofPage LineList { max-width: 86; }
    """
    KEYS = (
        Hint("Enter", "open the answer"),
        Hint("Tab", "box, list"),
        Hint("Ctrl+O", "choose a file"),
        Hint("F1", "help"),
        Hint("Esc", "hand in"),
    )
    ABOUT = (
        "Check what arrived",
        "Open your report in {portal}, mark all of it (Ctrl+A), copy it, and paste it here.\n"
        "The published page works too, or a file in which a page is saved.\n"
        "Each answer is looked for. What is not there as it is here is listed; Enter opens it.\n"
        "Blanks and the marks of lists count for nothing. Amounts are compared as numbers.",
    )

    def __init__(self, session: Session, work: WorkLog, at: str = "") -> None:
        super().__init__(session, Open(HAND_IN, "proof"))
        self._work, self._at = work, at
        work.answers_from = "proof"

    def compose(self) -> Iterable[Widget]:
        words = self.help()[1].partition("\n")[0]
        yield Text(Content.assemble(("Check what arrived\n", "bold"), (words, "$quiet")))
        yield PageBox(partial(prove, self.report), "paste the page here, or type the name of a file")
        yield Text()
        yield LineList()

    def begin(self) -> Widget:
        self._show()
        return self.query_one(LineList if self._at and self.query_one(LineList).ids else PageBox)

    def _show(self, words: Content | None = None) -> None:
        proof = self._work.proof if isinstance(self._work.proof, Proof) and words is None else Proof()
        self.query(Text).last().show(verdict_lines(proof) if words is None else words)
        items = [fault_item(number, one) for number, one in enumerate(proof.faults)]
        cursor = next((item.id for item in items if item.id.endswith(f" {self._at}")), None)
        self.query_one(LineList).show(items, cursor)

    @on(PageBox.Told)
    def _told(self, event: PageBox.Told) -> None:
        event.stop()
        self._show(event.line)

    @on(PageBox.Read)
    def _read(self, event: PageBox.Read) -> None:
        event.stop()
        self._work.proof = event.made
        self._show()
        if self.query_one(LineList).ids:
            self.query_one(LineList).focus()

    @on(LineList.Chosen)
    def _chosen(self, event: LineList.Chosen) -> None:
        event.stop()
        self.post_message(Open(at=event.id.partition(" ")[2], back=HAND_IN))

    def choose_file(self) -> None:
        ask(self, file_picker("Your newest files", ENDINGS, self.now), self.query_one(PageBox).read_file)

    def up(self) -> None:
        self.post_message(Open(HAND_IN, "proof-way"))


def verdict_lines(proof: Proof) -> Content:
    """Return what is so of all answers, a line for each sentence."""
    states = {"fix": proof.foreign or bool(proof.faults), "look": bool(proof.unseen), "done": True}
    state = next(name for name, holds in states.items() if holds)
    return Content("\n").join(
        Content.assemble(signed(state) if not number else " ", " ", words)
        for number, words in enumerate(proof.verdict)
    )


def fault_item(number: int, arrival: Arrival) -> Item:
    """Return what became of one answer, for the list: its question, and below it what is so."""

    def draw(width: int, _here: bool) -> list[Content]:
        head = Content.assemble(signed("fix"), " ", named(arrival.question.number, arrival.question.name))
        return [head, *(line.pad_left(2) for line in wrapped(plain(arrival.words), width - 2))]

    return Item(f"{number} {arrival.question.id}", draw)
