#!/bin/sh
# Serves only what is safe to serve: docker/serve.sh COMMAND...
set -eu

python manage.py check --deploy --tag database --database default
exec "$@"
