//! From bytes to text: a byte order mark decides, then UTF-8, then detection,
//! which is said in the report because it can be wrong. Bytes that fit nothing
//! are an error with their place, never replacement characters.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{DecoderResult, UTF_8, WINDOWS_1252};

use super::DraftError;
use crate::text::{LineIndex, Location};

/// An encoding that the user named.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Encoding(&'static encoding_rs::Encoding);

impl Encoding {
    /// The encoding of a label such as `windows-1252` or `latin1`.
    pub fn of_label(label: &str) -> Result<Self, DraftError> {
        encoding_rs::Encoding::for_label(label.trim().as_bytes())
            .map(Self)
            .ok_or_else(|| DraftError::UnknownEncoding(label.to_owned()))
    }

    /// Its name.
    pub fn name(self) -> &'static str {
        self.0.name()
    }
}

/// Decoded text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decoded {
    /// The text, without byte order mark.
    pub text: String,
    /// A remark for the report, where the encoding had to be guessed.
    pub note: Option<String>,
}

/// Decodes a file: by its byte order mark, as the encoding given, as UTF-8, or
/// as what its bytes look like.
pub fn decode(path: &str, bytes: &[u8], encoding: Option<Encoding>) -> Result<Decoded, DraftError> {
    if let Some((marked, length)) = encoding_rs::Encoding::for_bom(bytes) {
        let text = decode_as(path, bytes, length, marked)?;
        return Ok(Decoded { text, note: None });
    }
    if let Some(Encoding(named)) = encoding {
        let text = decode_as(path, bytes, 0, named)?;
        return Ok(Decoded { text, note: None });
    }
    reject_other_files(path, bytes)?;
    if let Ok(text) = std::str::from_utf8(bytes) {
        let text = text.to_owned();
        return Ok(Decoded { text, note: None });
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    let guessed = if bytes
        .iter()
        .all(|&byte| byte < 0x80 || is_western_sign(byte))
    {
        WINDOWS_1252
    } else {
        detector.guess(None, Utf8Detection::Deny)
    };
    let text = decode_as(path, bytes, 0, guessed)?;
    Ok(Decoded {
        text,
        note: Some(format!(
            "{path}: not UTF-8; read as {}, which its bytes look like (--input-encoding names another)",
            guessed.name()
        )),
    })
}

/// Quotation marks, dashes, the pound sign and their like in Windows-1252. Where
/// no letter beside them tells, detection takes the signs before figures for
/// Central European letters.
fn is_western_sign(byte: u8) -> bool {
    matches!(
        byte,
        0x80 | 0x82 | 0x84 | 0x85 | 0x8b | 0x91..=0x97 | 0x99 | 0x9b | 0xa0 | 0xa3 | 0xa7
            | 0xa9 | 0xab | 0xad | 0xae | 0xb0 | 0xb1 | 0xb2 | 0xb3 | 0xb7 | 0xbb..=0xbe
    )
}

/// Decodes `bytes` from `start` on, strictly.
fn decode_as(
    path: &str,
    bytes: &[u8],
    start: usize,
    encoding: &'static encoding_rs::Encoding,
) -> Result<String, DraftError> {
    let rest = bytes.get(start..).unwrap_or_default();
    let mut decoder = encoding.new_decoder_without_bom_handling();
    let room = decoder
        .max_utf8_buffer_length_without_replacement(rest.len())
        .unwrap_or(rest.len());
    let mut text = String::with_capacity(room);
    let (result, read) = decoder.decode_to_string_without_replacement(rest, &mut text, true);
    let undecodable = |text: &str, byte: usize| DraftError::Undecodable {
        path: path.to_owned(),
        location: end_of(text),
        byte,
        encoding: encoding.name(),
    };
    if let DecoderResult::Malformed(length, after) = result {
        let bad = start + read.saturating_sub(usize::from(length) + usize::from(after));
        return Err(undecodable(&text, bad));
    }
    // Single-byte encodings map every byte: those that they leave undefined
    // come out as control characters, which no text has.
    if encoding != UTF_8
        && let Some(at) = text.find(|c| matches!(c, '\u{80}'..='\u{84}' | '\u{86}'..='\u{9f}'))
    {
        let before = text.get(..at).unwrap_or("");
        let byte = start + encoding.encode(before).0.len();
        return Err(undecodable(before, byte));
    }
    text.shrink_to_fit();
    Ok(text)
}

/// Refuses what only carries a text file's name, before an encoding is guessed for it.
fn reject_other_files(path: &str, bytes: &[u8]) -> Result<(), DraftError> {
    let looks_like = [
        (&b"%PDF-"[..], "it starts like a PDF: ask for the text"),
        (
            b"PK\x03\x04",
            "it starts like a DOCX or another archive: save it as plain text",
        ),
        (
            b"\xd0\xcf\x11\xe0",
            "it starts like an old Word file: save it as plain text",
        ),
        (
            b"{\\rtf",
            "it starts like an RTF file: save it as plain text",
        ),
    ]
    .into_iter()
    .find(|(start, _)| bytes.starts_with(start));
    let (byte, looks_like) = match (looks_like, memchr::memchr(0, bytes)) {
        (Some((_, looks_like)), _) => (0, looks_like),
        (None, Some(byte)) => (
            byte,
            "it holds zero bytes: if it is UTF-16, name that with --input-encoding",
        ),
        (None, None) => return Ok(()),
    };
    let before = bytes.get(..byte).unwrap_or_default();
    Err(DraftError::NotText {
        path: path.to_owned(),
        location: end_of(&String::from_utf8_lossy(before)),
        byte,
        looks_like,
    })
}

/// The place just behind the end of `text`.
pub(super) fn end_of(text: &str) -> Location {
    LineIndex::new(text).location(text, text.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(bytes: &[u8], label: Option<&str>) -> Decoded {
        let encoding = label.map(|label| Encoding::of_label(label).unwrap());
        decode("x.txt", bytes, encoding).unwrap()
    }

    #[test]
    fn marks_then_utf8_then_detection() {
        assert_eq!(text(b"\xef\xbb\xbfa \xc3\xa9", None).text, "a é");
        assert_eq!(text(b"\xff\xfea\x00\xe9\x00", None).text, "aé");
        assert_eq!(text("‘x’ é".as_bytes(), None).text, "‘x’ é");
        assert!(text("‘x’ é".as_bytes(), None).note.is_none());
        let guessed = text(b"It\x92s \x93the worst\x94, he said \x96 \xa35.", None);
        assert_eq!(guessed.text, "It’s “the worst”, he said – £5.");
        assert!(guessed.note.unwrap().contains("windows-1252"));
        let (polish, _, _) = encoding_rs::WINDOWS_1250.encode(
            "Większość podejrzanych to obywatele polscy, wynika z danych. Żaden z nich nie był wcześniej karany.",
        );
        assert!(text(&polish, None).text.starts_with("Większość"));
    }

    #[test]
    fn the_encoding_named_is_used_but_not_above_a_mark() {
        assert_eq!(text(b"\xa4", Some("iso-8859-15")).text, "€");
        assert_eq!(text(b"\xef\xbb\xbf\xc3\xa9", Some("latin1")).text, "é");
        assert_eq!(text(b"\xc3\xa9", Some("latin1")).text, "Ã©");
        let error = Encoding::of_label("utf-9").unwrap_err().to_string();
        assert!(error.contains("`utf-9`"), "{error}");
    }

    #[test]
    fn bytes_that_fit_nothing_are_an_error_at_their_place() {
        let utf8 = Encoding::of_label("utf-8").unwrap();
        for (bytes, encoding, expected) in [
            (&b"ab\n\xc3\xa9c\xff"[..], Some(utf8), "x.txt:2:3: byte 6 "),
            (b"ab\ncd\xe2\x82", Some(utf8), "x.txt:2:3: byte 5 "),
            (b"\xef\xbb\xbfab\xff", None, "x.txt:1:3: byte 5 "),
            (b"ab\n\x00c", None, "x.txt:2:1: byte 3 "),
            (b"%PDF-1.7 \xff", None, "PDF"),
            (b"PK\x03\x04\x00", None, "DOCX"),
        ] {
            let error = decode("x.txt", bytes, encoding).unwrap_err().to_string();
            assert!(error.contains(expected), "{error}");
        }
    }

    #[test]
    fn undefined_bytes_of_a_single_byte_encoding_are_an_error() {
        let named = Encoding::of_label("windows-1252").ok();
        let error = decode("x.txt", b"caf\xe9\n \x81", named).unwrap_err();
        assert!(
            error.to_string().starts_with("x.txt:2:2: byte 6 "),
            "{error}"
        );
    }
}
