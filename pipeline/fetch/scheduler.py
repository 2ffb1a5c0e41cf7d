"""Queues side by side, each in its own order, on a few threads: nothing that waits holds one."""

from __future__ import annotations

import heapq
import itertools
import threading
from collections import deque
from collections.abc import Callable, Hashable, Iterable
from time import time
from typing import Generic, TypeVar

from pipeline.fetch.steps import Steps

Key = TypeVar("Key", bound=Hashable)


class Scheduler(Generic[Key]):
    """Takes steps by key (a host): one job of a key at a time, keys in the order in which they are
    ready. ``ready_at(key)`` says when its next job may begin (seconds since 1970).
    """

    def __init__(
        self,
        ready_at: Callable[[Key], float] = lambda key: 0.0,
        finished: Callable[[Key], None] = lambda key: None,
    ) -> None:
        self._ready_at, self._finished = ready_at, finished
        self._queues: dict[Key, deque[Steps[None]]] = {}
        self._heap: list[tuple[float, int, Key]] = []
        self._count = itertools.count()
        self._lock = threading.Lock()
        self._clock = threading.Condition(self._lock)  # one thread waits for the next key's time,
        self._turn = threading.Condition(self._lock)  # the others for their turn to do so
        self._led = False
        self._busy = 0
        self._failure: BaseException | None = None

    def run(self, jobs: Iterable[tuple[Key, Steps[None]]], threads: int) -> None:
        """Do all ``(key, job)`` pairs; the first exception that a job raises ends it."""
        for key, job in jobs:
            self._queues.setdefault(key, deque()).append(job)
        for key in self._queues:
            self._push(key, self._ready_at(key))
        workers = [
            threading.Thread(target=self._loop, name=f"fetch-{n}", daemon=True)
            for n in range(min(threads, len(self._queues)))
        ]
        for worker in workers:
            worker.start()
        try:
            for worker in workers:
                worker.join()
        except BaseException as stop:  # Ctrl-C: let the requests in flight end
            self._stop(stop)
            raise
        if self._failure is not None:
            raise self._failure

    def _push(self, key: Key, at: float) -> None:
        heapq.heappush(self._heap, (at, next(self._count), key))

    def _stop(self, failure: BaseException) -> None:
        with self._lock:
            self._failure = self._failure or failure
            self._wake_all()

    def _wake_all(self) -> None:
        self._clock.notify_all()
        self._turn.notify_all()

    def _loop(self) -> None:
        while (key := self._next()) is not None:
            queue = self._queues[key]
            try:
                at = next(queue[0], None)
                if at is None:
                    queue.popleft()
                if queue:
                    at = at or self._ready_at(key)
                else:
                    self._finished(key)
            except BaseException as failure:
                self._stop(failure)
                return
            with self._lock:
                self._busy -= 1
                if queue:
                    self._push(key, at or 0.0)
                    if self._heap[0][2] == key:
                        self._clock.notify()
                if self._done():
                    self._wake_all()

    def _done(self) -> bool:
        return self._failure is not None or (not self._heap and not self._busy)

    def _next(self) -> Key | None:
        """The next key that is ready, waited for; None when all is done."""
        with self._lock:
            while not self._done():
                wait = self._heap[0][0] - time() if self._heap else None
                if wait is not None and wait <= 0:
                    self._busy += 1
                    self._turn.notify()
                    return heapq.heappop(self._heap)[2]
                if self._led:
                    self._turn.wait()
                else:
                    self._led = True
                    self._clock.wait(wait)
                    self._led = False
            return None
