//! Texts of fields between commas, tabs or semicolons: cells stand where a spreadsheet shows them, quotes swallow nothing.

use proptest::prelude::{ProptestConfig, Strategy, proptest};

use super::*;

fn grid(text: &str) -> Grid {
    grids_of(text.as_bytes().to_vec(), "甲.csv").remove(0)
}

#[test]
fn cells_stand_where_a_spreadsheet_shows_them() {
    let text = "标题\r\n\r\n序号,事项,\"要素\r\n（内容）\"\r\n1,\"甲,乙\",\"《法》\"\"引\"\"\",,,\r\n\r\n2,=\"00012\",'-1\r\n";
    let grid = grid(text);
    assert_eq!(
        cells(&grid),
        ["A1=标题", "A3=序号", "B3=事项", "C3=要素\n（内容）", "A4=1", "B4=甲,乙", "C4=《法》\"引\"", "A6=2", "B6=00012", "C6=-1"]
    );
    assert_eq!(mulu::place::Place::cell(&grid.origin, 3, 2).to_string(), "甲.csv › B3");
    assert_eq!(grid.visibility, Visibility::Shown);
}

#[test]
fn separators_and_encodings_are_found_out() {
    let rows = "序号\u{1}事项\u{1}依据\n1\u{1}甲，乙\u{1}《甲法》\n2\u{1}丙\u{1}《乙法》\n";
    let expected = ["A1=序号", "B1=事项", "C1=依据", "A2=1", "B2=甲，乙", "C2=《甲法》", "A3=2", "B3=丙", "C3=《乙法》"];
    let utf_16 = |text: &str| -> Vec<u8> { text.encode_utf16().flat_map(u16::to_le_bytes).collect() };
    for separator in [",", "\t", ";"] {
        let text = rows.replace('\u{1}', separator);
        let marked = format!("\u{feff}{text}");
        for (bytes, noted) in [
            (text.clone().into_bytes(), false),
            (text.replace('\n', "\r\n").into_bytes(), false),
            (text.replace('\n', "\r").into_bytes(), false),
            // The mark is how spreadsheets write UTF-8, so it is not worth a word.
            (marked.clone().into_bytes(), false),
            (encoding_rs::GB18030.encode(&text).0.into_owned(), true),
            (utf_16(&marked), true),
            (utf_16(&text), true),
        ] {
            for shown in ["甲.csv", "甲.tsv", "甲.TXT", "甲.xls"] {
                let (input, found) = read(bytes.clone(), shown);
                assert_eq!(found.iter().map(|found| found.rule.name).collect::<Vec<_>>(), vec!["encoding-noted"; usize::from(noted)]);
                let Contents::Grids(grids) = input.contents else { panic!("{shown} {separator:?} gives a grid") };
                assert_eq!(cells(&grids[0]), expected, "{shown} {separator:?}");
                assert!(input.text.is_none(), "cells are shown, not lines");
            }
        }
    }
}

#[test]
fn a_line_that_names_the_separator_is_no_row() {
    assert_eq!(cells(&grid("sep=;\r\na;b,c\r\n1;2,3\r\n")), ["A1=a", "B1=b,c", "A2=1", "B2=2,3"]);
    assert_eq!(cells(&grid("\u{feff}SEP=|\n\"a|b\"|c\n")), ["A1=a|b", "B1=c"]);
}

/// The findings of a text and its cells.
fn found_in(text: &str) -> (Vec<String>, Vec<String>) {
    let (input, found) = read(text.as_bytes().to_vec(), "甲.csv");
    let told = found.iter().map(|found| format!("{} {} {}", found.rule.name, found.place, found.message.zh)).collect();
    let Contents::Grids(grids) = input.contents else { return (told, Vec::new()) };
    (told, cells(&grids[0]))
}

#[test]
fn a_quote_without_a_partner_is_told_and_the_rest_is_read() {
    let (found, cells) = found_in("序号,事项,依据\n1,\"甲,《甲法》\n2,乙,\"《乙法》\"\n3,丙,《丙法》\n");
    assert_eq!(found.len(), 1);
    assert!(found[0].starts_with("unreadable-file 甲.csv › B2 第 2 行有一个英文双引号"), "{found:?}");
    assert_eq!(cells[3..], ["A2=1", "B2=\"甲", "C2=《甲法》", "A3=2", "B3=乙", "C3=《乙法》", "A4=3", "B4=丙", "C4=《丙法》"]);
    let stray = (0..30).map(|row| format!("{row},\"甲,乙\n")).collect::<String>();
    let (found, cells) = found_in(&stray);
    assert_eq!((found.len(), cells.len()), (10, 90));
    assert!(found[9].contains("后面还有 20 处"), "{found:?}");
}

#[test]
fn a_text_without_separators_is_told() {
    let (found, _) = found_in("序号，事项，公开内容，公开依据\n1，甲，乙，《甲法》\n2，丙，丁，《乙法》\n");
    assert!(found[0].starts_with("no-heading 甲.csv") && found[0].contains("全角逗号"), "{found:?}");
    let (found, _) = found_in("kind: responsibility\nitems: []\n");
    assert!(found[0].starts_with("no-heading 甲.csv") && found[0].contains("只有一列"), "{found:?}");
}

#[test]
fn limits_hold() {
    let long = format!("a,{}\n", "长".repeat(32_768));
    refused(long.into_bytes(), "甲.csv", "too-large", "32767");
    refused(format!("a{}b\n1,2", ",".repeat(600)).into_bytes(), "甲.csv", "too-large", "512 列");
    refused(format!("a,b{}1,2", "\n".repeat(1_100_000)).into_bytes(), "甲.csv", "too-large", "1048576 行");
    refused("1,2,3,4\n".repeat(750_001).into_bytes(), "甲.csv", "too-large", "3000000 个");
    // Blank columns and rows behind the last cell are nothing.
    assert_eq!(cells(&grid(&format!("a,b{}\n1,2{}", ",".repeat(600), "\n".repeat(1_100_000)))).len(), 4);
}

#[test]
fn a_table_of_fields_without_merges_gives_its_columns_and_groups() {
    use mulu::read::table::{Filled, Vocabulary, find, heading_key};
    let text = "义务教育领域标准目录,,,,,,\r\n编制单位：市教育局,,,,,,\r\n序号,公开事项,,公开内容,公开对象,,备注\r\n,一级事项,二级事项,,全社会,特定群众,\r\n\
        1,招生管理,招生政策,招生范围,√,,见网站\r\n2,,招生结果,录取名单,√,家长,\r\n3,学校管理,学校名录,,√,,\r\n注：一,,,,,,\r\n";
    let words = ["序号", "公开事项", "一级事项", "二级事项", "公开内容", "公开对象", "全社会", "特定群众"];
    let vocabulary = Vocabulary {
        words: words.iter().map(|word| heading_key(word)).collect(),
        groups: ["一级事项".to_owned()].into(),
        ..Vocabulary::default()
    };
    let mut diagnostics = Diagnostics::default();
    let tables = find(grid(text), &vocabulary, &mut diagnostics);
    assert_eq!((tables.len(), diagnostics.iter().count()), (1, 0));
    let headings: Vec<String> = tables[0]
        .columns
        .iter()
        .map(|column| column.parents.iter().chain([&column.leaf]).map(|word| word.value.as_str()).collect::<Vec<_>>().join("/"))
        .collect();
    assert_eq!(headings, ["序号", "公开事项/一级事项", "公开事项/二级事项", "公开内容", "公开对象/全社会", "公开对象/特定群众", "备注"]);
    let group = &tables[0].rows[1].cells[1];
    assert_eq!((group.text.as_str(), group.filled, group.place.to_string().as_str()), ("招生管理", Filled::Carried, "甲.csv › B5"));
    assert_eq!(tables[0].rows[2].cells[1].text, "学校管理");
    assert_eq!(tables[0].below[0].value, "注：一");
}

/// Pieces that mean something to the reader.
const PIECES: [&str; 16] = ["\"", "\"\"", ",", "\t", ";", "\n", "\r\n", "\r", "sep=;\n", "=\"", "'=", "甲", "，", " ", "\u{feff}", "\0"];

proptest! {
    #![proptest_config(ProptestConfig { cases: 2_000, ..ProptestConfig::default() })]

    #[test]
    fn any_text_is_read_without_panic(text in proptest::collection::vec(proptest::sample::select(PIECES.to_vec()), 0..60).prop_map(|pieces| pieces.concat())) {
        let _ = read(text.into_bytes(), "甲.csv");
    }

    #[test]
    fn any_bytes_are_read_without_panic(bytes in proptest::collection::vec(proptest::num::u8::ANY, 0..200), name in 0..4_usize) {
        let _ = read(bytes, ["甲.csv", "甲.tsv", "甲.txt", "甲.xls"][name]);
    }

    /// Whatever a table says, written by the usual rules, is read back.
    #[test]
    fn fields_in_quotes_are_read_back(rows in proptest::collection::vec(proptest::collection::vec("[甲乙,;\"\n ]{0,5}", 4), 2..6)) {
        let quoted = |field: &String| format!("\"{}\"", field.replace('"', "\"\""));
        let text: String =
            rows.iter().map(|row| row.iter().map(quoted).collect::<Vec<_>>().join(",") + "\r\n").collect();
        let (input, found) = read(text.clone().into_bytes(), "甲.csv");
        let expected: Vec<String> = (1..)
            .zip(&rows)
            .flat_map(|(number, row)| ('A'..).zip(row).map(move |(letter, field)| format!("{letter}{number}={}", field.trim())))
            .filter(|cell| !cell.ends_with('='))
            .collect();
        let read = match input.contents {
            Contents::Grids(grids) => cells(&grids[0]),
            _ => Vec::new(),
        };
        assert_eq!(read, expected, "{text}\n{found:?}");
    }
}
