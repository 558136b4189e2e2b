//! A folder of static files on 127.0.0.1, with the headers of its `_headers`.

use crate::headers::Headers;
use anyhow::{Context, Result, anyhow};
use std::io::Read;
use std::path::{Component, Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::JoinHandle;
use tiny_http::{Header, Method, Request, Response, Server};

/// Below this path the site answers for itself, and no file is looked for.
const OWN: &str = "/-/";

/// A script that every page of a site is given before its own. It lies on the site, so that a policy lets it run.
const SCRIPT: &str = "/-/script.js";

/// How a folder is served.
#[derive(Clone, Copy, Debug, Default)]
pub struct Options {
    /// A port of this machine; 0 for any that is free.
    pub port: u16,
    /// A script that pages run before anything else, as text.
    pub script: Option<&'static str>,
    /// The path below which the site lies, such as `tools/rackrate`; empty for the root.
    pub below: &'static str,
}

/// A served folder; the port is given back when this is dropped.
pub struct Site {
    server: Arc<Server>,
    threads: Vec<JoinHandle<()>>,
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
    /// Serves a folder. Its files and its `_headers` are read anew for each request, so that it may be built again.
    ///
    /// # Errors
    ///
    /// If the port cannot be opened.
    pub fn of_folder(folder: impl Into<PathBuf>, options: Options) -> Result<Site> {
        let server = Server::http(("127.0.0.1", options.port))
            .map_err(|error| anyhow!("no port of this machine could be opened: {error}"))?;
        let server = Arc::new(server);
        let port = server.server_addr().to_ip().context("the server has no port")?.port();
        let shared = Arc::new(Shared { folder: folder.into(), options, notes: Mutex::default() });
        // Several, because a browser keeps idle connections open.
        let threads = (0..4).map(|_| {
            let (server, shared) = (Arc::clone(&server), Arc::clone(&shared));
            std::thread::spawn(move || {
                while let Ok(request) = server.recv() {
                    shared.answer(request);
                }
            })
        });
        Ok(Site { threads: threads.collect(), server, port, shared })
    }

    /// The address of a file of the site; an empty path is the page itself.
    pub fn address(&self, path: &str) -> String {
        let below = self.shared.options.below;
        let slash = if below.is_empty() { "" } else { "/" };
        format!("http://127.0.0.1:{}/{below}{slash}{path}", self.port)
    }

    /// What pages have sent to `/-/note` since this was last asked.
    pub fn take_notes(&self) -> Vec<String> {
        std::mem::take(&mut self.shared.notes.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

impl Drop for Site {
    fn drop(&mut self) {
        for _ in &self.threads {
            self.server.unblock();
        }
        for thread in self.threads.drain(..) {
            let _ = thread.join();
        }
    }
}

impl Shared {
    fn answer(&self, mut request: Request) {
        let path = request.url().split(['?', '#']).next().unwrap_or_default().to_owned();
        // Somebody who went away does not want an answer.
        let _ = if path.starts_with(OWN) {
            let response = self.own(&path, &mut request);
            request.respond(response)
        } else {
            let read = matches!(request.method(), Method::Get | Method::Head).then(|| self.file(&path)).flatten();
            match read.and_then(|file| Some((std::fs::read(&file).ok()?, file))) {
                Some((content, file)) => request.respond(self.response(&path, &file, content)),
                None => request.respond(Response::from_string("There is no such file.").with_status_code(404)),
            }
        };
    }

    /// What the site itself has to say: its script, what pages noted, and when the page was last built.
    fn own(&self, path: &str, request: &mut Request) -> Response<std::io::Cursor<Vec<u8>>> {
        let text = |text: &str, kind: &str| {
            let kind = Header::from_bytes("Content-Type", kind).into_iter();
            kind.fold(Response::from_string(text), Response::with_header)
        };
        match (path, self.options.script) {
            ("/-/note", _) => {
                let mut note = String::new();
                let _ = request.as_reader().take(1 << 16).read_to_string(&mut note);
                self.notes.lock().unwrap_or_else(PoisonError::into_inner).push(note);
                text("", "text/plain")
            }
            ("/-/built", _) => {
                let built = self.folder.join("index.html").metadata().and_then(|about| about.modified());
                text(&format!("{built:?}"), "text/plain; charset=utf-8")
            }
            (SCRIPT, Some(script)) => text(script, "text/javascript; charset=utf-8"),
            _ => text("There is no such file.", "text/plain").with_status_code(404),
        }
    }

    /// The file that a path asks for; `None` where it is not below the folder.
    fn file(&self, path: &str) -> Option<PathBuf> {
        let path = path.strip_prefix('/')?.strip_prefix(self.options.below)?.trim_start_matches('/');
        let path = Path::new(if path.is_empty() { "index.html" } else { path });
        let inside = path.components().all(|part| matches!(part, Component::Normal(_)));
        let file = self.folder.join(path);
        (inside && file.is_file()).then_some(file)
    }

    fn response(&self, path: &str, file: &Path, mut content: Vec<u8>) -> Response<std::io::Cursor<Vec<u8>>> {
        if self.options.script.is_some() && file.extension().is_some_and(|extension| extension == "html") {
            content = with_script(&String::from_utf8_lossy(&content)).into_bytes();
        }
        let mut response = Response::from_data(content);
        let kind = [("Content-Type".to_owned(), mime(file).to_owned())];
        let rules = std::fs::read_to_string(self.folder.join("_headers")).unwrap_or_default();
        match Headers::read(&rules) {
            Ok(headers) => {
                let below = path.strip_prefix('/').and_then(|path| path.strip_prefix(self.options.below));
                let path = format!("/{}", below.unwrap_or_default().trim_start_matches('/'));
                for (name, value) in kind.into_iter().chain(headers.of(&path)) {
                    if let Ok(header) = Header::from_bytes(name, value) {
                        response.add_header(header);
                    }
                }
                response
            }
            Err(error) => Response::from_string(format!("{error:#}")).with_status_code(500),
        }
    }
}

/// A page with our script before its own: at the beginning of its head, or of what stands in it.
fn with_script(html: &str) -> String {
    let tag = format!("<script src=\"{SCRIPT}\"></script>");
    let place = html.find("<head>").map(|at| at + "<head>".len()).or_else(|| html.find("<meta")).unwrap_or(0);
    let (before, after) = html.split_at(place);
    format!("{before}{tag}{after}")
}

/// Browsers compile WASM while it arrives only under its own type.
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
    use std::io::Write;
    use std::net::TcpStream;

    fn folder() -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        let put = |name: &str, text: &str| std::fs::write(folder.path().join(name), text).unwrap();
        put("index.html", "<!doctype html><meta charset=utf-8><p>Here");
        put("_headers", "/\n  X-Page: yes\n/*.txt\n  X-Text: yes\n");
        put("a.txt", "text");
        folder
    }

    /// What the server answers, head and body.
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
            assert!(page.starts_with("HTTP/1.1 200") && page.contains("X-Page: yes"), "{page}");
            assert!(ask(&site.address("a.txt?x=1"), "GET", "").contains("X-Text: yes"));
            assert!(ask(&site.address("b.txt"), "GET", "").starts_with("HTTP/1.1 404"));
        }
        std::fs::write(folder.path().join("_headers"), "no path").unwrap();
        let site = Site::of_folder(folder.path(), Options::default()).unwrap();
        assert!(ask(&site.address(""), "GET", "").starts_with("HTTP/1.1 500"));
    }

    #[test]
    fn only_files_below_the_folder_are_served() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR"));
        let shared = Shared { folder: folder.into(), options: Options::default(), notes: Mutex::default() };
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
