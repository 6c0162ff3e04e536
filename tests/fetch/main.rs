//! `statclaim reference fetch` against a server on this machine. Limits are in
//! milliseconds, and nothing waits for anything that does not come at once.
#![cfg(feature = "net")]
#![expect(
    clippy::disallowed_methods,
    reason = "tests look at the files that the program writes"
)]

mod desk;
mod server;

use std::{error::Error, fs};

use desk::{Desk, NEW, OLD, is_copy, table};
use server::{Reply, Server, etag};

type Failure = Box<dyn Error>;

#[test]
fn a_file_is_fetched_once_pinned_and_then_only_asked_about() -> Result<(), Failure> {
    let server = Server::start()?;
    server.answers("/a.csv", Reply::Table(table(&OLD)));
    let desk = Desk::new(&[server.url("/a.csv")])?;

    let before = desk.run(&["reference", "lint", "data"])?;
    assert_eq!(before.code, Some(1));
    assert!(
        before.out.contains("error[not-fetched]")
            && before
                .out
                .contains("run `statclaim reference fetch data/dk`"),
        "{}",
        before.out
    );
    assert_eq!(server.asked(), Vec::<String>::new());

    let first = desk.fetch(&[])?;
    assert_eq!((first.code, first.err.as_str()), (Some(0), ""));
    assert!(first.out.contains(": 3 values"), "{}", first.out);
    assert_eq!(server.asked(), ["/a.csv"]);
    let lock = desk.lock();
    assert!(
        lock.contains(&format!("url = \"{}\"", server.url("/a.csv"))),
        "{lock}"
    );
    let copies = desk.copies();
    assert_eq!(copies.len(), 2, "{copies:?}");

    let again = desk.fetch(&[])?;
    assert_eq!(again.code, Some(0));
    assert!(again.out.ends_with("1 unchanged\n"), "{}", again.out);
    let asked = server.asked();
    assert_eq!(
        asked,
        [format!("/a.csv if-none-match: {}", etag(&table(&OLD)))]
    );
    assert_eq!(desk.lock(), lock);

    let lint = desk.run(&["reference", "lint", "data"])?;
    assert_eq!(lint.out, "3 values from 1 source: nothing to report\n");
    assert_eq!(desk.values()?.len(), 3);
    assert_eq!(server.asked(), Vec::<String>::new());
    Ok(())
}

#[test]
fn a_changed_file_shows_what_changed_before_it_is_accepted() -> Result<(), Failure> {
    let server = Server::start()?;
    server.answers("/a.csv", Reply::Table(table(&OLD)));
    let desk = Desk::new(&[server.url("/a.csv")])?;
    desk.fetch(&[])?;
    let (lock, copies) = (desk.lock(), desk.copies());
    server.answers("/a.csv", Reply::Table(table(&NEW)));

    let shown = "    1 added
      Denmark, 2024, foreign citizens, convictions: 40 people (row 4)
    1 revised
      Denmark, 2023, foreign citizens, convictions: 30 people, now 31 people (row 3)
    1 gone
      Denmark, 2021, foreign citizens, convictions: 10 people (row 2)
";
    for (options, why) in [
        (
            &[][..],
            "not accepted: run it again with --accept, or in a terminal",
        ),
        (&["--locked"], ""),
    ] {
        let ended = desk.fetch(options)?;
        if options.is_empty() {
            assert_eq!(ended.code, Some(1), "{}", ended.err);
            assert!(ended.out.contains(shown), "{}", ended.out);
        } else {
            // The pinned file is at hand, so that nothing is to be fetched.
            assert_eq!(ended.code, Some(0));
        }
        assert!(ended.out.contains(why), "{}", ended.out);
        assert_eq!(desk.lock(), lock);
        assert_eq!(desk.copies(), copies);
        assert_eq!(desk.values()?.len(), 3);
    }

    let accepted = desk.fetch(&["--accept"])?;
    assert_eq!(accepted.code, Some(0), "{}", accepted.err);
    assert!(accepted.out.contains(shown), "{}", accepted.out);
    assert!(accepted.out.contains("    accepted\n"), "{}", accepted.out);
    assert_ne!(desk.lock(), lock);
    let query = desk.run(&["reference", "query", "--period", "2023", "data"])?;
    assert!(query.out.contains("31 people"), "{}", query.out);
    Ok(())
}

#[test]
fn a_locked_run_takes_the_pinned_file_and_no_other() -> Result<(), Failure> {
    let server = Server::start()?;
    server.answers("/a.csv", Reply::Table(table(&OLD)));
    let desk = Desk::new(&[server.url("/a.csv")])?;

    let unpinned = desk.fetch(&["--locked"])?;
    assert_eq!(unpinned.code, Some(1));
    assert!(
        unpinned
            .out
            .contains("not accepted: statclaim.lock does not pin it (--locked)"),
        "{}",
        unpinned.out
    );
    assert_eq!((desk.lock(), server.asked()), (String::new(), Vec::new()));

    desk.fetch(&[])?;
    let lock = desk.lock();
    // As in a fresh clone.
    fs::remove_dir_all(desk.package(".fetched"))?;
    let restored = desk.fetch(&["--locked"])?;
    assert_eq!(restored.code, Some(0), "{}", restored.err);
    assert!(restored.out.contains("(as pinned, "), "{}", restored.out);
    server.asked();
    assert_eq!(desk.fetch(&["--locked"])?.code, Some(0));
    assert_eq!(server.asked(), Vec::<String>::new());

    fs::remove_dir_all(desk.package(".fetched"))?;
    server.answers("/a.csv", Reply::Table(table(&NEW)));
    let refused = desk.fetch(&["--locked"])?;
    assert_eq!(refused.code, Some(1));
    assert!(
        refused.out.contains("the pinned file is not at hand to compare with; the new one holds 3 values\n    not accepted: statclaim.lock pins another file (--locked)"),
        "{}",
        refused.out
    );
    assert_eq!(desk.lock(), lock);
    assert_eq!(desk.copies(), Vec::<String>::new());

    desk.describe("")?;
    let dropped = desk.fetch(&["--locked"])?;
    assert_eq!((dropped.code, desk.lock()), (Some(1), lock));
    let dropped = desk.fetch(&[])?;
    assert_eq!(dropped.code, Some(0));
    assert!(!desk.lock().contains("[[file]]"), "{}", desk.lock());
    Ok(())
}

#[test]
fn a_copy_that_is_not_the_pinned_file_is_refused_and_mended() -> Result<(), Failure> {
    let server = Server::start()?;
    server.answers("/a.csv", Reply::Table(table(&OLD)));
    let desk = Desk::new(&[server.url("/a.csv")])?;
    desk.fetch(&[])?;
    let copy = desk.copy()?;
    fs::write(&copy, table(&NEW))?;
    let lint = desk.run(&["reference", "lint", "data"])?;
    assert_eq!(lint.code, Some(1));
    assert!(
        lint.out.contains("error[hash]")
            && lint
                .out
                .contains("is not the file that statclaim.lock pins"),
        "{}",
        lint.out
    );
    fs::write(
        desk.folder.join("draft.md"),
        "In Denmark 31 foreign citizens were convicted in 2023.\n",
    )?;
    let check = desk.run(&["check", "--reference", "data", "draft.md"])?;
    assert_eq!(check.code, Some(2));
    assert!(check.err.contains("statclaim.lock pins"), "{}", check.err);
    assert!(!check.out.contains("supported"), "{}", check.out);

    server.asked();
    assert_eq!(desk.fetch(&[])?.code, Some(0));
    // The server is not asked whether it has changed: the copy is not what it gave.
    assert_eq!(server.asked(), ["/a.csv"]);
    assert_eq!(fs::read_to_string(&copy)?, table(&OLD));
    Ok(())
}

#[test]
fn what_broke_off_is_gone_on_from() -> Result<(), Failure> {
    let server = Server::start()?;
    let whole = table(&OLD);
    server.answers("/a.csv", Reply::Cut(whole.clone(), 60));
    let desk = Desk::new(&[server.url("/a.csv")])?;
    let cut = desk.fetch(&[])?;
    assert_eq!(cut.code, Some(2));
    assert!(
        cut.err.contains(
            "the file broke off after 60 bytes of 199 bytes; the next run goes on from there"
        ),
        "{}",
        cut.err
    );
    assert_eq!(desk.lock(), "");
    server.asked();

    server.answers("/a.csv", Reply::Table(whole.clone()));
    let rest = desk.fetch(&[])?;
    assert_eq!(rest.code, Some(0), "{}", rest.err);
    assert!(
        rest.out.contains("of which 60 bytes were there"),
        "{}",
        rest.out
    );
    let tag = etag(&whole);
    assert_eq!(
        server.asked(),
        [format!("/a.csv range: bytes=60- if-range: {tag}")]
    );
    assert_eq!(fs::read_to_string(desk.copy()?)?, whole);
    assert_eq!(desk.copies().len(), 2, "{:?}", desk.copies());
    Ok(())
}

#[test]
fn a_part_of_another_edition_is_begun_again() -> Result<(), Failure> {
    let server = Server::start()?;
    let desk = Desk::new(&[server.url("/a.csv")])?;
    server.answers("/a.csv", Reply::Cut(table(&OLD), 60));
    assert_eq!(desk.fetch(&[])?.code, Some(2));
    server.answers("/a.csv", Reply::Table(table(&NEW)));
    assert_eq!(desk.fetch(&[])?.code, Some(0));
    assert_eq!(fs::read_to_string(desk.copy()?)?, table(&NEW));

    // A server that cannot say which edition it was gives nothing to go on from.
    server.answers("/a.csv", Reply::CutUnmarked(table(&OLD), 60));
    let cut = desk.fetch(&[])?;
    assert!(
        cut.err.trim_end().ends_with("60 bytes of 199 bytes"),
        "{}",
        cut.err
    );
    assert_eq!(desk.copies().len(), 2, "{:?}", desk.copies());
    Ok(())
}

/// Fetches one address, which fails for this reason and leaves nothing behind.
fn fails(url: &str, options: &[&str], expected: &str) -> Result<(), Failure> {
    let desk = Desk::new(&[url.to_owned()])?;
    let ended = desk.fetch(options)?;
    assert_eq!(ended.code, Some(2), "{url}: {}", ended.out);
    assert_eq!(ended.err, format!("error: {url}: {expected}\n"));
    assert!(ended.out.ends_with("1 failed\n"), "{}", ended.out);
    assert_eq!(
        (desk.lock(), desk.copies()),
        (String::new(), Vec::new()),
        "{url}"
    );
    Ok(())
}

#[test]
fn what_cannot_be_fetched_says_why() -> Result<(), Failure> {
    let server = Server::start()?;
    server.answers("/hop/0", Reply::Redirect("/hop/1".to_owned()));
    server.answers("/hop/1", Reply::Redirect("/hop/2".to_owned()));
    server.answers("/hop/2", Reply::Table(table(&OLD)));
    server.answers("/loop", Reply::Redirect("/loop".to_owned()));
    server.answers("/away", Reply::Redirect("ftp://127.0.0.1/a.csv".to_owned()));
    server.answers("/nowhere", Reply::Status(302));
    server.answers(
        "/page",
        Reply::Typed("text/html; charset=utf-8", "<p>".to_owned()),
    );
    server.answers(
        "/hidden-page",
        Reply::Typed("text/csv", "\n<!DOCTYPE html><html>".to_owned()),
    );
    server.answers("/large", Reply::Table(table(&OLD)));
    server.answers("/silent", Reply::Silent);
    server.answers("/drip", Reply::Drip);
    server.answers("/endless", Reply::Endless);
    server.answers("/broken", Reply::Status(503));
    let at = |path: &str| server.url(path);
    let cases: Vec<(String, &[&str], String)> = vec![
        (at("/none"), &[], "the server answers 404 Not Found".to_owned()),
        (at("/broken"), &[], "the server answers 503 Service Unavailable".to_owned()),
        (
            at("/hop/0"),
            &["--max-redirects", "1"],
            format!("more than 1 redirects (--max-redirects), the last one to {}", at("/hop/2")),
        ),
        (
            at("/loop"),
            &[],
            format!("more than 10 redirects (--max-redirects), the last one to {}", at("/loop")),
        ),
        (
            at("/away"),
            &[],
            "`ftp` addresses are not fetched, only http and https".to_owned(),
        ),
        (
            at("/nowhere"),
            &[],
            "the server redirects without saying where to".to_owned(),
        ),
        (
            at("/page"),
            &[],
            "expected a table as CSV, but found a web page (text/html): is this the address of the file itself?".to_owned(),
        ),
        (
            at("/hidden-page"),
            &[],
            "expected a table as CSV, but found a web page: is this the address of the file itself?".to_owned(),
        ),
        (
            at("/large"),
            &["--max-size", "100"],
            "the file is larger than 100 bytes (--max-size)".to_owned(),
        ),
        (
            at("/endless"),
            &["--max-size", "20kB"],
            "the file is larger than 20 kB (--max-size)".to_owned(),
        ),
        (
            at("/silent"),
            &["--timeout", "100ms"],
            "the server said nothing for 100 ms (--timeout)".to_owned(),
        ),
        (
            at("/drip"),
            &["--max-time", "150ms"],
            "not complete after 150 ms (--max-time)".to_owned(),
        ),
        (
            // A port for a service that nobody has run for decades.
            "http://127.0.0.1:1/a.csv".to_owned(),
            &[],
            "the server 127.0.0.1 cannot be reached: connection refused".to_owned(),
        ),
        (
            "ftp://127.0.0.1/a.csv".to_owned(),
            &[],
            "`ftp` addresses are not fetched, only http and https".to_owned(),
        ),
        (
            "http://".to_owned(),
            &[],
            "this is not an address: empty host".to_owned(),
        ),
    ];
    for (url, options, expected) in cases {
        fails(&url, options, &expected)?;
    }
    Ok(())
}

#[test]
fn redirects_are_followed_and_one_failure_does_not_stop_the_others() -> Result<(), Failure> {
    let server = Server::start()?;
    server.answers("/old.csv", Reply::Redirect("/new.csv".to_owned()));
    server.answers("/new.csv", Reply::Table(table(&OLD)));
    let desk = Desk::new(&[server.url("/none.csv"), server.url("/old.csv")])?;
    let ended = desk.fetch(&[])?;
    assert_eq!(ended.code, Some(2));
    assert!(
        ended.out.ends_with("1 fetched, 1 failed\n"),
        "{}",
        ended.out
    );
    let lock = desk.lock();
    assert!(lock.contains("/old.csv") && !lock.contains("/n"), "{lock}");
    let note = desk.copy()?.with_extension("csv.toml");
    let note = fs::read_to_string(note)?;
    assert!(
        note.contains("answered-by = ") && note.contains("/new.csv"),
        "{note}"
    );
    assert!(
        note.contains("fetched = \"Sun, 22 Nov 2026 06:00:00 GMT\""),
        "{note}"
    );
    assert_eq!(desk.values()?.len(), 3);
    Ok(())
}

#[test]
fn the_lock_is_in_order_and_the_same_however_the_files_came() -> Result<(), Failure> {
    let server = Server::start()?;
    server.answers("/b.csv", Reply::Table(table(&OLD)));
    server.answers("/a.csv", Reply::Table(table(&NEW)));
    let (a, b) = (server.url("/a.csv"), server.url("/b.csv"));
    let desk = Desk::new(&[b.clone(), a.clone()])?;
    assert_eq!(desk.fetch(&[])?.code, Some(0));
    let other = Desk::new(std::slice::from_ref(&a))?;
    other.fetch(&[])?;
    other.describe(&format!("{{\"path\": \"{a}\"}}, {{\"path\": \"{b}\"}}"))?;
    assert_eq!(other.fetch(&[])?.code, Some(0));
    assert_eq!(desk.lock(), other.lock());
    assert!(desk.lock().find("/a.csv") < desk.lock().find("/b.csv"));
    Ok(())
}

#[test]
fn a_table_of_several_remote_files_is_read_when_all_are_there() -> Result<(), Failure> {
    let server = Server::start()?;
    let row = |year: u16| format!("Denmark,{year},foreign citizens,convictions,people,{year}");
    server.answers("/1.csv", Reply::Table(table(&[&row(2021)])));
    server.answers("/2.csv", Reply::Table(table(&[&row(2022)])));
    let (one, two) = (server.url("/1.csv"), server.url("/2.csv"));
    let desk = Desk::with_resources(&format!("{{\"path\": [\"{one}\", \"{two}\"]}}"))?;
    let ended = desk.fetch(&[])?;
    assert_eq!(ended.code, Some(0), "{}", ended.err);
    assert_eq!(ended.out.matches(": 1 value\n").count(), 2, "{}", ended.out);
    let query = desk.run(&["reference", "query", "data"])?;
    let names = desk.copies();
    for name in names.iter().filter(|name| is_copy(name)) {
        assert!(
            query.out.contains(&format!("dk/.fetched/{name}:2:value")),
            "{}",
            query.out
        );
    }
    Ok(())
}

#[test]
fn a_file_that_cannot_be_read_yet_is_fetched_and_says_so() -> Result<(), Failure> {
    let server = Server::start()?;
    server.answers(
        "/a.csv",
        Reply::Table("Nationality,2023\nForeign citizens,10\n".to_owned()),
    );
    let desk = Desk::new(&[server.url("/a.csv")])?;
    let ended = desk.fetch(&[])?;
    assert_eq!(ended.code, Some(0));
    assert!(
        ended.out.contains("cannot be read as the metadata say:"),
        "{}",
        ended.out
    );
    server.answers(
        "/a.csv",
        Reply::Table("Nationality,2024\nForeign citizens,10\n".to_owned()),
    );
    let ended = desk.fetch(&[])?;
    assert_eq!(ended.code, Some(1));
    assert!(
        ended
            .out
            .contains("the new file cannot be read as the metadata say:"),
        "{}",
        ended.out
    );
    Ok(())
}

#[test]
fn a_lock_that_was_merged_badly_stops_its_package() -> Result<(), Failure> {
    let server = Server::start()?;
    server.answers("/a.csv", Reply::Table(table(&OLD)));
    let desk = Desk::new(&[server.url("/a.csv")])?;
    desk.fetch(&[])?;
    let lock = desk.lock();
    fs::write(
        desk.package("statclaim.lock"),
        format!("<<<<<<< ours\n{lock}"),
    )?;
    server.asked();
    for arguments in [
        &["reference", "fetch", "data"][..],
        &["reference", "query", "data"],
    ] {
        let ended = desk.run(arguments)?;
        assert_eq!(ended.code, Some(2));
        assert!(ended.err.contains("statclaim.lock:1:"), "{}", ended.err);
    }
    assert_eq!(server.asked(), Vec::<String>::new());
    Ok(())
}
