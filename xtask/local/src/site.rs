//! A folder of static files, served on 127.0.0.1 with the headers of its `_headers`.

use crate::headers::Headers;
use anyhow::{Context, Result};
use http_body_util::{BodyExt, Full, Limited};
use hyper::body::{Bytes, Incoming};
use hyper::header::{CONTENT_TYPE, HeaderName, HeaderValue, LOCATION};
use hyper::{Method, Request, Response, StatusCode, server::conn::http1, service::service_fn};
use hyper_util::rt::TokioIo;
use std::convert::Infallible;
use std::net::{Ipv4Addr, TcpListener};
use std::path::{Component, Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use tokio::runtime::Runtime;

/// Paths below this are answered by the site itself, not from files.
const OWN: &str = "/-/";

/// A script that is inserted into every page before its own. It is served by the site, so that the content security
/// policy allows it.
const SCRIPT: &str = "/-/script.js";

/// How a folder is served.
#[derive(Clone, Copy, Debug, Default)]
pub struct Options {
    /// The port; 0 for any free one.
    pub port: u16,
    /// The script that pages run before anything else, if any.
    pub script: Option<&'static str>,
    /// The path below which the site is served, such as `tools/rackrate`; empty for the root.
    pub below: &'static str,
}

/// A served folder; the port is released when this is dropped.
#[derive(Debug)]
pub struct Site {
    runtime: Option<Runtime>,
    port: u16,
    shared: Arc<Shared>,
}

#[derive(Debug)]
struct Shared {
    folder: PathBuf,
    options: Options,
    notes: Mutex<Vec<String>>,
}

impl Site {
    /// Serves a folder. Its files and its `_headers` are read again for each request, so that it may be rebuilt.
    ///
    /// # Errors
    ///
    /// If the port cannot be opened.
    pub fn of_folder(folder: impl Into<PathBuf>, options: Options) -> Result<Site> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, options.port))
            .context("no port of this machine could be opened")?;
        listener.set_nonblocking(true)?;
        let port = listener.local_addr()?.port();
        let shared = Arc::new(Shared { folder: folder.into(), options, notes: Mutex::default() });
        let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build()?;
        runtime.spawn(serve(listener, Arc::clone(&shared)));
        Ok(Site { runtime: Some(runtime), port, shared })
    }

    /// The address of a file of the site; an empty path is the page itself.
    pub fn address(&self, path: &str) -> String {
        let below = self.shared.options.below;
        let slash = if below.is_empty() { "" } else { "/" };
        format!("http://127.0.0.1:{}/{below}{slash}{path}", self.port)
    }

    /// What pages have sent to `/-/note` since the last call.
    pub fn take_notes(&self) -> Vec<String> {
        std::mem::take(&mut self.shared.notes.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

impl Drop for Site {
    fn drop(&mut self) {
        // Browsers keep connections open, which are not waited for.
        if let Some(runtime) = self.runtime.take() {
            runtime.shutdown_background();
        }
    }
}

/// Answers every connection for as long as the site exists.
async fn serve(listener: TcpListener, shared: Arc<Shared>) {
    let Ok(listener) = tokio::net::TcpListener::from_std(listener) else { return };
    loop {
        let Ok((stream, _)) = listener.accept().await else { continue };
        let shared = Arc::clone(&shared);
        tokio::spawn(async move {
            let service = service_fn(|request| {
                let shared = Arc::clone(&shared);
                async move { Ok::<_, Infallible>(shared.answer(request).await) }
            });
            // Whoever has closed the connection needs no answer.
            let _ = http1::Builder::new().serve_connection(TokioIo::new(stream), service).await;
        });
    }
}

type Answer = Response<Full<Bytes>>;

/// A response with a text.
fn text(status: StatusCode, text: &str, kind: &'static str) -> Answer {
    let mut answer = Response::new(Full::from(text.to_owned()));
    *answer.status_mut() = status;
    answer.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static(kind));
    answer
}

fn no_such_file() -> Answer {
    text(StatusCode::NOT_FOUND, "There is no such file.", PLAIN)
}

fn moved(to: &str) -> Answer {
    let mut answer = text(StatusCode::PERMANENT_REDIRECT, "The page stands below the slash.", PLAIN);
    if let Ok(to) = to.parse::<HeaderValue>() {
        answer.headers_mut().insert(LOCATION, to);
    }
    answer
}

const PLAIN: &str = "text/plain; charset=utf-8";

impl Shared {
    async fn answer(&self, request: Request<Incoming>) -> Answer {
        let path = request.uri().path().to_owned();
        if path.starts_with(OWN) {
            return self.own(&path, request).await;
        }
        let asks = matches!(*request.method(), Method::GET | Method::HEAD);
        // As hosts do, redirect from a folder's name to the name with a slash.
        if asks && self.is_folder_without_slash(&path) {
            let query = request.uri().query().map_or_else(String::new, |query| format!("?{query}"));
            return moved(&format!("{path}/{query}"));
        }
        let read = asks.then(|| self.file(&path)).flatten();
        match read.and_then(|file| Some((std::fs::read(&file).ok()?, file))) {
            Some((content, file)) => self.response(&path, &file, content),
            None => no_such_file(),
        }
    }

    /// The answers of the site itself: its script, notes of pages, and when the page was last built.
    async fn own(&self, path: &str, request: Request<Incoming>) -> Answer {
        match (path, self.options.script) {
            ("/-/note", _) => {
                let note = Limited::new(request.into_body(), 1 << 16).collect().await;
                let note = note.map(|body| String::from_utf8_lossy(&body.to_bytes()).into_owned());
                let note = note.unwrap_or_else(|error| format!("a note that could not be read: {error}"));
                self.notes.lock().unwrap_or_else(PoisonError::into_inner).push(note);
                text(StatusCode::OK, "", PLAIN)
            }
            ("/-/built", _) => {
                let built = self.folder.join("index.html").metadata().and_then(|about| about.modified());
                text(StatusCode::OK, &format!("{built:?}"), PLAIN)
            }
            (SCRIPT, Some(script)) => text(StatusCode::OK, script, "text/javascript; charset=utf-8"),
            _ => no_such_file(),
        }
    }

    /// The file for a path, or a folder's `index.html`; `None` for a path outside the folder.
    fn file(&self, path: &str) -> Option<PathBuf> {
        let path = self.inside(path)?;
        let file = if path.ends_with('/') || path.is_empty() { format!("{path}index.html") } else { path.to_owned() };
        let file = self.folder.join(file);
        file.is_file().then_some(file)
    }

    /// Whether a path names a folder without the slash at its end.
    fn is_folder_without_slash(&self, path: &str) -> bool {
        let inside = self.inside(path).filter(|path| !path.is_empty() && !path.ends_with('/'));
        inside.is_some_and(|path| self.folder.join(path).is_dir())
    }

    /// A path relative to the folder; `None` if it leads outside.
    fn inside<'a>(&self, path: &'a str) -> Option<&'a str> {
        let path = path.strip_prefix('/')?.strip_prefix(self.options.below)?.trim_start_matches('/');
        Path::new(path).components().all(|part| matches!(part, Component::Normal(_))).then_some(path)
    }

    fn response(&self, path: &str, file: &Path, mut content: Vec<u8>) -> Answer {
        if self.options.script.is_some() && file.extension().is_some_and(|extension| extension == "html") {
            content = with_script(&String::from_utf8_lossy(&content)).into_bytes();
        }
        let rules = std::fs::read_to_string(self.folder.join("_headers")).unwrap_or_default();
        let headers = match Headers::read(&rules) {
            Ok(headers) => headers,
            Err(error) => return text(StatusCode::INTERNAL_SERVER_ERROR, &format!("{error:#}"), PLAIN),
        };
        let mut answer = Response::new(Full::from(content));
        answer.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static(mime(file)));
        let below = path.strip_prefix('/').and_then(|path| path.strip_prefix(self.options.below));
        for (name, value) in headers.of(&format!("/{}", below.unwrap_or_default().trim_start_matches('/'))) {
            match (name.parse::<HeaderName>(), value.parse::<HeaderValue>()) {
                (Ok(name), Ok(value)) => drop(answer.headers_mut().insert(name, value)),
                _ => return text(StatusCode::INTERNAL_SERVER_ERROR, &format!("_headers: {name} is no header"), PLAIN),
            }
        }
        answer
    }
}

/// Inserts the script before the page's own: at the beginning of its head, or of the head's content.
fn with_script(html: &str) -> String {
    let tag = format!("<script src=\"{SCRIPT}\"></script>");
    let place = html.find("<head>").map(|at| at + "<head>".len()).or_else(|| html.find("<meta")).unwrap_or(0);
    let (before, after) = html.split_at(place);
    format!("{before}{tag}{after}")
}

/// The MIME type of a file. Browsers compile WASM while it is downloading only if its type is right.
fn mime(path: &Path) -> &'static str {
    match path.extension().and_then(|extension| extension.to_str()) {
        Some("html") => "text/html; charset=utf-8",
        Some("js" | "mjs") => "text/javascript; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("wasm") => "application/wasm",
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
        Some("ico") => "image/x-icon",
        Some("webmanifest") => "application/manifest+json",
        Some("json") => "application/json",
        Some("txt") => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::{Read, Write};
    use std::net::TcpStream;

    fn folder() -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        let put = |name: &str, text: &str| std::fs::write(folder.path().join(name), text).unwrap();
        put("index.html", "<!doctype html><meta charset=utf-8><p>Here");
        put("_headers", "/\n  X-Page: yes\n/*.txt\n  X-Text: yes\n");
        put("a.txt", "text");
        folder
    }

    /// The server's response, head and body.
    fn ask(address: &str, method: &str, body: &str) -> String {
        let rest = address.strip_prefix("http://").unwrap();
        let (host, path) = rest.split_once('/').unwrap();
        let mut stream = TcpStream::connect(host).unwrap();
        let length = body.len();
        write!(stream, "{method} /{path} HTTP/1.1\r\nHost: {host}\r\nContent-Length: {length}\r\n").unwrap();
        write!(stream, "Connection: close\r\n\r\n{body}").unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        answer
    }

    #[test]
    fn files_have_the_headers_of_the_file() {
        let folder = folder();
        for below in ["", "tools/x"] {
            let site = Site::of_folder(folder.path(), Options { below, ..Options::default() }).unwrap();
            let page = ask(&site.address(""), "GET", "");
            assert!(page.starts_with("HTTP/1.1 200") && page.contains("x-page: yes"), "{page}");
            assert!(ask(&site.address("a.txt?x=1"), "GET", "").contains("x-text: yes"));
            assert!(ask(&site.address("b.txt"), "GET", "").starts_with("HTTP/1.1 404"));
        }
        std::fs::write(folder.path().join("_headers"), "no path").unwrap();
        let site = Site::of_folder(folder.path(), Options::default()).unwrap();
        assert!(ask(&site.address(""), "GET", "").starts_with("HTTP/1.1 500"));
    }

    #[test]
    fn a_folder_has_its_page_below_the_slash() {
        let folder = folder();
        std::fs::create_dir_all(folder.path().join("b/one")).unwrap();
        std::fs::write(folder.path().join("b/one/index.html"), "<p>One").unwrap();
        for below in ["", "tools/x"] {
            let site = Site::of_folder(folder.path(), Options { below, ..Options::default() }).unwrap();
            assert!(ask(&site.address("b/one/"), "GET", "").contains("<p>One"));
            let moved = ask(&site.address("b/one?s=1"), "GET", "");
            assert!(moved.starts_with("HTTP/1.1 308") && moved.contains("b/one/?s=1"), "{moved}");
            assert!(ask(&site.address("b/"), "GET", "").starts_with("HTTP/1.1 404"));
        }
    }

    #[test]
    fn only_files_below_the_folder_are_served() {
        // The folder of this package, in which cargo runs its tests.
        let folder = std::env::current_dir().unwrap();
        let shared = Shared { folder: folder.clone(), options: Options::default(), notes: Mutex::default() };
        assert_eq!(shared.file("/Cargo.toml"), Some(folder.join("Cargo.toml")));
        assert_eq!(shared.file("/src/site.rs"), Some(folder.join("src/site.rs")));
        for elsewhere in ["/../Cargo.toml", "/src/../../Cargo.toml", "//etc/passwd", "/src", "/none.js"] {
            assert_eq!(shared.file(elsewhere), None, "{elsewhere}");
        }
    }

    #[test]
    fn a_script_comes_before_all_else_and_can_send_notes() {
        let folder = folder();
        let site = Site::of_folder(folder.path(), Options { script: Some("listen()"), ..Options::default() }).unwrap();
        let page = ask(&site.address(""), "GET", "");
        assert!(page.contains("<script src=\"/-/script.js\"></script><meta charset"), "{page}");
        assert!(ask(&site.address("-/script.js"), "GET", "").ends_with("listen()"));
        ask(&site.address("-/note"), "POST", "something happened");
        assert_eq!(site.take_notes(), ["something happened"]);
        assert_eq!(with_script("<html><head><title>"), "<html><head><script src=\"/-/script.js\"></script><title>");
    }

    #[test]
    fn what_was_built_anew_is_told_apart() {
        let folder = folder();
        let site = Site::of_folder(folder.path(), Options::default()).unwrap();
        let before = ask(&site.address("-/built"), "GET", "");
        let file = std::fs::File::options().append(true).open(folder.path().join("index.html")).unwrap();
        file.set_modified(std::time::SystemTime::UNIX_EPOCH).unwrap();
        assert_ne!(ask(&site.address("-/built"), "GET", ""), before);
    }
}
