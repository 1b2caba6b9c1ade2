//! Writes a tape as text that the expression parser reads, with no more parentheses than needed.

use super::{Binary, Id, Op, Tape, Unary};

/// How tightly a formula binds, loosest first.
#[derive(Clone, Copy, PartialEq, PartialOrd)]
enum Binding {
    Sum,
    Product,
    Prefix,
    Power,
    Atom,
}

type Text = (String, Binding);

impl Tape {
    /// The formula of a node, down to the nodes that have names or are used more than once.
    pub fn formula(&self, id: Id) -> String {
        self.formula_with(id, &self.anchors())
    }

    /// The whole tape as statements: the leaves with their values, every node that has a name or is
    /// used more than once, and `root`.
    pub fn statements(&self, root: Id) -> String {
        let anchors = self.anchors();
        let mut varies = vec![false; self.len()];
        for id in self.ids() {
            varies[id.0] = self.op(id) == Op::Leaf || self.op(id).operands().any(|a| varies[a.0]);
        }
        let statement = |id: Id| {
            let name = anchors[id.0].as_deref()?;
            let formula = if self.op(id).is_operation() {
                self.formula_with(id, &anchors)
            } else {
                number(self.value(id))
            };
            // In parentheses: without them, numbers alone would be a variable.
            Some(if varies[id.0] { format!("{name} = {formula}") } else { format!("{name} = ({formula})") })
        };
        let mut statements: Vec<String> = self.ids().filter_map(statement).collect();
        statements.push(anchors[root.0].clone().unwrap_or_else(|| self.formula_with(root, &anchors)));
        statements.join("; ")
    }

    /// The nodes, by name, at which a formula stops: without them, shared nodes could make the text
    /// grow exponentially.
    fn anchors(&self) -> Vec<Option<String>> {
        let mut uses = vec![0_u32; self.len()];
        for id in self.ids() {
            self.op(id).operands().for_each(|a| uses[a.0] += 1);
        }
        let shared = |id: Id| uses[id.0] > 1 && self.op(id) != Op::Constant;
        let anchored = |id: &Id| self.given_name(*id).is_some() || shared(*id);
        self.ids().zip(self.names()).map(|(id, name)| anchored(&id).then_some(name)).collect()
    }

    fn formula_with(&self, id: Id, anchors: &[Option<String>]) -> String {
        let ends = |node: Id| node != id && anchors[node.0].is_some();
        let mut wanted = vec![false; id.0 + 1];
        wanted[id.0] = true;
        for node in self.ids().take(id.0 + 1).rev() {
            if wanted[node.0] && !ends(node) {
                self.op(node).operands().for_each(|a| wanted[a.0] = true);
            }
        }
        // Operands before their operations, as on the tape: no recursion, however deep it is.
        let mut texts: Vec<Text> = vec![(String::new(), Binding::Atom); id.0 + 1];
        for node in self.ids().take(id.0 + 1).filter(|node| wanted[node.0]) {
            texts[node.0] = match &anchors[node.0] {
                Some(name) if ends(node) => (name.clone(), Binding::Atom),
                _ => self.text(node, &texts),
            };
        }
        texts.pop().map(|(text, _)| text).unwrap_or_default()
    }

    /// The text of one operation from those of its operands.
    fn text(&self, id: Id, texts: &[Text]) -> Text {
        let of = |a: Id| (texts[a.0].0.as_str(), texts[a.0].1);
        match self.op(id) {
            Op::Leaf => (self.given_name(id).unwrap_or_default().to_owned(), Binding::Atom),
            Op::Constant => {
                let value = self.value(id);
                (number(value), if value.is_sign_negative() { Binding::Prefix } else { Binding::Atom })
            }
            Op::Unary(Unary::Neg, a) => {
                // −(3) is an operation, −3 a number.
                let digits = of(a).0.starts_with(|c: char| c.is_ascii_digit()) && of(a).1 == Binding::Atom;
                (format!("-{}", guarded(of(a), |b| digits || b < Binding::Prefix)), Binding::Prefix)
            }
            Op::Unary(f, a) => (format!("{}({})", f.name(), of(a).0), Binding::Atom),
            Op::Binary(Binary::Max, a, b) => (format!("max({}, {})", of(a).0, of(b).0), Binding::Atom),
            Op::Binary(f, a, b) => infix(f, of(a), of(b)),
        }
    }
}

/// a ∘ b, with parentheses where precedence requires them: sums and products are left-associative,
/// powers right-associative.
fn infix(f: Binary, a: (&str, Binding), b: (&str, Binding)) -> Text {
    let (sign, own) = match f {
        Binary::Add => (" + ", Binding::Sum),
        Binary::Sub => (" - ", Binding::Sum),
        Binary::Mul => (" * ", Binding::Product),
        Binary::Div => (" / ", Binding::Product),
        Binary::Pow | Binary::Max => ("^", Binding::Power),
    };
    let (left, right) = if own == Binding::Power {
        (guarded(a, |b| b <= own), guarded(b, |b| b < Binding::Prefix))
    } else {
        (guarded(a, |b| b < own), guarded(b, |b| b <= own))
    };
    (format!("{left}{sign}{right}"), own)
}

fn guarded((text, binding): (&str, Binding), needed: impl Fn(Binding) -> bool) -> String {
    if needed(binding) { format!("({text})") } else { text.to_owned() }
}

/// A number as one types it, with all its digits.
pub fn number(x: f64) -> String {
    let size = x.abs();
    if size != 0.0 && !(1e-6..1e21).contains(&size) { format!("{x:e}") } else { x.to_string() }
}
