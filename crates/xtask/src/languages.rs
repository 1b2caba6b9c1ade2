//! The list of languages that the page offers: one for each file in www/locales, which contains its
//! own name. The build writes the list, so that a new language needs only its file.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, ensure};
use serde_json::{Value, json};

/// The fallback for readers whose language is missing; it is the first in the list.
const FIRST: &str = "en";

/// Writes `languages.js` into `pkg` from the files of `locales`, unless it is up to date.
pub fn write(locales: &Path, pkg: &Path) -> Result<()> {
    let list = list(locales)?;
    let module =
        format!("/* Written by `cargo xtask build` from www/locales. */\nexport const LANGUAGES = {list};\n");
    let file = pkg.join("languages.js");
    if fs::read_to_string(&file).is_ok_and(|text| text == module) {
        return Ok(());
    }
    fs::create_dir_all(pkg)
        .and_then(|()| fs::write(&file, module))
        .with_context(|| format!("cannot write {}", file.display()))
}

/// The entry that each file gives for its language; the file's name is its name in links.
fn list(locales: &Path) -> Result<Value> {
    let entries = locales.read_dir().with_context(|| format!("cannot read {}", locales.display()))?;
    let mut paths: Vec<_> = entries.map(|entry| Ok(entry?.path())).collect::<Result<_>>()?;
    paths.retain(|path| path.extension().is_some_and(|ending| ending == "json"));
    paths.sort_by_key(|path| (path.file_stem().is_none_or(|id| id != FIRST), path.clone()));
    paths.iter().map(|path| language(path).with_context(|| path.display().to_string())).collect()
}

fn language(path: &Path) -> Result<Value> {
    let words: Value = serde_json::from_str(&fs::read_to_string(path)?)?;
    let id = path.file_stem().and_then(|id| id.to_str()).context("its name is no text")?;
    let word = |key: &str| words[key].as_str().with_context(|| format!("there is no {key}"));
    let direction = word("language.dir")?;
    ensure!(["ltr", "rtl"].contains(&direction), "language.dir is {direction}, not ltr or rtl");
    Ok(json!({
        "id": id, "html": word("language.html")?, "name": word("language.name")?, "short": word("language.short")?,
        "loading": word("language.loading")?,
    }))
}

#[cfg(test)]
mod tests {
    use super::*;

    const WORDS: &str = r#"{ "language.html": "x", "language.dir": "rtl", "language.name": "Xish", "language.short": "X",
            "language.loading": "X …" }"#;

    /// Runs `test` in a folder with these files in it.
    fn with_files<T>(name: &str, files: &[(&str, &str)], test: impl Fn(&Path) -> T) -> T {
        let folder = std::env::temp_dir().join(format!("xtask-{name}-{}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        for (file, text) in files {
            fs::write(folder.join(file), text).unwrap();
        }
        let outcome = test(&folder);
        fs::remove_dir_all(folder).unwrap();
        outcome
    }

    #[test]
    fn a_file_is_a_language_and_english_comes_first() {
        let files = [("de.json", WORDS), ("en.json", WORDS), ("ar.json", WORDS), ("notes.txt", "")];
        let list = with_files("languages", &files, |folder| list(folder).unwrap());
        let ids: Vec<&str> = list.as_array().unwrap().iter().filter_map(|each| each["id"].as_str()).collect();
        assert_eq!(ids, ["en", "ar", "de"]);
        assert_eq!(list[1]["name"], "Xish");
    }

    #[test]
    fn a_file_that_does_not_say_its_name_is_named() {
        let error = with_files("nameless", &[("de.json", "{}")], |folder| list(folder).unwrap_err());
        assert!(format!("{error:#}").contains("de.json"), "{error:#}");
    }

    #[test]
    fn the_list_is_a_module() {
        let text = with_files("module", &[("en.json", WORDS)], |folder| {
            write(folder, &folder.join("pkg")).unwrap();
            fs::read_to_string(folder.join("pkg/languages.js")).unwrap()
        });
        assert!(text.contains("export const LANGUAGES = [{"), "{text}");
    }
}
