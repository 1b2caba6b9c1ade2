//! Scenarios, what is said of them in their list, and which of them a browser is to do.

use crate::page::Page;
use anyhow::Result;
use std::env;
use std::pin::Pin;

/// What a scenario does with its page.
pub type Run = for<'a> fn(&'a Page) -> Pin<Box<dyn Future<Output = Result<()>> + Send + 'a>>;

/// A claim about the page, and how it is put to the test.
#[derive(Clone, Copy)]
pub struct Scenario {
    /// The claim.
    pub name: &'static str,
    /// The test.
    pub run: Run,
    /// What is said of it in the list: see [`scenarios`](crate::scenarios).
    pub marks: &'static [&'static str],
}

impl Scenario {
    pub(crate) fn is(&self, mark: &str) -> bool {
        self.marks.contains(&mark)
    }
}

/// Whether the environment asks for all the cases that there are (`cargo xtask test --full`).
pub fn is_full() -> bool {
    env::var_os("BACKPROP_FULL").is_some()
}

/// Whether it asks for the scenarios that say most (`cargo xtask test --quick`).
pub(crate) fn is_quick() -> bool {
    env::var_os("BACKPROP_QUICK").is_some()
}

/// What a browser is to do.
pub(crate) struct Plan {
    /// Side by side, the longest first.
    pub beside: Vec<Scenario>,
    /// One at a time.
    pub alone: Vec<Scenario>,
}

impl Plan {
    /// In the `first` of the browsers all of them; in another, what depends on the browser.
    pub fn of(scenarios: &[Scenario], first: bool) -> Self {
        let due = |scenario: &&Scenario| first || is_full() || !scenario.is("once");
        let (alone, mut beside): (Vec<Scenario>, Vec<Scenario>) =
            scenarios.iter().filter(due).partition(|scenario| scenario.is("alone"));
        beside.sort_by_key(|scenario| !scenario.is("long"));
        Self { beside, alone }
    }

    pub fn len(&self) -> usize {
        self.beside.len() + self.alone.len()
    }
}

/// The scenarios of the modules, by name: `scenarios! { module: one, #[alone] another; }`. Marks:
/// `alone`, it measures how fast something is, so that nothing may run beside it; `long`, it takes long
/// and so begins early; `quick`, it is one of those that say most; `once`, what it claims is made of
/// numbers, words and links, in which browsers do not differ: one of them does it, with `--full` all.
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
