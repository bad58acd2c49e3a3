"""Foreign formats, in and out: CSV, xlsx, JSON, iCalendar and bundles; nothing here knows a session.

In: bytes become rows of cells with a list of faults (`sheet`, over `csv_table`, `xlsx_table` and
`table`), and `answers_sheet` gives the cells of answers their types. Out: values of the domain become
JSON documents and lists (`csv_lines` writes all CSV).
"""
