"""Writes `mulu.yaml` and `附件1.tsv` of the example city. The departments are those of 附件1 of 常政办发〔2020〕132号."""

import facts

# 附件1, 领域 as printed (simplified characters) and 市级主管部门: 18 lines for 26 domains.
LINES = """\
重大建设项目	市发改委
义务教育	市教育局
户籍管理	市公安局
社会救助、养老服务	市民政局
公共法律服务	市司法局
财政预决算	市财政局
就业创业、社会保险	市人社局、市医保局
城乡规划、征地补偿	市资源规划局
环境保护	常熟生态环境局
国有土地上房屋征收、保障性住房、农村危房改造	市住建局、市房屋征收办
城市综合执法、市政服务	市城管局、市住建局
涉农补偿、扶贫	市农业农村局
公共文化服务	市文体旅局
医疗卫生	市卫健委
安全生产、救灾	市应急局
公共资源交易	市行政审批局
食品药品监管	市市场监管局
税收管理	市税务局
"""
# 市城管局 before 市住建局: the first department that names a domain leads it.
ORDER = (
    "市发改委", "市教育局", "市公安局", "市民政局", "市司法局", "市财政局", "市人社局", "市医保局", "市资源规划局", "常熟生态环境局",
    "市城管局", "市住建局", "市房屋征收办", "市农业农村局", "市文体旅局", "市卫健委", "市应急局", "市行政审批局", "市市场监管局", "市税务局",
)  # fmt: skip
TOWNS = {
    "镇": ("海虞镇", "梅李镇", "古里镇", "沙家浜镇", "支塘镇", "董浜镇", "辛庄镇", "尚湖镇"),
    "街道": ("虞山街道", "琴川街道", "莫城街道", "常福街道", "东南街道", "碧溪街道"),
    "开发区": ("常熟经济技术开发区",),
}

HEAD = """\
# 示例项目：常熟市。领域、部门和乡镇的名称是真实的，其余决定都是编的，并写明“示例”。见 README.md。
city:
  name: 常熟市
  government: 常熟市人民政府
  division_code: "320581"
  kind: 县级市

edition:
  id: "2020"
  title: 常熟市基层政务公开标准目录（2020年版）（示例数据，非官方发布）
  # 常政办发〔2020〕132号附件2：编制完成26个领域市、镇两级标准目录的日期。
  as_of: 2020-12-11

# 常政办发〔2020〕132号附件1，逐行见 附件1.tsv。附件1只印简称，所以不写全称。
# 一个领域有几个部门的，先写到的牵头，所以市城管局排在市住建局前面。
departments:
"""

TAIL = """
# 两个部门（或者两种清单）对同一事项写得不一样的，在这里定。不写在这里的，程序会报错并列出各处。
resolve:
  - item: 义务教育/招生管理/招生政策
    field: time_limit
    take: lists/市教育局-公共服务事项清单.xlsx
    reason: 示例：两种清单的时限不同，以公共服务事项清单为准
  - item: 市政服务/市政设施建设类审批/占用、挖掘城市道路审批
    field: basis
    take: 市城管局
    reason: 示例：两个部门的依据不同，以牵头部门为准
  - item: 公共法律服务/行政许可/基层法律服务工作者执业、变更、注销许可
    field: content
    take: lists/市司法局-公共服务事项清单.xlsx
    reason: 示例：两种清单的内容不同，以公共服务事项清单为准
  - item: 就业创业/对就业困难人员（含建档立卡贫困劳动力）实施就业援助/就业困难人员（零就业家庭）认定
    same_as: 就业创业/对就业困难人员（含建档立卡贫困劳动力）实施就业援助/就业困难人员认定
    reason: 示例：编码相同，是同一事项的两种名称

# 乡镇改动需要市里同意的栏目，在这里准许。
permit:
  - town: 古里镇
    item: 社会救助/临时救助/办事指南
    field: content
    reason: 示例：同意古里镇补充办理地点
"""


def write_settings(root):
    lines = []
    for department in ORDER:
        domains = [domain for domain, bodies in facts.DEPARTMENTS.items() if department in bodies]
        lines.append(f"  - {{name: {department}, domains: [{', '.join(domains)}]}}")
    lines += ["", "# 8个镇、6个街道、1个开发区。通知的主送机关直接写开发区，所以它的机关名称照写。", "towns:"]
    for kind, names in TOWNS.items():
        for name in names:
            government = {"镇": f"{name}人民政府", "街道": f"{name}办事处"}.get(kind, name)
            lines.append(f"  - {{name: {name}, government: {government}, kind: {kind}}}")
    (root / "mulu.yaml").write_text(HEAD + "\n".join(lines) + "\n" + TAIL, encoding="utf-8")
    (root / "附件1.tsv").write_text(LINES, encoding="utf-8")
