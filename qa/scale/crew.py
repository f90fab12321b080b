"""Hands work to an executor, a bounded number of tasks ahead, and sees that each is done though workers fail."""

from __future__ import annotations

from collections import deque
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, CancelledError, Executor, Future, wait
from typing import TYPE_CHECKING, Any, Protocol

from qa.errors import ConfigError
from qa.record import field, record
from qa.scale.task import work

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from qa.scale.kit import Kit

# Tasks handed out ahead of those taken in, a worker: enough to keep each busy, too few to fill the memory.
AHEAD = 3
# How often a task is tried before its pages are tried one by one, and a page before it is given up.
TRIES = 2


class Site(Protocol):
    """Where tasks run; `lasts` is how many items each worker does before it is replaced, 0 any number."""

    local: bool
    lasts: int

    def executor(self) -> Executor:
        """The executor in use."""

    def renew(self, *, at_rest: bool = False) -> bool:
        """Replace an executor that has broken, or one at rest that has done its share; False where that can't be done."""

    def width(self) -> int:
        """How many tasks run at a time, as far as is known now."""


@record
class Lost:
    """An item that could not be done, and why."""

    reason: str


@record(frozen=False)
class _Task:
    kit: Kit
    items: list[Any]
    keys: list[Any]
    sent: bool = False
    tries: int = 0


@record(frozen=False)
class Crew:
    """An executor at work; kits go out with the first tasks, and later to workers that ask for them."""

    site: Site
    work: Callable[..., Any] = work
    _sent: dict[str, int] = field(default_factory=dict)
    _pending: dict[Future[Any], _Task] = field(default_factory=dict)
    # Tasks that were out when workers died: they run one at a time, so that the one to blame is known.
    _suspects: deque[_Task] = field(default_factory=deque)
    # Items handed to the workers that there are now.
    _handed: int = 0

    def done(self, chunks: Iterable[tuple[Kit, list[tuple[Any, Any]]]]) -> Iterator[tuple[Any, Any]]:
        """(key, result) for each (key, item) of the chunks, as they come in; Lost in place of what could not be done."""
        source = iter(chunks)
        more = True
        while True:
            self._relieve()
            while more and self._may_take():
                chunk = next(source, None)
                if chunk is None:
                    more = False
                else:
                    kit, pairs = chunk
                    self._submit(_Task(kit, [item for _, item in pairs], [key for key, _ in pairs]))
            if self._suspects and not self._pending:
                self._submit(self._suspects.popleft())
            if not self._pending:
                return
            finished, _ = wait(self._pending, return_when=FIRST_COMPLETED)
            for future in finished:
                task = self._pending.pop(future, None)
                if task is not None:
                    yield from self._taken(future, task)

    def _may_take(self) -> bool:
        """Whether the workers that there are now get another task."""
        width = self.site.width()
        return not self._suspects and len(self._pending) < width * AHEAD and not self._worn()

    def _worn(self) -> bool:
        return 0 < self.site.lasts * self.site.width() <= self._handed

    def _relieve(self) -> None:
        """Replace workers that have done their share, once they are at rest."""
        if self._worn() and not self._pending:
            self._handed = 0
            if self.site.renew(at_rest=True):
                self._sent.clear()

    def _submit(self, task: _Task) -> None:
        self._handed += len(task.items)
        digest = task.kit.digest
        if not task.sent and self._sent.get(digest, 0) < self.site.width():
            self._sent[digest] = self._sent.get(digest, 0) + 1
            task.sent = True
        try:
            future = self.site.executor().submit(self.work, digest, task.kit if task.sent else None, task.items)
        except (BrokenExecutor, RuntimeError) as error:
            future = Future()
            future.set_exception(error)
        self._pending[future] = task

    def _taken(self, future: Future[Any], task: _Task) -> Iterator[tuple[Any, Any]]:
        try:
            results = future.result()
        except BrokenExecutor as error:
            yield from self._after_break(task, error)
            return
        except ConfigError:
            raise
        except (CancelledError, Exception) as error:  # noqa: BLE001 -- whatever went wrong over there
            yield from self._after_failure(task, f"{type(error).__name__}: {' '.join(str(error).split())[:300]}")
            return
        if results is None:
            task.sent = True
            self._submit(task)
            return
        yield from zip(task.keys, results, strict=True)

    def _after_break(self, task: _Task, error: BrokenExecutor) -> Iterator[tuple[Any, Any]]:
        """All tasks that were out are lost with the executor; only one that was out alone is to blame."""
        others = list(self._pending.values())
        self._pending.clear()
        if not self.site.renew():
            raise error
        self._sent.clear()
        self._handed = 0
        for lost in (task, *others):
            lost.sent = False
        if others or task.tries == 0:
            self._suspects.extend((task, *others))
            for lost in (task, *others):
                lost.tries = max(lost.tries, 1)
            return
        yield from self._after_failure(task, "a worker died of it")

    def _after_failure(self, task: _Task, reason: str) -> Iterator[tuple[Any, Any]]:
        task.tries += 1
        task.sent = False
        if task.tries <= TRIES:
            self._suspects.append(task)
        elif len(task.items) > 1:
            self._suspects.extend(
                _Task(task.kit, [item], [key], tries=1) for key, item in zip(task.keys, task.items, strict=True)
            )
        else:
            yield task.keys[0], Lost(reason)
