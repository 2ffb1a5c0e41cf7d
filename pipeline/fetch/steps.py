"""What has to wait does not hold a thread: it hands its waits to whoever runs it."""

from __future__ import annotations

from collections.abc import Generator
from time import sleep, time
from typing import TypeVar

T = TypeVar("T")

# Yields the times (seconds since 1970) at which to go on, and returns its result.
Steps = Generator[float, None, T]


def wait_through(steps: Steps[T]) -> T:
    """Take ``steps`` to their end in this thread, asleep between them."""
    while True:
        try:
            until = next(steps)
        except StopIteration as end:
            result: T = end.value
            return result
        sleep(max(0.0, until - time()))
