"""Hosts that may be asked, and those that may not."""

from __future__ import annotations

import ipaddress

import pytest

from vlm_survey.errors import BadReply, Unreachable
from vlm_survey.services.http.hosts import is_public, refuse_unsafe


@pytest.mark.parametrize("address", ["93.184.215.14", "2606:2800:220:1::1", "8.8.8.8"])
def test_addresses_that_everybody_can_reach_are_public(address):
    assert is_public(ipaddress.ip_address(address))


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "10.0.0.1",
        "172.16.0.1",
        "192.168.0.1",
        "169.254.169.254",
        "100.64.0.1",
        "0.0.0.0",  # noqa: S104  an address to refuse
        "224.0.0.1",
        "240.0.0.1",
        "255.255.255.255",
        "::1",
        "::",
        "fe80::1",
        "fc00::1",
        "ff02::1",
        "::ffff:10.0.0.1",
        "64:ff9b::a00:1",
        "2002:a00:1::",
        "fec0::1",
        "3fff::1",
        "192.88.99.1",
        "2606:2800:220:1:0:5efe:10.0.0.1",
    ],
)
def test_addresses_within_a_network_are_not_however_they_are_written(address):
    assert not is_public(ipaddress.ip_address(address))


def test_all_addresses_of_a_host_must_be_public():
    both = ["93.184.215.14", "2606:2800:220:1::1"]
    assert refuse_unsafe("https://a.example/", resolve=lambda _host, _port: both) == tuple(both)
    with pytest.raises(BadReply, match=r"a\.example is 10\.0\.0\.1"):
        refuse_unsafe("https://a.example/", resolve=lambda _host, _port: ["93.184.215.14", "10.0.0.1"])


def test_a_host_with_a_scope_is_judged_by_its_address():
    with pytest.raises(BadReply):
        refuse_unsafe("https://a.example/", resolve=lambda _host, _port: ["fe80::1%eth0"])


def test_a_name_that_cannot_be_looked_up_is_unreachable():
    def broken(_host, _port):
        raise UnicodeError("label too long")

    with pytest.raises(Unreachable):
        refuse_unsafe("https://" + "a" * 80 + ".example/", resolve=broken)


def test_behind_a_proxy_names_are_left_to_it_but_numbers_and_local_names_are_judged():
    assert refuse_unsafe("https://a.example/", proxied=True) == ()
    for address in (
        "https://10.0.0.1/",
        "https://localhost/",
        "https://box/",
        "https://db.internal/",
        "https://nas.local/",
    ):
        with pytest.raises(BadReply):
            refuse_unsafe(address, proxied=True)


def test_only_the_very_server_that_a_person_set_is_let_through():
    own = "http://127.0.0.1:8000/crossref"
    assert refuse_unsafe("http://127.0.0.1:8000/other", local=own) == ()
    for other in (
        "http://127.0.0.1:8001/",
        "https://127.0.0.1:8000/",
        "http://127.0.0.2:8000/",
        "http://localhost:8000/",
    ):
        with pytest.raises(BadReply):
            refuse_unsafe(other, local=own, resolve=lambda _host, _port: ["127.0.0.1"])
