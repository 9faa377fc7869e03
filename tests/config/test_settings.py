"""The settings that reliability depends on, and production's refusals to start."""

import os
import subprocess
import sys
from pathlib import Path

import django
import pytest
from django.conf import settings

from config.celery import app
from config.launcher.checks import PRODUCTION
from config.launcher.places import ROOT
from config.schedule import SCHEDULE


class TestCelery:
    def test_a_killed_worker_loses_no_task(self) -> None:
        assert app.conf.task_acks_late is True
        assert app.conf.task_reject_on_worker_lost is True
        assert app.conf.worker_prefetch_multiplier == 1
        assert app.conf.worker_soft_shutdown_timeout == 30

    def test_a_message_comes_back_only_after_its_task_must_have_ended(self) -> None:
        visible_again = app.conf.broker_transport_options["visibility_timeout"]
        assert visible_again == 900 > app.conf.task_time_limit == 600
        assert app.conf.visibility_timeout == visible_again
        results = app.conf.result_backend_transport_options
        assert results["visibility_timeout"] == visible_again
        assert app.conf.task_soft_time_limit < app.conf.task_time_limit

    def test_no_data_in_the_queue_and_nothing_that_runs_when_read(self) -> None:
        assert app.conf.task_ignore_result is True
        assert app.conf.task_serializer == "json"
        assert app.conf.accept_content == ["json"]

    def test_an_absent_broker_is_noticed_soon(self) -> None:
        options = app.conf.broker_transport_options
        assert options["socket_connect_timeout"] == 2
        assert options["socket_timeout"] == 5
        assert options["health_check_interval"] == 25
        assert app.conf.task_publish_retry is False

    def test_workers_are_replaced_before_they_grow(self) -> None:
        assert app.conf.worker_max_tasks_per_child == 200
        assert app.conf.worker_max_memory_per_child == 300_000

    @pytest.mark.parametrize(
        ("task", "queue"),
        [
            ("casework.tasks.run_job", "long"),
            *((entry["task"], "celery") for entry in SCHEDULE.values()),
        ],
    )
    def test_what_happens_by_the_clock_has_a_queue_of_its_own(
        self, task: str, queue: str
    ) -> None:
        route = app.amqp.router.route({}, task)
        found = route["queue"] if "queue" in route else app.amqp.queues["celery"]
        assert (found.name, found.routing_key) == (queue, queue)

    def test_the_clock_is_utc(self) -> None:
        assert app.conf.timezone == "UTC"
        assert app.conf.enable_utc is True


class TestDjango:
    def test_version_has_the_fixes(self) -> None:
        assert (5, 2, 8) <= django.VERSION[:3] < (5, 3)

    def test_database_gives_up_in_time_and_notices_a_restart(self) -> None:
        database = settings.DATABASES["default"]
        assert database["ATOMIC_REQUESTS"] is False
        assert database["CONN_HEALTH_CHECKS"] is True
        assert database["OPTIONS"]["connect_timeout"] == 3
        for limit in (
            "statement_timeout=10000",
            "lock_timeout=3000",
            "idle_in_transaction_session_timeout=15000",
        ):
            assert f"-c {limit}" in database["OPTIONS"]["options"]

    def test_uploads_are_bounded(self) -> None:
        assert settings.DATA_UPLOAD_MAX_MEMORY_SIZE == 2_621_440
        assert settings.DATA_UPLOAD_MAX_NUMBER_FIELDS == 1000
        assert settings.DATA_UPLOAD_MAX_NUMBER_FILES == 20
        assert settings.FILE_UPLOAD_PERMISSIONS == 0o640

    def test_sessions_are_in_the_database_and_end(self) -> None:
        assert settings.SESSION_ENGINE == "django.contrib.sessions.backends.db"
        assert settings.SESSION_COOKIE_AGE == 12 * 60 * 60
        assert settings.SESSION_IDLE_SECONDS == 20 * 60


def in_production(
    question: str, **changes: str | None
) -> subprocess.CompletedProcess[str]:
    """Ask the production settings, in a process of their own."""
    unset = ("DATABASE_OWNER_URL", "CANDOUR_VAR", "CANDOUR_SEALS")
    env = {key: value for key, value in os.environ.items() if key not in unset}
    env |= {**PRODUCTION, **changes}
    return subprocess.run(
        [sys.executable, "-c", f"from django.conf import settings; {question}"],
        cwd=ROOT,
        env={key: value for key, value in env.items() if value is not None},
        capture_output=True,
        text=True,
        check=False,
    )


class TestProduction:
    def test_cookies_are_bound_to_this_host_and_to_tls(self) -> None:
        done = in_production(
            "print(settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME,"
            " settings.SESSION_COOKIE_SECURE, settings.CSRF_COOKIE_SECURE,"
            " settings.SESSION_COOKIE_HTTPONLY, settings.SESSION_COOKIE_SAMESITE,"
            " settings.SECURE_HSTS_SECONDS >= 31536000, settings.DEBUG)"
        )
        assert done.stdout.split() == [
            *("__Host-sessionid", "__Host-csrftoken"),
            *("True", "True", "True", "Lax", "True", "False"),
        ], done.stderr

    @pytest.mark.parametrize(
        ("kept", "keys"), [("", 0), ("a" * 50, 1), (f"{'a' * 50},{'b' * 50}", 2)]
    )
    def test_keys_that_were_replaced_are_still_good(self, kept: str, keys: int) -> None:
        question = "print(len(settings.SECRET_KEY_FALLBACKS))"
        done = in_production(question, SECRET_KEY_FALLBACKS=kept)
        assert done.stdout.split() == [str(keys)], done.stderr

    @pytest.mark.parametrize(
        ("changes", "sentence"),
        [
            ({"SECRET_KEY": None}, "SECRET_KEY"),
            ({"SECRET_KEY": "short"}, "SECRET_KEY must be"),
            (
                {"SECRET_KEY": "demonstration-only-never-for-real-cases" * 2},
                "SECRET_KEY must be",
            ),
            (
                {"SECRET_KEY_FALLBACKS": "a" * 50 + ",short"},
                "Each of SECRET_KEY_FALLBACKS must be",
            ),
            ({"CLAMD_URL": None}, "CLAMD_URL must name"),
            ({"ALLOWED_HOSTS": None}, "ALLOWED_HOSTS"),
            (
                {"DATABASE_URL": PRODUCTION["DATABASE_OWNER_URL"]},
                "DATABASE_URL must use the app's role",
            ),
            (
                {
                    "DATABASE_URL": PRODUCTION["DATABASE_OWNER_URL"],
                    "DATABASE_OWNER_URL": None,
                },
                "DATABASE_URL must use the app's role",
            ),
        ],
    )
    def test_refuses_to_start_unsafely(
        self, changes: dict[str, str | None], sentence: str
    ) -> None:
        done = in_production("settings.DEBUG", **changes)
        assert done.returncode == 1
        assert "ImproperlyConfigured" in done.stderr
        assert sentence in done.stderr


def test_gunicorn_limits_a_request(tmp_path: Path) -> None:
    question = (
        "import config.gunicorn as g;"
        "print(g.worker_class, g.timeout, g.graceful_timeout, g.limit_request_line,"
        " g.max_requests > 0, g.max_requests_jitter > 0)"
    )
    done = in_production(question)
    assert done.stdout.split() == ["gthread", "30", "30", "4094", "True", "True"]
