"""A place with stars is found as a pattern would find it, at any address."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from reportwizard.checks.links.places import _fits, _matches

pieces = st.text("ab./", max_size=4)
places = st.lists(pieces, min_size=1, max_size=4).map(tuple)


@given(places, st.text("ab./", max_size=10))
def test_a_star_matches_anything(place: tuple[str, ...], address: str) -> None:
    pattern = ".*".join(map(re.escape, place))
    assert _matches(address, place) == bool(re.fullmatch(pattern, address))


@given(places, st.lists(st.sampled_from(["a", "b", "ab"]), max_size=3), pieces)
def test_a_star_in_front_matches_subdomains_and_the_host_itself(
    place: tuple[str, ...], labels: list[str], path: str
) -> None:
    wanted = ".*".join(map(re.escape, place))
    address = ".".join([*labels, "a.b"]) + f"/{path}"
    pattern = rf"(?:[^/]*\.)?{wanted}"
    assert _fits(address, ("", f".{place[0]}", *place[1:])) == bool(re.fullmatch(pattern, address))
