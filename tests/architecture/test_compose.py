"""docker-compose.yml keeps its promises; no engine is needed to read them."""

import re
from typing import Any

import pytest
import yaml
from django.urls import reverse

from casework import file_checks
from casework.documents import CONTENT_SECURITY_POLICY
from complaints.imports import asking
from config.celery import app
from config.launcher.places import ROOT
from pages.middleware import HEADERS

COMPOSE: dict[str, Any] = yaml.safe_load((ROOT / "docker-compose.yml").read_text())
SERVICES: dict[str, dict[str, Any]] = COMPOSE["services"]
DOCKERFILE = (ROOT / "Dockerfile").read_text()
PROXY = (ROOT / "docker/proxy/nginx.conf").read_text()
REPEATED = {"add_header", "proxy_set_header"}
OPTIONAL = {"SECRET_KEY_FALLBACKS"}
SECRET_NAMES = re.compile(r"PASSWORD|SECRET|EMAIL_URL|DATABASE.*URL|REDIS_URL")


def location(prefix: str) -> dict[str, str]:
    """The directives of one location of the proxy, by name; headers by theirs."""
    block = re.split(rf"location {re.escape(prefix)} {{", PROXY)[1].split("}")[0]
    words = re.findall(r'"[^"]*"|#.*|;|[^\s;"]+', block)
    found: dict[str, str] = {}
    directive: list[str] = []
    for word in words:
        if word == ";":
            name = 2 if directive[0] in REPEATED else 1
            found[" ".join(directive[:name])] = " ".join(directive[name:])
            directive = []
        elif not word.startswith("#"):
            directive.append(word.strip('"'))
    return found


def added_headers(directives: dict[str, str]) -> dict[str, str]:
    """Only those that go out with every status."""
    return {
        key.removeprefix("add_header "): value.removesuffix(" always")
        for key, value in directives.items()
        if key.startswith("add_header ") and value.endswith(" always")
    }


def test_every_part_is_there() -> None:
    assert set(SERVICES) == {
        *("proxy", "web", "worker", "long", "beat", "migrate"),
        *("postgres", "redis", "clamd"),
    }


@pytest.mark.parametrize("name", SERVICES)
class TestEveryService:
    def test_is_no_root_and_gains_no_rights(self, name: str) -> None:
        service = SERVICES[name]
        assert service["user"].split(":")[0] not in {"", "0", "root"}
        assert service["cap_drop"] == ["ALL"]
        assert "no-new-privileges:true" in service["security_opt"]
        assert service["read_only"] is True

    def test_has_a_health_check(self, name: str) -> None:
        if name != "migrate":  # a job: it ends, and others wait for its success
            assert SERVICES[name]["healthcheck"]["test"]

    def test_takes_secrets_from_the_environment_and_fails_without(
        self, name: str
    ) -> None:
        for key, value in SERVICES[name].get("environment", {}).items():
            if SECRET_NAMES.search(key) and key not in OPTIONAL:
                assert re.search(r"\$\{[A-Z_]+:\?[^}]+\}", value), key

    def test_only_the_proxy_publishes_ports(self, name: str) -> None:
        assert ("ports" in SERVICES[name]) == (name == "proxy")


def test_a_replaced_key_can_be_kept_for_a_while() -> None:
    for name in ("web", "worker", "long"):
        kept = SERVICES[name]["environment"]["SECRET_KEY_FALLBACKS"]
        assert kept == "${CANDOUR_SECRET_KEY_FALLBACKS:-}"


def test_servers_with_data_are_on_the_inner_network_only() -> None:
    assert COMPOSE["networks"]["back"] == {"internal": True}
    for name in ("postgres", "redis", "migrate"):
        assert SERVICES[name]["networks"] == ["back"]
    assert "back" not in SERVICES["proxy"]["networks"]


def test_the_application_waits_for_its_migrations() -> None:
    for name in ("web", "worker", "long", "beat"):
        waits = SERVICES[name]["depends_on"]
        assert waits["migrate"]["condition"] == "service_completed_successfully"


def test_nothing_serves_before_its_safeguards_were_asked() -> None:
    for name in ("web", "worker", "long"):
        assert SERVICES[name]["command"][:2] == ["sh", "docker/serve.sh"]
    assert '\nCMD ["sh", "docker/serve.sh", "gunicorn"' in DOCKERFILE


def test_only_the_migration_knows_the_owner() -> None:
    for name, service in SERVICES.items():
        owner = "CANDOUR_OWNER_PASSWORD" in str(service.get("environment"))
        assert owner == (name in {"migrate", "postgres"}), name
    assert "candour_app" in SERVICES["web"]["environment"]["DATABASE_URL"]


def test_the_clock_never_waits_for_a_long_job() -> None:
    queues = {queue.name for queue in app.conf.task_queues}
    for name, queue in (("worker", "celery"), ("long", "long")):
        assert queue in queues
        assert f"--queues={queue}" in SERVICES[name]["command"]
    assert SERVICES["long"]["volumes"] == SERVICES["web"]["volumes"]


def test_the_broker_loses_and_evicts_nothing() -> None:
    command = SERVICES["redis"]["command"][-1]
    for setting in ("appendonly yes", "maxmemory-policy noeviction", "requirepass"):
        assert setting in command


def test_the_database_is_durable() -> None:
    command = SERVICES["postgres"]["command"]
    for setting in ("fsync", "full_page_writes", "synchronous_commit"):
        assert f"-c{setting}=on" in command
    assert (
        "--data-checksums"
        in (SERVICES["postgres"]["environment"]["POSTGRES_INITDB_ARGS"])
    )


def test_three_roles_are_made() -> None:
    script = (ROOT / "docker/postgres/roles.sh").read_text()
    for role in ("owner", "app", "readonly"):
        assert f"CREATE ROLE candour_{role} LOGIN PASSWORD :'{role}';" in script


def test_the_example_names_every_variable_that_must_be_set() -> None:
    text = (ROOT / "docker-compose.yml").read_text()
    needed = set(re.findall(r"\$\{([A-Z_]+):\?", text))
    example = (ROOT / "docker/example.env").read_text()
    assert set(re.findall(r"^([A-Z_]+)=$", example, re.MULTILINE)) == needed


class TestProxy:
    def test_files_leave_only_through_a_checked_answer(self) -> None:
        prefix = SERVICES["web"]["environment"]["ACCEL_REDIRECT"]
        assert "internal" in location(prefix)
        assert "files:/srv/files:ro" in SERVICES["proxy"]["volumes"]
        assert "ssl_protocols TLSv1.2 TLSv1.3;" in PROXY

    def test_a_file_goes_out_as_harmless_as_the_application_says(self) -> None:
        """nginx drops these headers of an answer with X-Accel-Redirect."""
        sent = added_headers(location(SERVICES["web"]["environment"]["ACCEL_REDIRECT"]))
        assert sent["Content-Security-Policy"] == CONTENT_SECURITY_POLICY
        assert "max-age=31536000" in sent["Strict-Transport-Security"]
        for name in (
            *("X-Content-Type-Options", "X-Frame-Options", "Referrer-Policy"),
            "Cross-Origin-Resource-Policy",
        ):
            assert sent[name] == HEADERS[name]

    def test_lets_through_what_the_application_takes(self) -> None:
        general = re.search(r"^    client_max_body_size (\d+)m;", PROXY, re.MULTILINE)
        assert general
        assert int(general[1]) * 1_048_576 > file_checks.SIZE_LIMIT
        imports = location(reverse("complaints:imports"))["client_max_body_size"]
        assert int(imports.removesuffix("m")) * 1_048_576 > asking.SIZE_LIMIT

    def test_passes_the_name_on_as_it_was_typed(self) -> None:
        """With its port, or the check of where a form came from would fail."""
        assert "proxy_set_header Host $http_host;" in PROXY
        assert SERVICES["proxy"]["ports"] == ["80:8080", "443:8443"]

    def test_finds_new_web_containers_by_itself(self) -> None:
        assert "resolver 127.0.0.11 valid=5s;" in PROXY
        assert re.search(r"zone web \S+;\s+server web:8000 resolve ", PROXY)
        image = re.search(r"nginx-unprivileged:(\d+)\.(\d+)(?:\.(\d+))?", DOCKERFILE)
        assert image
        assert tuple(int(part or 99) for part in image.groups()) >= (1, 27, 3)


def test_images_run_the_locked_packages_as_an_ordinary_user() -> None:
    assert "--require-hashes" in DOCKERFILE
    assert "requirements-embedded.txt" not in DOCKERFILE
    assert "\nUSER candour\n" in DOCKERFILE
