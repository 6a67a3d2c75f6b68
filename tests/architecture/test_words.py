import ast
import importlib

from tests.architecture.tree import parsed, place, python_files


def test_every_reason_a_step_can_be_refused_for_has_words() -> None:
    words = set()
    for file in python_files("duaal/"):
        if file.name == "labels.py":
            module = importlib.import_module(place(file).removesuffix(".py").replace("/", "."))
            words |= set(getattr(module, "REASON", {}))

    silent = {code for code in _codes() if code not in words}

    assert silent == set()


def _codes() -> set[str]:
    codes = set()
    for file in python_files("duaal/"):
        for node in ast.walk(parsed(file)):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Refused":
                for item in getattr(node.args[0], "elts", ()):
                    if isinstance(item, ast.Constant):
                        codes.add(item.value)
                    elif isinstance(item, ast.Name):
                        name = place(file).removesuffix(".py").removesuffix("/__init__").replace("/", ".")
                        codes.add(getattr(importlib.import_module(name), item.id))
    return codes
