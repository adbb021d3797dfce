//! The value of a cell where the file does not say what people see of it, and the web addresses within formulas.

use super::unescaped;
use crate::read::guard::{LIMITS, Refusal};
use crate::read::workbook::text::{clean, general, iso};

/// What the tag of a cell says it holds.
#[derive(Default)]
pub(super) struct Value {
    kind: String,
    /// As written: a number, a date, a length of time, `true`, a text.
    written: String,
}

impl Value {
    /// Notes an attribute of the cell.
    pub(super) fn note(&mut self, key: &str, value: &str) {
        match key {
            "office:value-type" => value.clone_into(&mut self.kind),
            "office:value" | "office:date-value" | "office:time-value" | "office:boolean-value" | "office:string-value" => {
                value.clone_into(&mut self.written);
            }
            _ => {}
        }
    }

    /// The value as people see it in a sheet.
    pub(super) fn shown(&self) -> Result<String, Refusal> {
        if self.written.is_empty() {
            return Ok(String::new());
        }
        let written = clean(&unescaped(&self.written)?);
        if written.chars().count() > LIMITS.cell_characters {
            return Err(Refusal::cell_too_long());
        }
        let number = written.parse::<f64>().ok().filter(|number| number.is_finite());
        Ok(match (self.kind.as_str(), number) {
            ("float" | "currency", Some(number)) => general(number),
            ("percentage", Some(number)) => format!("{}%", general(number * 100.0)),
            ("date", _) => iso(&written),
            ("time", _) => clock(&written).unwrap_or(written),
            ("boolean", _) => written.to_uppercase(),
            _ => written,
        })
    }
}

/// `PT08H30M00S` → `8:30:00`.
fn clock(text: &str) -> Option<String> {
    let (hours, rest) = text.strip_prefix("PT")?.split_once('H')?;
    let (minutes, rest) = rest.split_once('M')?;
    let seconds = rest.strip_suffix('S')?.split(['.', ',']).next()?;
    let number = |text: &str| text.parse::<u32>().ok();
    Some(format!("{}:{:02}:{:02}", number(hours)?, number(minutes)?, number(seconds)?))
}

/// An address on the web; others lead nowhere people could follow from a list.
pub(super) fn web_address(address: &str) -> Option<String> {
    let address = address.trim();
    let scheme = address.split_once("://")?.0;
    let is_web = scheme.eq_ignore_ascii_case("http") || scheme.eq_ignore_ascii_case("https");
    (is_web && address.len() <= LIMITS.cell_characters).then(|| address.to_owned())
}

/// The address in `of:=HYPERLINK("https://…";"查看")`, when it stands there as it is.
pub(super) fn address_in(formula: &str) -> Option<String> {
    let (_, rest) = formula.split_once('=')?;
    let rest = rest.trim_start().strip_prefix("HYPERLINK(")?.trim_start().strip_prefix('"')?;
    let (address, rest) = rest.split_once('"')?;
    if rest.trim_start().starts_with([';', ')', ',']) { web_address(address) } else { None }
}

#[cfg(test)]
mod tests {
    use super::{Value, address_in, clock};

    fn shown(kind: &str, key: &str, written: &str) -> String {
        let mut value = Value::default();
        value.note("office:value-type", kind);
        value.note(key, written);
        value.shown().unwrap()
    }

    #[test]
    fn values_are_shown_as_in_other_workbooks() {
        assert_eq!(shown("float", "office:value", "1"), "1");
        assert_eq!(shown("float", "office:value", "0.30000000000000004"), "0.3");
        assert_eq!(shown("float", "office:value", "inf"), "inf");
        assert_eq!(shown("percentage", "office:value", "0.125"), "12.5%");
        assert_eq!(shown("date", "office:date-value", "2020-12-11"), "2020-12-11");
        assert_eq!(shown("date", "office:date-value", "2020-12-11T00:00:00"), "2020-12-11");
        assert_eq!(shown("time", "office:time-value", "PT08H30M00S"), "8:30:00");
        assert_eq!(shown("boolean", "office:boolean-value", "true"), "TRUE");
        assert_eq!(shown("string", "office:string-value", "甲&amp;乙"), "甲&乙");
        assert_eq!(clock("P1D"), None);
    }

    #[test]
    fn a_formula_may_lead_to_the_web() {
        let address = |formula| address_in(formula);
        assert_eq!(address("of:=HYPERLINK(\"https://甲.example/a\";\"查看\")").as_deref(), Some("https://甲.example/a"));
        assert_eq!(address("of:=HYPERLINK(\"http://a.example\")").as_deref(), Some("http://a.example"));
        assert_eq!(address("of:=HYPERLINK(\"#表二.A1\";\"查看\")"), None);
        assert_eq!(address("of:=HYPERLINK(\"https://\"&[.A1])"), None);
        assert_eq!(address("of:=[.A1]"), None);
    }
}
