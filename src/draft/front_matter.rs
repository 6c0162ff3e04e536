//! Front matter: the fields a newsroom's tools put above a draft, between `---`
//! (YAML) or `+++` (TOML). It gives context and is no visible text. Of YAML only
//! plain `key: value` lines are read; nothing here needs more.

use super::DraftContext;

/// Names of the day a draft is of, the best first.
const DATE_KEYS: [&str; 12] = [
    "date",
    "published",
    "publishdate",
    "pubdate",
    "datepublished",
    "publicationdate",
    "publishedat",
    "embargo",
    "created",
    "updated",
    "lastmod",
    "modified",
];
const TITLE_KEYS: [&str; 2] = ["title", "headline"];
const PLACE_KEYS: [&str; 4] = ["place", "location", "dateline", "city"];

/// The offset at which the text starts, and what the front matter before it says.
pub(super) fn read(source: &str) -> (usize, DraftContext) {
    split(source).unwrap_or_default()
}

fn split(source: &str) -> Option<(usize, DraftContext)> {
    let mut lines = source.split_inclusive('\n');
    let first = lines.next()?;
    let fence = first.trim_end();
    if fence != "---" && fence != "+++" {
        return None;
    }
    let mut at = first.len();
    let start = at;
    for line in lines {
        let end = line.trim_end();
        if end == fence || (fence == "---" && end == "...") {
            let inside = source.get(start..at)?;
            let fields = if fence == "+++" {
                toml_fields(inside)?
            } else {
                yaml_fields(inside)
            };
            // Without a field these are two rules with text between them.
            return (!fields.is_empty()).then(|| (at + line.len(), context(&fields)));
        }
        at += line.len();
    }
    None
}

fn yaml_fields(text: &str) -> Vec<(String, String)> {
    text.lines()
        .filter(|line| !line.starts_with([' ', '\t', '#', '-']))
        .filter_map(|line| {
            let (key, value) = line.split_once(':')?;
            let value = value.trim();
            let value = ['"', '\'']
                .into_iter()
                .find_map(|mark| value.strip_prefix(mark)?.split(mark).next())
                .unwrap_or_else(|| value.split(" #").next().unwrap_or("").trim_end());
            (!key.contains(' ') || value.is_empty()).then(|| (name(key), value.to_owned()))
        })
        .collect()
}

fn toml_fields(text: &str) -> Option<Vec<(String, String)>> {
    let table: toml::Table = text.parse().ok()?;
    Some(
        table
            .iter()
            .filter_map(|(key, value)| {
                let value = match value {
                    toml::Value::String(text) => text.clone(),
                    toml::Value::Datetime(date) => date.to_string(),
                    _ => return None,
                };
                Some((name(key), value))
            })
            .collect(),
    )
}

/// A key without the marks that vary from tool to tool.
fn name(key: &str) -> String {
    key.chars()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}

fn context(fields: &[(String, String)]) -> DraftContext {
    let get = |keys: &[&str]| {
        keys.iter().find_map(|wanted| {
            fields
                .iter()
                .find(|(key, value)| key == wanted && !value.is_empty())
                .map(|(_, value)| value.clone())
        })
    };
    let mut context = DraftContext {
        title: get(&TITLE_KEYS),
        place: get(&PLACE_KEYS),
        ..DraftContext::default()
    };
    if let Some(text) = get(&DATE_KEYS) {
        context.set_date(&text);
    }
    context
}

impl DraftContext {
    /// Takes a date as written, unless one is known.
    pub(super) fn set_date(&mut self, text: &str) {
        if self.date.is_some() || self.date_text.is_some() {
            return;
        }
        match text.get(..10).and_then(|day| day.parse().ok()) {
            Some(date) => self.date = Some(date),
            None => self.date_text = Some(text.to_owned()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_of_yaml_and_toml() {
        for (source, date, text, title, place) in [
            (
                "---\ntitle: Jails: the count\ndate: 2025-06-03 # embargoed\nplace: 'York'\n---\nBody",
                Some("2025-06-03"),
                None,
                Some("Jails: the count"),
                Some("York"),
            ),
            (
                "---\r\nheadline: \"A\"\r\nembargo: 2025-09-01T06:00:00Z\r\n...\r\nBody",
                Some("2025-09-01"),
                None,
                Some("A"),
                None,
            ),
            (
                "+++\ndate = 2024-02-29\ntitle = \"B\"\n+++\nBody",
                Some("2024-02-29"),
                None,
                Some("B"),
                None,
            ),
            (
                "---\ndate: 3 June 2025\nupdated: 2025-06-09\n---\nBody",
                None,
                Some("3 June 2025"),
                None,
                None,
            ),
        ] {
            let (start, context) = read(source);
            assert_eq!(source.get(start..), Some("Body"));
            assert_eq!(context.date.map(|date| date.to_string()).as_deref(), date);
            assert_eq!(context.date_text.as_deref(), text);
            assert_eq!(context.title.as_deref(), title);
            assert_eq!(context.place.as_deref(), place);
        }
    }

    #[test]
    fn what_is_no_front_matter_stays_text() {
        for source in [
            "",
            "---",
            "---\ntitle: x\nno end",
            "---\n\nA line of text.\n\n---\nmore",
            "Text\n---\ntitle: x\n---\n",
            "+++\nnot toml\n+++\n",
        ] {
            assert_eq!(read(source), (0, DraftContext::default()), "{source}");
        }
    }
}
