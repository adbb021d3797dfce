//! Every message in both languages, and nothing of the program's own workings in any: no pattern, no type, no debug output.
//! Messages are those raised for all examples, all cases and the whole corpus.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test stops at what it did not expect")]

#[path = "support/description.rs"]
mod description;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use description::Description;
use mulu::Settings;
use mulu::report::Report;
use mulu::words::{Lang, Words};

/// What only programmers write. Quoted words of users are taken away before these are looked for.
const INNARDS: &[&str] = &[
    "\\d", "\\s", "(?:", "(?i", "[0-9]", ".*", "Some(", "None", "Ok(", "Err(", "Vec<", "Option<", "&str", "::", "{}", "{:", "NaN", "null",
    "\\u{", "unwrap", "panic", "regex", "usize", "u32", "struct",
];

/// English that is wrong wherever it stands, and words for which we have others: advice, the as-of day.
const NOT_ENGLISH: &[&str] =
    &["channels is", "channels differs", "tiers is", "columns is", "items is", "rows is", "day of judgement", "suggestion", "informations"];

/// A message and where it came from.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Said {
    by: String,
    zh: String,
    en: String,
}

/// The message without what it quotes: `“…”`, `《…》`, `「…」`, and the value that stands at the place.
fn own_words(text: &str, value: Option<&str>) -> String {
    let text = match value.map(str::trim).filter(|value| value.chars().count() > 1) {
        Some(value) => text.replace(value, " "),
        None => text.to_owned(),
    };
    let mut own = String::new();
    // Within quotation marks others are quoted, too.
    let mut closing: Option<char> = None;
    for c in text.chars() {
        let opens = match c {
            '“' => Some('”'),
            '《' => Some('》'),
            '「' => Some('」'),
            _ => None,
        };
        match opens {
            Some(end) if closing.is_none() => closing = Some(end),
            Some(_) => {}
            None if closing == Some(c) => {
                closing = None;
                own.push(' ');
            }
            None if closing.is_none() => own.push(c),
            None => {}
        }
    }
    own
}

fn is_han(c: char) -> bool {
    ('\u{4e00}'..='\u{9fff}').contains(&c)
}

/// Words in Latin letters.
fn latin_words(text: &str) -> usize {
    text.split(|c: char| !c.is_ascii_alphabetic() && c != '\'').filter(|word| word.len() > 1).count()
}

/// What is wrong with a sentence in its two languages.
fn faults(words: &Words, value: Option<&str>) -> Vec<String> {
    let mut faults = innards(words, value);
    let (zh, en) = (own_words(&words.zh, value), own_words(&words.en, value));
    if !zh.chars().any(is_han) {
        faults.push("no Chinese".to_owned());
    }
    if latin_words(&en) == 0 {
        faults.push("no English sentence".to_owned());
    }
    if words.zh == words.en {
        faults.push("the same in both languages".to_owned());
    }
    faults
}

/// What of the program's own workings, or of the other language's marks, a text shows. A label may be no more than a name, so
/// nothing more is asked of it.
fn innards(words: &Words, value: Option<&str>) -> Vec<String> {
    let (zh, en) = (own_words(&words.zh, value), own_words(&words.en, value));
    let mut faults = Vec::new();
    for text in [&zh, &en] {
        faults.extend(INNARDS.iter().filter(|innards| text.contains(**innards)).map(|innards| format!("shows {innards}")));
        // What `{:?}` makes of a text.
        if text.contains("\\\"") || text.contains("[\"") {
            faults.push("shows debug output".to_owned());
        }
    }
    faults.extend(NOT_ENGLISH.iter().filter(|words| en.contains(**words)).map(|words| format!("says {words}")));
    faults.extend(several_of_one(&en).map(|words| format!("says {words}")));
    // Between two values it is theirs; beside an English word it is ours.
    let letters: Vec<char> = en.chars().collect();
    let beside = |pair: &[char]| matches!(pair, ['，' | '。' | '；' | '：' | '！' | '？', next] if next.is_ascii_alphabetic());
    if letters.windows(2).any(beside) || letters.windows(2).any(|pair| beside(&[pair[1], pair[0]])) {
        faults.push("Chinese punctuation in the English".to_owned());
    }
    faults
}

/// `1 files`: words for several behind a 1.
fn several_of_one(text: &str) -> impl Iterator<Item = String> {
    let words: Vec<&str> = text.split_whitespace().collect();
    let is_plural =
        |word: &str| word.len() > 3 && word.ends_with('s') && !word.ends_with("ss") && word.chars().all(|c| c.is_ascii_lowercase());
    let pairs: Vec<String> = words.windows(2).filter(|pair| pair[0] == "1" && is_plural(pair[1])).map(|pair| pair.join(" ")).collect();
    pairs.into_iter()
}

/// Every sentence of a report with what is wrong with it.
fn judge(report: &Report, found: &mut BTreeSet<Said>, wrong: &mut BTreeMap<String, String>) {
    let mut look = |by: &str, words: &Words, value: Option<&str>, judge: fn(&Words, Option<&str>) -> Vec<String>| {
        for fault in judge(words, value) {
            wrong.entry(format!("{by}: {fault}")).or_insert_with(|| format!("\n  {}\n  {}", words.zh, words.en));
        }
        found.insert(Said { by: by.to_owned(), zh: words.zh.clone(), en: words.en.clone() });
    };
    for diagnostic in &report.diagnostics {
        let (rule, value) = (diagnostic.rule.name, diagnostic.value.as_deref());
        look(rule, &diagnostic.message, value, faults);
        if let Some(help) = &diagnostic.help {
            look(rule, help, value, faults);
        }
        for related in &diagnostic.related {
            look(rule, &related.label, value, innards);
        }
    }
    for (rule, why) in &report.not_run {
        look(rule.name, why, None, faults);
    }
    look("verdict", &report.verdict(), None, faults);
}

/// Projects and loose lists of the examples and cases, and the workbooks of the corpus.
fn inputs(room: &Path) -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut inputs: Vec<PathBuf> = ["examples/changshu", "examples/faulty"].map(|folder| root.join(folder)).into();
    for case in folders(&root.join("tests/cases")) {
        let within = [case.clone(), case.join("项目")];
        let projects: Vec<PathBuf> = within.into_iter().filter(|folder| folder.join("mulu.yaml").is_file()).collect();
        let loose = fs::read_dir(&case).unwrap().map(|entry| entry.unwrap().path()).filter(|path| {
            let extension = path.extension().unwrap_or_default().to_string_lossy().into_owned();
            ["yaml", "yml", "csv", "xlsx", "xls", "ods", "doc", "pdf"].contains(&extension.as_str())
                && path.file_name().unwrap() != "mulu.yaml"
        });
        if projects.is_empty() { inputs.extend(loose) } else { inputs.extend(projects) }
    }
    for folder in folders(&root.join("tests/corpus")) {
        let name = folder.file_name().unwrap().to_string_lossy().into_owned();
        let description = Description::read(&fs::read_to_string(folder.join("sheet.txt")).unwrap(), &name);
        let file = room.join(&name).join(&description.file);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(&file, description.workbook()).unwrap();
        inputs.push(file);
    }
    inputs
}

fn folders(folder: &Path) -> Vec<PathBuf> {
    let mut folders: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).filter(|path| path.is_dir()).collect();
    folders.sort();
    folders
}

#[test]
fn messages_are_sentences_in_both_languages_and_show_nothing_of_the_program() {
    let room = tempfile::tempdir().unwrap();
    let settings = Settings::on("2026-01-01".parse().unwrap());
    let (mut found, mut wrong) = (BTreeSet::new(), BTreeMap::new());
    for input in inputs(room.path()) {
        match mulu::check(std::slice::from_ref(&input), &settings) {
            Ok(checked) => judge(&checked.report, &mut found, &mut wrong),
            Err(mulu::Trouble::UnusableProject(report)) => judge(&report, &mut found, &mut wrong),
            Err(mulu::Trouble::NothingToCheck(_)) => {}
            Err(trouble) => panic!("{}: {trouble:?}", input.display()),
        }
    }
    let rules: BTreeSet<&str> = found.iter().map(|said| said.by.as_str()).collect();
    assert!(rules.len() > 60 && found.len() > 300, "{} messages of {} rules are few", found.len(), rules.len());
    let wrong: Vec<String> = wrong.into_iter().map(|(fault, example)| fault + &example).collect();
    assert!(wrong.is_empty(), "{} messages:\n{}", found.len(), wrong.join("\n"));
}

#[test]
fn every_rule_and_family_has_a_title_in_both_languages() {
    for rule in mulu::all_rules() {
        let card = rule.card();
        let (zh, en) = (&card.title_zh, &card.title_en);
        assert!(zh.chars().any(is_han) && zh.chars().count() >= 4, "{}: {zh}", rule.name);
        assert!(en.is_ascii() && latin_words(en) >= 1 && en.chars().next().is_some_and(char::is_uppercase), "{}: {en}", rule.name);
        assert!(!en.ends_with('.') && !zh.ends_with('。'), "{}: a title is no sentence", rule.name);
        let (zh, en) = rule.family.title();
        assert!(zh.chars().all(|c| !c.is_ascii_alphabetic()) && en.is_ascii(), "{zh} {en}");
        // The reason and the remedy are written for staff.
        assert!(card.body.chars().filter(|c| is_han(*c)).count() > 40, "{}: a page without a word", rule.name);
    }
}

#[test]
fn every_option_is_explained_in_both_languages() {
    for lang in [Lang::Zh, Lang::En] {
        let program = mulu::cli::help::command(lang);
        for command in [&program].into_iter().chain(program.get_subcommands()) {
            for argument in command.get_arguments() {
                let help = argument.get_help().map(ToString::to_string).unwrap_or_default();
                let name = format!("{} {}", command.get_name(), argument.get_id());
                assert!(!help.contains("||") && !help.is_empty(), "{name}: {help}");
                match lang {
                    Lang::Zh => assert!(help.chars().any(is_han), "{name}: {help}"),
                    Lang::En => assert!(latin_words(&help) >= 2 && !help.contains(['，', '。', '；', '：']), "{name}: {help}"),
                }
            }
        }
    }
}

#[test]
fn the_judge_knows_a_fault_when_it_sees_one() {
    let words = |zh: &str, en: &str| Words { zh: zh.to_owned(), en: en.to_owned() };
    for (good, value) in [
        (words("“{}”不是日期", "“{}” is not a date"), None),
        (words("公开时限 a::b 没有看懂", "the time limit a::b was not understood"), Some("a::b")),
        (words("请写《办法》（国令第711号）", "cite 《办法》 by its number"), None),
    ] {
        assert_eq!(faults(&good, value), Vec::<String>::new(), "{}", good.zh);
    }
    for bad in [
        words("没有看懂", ""),
        words("没有看懂", "没有看懂"),
        words("not understood", "not understood at all"),
        words("应当符合 \\d+个工作日", "must be like that"),
        words("得到 Some(3)", "found some three"),
        words("时限，太长", "the limit，too long"),
        words("读了1个文件", "read 1 files"),
    ] {
        assert!(!faults(&bad, None).is_empty(), "{}", bad.zh);
    }
}
