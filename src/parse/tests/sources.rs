//! Where domain, department, kind and town come from.

use super::{CHANGSHU, project_of, read_table, rules, table};
use crate::model::ListKind;
use crate::parse::{Folder, Parsed};

const HEADINGS: &[&str] = &["公开事项", "公开内容", "公开依据", "公开时限", "公开主体", "公开渠道", "公开对象", "公开方式", "公开层级"];
const ROW: &[&str] = &["招生政策", "甲", "《教育法》", "20个工作日", "市教育局", "政府网站", "全社会", "主动公开", "市级"];

fn read(sheet: &str, above: &[&str], file: &str, folder: Folder) -> (Parsed, Vec<String>) {
    let project = project_of(CHANGSHU);
    let (parsed, found) = read_table(table(sheet, above, HEADINGS, &[ROW]), file, Some(&project), folder);
    (parsed, rules(&found[..]))
}

fn said(parsed: &Parsed) -> (Option<&str>, Option<&str>, Option<&str>) {
    let list = &parsed.lists[0];
    let word = |located: &'_ Option<crate::place::Located<String>>| located.as_ref().map(|word| word.value.clone());
    let leak = |text: Option<String>| text.map(|text| &*Box::leak(text.into_boxed_str()));
    (leak(word(&list.domain)), leak(word(&list.department)), leak(word(&list.town)))
}

#[test]
fn titles_sheets_files_and_folders_are_heard() {
    let education = Some("yiwujiaoyu");
    for (sheet, above, file) in [
        ("Sheet1", &["（二）常熟市义务教育领域基层政务公开标准目录（2020年版）", "编制单位：市教育局"][..], "lists/a.xlsx"),
        ("Sheet1", &["常熟市教育局义务教育标准目录"][..], "lists/a.xlsx"),
        ("义务教育", &[][..], "lists/常熟市教育局/a.xlsx"),
        ("Sheet1", &[][..], "lists/市教育局-义务教育（报送）.xlsx"),
        ("Sheet1", &[][..], "lists/市文教局/02_义务教育.xlsx"),
        ("Sheet1", &["编制单位（盖章）：常熟市教育局"][..], "lists/义务教育.xlsx"),
    ] {
        let (parsed, found) = read(sheet, above, file, Folder::Lists);
        assert_eq!(found, Vec::<String>::new(), "{sheet} {above:?} {file}");
        assert_eq!(said(&parsed), (education, Some("市教育局"), None), "{sheet} {above:?} {file}");
    }
}

#[test]
fn a_line_that_names_two_domains_names_none() {
    let (_, found) = read("Sheet1", &["安全生产和救灾领域基层政务公开标准目录"], "lists/市教育局.xlsx", Folder::Lists);
    assert_eq!(found, ["no-domain"]);
    // 财政 within 财政局 is no domain.
    let (_, found) = read("Sheet1", &["常熟市财政局公开目录", "编制单位：市教育局"], "lists/a.xlsx", Folder::Lists);
    assert_eq!(found, ["no-domain"]);
}

#[test]
fn the_first_source_wins_and_the_other_is_shown() {
    let (parsed, found) =
        read("社会救助", &["常熟市义务教育领域基层政务公开标准目录", "编制单位：市教育局"], "lists/a.xlsx", Folder::Lists);
    assert_eq!(found, ["sources-disagree"]);
    assert_eq!(said(&parsed).0, Some("yiwujiaoyu"));
}

#[test]
fn an_unnamed_department_is_the_lead_and_an_unknown_one_is_said() {
    let (parsed, found) = read("义务教育", &[], "lists/a.xlsx", Folder::Lists);
    assert_eq!((found, said(&parsed).1), (vec!["no-department".to_owned()], Some("市教育局")));
    let (parsed, found) = read("义务教育", &["编制单位：市教肓局"], "lists/a.xlsx", Folder::Lists);
    assert_eq!((found, said(&parsed).1), (vec!["unknown-department".to_owned()], Some("市教肓局")));
}

#[test]
fn a_towns_file_belongs_to_the_town_it_names() {
    for file in ["towns/海虞镇.xlsx", "towns/海虞镇/目录.xlsx", "towns/海虞.xlsx"] {
        let (parsed, found) = read("义务教育", &[], file, Folder::Towns);
        assert_eq!((found, said(&parsed).2), (Vec::new(), Some("海虞镇")), "{file}");
    }
    let (parsed, found) = read("义务教育", &["海虞镇义务教育标准目录", "编制单位：虞山街道办事处"], "towns/a.xlsx", Folder::Towns);
    assert_eq!((found, said(&parsed).2), (vec!["sources-disagree".to_owned()], Some("海虞镇")));
    let (_, found) = read("义务教育", &[], "towns/某镇.xlsx", Folder::Towns);
    assert_eq!(found, ["no-town"]);
}

#[test]
fn kinds_are_heard_in_titles_and_names() {
    let (parsed, _) = read("义务教育", &["市教育局公共服务事项清单"], "lists/a.xlsx", Folder::Lists);
    assert_eq!(parsed.lists[0].kind, Some(ListKind::PublicService));
    let (parsed, _) = read("义务教育", &[], "lists/市教育局权责清单.xlsx", Folder::Lists);
    assert_eq!(parsed.lists[0].kind, Some(ListKind::Responsibility));
}

#[test]
fn settings_of_a_file_come_before_all_else() {
    let text = format!("{CHANGSHU}\nfiles: [{{path: lists/x.xlsx, domain: 社会救助, department: 市民政局, kind: 权责清单}}]\n");
    let project = project_of(&text);
    let (parsed, found) = read_table(table("Sheet1", &[], HEADINGS, &[ROW]), "lists/x.xlsx", Some(&project), Folder::Lists);
    assert_eq!(rules(found), Vec::<String>::new());
    assert_eq!(said(&parsed), (Some("shehuijiuzhu"), Some("市民政局"), None));
}
