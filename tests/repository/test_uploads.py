"""Nobody fills the memory: pages read of a file that is sent as much as its reader takes, and a byte more."""

import re

from tests.repository.sources import files, name_of

WITHOUT_END = re.compile(r"\.(?:read|readlines)\(\)|\.chunks\(")


def test_no_page_reads_a_file_without_end() -> None:
    pages = [
        path for path in files("*.py") if "frontend" in path.parts and "tests" not in path.parts
    ]
    assert pages
    assert [name_of(path) for path in pages if WITHOUT_END.search(path.read_text())] == []
