//! The list of scenarios.

use super::{
    activation_tasks, activations, axe, chain_rule, chain_rule_tasks, chain_rule_text, chart_tables,
    counting, element, element_frame, embed, fits, frame, health, himmelblau, himmelblau_pictures,
    himmelblau_tasks, hostile, inspector, keyboard, language, layout, links, losses, network_side,
    network_tasks, network_wave, notices, pace, pictures, predict, print, pseudolocales, reflow, settings,
    share, smooth, speech, start, starting, targets, timeline, update, words, worker,
};
use page_tests::scenario::Scenario;
use page_tests::scenarios;

/// All of them.
pub fn scenarios() -> Vec<Scenario> {
    [
        ways(),
        runs(),
        updates(),
        pictures_and_workers(),
        lessons(),
        embedded(),
        in_other_pages(),
        accessibility(),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// The way in and the way from lesson to lesson.
fn ways() -> Vec<Scenario> {
    scenarios! {
        start: #[quick] the_bare_address_opens_a_network_that_ten_clicks_teach,
            #[quick] a_knob_is_chosen_and_turned_by_keys_and_its_slope_is_shown,
            #[once] the_knob_in_hand_swings_once_but_not_with_reduced_motion,
            progress_is_kept_shown_in_tabs_and_on_cards_and_forgotten_when_asked,
            #[once] an_embedded_lesson_keeps_progress_only_with_its_tasks,
            refused_storage_breaks_nothing,
            #[once] every_lesson_leads_on_to_the_next_and_the_name_of_the_page_to_the_start,
            #[once] an_embedded_lesson_shows_what_its_link_asks_for;
    }
}

/// A run, its settings, links and words.
fn runs() -> Vec<Scenario> {
    scenarios! {
        counting: #[quick] it_opens_at_step_zero_with_the_numbers_of_the_native_run,
            #[quick] #[once] a_sample_is_one_update,
            #[quick] #[once] an_epoch_first_finishes_the_pass,
            #[once] reset_leads_back_to_step_zero_of_the_same_run,
            #[quick] train_becomes_pause_and_goes_on_where_it_was,
            a_step_button_pauses_the_training_first;
        pace: #[once] at_one_sample_a_second_every_single_step_is_shown,
            #[alone] at_one_epoch_a_second_an_epoch_takes_about_a_second,
            #[quick] #[once] the_run_pauses_after_the_last_logged_epoch_and_can_go_on,
            #[once] more_epochs_can_be_asked_for_while_it_rests,
            #[once] fewer_epochs_than_are_done_end_the_run_after_the_current_pass,
            #[alone] the_chapters_run_has_the_log_of_the_native_run,
            #[quick] #[once] a_diverging_run_stops_and_says_so,
            #[once] after_a_divergence_one_click_goes_back_and_a_lower_rate_trains_on;
        health: #[once] a_closed_panel_requests_nothing_an_open_one_once_a_second,
            #[quick] #[once] the_health_of_the_layers_is_the_native_one_now_and_in_the_past,
            #[once] vanishing_gradients_are_named,
            #[once] dead_neurons_are_named,
            the_open_panel_cuts_nothing_off_at_any_width_in_both_languages,
            while_it_trains_nothing_moves;
        settings: #[quick] another_activation_restarts_with_the_same_seeds,
            #[quick] the_learning_rate_changes_live_and_is_recorded,
            #[once] before_the_first_sample_the_slider_sets_the_rate_of_the_run,
            #[quick] a_refused_value_is_named_with_its_range_and_the_run_goes_on,
            #[once] a_typed_value_restarts_the_run,
            #[once] a_new_seed_is_drawn_shown_and_linked,
            #[once] no_number_of_the_old_run_is_shown_under_new_settings;
        links: #[quick] a_link_restores_the_same_numbers_and_the_same_picture,
            #[quick] #[once] recorded_rates_are_replayed_at_their_steps,
            #[quick] #[once] wrong_values_fall_back_and_the_page_says_so_once,
            #[once] settings_that_do_not_fit_together_fall_back_too,
            #[once] unknown_keys_are_ignored_and_reported_once,
            #[quick] a_new_hash_starts_the_run_that_it_describes,
            #[once] a_long_replay_shows_its_progress_and_can_be_cancelled,
            #[once] a_replay_under_way_keeps_its_link,
            #[once] what_a_link_names_but_the_network_lacks_is_reported,
            #[once] a_link_can_start_the_training,
            #[once] keys_that_stand_after_a_question_mark_are_followed_and_moved,
            #[long] a_link_that_comes_while_the_page_starts_is_followed;
        starting: scripts_of_the_wrong_type_are_complained_of_at_once,
            files_that_never_arrive_are_complained_of_after_a_while;
        words: #[once] numbers_in_sentences_can_be_checked,
            #[once] readouts_round_as_the_log_does;
        language: #[quick] the_other_language_is_one_click_away_and_goes_into_the_link,
            #[quick] #[once] both_languages_have_the_same_words_with_the_same_blanks,
            #[once] messages_outside_the_lesson_follow_the_language,
            a_language_that_cannot_be_loaded_is_reported_and_the_page_goes_on,
            #[quick] #[once] no_key_or_blank_is_shown_in_place_of_a_word;
        keyboard: #[quick] training_works_with_keys_alone,
            tab_reaches_every_kind_of_control,
            a_neuron_in_focus_takes_the_big_plot_and_escape_gives_it_back,
            #[once] a_pinned_neuron_is_in_the_link_and_the_link_pins_it,
            arrow_keys_move_the_probe_which_shows_the_networks_prediction;
        inspector: #[once] a_weight_is_found_by_its_name_with_the_numbers_of_the_native_run,
            #[quick] a_weight_can_be_set_trained_on_and_undone,
            #[once] a_wrong_name_or_value_is_reported_and_the_run_is_untouched,
            #[once] the_whole_network_is_checked_against_difference_quotients,
            a_term_that_is_clicked_pins_its_weight_and_a_neuron_its_bias,
            #[once] no_number_of_another_moment_stays,
            arrow_keys_walk_along_layers_and_neurons;
    }
}

/// One update, the timeline, and the tasks.
fn updates() -> Vec<Scenario> {
    scenarios! {
        update: #[quick] #[long] #[once] every_moment_shows_the_numbers_of_the_trace_bit_for_bit,
            #[quick] #[once] the_last_step_makes_exactly_the_update_that_was_shown,
            #[once] a_small_networks_sample_opens_on_the_tape_with_the_same_gradients,
            #[once] a_step_back_from_the_first_moment_leads_to_the_sample_before,
            #[once] a_new_rate_changes_the_update_in_view,
            #[quick] #[once] an_update_with_momentum_shows_the_native_numbers,
            a_term_lights_its_neuron_and_a_neuron_its_term,
            an_update_can_be_stepped_through_with_keys_alone,
            #[once] while_it_trains_the_panel_shows_no_numbers,
            #[once] every_moment_is_described_in_both_languages,
            #[once] the_rule_in_use_is_lit,
            #[long] nothing_moves_from_moment_to_moment;
        predict: #[long] #[once] answers_are_judged_by_the_native_numbers,
            #[long] nothing_of_a_moment_is_seen_before_it_is_answered,
            keys_answer_and_the_focus_is_not_lost,
            #[once] showing_counts_nothing_and_going_back_asks_nothing;
        timeline: #[quick] #[once] steps_back_and_forward_show_the_numbers_of_the_native_run,
            #[alone] while_the_timeline_is_dragged_the_field_follows,
            #[quick] the_slider_leads_to_any_epoch_and_training_goes_on_from_there,
            a_change_of_the_rate_is_undone_and_redone_by_buttons_and_keys,
            #[once] a_change_in_the_past_cuts_the_future_off_and_undo_brings_it_back,
            #[once] a_link_from_the_past_keeps_the_changes_ahead,
            a_worker_that_dies_after_a_step_back_is_restarted_where_it_was;
        losses: #[once] whatever_resets_a_run_says_so_and_undo_brings_run_and_settings_back,
            #[quick] what_cuts_off_later_epochs_says_so_and_undo_brings_them_back,
            #[once] undo_and_redo_lead_through_replaced_runs_in_their_order,
            #[once] where_nothing_is_lost_nothing_is_said;
        notices: they_leave_by_themselves_but_not_while_they_are_read,
            #[quick] they_cover_no_control_on_a_phone_and_on_a_desk,
            escape_dismisses_the_newest_and_the_focus_goes_back,
            #[once] each_is_read_out_once,
            in_a_tall_frame_they_are_where_the_reader_is;
        network_wave: #[once] a_wave_travels_forward_and_back_unless_motion_is_not_wanted;
        network_side: #[quick] #[once] text_tasks_and_settings_take_turns_beside_the_pictures,
            #[once] a_task_that_is_done_out_of_view_is_announced_and_shown,
            #[once] the_chapters_network_is_one_click_away_and_back;
        network_tasks: #[long] #[once] the_numbers_to_be_found_are_those_of_the_native_run,
            #[long] #[once] training_tasks_are_done_by_the_required_runs_only;
    }
}

/// Pictures, and workers.
fn pictures_and_workers() -> Vec<Scenario> {
    scenarios! {
        pictures: #[quick] the_readout_under_the_pointer_is_the_prediction,
            each_class_has_its_colour_on_its_side,
            a_wrong_canvas_is_refused_and_one_without_pixels_is_drawn_on,
            #[quick] every_point_of_the_data_is_drawn,
            #[once] training_changes_every_picture,
            pictures_far_out_of_sight_are_drawn_only_for_a_printer,
            #[quick] the_curves_read_out_the_numbers_of_the_native_run,
            #[once] copy_as_numpy_gives_the_program_of_this_very_run,
            where_the_clipboard_is_refused_the_text_can_be_selected;
        worker: a_worker_that_dies_is_reported_and_can_be_restarted,
            a_worker_that_hangs_is_reported_and_can_be_restarted,
            #[quick] after_a_crash_train_goes_on_where_it_was,
            #[once] after_a_crash_steps_go_on_and_reset_starts_over,
            #[once] after_a_crash_a_setting_can_be_changed,
            #[once] a_restart_finishes_the_replay,
            a_worker_that_dies_each_time_is_started_only_when_asked,
            without_the_workers_file_the_page_trains_itself,
            #[quick] where_a_worker_may_not_be_made_the_page_trains_itself;
        himmelblau: #[quick] #[once] the_chapters_four_tables_are_numpys,
            a_descent_is_played_paused_stepped_and_stepped_back,
            a_start_is_typed_and_the_descent_rests_where_it_arrives,
            #[once] optimizers_map_and_strip_are_on_the_first_screen,
            #[once] a_divergence_is_named_with_its_step_and_its_quantity,
            #[quick] #[once] four_optimizers_race_over_the_same_steps_and_adams_arithmetic_is_shown,
            #[once] a_link_restores_the_same_descent_and_wrong_values_fall_back,
            #[once] the_gradient_opens_as_a_tape_and_follows_the_descent;
        himmelblau_pictures: #[quick] the_basins_are_the_native_ones_even_when_the_rate_changes_meanwhile,
            without_the_explorers_file_the_page_computes_the_basins_itself,
            #[once] the_strip_says_how_the_descent_ends_at_every_rate,
            keys_turn_the_surface_in_space_and_home_restores_it,
            #[alone] while_it_descends_no_task_of_the_page_is_long;
        himmelblau_tasks: #[once] every_task_about_descents_is_done_in_english,
            #[once] every_task_about_descents_is_done_in_chinese,
            #[once] the_hidden_floor_shows_nothing_but_probes;
        smooth: #[alone] while_it_trains_no_task_is_long_and_nothing_moves,
            #[alone] with_the_most_points_no_change_of_network_or_language_is_a_long_task,
            #[alone] a_click_is_answered_at_once_while_it_trains,
            the_address_is_rarely_written_while_it_trains,
            #[alone] it_starts_soon;
        fits: #[long] the_network_fits_at_every_width_in_both_languages,
            #[long] an_update_fits_at_every_width_in_both_languages,
            #[long] activations_and_the_chain_rule_fit_at_every_width_in_both_languages,
            #[long] himmelblau_fits_at_every_width_in_both_languages,
            #[long] embedded_lessons_fit_at_every_width_in_both_languages;
        layout: canvases_have_a_pixel_for_every_pixel_of_the_screen,
            dark_and_light_follow_the_system;
        print: the_network_is_printed_as_it_is_seen_from_light_and_dark,
            activations_are_printed_as_they_are_seen_from_light_and_dark,
            the_chain_rule_is_printed_as_it_is_seen_from_light_and_dark,
            himmelblau_is_printed_as_it_is_seen_from_light_and_dark;
    }
}

/// The other lessons, and random links to all.
fn lessons() -> Vec<Scenario> {
    scenarios! {
        activations: #[quick] #[once] every_function_shows_the_cores_numbers_bit_for_bit,
            each_key_moves_the_probe_by_its_step,
            the_probe_follows_pointer_and_finger,
            #[once] at_a_corner_the_page_says_which_slope_counts,
            #[quick] #[once] its_link_restores_it_and_wrong_values_are_reported_once,
            f_and_its_derivative_are_drawn_at_their_values,
            #[once] no_word_of_it_is_missing_in_either_language,
            #[once] its_description_matches_its_picture;
        activation_tasks: #[once] a_learner_does_every_task_in_english,
            #[once] a_learner_does_every_task_in_chinese,
            a_prediction_hides_the_derivative_until_it_is_revealed,
            #[once] a_wrong_answer_gets_its_reason_then_a_hint_then_the_place;
        chain_rule: #[quick] it_opens_at_its_beginning_with_a_question, #[quick] it_has_the_chapters_numbers_and_the_check,
            #[quick] #[once] every_moment_of_the_tape_has_the_native_numbers,
            it_plays_to_the_end_and_steps_back,
            #[once] backward_again_adds_and_zero_clears,
            #[once] any_node_is_a_root_and_only_watched_leaves_have_gradients,
            values_are_typed_stepped_and_dragged,
            while_it_plays_nothing_moves,
            the_graph_uses_the_room_it_has,
            #[once] what_the_lesson_says_follows_the_language;
        chain_rule_text: #[quick] what_is_typed_becomes_a_tape_with_the_native_numbers,
            #[once] ones_own_expression_comes_back_after_an_example,
            an_error_points_at_its_place_and_says_what_was_expected,
            #[once] hostile_expressions_are_refused_at_once,
            a_graph_too_large_to_draw_is_a_table,
            #[once] a_link_restores_expression_values_root_and_watched,
            #[once] a_wrong_link_falls_back_and_is_never_markup,
            #[once] random_links_leave_a_lesson_that_works;
        chain_rule_tasks: #[once] every_task_is_done_as_a_learner_would_in_english,
            #[once] every_task_is_done_as_a_learner_would_in_chinese,
            #[once] no_task_is_done_by_opening_the_page_and_pressing_its_buttons,
            the_lesson_works_with_keys_alone;
        hostile: #[long] #[once] random_links_to_the_network_leave_a_page_that_works,
            #[long] #[once] random_links_to_activations_leave_a_page_that_works,
            #[long] #[once] random_links_to_himmelblau_leave_a_page_that_works,
            #[long] #[once] random_links_to_the_chain_rule_leave_a_page_that_works,
            #[once] thousands_of_values_in_a_link_are_one_change,
            #[long] random_links_in_fresh_documents_open,
            random_messages_leave_a_page_that_works;
    }
}

/// The element in a page of another origin.
fn embedded() -> Vec<Scenario> {
    scenarios! {
        element: #[quick] attributes_are_settings_and_promises_give_the_native_numbers,
            #[once] the_state_of_one_element_can_be_set_on_another,
            #[once] unsupported_commands_are_refused_and_steps_are_undone,
            #[once] refusals_have_code_field_value_and_range_and_change_nothing,
            changed_attributes_are_followed,
            #[once] moved_with_move_before_it_keeps_its_run,
            #[once] wrong_attributes_are_reported_and_fall_back,
            in_a_sandbox_it_trains_and_answers;
        element_frame: #[long] ten_on_one_page_share_one_download_of_every_file,
            a_frame_out_of_sight_loads_when_it_comes_near_or_is_asked,
            its_height_follows_the_frame_unless_the_author_fixes_it,
            promises_end_when_the_element_goes_or_the_frame_is_silent,
            messages_from_others_and_malformed_ones_are_ignored,
            a_page_without_the_element_can_send_messages;
    }
}

/// Share, and the page in another page.
fn in_other_pages() -> Vec<Scenario> {
    scenarios! {
        share: #[long] #[once] the_link_restores_the_same_state_in_every_lesson,
            #[long] #[once] the_frames_html_works_in_a_page_of_another_origin,
            #[quick] #[once] link_and_html_follow_what_is_chosen,
            where_the_clipboard_is_refused_the_field_is_selected_and_it_says_so,
            #[once] hand_set_weights_are_linked_and_left_out_changes_are_reported,
            share_works_with_keys_and_gives_the_focus_back;
        embed: #[quick] #[once] an_embedded_lesson_has_nothing_around_it,
            #[once] a_link_leads_from_an_embedded_lesson_to_the_whole_page,
            #[long] #[once] every_part_of_the_page_can_be_hidden,
            #[long] #[once] every_part_of_an_embedded_lesson_can_be_hidden,
            #[once] an_unknown_part_is_reported_once,
            what_is_hidden_is_not_drawn_and_comes_back_with_its_picture;
        frame: #[quick] a_host_hears_the_height_in_every_form,
            #[long] the_height_settles_in_a_host_that_follows_it,
            opening_a_section_makes_the_frame_taller,
            below_the_fold_it_takes_neither_focus_nor_scroll,
            #[long] training_rests_out_of_sight_and_goes_on,
            a_descent_rests_out_of_sight_and_in_a_hidden_tab,
            a_link_that_plays_waits_until_it_is_seen;
    }
}

/// Accessibility, and languages.
fn accessibility() -> Vec<Scenario> {
    scenarios! {
        axe: #[long] axe_finds_nothing_in_the_network_lesson,
            #[long] axe_finds_nothing_in_activations_and_the_chain_rule,
            #[long] axe_finds_nothing_in_the_himmelblau_lesson,
            #[quick] axe_finds_nothing_in_the_dialogs;
        chart_tables: every_chart_has_a_table_that_keys_open_and_close,
            #[quick] #[once] the_tables_of_a_run_hold_the_numbers_of_the_native_run,
            #[once] a_long_run_is_listed_in_round_steps_and_stays_until_refreshed,
            #[once] the_tables_of_the_other_lessons_hold_native_numbers;
        targets: #[long] every_target_is_24_pixels_wide_and_high,
            a_sliders_buttons_step_it_and_repeat_while_held,
            everything_that_is_dragged_can_also_be_pressed;
        reflow: at_400_percent_nothing_stays_in_front,
            #[long] tab_goes_through_everything_and_nothing_covers_the_focus,
            text_may_be_set_wider,
            in_the_systems_colours_states_can_still_be_told_apart,
            reduced_motion_is_respected;
        speech: #[once] milestones_are_spoken_and_epochs_are_not,
            errors_are_spoken_when_they_occur;
        pseudolocales: #[long] in_a_language_of_long_words_nothing_is_cut_off_and_no_english_is_left,
            #[long] from_right_to_left_nothing_is_cut_off_and_no_english_is_left,
            #[once] a_language_is_offered_as_soon_as_its_file_is_there;
    }
}
