//! Copies of `dist/` to serve, to remove and to replace; and another build, derived from the first.

use anyhow::{Context, Result, ensure};
use page_tests::folders::{copy, own};
use page_tests::page::Page;
use std::fs;
use std::path::{Path, PathBuf};

/// The path at which a teacher has put the page: deep in the notes.
pub const PATH: &str = "notes/week-3/";

/// The folder that `cargo xtask dist` has made.
pub fn dist() -> Result<PathBuf> {
    let dist = root()?.join("dist");
    ensure!(dist.join("index.html").is_file(), "there is no dist/: run `cargo xtask dist`");
    Ok(dist)
}

fn root() -> Result<PathBuf> {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().map(Into::into).context("tests/ lies in the repository")
}

/// The folder for the files that the tests of `dist/` make.
pub fn scratch() -> Result<PathBuf> {
    Ok(root()?.join("target/dist-tests"))
}

/// A new folder with a copy of `dist/` below [`PATH`].
pub fn site(name: &str) -> Result<PathBuf> {
    let folder = scratch()?.join(own(&format!("site-{name}")));
    let _ = fs::remove_dir_all(&folder);
    copy(&dist()?, &folder.join(PATH))?;
    Ok(folder)
}

/// The name of the build in a copy of `dist/`.
pub fn build_of(copy: &Path) -> Result<String> {
    let page = fs::read_to_string(copy.join("index.html"))?;
    let before = page.split("/boot.js").next().context("no boot.js")?;
    Ok(before.rsplit('"').next().context("no address")?.to_owned())
}

/// Replaces the build in this copy of `dist/` by another: its page has another title, its folder
/// another name, and the old one is gone.
pub fn replace_build(copy: &Path, new: &str, title: &str) -> Result<()> {
    let old = build_of(copy)?;
    let folder = copy.join(new);
    fs::rename(copy.join(&old), &folder)?;
    for words in folder.join("locales/en").read_dir()? {
        let words = words?.path();
        let mut locale: serde_json::Value = serde_json::from_str(&fs::read_to_string(&words)?)?;
        locale["title"] = title.into();
        fs::write(&words, locale.to_string())?;
    }
    for file in ["index.html", "sw.js"] {
        edit(&copy.join(file), &old, new)?;
    }
    Ok(())
}

fn edit(path: &Path, what: &str, by: &str) -> Result<()> {
    let text = fs::read_to_string(path)?;
    ensure!(text.contains(what), "{} does not contain {what}", path.display());
    Ok(fs::write(path, text.replace(what, by))?)
}

/// Checks that nothing seen or read out is the key of a missing word.
pub async fn says_everything(page: &Page) -> Result<()> {
    let bare = page
        .script(
            "const key = /^[a-z][\\w-]*(\\.[\\w-]+)+$/;
             const texts = [...document.querySelectorAll('body *:not(code, script)')].flatMap((element) => [
                 ...Array.from(element.childNodes, (node) => node.nodeType === 3 ? node.data : ''),
                 element.ariaLabel, element.title]);
             return texts.filter((text) => key.test(text?.trim() ?? '') && !/\\d/.test(text));",
            [],
        )
        .await?;
    ensure!(bare.as_array().is_some_and(Vec::is_empty), "words are missing: {bare}");
    Ok(())
}

/// Opens a lesson at this address and waits until it is ready and shows its numbers.
pub async fn open(page: &Page, address: &str, hash: &str) -> Result<()> {
    page.visit(address, hash).await?;
    shows(page).await
}

/// Waits until the page rests and shows numbers, and every counted worker has sent a message:
/// Firefox complains about files still loading when a page is left.
pub async fn shows(page: &Page) -> Result<()> {
    let shown = "window.playground?.idle() && window.__test && Object.keys(__test.numbers()).length > 0 \
         && !window.__silent";
    page.until("the page rests and shows numbers", shown).await
}

/// Switches the open lesson to another language.
pub async fn speaks(page: &Page, lesson: &str, language: &str) -> Result<()> {
    page.script(&format!("location.hash = 'lesson={lesson}&lang={language}'"), []).await?;
    let spoken = format!("document.documentElement.lang.startsWith('{language}') && playground.idle()");
    page.until(&format!("{lesson} speaks {language}"), &spoken).await
}

/// Counts in `__heard` the messages of each worker, by its name, and in `__silent` the workers that
/// have sent none yet; a lesson that is left terminates its worker.
pub async fn count_workers(page: &Page) -> Result<()> {
    page.preload(
        "() => { const { Worker } = window; window.__heard = {}; window.__silent = 0;
            window.Worker = class extends Worker {
                #silent = true;
                constructor(address, options) {
                    super(address, options);
                    __silent += 1;
                    this.addEventListener('message', () => {
                        this.#waitNoLonger();
                        __heard[options.name] = (__heard[options.name] ?? 0) + 1;
                    });
                }
                terminate() {
                    super.terminate();
                    this.#waitNoLonger();
                }
                #waitNoLonger() {
                    if (this.#silent) __silent -= 1;
                    this.#silent = false;
                }
            }; }",
    )
    .await
}
