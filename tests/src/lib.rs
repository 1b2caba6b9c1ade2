//! Support for the page's tests: a browser with its driver, the page's server, a page to act on, and
//! the native trainer to compare it with.
//!
//! One set of scenarios runs in Chromium and in Firefox alike. They drive the page through WebDriver
//! the way a person would, by visible names and keys, and use `WebDriver BiDi` for what happens before
//! the page's own scripts run: watching for errors, and answering a request in place of the server.

pub mod answers;
pub mod axe;
pub mod browser;
pub mod folders;
pub mod frames;
pub mod input;
pub mod lessons;
pub mod native;
pub mod page;
pub mod picture;
pub mod plain;
pub mod process;
pub mod readings;
pub mod runner;
pub mod scenario;
pub mod script;
pub mod site;
pub mod watch;
