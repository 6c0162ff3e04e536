//! A server on this machine that answers as real ones do on bad days.

use std::{
    collections::BTreeMap,
    fmt::Write as _,
    io::{BufRead, BufReader, Write},
    net::{TcpListener, TcpStream},
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    thread,
    time::Duration,
};

use crate::Failure;

type Shared<T> = Arc<Mutex<T>>;

/// What the server does with a request.
#[derive(Debug, Clone)]
pub(crate) enum Reply {
    /// A table with an `ETag`, whole, in part or not at all, as the request asks.
    Table(String),
    /// The first so many bytes of a table, and then nothing.
    Cut(String, usize),
    /// The same without an `ETag`.
    CutUnmarked(String, usize),
    /// A table of another type.
    Typed(&'static str, String),
    /// A status without a body.
    Status(u16),
    /// A redirect.
    Redirect(String),
    /// No answer for a while.
    Silent,
    /// A byte now and then.
    Drip,
    /// A body without an end and without a length.
    Endless,
}

/// A server on this machine; it stops with the test program.
pub(crate) struct Server {
    address: String,
    replies: Shared<BTreeMap<String, Reply>>,
    /// Path and headers of what was asked, in order.
    asked: Shared<Vec<String>>,
}

fn held<T>(shared: &Shared<T>) -> MutexGuard<'_, T> {
    shared.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Server {
    pub(crate) fn start() -> Result<Self, Failure> {
        let listener = TcpListener::bind("127.0.0.1:0")?;
        let server = Self {
            address: format!("http://{}", listener.local_addr()?),
            replies: Arc::default(),
            asked: Arc::default(),
        };
        let (replies, asked) = (Arc::clone(&server.replies), Arc::clone(&server.asked));
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let (replies, asked) = (Arc::clone(&replies), Arc::clone(&asked));
                thread::spawn(move || serve(stream, &replies, &asked));
            }
        });
        Ok(server)
    }

    pub(crate) fn answers(&self, path: &str, reply: Reply) {
        held(&self.replies).insert(path.to_owned(), reply);
    }

    pub(crate) fn url(&self, path: &str) -> String {
        format!("{}{path}", self.address)
    }

    /// What was asked since the last look.
    pub(crate) fn asked(&self) -> Vec<String> {
        std::mem::take(&mut *held(&self.asked))
    }
}

pub(crate) fn etag(table: &str) -> String {
    let sum = table.bytes().fold(7_u64, |sum, byte| {
        sum.wrapping_mul(31).wrapping_add(u64::from(byte))
    });
    format!("\"{sum:x}\"")
}

/// Answers one request. Errors are those of a client that has gone, which is what some tests want.
fn serve(
    stream: TcpStream,
    replies: &Shared<BTreeMap<String, Reply>>,
    asked: &Shared<Vec<String>>,
) -> Option<()> {
    let mut reader = BufReader::new(stream.try_clone().ok()?);
    let mut request = String::new();
    reader.read_line(&mut request).ok()?;
    let mut headers = BTreeMap::new();
    loop {
        let mut line = String::new();
        reader.read_line(&mut line).ok()?;
        match line.trim().split_once(": ") {
            Some((name, value)) => headers.insert(name.to_lowercase(), value.to_owned()),
            None => break,
        };
    }
    let path = request.split(' ').nth(1)?.to_owned();
    let mut seen = path.clone();
    for name in ["if-none-match", "range", "if-range"] {
        if let Some(value) = headers.get(name) {
            let _ = write!(seen, " {name}: {value}");
        }
    }
    held(asked).push(seen);
    let reply = held(replies).get(&path).cloned();
    answer(stream, reply.unwrap_or(Reply::Status(404)), &headers)
}

fn answer(mut out: TcpStream, reply: Reply, headers: &BTreeMap<String, String>) -> Option<()> {
    let csv = "Content-Type: text/csv\r\nConnection: close\r\nDate: Sun, 22 Nov 2026 06:00:00 GMT";
    let mut send = |text: &str| {
        out.write_all(text.as_bytes())
            .and_then(|()| out.flush())
            .ok()
    };
    match reply {
        Reply::Table(table) => {
            let tag = etag(&table);
            if headers.get("if-none-match") == Some(&tag) {
                return send(&format!(
                    "HTTP/1.1 304 Not Modified\r\n{csv}\r\nETag: {tag}\r\n\r\n"
                ));
            }
            let whole = table.len();
            let from = headers
                .get("range")
                .filter(|_| headers.get("if-range") == Some(&tag))
                .and_then(|range| {
                    range
                        .strip_prefix("bytes=")?
                        .strip_suffix('-')?
                        .parse()
                        .ok()
                });
            let (status, range, rest) =
                match from.and_then(|from: usize| Some((from, table.get(from..)?))) {
                    Some((from, rest)) => (
                        "206 Partial Content",
                        format!("Content-Range: bytes {from}-{}/{whole}\r\n", whole - 1),
                        rest,
                    ),
                    None => ("200 OK", String::new(), table.as_str()),
                };
            send(&format!(
                "HTTP/1.1 {status}\r\n{csv}\r\nETag: {tag}\r\n{range}Content-Length: {}\r\n\r\n{rest}",
                rest.len()
            ))
        }
        Reply::Cut(table, at) => send(&format!(
            "HTTP/1.1 200 OK\r\n{csv}\r\nETag: {}\r\nContent-Length: {}\r\n\r\n{}",
            etag(&table),
            table.len(),
            table.get(..at)?
        )),
        Reply::CutUnmarked(table, at) => send(&format!(
            "HTTP/1.1 200 OK\r\n{csv}\r\nContent-Length: {}\r\n\r\n{}",
            table.len(),
            table.get(..at)?
        )),
        Reply::Typed(media, body) => send(&format!(
            "HTTP/1.1 200 OK\r\nContent-Type: {media}\r\nConnection: close\r\nContent-Length: {}\r\n\r\n{body}",
            body.len()
        )),
        Reply::Status(code) => send(&format!(
            "HTTP/1.1 {code} Said\r\nConnection: close\r\nContent-Length: 0\r\n\r\n"
        )),
        Reply::Redirect(to) => send(&format!(
            "HTTP/1.1 302 Found\r\nLocation: {to}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n"
        )),
        Reply::Silent => {
            thread::sleep(Duration::from_secs(5));
            None
        }
        Reply::Drip => {
            send(&format!(
                "HTTP/1.1 200 OK\r\n{csv}\r\nContent-Length: 100000\r\n\r\n"
            ))?;
            for _ in 0..500 {
                send("x")?;
                thread::sleep(Duration::from_millis(10));
            }
            None
        }
        Reply::Endless => {
            send(&format!("HTTP/1.1 200 OK\r\n{csv}\r\n\r\n"))?;
            for _ in 0..10_000 {
                send(&"x".repeat(1000))?;
            }
            None
        }
    }
}
