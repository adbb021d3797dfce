"""Writes `examples/changshu-2021`: the year after `examples/changshu`. Run it from anywhere; it needs cargo.

    python3 tests/examples/make_changshu_2021.py

`mulu init --from` prefills the project from the catalogs of 2020; the changes below are then planted in it, each with its reason.
Decisions are made up and say 示例; what the law did is true. The same run gives the same bytes.
"""

import pathlib
import shutil
import subprocess
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
BEFORE = ROOT / "examples" / "changshu"
AFTER = ROOT / "examples" / "changshu-2021"
DAY = "2021-12-10"


def mulu(*words):
    subprocess.run(["cargo", "run", "-q", "--", *map(str, words)], cwd=ROOT, check=True, stdout=subprocess.DEVNULL)


def edit(path, *replacements):
    """Texts of a file for others; each stands there as often as is said."""
    text = path.read_text("utf-8")
    for old, new, times in replacements:
        assert text.count(old) == times, (path.name, old, text.count(old))
        text = text.replace(old, new)
    path.write_text(text, "utf-8", newline="\n")


def as_yaml(name):
    """A prefilled workbook as YAML, where changes can be read."""
    workbook = AFTER / "lists" / f"{name}.xlsx"
    path = workbook.with_suffix(".yaml")
    mulu("convert", workbook, "-o", path)
    workbook.unlink()
    return path


def item_of(path, group, name):
    """From an item to the end of its fields."""
    text = path.read_text("utf-8")
    start = text.index(f"  - group: {group}\n    name: {name}\n")
    end = text.find("\n  - ", start + 5)
    return text[start:] if end < 0 else text[start:end + 1]


def within(path, group, name, old, new):
    item = item_of(path, group, name)
    assert item.count(old) == 1, (name, old, item)
    edit(path, (item, item.replace(old, new), 1))


def remove(path, group, name):
    edit(path, (item_of(path, group, name), "", 1))


def departments():
    # 收养法 and 计划生育技术服务管理条例 have ended since.
    police = as_yaml("市公安局-权责清单")
    within(police, "收养、入籍等登记", "收养登记", "《收养法》", "《中华人民共和国民法典》")
    health = as_yaml("市卫健委-公共服务事项清单")
    edit(health, ("《计划生育技术服务管理条例》（中华人民共和国国务院令第309号）", "", 1))
    # 土地管理法实施条例 of 2021, art. 31: within 15 working days of the approval.
    land = as_yaml("市资源规划局-权责清单")
    announced = land.read_text("utf-8").split("name: 征收土地公告\n")
    assert len(announced) == 2
    limit, new_limit = "自信息形成或者变更之日起20个工作日内予以公开", "收到征地批准文件之日起15个工作日内"
    basis = "《中华人民共和国政府信息公开条例》（国务院令第711号）"
    below = announced[1].replace(limit, new_limit, 1).replace(basis, f"《中华人民共和国土地管理法实施条例》、{basis}", 1)
    land.write_text("name: 征收土地公告\n".join([announced[0], below]), "utf-8", newline="\n")
    # The city answers sooner: what 海虞镇 had changed was held against the former limit.
    civil = as_yaml("市民政局-公共服务事项清单")
    within(civil, "最低生活保障", "办事指南", "制定或获取信息之日起10个工作日内", "制定或获取信息之日起7个工作日内")
    edit(civil, ("name: 老年人补贴\n", "name: 老年人福利补贴\n", 1))
    # 扶贫 is printed as 乡村振兴; one of its items has served its time.
    farming = next((AFTER / "lists").glob("市农业农村局*.xlsx")).stem
    remove(as_yaml(farming), "扶贫对象", "贫困人口识别")
    # 市房屋征收办 is part of 市住建局 now.
    (AFTER / "lists" / "市房屋征收办-权责清单.xlsx").unlink()
    housing = as_yaml("市住建局-权责清单")
    edit(
        housing,
        ("[市住建局, 市房屋征收办]", "市住建局", 3),
        ("[市房屋征收办, 房地产价格评估机构]", "[市住建局, 房地产价格评估机构]", 1),
        ("[市住建局, 乡镇人民政府, 市房屋征收办]", "[市住建局, 乡镇人民政府]", 1),
        ("；示例：市房屋征收办共同公开", "", 1),
    )
    # One item is new.
    work = as_yaml("市人社局-公共服务事项清单")
    new = """  - group: 对就业困难人员（含建档立卡贫困劳动力）实施就业援助
    name: 吸纳贫困劳动力就业奖补申领
    content: [文件依据, 政策对象, 奖补标准, 申请条件, 申请材料, 办理流程, 办理时限, 办理地点（方式）, 办理结果告知方式, 咨询电话]
    basis: 《中华人民共和国政府信息公开条例》（国务院令第711号）
    time_limit: 自信息形成或者变更之日起20个工作日内予以公开
    subject: 市人社局
    method: 主动公开
    channels: [政府网站]
    audience: 全社会
    tiers: 市级
    extra:
      备注: 示例补全：公开依据、公开时限、公开主体、公开渠道和载体、公开对象、公开方式、公开层级
"""
    text = work.read_text("utf-8")
    at = text.index("\n  - ", text.index("name: 就业困难人员认定\n")) + 1
    work.write_text(text[:at] + new + text[at:], "utf-8", newline="\n")


def settings():
    edit(
        AFTER / "mulu.yaml",
        ("  - {name: 市房屋征收办, domains: [国有土地上房屋征收与补偿, 保障性住房, 农村危房改造]}\n", "", 1),
        ("  - {name: 市住建局, domains: ", "  - {name: 市住建局, formerly: [市房屋征收办], domains: ", 1),
        ("  - {name: 梅李镇, government: 梅李镇人民政府, kind: 镇}\n", "", 1),
        (
            "  - {name: 海虞镇, government: 海虞镇人民政府, kind: 镇}\n",
            "  - {name: 海虞镇, government: 海虞镇人民政府, kind: 镇, formerly: [梅李镇]}\n",
            1,
        ),
    )
    path = AFTER / "mulu.yaml"
    text = path.read_text("utf-8")
    text = text[:text.index("\n# 与上一版相比改了什么")].replace("# 新一版的设置，照上一版的目录填好了。", "# 示例项目：第二年。照上一版的目录填好后改成，见 README.md。", 1)
    text += """
# 与上一版相比改了什么、为什么。法律的废止、部门和镇街的合并，程序自己知道，不用写。
domains:
  - {domain: 扶贫, name: 乡村振兴, title: 乡村振兴领域基层政务公开标准目录}

renamed:
  - {from: 养老服务/养老服务业务办理/老年人补贴, to: 养老服务/养老服务业务办理/老年人福利补贴, since: "2021", reason: 示例：与上级文件的名称一致}

withdrawn:
  - {item: 扶贫/扶贫对象/贫困人口识别, reason: 示例：脱贫攻坚任务完成，不再识别}

reasons:
  - {domain: 扶贫, reason: 示例：扶贫领域改按乡村振兴印发}
  - {item: 社会救助/最低生活保障/办事指南, field: time_limit, reason: 示例：市里承诺更快公开}
  - {item: 农村集体土地征收/*/征收土地公告, reason: 示例：按新的《中华人民共和国土地管理法实施条例》第三十一条调整}
  - {item: 就业创业/*/吸纳贫困劳动力就业奖补申领, reason: 示例：对照各地目录补上}
  - {item: 国有土地上房屋征收与补偿/补偿/分户补偿, field: extra, reason: 示例：市房屋征收办已并入市住建局}
"""
    path.write_text(text, "utf-8", newline="\n")


def towns():
    # It is part of 海虞镇 now, which takes nothing of it over.
    (AFTER / "towns" / "梅李镇.yaml").unlink()
    edit(
        AFTER / "towns" / "琴川街道.yaml",
        ("养老服务/养老服务业务办理/老年人补贴", "养老服务/养老服务业务办理/老年人福利补贴", 1),
        # What the city names now is what the 街道 had asked for.
        (
            "- item: 国有土地上房屋征收与补偿/补偿/分户补偿\n  set:\n    subject: 市住建局、市房屋征收办、琴川街道办事处\n"
            "  was:\n    subject: 市住建局、乡镇人民政府、市房屋征收办\n",
            "",
            1,
        ),
    )
    (AFTER / "towns" / "古里镇.yaml").write_text(
        (AFTER / "towns" / "古里镇.yaml").read_text("utf-8").replace("# claim: all", "claim: all", 1), "utf-8", newline="\n"
    )
    (AFTER / "towns" / "支塘镇.yaml").write_text(
        "# 支塘镇今年第一次报送，一项不适用。内容是编的。\ntown: 支塘镇\nclaim: all\n\n"
        "omit:\n  - {item: 公共文化服务/公共服务/主要文艺演出活动查询服务, reason: 示例：由市级统一提供}\n",
        "utf-8",
        newline="\n",
    )


def main():
    readme = (AFTER / "README.md").read_bytes()
    shutil.rmtree(AFTER)
    with tempfile.TemporaryDirectory() as folder:
        out = pathlib.Path(folder) / "out"
        mulu("build", BEFORE, "-o", out, "--only", "data", "-q")
        mulu("init", AFTER, "--from", out, "--as-of", DAY, "-q")
    (AFTER / "说明.txt").unlink()
    (AFTER / "README.md").write_bytes(readme)
    # The original lists of powers and services are in no catalog.
    for native in sorted((BEFORE / "lists").glob("*（*事项）.*")):
        shutil.copyfile(native, AFTER / "lists" / native.name)
    departments()
    settings()
    towns()


if __name__ == "__main__":
    main()
