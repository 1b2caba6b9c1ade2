//! Plain servers of static files, such as a university has for course notes: content types and
//! dates, no headers of ours. A server can be stopped, as if offline, and restarted, records the
//! requests, and can have pages of the test's own. The one that serves the page from another origin
//! lets anyone cache and use its files.

use anyhow::{Context, Result};
use axum::Router;
use axum::extract::{Request, State};
use axum::http::header::{ACCESS_CONTROL_ALLOW_ORIGIN, CACHE_CONTROL, CONTENT_TYPE};
use axum::http::{HeaderValue, StatusCode};
use axum::middleware::{Next, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use std::collections::BTreeMap;
use std::net::{Ipv4Addr, TcpListener};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::Duration;
use tokio::runtime::{Builder, Runtime};
use tower_http::services::ServeDir;

/// The state that a server shares with its requests.
#[derive(Default)]
struct Shared {
    /// The paths that were answered with a file, in order.
    served: Mutex<Vec<String>>,
    /// Pages in place of files, by path.
    pages: Mutex<BTreeMap<String, String>>,
    /// The end of the paths whose files are sent as plain text.
    mistyped: Option<&'static str>,
    /// True if its files may be cached, and used by other origins.
    permissive: bool,
}

/// The server, stopped when dropped.
pub struct Plain {
    /// Its address, `http://127.0.0.1:PORT/`.
    pub address: String,
    folder: PathBuf,
    port: u16,
    shared: Arc<Shared>,
    /// Runs its connections, and ends them all when dropped.
    runtime: Option<Runtime>,
}

impl Plain {
    /// Serves the files of `folder` on a free port.
    ///
    /// # Errors
    /// If it cannot listen.
    pub fn start(folder: &Path) -> Result<Self> {
        Self::start_with(folder.to_owned(), Shared::default())
    }

    /// Serves the page's files, which anyone may cache and use, on a free port: another origin.
    ///
    /// # Errors
    /// If it cannot listen.
    pub fn elsewhere() -> Result<Self> {
        Self::start_with(sources()?, Shared { permissive: true, ..Shared::default() })
    }

    /// Serves the page's files on a free port, those whose path ends so as plain text.
    ///
    /// # Errors
    /// If it cannot listen.
    pub fn mistyping(end: &'static str) -> Result<Self> {
        Self::start_with(sources()?, Shared { mistyped: Some(end), ..Shared::default() })
    }

    fn start_with(folder: PathBuf, shared: Shared) -> Result<Self> {
        let shared = Arc::new(shared);
        let mut server = Self { address: String::new(), folder, port: 0, shared, runtime: None };
        server.start_again()?;
        Ok(server)
    }

    /// Serves again, on the same port.
    ///
    /// # Errors
    /// If it cannot listen.
    pub fn start_again(&mut self) -> Result<()> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, self.port)).context("cannot listen")?;
        self.port = listener.local_addr()?.port();
        self.address = format!("http://127.0.0.1:{}/", self.port);
        let site = Router::new()
            .fallback_service(ServeDir::new(&self.folder))
            .layer(from_fn_with_state(Arc::clone(&self.shared), answer));
        let runtime = Builder::new_multi_thread().worker_threads(1).enable_all().build()?;
        listener.set_nonblocking(true)?;
        let inside = runtime.enter();
        let listener = tokio::net::TcpListener::from_std(listener)?;
        drop(inside);
        runtime.spawn(async move { axum::serve(listener, site).await });
        self.runtime = Some(runtime);
        Ok(())
    }

    /// Stops answering, on open connections too.
    pub fn stop(&mut self) {
        if let Some(runtime) = self.runtime.take() {
            // On a thread of its own, because a thread that runs tasks must not block.
            let end = thread::spawn(move || runtime.shutdown_timeout(Duration::from_secs(5)));
            let _ = end.join();
        }
    }

    /// From now on, serves this page or script at `path`, such as `notes.html`, instead of a file.
    pub fn put(&self, path: &str, text: &str) {
        lock(&self.shared.pages).insert(format!("/{path}"), text.to_owned());
    }

    /// The paths that were answered with a file since the last call, in order.
    pub fn take_served(&self) -> Vec<String> {
        std::mem::take(&mut *lock(&self.shared.served))
    }
}

impl Drop for Plain {
    fn drop(&mut self) {
        self.stop();
    }
}

fn sources() -> Result<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().context("tests/ lies in the repository")?;
    Ok(root.join("www"))
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

async fn answer(State(shared): State<Arc<Shared>>, request: Request, next: Next) -> Response {
    let path = request.uri().path().to_owned();
    let page = lock(&shared.pages).get(&path).cloned();
    let mut response = match page {
        Some(text) => {
            let is_script = Path::new(&path).extension().is_some_and(|ending| ending == "js");
            let kind = if is_script { "text/javascript" } else { "text/html" };
            ([(CONTENT_TYPE, kind)], text).into_response()
        }
        None => next.run(request).await,
    };
    if shared.mistyped.is_some_and(|end| path.ends_with(end)) {
        response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static("text/plain"));
    }
    if shared.permissive {
        let headers = response.headers_mut();
        headers.insert(ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*"));
        headers.insert(CACHE_CONTROL, HeaderValue::from_static("max-age=600"));
    }
    if response.status() == StatusCode::OK {
        lock(&shared.served).push(path);
    }
    response
}
