//! Bytes of a table in any declared encoding, as a stream of UTF-8. A byte order
//! mark wins over what the metadata say, as spreadsheets write it unasked.

use std::io::{self, Read};

use encoding_rs::{DecoderResult, Encoding, UTF_8};

/// A table's bytes as UTF-8, without byte order mark and with a line end at the end.
pub(super) struct Decoded<'a> {
    input: Input<'a>,
    last: Option<u8>,
    ended: bool,
}

enum Input<'a> {
    Plain(io::Chain<io::Cursor<Vec<u8>>, Box<dyn Read + 'a>>),
    Recoded(Recoder<'a>),
}

impl<'a> Decoded<'a> {
    /// Starts reading; `declared` applies where there is no byte order mark.
    pub(super) fn new(
        mut input: Box<dyn Read + 'a>,
        declared: &'static Encoding,
    ) -> io::Result<Self> {
        let mut head = Vec::with_capacity(3);
        input.by_ref().take(3).read_to_end(&mut head)?;
        let (encoding, mark) = Encoding::for_bom(&head).unwrap_or((declared, 0));
        let rest = io::Cursor::new(head.split_off(mark)).chain(input);
        let input = if encoding == UTF_8 {
            Input::Plain(rest)
        } else {
            Input::Recoded(Recoder {
                input: rest,
                decoder: encoding.new_decoder_without_bom_handling(),
                raw: vec![0; 1 << 14],
                raw_at: 0,
                raw_end: 0,
                ended: false,
                text: vec![0; 1 << 16],
                text_at: 0,
                text_end: 0,
            })
        };
        Ok(Self {
            input,
            last: None,
            ended: false,
        })
    }

    /// Whether the bytes are UTF-8 as they are.
    pub(super) fn is_plain(&self) -> bool {
        matches!(self.input, Input::Plain(_))
    }
}

impl Read for Decoded<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if buffer.is_empty() || self.ended {
            return Ok(0);
        }
        let count = match &mut self.input {
            Input::Plain(input) => input.read(buffer)?,
            Input::Recoded(input) => input.read(buffer)?,
        };
        if count > 0 {
            self.last = buffer.get(count - 1).copied();
            return Ok(count);
        }
        // Rows are counted by their line ends; a last row without one would count wrongly.
        self.ended = true;
        match (self.last, buffer.first_mut()) {
            (Some(last), Some(first)) if last != b'\n' => {
                *first = b'\n';
                Ok(1)
            }
            _ => Ok(0),
        }
    }
}

struct Recoder<'a> {
    input: io::Chain<io::Cursor<Vec<u8>>, Box<dyn Read + 'a>>,
    decoder: encoding_rs::Decoder,
    raw: Vec<u8>,
    raw_at: usize,
    raw_end: usize,
    ended: bool,
    text: Vec<u8>,
    text_at: usize,
    text_end: usize,
}

impl Recoder<'_> {
    fn fill(&mut self) -> io::Result<()> {
        while self.text_at == self.text_end {
            if self.raw_at == self.raw_end {
                if self.ended {
                    return Ok(());
                }
                self.raw_end = self.input.read(&mut self.raw)?;
                self.raw_at = 0;
                self.ended = self.raw_end == 0;
            }
            let raw = self.raw.get(self.raw_at..self.raw_end).unwrap_or(&[]);
            let (result, read, written) =
                self.decoder
                    .decode_to_utf8_without_replacement(raw, &mut self.text, self.ended);
            self.raw_at += read;
            self.text_at = 0;
            self.text_end = written;
            if let DecoderResult::Malformed(..) = result {
                return Err(io::Error::from(io::ErrorKind::InvalidData));
            }
        }
        Ok(())
    }
}

impl Read for Recoder<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.fill()?;
        let text = self.text.get(self.text_at..self.text_end).unwrap_or(&[]);
        let count = text.len().min(buffer.len());
        if let (Some(to), Some(from)) = (buffer.get_mut(..count), text.get(..count)) {
            to.copy_from_slice(from);
        }
        self.text_at += count;
        Ok(count)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decoded(bytes: &[u8], declared: &'static Encoding) -> io::Result<String> {
        let mut text = String::new();
        Decoded::new(Box::new(io::Cursor::new(bytes.to_vec())), declared)?
            .read_to_string(&mut text)?;
        Ok(text)
    }

    #[test]
    fn encodings_become_utf8() {
        let utf16: Vec<u8> = "\u{feff}Å,1\n"
            .encode_utf16()
            .flat_map(u16::to_le_bytes)
            .collect();
        let utf16_big: Vec<u8> = "\u{feff}Å,1\n"
            .encode_utf16()
            .flat_map(u16::to_be_bytes)
            .collect();
        for (bytes, declared, expected) in [
            (&b"a,1"[..], UTF_8, "a,1\n"),
            (b"a,1\n", UTF_8, "a,1\n"),
            (b"", UTF_8, ""),
            (b"\xEF\xBB\xBFa\r\n", UTF_8, "a\r\n"),
            (b"\xC5,\x80\n", encoding_rs::WINDOWS_1252, "Å,€\n"),
            (&utf16, UTF_8, "Å,1\n"),
            (&utf16_big, encoding_rs::WINDOWS_1252, "Å,1\n"),
        ] {
            assert_eq!(decoded(bytes, declared).unwrap(), expected);
        }
    }

    #[test]
    fn broken_utf16_is_an_error() {
        assert!(decoded(b"\xFF\xFEa", UTF_8).is_err());
    }

    #[test]
    fn long_files_are_recoded_in_parts() {
        let bytes = vec![0xE9_u8; 100_000];
        let text = decoded(&bytes, encoding_rs::WINDOWS_1252).unwrap();
        assert_eq!(text.chars().filter(|&c| c == 'é').count(), 100_000);
    }
}
