"""What a test reads of a page: headings, labels, ids and links, without a browser."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = frozenset(
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"]
)
NO_LABEL = frozenset({"hidden", "submit", "button"})


@dataclass
class Outline(HTMLParser):
    """The parts of a page that assistive technology leans on; `wrong` holds what is not well formed."""

    html: str
    language: str = ""
    title: str = ""
    headings: list[str] = field(default_factory=list)
    landmarks: list[str] = field(default_factory=list)
    ids: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    posts: list[str] = field(default_factory=list)
    labelled: set[str] = field(default_factory=set)
    inputs: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.feed(self.html)
        self.wrong += [f"{tag} is not closed" for tag in self.open]
        self.wrong += [f"id {one} twice" for one in sorted(set(self.ids)) if self.ids.count(one) > 1]
        self.wrong += [f"input {one} has no label" for one in self.inputs if one not in self.labelled]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if "id" in given:
            self.ids.append(given["id"])
        self._note(tag, given)
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        return

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open[-1] != tag:
            self.wrong.append(f"</{tag}> closes {self.open[-1:]}")
            return
        self.open.pop()

    def handle_data(self, data: str) -> None:
        if self.open[-1:] == ["title"]:
            self.title += data

    def _note(self, tag: str, given: dict[str, str]) -> None:
        if tag == "html":
            self.language = given.get("lang", "")
        if tag in {"h1", "h2", "h3"}:
            self.headings.append(tag)
        if tag in {"header", "nav", "main", "footer"}:
            self.landmarks.append(tag)
        if tag == "a":
            self.links.append(given.get("href", ""))
        if tag == "form" and given.get("method") == "post":
            self.posts.append(given.get("action", ""))
        if tag == "label":
            self.labelled.add(given.get("for", ""))
        if tag in {"input", "select", "textarea"} and given.get("type") not in NO_LABEL:
            self.inputs.append(given.get("id", ""))


def outline(response: object) -> Outline:
    """The outline of an answer of the test client."""
    return Outline(response.content.decode())  # type: ignore[attr-defined]
