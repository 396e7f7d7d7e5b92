"""A text box for a whole page: it is pasted, or the name of its file is typed."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

from textual import events, on
from textual.content import Content

from reportwizard.errors import ReportWizardError
from reportwizard.paths import is_file, typed_path
from reportwizard.text import clean_line, clean_text
from reportwizard.ui.shared.boxes import Box, clean_paste
from reportwizard.ui.shared.drawing import plain, styled_sign

DOCUMENT = ".docx"
ENDINGS = (".txt", ".html", ".htm", ".mht", ".mhtml", ".md", ".wiki", ".json")
"""The suffixes of files that a page is saved in."""

_LONGEST_PATH, _LONGEST_NAME = 4096, 255


class PageBox(Box):
    """Parses a pasted page, or one in a file, in a thread.

    `on_read` gets the result, and `show_status` that a page is being read, or could not be. A line too long
    for a file name is a page; with `accepts_text` so is every line that names no file. `parse_document` gets
    the bytes of a Word document and its name.
    """

    def __init__(
        self,
        parse: Callable[[str], object],
        on_read: Callable[[Any], object],
        show_status: Callable[[Content], object],
        placeholder: str,
        *,
        accepts_text: bool = False,
        parse_document: Callable[[bytes, str], object] | None = None,
    ) -> None:
        super().__init__(placeholder=placeholder)
        self._parse, self._parse_document = parse, parse_document
        self._take_result, self._show_status = on_read, show_status
        self._accepts_text = accepts_text

    def _on_paste(self, event: events.Paste) -> None:
        if "\n" in clean_paste(event.text)[0].strip() or len(event.text) > _LONGEST_PATH:
            event.stop().prevent_default()
            self._begin(lambda: self._parse(clean_text(event.text)))
        else:
            super()._on_paste(event)

    def paste(self, event: events.Paste) -> None:
        """Handle a paste that another widget received."""
        self.focus()
        self._on_paste(event)

    @on(Box.Submitted)
    def _submitted(self, event: Box.Submitted) -> None:
        event.stop()
        name = clean_line(event.value)
        if name and (self._accepts_text or len(name) > _LONGEST_NAME) and not is_file(typed_path(name)):
            self._begin(lambda: self._parse(clean_text(event.value)))
        elif name:
            self.read_file(name)

    def read_file(self, name: str) -> None:
        """Read the page in a file."""
        from reportwizard.imports.registry import MAX_BYTES, decode, is_docx, read_bytes

        def read() -> object:
            data = read_bytes(path, MAX_BYTES + 1)
            if self._parse_document and is_docx(data):
                return self._parse_document(data, path.name)
            return self._parse(clean_text(decode(data, str(path))))

        path = typed_path(name)
        self._begin(read)

    def _begin(self, read: Callable[[], object]) -> None:
        self._show_status(Content.styled("Reading …", "$quiet"))
        self.run_worker(self._read(read), exclusive=True, group="page")

    async def _read(self, read: Callable[[], object]) -> None:
        try:
            result = await asyncio.to_thread(read)
        except Exception as error:
            # An unexpected error in a reader must not end the wizard.
            why = str(error) if isinstance(error, ReportWizardError) else f"This text cannot be read: {error}"
            self._show_status(Content.assemble(styled_sign("fix"), " ", plain(why)))
        else:
            self.set_value_silently("")
            self._take_result(result)
