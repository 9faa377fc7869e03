"""Child processes that never outlive the process that started them."""

import ctypes
import os
import pwd
import signal
import subprocess
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import IO

PR_SET_PDEATHSIG = 1

# Loaded here because nothing may be loaded between fork and exec.
_libc = ctypes.CDLL(None, use_errno=True)


def die_with_parent(signum: int = signal.SIGKILL) -> None:
    """Ask the kernel to signal this process when the one that forked it dies."""
    _libc.prctl(PR_SET_PDEATHSIG, int(signum), 0, 0, 0)


def spawn(
    command: Sequence[str | Path],
    *,
    env: Mapping[str, str],
    on_parent_death: int = signal.SIGKILL,
    account: pwd.struct_passwd | None = None,
    cwd: Path | None = None,
    output: IO[bytes] | int | None = None,
    keep_open: Sequence[int] = (),
) -> subprocess.Popen[bytes]:
    """Start a child in a session of its own, so that Ctrl-C reaches only us.

    Call it from the main thread: the death signal is tied to the calling thread.
    """
    return subprocess.Popen(
        [str(part) for part in command],
        env=dict(env),
        cwd=cwd,
        stdin=subprocess.DEVNULL,
        stdout=output,
        stderr=subprocess.STDOUT if output is not None else None,
        pass_fds=keep_open,
        start_new_session=True,
        preexec_fn=_tie_to(os.getpid(), on_parent_death),
        user=account.pw_uid if account else None,
        group=account.pw_gid if account else None,
        extra_groups=[] if account else None,
    )


def _tie_to(parent: int, signum: int) -> Callable[[], None]:
    def tie() -> None:
        die_with_parent(signum)
        if os.getppid() != parent:  # it died before the tie was made
            os._exit(1)

    return tie


def plain_environment() -> dict[str, str]:
    """Our environment without PG*, which would redirect every connection."""
    return {
        name: value for name, value in os.environ.items() if not name.startswith("PG")
    }


def stop(child: subprocess.Popen[bytes], signum: int, seconds: float) -> None:
    """Ask the child to end; after `seconds` make it, with all that it started."""
    if child.poll() is not None:
        return
    child.send_signal(signum)
    try:
        child.wait(seconds)
    except subprocess.TimeoutExpired:
        kill_session(child)
        child.wait()


def kill_session(child: subprocess.Popen[bytes]) -> None:
    """End a child and every process of its process group at once."""
    try:
        os.killpg(child.pid, signal.SIGKILL)
    except ProcessLookupError:
        return
