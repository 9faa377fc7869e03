"""What no module of the product does, read from the source itself."""

import ast
from collections import Counter
from pathlib import Path

from django.apps import apps

from tests.architecture import source

MODEL_SIGNALS = frozenset(
    {"pre_save", "post_save", "pre_delete", "post_delete", "pre_init", "post_init"}
    | {"m2m_changed"}
)
SETTINGS = "config/settings/"  # modules that refine one another
VAGUE = frozenset({"utils", "helpers", "common", "core", "misc"})

# Doors that read what they have already been shown the case of, and rows of nobody.
WITHOUT_SCOPE = {
    (
        "complaints/views/earlier_sanctions.py",
        "ImposedSanction",
    ): "of no case: for whoever keeps or reads records throughout the force",
    ("complaints/views/offices.py", "Proceeding"): "of cases that were found",
    ("complaints/views/offices.py", "ReferralTest"): "of cases that were found",
    ("complaints/views/findings.py", "Finding"): "of proceedings of a found case",
    ("complaints/views/sent_before.py", "CpsSending"): "below a found case",
    ("complaints/views/clocks.py", "ClockExtension"): "prefetched below a found case",
    ("complaints/views/case.py", "Outcome"): "prefetched below a case that was found",
    ("complaints/views/case.py", "Decision"): "prefetched below a case that was found",
    ("complaints/views/decided.py", "Outcome"): "of the case that was found",
    ("complaints/views/drafted.py", "Outcome"): "of the case that was found",
    ("complaints/views/decision_log.py", "Decision"): "prefetched below a found case",
    ("complaints/views/decision_log.py", "Recommendation"): "of a found case",
    ("complaints/views/conflicts.py", "CaseTag"): "of the case that was found",
    ("complaints/views/conflicts.py", "CaseAccess"): "of the case that was found",
    ("complaints/views/people.py", "Person"): "narrowed to cases shown, just below",
    (
        "complaints/views/people.py",
        "Complainant",
    ): "narrowed to cases shown, just above",
    ("complaints/views/summary.py", "CaseLink"): "of a found case; its other ends are "
    "narrowed to visible ones, just below",
    ("complaints/views/verbs/authority.py", "Recommendation"): "of a found case",
}
SCOPED = frozenset({"visible_to", "visible_now_to", "showing", "barred_to", "none"})
DOORS = frozenset({"views", "api", "tasks", "admin", "templatetags"})
CLOCKS = frozenset({"now", "today", "utcnow", "time", "time_ns"})
# Domain code converts a moment that it was given; alone, this asks what day it is.
CONVERTS = frozenset({"localdate", "localtime"})
READS_THE_CLOCK = {
    "accounts/filters.py": "which accounts are locked and which roles held, now",
    "accounts/forms/sign_in.py": "whether an account is locked at this moment",
    "accounts/models/users.py": "the rights of today, read once for each request",
}


def guarded_models():
    config = apps.get_app_config("complaints")
    return {model.__name__ for model in config.get_models()} - {
        *("Category", "Standard", "Result", "Tag", "ImportBatch")
    }


def ours():
    return [p for p in source.python_files() if not source.is_migration(p)]


def test_no_receiver_on_a_models_own_signals():
    for path in ours():
        names = {
            node.id
            for node in ast.walk(source.tree(path))
            if isinstance(node, ast.Name)
        }
        assert not names & MODEL_SIGNALS, source.name(path)


def test_no_model_overrides_save_or_delete():
    for path in ours():
        for node in ast.walk(source.tree(path)):
            if isinstance(node, ast.ClassDef) and "models" in path.as_posix():
                methods = {item.name for item in node.body if hasattr(item, "name")}
                assert not methods & {"save", "delete"}, (source.name(path), node.name)


def test_no_star_imports_but_of_settings():
    for path in ours():
        if source.name(path).startswith(SETTINGS):
            continue
        for node in ast.walk(source.tree(path)):
            if isinstance(node, ast.ImportFrom):
                assert all(alias.name != "*" for alias in node.names), path


def test_no_module_is_a_drawer_for_everything():
    assert not [source.name(p) for p in ours() if VAGUE & {*p.parts[:-1], p.stem}]


def clock_calls(path: Path):
    """Calls that ask what time it is, rather than convert a moment given."""
    for call in source.calls(path):
        if not isinstance(call.func, ast.Attribute):
            continue
        asked = call.func.attr in CLOCKS and ast.unparse(call.func.value) in {
            *("datetime", "date", "timezone", "datetime.datetime", "datetime.date"),
            "time",
        }
        if asked or (call.func.attr in CONVERTS and not call.args):
            yield f"{source.name(path)}:{call.lineno}"


def test_domain_code_reads_no_clock():
    found = {
        place.rpartition(":")[0]: place
        for path in source.below_doors()
        for place in clock_calls(path)
    }
    assert set(found) == set(READS_THE_CLOCK), found


def doors():
    for path in ours():
        layer = path.relative_to(source.ROOT).parts[1].removesuffix(".py")
        if layer in DOORS:
            yield path


def managers(path: Path):
    """(model, all that is called in its expression) for each `Model.objects`."""
    above = {
        child: node
        for node in ast.walk(source.tree(path))
        for child in ast.iter_child_nodes(node)
    }
    for node in ast.walk(source.tree(path)):
        if not (isinstance(node, ast.Attribute) and node.attr == "objects"):
            continue
        called, outer = set(), above[node]
        while isinstance(outer, ast.Attribute | ast.Call):
            called |= {
                inner.attr for inner in ast.walk(outer) if hasattr(inner, "attr")
            }
            outer = above[outer]
        yield ast.unparse(node.value).rpartition(".")[2], called


def test_doors_read_case_tables_through_visible_to():
    tables = guarded_models()
    bare = {
        (source.name(path), model)
        for path in doors()
        for model, called in managers(path)
        if model in tables and not called & SCOPED
    }
    assert bare - set(WITHOUT_SCOPE) == set(), "scope it, or say why not"
    stale = set(WITHOUT_SCOPE) - bare
    assert not stale, "no longer there: take it off the list"


def test_nothing_passes_a_request_on_to_the_orm():
    """CVE-2025-64459: `filter(**request.GET)` lets a client write the query."""
    for path in ours():
        for call in source.calls(path):
            if not isinstance(call.func, ast.Attribute):
                continue
            asks = call.func.attr in {"filter", "exclude", "get", "Q"}
            spread = [ast.unparse(k.value) for k in call.keywords if k.arg is None]
            assert not (asks and any("request" in s or "GET" in s for s in spread)), (
                path
            )


MARKS_SAFE = {"desk/views.py": "marks the words found, in text escaped just before"}


def test_nothing_marks_words_as_safe():
    for path in ours():
        if source.name(path) in MARKS_SAFE:
            continue
        names = {
            getattr(call.func, "attr", getattr(call.func, "id", ""))
            for call in source.calls(path)
        }
        assert not names & {"mark_safe", "SafeString", "from_string"}, path
    for path in source.templates():
        text = path.read_text()
        assert "|safe" not in text and "autoescape off" not in text, path


def test_no_word_stands_twice_in_a_list_of_names():
    """Two merges that nobody read: in `__all__`, and in what a set is made of."""
    twice = [
        (source.name(path), node.lineno, word)
        for path in ours()
        for node in _lists_of_names(source.tree(path))
        for word, number in Counter(_words_in(node)).items()
        if number > 1
    ]
    assert not twice


_MAKES_A_SET = frozenset({"set", "frozenset", "fromkeys"})


def _lists_of_names(tree):
    for node in ast.walk(tree):
        if isinstance(node, ast.Set):
            yield node
        elif isinstance(node, ast.Assign):
            targets = [each.id for each in node.targets if isinstance(each, ast.Name)]
            if targets == ["__all__"]:
                yield node.value
        elif isinstance(node, ast.Call) and node.args:
            called = getattr(node.func, "attr", getattr(node.func, "id", ""))
            if called in _MAKES_A_SET:
                yield node.args[0]


def _words_in(node):
    """The words of a list, and of the lists that it is made of."""
    for each in getattr(node, "elts", ()):
        if isinstance(each, ast.Starred):
            yield from _words_in(each.value)
        elif isinstance(each, ast.Constant) and isinstance(each.value, str):
            yield each.value
