//! The page in a browser, and the actions that concern no particular element.

use crate::session::{Line, Session};
use crate::{Key, fail, plain};
use anyhow::{Context, Result};
use local::Site;
use serde_json::{Value, json};
use std::cell::Cell;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

/// How long a journey waits for something that should be there at once. It is generous, because test machines are slow.
const PATIENCE: Duration = Duration::from_secs(120);
const LOOK_AGAIN: Duration = Duration::from_millis(30);

/// The size of the viewport, CSS pixels.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Window {
    /// Its width, CSS pixels.
    pub width: u32,
    /// Its height, CSS pixels.
    pub height: u32,
}

impl Window {
    /// An analyst's screen.
    pub const WIDE: Window = Window { width: 1440, height: 1100 };
    /// A telephone.
    pub const NARROW: Window = Window { width: 360, height: 740 };
}

/// A script that reports to the site all errors, unhandled rejections and violations of the content security policy in
/// the page. Some of them never reach the console, and not every engine's console can be read.
pub(crate) const LISTENER: &str = r"
(() => {
  const tell = text => navigator.sendBeacon('/-/note', text);
  const file = e => e.target && (e.target.src || e.target.href);
  addEventListener('error', e => tell(`error: ${e.message || file(e) || e.type}`), true);
  addEventListener('unhandledrejection', e => tell(`rejection: ${(e.reason && e.reason.stack) || e.reason}`));
  addEventListener('securitypolicyviolation', e => {
    tell(`policy: ${e.effectiveDirective} refuses ${e.blockedURI} ${e.sample} at ${e.sourceFile}:${e.lineNumber}`);
  }, true);
})()";

/// The page in one browser.
pub struct Page {
    session: Session,
    window: Window,
    site: Arc<Site>,
    /// Whether elements are sought in the build's rendering, because the page never replaces it.
    looks_at_drawing: Cell<bool>,
}

impl Page {
    /// Opens an address in a fresh browser, without history or storage.
    ///
    /// # Errors
    ///
    /// If the browser does not start.
    pub fn visit(window: Window, site: &Arc<Site>, address: &str) -> Result<Page> {
        let session = Session::start(window.width, window.height)?;
        let page = Page { session, window, site: Arc::clone(site), looks_at_drawing: Cell::new(false) };
        page.resize(window)?;
        if page.session.engine().has_protocol() {
            page.session.cdp("Page.addScriptToEvaluateOnNewDocument", &json!({ "source": LISTENER }))?;
        }
        page.session.go(address)?;
        Ok(page)
    }

    /// The browser.
    pub fn session(&self) -> &Session {
        &self.session
    }

    /// Seeks elements in the build's rendering, for journeys in which the page never starts.
    pub fn look_at_drawing(&self) {
        self.looks_at_drawing.set(true);
    }

    pub(crate) fn looks_at_drawing(&self) -> bool {
        self.looks_at_drawing.get()
    }

    /// Waits until the page has started, and has replaced the build's rendering.
    #[track_caller]
    pub fn starts(&self) {
        self.until("the start", || {
            let drawing = self.session.script("return !!document.getElementById('first')", &[])?;
            anyhow::ensure!(drawing == Value::Bool(false), "the page is still the one that was drawn by the build");
            Ok(())
        });
    }

    /// Opens an address while requests that match one of these patterns fail; `*` stands for any characters. The open
    /// page is left first, because requests that it still makes would fail too, and it would report that.
    #[track_caller]
    pub fn go_without(&self, patterns: &[&str], address: &str) {
        self.starts();
        self.go("about:blank");
        self.refuse_files(patterns);
        self.go(address);
    }

    /// Lets all requests succeed again.
    #[track_caller]
    pub fn refuse_nothing(&self) {
        self.refuse_files(&[]);
    }

    #[track_caller]
    fn refuse_files(&self, patterns: &[&str]) {
        self.now("the network", self.session.cdp("Network.enable", &json!({})));
        self.now("refusing files", self.session.cdp("Network.setBlockedURLs", &json!({ "urls": patterns })));
    }

    /// The number of entries in the history of this tab.
    #[track_caller]
    pub fn steps(&self) -> u64 {
        self.script("return history.length", &[]).as_u64().unwrap_or_default()
    }

    /// The site that serves it.
    pub fn site(&self) -> &Arc<Site> {
        &self.site
    }

    /// Sets the exact size of the viewport: a browser's own window has a minimum width and a frame.
    fn resize(&self, window: Window) -> Result<()> {
        if !self.session.engine().has_protocol() {
            return Ok(());
        }
        let Window { width, height } = window;
        let metrics = json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 600 });
        self.session.cdp("Emulation.setDeviceMetricsOverride", &metrics).map(drop)
    }

    /// The size with which the page was opened.
    pub fn window(&self) -> Window {
        self.window
    }

    #[track_caller]
    pub(crate) fn now<T>(&self, what: &str, outcome: Result<T>) -> T {
        outcome.unwrap_or_else(|error| fail(format_args!("{what}: {error:#}")))
    }

    /// Calls `look` until it succeeds; fails when patience ends.
    #[track_caller]
    pub fn until<T>(&self, what: &str, look: impl Fn() -> Result<T>) -> T {
        let start = Instant::now();
        loop {
            match look() {
                Ok(seen) => return seen,
                Err(error) if start.elapsed() > PATIENCE => {
                    fail(format_args!("{what}: waited {} s. {error:#}", PATIENCE.as_secs()))
                }
                Err(_) => std::thread::sleep(LOOK_AGAIN),
            }
        }
    }

    /// Calls `look` until it returns what is expected.
    #[track_caller]
    pub fn until_it_is<T: PartialEq + std::fmt::Debug>(&self, what: &str, expected: &T, look: impl Fn() -> Result<T>) {
        self.until(what, || {
            let seen = look()?;
            anyhow::ensure!(seen == *expected, "\n expected: {expected:?}\n     seen: {seen:?}");
            Ok(())
        });
    }

    /// Runs a script and returns its result. It is meant for measurements, not in place of a reader's actions.
    #[track_caller]
    pub fn script(&self, body: &str, arguments: &[Value]) -> Value {
        self.now("a script", self.session.script(body, arguments))
    }

    /// The visible text of the whole page.
    #[track_caller]
    pub fn words(&self) -> String {
        plain(self.script("return document.body.innerText", &[]).as_str().unwrap_or_default())
    }

    /// Waits until a text is visible.
    #[track_caller]
    pub fn reads(&self, words: &str) {
        let wanted = plain(words);
        self.until(&format!("the words {wanted:?}"), || {
            let all = self.session.script("return document.body.innerText", &[])?;
            anyhow::ensure!(plain(all.as_str().unwrap_or_default()).contains(&wanted), "they are not on the page");
            Ok(())
        });
    }

    /// Presses keys one after the other.
    #[track_caller]
    pub fn press(&self, keys: &[Key]) {
        let strokes = keys.iter().flat_map(|key| stroke(key.code()));
        self.now("keys", self.session.act(&keyboard(strokes.collect())));
    }

    /// Presses a key while another is held.
    #[track_caller]
    pub fn press_with(&self, held: Key, key: Key) {
        let [down, up] = stroke(held.code());
        let [key_down, key_up] = stroke(key.code());
        self.now("keys", self.session.act(&keyboard(vec![down, key_down, key_up, up])));
    }

    /// Types into the focused element.
    #[track_caller]
    pub fn type_text(&self, text: &str) {
        self.now("typing", self.session.act(&keyboard(text.chars().flat_map(stroke).collect())));
    }

    /// The address in the address bar.
    #[track_caller]
    pub fn address(&self) -> String {
        self.now("the address", self.session.address())
    }

    /// Opens another address in the same browser.
    #[track_caller]
    pub fn go(&self, address: &str) {
        self.now(address, self.session.go(address));
    }

    /// Goes back in the browser's history.
    #[track_caller]
    pub fn back(&self) {
        self.now("back", self.session.back());
    }

    /// Goes forward in the browser's history.
    #[track_caller]
    pub fn forward(&self) {
        self.now("forward", self.session.forward());
    }

    /// Reloads the page.
    #[track_caller]
    pub fn reload(&self) {
        self.now("reload", self.session.reload());
    }

    /// Sets whether the system prefers dark or light colours.
    #[track_caller]
    pub fn prefer_dark(&self, dark: bool) {
        let scheme = if dark { "dark" } else { "light" };
        let features = json!({ "features": [{ "name": "prefers-color-scheme", "value": scheme }] });
        self.now("colours", self.session.cdp("Emulation.setEmulatedMedia", &features));
    }

    /// Takes the browser offline, or online again.
    #[track_caller]
    pub fn go_offline(&self, offline: bool) {
        self.connect(offline, -1);
    }

    /// Limits downloads to a number of bytes per second.
    #[track_caller]
    pub fn go_slowly(&self, bytes_a_second: i32) {
        self.connect(false, bytes_a_second);
    }

    #[track_caller]
    fn connect(&self, offline: bool, down: i32) {
        let conditions =
            json!({ "offline": offline, "latency": 0, "downloadThroughput": down, "uploadThroughput": -1 });
        self.now("the network", self.session.cdp("Network.enable", &json!({})));
        self.now("the connection", self.session.cdp("Network.emulateNetworkConditions", &conditions));
        // Offline, files in the cache would load all the same.
        self.now("the cache", self.session.cdp("Network.setCacheDisabled", &json!({ "cacheDisabled": offline })));
    }

    /// Runs a script before the page's own, from the next load on.
    #[track_caller]
    pub fn before_start(&self, script: &str) {
        let source = json!({ "source": script });
        self.now("a script before the page's", self.session.cdp("Page.addScriptToEvaluateOnNewDocument", &source));
    }

    /// Saves downloads into a folder, without asking.
    #[track_caller]
    pub fn save_into(&self, folder: &Path) {
        let allowed = json!({ "behavior": "allow", "downloadPath": folder });
        self.now("saving", self.session.cdp("Browser.setDownloadBehavior", &allowed));
    }

    /// Lets the page use the clipboard, as browsers do for a page in use.
    #[track_caller]
    pub fn allow_clipboard(&self) {
        let allowed = json!({ "permissions": ["clipboardReadWrite", "clipboardSanitizedWrite"] });
        self.now("the clipboard", self.session.cdp("Browser.grantPermissions", &allowed));
    }

    /// The warnings and errors in the console, and what the page itself reported, since the last call.
    ///
    /// # Errors
    ///
    /// If the browser does not answer.
    pub fn complaints(&self) -> Result<Vec<Line>> {
        // The page's reports arrive in a later task. A page that is gone has nothing more to report.
        let _ = self.session.script("return new Promise(done => setTimeout(done, 50))", &[]);
        let console = self.session.console()?;
        let loud = console.into_iter().filter(|line| matches!(line.level.as_str(), "WARNING" | "SEVERE"));
        let noticed = self.site.take_notes().into_iter().map(|text| Line { level: "SEVERE".to_owned(), text });
        Ok(loud.chain(noticed).collect())
    }

    /// Saves a screenshot of the viewport in the folder `journeys` of the target folder; returns its path.
    pub fn keep_picture(&self, name: &str) -> Result<PathBuf> {
        let program = std::env::current_exe()?;
        let target = program.ancestors().nth(3).context("the test does not run from a target folder")?;
        let folder = target.join("journeys");
        std::fs::create_dir_all(&folder)?;
        let file = folder.join(format!("{}.png", name.replace(|c: char| !c.is_alphanumeric(), "-")));
        std::fs::write(&file, self.session.picture()?)?;
        Ok(file)
    }
}

fn stroke(key: char) -> [Value; 2] {
    [json!({ "type": "keyDown", "value": key }), json!({ "type": "keyUp", "value": key })]
}

fn keyboard(strokes: Vec<Value>) -> Value {
    json!([{ "type": "key", "id": "keyboard", "actions": strokes }])
}
