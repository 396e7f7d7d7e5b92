"""The example of a form: a finished report with invented answers."""

from __future__ import annotations

from reportwizard.drafts.format.decode import from_document
from reportwizard.drafts.format.document import read_document
from reportwizard.drafts.format.migrate import migrate
from reportwizard.drafts.store.folder import DraftFolder
from reportwizard.drafts.store.names import EXAMPLE
from reportwizard.errors import DraftError
from reportwizard.forms.form import Form
from reportwizard.forms.loader import example_of, form_ids
from reportwizard.report.report import Report


def read_example(form: Form) -> Report | None:
    """Return the finished report that comes with a form; None if there is none, or one of another form."""
    data, name = example_of(form), f"{form.id}, example.toml"
    if data is None:
        return None
    document = migrate(read_document(data, name), name)
    if document.get("form") != form.id:
        return None
    return from_document({**document, "form_from": form.source, "form_digest": form.digest}, name)


def put_example(folder: DraftFolder, form: Form) -> str:
    """Save a form's example in a folder, unless it is there; return its name.

    Raises `SaveError`, and `DraftError` if the form has none that can be read.
    """
    name = EXAMPLE if form.id == form_ids()[0] else f"{EXAMPLE}-{form.id}"
    if not folder.exists(name):
        report = read_example(form)
        if report is None:
            raise DraftError(f"“{form.title}” has no example.")
        folder.save(name, report)
    return name
