"""Writes the workbooks of `examples/faulty`: lists with planted mistakes, and beside each a near miss. Needs openpyxl.

    python3 tests/examples/make_faulty.py

The YAML files there and `expected.tsv` are written by hand, never computed: it says what a reviewer would mark, and why. The numbers behind the rows are those of the sheet.
"""

import sys

sys.dont_write_bytecode = True

import facts
import workbook
from openpyxl import comments
from workbook import CHANNELS, form

ROOT = facts.HERE.parent.parent / "examples" / "faulty"
MADE_UP = "（示例数据，非官方发布）"
OPINION = "《国务院办公厅关于全面推进基层政务公开标准化规范化工作的指导意见》（国办发〔2019〕54号）"
FORMED = "自信息形成或者变更之日起{}个工作日内"
COLUMNS = workbook.NATIONAL[:-1]
KEYS = ("group", "name", "content", "basis", "time_limit", "subject", "channels", "everyone", "specific", "active", "on_request", "city", "town")


def boxes(*chosen):
    """The full list of 13 boxes."""
    return " ".join(("■" if channel in chosen else "□") + channel for channel in CHANNELS)


def good(group, name, content, subject, **planted):
    """A row without a fault, then what is planted in it."""
    row = {
        "group": group,
        "name": name,
        "content": content,
        "basis": facts.REGULATION,
        "time_limit": FORMED.format(20),
        "subject": subject,
        "channels": boxes("政府网站"),
        "everyone": "√",
        "active": "√",
        "city": "√",
    }
    return row | planted


def table(sheet, title, rows, unit=None):
    """Title, heading of two rows, rows; 一级事项 merged. Returns the number of the first row."""
    sheet.line(title + MADE_UP, len(COLUMNS), bold=True)
    if unit:
        sheet.line(f"编制单位：{unit}", len(COLUMNS))
    sheet.heading(form(COLUMNS))
    first = sheet.row
    for number, row in enumerate(rows, 1):
        sheet.put(sheet.row, 1, number)
        for column, key in enumerate(KEYS, 2):
            sheet.put(sheet.row, column, row.get(key))
        sheet.row += 1
    start = first
    for at in range(first + 1, sheet.row + 1):
        if at == sheet.row or rows[at - first]["group"] != rows[start - first]["group"]:
            for below in range(start + 1, at):
                sheet.sheet.cell(row=below, column=2).value = None
            sheet.merge(start, 2, at - 1, 2)
            start = at
    for column, key in enumerate(COLUMNS, 1):
        sheet.widths[column] = workbook.WIDTHS.get(key, 7)
        sheet.sheet.column_dimensions[chr(64 + column)].width = sheet.widths[column]
    for row in range(first, sheet.row):
        sheet.fit(row, len(COLUMNS))
    return first


def education():
    body = "市教育局"
    rows = [
        good("政策文件", "教育法律", "文件名称；正文", body),  # 4
        good("政策文件", None, "文件名称；文号；正文", body),  # 5
        good("政策文件", "规范性文件", None, body),  # 6
        good("教育概况", "学校名录", "学校名称；学校地址；办公电话", None, basis=None),  # 7
        good("教育概况", "办学条件", "占地面积；校舍面积", body, time_limit=None),  # 8
        good("教育概况", "教育统计数据", "学校数据；教师数据", body, channels=boxes()),  # 9
        good("招生管理", "招生政策", "入学条件；入学办法", body, everyone=None),  # 10
        good("招生管理", "招生计划", "招生人数；班级数", body, active=None),  # 11
        good("招生管理", "招生范围", "学区划分；示意图", body, city=None),  # 12
        good("招生管理", "招生结果", "录取名册；公示时间", body, everyone=None, specific="报名学生家长"),  # 13
        good("招生管理", "4.招生结果", "录取名册；公示时间", body, everyone=None, specific="报名学生家长"),  # 14
        good("学生管理", "学籍办理", "转学；休学；复学", body, channels="■政府网站 ■校门口大屏"),  # 15
        good("学生管理", "资助名册", "资助对象；资助标准", body, active=None, on_request="√", time_limit="自收到申请之日起20个工作日内"),  # 16
        good("学生管理", "奖励表彰", "评选条件；评选结果", body, everyone=None, specific="√"),  # 17
        good("教师管理", "职称评审", "评审条件；评审结果", body, basis=OPINION, time_limit=FORMED.format(21)),  # 18
        good("教师管理", "师德考核", "考核办法；考核结果", body, time_limit="20个工作日"),  # 19
        good("教师管理", "教师招聘", "招聘公告；招聘结果", body, basis=OPINION.replace("〔2019〕", "〔2019")),  # 20
        good("校园安全", "—", "安全制度；应急预案", body, time_limit="长期公开（动态调整）"),  # 21
        good("财务信息", None, "收费项目；收费标准", body, time_limit="实时公开"),  # 22
        good("监督检查", "督导评估", "评估结果；整改情况", body, specific="学生家长（查询本校结果）"),  # 23
        good("监督检查", "投诉处理", "投诉电话；处理结果", body, everyone=None, specific="申请人", active=None, on_request="√", time_limit="自收到申请之日起20个工作日内"),  # 24
        good("监督检查", "收费公示", "公示内容；监督电话", body, channels="■门户网站 ■其他：学校公示栏", time_limit="20个工作日（自该政府信息形成或者变更之日起）"),  # 25
    ]
    book = workbook.new()
    first = table(workbook.sheet(book, "义务教育"), "示例市义务教育领域基层政务公开标准目录", rows)
    assert first == 4
    workbook.save(book, ROOT / "lists/市教育局-公共服务事项清单.xlsx")


def civil_affairs():
    body, both = "市民政局", "市民政局、乡镇人民政府（街道办事处）"
    nested = "《国务院办公厅印发〈关于全面推进政务公开工作的意见〉实施细则的通知》（国办发〔2016〕80号）"
    assistance = [
        good("综合业务", "监督检查", "信访地址；投诉电话", both, town="√"),  # 4
        good("最低生活保障", "办事指南", "办理条件；申请材料", both, town="√"),  # 5
        good("最低生活保障", "审核信息", "初审名单；公示时间", body, channels=None),  # 6
        good("最低生活保障", "批准结果", "救助金额；救助类别", body, everyone=None, specific="√"),  # 7
        good("特困人员救助供养", "办事指南", "供养标准；申请材料", both, town="√"),  # 8
        good("特困人员救助供养", "资金发放", "发放标准；发放时间", body, time_limit="15个工作日内"),  # 9
        good("临时救助", "受理名册", "受理时间；受理结果", body, channels="■政府网站 ■镇广播喇叭"),  # 10
        good("临时救助", "标准公布", "标准公布时间；救助标准", body, basis=nested),  # 11
    ]
    care = [
        good("养老服务政策", "投资指南", "服务需求；扶持政策", body, basis=None),  # 16
        good("养老服务政策", "扶持措施", "扶持措施", body),  # 17
        good("养老服务政策", "—", "文件名称；发布部门", body),  # 18
        good("机构管理", "养老机构备案", "备案条件；备案结果", None),  # 19
        good("机构管理", "等级评定", "评定标准；评定结果", body, basis=OPINION, time_limit=FORMED.format(30)),  # 20
        good("机构管理", "安全检查", "检查事项；检查结果", body, city=None),  # 21
        good("机构管理", "服务质量", "质量标准；日常监测", body),  # 22
        good("机构管理", "服务　质量", "质量标准；日常监测", body),  # 23
        good("补贴发放", "高龄津贴", "发放对象；发放标准", body, basis="《中华人民共和国老年人权益保障法》《中华人民共和国政府信息公开条例》（国务院令第711号"),  # 24
        good(
            "补贴发放",
            "护理补贴",
            "申请条件；办理流程",
            body,
            basis="《中华人民共和国老年人权益保障法》",
            time_limit=FORMED.format(30) + "，法律、法规对政府信息公开的期限另有规定的，从其规定",
        ),  # 25
    ]
    book = workbook.new()
    sheet = workbook.sheet(book, "社会救助、养老服务")
    assert table(sheet, "（四）示例市社会救助领域基层政务公开标准目录", assistance) == 4
    sheet.row += 1
    assert table(sheet, "（五）示例市养老服务领域基层政务公开标准目录", care) == 16
    workbook.save(book, ROOT / "lists/市民政局-权责清单.xlsx")


def enforcement():
    body = "市城管局"
    wide = good("违法建设", "违法建筑查处", "案件来源；调查情况", body, basis=OPINION, time_limit=FORMED.format(25))
    rows = [
        wide,  # 4
        wide | {"content": "处罚结果；执行情况"},  # 5, the same item
        good("违法建设", "擅自搭建", "举报电话；处理结果", body, everyone=None),  # 6
        good("违法建设", "违规施工", "处罚依据；处罚结果", body, active=None),  # 7
        good("市容环境卫生", "乱倒垃圾", "处罚依据；裁量标准", body, active=None, on_request="√", time_limit="自收到申请之日起20个工作日内"),  # 8
        good("市容环境卫生", "张贴广告", "处罚依据；救济渠道", body, everyone=None, specific="√"),  # 9
        good("市容环境卫生", "占道经营", "整治范围；整治时间", body, city=None),  # 10
        good("绿化管理", "损坏花草", "赔偿标准；处理结果", body, time_limit="尽快"),  # 11
        good("绿化管理", "砍伐树木", "审批条件；审批结果", body, basis="《中华人民共和国政府信息公开条例（国务院令第711号）"),  # 12
        good("市政公用", "道路挖掘", "施工地点；施工时间", body, channels="■政府网站 ■政府服务中心"),  # 13
        good("市政公用", "燃气经营", "经营范围；安全检查", body, channels="■政府网站 ■政府服务中心"),  # 14
    ]
    book = workbook.new()
    sheet = workbook.sheet(book, "城市综合执法")
    assert table(sheet, "示例市城市综合执法领域基层政务公开标准目录", rows) == 4
    # One item over two rows: everything but 公开内容 is merged. Two items that share cells: 依据 to 渠道 are merged.
    for top, columns in ((4, (1, 3, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14)), (13, (5, 6, 7, 8))):
        for column in columns:
            sheet.sheet.cell(row=top + 1, column=column).value = None
            sheet.merge(top, column, top + 1, column)
    workbook.save(book, ROOT / "lists/市城管局-权责清单.xlsx")


def social_insurance():
    """Every number is made up: 320599 is no county's code, 1900 no birthday, the card is a card company's test number."""
    body = "市社保中心"
    rows = [
        good("社会保险登记", "参保登记", "办理条件；申请材料", body),  # 4
        good("社会保险登记", "参保查询", "参保人员名单；参保时间", body),  # 5
        good("社会保险登记", "关系转移", "办理材料（身份证复印件）；咨询电话0512-52880000", body),  # 6
        good("养老保险服务", "待遇核定", "待遇项目；计发办法", body),  # 7, a comment with a number
        good("养老保险服务", "待遇发放", "享受待遇人员姓名、身份证号码；金额", body),  # 8
        good("养老保险服务", "遗属待遇", "遗属补助人员名单（去标识化处理后公开）；补助标准", body, time_limit="永久公开"),  # 9
        good("工伤保险服务", "伤残津贴", "伤残津贴人员名单（不含病情）；公示时间", body),  # 10
        good("工伤保险服务", "供养亲属", "供养亲属中的未成年人名册；抚恤金标准", body),  # 11
        good("失业保险服务", "补助金发放", "领取补助人员名单；发放金额", body),  # 12
        good("失业保险服务", "政策咨询", "机构名称；机构地址；联系电话", body),  # 13
        good("社保补贴", "低保对象社保补贴", "低保对象审批结果；补贴标准", body),  # 14
        good("社保补贴", "被征收人社保补贴", "被征收房屋分户补偿情况；补贴标准", body),  # 15
        good("社保补贴", "低保政策", "低保标准；办理条件", body),  # 16
    ]
    book = workbook.new()
    sheet = workbook.sheet(book, "社会保险")
    assert table(sheet, "示例市社会保险领域基层政务公开标准目录", rows, unit=body + "（编的号码，不是真人的）") == 5
    sheet.sheet["D8"].comment = comments.Comment("样例：张某某，32059919000101007X", "示例")
    sheet.sheet["D9"].comment = comments.Comment("请核对待遇项目", "示例")
    draft = workbook.sheet(book, "底稿")
    for row, text in enumerate(("姓名：张某某", "手机：139-0000-0003", "内部资料　注意保存", "实施编码：6200000000000005", "保守国家秘密法宣传"), 1):
        draft.sheet.cell(row=row, column=1, value=text)
    draft.sheet.sheet_state = "hidden"
    book.properties.subject = "秘密★1年"
    book.properties.description = "联系人手机 13900000004，办公电话0512-52880000"
    workbook.save(book, ROOT / "lists/市社保中心-公共服务事项清单.xlsx")


def main():
    education()
    civil_affairs()
    enforcement()
    social_insurance()


if __name__ == "__main__":
    main()
