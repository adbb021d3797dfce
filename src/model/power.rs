//! One power or service of a native list, and what its fields are called, said once: YAML, schema and headings follow from it.
//! Columns no native list needs to be understood stay extra columns.

use crate::model::Extra;
use crate::place::{Located, Place};

/// One entry of a native 权责清单 or 公共服务事项清单.
#[derive(Clone, Debug, PartialEq)]
pub struct Power {
    /// Row, or item of a YAML list.
    pub place: Place,
    /// 事项编码, as written; 待定 and the like are kept and count for nothing.
    pub code: Option<Located<String>>,
    /// 事项名称 / 主项.
    pub name: Located<String>,
    /// 子项.
    pub subname: Option<Located<String>>,
    /// 权力类型: 行政许可 …
    pub power_type: Option<Located<String>>,
    /// 设定依据.
    pub basis: Option<Located<String>>,
    /// 行使主体.
    pub body: Option<Located<String>>,
    /// 行使层级.
    pub tier: Option<Located<String>>,
    /// Columns the tables do not know, under their own headings.
    pub extra: Vec<Extra>,
}

/// A code shorter than this is a running number, not a code.
const LETTERS_AND_DIGITS: usize = 8;

/// Whether a code can tell one power or item from all others: it has at least 8 letters or digits.
#[must_use]
pub fn is_code(code: &str) -> bool {
    code.chars().filter(char::is_ascii_alphanumeric).count() >= LETTERS_AND_DIGITS
}

/// Keys of a power: the key in YAML, then the headings seen, the surest first. Of two columns with one meaning the surer is taken.
pub const KEYS: &[&str] = &[
    "code|事项编码|职权编码|权力编码|权力事项编码|权责事项编码|项目编码|实施编码|实施清单编码|基本编码|编码|事项代码|职权代码|项目代码|事项编号|职权编号|项目编号",
    "name|事项名称|职权名称|权力名称|权责名称|权力事项名称|权责事项名称|职权事项名称|行政权力名称|行政权力事项名称|公共服务事项名称|服务事项名称|政务服务事项名称|服务名称|主项名称|规范统一事项名称|主项|权力事项|权责事项|职权事项|服务事项|公共服务事项|项目名称|主项/子项名称|事项|项目|名称",
    "subname|子项名称|子项|事项子项|实施事项|子项事项名称|子事项名称|小项名称|子项目|子项目名称",
    "type|权力类型|权力类别|职权类型|职权类别|权责类型|权责类别|权种类别|权种|行政权力类别|行政权力类型|行政职权类别|事项类型|事项类别|类型|类别",
    "basis|设定依据|实施依据|权力依据|职权依据|法定依据|法律依据|权责依据|行使依据|设立依据|事项依据|依据",
    "body|行使主体|实施主体|法定主体|责任主体|实施单位|实施机构|实施机关|实施部门|行使部门|行使单位|责任单位|责任部门|主管部门|牵头部门|部门名称|单位名称|主体|部门|单位",
    "tier|行使层级|实施层级|实施层级及权限|行使层级及权限|层级及权限|权限|层级",
    "extra",
];
