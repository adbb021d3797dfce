//! A small project, its fill-in workbooks made by the program, and cells typed into them.

use std::fs;
use std::path::PathBuf;

use mulu::{Settings, TemplateChoice};

use super::{package, xlsx};

/// What is typed: the row by its 二级事项, the heading of the column, the text.
pub(crate) type Answers<'a> = &'a [(&'a str, &'a str, &'a str)];

/// Nothing.
pub(crate) const UNTOUCHED: Answers<'static> = &[];
/// In place of a heading: the row is deleted.
pub(crate) const DELETE: &str = "删除整行";
/// In place of a row: the hidden sheet that says what the workbook is.
pub(crate) const STAMP: &str = "模板信息";
/// In place of a row: the heading itself is typed over.
pub(crate) const HEADING: &str = "表头";
/// In place of a row: the first blank one.
const BLANK: &str = "";
/// The first item of the reference catalog that the department of the budget is given.
pub(crate) const FIRST_OF_BUDGET: &str = "政府预算";

/// An item of the town's own.
pub(crate) const OWN_ROW: [(&str, &str, &str); 11] = [
    (BLANK, "认领情况", "新增"),
    (BLANK, "一级事项", "学生管理"),
    (BLANK, "二级事项", "校车安排"),
    (BLANK, "公开内容（要素）", "校车线路；乘车时间"),
    (BLANK, "公开依据", "《中华人民共和国政府信息公开条例》（国务院令第711号）"),
    (BLANK, "公开时限", "自信息形成或者变更之日起20个工作日内"),
    (BLANK, "公开主体", "海虞镇人民政府"),
    (BLANK, "政府网站", "√"),
    (BLANK, "全社会", "√"),
    (BLANK, "主动", "√"),
    (BLANK, "镇级", "√"),
];

/// What a workbook with one change of two fields, one omission, one claim and one addition says.
pub(crate) const SAME_IN_YAML: &str = "
town: 海虞镇
claim: [学籍管理]
omit:
  - {item: 招生结果, reason: 本镇没有学校}
change:
  - item: 招生政策
    set: {time_limit: 自信息形成或者变更之日起10个工作日内, channels: ■政府网站 ■政府公报}
    was: {time_limit: 自信息形成或者变更之日起20个工作日内, channels: ■政府网站}
add:
  - domain: 义务教育
    items:
      - group: 学生管理
        name: 校车安排
        content: 校车线路；乘车时间
        basis: 《中华人民共和国政府信息公开条例》（国务院令第711号）
        time_limit: 自信息形成或者变更之日起20个工作日内
        subject: 海虞镇人民政府
        method: 主动公开
        channels: ■政府网站
        audience: 全社会
        tiers: [镇级]
";

/// Two powers that no item is about.
pub(crate) const POWERS: &str = "
kind: responsibility
form: native
domain: 义务教育
department: 市教育局
items:
  - {code: \"JY0000010001\", name: 校车使用许可, type: 行政许可}
  - {code: \"JY0000010002\", name: 对违规招生的处罚, type: 行政处罚}
";

const SETTINGS: &str = "
city: {name: 常熟市, kind: 县级市}
edition: {id: \"2020\", title: 2020年版, as_of: 2020-12-11}
departments:
  - {name: 市教育局, domains: [义务教育]}
  - {name: 市财政局, domains: [财政预决算]}
towns:
  - {name: 海虞镇, government: 海虞镇人民政府, kind: 镇}
allow:
  - {rule: missing-domain, reason: 示例只用两个领域}
";

fn list() -> String {
    let mut list = "kind: responsibility\ndomain: 义务教育\ndepartment: 市教育局\nitems:\n".to_owned();
    for (group, name) in [("招生管理", "招生政策"), ("招生管理", "招生结果"), ("学生管理", "学籍管理")] {
        list += &format!(
            "  - group: {group}\n    name: {name}\n    content: 招生范围；招生条件\n    basis: 《中华人民共和国政府信息公开条例》（国务院令第711号）\n    \
             time_limit: 自信息形成或者变更之日起20个工作日内 # {name}\n    subject: 市教育局、乡镇人民政府（街道办事处）\n    method: 主动公开\n    \
             channels: [政府网站]\n    audience: 全社会\n    tiers: [市级, 镇级]\n"
        );
    }
    list
}

/// A project in a folder of its own.
pub(crate) struct Project(tempfile::TempDir);

impl Project {
    pub(crate) fn new() -> Self {
        let project = Self(tempfile::tempdir().unwrap());
        project.write("mulu.yaml", SETTINGS);
        project.write("lists/市教育局.yaml", &list());
        project
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    pub(crate) fn write(&self, name: &str, text: &str) {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    pub(crate) fn rewrite(&self, name: &str, from: &str, to: &str) {
        let text = fs::read_to_string(self.path(name)).unwrap();
        assert!(text.contains(from), "{name}: {from}");
        fs::write(self.path(name), text.replace(from, to)).unwrap();
    }

    pub(crate) fn hand_in_town(&self, name: &str, answers: Answers<'_>) {
        self.hand_in(name, answers, &TemplateChoice { towns: vec!["海虞镇".to_owned()], ..TemplateChoice::default() }, "海虞镇.xlsx");
    }

    pub(crate) fn hand_in_department(&self, name: &str, answers: Answers<'_>) {
        self.hand_in(name, answers, &TemplateChoice::default(), "市财政局.xlsx");
    }

    fn hand_in(&self, name: &str, answers: Answers<'_>, choice: &TemplateChoice, file: &str) {
        let folder = self.path("模板");
        mulu::templates(self.0.path(), choice, &folder, &settings()).unwrap();
        let bytes = fs::read(folder.join(file)).unwrap();
        fs::create_dir_all(self.path(name).parent().unwrap()).unwrap();
        fs::write(self.path(name), filled(&bytes, answers)).unwrap();
    }

    /// A department whose only domain is the city's own.
    pub(crate) fn hand_in_own_domain(&self, name: &str, answers: Answers<'_>) {
        self.rewrite(
            "mulu.yaml",
            "towns:",
            "  - {name: 市低空办, domains: [低空经济]}\ndomains:\n  - {domain: 低空经济, key: dikong}\ntowns:",
        );
        self.hand_in(name, answers, &TemplateChoice::default(), "市低空办.xlsx");
    }

    /// Hands in what is proposed for powers without an item.
    pub(crate) fn hand_in_proposals(&self, name: &str, answers: Answers<'_>) {
        let folder = self.path("提议");
        let made = mulu::proposals(self.0.path(), &folder, &settings()).unwrap();
        assert_eq!((made.powers, made.items, made.homeless, made.files.len()), (2, 4, 0, 1));
        let bytes = fs::read(folder.join("市教育局.xlsx")).unwrap();
        fs::write(self.path(name), filled(&bytes, answers)).unwrap();
    }

    /// The first sheet to be filled in as another program would save it without sheets; the workbook goes.
    pub(crate) fn save_sheet_as_csv(&self, from: &str, to: &str) {
        let book = xlsx::read(&fs::read(self.path(from)).unwrap());
        let mut csv = String::new();
        for row in &book.sheets[1].rows {
            let mut texts = vec![String::new(); 36];
            row.cells.iter().for_each(|cell| texts[cell.column as usize - 1] = cell.text.clone());
            csv += &(texts.join(",") + "\n");
        }
        fs::remove_file(self.path(from)).unwrap();
        fs::write(self.path(to), csv).unwrap();
    }

    /// A workbook with a sheet emptied.
    pub(crate) fn delete_sheet(&self, name: &str, sheet: &str) {
        let bytes = fs::read(self.path(name)).unwrap();
        let part = xlsx::read(&bytes).sheet(sheet).path.clone();
        let mut parts = package::parts(&bytes);
        let xml = String::from_utf8(parts[&part].clone()).unwrap();
        let (start, end) = (xml.find("<sheetData>").unwrap(), xml.find("</sheetData>").unwrap());
        parts.insert(part, format!("{}<sheetData>{}", &xml[..start], &xml[end..]).into_bytes());
        fs::write(self.path(name), package::packed(&parts)).unwrap();
    }

    fn check(&self) -> mulu::Checked {
        mulu::check(&[self.0.path().to_owned()], &settings()).unwrap()
    }

    /// The rules of findings that nothing silences and that the project without the workbook has not, and the report.
    pub(crate) fn checked(&self) -> (Vec<String>, String) {
        let checked = self.check();
        let usual = ["old-tables", "lacking-items", "unsourced-items", "missing-domain", "uncovered-class", "uncovered-town-class"];
        let rules = checked.report.open().map(|found| found.rule.name.to_owned()).filter(|rule| !usual.contains(&rule.as_str()));
        let mut rules: Vec<String> = rules.collect();
        rules.sort_unstable();
        let style = mulu::report::Style::PLAIN;
        (rules, mulu::report::terminal::print(&checked.report, style))
    }

    pub(crate) fn report(&self) -> String {
        mulu::report::json::print(&self.check().report, mulu::report::Style::PLAIN)
    }

    /// Whether the catalogs are written without the items that have errors.
    pub(crate) fn is_built_without_errors(&self) -> bool {
        let handling = mulu::Handling { on_invalid: mulu::OnInvalid::SkipItems, previous: None };
        let choice =
            mulu::BuildChoice { towns: Vec::new(), only: vec!["data".to_owned()], state: mulu::emit::State::Final, jobs: None, handling };
        mulu::build(self.0.path(), &self.path("out"), &choice, &settings()).unwrap().written.is_some()
    }

    pub(crate) fn catalog(&self) -> String {
        let choice = mulu::BuildChoice {
            towns: Vec::new(),
            only: vec!["data".to_owned()],
            state: mulu::emit::State::Draft,
            jobs: None,
            handling: mulu::Handling::default(),
        };
        let out = self.path("out");
        mulu::build(self.0.path(), &out, &choice, &settings()).unwrap();
        fs::read_to_string(out.join("data/catalog.json")).unwrap()
    }
}

fn settings() -> Settings {
    Settings::on("2020-12-11".parse().unwrap())
}

/// A workbook with texts typed into its cells.
fn filled(bytes: &[u8], answers: Answers<'_>) -> Vec<u8> {
    let book = xlsx::read(bytes);
    let mut parts = package::parts(bytes);
    for &(row, heading, text) in answers {
        if row == STAMP {
            let sheet = book.sheet(STAMP);
            let cell = sheet.cells().find(|cell| cell.text == heading).unwrap();
            typed(parts.get_mut(&sheet.path).unwrap(), &cell.address.replace('A', "B"), text);
            continue;
        }
        let sheet = &book.sheets[1];
        let head = |heading: &str| {
            let found = sheet.rows[2..4].iter().rev().flat_map(|row| &row.cells).find(|cell| cell.text == heading);
            found.unwrap_or_else(|| panic!("no heading {heading}"))
        };
        let column = |heading: &str| head(heading).column;
        if row == HEADING {
            typed(parts.get_mut(&sheet.path).unwrap(), &head(heading).address, text);
            continue;
        }
        let (names, serial) = (column("二级事项"), column("序号"));
        let stands = |column: u32, text: &str| {
            // The row that shows how is not meant, unless it is named by its number.
            let from = if column == serial { 4 } else { 5 };
            let body = sheet.rows[from..].iter().find(|line| line.cells.iter().any(|cell| cell.column == column && cell.text == text));
            body.unwrap_or_else(|| panic!("no row {text}"))
        };
        let line = if row == "示例" { stands(serial, row) } else { stands(names, row) };
        let part = parts.get_mut(&sheet.path).unwrap();
        if heading == DELETE {
            for cell in &line.cells {
                typed(part, &cell.address, "");
            }
            continue;
        }
        let cell = line.cells.iter().find(|cell| cell.column == column(heading)).unwrap();
        typed(part, &cell.address, text);
    }
    package::packed(&parts)
}

/// A part with a text in one of its cells, which is there already.
fn typed(part: &mut Vec<u8>, address: &str, text: &str) {
    let xml = String::from_utf8(std::mem::take(part)).unwrap();
    let start = xml.find(&format!("<c r=\"{address}\"")).unwrap_or_else(|| panic!("no cell {address}"));
    let tag = start + xml[start..].find('>').unwrap();
    let end = if xml[..tag].ends_with('/') { tag + 1 } else { start + xml[start..].find("</c>").unwrap() + 4 };
    let style = xml[start..tag].split("s=\"").nth(1).and_then(|rest| rest.split('"').next()).unwrap();
    let cell = match text {
        "" => format!("<c r=\"{address}\" s=\"{style}\"/>"),
        text => format!("<c r=\"{address}\" s=\"{style}\" t=\"inlineStr\"><is><t>{text}</t></is></c>"),
    };
    *part = format!("{}{cell}{}", &xml[..start], &xml[end..]).into_bytes();
}
