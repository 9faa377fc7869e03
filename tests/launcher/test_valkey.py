import os
import signal
from pathlib import Path

from celery import Celery
from redis import Redis

from config.launcher import valkey
from config.launcher.processes import stop


def client(home: Path) -> Redis:
    return Redis(unix_socket_path=os.fspath(valkey.socket_path(home)))


class TestValkey:
    def test_keeps_what_it_was_given_through_a_kill(self, tmp_path: Path) -> None:
        child = valkey.start(tmp_path, tmp_path / "log")
        settings = client(tmp_path).config_get("*")
        assert settings["appendonly"] == "yes"
        assert settings["maxmemory-policy"] == "noeviction"
        assert settings["port"] == "0"
        with client(tmp_path) as connection:
            connection.set("kept", "yes")
            connection.execute_command("WAITAOF", 1, 0, 2000)
        child.kill()
        child.wait()
        child = valkey.start(tmp_path, tmp_path / "log")
        with client(tmp_path) as connection:
            assert connection.get("kept") == b"yes"
        stop(child, signal.SIGTERM, 10)

    def test_celery_reads_its_address(self, broker_url: str) -> None:
        app = Celery(broker=broker_url)
        with app.connection_for_write() as connection:
            connection.ensure_connection(max_retries=1, timeout=5)
            assert connection.connected
