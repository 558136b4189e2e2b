//! The command line of `cargo xtask`.

use crate::build::Release;
use anyhow::{Context, Result, bail};
use lexopt::prelude::*;

/// A command, with its options.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Command {
    Help,
    Serve {
        port: Option<u16>,
        debug: bool,
    },
    Test {
        fast: bool,
    },
    Build {
        made_for: Release,
        twice: bool,
    },
    Bench,
    Size,
    Bless,
    Trust,
    Rules,
    Licences,
    Words,
    /// Called by trunk when it has built the page but not the programs beside it; see Trunk.toml.
    Programs,
}

/// Parses the command line.
pub(crate) fn parse(words: impl IntoIterator<Item = impl Into<std::ffi::OsString>>) -> Result<Command> {
    let mut words = lexopt::Parser::from_args(words);
    let mut command: Option<Command> = None;
    while let Some(word) = words.next()? {
        match (word, &mut command) {
            (Short('h') | Long("help"), _) => return Ok(Command::Help),
            (Value(name), None) => {
                let name = name.string()?;
                command = Some(by_name(&name).with_context(|| format!("There is no command \"{name}\"."))?);
            }
            (Long("port"), Some(Command::Serve { port, .. })) => {
                let number = words.value().context("--port wants a number, such as --port 8081")?.string()?;
                let given = number.parse().ok().filter(|port| *port > 0);
                *port = Some(given.with_context(|| format!("\"{number}\" is no port: 1 to 65535"))?);
            }
            (Long("debug"), Some(Command::Serve { debug, .. })) => *debug = true,
            (Long("release"), Some(Command::Serve { debug, .. })) => *debug = false,
            (Long("fast"), Some(Command::Test { fast })) => *fast = true,
            (Long("twice"), Some(Command::Build { twice, .. })) => *twice = true,
            (Long("site"), Some(Command::Build { made_for, .. })) => {
                made_for.site = Some(address(&words.value()?.string()?)?);
            }
            (Long("reports"), Some(Command::Build { made_for, .. })) => {
                made_for.reports = Some(reports_to(&words.value()?.string()?)?);
            }
            (other, _) => bail!("{} `cargo xtask --help` tells what there is.", other.unexpected()),
        }
    }
    Ok(command.unwrap_or(Command::Help))
}

fn by_name(name: &str) -> Option<Command> {
    Some(match name {
        "help" => Command::Help,
        "serve" => Command::Serve { port: None, debug: false },
        "test" => Command::Test { fast: false },
        "build" => Command::Build { made_for: Release::default(), twice: false },
        "bench" => Command::Bench,
        "size" => Command::Size,
        "bless" => Command::Bless,
        "trust" => Command::Trust,
        "rules" => Command::Rules,
        "licences" | "licenses" => Command::Licences,
        "words" => Command::Words,
        "programs" => Command::Programs,
        _ => return None,
    })
}

/// The address under which the page will be served: absolute, and that of a folder.
fn address(text: &str) -> Result<String> {
    let host = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
    if host.is_none_or(|host| host.is_empty() || host.contains([' ', '"', '<', '?', '#'])) {
        bail!("--site wants the page's whole address, such as --site https://example.org/rackrate/");
    }
    Ok(if text.ends_with('/') { text.to_owned() } else { format!("{text}/") })
}

/// Where reports of wrong numbers go: `mailto:`, or a page that takes `title` and `body`.
fn reports_to(text: &str) -> Result<String> {
    let is_address = ["mailto:", "https://"].iter().any(|start| text.len() > start.len() && text.starts_with(start));
    if !is_address || text.contains([' ', '"', '<', '#']) {
        bail!(
            "--reports wants an address, such as --reports mailto:numbers@example.org or --reports https://example.org/new"
        );
    }
    Ok(text.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn commands_and_options_are_read() {
        let of = |line: &str| parse(line.split_whitespace()).unwrap();
        assert_eq!(of(""), Command::Help);
        assert_eq!(of("serve --help"), Command::Help);
        assert_eq!(of("serve"), Command::Serve { port: None, debug: false });
        assert_eq!(of("serve --debug --port 9000"), Command::Serve { port: Some(9000), debug: true });
        assert_eq!(of("serve --port=9000"), Command::Serve { port: Some(9000), debug: false });
        assert_eq!(of("test --fast"), Command::Test { fast: true });
        let site = Some("https://example.org/x/".to_owned());
        assert_eq!(
            of("build --site https://example.org/x"),
            Command::Build { made_for: Release { site, reports: None }, twice: false }
        );
        let reports = Some("mailto:a@example.org".to_owned());
        assert_eq!(
            of("build --reports mailto:a@example.org"),
            Command::Build { made_for: Release { site: None, reports }, twice: false }
        );
        assert_eq!(of("words"), Command::Words);
        assert_eq!(of("build --twice"), Command::Build { made_for: Release::default(), twice: true });
    }

    #[test]
    fn wrong_words_are_told_in_words() {
        for (line, part) in [
            ("serve --port", "wants a number"),
            ("serve --port 0", "is no port"),
            ("serve --port 70000", "is no port"),
            ("serve --fast", "--fast"),
            ("test test", "test"),
            ("nothing", "There is no command \"nothing\""),
            ("build --site example.org", "whole address"),
            ("build --site", "site"),
            ("build --reports somebody", "wants an address"),
        ] {
            let error = parse(line.split_whitespace()).map_err(|error| format!("{error:#}")).unwrap_err();
            assert!(error.contains(part), "{line}: {error}");
        }
    }
}
