#!/usr/bin/env python3
"""Prints the workbooks of a build with LibreOffice, and looks at the pages: the cover is one, no sheet is wider than a page, every page
of a table bears its heading, no row is torn, and no text runs over the edge of its row.

usage: prints.py FOLDER      FOLDER holds city.xlsx, towns.xlsx, towns/*.xlsx; one of the towns is looked at
Prints every fault and leaves with 1 when there is one. Writes below target/run."""

import pathlib
import re
import shutil
import subprocess
import sys

import openpyxl

ROOT = pathlib.Path(__file__).resolve().parents[2]
ROOM = ROOT / "target" / "run" / "prints"
MILLIMETRE = 72 / 25.4
# From the upper edge of the paper to the first row of a table that lies on its side.
TOP = 22 * MILLIMETRE
WORD = re.compile(r'<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">([^<]*)</word>')


def printed(path):
    """The pages as lists of words: (left, top, right, bottom, text)."""
    subprocess.run(
        ["soffice", "--headless", f"-env:UserInstallation=file://{ROOM}/profile", "--convert-to", "pdf", "--outdir", ROOM, path],
        check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    text = subprocess.run(["pdftotext", "-bbox", ROOM / path.with_suffix(".pdf").name, "-"], check=True, stdout=subprocess.PIPE, text=True).stdout
    return [[(*(float(each) for each in word[:4]), word[4]) for word in WORD.findall(page)] for page in text.split("<page ")[1:]]


def flat(page):
    return "".join(word[4] for word in page)


def pages_of(sheet):
    """Rows of each page: (first, last), as the page breaks of the sheet say."""
    ends = [each.id for each in sheet.row_breaks.brk] + [sheet.max_row]
    starts = [1] + [end + 1 for end in ends[:-1]]
    return list(zip(starts, ends))


def rows_on(sheet, first, last):
    """What a page prints: the repeated heading, then its rows."""
    repeated = list(range(1, 4)) if first > 1 else []
    return repeated + list(range(first, last + 1))


def bands(sheet, rows, scale):
    """Upper and lower edge of each row on the page."""
    top, found = TOP, {}
    for row in rows:
        height = sheet.row_dimensions[row].height * scale
        found[row] = (top, top + height)
        top += height
    return found


def scale_of(sheet, rows, page):
    """The scale at which the running numbers stand in the middle of their rows."""
    merged = {cells.min_row: cells.max_row for cells in sheet.merged_cells.ranges if cells.min_col == 1 and cells.min_row > 3}
    numbers = {str(sheet.cell(row, 1).value): row for row in rows if isinstance(sheet.cell(row, 1).value, int) and row not in merged}
    left = min((word[0] for word in page), default=0)
    middles = [((word[1] + word[3]) / 2, numbers[word[4]]) for word in page if word[4] in numbers and word[0] < left + 40]
    if not middles:
        return None
    def distance(scale):
        edges = bands(sheet, rows, scale)
        return sum(abs(middle - sum(edges[row]) / 2) for middle, row in middles) / len(middles)
    scale = min((percent / 200 for percent in range(60, 201)), key=distance)
    return scale if distance(scale) < 2.5 else None


def overflows(sheet, rows, page):
    scale = scale_of(sheet, rows, page)
    if scale is None:
        return
    edges = bands(sheet, rows, scale)
    ends = [bottom for _, bottom in edges.values()]
    body = [word for word in page if word[3] < ends[-1] + 30 and "第" not in word[4][:1]]
    # Rows that are merged to one are one.
    inner = {bottom for cells in sheet.merged_cells.ranges if cells.max_row > cells.min_row
             for bottom in (edges[row][1] for row in range(cells.min_row, cells.max_row) if row in edges)}
    for word in body:
        for edge in ends:
            if edge not in inner and word[1] + 2 < edge < word[3] - 2:
                yield f"{word[4]!r} runs over the edge of its row"


def faults_of_sheet(sheet, pages):
    for number, ((first, last), page) in enumerate(zip(pages_of(sheet), pages), 1):
        words = flat(page)
        for heading in ("序号", "公开事项", "公开内容（要素）", "公开渠道和载体", "公开层级"):
            if heading not in words:
                yield f"page {number} lacks the heading {heading}"
        if "返回目录" in words:
            yield f"page {number} prints the way back"
        rows = rows_on(sheet, first, last)
        numbers = [str(sheet.cell(row, 1).value) for row in rows if isinstance(sheet.cell(row, 1).value, int)]
        here = [word[4] for word in page]
        for missing in [number for number in numbers if number not in here]:
            yield f"page {number} lacks item {missing}"
        yield from sorted(set(overflows(sheet, rows, page)))


def faults(path):
    book = openpyxl.load_workbook(path)
    pages = printed(path)
    if "编制单位" not in flat(pages[0]) or "第1页" in flat(pages[0]):
        yield "the first page is no cover"
    if "领域" not in flat(pages[1]) or "合计" not in flat(pages[1]):
        yield "the contents do not stand on the second page"
    at = 2
    for sheet in book.worksheets[2:]:
        if not re.match(r"^（[一二三四五六七八九十]+）", str(sheet["A1"].value)):
            # Sheets of another kind: as long as the next title does not follow.
            continue
        title = re.sub(r"\s", "", sheet["A1"].value)
        while at < len(pages) and title not in flat(pages[at]):
            at += 1
        wanted = len(pages_of(sheet))
        here = pages[at:at + wanted]
        count = sum(title in flat(page) for page in pages)
        if count != wanted:
            yield f"{sheet.title} prints on {count} pages, {wanted} were planned"
        if sheet["A2"].value == "序号":
            for fault in faults_of_sheet(sheet, here):
                yield f"{sheet.title}: {fault}"
        at += wanted


def main():
    folder = pathlib.Path(sys.argv[1])
    shutil.rmtree(ROOM, ignore_errors=True)
    ROOM.mkdir(parents=True)
    paths = [folder / "city.xlsx", folder / "towns.xlsx", *sorted((folder / "towns").glob("*.xlsx"))[:1]]
    found = [f"{path.relative_to(folder)}: {fault}" for path in paths for fault in faults(path)]
    print("\n".join(found) or f"{len(paths)} workbooks print as they should")
    sys.exit(1 if found else 0)


main()
