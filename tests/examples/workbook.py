"""Writes tables into .xlsx with openpyxl, in the many forms that real ones have. The same call gives the same bytes on every day.

A table is a dict of form, domain words and rows; a form says which columns there are, what they are called and how cells are merged.
"""

import io
import re
import zipfile

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties

CHANNELS = (
    "政府网站", "政府公报", "两微一端", "发布会/听证会", "广播电视", "纸质媒体", "公开查阅点", "政务服务中心", "便民服务站",
    "入户/现场", "社区/企事业单位/村公示栏（电子屏）", "精准推送", "其他",
)  # fmt: skip
STAMP = "2020-11-13T00:00:00Z"

# The national heading: leaf words by column, and the cells above them.
LEAVES = {
    "number": "序号", "domain": "相应领域", "group": "一级事项", "name": "二级事项", "subname": "三级事项", "content": "公开内容（要素）",
    "basis": "公开依据", "time_limit": "公开时限", "subject": "公开主体", "office": "责任科室", "channels": "公开渠道和载体",
    "everyone": "全社会", "specific": "特定群众", "active": "主动", "on_request": "依申请公开", "city": "市级", "town": "镇级",
    "audience": "公开对象", "method": "公开方式", "tiers": "公开层级", "code": "事项编码", "remark": "备注",
}  # fmt: skip
PARENTS = {
    "group": "公开事项", "name": "公开事项", "subname": "公开事项", "everyone": "公开对象", "specific": "公开对象",
    "active": "公开方式", "on_request": "公开方式", "city": "公开层级", "town": "公开层级",
}  # fmt: skip
WIDTHS = {"content": 34, "basis": 34, "channels": 30, "name": 18, "subname": 16, "group": 12, "time_limit": 16, "subject": 14, "remark": 18}
NATIONAL = (
    "number", "group", "name", "content", "basis", "time_limit", "subject", "channels",
    "everyone", "specific", "active", "on_request", "city", "town", "remark",
)  # fmt: skip


def form(columns=NATIONAL, **given):
    """A form: the national one, with what is given changed."""
    plain = {
        "columns": columns,
        "leaves": {},  # other words for leaf headings
        "parents": {},  # other words for the cells above them
        "heading": 2,  # rows of the heading
        "top": None,  # with three rows: the word over everything from 公开内容 on
        "groups": "merged",  # merged | repeated | blank: what stands under an 一级事项
        "merge": (),  # further columns whose equal cells within a group are merged
        "ditto": (),  # columns that say 同上 under an equal cell
        "content": "；",  # what stands between elements; "1." numbers them, a line each
        "basis": "",  # what stands between citations; "1." numbers them
        "channels": "full",  # full | full_kou | chosen | plain | numbered
        "between": " ",  # what stands between channels
        "aliases": {},  # other names of channels
        "one_level": "—",  # what stands under 二级事项 of an item without 一级事项
        "repeat_after": None,  # repeat the heading after so many rows, as on a new page
    }
    assert set(given) <= set(plain), set(given) - set(plain)
    return plain | given


def joined(texts, between):
    if between == "1.":
        return "\n".join(f"{number}.{text}" for number, text in enumerate(texts, 1)) if len(texts) > 1 else texts[0]
    return between.join(texts)


def channel_cell(channels, form):
    """公开渠道和载体 as this form writes it."""
    name = lambda channel: form["aliases"].get(channel, channel)
    if form["channels"] == "numbered":
        return joined([name(channel) for channel in channels], "1.")
    if form["channels"] == "plain":
        return form["between"].join(name(channel) for channel in channels)
    if form["channels"] == "chosen":
        return form["between"].join(f"■{name(channel)}" for channel in channels)
    off = "口" if form["channels"] == "full_kou" else "□"
    others = [channel for channel in channels if channel.startswith("其他：")]
    options = [f"{'■' if option in channels else off}{name(option)}" for option in CHANNELS]
    if others:
        options[-1:] = [f"■{other}" for other in others]
    return form["between"].join(options)


def cells(item, number, form):
    """The text of every column of one item."""
    one_level = not item["group"]
    audience = item["audience"]
    specific = audience.get("specific")
    tick = lambda yes: "√" if yes else None
    return {
        "number": number,
        "domain": item["domain"],
        "group": item["name"] if one_level else item["group"],
        "name": form["one_level"] if one_level else item["name"],
        "subname": item["subname"],
        "content": joined(item["content"], form["content"]),
        "basis": joined(item["basis"], form["basis"]),
        "time_limit": item["time_limit"],
        "subject": "、".join(item["subject"]),
        "office": item.get("office"),
        "channels": channel_cell(item["channels"], form),
        "everyone": audience.get("everyone"),
        "specific": specific,
        "active": tick("主动公开" == item["method"]),
        "on_request": tick("依申请公开" == item["method"]),
        "city": tick("市级" in item["tiers"]),
        "town": tick("镇级" in item["tiers"]),
        "audience": f"特定群众：{specific}" if specific else "全社会",
        "method": item["method"],
        "tiers": "、".join(item["tiers"]),
        "code": item.get("code"),
        "remark": item["remark"],
    }


def grouped(items):
    """Items of a domain together, within it those of one 一级事项, in first-seen order; those without one at the end."""
    domains = list(dict.fromkeys(item["domain"] for item in items))
    order = list(dict.fromkeys(item["group"] for item in items if item["group"])) + [None]
    return sorted(items, key=lambda item: (domains.index(item["domain"]), order.index(item["group"])))


class Sheet:
    """A sheet that is written from top to bottom."""

    def __init__(self, sheet):
        self.sheet = sheet
        self.row = 1
        self.widths = {}
        side = Side(style="thin")
        self.border = Border(left=side, right=side, top=side, bottom=side)

    def put(self, row, column, value, bold=False, box=True):
        cell = self.sheet.cell(row=row, column=column)
        cell.value = value
        if isinstance(value, str):
            cell.data_type = "s"
        cell.font = Font(name="宋体", size=10, bold=bold)
        cell.alignment = Alignment(wrap_text=box, vertical="center", horizontal="center" if bold else None)
        if box:
            cell.border = self.border

    def merge(self, top, left, bottom, right):
        if (top, left) != (bottom, right):
            self.sheet.merge_cells(start_row=top, start_column=left, end_row=bottom, end_column=right)

    def line(self, text, columns, bold=False):
        """A line over the whole width: title, 编制单位, note."""
        self.put(self.row, 1, text, bold=bold, box=False)
        self.merge(self.row, 1, self.row, columns)
        self.row += 1

    def heading(self, form):
        """One, two or three heading rows."""
        columns = form["columns"]
        leaf = lambda column: form["leaves"].get(column, LEAVES[column])
        parent = lambda column: form["parents"].get(column, PARENTS.get(column))
        first, rows = self.row, form["heading"]
        last = first + rows - 1
        for number, column in enumerate(columns, 1):
            self.put(last, number, leaf(column), bold=True)
        if rows > 1:
            start = 1
            while start <= len(columns):
                column = columns[start - 1]
                above = parent(column)
                end = start
                while above and end < len(columns) and parent(columns[end]) == above:
                    end += 1
                upper = last - 1
                if above:
                    self.put(upper, start, above, bold=True)
                    self.merge(upper, start, upper, end)
                else:
                    upper = first if rows == 2 or form["top"] is None or column == "number" else last - 1
                    self.put(upper, start, leaf(column), bold=True)
                    self.sheet.cell(row=last, column=start).value = None
                    self.merge(upper, start, last, start)
                start = end + 1
        if rows == 3:
            left = columns.index("content") + 1
            self.put(first, left, form["top"], bold=True)
            self.merge(first, left, first, len(columns))
            self.put(first, 2, "事项", bold=True)
            self.merge(first, 2, first, left - 1)
        self.row = last + 1

    def table(self, items, form, repeat=True):
        """Heading and rows."""
        columns = form["columns"]
        self.heading(form)
        items = grouped(items)
        top, above = self.row, None
        blocks = []  # (first row, last row) of an 一级事项
        for number, item in enumerate(items, 1):
            if form["repeat_after"] and number == form["repeat_after"] + 1:
                self.heading(form)
                above = None
            texts = cells(item, number, form)
            kin = ("domain", "group")
            same_group = above is not None and item["group"] and all(item[key] == above[1][key] for key in kin)
            if same_group:
                blocks[-1][1] = self.row
            else:
                blocks.append([self.row, self.row])
            for place, column in enumerate(columns, 1):
                text = texts[column]
                if column == "group" and same_group and form["groups"] != "repeated":
                    text = None
                elif column in form["ditto"] and above is not None and text == above[0][column]:
                    text = "同上"
                self.put(self.row, place, text)
            above = (texts, item)
            self.row += 1
        for place, column in enumerate(columns, 1):
            if (column == "group" and form["groups"] == "merged") or column in form["merge"]:
                for first, last in blocks:
                    self.merge_equal(first, last, place, whole=column == "group")
            self.widths[place] = max(WIDTHS.get(column, 7), self.widths.get(place, 0))
            self.sheet.column_dimensions[get_column_letter(place)].width = self.widths[place]
        for row in range(top, self.row):
            self.fit(row, len(columns))
        return top

    def fit(self, row, columns):
        """Makes a row as high as its longest cell needs."""
        lines = 1
        for column in range(1, columns + 1):
            value = self.sheet.cell(row=row, column=column).value
            wide = self.widths.get(column, 7)
            needed = sum(-(-sum(2 if ord(c) > 0x2E7F else 1 for c in line) // wide) or 1 for line in str(value or "").split("\n"))
            lines = max(lines, needed)
        self.sheet.row_dimensions[row].height = min(13 * lines + 4, 400)

    def merge_equal(self, first, last, place, whole):
        """Merges equal cells of a column between two rows."""
        start = first
        while start <= last:
            end = start
            value = self.sheet.cell(row=start, column=place).value
            while end < last and (whole or (value and self.sheet.cell(row=end + 1, column=place).value == value)):
                end += 1
            for row in range(start + 1, end + 1):
                self.sheet.cell(row=row, column=place).value = None
            self.merge(start, place, end, place)
            start = end + 1


def new():
    """A workbook without a sheet."""
    book = Workbook()
    book.remove(book.active)
    book.properties.creator = None
    return book


def sheet(book, name):
    made = book.create_sheet(name)
    made.page_setup.orientation = "landscape"
    made.page_setup.paperSize = made.PAPERSIZE_A4
    made.page_setup.fitToHeight = 0
    made.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    return Sheet(made)


def save(book, path):
    """The workbook with a fixed date in every place a date can hide."""
    raw = io.BytesIO()
    book.save(raw)
    path.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(raw) as parts, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as out:
        for name in sorted(parts.namelist(), key=lambda name: (name != "[Content_Types].xml", name)):
            data = parts.read(name)
            if name == "docProps/core.xml":
                data = re.sub(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", STAMP.encode(), data)
            entry = zipfile.ZipInfo(name, date_time=(1980, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            entry.create_system = 3
            out.writestr(entry, data)
