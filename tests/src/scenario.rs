//! Scenarios, their marks in the list, and the plan of those that a browser runs.

use crate::page::Page;
use anyhow::Result;
use std::env;
use std::pin::Pin;

/// The function that runs a scenario on its page.
pub type Run = for<'a> fn(&'a Page) -> Pin<Box<dyn Future<Output = Result<()>> + Send + 'a>>;

/// A claim about the page, and its test.
#[derive(Clone, Copy)]
pub struct Scenario {
    /// The claim.
    pub name: &'static str,
    /// The test.
    pub run: Run,
    /// Its marks in the list: see [`scenarios`](crate::scenarios).
    pub marks: &'static [&'static str],
}

impl Scenario {
    pub(crate) fn is(&self, mark: &str) -> bool {
        self.marks.contains(&mark)
    }
}

/// True if the environment asks for all cases (`cargo xtask test --full`).
pub fn is_full() -> bool {
    env::var_os("BACKPROP_FULL").is_some()
}

/// True if it asks for the most telling scenarios only (`cargo xtask test --quick`).
pub(crate) fn is_quick() -> bool {
    env::var_os("BACKPROP_QUICK").is_some()
}

/// The scenarios that a browser runs.
pub(crate) struct Plan {
    /// In parallel, the longest first.
    pub parallel: Vec<Scenario>,
    /// One at a time.
    pub serial: Vec<Scenario>,
}

impl Plan {
    /// All of them in the `first` of the browsers; in another, those that depend on the browser.
    pub fn of(scenarios: &[Scenario], first: bool) -> Self {
        let due = |scenario: &&Scenario| first || is_full() || !scenario.is("once");
        let (serial, mut parallel): (Vec<Scenario>, Vec<Scenario>) =
            scenarios.iter().filter(due).partition(|scenario| scenario.is("alone"));
        parallel.sort_by_key(|scenario| !scenario.is("long"));
        Self { parallel, serial }
    }

    pub fn len(&self) -> usize {
        self.parallel.len() + self.serial.len()
    }
}

/// The scenarios of the modules, by name: `scenarios! { module: one, #[alone] another; }`. Marks:
/// `alone`, it measures speed, so nothing may run in parallel; `long`, it takes long and so begins
/// early; `quick`, it is one of the most telling; `once`, its claim is about numbers, words and
/// links, in which browsers do not differ: one of them runs it, with `--full` all.
#[macro_export]
macro_rules! scenarios {
    ($($module:ident: $($(#[$mark:ident])* $name:ident),+;)+) => {
        vec![$($($crate::scenario::Scenario {
            name: stringify!($name),
            run: |page| Box::pin($module::$name(page)),
            marks: &[$(stringify!($mark)),*],
        }),+),+]
    };
}
