"""The closed vocabularies of the values: what each word means is in ``corpus/guidelines.md``."""

from __future__ import annotations

from typing import Literal, TypeAlias

Harm: TypeAlias = Literal[
    "killed", "injured", "killed_or_injured", "missing", "abducted", "detained", "displaced", "unharmed"
]
Op: TypeAlias = Literal["eq", "gte", "gt", "lte", "lt", "approx", "approx_below", "range", "alt", "vague", "plural"]
Status: TypeAlias = Literal["civilian", "combatant", "security", "mixed", "unknown"]
Scope: TypeAlias = Literal["incident", "series", "period", "conflict"]
Modality: TypeAlias = Literal["asserted", "possible", "denied", "hypothetical", "negated"]
Responsibility: TypeAlias = Literal["reported_as_fact", "claimed", "accused", "suspected", "denied", "unattributed"]
ZoneLabel: TypeAlias = Literal["headline", "byline", "dateline", "body", "quotation", "caption", "furniture"]
WeaponClass: TypeAlias = Literal[
    "aircraft", "helicopter", "uav", "missile", "rocket", "bomb", "artillery", "mortar", "armour", "air_defence",
    "naval", "small_arms", "ied", "mine", "chemical", "incendiary", "cluster", "method",
]  # fmt: skip
WeaponRole: TypeAlias = Literal["used", "support", "target", "mention"]
PlaceType: TypeAlias = Literal[
    "country", "region", "admin1", "admin2", "city", "town", "village", "neighbourhood", "facility", "base",
    "natural", "unknown",
]  # fmt: skip
PlaceRole: TypeAlias = Literal["incident", "base", "dateline", "source_base", "background"]
ActorKind: TypeAlias = Literal[
    "armed_group", "government", "military", "police", "monitor", "un", "ngo", "outlet", "health", "rescue",
    "official", "witness", "person", "community", "unknown_attacker", "other",
]  # fmt: skip
Stance: TypeAlias = Literal["say", "confirm", "claim", "deny", "accuse", "admit", "estimate", "doubt"]
