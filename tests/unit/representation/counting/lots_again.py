"""Every lot and every winner again from what is published, with nothing of the engine.

The order of the lot comes from the script in docs/algorithms/counting.md, which anybody may run.
"""

import re
from pathlib import Path

from tests.unit.representation.counting import naive_ers97, naive_meek, naive_scottish

DOCUMENT = Path(__file__).resolve().parents[4] / "docs/algorithms/counting.md"
COUNTERS = {
    "scottish-stv": naive_scottish.count,
    "av": naive_scottish.count,
    "meek-stv": naive_meek.count,
    "ers97-stv": naive_ers97.count,
}


def published_script() -> str:
    """The script of the document, as it is printed there."""
    return re.search(r"```python\n(.*?)```", DOCUMENT.read_text(), re.DOTALL)[1]


def order_by_script(seed: str, public_value: str, title: str, names: list[str]) -> list[str]:
    """Run the script's function, which takes and gives plain text."""
    scope: dict = {"__name__": "published"}
    exec(published_script(), scope)  # noqa: S102 - the point is to run what is printed
    return scope["lot_order"](seed, public_value, title, names)


def faults(document: dict, papers: list[tuple], names: list[str]) -> list[str]:
    """What in a published result cannot be worked out again. names: in the order of the ballot paper."""
    lot = document["lot"]
    order = order_by_script(lot["seed"], lot["public_value"], document["title"], names)
    found = [] if order == lot["order"] else [f"order {order} against {lot['order']}"]
    for draw in document["lots"]:
        if draw["drawn"] != min(draw["among"], key=order.index):
            found.append(f"lot {draw}")
    numbers = [names.index(name) for name in order]
    counter = COUNTERS[document["rule"]]
    _, winners = counter(papers, list(range(len(names))), document["seats"], numbers)
    if {names[c] for c in winners} != set(document["elected"]):
        found.append(f"winners {winners} against {document['elected']}")
    return found
