"""A person with a browser but without JavaScript, for tests against real server processes."""

import re
import urllib.error
import urllib.parse
import urllib.request
from http.cookiejar import CookieJar
from typing import Any

from tests.factories import PASSWORD


class Visitor:
    """Keeps cookies, follows redirects and fills in forms by POST."""

    def __init__(self, base: str) -> None:
        self.base = base
        self.jar = CookieJar()
        self.opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(self.jar))
        self.status, self.page, self.url = 0, "", ""

    def get(self, path: str) -> str:
        """The page at `path`, whatever its status."""
        return self._ask(urllib.request.Request(urllib.parse.urljoin(self.base, path)))

    def post(self, path: str, **fields: Any) -> str:
        """Opens the page, as a person would, and sends its form."""
        if urllib.parse.urlparse(self.url).path != path:
            self.get(path)
        token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', self.page)
        assert token, f"no form on {path}: {self.status}"
        data = urllib.parse.urlencode({"csrfmiddlewaretoken": token[1], **fields}, doseq=True).encode()
        headers = {"Referer": self.base + path}
        return self._ask(urllib.request.Request(self.base + path, data=data, headers=headers))

    def sign_in(self, email: str, password: str = PASSWORD) -> "Visitor":
        self.post("/konto/logga-in/", login=email, password=password)
        assert "/konto/" not in self.url, self.page
        return self

    def cookies(self) -> list[Any]:
        """What a real browser must be given to go on as this person."""
        return [{"name": cookie.name, "value": cookie.value, "url": self.base} for cookie in self.jar]

    def _ask(self, request: urllib.request.Request) -> str:
        try:
            with self.opener.open(request, timeout=30) as answer:
                self.status, self.url, self.page = answer.status, answer.url, answer.read().decode()
        except urllib.error.HTTPError as answer:
            self.status, self.url, self.page = answer.code, request.full_url, answer.read().decode()
            self.headers = answer.headers
        return self.page
