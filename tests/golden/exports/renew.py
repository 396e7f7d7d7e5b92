"""Write the golden files of the exports anew, to be read through and committed."""

from __future__ import annotations

import sys
from pathlib import Path

_FOLDER = Path(__file__).parent


def main() -> None:
    """Write one file for each format."""
    sys.path.insert(0, str(_FOLDER.parent.parent))
    from support.exports import golden_files

    for name, text in golden_files().items():
        (_FOLDER / name).write_bytes(text.encode())


if __name__ == "__main__":
    main()
