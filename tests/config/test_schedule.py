from celery.schedules import crontab

from config.celery import app
from config.schedule import SCHEDULE


def test_every_entry_names_a_task_that_exists() -> None:
    app.loader.import_default_modules()
    assert {entry["task"] for entry in SCHEDULE.values()} <= set(app.tasks)


def test_the_clock_ticks_every_two_seconds_and_sweeps_every_minute() -> None:
    assert SCHEDULE["tick"]["schedule"] == 2.0
    assert SCHEDULE["sweep"]["schedule"] == 60.0


def test_nothing_happens_only_in_the_last_hour_of_the_day_in_utc() -> None:
    for name, entry in SCHEDULE.items():
        if isinstance(entry["schedule"], crontab):
            assert entry["schedule"].hour != {23}, name


def test_a_message_that_nobody_took_in_time_is_dropped() -> None:
    for name, entry in SCHEDULE.items():
        assert entry["options"]["expires"] > 0, name
