//! One finding in the words that stand in a note and in the sheet of findings. Decides nothing.

use crate::diagnostic::Diagnostic;
use crate::place::{At, Place};
use crate::rule::Severity;
use crate::words::{Lang, say};

/// A finding, in one language.
#[derive(Clone, Debug)]
pub(super) struct Finding {
    pub(super) severity: Severity,
    /// Position of the sheet; none for the file as a whole.
    pub(super) sheet: Option<usize>,
    /// Name of the sheet.
    pub(super) sheet_name: String,
    /// Row and column, from 1.
    pub(super) cell: Option<(u32, u32)>,
    /// Heading over the cell.
    pub(super) heading: String,
    /// What is wrong.
    pub(super) message: String,
    /// What to type instead.
    pub(super) help: String,
    /// Title and id of the rule.
    pub(super) rule: String,
}

impl Finding {
    pub(super) fn of(found: &Diagnostic, lang: Lang) -> Self {
        let sheet = found.place.origin.sheet.as_ref();
        let cell = match found.place.at {
            At::Cell { row, column } => Some((row, column)),
            At::Whole | At::Text(_) => None,
        };
        let mut help = found.help.as_ref().map(|help| help.in_lang(lang).to_owned()).unwrap_or_default();
        if let Some(replacement) = found.replacement()
            && !help.contains(&replacement)
        {
            let words = say!("可以改为：{replacement}", "replace by: {replacement}");
            help = if help.is_empty() { words.in_lang(lang).to_owned() } else { format!("{help}\n{}", words.in_lang(lang)) };
        }
        let mut message = found.message.in_lang(lang).to_owned();
        let mut also = String::new();
        for related in &found.related {
            let (whole, place, label) = (related.place.to_string(), within(&found.place, &related.place), related.label.in_lang(lang));
            if message.contains(&whole) {
                message = message.replace(&whole, &place);
            } else {
                also.push('\n');
                also += say!("另见 {place}：{label}", "see also {place}: {label}").in_lang(lang);
            }
        }
        let card = found.rule.card();
        let title = if lang == Lang::Zh { &card.title_zh } else { &card.title_en };
        Self {
            severity: found.severity,
            // A table of fields is one sheet without a name.
            sheet: sheet.map(|sheet| sheet.index).or_else(|| cell.map(|_| 0)),
            sheet_name: sheet.map(|sheet| sheet.name.clone()).unwrap_or_default(),
            cell,
            heading: found.heading.clone().unwrap_or_default(),
            message: message + &also,
            help,
            rule: format!("{title} {}", card.id),
        }
    }

    /// The finding in a copy that holds only the sheets with these positions.
    pub(super) fn moved(mut self, sheets: &[(usize, String)]) -> Self {
        let at = self.sheet.and_then(|index| sheets.iter().position(|(known, _)| *known == index));
        if let Some(at) = at {
            self.sheet_name.clone_from(&sheets[at].1);
        }
        Self { sheet: at, cell: if at.is_some() { self.cell } else { None }, ..self }
    }

    /// Where it stands in a list of findings: the heaviest first, then from the first sheet to the last and from top to bottom.
    pub(super) fn rank(&self) -> impl Ord + use<> {
        (self.severity, self.sheet, self.cell)
    }

    /// The word for its weight.
    pub(super) fn weight(&self, lang: Lang) -> &'static str {
        match (lang, self.severity) {
            (Lang::Zh, severity) => severity.word_zh(),
            (Lang::En, severity) => severity.word(),
        }
    }

    /// What the note of its cell says of it.
    pub(super) fn note(&self, lang: Lang) -> String {
        let (weight, message) = (self.weight(lang), &self.message);
        let mut note = match lang {
            Lang::Zh => format!("【{weight}】{message}"),
            Lang::En => format!("[{weight}] {message}"),
        };
        if !self.help.is_empty() {
            let help = &self.help;
            note.push('\n');
            note += say!("怎样改：{help}", "what to do: {help}").in_lang(lang);
        }
        note
    }
}

/// A place as it is called in the file of another: by its sheet and cell where both lie in one workbook.
fn within(here: &Place, there: &Place) -> String {
    let parts: Vec<String> = there.sheet().map(str::to_owned).into_iter().chain(there.cell_name()).collect();
    if here.origin.file == there.origin.file && !parts.is_empty() { parts.join(" › ") } else { there.to_string() }
}
