"""The web server and the worker as processes of their own, to be hurt."""

import http.client
import os
import signal
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path

from config.celery import app
from config.launcher import postgres
from config.launcher.places import ROOT
from config.launcher.processes import stop
from tests.launcher.conftest import free_port
from tests.template import Kept


@contextmanager
def working(broker_url, folder):
    """A worker at a real broker, to which this process sends as well; its log."""
    command = [sys.executable, "-m", "celery", "--app", "config", "worker"]
    command += ["--pool", "solo", "--loglevel", "ERROR", "--without-gossip"]
    command += ["--without-mingle", "--without-heartbeat"]
    environment = os.environ | {
        "REDIS_URL": broker_url,
        "CANDOUR_VAR": str(folder),
        "DJANGO_SETTINGS_MODULE": "config.settings.test",
    }
    path = folder / "worker.log"
    with path.open("wb") as log:
        worker = subprocess.Popen(
            command, cwd=ROOT, env=environment, stdout=log, stderr=log
        )
    before = app.conf.broker_write_url
    app.conf.broker_write_url = broker_url
    try:
        yield path
    finally:
        app.conf.broker_write_url = before
        worker.terminate()
        worker.wait(30)


class Web:
    """gunicorn on a PostgreSQL of its own, which may be stopped and started."""

    def __init__(self, home: Path):
        kept = Kept(ROOT / ".pytest_cache/candour", anew=False)
        self.server = postgres.locate(home, kept.password)
        assert kept.copy_into(self.server)
        self.log = home / "postgres.log"
        self.port = free_port()
        self.database = postgres.start(self.server, self.log)
        environment = os.environ | {
            "DATABASE_URL": self.server.url(postgres.APP),
            "DATABASE_OWNER_URL": self.server.url(postgres.OWNER),
            "DJANGO_SETTINGS_MODULE": "config.settings.test",
            "CANDOUR_VAR": str(home / "var"),
            "CANDOUR_BIND": f"127.0.0.1:{self.port}",
            "WEB_WORKERS": "1",
        }
        self.web = subprocess.Popen(
            [sys.executable, "-m", "gunicorn", "--config", "config/gunicorn.py"],
            cwd=ROOT,
            env=environment,
            stderr=subprocess.DEVNULL,
        )

    def ask(self, path="/", method="GET", body=None, **headers):
        """Status and headers, for somebody with a session cookie of no session."""
        asked = http.client.HTTPConnection("127.0.0.1", self.port, timeout=15)
        headers |= {"Cookie": f"sessionid={'a' * 32}"}
        try:
            asked.request(method, path, body, headers)
            answer = asked.getresponse()
            return answer.status, answer.headers
        except OSError:
            return 0, {}
        finally:
            asked.close()

    def memory(self, what="VmRSS"):
        """Megabytes that the worker holds; VmHWM: held at the most."""
        master = self.web.pid
        children = Path(f"/proc/{master}/task/{master}/children").read_text()
        status = Path(f"/proc/{children.split()[0]}/status").read_text()
        line = next(each for each in status.splitlines() if each.startswith(what))
        return int(line.split()[1]) / 1024

    def restart_at_once(self):
        stop(self.database, signal.SIGQUIT, seconds=20)

    def start_again(self):
        self.database = postgres.start(self.server, self.log)

    def end(self):
        stop(self.web, signal.SIGTERM, seconds=30)
        stop(self.database, signal.SIGQUIT, seconds=20)
