//! Which formats a draft may have, and how to tell from its name.

use super::DraftError;

/// A format that drafts are read from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum InputFormat {
    /// Plain text, hard-wrapped or one paragraph a line.
    Text,
    /// `CommonMark` with tables, footnotes, strikethrough and front matter.
    Markdown,
    /// One JSON document a line.
    JsonLines,
}

impl InputFormat {
    /// The format of a file by its extension; without one, or for standard input, plain text.
    pub fn of_path(path: &str) -> Result<Self, DraftError> {
        let extension = std::path::Path::new(path)
            .extension()
            .and_then(|extension| extension.to_str())
            .map(str::to_ascii_lowercase)
            .unwrap_or_default();
        let (format, advice) = match extension.as_str() {
            "md" | "markdown" | "mdown" | "mkd" | "mdx" | "qmd" | "rmd" => {
                return Ok(Self::Markdown);
            }
            "jsonl" | "ndjson" => return Ok(Self::JsonLines),
            "html" | "htm" | "xhtml" => ("HTML", "save the article as text or Markdown"),
            "docx" => (
                "DOCX",
                "save it from the word processor as plain text (UTF-8)",
            ),
            "doc" | "odt" | "rtf" | "pages" => (
                "this word-processor format",
                "save it from the word processor as plain text (UTF-8)",
            ),
            "pdf" => ("PDF", "ask for the text or save it as plain text"),
            _ => return Ok(Self::Text),
        };
        Err(DraftError::UnsupportedFormat {
            path: path.to_owned(),
            format,
            advice,
        })
    }

    /// The format of a name used in settings.
    pub fn of_name(name: &str) -> Result<Self, DraftError> {
        match name.to_ascii_lowercase().as_str() {
            "text" | "txt" | "plain" => Ok(Self::Text),
            "markdown" | "md" => Ok(Self::Markdown),
            "jsonl" | "ndjson" => Ok(Self::JsonLines),
            _ => Err(DraftError::UnknownFormat(name.to_owned())),
        }
    }

    /// The name used in settings.
    pub fn name(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Markdown => "markdown",
            Self::JsonLines => "jsonl",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn extensions_name_formats() {
        for (path, expected) in [
            ("a/b.txt", Some(InputFormat::Text)),
            ("draft", Some(InputFormat::Text)),
            ("-", Some(InputFormat::Text)),
            ("v1.2 notes", Some(InputFormat::Text)),
            ("A.MD", Some(InputFormat::Markdown)),
            ("x.markdown", Some(InputFormat::Markdown)),
            ("archive.jsonl", Some(InputFormat::JsonLines)),
            ("page.html", None),
            ("page.HTM", None),
            ("piece.docx", None),
            ("piece.pdf", None),
        ] {
            assert_eq!(InputFormat::of_path(path).ok(), expected, "{path}");
        }
    }

    #[test]
    fn an_unread_format_says_what_is_read_and_what_to_do() {
        let message = InputFormat::of_path("piece.docx").unwrap_err().to_string();
        for part in [
            "piece.docx",
            "DOCX",
            "text, Markdown and JSON Lines",
            "save it",
        ] {
            assert!(message.contains(part), "{message}");
        }
    }

    #[test]
    fn names_go_there_and_back() {
        for format in [
            InputFormat::Text,
            InputFormat::Markdown,
            InputFormat::JsonLines,
        ] {
            assert_eq!(InputFormat::of_name(format.name()).ok(), Some(format));
        }
        assert!(InputFormat::of_name("rtf").is_err());
    }
}
