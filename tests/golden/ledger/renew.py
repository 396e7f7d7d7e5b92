"""Write what is read of each golden list anew, to be read through and committed."""

from __future__ import annotations

import json
import sys
from pathlib import Path

_FOLDER = Path(__file__).parent


def main() -> None:
    """Write one file beside each list."""
    sys.path.insert(0, str(_FOLDER.parent.parent))
    from support.ledger import read_shape

    for path in sorted(_FOLDER.glob("*.csv")):
        text = json.dumps(read_shape(path), ensure_ascii=False, indent=2)
        path.with_suffix(".json").write_text(f"{text}\n", encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
