//! The promises of the page, as scenarios in a real browser: `BROWSERS=chromium,firefox`.
//!
//! `cargo xtask test --only page` sets everything that they need. Words after `--` select the
//! scenarios whose names contain one of them; options of Rust's own test harness are ignored.

mod activation_support;
mod activation_tasks;
mod activations;
mod axe;
mod chain_rule;
mod chain_rule_tasks;
mod chain_rule_text;
mod chart_tables;
mod counting;
mod element;
mod element_frame;
mod embed;
mod fits;
mod frame;
mod health;
mod himmelblau;
mod himmelblau_pictures;
mod himmelblau_tasks;
mod host;
mod hostile;
mod inspector;
mod keyboard;
mod language;
mod layout;
mod links;
mod lists;
mod losses;
mod network_side;
mod network_tasks;
mod network_wave;
mod notes;
mod notices;
mod pace;
mod pictures;
mod predict;
mod print;
mod pseudolocales;
mod reflow;
mod settings;
mod share;
mod smooth;
mod speech;
mod start;
mod starting;
mod targets;
mod timeline;
mod update;
mod update_support;
mod words;
mod worker;

use page_tests::runner;
use page_tests::site::Site;
use std::process::ExitCode;

#[tokio::main]
async fn main() -> ExitCode {
    runner::exit(run().await)
}

async fn run() -> anyhow::Result<()> {
    runner::run(Site::start()?, lists::scenarios(), &runner::filters()).await
}
