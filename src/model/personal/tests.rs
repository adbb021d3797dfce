//! Every number here is made up: a division that does not exist (320599), a birthday in 1900, test numbers of card companies,
//! telephone numbers of zeros.

use super::{Kind, covered, find};

fn kinds(text: &str) -> Vec<Kind> {
    find(text).into_iter().map(|found| found.kind).collect()
}

#[test]
fn citizen_ids_are_found_however_they_are_written() {
    for text in [
        "320599190001010010",
        "张某某，身份证号320599190001010010。",
        "32059919000101007X",
        "32059919000101007x",
        "３２０５９９１９０００１０１００１０",
        "３２０５９９１９０００１０１００７Ｘ",
        "320599 19000101 0010",
        "320599-19000101-0010",
        "3205\u{200b}9919000101\u{202e}0010",
        "320599\n19000101\n0010",
        "身份证:320599190001010010,电话",
    ] {
        assert_eq!(kinds(text), [Kind::CitizenId], "{text}");
    }
    assert_eq!(find("３２０５９９１９０００１０１００７ｘ")[0].shown, "3205****007X");
}

#[test]
fn what_only_looks_like_a_citizen_id_is_none() {
    for text in [
        // The check does not fit; the month and the day are none; there is no such province.
        "320599190001010011",
        "32059919001301000X",
        "320599190002300001",
        "990599190001010007",
        // Codes of powers: letters, dashes, more digits.
        "11320581014171000X4000114001000",
        "113205810141710005-4000114001000",
        "320599190001010010-01",
        "A320599190001010010",
        "3205991900010100101",
        "国办发〔2019〕54号、国令第711号、2016年12月11日、20个工作日",
    ] {
        assert_eq!(kinds(text), [], "{text}");
    }
}

#[test]
fn an_id_that_a_workbook_rounded_is_told_from_a_code() {
    assert_eq!(kinds("320599190001010000"), [Kind::RoundedId]);
    assert_eq!(kinds("编号320599190001010000"), []);
    assert_eq!(kinds("3.20599E+17"), []);
}

#[test]
fn mobile_numbers_are_found_and_office_telephones_are_not() {
    for text in [
        "13900000000",
        "手机：139-0000-0000",
        "139 0000 0000",
        "+86 13900000000",
        "+8613900000000",
        "tel:13900000000",
        "１３９００００００００",
        "13900000000@139.com",
    ] {
        assert_eq!(kinds(text), [Kind::Mobile], "{text}");
    }
    for text in [
        "0512-52880000",
        "0512-52880000、0512-52880001",
        "12345",
        "400-800-1234",
        "12900000000",
        "139000000001",
        "WZQT13900000000",
        "001-13900000000-02",
        "13900000000元",
        "http://www.example.gov.cn/art/13900000000.html",
        "www.example.gov.cn/13900000000",
    ] {
        assert_eq!(kinds(text), [], "{text}");
    }
    assert_eq!(find("+86 13900000001")[0].shown, "139****0001");
}

#[test]
fn bank_cards_are_found_by_prefix_and_check() {
    for text in ["6200000000000005", "6200 0000 0000 0005", "6222-0200-0000-0000-000", "62000000 00000005"] {
        let wanted: &[Kind] = if text == "62000000 00000005" { &[] } else { &[Kind::UnionPay] };
        assert_eq!(kinds(text), wanted, "{text}");
    }
    assert_eq!(kinds("4111 1111 1111 1111"), [Kind::OtherCard]);
    assert_eq!(kinds("6200000000000006"), []);
    assert_eq!(kinds("000114001000000001"), []);
}

#[test]
fn the_middle_is_covered_and_no_byte_moves() {
    let text = "联系人 １３９００００００００，卡 6200 0000 0000 0005；３２０５９９１９０００１０１００７X。";
    let covered = covered(text).unwrap();
    assert_eq!(covered, "联系人 １３９＊＊＊＊００００，卡 6200 **** **** 0005；３２０５＊＊＊＊＊＊＊＊＊＊００７X。");
    assert_eq!(covered.len(), text.len());
    assert_eq!(super::covered("国办发〔2019〕54号，电话0512-52880000"), None);
}

#[test]
fn digits_galore_cost_little() {
    for text in ["9".repeat(32_767), "1 ".repeat(16_383), "13900000000 ".repeat(2_730), "6-\u{200b}".repeat(8_000)] {
        let _ = find(&text);
        let _ = covered(&text);
    }
    assert_eq!(find(&"13900000000 ".repeat(100)).len(), 100);
}
