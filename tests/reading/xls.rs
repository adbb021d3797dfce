//! Old workbooks (.xls, .et): every record that holds something, code pages, and files that have killed other programs.

use super::*;
use crate::biff::*;
use crate::compound;
use mulu::read::CodePage;

/// A workbook of Excel 97 with one sheet of these records, in its file.
fn of(records: &[Vec<u8>]) -> Vec<u8> {
    file(&workbook(EXCEL_97, &[], &[sheet("表一", records)]))
}

fn file(stream: &[u8]) -> Vec<u8> {
    compound::file(&[("Workbook", stream)])
}

/// A workbook of Excel 95 under a code page, with one sheet; names and texts in GBK.
fn old(number: Option<u16>, texts: &[&[u8]]) -> Vec<u8> {
    let records = texts.iter().enumerate().map(|(row, text)| bytes_label(u16::try_from(row).unwrap(), 0, text)).collect::<Vec<_>>();
    let sheet = Sheet { name: gbk("救助"), state: 0, kind: 0, records: records.concat() };
    let shared: Vec<Vec<u8>> = number.map(code_page).into_iter().collect();
    compound::file(&[("Book", &workbook(EXCEL_95, &shared, &[sheet]))])
}

fn gbk(text: &str) -> Vec<u8> {
    encoding_rs::GBK.encode(text).0.into_owned()
}

fn grids_and_rules(bytes: Vec<u8>, choice: Choice) -> (Vec<Grid>, Vec<String>) {
    let mut diagnostics = Diagnostics::default();
    let input = read_bytes(bytes, "甲.xls", choice, &mut diagnostics);
    let found = diagnostics.sorted().iter().map(|found| format!("{} {}", found.rule.name, found.message.zh)).collect();
    (if let Contents::Grids(grids) = input.contents { grids } else { Vec::new() }, found)
}

#[test]
fn every_kind_of_cell_is_read() {
    let rich = [&text("富文本")[..], &words(&[1, 0, 5])].concat();
    let records = [
        label(0, 0, "\u{3000}一\r\n二 "),
        record(0x00d6, &[&words(&[0, 1, 0])[..], &rich].concat()),
        number(0, 2, 0, 0.1 + 0.2),
        short_number(0, 3, 0, 20 << 2 | 2),
        short_number(0, 4, 0, (-1250_i32 << 2 | 3).cast_unsigned()),
        short_number(0, 5, 0, 0x3ff8_0000),
        short_numbers(1, 0, &[(1, 44_176 << 2 | 2), (2, 12 << 2 | 2), (3, 20 << 2 | 2)]),
        truth_or_error(1, 3, 1, 0),
        truth_or_error(1, 4, 0x17, 1),
        shared_label(2, 0, 1),
        // Blank cells with a style, and texts of blanks.
        record(0x0201, &words(&[2, 1, 1])),
        record(0x00be, &words(&[2, 2, 1, 1, 1, 5])),
        label(2, 6, " \u{a0}"),
        // A chart within the sheet is none of its cells.
        begin(EXCEL_97, 32),
        label(9, 9, "图"),
        end(),
        label(3, 0, "末"),
    ];
    let shared = [
        format(170, "00000"),
        format(171, "0\"个工作日\""),
        style(0),
        style(14),
        style(170),
        style(171),
        shared_texts(2, &[[text("甲"), text("乙")].concat()]),
    ];
    let grids = grids_of(file(&workbook(EXCEL_97, &shared, &[sheet("表一", &records)])), "甲.xls");
    assert_eq!(
        cells(&grids[0]),
        [
            "A1=一\n二",
            "B1=富文本",
            "C1=0.3",
            "D1=20",
            "E1=-12.5",
            "F1=1.5",
            "A2=2020-12-11",
            "B2=00012",
            "C2=20个工作日",
            "D2=TRUE",
            "E2=#REF!",
            "A3=乙",
            "A4=末",
        ]
    );
    // From 1904 on the same day has another number.
    let shared = [record(0x0022, &[1, 0]), style(0), style(14)];
    let grids = grids_of(file(&workbook(EXCEL_97, &shared, &[sheet("表一", &[number(0, 0, 1, 42_714.0)])])), "甲.xls");
    assert_eq!(cells(&grids[0]), ["A1=2020-12-11"]);
}

#[test]
fn formulas_show_what_was_saved() {
    let records = [
        formula(0, 0, 7.0_f64.to_le_bytes(), &[0x1e, 7, 0]),
        formula(0, 1, A_TEXT, &[]),
        // A formula shared with others stands before its text.
        record(0x04bc, &[0; 10]),
        text_result("文字"),
        formula(0, 2, TRUE, &[]),
        formula(0, 3, NOT_AVAILABLE, &[]),
        formula(0, 4, NOTHING, &[]),
        formula(0, 5, A_TEXT, &[]),
        number(0, 6, 0, 1.0),
    ];
    let grid = &grids_of(of(&records), "甲.xls")[0];
    assert_eq!(cells(grid), ["A1=7", "B1=文字", "C1=TRUE", "D1=#N/A", "G1=1"]);
    assert_eq!(grid.beside.formulas, [(1, 1), (1, 2), (1, 3), (1, 4), (1, 5), (1, 6)]);
}

#[test]
fn sheets_merges_and_hidden_parts_are_told() {
    let records = [
        hidden_columns(1, 2),
        hidden_row(1),
        hidden_row(2),
        label(0, 0, "甲"),
        label(4, 3, "乙"),
        merges(&[[0, 0, 0, 2], [1, 65_535, 0, 0], [9, 9, 0, 3], [3, 3, 3, 3], [2, 1, 0, 3]]),
    ];
    let of_kind = |name, state, kind| Sheet { state, kind, ..sheet(name, &[label(0, 0, "x")]) };
    let sheets = [sheet("一", &records), of_kind("宏", 2, 1), of_kind("图", 0, 2), of_kind("藏", 1, 0), of_kind("深藏", 2, 0)];
    let grids = grids_of(file(&workbook(EXCEL_97, &[], &sheets)), "甲.et");
    let names: Vec<_> = grids.iter().map(|grid| (grid.origin.sheet.as_ref().unwrap().name.as_str(), grid.visibility)).collect();
    assert_eq!(names, [("一", Visibility::Shown), ("藏", Visibility::Hidden), ("深藏", Visibility::Hidden)]);
    let beside = &grids[0].beside;
    let merges: Vec<_> = beside.merges.iter().map(|range| (range.top, range.left, range.bottom, range.right)).collect();
    assert_eq!(merges, [(1, 1, 1, 3), (2, 1, 5, 1)]);
    assert_eq!((beside.hidden_rows.as_slice(), beside.hidden_columns.as_slice()), ([(2, 3)].as_slice(), [(2, 3)].as_slice()));
}

#[test]
fn shared_texts_may_be_cut_at_any_letter() {
    let long = "自信息形成或者变更之日起20个工作日内".repeat(3);
    let half = long.chars().count() / 2;
    let wide_half: String = long.chars().take(half).collect();
    let other: String = long.chars().skip(half).collect();
    let count = u16::try_from(long.chars().count()).unwrap();
    // The rest of a wide text behind a new mark; a narrow rest of a wide text; marks of formatting cut off from their text.
    let narrow = [&words(&[4])[..], &[1], &wide("甲乙")].concat();
    let rich = [&words(&[2])[..], &[0x0d], &words(&[1]), &6_u32.to_le_bytes(), &wide("富文")].concat();
    let pieces = [
        [&count.to_le_bytes()[..], &[1], &wide(&wide_half)].concat(),
        [&[1][..], &wide(&other), &narrow].concat(),
        [&[0][..], b"ab", &rich, &words(&[0])].concat(),
        [&words(&[5])[..], &[9; 6], &text("末")].concat(),
    ];
    let records: Vec<_> = (0..4).map(|index| shared_label(0, u16::try_from(index).unwrap(), index)).collect();
    let stream = workbook(EXCEL_97, &[shared_texts(4, &pieces)], &[sheet("表一", &records)]);
    assert_eq!(cells(&grids_of(file(&stream), "甲.xls")[0]), [format!("A1={long}").as_str(), "B1=甲乙ab", "C1=富文", "D1=末"]);
}

#[test]
fn links_lead_to_the_web_only() {
    let call = [&[0x17, 4][..], b"\0http"].concat();
    let link_to = |address: &str| {
        let text = [&[0x17, u8::try_from(address.len()).unwrap(), 0][..], address.as_bytes()].concat();
        [&text[..], &[0x17, 2, 1], &wide("查看"), &[0x42, 2, 0x67, 1]].concat()
    };
    let records = [
        label(0, 0, "查看"),
        label(1, 0, "甲"),
        label(3, 0, "乙"),
        link([0, 0, 0, 0], "https://a.cn/?b=1", Some("c")),
        link([1, 3, 0, 0], "http://b.cn", None),
        link([5, 5, 0, 0], "mailto:a@b.cn", None),
        record(0x01b8, &[0; 12]),
        formula(7, 0, A_TEXT, &link_to("https://d.cn")),
        text_result("查看"),
        formula(8, 0, A_TEXT, &[&call[..], &[0x44, 0, 0, 0, 0, 8, 0x42, 1, 0x67, 1]].concat()),
        text_result("拼成"),
    ];
    let mut links = grids_of(of(&records), "甲.xls").remove(0).beside.links;
    links.sort();
    let links: Vec<_> = links.iter().map(|(row, column, address)| (*row, *column, address.as_str())).collect();
    assert_eq!(links, [(1, 1, "https://a.cn/?b=1#c"), (2, 1, "http://b.cn"), (4, 1, "http://b.cn"), (8, 1, "https://d.cn")]);
}

#[test]
fn chinese_under_a_wrong_code_page_is_read_and_said() {
    let texts = [gbk("社会救助领域标准目录"), gbk("（一）最低生活保障"), b"plain".to_vec()];
    let texts: Vec<&[u8]> = texts.iter().map(Vec::as_slice).collect();
    for (number, word) in [(Some(936), ""), (Some(54_936), ""), (Some(1252), "1252"), (Some(0x8001), "32769"), (None, "没有注明")] {
        let (grids, found) = grids_and_rules(old(number, &texts), Choice::default());
        assert_eq!(cells(&grids[0]), ["A1=社会救助领域标准目录", "A2=（一）最低生活保障", "A3=plain"], "{number:?}");
        assert_eq!(grids[0].origin.sheet.as_ref().unwrap().name, "救助");
        assert_eq!(found.len(), usize::from(!word.is_empty()), "{found:?}");
        assert!(
            found.iter().all(|found| found.starts_with("encoding-noted") && found.contains(word) && found.contains("936")),
            "{found:?}"
        );
    }
    // Forced, it is read as said; what does not belong to it is told.
    let (grids, found) = grids_and_rules(old(Some(936), &texts), Choice { code_page: CodePage::numbered(1252) });
    assert!(cells(&grids[0])[0].starts_with("A1=Éç»á") && found.is_empty(), "{grids:?} {found:?}");
    let (grids, found) = grids_and_rules(old(Some(936), &texts), Choice { code_page: CodePage::numbered(65_001) });
    assert_eq!(grids[0].rows.len(), 3);
    assert!(matches!(found.as_slice(), [found] if found.starts_with("unreadable-file") && found.contains("无法识别")), "{found:?}");
    // An unknown code page and no Chinese.
    let (_, found) = grids_and_rules(old(Some(437), &[b"caf\xe9 ol\xe9"]), Choice::default());
    assert!(!found.iter().any(|found| found.contains("GBK")), "{found:?}");
}

#[test]
fn a_sheet_without_a_workbook_is_read() {
    // As scripts write it: a bare stream of one sheet, its version left open.
    let stream = |version| [begin(version, 16), bytes_label(0, 0, &gbk("公开事项")), number(1, 0, 0, 2.0), end()].concat();
    for version in [0, EXCEL_95] {
        let (grids, found) = grids_and_rules(stream(version), Choice::default());
        assert_eq!(cells(&grids[0]), ["A1=公开事项", "A2=2"]);
        assert!(matches!(found.as_slice(), [found] if found.contains("936")), "{found:?}");
    }
}

#[test]
fn older_and_foreign_files_are_named() {
    for mark in [0x0009_u16, 0x0209, 0x0409] {
        let stream = [record(mark, &words(&[0, 16])), end()].concat();
        refused(stream.clone(), "甲.xls", "unsupported-format", "Excel 4.0");
        refused(compound::file(&[("Book", &stream)]), "甲.xls", "unsupported-format", "另存为 .xlsx");
    }
    refused(compound::file(&[("VisioDocument", b"x")]), "甲.xls", "unsupported-format", "没有工作簿");
    let locked = workbook(EXCEL_97, &[record(0x002f, &[0; 54])], &[sheet("一", &[])]);
    refused(file(&locked), "甲.xls", "unreadable-file", "密码");
    refused(of(&[]), "甲.xls", "unreadable-file", "空的");
}

#[test]
fn both_streams_and_names_in_capitals_are_found() {
    let stream = |text| workbook(EXCEL_97, &[], &[sheet("一", &[label(0, 0, text)])]);
    let both = compound::file(&[("Book", &stream("旧")), ("ETExtData", b"x"), ("WORKBOOK", &stream("新"))]);
    assert_eq!(cells(&grids_of(both, "甲.et")[0]), ["A1=新"]);
    // More than 4,096 bytes: a stream of whole sectors.
    let many: Vec<_> = (0..300).map(|row| label(row, 0, "公开事项")).collect();
    assert_eq!(grids_of(of(&many), "甲.xls")[0].rows.len(), 300);
}

#[test]
fn two_far_corners_are_refused() {
    refused(of(&[number(0, 0, 0, 1.0), number(65_535, 65_535, 0, 1.0)]), "甲.xls", "too-large", "512 列");
    let far = grids_of(of(&[number(0, 0, 0, 1.0), number(65_535, 0, 0, 1.0), label(0, 255, "x")]), "甲.xls");
    assert_eq!(cells(&far[0]), ["A1=1", "IV1=x", "A65536=1"]);
}

#[test]
fn records_that_lie_are_refused() {
    let cut = "不完整";
    // Each record a byte short, and one that is longer than the stream.
    for record in [label(0, 0, "甲"), number(0, 0, 0, 1.0), shared_label(0, 0, 0), merges(&[[0, 0, 0, 1]])] {
        let mut short = record[..record.len() - 1].to_vec();
        let length = u16::try_from(short.len() - 4).unwrap();
        short[2..4].copy_from_slice(&length.to_le_bytes());
        refused(of(&[short]), "甲.xls", "unreadable-file", cut);
    }
    refused(of(&[vec![0x04, 0x02, 0xff, 0xff]]), "甲.xls", "unreadable-file", cut);
    let whole = workbook(EXCEL_97, &[], &[sheet("一", &[label(0, 0, "甲")])]);
    refused(file(&whole[..whole.len() - 4]), "甲.xls", "unreadable-file", cut);
    // Texts that are said to be there.
    let lying = |claimed| {
        let stream = workbook(EXCEL_97, &[shared_texts(claimed, &[text("甲")])], &[sheet("一", &[shared_label(0, 0, 0)])]);
        file(&stream)
    };
    refused(lying(u32::MAX), "甲.xls", "too-large", "单元格超过");
    for claimed in [0, 1, 3_000_000] {
        assert_eq!(cells(&grids_of(lying(claimed), "甲.xls")[0]), ["A1=甲"]);
    }
    // A text that goes on in thousands of records and never ends.
    let chain = std::iter::once(words(&[30_000])).chain((0..4_000).map(|_| vec![0])).collect::<Vec<_>>();
    refused(file(&workbook(EXCEL_97, &[shared_texts(1, &chain)], &[])), "甲.xls", "unreadable-file", cut);
    // More merges than the limit, in records of a thousand.
    let many: Vec<_> = (0..66_u16).map(|part| merges(&(0..1_000).map(|row| [row + part, row + part, 0, 1]).collect::<Vec<_>>())).collect();
    let stream = workbook(EXCEL_97, &[], &[sheet("一", &[vec![label(0, 0, "甲")], many].concat())]);
    refused(stream, "甲.xls", "too-large", "65536");
    // Sheets that begin where another does, outside the stream, or too many of them.
    let mut twins = workbook(EXCEL_97, &[], &[sheet("一", &[label(0, 0, "甲")]), sheet("二", &[label(0, 0, "乙")])]);
    let list = begin(EXCEL_97, 5).len();
    let first: [u8; 4] = twins[list + 4..list + 8].try_into().unwrap();
    let second = list + 4 + 10;
    twins[second + 4..second + 8].copy_from_slice(&first);
    let (grids, _) = grids_and_rules(twins.clone(), Choice::default());
    assert_eq!(grids.len(), 2, "a few bytes twice harm nobody");
    twins[second + 4..second + 8].copy_from_slice(&u32::MAX.to_le_bytes());
    let (grids, found) = grids_and_rules(twins, Choice::default());
    assert!(grids.len() == 1 && found.len() == 1 && found[0].contains(cut), "{found:?}");
    let many: Vec<_> = (0..201).map(|index| sheet(&format!("表{index}"), &[])).collect();
    refused(workbook(EXCEL_97, &[], &many), "甲.xls", "too-large", "200");
}

#[test]
fn the_same_records_are_not_walked_without_end() {
    // Two hundred sheets that all begin at one place of four megabytes.
    let sheets: Vec<_> = (0..200).map(|index| sheet(&format!("表{index}"), &[])).collect();
    let mut stream = workbook(EXCEL_97, &[], &sheets);
    let start = u32::try_from(stream.len()).unwrap();
    let mut at = begin(EXCEL_97, 5).len();
    while stream[at..at + 2] == 0x0085_u16.to_le_bytes() {
        stream[at + 4..at + 8].copy_from_slice(&start.to_le_bytes());
        at += 4 + usize::from(u16::from_le_bytes([stream[at + 2], stream[at + 3]]));
    }
    stream.extend(begin(EXCEL_97, 16));
    stream.extend([0xee, 0, 0, 0].repeat(1 << 20));
    stream.extend(end());
    let (_, found) = grids_and_rules(stream, Choice::default());
    assert!(found.len() > 190, "{}", found.len());
}

#[test]
fn compound_files_that_lie_are_refused() {
    let whole = of(&(0..300).map(|row| label(row, 0, "公开事项")).collect::<Vec<_>>());
    let with = |at: usize, bytes: &[u8]| {
        let mut changed = whole.clone();
        changed[at..at + bytes.len()].copy_from_slice(bytes);
        changed
    };
    // The table of sectors lies behind all sectors.
    let table = whole.len() - 512;
    for changed in [
        with(table, &0_u32.to_le_bytes()),
        with(table, &1_u32.to_le_bytes().repeat(100)),
        with(table, &[0xff; 4]),
        with(48, &[0; 4]),
        with(48, &[0xff; 4]),
        with(76, &9_999_u32.to_le_bytes()),
        with(30, &[40, 0]),
        with(30, &[0, 0]),
        whole[..600].to_vec(),
        whole[..100].to_vec(),
        // A stream said to be larger than the file.
        with(whole.windows(8).position(|name| name == b"W\0o\0r\0k\0").unwrap() + 120, &[0xff, 0xff, 0xff, 0x7f]),
    ] {
        let (input, found) = read(changed, "甲.xls");
        assert!(matches!(input.contents, Contents::Nothing));
        assert_eq!(found.iter().map(|found| found.rule.name).collect::<Vec<_>>(), ["unreadable-file"], "{found:?}");
    }
    // Further tables that name each other, and sectors without end.
    let mut looped = with(68, &0_u32.to_le_bytes());
    looped[512..1024].fill(0);
    looped.resize(40 << 20, 0);
    let (_, found) = read(looped, "甲.xls");
    assert_eq!(found.len(), 1, "{found:?}");
}

#[test]
fn any_byte_changed_or_lost_never_panics() {
    let records = [hidden_row(1), formula(0, 1, A_TEXT, &[0x17, 1, 0, 97, 0x42, 1, 0x67, 1]), text_result("乙"), shared_label(1, 0, 0)];
    let shared = [format(170, "0.0"), style(170), shared_texts(1, &[text("甲")])];
    let records = [&records[..], &[merges(&[[0, 0, 0, 1]]), link([0, 0, 0, 0], "http://a.cn", Some("b"))]].concat();
    let whole = file(&workbook(EXCEL_97, &shared, &[sheet("一", &records)]));
    for at in 0..whole.len() {
        for sign in [0x00, 0x01, 0x7f, 0xff] {
            let mut changed = whole.clone();
            changed[at] = sign;
            let _ = read(changed, "甲.xls");
        }
        let _ = read(whole[..at].to_vec(), "甲.xls");
    }
}
