"""Where tasks run: in this process, in processes of this machine, in any executor, on a Dask cluster."""

from __future__ import annotations

import os
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from qa.errors import ConfigError
from qa.system.with_parent import end_with_parent, undisturbed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from qa.scale.crew import Site


class Inline(Executor):
    """Runs each task at once, in this thread."""

    def submit(self, function: Callable[..., Any], /, *arguments: Any, **named: Any) -> Future[Any]:
        """The finished future of a call."""
        future: Future[Any] = Future()
        try:
            future.set_result(function(*arguments, **named))
        except Exception as error:  # noqa: BLE001 -- an executor keeps what its tasks raise
            future.set_exception(error)
        return future


class Given:
    """Somebody's own executor; `local` tells whether its workers see this machine's files."""

    lasts = 0

    def __init__(self, executor: Executor, width: int = 0, *, local: bool = False) -> None:
        self._executor, self.local = executor, local
        self._width = width or int(getattr(executor, "_max_workers", 0)) or os.cpu_count() or 1

    def executor(self) -> Executor:
        """The executor."""
        return self._executor

    def renew(self, *, at_rest: bool = False) -> bool:  # noqa: ARG002 -- as a Site
        """It isn't ours to replace."""
        return False

    def width(self) -> int:
        """As many as it says that it has, else one a processor."""
        return self._width


class _Pool(ProcessPoolExecutor):
    """Processes that start, as they do when work is handed in, without hearing Ctrl-C."""

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        with undisturbed():
            return super().submit(fn, *args, **kwargs)


class Processes:
    """A pool of processes of this machine, replaced when one of them dies, or when they have done so many pages.

    What pages leave behind in a process (words met, compiled patterns, memory in pieces) then stays within a bound.
    """

    local = True
    lasts = 512

    def __init__(self, jobs: int) -> None:
        self._jobs = jobs
        self._pool = _Pool(jobs, initializer=end_with_parent)

    def executor(self) -> Executor:
        """The pool."""
        return self._pool

    def renew(self, *, at_rest: bool = False) -> bool:
        """A new pool; one at rest is gone before the new one begins."""
        self._pool.shutdown(wait=at_rest, cancel_futures=True)
        self._pool = _Pool(self._jobs, initializer=end_with_parent)
        return True

    def width(self) -> int:
        """The number of processes."""
        return self._jobs

    def close(self) -> None:
        """End the processes."""
        self._pool.shutdown(wait=True, cancel_futures=True)


class Dask:
    """A Dask cluster, through its client's executor; the cluster itself replaces workers that die."""

    local = False
    lasts = 0

    def __init__(self, client: Any) -> None:
        self._client = client
        self._executor = client.get_executor(pure=False)

    def executor(self) -> Executor:
        """The client's executor."""
        found: Executor = self._executor
        return found

    def renew(self, *, at_rest: bool = False) -> bool:  # noqa: ARG002 -- as a Site
        """The scheduler keeps what was handed to it."""
        return False

    def width(self) -> int:
        """The threads of the workers that are there now; one where none has come yet."""
        return max(1, sum(int(count) for count in self._client.nthreads().values()))


@contextmanager
def site_of(name: str | None, jobs: int) -> Iterator[Site]:
    """The site that `--executor` names, open; raises ConfigError.

    None means this machine with that many processes, 0 one a processor.
    """
    if name is None:
        count = jobs or os.cpu_count() or 1
        if count == 1:
            yield Given(Inline(), 1, local=True)
            return
        pool = Processes(count)
        try:
            yield pool
        finally:
            pool.close()
        return
    kind, _, address = name.partition(":")
    if kind != "dask" or not address:
        raise ConfigError.of(f"--executor: “{name}” is none; write dask:ADDRESS, such as dask:tcp://10.0.0.1:8786")
    client = _client(address)
    try:
        yield Dask(client)
    finally:
        client.close()


def _client(address: str) -> Any:
    try:
        from distributed import Client
    except ImportError:
        raise ConfigError.of("--executor dask:… needs the extra: pip install 'qa-health[dask]'") from None
    try:
        make: Any = Client
        client = make(address, timeout=5, set_as_default=False)
        client.wait_for_workers(1, timeout=60)
    except (OSError, TimeoutError, ValueError) as error:
        detail = " ".join(str(error).split())[:200]
        raise ConfigError.of(f"--executor: no Dask cluster at {address}: {detail}") from None
    return client
