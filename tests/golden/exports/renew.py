"""Write the golden files of the exports anew, to be read through and committed."""

from __future__ import annotations

import sys
from pathlib import Path

_FOLDER = Path(__file__).parent


def main() -> None:
    """Write one file for each format."""
    sys.path.insert(0, str(_FOLDER.parent.parent))
    from reportwizard.exports.registry import EXPORTS, export_report
    from support.nasty import complete_report

    for export in EXPORTS.values():
        text = export_report(complete_report(), export.name)
        (_FOLDER / f"complete{export.suffix}").write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
