"""Keeps the processes of one machine running until it is told to stop."""

import signal
import subprocess
import time
from collections.abc import Callable
from dataclasses import dataclass

from config.launcher.problems import Problem
from config.launcher.processes import kill_session, stop

FIRST_PAUSE, LONGEST_PAUSE = 1.0, 30.0
STEADY_AFTER = 60.0  # seconds of life that make the next failure a first one
GRACE = 10.0


def at_once(child: subprocess.Popen[bytes]) -> None:
    """For a child that nobody needs to wait for."""


@dataclass
class Service:
    """One child: how it is started and waited for, how it is asked to stop."""

    name: str
    start: Callable[[], subprocess.Popen[bytes]]
    stop_with: int = signal.SIGTERM
    wait: Callable[[subprocess.Popen[bytes]], None] = at_once
    child: subprocess.Popen[bytes] | None = None
    started_at: float = 0.0
    restart_at: float | None = None
    pause: float = FIRST_PAUSE

    def launch(self) -> None:
        self.started_at = time.monotonic()
        self.restart_at = None
        self.child = None
        # Known before it is waited for: one that is never ready has to be stopped too.
        self.child = self.start()
        self.wait(self.child)

    @property
    def running(self) -> bool:
        return self.child is not None and self.child.poll() is None


class Supervisor:
    """Starts services in order, restarts what dies, stops in reverse order."""

    def __init__(self, say: Callable[[str], None]) -> None:
        self.say = say
        self.services: list[Service] = []

    def add(self, service: Service) -> None:
        """Start a service now and keep it running from now on."""
        self.services.append(service)
        service.launch()

    def watch(self) -> None:
        """Restart what has died, once round; call it again and again."""
        now = time.monotonic()
        for service in self.services:
            if service.running:
                continue
            if service.restart_at is None:
                self._plan_restart(service, now)
            elif now >= service.restart_at:
                self._restart(service)

    def _plan_restart(self, service: Service, now: float) -> None:
        if now - service.started_at > STEADY_AFTER:
            service.pause = FIRST_PAUSE
        code = service.child.returncode if service.child else None
        if service.child:
            kill_session(service.child)  # what it leaves behind must not linger
        self.say(
            f"{service.name} ended (code {code});"
            f" starting it again in {service.pause:.0f} s."
        )
        service.restart_at = now + service.pause
        service.pause = min(service.pause * 2, LONGEST_PAUSE)

    def _restart(self, service: Service) -> None:
        try:
            service.launch()
        except Problem as problem:
            self.say(str(problem))

    def stop_all(self) -> None:
        """Ask everything to end, the last started first; insist after a while."""
        doors = [service for service in self.services if service.name in DOORS]
        for service in doors:
            if service.child and service.running:
                service.child.send_signal(service.stop_with)
        for service in [*doors, *reversed(self.services)]:
            if service.child:
                stop(service.child, service.stop_with, GRACE)
                kill_session(service.child)


# These know nothing of each other, so they stop together.
DOORS = frozenset({"web", "worker", "long", "beat"})
