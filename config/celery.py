"""The Celery application; its settings stand in config/settings under CELERY_."""

import logging.config
import os

from celery import Celery
from celery.signals import setup_logging, worker_process_init
from django_structlog.celery.steps import DjangoStructLogInitStep

from config.launcher.processes import die_with_parent
from config.logs import LOGGING
from config.schedule import SCHEDULE

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.demonstration")

app = Celery("candour")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.conf.beat_schedule = SCHEDULE
app.steps["worker"].add(DjangoStructLogInitStep)
app.autodiscover_tasks()


@setup_logging.connect
def _log_as_the_web_does(**_: object) -> None:
    """Connected at all, this keeps Celery from logging in its own way."""
    logging.config.dictConfig(LOGGING)


@worker_process_init.connect
def _tie_to_worker(**_: object) -> None:
    """A pool process never outlives its worker, even when that is killed."""
    die_with_parent()
