"""The interpreter lock is free while the core works, and threads share one engine."""

from __future__ import annotations

import sys
import threading
from concurrent.futures import ThreadPoolExecutor

import releasegate as rg

from .conftest import AS_OF, record


def test_python_goes_on_during_a_batch(engine: rg.Engine) -> None:
    """Another thread counts while a call of the core runs.

    With a switch interval of an hour the interpreter never takes its lock away from a thread.
    So the counting thread, once woken, runs only when the core lets go of the lock: without
    that, no number of calls would let it count.
    """
    lines = b"".join(b'{"format":"releasegate/release/1","id":"R-%d"}\n' % n for n in range(2_000))
    request = b'{"as_of":"2026-03-01T12:00:00Z"}'
    counted = 0
    asleep = threading.Lock()

    def count() -> None:
        nonlocal counted
        with asleep:
            for _ in range(1_000):
                counted += 1

    asleep.acquire()
    counter = threading.Thread(target=count, daemon=True)
    counter.start()
    before = sys.getswitchinterval()
    try:
        sys.setswitchinterval(3600)
        asleep.release()
        for _ in range(100):
            engine.call_bytes("assess_many", request, lines)
            if counted:
                break
        during = counted
    finally:
        sys.setswitchinterval(before)
    counter.join()
    assert during > 0


def test_threads_share_an_engine(engine: rg.Engine) -> None:
    expected = [engine.assess(record(f"R-{n}"), as_of=AS_OF).json for n in range(40)]
    with ThreadPoolExecutor(8) as pool:
        for _ in range(5):
            found = pool.map(lambda n: engine.assess(record(f"R-{n}"), as_of=AS_OF).json, range(40))
            assert list(found) == expected
        batches = [
            pool.submit(
                lambda: [
                    a.json
                    for a in engine.assess_many([record(f"R-{n}") for n in range(40)], as_of=AS_OF)
                ]
            )
            for _ in range(4)
        ]
        assert all(batch.result() == expected for batch in batches)
