"""The web application: the page's files, and what the page asks for."""

from __future__ import annotations

import asyncio
import json
import threading
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar, cast

from aiohttp import web

from qa.errors import ConfigError, Stopped
from qa.serve.desk import KINDS, Accepting
from qa.serve.guard import guard
from qa.serve.refused import RefusedError
from qa.serve.reports import Reports, report_routes
from qa.source import MAX_BYTES

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from qa.document.model import Kind
    from qa.serve.desk import Desk
    from qa.triage.suppress import Reach

T = TypeVar("T")

# JSON may take six characters for one of the draft.
MAX_BODY = 6 * MAX_BYTES
MAX_WAITING = 8
TYPES = {
    ".html": "text/html",
    ".js": "text/javascript",
    ".css": "text/css",
    ".svg": "image/svg+xml",
}


class Worker:
    """Runs the desk's work in its one thread, the loop stays free; refuses when too much waits."""

    def __init__(self) -> None:
        self._thread = ThreadPoolExecutor(1, "desk")
        self._waiting = 0

    async def do(self, work: Callable[[], T]) -> T:
        """The result of `work()`; raises HTTPServiceUnavailable where `MAX_WAITING` others wait."""
        if self._waiting >= MAX_WAITING:
            raise web.HTTPServiceUnavailable(text="Busy.\n", headers={"Retry-After": "1"})
        self._waiting += 1
        try:
            return await asyncio.get_running_loop().run_in_executor(self._thread, work)
        finally:
            self._waiting -= 1

    async def close(self) -> None:
        """Give up what waits."""
        self._thread.shutdown(wait=False, cancel_futures=True)


def application(desk: Desk, token: str, port: int, reports: Reports) -> web.Application:
    """The application for one token and port; every path stands under the token."""
    app = web.Application(middlewares=[guard(token, port), _explained], client_max_size=MAX_BODY)
    worker = Worker()
    for name, handler in (
        ("check", _check),
        ("field", _field),
        ("accept", _accept),
        ("markdown", _markdown),
        ("paste", _paste),
        ("word", _word),
    ):
        app.router.add_post(f"/{token}/api/{name}", partial(handler, desk=desk, worker=worker))
    app.router.add_get(f"/{token}/api/start", partial(_start, desk=desk, worker=worker))
    report_routes(app, f"/{token}", reports)
    for name, response in _page_files().items():
        app.router.add_get(f"/{token}/{name}", _giver(*response))

    async def close(_: web.Application) -> None:
        await worker.close()

    app.on_cleanup.append(close)
    return app


def _page_files() -> dict[str, tuple[bytes, str]]:
    """The page's files by their names in the address, with their types; "" is the page itself."""
    folder = Path(__file__).parent / "page"
    files = {path.name: (path.read_bytes(), TYPES[path.suffix]) for path in folder.iterdir() if path.suffix in TYPES}
    return {("" if name == "index.html" else name): response for name, response in files.items()}


def _giver(body: bytes, content_type: str) -> Callable[[web.Request], Awaitable[web.StreamResponse]]:
    async def give(_: web.Request) -> web.StreamResponse:
        return web.Response(body=body, content_type=content_type, charset="utf-8")

    return give


@web.middleware
async def _explained(request: web.Request, handler: Any) -> web.StreamResponse:
    """Mistakes of the configuration or the draft, as the sentence that the page shows."""
    try:
        return cast("web.StreamResponse", await handler(request))
    except ConfigError as error:
        return _json({"problem": f"The configuration can't be used: {error}"}, status=409)
    except RefusedError as error:
        return _json({"problem": str(error)}, status=422)
    except Stopped:
        return _json({"problem": "Superseded."}, status=409)


def _json(data: object, status: int = 200) -> web.Response:
    # Half characters of a draft can't be written as UTF-8, but can as escapes.
    return web.json_response(text=json.dumps(data, separators=(",", ":")), status=status)


async def _start(_: web.Request, desk: Desk, worker: Worker) -> web.Response:
    return _json(await worker.do(desk.start))


async def _check(request: web.Request, desk: Desk, worker: Worker) -> web.Response:
    given = await _given(request)
    text, kind, name = _draft(given)
    stop = threading.Event()
    try:
        return _json(await worker.do(lambda: desk.check(text, kind, name, stop.is_set)))
    except asyncio.CancelledError:
        # The page went on to a newer state of the draft and hung up.
        stop.set()
        raise


async def _field(request: web.Request, desk: Desk, worker: Worker) -> web.Response:
    given = await _given(request)
    names = [given.get(key) for key in ("text", "type", "name")]
    if not all(isinstance(item, str) for item in names):
        raise web.HTTPBadRequest(text="Expected text, type and name.\n")
    text, content_type, name = cast("list[str]", names)
    return _json(await worker.do(lambda: desk.change(text, content_type, name, given.get("value"))))


async def _accept(request: web.Request, desk: Desk, worker: Worker) -> web.Response:
    given = await _given(request)
    text, kind, name = _draft(given)
    fingerprint, reach, reason = (given.get(key) for key in ("fingerprint", "reach", "reason"))
    if not isinstance(fingerprint, str) or not isinstance(reason, str) or reach not in ("line", "file"):
        raise web.HTTPBadRequest(text="Expected fingerprint, reach and reason.\n")
    wanted = Accepting(fingerprint, cast("Reach", reach), reason)
    return _json({"edits": await worker.do(lambda: desk.accept(text, kind, name, wanted))})


async def _markdown(request: web.Request, desk: Desk, worker: Worker) -> web.Response:
    text, kind, name = _draft(await _given(request))
    return _json({"text": await worker.do(lambda: desk.markdown(text, kind, name))})


async def _paste(request: web.Request, desk: Desk, worker: Worker) -> web.Response:
    text, _, _ = _draft(await _given(request))
    return _json({"text": await worker.do(lambda: desk.pasted(text))})


async def _word(request: web.Request, desk: Desk, worker: Worker) -> web.Response:
    if request.content_type != "application/octet-stream":
        raise web.HTTPUnsupportedMediaType
    data = await request.read()
    return _json(await worker.do(lambda: desk.word_file(data)))


async def _given(request: web.Request) -> dict[str, Any]:
    if request.content_type != "application/json":
        raise web.HTTPUnsupportedMediaType
    try:
        given = await request.json()
    except (ValueError, RecursionError):
        raise web.HTTPBadRequest(text="Expected JSON.\n") from None
    if not isinstance(given, dict):
        raise web.HTTPBadRequest(text="Expected a JSON object.\n")
    return given


def _draft(given: dict[str, Any]) -> tuple[str, Kind | None, str]:
    text, kind, name = given.get("text"), given.get("kind"), given.get("name", "")
    if not isinstance(text, str) or not isinstance(name, str) or kind not in (None, *KINDS):
        raise web.HTTPBadRequest(text="Expected text, kind and name.\n")
    return text, kind, name
