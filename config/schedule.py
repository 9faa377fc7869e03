"""What happens by the clock. Beat runs in UTC; duties are dates in London.

A period is a row with a unique key, so a late, dead or doubled beat changes nothing.
Nothing runs only between 23:00 and midnight UTC, which in summer is the next day.
"""

from celery.schedules import crontab

# A message that was not taken before the next of its kind is due says nothing new.
SCHEDULE = {
    "tick": {
        "task": "casework.tasks.tick",
        "schedule": 2.0,
        "options": {"expires": 10},
    },
    "sweep": {
        "task": "casework.tasks.sweep",
        "schedule": 60.0,
        "options": {"expires": 120},
    },
    "seal": {
        "task": "audit.seal",
        "schedule": crontab(minute=17),
        "options": {"expires": 3600},
    },
}
