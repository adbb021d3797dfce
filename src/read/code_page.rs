//! Code pages by number, as old workbooks name them and `--codepage` forces them. Tells Chinese text under a wrong number.

use encoding_rs::{
    BIG5, EUC_KR, Encoding, GB18030, GBK, IBM866, MACINTOSH, SHIFT_JIS, UTF_8, WINDOWS_874, WINDOWS_1250, WINDOWS_1251, WINDOWS_1252,
    WINDOWS_1253, WINDOWS_1254, WINDOWS_1255, WINDOWS_1256, WINDOWS_1257, WINDOWS_1258,
};

/// A code page that can be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CodePage {
    number: u16,
    encoding: &'static Encoding,
}

/// The code pages there are, those of Chinese text first.
static KNOWN: [CodePage; 20] = [
    CodePage { number: 936, encoding: GBK },
    CodePage { number: 54_936, encoding: GB18030 },
    CodePage { number: 20_936, encoding: GBK },
    CodePage { number: 950, encoding: BIG5 },
    CodePage { number: 65_001, encoding: UTF_8 },
    CodePage { number: 1252, encoding: WINDOWS_1252 },
    CodePage { number: 1250, encoding: WINDOWS_1250 },
    CodePage { number: 1251, encoding: WINDOWS_1251 },
    CodePage { number: 1253, encoding: WINDOWS_1253 },
    CodePage { number: 1254, encoding: WINDOWS_1254 },
    CodePage { number: 1255, encoding: WINDOWS_1255 },
    CodePage { number: 1256, encoding: WINDOWS_1256 },
    CodePage { number: 1257, encoding: WINDOWS_1257 },
    CodePage { number: 1258, encoding: WINDOWS_1258 },
    CodePage { number: 874, encoding: WINDOWS_874 },
    CodePage { number: 932, encoding: SHIFT_JIS },
    CodePage { number: 949, encoding: EUC_KR },
    CodePage { number: 866, encoding: IBM866 },
    CodePage { number: 10_000, encoding: MACINTOSH },
    CodePage { number: 10_008, encoding: GBK },
];

impl CodePage {
    /// Simplified Chinese.
    pub(super) const CHINESE: Self = Self { number: 936, encoding: GBK };
    /// Western European: what a file means that names none.
    pub(super) const WESTERN: Self = Self { number: 1252, encoding: WINDOWS_1252 };

    /// The code page of a number, if it is known.
    #[must_use]
    pub fn numbered(number: u16) -> Option<Self> {
        let number = match number {
            // What old Excel itself writes for Macintosh and Windows.
            0x8000 => 10_000,
            0x8001 => 1252,
            number => number,
        };
        KNOWN.iter().find(|known| known.number == number).copied()
    }

    /// Every number that is known, those of Chinese text first.
    pub fn numbers() -> impl Iterator<Item = u16> {
        KNOWN.iter().map(|known| known.number)
    }

    /// Its number.
    #[must_use]
    pub fn number(self) -> u16 {
        self.number
    }

    /// Text of this code page. What does not decode becomes U+FFFD.
    pub(super) fn decode(self, bytes: &[u8]) -> String {
        self.encoding.decode_without_bom_handling(bytes).0.into_owned()
    }
}

/// Bytes that might be Chinese whatever their file says, looked at text by text.
#[derive(Debug, Default)]
pub(super) struct Evidence {
    /// Texts that are not GBK.
    broken: usize,
    /// Characters of two bytes.
    pairs: usize,
    /// Those of them that GB 2312 has: nearly all of any Chinese text.
    common: usize,
    /// Han characters among them.
    han: usize,
}

impl Evidence {
    /// Looks at a text.
    pub(super) fn look(&mut self, bytes: &[u8]) {
        if bytes.is_ascii() {
            return;
        }
        let Some(text) = GBK.decode_without_bom_handling_and_without_replacement(bytes) else {
            self.broken += 1;
            return;
        };
        self.han += text.chars().filter(|letter| matches!(letter, '\u{4e00}'..='\u{9fff}')).count();
        let mut rest = bytes;
        while let [first, tail @ ..] = rest {
            rest = match tail {
                [second, tail @ ..] if !first.is_ascii() => {
                    self.pairs += 1;
                    self.common += usize::from(*first >= 0xa1 && *second >= 0xa1);
                    tail
                }
                tail => tail,
            };
        }
    }

    /// Whether there were bytes beyond ASCII.
    pub(super) fn is_any(&self) -> bool {
        self.broken + self.pairs > 0
    }

    /// Whether the texts are Chinese: all decode as GBK, into Han characters and common signs. Western text has high bytes before
    /// ASCII letters, Big5 many low second bytes, so neither passes.
    pub(super) fn is_chinese(&self) -> bool {
        self.broken == 0 && self.han > 0 && self.common * 10 >= self.pairs * 9
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is_chinese(texts: &[&[u8]]) -> bool {
        let mut evidence = Evidence::default();
        for text in texts {
            evidence.look(text);
        }
        evidence.is_chinese()
    }

    #[test]
    fn chinese_is_told_from_what_looks_like_it() {
        assert!(is_chinese(&[&GBK.encode("社会救助（镇级）").0, b"plain"]));
        assert!(is_chinese(&[&GBK.encode("自信息形成或者变更之日起20个工作日内，朱镕镇").0]));
        assert!(!is_chinese(&[&WINDOWS_1252.encode("Présidence de l’État, à côté").0]));
        assert!(!is_chinese(&[&WINDOWS_1252.encode("100 €, ½").0]));
        assert!(!is_chinese(&[&BIG5.encode("自資訊形成或者變更之日起二十個工作日內予以公開").0]));
        assert!(!is_chinese(&[&SHIFT_JIS.encode("公開する情報の一覧です").0]));
        assert!(!is_chinese(&[b"plain"]));
    }

    #[test]
    fn numbers_are_known_once() {
        let numbers: Vec<u16> = KNOWN.iter().map(|known| known.number).collect();
        let mut sorted = numbers.clone();
        sorted.sort_unstable();
        sorted.dedup();
        assert_eq!(sorted.len(), numbers.len());
        assert_eq!(CodePage::numbered(936), Some(CodePage::CHINESE));
        assert_eq!(CodePage::numbered(1252), Some(CodePage::WESTERN));
        assert_eq!(CodePage::numbered(1200), None);
    }
}
