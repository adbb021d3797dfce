//! The tables of facts: every one loads, names nothing twice, and says where its numbers come from.

use std::collections::{BTreeMap, BTreeSet};

use mulu::knowledge::{self, Domain, LimitKind, Seen, Spelling};

fn domains() -> &'static [Domain] {
    &knowledge::load().domains
}

/// Every word that names a domain.
fn words(domain: &Domain) -> impl Iterator<Item = &str> {
    [&domain.key, &domain.name, &domain.title].into_iter().chain(&domain.aliases).chain(&domain.misspellings).map(String::as_str)
}

#[test]
fn the_26_domains_stand_in_printed_order() {
    assert_eq!(domains().len(), 26);
    for (number, key, name) in [
        (1, "zhongdaxiangmu", "重大建设项目"),
        (2, "yiwujiaoyu", "义务教育"),
        (4, "shehuijiuzhu", "社会救助"),
        (11, "zhengdibuchang", "农村集体土地征收"),
        (18, "shenongbutie", "涉农补贴"),
        (24, "gonggongziyuan", "公共资源交易"),
        (26, "shuishouguanli", "税收管理"),
    ] {
        let domain = &domains()[number - 1];
        assert_eq!((domain.key.as_str(), domain.name.as_str()), (key, name), "number {number}");
    }
}

#[test]
fn keys_are_short_pinyin_words_and_unique() {
    let keys: BTreeSet<&str> = domains().iter().map(|domain| domain.key.as_str()).collect();
    assert_eq!(keys.len(), 26);
    for key in keys {
        assert!((4..=20).contains(&key.len()) && key.bytes().all(|byte| byte.is_ascii_lowercase()), "{key}");
    }
}

#[test]
fn no_word_names_two_domains() {
    let mut named: BTreeMap<&str, &str> = BTreeMap::new();
    for domain in domains() {
        for word in words(domain) {
            assert_eq!(word.trim(), word);
            assert!(!word.ends_with("领域"), "领域 is dropped before words are compared: {word}");
            if let Some(other) = named.insert(word, &domain.key) {
                panic!("{word} names {other} and {}", domain.key);
            }
        }
    }
}

#[test]
fn every_word_finds_its_own_domain_with_or_without_领域() {
    for domain in domains() {
        for word in words(domain) {
            let expected = if domain.misspellings.iter().any(|wrong| wrong == word) { Spelling::Wrong } else { Spelling::Known };
            for written in [word.to_owned(), format!("{word}领域"), format!(" {word} ")] {
                let (found, spelling) = knowledge::load().domain(&written).unwrap_or_else(|| panic!("{written}"));
                assert_eq!((found.key.as_str(), spelling), (domain.key.as_str(), expected), "{written}");
            }
        }
    }
}

#[test]
fn names_that_lead_astray_are_read_as_people_mean_them() {
    let found = |word| knowledge::load().domain(word).map(|(domain, spelling)| (domain.key.as_str(), spelling));
    for (word, expected) in [
        ("征地补偿", Some(("zhengdibuchang", Spelling::Known))),
        ("环境保护", Some(("shengtaihuanjing", Spelling::Known))),
        ("乡村振兴领域", Some(("fupin", Spelling::Known))),
        ("国土空间规划", Some(("chengxiangguihua", Spelling::Known))),
        ("公共资源配置", Some(("gonggongziyuan", Spelling::Known))),
        ("国有土地上房屋征收", Some(("fangwuzhengshou", Spelling::Known))),
        ("涉农补偿", Some(("shenongbutie", Spelling::Wrong))),
        ("救灾生产领域", Some(("jiuzai", Spelling::Wrong))),
        // A later guideline of its own, a part of a domain, and no domain at all.
        ("自然资源", None),
        ("医保", None),
        ("交通运输", None),
        ("领域", None),
        ("", None),
    ] {
        assert_eq!(found(word), expected, "{word}");
    }
}

#[test]
fn titles_are_those_of_the_national_tables() {
    for domain in domains() {
        let expected = match domain.key.as_str() {
            "zhengdibuchang" => "农村集体土地征收基层政务公开标准目录".to_owned(),
            _ => format!("{}领域基层政务公开标准目录", domain.name),
        };
        assert_eq!(domain.title, expected);
    }
}

#[test]
fn a_guideline_number_has_a_source_and_the_usual_form() {
    let mut without = Vec::new();
    for domain in domains() {
        let guideline = &domain.guideline;
        assert!(guideline.title.contains("基层政务公开标准"), "{}", domain.name);
        match &guideline.number {
            None => without.push(domain.key.as_str()),
            Some(given) => {
                assert!(guideline.source.as_ref().is_some_and(|source| !source.is_empty()), "{given} has no source");
                assert!(is_number(given), "{given}");
            }
        }
    }
    // Looked for and not found; a number is entered only with the page it was read on.
    assert_eq!(without, ["chengshizhifa", "shizhengfuwu", "shenongbutie", "fupin"]);
}

/// `国办发〔2019〕54号`: a word, the year in 〔〕, a number without a leading zero.
fn is_number(text: &str) -> bool {
    let Some((word, rest)) = text.split_once('〔') else { return false };
    let Some((year, rest)) = rest.split_once('〕') else { return false };
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let Some(number) = rest.strip_suffix('号') else { return false };
    !word.is_empty() && year.len() == 4 && digits(year) && digits(number) && !number.starts_with('0')
}

#[test]
fn domains_of_one_notice_share_its_title_and_number() {
    let guideline = |key| &knowledge::load().domain_by_key(key).unwrap().guideline;
    for (one, other) in [
        ("shehuijiuzhu", "yanglaofuwu"),
        ("jiuyechuangye", "shehuibaoxian"),
        ("anquanshengchan", "jiuzai"),
        ("fangwuzhengshou", "baozhangxingzhufang"),
        ("baozhangxingzhufang", "weifanggaizao"),
    ] {
        assert_eq!((&guideline(one).title, &guideline(one).number), (&guideline(other).title, &guideline(other).number), "{one}, {other}");
    }
}

#[test]
fn lead_bodies_are_named_without_a_place() {
    for domain in domains() {
        assert!(!domain.lead.is_empty(), "{}", domain.name);
        for body in &domain.lead {
            assert!(!body.starts_with(['市', '县', '区']) || body.starts_with("市场"), "{body}");
        }
    }
}

#[test]
fn the_13_channels_are_known() {
    let channels = &knowledge::load().channels;
    assert_eq!(channels.standard.len(), 13);
    assert_eq!(channels.standard.first().map(|channel| channel.name.as_str()), Some("政府网站"));
    assert_eq!(channels.standard.last().map(|channel| channel.name.as_str()), Some("其他"));
    let mut named = BTreeSet::new();
    for channel in &channels.standard {
        for word in std::iter::once(&channel.name).chain(&channel.aliases) {
            assert!(named.insert(word.as_str()), "{word} names two channels");
        }
    }
    for extra in &channels.extra {
        assert!(!named.contains(extra.name.as_str()), "{} is a standard channel", extra.name);
        for key in &extra.domains {
            assert!(knowledge::load().domain_by_key(key).is_some(), "{}: no domain {key}", extra.name);
        }
    }
}

#[test]
fn a_former_name_belongs_to_one_agency_and_ended_in_a_year() {
    let agencies = &knowledge::load().agencies;
    let mut names = BTreeSet::new();
    let mut former_names = BTreeSet::new();
    for agency in agencies {
        assert!(names.insert(&agency.name), "{} stands twice", agency.name);
        for former in &agency.formerly {
            assert!(former_names.insert(&former.name), "{} stands twice", former.name);
            assert_ne!(former.name, agency.name);
            let year: u32 = former.until.get(..4).and_then(|year| year.parse().ok()).unwrap_or_else(|| panic!("{}", former.until));
            assert!((2000..2100).contains(&year), "{}", former.until);
        }
    }
    assert!(agencies.iter().any(|agency| agency.name == "生态环境局" && agency.formerly.iter().any(|former| former.name == "环保局")));
}

#[test]
fn laws_are_found_by_any_of_their_names() {
    let laws = knowledge::laws();
    let found = |title: &str| laws.law(title).map(|law| law.title.as_str());
    for (written, title) in [
        ("中华人民共和国政府信息公开条例", "中华人民共和国政府信息公开条例"),
        ("政府信息公开条例", "中华人民共和国政府信息公开条例"),
        ("中华人民共和国 政府信息公开條例", "中华人民共和国政府信息公开条例"),
        ("招标投标法", "中华人民共和国招标投标法"),
        ("财政部农业部关于全面推开农业“三项补贴”改革工作的通知", "财政部 农业部关于全面推开农业“三项补贴”改革工作的通知"),
        ("城市绿化条例", "城市绿化条例"),
    ] {
        assert_eq!(found(written), Some(title), "{written}");
    }
    for unknown in ["", "信息公开规定", "示例市办法", "中华人民共和国"] {
        assert_eq!(found(unknown), None, "{unknown}");
    }
}

#[test]
fn every_fact_of_the_law_tables_says_where_it_is_from_and_since_when() {
    let laws = knowledge::laws();
    let mut titles = BTreeSet::new();
    for law in &laws.laws {
        assert!(titles.insert(&law.title), "{} stands twice", law.title);
        assert!(!law.source.is_empty() && !law.title.contains('《'), "{}", law.title);
        for date in law.adopted.iter().chain(&law.in_force_from).chain(law.revised.iter().map(|revision| &revision.date)) {
            assert!(knowledge::day(date).is_some(), "{}: {date}", law.title);
        }
        assert!(law.revised.windows(2).all(|pair| pair[0].date < pair[1].date), "{}: in their order", law.title);
        assert!(
            !law.only_numbers || (law.number.is_some() && !law.weak),
            "{}: only_numbers needs a number that was surely read",
            law.title
        );
    }
    for ended in &laws.ended {
        let name = ended.title.as_ref().or(ended.number.as_ref()).expect("a title or a number");
        assert!(knowledge::day(&ended.since).is_some() && !ended.source.is_empty(), "{name}");
        assert!(!ended.needs_number || ended.number.is_some(), "{name}");
        let is_read = ended.source.starts_with("LawRefBook") || ended.source.contains(".gov.cn");
        assert!(!ended.sure || is_read, "{name}: sure only where it was read");
    }
    for look_up in &laws.look_up {
        assert!(look_up.from.as_deref().is_none_or(|from| knowledge::day(from).is_some()), "{}", look_up.title);
        assert!(!look_up.zh.is_empty() && !look_up.en.is_empty(), "{}", look_up.title);
    }
}

#[test]
fn a_date_that_is_a_month_or_a_year_has_come_when_it_is_over() {
    let day = |date: &str| knowledge::day(date).map(|day| day.to_string());
    assert_eq!(day("2021-09-27").as_deref(), Some("2021-09-27"));
    assert_eq!(day("2021-09").as_deref(), Some("2021-10-01"));
    assert_eq!(day("2021-12").as_deref(), Some("2022-01-01"));
    assert_eq!(day("2021").as_deref(), Some("2022-01-01"));
    assert_eq!(day("不详"), None);
}

#[test]
fn the_text_of_a_law_depends_on_the_day() {
    let laws = knowledge::laws();
    let text = |title: &str, day: &str| {
        laws.law(title).expect(title).text_at(day.parse().unwrap()).map(|text| text.number.clone().unwrap_or_else(|| text.date.clone()))
    };
    assert_eq!(text("预算法实施条例", "2020-09-30"), None, "adopted, not in force yet");
    assert_eq!(text("预算法实施条例", "2020-10-01").as_deref(), Some("国务院令第729号"));
    assert_eq!(
        text("土地管理法", "2019-12-31").as_deref(),
        Some("2004-08-28"),
        "the day it came into force is not known, so a year is given"
    );
    assert_eq!(text("土地管理法", "2020-12-11").as_deref(), Some("2019-08-26"));
}

#[test]
fn numbers_lead_to_what_bears_them() {
    let laws = knowledge::laws();
    let owners = |number: &str| laws.with_number(number).map(|law| law.title.as_str()).collect::<Vec<_>>();
    assert_eq!(owners("国令第711号"), ["中华人民共和国政府信息公开条例"]);
    assert_eq!(owners("国办发[2019] 54号"), ["国务院办公厅关于全面推进基层政务公开标准化规范化工作的指导意见"]);
    assert_eq!(owners("国办发〔2019〕5号"), [""; 0]);
    assert!(laws.ended_with_number("中华人民共和国国务院令第492号").is_some_and(|ended| ended.sure));
    assert!(laws.ended_with_number("国务院令第711号").is_none());
}

#[test]
fn provinces_stand_by_their_codes() {
    let provinces = knowledge::provinces();
    assert_eq!(provinces.len(), 31);
    let codes: BTreeSet<&str> = provinces.iter().map(|province| province.code.as_str()).collect();
    assert_eq!(codes.len(), 31);
    let words: Vec<&str> = provinces.iter().map(knowledge::Province::word).filter(|word| !word.ends_with(['省', '市'])).collect();
    assert_eq!(words, ["内蒙古", "广西", "西藏", "宁夏", "新疆"]);
}

#[test]
fn a_statutory_limit_says_what_it_limits_and_where_it_was_read() {
    let mut keys = BTreeSet::new();
    for limit in &knowledge::load().limits {
        let key = &limit.key;
        assert!(keys.insert(key), "{key} stands twice");
        assert!(limit.domains.iter().all(|domain| knowledge::load().domain_by_key(domain).is_some()), "{key}: an unknown domain");
        assert!(limit.unlike.iter().all(|other| knowledge::load().domain_by_key(&other.domain).is_some() && other.n > limit.n), "{key}");
        assert!(!limit.names.is_empty() && limit.n > 0 && !limit.source.is_empty(), "{key}");
        assert!(limit.write.contains(&limit.n.to_string()), "{key}: what to type does not say {}", limit.n);
        assert!(limit.authority.starts_with('《') && limit.since.parse::<jiff::civil::Date>().is_ok(), "{key}");
        let has_article = limit.article.as_ref().is_some_and(|article| article.starts_with('第') && article.contains('条'));
        assert_eq!(has_article, limit.seen == Seen::Text, "{key}: an article is cited where it was read");
        assert_eq!(limit.after.is_some(), limit.limit == LimitKind::Within, "{key}: a limit counts from something, a display does not");
    }
}

#[test]
fn matters_are_told_by_their_names_and_no_others() {
    let named = |domain: &str, levels: &[&str]| -> Vec<&str> {
        let limits = knowledge::load().limits.iter();
        limits.filter(|limit| limit.is_of(domain) && limit.is_named(levels, "")).map(|limit| limit.key.as_str()).collect()
    };
    for (domain, levels, expected) in [
        ("caizhengyujuesuan", &["财政预决算", "政府预算", ""][..], &["government-budget"][..]),
        ("caizhengyujuesuan", &["财政预决算", "部门决算", ""], &["department-budget"]),
        ("caizhengyujuesuan", &["部门预算执行", "部门预算执行情况", ""], &["department-budget"]),
        ("gonggongziyuan", &["政府采购信息", "中标结果", ""], &["procurement-result"]),
        ("gonggongziyuan", &["工程建设项目招标投标信息", "中标结果", ""], &[]),
        ("gonggongziyuan", &["政府采购信息", "采购合同", ""], &["procurement-contract"]),
        ("zhengdibuchang", &["征地组织实施", "征地补偿安置方案公告", ""], &["land-compensation-plan"]),
        ("zhengdibuchang", &["征地组织实施", "征收土地公告", ""], &["land-announced"]),
        ("zhengdibuchang", &["征地前期准备", "征收土地预公告", ""], &["land-announced-before"]),
        ("zhengdibuchang", &["征地前期准备", "拟征收土地告知", ""], &[]),
        ("chengxiangguihua", &["规划编制", "镇总体规划草案公示", ""], &["planning-draft"]),
        ("chengxiangguihua", &["规划许可", "建设工程设计方案批前公示", ""], &[]),
        ("anquanshengchan", &["依法行政", "行政处罚", ""], &[]),
        ("yiwujiaoyu", &["财务信息", "政府预算", ""], &[]),
    ] {
        assert_eq!(named(domain, levels), expected, "{levels:?}");
    }
    let decision = knowledge::load().limits.iter().find(|limit| limit.key == "decision").unwrap();
    for (scope, expected) in [("处罚决定", true), ("除处罚决定外其他内容", false), ("其他执法决定", false), ("行政强制决定", false)]
    {
        assert_eq!(decision.is_scope(scope), expected, "{scope}");
    }
}

#[test]
fn article_20_has_fifteen_clauses_and_names_for_fourteen() {
    let clauses = &knowledge::load().active_disclosure;
    let numbers = "一 二 三 四 五 六 七 八 九 十 十一 十二 十三 十四".split(' ').map(|number| format!("（{number}）"));
    assert!(clauses.iter().map(|clause| clause.clause.clone()).eq(numbers));
    let mut named = BTreeSet::new();
    for clause in clauses {
        assert!(!clause.text.is_empty() && !clause.names.is_empty());
        for name in &clause.names {
            assert!(named.insert(name), "{name} stands in two clauses");
        }
    }
}
