//! Fill-in workbooks, made by the program and filled in cell by cell as a person would: what every answer comes to, row state by row
//! state, and that the same said in YAML gives the same catalog.

#![expect(clippy::unwrap_used, clippy::panic, reason = "helpers of tests, outside of test functions")]

#[path = "templates/filled.rs"]
mod filled;
#[path = "support/package.rs"]
#[expect(dead_code, reason = "only taking apart and putting together is used here")]
mod package;
#[path = "support/xlsx.rs"]
#[expect(dead_code, reason = "only cells are read here")]
mod xlsx;
#[path = "support/xml.rs"]
mod xml;

use filled::{Answers, Project, UNTOUCHED};

const REASON: &str = "本镇没有学校";

fn town(answers: Answers<'_>) -> (Vec<String>, String) {
    let project = Project::new();
    project.hand_in_town("towns/海虞镇.xlsx", answers);
    project.checked()
}

/// Only this rule was raised about the workbook, beside what the project as such gives.
#[track_caller]
fn expect(found: &(Vec<String>, String), rules: &[&str]) {
    let mut wanted = rules.to_vec();
    wanted.sort_unstable();
    assert_eq!(found.0, wanted, "{}", found.1);
}

#[test]
fn every_state_of_a_row_means_what_it_says() {
    let all = |state: &'static str| [("招生政策", "认领情况", state), ("招生结果", "认领情况", "认领"), ("学籍管理", "认领情况", "认领")];
    // 认领: as the city says.
    expect(&town(&all("认领")), &[]);
    // 不适用 with a reason, and without.
    expect(&town(&[&all("不适用")[..], &[("招生政策", "说明", REASON)]].concat()), &[]);
    expect(&town(&all("不适用")), &["wrong-answer"]);
    // 调整 with a change, and without one.
    let sooner = ("招生政策", "公开时限", "自信息形成或者变更之日起10个工作日内");
    expect(&town(&[&all("调整")[..], &[sooner]].concat()), &[]);
    expect(&town(&all("调整")), &["needless-change"]);
    // A changed cell and 认领, or no answer.
    expect(&town(&[&all("认领")[..], &[sooner]].concat()), &["wrong-answer"]);
    expect(&town(&[&all("")[..], &[sooner]].concat()), &["wrong-answer"]);
    // No answer: one finding a file, however many rows.
    expect(&town(&all("")), &["unanswered-rows"]);
    expect(&town(&[("招生政策", "认领情况", "认领")]), &["unanswered-rows"]);
    // 新增 of what the city has; a word that is no answer.
    expect(&town(&all("新增")), &["wrong-answer"]);
    expect(&town(&all("√")), &["wrong-answer"]);
    // A cleared cell.
    expect(&town(&[&all("认领")[..], &[("招生政策", "公开时限", "")]].concat()), &["wrong-answer"]);
    // What needs the office's permit, with and without a reason.
    let content = ("招生政策", "公开内容（要素）", "招生范围；招生条件；招生人数");
    expect(&town(&[&all("调整")[..], &[content]].concat()), &["change-without-permit", "change-without-reason"]);
    expect(&town(&[&all("调整")[..], &[content, ("招生政策", "说明", REASON)]].concat()), &["change-without-permit"]);
}

#[test]
fn rows_of_its_own_are_added_only_when_they_say_so() {
    let claimed = [("招生政策", "认领情况", "认领"), ("招生结果", "认领情况", "认领"), ("学籍管理", "认领情况", "认领")];
    let own = filled::OWN_ROW;
    expect(&town(&[&claimed[..], &own].concat()), &[]);
    let silent: Vec<_> = own.iter().filter(|(_, heading, _)| *heading != "认领情况").copied().collect();
    expect(&town(&[&claimed[..], &silent].concat()), &["wrong-answer"]);
    // What is wrong with an item of its own is said of it.
    let late: Vec<_> =
        own.iter().map(|&(row, heading, text)| (row, heading, if heading == "公开时限" { "30日内" } else { text })).collect();
    let found = town(&[&claimed[..], &late].concat());
    assert!(!found.0.is_empty() && !found.0.contains(&"wrong-answer".to_owned()), "{}", found.1);
}

#[test]
fn an_untouched_workbook_is_one_finding_and_no_report() {
    let project = Project::new();
    project.hand_in_town("towns/海虞镇.xlsx", UNTOUCHED);
    let found = project.checked();
    expect(&found, &["untouched-template", "not-reported"]);
    assert!(project.report().contains("\"state\": \"returned\""), "it goes back");
    let project = Project::new();
    project.hand_in_department("lists/市财政局.xlsx", UNTOUCHED);
    expect(&project.checked(), &["untouched-template", "not-reported"]);
}

#[test]
fn a_department_takes_what_it_answers_or_changes() {
    let project = Project::new();
    project.hand_in_department("lists/市财政局.xlsx", &[(filled::FIRST_OF_BUDGET, "采用情况", "不采用")]);
    let found = project.checked();
    // Declined without a reason, and every other row is open.
    expect(&found, &["wrong-answer", "unanswered-rows", "not-reported"]);
    let project = Project::new();
    project.hand_in_department(
        "lists/市财政局.xlsx",
        &[(filled::FIRST_OF_BUDGET, "采用情况", "不采用"), (filled::FIRST_OF_BUDGET, "说明", REASON)],
    );
    expect(&project.checked(), &["unanswered-rows", "not-reported"]);
    assert!(project.report().contains(REASON), "the reason stands in the coverage");
    // A row that was changed is taken, whatever it answers.
    let project = Project::new();
    project.hand_in_department("lists/市财政局.xlsx", &[(filled::FIRST_OF_BUDGET, "公开主体", "市财政局")]);
    assert!(project.catalog().contains(filled::FIRST_OF_BUDGET));
}

#[test]
fn deleted_rows_are_named_and_inherited() {
    let project = Project::new();
    project.hand_in_town(
        "towns/海虞镇.xlsx",
        &[("招生政策", filled::DELETE, ""), ("招生结果", "认领情况", "认领"), ("学籍管理", "认领情况", "认领")],
    );
    let found = project.checked();
    expect(&found, &["deleted-rows"]);
    assert!(found.1.contains("招生政策"), "{}", found.1);
}

#[test]
fn a_changed_example_row_is_not_lost_in_silence() {
    let mut answers = vec![("示例", "二级事项", "校车安排")];
    answers.extend([("招生政策", "认领情况", "认领"), ("招生结果", "认领情况", "认领"), ("学籍管理", "认领情况", "认领")]);
    expect(&town(&answers), &["example-changed"]);
}

#[test]
fn a_workbook_of_another_city_or_edition_is_named() {
    let claimed = [("招生政策", "认领情况", "认领"), ("招生结果", "认领情况", "认领"), ("学籍管理", "认领情况", "认领")];
    for (from, to, rules) in
        [("name: 常熟市", "name: 甲市", &["foreign-template", "not-reported"][..]), ("id: \"2020\"", "id: \"2021\"", &["old-template"])]
    {
        let project = Project::new();
        project.hand_in_town("towns/海虞镇.xlsx", &claimed);
        project.rewrite("mulu.yaml", from, to);
        expect(&project.checked(), rules);
    }
    // A version to come: read as a plain table, and said so.
    let project = Project::new();
    project.hand_in_town("towns/海虞镇.xlsx", &[&claimed[..], &[(filled::STAMP, "mulu.template", "2")]].concat());
    assert!(project.checked().0.contains(&"foreign-template".to_owned()));
}

#[test]
fn rows_without_their_hidden_sheets_are_not_taken_for_what_they_do_not_say() {
    let answers = [("招生政策", "认领情况", "不适用"), ("招生政策", "说明", REASON), ("招生结果", "认领情况", "认领")];
    let project = Project::new();
    project.hand_in_town("towns/海虞镇.xlsx", &answers);
    project.save_sheet_as_csv("towns/海虞镇.xlsx", "towns/海虞镇.csv");
    expect(&project.checked(), &["foreign-template", "not-reported"]);
    let project = Project::new();
    project.hand_in_town("towns/海虞镇.xlsx", &answers);
    project.delete_sheet("towns/海虞镇.xlsx", "原值");
    expect(&project.checked(), &["foreign-template", "not-reported"]);
}

#[test]
fn a_value_the_city_has_changed_since_is_one_finding_with_both_places() {
    let project = Project::new();
    let answers = [
        ("招生政策", "认领情况", "调整"),
        ("招生政策", "公开时限", "自信息形成或者变更之日起5个工作日内"),
        ("招生结果", "认领情况", "认领"),
        ("学籍管理", "认领情况", "认领"),
    ];
    project.hand_in_town("towns/海虞镇.xlsx", &answers);
    project.rewrite("lists/市教育局.yaml", "20个工作日内 # 招生政策", "10个工作日内");
    let found = project.checked();
    expect(&found, &["old-template", "stale-change"]);
    assert!(found.1.contains("lists/市教育局.yaml") && found.1.contains("原值"), "{}", found.1);
}

#[test]
fn the_same_said_in_a_workbook_and_in_yaml_gives_the_same_catalog() {
    let workbook = Project::new();
    let answers = [
        ("招生政策", "认领情况", "调整"),
        ("招生政策", "公开时限", "自信息形成或者变更之日起10个工作日内"),
        ("招生政策", "政府公报", "√"),
        ("招生结果", "认领情况", "不适用"),
        ("招生结果", "说明", REASON),
        ("学籍管理", "认领情况", "认领"),
    ];
    workbook.hand_in_town("towns/海虞镇.xlsx", &[&answers[..], &filled::OWN_ROW].concat());
    let yaml = Project::new();
    yaml.write("towns/海虞镇.yaml", filled::SAME_IN_YAML);
    assert_eq!(without_origins(&workbook.catalog()), without_origins(&yaml.catalog()));
}

#[test]
fn ticks_may_be_boxes_and_the_file_may_be_called_anything() {
    let project = Project::new();
    let answers = [
        ("招生政策", "认领情况", "调整"),
        ("招生政策", "政府公报", "■"),
        ("招生政策", "广播电视", "□"),
        ("招生结果", "认领情况", "认领"),
        ("学籍管理", "认领情况", "认领"),
    ];
    project.hand_in_town("towns/第一次报送（定稿）.xlsx", &answers);
    expect(&project.checked(), &[]);
    let catalog = project.catalog();
    assert!(catalog.contains("政府公报") && !catalog.contains("广播电视"), "{catalog}");
}

/// Every item claimed, and what else is typed.
fn claimed_and<'a>(more: &[(&'a str, &'a str, &'a str)]) -> Vec<(&'a str, &'a str, &'a str)> {
    let claimed = [("招生政策", "认领情况", "认领"), ("招生结果", "认领情况", "认领"), ("学籍管理", "认领情况", "认领")];
    let is_said = |row: &str| more.iter().any(|(name, heading, _)| *name == row && *heading == "认领情况");
    claimed.into_iter().filter(|(row, ..)| !is_said(row)).chain(more.iter().copied()).collect()
}

#[test]
fn a_sheet_that_lost_its_answers_is_not_taken_for_a_list() {
    let omitted = claimed_and(&[("招生政策", "认领情况", "不适用"), ("招生政策", "说明", REASON)]);
    for (heading, rules) in [("认领情况（必填）", &[][..]), ("认领", &["foreign-template"])] {
        let project = Project::new();
        project.hand_in_town("towns/海虞镇.xlsx", &[&omitted[..], &[(filled::HEADING, "认领情况", heading)]].concat());
        expect(&project.checked(), rules);
        assert!(!project.catalog().contains("\"confirmed\"") || rules.is_empty(), "{heading}");
    }
    let project = Project::new();
    let answers = [(filled::FIRST_OF_BUDGET, "采用情况", "不采用"), (filled::HEADING, "采用情况", "是否采用")];
    project.hand_in_department("lists/市财政局.xlsx", &answers);
    expect(&project.checked(), &["foreign-template", "not-reported"]);
    assert!(!project.catalog().contains(filled::FIRST_OF_BUDGET));
}

#[test]
fn a_town_that_is_not_registered_is_named() {
    let project = Project::new();
    project.hand_in_town("towns/海虞镇.xlsx", &claimed_and(&[]));
    project.rewrite("mulu.yaml", "name: 海虞镇", "name: 古里镇");
    let found = project.checked();
    assert!(found.0.contains(&"no-town".to_owned()), "{}", found.1);
}

#[test]
fn two_answers_about_one_item_are_shown_beside_each_other() {
    let project = Project::new();
    project.hand_in_town("towns/海虞镇.xlsx", &claimed_and(&[]));
    project.write("towns/海虞镇.yaml", "town: 海虞镇\nomit:\n  - {item: 招生政策, reason: 本镇没有学校}\n");
    expect(&project.checked(), &["contradictory-claim"]);
    let project = Project::new();
    project.hand_in_town("towns/海虞镇.xlsx", &claimed_and(&[("招生政策", "认领情况", "调整"), ("招生政策", "政府公报", "√")]));
    project.write("towns/海虞镇.yaml", "town: 海虞镇\nomit:\n  - {item: 招生政策, reason: 本镇没有学校}\n");
    expect(&project.checked(), &["change-of-omitted"]);
}

#[test]
fn nothing_is_carried_on_from_the_row_that_shows_how() {
    let project = Project::new();
    let answers = [("", "二级事项", "低空飞行服务"), ("", "公开主体", "市低空办")];
    project.hand_in_own_domain("lists/市低空办.xlsx", &answers);
    let catalog: serde_json::Value = serde_json::from_str(&project.catalog()).unwrap();
    let item = catalog["items"].as_array().unwrap().iter().find(|item| item["name"] == "低空飞行服务").unwrap();
    assert_eq!(item["group"].as_str().unwrap_or_default(), "");
    // What was typed into that row is not lost in silence, wherever it stands.
    expect(&town(&claimed_and(&[("示例", "公开内容（要素）", "校车线路")])), &["example-changed"]);
}

#[test]
fn what_a_town_says_beside_its_answers_is_kept() {
    let project = Project::new();
    let own_column = (filled::HEADING, "链接", "责任科室");
    let answers =
        claimed_and(&[own_column, ("招生政策", "说明", "已与学校核对"), ("招生结果", "认领情况", "调整"), ("招生结果", "链接", "教育办")]);
    project.hand_in_town("towns/海虞镇.xlsx", &answers);
    expect(&project.checked(), &[]);
    let catalog = project.catalog();
    assert!(catalog.contains("已与学校核对") && catalog.contains("教育办"), "{catalog}");
    expect(&town(&claimed_and(&[("招生政策", "认领情况", ""), ("招生政策", "说明", REASON)])), &["wrong-answer"]);
}

#[test]
fn the_message_says_what_was_probably_done() {
    let copied = town(&claimed_and(&[("招生政策", "认领情况", "新增"), ("招生政策", "二级事项", "校园开放日")]));
    expect(&copied, &["wrong-answer"]);
    assert!(copied.1.contains("模板编号"), "{}", copied.1);
    let project = Project::new();
    project.hand_in_department("towns/市财政局.xlsx", &[(filled::FIRST_OF_BUDGET, "采用情况", "采用")]);
    let found = project.checked();
    expect(&found, &["foreign-template", "not-reported"]);
    assert!(found.1.contains("lists"), "{}", found.1);
    // The city has withdrawn an item since: its printed name, once.
    let project = Project::new();
    project.hand_in_town("towns/海虞镇.xlsx", &claimed_and(&[]));
    project.rewrite("lists/市教育局.yaml", "name: 招生结果", "name: 录取办法");
    let found = project.checked();
    expect(&found, &["old-template"]);
    assert!(found.1.contains("“招生结果”"), "{}", found.1);
}

#[test]
fn what_is_proposed_waits_until_somebody_takes_it() {
    let project = Project::new();
    project.write("lists/市教育局-权责清单（事项）.yaml", filled::POWERS);
    assert_eq!(project.checked().0, ["not-reported", "uncovered-power", "uncovered-power"]);
    project.hand_in_proposals("lists/提议.xlsx", UNTOUCHED);
    assert_eq!(project.checked().0, ["not-reported", "uncovered-power", "uncovered-power", "untouched-template"]);
    let project = Project::new();
    project.write("lists/市教育局-权责清单（事项）.yaml", filled::POWERS);
    let row = "校车使用许可办事指南";
    let taken = [
        (row, "采用情况", "采用"),
        (row, "公开时限", "自信息形成或者变更之日起20个工作日内"),
        (row, "政府网站", "√"),
        // Changed, and not decided yet.
        ("对违规招生的处罚决定", "公开时限", "决定作出之日起7个工作日内"),
    ];
    project.hand_in_proposals("lists/提议.xlsx", &taken);
    assert_eq!(project.checked().0, ["no-business-basis", "not-reported", "thin-guide", "unanswered-rows", "uncovered-power"]);
    let catalog = project.catalog();
    assert!(catalog.contains(row) && !catalog.contains("对违规招生的处罚决定"));
}

#[test]
fn an_answer_that_does_not_fit_stands_in_nobodys_way_when_the_office_says_so() {
    let project = Project::new();
    project.hand_in_town("towns/海虞镇.xlsx", &claimed_and(&[("招生政策", "认领情况", "不适用")]));
    expect(&project.checked(), &["wrong-answer"]);
    assert!(project.is_built_without_errors());
    assert!(project.report().contains("招生政策"));
}

/// A catalog without what only says where things stand.
fn without_origins(catalog: &str) -> String {
    fn strip(value: &mut serde_json::Value) {
        match value {
            serde_json::Value::Object(map) => {
                for key in ["origin", "at", "generated_from", "codes"] {
                    map.remove(key);
                }
                map.values_mut().for_each(strip);
            }
            serde_json::Value::Array(values) => values.iter_mut().for_each(strip),
            _ => {}
        }
    }
    let mut value: serde_json::Value = serde_json::from_str(catalog).unwrap();
    strip(&mut value);
    serde_json::to_string_pretty(&value).unwrap()
}
