//! One browser with a profile of its own, driven by thirtyfour. Journeys are sequential, so each call here blocks until
//! it is answered.

use crate::driver::{Driver, Engine};
use anyhow::{Context, Result, anyhow};
use http::Method;
use serde_json::{Value, json};
use std::future::Future;
use std::sync::{Arc, LazyLock};
use std::time::Duration;
use tempfile::TempDir;
use thirtyfour::common::command::{Command, ExtensionCommand, MAGIC_ELEMENTID};
use thirtyfour::error::{WebDriverError, WebDriverErrorInner};
use thirtyfour::{Capabilities, WebDriver, WebElement};
use tokio::runtime::Runtime;

/// How long any answer may take, including that of a long script.
const PATIENCE: Duration = Duration::from_secs(300);

static RUNTIME: LazyLock<std::io::Result<Runtime>> =
    LazyLock::new(|| tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build());

/// Waits for an answer of the driver.
fn answer<T, E: Into<anyhow::Error>>(asked: impl Future<Output = Result<T, E>>) -> Result<T> {
    let runtime = RUNTIME.as_ref().map_err(|error| anyhow!("no answers can be waited for: {error}"))?;
    runtime.block_on(asked).map_err(Into::into)
}

/// A reference to an element of the document.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct ElementId(String);

impl ElementId {
    /// The reference as an argument for a script.
    pub fn argument(&self) -> Value {
        json!({ MAGIC_ELEMENTID: self.0 })
    }

    /// Reads a reference from the result of a script or search.
    pub fn read(value: &Value) -> Option<ElementId> {
        value.get(MAGIC_ELEMENTID)?.as_str().map(|id| ElementId(id.to_owned()))
    }
}

/// The error for an element that is no longer on the page, because it was removed or rendered again. The action was not
/// performed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Gone;

impl std::fmt::Display for Gone {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("it is no longer on the page")
    }
}

impl std::error::Error for Gone {}

/// Whether an error says that an element is no longer on the page, so that the action was not performed.
pub fn is_gone(error: &anyhow::Error) -> bool {
    let told = error.downcast_ref::<WebDriverError>().map(WebDriverError::as_inner);
    let is_unknown = |inner: &WebDriverErrorInner| {
        // Drivers may no longer know an element of a page that was left.
        matches!(inner, WebDriverErrorInner::StaleElementReference(_) | WebDriverErrorInner::NoSuchElement(_))
    };
    error.is::<Gone>() || told.is_some_and(is_unknown)
}

/// A line of the browser's console, or a report of the page itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// `DEBUG`, `INFO`, `WARNING` or `SEVERE`.
    pub level: String,
    /// Its text.
    pub text: String,
}

/// A query for an element's computed role or name. WebDriver has commands for both, which thirtyfour does not provide.
#[derive(Debug)]
struct Accessible {
    element: String,
    what: &'static str,
}

impl ExtensionCommand for Accessible {
    fn parameters_json(&self) -> Option<Value> {
        None
    }

    fn method(&self) -> Method {
        Method::GET
    }

    fn endpoint(&self) -> Arc<str> {
        format!("/element/{}/{}", self.element, self.what).into()
    }
}

/// One browser, which is closed when this is dropped.
#[derive(Debug)]
pub struct Session {
    engine: Engine,
    // Both are `Some` until the session is dropped.
    browser: Option<WebDriver>,
    driver: Option<Driver>,
    // The folder that the browser writes to must be removed after the browser is closed.
    _profile: TempDir,
}

impl Session {
    /// Starts a browser with a window of this size, CSS pixels.
    ///
    /// # Errors
    ///
    /// If the browser or its driver is missing or does not start.
    pub fn start(width: u32, height: u32) -> Result<Session> {
        let engine = Engine::wanted()?;
        let profile = tempfile::Builder::new().prefix("rackrate-journey-").tempdir()?;
        let driver = Driver::take(engine)?;
        let wanted = capabilities(engine, &profile, width, height)?;
        let connect = WebDriver::builder(driver.address(), wanted).request_timeout(PATIENCE);
        let browser = answer(connect.connect()).context("the browser could not be started")?;
        answer(browser.set_script_timeout(PATIENCE))?;
        Ok(Session { engine, browser: Some(browser), driver: Some(driver), _profile: profile })
    }

    /// The engine of this browser.
    pub fn engine(&self) -> Engine {
        self.engine
    }

    fn browser(&self) -> Result<&WebDriver> {
        self.browser.as_ref().context("the browser is closed")
    }

    fn element(&self, id: &ElementId) -> Result<WebElement> {
        Ok(WebElement::from_json(id.argument(), Arc::clone(self.browser()?.handle()))?)
    }

    /// Opens an address, and waits until it has loaded.
    pub fn go(&self, address: &str) -> Result<()> {
        answer(self.browser()?.goto(address))
    }

    /// The address in the address bar.
    pub fn address(&self) -> Result<String> {
        Ok(answer(self.browser()?.current_url())?.to_string())
    }

    /// Goes one step back in the history.
    pub fn back(&self) -> Result<()> {
        answer(self.browser()?.back())
    }

    /// Goes one step forward.
    pub fn forward(&self) -> Result<()> {
        answer(self.browser()?.forward())
    }

    /// Reloads the page.
    pub fn reload(&self) -> Result<()> {
        answer(self.browser()?.refresh())
    }

    /// Runs a function's body in the page, and returns its result.
    pub fn script(&self, body: &str, arguments: &[Value]) -> Result<Value> {
        Ok(answer(self.browser()?.execute(body, arguments.to_vec()))?.json().clone())
    }

    /// The same for a function that calls back: its last argument takes the result.
    pub fn script_later(&self, body: &str, arguments: &[Value]) -> Result<Value> {
        Ok(answer(self.browser()?.execute_async(body, arguments.to_vec()))?.json().clone())
    }

    /// Directs commands to the frame of this number, or to the page itself for `None`.
    pub fn look_into(&self, frame: Option<u16>) -> Result<()> {
        let browser = self.browser()?;
        match frame {
            Some(frame) => answer(browser.enter_frame(frame)),
            None => answer(browser.enter_default_frame()),
        }
    }

    /// The computed role of an element, as assistive technology gets it.
    pub fn role(&self, element: &ElementId) -> Result<String> {
        self.accessible(element, "computedrole")
    }

    /// The computed name of an element, as assistive technology gets it.
    pub fn label(&self, element: &ElementId) -> Result<String> {
        self.accessible(element, "computedlabel")
    }

    fn accessible(&self, element: &ElementId, what: &'static str) -> Result<String> {
        let command = Accessible { element: element.0.clone(), what };
        let told = answer(self.browser()?.cmd(Command::ExtensionCommand(Box::new(command))))?.value_json()?;
        Ok(told.as_str().unwrap_or_default().to_owned())
    }

    /// The visible text of an element.
    pub fn words(&self, element: &ElementId) -> Result<String> {
        answer(self.element(element)?.text())
    }

    /// Clicks the middle of an element, if nothing covers it.
    pub fn click(&self, element: &ElementId) -> Result<()> {
        answer(self.element(element)?.click())
    }

    /// Types into an element; for a file field, the path of a file.
    pub fn enter(&self, element: &ElementId, text: &str) -> Result<()> {
        answer(self.element(element)?.send_keys(text))
    }

    /// Performs keys, pointer moves and pauses in WebDriver's form. All keys and buttons are released at the end.
    pub fn act(&self, sources: &Value) -> Result<()> {
        let browser = self.browser()?;
        answer(browser.cmd(Command::PerformActions(sources.clone().into())))?;
        answer(browser.cmd(Command::ReleaseActions)).map(drop)
    }

    /// Sends a command of the browser's own protocol.
    pub fn cdp(&self, command: &str, parameters: &Value) -> Result<Value> {
        anyhow::ensure!(self.engine.has_protocol(), "{:?} has no protocol of its own", self.engine);
        answer(self.browser()?.cdp().send_raw(command, parameters))
    }

    /// The lines in the console since the last call; none for an engine that does not provide them.
    pub fn console(&self) -> Result<Vec<Line>> {
        if !self.engine.has_protocol() {
            return Ok(Vec::new());
        }
        let lines = answer(self.browser()?.browser_log())?;
        Ok(lines.into_iter().map(|line| Line { level: line.level, text: line.message }).collect())
    }

    /// A screenshot of the viewport, as PNG.
    pub fn picture(&self) -> Result<Vec<u8>> {
        answer(self.browser()?.screenshot_as_png())
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        let closed = self.browser.take().map(|browser| answer(browser.quit()));
        // A driver that could not close its browser is ended instead of reused.
        if let (Some(Ok(())), Some(driver)) = (closed, self.driver.take()) {
            driver.give_back();
        }
    }
}

/// The capabilities that are requested of a driver. Chromium and Firefox run headless; Chromium gets this profile, and
/// runs without background activity.
fn capabilities(engine: Engine, profile: &TempDir, width: u32, height: u32) -> Result<Capabilities> {
    let browser = engine.browser()?;
    let wanted = match engine {
        Engine::Chromium => json!({
            "browserName": "chrome",
            "goog:chromeOptions": { "binary": browser, "args": [
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                format!("--user-data-dir={}", profile.path().display()),
                format!("--window-size={width},{height}"),
            ] },
            "goog:loggingPrefs": { "browser": "ALL" },
        }),
        Engine::Firefox => json!({
            "browserName": "firefox",
            "moz:firefoxOptions": { "binary": browser, "args": [
                "-headless", format!("--width={width}"), format!("--height={height}"),
            ] },
        }),
        Engine::WebKit => json!({
            "browserName": "MiniBrowser",
            "webkitgtk:browserOptions": { "binary": browser, "args": ["--automation"] },
        }),
    };
    match wanted {
        Value::Object(wanted) => Ok(wanted.into()),
        _ => Err(anyhow!("capabilities are an object")),
    }
}
