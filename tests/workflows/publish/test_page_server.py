"""While serving, a browser is told of a page that was written again, and of nothing else."""

from __future__ import annotations

from contextlib import closing
from threading import Thread

import pytest

from vlm_survey.workflows.publish.page_server import PageServer

HTML = '<link href="../assets/css/base.css?v=1"><script src="../assets/data/papers.js"></script><a href="../b/">B</a></body>'


@pytest.fixture
def server(tmp_path):
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "index.html").write_text(HTML if name == "a" else "<p>B</p></body>", encoding="utf-8")
    server = PageServer(lambda: None, port=0, root=tmp_path)
    server.poll_response_timeout = 0.01
    yield server
    server.server_close()


def poll(server, page, epoch):
    """What the script in `page`, which was served at `epoch`, is told."""
    environ = {"PATH_INFO": f"/livereload/{epoch}/1", "HTTP_REFERER": f"http://127.0.0.1:8000/{page}"}
    return int(b"".join(server._serve_request(environ, lambda *_: None)))


def test_a_page_that_was_written_again_is_reloaded_once_and_others_are_not(server):
    epoch = server._visible_epoch
    server.show("a/index.html")
    assert poll(server, "b/", epoch) == epoch
    newer = poll(server, "a/#top", epoch)
    assert newer > epoch
    assert poll(server, "a/", newer) == newer, "the page that was loaded since then is the new one"


@pytest.mark.parametrize("path", ["assets/css/base.css", "assets/data/papers.js"])
def test_a_page_is_reloaded_when_a_file_that_it_loads_was_written(server, path):
    epoch = server._visible_epoch
    server.show(path)
    assert poll(server, "a/index.html", epoch) > epoch
    assert poll(server, "b/", epoch) == epoch


def test_a_linked_page_an_unknown_page_and_no_page_reload_nothing(server):
    epoch = server._visible_epoch
    server.show("b/index.html")
    assert poll(server, "a/", epoch) == poll(server, "nowhere/", epoch) == poll(server, "../../etc/", epoch) == epoch


def test_a_browser_that_waits_is_reported_at_once(server):
    server.poll_response_timeout = 60
    epoch, told = server._visible_epoch, []
    waiting = Thread(target=lambda: told.append(poll(server, "a/", epoch)))
    waiting.start()
    server.show("b/index.html")
    server.show("a/index.html")
    waiting.join(30)
    assert told
    assert told[0] > epoch


def test_a_page_is_served_during_a_build(server):
    during = []

    def build():
        environ = {"PATH_INFO": "/b/", "REQUEST_METHOD": "GET"}
        with closing(served._serve_request(environ, lambda *_: None)) as sent:
            during.append(b"".join(sent))

    served = PageServer(build, port=0, root=server._site)
    served._wanted_epoch += 1000  # as the loop of MkDocs does before each build
    served.builder()
    served.server_close()
    assert during == [b"<p>B</p></body>"]


def test_the_server_knows_which_pages_browsers_show(server):
    server.poll_response_timeout = 60
    assert server.open_pages() == frozenset()
    epoch = server._visible_epoch
    waiting = [Thread(target=poll, args=(server, page, epoch)) for page in ("a/", "b/#top")]
    for thread in waiting:
        thread.start()
    while len(server.open_pages()) < 2:
        pass
    assert server.open_pages() == {"a/", "b/"}
    for page in ("a", "b"):
        server.show(f"{page}/index.html")
    for thread in waiting:
        thread.join(30)
    assert server.open_pages() == frozenset()
