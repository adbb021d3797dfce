//! 填写说明: the first sheet, in plain words.

use super::{Looks, Printed, Template};
use crate::model::fill_in;

use crate::emit::workbook::formats::{BODY_POINTS, TITLE_POINTS};
use crate::emit::workbook::paper::Paper;
use crate::emit::workbook::sheet::{Area, Page, Sheet};
use crate::emit::workbook::{Written, measure};

/// Width of the one column, in Excel's units.
const WIDTH: f64 = 80.0;

/// Writes the sheet.
pub(super) fn write(sheet: &mut Sheet<'_>, template: &Template<'_>) -> Written {
    let looks = Looks::new(sheet.formats);
    sheet.width(0, WIDTH)?;
    let title = format!("{}填报表：填写说明", template.unit);
    sheet.height(0, measure::height(measure::lines(&title, measure::capacity(WIDTH, TITLE_POINTS)), TITLE_POINTS))?;
    sheet.text(Area::cell(0, 0), &title, &looks.title)?;
    let lines = lines(template);
    let mut row = 0;
    for line in &lines {
        row += 1;
        sheet.height(row, measure::height(measure::lines(line, measure::capacity(WIDTH, BODY_POINTS)), BODY_POINTS))?;
        sheet.text(Area::cell(row, 0), line, &looks.line)?;
    }
    sheet.worksheet.protect();
    sheet.page(Page { paper: Paper::Portrait, repeated: None, frozen: 0, bottom: row, right: 0 })
}

fn lines(template: &Template<'_>) -> Vec<String> {
    let domains = template.sheets.iter().map(|sheet| sheet.name.as_str()).collect::<Vec<_>>().join("、");
    let mut lines = vec![format!("本表用于：{}。要填的工作表：{domains}。", template.project.edition.title)];
    let own: &[&str] = match template.rows {
        Printed::Proposals => &[
            "1. 每张工作表是一个领域。印好的行，是按本部门权责清单、公共服务事项清单里还没有公开事项的权力和服务提议的，依据是《中华人民共和国政府信息公开条例》第二十条第（五）项、第（六）项。",
            "2. 每一行都标着“待审”，没有人确认过，不会列入目录。确认要公开的，补全空着的格子，改选“采用”；不需要的改选“不采用”，在“说明”里写明理由。",
            "3. 目录里其实已经有、只是名称或者编码写得不同的，请把两处改成一致，不要重复添加。",
        ],
        Printed::Reference => &[
            "1. 每张工作表是一个领域，一行是一个公开事项。已经印好的行，是各地政府网站公布的标准目录里见过的事项，供对照；不是国家标准指引的全部，空着的格子是没有见到的内容。",
            "2. 逐行在“采用情况”里选：采用，把这一行改成本市的内容；不采用，在“说明”里写明理由。改过内容而没有选的，按采用处理；没有改也没有选的，不会列入目录。",
            "3. 本市还有别的事项，在印好的行下面接着加，一行一个，“采用情况”和“模板编号”可以不填。请对照本部门的权责清单和公共服务事项清单，不要漏项。",
        ],
        Printed::Catalog => &[
            "1. 每张工作表是一个领域，一行是市级确定由镇级公开的一个事项。",
            "2. 逐行在“认领情况”里选：认领，照市级的执行，不用改；调整，改了这一行的内容；不适用，本镇没有这个事项，在“说明”里写明理由。空着的，照市级的执行，并记为未确认。",
            "3. 可以自行调整的是公开主体、公开渠道、链接，以及更短的公开时限；旁边灰色的“原值”是市级的内容，供对照，不要改。调整其他内容要在“说明”里写明理由，并经市级同意。",
            "4. 本镇自己的事项，在印好的行下面接着加，一行一个，“认领情况”选“新增”。",
        ],
    };
    lines.extend(own.iter().map(|line| (*line).to_owned()));
    let next = own.len() + 1;
    let rest = [
        format!("第一行“{}”只说明怎样填，不会读入，可以留着。", fill_in::EXAMPLE),
        "蓝色表头的列必须填写；该填而没有填的格子会显示成黄色，填了就不再显示。点一下格子，旁边会出现提示；带下拉箭头的可以选。".to_owned(),
        "公开渠道：一种渠道一列，在这种渠道公开的打√；“其他”一列写明是什么渠道。".to_owned(),
        "公开内容里的几项用“；”分开。公开依据写全称，加书名号和文号，几个依据用“；”分开。".to_owned(),
        "表头和灰色的格子已经锁定，没有密码；不要改工作表的名称，不要删除印好的行、列和隐藏的工作表。".to_owned(),
        "填好后保存，文件名可以改，交给牵头单位就可以了，不需要另外转换。".to_owned(),
    ];
    lines.extend((next..).zip(rest).map(|(number, line)| format!("{number}. {line}")));
    lines
}
