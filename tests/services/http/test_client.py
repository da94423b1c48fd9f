"""Requests: manners, patience, limits, and every way in which a service can misbehave."""

from __future__ import annotations

import gzip
import json
import logging
from email.utils import formatdate

import pytest
from tests.fake_services import ATOM, HTML, JSON, PLAIN, FakeServices, Say, Waiting

from vlm_survey.errors import BadReply, NotFound, ServiceError, SurveyError, Unreachable
from vlm_survey.services import arxiv, openalex
from vlm_survey.services.http.cache import Cache
from vlm_survey.services.http.client import Web
from vlm_survey.services.http.replies import read_json
from vlm_survey.services.http.service import Key, Query, Service, Settings, settings_from

ECHO = Service("Echo", "crossref", "https://api.example.org", "json")
THING = Query("/thing")
OK = Say(b'{"a": 1}')


@pytest.fixture
def services(local_network):  # noqa: ARG001  opens the way to this machine
    with FakeServices() as fake_services:
        yield fake_services


def ask(web: Web, service: Service = ECHO, query: Query = THING):
    return web.ask(service, query, read_json)


def test_a_request_says_who_asks_and_what_for(services):
    services.say("/crossref/thing", OK)
    assert ask(services.web()) == {"a": 1}
    headers = services.seen[0][1]
    assert headers["User-Agent"] == "vlm-survey/test (+https://example.org)"
    assert headers["Accept"] == "application/json"


def test_an_unknown_thing_reported_as_plain_text_is_not_found(services):
    services.say("/crossref/thing", Say(b"Resource not found.", PLAIN, 404))
    with pytest.raises(NotFound, match="has no such entry") as caught:
        ask(services.web())
    assert caught.value.where.startswith("Echo (http://127.0.0.1")


def test_retry_after_in_seconds_is_waited_for(services):
    clock = Waiting()
    services.say("/crossref/thing", Say(b"slow down", PLAIN, 429, {"Retry-After": "7"}), OK)
    assert ask(services.web(clock)) == {"a": 1}
    assert clock.slept == [7.0]


def test_retry_after_as_a_date_is_waited_for(services):
    clock = Waiting()
    date = formatdate(clock.time + 20, usegmt=True)
    services.say("/crossref/thing", Say(b"", PLAIN, 503, {"Retry-After": date}), OK)
    assert ask(services.web(clock)) == {"a": 1}
    assert clock.slept == [20.0]


def test_a_wait_longer_than_our_patience_is_reported_and_the_service_not_changed(services):
    clock = Waiting()
    services.say("/crossref/thing", Say(b"", PLAIN, 429, {"Retry-After": "3600"}))
    web = services.web(clock)
    with pytest.raises(Unreachable, match="asks to wait 60 min"):
        ask(web)
    with pytest.raises(Unreachable, match="not asked again"):
        ask(web, query=Query("/other"))
    assert clock.slept == []
    assert services.paths == ["/crossref/thing"]


@pytest.mark.parametrize("header", ["soon", "-5", "", "Thu, 99 Foo 2026 00:00:00 GMT"])
def test_a_strange_retry_after_counts_as_none(services, header):
    clock = Waiting()
    services.say("/crossref/thing", Say(b"", PLAIN, 503, {"Retry-After": header}), OK)
    assert ask(services.web(clock)) == {"a": 1}
    assert clock.slept == [1.0]


def test_a_wait_beyond_all_reason_is_no_trouble(services):
    services.say("/crossref/thing", Say(b"", PLAIN, 503, {"Retry-After": "9" * 400}))
    with pytest.raises(Unreachable, match="asks to wait"):
        ask(services.web())


def test_a_server_error_is_tried_again_and_then_answered(services):
    clock = Waiting()
    services.say("/crossref/thing", Say(b"", HTML, 500), Say(b"", HTML, 502), OK)
    assert ask(services.web(clock)) == {"a": 1}
    assert clock.slept == [1.0, 2.0]


def test_attempts_are_bounded(services):
    services.say("/crossref/thing", Say(b"", HTML, 503))
    with pytest.raises(Unreachable, match="503, 4 times"):
        ask(services.web())
    assert len(services.seen) == 4


def test_a_server_error_for_one_thing_leaves_others_to_be_asked_for(services):
    services.say("/crossref/thing", Say(b"", HTML, 500))
    services.say("/crossref/other", OK)
    web = services.web()
    with pytest.raises(Unreachable):
        ask(web)
    assert ask(web, query=Query("/other")) == {"a": 1}


def test_a_slow_service_is_given_up(services):
    services.say("/crossref/thing", Say(b'{"a": 1}', slow=2.0))
    with pytest.raises(Unreachable, match="no reply"):
        ask(services.web(read=0.05))
    assert len(services.seen) == 2


def test_a_reply_that_is_cut_off_is_tried_again(services):
    services.say("/crossref/thing", Say(b'{"a"', cut=True), OK)
    assert ask(services.web()) == {"a": 1}


def test_a_reply_that_stays_cut_off_is_reported(services):
    services.say("/crossref/thing", Say(b'{"a"', cut=True))
    with pytest.raises(Unreachable, match="cut off"):
        ask(services.web())


def test_nobody_listening_is_reported(services):
    environ = {"VLM_SURVEY_CROSSREF_URL": "http://127.0.0.1:9"}
    with pytest.raises(Unreachable, match="no connection"):
        ask(services.web(environ=environ))


@pytest.mark.parametrize("honest", [True, False])
def test_a_huge_reply_is_not_read(services, honest):
    body = b" " * 200_000
    packed = Say(gzip.compress(body), headers={"Content-Encoding": "gzip"})
    services.say("/crossref/thing", Say(body) if honest else packed)
    with pytest.raises(BadReply, match="larger than 10,000 bytes"):
        ask(services.web(size=10_000))


@pytest.mark.parametrize("kind", ["text/html; charset=utf-8", "image/png", "application/pdf", "nonsense"])
def test_a_reply_of_another_type_is_refused(services, kind):
    services.say("/crossref/thing", Say(b'{"a": 1}', kind))
    with pytest.raises(BadReply, match="wrong type"):
        ask(services.web())


@pytest.mark.parametrize("kind", [JSON, "application/vnd.api+json; charset=utf-8", None])
def test_a_reply_of_the_right_type_or_none_is_read(services, kind):
    services.say("/crossref/thing", Say(b'{"a": 1}', kind))
    assert ask(services.web()) == {"a": 1}


def test_html_in_place_of_json_is_reported(services):
    services.say("/crossref/thing", Say(b"<!DOCTYPE html><html>maintenance</html>"))
    with pytest.raises(BadReply, match="HTML in place of JSON"):
        ask(services.web())


def test_other_statuses_are_reported_with_what_the_service_says_in_one_safe_line(services):
    services.say("/crossref/thing", Say(b"no\x1b[31m\nway", PLAIN, 418))
    with pytest.raises(BadReply, match=r"418 \(no\?\[31m way\)"):
        ask(services.web())


def test_a_redirect_within_the_service_is_followed(services):
    services.say("/crossref/thing", Say(b"", PLAIN, 301, {"Location": "/crossref/new"}))
    services.say("/crossref/new", OK)
    assert ask(services.web()) == {"a": 1}


@pytest.mark.parametrize(
    "target",
    [
        "http://10.0.0.1/",
        "https://10.0.0.1/",
        "https://192.168.1.1/",
        "https://169.254.169.254/latest/meta-data/",
        "https://[::1]/",
        "https://[::ffff:127.0.0.1]/",
        "https://[64:ff9b::7f00:1]/",
        "https://0.0.0.0/",
        "https://127.0.0.1:1/",
        "http://127.0.0.1:1/",
        "https://inside.example/",
        "https://user:secret@public.example/",
        "file:///etc/passwd",
        "ftp://public.example/",
        "https://[broken/",
        "//10.0.0.1/x",
    ],
)
def test_a_redirect_to_anywhere_but_a_public_https_address_is_not_followed(services, target):
    services.say("/crossref/thing", Say(b"", PLAIN, 302, {"Location": target}))
    addresses = {"inside.example": ["93.184.215.14", "10.1.2.3"], "public.example": ["93.184.215.14"]}
    web = Web(
        Settings("test", services.environ),
        clock=Waiting(),
        resolve=lambda host, _port: addresses.get(host, ["127.0.0.1"]),
    )
    with pytest.raises(BadReply, match="address|https"):
        ask(web)
    assert len(services.seen) == 1


def test_a_redirect_to_a_public_host_that_the_service_does_not_declare_is_not_followed(services):
    services.say("/crossref/thing", Say(b"", PLAIN, 302, {"Location": "https://elsewhere.example/thing"}))
    with pytest.raises(BadReply, match=r"another host \(elsewhere\.example\)"):
        ask(services.web())
    assert len(services.seen) == 1


@pytest.mark.parametrize(
    ("target", "followed"),
    [
        ("https://export.arxiv.org/b", True),
        ("https://arxiv.org/b", True),
        ("https://www.export.arxiv.org/b", True),
        ("https://declared.example/b", True),
        ("https://notarxiv.org/b", False),
        ("https://org/b", False),
        ("https://arxiv.org.example/b", False),
    ],
)
def test_a_service_may_redirect_to_its_own_hosts_and_those_it_declares(target, followed):
    declared = Service("A", "a", "https://export.arxiv.org", "json", hosts=frozenset(["declared.example"]))
    assert declared.may_redirect("https://export.arxiv.org/a", target) is followed
    assert Service("A", "a", "https://a.example", "json", hosts=None).may_redirect("https://a.example/", target)


def test_the_body_of_a_redirect_is_not_read(services):
    huge = Say(b" " * 4_000_000, PLAIN, 302, {"Location": "/crossref/new", "Content-Length": "99999999999"}, slow=0.1)
    services.say("/crossref/thing", huge)
    services.say("/crossref/new", OK)
    assert ask(services.web()) == {"a": 1}


def test_a_redirect_in_a_circle_is_left(services):
    services.say("/crossref/thing", Say(b"", PLAIN, 302, {"Location": "/crossref/there"}))
    services.say("/crossref/there", Say(b"", PLAIN, 302, {"Location": "/crossref/thing"}))
    with pytest.raises(BadReply, match="redirect loop"):
        ask(services.web())


def test_redirects_are_bounded(services):
    for step in range(9):
        services.say(f"/crossref/{step}", Say(b"", PLAIN, 307, {"Location": f"/crossref/{step + 1}"}))
    with pytest.raises(BadReply, match="more than 5 redirects"):
        ask(services.web(), query=Query("/0"))


def test_a_spent_budget_is_reported_at_once_and_not_tried_again(services):
    clock = Waiting()
    spent = Say(b"", JSON, 429, {"X-RateLimit-Remaining": "0", "Retry-After": "1"})
    services.say("/openalex/works/doi:10.1234/a", spent)
    web = services.web(clock)
    for _time in range(2):
        with pytest.raises(Unreachable, match="daily limit is used up"):
            web.ask(openalex.SERVICE, Query("/works/doi:10.1234/a"), read_json)
    assert len(services.seen) == 1
    assert clock.slept == []


def test_the_last_request_of_a_budget_is_read_and_no_other_made(services):
    services.say("/openalex/works/doi:10.1234/a", Say(b'{"a": 1}', JSON, 200, {"X-RateLimit-Remaining": "0"}))
    web = services.web()
    assert web.ask(openalex.SERVICE, Query("/works/doi:10.1234/a"), read_json) == {"a": 1}
    with pytest.raises(Unreachable, match="daily limit"):
        web.ask(openalex.SERVICE, Query("/works/doi:10.1234/b"), read_json)


def test_arxiv_is_asked_no_more_than_once_in_three_seconds(services):
    clock = Waiting()
    web = services.web(clock)
    for number in range(3):
        services.say("/arxiv/query", Say(b"<a/>", ATOM))
        web.ask(arxiv.SERVICE, Query("/query", (("id_list", str(number)),)), lambda raw: raw)
    assert clock.slept == [3.0, 3.0]


KEYED = Service(
    "Keyed", "openalex", "https://api.example.org", "json", key=Key("VLM_SURVEY_OPENALEX_KEY", "query", "api_key")
)


def test_a_key_is_sent_and_shown_nowhere(services, tmp_path, caplog, capfd):
    caplog.set_level(logging.DEBUG)
    logging.getLogger("urllib3").setLevel(logging.DEBUG)
    services.say("/openalex/thing", Say(b'{"error": "wrong key s3cret-k"}', JSON, 403), OK)
    cache = Cache(tmp_path, Waiting().now)
    web = services.web(environ={"VLM_SURVEY_OPENALEX_KEY": "s3cret-k"}, cache=cache)
    with pytest.raises(BadReply) as caught:
        web.ask(KEYED, THING, read_json)
    assert "s3cret-k" not in str(caught.value)
    assert "VLM_SURVEY_OPENALEX_KEY" in str(caught.value)
    assert web.ask(KEYED, THING, read_json) == {"a": 1}
    assert services.paths == ["/openalex/thing?api_key=s3cret-k"] * 2
    assert "s3cret-k" not in caplog.text + "".join(capfd.readouterr())
    assert "s3cret-k" not in repr(web.settings)
    kept = b"".join(path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())
    assert kept
    assert b"s3cret" not in kept


@pytest.mark.parametrize("sent", ["s3cret+k/&=", "s3cret%2Bk%2F%26%3D", "s3cret%2bk%2f%26%3d", "s3cret%2Bk/%26%3D"])
def test_a_key_that_a_service_sends_back_in_any_form_is_not_shown(services, sent):
    services.say("/openalex/thing", Say(f"no such thing: ?api_key={sent}".encode(), PLAIN, 403))
    with pytest.raises(BadReply) as caught:
        services.web(environ={"VLM_SURVEY_OPENALEX_KEY": "s3cret+k/&="}).ask(KEYED, THING, read_json)
    assert "?api_key=***" in str(caught.value)
    assert "s3cret" not in str(caught.value)


@pytest.mark.parametrize(("key", "told"), [("", "it may need a key: set"), ("k", "it rejects the key in")])
def test_a_service_that_lets_nobody_in_is_reported_with_the_key_to_set_and_not_changed(services, key, told):
    services.say("/openalex/thing", Say(b'{"error": "Unauthorized"}', JSON, 401))
    web = services.web(environ={"VLM_SURVEY_OPENALEX_KEY": key})
    for words in (
        f"it replied with status 401.*; {told} VLM_SURVEY_OPENALEX_KEY",
        f"not asked again: {told} VLM_SURVEY",
    ):
        with pytest.raises(Unreachable, match=words):
            web.ask(KEYED, THING, read_json)
    assert len(services.paths) == 1


def test_a_key_stays_at_home_when_redirected(services):
    other = services.base.replace("127.0.0.1", "localhost")
    services.say("/openalex/thing", Say(b"", PLAIN, 302, {"Location": f"{other}/elsewhere"}))
    web = services.web(environ={"VLM_SURVEY_OPENALEX_KEY": "s3cret-k"})
    with pytest.raises(BadReply):
        web.ask(KEYED, THING, read_json)
    assert [path for path in services.paths if "elsewhere" in path] == []


def test_no_login_is_taken_from_the_home_folder(services, tmp_path, monkeypatch):
    (tmp_path / ".netrc").write_text("machine 127.0.0.1 login me password hidden\n")
    (tmp_path / ".netrc").chmod(0o600)
    monkeypatch.setenv("HOME", str(tmp_path))
    services.say("/crossref/thing", OK)
    ask(services.web())
    assert "Authorization" not in services.seen[0][1]


def test_a_fresh_reply_is_not_asked_for_again(services, tmp_path):
    clock = Waiting()
    services.say("/crossref/thing", OK)
    cache = Cache(tmp_path, clock.now)
    assert ask(services.web(clock, cache=cache)) == ask(services.web(clock, cache=cache))
    assert len(services.seen) == 1
    clock.time += 8 * 86_400
    ask(services.web(clock, cache=cache))
    assert len(services.seen) == 2


def test_a_reply_that_cannot_be_read_is_not_kept(services, tmp_path):
    services.say("/crossref/thing", Say(b'{"a"'), OK)
    cache = Cache(tmp_path, Waiting().now)
    with pytest.raises(BadReply):
        ask(services.web(cache=cache))
    assert ask(services.web(cache=cache)) == {"a": 1}


@pytest.mark.parametrize("damage", [b"", b"{}", b"\xff\xfe", b'{"until": "x"}\n{"a": 2}', b"[" * 100_000])
def test_a_damaged_entry_counts_as_none(services, tmp_path, damage):
    services.say("/crossref/thing", OK)
    cache = Cache(tmp_path, Waiting().now)
    ask(services.web(cache=cache))
    (path,) = [path for path in tmp_path.glob("??/*") if path.is_file()]
    path.write_bytes(damage)
    assert ask(services.web(cache=cache)) == {"a": 1}
    assert len(services.seen) == 2


def test_an_entry_whose_reply_was_changed_counts_as_none(services, tmp_path):
    services.say("/crossref/thing", OK)
    cache = Cache(tmp_path, Waiting().now)
    ask(services.web(cache=cache))
    (path,) = [path for path in tmp_path.glob("??/*") if path.is_file()]
    path.write_bytes(path.read_bytes().replace(b'{"a": 1}', b'{"a": 2}'))
    assert ask(services.web(cache=cache)) == {"a": 1}


def test_offline_nothing_is_asked_but_the_cache(services, tmp_path):
    services.say("/crossref/thing", OK)
    cache = Cache(tmp_path, Waiting().now)
    ask(services.web(cache=cache))
    web = services.web(cache=cache, offline=True)
    assert ask(web) == {"a": 1}
    with pytest.raises(Unreachable, match="offline"):
        ask(web, query=Query("/other"))
    assert len(services.seen) == 1


@pytest.mark.parametrize(
    "base", ["http://api.example.org", "http://10.0.0.1", "ftp://127.0.0.1", "http://127.0.0.1.evil.example"]
)
def test_a_base_address_is_https_or_on_this_machine(base):
    web = Web(Settings("test", {"VLM_SURVEY_CROSSREF_URL": base}), clock=Waiting())
    with pytest.raises(SurveyError, match="neither https nor local"):
        ask(web)


def test_a_base_address_within_a_network_is_refused_though_set_by_hand():
    web = Web(Settings("test", {"VLM_SURVEY_CROSSREF_URL": "https://10.0.0.1"}), clock=Waiting())
    with pytest.raises(BadReply, match="inside a private network"):
        ask(web)


def test_a_host_that_nobody_knows_is_unreachable():
    def nowhere(_host, _port):
        raise OSError("no such host")

    web = Web(Settings("test"), clock=Waiting(), resolve=nowhere)
    with pytest.raises(Unreachable, match=r"api\.example\.org/thing.*host name cannot be resolved"):
        ask(web)


def test_settings_come_from_the_environment():
    settings = settings_from({"VLM_SURVEY_TIMEOUT": "3", "VLM_SURVEY_OFFLINE": "1"}, "me")
    assert (settings.read, settings.offline, settings.agent) == (3.0, True, "me")
    assert settings_from({}, "me").offline is False


@pytest.mark.parametrize("time", ["soon", "0", "-1", "nan", "1e9"])
def test_a_time_that_is_none_is_refused(time):
    with pytest.raises(SurveyError, match="VLM_SURVEY_TIMEOUT"):
        settings_from({"VLM_SURVEY_TIMEOUT": time}, "me")


def test_every_error_says_where_what_and_what_to_do(services):
    services.say("/crossref/thing", Say(b"", HTML, 404))
    services.say("/crossref/busy", Say(b"", HTML, 503))
    services.say("/crossref/broken", Say(json.dumps("x").encode()[:2]))
    for path in ("/thing", "/busy", "/broken"):
        with pytest.raises(ServiceError) as caught:
            ask(services.web(), query=Query(path))
        assert caught.value.where
        assert caught.value.found
        assert caught.value.repair


def test_a_kept_reply_that_cannot_be_read_any_more_is_asked_for_again(services, tmp_path):
    services.say("/crossref/thing", Say(b"[1]"), OK)
    cache = Cache(tmp_path, Waiting().now)
    web = services.web(cache=cache)
    web.ask(ECHO, THING, lambda raw: raw)

    def read(raw):
        if raw == b"[1]":
            raise BadReply("not any more")
        return read_json(raw)

    assert web.ask(ECHO, THING, read) == {"a": 1}


@pytest.mark.parametrize("length", ["\u00b2", "-1", "many", "1, 2"])
def test_a_strange_length_is_no_trouble(services, length):
    services.say("/crossref/thing", Say(b'{"a": 1}', headers={"Content-Length": length}))
    try:
        answer = ask(services.web(read=0.2))
    except ServiceError:
        return
    assert answer == {"a": 1}
