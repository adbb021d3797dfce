"""Turns the facts of `reference-*.jsonl` into items of the example city: what was not seen is filled in by a fixed rule.

The rule is written for people in `examples/changshu/README.md`; change both together. Invents nothing else.
"""

import json
import re
import unicodedata
from pathlib import Path

HERE = Path(__file__).resolve().parent

# 附件1 of 常政办发〔2020〕132号, its 26 domains in order; the first department of a domain is its lead.
DEPARTMENTS = {
    "重大建设项目": ["市发改委"],
    "义务教育": ["市教育局"],
    "户籍管理": ["市公安局"],
    "社会救助": ["市民政局"],
    "养老服务": ["市民政局"],
    "公共法律服务": ["市司法局"],
    "财政预决算": ["市财政局"],
    "就业创业": ["市人社局", "市医保局"],
    "社会保险": ["市人社局", "市医保局"],
    "城乡规划": ["市资源规划局"],
    "农村集体土地征收": ["市资源规划局"],
    "生态环境": ["常熟生态环境局"],
    "国有土地上房屋征收与补偿": ["市住建局", "市房屋征收办"],
    "保障性住房": ["市住建局", "市房屋征收办"],
    "农村危房改造": ["市住建局", "市房屋征收办"],
    "城市综合执法": ["市城管局", "市住建局"],
    "市政服务": ["市城管局", "市住建局"],
    "涉农补贴": ["市农业农村局"],
    "扶贫": ["市农业农村局"],
    "公共文化服务": ["市文体旅局"],
    "医疗卫生": ["市卫健委"],
    "安全生产": ["市应急局"],
    "救灾": ["市应急局"],
    "公共资源交易": ["市行政审批局"],
    "食品药品监管": ["市市场监管局"],
    "税收管理": ["市税务局"],
}

REGULATION = "《中华人民共和国政府信息公开条例》（国务院令第711号）"
TIME_LIMIT = "自信息形成或者变更之日起20个工作日内予以公开"
# Matters for which a statute sets a shorter limit (catalogs/limits.yaml).
TIME_LIMITS = {"中标候选人公示": "收到评标报告之日起3日内，公示期不少于3日"}

# Bodies below the city: they stay as printed, beside the lead department where the item is also of the city's level.
TOWN_PARTS = {
    "乡镇人民政府（街道办事处）", "乡镇人民政府", "街道办事处", "镇人民政府", "乡人民政府",
    "乡镇便民服务中心", "监测对象所在行政村", "监测对象所在行政村（社区）", "社区",
}  # fmt: skip
# Bodies that are no department of the city and stay as printed.
OTHER_PARTS = {
    "义务教育阶段学校", "相关公共文化服务机构", "法律援助机构", "各政府部门", "房地产价格评估机构",
    "采购人或者其委托的采购代理机构", "招标人或者其委托的招标代理机构",
}  # fmt: skip
# Generic names that fit one of several departments of a domain by its name; every other one becomes the lead.
BY_NAME = {
    "住房和城乡建设部门": "市住建局",
    "县级住房和城乡建设部门": "市住建局",
    "综合行政执法部门": "市城管局",
    "房屋征收部门": "市房屋征收办",
    "县（区、市）房屋征收部门": "市房屋征收办",
}


def load(name):
    with open(HERE / name, encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def subject_parts(text):
    """The bodies of a 公开主体 cell, in their order."""
    text = text.replace("各政府部门及乡镇", "各政府部门、乡镇人民政府")
    parts = re.split(r"、(?![^（]*）)|及", text)
    return [part for part in parts if part]


def subject(text, domain, tiers):
    """The subject in the city's own names: generic names become departments of 附件1."""
    departments = DEPARTMENTS[domain]
    if text is None:
        return [departments[0]]
    bodies = []
    for part in subject_parts(text):
        if part in TOWN_PARTS or part in OTHER_PARTS:
            bodies.append(part)
        else:
            named = BY_NAME.get(part)
            bodies.append(named if named in departments else departments[0])
    bodies = list(dict.fromkeys(bodies))
    if "市级" in tiers and not any(body in departments for body in bodies):
        bodies.insert(0, departments[0])
    # Departments before bodies below them, as tables print it.
    return sorted(bodies, key=lambda body: body in TOWN_PARTS)


def label(fact):
    return fact.get("subname") or fact["name"]


def filled_content(fact):
    name = label(fact)
    return [f"{name}的具体内容" if name.endswith("信息") else f"{name}相关信息"]


def item(fact, tiers_known=True):
    """One item of the city, with the remark that names what was filled in."""
    domain = fact["domain"]
    filled = []

    def given(key, heading, otherwise):
        if fact.get(key) is None:
            filled.append(heading)
            return otherwise
        return fact[key]

    content = [text.replace("；", "，") for text in fact.get("content") or []]
    if not content or content == [label(fact)]:
        filled.append("公开内容")
        content = filled_content(fact)
    basis = given("basis", "公开依据", [REGULATION])
    time_limit = given("time_limit", "公开时限", TIME_LIMITS.get(label(fact), TIME_LIMIT))
    on_request = time_limit.startswith("自收到申请之日起")
    words = {"县级": "市级", "乡级": "镇级"}
    tiers = []
    if tiers_known:
        tiers = [words[level] for level in given("levels", "公开层级", ["县级", "乡级"])]
    subject_text = given("subject", "公开主体", None)
    channels = given("channels", "公开渠道和载体", ["政府网站"])
    audience = given("audience", "公开对象", "申请人" if on_request else "全社会")
    method = given("method", "公开方式", "依申请公开" if on_request else "主动公开")
    order = ["公开内容", "公开依据", "公开时限", "公开主体", "公开渠道和载体", "公开对象", "公开方式", "公开层级"]
    filled.sort(key=order.index)
    return {
        "domain": domain,
        "group": fact.get("group"),
        "name": fact["name"],
        "subname": fact.get("subname"),
        "code": None,
        "content": content,
        "basis": basis,
        "time_limit": time_limit,
        "subject": subject(subject_text, domain, tiers or ["市级"]),
        "method": method,
        "channels": channels,
        "audience": {"everyone": "√"} if audience == "全社会" else {"specific": audience},
        "tiers": tiers,
        "remark": "示例补全：" + "、".join(filled) if filled else None,
    }


def items(without_tiers=()):
    """All items by domain, in the order of 附件1; `without_tiers` names domains whose tables have no 公开层级."""
    found = {domain: [] for domain in DEPARTMENTS}
    for part in ("reference-1.jsonl", "reference-2.jsonl"):
        for fact in load(part):
            domain = fact["domain"]
            found[domain].append(item(fact, domain not in without_tiers))
    for domain, of_domain in found.items():
        keys = [tuple(folded(entry[key] or "") for key in ("group", "name", "subname")) for entry in of_domain]
        assert len(set(keys)) == len(keys), f"{domain}: two items under one name"
    return found


def folded(text):
    """A name as it is compared: without width, blanks and punctuation."""
    return "".join(c for c in unicodedata.normalize("NFKC", text) if c.isalnum())
