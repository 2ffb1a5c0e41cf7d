"""Hosts side by side, each in its own order and at its own pace, on a few threads."""

from __future__ import annotations

import heapq
import itertools
import threading
from collections import deque
from collections.abc import Callable, Iterable
from time import time
from typing import Generic, TypeVar

Job = TypeVar("Job")


class Scheduler(Generic[Job]):
    """Runs jobs by host: one at a time a host, hosts in the order in which they are ready.

    ``work(job)`` does one and returns None, or the seconds after which to do it again;
    ``ready_at(host)`` says when the host may be asked next (seconds since 1970).
    """

    def __init__(
        self,
        work: Callable[[Job], float | None],
        ready_at: Callable[[str], float],
        finished: Callable[[str], None] = lambda host: None,
    ) -> None:
        self._work, self._ready_at, self._finished = work, ready_at, finished
        self._queues: dict[str, deque[Job]] = {}
        self._heap: list[tuple[float, int, str]] = []
        self._count = itertools.count()
        self._lock = threading.Lock()
        self._clock = threading.Condition(self._lock)  # one thread waits for the next host's time,
        self._turn = threading.Condition(self._lock)  # the others for their turn to do so
        self._led = False
        self._busy = 0
        self._failure: BaseException | None = None

    def run(self, jobs: Iterable[tuple[str, Job]], threads: int) -> None:
        """Do all ``(host, job)`` pairs; the first exception that ``work`` raises ends it."""
        for host, job in jobs:
            self._queues.setdefault(host, deque()).append(job)
        for host in self._queues:
            self._push(host, self._ready_at(host))
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

    def _push(self, host: str, at: float) -> None:
        heapq.heappush(self._heap, (at, next(self._count), host))

    def _stop(self, failure: BaseException) -> None:
        with self._lock:
            self._failure = self._failure or failure
            self._wake_all()

    def _wake_all(self) -> None:
        self._clock.notify_all()
        self._turn.notify_all()

    def _loop(self) -> None:
        while (host := self._next()) is not None:
            queue = self._queues[host]
            job = queue.popleft()
            try:
                again = self._work(job)
            except BaseException as failure:
                self._stop(failure)
                return
            at = 0.0
            if again is not None:
                queue.appendleft(job)
                at = time() + again
            if not queue:
                self._finished(host)
            with self._lock:
                self._busy -= 1
                if queue:
                    self._push(host, max(at, self._ready_at(host)))
                    if self._heap[0][2] == host:
                        self._clock.notify()
                if self._done():
                    self._wake_all()

    def _done(self) -> bool:
        return self._failure is not None or (not self._heap and not self._busy)

    def _next(self) -> str | None:
        """The next host that is ready, waited for; None when all is done."""
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
