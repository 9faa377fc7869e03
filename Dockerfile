# Two images from one file: `app` (web, worker, long, beat, migrate) and `proxy`.

FROM node:22-bookworm-slim AS assets
WORKDIR /src
COPY package.json package-lock.json .npmrc ./
RUN npm ci
COPY static static
RUN npm run build

FROM python:3.11-slim-bookworm AS packages
COPY requirements.txt /tmp/requirements.txt
RUN python -m venv /opt/venv \
    && /opt/venv/bin/pip install --no-cache-dir --require-hashes --no-deps \
        --requirement /tmp/requirements.txt

FROM python:3.11-slim-bookworm AS app
ENV PATH=/opt/venv/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    DJANGO_SETTINGS_MODULE=config.settings.production \
    CANDOUR_VAR=/var/lib/candour \
    CANDOUR_SEALS=/var/lib/candour/seals
RUN groupadd --gid 10001 candour \
    && useradd --uid 10001 --gid 10001 --no-create-home --shell /usr/sbin/nologin candour \
    && install -d -o candour -g candour -m 0750 /var/lib/candour \
        /var/lib/candour/files /var/lib/candour/seals
COPY --from=packages /opt/venv /opt/venv
WORKDIR /app
COPY . .
COPY --from=assets /src/static/build static/build
# The settings refuse to load without these; nothing is contacted, nothing is kept.
RUN SECRET_KEY=$(python -c "import secrets; print(secrets.token_urlsafe(64))") \
    ALLOWED_HOSTS=build.invalid CLAMD_URL=tcp://build.invalid:3310 \
    DATABASE_URL=postgres://candour_app@build.invalid/candour \
    REDIS_URL=redis://build.invalid/0 EMAIL_URL=dummymail:// \
    python manage.py collectstatic --no-input --verbosity 0 \
    && python -m compileall -q /app
USER candour
EXPOSE 8000
CMD ["sh", "docker/serve.sh", "gunicorn", "--config", "config/gunicorn.py"]

FROM nginxinc/nginx-unprivileged:1.29-bookworm AS proxy
COPY docker/proxy/nginx.conf /etc/nginx/nginx.conf
COPY --from=app /var/lib/candour/static /srv/static
# Empty; it gives a new volume the owner that the application needs.
COPY --from=app --chown=10001:10001 /var/lib/candour/files /srv/files
EXPOSE 8080 8443
