"""The box into which a whole page is pasted, or the name of its file is typed; a thread reads it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from textual import events, on
from textual.content import Content
from textual.message import Message

from reportwizard.errors import ReportWizardError
from reportwizard.paths import expand_user, is_file
from reportwizard.text import clean_line, clean_text
from reportwizard.ui.shared.boxes import Box, clean_paste
from reportwizard.ui.shared.drawing import plain, styled_sign

DOCUMENT = ".docx"
ENDINGS = (".txt", ".html", ".htm", ".mht", ".mhtml", ".md", ".wiki", ".json")
"""The files in which a page is saved."""

_LONGEST_PATH, _LONGEST_NAME = 4096, 255


class PageBox(Box):
    """Hands a page that was pasted, or is in a file, to `take`, and tells what came of it.

    Where `words` are taken, a line that names no file is a page of one line; so is one too long for a name.
    With `take_document`, the bytes of a Word document and its name go there.
    """

    class Read(Message):
        """It was read: its text, and what `take` made of it."""

        def __init__(self, text: str, made: object) -> None:
            super().__init__()
            self.text, self.made = text, made

    class Status(Message):
        """A page is being read, or cannot be: `line` says so to the applicant."""

        def __init__(self, line: Content) -> None:
            super().__init__()
            self.line = line

    def __init__(
        self,
        take: Callable[[str], object],
        placeholder: str,
        *,
        words: bool = False,
        take_document: Callable[[bytes, str], object] | None = None,
    ) -> None:
        super().__init__(placeholder=placeholder)
        self._take = take
        self._take_document = take_document
        self._words = words

    def _on_paste(self, event: events.Paste) -> None:
        if "\n" in clean_paste(event.text)[0].strip() or len(event.text) > _LONGEST_PATH:
            event.stop()
            event.prevent_default()
            self._begin(lambda: event.text)
        else:
            super()._on_paste(event)

    def take_paste(self, event: events.Paste) -> None:
        """Take what was pasted beside the box."""
        self.focus()
        self._on_paste(event)

    @on(Box.Submitted)
    def _named(self, event: Box.Submitted) -> None:
        event.stop()
        name = clean_line(event.value).strip("'\"").removeprefix("file://")
        if name and (self._words or len(name) > _LONGEST_NAME) and not is_file(expand_user(name)):
            self._begin(lambda: event.value)
        elif name:
            self.read_file(name)

    def read_file(self, name: str) -> None:
        """Read the page in a file."""
        from reportwizard.imports.registry import MAX_BYTES, decode, is_docx, read_bytes

        def source() -> str | bytes:
            data = read_bytes(path, MAX_BYTES + 1)
            return data if self._take_document and is_docx(data) else decode(data, str(path))

        path = expand_user(name)
        self._begin(source, path.name)

    def _begin(self, source: Callable[[], str | bytes], name: str = "") -> None:
        self.post_message(self.Status(Content.styled("Reading …", "$quiet")))
        self.run_worker(self._read(source, name), exclusive=True, group="page")

    async def _read(self, source: Callable[[], str | bytes], name: str) -> None:
        def work() -> tuple[str, object]:
            held = source()
            if isinstance(held, bytes):
                return name, self._take_document(held, name) if self._take_document else None
            text = clean_text(held)
            return text, self._take(text)

        try:
            text, made = await asyncio.to_thread(work)
        except Exception as error:
            # An unexpected error in a reader must not end the wizard.
            why = str(error) if isinstance(error, ReportWizardError) else f"This text cannot be read: {error}"
            self.post_message(self.Status(Content.assemble(styled_sign("fix"), " ", plain(why))))
        else:
            self.set_value_silently("")
            self.post_message(self.Read(text, made))
