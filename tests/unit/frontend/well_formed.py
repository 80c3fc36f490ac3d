"""Whether a page's tags close in order, its ids are single, and what points to an id finds it."""

from html.parser import HTMLParser

VOID = {"meta", "link", "input", "br", "hr", "img"}
POINTERS = ("aria-describedby", "aria-labelledby", "for")


class Checker(HTMLParser):
    """Collects `faults` while it reads; `tags` is every start tag with its attributes."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.ids: list[str] = []
        self.pointed: list[str] = []
        self.faults: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.note(tag, attrs)
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.note(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.faults.append(f"</{tag}> out of order at {self.getpos()}")

    def note(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = [name for name, _value in attrs]
        if len(names) != len(set(names)):
            self.faults.append(f"<{tag}> has an attribute twice: {names}")
        values = dict(attrs)
        self.tags.append((tag, values))
        if values.get("id"):
            self.ids.append(str(values["id"]))
        for pointer in POINTERS:
            self.pointed += (values.get(pointer) or "").split()
        if (href := values.get("href") or "").startswith("#") and len(href) > 1:
            self.pointed.append(href[1:])
        if "style" in values or tag == "style":
            self.faults.append(f"<{tag}> is styled in place, which the policy forbids")


def read(html: str) -> Checker:
    """The page read to its end."""
    checker = Checker()
    checker.feed(html)
    checker.close()
    return checker


def faults(html: str, *, part: bool = False) -> list[str]:
    """Everything wrong with a page, or with a part of one, which may point outside itself."""
    page = read(html)
    found = page.faults + [f"<{tag}> is never closed" for tag in page.open]
    found += [f"id {one} twice" for one in set(page.ids) if page.ids.count(one) > 1]
    if not part:
        found += [f"nothing has the id {one}" for one in set(page.pointed) - set(page.ids)]
    return found
