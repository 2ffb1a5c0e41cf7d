"""A total deadline for a request, whatever it is doing: connecting, shaking hands, dripping.

A socket's own time-out counts from byte to byte, so a server that sends one a second holds a
reader for ever. Here one thread shuts the connection down at the deadline; the reader wakes up
with an error and finds ``expired`` set.
"""

from __future__ import annotations

import heapq
import itertools
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from time import monotonic, time


class Watch:
    """One request under watch; ``hold`` tells it the connection's socket. ``sent_at`` is in
    seconds since 1970."""

    def __init__(self, on_sent: Callable[[float], None] | None = None) -> None:
        self._on_sent = on_sent
        self.expired = False
        self.done = False
        self.sent_at: float | None = None
        self._socket: socket.socket | None = None
        self._lock = threading.Lock()

    def hold(self, handle: socket.socket) -> None:
        """Keep a handle of the watch's own: http.client closes the connection's as soon as it has
        the headers of a response that ends with the connection, and goes on reading."""
        with self._lock:
            self._let_go()
            self._socket = handle.dup()
            if self.expired:
                _shut(self._socket)

    def mark_sent(self) -> None:
        """The request is on its way: what the pace counts from."""
        self.sent_at = time()
        if self._on_sent is not None:
            self._on_sent(self.sent_at)

    def expire(self) -> None:
        with self._lock:
            if not self.done:
                self.expired = True
                if self._socket is not None:
                    _shut(self._socket)

    def finish(self) -> None:
        with self._lock:
            self.done = True
            self._let_go()

    def _let_go(self) -> None:
        if self._socket is not None:
            self._socket.close()
        self._socket = None


def _shut(handle: socket.socket) -> None:
    with suppress(OSError):  # it was closed in the meantime
        handle.shutdown(socket.SHUT_RDWR)


class Watchdog:
    """The thread that keeps deadlines. ``current()`` is the watch of the calling thread."""

    def __init__(self) -> None:
        self._heap: list[tuple[float, int, Watch]] = []
        self._count = itertools.count()
        self._wake = threading.Condition()
        self._thread: threading.Thread | None = None
        self._local = threading.local()

    @contextmanager
    def watch(
        self, seconds: float, on_sent: Callable[[float], None] | None = None
    ) -> Iterator[Watch]:
        """Watch what the calling thread does for at most ``seconds``; ``on_sent`` is told when
        its request is on its way."""
        watch = Watch(on_sent)
        with self._wake:
            if self._thread is None:
                self._thread = threading.Thread(target=self._run, daemon=True, name="watchdog")
                self._thread.start()
            heapq.heappush(self._heap, (monotonic() + seconds, next(self._count), watch))
            if self._heap[0][2] is watch:
                self._wake.notify()
        self._local.watch = watch
        try:
            yield watch
        finally:
            self._local.watch = None
            watch.finish()

    def current(self) -> Watch | None:
        return getattr(self._local, "watch", None)

    def close(self) -> None:
        """End the thread; a watch that is still on is not kept any more."""
        with self._wake:
            thread, self._thread = self._thread, None
            self._heap.clear()
            self._wake.notify()
        if thread is not None:
            thread.join()

    def _run(self) -> None:
        while True:
            with self._wake:
                while self._heap and self._heap[0][2].done:
                    heapq.heappop(self._heap)
                if self._thread is not threading.current_thread():
                    return
                wait = self._heap[0][0] - monotonic() if self._heap else None
                if wait is None or wait > 0:
                    self._wake.wait(wait)
                    continue
                _, _, watch = heapq.heappop(self._heap)
            watch.expire()
