//! One file over HTTP: asked for with what is known of it, followed through its
//! redirects, written as it comes and stopped at the limits. The only code of the
//! program that talks to a network.

use std::{
    error::Error,
    fs::{File, OpenOptions},
    io::{self, Read, Write},
    time::Instant,
};

use reqwest::{
    StatusCode, Url,
    blocking::{Client, RequestBuilder, Response},
    header::{self, HeaderMap, HeaderName},
    redirect::Policy,
};

use super::{
    copy::{Copy, Note, open},
    error::FetchError,
    limits::Limits,
    media::{check_type, sniffed},
    progress::Progress,
};
use crate::reference::lock::{Pin, pin_of};

/// What came of asking.
#[derive(Debug)]
pub(super) enum Answer {
    /// The copy at hand is what the server has.
    NotModified,
    /// The file is there, whole, as the copy's part.
    Arrived {
        /// Its bytes.
        pin: Pin,
        /// How it came.
        note: Note,
        /// How much of it was there before.
        resumed: u64,
    },
}

/// Fetches files, one after the other.
pub(super) struct Downloader {
    client: Client,
    limits: Limits,
}

impl Downloader {
    /// Within these limits.
    pub(super) fn new(limits: Limits) -> Result<Self, FetchError> {
        let client = Client::builder()
            .redirect(Policy::none())
            .timeout(limits.timeout)
            .connect_timeout(limits.timeout)
            .user_agent(concat!("statclaim/", env!("CARGO_PKG_VERSION")))
            .build()
            .map_err(|error| FetchError::Client(cause(&error)))?;
        Ok(Self { client, limits })
    }

    /// Fetches the file of `copy`; `known` is the note of the copy at hand, if that is as it should be.
    pub(super) fn fetch(&self, copy: &Copy, known: Option<&Note>) -> Result<Answer, FetchError> {
        #[expect(
            clippy::disallowed_methods,
            reason = "a limit of time is no part of what is reported"
        )]
        let began = Instant::now();
        copy.prepare()?;
        let transfer = Transfer {
            downloader: self,
            copy,
            began,
        };
        let started = copy.started();
        if let Some(answer) = transfer.run(known, started.as_ref())? {
            return Ok(answer);
        }
        // The part fits nothing that the server has now.
        copy.discard();
        transfer
            .run(known, None)?
            .ok_or_else(|| FetchError::Status("with a part that was not asked for".to_owned()))
    }
}

struct Transfer<'a> {
    downloader: &'a Downloader,
    copy: &'a Copy,
    began: Instant,
}

impl Transfer<'_> {
    /// Asks once; none where the part at hand is of no use.
    fn run(
        &self,
        known: Option<&Note>,
        started: Option<&(u64, Note)>,
    ) -> Result<Option<Answer>, FetchError> {
        let response = self.ask(known, started)?;
        let status = response.status();
        if status == StatusCode::NOT_MODIFIED && known.is_some() {
            self.copy.discard();
            return Ok(Some(Answer::NotModified));
        }
        if status == StatusCode::RANGE_NOT_SATISFIABLE && started.is_some() {
            return Ok(None);
        }
        if status != StatusCode::OK && status != StatusCode::PARTIAL_CONTENT {
            return Err(FetchError::Status(status.to_string()));
        }
        let before = match (status, started) {
            (StatusCode::PARTIAL_CONTENT, Some((length, _))) => {
                if range_start(response.headers()) != Some(*length) {
                    return Ok(None);
                }
                *length
            }
            (StatusCode::PARTIAL_CONTENT, None) => return Ok(None),
            _ => 0,
        };
        let named = |name: HeaderName| {
            let value = response.headers().get(name);
            value
                .and_then(|value| value.to_str().ok())
                .unwrap_or_default()
        };
        check_type(named(header::CONTENT_ENCODING), named(header::CONTENT_TYPE))?;
        let note = self.note(&response);
        let body = Body {
            expected: response.content_length().map(|rest| rest + before),
            received: before,
            resumable: note.strong().is_some(),
        };
        self.receive(response, body, &note)?;
        let pin = open(&self.copy.part)
            .and_then(pin_of)
            .map_err(|error| FetchError::disk(&self.copy.part, &error))?;
        Ok(Some(Answer::Arrived {
            pin,
            note,
            resumed: before,
        }))
    }

    /// Sends the request, and again wherever redirects lead.
    fn ask(
        &self,
        known: Option<&Note>,
        started: Option<&(u64, Note)>,
    ) -> Result<Response, FetchError> {
        let mut url =
            Url::parse(&self.copy.url).map_err(|error| FetchError::Address(error.to_string()))?;
        check_scheme(&url)?;
        let mut redirects = 0;
        loop {
            let request = self.downloader.client.get(url.clone());
            let request = conditions(request, known, started);
            let response = request.send().map_err(|error| self.failed(&url, &error))?;
            self.in_time()?;
            if !is_redirect(response.status()) {
                return Ok(response);
            }
            let to = response.headers().get(header::LOCATION);
            let to = to.and_then(|to| to.to_str().ok());
            let next = next_hop(&url, to)?;
            redirects += 1;
            if redirects > self.downloader.limits.max_redirects {
                return Err(FetchError::TooManyRedirects(redirects - 1, next.into()));
            }
            url = next;
        }
    }

    /// Writes the body to the part.
    fn receive(
        &self,
        mut response: Response,
        mut body: Body,
        note: &Note,
    ) -> Result<(), FetchError> {
        let most = self.downloader.limits.max_size;
        if body.expected.is_some_and(|expected| expected > most) {
            self.copy.discard();
            return Err(FetchError::TooLarge(most));
        }
        let disk = |error: &io::Error| FetchError::disk(&self.copy.part, error);
        let mut file = self.part(body.received).map_err(|error| disk(&error))?;
        self.copy.note_part(note)?;
        let progress = Progress::new(&self.copy.url, body.expected, body.received);
        let mut buffer = vec![0; 1 << 16];
        loop {
            let chunk = match response.read(&mut buffer) {
                Ok(0) => break,
                Ok(count) => buffer.get(..count).unwrap_or_default(),
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                Err(error) => return Err(self.broke_off(&body, &error)),
            };
            if body.received == 0
                && let Some(found) = sniffed(chunk)
            {
                self.copy.discard();
                return Err(FetchError::WrongType(found.to_owned()));
            }
            body.received += u64::try_from(chunk.len()).unwrap_or(0);
            if body.received > most {
                self.copy.discard();
                return Err(FetchError::TooLarge(most));
            }
            file.write_all(chunk).map_err(|error| disk(&error))?;
            progress.at(body.received);
            self.in_time()
                .inspect_err(|_| self.keep_or_discard(&body))?;
        }
        file.flush().map_err(|error| disk(&error))?;
        if body
            .expected
            .is_some_and(|expected| expected != body.received)
        {
            return Err(self.cut_short(&body));
        }
        Ok(())
    }

    /// The part, opened where the body goes on.
    fn part(&self, from: u64) -> io::Result<File> {
        if from == 0 {
            return File::create(&self.copy.part);
        }
        OpenOptions::new().append(true).open(&self.copy.part)
    }

    fn note(&self, response: &Response) -> Note {
        let text = |name: HeaderName| {
            let value = response.headers().get(name)?;
            value.to_str().ok().map(str::to_owned)
        };
        let answered = response.url().as_str();
        Note {
            url: self.copy.url.clone(),
            answered_by: (answered != self.copy.url).then(|| answered.to_owned()),
            etag: text(header::ETAG),
            last_modified: text(header::LAST_MODIFIED),
            fetched: text(header::DATE),
            sha256: String::new(),
        }
    }

    fn in_time(&self) -> Result<(), FetchError> {
        let most = self.downloader.limits.max_time;
        if self.began.elapsed() > most {
            return Err(FetchError::TooSlow(most));
        }
        Ok(())
    }

    /// Why no answer came.
    fn failed(&self, url: &Url, error: &reqwest::Error) -> FetchError {
        if is_timeout(error) {
            return FetchError::TimedOut(self.downloader.limits.timeout);
        }
        FetchError::NotReached {
            host: url.host_str().unwrap_or_default().to_owned(),
            why: cause(error),
        }
    }

    fn broke_off(&self, body: &Body, error: &io::Error) -> FetchError {
        if is_timeout(error) {
            self.keep_or_discard(body);
            return FetchError::TimedOut(self.downloader.limits.timeout);
        }
        self.cut_short(body)
    }

    fn cut_short(&self, body: &Body) -> FetchError {
        self.keep_or_discard(body);
        FetchError::BrokeOff {
            received: body.received,
            expected: body.expected,
            kept: body.is_worth_keeping(),
        }
    }

    fn keep_or_discard(&self, body: &Body) {
        if !body.is_worth_keeping() {
            self.copy.discard();
        }
    }
}

/// How much of a file has come.
#[derive(Debug)]
struct Body {
    expected: Option<u64>,
    received: u64,
    /// Whether the server can be asked for the rest of this very edition.
    resumable: bool,
}

impl Body {
    fn is_worth_keeping(&self) -> bool {
        self.resumable && self.received > 0
    }
}

fn conditions(
    request: RequestBuilder,
    known: Option<&Note>,
    started: Option<&(u64, Note)>,
) -> RequestBuilder {
    let mut request = request
        .header(
            header::ACCEPT,
            "text/csv, text/tab-separated-values, text/plain;q=0.9, */*;q=0.5",
        )
        // A part of a compressed file cannot be gone on from.
        .header(header::ACCEPT_ENCODING, "identity");
    if let Some(note) = known {
        if let Some(etag) = &note.etag {
            request = request.header(header::IF_NONE_MATCH, etag);
        } else if let Some(date) = &note.last_modified {
            request = request.header(header::IF_MODIFIED_SINCE, date);
        }
    }
    if let Some((length, note)) = started
        && let Some(edition) = note.strong()
    {
        request = request
            .header(header::RANGE, format!("bytes={length}-"))
            .header(header::IF_RANGE, edition);
    }
    request
}

fn is_redirect(status: StatusCode) -> bool {
    matches!(status.as_u16(), 301 | 302 | 303 | 307 | 308)
}

/// Where a redirect leads.
fn next_hop(from: &Url, to: Option<&str>) -> Result<Url, FetchError> {
    let to = to.ok_or(FetchError::RedirectToNowhere)?;
    let next = from
        .join(to)
        .map_err(|error| FetchError::Address(format!("`{to}`: {error}")))?;
    check_scheme(&next)?;
    if from.scheme() == "https" && next.scheme() == "http" {
        return Err(FetchError::Downgrade(next.into()));
    }
    Ok(next)
}

fn check_scheme(url: &Url) -> Result<(), FetchError> {
    match url.scheme() {
        "http" | "https" => Ok(()),
        other => Err(FetchError::Scheme(other.to_owned())),
    }
}

/// The first byte of a partial answer.
fn range_start(headers: &HeaderMap) -> Option<u64> {
    let range = headers.get(header::CONTENT_RANGE)?.to_str().ok()?;
    let (start, _) = range.strip_prefix("bytes ")?.split_once('-')?;
    start.trim().parse().ok()
}

/// The innermost cause, which names what went wrong and not where it was noticed.
fn cause(error: &(dyn Error + 'static)) -> String {
    let mut inner = error;
    while let Some(source) = inner.source() {
        inner = source;
    }
    let text = inner.to_string();
    let text = text.split(" (os error").next().unwrap_or(&text);
    text.to_lowercase()
}

fn is_timeout(error: &(dyn Error + 'static)) -> bool {
    let mut next = Some(error);
    while let Some(error) = next {
        let by_client = error
            .downcast_ref::<reqwest::Error>()
            .is_some_and(reqwest::Error::is_timeout);
        let by_system = error
            .downcast_ref::<io::Error>()
            .is_some_and(|error| error.kind() == io::ErrorKind::TimedOut);
        if by_client || by_system {
            return true;
        }
        // An input error hides what it wraps from `source`.
        next = match error
            .downcast_ref::<io::Error>()
            .and_then(io::Error::get_ref)
        {
            Some(inner) => Some(inner),
            None => error.source(),
        };
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn redirects_stay_on_the_web_and_never_become_less_safe() {
        for (from, to, expected) in [
            ("https://a.org/x/y", "z", Ok("https://a.org/x/z")),
            ("https://a.org/x", "//b.org/y", Ok("https://b.org/y")),
            ("http://a.org/x", "https://a.org/x", Ok("https://a.org/x")),
            ("http://a.org/x", "http://b.org", Ok("http://b.org/")),
            (
                "https://a.org/x",
                "http://a.org/x",
                Err("refused to follow a redirect from https to http: http://a.org/x"),
            ),
            (
                "https://a.org/x",
                "file:///etc/passwd",
                Err("`file` addresses are not fetched, only http and https"),
            ),
            (
                "https://a.org/x",
                "https://",
                Err("this is not an address: `https://`: empty host"),
            ),
        ] {
            let from = Url::parse(from).unwrap();
            let found = next_hop(&from, Some(to));
            let found = found.map(String::from).map_err(|error| error.to_string());
            assert_eq!(found, expected.map(str::to_owned).map_err(str::to_owned));
        }
        let from = Url::parse("https://a.org").unwrap();
        assert!(matches!(
            next_hop(&from, None),
            Err(FetchError::RedirectToNowhere)
        ));
    }
}
