//! The expressions that parse, how they are written out again, and how all others are refused.

use super::*;
use crate::tape::Op;
use proptest::prelude::*;

fn value(text: &str) -> f64 {
    let Expression { tape, root, .. } = Expression::parse(text).expect(text);
    tape.value(root)
}

fn error(text: &str) -> ExpressionError {
    Expression::parse(text).err().unwrap_or_else(|| panic!("{text:?} was read"))
}

#[test]
fn operators_hold_as_in_mathematics() {
    for (text, expected) in [
        ("1 + 2*3", 7.0),
        ("8 - 3 - 2", 3.0),
        ("16 / 4 / 2", 2.0),
        ("2^3^2", 512.0),
        ("x = 3; -x^2", -9.0),
        ("-3^2", -9.0),
        ("(-3)^2", 9.0),
        ("2^-1", 0.5),
        ("2*-3", -6.0),
        ("-2*3", -6.0),
        ("1 - -1", 2.0),
        ("--2 + +1", 3.0),
        ("1e-3*2E3", 2.0),
        (".5 + 5.", 5.5),
        ("2**3", 8.0),
        ("max(1, 4, 2)", 4.0),
        ("relu(-2) + sqrt(16) + exp(0) + cos(0) + ln(1)", 6.0),
        ("2^-x^2", 0.5),
    ] {
        assert_eq!(value(text), expected, "{text}");
    }
}

#[test]
fn what_other_keyboards_have_means_the_same() {
    for (text, expected) in [
        ("（２＋３）×4", 20.0),
        ("x＝3；x²−1", 8.0),
        ("6÷2·5", 15.0),
        ("ｍａｘ（1，2、3）", 3.0),
        ("x = 2; x¹⁰", 1024.0),
        ("α = 2; 权重 = 3; α*权重", 6.0),
        ("x = 2\r\ny = (x +\n 1)\n\ny*y\n", 9.0),
        ("5 — 2 ‐ 1 ‑ 1", 1.0),
        ("x = 3; x……2", 9.0),
        ("1。5 + 1", 2.5),
        ("x = 2; 𝑥*x + 𝒙", 6.0),
        ("𝛼 = 2; α*𝟑", 6.0),
        ("x = 2; x\u{200b}\u{feff} * \u{2060}x", 4.0),
        ("y\u{302} = 2; x\u{304} = 3; y\u{302}*x\u{304}", 6.0),
        ("x = 2; x⁻¹", 0.5),
        ("Exp(0) + ReLU(2) + leaky_relu(1) + log(1) + MAX(1, 2)", 6.0),
    ] {
        assert_eq!(value(text), expected, "{text}");
    }
}

#[test]
fn names_are_shared_and_numbers_make_variables() {
    let Expression { tape, root, given } =
        Expression::parse("x = -2; c = (4); a = x*c; b = a; b + a").expect("valid");
    assert_eq!((tape.len(), given), (4, vec![tape.named("x").expect("x")]));
    assert_eq!(tape.op(tape.named("x").expect("x")), Op::Leaf);
    assert_eq!(tape.op(tape.named("c").expect("c")), Op::Constant);
    assert_eq!((tape.value(root), tape.named("b")), (-16.0, None));
    assert_eq!(value("y"), FIRST_VALUE);
}

#[test]
fn e_and_pi_are_numbers_unless_the_text_gives_them_a_value() {
    for (text, expected) in [
        ("e^1", std::f64::consts::E),
        ("sin(pi*0.5) + cos(π)", 0.0),
        ("e = 3; e*2", 6.0),
        ("E = 3; E*2", 6.0),
        ("w = pi/4; 4*w", std::f64::consts::PI),
        ("log = 2; Max = 3; log*Max", 6.0),
    ] {
        assert_eq!(value(text), expected, "{text}");
    }
    let Expression { mut tape, root, .. } = Expression::parse("y = e^(-x)").expect("valid");
    tape.backward(root);
    assert_eq!(tape.leaves().count(), 1);
    assert_eq!(tape.gradient(tape.named("x").expect("x")), Some(-0.367_879_441_171_442_33));
}

#[test]
fn numbers_alone_are_the_value_of_a_variable() {
    for text in ["x = 0.5", "x = 1/2", "x = +0.5", "x = 2^-1", "x = -(-1/2)", "x = sqrt(1/4)"] {
        let Expression { tape, given, .. } = Expression::parse(&format!("{text}; y = x*3")).expect(text);
        let x = tape.named("x").expect("x");
        assert_eq!((tape.op(x), tape.value(x), given), (Op::Leaf, 0.5, vec![x]), "{text}");
    }
    // A statement that uses another name is a result.
    let Expression { tape, .. } = Expression::parse("a = 2; b = a*3; c = 1/0").expect("valid");
    assert_eq!(tape.leaves().count(), 1);
}

#[test]
fn an_error_points_at_the_character_and_says_what_was_expected() {
    use {ErrorCode as C, Expected as E};
    let operand: &[E] = &[E::Operand];
    for (text, code, span, found, expected) in [
        ("", C::Empty, 0..0, "", &[][..]),
        (" ;\n", C::Empty, 3..3, "", &[]),
        ("x +", C::Unexpected, 3..3, "", operand),
        ("x + * y", C::Unexpected, 4..5, "*", operand),
        ("2x", C::Unexpected, 1..2, "x", &[E::Operator, E::End]),
        ("1.2.3", C::Unexpected, 3..5, ".3", &[E::Operator, E::End]),
        ("(x + 1", C::Unexpected, 6..6, "", &[E::Operator, E::Closing]),
        ("x + 1)", C::Unexpected, 5..6, ")", &[E::Operator, E::End]),
        ("max(x)", C::Unexpected, 5..6, ")", &[E::Operator, E::Comma]),
        ("max(x, y", C::Unexpected, 8..8, "", &[E::Operator, E::Comma, E::Closing]),
        ("sin(x, y)", C::Unexpected, 5..6, ",", &[E::Operator, E::Closing]),
        ("sin x", C::Unexpected, 4..5, "x", &[E::Opening]),
        ("y = ", C::Unexpected, 4..4, "", operand),
        ("3 = x", C::Unexpected, 2..3, "=", &[E::Operator, E::End]),
        ("tan(x)", C::UnknownFunction, 0..3, "tan", &[E::Function]),
        ("sin = 3", C::Reserved, 0..3, "sin", &[]),
        ("x = 2; x = 3", C::Reassigned, 7..8, "x", &[]),
        ("y = x; x = 3", C::UsedBefore, 7..8, "x", &[]),
        ("y = y + 1", C::UsedBefore, 0..1, "y", &[]),
        ("y = e*x; e = 3", C::Reassigned, 9..10, "e", &[]),
        ("x⁻", C::UnknownCharacter, 1..2, "⁻", &[]),
        ("x $ y", C::UnknownCharacter, 2..3, "$", &[]),
        ("𝑥 + 𝄞", C::UnknownCharacter, 5..7, "𝄞", &[]),
        (".", C::UnknownCharacter, 0..1, ".", &[]),
        ("1e999", C::NumberTooLarge, 0..5, "1e999", &[]),
        ("权重（x）", C::UnknownFunction, 0..2, "权重", &[E::Function]),
    ] {
        let got = error(text);
        assert_eq!(
            (got.code, got.span, got.found.as_str(), got.expected),
            (code, span, found, expected),
            "{text:?}"
        );
        assert_eq!(got.limit, None);
    }
}

#[test]
fn what_is_too_much_is_refused_with_its_limit() {
    let repeated = |part: &str, times: usize| part.repeat(times);
    for (text, code, limit) in [
        (repeated("(", 10_000) + "x" + &repeated(")", 10_000), ErrorCode::TooDeep, DEEPEST),
        (repeated("-", 10_000) + "x", ErrorCode::TooDeep, DEEPEST),
        (repeated("+", 10_000) + "x", ErrorCode::TooDeep, DEEPEST),
        (repeated("sin(", 9_000), ErrorCode::TooDeep, DEEPEST),
        (repeated("x^", 10_000) + "x", ErrorCode::TooDeep, DEEPEST),
        (repeated("x+", 10_000) + "x", ErrorCode::TooManyNodes, MOST_NODES),
        (repeated("1+", 10_000) + "1", ErrorCode::TooManyNodes, MOST_NODES),
        (repeated("x", 1_000_000), ErrorCode::TooLong, LONGEST_TEXT),
        (repeated("数", 1_000_000), ErrorCode::TooLong, LONGEST_TEXT),
        (repeated("1e+1", 10_001), ErrorCode::TooLong, LONGEST_TEXT),
    ] {
        let got = error(&text);
        assert_eq!((got.code, got.limit), (code, Some(limit)), "{}…", &text[..20.min(text.len() / 3 * 3)]);
    }
    assert_eq!(error(&repeated("1e+1", 9_999)).code, ErrorCode::Unexpected);
    assert!(error(&format!("x + {}", "1".repeat(400))).found.chars().count() <= 25);
}

#[test]
fn up_to_its_limits_everything_is_read() {
    let deep = "(".repeat(DEEPEST - 1) + "x" + &")".repeat(DEEPEST - 1);
    assert_eq!(value(&deep), FIRST_VALUE);
    let wide = "x".to_owned() + &"+x".repeat(MOST_NODES - 2);
    assert_eq!(value(&wide), (MOST_NODES - 1) as f64);
    assert_eq!(value(&"数".repeat(LONGEST_TEXT)), FIRST_VALUE);
}

/// A random formula of x and y with all its parentheses.
fn formulas() -> impl Strategy<Value = String> {
    let atom = prop_oneof![
        Just("x".to_owned()),
        Just("y".to_owned()),
        (0.0..9.0_f64).prop_map(|x| x.to_string()),
        (0..9_u8).prop_map(|x| format!("-{x}")),
        (-30..30_i32).prop_map(|power| format!("1e{power}")),
    ];
    atom.prop_recursive(6, 60, 3, |inner| {
        let operator = prop::sample::select(vec!["+", "-", "*", "/", "^"]);
        let function = prop::sample::select(function_names());
        prop_oneof![
            4 => (inner.clone(), operator, inner.clone()).prop_map(|(a, o, b)| format!("({a}) {o} ({b})")),
            1 => inner.clone().prop_map(|a| format!("-({a})")),
            1 => (function, inner.clone(), inner).prop_map(|(f, a, b)| match f {
                "max" => format!("max({a}, {b})"),
                _ => format!("{f}({a})"),
            }),
        ]
    })
}

/// The bits of all operations' values; naming the variables first does not change their order.
fn bits(Expression { tape, .. }: &Expression) -> Vec<u64> {
    let operations = tape.ids().filter(|&id| tape.op(id).is_operation());
    operations.map(|id| tape.value(id)).map(|x| if x.is_nan() { f64::NAN } else { x }.to_bits()).collect()
}

proptest! {
    #[test]
    fn what_is_written_reads_as_what_it_was_written_from(formula in formulas(), other in formulas()) {
        let text = format!("x = 0.5; y = -2; a = {formula}; max(a, y)*a - ({other})");
        let first = Expression::parse(&text).expect("a formula");
        let written = first.tape.statements(first.root);
        let again = Expression::parse(&written).unwrap_or_else(|error| panic!("{written}: {error}"));
        prop_assert_eq!(bits(&again), bits(&first), "{}\n{}", text, &written);
        prop_assert_eq!(again.tape.statements(again.root), written);
    }

    #[test]
    fn a_random_formula_has_the_slope_of_its_central_difference(formula in formulas()) {
        let Expression { mut tape, root, .. } = Expression::parse(&format!("x = 0.7; y = 1.3; {formula}")).expect("valid");
        tape.backward(root);
        for leaf in tape.leaves().collect::<Vec<_>>() {
            let gradient = tape.gradient(leaf).expect("watched");
            let quotients = [tape.difference_quotient(root, leaf), nudged(&tape, root, leaf)];
            // Near kinks and poles the two quotients disagree as well; large numbers round coarsely.
            let largest = tape.ids().map(|id| tape.value(id).abs()).fold(0.0, f64::max);
            let error = (quotients[0] - quotients[1]).abs();
            if gradient.is_finite() && error < 1e-5 * gradient.abs() && largest < 1e9 {
                let tolerance = 1e-4 * gradient.abs() + 1e-9 * largest;
                prop_assert!((gradient - quotients[0]).abs() <= tolerance, "{formula}: {gradient} {quotients:?}");
            }
        }
    }
}

/// Pieces of what people type, and of what a link may contain.
const PIECES: [&str; 32] = [
    "x",
    "y",
    "w1",
    "__proto__",
    "constructor",
    "权重",
    "1",
    ".5",
    "1e-3",
    "1e308",
    "+",
    "-",
    "*",
    "/",
    "^",
    "(",
    ")",
    "(",
    ")",
    "tanh(",
    "max(",
    ",",
    ";",
    "=",
    " = ",
    "²",
    "−",
    "（",
    "<b>",
    "$",
    "%E0",
    "\n",
];

/// Checks that a text is parsed, or refused at a place within it.
fn is_parsed_or_refused(text: &str) -> Result<(), TestCaseError> {
    if let Err(error) = Expression::parse(text) {
        let length = text.encode_utf16().count();
        prop_assert!(error.span.start <= error.span.end && error.span.end <= length, "{text:?} {error}");
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(20_000))]

    #[test]
    fn any_text_is_read_or_refused_at_a_place_within_it(text in ".{0,60}") {
        is_parsed_or_refused(&text)?;
    }

    #[test]
    fn signs_in_any_order_are_read_or_refused(text in "[x1.e+*/^(),;=\\- ²sinmax]{0,80}") {
        is_parsed_or_refused(&text)?;
    }

    #[test]
    fn pieces_of_expressions_and_of_links_are_read_or_refused(pieces in prop::collection::vec(prop::sample::select(&PIECES[..]), 0..40)) {
        is_parsed_or_refused(&pieces.concat())?;
    }
}

/// The difference quotient slightly to the right.
fn nudged(tape: &Tape, root: Id, leaf: Id) -> f64 {
    let mut tape = tape.clone();
    tape.set(leaf, tape.value(leaf) + 1e-7);
    tape.difference_quotient(root, leaf)
}
