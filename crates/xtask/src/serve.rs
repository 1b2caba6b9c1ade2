//! A web server for the page: static files on 127.0.0.1, and nothing more.

use std::fs;
use std::future::ready;
use std::io::{self, Write};
use std::net::{Ipv4Addr, TcpListener};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use axum::Router;
use axum::http::StatusCode;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE, HeaderValue};
use axum::response::{Html, Response};
use axum::routing::get;
use tokio::runtime::{Builder, Runtime};
use tower_http::services::ServeDir;

use crate::{dist, languages, project, wasm};

/// The path at which a sandboxed page continues. Its file is made by `dist`, not by `serve`.
const ONE_FILE: &str = "/backprop-playground.html";

/// The page at that path until the file is made.
const NO_ONE_FILE: &str = "<!doctype html><meta charset=utf-8><title>Backprop Playground</title>\
    <p>In a sandbox the page needs its one file, which is not there: run <code>cargo xtask dist</code>.";

/// A reload always shows the newest files.
const FRESH: HeaderValue = HeaderValue::from_static("no-cache");
/// For tests: the files do not change while they run.
const LASTING: HeaderValue = HeaderValue::from_static("max-age=3600");

/// Builds the page, serves it, and prints its address when it is ready. Returns on Ctrl-C. In a copy of
/// the page, `folder`, only the list of languages is made. `lasting`: browsers may keep the files.
pub fn serve(port: u16, folder: Option<PathBuf>, lasting: bool) -> Result<()> {
    match &folder {
        None => wasm::build()?,
        Some(folder) => languages::write(&folder.join("locales"), &folder.join("pkg"))?,
    }
    let listener = first_free(port, |port| TcpListener::bind((Ipv4Addr::LOCALHOST, port)))
        .with_context(|| format!("cannot listen on 127.0.0.1:{port}; try another port with `--port 0`"))?;
    let address = listener.local_addr()?;

    let runtime = Builder::new_current_thread().enable_all().build()?;
    start(&runtime, listener, &folder.unwrap_or_else(project::www), if lasting { LASTING } else { FRESH })?;
    let mut out = io::stdout().lock();
    writeln!(out, "http://{address}/")?;
    out.flush()?;
    runtime.block_on(tokio::signal::ctrl_c()).context("cannot wait for Ctrl-C")
}

/// Serves the files of `folder` for as long as the runtime is driven.
fn start(runtime: &Runtime, listener: TcpListener, folder: &Path, cache: HeaderValue) -> Result<()> {
    let site = Router::new()
        .route(ONE_FILE, get(one_file))
        .fallback_service(ServeDir::new(folder))
        .layer(axum::middleware::map_response(move |response| ready(with_headers(response, &cache))));
    listener.set_nonblocking(true)?;
    let _inside = runtime.enter();
    let listener = tokio::net::TcpListener::from_std(listener)?;
    runtime.spawn(async move { axum::serve(listener, site).await });
    Ok(())
}

/// The one file as `dist` last made it, or a page that says how to make it.
async fn one_file() -> (StatusCode, Html<String>) {
    match fs::read_to_string(dist::folder().join(&ONE_FILE[1..])) {
        Ok(page) => (StatusCode::OK, Html(page)),
        Err(_) => (StatusCode::NOT_FOUND, Html(NO_ONE_FILE.to_owned())),
    }
}

/// Adds the caching policy, and the character set of text, UTF-8.
fn with_headers(mut response: Response, cache: &HeaderValue) -> Response {
    let headers = response.headers_mut();
    headers.insert(CACHE_CONTROL, cache.clone());
    if let Some(name) = headers.get(CONTENT_TYPE).and_then(with_charset) {
        headers.insert(CONTENT_TYPE, name);
    }
    response
}

/// The content type with its character set, if it is text without one.
fn with_charset(content_type: &HeaderValue) -> Option<HeaderValue> {
    let name = content_type.to_str().ok()?;
    let lacks = name.starts_with("text/") && !name.contains("charset");
    lacks.then(|| HeaderValue::try_from(format!("{name}; charset=utf-8")).ok())?
}

/// Binds `port`, or the first free one above it.
fn first_free<T>(port: u16, mut bind: impl FnMut(u16) -> io::Result<T>) -> io::Result<T> {
    let mut outcome = bind(port);
    for next in port.saturating_add(1)..=u16::MAX {
        match outcome {
            Err(ref error) if error.kind() == io::ErrorKind::AddrInUse => outcome = bind(next),
            _ => break,
        }
    }
    outcome
}

#[cfg(test)]
mod tests {
    use std::io::Read;
    use std::net::{SocketAddr, TcpStream};
    use std::thread;

    use super::*;

    /// Binds as on a machine on which the ports of `taken` are in use.
    fn bind(taken: &[u16], port: u16) -> io::Result<u16> {
        if taken.contains(&port) { Err(io::ErrorKind::AddrInUse.into()) } else { Ok(port) }
    }

    #[test]
    fn the_next_free_port_is_taken() {
        assert_eq!(first_free(8080, |port| bind(&[], port)).unwrap(), 8080);
        assert_eq!(first_free(8080, |port| bind(&[8080, 8081], port)).unwrap(), 8082);
    }

    #[test]
    fn ports_end_at_65535() {
        let error = first_free(65535, |port| bind(&[65535], port)).unwrap_err();
        assert_eq!(error.kind(), io::ErrorKind::AddrInUse);
    }

    #[test]
    fn a_forbidden_port_is_not_searched_past() {
        let mut tries = 0;
        let denied = first_free(80, |_| -> io::Result<()> {
            tries += 1;
            Err(io::ErrorKind::PermissionDenied.into())
        });
        assert_eq!((denied.unwrap_err().kind(), tries), (io::ErrorKind::PermissionDenied, 1));
    }

    fn get(address: SocketAddr, path: &str) -> String {
        let mut stream = TcpStream::connect(address).unwrap();
        write!(stream, "GET {path} HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n").unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        answer
    }

    /// Serves a folder of four small files and returns the answers to `paths`.
    fn answers<const N: usize>(paths: [&'static str; N]) -> [String; N] {
        let folder = std::env::temp_dir().join(format!("xtask-serve-{}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        for name in ["index.html", "page.js", "page.wasm", "en.json"] {
            fs::write(folder.join(name), "text").unwrap();
        }
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
        let address = listener.local_addr().unwrap();
        let runtime = Builder::new_current_thread().enable_all().build().unwrap();
        start(&runtime, listener, &folder, FRESH).unwrap();
        let client = thread::spawn(move || paths.map(|path| get(address, path)));
        let answers = runtime.block_on(async { tokio::task::spawn_blocking(|| client.join()).await });
        fs::remove_dir_all(folder).unwrap();
        answers.unwrap().unwrap()
    }

    #[test]
    fn files_have_their_types_and_are_always_asked_for_again() {
        let paths = ["/", "/page.js", "/page.wasm", "/en.json", "/absent", "/../Cargo.toml", ONE_FILE];
        let [page, script, module, words, absent, outside, one_file] = answers(paths);
        assert!(page.contains("content-type: text/html; charset=utf-8"), "{page}");
        assert!(page.contains("cache-control: no-cache"), "{page}");
        assert!(script.contains("content-type: text/javascript; charset=utf-8"), "{script}");
        assert!(module.contains("content-type: application/wasm\r"), "{module}");
        assert!(words.contains("content-type: application/json\r"), "{words}");
        assert!(absent.starts_with("HTTP/1.1 404"), "{absent}");
        assert!(outside.starts_with("HTTP/1.1 404"), "{outside}");
        // Made or not, the answer is a page.
        assert!(one_file.contains("content-type: text/html; charset=utf-8"), "{one_file}");
        assert!(one_file.contains("<title>Backprop Playground</title>"), "{one_file}");
    }
}
