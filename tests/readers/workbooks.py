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
PLAIN = {"目录", "说明", "覆盖情况", "报送情况", "数据", "镇街情况"}


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
    for (row, group), (following, next_group) in zip(groups, groups[1:]):
        if group == next_group and f"B{row}:B{following - 1}" not in merged and following == row + 1:
            yield f"group {group} in rows {row} and {following} is not merged"
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
    if sheet.oddFooter.center.text != "第&P页 共&N页":
        yield f"footer {sheet.oddFooter.center.text!r}"
    for row, size in sheet.row_dimensions.items():
        if size.height is not None and size.height > 409:
            yield f"row {row} is {size.height} points high"
    for row in range(4, sheet.max_row + 1):
        if sheet.row_dimensions[row].height is None:
            yield f"row {row} has no height"


def faults(path):
    book = openpyxl.load_workbook(path)
    if book.properties.creator or book.properties.lastModifiedBy:
        yield f"names {book.properties.creator!r} {book.properties.lastModifiedBy!r}"
    if not book.properties.title:
        yield "no title in the properties"
    for sheet in book:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.data_type == "f":
                    yield f"{sheet.title}!{cell.coordinate} is a formula"
        # A domain without items says why instead.
        if sheet.title in PLAIN or sheet["A3"].value is None and sheet["A2"].value != "序号":
            continue
        for fault in [*faults_of_table(sheet), *faults_of_print(sheet)]:
            yield f"{sheet.title}: {fault}"
    if "数据" in book.sheetnames:
        data = book["数据"]
        if data.merged_cells.ranges or not data.auto_filter.ref or data.freeze_panes != "A2":
            yield "数据 is not flat, filtered and frozen"


def main():
    folder = pathlib.Path(sys.argv[1])
    paths = sorted(folder.rglob("*.xlsx"))
    found = [f"{path.relative_to(folder)}: {fault}" for path in paths for fault in faults(path)]
    print("\n".join(found) or f"{len(paths)} workbooks are as they should be")
    sys.exit(1 if found or not paths else 0)


main()
