//! The built page, served from this process on a free port.

use anyhow::{Context, Result, anyhow, bail};
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;
use std::thread::JoinHandle;
use tiny_http::{Header, Method, Request, Response, Server};

/// A folder of static files on 127.0.0.1, served until it is dropped.
pub struct Site {
    server: Arc<Server>,
    threads: Vec<JoinHandle<()>>,
    port: u16,
}

impl Site {
    /// The release: `RACKRATE_DIST`, else `dist` in the workspace's folder.
    pub fn of_release() -> Result<Site> {
        let folder = std::env::var_os("RACKRATE_DIST")
            .map_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("../dist"), PathBuf::from);
        if !folder.join("index.html").is_file() {
            bail!(
                "There is no built page in {}. This builds it and runs the journeys:\n    cargo xtask test",
                folder.display()
            );
        }
        Site::of_folder(folder)
    }

    /// Any folder.
    pub fn of_folder(folder: impl Into<PathBuf>) -> Result<Site> {
        let folder = folder.into();
        let server = Server::http("127.0.0.1:0").map_err(|error| anyhow!("no port could be opened: {error}"))?;
        let server = Arc::new(server);
        let port = server.server_addr().to_ip().context("the server has no port")?.port();
        // Several, because a browser keeps idle connections open.
        let threads = (0..4)
            .map(|_| {
                let (server, folder) = (Arc::clone(&server), folder.clone());
                std::thread::spawn(move || {
                    while let Ok(request) = server.recv() {
                        answer(request, &folder);
                    }
                })
            })
            .collect();
        Ok(Site { server, threads, port })
    }

    /// The address of a file of the site; an empty path is the page itself.
    pub fn address(&self, path: &str) -> String {
        format!("http://127.0.0.1:{}/{path}", self.port)
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

fn answer(request: Request, folder: &Path) {
    let found = matches!(request.method(), Method::Get | Method::Head).then(|| file(folder, request.url())).flatten();
    // Somebody who went away does not want an answer.
    let _ = match found.and_then(|path| std::fs::read(&path).ok().map(|content| (path, content))) {
        Some((path, content)) => match Header::from_bytes("Content-Type", mime(&path)) {
            Ok(kind) => request.respond(Response::from_data(content).with_header(kind)),
            Err(()) => request.respond(Response::empty(500)),
        },
        None => request.respond(Response::from_string("There is no such file.").with_status_code(404)),
    };
}

/// The file that an address asks for; `None` where it is not below the folder.
fn file(folder: &Path, address: &str) -> Option<PathBuf> {
    let path = address.split(['?', '#']).next()?.trim_start_matches('/');
    let path = Path::new(if path.is_empty() { "index.html" } else { path });
    let inside = path.components().all(|part| matches!(part, Component::Normal(_)));
    let file = folder.join(path);
    (inside && file.is_file()).then_some(file)
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

    #[test]
    fn only_files_below_the_folder_are_served() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR"));
        assert_eq!(file(folder, "/Cargo.toml?s=1"), Some(folder.join("Cargo.toml")));
        assert_eq!(file(folder, "/src/site.rs#top"), Some(folder.join("src/site.rs")));
        for elsewhere in ["/../Cargo.toml", "/src/../../Cargo.toml", "//etc/passwd", "/src", "/none.js"] {
            assert_eq!(file(folder, elsewhere), None, "{elsewhere}");
        }
    }
}
