//! `mulu init`: a new project with the 26 domains and their usual lead bodies, folders for lists, and a note for staff.
//! Overwrites nothing.

use std::path::{Path, PathBuf};

use clap::builder::PossibleValuesParser;
use jiff::civil::Date;

use super::{Answer, Chatter, Told, reporting, trouble};
use crate::knowledge::{self, Domain, Knowledge};
use crate::model::milestone::Awaits;
use crate::report::line;
use crate::words::{Words, say};
use crate::write;

#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    #[arg(value_name = "文件夹", help = "新项目的文件夹，没有则新建 || the new project's folder, made when missing")]
    folder: PathBuf,
    #[arg(long, value_name = "县级市|县|区", value_parser = PossibleValuesParser::new(["县级市", "县", "区"]), hide_possible_values = true)]
    #[arg(help = "哪一类，不写则看名称 || what kind of place it is; by its name when left out")]
    kind: Option<String>,
    #[arg(long, value_name = "名称", help = "市、县或区的名称，如 常熟市 || name of the city, county or district, such as 常熟市")]
    name: Option<String>,
    #[arg(long, value_name = "日期", value_parser = reporting::date)]
    #[arg(help = "目录以哪一天为准，默认今天 || the day the catalogs are of; today when left out")]
    as_of: Option<Date>,
    #[arg(long, value_name = "文件夹", conflicts_with_all = ["kind", "name"])]
    #[arg(
        help = "照上一版填好：上一版 mulu build 生成的文件夹，如 out || prefills the next edition from a folder that mulu build wrote, such as out"
    )]
    from: Option<PathBuf>,
}

pub(super) fn run(arguments: &Arguments, told: &Told) -> Answer {
    if let Some(out) = &arguments.from {
        return next_edition(out, arguments, told);
    }
    let (kind, name) = place(arguments);
    let day = arguments.as_of.unwrap_or(told.today);
    let settings = settings(kind, &name, day, knowledge::load());
    let files = [("mulu.yaml".to_owned(), settings.into_bytes()), ("说明.txt".to_owned(), note(&name).into_bytes())];
    if let Err(error) = write::fresh(&arguments.folder, &files, &["lists", "towns"]) {
        return Answer::unusable(error.words().in_lang(told.lang()).to_owned());
    }
    let folder = arguments.folder.display();
    let made = say!("已新建项目“{folder}”", "made the project “{folder}”");
    let next = next_steps(&arguments.folder);
    let out = match told.chatter {
        Chatter::Wanted => format!("{}\n{}\n", made.in_lang(told.lang()), next.in_lang(told.lang())),
        Chatter::Unwanted => format!("{}\n", made.in_lang(told.lang())),
    };
    Answer { out, ..Answer::default() }
}

/// The next edition, prefilled from the one before.
fn next_edition(out: &Path, arguments: &Arguments, told: &Told) -> Answer {
    let day = arguments.as_of.unwrap_or(told.today);
    let next = match crate::next_edition::next_edition(out, day) {
        Ok(next) => next,
        Err(trouble) => return trouble::tell(&trouble, None, told),
    };
    let note = ("说明.txt".to_owned(), note(&next.city).into_bytes());
    let files: Vec<_> = next.files.into_iter().chain([note]).collect();
    if let Err(error) = write::fresh(&arguments.folder, &files, &["lists", "towns"]) {
        return Answer::unusable(error.words().in_lang(told.lang()).to_owned());
    }
    let (folder, out) = (arguments.folder.display(), out.display());
    let (city, former, edition) = (line(&next.city), line(&next.former), line(&next.edition));
    let (lists, items, towns) = (next.lists, next.items, next.towns);
    let made = say!(
        "已新建项目“{folder}”：{city} {edition}，照 {former} 填好了 {lists} 个部门清单（{items} 个事项）、{towns} 个镇街文件",
        "made the project “{folder}”: {city} {edition}, with {lists} lists of departments ({items} items) and {towns} files of towns from {former}"
    );
    let steps = say!(
        "接下来：\n  1. 核对 mulu.yaml：版本、改了名或并进来的部门和镇街（formerly）\n  2. 请各部门在 lists 里自己的清单上改：新增的加上，不再公开的删去\n  3. 请各镇街核对 towns 里自己的文件；要用填报表的，市级事项定下来后运行：mulu template {folder} --town 全部\n  4. 看改了什么：mulu diff {out} {folder}\n  5. 生成，并把改动印进目录：mulu build {folder} --previous {out}",
        "next:\n  1. look through mulu.yaml: the edition, departments and towns that were renamed or merged (formerly)\n  2. let the departments change their lists in lists\n  3. let the towns look through their files in towns; for workbooks run mulu template {folder} --town 全部\n  4. see what changed: mulu diff {out} {folder}\n  5. build, with the changes printed: mulu build {folder} --previous {out}"
    );
    let out = match told.chatter {
        Chatter::Wanted => format!("{}\n{}\n", made.in_lang(told.lang()), steps.in_lang(told.lang())),
        Chatter::Unwanted => format!("{}\n", made.in_lang(told.lang())),
    };
    Answer { out, ..Answer::default() }
}

fn next_steps(folder: &Path) -> Words {
    let folder = folder.display();
    say!(
        "接下来：\n  1. 核对 mulu.yaml 里的名称、部门和乡镇\n  2. 给各部门发填报表：mulu template {folder}\n  3. 把各部门交来的清单放进 lists，各乡镇的放进 towns\n  4. 检查：mulu check {folder}\n  5. 生成：mulu build {folder}\n  6. 看进度：mulu status {folder}",
        "next:\n  1. look through the names, departments and towns of mulu.yaml\n  2. workbooks for the departments to fill in: mulu template {folder}\n  3. put the departments' lists into lists, the towns' into towns\n  4. check:  mulu check {folder}\n  5. build:  mulu build {folder}\n  6. who is late: mulu status {folder}"
    )
}

/// The kind of place and its name; a name that was not given stays open for a person to fill in.
fn place(arguments: &Arguments) -> (&'static str, String) {
    let name = arguments.name.as_deref().unwrap_or_default();
    let kind = match (arguments.kind.as_deref(), name.chars().last()) {
        (Some("县"), _) | (None, Some('县')) => "县",
        (Some("区"), _) | (None, Some('区')) => "区",
        (Some(_) | None, _) => "县级市",
    };
    let name = if name.is_empty() { format!("某某{}", prefix(kind)) } else { name.to_owned() };
    (kind, name)
}

/// What stands before the name of a department: 市教育局.
fn prefix(kind: &str) -> &'static str {
    match kind {
        "县" => "县",
        "区" => "区",
        _ => "市",
    }
}

/// `mulu.yaml`, with a comment wherever a person has something to decide.
fn settings(kind: &str, name: &str, day: Date, knowledge: &Knowledge) -> String {
    let (year, quoted) = (day.year(), quoted(name));
    let government = self::quoted(&format!("{name}人民政府"));
    let title = self::quoted(&format!("{name}基层政务公开标准目录"));
    let departments = departments(prefix(kind), knowledge);
    let milestones = milestones(prefix(kind));
    format!(
        "# 本项目的设置。井号后面是说明，程序不读。请逐项核对；不需要的可以删掉。

city:
  name: {quoted}
  government: {government}
  kind: {kind}                # 县级市、县或区，决定目录里写“市级”“县级”还是“区级”
  # division_code: \"000000\"     # 行政区划代码

edition:
  id: \"{year}\"
  title: {title}
  as_of: {day}           # 目录以哪一天为准
  # approved_by: 批准机关和文号

# 部门和它负责的领域。一个领域有几个部门时，写在前面的是牵头部门。
# 下面是常见的分工，请改成本地的部门名称和分工。
departments:
{departments}
# 乡镇、街道、开发区，一行一个：
#   - {{name: 某某镇, government: 某某镇人民政府, kind: 镇}}
towns: []

# 进度安排：mulu status 据此看谁按时、谁逾期、还缺什么。下面照《常熟市全面推进基层政务公开标准化规范化工作实施方案》
# （常政办发〔2020〕132号）附件2列出，请改成本地的安排。完成时间由本地定：去掉 due 前面的井号，填上日期。
# awaits 是程序能看到的：lists 部门报清单，towns 镇街报文件，catalogs 检查没有错误，supplement 报补充目录；不写 awaits 的由人核对。
# 哪天收到的，记在 files 里：
#   files:
#     - {{path: lists/某某局.xlsx, received: 年-月-日}}
milestones:
{milestones}
# 网站的名称、域名等，填了才会写进网页：
# site: {{name: 网站名称, domain: 网站域名, id_code: 网站标识码}}

# 规则的轻重：standard 平时，strict 发布之前，transitional 第一轮收集；不写就是 standard：
# profile: standard

# 本地没有的领域，写明理由：
# domains_not_applicable:
#   - {{domain: 领域名称, reason: 理由}}
"
    )
}

/// The rows of 附件2 of 常政办发〔2020〕132号. The days are that year's and that city's, so they stand as comments.
fn milestones(prefix: &str) -> String {
    let (bodies, leads, towns) =
        (format!("各{prefix}级行政机关"), format!("26个试点领域{prefix}级主管部门"), "各镇（街道、开发区）".to_owned());
    let (both, all) = (format!("[{leads}, {towns}]"), format!("[{bodies}, {towns}]"));
    let reviewers = format!("[{prefix}政府办公室, {prefix}委编办, {prefix}行政审批局, {prefix}司法局]");
    let rows: [(String, &str, Option<Awaits>, &str); 8] = [
        ("建立健全政府信息公开审查、管理动态调整、工作考核、社会评议和责任追究等制度".to_owned(), &all, None, "2020年12月底"),
        ("认领、维护省政务服务事项库".to_owned(), &all, None, "2020年11月6日"),
        (format!("确定完成26个领域{prefix}级政务公开事项"), &leads, Some(Awaits::Lists), "2020年11月13日"),
        ("确定各镇（街道、开发区）政务公开事项".to_owned(), &towns, Some(Awaits::Towns), "2020年11月20日"),
        (format!("编制完成26个领域{prefix}、镇两级政务公开事项标准目录"), &both, Some(Awaits::Catalogs), "2020年12月11日"),
        ("对标准目录的编制工作进行审核把关".to_owned(), &reviewers, None, "2020年12月25日"),
        ("通过政府门户网站集中展示，发布基层政务公开事项目录清单".to_owned(), &both, None, "2020年12月底"),
        ("编制完成政府信息主动公开补充目录".to_owned(), &all, Some(Awaits::Supplement), "2021年6月底"),
    ];
    let row = |(name, who, awaits, due): &(String, &str, Option<Awaits>, &str)| {
        let awaits = awaits.map_or(String::new(), |awaits| format!("    awaits: {}\n", awaits.key()));
        format!("  - name: {name}\n    who: {who}\n{awaits}    # due: 年-月-日        # 常熟市定在{due}\n")
    };
    rows.iter().map(row).collect()
}

/// Every lead body once, with all domains it leads or shares, in an order in which the lead of each domain comes first.
fn departments(prefix: &str, knowledge: &Knowledge) -> String {
    let mut left: Vec<&str> = Vec::new();
    for body in knowledge.domains.iter().flat_map(|domain| &domain.lead) {
        if !left.contains(&body.as_str()) {
            left.push(body);
        }
    }
    let mut lines = String::new();
    while !left.is_empty() {
        // Nobody who is still to come leads a domain this one only shares; should two lead each other's, the first goes first.
        let waits = |body: &str| knowledge.domains.iter().any(|domain| shares_after(domain, body, &left));
        let next = left.iter().position(|body| !waits(body)).unwrap_or(0);
        let body = left.remove(next);
        let domains = knowledge.domains.iter().filter(|domain| domain.lead.iter().any(|lead| lead == body));
        let domains: Vec<&str> = domains.map(|domain| domain.name.as_str()).collect();
        lines += &format!("  - {{name: {prefix}{body}, domains: [{}]}}\n", domains.join(", "));
    }
    lines
}

/// Whether a body shares a domain with one of `left` that is named before it there.
fn shares_after(domain: &Domain, body: &str, left: &[&str]) -> bool {
    let position = domain.lead.iter().position(|lead| lead == body);
    position.is_some_and(|position| domain.lead[..position].iter().any(|lead| left.contains(&lead.as_str())))
}

/// A text that YAML cannot take for anything else.
fn quoted(text: &str) -> String {
    let plain = !text.is_empty() && text.chars().all(char::is_alphanumeric) && !text.is_ascii();
    if plain { text.to_owned() } else { serde_json::Value::from(text).to_string() }
}

/// For staff: opened with a double click, so with a byte order mark and the line ends Windows expects.
fn note(name: &str) -> String {
    let text = format!(
        "{name}基层政务公开标准目录

lists 文件夹放各部门的权责清单、公共服务事项清单，可以再分子文件夹。
towns 文件夹放各乡镇、街道报来的文件，文件名里写上乡镇名称，如 某某镇.xlsx。
清单用 Excel、WPS 表格（.xlsx）或 YAML（.yaml）都可以。
mulu.yaml 是整个项目的设置，由牵头单位填写。

给各部门发填报表：在这个文件夹里运行 mulu template，结果在“模板”文件夹；给乡镇的加上 --town 全部
检查一个文件：mulu 文件名.xlsx
检查整个项目：在这个文件夹里运行 mulu check
生成目录：在这个文件夹里运行 mulu build，结果在 out 文件夹
看不懂某条提示：mulu explain 规则编号
"
    );
    format!("\u{feff}{}", text.replace('\n', "\r\n"))
}
