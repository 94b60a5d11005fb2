"""The guard: only public hosts are asked, at the address that was checked, unless the user allows a host by name."""

from __future__ import annotations

import ipaddress

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from reading.press_server import Page, PressServer

from interlock.reading.fetching.guard import AddressGuard, AddressRefused, is_public
from interlock.reading.fetching.transport import guarded_client

OWN_NETWORKS = [
    "0.0.0.0/8",
    "10.0.0.0/8",
    "100.64.0.0/10",
    "127.0.0.0/8",
    "169.254.0.0/16",
    "172.16.0.0/12",
    "192.168.0.0/16",
    "198.18.0.0/15",
    "224.0.0.0/4",
    "240.0.0.0/4",
]
SIX = ["::1/128", "::/128", "fe80::/10", "fc00::/7", "fec0::/10", "ff00::/8", "2002::/16", "2001::/32", "2001:db8::/32"]


@given(st.sampled_from(OWN_NETWORKS).flatmap(lambda text: st.ip_addresses(v=4, network=text)))
def test_no_address_of_an_own_network_is_public_in_any_disguise(address: ipaddress.IPv4Address) -> None:
    """IPv4 as it is, mapped or compatible in IPv6, behind NAT64 and 6to4."""
    number = int(address)
    disguises = [
        address,
        ipaddress.IPv6Address((0xFFFF << 32) | number),
        ipaddress.IPv6Address(number),
        ipaddress.IPv6Address((0x0064FF9B << 96) | number),
        ipaddress.IPv6Address((0x2002 << 112) | (number << 80)),
    ]
    assert [str(each) for each in disguises if is_public(str(each))] == []


@given(st.sampled_from(SIX).flatmap(lambda text: st.ip_addresses(v=6, network=text)))
def test_no_address_of_an_own_ipv6_network_is_public(address: ipaddress.IPv6Address) -> None:
    """Loopback, link-local, unique local, site-local, multicast, transition and documentation networks."""
    assert not is_public(str(address))


@pytest.mark.parametrize("address", ["8.8.8.8", "151.101.1.1", "2606:4700::1111", "2a00:1450:4001::200e", "64:ff9b::808:808"])
def test_public_addresses_are_public(address: str) -> None:
    """Among them IPv4 hosts as a network without IPv4 reaches them."""
    assert is_public(address)


@pytest.mark.parametrize(
    ("url", "why"),
    [
        ("file:///etc/passwd", "no http"),
        ("ftp://example.org/a", "no http"),
        ("gopher://example.org/a", "no http"),
        ("http://", "no host"),
        ("http://user:secret@example.org/", "password"),
        ("http://user@example.org/", "password"),
        ("http://example.org/a b", "space"),
        ("http://example.org/a\r\nHost: other", "control"),
        ("http://example.org:99999/", "no web address"),
        ("http://[::1", "no web address"),
        ("http://example.org\\@127.0.0.1/", "password"),
        ("http://example.org/" + "a" * 2000, "longer"),
    ],
)
def test_addresses_of_a_wrong_form_are_refused(url: str, why: str) -> None:
    """Before any name is looked up."""
    with pytest.raises(AddressRefused, match=why):
        AddressGuard().check_url(url)


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "2130706433", "0x7f.1", "127.1", "[::1]", "[::ffff:127.0.0.1]"])
def test_this_machine_is_refused_however_it_is_written(host: str) -> None:
    """Numbers, hexadecimal, short forms: what the resolver makes of them is checked."""
    with guarded_client() as client, pytest.raises((AddressRefused, httpx.ConnectError)) as error:
        client.get(f"http://{host}:9/", timeout=2)
    assert "not public" in str(error.value) or "not known" in str(error.value)


def test_a_host_is_allowed_by_name_with_or_without_its_port() -> None:
    """And no other name or port of the same machine."""
    guard = AddressGuard(["Localhost", "intranet.example:8080"], lambda host, port: ["10.0.0.7"])
    assert guard.addresses("localhost", 80) == ["10.0.0.7"]
    assert guard.addresses("intranet.example", 8080) == ["10.0.0.7"]
    for host, port in (("intranet.example", 80), ("127.0.0.1", 80), ("notlocalhost", 80)):
        with pytest.raises(AddressRefused, match=f"--allow-host {host}"):
            guard.addresses(host, port)


def test_one_private_address_among_public_ones_is_enough() -> None:
    """A name with a public and a private address is refused as a whole."""
    guard = AddressGuard((), lambda host, port: ["93.184.215.14", "10.0.0.7"])
    with pytest.raises(AddressRefused, match=r"10\.0\.0\.7"):
        guard.addresses("example.org", 443)


def test_a_name_that_answers_differently_the_second_time_reaches_nothing() -> None:
    """DNS rebinding: each connection is made to the address that was checked for it, and is checked anew."""
    server = PressServer()
    server.pages["/"] = Page("secret")
    answers = iter([["192.0.2.1"], ["127.0.0.1"]])
    asked: list[list[str]] = []

    def rebinding(host: str, port: int) -> list[str]:
        asked.append(next(answers))
        return asked[-1]

    with server.running(), guarded_client(resolver=rebinding) as client:
        for _ in range(2):
            with pytest.raises(AddressRefused, match="not public"):
                client.get(f"http://rebind.example:{server.port}/", timeout=2)
    assert asked == [["192.0.2.1"], ["127.0.0.1"]]
    assert server.asked == []


def test_the_connection_goes_to_the_checked_address_and_the_host_header_stays() -> None:
    """The resolver is asked once for a connection: what it would say later is of no interest."""
    server = PressServer()
    server.pages["/"] = Page("hello")
    told: list[str] = []

    def once(host: str, port: int) -> list[str]:
        told.append(host)
        return ["127.0.0.1"] if len(told) == 1 else ["192.0.2.1"]

    with server.running(), guarded_client(["press.example"], resolver=once) as client:
        assert client.get(f"http://press.example:{server.port}/").text == "hello"
    assert told == ["press.example"]
    assert server.asked[0].headers["host"] == f"press.example:{server.port}"


def test_no_proxy_of_the_environment_and_no_cookie(monkeypatch: pytest.MonkeyPatch) -> None:
    """A proxy would connect where the guard cannot see; a cookie would tell who comes again."""
    server = PressServer()
    server.pages["/"] = Page("hello", headers={"Set-Cookie": "who=you"})
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    monkeypatch.setenv("ALL_PROXY", "http://127.0.0.1:9")
    with server.running(), guarded_client([server.host]) as client:
        for _ in range(2):
            client.get(server.url)
    assert ["cookie" in each.headers for each in server.asked] == [False, False]
