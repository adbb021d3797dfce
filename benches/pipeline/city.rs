//! Makes cities of any size: the same names and numbers every time, all of them invented and free of faults.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use rust_xlsxwriter::Workbook;

/// How large a city is.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Size {
    pub(crate) domains: usize,
    /// Items a domain.
    pub(crate) items: usize,
    pub(crate) towns: usize,
}

/// The headings of a plain one-row table, 14 columns.
const HEADINGS: [&str; 14] = [
    "序号",
    "一级事项",
    "二级事项",
    "公开内容（要素）",
    "公开依据",
    "公开时限",
    "公开主体",
    "公开渠道和载体",
    "全社会",
    "特定群众",
    "主动",
    "依申请公开",
    "市级",
    "镇级",
];

/// One row of Chinese text as real tables have it; every item has texts of its own.
fn row(number: usize) -> [String; 14] {
    let group = number / 8;
    [
        (number + 1).to_string(),
        format!("第{group}类公开事项管理"),
        format!("编号{number}的公开事项办理结果"),
        format!("事项{number}的申报依据；申报条件；申报材料；办理程序；办理时限；办理结果"),
        format!("《中华人民共和国政府信息公开条例》（国务院令第711号）、《示例管理办法之{number}》（示发〔2019〕{}号）", number + 1),
        "自信息形成或者变更之日起20个工作日内予以公开".to_owned(),
        "市教育局、乡镇人民政府（街道办事处）".to_owned(),
        "■政府网站\n■两微一端\n□发布会/听证会\n■政务服务中心".to_owned(),
        "√".to_owned(),
        String::new(),
        "√".to_owned(),
        String::new(),
        "√".to_owned(),
        "√".to_owned(),
    ]
}

/// Rows between two planted errors: 400 in 20,000.
const APART: usize = 50;

/// The error planted in a row, by the name of the rule it breaks; the row is changed to have it.
fn plant(number: usize, row: &mut [String; 14]) -> Option<&'static str> {
    if number % APART != APART / 2 {
        return None;
    }
    Some(match number / APART % 8 {
        0 => {
            row[3].clear();
            "missing-content"
        }
        1 => {
            "自信息形成或者变更之日起30个工作日内".clone_into(&mut row[5]);
            "late-time-limit"
        }
        2 => {
            row[4] = row[4].replace('〕', "");
            "unbalanced-marks"
        }
        3 => {
            row[7].push_str("\n■村口大喇叭");
            "unknown-channel"
        }
        4 => {
            row[8].clear();
            "missing-audience"
        }
        5 => {
            row[10].clear();
            "missing-method"
        }
        6 => {
            row[6].clear();
            "missing-subject"
        }
        _ => {
            row[7] = row[7].replace('■', "□");
            "missing-channel"
        }
    })
}

/// A workbook of one sheet with so many rows; the errors planted in it, as the numbers Excel shows and the rules they break.
pub(crate) fn workbook(path: &Path, rows: usize) -> Vec<(u32, &'static str)> {
    let mut planted = Vec::new();
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    sheet.set_name("义务教育").expect("a legal name");
    sheet.write(0, 0, "常熟市义务教育领域基层政务公开标准目录").expect("a short text");
    for (column, heading) in (0..).zip(HEADINGS) {
        sheet.write(1, column, heading).expect("a short text");
    }
    for number in 0..rows {
        let at = u32::try_from(number).expect("fewer rows than Excel has") + 2;
        let mut row = row(number);
        planted.extend(plant(number, &mut row).map(|rule| (at + 1, rule)));
        for (column, text) in (0..).zip(row) {
            if !text.is_empty() {
                sheet.write(at, column, text).expect("a short text");
            }
        }
    }
    book.save(path).expect("the temporary folder can be written");
    planted
}

/// A YAML list with so many items.
pub(crate) fn yaml(path: &Path, domain: &str, items: usize) {
    let mut text = format!("kind: responsibility\ndomain: {domain}\ndepartment: 市教育局\nitems:\n");
    for number in 0..items {
        let [_, group, name, content, basis, time_limit, subject, ..] = row(number);
        write!(
            text,
            "  - group: {group}\n    name: {name}\n    content: {content}\n    basis: {basis}\n    time_limit: {time_limit}\n    subject: {subject}\n    method: 主动公开\n    channels: [政府网站, 两微一端, 政务服务中心]\n    audience: 全社会\n    tiers: [市级, 镇级]\n"
        )
        .expect("a String takes all");
    }
    fs::write(path, text).expect("the temporary folder can be written");
}

/// A whole project: a workbook a domain, a quarter of the towns with a file of their own.
pub(crate) fn project(root: &Path, size: Size) -> PathBuf {
    let domains = &mulu::knowledge::load().domains[..size.domains];
    fs::create_dir_all(root.join("lists")).expect("the temporary folder can be written");
    fs::create_dir_all(root.join("towns")).expect("the temporary folder can be written");
    let mut settings =
        "city: {name: 常熟市, kind: 县级市}\nedition: {id: \"2020\", title: 2020年版, as_of: 2020-12-11}\ndepartments:\n".to_owned();
    let names: Vec<&str> = domains.iter().map(|domain| domain.name.as_str()).collect();
    writeln!(settings, "  - {{name: 市教育局, domains: [{}]}}\ntowns:", names.join(", ")).expect("a String takes all");
    for town in 0..size.towns {
        writeln!(settings, "  - {{name: 示例{town}镇, government: 示例{town}镇人民政府, kind: 镇}}").expect("a String takes all");
        if town % 4 == 0 {
            let changes = format!(
                "town: 示例{town}镇\nclaim: all\nomit:\n  - {{item: {d}/*/编号3的公开事项办理结果, reason: 示例}}\nchange:\n  - {{item: {d}/*/编号{n}的公开事项办理结果, set: {{time_limit: 自信息形成或者变更之日起7个工作日内}}}}\n",
                d = names[0],
                n = 4 + town % 30
            );
            fs::write(root.join(format!("towns/示例{town}镇.yaml")), changes).expect("the temporary folder can be written");
        }
    }
    fs::write(root.join("mulu.yaml"), settings).expect("the temporary folder can be written");
    for domain in domains {
        yaml(&root.join(format!("lists/{}.yaml", domain.key)), &domain.name, size.items);
    }
    root.to_owned()
}
