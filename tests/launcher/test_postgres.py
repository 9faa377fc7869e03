import os
import signal
from collections.abc import Generator
from pathlib import Path

import psycopg2
import pytest
from psycopg2.extensions import connection as Connection

from config.launcher import binaries, places, postgres
from config.launcher.postgres import APP, DATABASE, OWNER, READONLY, Postgres
from config.launcher.problems import Problem
from config.launcher.processes import stop


@pytest.fixture
def server(open_folder: Path) -> Postgres:
    home = places.postgres_home(open_folder, binaries.server_account())
    return postgres.locate(home, postgres.new_password(), postgres.THROWAWAY)


@pytest.fixture
def running(server: Postgres) -> Generator[Postgres, None, None]:
    child = postgres.start(server, server.home / "log")
    yield server
    stop(child, signal.SIGQUIT, 10)


def ask(connection: Connection, question: str) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(question)
        return cursor.fetchall()


class TestRoles:
    def test_made_twice_with_the_rights_they_need_and_no_more(
        self, running: Postgres
    ) -> None:
        postgres.create_roles(running)
        postgres.create_roles(running)
        superuser = running.connect()
        rights = ask(
            superuser,
            "SELECT rolname, rolsuper, rolcreatedb, rolcreaterole FROM pg_roles"
            " WHERE rolname LIKE 'candour_%' ORDER BY rolname",
        )
        assert rights == [
            (APP, False, False, False),
            (OWNER, False, False, False),
            (READONLY, False, False, False),
        ]
        superuser.close()
        app = running.connect(APP, DATABASE)
        with pytest.raises(psycopg2.errors.InsufficientPrivilege):
            ask(app, "CREATE TABLE anything (id int)")
        app.close()
        owner = running.connect(OWNER, DATABASE)
        assert ask(owner, "CREATE TABLE anything (id int); SELECT 1") == [(1,)]
        owner.close()

    def test_a_wrong_password_is_refused(self, running: Postgres) -> None:
        postgres.create_roles(running)
        running.password = "wrong"
        with pytest.raises(psycopg2.OperationalError):
            running.connect(APP, DATABASE)

    def test_the_server_does_not_listen_on_a_port(self, running: Postgres) -> None:
        superuser = running.connect()
        assert ask(superuser, "SHOW listen_addresses") == [("",)]
        superuser.close()


class TestStalePid:
    def test_a_pid_that_is_somebody_elses_is_removed(self, server: Postgres) -> None:
        postgres.create(server)
        (server.data / "postmaster.pid").write_text(f"{os.getpid()}\n{server.data}\n")
        stop(postgres.start(server, server.home / "log"), signal.SIGQUIT, 10)

    def test_a_pid_file_with_nothing_in_it_is_removed(self, server: Postgres) -> None:
        postgres.create(server)
        (server.data / "postmaster.pid").write_text("")
        postgres.clear_stale_pid(server)
        assert not (server.data / "postmaster.pid").exists()

    def test_a_running_server_is_named(self, running: Postgres) -> None:
        with pytest.raises(Problem, match=r"Another PostgreSQL, process \d+"):
            postgres.clear_stale_pid(running, seconds=0.2)


class TestStart:
    def test_an_address_that_django_reads(self, server: Postgres) -> None:
        assert server.url(APP).startswith(f"postgres://{APP}:")
        assert server.url(APP).endswith(f"@/{server.sockets}/{DATABASE}")

    def test_broken_data_is_one_sentence(self, server: Postgres) -> None:
        postgres.create(server)
        (server.data / "postgresql.conf").unlink()
        with pytest.raises(Problem, match="PostgreSQL did not start: .*postgresql.con"):
            postgres.start(server, server.home / "log")

    def test_a_folder_that_is_not_empty_is_one_sentence(self, server: Postgres) -> None:
        server.data.mkdir()
        (server.data / "notes.txt").write_text("mine")
        with pytest.raises(Problem, match="could not make its data directory"):
            postgres.start(server, server.home / "log")
        assert (server.data / "notes.txt").read_text() == "mine"


class TestPlaces:
    @pytest.mark.skipif(
        os.geteuid() != 0, reason="only root runs the server as another"
    )
    def test_data_moves_to_where_the_server_can_reach_it(
        self, open_folder: Path
    ) -> None:
        open_folder.chmod(0o700)
        account = binaries.server_account()
        home = places.postgres_home(open_folder, account)
        try:
            assert home.parent == places.SYSTEM_STATE
            assert (open_folder / "postgres").resolve() == home
            assert binaries.can_enter(home, account)
            assert places.postgres_home(open_folder, account) == home
        finally:
            home.rmdir()

    def test_a_long_path_gets_a_short_socket(self, tmp_path: Path) -> None:
        home = tmp_path / ("x" * 100)
        home.mkdir()
        folder = places.socket_folder(home)
        assert len(str(folder)) < 80
        assert folder == places.socket_folder(home)
        folder.rmdir()

    def test_a_folder_of_somebody_else_is_refused(self, tmp_path: Path) -> None:
        (tmp_path / "elsewhere").mkdir()
        (tmp_path / "sock").symlink_to(tmp_path / "elsewhere")
        with pytest.raises(Problem, match="belongs to somebody else"):
            places.socket_folder(tmp_path)
