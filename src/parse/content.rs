//! 公开内容: the elements of a cell. Judges no element.

mod split;

use crate::model::{Content, Mark};
use crate::parse::glyph::{closer, trim};

/// The elements of a cell, without bullets and numbers.
#[must_use]
pub fn parse(text: &str) -> Vec<Content> {
    split::elements(text).into_iter().filter_map(element).collect()
}

/// One element without the separator behind it. `〔*…〕` marks an optional one (农村集体土地征收 tables).
fn element(text: &str) -> Option<Content> {
    let text = trim(text).trim_end_matches(['；', ';', '。', '、', '，', ',']);
    let text = trim(text);
    let first = text.chars().next()?;
    let optional = closer(first)
        .filter(|_| matches!(first, '〔' | '[' | '［' | '【' | '﹝'))
        .and_then(|close| text.strip_prefix(first)?.strip_suffix(close)?.strip_prefix(['*', '＊', '﹡']));
    let (text, mark) = match optional {
        Some(inner) => (trim(inner), Some(Mark::Optional)),
        None => (text, None),
    };
    (!text.is_empty()).then(|| Content { text: joined_lines(text), mark })
}

/// An element without the line breaks a narrow column put into it.
fn joined_lines(text: &str) -> String {
    if text.contains(['\n', '\r']) { text.lines().map(trim).collect() } else { text.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::parse;
    use crate::model::Mark;

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
            ("1.招生范围\n2.招生条件", &["招生范围", "招生条件"]),
            ("1.招生范围；2.招生条件", &["招生范围", "招生条件"]),
            ("1.招生范围2.招生条件3.其他", &["招生范围", "招生条件", "其他"]),
            ("1、招生范围 2、招生条件", &["招生范围", "招生条件"]),
            ("（一）招生范围；（二）招生条件", &["招生范围", "招生条件"]),
            ("①招生范围②招生条件", &["招生范围", "招生条件"]),
            ("(1)招生范围\n(2)招生条件", &["招生范围", "招生条件"]),
            ("1.招生\n范围\n2.招生条件", &["招生范围", "招生条件"]),
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
        let read = parse("征收公告；〔*补偿登记〕");
        assert_eq!((read[0].mark, read[1].mark), (None, Some(Mark::Optional)));
        assert_eq!(read[1].text, "补偿登记");
    }
}
