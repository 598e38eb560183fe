"""Reads texts from TOML files into dataclasses, and refuses every key that is unknown, missing or of the wrong kind."""

import tomllib
from collections.abc import Mapping
from dataclasses import MISSING, fields, is_dataclass
from decimal import Decimal
from enum import Enum
from pathlib import Path
from types import UnionType
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

TEXTS = Path(__file__).parent / "texts"

T = TypeVar("T")


class WrongText(ValueError):
    """What is wrong, and where: the file and the key."""


def read_folder(kind: type[T], folder: Path) -> T:
    """All files of one folder as one object. A list may go on from file to file, in the order of their names."""
    known, found = get_type_hints(kind), dict[str, Any]()
    for path in sorted(folder.glob("*.toml")):
        for key, value in _parsed(path).items():
            where = f"{folder.name}/{path.name}: {key}"
            if key not in known:
                raise WrongText(f"{where} is not a known key")
            read = _read(known[key], value, where)
            if key in found and not isinstance(read, tuple):
                raise WrongText(f"{where} stands in another file too")
            found[key] = found[key] + read if key in found else read
    return _made(kind, found, f"{folder.name}/")


def _parsed(path: Path) -> dict[str, Any]:
    with path.open("rb") as file:
        try:
            return tomllib.load(file, parse_float=Decimal)
        except tomllib.TOMLDecodeError as error:
            raise WrongText(f"{path.parent.name}/{path.name}: {error}") from error


def _read(kind: Any, value: Any, where: str) -> Any:
    """The value as what it should be."""
    if isinstance(kind, type) and is_dataclass(kind) and isinstance(value, dict):
        known = get_type_hints(kind)
        if unknown := value.keys() - known.keys():
            raise WrongText(f"{where}: {min(unknown)} is not a known key")
        read = {key: _read(known[key], each, f"{where}: {key}") for key, each in value.items()}
        return _made(kind, read, where)
    if get_origin(kind) is tuple and isinstance(value, list):
        one = get_args(kind)[0]
        return tuple(_read(one, each, f"{where} {number}") for number, each in enumerate(value, start=1))
    if get_origin(kind) is dict and isinstance(value, dict):
        one = get_args(kind)[1]
        return {key: _read(one, each, f"{where}: {key}") for key, each in value.items()}
    if get_origin(kind) is UnionType:  # something or None, and TOML says None by leaving the key out
        return _read(get_args(kind)[0], value, where)
    return _simple(kind, value, where)


def _simple(kind: Any, value: Any, where: str) -> Any:
    if kind is Decimal and type(value) is int:
        return Decimal(value)
    if isinstance(kind, type) and issubclass(kind, Enum) and value in [one.value for one in kind]:
        return kind(value)
    if type(value) is not kind:
        raise WrongText(f"{where} cannot be {value!r}")
    return _unwrapped(value) if kind is str else value


def _made(kind: type[T], read: Mapping[str, Any], where: str) -> T:
    for field in fields(kind):  # type: ignore[arg-type]  # every kind of text is a dataclass
        if field.name not in read and field.default is field.default_factory is MISSING:
            raise WrongText(f"{where}: {field.name} is missing")
    return kind(**read)


def _unwrapped(text: str) -> str:
    """Lines are broken for whoever reads the file; only an empty line begins a new paragraph."""
    return "\n\n".join(" ".join(paragraph.split()) for paragraph in text.strip().split("\n\n"))
