"""Reports that need a choice before they open: a damaged file, and a copy of another report."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import partial

from textual.app import App
from textual.containers import VerticalScroll
from textual.content import Content
from textual.dom import DOMNode
from textual.widget import Widget

from reportwizard.drafts.format.salvage import Salvaged, readable_text, salvage
from reportwizard.drafts.history.versions import Version
from reportwizard.drafts.store.locks import DraftLock, describe_holder
from reportwizard.drafts.store.names import Copy
from reportwizard.drafts.store.recovery import earlier_versions, merge_copy, repaired
from reportwizard.errors import DraftError, ReportWizardError
from reportwizard.text import pluralize
from reportwizard.ui.dialogs.dialog import ChoiceDialog, MenuItem, ask_which
from reportwizard.ui.shared.days import long_date
from reportwizard.ui.shared.drawing import plain
from reportwizard.ui.shared.lines_widget import Text
from reportwizard.ui.wizard import ask, wizard

_MAX_TEXT = 2_000


class DamagedDraftDialog(ChoiceDialog):
    """Show the unreadable lines of a draft, and ask how to open it.

    `earlier` holds the newest earlier version of each answer that cannot be read.
    """

    DEFAULT_CSS = """
    DamagedDraftDialog .broken { height: auto; max-height: 10; margin: 1 1 0 1; scrollbar-size-vertical: 1; }
    """

    def __init__(self, name: str, salvaged: Salvaged, earlier: Mapping[str, Version]) -> None:
        items = [MenuItem("open", "open what can be read")]
        if earlier:
            at = max(version.at for version in earlier.values()).astimezone()
            remark = f"from {long_date(at.date())}, {at:%H:%M}"
            items.insert(0, MenuItem("earlier", "open it with earlier versions", remark))
        text = (
            f"{pluralize(len(salvaged.report.answers), 'answer')} can be read. The lines below cannot. Their "
            "words stay in the report, and the damaged file is kept as it is."
        )
        super().__init__(f"“{name}” is damaged", text, items)
        self._salvaged = salvaged

    def compose_content(self) -> Iterable[Widget]:
        lines = list[Content]()
        for broken in self._salvaged.broken:
            question = self._salvaged.report.form.by_id.get(broken.answer_id)
            name = f"  {question.number} {question.name}" if question else ""
            several = f"Lines {broken.line} to {broken.last_line}"
            line = f"Line {broken.line}" if broken.last_line == broken.line else several
            text = readable_text(broken)
            lines.append(Content.assemble((line, "$look"), plain(name, "bold")))
            lines.append(plain(text if len(text) <= _MAX_TEXT else f"{text[:_MAX_TEXT]} …"))
        yield VerticalScroll(Text(Content("\n").join(lines)), classes="broken", can_focus=False)
        yield from super().compose_content()


def offer_repair(app: App[None], name: str, error: DraftError) -> None:
    """Ask how to open a damaged draft; show the error if nothing of it can be read."""
    program = wizard(app)
    try:
        salvaged = salvage(program.folder.read(name), name)
    except ReportWizardError:
        program.show_error(error)
        return
    earlier = earlier_versions(program.folder, name, salvaged)

    def repair(choice: str) -> None:
        # The save itself keeps the damaged file beside the repaired one.
        saved = program.folder.save(name, repaired(salvaged, earlier if choice == "earlier" else {}))
        program.open_draft(name)
        if saved.kept:
            program.say(f"The file as it was is kept as “{saved.kept.stem}”.")

    ask(app, DamagedDraftDialog(name, salvaged, earlier), repair)


def offer_copy(node: DOMNode, name: str, copy: Copy) -> None:
    """Ask whether to merge a copy into its report or to open it by itself."""
    text = (
        f"This is another version of “{copy.of}”: {copy.why}. "
        "Where both have an answer, both are kept, and you choose."
    )
    actions: dict[str, Callable[[], object]] = {
        f"put its answers into “{copy.of}”": partial(_merge, node, name, copy.of),
        "open it by itself": partial(wizard(node).open_draft, name),
    }
    ask_which(node, "Two versions of one report", text, actions)


def _merge(node: DOMNode, copy: str, draft: str) -> None:
    app = wizard(node)
    lock = DraftLock(app.folder.path, draft, clock=app.folder.clock)
    holder = lock.take()
    if holder is not None:
        where = describe_holder(holder, app.folder.clock().astimezone())
        app.say(f"“{draft}” is open {where}. Close it there first.", "look")
        return
    try:
        merged = merge_copy(app.folder, copy, draft)
    finally:
        lock.release()
    app.open_draft(draft)
    if not merged.kept_twice:
        taken = pluralize(len(merged.taken), "answer was", "answers were")
        answers = taken if merged.taken else "No answers were"
        app.say(f"{answers} taken over. The copy is among the deleted reports.")
