//! Parses tokens onto the tape, with Pratt's operator precedence. A node is pushed once its
//! operands are complete, so the tape is in order and no tree is needed.

use super::error::{ErrorCode, Expected, ExpressionError};
use super::lexer::{Kind, Token};
use super::{DEEPEST, Expression, FIRST_VALUE, MOST_NODES, functions};
use crate::tape::{Binary, Id, Op, Tape, Unary};
use std::collections::HashMap;

/// The binding powers of the operators: a prefix minus binds less than a power, more than a
/// product.
const SUM: u8 = 1;
const PRODUCT: u8 = 3;
const PREFIX: u8 = 5;
const POWER: u8 = 7;

/// Reads all statements; the root is the last one's node.
pub fn parse(tokens: &[Token]) -> Result<Expression, ExpressionError> {
    let mut parser = Parser {
        tokens,
        at: 0,
        depth: 0,
        tape: Tape::new(),
        names: HashMap::new(),
        given: Vec::new(),
        uses: 0,
    };
    let mut root = None;
    loop {
        match parser.peek().kind {
            Kind::End => break,
            Kind::Separator => parser.at += 1,
            _ => root = Some(parser.statement()?),
        }
    }
    match root {
        Some(root) => Ok(Expression { tape: parser.tape, root, given: parser.given }),
        None => Err(parser.peek().error(ErrorCode::Empty)),
    }
}

struct Parser<'a> {
    tokens: &'a [Token],
    at: usize,
    /// Calls of [`Parser::expression`] in progress.
    depth: usize,
    tape: Tape,
    names: HashMap<String, Id>,
    given: Vec<Id>,
    /// The number of uses of variables and results.
    uses: usize,
}

impl Parser<'_> {
    /// `name = expression` or `expression`.
    fn statement(&mut self) -> Result<Id, ExpressionError> {
        let tokens = self.tokens;
        let first = &tokens[self.at];
        let id = match &first.kind {
            Kind::Name(name) if self.kind_after(1) == &Kind::Sign('=') => {
                self.check_new(name, first)?;
                self.at += 2;
                self.assignment(name, first)?
            }
            _ => self.expression(0)?,
        };
        match self.peek().kind {
            Kind::Separator | Kind::End => Ok(id),
            _ => Err(self.unexpected(&[Expected::Operator, Expected::End])),
        }
    }

    fn check_new(&self, name: &str, token: &Token) -> Result<(), ExpressionError> {
        if functions::is_reserved(name) {
            return Err(token.error(ErrorCode::Reserved));
        }
        let Some(&known) = self.names.get(name) else { return Ok(()) };
        // A variable without a value may have been meant to get this one.
        let late = self.tape.op(known) == Op::Leaf && !self.given.contains(&known);
        Err(token.error(if late { ErrorCode::UsedBefore } else { ErrorCode::Reassigned }))
    }

    /// The part after `name =`. Numbers alone (`0.5`, `1/2`, `pi/4`) make a variable with that value; in
    /// parentheses they stay a constant.
    fn assignment(&mut self, name: &str, token: &Token) -> Result<Id, ExpressionError> {
        let (nodes, uses) = (self.tape.len(), self.uses);
        let opens = self.kind_after(0) == &Kind::Sign('(');
        let mut id = self.expression(0)?;
        let grouped = opens && self.tokens[self.at - 1].kind == Kind::Sign(')');
        let value = self.tape.value(id);
        if self.uses == uses && !grouped && value.is_finite() {
            self.tape.truncate(nodes);
            self.names.retain(|_, known| known.index() < nodes);
            id = self.tape.leaf(name, value);
            self.given.push(id);
        }
        self.check_new(name, token)?; // y = y + 1 has just made y a variable
        if self.tape.given_name(id).is_none() {
            self.tape.name(id, name);
        }
        self.names.insert(name.to_owned(), id);
        Ok(id)
    }

    /// An operand and all following operators that bind more strongly than `least`.
    fn expression(&mut self, least: u8) -> Result<Id, ExpressionError> {
        self.depth += 1;
        if self.depth > DEEPEST {
            return Err(self.limit(ErrorCode::TooDeep, DEEPEST));
        }
        let mut left = self.operand()?;
        while let Some((operator, strength)) = infix(&self.peek().kind).filter(|(_, s)| *s > least) {
            self.at += 1;
            // The right-hand side of a power may be another power: it is right-associative.
            let right = self.expression(if strength == POWER { POWER - 1 } else { strength })?;
            self.room()?;
            left = self.tape.binary(operator, left, right);
        }
        self.depth -= 1;
        Ok(left)
    }

    fn operand(&mut self) -> Result<Id, ExpressionError> {
        self.room()?;
        let tokens = self.tokens;
        let token = &tokens[self.at];
        match &token.kind {
            &Kind::Number(x) => {
                self.at += 1;
                Ok(self.tape.constant(x))
            }
            Kind::Sign('-') => self.negative(),
            Kind::Sign('+') => {
                self.at += 1;
                self.expression(PREFIX)
            }
            Kind::Sign('(') => self.parentheses(),
            Kind::Name(name)
                if functions::is_reserved(name)
                    || self.kind_after(1) == &Kind::Sign('(') && functions::is_function(name) =>
            {
                self.call(name)
            }
            Kind::Name(_) if self.kind_after(1) == &Kind::Sign('(') => Err(ExpressionError {
                expected: &[Expected::Function],
                ..token.error(ErrorCode::UnknownFunction)
            }),
            Kind::Name(name) => {
                self.at += 1;
                Ok(self.named(name))
            }
            _ => Err(self.unexpected(&[Expected::Operand])),
        }
    }

    /// The node of a name: the one that has it so far, else a well-known constant, else a new variable.
    fn named(&mut self, name: &str) -> Id {
        let known = self.names.get(name).copied();
        let constant = functions::constant(name);
        let id = known.unwrap_or_else(|| match constant {
            Some(value) => self.tape.constant(value),
            None => self.tape.leaf(name, FIRST_VALUE),
        });
        if known.is_none() {
            self.names.insert(name.to_owned(), id);
            if constant.is_some() {
                self.tape.name(id, name);
            }
        }
        self.uses += usize::from(self.tape.op(id) != Op::Constant);
        id
    }

    /// −x; a minus that belongs to a number makes a negative number, but −3² is −(3²).
    fn negative(&mut self) -> Result<Id, ExpressionError> {
        if let (&Kind::Number(x), after) = (self.kind_after(1), self.kind_after(2))
            && after != &Kind::Sign('^')
        {
            self.at += 2;
            return Ok(self.tape.constant(-x));
        }
        self.at += 1;
        let operand = self.expression(PREFIX)?;
        self.room()?;
        Ok(self.tape.unary(Unary::Neg, operand))
    }

    fn parentheses(&mut self) -> Result<Id, ExpressionError> {
        self.at += 1;
        let inner = self.expression(0)?;
        self.expect(')', &[Expected::Operator, Expected::Closing])?;
        Ok(inner)
    }

    fn call(&mut self, name: &str) -> Result<Id, ExpressionError> {
        self.at += 1;
        self.expect('(', &[Expected::Opening])?;
        let first = self.expression(0)?;
        let value = if let Some(function) = functions::unary(name) {
            self.room()?;
            self.tape.unary(function, first)
        } else {
            self.greatest(first)?
        };
        self.expect(')', &[Expected::Operator, Expected::Closing])?;
        Ok(value)
    }

    /// The rest of max(a, b, …): at least one more argument.
    fn greatest(&mut self, first: Id) -> Result<Id, ExpressionError> {
        self.expect(',', &[Expected::Operator, Expected::Comma])?;
        let mut greatest = first;
        loop {
            let next = self.expression(0)?;
            self.room()?;
            greatest = self.tape.binary(Binary::Max, greatest, next);
            if self.peek().kind == Kind::Sign(')') {
                return Ok(greatest);
            }
            self.expect(',', &[Expected::Operator, Expected::Comma, Expected::Closing])?;
        }
    }

    fn expect(&mut self, sign: char, expected: &'static [Expected]) -> Result<(), ExpressionError> {
        if self.peek().kind != Kind::Sign(sign) {
            return Err(self.unexpected(expected));
        }
        self.at += 1;
        Ok(())
    }

    /// Checks that one more node fits.
    fn room(&self) -> Result<(), ExpressionError> {
        if self.tape.len() < MOST_NODES {
            Ok(())
        } else {
            Err(self.limit(ErrorCode::TooManyNodes, MOST_NODES))
        }
    }

    fn limit(&self, code: ErrorCode, limit: usize) -> ExpressionError {
        ExpressionError { limit: Some(limit), ..self.peek().error(code) }
    }

    fn unexpected(&self, expected: &'static [Expected]) -> ExpressionError {
        ExpressionError { expected, ..self.peek().error(ErrorCode::Unexpected) }
    }

    fn peek(&self) -> &Token {
        &self.tokens[self.at]
    }

    /// The kind of the token so many places ahead; [`Kind::End`] after the last one.
    fn kind_after(&self, tokens: usize) -> &Kind {
        self.tokens.get(self.at + tokens).map_or(&Kind::End, |token| &token.kind)
    }
}

fn infix(kind: &Kind) -> Option<(Binary, u8)> {
    Some(match kind {
        Kind::Sign('+') => (Binary::Add, SUM),
        Kind::Sign('-') => (Binary::Sub, SUM),
        Kind::Sign('*') => (Binary::Mul, PRODUCT),
        Kind::Sign('/') => (Binary::Div, PRODUCT),
        Kind::Sign('^') => (Binary::Pow, POWER),
        _ => return None,
    })
}
