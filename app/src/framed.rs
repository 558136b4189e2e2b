//! The messages between the embedded page and the page around its frame. Each is a record with `rackrate: 1` and a
//! `type`; README.md lists all of them.

use crate::arrival::{LinkNotice, notice_of};
use crate::browser::host::{Heard, Host, VERSION, Value, height};
use crate::document::Document;
use crate::state::{Origin, State};
use crate::words;
use figures::escape;
use figures::sentences::headline;
use figures::span::plain;
use leptos::prelude::*;
use model::quantities::metric::HEADLINE;
use model::run::outcome::Outcome;
use model::share::permalink;
use model::share::shown::Shown;

/// The longest link that is read, in bytes; longer ones are refused.
const LONGEST: usize = 20_000;

/// The requests of the surrounding page.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Asked {
    /// What is shown?
    Get,
    /// Show this link.
    Set(String),
    /// What is shown, and how high is the page? Answered now and after each change.
    Subscribe,
    /// How high is the page?
    Height,
}

/// Reads a request. The error is a sentence for the surrounding page.
fn asked(version: f64, kind: &str, link: Option<&str>) -> Result<Asked, String> {
    if version != VERSION {
        return Err(words::frame::speaks_version(VERSION));
    }
    match (kind, link) {
        ("get", _) => Ok(Asked::Get),
        ("set", Some(link)) if link.len() <= LONGEST => Ok(Asked::Set(link.to_owned())),
        ("set", Some(_)) => Err(words::frame::TOO_LONG.to_owned()),
        ("set", None) => Err(words::frame::SET_WANTS_LINK.to_owned()),
        ("subscribe", _) => Ok(Asked::Subscribe),
        ("height", _) => Ok(Asked::Height),
        _ => Err(words::frame::KNOWN.to_owned()),
    }
}

/// The frame's side of the conversation.
#[derive(Clone, Copy)]
pub struct Framed {
    state: State,
    /// The subscriber, and the height that it was last told, CSS pixels.
    told: StoredValue<Option<(Host, f64)>, LocalStorage>,
}

impl Framed {
    /// Without a subscriber yet.
    pub fn new(state: State) -> Framed {
        Framed { state, told: StoredValue::new_local(None) }
    }

    /// Carries out a request and answers it.
    pub fn hear(self, heard: &Heard) {
        let (host, id) = (&heard.from, &heard.id);
        let answer = asked(heard.version, &heard.kind, heard.link.as_deref()).and_then(|asked| {
            if let Asked::Set(link) = &asked {
                self.open(link)?;
            }
            // A refused link leaves nothing to report, now or to a subscriber.
            if let Some(LinkNotice::Refused(why)) = self.state.link_notice.get_untracked()
                && asked != Asked::Height
            {
                return Err(words::frame::not_opened(&why.to_string()));
            }
            if asked == Asked::Subscribe {
                self.told.set_value(Some((host.clone(), height())));
            }
            Ok(asked)
        });
        match answer {
            Ok(Asked::Height) => host.say("height", id, &[("height", Value::Number(height()))]),
            Ok(_) => host.say("state", id, &self.shown()),
            Err(why) => host.say("error", id, &[("message", Value::Text(why))]),
        }
    }

    /// Tells the subscriber, if there is one, what is shown now.
    pub fn tell(self) {
        self.told.with_value(|told| told.iter().for_each(|(host, _)| host.say_unasked("state", &self.shown())));
    }

    /// Tells the subscriber the height of the page if it has changed.
    pub fn tell_height(self) {
        let now = height();
        self.told.update_value(|told| {
            if let Some((host, before)) = told.as_mut().filter(|(_, before)| *before != now) {
                *before = now;
                host.say_unasked("height", &[("height", Value::Number(now))]);
            }
        });
    }

    /// Opens a link, whole or not at all, in the embedded view. The error is a sentence.
    fn open(self, text: &str) -> Result<(), String> {
        let link = permalink::read(text).map_err(|fault| words::frame::not_opened(&fault.to_string()))?;
        let notice = notice_of(&link, text);
        self.state.change(Origin::Link, |document| {
            let opened = Document::from(link);
            let stays = if opened.shown.is_embedded() { opened.shown.clone() } else { document.shown.clone() };
            *document = Document { shown: stays, ..opened };
        });
        self.state.link_notice.set(notice);
        Ok(())
    }

    /// What is shown, as the fields of a message.
    fn shown(self) -> Vec<(&'static str, Value)> {
        let state = self.state;
        let notices = state
            .link_notice
            .with_untracked(|notice| notice.iter().flat_map(LinkNotice::sentences).map(Value::Text).collect());
        let text = |text: &str| Value::Text(text.to_owned());
        state.document.with_untracked(|document| {
            state.outcome.with_untracked(|outcome| {
                vec![
                    ("link", Value::Text(document.link(outcome))),
                    ("address", Value::Text(state.address_as(Shown::Explore))),
                    ("baseline", text(document.scenario.baseline().id)),
                    ("modified", Value::Flag(document.scenario.is_modified())),
                    ("asOf", Value::Text(outcome.as_of.to_string())),
                    ("headline", Value::Text(plain(&headline(&document.scenario, outcome)))),
                    ("figures", Value::List(figures(outcome))),
                    ("notices", Value::List(notices)),
                ]
            })
        })
    }
}

/// The six headline figures, each unrounded and as displayed.
fn figures(outcome: &Outcome) -> Vec<Value> {
    let one = |of: model::quantities::metric::MetricId| {
        let row = of.row();
        Value::Record(vec![
            ("id", Value::Text(of.id())),
            ("name", Value::Text(row.label.to_owned())),
            ("value", outcome.metrics.get(of).map_or(Value::Nothing, Value::Number)),
            ("unit", Value::Text(row.unit.name().to_owned())),
            ("text", Value::Text(outcome.show(of).map_or_else(str::to_owned, |shown| shown.text()))),
        ])
    };
    HEADLINE.into_iter().map(one).collect()
}

/// The HTML that embeds a link in another page, with a plain link beneath it for readers whose client shows no frames.
/// `pixels_high` is in CSS pixels.
pub fn snippet(frame: &str, link: &str, title: &str, pixels_high: u32) -> String {
    let [frame, link, title] = [frame, link, title].map(|text| escape(text).replace(char::is_control, " "));
    format!(
        "<iframe src=\"{frame}\" title=\"{title}\" width=\"100%\" height=\"{pixels_high}\" loading=\"lazy\"></iframe>\n\
         <p><a href=\"{link}\">{title}</a></p>"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_asked_is_read_and_what_is_not_known_is_said() {
        assert_eq!(asked(1.0, "get", None), Ok(Asked::Get));
        assert_eq!(asked(1.0, "set", Some("2.tk")), Ok(Asked::Set("2.tk".to_owned())));
        assert_eq!(asked(1.0, "subscribe", Some("x")), Ok(Asked::Subscribe));
        assert_eq!(asked(1.0, "height", None), Ok(Asked::Height));
        let long = "x".repeat(LONGEST + 1);
        for (version, kind, link) in [
            (2.0, "get", None),
            (f64::NAN, "get", None),
            (1.0, "", None),
            (1.0, "state", None),
            (1.0, "set", None),
            (1.0, "set", Some(long.as_str())),
        ] {
            let why = asked(version, kind, link).expect_err(kind);
            assert!(why.ends_with('.') && why.len() < 80, "{why}");
        }
    }

    #[test]
    fn a_snippet_is_a_frame_and_a_link_whatever_a_name_holds() {
        let name = "\"><script>alert(1)</script> & “mine”";
        let markup = snippet("https://example.org/?s=2.tk.Seb.x", "https://example.org/?s=2.tk.y", name, 480);
        assert_eq!(markup.matches('<').count(), 6, "{markup}");
        assert!(!markup.contains("<script"), "{markup}");
        assert!(markup.contains("title=\"&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt; &amp; “mine”\""), "{markup}");
    }
}
