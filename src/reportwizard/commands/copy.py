"""The walk through the portal on the command line: Enter ticks a box, and copies the next one."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from functools import partial

import click

from reportwizard.commands.check import refuse_unready
from reportwizard.commands.files import write_output
from reportwizard.commands.options import command, draft_argument, force_option
from reportwizard.commands.output import print_message, print_text
from reportwizard.commands.workspace import Workspace
from reportwizard.drafts.store.folder import DraftFolder
from reportwizard.hand_in import walk
from reportwizard.hand_in.clipboard import UNSURE, copy, refusal
from reportwizard.hand_in.stops import Stop, stops
from reportwizard.hand_in.unsafe_characters import describe_unsafe
from reportwizard.hand_in.wiki_rendering import as_wiki_shows
from reportwizard.report.report import Report

_SHOWN = 8
"""Lines of a text that are on its card; `t` shows all of it."""

_NO_TEXT = "There is no text to copy here: read off the card what to click or to type."
_WORDS = ("back", "skip", "copy", "text", "wiki", "plain", "quit")
_KEYS = (
    "Enter: tick it, next box · back · skip · copy: again · text: in full · wiki: as the page prints it\n"
    "plain: plain characters · limit 2000: the box takes 2000 · quit. The first letter is enough."
)


@command(
    "copy",
    draft_argument,
    click.option(
        "--page", metavar="FILE", help="Write the copy page: open it in a browser beside the portal."
    ),
    force_option,
)
def copy_answers(workspace: Workspace, draft: str, page: str | None, force: bool) -> None:
    """Walk through the portal: Enter copies the next answer.

    For clicks and small numbers, read the card. The draft keeps your place and ticks; for the copy page, the
    browser does.
    """
    folder, name, report = workspace.open(draft, needs_form=True)
    refuse_unready(report, "`check` says what is left.")
    if page is None:
        _Walk(folder, name, report).run()
    else:
        from reportwizard.hand_in.copy_page import render

        write_output(page, render(report, name).encode(), replace=force)


@dataclass
class _Walk:
    folder: DraftFolder
    name: str
    report: Report

    def run(self) -> None:
        """Go from stop to stop until the last one, or `quit`."""
        self.stops = stops(self.report)
        number = walk.first_stop(self.report, self.stops)
        print_message(f"{len(self.stops)} stops. The text of each is copied when it comes.\n{_KEYS}\n")
        print_message(f"First a test. {_copy(walk.TEST)} Paste it here and press Enter; or only press Enter.")
        pasted = _prompt()
        if pasted == walk.TEST:
            print_message("Pasting works.\n")
        elif pasted:
            print_message(f"Something else came. {UNSURE}\n")
        while number < len(self.stops):
            number = self._stop(number)
        if number == len(self.stops):
            left = walk.count_unticked(self.report, self.stops)
            print_message(f"That was the last one. {left} have no tick." if left else "Everything is ticked.")

    def _stop(self, number: int) -> int:
        """Show a stop until the applicant goes on; return the number of the next; past the end to quit."""
        stop = self.stops[number]
        if walk.must_ask_shape(self.report, stop):
            print_message(f"{walk.SHAPE_QUESTION}\nCopy them like that? Enter: yes · n: no")
            typed = _prompt(end="quit")
            if typed and "quit".startswith(typed):
                return len(self.stops) + 1
            self._save(walk.with_shape(self.report, typed != "n"))
        self._save(walk.with_place(self.report, stop))
        word = "copy"
        while word not in ("", "skip", "back", "quit"):
            self._do(word, self._current(stop))
            typed = _prompt(end="quit")
            word = next((known for known in _WORDS if typed and known.startswith(typed)), typed)
        if word == "quit":
            return len(self.stops) + 1
        if not word:
            self._save(walk.with_place(self.report, stop, ticked=self._current(stop)))
        return max(number + (-1 if word == "back" else 1), 0)

    def _do(self, word: str, stop: Stop) -> None:
        name, _, number = word.partition(" ")
        actions = {
            "copy": partial(self._card, stop),
            "text": partial(print_text, stop.text or _NO_TEXT),
            "wiki": partial(print_text, as_wiki_shows(stop.text) or _NO_TEXT),
            "plain": partial(self._replace_characters, stop),
        }
        if name == "limit" and number and (limit := walk.parse_limit(number)) is not None:
            self._save(walk.with_limit(self.report, stop, limit))
            self._card(stop)
        elif word in actions:
            actions[word]()
        else:
            print_message(_KEYS)

    def _replace_characters(self, stop: Stop) -> None:
        if not describe_unsafe(stop.text) or stop.kind == "facts":
            print_message("Every portal takes this as it is.")
            return
        after = walk.with_plain_answer(self.report, stop)
        print_message(f"{describe_unsafe(stop.text)}. These lines will be:")
        repaired = next(other.text for other in stops(after) if other.id == stop.id)
        print_text(walk.preview(stop.text, repaired))
        print_message("Change your answer? Enter: yes · n: no")
        if _prompt(end="n") != "n":
            self._save(after)
            self._card(self._current(stop))

    def _card(self, stop: Stop) -> None:
        """Show a stop, with its text on the clipboard."""
        number = [other.id for other in self.stops].index(stop.id) + 1
        name = " › ".join(filter(None, (f"{stop.number} {stop.name}".strip(), stop.copied)))
        print_message(f"\nStop {number} of {len(self.stops)}   {name}")
        print_message(walk.box_intro(stop, self.report.form))
        if stop.wording:
            print_message(f"“{stop.wording}”")
        for line in stop.lines:
            print_text(f"  {line.label}: {line.text}", wrap=True)
        copied = ""
        if stop.text:
            lines = stop.text.split("\n")
            print_text("\n".join(lines[:_SHOWN]), wrap=True)
            if len(lines) > _SHOWN:
                print_message(f"… {len(lines) - _SHOWN} more lines; text shows all of it")
            print_message(walk.length_label(stop.text, self.report.hand_in.limit(stop.questions[0].id)))
            copied = f"{_copy(stop.text)} "
        for note in walk.notes(self.report, stop):
            print_message(f"! {note}")
        print_message(copied + walk.instruction(stop, self.report.form, paste="Ctrl+V"))

    def _current(self, stop: Stop) -> Stop:
        return next((other for other in self.stops if other.id == stop.id), stop)

    def _save(self, report: Report) -> None:
        """Save what changed; what another window changed meanwhile is merged with it."""
        if report != self.report:
            saved = self.folder.save(self.name, report)
            self.report = saved.merged.report if saved.merged else report
            self.stops = stops(self.report)


def _prompt(end: str = "") -> str:
    """Return what was typed, without spaces around it; `end` where nothing more comes."""
    sys.stderr.write("> ")
    sys.stderr.flush()
    line = sys.stdin.readline() if sys.stdin else ""
    return line.strip() if line else end


def _copy(text: str) -> str:
    """Copy a text; return the message: whether a program took it, or only the terminal was sent it."""
    if message := refusal(text):
        return message
    streams = (sys.stderr, sys.stdout)
    terminal = next((stream for stream in streams if stream is not None and stream.isatty()), None)

    def send(sequence: str) -> None:
        if terminal is not None:
            terminal.write(sequence)
            terminal.flush()

    copied = copy(text, send)
    if copied.program or terminal is not None:
        return copied.message
    return "It is not copied: no program took it. Select the text, and copy it yourself."
