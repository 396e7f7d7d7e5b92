"""Drafts as earlier versions wrote them open for ever. A new format adds a sample; old ones never change."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path

from reportwizard.drafts.format.decode import decode
from reportwizard.drafts.format.document import saved_at_of
from reportwizard.drafts.format.encode import encode
from reportwizard.drafts.format.migrate import SCHEMA
from reportwizard.kinds.registry import KINDS
from support.cases import each_case

HERE = Path(__file__).parent
SAMPLES = sorted(HERE.glob("schema-*.toml"))


def test_every_format_has_a_sample() -> None:
    assert [path.stem for path in SAMPLES] == [f"schema-{number}" for number in range(1, SCHEMA + 1)]


@each_case("path", SAMPLES)
def test_a_sample_means_what_it_meant(path: Path) -> None:
    report = decode(path.read_bytes(), path.name)
    answers = {
        key: KINDS[report.form.by_id[key].kind].to_plain(value) for key, value in report.answers.items()
    }
    read = {
        "locale": report.locale,
        "currency": report.currency,
        "last_question": report.last_question,
        "unplaced": report.unplaced,
        "extra": report.extra,
        "answers": answers,
    }
    expected = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
    assert json.loads(json.dumps(read, default=str)) == expected


def test_the_current_format_is_written_exactly_as_its_sample() -> None:
    data = (HERE / f"schema-{SCHEMA}.toml").read_bytes()
    header = tomllib.loads(data.decode())
    saved_at = saved_at_of(header)
    assert saved_at is not None
    assert encode(decode(data, "sample"), saved_at=saved_at, app_version=header["app_version"]) == data
