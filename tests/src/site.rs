//! The page's server: `xtask serve` on a free port, as a contributor starts it, or a plain one.

use crate::plain::Plain;
use crate::process::Group;
use anyhow::{Context, Result, ensure};
use std::env;
use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

/// The first start may compile the WebAssembly.
const START: Duration = Duration::from_mins(10);

/// The server, ended when dropped.
pub struct Site {
    /// The page's address, `http://127.0.0.1:PORT/`, perhaps with a path.
    pub address: String,
    _server: Server,
}

/// Held only to be dropped with the site.
enum Server {
    Xtask { _process: Group },
    Plain { _server: Plain },
}

impl Site {
    /// Starts `xtask serve`, the program that the environment variable `BACKPROP_XTASK` names, and
    /// waits for the address that it prints.
    ///
    /// # Errors
    /// If the variable is not set, or no address is printed.
    pub fn start() -> Result<Self> {
        Self::start_with(&[])
    }

    /// The same for a copy of the page, with other files in it.
    ///
    /// # Errors
    /// As [`Self::start`].
    pub fn start_for(folder: &Path) -> Result<Self> {
        Self::start_with(&["--folder".as_ref(), folder.as_os_str()])
    }

    fn start_with(arguments: &[&OsStr]) -> Result<Self> {
        let xtask = env::var_os("BACKPROP_XTASK")
            .map(PathBuf::from)
            .context("BACKPROP_XTASK must name the xtask program; `cargo xtask test` sets it")?;
        ensure!(xtask.is_file(), "BACKPROP_XTASK names {}, which is not there", xtask.display());
        let mut command = Command::new(xtask);
        command.args(["serve", "--port", "0", "--lasting"]).args(arguments);
        let address = |line: &str| line.starts_with("http://127.0.0.1:").then(|| line.trim().to_owned());
        let (server, address) = Group::start(&mut command, START, address)?;
        Ok(Self { address, _server: Server::Xtask { _process: server } })
    }

    /// The page at `path` on a plain server.
    pub fn plain(server: Plain, path: &str) -> Self {
        Self { address: format!("{}{path}", server.address), _server: Server::Plain { _server: server } }
    }
}
