#!/bin/sh
# Runs once, when the data directory is made: the three roles and the database.
# The superuser is for the operator; Candour never connects as it.
set -eu

psql --username "$POSTGRES_USER" --dbname postgres --set ON_ERROR_STOP=1 \
    --set owner="$CANDOUR_OWNER_PASSWORD" \
    --set app="$CANDOUR_APP_PASSWORD" \
    --set readonly="$CANDOUR_READONLY_PASSWORD" <<'SQL'
CREATE ROLE candour_owner LOGIN PASSWORD :'owner';
CREATE ROLE candour_app LOGIN PASSWORD :'app';
CREATE ROLE candour_readonly LOGIN PASSWORD :'readonly';
CREATE DATABASE candour OWNER candour_owner TEMPLATE template0
    ENCODING 'UTF8' LOCALE 'C.UTF-8';
REVOKE ALL ON DATABASE candour FROM PUBLIC;
GRANT CONNECT, TEMPORARY ON DATABASE candour TO candour_app;
GRANT CONNECT ON DATABASE candour TO candour_readonly;
SQL
