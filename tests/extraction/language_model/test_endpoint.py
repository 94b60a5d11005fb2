"""The client of language models, against a real local server."""

from __future__ import annotations

import socket
from collections.abc import Callable
from typing import Any

import pytest
from extraction.language_model.model_server import ModelServer, Reply, serving

from interlock.extraction.language_model.endpoint import (
    Completion,
    Endpoint,
    EndpointRefused,
    EndpointUnavailable,
    open_endpoint,
)
from interlock.extraction.language_model.providers import EndpointError, Provider, provider_of

KEY = "sk-secret-0123456789"


def client(url: str, timeout: float = 5.0, waits: list[float] | None = None) -> Endpoint:
    """An endpoint that notes its pauses and does not make them."""
    noted = waits if waits is not None else []
    return Endpoint(Provider("here", url, KEY), "fake-1", timeout=timeout, wait=noted.append)


def in_turn(*replies: Reply) -> Callable[[dict[str, Any]], Reply]:
    """One reply after the other; the last one for all that follow."""
    left = list(replies)
    return lambda asked: left.pop(0) if len(left) > 1 else left[0]


def ask(server: ModelServer, **more: Any) -> Completion:
    return client(server.url, **more).complete("system", "user", max_tokens=50)


def test_an_answer_comes_with_its_tokens() -> None:
    """Text, tokens and the key in its header."""
    with serving(lambda asked: Reply("hello", usage=(7, 3))) as server:
        answer = ask(server)
        assert (answer.text, answer.tokens_in, answer.tokens_out, answer.counted) == ("hello", 7, 3, True)
        assert server.keys == [f"Bearer {KEY}"]
        assert [message["content"] for message in server.asked[0]["messages"]] == ["system", "user"]


def test_tokens_that_nobody_counts_are_estimated() -> None:
    """An answer without usage is marked as not counted and never free."""
    with serving(lambda asked: Reply("hello", usage=None)) as server:
        answer = ask(server)
        assert not answer.counted
        assert answer.tokens_in > 0 < answer.tokens_out


@pytest.mark.parametrize("status", [429, 500, 502, 503, 529])
def test_what_passes_is_asked_for_again(status: int) -> None:
    """Too many questions, a fault of the server: the answer comes at a later try, after growing pauses."""
    waits: list[float] = []
    with serving(in_turn(Reply("busy", status), Reply("busy", status), Reply("well"))) as server:
        assert ask(server, waits=waits).text == "well"
    assert waits == [1.0, 2.0]


def test_the_server_says_how_long_to_wait() -> None:
    """Retry-After is kept to, and bounded."""
    waits: list[float] = []
    busy = [Reply("busy", 429, {"Retry-After": said}) for said in ("7", "99999", "soon")]
    with serving(in_turn(*busy, Reply("well"))) as server:
        assert ask(server, waits=waits).text == "well"
    assert waits == [7.0, 60.0, 4.0]


def test_it_gives_up_after_four_tries() -> None:
    """A server that never gets well is asked four times."""
    with serving(lambda asked: Reply("down", 500)) as server:
        with pytest.raises(EndpointUnavailable, match="status 500"):
            ask(server)
        assert len(server.asked) == 4


@pytest.mark.parametrize(("status", "says"), [(401, "refuses the key"), (403, "refuses the key"), (404, "no such model")])
def test_what_will_not_pass_is_not_asked_again(status: int, says: str) -> None:
    """A wrong key or an unknown model ends it at once, and the key that the server echoes is not shown."""
    with serving(lambda asked: Reply(f"wrong key {KEY}", status)) as server:
        with pytest.raises(EndpointRefused, match=says) as told:
            ask(server)
        assert len(server.asked) == 1
        assert KEY not in str(told.value)


def test_a_used_up_account_ends_it() -> None:
    """OpenAI sends 429 for that too."""
    with serving(lambda asked: Reply("insufficient_quota", 429)) as server, pytest.raises(EndpointRefused, match="used up"):
        ask(server)


def test_nobody_at_the_address() -> None:
    """A refused connection is told with the name of the endpoint."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{free.getsockname()[1]}/v1"
    with pytest.raises(EndpointUnavailable, match="here/fake-1 cannot be reached"):
        client(url).complete("s", "u", max_tokens=5)


@pytest.mark.parametrize("reply", [Reply(hangs=True), Reply(drip=True)])
def test_a_server_that_never_ends_is_left(reply: Reply) -> None:
    """Neither silence nor a byte now and then holds the run."""
    with serving(lambda asked: reply) as server, pytest.raises(EndpointUnavailable, match="in time"):
        client(server.url, timeout=0.15).complete("s", "u", max_tokens=5)


def test_an_answer_without_end_is_cut_off() -> None:
    """An answer of more than two megabytes is none."""
    with serving(lambda asked: Reply(raw=b" " * 3_000_000)) as server, pytest.raises(EndpointUnavailable, match="without end"):
        ask(server)


@pytest.mark.parametrize("raw", [b"", b"<html>", b"{}", b'{"choices": []}', b'{"choices": [{"message": null}]}', b"\xff\xfe"])
def test_what_is_no_answer(raw: bytes) -> None:
    """A page, an empty body or other JSON is told as such."""
    with serving(lambda asked: Reply(raw=raw)) as server, pytest.raises(EndpointUnavailable, match="no answer"):
        ask(server)


def test_a_redirect_is_not_followed() -> None:
    """A document goes where the user sent it, and nowhere else."""
    with serving(lambda asked: Reply("elsewhere")) as other:
        moved = Reply("", 307, {"Location": f"{other.url}/chat/completions"})
        with serving(lambda asked: moved) as server, pytest.raises(EndpointUnavailable):
            ask(server)
        assert other.asked == []


def test_the_budget_of_time_holds() -> None:
    """No pause is made that would go beyond the seconds given."""
    waits: list[float] = []
    with serving(lambda asked: Reply("busy", 429, {"Retry-After": "50"})) as server:
        with pytest.raises(EndpointUnavailable):
            client(server.url, waits=waits).complete("s", "u", max_tokens=5, seconds=10)
        assert (len(server.asked), waits) == (1, [])


def test_what_a_model_does_not_take_is_left_out() -> None:
    """A complaint about a parameter leads to the same question without it, now and later."""

    def picky(asked: dict[str, Any]) -> Reply:
        for name in ("temperature", "response_format"):
            if name in asked:
                return Reply(f"Unsupported value: '{name}'", 400)
        if "max_tokens" in asked:
            return Reply("Unsupported parameter: 'max_tokens'. Use 'max_completion_tokens' instead.", 400)
        return Reply("well")

    with serving(picky) as server:
        endpoint = client(server.url)
        assert endpoint.complete("s", "u", max_tokens=50, as_json=True).text == "well"
        asked = len(server.asked)
        assert endpoint.complete("s", "u", max_tokens=50, as_json=True).text == "well"
        assert len(server.asked) == asked + 1
        assert server.asked[-1]["max_completion_tokens"] == 50


def test_another_complaint_is_told() -> None:
    """A question that is refused for itself is not asked again."""
    with serving(lambda asked: Reply("context length exceeded", 400)) as server:
        with pytest.raises(EndpointUnavailable, match="context length"):
            ask(server)
        assert len(server.asked) == 1


def test_keys_belong_to_their_provider() -> None:
    """The key of one provider is never sent to another, nor to an address of one's own."""
    keys = {"OPENAI_API_KEY": "o", "ANTHROPIC_API_KEY": "a", "GEMINI_API_KEY": "g"}
    assert [provider_of(name, keys).key for name in ("openai", "anthropic", "gemini", "ollama")] == ["o", "a", "g", None]
    assert provider_of("http://localhost:8000/v1", keys).key is None
    assert provider_of("http://localhost:8000/v1", {**keys, "INTERLOCK_LLM_KEY": "mine"}).key == "mine"
    assert provider_of(None, {**keys, "OPENAI_BASE_URL": "http://proxy.example/v1"}) == Provider(
        "proxy.example", "http://proxy.example/v1", "o"
    )


@pytest.mark.parametrize("said", ["opnai", "ftp://x/v1", "http://", "http://name:pass@host/v1", "http://host:port/v1"])
def test_what_is_no_provider(said: str) -> None:
    """The message says what there is, and repeats no password."""
    with pytest.raises(EndpointError) as told:
        provider_of(said, {})
    assert "pass@" not in str(told.value)


def test_a_missing_key_is_told_before_anything_is_sent() -> None:
    """The message names the variable."""
    with pytest.raises(EndpointError, match="ANTHROPIC_API_KEY"):
        open_endpoint("claude", "anthropic", {})


def test_no_key_in_what_is_printed() -> None:
    """Neither the provider nor the endpoint shows it."""
    endpoint = client("http://localhost:1/v1")
    assert KEY not in f"{Provider('x', 'http://x', KEY)!r} {endpoint.name}"
