"""What a page of HTML says to a reader, and what it makes a browser do."""

from html.parser import HTMLParser

from django.test import Client


class Page(HTMLParser):
    """The words of a page, its links and headings, what it loads, and what a strict policy would refuse."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.html = html
        self.links: list[str] = []
        self.loaded: list[str] = []
        self.inline: list[str] = []
        self.headings: list[int] = []
        self._words: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Notes what the tag is and has."""
        given = dict(attrs)
        if tag == "a":
            self.links.append(given.get("href") or "")
        elif tag in ("link", "script", "img", "iframe", "source"):
            self.loaded.append(given.get("href") or given.get("src") or "")
        if tag in ("style", "script") or any(name == "style" or name.startswith("on") for name in given):
            self.inline.append(tag)
        if tag in ("h1", "h2", "h3", "h4", "h5", "h6"):
            self.headings.append(int(tag[1]))

    def handle_data(self, data: str) -> None:
        """Notes the words."""
        self._words.append(data)

    @property
    def text(self) -> str:
        """All words of the page, parted by single spaces."""
        return " ".join(" ".join(self._words).split())

    def after(self, words: str) -> str:
        """What follows after these words."""
        _, found, rest = self.text.partition(words)
        assert found, f"the page does not say {words!r}"
        return rest


def start_page_of(client: Client) -> Page:
    """The start page."""
    answer = client.get("/")
    assert answer.status_code == 200
    assert answer["Content-Type"] == "text/html; charset=utf-8"
    return Page(answer.content.decode())
