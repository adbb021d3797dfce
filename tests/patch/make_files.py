"""Makes files/openpyxl.xlsx and files/libreoffice.xlsx: a list in a workbook with everything that marking must leave alone.

usage: make_files.py    (needs openpyxl, pillow and soffice; run by hand, its results are kept)
"""

import io
import pathlib
import subprocess
import sys
import zipfile

import openpyxl
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.chart import BarChart, Reference
from openpyxl.comments import Comment
from openpyxl.drawing.image import Image
from openpyxl.formatting.rule import CellIsRule
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.pagebreak import Break
from PIL import Image as Picture

FILES = pathlib.Path(__file__).parent / "files"
HEAD = ["序号", "一级事项", "二级事项", "公开内容（要素）", "公开依据", "公开时限", "公开主体", "公开渠道和载体", "公开对象", "公开方式", "公开层级"]
CONTENT, LIMIT, OFFICE, CHANNEL = "申请条件；申请材料；办理流程", "自信息形成或者变更之日起20个工作日内", "市民政局", "■政府网站 ■两微一端"
LAW = "《中华人民共和国政府信息公开条例》（国务院令第711号）"
BROKEN = "《国务院办公厅关于全面推进基层政务公开标准化规范化工作的指导意见》（国办发〔201954号）"


def fill(book):
    sheet = book.active
    sheet.title = "社会救助"
    sheet["A1"] = "常熟市社会救助领域基层政务公开标准目录"
    sheet.merge_cells("A1:K1")
    rich = CellRichText(TextBlock(InlineFont(b=True), "《社会救助暂行办法》"), TextBlock(InlineFont(i=True), "（国务院令第649号"), "；《城市居民最低生活保障条例》")
    rows = [
        HEAD,
        [1, "最低生活保障", "政策法规文件", CONTENT, BROKEN, LIMIT, OFFICE, CHANNEL, "全社会", "主动公开", "市级"],
        [2, None, "办事指南", CONTENT, rich, LIMIT, OFFICE, CHANNEL, "全社会", "主动公开", "市级"],
        [3, None, "审核信息", CONTENT, None, LIMIT, OFFICE, CHANNEL, "全社会", "主动公开", "市级"],
        [4, "特困供养", "审批信息", CONTENT, LAW, None, OFFICE, CHANNEL, "全社会", "主动公开", "市级"],
        [5, None, "供养标准", CONTENT, BROKEN + " & <甲>", LIMIT, OFFICE, CHANNEL, "全社会", "主动公开", None],
    ]
    for at, row in enumerate(rows, 2):
        for column, value in enumerate(row, 1):
            cell = sheet.cell(at, column)
            if value is not None:
                cell.value = value
            if value is not None or at % 2 == 0:
                cell.border = Border(*[Side("thin")] * 4)
                cell.alignment = Alignment("center", "center", wrap_text=True)
                cell.font = Font("仿宋_GB2312", 10, color="FF1F3864")
                cell.protection = Protection(locked=False)
    sheet["F3"].fill = PatternFill("solid", fgColor="FFE2EFDA")
    sheet["E3"].fill = PatternFill("solid", fgColor="FFE2EFDA")
    sheet.merge_cells("B3:B5")
    sheet.merge_cells("B6:B7")
    sheet["L3"] = "=LEN(E3)"
    sheet["E4"].comment = Comment("请法规科核对文号", "张三")
    sheet["C6"].comment = Comment("名称已定", "张三")
    sheet["G3"].hyperlink = "http://www.changshu.gov.cn/"
    sheet["D3"].hyperlink = openpyxl.worksheet.hyperlink.Hyperlink("D3", location="'说明'!A1")
    choice = DataValidation("list", '"主动公开,依申请公开"')
    choice.add("J3:J7")
    sheet.add_data_validation(choice)
    sheet.conditional_formatting.add("A3:A7", CellIsRule("greaterThan", ["3"], fill=PatternFill(bgColor="FFFFC000")))
    sheet.print_title_rows = "1:2"
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", 9
    sheet.oddFooter.center.text = "第 &P 页"
    sheet.row_breaks.append(Break(5))
    sheet.freeze_panes = "C3"
    sheet.auto_filter.ref = "A2:K7"
    sheet.protection.sheet = True
    for letter, width in zip("ABCDEFGHIJK", [6, 14, 16, 24, 40, 24, 12, 20, 10, 10, 8]):
        sheet.column_dimensions[letter].width = width
    for row in range(3, 8):
        sheet.row_dimensions[row].height = 48
    picture = io.BytesIO()
    Picture.new("RGB", (24, 24), (200, 30, 30)).save(picture, "PNG")
    sheet.add_image(Image(picture), "M2")
    notes = book.create_sheet("说明")
    for row in [["项目", "数量"], ["甲", 3], ["乙", 5]]:
        notes.append(row)
    chart = BarChart()
    chart.add_data(Reference(notes, min_col=2, min_row=1, max_row=3), titles_from_data=True)
    notes.add_chart(chart, "D2")
    hidden = book.create_sheet("旧数据")
    hidden["A1"] = "不用看"
    hidden.sheet_state = "hidden"
    book.defined_names["渠道"] = DefinedName("渠道", attr_text="'说明'!$A$2:$A$3")


EXTENSION = (
    '<extLst><ext xmlns:x14="http://schemas.microsoft.com/office/spreadsheetml/2009/9/main" uri="{78C0D931-6437-407d-A8EE-F0AAD7539E65}">'
    '<x14:conditionalFormattings><x14:conditionalFormatting xmlns:xm="http://schemas.microsoft.com/office/excel/2006/main">'
    '<x14:cfRule type="containsText" priority="9" operator="containsText" id="{00000000-0001-0000-0000-000000000000}">'
    '<xm:f>NOT(ISERROR(SEARCH("旧",D3)))</xm:f><x14:dxf><font><b/></font></x14:dxf></x14:cfRule><xm:sqref>D3:D7</xm:sqref>'
    "</x14:conditionalFormatting></x14:conditionalFormattings></ext></extLst>"
)


def extended(source, target):
    """Adds what openpyxl cannot write: an extension list, an order of calculation."""
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.infolist():
            data = old.read(part)
            if part.filename == "xl/worksheets/sheet1.xml":
                data = data.replace(b"</worksheet>", EXTENSION.encode() + b"</worksheet>")
            if part.filename == "[Content_Types].xml":
                kind = b'<Override PartName="/xl/calcChain.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.calcChain+xml"/>'
                data = data.replace(b"</Types>", kind + b"</Types>")
            if part.filename == "xl/_rels/workbook.xml.rels":
                kind = b'<Relationship Id="rId99" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/calcChain" Target="calcChain.xml"/>'
                data = data.replace(b"</Relationships>", kind + b"</Relationships>")
            new.writestr(part.filename, data)
        new.writestr("xl/calcChain.xml", '<?xml version="1.0" encoding="UTF-8"?><calcChain xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><c r="L3" i="1"/></calcChain>')


def main():
    FILES.mkdir(exist_ok=True)
    book = openpyxl.Workbook()
    fill(book)
    plain = io.BytesIO()
    book.save(plain)
    extended(plain, FILES / "openpyxl.xlsx")
    room = FILES / "room"
    filter_name = "xlsx:Calc MS Excel 2007 XML"
    subprocess.run(["soffice", "--headless", f"-env:UserInstallation=file://{room}/profile", "--convert-to", filter_name, "--outdir", room, FILES / "openpyxl.xlsx"], check=True, stdout=sys.stderr)
    (room / "openpyxl.xlsx").replace(FILES / "libreoffice.xlsx")
    subprocess.run(["rm", "-rf", room], check=True)


main()
