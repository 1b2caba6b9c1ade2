//! Pixels as an uncompressed PNG in a data URL, for SVG documents.
//!
//! Source: W3C, *Portable Network Graphics*, third edition; RFC 1950 and 1951; RFC 4648.

use crate::picture::Pixel;

/// Most bytes of a stored block.
const BLOCK: usize = 0xffff;
const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/// The data URL of pixels, in rows of `width` from the top.
pub(crate) fn data_url(pixels: &[Pixel], width: usize) -> String {
    let (columns, rows) = (width as u32, (pixels.len() / width) as u32);
    // Eight bits for each of four channels.
    let head = [&columns.to_be_bytes()[..], &rows.to_be_bytes(), &[8, 6, 0, 0, 0]].concat();
    // Each row begins with the filter type: 0, none.
    let lines = pixels.chunks(width).flat_map(|row| [&[0], row.as_flattened()].concat()).collect();
    let mut file = b"\x89PNG\r\n\x1a\n".to_vec();
    for (name, data) in [(b"IHDR", head), (b"IDAT", stored(&lines)), (b"IEND", Vec::new())] {
        let named = [&name[..], &data].concat();
        file.extend((data.len() as u32).to_be_bytes());
        file.extend(&named);
        file.extend(crc(&named).to_be_bytes());
    }
    format!("data:image/png;base64,{}", base64(&file))
}

/// A zlib stream of blocks that are not compressed.
fn stored(data: &Vec<u8>) -> Vec<u8> {
    let mut stream = vec![0x78, 0x01];
    let blocks = data.chunks(BLOCK);
    let last = blocks.len() - 1;
    for (index, block) in blocks.enumerate() {
        let length = block.len() as u16;
        stream.push(u8::from(index == last));
        stream.extend(length.to_le_bytes());
        stream.extend((!length).to_le_bytes());
        stream.extend(block);
    }
    let [mut low, mut high] = [1_u32, 0];
    for &byte in data {
        low = (low + u32::from(byte)) % 65_521;
        high = (high + low) % 65_521;
    }
    stream.extend((high << 16 | low).to_be_bytes());
    stream
}

fn crc(data: &[u8]) -> u32 {
    let bit = |crc: u32| if crc & 1 == 1 { crc >> 1 ^ 0xedb8_8320 } else { crc >> 1 };
    !data.iter().fold(!0, |crc, &byte| (0..8).fold(crc ^ u32::from(byte), |crc, _| bit(crc)))
}

fn base64(data: &[u8]) -> String {
    let mut text = String::new();
    for three in data.chunks(3) {
        let byte = |i: usize| u32::from(three.get(i).copied().unwrap_or(0));
        let bits = byte(0) << 16 | byte(1) << 8 | byte(2);
        for i in 0..4 {
            let letter = char::from(LETTERS[(bits >> (18 - 6 * i)) as usize & 63]);
            text.push(if i <= three.len() { letter } else { '=' });
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn checksums_and_letters_are_those_of_the_standards() {
        // The check value of CRC-32, Wikipedia's example of Adler-32, RFC 4648's test vectors.
        assert_eq!(crc(b"123456789"), 0xcbf4_3926);
        assert!(stored(&b"Wikipedia".to_vec()).ends_with(&[0x11, 0xe6, 0x03, 0x98]));
        assert_eq!(["f", "fo", "foo"].map(|text| base64(text.as_bytes())), ["Zg==", "Zm8=", "Zm9v"]);
    }
}
