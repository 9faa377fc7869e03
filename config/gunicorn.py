"""How gunicorn serves the pages, in `make run` and in production alike."""

import os

from config.launcher.processes import die_with_parent

wsgi_app = "config.wsgi:application"
bind = os.environ.get("CANDOUR_BIND") or f"127.0.0.1:{os.environ.get('PORT', '8000')}"
worker_class = "gthread"
workers = int(os.environ.get("WEB_WORKERS", "2"))
threads = int(os.environ.get("WEB_THREADS", "4"))
timeout = 30
graceful_timeout = 30
keepalive = 5
max_requests = 10_000
max_requests_jitter = 1_000
limit_request_line = 4094
limit_request_fields = 100
# The heartbeat file must not wait for a disk.
worker_tmp_dir = next(filter(os.path.isdir, [os.path.join("/dev", "shm")]), None)
forwarded_allow_ips = os.environ.get("FORWARDED_ALLOW_IPS", "127.0.0.1")
# Pages put personal data into no log: only the path, without the query.
access_log_format = '%(h)s %(m)s %(U)s %(s)s %(b)s %(M)sms "%(a)s"'
accesslog = os.environ.get("WEB_ACCESS_LOG") or None
errorlog = "-"
loglevel = "warning"
control_socket_disable = True


def post_fork(server, worker):
    """A worker never outlives its master, even when that is killed."""
    die_with_parent()
