"""Writes `examples/changshu`: a whole city on made-up decisions and real items. Run it from anywhere; it needs openpyxl.

    python3 tests/examples/make_changshu.py

The items come from `reference-*.jsonl` and `lists.jsonl` beside this file, by the rule of `facts.py`. The same run gives the same bytes.
"""

import shutil
import sys

sys.dont_write_bytecode = True

import facts
import towns
import workbook
import yaml_text
from settings import write_settings
from workbook import form

ROOT = facts.HERE.parent.parent / "examples" / "changshu"
MADE_UP = "（示例数据，非官方发布）"
# Two tables of the city have no 公开层级 at all, as many published ones.
WITHOUT_TIERS = ("保障性住房", "税收管理")
NOTE = "注：本表为演示数据。标有“示例补全”的栏目按固定规则补全，见项目说明。"
THREE_LEVELS = workbook.NATIONAL[:3] + ("subname",) + workbook.NATIONAL[3:]
NO_TIERS = tuple(column for column in workbook.NATIONAL if column not in ("city", "town"))


def title(domain, number=None):
    words = "" if domain == "农村集体土地征收" else "领域"
    return f"{number or ''}常熟市{domain}{words}基层政务公开标准目录{MADE_UP}"


def pick(items, name, subname=None):
    """The one item of that name."""
    found = [item for item in items if item["name"] == name and item["subname"] == subname]
    assert len(found) == 1, (name, len(found))
    return found[0]


def copy(item, remark, **changes):
    """The same item as another list has it; what differs is made up and says so."""
    return item | changes | {"remark": remark}


def book(path, *sheets):
    """A workbook: (sheet name, unit, [(domain, items, form, number)]) a sheet."""
    made = workbook.new()
    for name, unit, tables in sheets:
        sheet = workbook.sheet(made, name)
        for domain, items, shape, number in tables:
            width = len(shape["columns"])
            if domain:
                sheet.line(title(domain, number), width, bold=True)
            if unit:
                sheet.line(f"编制单位：{unit}", width)
            sheet.table(items, shape)
            sheet.line(NOTE, width)
            sheet.row += 1
    workbook.save(made, ROOT / path)


def text(path, *documents):
    """A YAML file of one or more documents, each (comment, head, items, keys)."""
    parts = []
    for comment, head, items, keys in documents:
        parts.append("\n".join([f"# {line}" for line in comment] + yaml_text.document(head, items, keys)) + "\n")
    (ROOT / path).parent.mkdir(parents=True, exist_ok=True)
    (ROOT / path).write_text("---\n".join(parts), encoding="utf-8")


def listing(department, kind, domain, items, comment=(), keys=None):
    words = {"responsibility": "权责清单", "public-service": "公共服务事项清单"}[kind]
    head = [("title", f"常熟市{department.removeprefix('市')}{words}（{domain}）{MADE_UP}"), ("kind", kind), ("domain", domain), ("department", department)]
    return (comment, head, items, keys)


def write_workbooks(city):
    """Fifteen workbooks, each in a form of its own."""
    national = form()
    book(
        "lists/市教育局-公共服务事项清单.xlsx",
        ("义务教育", "市教育局", [("义务教育", city["义务教育"], form(THREE_LEVELS, content="1.", between="\n"), None)]),
    )
    broken = {"number": "序\n号", "time_limit": "公开\n时限", "subject": "公开\n主体", "everyone": "全\n社会", "specific": "特定\n群体", "on_request": "依申\n请公开", "city": "县级", "town": "乡、村级"}  # fmt: skip
    book(
        "lists/市公安局-权责清单.xlsx",
        ("户籍管理", None, [("户籍管理", city["户籍管理"], form(leaves=broken, groups="blank", channels="chosen", between="\n", basis="、"), None)]),
    )
    shape = form(leaves={"content": "公开内容（要素）及要求", "specific": "特定群体", "city": "市级", "town": "镇（街）级"}, content="1.", basis="1.")
    book(
        "lists/市民政局-公共服务事项清单.xlsx",
        *((domain, "市民政局", [(domain, city[domain], shape, None)]) for domain in ("社会救助", "养老服务")),
    )
    words = ("group", "name", "content", "basis", "time_limit", "subject", "channels", "audience", "method", "tiers", "remark")
    shape = form(
        words,
        heading=1,
        leaves={"group": "一级目录", "name": "二级目录", "content": "公开内容", "subject": "公开责任", "channels": "公开渠道", "method": "公开属性"},
        groups="repeated",
        channels="plain",
        between="；",
    )
    book("lists/市司法局-公共服务事项清单.xlsx", ("公共法律服务", "市司法局", [("公共法律服务", city["公共法律服务"], shape, None)]))
    shape = form(heading=1, channels="plain", between="\n", groups="merged")
    book(
        "lists/市资源规划局-权责清单.xlsx",
        *((domain, None, [(domain, city[domain], shape, None)]) for domain in ("城乡规划", "农村集体土地征收")),
    )
    moved = ("number", "group", "name", "content", "subject", "time_limit", "active", "on_request", "channels", "everyone", "specific", "basis", "city", "town", "remark")  # fmt: skip
    shape = form(moved, parents={"group": "事项名称", "name": "事项名称"}, leaves={"content": "公开内容", "on_request": "依申请"}, channels="numbered")
    book("lists/常熟生态环境局-权责清单.xlsx", ("生态环境", "常熟生态环境局", [("生态环境", city["生态环境"], shape, None)]))
    legend = {"channels": "公开渠道和载体\n（“■”表示必选项，“□”表示可选项）"}
    book(
        "lists/市住建局-公共服务事项清单.xlsx",
        ("保障性住房", "市住建局", [("保障性住房", city["保障性住房"], form(NO_TIERS, content="1."), None)]),
        ("农村危房改造", "市住建局", [("农村危房改造", city["农村危房改造"], form(leaves=legend, channels="chosen"), None)]),
    )
    offices = workbook.NATIONAL[:7] + ("office",) + workbook.NATIONAL[7:]
    for domain, office in (("城市综合执法", "执法监督科"), ("市政服务", "行政许可科")):
        for item in city[domain]:
            item["office"] = f"{office}（示例）"
    shape = form(offices, channels="chosen", merge=("time_limit", "office"), leaves={"office": "责任科室"})
    book(
        "lists/市城管局-权责清单.xlsx",
        *((domain, "市城管局", [(domain, city[domain], shape, None)]) for domain in ("城市综合执法", "市政服务")),
    )
    with_domain = ("number", "domain") + workbook.NATIONAL[1:]
    shape = form(with_domain, groups="repeated", leaves={"name": "二级事项", "city": "县级", "town": "乡级"}, one_level=None)
    book("lists/市农业农村局-公共服务事项清单.xlsx", ("目录", "市农业农村局", [(None, city["涉农补贴"] + city["扶贫"], shape, None)]))
    services = [item for item in city["公共文化服务"] if item["group"] != "行政许可"]
    licences = [item for item in city["公共文化服务"] if item["group"] == "行政许可"]
    both = [pick(licences, "营业性演出审批"), pick(licences, "娱乐场所经营许可")]
    shape = form(channels="full_kou", leaves={"specific": "特定对象", "active": "主动公开", "on_request": "申请"}, groups="blank")
    book("lists/市文体旅局-公共服务事项清单.xlsx", ("公共文化服务", None, [("公共文化服务", services + both, shape, None)]))
    shape = form(heading=3, top="公开标准", leaves={"city": "县级", "town": "乡镇级"}, channels="chosen", between="\n")
    book("lists/市文体旅局-权责清单.xlsx", ("公共文化服务", "市文体旅局", [("公共文化服务", licences, shape, None)]))
    shape = form(
        THREE_LEVELS,
        merge=("name",),
        ditto=("time_limit",),
        leaves={"group": "一级", "name": "二级", "subname": "三级", "town": "镇街级"},
        channels="chosen",
    )
    book("lists/市卫健委-公共服务事项清单.xlsx", ("医疗卫生", "市卫健委", [("医疗卫生", city["医疗卫生"], shape, None)]))
    stacked = form(repeat_after=6)
    book(
        "lists/市应急局-权责清单.xlsx",
        ("安全生产、救灾", None, [("安全生产", city["安全生产"], national, "（二十二）"), ("救灾", city["救灾"], stacked, "（二十三）")]),
    )
    shape = form(heading=1, channels="plain", between="、", aliases={"政府网站": "门户网站"}, leaves={"channels": "公开渠道", "town": "镇级"})
    book("lists/市行政审批局-权责清单.xlsx", ("公共资源交易", "市行政审批局", [("公共资源交易", city["公共资源交易"], shape, None)]))
    shape = form(NO_TIERS, leaves={"content": "公开内容", "channels": "公开渠道和载体"}, groups="repeated")
    book("lists/市税务局-权责清单.xlsx", ("税收管理", "市税务局", [("税收管理", city["税收管理"], shape, None)]))


def write_yaml(city):
    """The departments that hand in YAML, and second lists that share items with a workbook. Returns what merging makes of those items."""
    made_up = ("示例数据，非官方发布。栏目的补全规则见 README.md。",)
    chinese = dict(yaml_text.CHINESE)
    text("lists/市发改委-权责清单.yaml", listing("市发改委", "responsibility", "重大建设项目", city["重大建设项目"], made_up))
    text("lists/市财政局-权责清单.yaml", listing("市财政局", "responsibility", "财政预决算", city["财政预决算"], made_up, chinese))
    text("lists/市市场监管局-权责清单.yaml", listing("市市场监管局", "responsibility", "食品药品监管", city["食品药品监管"], made_up))

    recognised = pick(city["就业创业"], "就业困难人员认定")
    recognised["code"] = "公共服务-94372-006"
    text(
        "lists/市人社局-公共服务事项清单.yaml",
        *(listing("市人社局", "public-service", domain, city[domain], made_up) for domain in ("就业创业", "社会保险")),
    )

    # From here on: items that stand in two lists.
    card = pick(city["社会保险"], "社会保障卡申领")
    renamed = copy(recognised, "示例：与市人社局清单中的“就业困难人员认定”编码相同、名称不同", name="就业困难人员（零就业家庭）认定", subject=["市医保局"])
    text(
        "lists/市医保局-公共服务事项清单.yaml",
        listing("市医保局", "public-service", "就业创业", [renamed], made_up),
        listing("市医保局", "public-service", "社会保险", [copy(card, "示例：市医保局共同公开", subject=["市医保局"])], made_up),
    )
    schools = pick(city["义务教育"], "民办学校设立、变更、终止等事项行政审批、备案信息")
    statistics = pick(city["义务教育"], "教育统计数据")
    admission = pick(city["义务教育"], "招生政策")
    text(
        "lists/市教育局-权责清单.yaml",
        listing(
            "市教育局",
            "responsibility",
            "义务教育",
            [
                copy(schools, "示例：权责清单另列政务服务中心", channels=schools["channels"] + ["政务服务中心"]),
                copy(statistics, "示例：权责清单多一个要素", content=statistics["content"] + ["教育经费统计数据（示例）"]),
                copy(admission, "示例：权责清单的时限与公共服务事项清单不同", time_limit="信息形成或者变更之日起10个工作日内"),
            ],
            made_up,
        ),
    )
    licence = pick(city["公共法律服务"], "基层法律服务工作者执业、变更、注销许可")
    offices = pick(city["公共法律服务"], "基层法律服务所变更、注销许可")
    text(
        "lists/市司法局-权责清单.yaml",
        listing(
            "市司法局",
            "responsibility",
            "公共法律服务",
            [copy(licence, "示例：权责清单的内容与公共服务事项清单不同", content=["许可条件（示例）", "许可结果（示例）"]), offices],
            made_up,
        ),
    )
    compensation = pick(city["国有土地上房屋征收与补偿"], "分户补偿")
    digging = pick(city["市政服务"], "占用、挖掘城市道路审批")
    text(
        "lists/市住建局-权责清单.yaml",
        listing("市住建局", "responsibility", "国有土地上房屋征收与补偿", city["国有土地上房屋征收与补偿"], made_up),
        listing(
            "市住建局",
            "responsibility",
            "市政服务",
            [copy(digging, "示例：市住建局清单的依据与市城管局不同", subject=["市住建局"], basis=["《城市道路管理条例》", facts.REGULATION])],
            made_up,
        ),
    )
    text(
        "lists/市房屋征收办-权责清单.yaml",
        listing(
            "市房屋征收办",
            "responsibility",
            "国有土地上房屋征收与补偿",
            [copy(compensation, "示例：市房屋征收办共同公开", subject=["市房屋征收办"], channels=["入户/现场"])],
            made_up,
        ),
    )
    # What merging makes of them; the rest of the second lists agrees or is settled in mulu.yaml for the first.
    schools["merged"] = {"channels": schools["channels"] + ["政务服务中心"]}
    statistics["merged"] = {"content": statistics["content"] + ["教育经费统计数据（示例）"]}
    recognised["merged"] = {"subject": ["市人社局", "市医保局"]}
    card["merged"] = {"subject": ["市人社局", "市医保局"]}
    compensation["merged"] = {"subject": ["市住建局", "市房屋征收办", "乡镇人民政府"], "channels": ["政府网站", "入户/现场"]}


def main():
    for folder in ("lists", "towns"):
        shutil.rmtree(ROOT / folder, ignore_errors=True)
    city = facts.items(WITHOUT_TIERS)
    write_workbooks(city)
    write_yaml(city)
    towns.write_native(ROOT)
    towns.write_towns(ROOT, city, title, NOTE)
    write_settings(ROOT)


if __name__ == "__main__":
    main()
