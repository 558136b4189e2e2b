//! WebDriver, as far as it is needed: one browser with a profile of its own.

use crate::driver::{Driver, browser};
use anyhow::{Context, Result, anyhow, bail};
use base64::Engine;
use serde_json::{Value, json};
use std::time::Duration;
use tempfile::TempDir;
use ureq::Agent;

/// The name under which WebDriver hands out an element.
const ELEMENT: &str = "element-6066-11e4-a52e-4f735466cecf";

/// How long any answer may take, a long script's too.
const PATIENCE: Duration = Duration::from_secs(300);

/// An element of the document.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct ElementId(String);

impl ElementId {
    /// As an argument of a script.
    pub fn argument(&self) -> Value {
        json!({ ELEMENT: self.0 })
    }

    /// From what a script or a search gives.
    pub fn read(value: &Value) -> Option<ElementId> {
        value.get(ELEMENT)?.as_str().map(|id| ElementId(id.to_owned()))
    }
}

/// A line of the browser's console.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// `DEBUG`, `INFO`, `WARNING` or `SEVERE`.
    pub level: String,
    /// What it says.
    pub text: String,
}

/// One browser; closed when dropped.
#[derive(Debug)]
pub struct Session {
    agent: Agent,
    address: String,
    // Ended in this order: first the driver, then the folder that the browser wrote to.
    _driver: Driver,
    _profile: TempDir,
}

impl Session {
    /// Starts a browser whose window has this size.
    pub fn start(width: u32, height: u32) -> Result<Session> {
        let browser = browser()?;
        let profile = tempfile::Builder::new().prefix("rackrate-journey-").tempdir()?;
        let driver = Driver::start()?;
        let config =
            Agent::config_builder().http_status_as_error(false).proxy(None).timeout_global(Some(PATIENCE)).build();
        let agent = Agent::new_with_config(config);
        let arguments = [
            "--headless=new".to_owned(),
            "--no-sandbox".to_owned(),
            "--disable-gpu".to_owned(),
            "--disable-dev-shm-usage".to_owned(),
            "--disable-quic".to_owned(),
            "--no-first-run".to_owned(),
            "--disable-background-networking".to_owned(),
            "--disable-component-update".to_owned(),
            "--disable-sync".to_owned(),
            format!("--user-data-dir={}", profile.path().display()),
            format!("--window-size={width},{height}"),
        ];
        let wanted = json!({ "capabilities": { "alwaysMatch": {
            "browserName": "chrome",
            "goog:chromeOptions": { "binary": browser, "args": arguments },
            "goog:loggingPrefs": { "browser": "ALL" },
            "timeouts": { "script": PATIENCE.as_millis() as u64 },
        } } });
        let sessions = format!("{}/session", driver.address());
        let made = value(agent.post(&sessions).send_json(&wanted)).context("the browser could not be started")?;
        let id = made["sessionId"].as_str().context("the driver gave no session")?;
        Ok(Session { agent, address: format!("{sessions}/{id}"), _driver: driver, _profile: profile })
    }

    fn get(&self, path: &str) -> Result<Value> {
        value(self.agent.get(format!("{}/{path}", self.address)).call())
    }

    fn post(&self, path: &str, body: &Value) -> Result<Value> {
        value(self.agent.post(format!("{}/{path}", self.address)).send_json(body))
    }

    fn text(&self, path: &str) -> Result<String> {
        Ok(self.get(path)?.as_str().unwrap_or_default().to_owned())
    }

    /// Opens an address and waits until it has loaded.
    pub fn go(&self, address: &str) -> Result<()> {
        self.post("url", &json!({ "url": address })).map(drop)
    }

    /// What stands in the address bar.
    pub fn address(&self) -> Result<String> {
        self.text("url")
    }

    /// One step back in the history.
    pub fn back(&self) -> Result<()> {
        self.post("back", &json!({})).map(drop)
    }

    /// One step forward.
    pub fn forward(&self) -> Result<()> {
        self.post("forward", &json!({})).map(drop)
    }

    /// Loads the page again.
    pub fn reload(&self) -> Result<()> {
        self.post("refresh", &json!({})).map(drop)
    }

    /// Runs the body of a function in the page and gives what it returns.
    pub fn script(&self, body: &str, arguments: &[Value]) -> Result<Value> {
        self.post("execute/sync", &json!({ "script": body, "args": arguments }))
    }

    /// The same for a function that calls back: its last argument takes the result.
    pub fn script_later(&self, body: &str, arguments: &[Value]) -> Result<Value> {
        self.post("execute/async", &json!({ "script": body, "args": arguments }))
    }

    /// The elements that a selector finds.
    pub fn find(&self, css: &str) -> Result<Vec<ElementId>> {
        let found = self.post("elements", &json!({ "using": "css selector", "value": css }))?;
        Ok(found.as_array().into_iter().flatten().filter_map(ElementId::read).collect())
    }

    /// The role that assistive technology is told.
    pub fn role(&self, element: &ElementId) -> Result<String> {
        self.text(&format!("element/{}/computedrole", element.0))
    }

    /// The name that assistive technology is told.
    pub fn label(&self, element: &ElementId) -> Result<String> {
        self.text(&format!("element/{}/computedlabel", element.0))
    }

    /// The words of an element that can be seen.
    pub fn words(&self, element: &ElementId) -> Result<String> {
        self.text(&format!("element/{}/text", element.0))
    }

    /// Clicks in its middle, if nothing covers it.
    pub fn click(&self, element: &ElementId) -> Result<()> {
        self.post(&format!("element/{}/click", element.0), &json!({})).map(drop)
    }

    /// Types into an element; into a field for files, the path of one.
    pub fn enter(&self, element: &ElementId, text: &str) -> Result<()> {
        self.post(&format!("element/{}/value", element.0), &json!({ "text": text })).map(drop)
    }

    /// Keys, pointer moves and pauses, as WebDriver writes them; everything is let go at the end.
    pub fn act(&self, sources: &Value) -> Result<()> {
        self.post("actions", &json!({ "actions": sources }))?;
        value(self.agent.delete(format!("{}/actions", self.address)).call()).map(drop)
    }

    /// A command of the browser's own protocol.
    pub fn cdp(&self, command: &str, parameters: &Value) -> Result<Value> {
        self.post("goog/cdp/execute", &json!({ "cmd": command, "params": parameters }))
    }

    /// What was written to the console since this was last asked.
    pub fn console(&self) -> Result<Vec<Line>> {
        let lines = self.post("se/log", &json!({ "type": "browser" }))?;
        let field = |line: &Value, name: &str| line[name].as_str().unwrap_or_default().to_owned();
        let lines = lines.as_array().into_iter().flatten();
        Ok(lines.map(|line| Line { level: field(line, "level"), text: field(line, "message") }).collect())
    }

    /// A picture of what can be seen, as PNG.
    pub fn picture(&self) -> Result<Vec<u8>> {
        Ok(base64::engine::general_purpose::STANDARD.decode(self.text("screenshot")?)?)
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        // Closes the browser. The driver is ended in any case.
        let _ = self.agent.delete(&self.address).call();
    }
}

/// The value of an answer, or the error that it tells.
fn value(answer: Result<ureq::http::Response<ureq::Body>, ureq::Error>) -> Result<Value> {
    let mut answer: Value =
        answer.map_err(|error| anyhow!("the driver does not answer: {error}"))?.body_mut().read_json()?;
    let value = answer["value"].take();
    match value["error"].as_str() {
        Some(error) => bail!("{error}: {}", value["message"].as_str().unwrap_or_default()),
        None => Ok(value),
    }
}
