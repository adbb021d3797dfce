//! What an XML tag says, with the words of a refusal when it says it wrong.

use quick_xml::events::BytesStart;

use crate::read::guard::Refusal;
use crate::words::say;

/// Attributes of a tag, as written. A malformed one refuses the file: two readers might read it in two ways.
pub(super) fn attributes(tag: &BytesStart<'_>, mut each: impl FnMut(&str, &str)) -> Result<(), Refusal> {
    for attribute in tag.attributes().with_checks(false) {
        let attribute = attribute.map_err(|_| malformed())?;
        each(attribute.key.as_ref(), &attribute.value);
    }
    Ok(())
}

/// A part's tags are not of the form the format demands.
pub(super) fn malformed() -> Refusal {
    Refusal::damaged(say!("文件已损坏：工作簿内部格式不正确", "the file is damaged: its parts are malformed"))
}
