import pytest

from casework.workflow import START, Transition, Workflow

LOG = Transition("log", (START,), "open", "sample.log", "Log it")
WORK = Transition("work", ("open",), "busy", "sample.work", "Work on it", ("busy",))
CLOSE = Transition("close", ("open", "busy"), "closed", "sample.close", "Close it")
SAMPLE = Workflow("sample", ["open", "busy", "closed"], [LOG, WORK, CLOSE])


@pytest.mark.parametrize(
    ("verb", "status", "target"),
    [
        ("log", START, "open"),
        ("log", "open", None),
        ("work", "open", "busy"),
        ("work", "busy", "busy"),
        ("work", "closed", None),
        ("close", "busy", "closed"),
        ("close", "closed", None),
    ],
)
def test_target(verb, status, target):
    assert SAMPLE.target(verb, status) == target


def test_verbs_in_the_order_of_the_table():
    assert SAMPLE.verbs_from("open") == ("work", "close")
    assert SAMPLE.verbs_from("closed") == ()
    assert [transition.verb for transition in SAMPLE] == ["log", "work", "close"]
    assert SAMPLE["work"] is WORK


def test_unknown_verb():
    with pytest.raises(KeyError):
        SAMPLE.target("nonsense", "open")


def test_terminal_and_drawing():
    assert SAMPLE.terminal() == ("closed",)
    assert SAMPLE.drawing().splitlines() == [
        "stateDiagram-v2",
        "    [*] --> open: log",
        "    open --> busy: work",
        "    busy --> busy: work",
        "    open --> closed: close",
        "    busy --> closed: close",
        "    closed --> [*]",
    ]


def test_a_table_with_a_mistake_is_refused():
    with pytest.raises(ValueError, match="log stands twice"):
        Workflow("sample", ["open"], [LOG, LOG])
    with pytest.raises(ValueError, match="close names an unknown status"):
        Workflow("sample", ["open"], [CLOSE])
