//! The sheet of findings: the verdict, and a row a finding that leads to its cell.

use std::fmt::Write as _;

use super::styles::Styles;
use crate::patch::About;
use crate::patch::finding::Finding;
use crate::patch::xml::{RELATION, escape, inline};
use crate::place::column_letters;
use crate::read::FINDINGS_HEADINGS;
use crate::rule::Severity;
use crate::words::{Lang, Words, say};

/// What the sheet is called.
pub(super) const NAME: &str = "校验结果";

/// Widths of the columns, in characters.
const WIDTHS: [u32; 7] = [7, 16, 9, 16, 52, 52, 26];

/// Longest text of a cell, in characters.
const LONGEST_CHARS: usize = 8_000;

/// Styles of the sheet.
struct Looks {
    title: u32,
    plain: u32,
    heading: u32,
    cell: u32,
    link: u32,
    errors: u32,
    warnings: u32,
    advice: u32,
}

impl Looks {
    fn add(styles: &mut Styles) -> Self {
        let fonts = ["b sz~val=\"14\"", "sz~val=\"11\"", "b sz~val=\"11\"", "u sz~val=\"11\" color~rgb=\"FF0563C1\""];
        let [large, plain, bold, link] = fonts.map(|font| styles.font(font));
        let border = styles.thin_border();
        let wrapped = "vertical=\"top\" wrapText=\"1\"";
        let centred = "horizontal=\"center\" vertical=\"center\" wrapText=\"1\"";
        let [errors, warnings, advice] = [Severity::Error, Severity::Warning, Severity::Advice].map(|severity| styles.fill_of(severity));
        Self {
            title: styles.format(large, 0, 0, "vertical=\"center\""),
            plain: styles.format(plain, 0, 0, "vertical=\"center\""),
            heading: styles.format(bold, 0, border, centred),
            cell: styles.format(plain, 0, border, wrapped),
            link: styles.format(link, 0, border, wrapped),
            errors: styles.format(plain, errors, border, centred),
            warnings: styles.format(plain, warnings, border, centred),
            advice: styles.format(plain, advice, border, centred),
        }
    }

    fn of(&self, severity: Severity) -> u32 {
        match severity {
            Severity::Error => self.errors,
            Severity::Warning => self.warnings,
            Severity::Advice => self.advice,
        }
    }
}

/// The part.
pub(super) fn sheet(findings: &[Finding], about: About<'_>, copy: Option<&Words>, namespace: &str, styles: &mut Styles) -> String {
    let looks = Looks::add(styles);
    let lang = about.lang;
    let heads = heads(about, copy);
    let first = heading_row(copy);
    debug_assert_eq!(first, heads.len() + 1, "the headings stand under the lines");
    let mut rows = String::new();
    for (number, (words, height)) in (1..).zip(&heads) {
        let style = if number == 1 { looks.title } else { looks.plain };
        row(&mut rows, number, Some(*height), &[(style, words.in_lang(lang).to_owned())]);
    }
    let headings = FINDINGS_HEADINGS[usize::from(lang == Lang::En)].map(|heading| (looks.heading, heading.to_owned()));
    row(&mut rows, first, Some(24), &headings);
    let mut links = String::new();
    for (number, finding) in (first + 1..).zip(findings) {
        let address = finding.cell.map(|(row, column)| format!("{}{row}", column_letters(column))).unwrap_or_default();
        let leads = !address.is_empty() && finding.sheet.is_some();
        if leads {
            let place = escape(&format!("'{}'!{address}", finding.sheet_name.replace('\'', "''")));
            write!(links, "<hyperlink ref=\"C{number}\" location=\"{place}\" display=\"{address}\"/>").expect("a String takes every text");
        }
        let cells = [
            (looks.of(finding.severity), finding.weight(lang).to_owned()),
            (looks.cell, finding.sheet_name.clone()),
            (if leads { looks.link } else { looks.cell }, address),
            (looks.cell, finding.heading.clone()),
            (looks.cell, finding.message.clone()),
            (looks.cell, finding.help.clone()),
            (looks.cell, finding.rule.clone()),
        ];
        row(&mut rows, number, Some(height(finding)), &cells);
    }
    let last = first + findings.len();
    let columns: String =
        (1..).zip(WIDTHS).map(|(at, width)| format!("<col min=\"{at}\" max=\"{at}\" width=\"{width}\" customWidth=\"1\"/>")).collect();
    let links = if links.is_empty() { links } else { format!("<hyperlinks>{links}</hyperlinks>") };
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<worksheet xmlns=\"{namespace}\" xmlns:r=\"{RELATION}\">\
         <sheetPr><tabColor rgb=\"FFE53935\"/><pageSetUpPr fitToPage=\"1\"/></sheetPr><sheetViews><sheetView workbookViewId=\"0\">\
         <pane ySplit=\"{first}\" topLeftCell=\"A{}\" activePane=\"bottomLeft\" state=\"frozen\"/></sheetView></sheetViews>\
         <sheetFormatPr defaultRowHeight=\"15\"/><cols>{columns}</cols><sheetData>{rows}</sheetData><autoFilter ref=\"A{first}:G{last}\"/>\
         {links}<pageMargins left=\"0.4\" right=\"0.4\" top=\"0.6\" bottom=\"0.6\" header=\"0.3\" footer=\"0.3\"/>\
         <pageSetup paperSize=\"9\" orientation=\"landscape\" fitToHeight=\"0\"/><headerFooter><oddFooter>{}</oddFooter></headerFooter></worksheet>",
        first + 1,
        say!("&amp;C第&amp;P页 共&amp;N页", "&amp;Cpage &amp;P of &amp;N").in_lang(lang)
    )
}

/// The row of the headings, under the lines over the table.
pub(super) fn heading_row(copy: Option<&Words>) -> usize {
    if copy.is_some() { 5 } else { 4 }
}

/// The lines over the table, with their heights in points.
fn heads(about: About<'_>, copy: Option<&Words>) -> Vec<(Words, u32)> {
    let mut heads = vec![(about.verdict.clone(), 27)];
    if let Some(why) = copy {
        let Words { zh, en } = why;
        heads.push((
            say!(
                "本文件是为了标注问题另存的副本（{zh}）：请在原文件上修改，或者把改好的本文件存为 .xlsx 提交",
                "this is a copy made to show the findings ({en}): correct the original, or hand in this file corrected"
            ),
            18,
        ));
    }
    heads.push((
        say!(
            "底色：红＝错误，必须改；黄＝警告，请核对；蓝＝建议。鼠标移到有色的单元格上可以看到说明；点本表的单元格地址可以跳到该处",
            "colours: red = error, must be changed; yellow = warning, check it; blue = advice. Each coloured cell has a note; the addresses below lead to the cells"
        ),
        18,
    ));
    heads.push((
        say!(
            "本表、底色和批注是 mulu 加上的，提交前不必删除；再次标注时会更新",
            "this sheet, the colours and the notes were added by mulu and need not be removed; marking the file again replaces them"
        ),
        18,
    ));
    heads
}

fn row(out: &mut String, number: usize, height: Option<u32>, cells: &[(u32, String)]) {
    let height = height.map(|height| format!(" ht=\"{height}\" customHeight=\"1\"")).unwrap_or_default();
    write!(out, "<row r=\"{number}\"{height}>").expect("a String takes every text");
    for (column, (style, text)) in (1..).zip(cells) {
        let letters = column_letters(column);
        let text: String = text.chars().take(LONGEST_CHARS).collect();
        let inner = if text.is_empty() { String::new() } else { inline("", &text) };
        let kind = if text.is_empty() { "" } else { " t=\"inlineStr\"" };
        write!(out, "<c r=\"{letters}{number}\" s=\"{style}\"{kind}>{inner}</c>").expect("a String takes every text");
    }
    out.push_str("</row>");
}

/// Height of a finding's row in points: programs do not measure rows of a file they did not write.
fn height(finding: &Finding) -> u32 {
    let lines = |text: &str, at: usize| -> usize {
        let room = usize::try_from(WIDTHS[at]).unwrap_or(10) - 1;
        text.lines().map(|line| unicode_width::UnicodeWidthStr::width(line).div_ceil(room).max(1)).sum()
    };
    let texts = [(&finding.sheet_name, 1), (&finding.heading, 3), (&finding.message, 4), (&finding.help, 5), (&finding.rule, 6)];
    let most = texts.into_iter().map(|(text, at)| lines(text, at)).max().unwrap_or(1).clamp(1, 27);
    u32::try_from(most).unwrap_or(1) * 15 + 3
}
