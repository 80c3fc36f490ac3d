from consortium.spreadsheets.reading import (
    LARGEST_FILE,
    LARGEST_UNPACKED,
    Cell,
    SheetError,
    Table,
    column_of,
    place_of,
    read_table,
    sheet_names,
)

__all__ = [
    "LARGEST_FILE",
    "LARGEST_UNPACKED",
    "Cell",
    "SheetError",
    "Table",
    "column_of",
    "place_of",
    "read_table",
    "sheet_names",
]
