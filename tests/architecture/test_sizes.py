"""Nothing grows past what one can read at a sitting."""

import ast

from tests.architecture import source

PYTHON_LINES = 400
FUNCTION_LINES = 50
TEMPLATE_LINES = 120


def too_long(paths, most):
    return {
        source.name(path): lines
        for path in paths
        if (lines := len(path.read_text().splitlines())) > most
    }


def ours(*folders):
    return [p for p in source.python_files(*folders) if not source.is_migration(p)]


def test_modules():
    assert not too_long(ours(*source.ROOMS, "benchmarks", "tests"), PYTHON_LINES)


def test_templates():
    assert not too_long(source.templates(), TEMPLATE_LINES)


def test_functions():
    long = {
        f"{source.name(path)}: {node.name}": node.end_lineno - node.lineno + 1
        for path in ours()
        for node in ast.walk(source.tree(path))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and node.end_lineno - node.lineno >= FUNCTION_LINES
    }
    assert not long
