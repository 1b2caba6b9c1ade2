//! Every guide of docs/guides, rendered by its own tool and opened in a real browser:
//! `BROWSERS=chromium,firefox`. The notes and the playground are served from two origins.
//!
//! `cargo xtask test --only guides` sets everything that the scenarios need. With
//! `BACKPROP_PICTURES=folder` they also save a picture of each guide there. Words after `--` select
//! scenarios by name.

mod books;
mod checks;
mod guide;
mod html;
mod lms;
mod slides;

use page_tests::plain::Plain;
use page_tests::runner;
use page_tests::scenario::Scenario;
use page_tests::scenarios;
use page_tests::site::Site;
use std::process::ExitCode;

#[tokio::main]
async fn main() -> ExitCode {
    runner::exit(run().await)
}

async fn run() -> anyhow::Result<()> {
    let notes = Site::plain(Plain::start(&guide::empty_notes_folder()?)?, "");
    runner::run(notes, scenarios(), &runner::filters()).await
}

fn scenarios() -> Vec<Scenario> {
    scenarios! {
        html: frames_in_a_plain_page_train_and_become_as_high_as_their_content,
            a_frame_trains_under_the_policy_of_the_hosting_guide,
            a_page_trains_its_element_and_reads_out_the_loss;
        books: a_chapter_of_an_mdbook_trains_in_a_frame_and_in_an_element,
            what_pandoc_makes_of_a_quarto_page_trains,
            a_notebook_that_was_run_and_exported_trains;
        lms: what_a_learning_platform_leaves_of_the_snippet_trains_and_fits,
            a_learning_platform_strips_an_element;
        slides: a_frame_trains_while_its_slide_is_shown_and_is_gone_after_it,
            an_element_rests_while_another_slide_is_shown_and_goes_on;
    }
}
