"""A form as a browser reads it from a page: its fields with what stands in them, and what pressing its button sends."""

from html.parser import HTMLParser
from typing import Any
from urllib.parse import parse_qs, urlsplit

from django.test import Client

from accounts.models import User


class _Reader(HTMLParser):
    """Collects the fields of the page's own form (class "form")."""

    def __init__(self) -> None:
        super().__init__()
        self.fields: dict[str, list[str]] = {}
        self.texts: list[str] = []
        self.action = ""
        self.is_inside = False
        self.select, self.area = "", ""

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        given: dict[str, Any] = dict(attributes)
        name, value = given.get("name", ""), given.get("value", "")
        if tag == "form":
            self.is_inside = "form" in given.get("class", "").split()
            self.action = given.get("action", "") if self.is_inside else self.action
        elif not self.is_inside:
            return
        elif tag == "input" and given.get("type") in ("checkbox", "radio"):
            if "checked" in given:
                self.fields.setdefault(name, []).append(given.get("value", "on"))
        elif tag == "input":
            self.fields.setdefault(name, []).append(value)
            self.texts += [name] if given.get("type") == "text" and "inputmode" not in given else []
        elif tag == "textarea":
            self.area = name
            self.texts.append(name)
            self.fields[name] = [""]
        elif tag == "select":
            self.select = name
        elif tag == "option" and "selected" in given:
            self.fields.setdefault(self.select, []).append(value)

    def handle_data(self, data: str) -> None:
        if self.area:
            self.fields[self.area][0] += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self.is_inside = False
        if tag == "textarea":
            self.fields[self.area] = [self.fields[self.area][0].removeprefix("\n")]
            self.area = ""


def form_on(answer: Any) -> dict[str, list[str]]:
    """What the form on the page would send, untouched."""
    return _read(answer).fields


def texts_on(answer: Any) -> list[str]:
    """The names of the fields one writes words in."""
    return _read(answer).texts


def _read(answer: Any) -> _Reader:
    reader = _Reader()
    reader.feed(answer.content.decode())
    assert reader.fields, f"no form: {answer.status_code}"
    return reader


def window(person: User, page: str) -> Any:
    """A window in which the page has been opened; called with what is typed, it sends the form."""
    client = Client()
    client.force_login(person)
    state = {"form": form_on(client.get(page))}

    def send(**typed: Any) -> Any:
        answer = client.post(page, state["form"] | typed)
        if answer.status_code == 422:
            state["form"] = form_on(answer)
        return answer

    return send


def next_page(answer: Any) -> str:
    """Where one goes from the entrance that `answer` leads to."""
    return parse_qs(urlsplit(answer.url).query)["next"][0]
