//! The tape against derivatives by hand and against central differences.

use super::*;
use crate::expression::{CHAPTER, Expression};
use proptest::prelude::*;

fn read(text: &str) -> (Tape, Id) {
    let Expression { tape, root, .. } = Expression::parse(text).expect(text);
    (tape, root)
}

fn at(tape: &Tape, name: &str) -> Id {
    tape.named(name).unwrap_or_else(|| panic!("{name}"))
}

fn gradient(tape: &Tape, name: &str) -> Option<f64> {
    tape.gradient(at(tape, name))
}

#[test]
fn the_chapters_numbers_come_out() {
    let (mut tape, y2) = read(CHAPTER);
    tape.backward(y2);
    for (name, value, derivative) in [
        ("x", 1.0, 4.0),
        ("w1", 2.0, 2.0),
        ("b1", 1.0, 2.0),
        ("w2", 2.0, 3.0),
        ("b2", 1.0, 1.0),
        ("y1", 3.0, 2.0),
        ("y2", 7.0, 1.0),
    ] {
        let id = at(&tape, name);
        assert_eq!((tape.value(id), tape.gradient(id)), (value, Some(derivative)), "{name}");
    }
}

proptest! {
    #[test]
    fn the_chapters_graph_has_the_derivatives_by_hand(
        [x, w1, b1, w2, b2] in proptest::array::uniform5(-3.0..3.0_f64)
    ) {
        let (mut tape, y2) = read(CHAPTER);
        for (name, value) in [("x", x), ("w1", w1), ("b1", b1), ("w2", w2), ("b2", b2)] {
            let leaf = at(&tape, name);
            tape.set(leaf, value);
        }
        tape.backward(y2);
        let y1 = x * w1 + b1;
        prop_assert_eq!(tape.value(y2), y1 * w2 + b2);
        for (name, by_hand) in
            [("x", w2 * w1), ("w1", w2 * x), ("b1", w2), ("w2", y1), ("b2", 1.0), ("y1", w2)]
        {
            prop_assert_eq!(gradient(&tape, name), Some(by_hand), "{}", name);
        }
    }

    #[test]
    fn every_operation_has_the_slope_of_its_central_difference(
        x in -3.0..3.0_f64, y in -3.0..3.0_f64, positive in 0.2..4.0_f64
    ) {
        let away = |z: f64| if z.abs() < 0.1 { 0.5 } else { z }; // from kinks and poles
        let (x, y) = (away(x), away(y));
        prop_assume!((x - y).abs() > 1e-3);
        let functions = crate::expression::function_names();
        let calls = functions.iter().filter(|&&name| name != "max").map(|name| format!("{name}(x)"));
        let others = ["-x", "x + y", "x - y", "x * y", "x / y", "x^y", "max(x, y)", "x^3", "2^x", "x * x"];
        for text in calls.chain(others.map(str::to_owned)) {
            let (mut tape, root) = read(&text);
            let below = ["ln", "sqrt", "^y"].iter().any(|part| text.contains(part));
            let leaf = at(&tape, "x");
            tape.set(leaf, if below { positive } else { x });
            if let Some(leaf) = tape.named("y") {
                tape.set(leaf, y);
            }
            tape.backward(root);
            for leaf in tape.leaves().collect::<Vec<_>>() {
                let slope = tape.gradient(leaf).expect("watched");
                let quotient = tape.difference_quotient(root, leaf);
                let scale = 1.0 + slope.abs() + tape.value(root).abs();
                prop_assert!((slope - quotient).abs() < 3e-8 * scale, "{text}: {slope} {quotient}");
            }
        }
    }

    #[test]
    fn the_sum_over_all_ways_is_the_gradient(x in -2.0..2.0_f64, w in -2.0..2.0_f64) {
        let (mut tape, root) = read("a = tanh(w*x); b = a*x + a; b^2 - a*b + sin(x)*b");
        for (name, value) in [("x", x), ("w", w)] {
            let leaf = at(&tape, name);
            tape.set(leaf, value);
        }
        tape.backward(root);
        for leaf in tape.leaves().collect::<Vec<_>>() {
            let paths = tape.paths(root, leaf, 64);
            prop_assert_eq!(paths.list.len() as u64, paths.total);
            let sum: f64 = paths.list.iter().map(|path| path.product).sum();
            let gradient = tape.gradient(leaf).expect("watched");
            prop_assert!((sum - gradient).abs() < 1e-12 * (1.0 + gradient.abs()));
            for path in &paths.list {
                let product: f64 = tape.factors(path).iter().map(|factor| factor.value).product();
                prop_assert!((product - path.product).abs() <= 1e-14 * (1.0 + product.abs()));
            }
        }
    }
}

#[test]
fn a_step_says_what_arrives_and_where_it_is_added() {
    let (mut tape, y2) = read(CHAPTER);
    let pass = tape.backward(y2);
    assert_eq!((pass.before, pass.after, pass.steps.len()), (0.0, 1.0, 4));
    let last = pass.steps.last().expect("x · w1");
    assert_eq!((last.node, last.incoming), (at(&tape, "v1"), 2.0));
    let added = |operand, slope, after| Contribution { operand, slope, product: after, before: 0.0, after };
    assert_eq!(last.contributions, [added(at(&tape, "x"), 2.0, 4.0), added(at(&tape, "w1"), 1.0, 2.0)]);
}

#[test]
fn shared_nodes_add_up() {
    let (mut tape, root) = read("x = 3; x*x + x");
    let pass = tape.backward(root);
    assert_eq!(gradient(&tape, "x"), Some(7.0));
    let square = &pass.steps[1];
    assert_eq!(square.contributions.iter().map(|c| c.after).collect::<Vec<_>>(), [4.0, 7.0]);
}

#[test]
fn backward_twice_doubles_until_zeroed() {
    let (mut tape, root) = read("x = 0.5; a = sin(x)*x; a*a + a");
    tape.backward(root);
    let once: Vec<_> = tape.ids().map(|id| tape.gradient(id)).collect();
    tape.backward(root);
    let twice: Vec<_> = tape.ids().map(|id| tape.gradient(id)).collect();
    assert_eq!(twice, once.iter().map(|g| g.map(|g| 2.0 * g)).collect::<Vec<_>>());
    tape.zero();
    assert!(tape.ids().all(|id| tape.gradient(id).is_none_or(|g| g == 0.0)));
}

#[test]
fn only_what_is_watched_carries_gradients() {
    let (mut tape, y2) = read(CHAPTER);
    for name in ["x", "w1", "b1"] {
        let leaf = at(&tape, name);
        tape.watch(leaf, false);
    }
    let pass = tape.backward(y2);
    assert_eq!(pass.steps.len(), 2, "nothing flows below y1");
    assert_eq!((gradient(&tape, "y1"), gradient(&tape, "w1")), (None, None));
    assert_eq!(gradient(&tape, "w2"), Some(3.0));
    let y1 = at(&tape, "y1");
    let nothing = tape.backward(y1);
    assert_eq!((nothing.steps.len(), nothing.after), (0, 0.0));
}

#[test]
fn any_node_can_be_the_root() {
    let (mut tape, _) = read(CHAPTER);
    let y1 = at(&tape, "y1");
    tape.backward(y1);
    assert_eq!((gradient(&tape, "w1"), gradient(&tape, "y2")), (Some(1.0), Some(0.0)));
    assert_eq!(tape.derivatives(y1)[at(&tape, "x").index()], 2.0);
}

#[test]
fn a_changed_leaf_changes_what_depends_on_it() {
    let (mut tape, y2) = read(CHAPTER);
    let w2 = at(&tape, "w2");
    tape.set(w2, -3.0);
    assert_eq!(tape.value(y2), -8.0);
    tape.backward(y2);
    assert_eq!(gradient(&tape, "x"), Some(-6.0));
}

#[test]
fn the_chapters_path_has_two_factors() {
    let (tape, y2) = read(CHAPTER);
    let (y1, w1) = (at(&tape, "y1"), at(&tape, "w1"));
    let paths = tape.paths(y2, w1, 64);
    assert_eq!((paths.total, paths.list[0].slopes.as_slice()), (1, &[1.0, 2.0, 1.0, 1.0][..]));
    let factor = |of, by, value| Factor { of, by, value, whole: true };
    assert_eq!(tape.factors(&paths.list[0]), [factor(y2, y1, 2.0), factor(y1, w1, 1.0)]);
}

#[test]
fn where_names_are_joined_in_two_ways_every_edge_is_a_factor() {
    let (tape, root) = read("x = 3; y = x*x + x; 5*y");
    let paths = tape.paths(root, at(&tape, "x"), 64);
    let factors: Vec<_> = paths.list.iter().map(|path| tape.factors(path)).collect();
    let wholes = factors.iter().map(|list| list.iter().map(|factor| factor.whole).collect::<Vec<_>>());
    assert_eq!(paths.total, 3);
    assert_eq!(
        wholes.collect::<Vec<_>>(),
        [vec![true, true, false], vec![true, true, false], vec![true, false]],
        "x · x has two slopes by x; neither is the derivative of v1, nor is 1 that of y"
    );
}

#[test]
fn more_ways_than_can_be_counted_are_not_walked() {
    let doubled: Vec<_> = (1..90).map(|n| format!("a{n} = a{} + a{}", n - 1, n - 1)).collect();
    let (tape, root) = read(&format!("a0 = 1; {}", doubled.join(";")));
    let paths = tape.paths(root, at(&tape, "a0"), 64);
    assert_eq!((paths.list.len(), paths.total), (64, u64::MAX));
    assert_eq!(tape.paths(at(&tape, "a3"), at(&tape, "a0"), 64).total, 8);
    assert_eq!(tape.paths(at(&tape, "a0"), root, 64), Paths { list: vec![], total: 0 });
}

#[test]
fn a_recording_can_be_entered_anywhere() {
    let (mut tape, y2) = read(CHAPTER);
    let recording = Recording::of(&mut tape, &[y2, y2]);
    assert_eq!((recording.forward_len(), recording.last()), (4, 14));
    let gradients = |at| recording.gradients(at);
    let (w1, v1) = (at(&tape, "w1"), at(&tape, "v1"));
    assert_eq!(gradients(4), vec![0.0; tape.len()]);
    assert_eq!((gradients(5)[y2.index()], gradients(8)[w1.index()]), (1.0, 0.0));
    assert_eq!(
        (gradients(9)[w1.index()], gradients(14)[w1.index()], gradients(99)[w1.index()]),
        (2.0, 4.0, 4.0)
    );
    assert_eq!((recording.known(0)[v1.index()], recording.known(1)[v1.index()]), (false, true));
    assert_eq!(recording.moment(0), (Moment::Start, 0));
    assert_eq!(recording.moment(1), (Moment::Forward(v1), 0));
    assert_eq!(recording.moment(5), (Moment::Seed(&recording.passes()[0]), 0));
    let second = &recording.passes()[1];
    assert_eq!(recording.moment(14), (Moment::Backward(second, &second.steps[3]), 1));
}

#[test]
fn nan_and_infinity_are_shown_not_hidden() {
    let (mut tape, root) = read("x = -1; y = 0; ln(x) + 1/y");
    assert!(tape.value(root).is_nan());
    tape.backward(root);
    assert!(gradient(&tape, "x").is_some_and(f64::is_nan));
    assert_eq!(gradient(&tape, "y"), Some(f64::NEG_INFINITY));
}

#[test]
fn automatic_names_leave_the_given_ones_alone() {
    let (tape, _) = read("v1 = 2; v1*x + sin(x)");
    assert_eq!(tape.names(), ["v1", "x", "v2", "v3", "v4"]);
}

#[test]
fn shared_nodes_keep_a_formula_short() {
    let mut tape = Tape::new();
    let x = tape.leaf("x", 1.0);
    let mut node = tape.add(x, x);
    for _ in 0..100 {
        node = tape.mul(node, node);
    }
    assert_eq!(tape.formula(node), "v100 * v100");
}
