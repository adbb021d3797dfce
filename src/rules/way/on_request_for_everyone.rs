//! 依申请公开 with 全社会 as its audience: who asks is told, nobody else (《政府信息公开条例》第二十七条、第三十三条).

use crate::diagnostic::Diagnostics;
use crate::model::Field;
use crate::model::item::TICK;
use crate::rule::{Allow, Family, Rule, Severity};
use crate::rules::ItemContext;
use crate::words::say;

use super::public_by_law;

pub(super) static RULE: Rule =
    Rule::new("on-request-for-everyone", Family::Way, Severity::Error, Allow::May, include_str!("on_request_for_everyone.md"));

pub(super) fn check(context: &ItemContext<'_>, diagnostics: &mut Diagnostics) {
    let method = &context.item.method.value;
    let audience = &context.item.audience.value;
    let (None, Some(on_request), Some(everyone)) = (&method.active, &method.on_request, &audience.everyone) else { return };
    // Two bare ticks are missing-audience: it says what to do about both.
    if everyone.value == TICK && audience.specific.as_ref().is_some_and(|specific| specific.value == TICK) {
        return;
    }
    // What must be disclosed anyway is public-by-law.
    if public_by_law::listed(context).is_some() {
        return;
    }
    let message = say!("依申请公开的事项，公开对象不能是“全社会”", "what is given on request has no audience 全社会");
    let help = say!(
        "只提供给申请人的，在“特定群众”写“申请人”；向全社会公开的，公开方式改为“主动公开”",
        "write 申请人 under 特定群众 if only applicants get it; make it 主动公开 if everyone does"
    );
    let fault = context.fault_at(&RULE, Field::Audience, &everyone.place, message).with_help(help);
    diagnostics.push(fault.with_related(say!("公开方式：依申请公开", "method: on request"), on_request.place.clone()));
}
