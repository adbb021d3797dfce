"""Writes the native lists of powers and services, and what four towns hand in. What a town decides is made up and says so."""

import re

import facts
import workbook
import yaml_text
from workbook import form

MADE_UP = "（示例数据，非官方发布）"
KINDS = {"responsibility": "权责清单", "public-service": "公共服务事项清单"}
LEVELS = {"市级": "设区市级", "县级": "市级", "乡级": "镇级"}
OTHER_PLACES = ("河北", "郑州", "贵州", "广东", "安徽", "山东", "江西", "辽", "皖", "冀")
# Rows of no pilot domain go with the department they belong to.
WITHOUT_DOMAIN = {"农业": "涉农补贴", "文化": "公共文化服务"}
OWN_BODY = re.compile(r"乡镇|街道|镇（街）|村、社区")


def native_rows():
    """The rows of `lists.jsonl`, in the city's own words, by (department, kind, domain)."""
    found = {}
    for row in facts.load("lists.jsonl"):
        domain = row.get("domain") or next(domain for word, domain in WITHOUT_DOMAIN.items() if word in row["body"])
        department = facts.DEPARTMENTS[domain][0]
        body = row["body"] if OWN_BODY.search(row["body"]) else facts.subject(row["body"], domain, ["市级"])[0]
        basis = [text for text in row.get("basis", []) if not any(place in text for place in OTHER_PLACES)]
        power = {
            "code": None if row.get("code") == "待定" else row.get("code"),
            "name": row["name"],
            "subname": row.get("sub_name"),
            "type": row["power_type"],
            "basis": "\n".join(basis) or None,
            "body": body,
            "tier": "、".join(LEVELS.get(level, level) for level in row["level"].split("、")),
        }
        of_list = found.setdefault((department, row["kind"], domain), [])
        if power not in of_list:
            of_list.append(power)
    return found


def write_native(root):
    """Two departments hand in workbooks, the others YAML."""
    rows = native_rows()
    native_book(root, "市发改委", rows.pop(("市发改委", "responsibility", "重大建设项目")), "重大建设项目", "权力类型", "事项名称", "行使主体")
    native_book(root, "市教育局", rows.pop(("市教育局", "responsibility", "义务教育")), "义务教育", "职权类型", "职权名称", "实施主体")
    files = {}
    for (department, kind, domain), powers in rows.items():
        files.setdefault((department, kind), []).append((domain, powers))
    for (department, kind), lists in files.items():
        parts = []
        for domain, powers in sorted(lists, key=lambda of_domain: list(facts.DEPARTMENTS).index(of_domain[0])):
            lines = [
                "# 真实的权力和服务事项，来源见 tests/examples/lists.jsonl；外省市的依据没有抄。示例数据，非官方发布。",
                "form: native",
                f"kind: {kind}",
                f"domain: {domain}",
                f"department: {department}",
                "items:",
            ]
            for power in powers:
                given = [f"    {key}: {yaml_text.scalar(text)}" for key, text in power.items() if text]
                lines += yaml_text.entry(given, "  ")
            parts.append("\n".join(lines) + "\n")
        (root / f"lists/{department}-{KINDS[kind]}（事项）.yaml").write_text("---\n".join(parts), encoding="utf-8")


def native_book(root, department, powers, domain, kind_word, name_word, body_word):
    book = workbook.new()
    sheet = workbook.sheet(book, domain)
    headings = ("序号", kind_word, name_word, "子项名称", "设定依据", body_word, "行使层级", "备注")
    sheet.line(f"{department}权责清单{MADE_UP}", len(headings), bold=True)
    for column, heading in enumerate(headings, 1):
        sheet.put(sheet.row, column, heading, bold=True)
        sheet.sheet.column_dimensions[chr(64 + column)].width = 40 if column == 3 else 14
    sheet.row += 1
    for number, power in enumerate(powers, 1):
        for column, value in enumerate((number, power["type"], power["name"], power["subname"], power["basis"], power["body"], power["tier"], None), 1):
            sheet.put(sheet.row, column, value)
        sheet.row += 1
    workbook.save(book, root / f"lists/{department}-权责清单（权力事项）.xlsx")


HAIYU = """\
# 海虞镇认领全部镇级事项，另有一项不适用、两项调整、一项新增。内容都是编的。
town: 海虞镇
claim: all

omit:
  - item: 公共文化服务/公共服务/主要文艺演出活动查询服务
    reason: 示例：演出活动查询由市级统一提供，本镇没有这项服务

change:
  - item: 养老服务/养老服务业务办理/养老机构备案
    set:
      channels: [政府网站, 政务服务中心, 便民服务站]
    reason: 示例：本镇在便民服务站摆放办事指南
  - item: 社会救助/最低生活保障/办事指南
    set:
      time_limit: 制定或获取信息之日起5个工作日内
    reason: 示例：本镇承诺更快公开

add:
  - domain: 公共文化服务
    after: 公共文化服务/公共服务/组织开展群众文化活动
    items:
      - group: 公共服务
        name: 镇文化站活动预告（示例）
        content: [活动名称, 活动时间, 活动地点]
        basis: 《中华人民共和国政府信息公开条例》（国务院令第711号）
        time_limit: 自信息形成或者变更之日起10个工作日内
        subject: 海虞镇人民政府
        method: 主动公开
        channels: [政府网站, 社区/企事业单位/村公示栏（电子屏）]
        audience: 全社会
        tiers: 镇级
        extra: {备注: 示例：镇里新增}
"""

MEILI = """\
# 梅李镇只确认列出的几项，其余照市里的执行。内容都是编的。
town: 梅李镇
claim:
  - 社会救助/综合业务/政策法规文件
  - 社会救助/综合业务/监督检查
  - 社会救助/最低生活保障/办事指南
  - 农村危房改造/计划实施/任务分配

change:
  # was 写的是改动时市里的原值；市里以后改了，程序会提醒重新确认。
  - item: 农村危房改造/计划实施/任务分配
    set:
      subject: [市住建局, 梅李镇人民政府]
    was:
      subject: 市住建局
    reason: 示例：任务分配情况由镇里一并公开
"""

GULI = """\
# 古里镇改动了公开内容。这一栏要说明理由，并由市里在 mulu.yaml 的 permit 中准许。内容都是编的。
town: 古里镇
claim: all

change:
  - item: 社会救助/临时救助/办事指南
    set:
      content: {content}
    reason: 示例：补充本镇的办理地点
"""


def write_towns(root, city, title, note):
    (root / "towns").mkdir(parents=True, exist_ok=True)
    guide = next(item for item in city["社会救助"] if item["group"] == "临时救助" and item["name"] == "办事指南")
    content = yaml_text.flow(guide["content"] + ["古里镇办理地点（示例）"])
    (root / "towns/海虞镇.yaml").write_text(HAIYU, encoding="utf-8")
    (root / "towns/梅李镇.yaml").write_text(MEILI, encoding="utf-8")
    (root / "towns/古里镇.yaml").write_text(GULI.replace("{content}", content), encoding="utf-8")
    write_table(root, city, title, note)


def write_table(root, city, title, note):
    """琴川街道 hands in a plain national table: its whole catalog, a sheet a domain."""
    office = "琴川街道办事处"
    book = workbook.new()
    columns = workbook.NATIONAL[:3] + ("subname",) + workbook.NATIONAL[3:-1]
    shape = form(columns, channels="chosen")
    for domain, items in city.items():
        own = []
        for item in items:
            if "镇级" not in item["tiers"]:
                continue
            row = item | item.get("merged", {})
            row["subject"] = list(dict.fromkeys(office if body in facts.TOWN_PARTS and "行政村" not in body and body != "社区" else body for body in row["subject"]))
            # Made up: for two domains the town's office discloses beside the department.
            if domain in ("养老服务", "救灾"):
                row["subject"] = list(dict.fromkeys(row["subject"] + [office]))
            own.append(row)
        if domain == "公共法律服务":
            own.append(addition(office))
        if own:
            sheet = workbook.sheet(book, domain)
            sheet.line(title(domain).replace("常熟市", "琴川街道", 1), len(columns), bold=True)
            sheet.line(f"编制单位：{office}", len(columns))
            sheet.table(own, shape)
            sheet.line(note, len(columns))
    workbook.save(book, root / "towns/琴川街道.xlsx")


def addition(office):
    return {
        "domain": "公共法律服务",
        "group": "法治宣传教育",
        "name": "街道法律咨询日安排（示例）",
        "subname": None,
        "content": ["咨询日期", "咨询地点", "值班安排"],
        "basis": [facts.REGULATION],
        "time_limit": "自信息形成或者变更之日起10个工作日内",
        "subject": [office],
        "method": "主动公开",
        "channels": ["政府网站", "社区/企事业单位/村公示栏（电子屏）"],
        "audience": {"everyone": "√"},
        "tiers": ["镇级"],
        "remark": None,
    }
