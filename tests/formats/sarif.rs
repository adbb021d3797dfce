//! What SARIF 2.1.0 and GitHub's code scanning demand of a file, as far as ours can go wrong.

use std::collections::BTreeSet;

use mulu::report::Report;
use serde_json::Value;

const LEVELS: [&str; 4] = ["none", "note", "warning", "error"];

/// Stops at what a reader would refuse.
pub(crate) fn judge(text: &str, report: &Report) {
    let log: Value = serde_json::from_str(text).unwrap();
    assert!(log["$schema"].as_str().unwrap().ends_with("sarif-schema-2.1.0.json"));
    assert_eq!(log["version"], "2.1.0");
    let runs = log["runs"].as_array().unwrap();
    assert_eq!(runs.len(), 1);
    let run = &runs[0];
    let driver = &run["tool"]["driver"];
    assert_eq!((driver["name"].as_str(), driver["version"].as_str()), (Some("mulu"), Some(env!("CARGO_PKG_VERSION"))));
    let rules = driver["rules"].as_array().unwrap();
    let ids: BTreeSet<&str> = rules.iter().map(|rule| rule["id"].as_str().unwrap()).collect();
    assert_eq!(ids.len(), rules.len(), "a rule stands once");
    for rule in rules {
        for text in ["/shortDescription/text", "/fullDescription/text", "/help/text", "/help/markdown", "/properties/id"] {
            assert!(!rule.pointer(text).unwrap().as_str().unwrap().is_empty(), "{text}");
        }
        assert!(LEVELS.contains(&rule["defaultConfiguration"]["level"].as_str().unwrap()));
        let (id, name) = (rule["id"].as_str().unwrap(), rule["name"].as_str().unwrap_or("unnamed"));
        assert!(name.chars().all(|c| c.is_ascii_alphanumeric()) && !name.eq_ignore_ascii_case(id), "{id} {name}");
    }
    let artifacts = run["artifacts"].as_array().unwrap();
    for artifact in artifacts {
        let digest = artifact["hashes"]["sha-256"].as_str().unwrap();
        assert!(!digest.is_empty() && digest.chars().all(|c| c.is_ascii_hexdigit()));
        address(&artifact["location"], artifacts);
    }
    let results = run["results"].as_array().unwrap();
    assert_eq!(results.len(), report.diagnostics.len(), "silenced findings stay");
    assert_eq!(run["columnKind"], "unicodeCodePoints");
    assert!(run["invocations"][0]["executionSuccessful"].is_boolean());
    for (result, found) in results.iter().zip(&report.diagnostics) {
        self::result(result, rules, artifacts);
        let suppressions = &result["suppressions"];
        assert_eq!(suppressions.is_array(), report.suppressed() > 0, "all results say it or none");
        assert_eq!(suppressions.get(0).is_some(), found.suppressed.is_some());
        if let (Some(one), Some(by)) = (suppressions.get(0), &found.suppressed) {
            assert_eq!((one["kind"].as_str(), one["justification"].as_str()), (Some("external"), Some(by.reason.as_str())));
        }
    }
    for notification in run["invocations"][0]["toolConfigurationNotifications"].as_array().unwrap() {
        let rule = &notification["associatedRule"];
        assert_eq!(rules[usize::try_from(rule["index"].as_u64().unwrap()).unwrap()]["id"], rule["id"]);
    }
    for random in ["\"guid\"", "Guid\"", "TimeUtc\"", env!("CARGO_MANIFEST_DIR")] {
        assert!(!text.contains(random), "{random} changes from run to run or from machine to machine");
    }
}

fn result(result: &Value, rules: &[Value], artifacts: &[Value]) {
    let index = usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap();
    assert_eq!(rules[index]["id"], result["ruleId"]);
    assert!(LEVELS.contains(&result["level"].as_str().unwrap()));
    let message = result["message"]["text"].as_str().unwrap();
    assert!(!message.is_empty() && !message.contains('\u{1b}') && !message.replace("{{0}}", "").contains("{0}"));
    let locations = result["locations"].as_array().unwrap();
    assert_eq!(locations.len(), 1);
    let related = result["relatedLocations"].as_array().map(Vec::as_slice).unwrap_or_default();
    for (id, location) in related.iter().enumerate() {
        assert_eq!(location["id"].as_u64(), u64::try_from(id).ok());
    }
    for location in locations.iter().chain(related) {
        address(&location["physicalLocation"]["artifactLocation"], artifacts);
        region(&location["physicalLocation"]["region"]);
        if let Some(logical) = location.get("logicalLocations") {
            let (name, full) = (logical[0]["name"].as_str().unwrap(), logical[0]["fullyQualifiedName"].as_str().unwrap());
            assert!(!name.is_empty() && full.ends_with(name));
        }
    }
    let fingerprint = result["partialFingerprints"]["muluFingerprint/v1"].as_str().unwrap();
    assert_eq!(fingerprint.len(), 64);
    for fix in result["fixes"].as_array().into_iter().flatten() {
        let change = &fix["artifactChanges"][0];
        address(&change["artifactLocation"], artifacts);
        region(&change["replacements"][0]["deletedRegion"]);
        assert!(change["replacements"][0]["insertedContent"]["text"].is_string());
    }
}

/// Lines and columns count from 1, and an end lies behind its beginning.
fn region(region: &Value) {
    let number = |key: &str| region.get(key).map(|number| number.as_u64().unwrap());
    let line = number("startLine").expect("a region has a line");
    assert!(line >= 1 && number("startColumn").is_none_or(|column| column >= 1));
    let end = number("endLine").unwrap_or(line);
    assert!(end >= line && (end > line || number("endColumn") >= number("startColumn") || number("endColumn").is_none()));
    assert!(region.get("byteOffset").is_none() && number("endColumn").is_none_or(|column| column >= 1));
}

/// A relative URI of the characters that may stand in one, and the artifact of the same address.
fn address(location: &Value, artifacts: &[Value]) {
    let uri = location["uri"].as_str().unwrap();
    assert!(!uri.is_empty() && !uri.starts_with('/') && !uri.contains("//"), "{uri}");
    assert_eq!(location["uriBaseId"], "%SRCROOT%");
    let mut rest = uri.bytes();
    while let Some(byte) = rest.next() {
        let plain = byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte);
        assert!(
            plain || (byte == b'%' && [rest.next(), rest.next()].iter().flatten().filter(|c| c.is_ascii_hexdigit()).count() == 2),
            "{uri}"
        );
    }
    if let Some(index) = location.get("index") {
        assert_eq!(artifacts[usize::try_from(index.as_u64().unwrap()).unwrap()]["location"]["uri"], uri);
    }
}
