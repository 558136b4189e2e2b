//! What every journey has in common: a fresh browser before, a silent console after, a picture where it failed.

use crate::fail;
use crate::page::{Page, Window};
use crate::site::Site;
use anyhow::Result;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::path::Path;
use std::sync::{Condvar, Mutex, OnceLock, PoisonError};

/// How many journeys run at a time: each has a browser, and a starved browser is a slow one.
const AT_A_TIME: usize = 2;

static RUNNING: Mutex<usize> = Mutex::new(0);
static ENDED: Condvar = Condvar::new();

/// The leave to run; given back when dropped.
struct Turn;

impl Turn {
    fn wait() -> Turn {
        let running = RUNNING.lock().unwrap_or_else(PoisonError::into_inner);
        let mut running =
            ENDED.wait_while(running, |running| *running >= AT_A_TIME).unwrap_or_else(PoisonError::into_inner);
        *running += 1;
        Turn
    }
}

impl Drop for Turn {
    fn drop(&mut self) {
        *RUNNING.lock().unwrap_or_else(PoisonError::into_inner) -= 1;
        ENDED.notify_one();
    }
}

/// The release, served for as long as the tests run.
#[track_caller]
fn release() -> &'static Site {
    static SITE: OnceLock<Result<Site>> = OnceLock::new();
    match SITE.get_or_init(Site::of_release) {
        Ok(site) => site,
        Err(error) => fail(format_args!("{error:#}")),
    }
}

/// A journey through the release on a wide screen.
#[track_caller]
pub fn journey(name: &str, walk: impl FnOnce(&Page)) {
    journey_in(name, Window::WIDE, "", walk);
}

/// A journey through the release in a window, from an address within it: `?s=…`, `#s=…` or nothing.
#[track_caller]
pub fn journey_in(name: &str, window: Window, path: &str, walk: impl FnOnce(&Page)) {
    let _turn = Turn::wait();
    visit(name, window, &release().address(path), walk);
}

/// A journey through a page of one's own, to see whether journeys see what they should.
#[track_caller]
pub fn on_fixture(name: &str, folder: &Path, walk: impl FnOnce(&Page)) {
    let _turn = Turn::wait();
    let site = Site::of_folder(folder).unwrap_or_else(|error| fail(format_args!("{error:#}")));
    visit(name, Window::WIDE, &site.address(""), walk);
}

impl Page {
    /// Somebody else opens an address in a browser of their own.
    #[track_caller]
    pub fn sent_to_somebody(&self, address: &str, walk: impl FnOnce(&Page)) {
        visit("somebody else", self.window(), address, walk);
    }
}

#[track_caller]
fn visit(name: &str, window: Window, address: &str, walk: impl FnOnce(&Page)) {
    let page = Page::visit(window, address).unwrap_or_else(|error| fail(format_args!("{name}: {error:#}")));
    let walked = catch_unwind(AssertUnwindSafe(|| walk(&page)));
    let complaints = page.complaints();
    let complained = !matches!(&complaints, Ok(lines) if lines.is_empty());
    if complained || walked.is_err() {
        match page.keep_picture(name) {
            Ok(file) => eprintln!("{name}: the page at that moment is in {}", file.display()),
            Err(error) => eprintln!("{name}: no picture could be kept: {error:#}"),
        }
        eprintln!("{name}: the console: {complaints:#?}");
    }
    if let Err(panic) = walked {
        resume_unwind(panic);
    }
    if complained {
        fail(format_args!("{name}: the console is not silent: {complaints:#?}"));
    }
}
