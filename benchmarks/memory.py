"""How much memory the web workers have taken."""

from pathlib import Path


def workers(master: int) -> list[int]:
    """Megabytes at their largest of each worker of a gunicorn."""
    children = Path(f"/proc/{master}/task/{master}/children").read_text().split()
    return sorted(_peak(child) for child in children)


def _peak(process: str) -> int:
    for line in Path(f"/proc/{process}/status").read_text().splitlines():
        if line.startswith("VmHWM:"):
            return int(line.split()[1]) // 1024
    return 0
