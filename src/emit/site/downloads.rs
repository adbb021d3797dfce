//! What can be downloaded: the catalogs as files, each with what it is for and what opens it.

use super::frame::Frame;
use crate::emit;

/// One file.
pub(super) struct Download {
    /// Address from the site's folder.
    pub(super) address: &'static str,
    /// What it is called.
    pub(super) name: String,
    /// What it is for, and what opens it.
    pub(super) purpose: &'static str,
    /// Its media type, where programs are meant to read it.
    pub(super) media_type: Option<&'static str>,
}

/// Media type of a workbook.
const WORKBOOK: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/// What is known of the files of the group `data`: address, name, purpose, media type.
const DATA: [(&str, &str, &str, Option<&str>); 4] = [
    ("../data/catalog.csv", "全部事项（CSV）", "一行一个事项，可以筛选、统计，用 Excel、WPS 打开", Some("text/csv")),
    ("../data/catalog.json", "全部事项（JSON）", "带来源和各镇街的差异，供程序读取", Some("application/json")),
    ("../data/datapackage.json", "数据包说明（datapackage.json）", "说明 CSV 各列的含义，供读取 Frictionless 数据包的程序校验", None),
    ("../data/catalog.schema.json", "JSON 的格式说明（catalog.schema.json）", "JSON Schema，供程序校验 catalog.json", None),
];

/// Every file, workbooks first; of the group `data` those that are made.
pub(super) fn downloads(frame: &Frame<'_>) -> Vec<Download> {
    let workbook = |address, name, purpose| Download { address, name, purpose, media_type: Some(WORKBOOK) };
    let mut downloads = vec![
        workbook(
            "../city.xlsx",
            format!("{}目录（Excel 工作簿）", frame.city_tier()),
            "每个领域一张表，可以打印、装订，用 Excel 或 WPS 打开",
        ),
        workbook(
            "../towns.xlsx",
            format!("{}目录（Excel 工作簿）", frame.town_tier()),
            "注明哪些镇街有、哪里不同，用 Excel 或 WPS 打开；各镇街自己的工作簿在各镇街的页面上",
        ),
    ];
    let made: Vec<String> = emit::data(frame.publication).into_iter().map(|output| output.path).collect();
    for (address, name, purpose, media_type) in DATA {
        if made.iter().any(|made| address.strip_prefix("../") == Some(made)) {
            downloads.push(Download { address, name: name.to_owned(), purpose, media_type });
        }
    }
    downloads.push(Download {
        address: "../manifest.json",
        name: "文件清单（manifest.json）".to_owned(),
        purpose: "全部来源文件和产出文件的 sha256，用来核对文件有没有被改动，用文本编辑器打开",
        media_type: None,
    });
    downloads
}
