"""The example: a finished report with invented answers, to look at before one writes one's own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportwizard.drafts.format.decode import decode
from reportwizard.drafts.store.names import EXAMPLE
from reportwizard.forms.loader import example_of, form_ids

if TYPE_CHECKING:
    from reportwizard.drafts.store.folder import DraftFolder


def put_example(folder: DraftFolder) -> str:
    """Return the name of the example in a folder; it is put there where it is not. Raises `SaveError`."""
    if not folder.exists(EXAMPLE):
        folder.save(EXAMPLE, decode(example_of(form_ids()[0]), EXAMPLE))
    return EXAMPLE
