from casework.docs import workflow_markdown
from casework.workflow import START, Transition, Workflow
from complaints.workflow import CASE

SAMPLE = Workflow(
    "sample_work",
    ["open", "closed"],
    [
        Transition("log", (START,), "open", "sample.log", "Log it"),
        Transition(
            "close", ("open",), "closed", "sample.close", "Close it", ("closed",)
        ),
    ],
)


def test_a_row_for_each_verb():
    page = workflow_markdown(SAMPLE)
    assert page.startswith("# Sample work\n")
    assert "| `log` | Log it | (new) | open | `sample.log` |" in page
    assert (
        "| `close` | Close it | open; again in closed | closed | `sample.close` |"
        in page
    )
    assert "```mermaid\nstateDiagram-v2\n    [*] --> open: log\n" in page
    assert page.endswith("Ends in: closed.\n")


def test_the_cases_own_table():
    page = workflow_markdown(CASE)
    assert all(f"| `{transition.verb}` |" in page for transition in CASE)
