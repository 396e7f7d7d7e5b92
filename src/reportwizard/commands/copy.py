"""The walk through the portal on the command line: Enter ticks a box, and copies the next one."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from functools import partial

import click

from reportwizard.commands.common import Place, place_options, refuse_gone, say, show
from reportwizard.commands.completion import draft_argument
from reportwizard.drafts.store.folder import DraftFolder
from reportwizard.errors import NotReadyError
from reportwizard.hand_in import walk
from reportwizard.hand_in.clipboard import UNSURE, copy, refusal
from reportwizard.hand_in.hygiene import found
from reportwizard.hand_in.published import published
from reportwizard.hand_in.stops import Stop, stops
from reportwizard.report.report import Report

_SHOWN = 8
"""Lines of a text that are on its card; `t` shows all of it."""

_NO_TEXT = "There is no text to copy here: read off the card what to click or to type."
_WORDS = ("back", "skip", "copy", "text", "wiki", "plain", "quit")
_KEYS = (
    "Enter: tick it, next box · back · skip · copy: again · text: in full · wiki: as the page prints it\n"
    "plain: plain characters · limit 2000: the box takes 2000 · quit. The first letter is enough."
)


@click.command("copy")
@draft_argument
@click.option("--page", metavar="FILE", help="Write the copy page: open it in a browser beside the portal.")
@click.option("--force", is_flag=True, help="Replace FILE if it exists.")
@place_options
@click.pass_obj
def copy_answers(place: Place, draft: str, page: str | None, force: bool) -> None:
    """Walk through the portal: Enter copies the next answer.

    For clicks and small numbers, read the card. The draft keeps your place and ticks; for the copy page, the
    browser does.
    """
    from reportwizard.checks.required import run_blocking

    folder, name, report = place.open(draft)
    if missing := run_blocking(refuse_gone(report)):
        listed = "\n".join(f"{finding.question}: {finding.message}" for finding in missing)
        raise NotReadyError(f"This report cannot be handed in yet.\n{listed}", "`check` says what is left.")
    if page is None:
        _Walk(folder, name, report).go()
    else:
        from reportwizard.commands.files import write_output
        from reportwizard.hand_in.copy_page import render

        write_output(page, render(report, name).encode(), replace=force)


@dataclass
class _Walk:
    folder: DraftFolder
    name: str
    report: Report

    def go(self) -> None:
        """Go from stop to stop until the last one, or `quit`."""
        self.stops = stops(self.report)
        number = walk.begin(self.report, self.stops)
        say(f"{len(self.stops)} stops. The text of each is copied when it comes.\n{_KEYS}\n")
        self._test()
        while number < len(self.stops):
            number = self._stop(number)
        if number == len(self.stops):
            left = walk.left(self.report, self.stops)
            say(f"That was the last one. {left} have no tick." if left else "Everything is ticked.")

    def _test(self) -> None:
        """Let a test be pasted here, and read it back."""
        say(f"First a test. {_copied(walk.TEST)} Paste it here and press Enter; or only press Enter.")
        came = _asked()
        if came == walk.TEST:
            say("Pasting works.\n")
        elif came:
            say(f"Something else came. {UNSURE}\n")

    def _stop(self, number: int) -> int:
        """Show a stop until one goes on; return the number of the next; one after the end stops the walk."""
        stop = self.stops[number]
        if walk.to_agree(self.report, stop):
            say(f"{walk.AGREE}\nCopy them like that? Enter: yes · n: no")
            said = _asked(end="quit")
            if said and "quit".startswith(said):
                return len(self.stops) + 1
            self._keep(walk.with_shape(self.report, said != "n"))
        self._keep(walk.at_stop(self.report, stop))
        word = "copy"
        while word not in ("", "skip", "back", "quit"):
            self._do(word, self._now(stop))
            typed = _asked(end="quit")
            word = next((one for one in _WORDS if typed and one.startswith(typed)), typed)
        if word == "quit":
            return len(self.stops) + 1
        if not word:
            self._keep(walk.at_stop(self.report, stop, ticked=self._now(stop)))
        return max(number + (-1 if word == "back" else 1), 0)

    def _do(self, word: str, stop: Stop) -> None:
        """Do what was asked for at a stop."""
        head, _, tail = word.partition(" ")
        do = {
            "copy": partial(self._card, stop),
            "text": partial(show, stop.text or _NO_TEXT),
            "wiki": partial(show, published(stop.text) or _NO_TEXT),
            "plain": partial(self._replace_characters, stop),
        }
        if head == "limit" and tail and (most := walk.limit_in(tail)) is not None:
            self._keep(walk.with_limit(self.report, stop, most))
            self._card(stop)
        elif word in do:
            do[word]()
        else:
            say(_KEYS)

    def _replace_characters(self, stop: Stop) -> None:
        if not found(stop.text) or stop.kind == "facts":
            say("Every portal takes this as it is.")
            return
        after = walk.repaired(self.report, stop)
        say(f"{found(stop.text)}. These lines will be:")
        show(walk.preview(stop.text, next(one.text for one in stops(after) if one.id == stop.id)))
        say("Change your answer? Enter: yes · n: no")
        if _asked(end="n") != "n":
            self._keep(after)
            self._card(self._now(stop))

    def _card(self, stop: Stop) -> None:
        """Show a stop, with its text on the clipboard."""
        place = [one.id for one in self.stops].index(stop.id) + 1
        say(f"\n{place} of {len(self.stops)}   {f'{stop.number} {stop.name}'.strip()}")
        say(walk.called(stop, self.report.form))
        if stop.wording:
            say(f"“{stop.wording}”")
        for line in stop.lines:
            show(f"  {line.label}: {line.text}", wrap=True)
        copied = ""
        if stop.text:
            lines = stop.text.split("\n")
            show("\n".join(lines[:_SHOWN]), wrap=True)
            if len(lines) > _SHOWN:
                say(f"… {len(lines) - _SHOWN} more lines; text shows all of it")
            say(walk.length(stop.text, self.report.hand_in.limit(stop.questions[0].id)))
            copied = f"{_copied(stop.text)} "
        for note in walk.notes(self.report, stop):
            say(f"! {note}")
        say(copied + walk.to_do(stop, self.report.form, paste="Ctrl+V"))

    def _now(self, stop: Stop) -> Stop:
        """Return a stop as it is by now."""
        return next((one for one in self.stops if one.id == stop.id), stop)

    def _keep(self, report: Report) -> None:
        """Save what changed; what another window changed meanwhile is merged with it."""
        if report != self.report:
            saved = self.folder.save(self.name, report)
            self.report = saved.merged.report if saved.merged else report
            self.stops = stops(self.report)


def _asked(end: str = "") -> str:
    """Return what was typed, without spaces around it; `end` where nothing more comes."""
    sys.stderr.write("> ")
    sys.stderr.flush()
    line = sys.stdin.readline() if sys.stdin else ""
    return line.strip() if line else end


def _copied(text: str) -> str:
    """Copy a text, and say what came of it: whether a program took it, or only the terminal was sent it."""
    if words := refusal(text):
        return words
    terminal = next((one for one in (sys.stderr, sys.stdout) if one is not None and one.isatty()), None)

    def send(sequence: str) -> None:
        if terminal is not None:
            terminal.write(sequence)
            terminal.flush()

    copied = copy(text, send)
    if copied.program or terminal is not None:
        return copied.words
    return "It is not copied: no program took it. Mark the text, and copy it yourself."
