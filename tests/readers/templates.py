"""The whole way from `init` to a town's catalog, with workbooks filled in by programs that are not ours: openpyxl types into them as a
person would, LibreOffice opens and saves them. Looks also at what a person sees: prompts, drop-downs, widths, print.

Not for the outputs of a build: the folder handed in is not looked at."""

import json
import pathlib
import shutil
import subprocess
import sys
import warnings

import openpyxl
from openpyxl.utils import get_column_letter, range_boundaries

warnings.simplefilter("ignore")
ROOT = pathlib.Path(__file__).resolve().parents[2]
ROOM = ROOT / "target" / "run" / "templates"
MULU = ROOT / "target" / "debug" / "mulu"
HEADING, BODY = 4, 6
# What a drop-down offers, by heading.
LISTS = ["采用情况", "认领情况", "公开主体", "政府网站", "政府公报", "精准推送", "全社会", "主动", "依申请公开", "市级", "镇级"]
ITEM = {
    "一级事项": "学生管理",
    "二级事项": "校车安排",
    "公开内容（要素）": "校车线路；乘车时间",
    "公开依据": "《中华人民共和国政府信息公开条例》（国务院令第711号）",
    "公开时限": "自信息形成或者变更之日起20个工作日内",
    "政府网站": "√",
    "全社会": "√",
    "主动": "√",
}


def mulu(*words, cwd, fails=False):
    done = subprocess.run([str(MULU), *words], cwd=cwd, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    if (done.returncode != 0) != fails:
        raise SystemExit(f"mulu {' '.join(words)} gave {done.returncode}:\n{done.stdout}")
    return done.stdout


class Filled:
    """A sheet to be filled in, its cells by name and heading."""

    def __init__(self, book, name):
        self.sheet = book[name]
        self.columns = {}
        for column in range(1, self.sheet.max_column + 1):
            heading = self.sheet.cell(HEADING, column).value or self.sheet.cell(HEADING - 1, column).value
            self.columns[heading] = column

    def rows(self):
        row = BODY
        while self.sheet.cell(row, self.columns["二级事项"]).value:
            yield row
            row += 1

    def row(self, name):
        return next(row for row in self.rows() if self.sheet.cell(row, self.columns["二级事项"]).value == name)

    def blank(self):
        return max(self.rows(), default=BODY - 1) + 1

    def put(self, row, texts):
        for heading, text in texts.items():
            self.sheet.cell(row, self.columns[heading]).value = text


def soffice(book, folder):
    """The workbook as LibreOffice saves it again."""
    folder.mkdir(parents=True, exist_ok=True)
    command = ["soffice", "--headless", f"-env:UserInstallation=file://{ROOM}/profile", "--convert-to", "xlsx:Calc MS Excel 2007 XML"]
    subprocess.run([*command, "--outdir", str(folder), str(book)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True)
    return folder / book.name


def lists_of(path):
    """What a workbook says, as YAML, with the columns of the workbook's own."""
    out = ROOM / "converted.yaml"
    out.unlink(missing_ok=True)
    subprocess.run([str(MULU), "convert", str(path), "-o", str(out), "-q"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return out.read_text(encoding="utf-8")


def looks(path):
    """What is wrong with how a workbook helps who fills it in."""
    book = openpyxl.load_workbook(path)
    hidden = [name for name in book.sheetnames if book[name].sheet_state != "visible"]
    if hidden != ["代码表", "原值", "模板信息"]:
        yield f"hidden are {hidden}"
    for name in book.sheetnames:
        sheet = book[name]
        if name in hidden or name == "填写说明":
            continue
        helps = {}
        for help in sheet.data_validations.dataValidation:
            for area in str(help.sqref).split():
                left, top, right, bottom = range_boundaries(area)
                if top <= BODY and bottom >= 1000:
                    helps.update({column: help for column in range(left, right + 1)})
        for heading, column in Filled(book, name).columns.items():
            letter = get_column_letter(column)
            help = helps.get(column)
            if help is None or not help.prompt or not help.showInputMessage or len(help.prompt) > 255 or len(help.promptTitle) > 32:
                yield f"{name}!{letter}: no prompt for {heading}"
            elif heading in LISTS and not (help.type == "list" and "代码表" in (help.formula1 or "")):
                yield f"{name}!{letter}: no drop-down for {heading}"
            width = sheet.column_dimensions[letter].width
            longest = max(len(word) for word in heading.split("/"))
            if not width or width < min(longest, 3) * 2 - 1:
                yield f"{name}!{letter}: {width} is too narrow for {heading}"
            note = sheet.cell(HEADING, column).comment or sheet.cell(HEADING - 1, column).comment
            if note is None:
                yield f"{name}!{letter}: no note on {heading}"
        if not sheet.protection.sheet or sheet.protection.password:
            yield f"{name}: not locked, or with a password"
        if sheet.cell(BODY, Filled(book, name).columns["公开内容（要素）"]).protection.locked:
            yield f"{name}: entries are locked"
        if not sheet.cell(HEADING, 4).protection.locked:
            yield f"{name}: headings are not locked"
        if not sheet.conditional_formatting:
            yield f"{name}: blank cells have no colour"
        setup = sheet.page_setup
        if str(setup.paperSize) not in ("8", "9") or setup.orientation != "landscape" or not sheet.sheet_properties.pageSetUpPr.fitToPage:
            yield f"{name}: paper {setup.paperSize} {setup.orientation}"
        if setup.fitToHeight not in (0, "0") or sheet.print_title_rows != f"${HEADING - 1}:${HEADING}":
            yield f"{name}: {setup.fitToHeight} pages high, repeated {sheet.print_title_rows}"


def pages_wide(path):
    """Whether a workbook prints one page wide: as many pages as there are sheets when each is short."""
    folder = ROOM / "print"
    folder.mkdir(exist_ok=True)
    command = ["soffice", "--headless", f"-env:UserInstallation=file://{ROOM}/profile", "--convert-to", "pdf"]
    subprocess.run([*command, "--outdir", str(folder), str(path)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True)
    pdf = (folder / f"{path.stem}.pdf").read_bytes()
    return pdf.count(b"/Type/Page/") + pdf.count(b"/Type /Page\n") + pdf.count(b"/Type/Page\n")


def walk():
    """init → template → a department's workbook → build → template --town → a town's workbook → build."""
    demo = ROOM / "demo"
    mulu("init", "demo", "--name", "示例市", "--as-of", "2020-12-11", cwd=ROOM)
    settings = demo / "mulu.yaml"
    text = settings.read_text(encoding="utf-8").replace("towns: []", "towns:\n  - {name: 甲镇, government: 甲镇人民政府, kind: 镇}")
    settings.write_text(text + "\nprofile: transitional\n", encoding="utf-8")
    mulu("template", cwd=demo)
    book = openpyxl.load_workbook(demo / "模板" / "市教育局.xlsx")
    sheet = Filled(book, "义务教育")
    for row in list(sheet.rows()):
        sheet.put(row, {"采用情况": "不采用", "说明": "示例：先报一个事项"})
    own = {**ITEM, "公开主体": "市教育局、乡镇人民政府（街道办事处）", "市级": "√", "镇级": "√"}
    other = {**own, "二级事项": "学籍管理", "公开内容（要素）": "学籍管理办法"}
    third = {**own, "二级事项": "招生结果", "一级事项": "招生管理", "公开内容（要素）": "录取办法"}
    for texts in (own, other, third):
        sheet.put(sheet.blank(), texts)
    book.save(demo / "lists" / "市教育局.xlsx")
    mulu("build", cwd=demo)
    city = openpyxl.load_workbook(demo / "out" / "city.xlsx")
    names = {str(cell.value) for row in city["义务教育"].iter_rows() for cell in row if cell.value}
    for name in ("校车安排", "学籍管理", "招生结果"):
        if name not in names:
            yield f"city.xlsx lacks {name}"
    mulu("template", "--town", "甲镇", cwd=demo)
    book = openpyxl.load_workbook(demo / "模板" / "甲镇.xlsx")
    sheet = Filled(book, "义务教育")
    sheet.put(sheet.row("校车安排"), {"认领情况": "调整", "公开时限": "自信息形成或者变更之日起10个工作日内", "公开查阅点": "√"})
    sheet.put(sheet.row("学籍管理"), {"认领情况": "不适用", "说明": "示例：本镇没有学校"})
    sheet.put(sheet.row("招生结果"), {"认领情况": "认领"})
    sheet.put(sheet.blank(), {**ITEM, "认领情况": "新增", "二级事项": "校园开放日", "公开主体": "甲镇人民政府", "镇级": "√"})
    book.save(demo / "towns" / "甲镇.xlsx")
    mulu("build", cwd=demo)
    town = openpyxl.load_workbook(demo / "out" / "towns" / "甲镇.xlsx")
    cells = [str(cell.value) for sheet in town for row in sheet.iter_rows() for cell in row if cell.value]
    for words in ("校园开放日", "自信息形成或者变更之日起10个工作日内"):
        if words not in cells:
            yield f"towns/甲镇.xlsx lacks {words}"
    catalog = json.loads((demo / "out" / "data" / "catalog.json").read_text(encoding="utf-8"))
    items = {item["name"]: item for item in catalog["items"]}
    states = {name: item["towns"]["甲镇"]["state"] for name, item in items.items() if "towns" in item and "甲镇" in item["towns"]}
    if states != {"校车安排": "changed", "学籍管理": "omitted", "招生结果": "confirmed", "校园开放日": "added"}:
        yield f"states are {states}"
    changed = items["校车安排"]["towns"]["甲镇"]["changed"]
    at = changed["time_limit"]["at"]
    if (at["file"], at["sheet"]) != ("towns/甲镇.xlsx", "义务教育") or not changed["time_limit"]["was"]:
        yield f"the change came from {at}"
    if set(changed) != {"time_limit", "channels"}:
        yield f"changed are {sorted(changed)}"
    origin = items["校园开放日"]["origin"]["name"][0]
    if (origin["file"], items["校园开放日"]["added_by"]) != ("towns/甲镇.xlsx", "甲镇"):
        yield f"the addition came from {origin}"


def round_trips():
    """Every template as it is, and one filled in, opened and saved by LibreOffice."""
    demo = ROOM / "demo"
    for path in [demo / "模板" / "市教育局.xlsx", demo / "模板" / "市住建局.xlsx", demo / "towns" / "甲镇.xlsx", demo / "lists" / "市教育局.xlsx"]:
        saved = soffice(path, ROOM / "saved" / path.parent.name)
        if lists_of(path) != lists_of(saved):
            yield f"{path.name} is not read back the same"
    again = ROOM / "again"
    shutil.copytree(demo, again)
    for part in ("lists/市教育局.xlsx", "towns/甲镇.xlsx"):
        soffice(demo / part, (again / part).parent)
    mulu("build", cwd=again)
    strip = lambda folder: (folder / "out" / "data" / "catalog.csv").read_bytes()
    if strip(demo) != strip(again):
        yield "a catalog of workbooks saved by LibreOffice is another"
    shutil.copy(ROOM / "saved" / "模板" / "市住建局.xlsx", again / "lists")
    said = mulu("check", "--format", "concise", cwd=again)
    if said.count("untouched-template") != 1 or "市住建局.xlsx ›" in said:
        yield f"an untouched workbook saved by LibreOffice:\n{said}"


def main():
    shutil.rmtree(ROOM, ignore_errors=True)
    ROOM.mkdir(parents=True)
    subprocess.run(["cargo", "build", "-q"], cwd=ROOT, check=True)
    found = list(walk())
    found += round_trips()
    count = 0
    mulu("template", str(ROOT / "examples" / "changshu"), "--town", "海虞镇", "-o", str(ROOM / "towns"), cwd=ROOM)
    for path in [*sorted((ROOM / "demo" / "模板").glob("*.xlsx")), ROOM / "towns" / "海虞镇.xlsx"]:
        found += [f"{path.name}: {fault}" for fault in looks(path)]
        count += 1
    book = ROOM / "demo" / "模板" / "市教育局.xlsx"
    pages = pages_wide(book)
    # 填写说明, and two pages of rows at most: not one page beside the other.
    if not 2 <= pages <= 3:
        found.append(f"{book.name} prints on {pages} pages")
    for fault in found:
        print(fault)
    if found:
        sys.exit(1)
    print(f"{count} workbooks to be filled in are as they should be; filled in, saved by another program and read back")


if __name__ == "__main__":
    main()
