"""The names of the commands, and where each is defined; importing this loads no command."""

from __future__ import annotations

COMMANDS = {
    "new": ("drafts:new_draft", "Begin a draft, and print the path of its file."),
    "list": ("drafts:list_drafts", "List the drafts, the last saved first."),
    "due": ("drafts:show_due", "Say when a report is due, also in your local time."),
    "show": ("answers:show_draft", "Show the answers of a draft."),
    "get": ("answers:get_answer", "Print one answer as `set` takes it; nothing if there is none."),
    "set": ("answers:set_answer", "Set one answer of a draft."),
    "check": ("check:check_drafts", "Say what is missing, and what does not fit together."),
    "dismiss": ("check:dismiss_findings", "Say why something is right as it is; it is not asked again."),
    "copy": ("copy:copy_answers", "Walk through the portal: Enter copies the next answer."),
    "export": ("hand_in:export_draft", "Write the report in the format you choose."),
    "proof": ("hand_in:prove_draft", "Compare what the portal holds with your answers."),
    "hand-in": ("hand_in:hand_in_draft", "Record that you handed a report in, and keep a receipt."),
    "review": ("hand_in:review_draft", "Answer what your program officer asks, point by point."),
    "import": ("bring_in:import_file", "Make a draft from a published or exported report."),
    "expenses": ("expenses:expenses", "Work on the list of expenses of a draft."),
    "forms": ("forms:show_forms", "List the forms, show what one asks, or check the file of a form."),
    "history": ("versions:show_history", "List the earlier versions of a draft's answers."),
    "restore": ("versions:restore_version", "Put an earlier version of an answer back."),
    "choose": ("versions:choose_version", "Choose between two versions of an answer."),
    "repair": ("versions:repair_draft", "Keep what can be read of a damaged draft."),
    "delete": ("drafts:delete_draft", "Put a draft in the trash; `trash` brings it back."),
    "trash": ("drafts:show_trash", "List the drafts that were deleted, or bring one back."),
    "completion": (
        "options:print_completion",
        "Print what your shell needs to complete drafts and questions.",
    ),
}
"""Every command, in the order in which a report needs them: where it is defined, and its summary.

Only the command that runs is imported, so that `--help` is instant on a slow laptop.
"""

OLD_NAMES = {"aside": "dismiss", "mend": "repair", "ledger": "expenses"}
"""Earlier names of commands, which still work and are not listed."""
