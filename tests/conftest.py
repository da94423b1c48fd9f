"""What every test can use: the invented library, a copy of it to write to, this repository's own records, a fixed today,
and closed sockets."""

from __future__ import annotations

import ipaddress
import shutil
import socket
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, settings
from tests.clock import TODAY

from vlm_survey import read_survey
from vlm_survey.workflows.publish.build import generated_files

if TYPE_CHECKING:
    from collections.abc import Callable

    from vlm_survey import Survey

ROOT = Path(__file__).parents[1]
LIBRARY = Path(__file__).parent / "library"
settings.register_profile(
    "steady", deadline=None, derandomize=True, database=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("steady")  # the same examples on each run, and none fails because the machine is slow


@pytest.fixture(scope="session")
def library() -> Survey:
    """The invented library of thirteen papers, read once; it is frozen."""
    return read_survey(LIBRARY)


@pytest.fixture(scope="session")
def repository() -> Survey:
    """The records of this repository, read once; thousands, so no test may be repeated for each of them."""
    return read_survey(ROOT)


@pytest.fixture(scope="session")
def generated(repository: Survey) -> dict[str, str]:
    """README, lists, schema and pages that are made of this repository's records, by path."""
    return generated_files(ROOT, repository)


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """The folder of a copy of the invented library that a test may write to."""
    return Path(shutil.copytree(LIBRARY, tmp_path / "library"))


@pytest.fixture(scope="session")
def local_network() -> None:
    """Asking for this lets a test (or a fixture of it) connect to servers on this machine."""


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    """Set the command line's today, so that what it writes is the same on every day."""
    monkeypatch.setattr("vlm_survey.cli.common.clock.today", lambda: TODAY)


@pytest.fixture(autouse=True)
def _closed_sockets(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Refuse connections: to other machines always, to this one unless `local_network` or `browser` allows it."""
    local = "local_network" in request.fixturenames or request.node.get_closest_marker("browser") is not None
    for name in ("connect", "connect_ex"):
        monkeypatch.setattr(socket.socket, name, _guarded(getattr(socket.socket, name), local=local))


def _guarded(connect: Callable[..., Any], *, local: bool) -> Callable[..., Any]:
    def guarded(self: socket.socket, address: Any) -> Any:
        if self.family != socket.AF_UNIX and not (local and _on_this_machine(address[0])):
            message = f"a test asked for the network: {address}"
            raise AssertionError(message)
        return connect(self, address)

    return guarded


def _on_this_machine(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
