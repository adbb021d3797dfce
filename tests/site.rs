//! The site and the data files, made from a small catalog by hand and read back from outside.

#![expect(clippy::unwrap_used, reason = "a test stops at the first fault")]

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use mulu::emit::{self, Publication, State, Weighed};
use mulu::model::changes::Changes;
use mulu::model::coverage::Coverage;
use mulu::model::{Catalog, Slot};

#[path = "site/further.rs"]
mod further;
#[path = "site/page.rs"]
mod page;
#[path = "site/sample.rs"]
mod sample;
#[path = "site/search.rs"]
mod search;

use sample::HOSTILE;

type Files = BTreeMap<String, Vec<u8>>;

/// All outputs of the groups `site` and `data`.
fn build(catalog: &Catalog, state: State) -> Files {
    build_after(catalog, None, state)
}

/// The same, with what changed since the edition before.
fn build_after(catalog: &Catalog, changes: Option<&Changes>, state: State) -> Files {
    let (project, knowledge, inputs) = (sample::project(), sample::knowledge(), sample::inputs());
    let rules = sample::rules();
    let rules = Weighed { profile: "标准", rules: &rules };
    let coverage = Coverage::default();
    let publication = Publication {
        catalog,
        project: &project,
        knowledge: &knowledge,
        coverage: &coverage,
        register: &[],
        left_out: &[],
        changes,
        inputs: &inputs,
        state,
        rules,
    };
    let groups = emit::ALL.iter().filter(|group| matches!(group.name, "site" | "data"));
    let folder = tempfile::tempdir().unwrap();
    groups
        .flat_map(|group| (group.outputs)(publication))
        .map(|output| (output.path.clone(), (output.make)(folder.path()).unwrap()))
        .collect()
}

fn pages(files: &Files) -> BTreeMap<&str, String> {
    let pages = files.iter().filter(|(path, _)| path.ends_with(".html"));
    pages.map(|(path, bytes)| (path.as_str(), String::from_utf8(bytes.clone()).unwrap())).collect()
}

fn text(files: &Files, path: &str) -> String {
    String::from_utf8(files[path].clone()).unwrap()
}

/// Path and anchor an address on a page leads to; none for the web.
fn target(page: &str, address: &str) -> Option<(String, Option<String>)> {
    if address.starts_with("https://") {
        return None;
    }
    assert!(!address.starts_with('/') && !address.contains(':'), "{page}: {address}");
    let (path, anchor) = address.split_once('#').map_or((address, None), |(path, anchor)| (path, Some(anchor.to_owned())));
    if path.is_empty() {
        return Some((page.to_owned(), anchor));
    }
    let mut parts: Vec<&str> = page.split('/').collect();
    parts.pop();
    for part in path.split('/') {
        if part == ".." {
            parts.pop().expect("no address leaves the output folder");
        } else {
            parts.push(part);
        }
    }
    Some((parts.join("/"), anchor))
}

#[test]
fn every_address_leads_somewhere() {
    let files = build(&sample::catalog(), State::Final);
    let anchors: BTreeMap<&str, BTreeSet<String>> =
        pages(&files).into_iter().map(|(path, page)| (path, page::anchors(&page::tags(&page)))).collect();
    for (path, page) in pages(&files) {
        let tags = page::tags(&page);
        for address in page::values(&tags, "href").chain(page::values(&tags, "src")) {
            let Some((file, anchor)) = target(path, address) else { continue };
            // The workbooks and the list of files are made by others.
            let elsewhere = file.ends_with(".xlsx") || file == "manifest.json";
            assert!(elsewhere || files.contains_key(&file), "{path}: {address}");
            assert!(anchor.is_none_or(|anchor| anchors[file.as_str()].contains(&anchor)), "{path}: {address}");
        }
        for id in page::values(&tags, "aria-labelledby") {
            assert!(anchors[path].contains(id), "{path}: {id}");
        }
    }
}

#[test]
fn every_item_and_page_is_reachable_from_the_index() {
    let catalog = sample::catalog();
    let files = build(&catalog, State::Final);
    let pages = pages(&files);
    let mut found = BTreeSet::new();
    let mut seen = BTreeSet::new();
    let mut next = vec!["site/index.html".to_owned()];
    while let Some(path) = next.pop() {
        let Some(page) = pages.get(path.as_str()).filter(|_| seen.insert(path.clone())) else { continue };
        let tags = page::tags(page);
        found.extend(page::anchors(&tags));
        next.extend(page::values(&tags, "href").filter_map(|address| Some(target(&path, address)?.0)));
    }
    assert_eq!(seen.len(), pages.len());
    for entry in catalog.domains.iter().flat_map(|domain| &domain.entries) {
        assert!(found.contains(&entry.id), "{}", entry.id);
    }
}

#[test]
fn what_users_type_stays_text() {
    for state in [State::Final, State::Draft] {
        let files = build(&sample::catalog(), state);
        for (path, page) in pages(&files) {
            let tags = page::tags(&page);
            assert!(!tags.iter().any(|tag| matches!(tag.name.as_str(), "style" | "iframe" | "img" | "base")), "{path}");
            // The one script comes from a file, and stands nowhere but where the template has it. A block of data no browser runs.
            let (data, scripts): (Vec<_>, Vec<_>) = tags
                .iter()
                .filter(|tag| tag.name == "script")
                .partition(|tag| tag.attributes == [("type".to_owned(), "application/ld+json".to_owned())]);
            assert!(matches!(scripts.as_slice(), [script] if script.attributes[0].1.ends_with("script.js")), "{path}");
            let is_home = usize::from(path == "site/index.html");
            assert_eq!((data.len(), page.matches("<script").count()), (is_home, is_home + 1), "{path}");
            assert_eq!(tags.iter().filter(|tag| tag.name == "form").count(), is_home, "{path}");
            for (name, value) in tags.iter().flat_map(|tag| &tag.attributes) {
                assert!(name != "style" && (name != "src" || value.ends_with("script.js")) && !name.starts_with("on"), "{path}: {name}");
                assert!(name != "href" || !value.contains("javascript"), "{path}: {value}");
            }
            assert_eq!(tags.iter().filter(|tag| tag.name == "h1").count(), 1, "{path}");
        }
        let domain = text(&files, "site/domains/shehuijiuzhu.html");
        // Each hostile field is there to be read: name, sub-name, content, basis, limit, subject, channels, audience, method, heading, extra, code, reason.
        assert!(page::text(&domain).matches("<script>alert('x')</script>").count() >= 15);
        assert!(domain.contains("javascript:alert(1)"));
    }
}

#[test]
fn pages_say_what_they_must() {
    let files = build(&sample::catalog(), State::Final);
    for (path, page) in pages(&files) {
        assert!(page.contains(">示例数据，非官方发布<"), "{path}");
        assert!(page.contains("截至2020-12-11") && page.contains("来源摘要："), "{path}");
        assert!(page.contains(r#"<meta name="SiteName" content="示例网站">"#) && !page.contains("SiteIDCode"), "{path}");
        assert!(!page.contains("草稿") && !page.contains("【缺】"), "{path}");
    }
    let education = text(&files, "site/domains/yiwujiaoyu.html");
    for part in [
        "常熟市义务教育领域基层政务公开标准目录</h1>",
        "市级 3 项，镇级 3 项，镇街新增 1 项",
        ">市教育局</td>",
        ">市教育局、乡镇人民政府</td>",
        "其他：校务公开栏（可选）",
        "海虞镇新增",
        "不适用。理由：示例：本镇没有中小学",
        "公开渠道和载体由“<span class=\"from\">原文</span>”改为“<span class=\"to\">政府网站</span>”",
        "data-column=\"channels\"",
        "data-here=\"市教育局、{}\"",
        "2个镇街与此不同",
        "（无一级事项）",
        r#"<a href="https://www.example.gov.cn/招生?a=1&amp;b=2">招生政策</a>"#,
        "<h2 id=\"village\">村级事项</h2>",
    ] {
        assert!(education.contains(part), "{part}");
    }
    let town = text(&files, "site/towns/town-1.html");
    for part in [">海虞镇人民政府<", "不适用：示例：由邻镇代办", "示例：本镇没有中小学", "校车信息", "市教育局、海虞镇人民政府"]
    {
        assert!(town.contains(part), "{part}");
    }
    let numbers = |items, confirmed, changed, omitted, added| {
        let cells = [items, confirmed, changed, omitted, added].map(|number: usize| format!("<td class=\"figure\">{number}</td>"));
        cells.concat()
    };
    assert!(town.contains(&numbers(3, 0, 1, 1, 1)) && text(&files, "site/towns/town-2.html").contains(&numbers(0, 0, 0, 1, 0)));
    assert!(text(&files, "site/towns/town-3.html").contains("没有收到报送的材料"));
    assert!(text(&files, "site/domains/jiuye.html").contains("本领域没有市级事项"));
}

#[test]
fn a_draft_says_so_on_every_page_and_marks_what_is_missing() {
    let files = build(&sample::catalog(), State::Draft);
    assert!(pages(&files).values().all(|page| page.contains("<strong>草稿</strong>")));
    assert!(text(&files, "site/domains/shehuijiuzhu.html").contains("【缺】"));
    assert!(text(&files, "data/catalog.json").contains("\"draft\":true"));
}

#[test]
fn a_city_without_anything_still_has_its_pages() {
    let files = build(&Catalog { domains: Vec::new(), towns: Vec::new(), settled: 0 }, State::Final);
    let always = ["about", "changes", "index", "rules", "statutes", "units"].map(|name| format!("site/{name}.html"));
    assert_eq!(pages(&files).into_keys().collect::<Vec<_>>(), always);
    assert!(text(&files, "site/index.html").contains("没有收到任何清单"));
    assert_eq!(json(&files)["items"], serde_json::json!([]));
}

#[test]
fn the_rules_stand_on_a_page_with_why_and_how() {
    let files = build(&sample::catalog(), State::Final);
    let page = text(&files, "site/rules.html");
    let tags = page::tags(&page);
    let anchors = page::anchors(&tags);
    for rule in mulu::all_rules() {
        // What the catalogs lack is a reviewer's matter like any check.
        let compares = mulu::rule::stage::comparing::ALL.contains(&rule);
        let is_stage = !compares && mulu::rule::stage::all().any(|stage| stage == rule);
        assert_eq!(anchors.contains(&rule.id().to_lowercase()), !is_stage, "{}", rule.name);
        if is_stage {
            continue;
        }
        let card = rule.card();
        assert!(page.contains(&card.title_zh), "{}", rule.name);
        // Marks that the page does not know would stand there as they were typed.
        for section in card.body.split("\n## ").filter(|section| section.starts_with("怎样改") || section.contains("为什么\n")) {
            let strange = section.lines().find(|line| {
                line.starts_with(['|', '>', '#', ' ', '*']) && !line.starts_with("## ") || line.contains("**") || line.contains("](")
            });
            assert!(strange.is_none(), "{}: {strange:?}", rule.name);
            assert!(section.matches('`').count() % 2 == 0, "{}: a mark without its other", rule.name);
        }
    }
    for part in ["<h2 id=\"f1\">公开要素</h2>", "<span class=\"tag\">不检查</span>", "“标准”规则组", "<code>"] {
        assert!(page.contains(part), "{part}");
    }
    assert!(text(&files, "site/about.html").contains("<a href=\"rules.html\">"));
}

#[test]
fn the_same_catalog_gives_the_same_bytes() {
    assert_eq!(build(&sample::catalog(), State::Final), build(&sample::catalog(), State::Final));
}

fn json(files: &Files) -> serde_json::Value {
    serde_json::from_slice(&files["data/catalog.json"]).unwrap()
}

#[test]
fn the_json_keeps_wording_types_origins_and_towns() {
    let files = build(&sample::catalog(), State::Final);
    let catalog = json(&files);
    assert_eq!(catalog["schema"], "mulu.catalog/1");
    assert!(catalog.get("draft").is_none());
    assert_eq!(catalog["items"].as_array().unwrap().len(), 9);
    let item = &catalog["items"][0];
    assert_eq!(item["wording"]["name"], "1.招生政策");
    assert_eq!(item["wording"].get("content"), None);
    assert_eq!(item["method"], serde_json::json!(["主动公开"]));
    let segment = serde_json::json!({"kind": "within", "n": 20, "unit": "working-day", "trigger": "formed-or-changed"});
    assert_eq!(item["time_limit"]["segments"][0], segment);
    let origin =
        serde_json::json!({"file": "lists/教育局.xlsx", "sheet": "义务教育", "cell": "B4", "department": "市教育局", "taken": true});
    assert_eq!(item["origin"]["content"][0], origin);
    assert_eq!(item["origin"]["content"][1]["line"], 12);
    assert_eq!(item["towns"]["海虞镇"]["changed"]["channels"]["was"], "原文");
    assert_eq!(item["towns"][HOSTILE]["changed"]["extra"]["to"], format!("{HOSTILE}\n另一列"));
    assert!(item["towns"].get("虞山高新区（筹）").is_none());
    assert_eq!(catalog["items"][5]["added_by"], "海虞镇");
    let lines = text(&files, "data/catalog.json");
    assert!(lines.lines().filter(|line| line.starts_with("{\"id\":")).count() == 9, "an item a line");
}

#[test]
fn the_json_is_as_its_schema_says() {
    let schema = emit::json::schema();
    let validator = jsonschema::validator_for(&schema).unwrap();
    for state in [State::Final, State::Draft] {
        let catalog = json(&build(&sample::catalog(), state));
        let faults: Vec<String> = validator.iter_errors(&catalog).map(|fault| format!("{}: {fault}", fault.instance_path())).collect();
        assert!(faults.is_empty(), "{faults:#?}");
        let mut wrong = catalog.clone();
        wrong["items"][0]["tiers"] = serde_json::json!(["county"]);
        assert!(!validator.is_valid(&wrong));
    }
}

#[test]
fn the_schema_in_schemas_is_the_one_generated() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("schemas/mulu.catalog-1.schema.json");
    let generated = format!("{}\n", serde_json::to_string_pretty(&emit::json::schema()).unwrap());
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(&path, &generated).unwrap();
    }
    assert!(std::fs::read_to_string(&path).unwrap_or_default() == generated, "run UPDATE=1 cargo test --test site");
}

#[test]
fn the_csv_has_a_row_an_item_and_no_formula() {
    let mut catalog = sample::catalog();
    let mut item = (*catalog.domains[0].entries[0].item).clone();
    item.content = Slot::given("=HYPERLINK(\"x\")", Vec::new(), sample::cell(4, 4));
    catalog.domains[0].entries[0].item = item.into();
    let files = build(&catalog, State::Final);
    let bytes = files["data/catalog.csv"].strip_prefix("\u{feff}".as_bytes()).expect("a mark for Excel");
    let mut table = csv::Reader::from_reader(bytes);
    let headings = table.headers().unwrap().clone();
    let column = |heading: &str| headings.iter().position(|known| known == heading).unwrap();
    let rows: Vec<csv::StringRecord> = table.records().map(Result::unwrap).collect();
    assert_eq!(rows.len(), 9);
    assert_eq!(&rows[0][column("公开内容（要素）")], "'=HYPERLINK(\"x\")");
    assert_eq!(&rows[0][column("公开方式：主动")], "√");
    assert_eq!(&rows[0][column("调整的镇街")], format!("海虞镇\n{HOSTILE}"));
    assert_eq!(&rows[5][column("新增的镇街")], "海虞镇");
    assert!(rows.iter().flatten().all(|cell| !cell.starts_with(['=', '+', '-', '@', '\t', '\r'])));
}

#[test]
fn the_manifest_names_inputs_and_outputs_and_no_time() {
    let (catalog, project, knowledge, inputs) = (sample::catalog(), sample::project(), sample::knowledge(), sample::inputs());
    let rules = Weighed { profile: "标准", rules: &[] };
    let coverage = &Coverage::default();
    let state = State::Final;
    let publication = Publication {
        catalog: &catalog,
        project: &project,
        knowledge: &knowledge,
        coverage,
        register: &[],
        left_out: &[],
        changes: None,
        inputs: &inputs,
        state,
        rules,
    };
    let outputs = [("site/index.html".to_owned(), "b".repeat(64), 7), ("city.xlsx".to_owned(), "a".repeat(64), 1 << 40)];
    let bytes = emit::manifest::make(publication, &outputs);
    let manifest: serde_json::Value = serde_json::from_slice(&bytes).unwrap();
    assert_eq!(manifest["schema"], "mulu.manifest/1");
    assert_eq!(manifest["outputs"][0], serde_json::json!({"file": "city.xlsx", "sha256": "a".repeat(64), "bytes": 1u64 << 40}));
    assert_eq!(manifest["inputs"][0]["file"], "lists/教育局.xlsx");
    let keys: Vec<&str> = manifest.as_object().unwrap().keys().map(String::as_str).collect();
    assert_eq!(keys, ["schema", "tool", "version", "city", "edition", "inputs", "outputs", "seal"]);
    assert_eq!(emit::manifest::seal(std::str::from_utf8(&bytes).unwrap()), emit::manifest::Seal::Whole);
}

#[test]
#[ignore = "writes the sample to the folder SITE_OUT, to be looked at and for tests/browser/run"]
fn write_the_sample() {
    let out = std::env::var("SITE_OUT").unwrap();
    for (path, bytes) in build(&sample::catalog(), State::Draft) {
        let path = Path::new(&out).join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, bytes).unwrap();
    }
}
