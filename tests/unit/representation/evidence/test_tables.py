"""Rows that are not as they were sealed are told apart: added, removed, changed, reordered."""

from hypothesis import given
from hypothesis import strategies as st

from representation.evidence.chain import Link, append, faults
from representation.evidence.tables import Fault, Table, differences, row_digest, table_digest

ROWS = st.dictionaries(
    st.text(min_size=1, max_size=4), st.tuples(st.text(max_size=5), st.text(max_size=5)), min_size=2
)


@given(ROWS, st.data())
def test_each_fault_is_named_with_its_row(
    rows: dict[str, tuple[str, str]], data: st.DataObject
) -> None:
    sealed = Table("t", rows).digests()
    key, other = data.draw(st.permutations(sorted(rows)))[:2]
    assert differences("t", sealed, sealed) == ()
    cases = {
        Fault.REMOVED: {k: v for k, v in rows.items() if k != key},
        Fault.ADDED: rows | {key + "+": ("", "")} if key + "+" not in rows else None,
        Fault.CHANGED: rows | {key: (rows[key][0] + "x", rows[key][1] + "never here")},
    }
    for fault, tampered in cases.items():
        if tampered is not None:
            found = differences("t", sealed, Table("t", tampered).digests())
            assert [finding.fault for finding in found] == [fault]
            assert table_digest("t", sealed) != table_digest("t", Table("t", tampered).digests())
    if rows[key] != rows[other]:
        swapped = Table("t", rows | {key: rows[other], other: rows[key]})
        found = differences("t", sealed, swapped.digests())
        assert {(f.key, f.fault) for f in found} == {
            (key, Fault.REORDERED),
            (other, Fault.REORDERED),
        }


def test_values_do_not_run_together() -> None:
    assert row_digest(("a", "bc")) != row_digest(("ab", "c"))
    assert row_digest(('a","b',)) != row_digest(("a", "b"))


@given(st.lists(st.text(max_size=5), min_size=2, max_size=8), st.data())
def test_a_link_that_is_changed_or_taken_out_breaks_the_chain(
    digests: list[str], data: st.DataObject
) -> None:
    links: list[Link] = []
    for number, digest in enumerate(digests):
        links.append(append(links, f"table-{number}", digest))
    heads = [link.head for link in links]
    assert faults(links, heads) == ()
    place = data.draw(st.integers(0, len(links) - 2))
    without = links[:place] + links[place + 1 :]
    assert faults(without, [link.head for link in without])
    changed = list(links)
    changed[place] = Link(place + 1, "other", digests[place], links[place].previous)
    assert [f.key for f in faults(changed, heads)] == [f"{place + 1} other"]
    assert faults(changed, [link.head for link in changed])
