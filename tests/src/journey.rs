//! The setup and the checks of every journey: a fresh browser, an empty console at the end, and a screenshot after a
//! failure.

use crate::driver::Engine;
use crate::fail;
use crate::page::{LISTENER, Page, Window};
use anyhow::{Result, ensure};
use local::site::{Options, Site};
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Condvar, Mutex, PoisonError};

/// How many journeys run in parallel: each has a browser, which is slow if it gets too little of the processor.
const AT_A_TIME: usize = 2;

static RUNNING: Mutex<usize> = Mutex::new(0);
static ENDED: Condvar = Condvar::new();

/// Permission to run a journey. It is returned when dropped.
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

/// The folder of the built page: `RACKRATE_DIST`, or `dist` in the workspace's folder.
pub fn release() -> PathBuf {
    std::env::var_os("RACKRATE_DIST").map_or_else(|| tests_shared::package().join("../dist"), PathBuf::from)
}

/// The release, served with the headers in its `_headers`, as hosts do. Each journey has an origin of its own.
///
/// # Errors
///
/// If nothing has been built yet.
pub fn site_of_release() -> Result<Arc<Site>> {
    let folder = release();
    ensure!(
        folder.join("index.html").is_file(),
        "There is no built page in {}. This builds it and runs the journeys:\n    cargo xtask test",
        folder.display()
    );
    site_of(&folder)
}

fn site_of(folder: &Path) -> Result<Arc<Site>> {
    served(folder, "")
}

fn served(folder: &Path, below: &'static str) -> Result<Arc<Site>> {
    // An engine with a protocol of its own gets the listener through that, so that the page stays as it was built.
    let script = (!Engine::wanted()?.has_protocol()).then_some(LISTENER);
    Ok(Arc::new(Site::of_folder(folder, Options { script, below, ..Options::default() })?))
}

/// A journey through the release on a wide screen.
#[track_caller]
pub fn journey(name: &str, walk: impl FnOnce(&Page)) {
    journey_in(name, Window::WIDE, "", walk);
}

/// A journey through the release in a window, from an address within it: `?s=…`, `#s=…` or an empty text.
#[track_caller]
pub fn journey_in(name: &str, window: Window, path: &str, walk: impl FnOnce(&Page)) {
    let _turn = Turn::wait();
    let site = site_of_release().unwrap_or_else(|error| fail(format_args!("{error:#}")));
    visit(name, window, &site, &site.address(path), walk);
}

/// A journey through the release when it is served below a path, such as `tools/rackrate`, from an address within it.
#[track_caller]
pub fn journey_below(name: &str, below: &'static str, path: &str, walk: impl FnOnce(&Page)) {
    let _turn = Turn::wait();
    let site = site_of_release().and_then(|_| served(&release(), below));
    let site = site.unwrap_or_else(|error| fail(format_args!("{error:#}")));
    visit(name, Window::WIDE, &site, &site.address(path), walk);
}

/// A journey through a test page, to test the journeys' own functions and checks.
#[track_caller]
pub fn on_fixture(name: &str, folder: &Path, walk: impl FnOnce(&Page)) {
    let _turn = Turn::wait();
    let site = site_of(folder).unwrap_or_else(|error| fail(format_args!("{error:#}")));
    visit(name, Window::WIDE, &site, &site.address(""), walk);
}

impl Page {
    /// Opens an address in another fresh browser, which is that of a link's recipient.
    #[track_caller]
    pub fn sent_to_somebody(&self, address: &str, walk: impl FnOnce(&Page)) {
        visit("somebody else", self.window(), self.site(), address, walk);
    }
}

#[track_caller]
fn visit(name: &str, window: Window, site: &Arc<Site>, address: &str, walk: impl FnOnce(&Page)) {
    let page = Page::visit(window, site, address).unwrap_or_else(|error| fail(format_args!("{name}: {error:#}")));
    let walked = catch_unwind(AssertUnwindSafe(|| walk(&page)));
    let complaints = page.complaints();
    let complained = !matches!(&complaints, Ok(lines) if lines.is_empty());
    if complained || walked.is_err() {
        match page.keep_picture(name) {
            Ok(file) => eprintln!("{name}: the page at that moment is in {}", file.display()),
            Err(error) => eprintln!("{name}: no picture could be kept: {error:#}"),
        }
        eprintln!("{name}: what it complains of: {complaints:#?}");
    }
    if let Err(panic) = walked {
        resume_unwind(panic);
    }
    if complained {
        fail(format_args!("{name}: the page is not silent: {complaints:#?}"));
    }
}
