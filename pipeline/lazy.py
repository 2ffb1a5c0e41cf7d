"""Modules that are loaded when they are used, not when another imports them."""

from __future__ import annotations

import sys
from importlib import import_module
from importlib.util import find_spec, module_from_spec
from types import ModuleType
from typing import Any


def load_later(*names: str) -> None:
    """Let ``import`` of these modules cost nothing until something of theirs is used.

    What is loaded already, or not installed, is left alone. importlib's own ``LazyLoader`` loads
    a module as soon as a second one imports it, which here is what there is to avoid.
    """
    for name in names:
        spec = None if name in sys.modules else find_spec(name)
        if spec is not None:
            later = _Later(name)
            later.__dict__.update(vars(module_from_spec(spec)))  # what the import system asks for
            sys.modules[name] = later


class _Later(ModuleType):
    """Stands for a module until an attribute of it is asked for."""

    def __getattr__(self, attribute: str) -> Any:
        name = self.__name__
        if sys.modules.get(name) is self:
            del sys.modules[name]
        module = import_module(name)
        self.__dict__.update(vars(module))
        return getattr(module, attribute)
