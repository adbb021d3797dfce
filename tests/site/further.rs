//! What the pages of items, units, statutes, towns and changes say, and the block of data on the home page.

use std::sync::Arc;

use mulu::emit::State;
use mulu::model::catalog::{Change, Deviation};
use mulu::model::changes::{ChangeKind, Changes, EditionChange, EditionName, FieldChange, LikelyRename, Likeness, Past, What};
use mulu::model::{Catalog, Citation, Field, Slot, TownSection, TownState};

use super::sample::{self, HOSTILE};
use super::{build, build_after, page, pages, text};

#[test]
fn the_page_of_an_item_says_all_of_it() {
    let files = build(&sample::catalog(), State::Final);
    let page = text(&files, "site/items/yiwujiaoyu-aaaaaaaa.html");
    for part in [
        "<h1>招生政策</h1>",
        "市教育局、乡镇人民政府应当自信息形成或者变更之日起20个工作日内，通过政府网站（可选：校务公开栏），向全社会主动公开“招生政策”。",
        "法律、法规另有规定的，从其规定。依据：《条例》、《条例》。",
        "<li>招生条件（必选）</li>",
        ">市教育局</a>",
        ">乡镇人民政府</a>",
        r#"<a href="https://www.example.gov.cn/招生?a=1&amp;b=2">招生政策</a>"#,
        "<dt>备注</dt><dd>示例</dd>",
        "320581-001",
        ">市级目录</a>",
        ">镇级目录</a>",
        "公开渠道和载体改为“政府网站”",
        ">招生计划</a>",
    ] {
        assert!(page.contains(part), "{part}: {page}");
    }
    assert!(
        !page.contains("历次变更") && !page.contains("lists/教育局.xlsx"),
        "nothing is known of an edition before; origins are not for readers"
    );
    let added = text(&files, "site/items/yiwujiaoyu-ffffffff.html");
    assert!(added.contains("市教育局、乡镇人民政府应当") && added.contains("海虞镇新增的事项"));
    let bare = |state| text(&build(&sample::catalog(), state), "site/items/shehuijiuzhu-bbbbbbbb.html");
    assert!(bare(State::Final).contains("清单没有写明公开主体、公开时限"));
    assert!(bare(State::Draft).contains("【缺】没有写明公开主体、公开时限"));
    assert!(text(&files, "site/items/bdsh-aaaaaaaa.html").contains("没有列入目录的事项"));
}

/// A catalog whose first item rests on what the tables know, and which one town lets another body publish, too.
fn with_laws() -> Catalog {
    let mut catalog = sample::catalog();
    let entry = &mut catalog.domains[0].entries[0];
    let citation = |title: &str, number: Option<&str>, articles: Option<&str>| Citation {
        text: format!("《{title}》{}", number.unwrap_or_default()),
        title: title.to_owned(),
        number: number.map(str::to_owned),
        articles: articles.map(str::to_owned),
    };
    let mut item = (*entry.item).clone();
    let citations = vec![
        citation("政府信息公开条例", Some("国务院令第711号"), Some("第二十条")),
        citation("政府信息公开条例", Some("国务院令第711号"), Some("第二十一条")),
        citation("中华人民共和国政府信息公开条例", Some("国务院令第492号"), None),
        citation("疫苗流通和预防接种管理条例", None, None),
        citation("中华人民共和国环境噪声污染防治法", None, None),
        citation("中华人民共和国法律援助法", None, None),
        citation(HOSTILE, None, None),
    ];
    let all: Vec<&str> = citations.iter().map(|citation| citation.text.as_str()).collect();
    item.basis = Slot::given(all.join("\n"), citations, sample::cell(4, 5));
    let mut own = item.clone();
    let bodies = ["市教育局", "虞山高新区（筹）人民政府", "成教中心"].map(str::to_owned);
    own.subject = Slot::given("市教育局、成教中心", bodies.into(), sample::cell(4, 6));
    let change = Change {
        field: Field::Subject,
        from: item.subject.text.clone(),
        to: own.subject.text.clone(),
        was: None,
        reason: Some("示例：由中心办理".to_owned()),
        at: sample::line(9),
    };
    entry.item = Arc::new(item);
    let deviation =
        Deviation { state: TownState::Changed, item: Some(Arc::new(own)), changes: vec![change], reason: None, at: sample::line(9) };
    entry.towns.insert(2, deviation);
    catalog
}

/// The page a link with these words leads to, from a page of the site's folder.
fn behind(files: &super::Files, from: &str, words: &str) -> String {
    let page = text(files, from);
    let end = page.find(&format!("\">{words}</a>")).unwrap_or_default();
    assert!(end > 0, "{from} lacks {words}");
    let start = page[..end].rfind('"').unwrap() + 1;
    text(files, &format!("site/{}", &page[start..end]))
}

#[test]
fn a_statute_says_whether_it_holds() {
    let files = build(&with_laws(), State::Final);
    let all = text(&files, "site/statutes.html");
    for part in [">未见废止</td>", "<td class=\"missing\">已废止</td>", "<td class=\"missing\">已修订</td>", ">未核实</td>"] {
        assert!(all.contains(part), "{part}: {all}");
    }
    let present = behind(&files, "site/statutes.html", "中华人民共和国政府信息公开条例");
    for part in ["截至2025-04-19未见废止", "行政法规", "第二十条、第二十一条", ">招生政策</a>", "<dt>事项</dt><dd>1 项</dd>"]
    {
        assert!(present.contains(part), "{part}: {present}");
    }
    let ended = behind(&files, "site/statutes.html", "疫苗流通和预防接种管理条例");
    for part in ["已废止", "《中华人民共和国疫苗管理法》", "自2020-03-27起"] {
        assert!(ended.contains(part), "{part}: {ended}");
    }
    assert!(!ended.contains("未见废止"));
    let later = behind(&files, "site/statutes.html", "中华人民共和国环境噪声污染防治法");
    for part in [">未见废止</dd>", "在本目录截至日之后，自2022-06-05起废止", "《中华人民共和国噪声污染防治法》"]
    {
        assert!(later.contains(part), "{part}: {later}");
    }
    assert!(!later.contains("截至2025") && !later.contains("LawRefBook"), "{later}");
    let not_yet = behind(&files, "site/statutes.html", "中华人民共和国法律援助法");
    assert!(not_yet.contains("尚未施行（自2022-01-01起施行）") && !not_yet.contains("<dd class=\"present\">未见废止"), "{not_yet}");
    // The old text of a regulation leads to the new one, which items cite, too.
    let revised = pages(&files).into_values().find(|page| page.contains("中华人民共和国政府信息公开条例（国务院令第492号）</h1>")).unwrap();
    assert!(
        revised.contains("已修订")
            && revised.contains("自2019-05-15起")
            && revised.contains(">《中华人民共和国政府信息公开条例》（国务院令第711号）</a>"),
        "{revised}"
    );
}

#[test]
fn a_unit_lists_what_it_publishes() {
    let files = build(&with_laws(), State::Final);
    let all = text(&files, "site/units.html");
    assert!(all.contains(">各镇街</a>") && all.contains(">市教育局</a>"));
    let every = behind(&files, "site/units.html", "各镇街");
    assert!(every.contains(">招生政策</a>") && every.contains("../index.html#towns"));
    // What a town alone lets a body publish says so, and stands at no other.
    let own = behind(&files, "site/units.html", "成教中心");
    assert!(own.contains("按虞山高新区（筹）的调整") && own.matches("<tr><th scope=\"row\">").count() == 1, "{own}");
    // Every town publishes it: that one town names itself adds nothing.
    assert!(!all.contains(">虞山高新区（筹）</a>"));
    let town = behind(&files, "site/units.html", "海虞镇");
    assert!(town.contains(">校车信息</a>") && town.contains("各镇街都公开的事项"));
    let item = text(&files, "site/items/yiwujiaoyu-aaaaaaaa.html");
    assert!(item.contains("虞山高新区（筹）</a>") && item.contains("公开主体改为“市教育局、成教中心”。理由：示例：由中心办理"), "{item}");
}

#[test]
fn towns_have_tables_of_their_own_where_they_are_few() {
    let files = build(&sample::catalog(), State::Final);
    let own = text(&files, "site/towns/town-1/yiwujiaoyu.html");
    for part in [
        "<h1>海虞镇义务教育领域基层政务公开标准目录</h1>",
        ">校车信息</a>",
        ">市教育局、海虞镇人民政府</td>",
        "全市的公开渠道和载体：原文",
        "<a href=\"../../items/yiwujiaoyu-bbbbbbbb.html\">招生计划</a>：示例：本镇没有中小学",
    ] {
        assert!(own.contains(part), "{part}: {own}");
    }
    let town = text(&files, "site/towns/town-1.html");
    assert!(town.contains("href=\"../towns/town-1/yiwujiaoyu.html\"") && town.contains("href=\"../domains/yiwujiaoyu.html#town\""));
    assert!(town.contains("href=\"../../towns/海虞镇.xlsx\""));
    assert!(!files.contains_key("site/towns/town-1/shehuijiuzhu.html"), "where a domain does not apply, the town's page says why");
    let mut many = sample::catalog();
    let more = |number: usize| TownSection { name: format!("第{number}镇"), ..many.towns[2].clone() };
    let more: Vec<TownSection> = (0..28).map(more).collect();
    many.towns.extend(more);
    let files = build(&many, State::Final);
    assert!(!files.keys().any(|path| path.starts_with("site/towns/town-1/")));
    assert!(text(&files, "site/towns/town-1.html").contains("href=\"../domains/yiwujiaoyu.html#town\">义务教育</a>"));
}

/// One change of every kind.
fn changes() -> Changes {
    let name = |id: &str| EditionName { id: id.to_owned(), title: "目录".to_owned(), as_of: Some(format!("{id}-12-11")) };
    let change = |kind, id: Option<&str>, name: &str| EditionChange {
        what: What::Item,
        kind,
        domain: Some("yiwujiaoyu".to_owned()),
        domain_name: "义务教育".to_owned(),
        id: id.map(str::to_owned),
        name: name.to_owned(),
        was: None,
        town: None,
        fields: Vec::new(),
        reason: Some("示例：机构改革".to_owned()),
    };
    let field = |from: &str, to: &str, reason: Option<&str>| FieldChange {
        field: Some(Field::Subject),
        heading: "公开主体".to_owned(),
        from: from.to_owned(),
        to: to.to_owned(),
        reason: reason.map(str::to_owned),
    };
    let renamed = EditionChange {
        was: Some("招生办法".to_owned()),
        fields: vec![field("市教委", HOSTILE, Some("示例：更名"))],
        ..change(ChangeKind::Renamed, Some("yiwujiaoyu-aaaaaaaa"), "招生管理 / 招生政策")
    };
    let own = EditionChange { town: Some("海虞镇".to_owned()), ..change(ChangeKind::Removed, Some("yiwujiaoyu-gone"), "旧事项") };
    let town = EditionChange { what: What::Town, domain: None, domain_name: String::new(), ..change(ChangeKind::Added, None, "新镇") };
    let past = EditionChange { reason: None, ..change(ChangeKind::Added, Some("yiwujiaoyu-aaaaaaaa"), "招生办法") };
    Changes {
        from: name("2020"),
        to: name("2021"),
        list: vec![town, change(ChangeKind::Added, Some("yiwujiaoyu-bbbbbbbb"), "招生管理 / 招生计划"), renamed, own],
        likely_renames: vec![LikelyRename {
            domain_name: "义务教育".to_owned(),
            from: format!("义务教育/旧\"/{HOSTILE}"),
            to: "义务教育/新".to_owned(),
            because: Likeness::Name,
        }],
        reworded: 3,
        earlier: [("yiwujiaoyu-aaaaaaaa".to_owned(), vec![Past { edition: name("2019"), change: past }])].into(),
    }
}

#[test]
fn changes_stand_by_domain_and_town_with_reasons() {
    let changes = changes();
    let files = build_after(&sample::catalog(), Some(&changes), State::Final);
    let page = text(&files, "site/changes.html");
    for part in [
        "从2020《目录》（截至2020-12-11）到2021《目录》（截至2021-12-11）的变更",
        "<dt>新增</dt><dd>2 项</dd>",
        "镇街、部门和领域</h2>",
        "href=\"domains/yiwujiaoyu.html\">义务教育领域</a>",
        "href=\"towns/town-1.html\">海虞镇</a>",
        "<a href=\"items/yiwujiaoyu-aaaaaaaa.html\">招生管理 / 招生政策</a>",
        "<td data-label=\"原来\">招生办法</td>",
        "<td data-label=\"原来\">市教委</td>",
        "<td data-label=\"原因\">示例：更名</td>",
        "名称相近，依据相同",
        "另有3项只改动了写法",
    ] {
        assert!(page.contains(part), "{part}: {page}");
    }
    assert!(!page.contains("items/yiwujiaoyu-gone"), "what is gone has no page");
    // What is to be written into mulu.yaml is YAML.
    let setting = page.split("<code>").nth(1).unwrap().split("</code>").next().unwrap();
    let setting: serde_json::Value = serde_yaml::from_str(&page::text(setting)).unwrap();
    assert_eq!(setting["renamed"][0]["from"], changes.likely_renames[0].from);
    let item = text(&files, "site/items/yiwujiaoyu-aaaaaaaa.html");
    let (now, then) = (item.find("2021（截至2021-12-11）").unwrap(), item.find("2019（截至2019-12-11）").unwrap());
    assert!(now < then && item.contains("原名“招生办法”"), "{item}");
    assert!(text(&files, "site/items/yiwujiaoyu-cccccccc.html").contains("与上一版（2020）相同"));
    for (path, page) in pages(&files) {
        assert!(
            page::tags(&page).iter().all(|tag| tag.name != "style" && !tag.attributes.iter().any(|(name, _)| name.starts_with("on"))),
            "{path}"
        );
    }
    let first = text(&build(&sample::catalog(), State::Final), "site/changes.html");
    assert!(first.contains("本版是本目录已知的第一版"));
    let same = Changes { list: Vec::new(), likely_renames: Vec::new(), ..changes };
    assert!(
        text(&build_after(&sample::catalog(), Some(&same), State::Final), "site/changes.html").contains("没有变更：全部事项与上一版相同")
    );
}

#[test]
fn the_home_page_holds_its_data_for_search_engines() {
    let files = build(&sample::catalog(), State::Final);
    let page = text(&files, "site/index.html");
    let block = page.split("<script type=\"application/ld+json\">").nth(1).unwrap().split("</script>").next().unwrap();
    let data: serde_json::Value = serde_json::from_str(block).unwrap();
    assert_eq!(data["@type"], "Dataset");
    assert_eq!(data["publisher"]["name"], "常熟市人民政府");
    assert_eq!(data["version"], "2020");
    assert!(data.get("license").is_none() && data.get("datePublished").is_none(), "nothing is invented");
    let addresses: Vec<&str> = data["distribution"].as_array().unwrap().iter().filter_map(|file| file["contentUrl"].as_str()).collect();
    assert!(addresses.contains(&"../city.xlsx") && addresses.contains(&"../data/catalog.csv"), "{addresses:?}");
}

#[test]
fn pages_carry_the_tags_of_their_type_in_order() {
    let files = build(&sample::catalog(), State::Final);
    let column = ["SiteName", "ColumnName", "ColumnDescription", "ColumnKeywords", "ColumnType"];
    let article = [&column[..], &["ArticleTitle", "PubDate"]].concat();
    for (path, page) in pages(&files) {
        let tags = page::tags(&page);
        let metas = tags.iter().filter(|tag| tag.name == "meta").flat_map(|tag| &tag.attributes).filter(|(key, _)| key == "name");
        let names: Vec<&str> = metas.map(|(_, value)| value.as_str()).filter(|name| *name != "viewport").collect();
        let is_column = ["index", "units", "statutes", "changes"].iter().any(|name| *path == format!("site/{name}.html"));
        assert_eq!(names, if is_column { &column[..] } else { &article }, "{path}");
    }
    assert!(text(&files, "site/items/yiwujiaoyu-aaaaaaaa.html").contains("<meta name=\"PubDate\" content=\"2020-12-15 09:30\">"));
}
