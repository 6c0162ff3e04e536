//! What is no table: told by the media type that the server names, or by the first
//! bytes where it names none that helps.

use super::error::FetchError;

/// What the server says it sends, by the content encoding and type of its answer; many call
/// a CSV something else, but never these.
pub(super) fn check_type(encoding: &str, media: &str) -> Result<(), FetchError> {
    let first = |value: &str| {
        let value = value.split(';').next().unwrap_or_default();
        value.trim().to_ascii_lowercase()
    };
    let encoding = first(encoding);
    if !matches!(encoding.as_str(), "" | "identity") {
        return Err(FetchError::Compressed(encoding));
    }
    let media = first(media);
    let what = match media.as_str() {
        "text/html" | "application/xhtml+xml" => "a web page",
        "application/pdf" => "a PDF",
        "application/json" | "application/ld+json" => "JSON",
        "application/xml" | "text/xml" => "XML",
        "application/zip" | "application/gzip" | "application/x-gzip" => "an archive",
        other if other.starts_with("application/vnd.openxmlformats") => "a spreadsheet",
        other if other.starts_with("application/vnd.oasis") => "a spreadsheet",
        other if other.starts_with("image/") => "a picture",
        _ => return Ok(()),
    };
    Err(FetchError::WrongType(format!("{what} ({media})")))
}

/// What the first bytes give away, whatever the server calls it.
pub(super) fn sniffed(start: &[u8]) -> Option<&'static str> {
    let start = start.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(start);
    let text = start.trim_ascii_start();
    let begins = |word: &[u8]| {
        text.get(..word.len())
            .is_some_and(|found| found.eq_ignore_ascii_case(word))
    };
    if begins(b"<!doctype html") || begins(b"<html") {
        return Some("a web page");
    }
    if begins(b"<?xml") {
        return Some("XML");
    }
    [
        (&b"%PDF-"[..], "a PDF"),
        (b"PK\x03\x04", "a spreadsheet or an archive"),
        (b"\x1F\x8B", "an archive"),
        (b"\xD0\xCF\x11\xE0", "a spreadsheet"),
    ]
    .into_iter()
    .find_map(|(magic, what)| start.starts_with(magic).then_some(what))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_table_is_seen_by_its_type_or_its_first_bytes() {
        for (media, expected) in [
            ("text/csv; charset=utf-8", true),
            ("application/octet-stream", true),
            ("application/vnd.ms-excel", true),
            ("text/plain", true),
            ("", true),
            ("text/html; charset=utf-8", false),
            ("application/json", false),
            ("image/png", false),
        ] {
            assert_eq!(check_type("", media).is_ok(), expected, "{media}");
            assert!(check_type("gzip", media).is_err(), "{media}");
        }
        for (start, expected) in [
            (&b"place,period\n"[..], None),
            (b"<5,\n", None),
            (b"\xEF\xBB\xBF\n <!DOCTYPE html>", Some("a web page")),
            (b"PK\x03\x04", Some("a spreadsheet or an archive")),
            (b"", None),
        ] {
            assert_eq!(sniffed(start), expected, "{start:?}");
        }
    }
}
