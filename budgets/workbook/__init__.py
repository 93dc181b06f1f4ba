"""The workbook of a budget, out and in: the only spreadsheet code, run in a child process (`fsm3.core.bounded`).

It is ours and not the agency's template. `layout` says where everything stands, `writing` makes it, `container` looks
at a file before it is opened, `reading` reads it cell by cell. Amounts in it are shown, never believed.
"""
