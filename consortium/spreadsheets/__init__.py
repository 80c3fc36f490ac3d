from consortium.spreadsheets.reading import LARGEST_FILE, read_table, sheet_names
from consortium.spreadsheets.table import Cell, SheetError, Table
from consortium.spreadsheets.workbook import LARGEST_UNPACKED

__all__ = [
    "LARGEST_FILE",
    "LARGEST_UNPACKED",
    "Cell",
    "SheetError",
    "Table",
    "read_table",
    "sheet_names",
]
