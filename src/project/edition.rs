//! Whether an edition is too old for the day everything is judged at. Sets nothing.

use jiff::ToSpan as _;
use jiff::civil::Date;

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::project::Project;
use crate::rule::stage::project::STALE_EDITION;
use crate::words::say;

/// An edition is looked through every so many months.
const MONTHS: i32 = 12;

/// Reports an edition whose own day lies more than twelve months before the day everything is judged at.
pub fn report_age(project: &Project, as_of: Date, diagnostics: &mut Diagnostics) {
    let Some(edition) = &project.edition.as_of else { return };
    let day = edition.value;
    // A day beyond the calendar is never reached.
    let Ok(due) = day.checked_add(MONTHS.months()) else { return };
    if as_of <= due {
        return;
    }
    let message = say!(
        "目录以{day}为准，到{as_of}已经超过12个月没有调整",
        "the edition is of {day}: by {as_of} it has not been looked through for more than 12 months"
    );
    let help = say!(
        "请核对法规、机构、权责清单的变化，更新目录后改写 edition 的 as_of",
        "look for changed laws, bodies and powers, and set as_of of the edition to the new day"
    );
    let written = edition.place.clone();
    diagnostics.push(Diagnostic::new(&STALE_EDITION, written, message).with_help(help).with_value(day.to_string()));
}

#[cfg(test)]
mod tests {
    use jiff::ToSpan as _;
    use jiff::civil::date;

    #[test]
    fn twelve_months_end_on_the_same_day() {
        assert_eq!(date(2020, 12, 11).checked_add(super::MONTHS.months()).ok(), Some(date(2021, 12, 11)));
        assert_eq!(date(2020, 2, 29).checked_add(super::MONTHS.months()).ok(), Some(date(2021, 2, 28)));
    }
}
