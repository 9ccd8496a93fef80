"""A PostgreSQL server for the tests: started by them, as nobody in particular, on a free port, stopped afterwards.

Its programs come from Debian's ``postgresql`` (``/usr/lib/postgresql/*/bin``) or from the PATH; where there are none, or
only of a version before 15, there is no server, and the tests that need it say so.
"""

from __future__ import annotations

import itertools
import os
import pwd
import re
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

OLDEST = 15


def _version(folder: Path) -> int:
    done = subprocess.run([folder / "postgres", "--version"], capture_output=True, text=True, check=False)
    found = re.search(r"(\d+)", done.stdout)
    return int(found[1]) if found else 0


@lru_cache(maxsize=1)
def programs() -> Path | None:
    """The folder of the newest server's programs, or null."""
    on_path = shutil.which("postgres")
    folders = [*Path("/usr/lib/postgresql").glob("*/bin"), *([Path(on_path).resolve().parent] if on_path else [])]
    fitting = [one for one in folders if (one / "initdb").exists() and _version(one) >= OLDEST]
    return max(fitting, key=_version, default=None)


def _user() -> str | None:
    """Whom to run the server as: the server refuses to run as root."""
    if os.geteuid() != 0:
        return None
    for name in ("postgres", "nobody"):
        try:
            pwd.getpwnam(name)
        except KeyError:
            continue
        return name
    return None


@dataclass
class Server:
    """A running server.

    Attributes:
        port: Where it listens, on 127.0.0.1 alone.
        password: Of its superuser ``tollbook``.
    """

    port: int
    programs: Path
    password: str
    _numbers: Iterator[int] = field(default_factory=lambda: itertools.count(1))

    def url(self, database: str = "postgres", user: str | None = None) -> str:
        """The address of a database of it."""
        return f"postgresql://{user or f'tollbook:{self.password}'}@127.0.0.1:{self.port}/{database}"

    def database(self) -> str:
        """The address of a new, empty database."""
        name = f"test_{next(self._numbers)}"
        self.sql(f"CREATE DATABASE {name}")
        return self.url(name)

    def sql(self, *statements: str, database: str = "postgres") -> None:
        """Run statements as the superuser."""
        import psycopg

        with psycopg.connect(self.url(database), autocommit=True) as connection:
            for statement in statements:
                connection.execute(statement)


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


@contextmanager
def server() -> Iterator[Server]:
    """Start a server with an empty cluster, and stop and remove it afterwards."""
    found = programs()
    assert found is not None
    user = _user()
    # Another user must be able to reach the folder, which root's own folder for temporary files may forbid.
    where = "/tmp" if user is not None and os.path.isdir("/tmp") else None
    with tempfile.TemporaryDirectory(prefix="tollbook-pg-", dir=where, ignore_cleanup_errors=True) as folder:
        home = Path(folder)
        home.chmod(0o755)
        data, secret = home / "data", home / "secret"
        data.mkdir()
        secret.write_text("not-a-secret\n")
        if user is not None:
            shutil.chown(data, user)
            shutil.chown(secret, user)
        port = _free_port()

        def run(*command: str | Path) -> None:
            done = subprocess.run(
                command, user=user, cwd="/", capture_output=True, text=True, check=False, env={"LC_ALL": "C.UTF-8"}
            )
            assert done.returncode == 0, done.stdout + done.stderr

        run(found / "initdb", "-D", data, "-U", "tollbook", "-A", "scram-sha-256", "--pwfile", secret, "-E", "UTF8",
            "--no-sync")  # fmt: skip
        settings = f"-c listen_addresses=127.0.0.1 -c unix_socket_directories='' -c fsync=off -p {port}"
        log = data / "log"
        run(found / "pg_ctl", "-D", data, "-w", "-l", log, "-o", settings, "start")
        try:
            yield Server(port, found, "not-a-secret")
        finally:
            run(found / "pg_ctl", "-D", data, "-w", "-m", "immediate", "stop")
