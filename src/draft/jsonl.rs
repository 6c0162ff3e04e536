//! JSON Lines: one document a line, `{"id": …, "text": …}` with any further
//! fields. Lines are read as they are asked for, so that an archive of any size
//! takes the memory of its longest line.

use std::{borrow::Cow, io::BufRead};

use serde_json::{Map, Value};

use super::decode::{decode, end_of};
use super::{DraftError, Encoding};

/// One document of a JSON Lines input.
#[derive(Debug, Clone)]
pub struct Document {
    /// Its line, from 1.
    pub line: usize,
    /// Its `id`, a number written as text.
    pub id: Option<String>,
    /// Every field but `text`, in the order of the line.
    pub fields: Map<String, Value>,
    /// Its `text`.
    pub text: String,
}

/// The documents of an input, read as they are asked for.
///
/// A line that is no document is an error; the lines after it are still read.
/// After an error of the system nothing more is read.
#[derive(Debug)]
pub struct Documents<R> {
    path: String,
    reader: R,
    encoding: Option<Encoding>,
    line: usize,
    /// The bytes of the line.
    bytes: Vec<u8>,
    broken: bool,
}

impl<R: BufRead> Documents<R> {
    /// Documents of `reader`; `path` is for messages. Without an encoding the
    /// input is UTF-8, as JSON is.
    pub fn new(path: &str, reader: R, encoding: Option<Encoding>) -> Self {
        Self {
            path: path.to_owned(),
            reader,
            encoding,
            line: 0,
            bytes: Vec::new(),
            broken: false,
        }
    }

    fn document(&self, bytes: &[u8]) -> Result<Document, DraftError> {
        let text: Cow<str> =
            match self.encoding {
                Some(_) => decode(&self.path, bytes, self.encoding)
                    .map_err(|error| self.bad(error_column(bytes), error.to_string()))?
                    .text
                    .into(),
                None => Cow::Borrowed(std::str::from_utf8(bytes).map_err(|_| {
                    self.bad(error_column(bytes), "the line is not UTF-8".to_owned())
                })?),
            };
        let value: Value = serde_json::from_str(&text).map_err(|error| {
            let column = text
                .char_indices()
                .take_while(|(at, _)| *at + 1 < error.column())
                .count();
            self.bad(column + 1, format!("not JSON: {}", reason(&error)))
        })?;
        let Value::Object(mut fields) = value else {
            return Err(self.bad(1, "expected an object with `text`".to_owned()));
        };
        let text = match fields.shift_remove("text") {
            Some(Value::String(text)) => text,
            Some(_) => return Err(self.bad(1, "`text` is not a string".to_owned())),
            None => return Err(self.bad(1, "there is no field `text`".to_owned())),
        };
        let id = match fields.get("id") {
            Some(Value::String(id)) => Some(id.clone()),
            Some(Value::Number(id)) => Some(id.to_string()),
            Some(Value::Null) | None => None,
            Some(_) => return Err(self.bad(1, "`id` is neither text nor a number".to_owned())),
        };
        Ok(Document {
            line: self.line,
            id,
            fields,
            text,
        })
    }

    fn bad(&self, column: usize, problem: String) -> DraftError {
        DraftError::BadLine {
            path: self.path.clone(),
            line: self.line,
            column,
            problem,
        }
    }
}

impl<R: BufRead> Iterator for Documents<R> {
    type Item = Result<Document, DraftError>;

    fn next(&mut self) -> Option<Self::Item> {
        while !self.broken {
            self.bytes.clear();
            self.line += 1;
            match self.reader.read_until(b'\n', &mut self.bytes) {
                Ok(0) => return None,
                Ok(_) => {}
                Err(error) => {
                    self.broken = true;
                    return Some(Err(DraftError::Read {
                        path: self.path.clone(),
                        line: self.line,
                        error,
                    }));
                }
            }
            let mut line = self.bytes.as_slice();
            if self.line == 1 {
                line = line.strip_prefix(b"\xef\xbb\xbf").unwrap_or(line);
            }
            let line = line.trim_ascii_end();
            if !line.is_empty() {
                return Some(self.document(line));
            }
        }
        None
    }
}

/// The column of the first byte that is not UTF-8.
fn error_column(bytes: &[u8]) -> usize {
    let valid = match std::str::from_utf8(bytes) {
        Ok(text) => text,
        Err(error) => bytes
            .get(..error.valid_up_to())
            .and_then(|valid| std::str::from_utf8(valid).ok())
            .unwrap_or(""),
    };
    end_of(valid).column
}

/// The parser's words without its own place, which counts from this line.
fn reason(error: &serde_json::Error) -> String {
    let text = error.to_string();
    match text.rfind(" at line ") {
        Some(at) => text.get(..at).unwrap_or("").to_owned(),
        None => text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(input: &[u8]) -> Vec<Result<Document, String>> {
        Documents::new("a.jsonl", input, None)
            .map(|document| document.map_err(|error| error.to_string()))
            .collect()
    }

    #[test]
    fn documents_keep_their_fields_and_lines() {
        let input = "\u{feff}{\"id\": \"a\", \"text\": \"One.\\n\\nTwo.\", \"desk\": 3}\r\n\n{\"text\": \"\", \"id\": 7}\n{\"text\":\"x\"}";
        let found: Vec<_> = read(input.as_bytes())
            .into_iter()
            .map(Result::unwrap)
            .collect();
        assert_eq!(
            found
                .iter()
                .map(|d| (d.line, d.id.as_deref()))
                .collect::<Vec<_>>(),
            [(1, Some("a")), (3, Some("7")), (4, None),]
        );
        assert_eq!(found[0].text, "One.\n\nTwo.");
        assert_eq!(found[0].fields.keys().collect::<Vec<_>>(), ["id", "desk"]);
    }

    #[test]
    fn a_bad_line_does_not_stop_the_others() {
        let input = b"{\"text\": \"a\"}\n{\"text\": \xe9}\n{\"text\" \"b\"}\n[1]\n{\"id\": 1}\n{\"text\": 1}\n{\"text\": \"b\"}\n";
        let found = read(input);
        assert_eq!(found.len(), 7);
        assert!(found[0].is_ok() && found[6].is_ok());
        for (index, expected) in [
            (1, "a.jsonl:2:10: the line is not UTF-8"),
            (2, "a.jsonl:3:9: not JSON: expected `:`"),
            (3, "a.jsonl:4:1: expected an object with `text`"),
            (4, "a.jsonl:5:1: there is no field `text`"),
            (5, "a.jsonl:6:1: `text` is not a string"),
        ] {
            assert_eq!(found[index].as_ref().unwrap_err(), expected);
        }
    }

    #[test]
    fn a_named_encoding_is_used() {
        let encoding = Encoding::of_label("latin1").unwrap();
        let input: &[u8] = b"{\"text\": \"caf\xe9\"}\n";
        let document = Documents::new("a.jsonl", input, Some(encoding))
            .next()
            .unwrap()
            .unwrap();
        assert_eq!(document.text, "café");
    }
}
