//! The promises of `dist/`, as scenarios in a real browser: `BROWSERS=chromium,firefox`.
//!
//! `cargo xtask test --only dist` makes dist/ and sets everything that they need. Words after `--`
//! select the scenarios whose names contain one of them.

mod first_view;
mod hosted;
mod offline;
mod one_file;
mod package;
mod sandbox;
mod stage;

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
    let site = Site::plain(Plain::start(&stage::site("all")?)?, stage::PATH);
    runner::run(site, scenarios(), &runner::filters()).await
}

fn scenarios() -> Vec<Scenario> {
    scenarios! {
        hosted: #[long] every_lesson_opens_below_a_path_in_both_languages,
            it_trains_in_its_worker_with_the_native_numbers,
            what_is_loaded_later_is_there_when_it_is_wanted,
            words_that_come_later_are_there_and_change_their_language,
            without_service_workers_nothing_is_missed,
            where_a_module_is_missing_the_page_says_so,
            a_host_page_leads_from_any_lesson_to_any_other;
        sandbox: a_sandboxed_frame_shows_every_lesson_and_trains_in_its_worker;
        one_file: from_a_disk_every_lesson_opens_in_both_languages,
            #[alone] from_a_disk_it_trains_in_its_worker_as_fast_as_from_a_server,
            from_a_disk_the_basins_come_from_their_worker,
            index_html_on_a_disk_leads_to_the_one_file,
            where_no_worker_can_start_the_one_file_trains_itself,
            its_policy_lets_no_other_script_run;
        offline: #[long] after_the_first_visit_it_works_without_a_network,
            #[long] a_new_build_comes_at_the_next_opening_and_no_page_meets_two_builds;
        first_view: #[long] every_first_view_is_small,
            #[alone] it_is_ready_soon_and_nothing_moves,
            #[long] part_after_part_nothing_moves;
        package: built_with_vite_a_page_has_the_numbers_of_node;
    }
}
