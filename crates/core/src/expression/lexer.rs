//! Splits a text into tokens. The signs of Chinese keyboards, word processors and printed formulas
//! are read as their ASCII equivalents: （ ） ； ＝ − × · ÷ ².

use super::error::{ErrorCode, ExpressionError};
use std::ops::Range;

/// The most characters of a token that an error shows.
const LONGEST_FOUND: usize = 24;

/// The kind of a token.
#[derive(Clone, Debug, PartialEq)]
pub enum Kind {
    Number(f64),
    Name(String),
    /// One of `+ - * / ^ ( ) , =`.
    Sign(char),
    /// A semicolon, or a new line outside parentheses.
    Separator,
    End,
}

/// A token and its place, in UTF-16 units.
#[derive(Clone, Debug, PartialEq)]
pub struct Token {
    pub kind: Kind,
    pub span: Range<usize>,
    /// The text as typed.
    pub text: String,
}

impl Token {
    /// An error at this token.
    pub fn error(&self, code: ErrorCode) -> ExpressionError {
        let mut found: String = self.text.chars().take(LONGEST_FOUND).collect();
        if found.len() < self.text.len() {
            found.push('…');
        }
        ExpressionError { code, span: self.span.clone(), found, expected: &[], limit: None }
    }
}

/// The tokens of a text, the last of them [`Kind::End`]; `read` reads a number.
pub fn tokens(text: &str, read: fn(&str) -> Option<f64>) -> Result<Vec<Token>, ExpressionError> {
    let mut lexer = Lexer { rest: text, at: 0, depth: 0, tokens: Vec::new(), read };
    while lexer.next()? {}
    lexer.push(Kind::End, 0);
    Ok(lexer.tokens)
}

struct Lexer<'a> {
    rest: &'a str,
    at: usize,
    /// Open parentheses: inside them a new line is only a space.
    depth: usize,
    tokens: Vec<Token>,
    read: fn(&str) -> Option<f64>,
}

impl Lexer<'_> {
    /// Reads one token; `false` at the end.
    fn next(&mut self) -> Result<bool, ExpressionError> {
        let Some(first) = self.rest.chars().next() else { return Ok(false) };
        let length = first.len_utf8();
        match plain(first) {
            '\n' | '\r' if self.depth == 0 => self.push(Kind::Separator, length),
            c if c.is_whitespace() || is_invisible(c) => self.skip(length),
            _ if is_raised(first) => self.superscript()?,
            '0'..='9' | '.' => self.number()?,
            c if is_letter(c) => {
                let length = self.length(|c| {
                    is_letter(c) || is_mark(c) || is_invisible(c) || c.is_numeric() && !is_raised(c)
                });
                let name = self.rest[..length].chars().filter(|&c| !is_invisible(c)).map(plain).collect();
                self.push(Kind::Name(name), length);
            }
            c => self.sign(c, length)?,
        }
        Ok(true)
    }

    fn sign(&mut self, sign: char, length: usize) -> Result<(), ExpressionError> {
        // Python's power is two stars, and a Chinese keyboard's ^ two ellipses.
        let twice = |c: &char| matches!((sign, plain(*c)), ('*', '*') | ('…', '…'));
        let second = self.rest[length..].chars().next().filter(twice);
        match (sign, second) {
            (';', _) => self.push(Kind::Separator, length),
            (_, Some(second)) => self.push(Kind::Sign('^'), length + second.len_utf8()),
            ('+' | '-' | '*' | '/' | '^' | '(' | ')' | ',' | '=', _) => self.push(Kind::Sign(sign), length),
            _ => return Err(self.token(Kind::End, length).error(ErrorCode::UnknownCharacter)),
        }
        match sign {
            '(' => self.depth += 1,
            ')' => self.depth = self.depth.saturating_sub(1),
            _ => (),
        }
        Ok(())
    }

    /// `12`, `0.5`, `.5`, `1e-3`.
    fn number(&mut self) -> Result<(), ExpressionError> {
        let text = number_like(self.rest);
        let digits = |from: usize| text[from..].bytes().take_while(u8::is_ascii_digit).count();
        let mut end = digits(0);
        if text[end..].starts_with('.') {
            end += 1 + digits(end + 1);
        }
        if text[end..].starts_with(['e', 'E']) {
            let sign = usize::from(text[end + 1..].starts_with(['+', '-']));
            let exponent = digits(end + 1 + sign);
            // `2e` is 2 and a variable with no operator between them.
            end += if exponent > 0 { 1 + sign + exponent } else { 0 };
        }
        let length = self.rest.chars().take(end).map(char::len_utf8).sum();
        match (self.read)(&text[..end]) {
            Some(value) if value.is_finite() => self.push(Kind::Number(value), length),
            Some(_) => return Err(self.token(Kind::End, length).error(ErrorCode::NumberTooLarge)),
            None => return Err(self.token(Kind::End, length).error(ErrorCode::UnknownCharacter)),
        }
        Ok(())
    }

    /// `x²` is read as `x^2`: the sign spans no text, the number spans the digits.
    fn superscript(&mut self) -> Result<(), ExpressionError> {
        let length = self.length(is_raised);
        let digits: String = self.rest[..length].chars().map(|c| superscript(c).unwrap_or('-')).collect();
        let Some(power) = (self.read)(&digits) else {
            return Err(self.token(Kind::End, length).error(ErrorCode::UnknownCharacter));
        };
        self.push(Kind::Sign('^'), 0);
        self.push(Kind::Number(power.clamp(f64::MIN, f64::MAX)), length);
        Ok(())
    }

    /// The length, in bytes, of the run of `wanted` characters from here on.
    fn length(&self, wanted: impl Fn(char) -> bool) -> usize {
        self.rest.chars().take_while(|&c| wanted(c)).map(char::len_utf8).sum()
    }

    fn token(&self, kind: Kind, length: usize) -> Token {
        let text = &self.rest[..length];
        Token { kind, span: self.at..self.at + text.encode_utf16().count(), text: text.to_owned() }
    }

    fn push(&mut self, kind: Kind, length: usize) {
        let token = self.token(kind, length);
        self.tokens.push(token);
        self.skip(length);
    }

    fn skip(&mut self, length: usize) {
        let (text, rest) = self.rest.split_at(length);
        self.at += text.encode_utf16().count();
        self.rest = rest;
    }
}

/// The ASCII equivalent of a character, or the character itself.
fn plain(c: char) -> char {
    match c {
        '‐'..='―' | '−' | '﹣' => '-',
        '。' => '.',
        '×' | '·' | '⋅' | '∙' | '∗' | '•' => '*',
        '÷' | '∕' | '⁄' => '/',
        'ˆ' => '^',
        '、' => ',',
        // The full-width forms are in ASCII order.
        '！'..='～' => char::from_u32(u32::from(c) - u32::from('！') + u32::from('!')).unwrap_or(c),
        // Formulas are copied with the letters of mathematics, which look like others.
        'ℎ' => 'h',
        '\u{1d400}'..='\u{1d6a3}' => {
            let place = (u32::from(c) - 0x1d400) % 52;
            char::from_u32(if place < 26 { 0x41 + place } else { 0x61 + place - 26 }).unwrap_or(c)
        }
        '\u{1d6a8}'..='\u{1d7cb}' => match (u32::from(c) - 0x1d6a8) % 58 {
            place @ ..=24 => char::from_u32(0x391 + place).unwrap_or(c),
            place @ 26..=50 => char::from_u32(0x3b1 + place - 26).unwrap_or(c),
            _ => c,
        },
        '\u{1d7ce}'..='\u{1d7ff}' => char::from_digit((u32::from(c) - 0x1d7ce) % 10, 10).unwrap_or(c),
        _ => c,
    }
}

/// Returns whether a character has no width and no meaning: joiners, direction marks, a soft hyphen.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}')
}

/// A mark over or under the letter before it: ŷ, x̄.
fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{20d0}'..='\u{20ff}')
}

fn is_letter(c: char) -> bool {
    let c = plain(c);
    c == '_' || c.is_alphabetic()
}

/// The run of characters from here on that could be one number, in ASCII: at most one point, one e,
/// and a sign after it.
fn number_like(text: &str) -> String {
    let (mut points, mut letters, mut before) = (0, 0, ' ');
    let fits = |&c: &char| {
        points += usize::from(c == '.');
        letters += usize::from(matches!(c, 'e' | 'E'));
        let sign = matches!(c, '+' | '-') && matches!(before, 'e' | 'E');
        before = c;
        (c.is_ascii_digit() || matches!(c, '.' | 'e' | 'E') || sign) && points < 2 && letters < 2
    };
    text.chars().map(plain).take_while(fits).collect()
}

/// A raised digit or minus.
fn is_raised(c: char) -> bool {
    c == '⁻' || superscript(c).is_some()
}

/// The digit that a raised digit stands for.
fn superscript(c: char) -> Option<char> {
    let place = "⁰¹²³⁴⁵⁶⁷⁸⁹".chars().position(|raised| raised == c)?;
    char::from_digit(place as u32, 10)
}
