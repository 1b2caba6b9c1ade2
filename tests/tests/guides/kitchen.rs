//! Where guides are made ready: copied with a real address in place of the example's, rendered by
//! their tools, and served beside the playground, each from an origin of its own.

use anyhow::{Context, Result, ensure};
use axum::Router;
use axum::http::header::{ACCESS_CONTROL_ALLOW_ORIGIN, CONTENT_SECURITY_POLICY, HeaderName};
use axum::http::{HeaderValue, StatusCode};
use axum::middleware::map_response;
use axum::response::Response;
use axum::routing::get;
use page_tests::page::Page;
use std::env;
use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use tokio::sync::OnceCell;
use tower_http::services::ServeDir;

/// What the guides call the playground.
const EXAMPLE: &str = "https://example.org/backprop-playground/";
/// The folder that it lies in.
const FOLDER: &str = "/backprop-playground";

/// Where everything is served.
struct Kitchen {
    /// The playground, of a server that lets other origins load scripts, as GitHub Pages does.
    open: String,
    /// The same, of a server that says nothing about other origins.
    plain: String,
    /// The same, of a server that sends the policy of docs/hosting.md.
    strict: String,
    /// The guides, and the folder that they are served from.
    notes: String,
    folder: PathBuf,
}

static KITCHEN: OnceCell<Kitchen> = OnceCell::const_new();

async fn kitchen() -> Result<&'static Kitchen> {
    KITCHEN.get_or_try_init(open).await
}

async fn open() -> Result<Kitchen> {
    let playground = variable("BACKPROP_DIST")?;
    ensure!(playground.join("index.html").is_file(), "there is no page in {}", playground.display());
    let folder = root().join("target/guides/notes");
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder)?;
    // Firefox asks every site for this.
    let no_icon = Router::new().route("/favicon.ico", get(|| async { StatusCode::NO_CONTENT }));
    let site = Router::new().nest_service(FOLDER, ServeDir::new(&playground));
    let open = with_header(&site, ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*"));
    let strict = with_header(&site, CONTENT_SECURITY_POLICY, policy()?);
    Ok(Kitchen {
        open: serve(open).await? + FOLDER + "/",
        plain: serve(site).await? + FOLDER + "/",
        strict: serve(strict).await? + FOLDER + "/",
        notes: serve(no_icon.fallback_service(ServeDir::new(&folder))).await?,
        folder,
    })
}

/// The same site with one more header.
fn with_header(site: &Router, name: HeaderName, value: HeaderValue) -> Router {
    site.clone().layer(map_response(move |mut response: Response| {
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

/// Serves this for as long as the tests run, and returns the origin.
async fn serve(site: Router) -> Result<String> {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await?;
    let address = listener.local_addr()?;
    tokio::spawn(async move { axum::serve(listener, site).await });
    Ok(format!("http://{address}"))
}

/// A guide on its way to the table.
pub struct Guide {
    /// Its copy, with a real address in place of the example's.
    pub folder: PathBuf,
    /// The address of that folder.
    address: String,
}

/// Which server a guide's playground comes from.
#[derive(Clone, Copy)]
pub enum Server {
    /// It lets other origins load scripts.
    Open,
    /// It says nothing about other origins: enough for frames.
    Plain,
    /// It sends the policy of docs/hosting.md.
    Strict,
}

/// Copies a guide. Requests to its servers are no strangers' from now on.
pub async fn guide(page: &Page, name: &str, server: Server) -> Result<Guide> {
    let kitchen = kitchen().await?;
    let playground = match server {
        Server::Open => &kitchen.open,
        Server::Plain => &kitchen.plain,
        Server::Strict => &kitchen.strict,
    };
    page.watch.host(playground);
    page.watch.host(&kitchen.notes);
    let folder = kitchen.folder.join(name);
    copy(&root().join("docs/guides").join(name), &folder, playground)?;
    Ok(Guide { folder, address: format!("{}/{name}/", kitchen.notes) })
}

impl Guide {
    /// Opens one of its pages; `rest` is what its address has besides.
    pub async fn visit(&self, page: &Page, file: &str, rest: &str) -> Result<()> {
        ensure!(self.folder.join(file).is_file(), "there is no {file} in {}", self.folder.display());
        page.visit(&format!("{}{file}{rest}", self.address)).await
    }

    /// Runs a tool in its folder.
    pub fn run<S: AsRef<OsStr>>(&self, program: impl AsRef<OsStr>, words: &[S]) -> Result<()> {
        let name = program.as_ref().to_string_lossy().into_owned();
        let mut command = Command::new(program);
        command.args(words).current_dir(&self.folder).stdin(Stdio::null());
        let output = command.output().with_context(|| format!("{name} could not be started"))?;
        let told = [output.stdout, output.stderr].concat();
        ensure!(output.status.success(), "{name} failed: {}", String::from_utf8_lossy(&told));
        Ok(())
    }
}

/// Copies a folder; files that are text name the playground's real address instead of the example's.
fn copy(from: &Path, to: &Path, playground: &str) -> Result<()> {
    fs::create_dir_all(to)?;
    for entry in from.read_dir().with_context(|| format!("there is no guide {}", from.display()))? {
        let (path, target) = (entry.as_ref().unwrap().path(), to.join(entry.unwrap().file_name()));
        if path.is_dir() {
            copy(&path, &target, playground)?;
        } else if let Ok(text) = fs::read_to_string(&path) {
            fs::write(target, text.replace(EXAMPLE, playground))?;
        }
    }
    Ok(())
}

/// The Python that has nbconvert and pandoc.
pub fn python() -> Result<PathBuf> {
    variable("BACKPROP_PYTHON")
}

/// The folder of a package from npm.
pub fn npm(package: &str) -> Result<PathBuf> {
    Ok(variable("BACKPROP_GUIDES_NPM")?.join("node_modules").join(package))
}

/// The repository.
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("tests/ lies in the repository").into()
}

fn variable(name: &str) -> Result<PathBuf> {
    let path = env::var_os(name).map(PathBuf::from);
    path.with_context(|| format!("{name} is not set; `cargo xtask test --only guides` sets it"))
}
