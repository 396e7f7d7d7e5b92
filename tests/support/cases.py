"""Many cases in one test: a test for each would cost more than most of them do."""

from __future__ import annotations

from functools import wraps
from inspect import signature
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    Test = Callable[..., object]


def each_case(
    names: str | Sequence[str], cases: Iterable[Any] | Callable[[], Iterable[Any]]
) -> Callable[[Test], Test]:
    """Try every case, as `pytest.mark.parametrize` does, and name those that fail.

    All cases share the fixtures of one test: where one of them changes a folder, parametrize instead. Cases
    that take long to make come from a function: each worker loads each test, but only one runs it.
    """
    cases = cases if callable(cases) else list(cases)
    columns = [name.strip() for name in names.split(",")] if isinstance(names, str) else list(names)

    def over_all(test: Test) -> Test:
        @wraps(test)
        def try_all(**fixtures: object) -> None:
            given = cases() if callable(cases) else cases
            rows = [dict(zip(columns, _values(case, len(columns)), strict=True)) for case in given]
            assert rows, "no case tests nothing"
            failures: list[BaseException] = []
            for row in rows:
                try:
                    test(**fixtures, **row)
                except (Exception, pytest.fail.Exception) as failure:
                    failure.add_note(f"in the case {row!r}")
                    failures.append(failure)
            if len(failures) == 1:
                raise failures[0]
            if failures:
                raise BaseExceptionGroup(f"{len(failures)} of {len(rows)} cases failed", failures)

        asked = signature(test)
        left = [given for name, given in asked.parameters.items() if name not in columns]
        vars(try_all)["__signature__"] = asked.replace(parameters=left)
        return try_all

    return over_all


def _values(case: Any, count: int) -> Sequence[Any]:
    if isinstance(case, type(pytest.param())):
        return case.values
    return case if count > 1 else (case,)
