//! 公开内容: the elements of a cell. Judges no element.

mod split;

use crate::model::{Content, Field, Mark};
use crate::parse::glyph::{closer, mended, trim};
use crate::parse::legend::{Legend, Meaning};

use split::Piece;

/// The elements of a cell, without bullets and numbers. A bullet the legend explains becomes the element's mark.
#[must_use]
pub fn parse(text: &str, legend: &Legend) -> Vec<Content> {
    let pieces = split::elements(text, legend);
    let mut elements = Vec::with_capacity(pieces.len());
    elements.extend(pieces.iter().filter_map(|piece| element(piece, legend)));
    elements
}

/// One element without the separator behind it. `〔*…〕` marks an optional one (农村集体土地征收 tables).
fn element(piece: &Piece<'_>, legend: &Legend) -> Option<Content> {
    let text = trim(piece.text).trim_end_matches(['；', ';', '。', '、', '，', ',']);
    let text = trim(text);
    let first = text.chars().next()?;
    let optional = closer(first)
        .filter(|_| matches!(first, '〔' | '[' | '［' | '【' | '﹝'))
        .and_then(|close| text.strip_prefix(first)?.strip_suffix(close)?.strip_prefix(['*', '＊', '﹡']));
    let told = piece.bullet.and_then(|bullet| match legend.of(Field::Content, bullet)? {
        Meaning::Marked(Mark::Used) | Meaning::NotChosen | Meaning::Words(_) => None,
        Meaning::Marked(mark) => Some(*mark),
    });
    let (text, mark) = match optional {
        Some(inner) => (trim(inner), Some(Mark::Optional)),
        None => (text, told),
    };
    // Separators alone are left of 、〔*…〕、.
    let text = text.trim_start_matches(['；', ';', '、', '，', ',']);
    (!text.is_empty()).then(|| Content { text: mended(text).into_owned(), mark })
}

#[cfg(test)]
mod tests {
    use crate::model::{Content, Mark};
    use crate::parse::legend::Legend;

    fn parse(text: &str) -> Vec<Content> {
        super::parse(text, &Legend::default())
    }

    #[test]
    fn elements_of_a_cell() {
        let cases: &[(&str, &[&str])] = &[
            ("", &[]),
            (" \n； ", &[]),
            ("招生范围", &["招生范围"]),
            ("招生范围；招生条件；", &["招生范围", "招生条件"]),
            ("招生范围;招生条件", &["招生范围", "招生条件"]),
            ("机构职能、权责清单、执法人员名单等", &["机构职能", "权责清单", "执法人员名单等"]),
            ("●招生范围\n●招生条件", &["招生范围", "招生条件"]),
            ("●招生范围；●招生条件。", &["招生范围", "招生条件"]),
            ("●招生范围〇招生条件", &["招生范围〇招生条件"]),
            ("●招生范围\n〇招生条件", &["招生范围", "招生条件"]),
            ("·招生范围\n·招生条件", &["招生范围", "招生条件"]),
            ("· 招生范围 · 招生条件", &["招生范围", "招生条件"]),
            ("· 阿·伊子女入学", &["阿·伊子女入学"]),
            ("1.招生范围\n2.招生条件", &["招生范围", "招生条件"]),
            ("1.招生范围；2.招生条件", &["招生范围", "招生条件"]),
            ("1.招生范围2.招生条件3.其他", &["招生范围", "招生条件", "其他"]),
            ("1、招生范围 2、招生条件", &["招生范围", "招生条件"]),
            ("（一）招生范围；（二）招生条件", &["招生范围", "招生条件"]),
            ("①招生范围②招生条件", &["招生范围", "招生条件"]),
            ("1.招生范围；招生条件；3招生计划", &["招生范围", "招生条件", "3招生计划"]),
            ("●招生范围", &["招生范围"]),
            ("(1)招生范围\n(2)招生条件", &["招生范围", "招生条件"]),
            ("1.招生\n范围\n2.招生条件", &["招生范围", "招生条件"]),
            ("1.办事指南：①依据②条件；2.结果", &["办事指南：①依据②条件", "结果"]),
            ("1.办 事 指 南；2.咨询电话 投诉电话", &["办事指南", "咨询电话 投诉电话"]),
            ("招生范围\n招生条件", &["招生范围", "招生条件"]),
            ("招生范围；招生\n条件；学区", &["招生范围", "招生条件", "学区"]),
            ("监督渠道：包括举报电话、地址等", &["监督渠道：包括举报电话、地址等"]),
            ("办事指南（依据、条件；程序）；结果", &["办事指南（依据、条件；程序）", "结果"]),
            ("法规（部门、地方）、规章", &["法规（部门、地方）", "规章"]),
            ("“三公”经费、“买一、送一”", &["“三公”经费", "“买一、送一”"]),
            ("《甲、乙条例》、《丙办法》", &["《甲、乙条例》", "《丙办法》"]),
            ("《甲条例》《乙办法》（民发〔2012〕1号）", &["《甲条例》", "《乙办法》（民发〔2012〕1号）"]),
            ("决策前向社会公开决策草案、决策依据，听取意见", &["决策前向社会公开决策草案、决策依据，听取意见"]),
            ("（未完；下一项", &["（未完", "下一项"]),
            ("2020年计划；1.5倍标准", &["2020年计划", "1.5倍标准"]),
        ];
        for (text, elements) in cases {
            let read: Vec<_> = parse(text).into_iter().map(|content| content.text).collect();
            assert_eq!(read, *elements, "{text}");
        }
    }

    #[test]
    fn optional_elements_are_marked() {
        for text in ["征收公告；〔*补偿登记〕", "征收公告〔*补偿登记〕", "征收公告、〔*补偿登记〕", "1.征收公告\n2.〔*补偿登记〕"]
        {
            let read: Vec<_> = parse(text).into_iter().map(|content| (content.text, content.mark)).collect();
            assert_eq!(read, [("征收公告".to_owned(), None), ("补偿登记".to_owned(), Some(Mark::Optional))], "{text}");
        }
    }

    #[test]
    fn a_legend_gives_bullets_a_meaning() {
        let legend = Legend::read("“●”必选 “〇”可选").unwrap();
        for text in ["●招生范围〇招生条件", "● 招生范围\n○招生条件", "●招生范围；〇招生条件。"] {
            let read: Vec<_> = super::parse(text, &legend).into_iter().map(|content| (content.text, content.mark)).collect();
            let (range, terms) = ("招生范围".to_owned(), "招生条件".to_owned());
            assert_eq!(read, [(range, Some(Mark::Required)), (terms, Some(Mark::Optional))], "{text}");
        }
        let of_channels = Legend::required_or_optional();
        assert!(super::parse("■招生范围■招生条件", &of_channels).iter().all(|content| content.mark.is_none()));
    }
}
