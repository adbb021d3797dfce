"""Marked workbooks, opened by openpyxl and by LibreOffice: what was in them is there, notes and colours are on the right cells, and a
workbook that LibreOffice saved again can be marked again.

Not for the outputs of a build: the folder handed in is not looked at."""

import pathlib
import shutil
import subprocess
import sys
import warnings

import openpyxl

warnings.simplefilter("ignore")
ROOT = pathlib.Path(__file__).resolve().parents[2]
ROOM = ROOT / "target" / "run" / "marked"
MULU = ROOT / "target" / "debug" / "mulu"
CELLS = ["E3", "E4", "E5", "E7", "F6", "K7"]
RED = "FFFFC9C7"


def run(*command, **more):
    return subprocess.run([str(word) for word in command], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, **more)


def mark(folder, name, target):
    run(MULU, "check", name, "--as-of", "2020-12-11", "--annotate", target, "-q", cwd=folder)
    return folder / target / name


def soffice(folder, book):
    """The workbook as LibreOffice saves it again."""
    filter_name = "xlsx:Calc MS Excel 2007 XML"
    run("soffice", "--headless", f"-env:UserInstallation=file://{ROOM}/profile", "--convert-to", filter_name, "--outdir", folder, book)
    return folder / book.name


def faults(path, what, strangers):
    book = openpyxl.load_workbook(path)
    sheet = book["社会救助"]
    red = [cell.coordinate for row in sheet.iter_rows() for cell in row if cell.fill.fill_type == "solid" and cell.fill.fgColor.rgb == RED]
    if sorted(red) != CELLS:
        yield f"{what}: red are {red}"
    notes = {cell.coordinate: cell.comment.text for row in sheet.iter_rows() for cell in row if cell.comment}
    if any("【错误】" not in notes.get(cell, "") for cell in CELLS):
        yield f"{what}: notes {notes}"
    if "请法规科核对文号" not in notes["E4"] or notes["E4"].count("mulu 校验") != 1 or notes.get("C6", "").strip() != "名称已定":
        yield f"{what}: notes of others are {notes['E4']!r}, {notes.get('C6')!r}"
    if sum(name.startswith("校验结果") for name in book.sheetnames) != 1:
        yield f"{what}: sheets {book.sheetnames}"
    if "渠道" not in book.defined_names or sheet.print_title_rows != "$1:$2" or not sheet.data_validations.dataValidation:
        yield f"{what}: settings are lost"
    if not sheet._images or not book["说明"]._charts:
        yield f"{what}: the picture or the chart is lost"
    if strangers and sheet["F3"].fill.fgColor.rgb != "FFE2EFDA":
        yield f"{what}: a colour of others is {sheet['F3'].fill.fgColor.rgb}"


def main():
    shutil.rmtree(ROOM, ignore_errors=True)
    ROOM.mkdir(parents=True)
    run("cargo", "build", "-q", cwd=ROOT)
    found = []
    for name in ["openpyxl.xlsx", "libreoffice.xlsx"]:
        shutil.copy(ROOT / "tests" / "patch" / "files" / name, ROOM / name)
        once = mark(ROOM, name, "一")
        found += faults(once, f"{name} marked", True)
        again = ROOM / "存" / name
        again.parent.mkdir(exist_ok=True)
        soffice(again.parent, once)
        if not again.exists():
            found.append(f"{name}: LibreOffice did not open it")
            continue
        found += faults(again, f"{name} saved by LibreOffice", True)
        found += faults(mark(again.parent, name, "二"), f"{name} marked again", True)
    print("\n".join(found) or "marked workbooks are as they should be")
    sys.exit(1 if found else 0)


if __name__ == "__main__":
    main()
