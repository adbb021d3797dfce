//! The text of a limit in the one form the grammar reads: no blanks, half-width digits, full-width stops, simplified characters.

use std::borrow::Cow;

use crate::parse::glyph::{is_blank, narrow};

/// No limit is longer; a longer text is an article that strayed into the column.
const CHARS_MAX: usize = 600;

/// The same with all the blanks a cell may hold.
const BYTES_MAX: usize = 12_000;

/// The text to read; none when nothing stands there or far too much.
pub(super) fn fold(text: &str) -> Option<String> {
    if text.len() > BYTES_MAX {
        return None;
    }
    let text = if text.chars().any(is_traditional) { Cow::Owned(fast2s::convert(text)) } else { Cow::Borrowed(text) };
    let mut folded = String::with_capacity(text.len());
    let mut count = 0;
    for c in text.chars().filter(|&c| !is_blank(c)) {
        count += 1;
        if count > CHARS_MAX {
            return None;
        }
        folded.push(match narrow(c) {
            '(' | '﹙' => '（',
            ')' | '﹚' => '）',
            ',' => '，',
            ';' => '；',
            ':' => '：',
            other => other,
        });
    }
    (count > 0).then_some(folded)
}

/// The traditional characters that occur in limits, in the order of their codes: the dictionary is asked only about texts that hold one.
static TRADITIONAL: &[char] = &[
    '並', '佈', '佔', '來', '個', '傳', '償', '優', '內', '兩', '劃', '動', '務', '員', '單', '圖', '執', '報', '場', '學', '實', '審',
    '對', '屆', '廣', '後', '從', '復', '徵', '態', '應', '採', '擇', '據', '擬', '擴', '於', '時', '書', '會', '東', '條', '業', '構',
    '標', '樣', '機', '檢', '權', '歲', '歷', '決', '況', '測', '準', '滿', '為', '營', '獲', '環', '產', '畫', '當', '發', '眾', '節',
    '級', '組', '結', '絡', '統', '經', '網', '縣', '總', '織', '續', '罰', '義', '習', '聽', '腦', '與', '處', '號', '術', '裏', '補',
    '裡', '製', '複', '規', '計', '許', '該', '誌', '調', '證', '議', '變', '財', '貧', '貨', '責', '買', '資', '賣', '購', '辦', '農',
    '連', '週', '進', '過', '達', '鄉', '銷', '鎮', '長', '門', '開', '間', '關', '隨', '電', '項', '須', '額', '類', '體', '點',
];

fn is_traditional(c: char) -> bool {
    TRADITIONAL.binary_search(&c).is_ok()
}

#[cfg(test)]
mod tests {
    use super::{TRADITIONAL, fold};

    #[test]
    fn the_table_is_sorted() {
        assert!(TRADITIONAL.is_sorted());
    }

    #[test]
    fn width_blanks_and_characters_are_folded() {
        assert_eq!(fold("信息形成(變更)２０ 個工作\n日內;").as_deref(), Some("信息形成（变更）20个工作日内；"));
        assert_eq!(fold(" \u{feff}\n"), None);
        assert_eq!(fold(&"长".repeat(601)), None);
    }
}
