//! Where pages begin, and what paper they are.

use mulu::project::PaperSize;

use super::publication::{entry, item, sample};
use super::xlsx::{self, Sheet};

/// Rows behind which a page ends.
fn breaks(sheet: &Sheet) -> Vec<u32> {
    sheet.xml.all("rowBreaks").map(|row| row.get("id").unwrap().parse().unwrap()).collect()
}

fn setup<'a>(sheet: &'a Sheet, key: &str) -> Option<&'a str> {
    sheet.xml.child("pageSetup").and_then(|setup| setup.get(key))
}

#[test]
fn a_group_is_named_again_at_the_top_of_a_page() {
    let mut sample = sample();
    sample.catalog.domains[0].entries = (0..60).map(|number| entry("yiwujiaoyu", item("招生管理", &format!("事项{number}")))).collect();
    let book = xlsx::read(&sample.files("city")["city.xlsx"]);
    let sheet = book.sheet("义务教育");
    let breaks = breaks(sheet);
    assert!(breaks.len() > 5, "{breaks:?}");
    let names: Vec<u32> =
        sheet.rows.iter().filter(|row| sheet.at(&format!("B{}", row.number)) == "招生管理").map(|row| row.number).collect();
    let tops: Vec<u32> = [3].iter().chain(&breaks).map(|row| row + 1).collect();
    assert_eq!(names, tops, "the name stands where a page begins, and nowhere else");
    for pair in tops.windows(2) {
        let run = (pair[0], 2, pair[1] - 1, 2);
        assert!(sheet.merges.contains(&run), "{run:?} of {:?}", sheet.merges);
    }
}

#[test]
fn an_item_of_several_rows_begins_its_page() {
    let book = xlsx::read(&sample().files("city")["city.xlsx"]);
    let sheet = book.sheet("其他-事项");
    let (top, _, bottom, _) = *sheet.merges.iter().find(|merge| merge.0 == 4 && merge.1 == 6).unwrap();
    let breaks = breaks(sheet);
    assert!(breaks.iter().all(|row| !(top..bottom).contains(row)), "{breaks:?} within {top}–{bottom}");
}

#[test]
fn wide_tables_are_printed_on_the_paper_that_was_chosen() {
    let mut sample = sample();
    for (chosen, number) in [(PaperSize::A4, "9"), (PaperSize::A3, "8")] {
        sample.project.print.paper = chosen;
        let book = xlsx::read(&sample.files("city")["city.xlsx"]);
        for sheet in &book.sheets {
            let wide = setup(sheet, "orientation") == Some("landscape");
            assert_eq!(setup(sheet, "paperSize"), Some(if wide { number } else { "9" }), "{}", sheet.name);
        }
        assert_eq!(setup(book.sheet("义务教育"), "orientation"), Some("landscape"));
        assert_eq!(setup(book.sheet("封面"), "orientation"), Some("portrait"));
    }
}

#[test]
fn a_cover_is_one_page_without_a_number() {
    let book = xlsx::read(&sample().files("city")["city.xlsx"]);
    let cover = book.sheet("封面");
    // One by one is what is meant where nothing is said.
    assert_eq!((setup(cover, "fitToWidth"), setup(cover, "fitToHeight")), (None, None));
    assert!(cover.xml.child("sheetPr").unwrap().child("pageSetUpPr").is_some_and(|fit| fit.get("fitToPage") == Some("1")));
    assert!(cover.xml.child("headerFooter").is_none_or(|footer| footer.child("oddFooter").is_none()));
    let height: f64 = cover.rows.iter().filter_map(|row| row.height).sum();
    assert!((500.0..723.0).contains(&height), "{height}");
}
