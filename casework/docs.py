"""A workflow as a page of documentation: its drawing and its table."""

from casework.workflow import BACK, Workflow


def workflow_markdown(workflow: Workflow) -> str:
    """Markdown with the drawing and a row for each verb, for docs/workflows/."""
    title = workflow.name[:1].upper() + workflow.name[1:]
    lines = [
        f"# {title.replace('_', ' ')}",
        "",
        "Generated from the transition table. Do not edit.",
        "",
        "```mermaid",
        workflow.drawing().rstrip("\n"),
        "```",
        "",
        "| Verb | Button | From | To | Permission |",
        "|---|---|---|---|---|",
    ]
    lines += [_row(transition) for transition in workflow]
    ends = workflow.terminal()
    if ends:
        lines += ["", f"Ends in: {_names(ends)}."]
    return "\n".join(lines) + "\n"


def _row(transition) -> str:
    came_from = _names(transition.sources)
    if transition.again:
        again = f"again in {_names(transition.again)}"
        came_from = f"{came_from}; {again}" if came_from else again
    target = transition.target.replace("_", " ")
    if transition.target == BACK:
        target = "(where it came from)"
    elif not transition.sources:
        target = "(moves nothing)"
    cells = (
        f"`{transition.verb}`",
        transition.label,
        came_from,
        target,
        f"`{transition.permission}`",
    )
    return f"| {' | '.join(cells)} |"


def _names(statuses) -> str:
    return ", ".join(status.replace("_", " ") or "(new)" for status in statuses)
