//! The browser that the tests run in, its driver, and the sessions opened with it.

use crate::process::Group;
use anyhow::{Context, Result, bail, ensure};
use serde_json::{Value, json};
use std::env;
use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;
use thirtyfour::{Capabilities, WebDriver};

const START: Duration = Duration::from_mins(1);
/// No script of the classic protocol waits longer than three seconds in the page.
const SCRIPT: Duration = Duration::from_secs(10);

/// A browser that the tests run in.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Browser {
    /// Chromium, or a Chrome, with chromedriver.
    Chromium,
    /// Firefox, with geckodriver.
    Firefox,
}

impl Browser {
    /// The browsers that the environment variable `BROWSERS` names, `chromium,firefox`.
    ///
    /// # Errors
    /// If it names another, or none.
    pub fn of_environment() -> Result<Vec<Self>> {
        let named = |name: &str| match name {
            "chromium" => Ok(Self::Chromium),
            "firefox" => Ok(Self::Firefox),
            other => bail!("BROWSERS must name chromium, firefox or both, not {other:?}"),
        };
        env::var("BROWSERS").unwrap_or_default().split(',').map(named).collect()
    }

    fn executable(self) -> Result<PathBuf> {
        match self {
            Self::Chromium => locate("CHROMIUM", &["chromium", "chromium-browser", "google-chrome"]),
            Self::Firefox => locate("FIREFOX", &["firefox", "firefox-esr"]),
        }
    }

    /// The capabilities of a new session: no window, nothing but loopback, and `BiDi`.
    fn capabilities(self, profile: &Path) -> Result<Capabilities> {
        let executable = self.executable()?;
        let wanted = match self {
            Self::Chromium => json!({ "browserName": "chrome", "webSocketUrl": true,
                "goog:chromeOptions": { "binary": executable, "args": [
                    "--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking",
                    "--disable-component-update", "--disable-sync", "--lang=en-US",
                    // No document is kept for going back, and no process in reserve.
                    "--disable-back-forward-cache", "--disable-features=SpareRendererForSitePerProcess",
                    // Scenarios change the address more often than a person could.
                    "--disable-ipc-flooding-protection", "--window-size=1280,900", "--force-color-profile=srgb",
                    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
                    format!("--user-data-dir={}", profile.display()),
                ] } }),
            Self::Firefox => json!({ "browserName": "firefox", "webSocketUrl": true,
                // Nothing listens on the discard port; loopback needs no proxy.
                "proxy": { "proxyType": "manual", "httpProxy": "127.0.0.1:9", "sslProxy": "127.0.0.1:9" },
                "moz:firefoxOptions": { "binary": executable,
                    "args": ["-headless", "--width=1280", "--height=985"],
                    "prefs": { "intl.accept_languages": "en-US", "dom.navigation.navigationRateLimit.count": 0,
                        // geckodriver lets files read each other; for people they cannot.
                        "security.fileuri.strict_origin_policy": true } } }),
        };
        let Value::Object(wanted) = wanted else { bail!("capabilities are an object") };
        Ok(wanted.into())
    }
}

/// A running driver. Its process, and any browser that it started, end when it is dropped.
pub struct Driver {
    /// The browser that it drives.
    pub browser: Browser,
    address: String,
    profiles: PathBuf,
    sessions: AtomicUsize,
    _process: Group,
}

impl Driver {
    /// Starts chromedriver or geckodriver on a port that it chooses.
    ///
    /// # Errors
    /// If the driver is missing or does not start.
    pub fn start(browser: Browser) -> Result<Self> {
        let mut command = match browser {
            Browser::Chromium => Command::new(locate("CHROMEDRIVER", &["chromedriver"])?),
            Browser::Firefox => Command::new(locate("GECKODRIVER", &["geckodriver"])?),
        };
        command.arg("--port=0").stderr(Stdio::null());
        if browser == Browser::Firefox {
            command.arg("--websocket-port=0");
        }
        // "… was started successfully on port 1234.", "… Listening on 127.0.0.1:1234"
        let port = |line: &str| {
            let says = line.contains("successfully on port") || line.contains("Listening on");
            let digits = line.trim_end_matches('.').rsplit([' ', ':']).next()?;
            digits.parse::<u16>().ok().filter(|_| says)
        };
        let (process, port) = Group::start(&mut command, START, port)?;
        let profiles = env::temp_dir().join(format!("page-tests-{}-{port}", std::process::id()));
        Ok(Self {
            browser,
            address: format!("http://127.0.0.1:{port}"),
            profiles,
            sessions: AtomicUsize::new(0),
            _process: process,
        })
    }

    /// Opens a session: a browser with a profile of its own.
    ///
    /// # Errors
    /// If the browser is missing or does not start.
    pub async fn session(&self) -> Result<WebDriver> {
        let profile = self.profiles.join(self.sessions.fetch_add(1, Ordering::Relaxed).to_string());
        let capabilities = self.browser.capabilities(&profile)?;
        let driver =
            WebDriver::new(&self.address, capabilities).await.context("the browser did not start")?;
        driver.set_script_timeout(SCRIPT).await?;
        Ok(driver)
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.profiles);
    }
}

/// The path in the variable, or else the first of these programs on the search path.
fn locate(variable: &str, programs: &[&str]) -> Result<PathBuf> {
    if let Some(path) = env::var_os(variable).map(PathBuf::from) {
        ensure!(path.is_file(), "{variable} names {}, which is not there", path.display());
        return Ok(path);
    }
    let search = env::var_os("PATH").unwrap_or_default();
    let folders = || env::split_paths(OsStr::new(&search));
    let mut candidates =
        programs.iter().flat_map(|program| folders().map(move |folder| folder.join(program)));
    candidates.find(|path| path.is_file()).with_context(|| {
        format!("{} is missing: install it, or name its path in {variable}", programs.join(" or "))
    })
}
