//! Numbers as people write them: full-width digits of a Chinese keyboard, a decimal comma, any dash
//! for a minus, any space between digits. The page's `shared/read-number.js` reads its fields the same
//! way; both are tested with `tests/data/typed_numbers.json`.

/// The text in ASCII, as a number is written in a program; what is no number stays none.
pub fn plain(text: &str) -> String {
    let mut comma = true;
    text.chars()
        .map(|c| match c {
            '！'..='～' => (c as u32 - 0xfee0) as u8 as char,
            '‐'..='―' | '−' | '﹣' => '-',
            _ => c,
        })
        .filter(|&c| !(c.is_whitespace() || matches!(c, '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}')))
        .map(|c| if matches!(c, ',' | '。') && std::mem::take(&mut comma) { '.' } else { c })
        .collect()
}

#[cfg(test)]
mod tests {
    use crate::config::{Field, Value};
    use crate::reference;

    #[test]
    fn what_people_type_for_a_number_is_read_as_in_the_page() {
        let rate = Field::named("learningRate").expect("a field");
        for case in reference::load("typed_numbers.json")["cases"].as_array().expect("cases") {
            let text = case[0].as_str().expect("a text");
            let expected = case[1].as_f64().map(Value::Number);
            assert_eq!(rate.parse(text).ok(), expected, "{text}");
        }
    }
}
