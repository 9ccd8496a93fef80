"""What adds up to what, from claims alone: the counting that a record and an export share."""

from __future__ import annotations

from typing import Any

import pytest

from tollbook.boasts import Party, is_of_enemy, is_own_deed
from tollbook.tally import Counted, as_stated, tally


def _claim(ident: str, figure: int, **more: Any) -> Counted:
    """A claim of so many killed, in a sentence of its own."""
    sentence = more.pop("sentence", int(ident.removeprefix("c")))
    return Counted(ident, "killed", "eq", as_stated("eq", figure, figure), sentence=sentence, **more)


WHOLE = _claim("c1", 12, zone="headline")
AGAIN = _claim("c2", 12, same_as="c1")
ONCE_MORE = _claim("c3", 12, same_as="c2")

STATUSES: dict[str, tuple[list[Counted], dict[str, int]]] = {
    "parts of the whole itself": (
        [WHOLE, _claim("c4", 3, subset_of="c1", status="civilian"), _claim("c5", 4, subset_of="c1", status="security")],
        {"civilian": 3, "security": 4},
    ),
    "parts of a repetition": ([WHOLE, AGAIN, _claim("c4", 3, subset_of="c2", status="civilian")], {"civilian": 3}),
    "parts of a repetition of a repetition": (
        [WHOLE, AGAIN, ONCE_MORE, _claim("c4", 3, subset_of="c3", status="civilian")],
        {"civilian": 3},
    ),
    "a part that is told again": (
        [WHOLE, AGAIN, _claim("c4", 3, subset_of="c1", status="civilian"),
         _claim("c5", 3, subset_of="c2", status="civilian", same_as="c4")],
        {"civilian": 3},
    ),
    "a part that is told again of the same whole": (
        [WHOLE, _claim("c4", 3, subset_of="c1", status="civilian"),
         _claim("c5", 3, subset_of="c1", status="civilian", same_as="c4")],
        {"civilian": 3},
    ),
    "rival parts of two repetitions": (
        [WHOLE, AGAIN, _claim("c4", 3, subset_of="c1", status="civilian"),
         _claim("c5", 5, subset_of="c2", status="civilian")],
        {"civilian": 5},
    ),
    "parts of two repetitions, of two statuses": (
        [WHOLE, AGAIN, _claim("c4", 3, subset_of="c1", status="civilian"),
         _claim("c5", 5, subset_of="c2", status="combatant")],
        {"civilian": 3, "combatant": 5},
    ),
    "the status of a repetition": ([WHOLE, _claim("c2", 12, same_as="c1", status="civilian")], {"civilian": 12}),
    "the status of a part's repetition": (
        [WHOLE, _claim("c4", 3, subset_of="c1"), _claim("c5", 3, same_as="c4", status="civilian")],
        {"civilian": 3},
    ),
    "a part that was revised": (
        [WHOLE, _claim("c4", 3, subset_of="c1", status="civilian", superseded_by="c5"),
         _claim("c5", 5, subset_of="c1", status="civilian")],
        {"civilian": 5},
    ),
    "parts of another count": (
        [WHOLE, _claim("c4", 9), _claim("c5", 5, subset_of="c4", status="civilian")],
        {},
    ),
    "claims that repeat one another": (
        [_claim("c1", 12), _claim("c2", 12, same_as="c3"), _claim("c3", 12, same_as="c2"),
         _claim("c4", 3, subset_of="c1", status="civilian")],
        {"civilian": 3},
    ),
    "attackers among them": (
        [WHOLE, _claim("c4", 1, subset_of="c1", status="combatant", role=("attacker",))],
        {},
    ),
}  # fmt: skip


@pytest.mark.parametrize(("claims", "wanted"), STATUSES.values(), ids=STATUSES)
def test_what_is_told_of_some_holds_for_every_repetition(claims: list[Counted], wanted: dict[str, int]) -> None:
    found = tally(claims, "killed", "read")
    assert found is not None
    assert (found.best, dict(found.by_status)) == (12, wanted)


def test_figures_of_a_sentence_are_added_and_those_of_others_are_not() -> None:
    together = [_claim("c1", 5, sentence=0), _claim("c2", 3, sentence=0), _claim("c3", 6, sentence=1)]
    bests = [tally(together, "killed", how) for how in ("read", "lowest", "latest", "largest")]  # type: ignore[arg-type]
    assert [one and one.best for one in bests] == [8, 6, 6, 8]
    apart = [_claim("c1", 5, sentence=0, attribution="t1"), _claim("c2", 3, sentence=0, attribution="t2")]
    found = tally(apart, "killed", "read")
    assert found is not None
    assert found.best == 5


REBELS = Party("rebels", "armed_group", "group.rebels", "a1", 0, 6)
AGAIN_REBELS = Party("the rebels", "armed_group", "group.rebels", "a1", 40, 50)
ARMY = Party("army", "military", None, "a3", 20, 24)


@pytest.mark.parametrize(
    ("responsibility", "doer", "teller", "source", "wanted"),
    [
        ("claimed", REBELS, AGAIN_REBELS, (40, 50), True),
        ("claimed", REBELS, ARMY, (20, 24), False),
        ("claimed", REBELS, None, (2, 9), True),
        ("claimed", REBELS, None, (6, 9), False),
        ("claimed", REBELS, None, None, False),
        ("claimed", None, ARMY, (20, 24), False),
        ("accused", REBELS, AGAIN_REBELS, (40, 50), False),
    ],
)
def test_a_boast_is_told_by_whoever_did_it(
    responsibility: Any, doer: Party | None, teller: Party | None, source: tuple[int, int] | None, wanted: bool
) -> None:
    assert is_own_deed(responsibility, doer, teller, source) is wanted


def test_an_enemys_dead_are_a_boast_only_beside_civilians() -> None:
    assert is_of_enemy("combatant", (), ARMY)
    assert not is_of_enemy("civilian", (), ARMY)
    army = _claim("c1", 9, status="combatant", of_enemy=True)
    found = [tally([army, _claim("c2", 4, status=who)], "killed", "read") for who in ("civilian", "unknown")]
    assert [one and one.best for one in found] == [4, 9]
