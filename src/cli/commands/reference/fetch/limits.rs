//! How long, how large, how far: what a download may cost, as typed and as shown.

use std::time::Duration;

/// What a download may cost.
#[derive(Debug, Clone, Copy)]
pub(super) struct Limits {
    /// How long the server may say nothing.
    pub(super) timeout: Duration,
    /// How long a file may take.
    pub(super) max_time: Duration,
    /// How large it may be, in bytes.
    pub(super) max_size: u64,
    /// How many redirects are followed.
    pub(super) max_redirects: usize,
}

const TIMES: [(&str, u64); 5] = [
    ("ms", 1),
    ("s", 1000),
    ("min", 60_000),
    ("m", 60_000),
    ("", 1000),
];
const SIZES: [(&str, u64); 5] = [
    ("GB", 1_000_000_000),
    ("MB", 1_000_000),
    ("kB", 1000),
    ("B", 1),
    ("", 1),
];

/// A time as typed: `20`, `500ms`, `20s`, `2min`.
pub(in crate::cli) fn time(text: &str) -> Result<Duration, String> {
    let milliseconds = with_unit(text, &TIMES)
        .filter(|milliseconds| *milliseconds > 0)
        .ok_or_else(|| "expected a time such as 20s, 500ms or 2min".to_owned())?;
    Ok(Duration::from_millis(milliseconds))
}

/// A size as typed: `100`, `20kB`, `500MB`, `1GB`.
pub(in crate::cli) fn size(text: &str) -> Result<u64, String> {
    with_unit(text, &SIZES)
        .filter(|bytes| *bytes > 0)
        .ok_or_else(|| "expected a size such as 20kB, 500MB or 1GB".to_owned())
}

fn with_unit(text: &str, units: &[(&str, u64)]) -> Option<u64> {
    let end = text
        .find(|c: char| !c.is_ascii_digit())
        .unwrap_or(text.len());
    let (number, unit) = text.split_at_checked(end)?;
    let unit = unit.trim();
    let (_, factor) = units
        .iter()
        .find(|(name, _)| name.eq_ignore_ascii_case(unit))?;
    number.parse::<u64>().ok()?.checked_mul(*factor)
}

/// A time in words: `20 s`, `500 ms`.
pub(super) fn time_words(time: Duration) -> String {
    match time.as_millis() {
        all if all % 60_000 == 0 => format!("{} min", all / 60_000),
        all if all % 1000 == 0 => format!("{} s", all / 1000),
        all => format!("{all} ms"),
    }
}

/// A size in words, with one decimal at most: `812 bytes`, `1.5 MB`.
pub(super) fn size_words(bytes: u64) -> String {
    for (unit, factor) in SIZES.iter().take(3) {
        // Half a tenth is rounded up; a size that rounds to the next unit is rare and no harm.
        let tenths = bytes.saturating_add(factor / 20) / (factor / 10);
        if tenths >= 10 {
            return match tenths % 10 {
                0 => format!("{} {unit}", tenths / 10),
                tenth => format!("{}.{tenth} {unit}", tenths / 10),
            };
        }
    }
    match bytes {
        1 => "1 byte".to_owned(),
        _ => format!("{bytes} bytes"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_have_units() {
        for (typed, expected, shown) in [
            ("20", Some(20_000), "20 s"),
            ("500ms", Some(500), "500 ms"),
            ("90 s", Some(90_000), "90 s"),
            ("2min", Some(120_000), "2 min"),
            ("1m", Some(60_000), "1 min"),
            ("0", None, ""),
            ("1h", None, ""),
            ("-1", None, ""),
            ("", None, ""),
        ] {
            let found = time(typed).ok();
            assert_eq!(found, expected.map(Duration::from_millis), "{typed}");
            if let Some(found) = found {
                assert_eq!(time_words(found), shown);
            }
        }
    }

    #[test]
    fn sizes_have_units() {
        for (typed, expected, shown) in [
            ("1", Some(1), "1 byte"),
            ("900", Some(900), "900 bytes"),
            ("20kB", Some(20_000), "20 kB"),
            ("1500KB", Some(1_500_000), "1.5 MB"),
            ("1GB", Some(1_000_000_000), "1 GB"),
            ("999B", Some(999), "1 kB"),
            ("0", None, ""),
            ("1.5MB", None, ""),
            ("99999999999GB", None, ""),
        ] {
            let found = size(typed).ok();
            assert_eq!(found, expected, "{typed}");
            if let Some(found) = found {
                assert_eq!(size_words(found), shown, "{typed}");
            }
        }
    }
}
