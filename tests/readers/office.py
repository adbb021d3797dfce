"""Every workbook of the corpus, saved again by LibreOffice as .xlsx, .xls and .ods, must say what the original says.

Not for the outputs of a build: the folder handed in is not looked at."""

import os
import pathlib
import shutil
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
ROOM = ROOT / "target" / "run" / "office"
MULU = ROOT / "target" / "debug" / "mulu"
KINDS = {"xlsx": "xlsx:Calc MS Excel 2007 XML", "xls": "xls:MS Excel 97", "ods": "ods:calc8"}
# LibreOffice writes 0 into an .xls for a formula with a text it did not compute itself.
EXCEPT = {("body-formulas-rich-text-links", "xls")}


def run(*command, **more):
    return subprocess.run([str(word) for word in command], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, **more)


def said(workbook):
    """The lists as YAML, or what was said instead."""
    target = workbook.with_suffix(workbook.suffix + ".yaml")
    ran = run(MULU, "convert", workbook.name, "-o", target.name, cwd=workbook.parent)
    return target.read_text(encoding="utf-8") if target.exists() else "没有清单\n" + str(ran.returncode)


def main():
    shutil.rmtree(ROOM, ignore_errors=True)
    written = run("cargo", "test", "-q", "--test", "corpus", cwd=ROOT, env={**os.environ, "WRITE": str(ROOM / "original")})
    books = sorted((ROOM / "original").glob("*/*.xlsx"))
    if not books:
        sys.exit(f"no workbook was written\n{written.stdout}")
    faults = []
    for kind, filter_name in KINDS.items():
        for book in books:
            (ROOM / kind / book.parent.name).mkdir(parents=True)
        # One start of the program for all: names are unique only within their folders, so the files lie side by side for it.
        flat = ROOM / f"{kind}-flat"
        flat.mkdir()
        for book in books:
            shutil.copy(book, flat / f"{book.parent.name}.xlsx")
        saved = ROOM / f"{kind}-saved"
        ran = run("soffice", "--headless", f"-env:UserInstallation=file://{ROOM}/profile", "--convert-to", filter_name, "--outdir", saved, *sorted(flat.glob("*.xlsx")))
        for book in books:
            again = saved / f"{book.parent.name}.{kind}"
            if not again.exists():
                faults.append(f"{book.parent.name}: LibreOffice did not save it as .{kind}\n{ran.stdout[-500:]}")
                continue
            own = ROOM / kind / book.parent.name / book.with_suffix(f".{kind}").name
            shutil.copy(again, own)
            if (book.parent.name, kind) not in EXCEPT and said(own) != said(book):
                faults.append(f"{book.parent.name}: says something else as .{kind}: compare {own}.yaml with {book}.yaml")
    for fault in faults:
        print(fault)
    print(f"{len(books)} workbooks in {len(KINDS)} forms saved by LibreOffice, {len(faults)} faults")
    sys.exit(1 if faults else 0)


if __name__ == "__main__":
    main()
