//! Guides, copied with a real address in place of the example's, and rendered by their tools. The notes
//! are served from one origin, the playground from others.

use anyhow::{Context, Result, ensure};
use axum::Router;
use axum::http::HeaderValue;
use axum::http::header::{ACCESS_CONTROL_ALLOW_ORIGIN, CONTENT_SECURITY_POLICY, HeaderName};
use axum::middleware::map_response;
use axum::response::Response;
use page_tests::folders::own;
use page_tests::page::Page;
use std::env;
use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use tokio::sync::OnceCell;
use tower_http::services::ServeDir;

/// The address of the playground in the guides.
const EXAMPLE: &str = "https://example.org/backprop-playground/";
/// Its folder.
const FOLDER: &str = "/backprop-playground";

/// The server of a guide's playground.
#[derive(Clone, Copy)]
pub enum Server {
    /// Lets other origins load scripts, as GitHub Pages does.
    Open,
    /// Sends no headers about other origins: enough for frames.
    Plain,
    /// Sends the policy of docs/hosting.md.
    Strict,
}

/// The addresses of the playground, by server.
static PLAYGROUNDS: OnceCell<[String; 3]> = OnceCell::const_new();

/// Serves the output of `cargo xtask dist` from a server of each kind.
async fn playgrounds() -> Result<[String; 3]> {
    let dist = root().join("dist");
    ensure!(dist.join("index.html").is_file(), "there is no dist/: run `cargo xtask dist`");
    let site = || Router::new().nest_service(FOLDER, ServeDir::new(&dist));
    let open = with_header(site(), ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*"));
    let strict = with_header(site(), CONTENT_SECURITY_POLICY, policy()?);
    Ok([serve(open).await?, serve(site()).await?, serve(strict).await?])
}

/// The same site with one more header.
fn with_header(site: Router, name: HeaderName, value: HeaderValue) -> Router {
    site.layer(map_response(move |mut response: Response| {
        response.headers_mut().insert(name.clone(), value.clone());
        async { response }
    }))
}

/// The header that docs/hosting.md proposes.
fn policy() -> Result<HeaderValue> {
    let text = fs::read_to_string(root().join("docs/hosting.md"))?;
    let line = text.lines().find_map(|line| line.strip_prefix("Content-Security-Policy: "));
    Ok(HeaderValue::from_str(line.context("docs/hosting.md has no policy")?)?)
}

/// Serves this for as long as the tests run, and returns the playground's address.
async fn serve(site: Router) -> Result<String> {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await?;
    let address = listener.local_addr()?;
    tokio::spawn(async move { axum::serve(listener, site).await });
    Ok(format!("http://{address}{FOLDER}/"))
}

/// Makes the empty folder that all notes are served from. Browsers ask every site for an icon.
pub fn empty_notes_folder() -> Result<PathBuf> {
    let folder = notes();
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder)?;
    fs::write(folder.join("favicon.ico"), [])?;
    Ok(folder)
}

fn notes() -> PathBuf {
    root().join("target/guides/notes")
}

/// A copied guide.
pub struct Guide {
    /// Its copy, with a real address in place of the example's.
    pub folder: PathBuf,
    name: String,
}

/// Copies a guide. From now on its playground's server is no foreign origin.
pub async fn guide(page: &Page, name: &str, server: Server) -> Result<Guide> {
    let [open, plain, strict] = PLAYGROUNDS.get_or_try_init(playgrounds).await?;
    let playground = match server {
        Server::Open => open,
        Server::Plain => plain,
        Server::Strict => strict,
    };
    page.watch.admit(playground);
    let copied = own(name);
    let folder = notes().join(&copied);
    copy(&root().join("docs/guides").join(name), &folder, playground)?;
    Ok(Guide { folder, name: copied })
}

impl Guide {
    /// Opens one of its pages, perhaps with a hash.
    pub async fn visit(&self, page: &Page, file: &str) -> Result<()> {
        page.visit(&format!("{}{}/{file}", page.address, self.name), "").await
    }

    /// Runs a tool in its folder.
    pub fn run<S: AsRef<OsStr>>(&self, program: impl AsRef<OsStr>, args: &[S]) -> Result<()> {
        let name = program.as_ref().to_string_lossy().into_owned();
        let mut command = Command::new(program);
        command.args(args).current_dir(&self.folder).stdin(Stdio::null());
        let output = command.output().with_context(|| format!("{name} could not be started"))?;
        let text = [output.stdout, output.stderr].concat();
        ensure!(output.status.success(), "{name} failed: {}", String::from_utf8_lossy(&text));
        Ok(())
    }
}

/// Copies a folder; text names the playground's real address instead of the example's.
fn copy(from: &Path, to: &Path, playground: &str) -> Result<()> {
    fs::create_dir_all(to)?;
    for entry in from.read_dir().with_context(|| format!("cannot read {}", from.display()))? {
        let path = entry?.path();
        let target = to.join(path.file_name().context("a name")?);
        if path.is_dir() {
            copy(&path, &target, playground)?;
        } else if let Ok(text) = fs::read_to_string(&path) {
            fs::write(target, text.replace(EXAMPLE, playground))?;
        } else {
            fs::copy(path, target)?;
        }
    }
    Ok(())
}

/// Puts a package from npm beside the pages of a guide.
pub fn add_package(guide: &Guide, package: &str) -> Result<()> {
    let packages = root().join("target/guides/npm/node_modules");
    copy(&packages.join(package), &guide.folder.join(package), EXAMPLE)
}

/// The Python that has nbconvert and pandoc.
pub fn python() -> Result<PathBuf> {
    let path = env::var_os("BACKPROP_PYTHON").map(PathBuf::from);
    path.context("BACKPROP_PYTHON is not set; `cargo xtask test --only guides` sets it")
}

/// The repository.
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("tests/ lies in the repository").into()
}
