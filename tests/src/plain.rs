//! A plain server of static files, such as a university has for course notes: content types and dates,
//! no CORS, no headers of ours. It can be stopped, as where the network ends, and started again, and
//! keeps what it was asked for.

use anyhow::{Context, Result};
use axum::Router;
use axum::extract::{Request, State};
use axum::http::StatusCode;
use axum::middleware::{Next, from_fn_with_state};
use axum::response::Response;
use std::net::{Ipv4Addr, TcpListener};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use tokio::runtime::{Builder, Runtime};
use tower_http::services::ServeDir;

/// The paths that were answered with a file, in order.
type Served = Arc<Mutex<Vec<String>>>;

/// The server, stopped when dropped.
pub struct Plain {
    /// Its address, `http://127.0.0.1:PORT/`.
    pub address: String,
    folder: PathBuf,
    port: u16,
    served: Served,
    /// All its connections end with it.
    runtime: Option<Runtime>,
}

impl Plain {
    /// Serves the files of `folder` on a free port.
    ///
    /// # Errors
    /// If it cannot listen.
    pub fn start(folder: &Path) -> Result<Self> {
        let mut server = Self {
            address: String::new(),
            folder: folder.to_owned(),
            port: 0,
            served: Served::default(),
            runtime: None,
        };
        server.start_again()?;
        Ok(server)
    }

    /// Serves again, on the port that it had.
    ///
    /// # Errors
    /// If it cannot listen.
    pub fn start_again(&mut self) -> Result<()> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, self.port)).context("cannot listen")?;
        self.port = listener.local_addr()?.port();
        self.address = format!("http://127.0.0.1:{}/", self.port);
        let site = Router::new()
            .fallback_service(ServeDir::new(&self.folder))
            .layer(from_fn_with_state(self.served.clone(), note));
        let runtime = Builder::new_multi_thread().worker_threads(1).enable_all().build()?;
        listener.set_nonblocking(true)?;
        let inside = runtime.enter();
        let listener = tokio::net::TcpListener::from_std(listener)?;
        drop(inside);
        runtime.spawn(async move { axum::serve(listener, site).await });
        self.runtime = Some(runtime);
        Ok(())
    }

    /// No longer answers, on connections that are open neither.
    pub fn stop(&mut self) {
        if let Some(runtime) = self.runtime.take() {
            runtime.shutdown_background();
        }
    }

    /// The paths that were answered with a file since this was last asked, in order.
    #[must_use]
    pub fn take_served(&self) -> Vec<String> {
        std::mem::take(&mut *self.served.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

impl Drop for Plain {
    fn drop(&mut self) {
        self.stop();
    }
}

async fn note(State(served): State<Served>, request: Request, next: Next) -> Response {
    let path = request.uri().path().to_owned();
    let response = next.run(request).await;
    if response.status() == StatusCode::OK {
        served.lock().unwrap_or_else(PoisonError::into_inner).push(path);
    }
    response
}
