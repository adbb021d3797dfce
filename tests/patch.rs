//! Files handed back: whatever is in a workbook stays byte for byte, and what is added holds to the rules Excel holds to.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test stops at what it did not expect")]

#[path = "support/package.rs"]
mod package;
#[path = "support/xlsx.rs"]
mod xlsx;
#[path = "support/xlsx_faults.rs"]
#[expect(dead_code, reason = "only workbooks of others are looked at here")]
mod xlsx_faults;
#[path = "support/xml.rs"]
mod xml;

use std::fs;
use std::path::{Path, PathBuf};

use mulu::hand_back::fixing::Fixing;
use mulu::read::Choice;
use mulu::words::Lang;
use package::{differing, packed, parts, swapped, with_part};

const FILES: [&str; 2] = ["openpyxl.xlsx", "libreoffice.xlsx"];

fn settings() -> mulu::Settings {
    mulu::Settings::on("2020-12-11".parse().unwrap())
}

fn fixture(name: &str) -> Vec<u8> {
    fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/patch/files").join(name)).unwrap()
}

/// A workbook marked, which is sound.
fn marked(name: &str, bytes: &[u8]) -> Vec<u8> {
    let marked = marked_by_way_of_the_disk(name, bytes);
    assert_eq!(faults(&marked), Vec::<String>::new(), "{name}");
    marked
}

/// A workbook marked; the name of its copy is its own.
fn marked_by_way_of_the_disk(name: &str, bytes: &[u8]) -> Vec<u8> {
    let room = tempfile::tempdir().unwrap();
    let path = room.path().join("报送").join(name);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(&path, bytes).unwrap();
    let paths = [path.clone()];
    let checked = mulu::check(&paths, &settings()).unwrap_or_else(|trouble| panic!("{trouble:?}"));
    let folder = room.path().join("标注");
    let back = mulu::annotate(&checked, &paths, &folder, Lang::Zh, Choice::default()).unwrap_or_else(|trouble| panic!("{trouble:?}"));
    assert_eq!(fs::read(&path).unwrap(), bytes, "what was handed in stays");
    let [one] = back.marked.as_slice() else { panic!("{back:?}") };
    fs::read(&one.path).unwrap()
}

fn fixed(name: &str, bytes: &[u8]) -> (Vec<u8>, mulu::hand_back::fixing::Repaired) {
    let room = tempfile::tempdir().unwrap();
    let path = room.path().join(name);
    fs::write(&path, bytes).unwrap();
    let repaired = mulu::fix(std::slice::from_ref(&path), &settings(), Fixing::Apply).unwrap_or_else(|trouble| panic!("{trouble:?}"));
    (fs::read(&path).unwrap(), repaired)
}

fn faults(bytes: &[u8]) -> Vec<String> {
    xlsx_faults::faults_of_any(&xlsx::read(bytes))
}

#[test]
fn every_file_has_its_twin_in_words() {
    for name in FILES {
        let twin = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/patch/files").join(format!("{name}.txt"));
        let bytes = fixture(name);
        let listed: String = parts(&bytes).iter().map(|(name, bytes)| format!("part {name}: {} bytes\n", bytes.len())).collect();
        let said = xlsx::dump(&bytes) + &listed;
        if std::env::var_os("UPDATE").is_some() {
            fs::write(&twin, &said).unwrap();
        }
        assert_eq!(said, fs::read_to_string(&twin).unwrap_or_default(), "UPDATE=1 cargo test --test patch rewrites it");
    }
}

#[test]
fn a_file_that_is_open_or_locked_is_left() {
    let room = tempfile::tempdir().unwrap();
    let (open, other) = (room.path().join("甲.xlsx"), room.path().join("乙.xlsx"));
    for path in [&open, &other] {
        fs::write(path, fixture("openpyxl.xlsx")).unwrap();
    }
    fs::write(room.path().join(".~lock.甲.xlsx#"), "").unwrap();
    let fix = || mulu::fix(&[other.clone(), open.clone()], &settings(), Fixing::Apply);
    let refusal = || {
        let repaired = fix().unwrap_or_else(|trouble| panic!("{trouble:?}"));
        let refused = repaired.refused.unwrap();
        assert!(repaired.fixed.is_empty() && refused.count >= 6 && !repaired.checked.report.diagnostics.is_empty());
        refused.error.words().zh
    };
    assert!(refusal().contains("正在被打开，请先"));
    assert_eq!(fs::read(&other).unwrap(), fixture("openpyxl.xlsx"), "nothing is changed when one file cannot be");
    fs::remove_file(room.path().join(".~lock.甲.xlsx#")).unwrap();
    let mut permissions = fs::metadata(&open).unwrap().permissions();
    permissions.set_readonly(true);
    fs::set_permissions(&open, permissions).unwrap();
    assert!(refusal().contains("没有权限改写") && !refusal().contains("-o"));
    assert_eq!(fs::read(&other).unwrap(), fixture("openpyxl.xlsx"));
}

#[test]
fn marking_touches_only_what_it_must() {
    let changed = |name| differing(&fixture(name), &marked(name, &fixture(name)));
    let sheet = "xl/worksheets/sheet1.xml";
    let new = "+xl/worksheets/sheet4.xml";
    let (types, rels) = ("[Content_Types].xml", "xl/_rels/workbook.xml.rels");
    assert_eq!(
        changed("openpyxl.xlsx"),
        [types, rels, "xl/comments/comment1.xml", "xl/drawings/commentsDrawing1.vml", "xl/styles.xml", "xl/workbook.xml", sheet, new]
    );
    assert_eq!(
        changed("libreoffice.xlsx"),
        [types, rels, "xl/comments1.xml", "xl/drawings/vmlDrawing1.vml", "xl/styles.xml", "xl/workbook.xml", sheet, new]
    );
}

#[test]
fn what_stood_in_the_changed_parts_is_still_there() {
    for name in FILES {
        let (before, bytes) = (fixture(name), marked(name, &fixture(name)));
        assert_eq!(faults(&before), Vec::<String>::new(), "{name} as it was");
        assert_eq!(faults(&bytes), Vec::<String>::new(), "{name}");
        let (old, new) = (xlsx::read(&before), xlsx::read(&bytes));
        for (old, new) in old.sheets.iter().zip(&new.sheets) {
            for cell in old.cells() {
                assert_eq!(cell.text, new.at(&cell.address), "{name} {}", cell.address);
            }
            for element in old.xml.children.iter().filter(|element| element.name != "sheetData") {
                let same = new.xml.children.iter().any(|other| format!("{other:?}") == format!("{element:?}"));
                assert!(same, "{name}: {} is no longer what it was", element.name);
            }
            for (cell, author, text) in &old.notes {
                let kept = new.notes.iter().any(|note| note.0 == *cell && note.1 == *author && note.2.starts_with(text.as_str()));
                assert!(kept, "{name}: the note at {cell} is gone");
            }
        }
        let names: Vec<&String> = old.defined_names.iter().map(|(name, ..)| name).collect();
        assert!(names.iter().all(|name| new.defined_names.iter().any(|other| other.0 == **name)), "{names:?}");
    }
}

#[test]
fn faulty_cells_are_coloured_and_say_why() {
    for name in FILES {
        let book = xlsx::read(&marked(name, &fixture(name)));
        let sheet = book.sheet("社会救助");
        let cells = ["E3", "E4", "E5", "E7", "F6", "K7"];
        let red: Vec<&str> = sheet.cells().filter(|cell| book.mark(cell) == " red").map(|cell| cell.address.as_str()).collect();
        assert_eq!(red, ["E3", "E4", "E5", "F6", "E7", "K7"], "{name}");
        for cell in cells {
            let note = sheet.notes.iter().find(|note| note.0 == cell).unwrap_or_else(|| panic!("{name}: no note at {cell}"));
            assert!(note.2.contains("【错误】") && note.2.contains("怎样改："), "{name} {cell}: {}", note.2);
            // LibreOffice forgets who wrote a note.
            let theirs = if name.starts_with("libre") { " " } else { "张三" };
            assert_eq!(note.1, if cell == "E4" { theirs } else { "mulu 校验" }, "{name} {cell}");
        }
        let looks = |address: &str| {
            let cell = sheet.cells().find(|cell| cell.address == address).unwrap();
            let style = book.styles.all("cellXfs").nth(cell.style).unwrap();
            ["fontId", "borderId", "numFmtId"].map(|key| style.get(key).unwrap().to_owned())
        };
        assert_eq!(looks("E3"), looks("F3"), "{name}: only the fill of a marked cell differs");
        let result = book.sheet("校验结果");
        assert!(result.at("A1").starts_with("需要修改"), "{}", result.at("A1"));
        assert!(result.links.iter().any(|(at, to)| at.starts_with('C') && to == "#'社会救助'!E5"), "{:?}", result.links);
    }
}

#[test]
fn marking_again_replaces_the_marks() {
    for name in FILES {
        let once = marked(name, &fixture(name));
        let twice = marked(name, &once);
        assert_eq!(differing(&once, &twice), Vec::<String>::new(), "{name}: marking a second time changes nothing");
        // What is right now loses its colour and its note.
        let (repaired, _) = fixed(name, &once);
        let after = xlsx::read(&marked(name, &repaired));
        let sheet = after.sheet("社会救助");
        let notes: Vec<&str> = sheet.notes.iter().filter(|note| note.1 == "mulu 校验").map(|note| note.0.as_str()).collect();
        assert!(!notes.contains(&"E3") && notes.contains(&"E5"), "{name}: {notes:?}");
        let style = |book: &xlsx::Workbook, address: &str| {
            let cell = book.sheet("社会救助").cells().find(|cell| cell.address == address).unwrap().style;
            format!(
                "{:?}",
                book.styles.all("fills").nth(book.styles.all("cellXfs").nth(cell).unwrap().get("fillId").unwrap().parse().unwrap())
            )
        };
        let original = xlsx::read(&fixture(name));
        assert_eq!(after.sheets.iter().filter(|sheet| sheet.name.starts_with("校验结果")).count(), 1, "{name}");
        assert!(style(&after, "E3").contains("E2EFDA") && style(&original, "E3").contains("E2EFDA"), "{name}: {}", style(&after, "E3"));
        assert_eq!(
            sheet.notes.iter().find(|note| note.0 == "E4").unwrap().2.trim_end(),
            original.sheet("社会救助").notes.iter().find(|note| note.0 == "E4").unwrap().2.trim_end(),
            "{name}"
        );
        assert_eq!(faults_of(&after), Vec::<String>::new(), "{name}");
    }
}

fn faults_of(book: &xlsx::Workbook) -> Vec<String> {
    xlsx_faults::faults_of_any(book)
}

#[test]
fn a_fix_changes_its_sheet_and_nothing_else() {
    for name in FILES {
        let (bytes, repaired) = fixed(name, &fixture(name));
        assert!(repaired.fixed.len() >= 3, "{name}: {:?}", repaired.left);
        assert_eq!(differing(&fixture(name), &bytes), ["xl/worksheets/sheet1.xml"]);
        let (old, new) = (xlsx::read(&fixture(name)), xlsx::read(&bytes));
        assert_eq!(faults_of(&new), Vec::<String>::new(), "{name}");
        let sheet = new.sheet("社会救助");
        assert!(sheet.at("E3").ends_with("（国办发〔2019〕54号）"), "{}", sheet.at("E3"));
        assert_eq!(sheet.at("E4"), "《社会救助暂行办法》（国务院令第649号）；《城市居民最低生活保障条例》");
        assert!(sheet.at("E7").ends_with("（国办发〔2019〕54号） & <甲>"), "{}", sheet.at("E7"));
        for cell in old.sheet("社会救助").cells().filter(|cell| !["E3", "E4", "E7"].contains(&cell.address.as_str())) {
            assert_eq!(cell.text, sheet.at(&cell.address), "{name}");
        }
        // The runs of a cell of several looks stay.
        let runs = String::from_utf8(parts(&bytes)["xl/worksheets/sheet1.xml"].clone()).unwrap();
        assert!(runs.contains("号）") && runs.contains("<i val=") | runs.contains("<i/>") | runs.contains("<i />"), "{name}");
    }
}

/// A workbook in other writing: names with a prefix, rows and cells without addresses.
fn rewritten(name: &str, rewrite: impl Fn(&str) -> String) -> Vec<u8> {
    let mut all = parts(&fixture(name));
    let sheet = all.get_mut("xl/worksheets/sheet1.xml").unwrap();
    *sheet = rewrite(std::str::from_utf8(sheet).unwrap()).into_bytes();
    packed(&all)
}

#[test]
fn names_with_a_prefix_are_understood() {
    let bytes = rewritten("libreoffice.xlsx", |text| {
        let (head, body) = text.split_at(text.find("<worksheet").unwrap());
        let body = body.split('<').map(|tag| match tag {
            "" => String::new(),
            tag if tag.starts_with("x14")
                || tag.starts_with("/x14")
                || tag.starts_with("xm:")
                || tag.starts_with("/xm:")
                || tag.starts_with("mc:")
                || tag.starts_with("/mc:") =>
            {
                format!("<{tag}")
            }
            tag => tag.strip_prefix('/').map_or_else(|| format!("<x:{tag}"), |tag| format!("</x:{tag}")),
        });
        head.to_owned()
            + &body.collect::<String>().replace(
                "xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"",
                "xmlns:x=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"",
            )
    });
    let book = marked("甲.xlsx", &bytes);
    assert_eq!(faults(&book), Vec::<String>::new());
    assert!(xlsx::read(&book).sheet("社会救助").notes.iter().any(|note| note.0 == "E5"));
    let (repaired, _) = fixed("甲.xlsx", &bytes);
    assert!(xlsx::read(&repaired).sheet("社会救助").at("E3").ends_with("〔2019〕54号）"));
}

#[test]
fn lists_that_close_themselves_are_filled_and_not_written_twice() {
    for name in FILES {
        let bytes = with_part(&fixture(name), "xl/workbook.xml", |text| swapped(text, "definedNames", "<definedNames />"));
        let book = xlsx::read(&marked("甲.xlsx", &bytes));
        assert_eq!(
            book.defined_names.iter().map(|(name, ..)| name.as_str()).collect::<Vec<_>>(),
            ["_xlnm.Print_Titles", "mulu_check_result"]
        );
        let bytes = with_part(&fixture(name), "xl/workbook.xml", |text| swapped(text, "definedNames", "<externalReferences/>"));
        assert_eq!(xlsx::read(&marked("甲.xlsx", &bytes)).defined_names.len(), 2);
    }
}

#[test]
fn a_drawing_of_notes_that_leads_nowhere_makes_room() {
    let bytes = fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/faulty/lists/市城管局-权责清单.xlsx")).unwrap();
    let relation = "xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\" r:id=\"rId9\"";
    for element in
        [format!("<legacyDrawing {relation}/>"), format!("<legacyDrawing {relation}></legacyDrawing>"), "<legacyDrawing/>".to_owned()]
    {
        let bytes = with_part(&bytes, "xl/worksheets/sheet1.xml", |text| text.replace("</worksheet>", &format!("{element}</worksheet>")));
        assert!(!xlsx::read(&marked("甲.xlsx", &bytes)).sheet("城市综合执法").notes.is_empty());
    }
}

#[test]
fn the_faulty_example_is_marked_soundly() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/faulty/lists");
    let mut count = 0;
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|extension| extension == "xlsx") {
            let bytes = fs::read(&path).unwrap();
            let once = marked("甲.xlsx", &bytes);
            assert_eq!(differing(&once, &marked("甲.xlsx", &once)), Vec::<String>::new(), "{}", path.display());
            count += 1;
        }
    }
    assert!(count > 0);
}

#[test]
fn rows_and_cells_without_addresses_are_counted() {
    let bytes = rewritten("libreoffice.xlsx", |text| {
        let mut out = String::new();
        for (at, part) in text.split(" r=\"").enumerate() {
            let is_cell = out.ends_with("<c") || out.ends_with("<row");
            out.push_str(if at > 0 && !is_cell { " r=\"" } else { "" });
            out.push_str(if at > 0 && is_cell { part.split_once('"').unwrap().1 } else { part });
        }
        out
    });
    let (repaired, done) = fixed("甲.xlsx", &bytes);
    assert!(done.fixed.len() >= 3);
    assert_eq!(differing(&bytes, &repaired), ["xl/worksheets/sheet1.xml"]);
    let all = parts(&marked_by_way_of_the_disk("甲.xlsx", &bytes));
    let sheet = String::from_utf8(all["xl/worksheets/sheet1.xml"].clone()).unwrap();
    let before = String::from_utf8(parts(&bytes)["xl/worksheets/sheet1.xml"].clone()).unwrap();
    let cells = |text: &str| text.matches("<c ").count() + text.matches("<c>").count();
    assert_eq!(cells(&sheet), cells(&before) + 2, "one at the end of each of the two rows that lack a cell");
    assert!(String::from_utf8(all["xl/comments1.xml"].clone()).unwrap().contains("ref=\"E5\""));
}

#[test]
fn other_kinds_come_back_as_a_copy() {
    for (name, text) in [
        ("libreoffice.ods", "tests/reading/files/libreoffice.ods"),
        ("libreoffice.xls", "tests/reading/files/libreoffice.xls"),
        ("sheetjs.xlsb", "tests/reading/files/sheetjs.xlsb"),
    ] {
        let bytes = fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join(text)).unwrap();
        let room = tempfile::tempdir().unwrap();
        let path: PathBuf = room.path().join(name);
        fs::write(&path, &bytes).unwrap();
        let checked = mulu::check(std::slice::from_ref(&path), &settings()).unwrap_or_else(|trouble| panic!("{trouble:?}"));
        let folder = room.path().join("标注");
        let back = mulu::annotate(&checked, &[path], &folder, Lang::Zh, Choice::default()).unwrap_or_else(|trouble| panic!("{trouble:?}"));
        for one in &back.marked {
            assert!(one.copy.is_some(), "{name}");
            let bytes = fs::read(&one.path).unwrap();
            assert_eq!(faults(&bytes), Vec::<String>::new(), "{name}");
            assert!(xlsx::read(&bytes).sheet("校验结果").at("A2").contains("副本"), "{name}");
        }
    }
}

#[test]
fn signed_workbooks_are_left_and_copied() {
    let mut all = parts(&fixture("openpyxl.xlsx"));
    all.insert("_xmlsignatures/sig1.xml".to_owned(), b"<Signature/>".to_vec());
    let book = xlsx::read(&marked("甲.xlsx", &packed(&all)));
    assert!(book.sheet("校验结果").at("A2").contains("数字签名"), "{}", book.sheet("校验结果").at("A2"));
    let (after, repaired) = fixed("甲.xlsx", &packed(&all));
    assert!(after == packed(&all) && repaired.left.len() >= 3);
}

#[test]
fn the_folder_of_marked_files_never_holds_inputs() {
    let room = tempfile::tempdir().unwrap();
    let path = room.path().join("甲.xlsx");
    fs::write(&path, fixture("openpyxl.xlsx")).unwrap();
    let checked = mulu::check(std::slice::from_ref(&path), &settings()).unwrap_or_else(|trouble| panic!("{trouble:?}"));
    let whole = mulu::check(&[room.path().to_owned()], &settings()).unwrap_or_else(|trouble| panic!("{trouble:?}"));
    for (checked, paths, folder) in [
        (&checked, path.clone(), room.path().to_owned()),
        (&whole, room.path().to_owned(), room.path().to_owned()),
        (&whole, room.path().to_owned(), room.path().join("标注")),
    ] {
        assert!(mulu::annotate(checked, &[paths], &folder, Lang::Zh, Choice::default()).is_err(), "{}", folder.display());
    }
    assert_eq!(fs::read_dir(room.path()).unwrap().count(), 1, "nothing was written");
}

#[test]
fn a_large_workbook_takes_about_a_second() {
    let mut all = parts(&fixture("libreoffice.xlsx"));
    let sheet = std::str::from_utf8(&all["xl/worksheets/sheet1.xml"]).unwrap().to_owned();
    let start = sheet.find("<row r=\"3\"").unwrap();
    let end = sheet.find("<row r=\"4\"").unwrap();
    let close = sheet.find("</sheetData>").unwrap();
    let row = &sheet[start..end];
    let rows: String =
        (8..4_000).map(|number| row.replace("r=\"3\"", &format!("r=\"{number}\"")).replace("3\" s=", &format!("{number}\" s="))).collect();
    all.insert("xl/worksheets/sheet1.xml".to_owned(), format!("{}{rows}{}", &sheet[..close], &sheet[close..]).into_bytes());
    let bytes = packed(&all);
    let book = marked("甲.xlsx", &bytes);
    assert!(xlsx::read(&book).sheet("社会救助").notes.len() > 3_900);
    assert_eq!(faults(&book), Vec::<String>::new());
}
