"""Forms from outside the program: a file that was named, and the files in the user's own folder of forms.

A draft remembers the file and what it held (its digest): a form that is still the same was checked when the
draft was saved, and is not checked again.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from reportwizard.errors import FormError
from reportwizard.files import DISK
from reportwizard.forms import locations
from reportwizard.forms.form import Form, Part, Question
from reportwizard.forms.loader import build_form, folder_of, form_ids, load_form
from reportwizard.forms.locations import file_of, form_files
from reportwizard.kinds.values import Column, Option, Row
from reportwizard.paths import forms_folder, working_folder

if TYPE_CHECKING:
    from reportwizard.forms.page import FormPage

LARGEST = 1024 * 1024
"""The largest file of a form that is read, in bytes; a long form has 30 thousand."""

# By file and digest: the reports of one form share it, so that comparing them costs nothing.
_read: dict[tuple[str, str], Form] = {}
_ID = re.compile(r"[a-z][a-z0-9_]*")


def name_file(file: str) -> Form:
    """Let the program know a form by its file, or its folder, until it ends; `FormError` as below."""
    path = file_of(working_folder() / file)
    form = load_form_file(path)
    if path not in locations.NAMED:
        locations.NAMED.insert(0, path)
    return form


def load_form_file(file: str | Path, digest: str = "") -> Form:
    """Return the form of a file, or of a folder with a `form.toml`.

    `FormError` names file, question and key at fault. A file whose digest is `digest` was checked before.
    """
    path = file_of(Path(file))
    try:
        data = DISK.read(path, LARGEST + 1)
    except OSError as error:
        raise FormError(f"{path}: cannot be opened: {error.strerror}.") from error
    if len(data) > LARGEST:
        raise FormError(f"{path}: the file is larger than 1 MB; no form is that large.")
    # Only here: `hashlib` takes two megabytes, and a form that comes with the program needs none.
    from hashlib import sha256

    source, current = str(path), sha256(data).hexdigest()
    if (source, current) not in _read:
        tables, form = _tables(data, source), None
        if current == digest:
            # Whatever a draft says, the file may not have been checked.
            with suppress(TypeError, ValueError, AttributeError):
                form = build_form(tables, source)
        if form is None:
            from reportwizard.forms.schema import check_form

            form = check_form(tables, source)
        _read[source, current] = replace(form, source=source, digest=current)
    return _read[source, current]


def _tables(data: bytes, source: str) -> dict[str, Any]:
    try:
        return tomllib.loads(data.decode("utf-8-sig").replace("\r\n", "\n"))
    except UnicodeDecodeError as error:
        raise FormError(f"{source}: is not text in UTF-8.", "Save it as UTF-8 in your editor.") from error
    except ValueError as error:  # also a number of 5,000 digits, which is no `TOMLDecodeError`
        raise FormError(f"{source}: cannot be read: {error}.", "Fix that line in your editor.") from error
    except RecursionError as error:
        raise FormError(f"{source}: holds too many tables inside each other.") from error


@dataclass(frozen=True, slots=True)
class Known:
    """The forms that can be chosen, those of the program first, and what is wrong with the other files."""

    forms: tuple[Form, ...]
    faults: tuple[FormError, ...] = ()


def known_forms() -> Known:
    """Return every form that can be chosen. A file at fault gives a sentence, and hides no other."""
    forms = {form_id: load_form(form_id) for form_id in form_ids()}
    faults: list[FormError] = []
    for path in form_files():
        try:
            form = load_form_file(path)
        except FormError as error:
            faults.append(error)
            continue
        if form.id in forms and path not in locations.NAMED:
            faults.append(_id_taken(form))
        else:
            forms[form.id] = form
    return Known(tuple(forms.values()), tuple(faults))


def refuse_shipped_id(form: Form) -> None:
    """Raise `FormError` if a file has the id of a form of the program, and is not that one."""
    if form.id in form_ids() and replace(form, source="", digest="") != load_form(form.id):
        raise _id_taken(form)


def _id_taken(form: Form) -> FormError:
    message = f"{form.source}: another form has the id “{form.id}” already."
    return FormError(message, "Give this one an id of its own.")


def default_form() -> Form:
    """Return the form of a new report where none is chosen: one that was named, or the program's first."""
    return load_form_file(locations.NAMED[0]) if locations.NAMED else load_form(form_ids()[0])


def form_of(name: str) -> Form:
    """Return a form by its id or by its file, as somebody names it; `FormError` if there is none."""
    if name in form_ids():
        return load_form(name)
    is_file = Path(name).exists() or name.endswith(".toml") or "/" in name
    return load_form_file(working_folder() / name) if is_file else find_form(name)


def find_form(form_id: str, source: str = "", digest: str = "") -> Form:
    """Return a form by its id, from a file that was named, the one that a draft remembers, or the program.

    Where the draft's file is gone, another one takes its place only if it holds the same (its digest).
    `FormError` says why a form cannot be used: what is at fault in its file, or that there is none.
    """
    named = next((path for path in locations.NAMED if _id_in(path) == form_id), None)
    if named:
        return load_form_file(named, digest)
    if not source and form_id in form_ids():
        return load_form(form_id)
    if source and Path(source).exists():
        form = load_form_file(source, digest)
        if form.id == form_id:
            return form
    fault: FormError | None = None
    others = [path for path in form_files() if _id_in(path) == form_id]
    for path in others:
        try:
            form = load_form_file(path, digest)
        except FormError as error:
            fault = fault or error
            continue
        if not source or form.digest == digest:
            return form
    if fault and not source:
        raise fault
    why = f": {source} is {'another form now' if Path(source).exists() else 'gone'}" if source else ""
    message = f"The form “{form_id}” is not here{why}"
    if others:
        hint = f"If that is the right form, name it: --form {others[0]}"
        raise FormError(f"{message}, and {others[0]} asks something else under its name.", hint)
    raise FormError(f"{message}.", f"Put its file into {forms_folder()}, or name it with --form.")


def _id_in(path: Path) -> str:
    """Return the id in a file, without looking at the rest; empty if there is none."""
    try:
        found = _tables(DISK.read(path, LARGEST), "").get("id")
    except (OSError, FormError):
        return ""
    return found if isinstance(found, str) else ""


@dataclass(frozen=True)
class MissingForm(Form):
    """A stand-in for a form that cannot be found: the answers of one draft can be read and kept.

    `why` says in words what is missing, and what to do.
    """

    why: str = ""


def missing_form(form_id: str, version: str, answers: Mapping[str, Any], why: str) -> MissingForm:
    """Return a form that asks for what a draft holds: ids as names, the kinds that fit the answers."""
    questions = [_question(key, plain) for key, plain in answers.items() if _ID.fullmatch(key)]
    part = Part("answers", "Answers", tuple(questions) or (Question("answer", "Answer", "long_text"),))
    return MissingForm(form_id, version, form_id, "", "", (part,), why=why)


def _question(question_id: str, plain: Any) -> Question:
    ask = partial(Question, question_id, question_id)
    if isinstance(plain, dict) and ("amount" in plain or "typed" in plain):
        return ask("money", currency="local")
    if isinstance(plain, list):
        return ask("table", columns=_columns([row for row in plain if isinstance(row, dict)]))
    if isinstance(plain, dict):
        rows = tuple(Row(key, key) for key in plain)
        if tables := [row for row in plain.values() if isinstance(row, dict)]:
            return ask("table", rows=rows, columns=_columns(tables))
        chosen = dict.fromkeys(value for value in plain.values() if isinstance(value, str))
        return ask("agreement", rows=rows, options=tuple(Option(value, value) for value in chosen))
    simple = {bool: "yes_no", int: "count", str: "long_text"}
    return ask(simple.get(type(plain), "date"))


def _columns(rows: list[dict[str, Any]]) -> tuple[Column, ...]:
    cells = {key: cell for row in reversed(rows) for key, cell in row.items()}
    return tuple(
        Column(key, key, "count" if isinstance(cell, int) else "text") for key, cell in cells.items()
    )


def published_forms() -> tuple[tuple[Form, FormPage], ...]:
    """Return the forms whose published pages are known, with what such pages look like.

    A page file from outside that is at fault is passed over; `forms --check` says what is wrong with it.
    """
    # Only imports and the last step need pages, and their dataclasses take milliseconds to make.
    from reportwizard.forms.page import check_page, read_page

    published = []
    for form in known_forms().forms:
        with suppress(TypeError, ValueError, OSError, FormError):
            if page := read_page(folder_of(form)):
                check_page(page, form, "page.toml")
                published.append((form, page))
    return tuple(published)
