"""A workflow as a page of documentation: its drawing and its table."""

from casework.workflow import START, Workflow


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
    sources = [source for source in transition.sources]
    came_from = "(new)" if sources == [START] else _names(sources)
    if transition.again:
        came_from += f"; again in {_names(transition.again)}"
    cells = (
        f"`{transition.verb}`",
        transition.label,
        came_from,
        transition.target.replace("_", " "),
        f"`{transition.permission}`",
    )
    return f"| {' | '.join(cells)} |"


def _names(statuses) -> str:
    return ", ".join(status.replace("_", " ") or "(new)" for status in statuses)
