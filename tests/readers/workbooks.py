#!/usr/bin/env python3
"""Reads the workbooks of a build with openpyxl, a program that is not ours, and holds them against the national table.

usage: workbooks.py FOLDER      FOLDER holds city.xlsx, towns.xlsx, towns/*.xlsx
Prints every fault and leaves with 1 when there is one. Writes nothing.
"""

import pathlib
import re
import sys

import openpyxl
from openpyxl.utils import get_column_letter

UPPER = ["序号", "公开事项", None, "公开内容（要素）", "公开依据", "公开时限", "公开主体", "公开渠道和载体",
         "公开对象", None, "公开方式", None, "公开层级", None]
LOWER = [None, "一级事项", "二级事项", None, None, None, None, None,
         "全社会", "特定群众", "主动", "依申请公开", ("市级", "县级", "区级"), ("镇级", "乡级")]
PLAIN = {"封面", "目录", "变更", "依据索引", "主体索引", "说明", "覆盖情况", "报送情况", "数据", "镇街情况"}


def heading(sheet):
    """The two rows of the heading without 三级事项, the two columns on towns cut off."""
    third = sheet["D3"].value == "三级事项"
    columns = [column for column in range(1, 16 if third else 15) if not (third and column == 4)]
    return third, [[sheet.cell(row, column).value for column in columns] for row in (2, 3)]


def faults_of_table(sheet):
    title = sheet["A1"].value or ""
    if not re.match(r"^（[一二三四五六七八九十]+）.+基层政务公开标准目录", title):
        yield f"title {title!r}"
    third, (upper, lower) = heading(sheet)
    if upper != UPPER:
        yield f"upper heading {upper}"
    for wanted, found in zip(LOWER, lower):
        if found not in (wanted if isinstance(wanted, tuple) else (wanted,)):
            yield f"heading {found!r} for {wanted!r}"
    merged = {str(each) for each in sheet.merged_cells.ranges}
    columns = [get_column_letter(number) for number in range(1, 16)]
    if third:
        wanted = {"A2:A3", "B2:D2", "E2:E3", "F2:F3", "G2:G3", "H2:H3", "I2:I3", "J2:K2", "L2:M2", "N2:O2"}
    else:
        wanted = {"A2:A3", "B2:C2", "D2:D3", "E2:E3", "F2:F3", "G2:G3", "H2:H3", "I2:J2", "K2:L2", "M2:N2"}
    if not wanted <= merged:
        yield f"heading not merged: {sorted(wanted - merged)}"
    # Numbers run from 1, and what stands in a run of one group stands once.
    numbers = [cell.value for cell in sheet["A"][3:] if isinstance(cell.value, int)]
    if numbers != list(range(1, len(numbers) + 1)) or not numbers:
        yield f"numbers {numbers}"
    groups = [(cell.row, cell.value) for cell in sheet["B"][3:] if cell.value]
    begun = {each.id + 1 for each in sheet.row_breaks.brk}
    for (row, group), (following, next_group) in zip(groups, groups[1:]):
        # At the top of a page a group is named again.
        if group == next_group and following not in begun:
            yield f"group {group} stands in rows {row} and {following}"
    for cells in sheet.merged_cells.ranges:
        for row in begun:
            # What is too high for a page must go on.
            high = sum(sheet.row_dimensions[each].height or 0 for each in range(cells.min_row, cells.max_row + 1)) > 500
            if cells.min_row < row <= cells.max_row and not high:
                yield f"{cells} goes over the page that begins with row {row}"
    ticks = [sheet.cell(row, column).value for row in range(4, sheet.max_row + 1) for column in range(9, len(columns))]
    if "√" not in ticks:
        yield "no tick"


def faults_of_print(sheet):
    setup = sheet.page_setup
    if setup.orientation != "landscape" or str(setup.paperSize) != "9":
        yield f"paper {setup.orientation} {setup.paperSize}"
    if not sheet.sheet_properties.pageSetUpPr.fitToPage or setup.fitToHeight != 0 or setup.fitToWidth not in (None, 1):
        yield f"fits {setup.fitToWidth} by {setup.fitToHeight} pages"
    if sheet.print_title_rows != "$1:$3":
        yield f"repeated rows {sheet.print_title_rows}"
    if sheet.freeze_panes != "A4":
        yield f"panes {sheet.freeze_panes}"
    last = [column for column in range(1, sheet.max_column + 1) if sheet.cell(2, column).value or sheet.cell(3, column).value][-1]
    if not sheet.print_area.startswith(f"'{sheet.title}'!$A$1:${get_column_letter(last)}$"):
        yield f"the print area is {sheet.print_area}"
    back = sheet.cell(1, last + 1)
    if back.value != "返回目录" or not back.hyperlink or back.hyperlink.location != "'目录'!A1":
        yield f"no way back in {back.coordinate}: {back.value!r}"
    if sheet.oddFooter.center.text != "第&P页 共&N页":
        yield f"footer {sheet.oddFooter.center.text!r}"
    for row, size in sheet.row_dimensions.items():
        if size.height is not None and size.height > 409:
            yield f"row {row} is {size.height} points high"
    for row in range(4, sheet.max_row + 1):
        if sheet.row_dimensions[row].height is None:
            yield f"row {row} has no height"


def faults_of_tables(sheet):
    """A table is flat, its headings are its cells, each once."""
    for table in sheet.tables.values():
        heading = [cell.value for cell in sheet[table.ref][0]]
        if [column.name for column in table.tableColumns] != heading:
            yield f"the table {table.displayName} is headed otherwise than its cells: {heading}"
        if len({str(word).lower() for word in heading}) != len(heading) or not all(heading):
            yield f"headings stand twice or are blank: {heading}"
        if table.autoFilter is None or table.autoFilter.ref != table.ref:
            yield f"the table {table.displayName} has no filter"


def faults_of_book(book):
    properties = book.properties
    if properties.creator or properties.lastModifiedBy:
        yield f"names {properties.creator!r} {properties.lastModifiedBy!r}"
    if not properties.title or properties.subject != "基层政务公开标准目录":
        yield f"properties {properties.title!r} {properties.subject!r}"
    if book.sheetnames[:2] != ["封面", "目录"]:
        yield f"begins with {book.sheetnames[:2]}"
    linked = {cell.hyperlink.location for row in book["目录"].iter_rows() for cell in row if cell.hyperlink}
    for name in book.sheetnames[2:]:
        if f"'{name}'!A1" not in linked:
            yield f"the contents do not lead to {name}"
    cover = book["封面"]
    if cover.page_setup.orientation != "portrait" or cover.page_setup.fitToHeight not in (None, 1) or cover.oddFooter.center.text:
        yield "the cover is not one page without a number"


def faults(path):
    book = openpyxl.load_workbook(path)
    yield from faults_of_book(book)
    for sheet in book:
        if sheet.data_validations.dataValidation:
            yield f"{sheet.title} asks for something to be filled in"
        for row in sheet.iter_rows():
            for cell in row:
                if cell.data_type == "f":
                    yield f"{sheet.title}!{cell.coordinate} is a formula"
        yield from (f"{sheet.title}: {fault}" for fault in faults_of_tables(sheet))
        # A domain without items says why instead.
        if sheet.title in PLAIN or sheet["A3"].value is None and sheet["A2"].value != "序号":
            continue
        for fault in [*faults_of_table(sheet), *faults_of_print(sheet)]:
            yield f"{sheet.title}: {fault}"
    if "数据" in book.sheetnames:
        data = book["数据"]
        if data.merged_cells.ranges or len(data.tables) != 1 or data.freeze_panes != "A2":
            yield "数据 is not a flat table, filtered and frozen"


def main():
    folder = pathlib.Path(sys.argv[1])
    paths = sorted(folder.rglob("*.xlsx"))
    found = [f"{path.relative_to(folder)}: {fault}" for path in paths for fault in faults(path)]
    print("\n".join(found) or f"{len(paths)} workbooks are as they should be")
    sys.exit(1 if found or not paths else 0)


main()
