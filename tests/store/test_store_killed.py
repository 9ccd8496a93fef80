"""Killed at a random point, then run again: the result is that of an undisturbed load, row for row."""

from __future__ import annotations

import multiprocessing
import random
import time
from collections.abc import Callable
from pathlib import Path

import store_records
from conftest_store import dump, loaded

from tollbook.store.load import Line, load
from tollbook.store.urls import Address, parse

KILLS = 20
BATCH = 4


def _lines() -> list[bytes]:
    """Articles, some of them again from another run: so a load inserts, replaces and passes over."""
    first = list(store_records.made(40))
    return [*first, *map(store_records.another_run, first[:20]), *first[10:30]]


def _load(url: str, path: str) -> None:
    with open(path, "rb") as handle:
        load((Line(line) for line in handle), parse(url), batch=BATCH)


def test_killed_at_any_point_and_run_again(fresh: Callable[[], Address], tmp_path: Path) -> None:
    lines = _lines()
    file = tmp_path / "records.jsonl"
    file.write_bytes(b"".join(line + b"\n" for line in lines))
    undisturbed = fresh()
    loaded(undisturbed, lines, batch=BATCH)
    wanted = dump(undisturbed)
    assert len(wanted["claim_history"]) > 0
    # A server of forks that has imported all: so a kill meets the load, and not the start of Python.
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["tollbook.store.load", "test_store_killed"])
    chance = random.Random(8)
    seconds = _timed(context, fresh(), file)
    met = 0
    for _ in range(KILLS):
        address = fresh()
        process = context.Process(target=_load, args=(_url(address), str(file)))
        process.start()
        process.join(chance.uniform(0.05, 1.0) * seconds)
        met += process.is_alive()
        process.kill()
        process.join()
        _settled(address)
        loaded(address, lines, batch=BATCH)
        assert dump(address) == wanted
    assert met >= KILLS // 2, f"only {met} of {KILLS} kills met a load at work"


def _url(address: Address) -> str:
    return address.shown if address.path is not None else address.url.render_as_string(hide_password=False)


def _timed(context: multiprocessing.context.ForkServerContext, address: Address, file: Path) -> float:
    """How long an undisturbed load in a process of its own takes; the first starts the server of forks."""
    took = 0.0
    for _ in range(2):
        start = time.perf_counter()
        process = context.Process(target=_load, args=(_url(address), str(file)))
        process.start()
        process.join()
        took = time.perf_counter() - start
        assert process.exitcode == 0
    return took


def _settled(address: Address) -> None:
    """Wait until the server has noticed that its client is gone."""
    if address.engine == "postgresql":
        time.sleep(0.1)
