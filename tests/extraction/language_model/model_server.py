"""A local server that speaks the protocol of OpenAI's chat completions and answers as a test tells it to."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


@dataclass(frozen=True, slots=True)
class Reply:
    """What the server sends: an answer of the model, or a status with an error; `raw` is sent as it is, `drip` byte by byte."""

    text: str = ""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    raw: bytes | None = None
    drip: bool = False
    hangs: bool = False
    finish: str = "stop"
    usage: tuple[int, int] | None = (100, 20)

    def body(self) -> bytes:
        """The body of the response."""
        if self.raw is not None:
            return self.raw
        if self.status != 200:
            return json.dumps({"error": {"message": self.text, "type": "error"}}).encode()
        message = {"role": "assistant", "content": self.text}
        answer: dict[str, Any] = {
            "id": "c1",
            "object": "chat.completion",
            "created": 0,
            "model": "fake",
            "choices": [{"index": 0, "message": message, "finish_reason": self.finish, "logprobs": None}],
        }
        if self.usage:
            answer["usage"] = {
                "prompt_tokens": self.usage[0],
                "completion_tokens": self.usage[1],
                "total_tokens": sum(self.usage),
            }
        return json.dumps(answer).encode()


Answers = Callable[[dict[str, Any]], Reply]
"""From what was asked, the JSON of the request, to what is replied."""


class ModelServer:
    """`url` is what a client is given; `asked` what it was asked, `keys` the authorisations that came along."""

    def __init__(self, answers: Answers) -> None:
        self.answers = answers
        self.asked: list[dict[str, Any]] = []
        self.keys: list[str] = []
        self.over = threading.Event()
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self._server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self._server.server_address[1]}/v1"
        threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()

    def close(self) -> None:
        """End the server and all that hang on it."""
        self.over.set()
        self._server.shutdown()
        self._server.server_close()

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        server = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                server.asked.append(asked)
                server.keys.append(self.headers.get("Authorization", ""))
                reply = server.answers(asked)
                if reply.hangs:
                    server.over.wait(30)
                    return
                body = reply.body()
                self.send_response(reply.status)
                for name, value in {"Content-Type": "application/json", **reply.headers}.items():
                    self.send_header(name, value)
                if not reply.drip:
                    self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                try:
                    if reply.drip:
                        while not server.over.is_set():
                            self.wfile.write(b" ")
                            time.sleep(0.02)
                    else:
                        self.wfile.write(body)
                except OSError:
                    pass  # the client has gone away

            def log_message(self, format: str, *arguments: object) -> None:
                pass

        return Handler


@contextmanager
def serving(answers: Answers) -> Iterator[ModelServer]:
    """A server while the block runs."""
    server = ModelServer(answers)
    try:
        yield server
    finally:
        server.close()
