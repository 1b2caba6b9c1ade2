//! Another origin: a plain static server, as a course's notes or a host of pages would be, with pages of
//! the test's own. Its files may be kept and used by anyone, and it counts what was fetched.

use anyhow::{Context, Result};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinHandle;

/// The server, ended when dropped.
pub struct Elsewhere {
    /// Its address, `http://127.0.0.1:PORT/`.
    pub address: String,
    state: Arc<State>,
    task: JoinHandle<()>,
}

#[derive(Default)]
struct State {
    pages: Mutex<BTreeMap<String, String>>,
    fetched: Mutex<BTreeMap<String, usize>>,
}

impl Elsewhere {
    /// Serves the files of the page, on a port of its own.
    ///
    /// # Errors
    /// If there is no port.
    pub async fn start() -> Result<Self> {
        let listener = TcpListener::bind(("127.0.0.1", 0)).await.context("cannot listen")?;
        let address = format!("http://{}/", listener.local_addr()?);
        let state = Arc::new(State::default());
        let shared = Arc::clone(&state);
        let task = tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let state = Arc::clone(&shared);
                tokio::spawn(async move { answer(stream, &state).await });
            }
        });
        Ok(Self { address, state, task })
    }

    /// From now on there is a page at this path, `notes.html`, in place of a file.
    pub fn put(&self, path: &str, html: &str) {
        lock(&self.state.pages).insert(format!("/{path}"), html.to_owned());
    }

    /// How often each path was fetched, such as `/index.html`.
    #[must_use]
    pub fn fetched(&self) -> BTreeMap<String, usize> {
        lock(&self.state.fetched).clone()
    }
}

impl Drop for Elsewhere {
    fn drop(&mut self) {
        self.task.abort();
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Answers one request. Who hangs up early gets no answer.
async fn answer(mut stream: TcpStream, state: &State) -> Option<()> {
    let mut lines = BufReader::new(&mut stream).lines();
    let first = lines.next_line().await.ok()??;
    while !lines.next_line().await.ok()??.is_empty() {}
    let path = first.split_whitespace().nth(1)?.split('?').next()?.to_owned();
    *lock(&state.fetched).entry(path.clone()).or_default() += 1;
    let page = lock(&state.pages).get(&path).cloned();
    let body = page.map(String::into_bytes).or_else(|| std::fs::read(file(&path)?).ok());
    let status = if body.is_some() { "200 OK" } else { "404 Not Found" };
    let body = body.unwrap_or_default();
    let head = format!(
        "HTTP/1.1 {status}\r\nContent-Type: {}\r\nContent-Length: {}\r\nCache-Control: max-age=600\r\n\
         Access-Control-Allow-Origin: *\r\nConnection: close\r\n\r\n",
        kind(&path),
        body.len()
    );
    stream.write_all(head.as_bytes()).await.ok()?;
    stream.write_all(&body).await.ok()?;
    stream.shutdown().await.ok()
}

/// The file of the page at this path.
fn file(path: &str) -> Option<PathBuf> {
    let www = Path::new(env!("CARGO_MANIFEST_DIR")).parent()?.join("www");
    let inside = path.trim_start_matches('/');
    (!inside.split('/').any(|part| part == "..")).then(|| www.join(inside))
}

fn kind(path: &str) -> &'static str {
    match path.rsplit('.').next() {
        Some("html") => "text/html; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("json") => "application/json",
        Some("wasm") => "application/wasm",
        Some("svg") => "image/svg+xml",
        _ => "application/octet-stream",
    }
}
