//! What a scenario's author gives as the source or the reason of an input's value: the same words wherever it stands, and
//! marked as theirs.

use maud::{Markup, html};
use model::inputs::input::ParameterId;
use model::share::permalink;
use model::share::told::{AUTHORS_REASON, Place, Told};

/// The reasons of a scenario's author.
#[derive(Clone, Debug, Default)]
pub(crate) struct Reasons(Told);

impl Reasons {
    /// Those of the link in an address; none where there is no link in it.
    pub(crate) fn in_link(address: &str) -> Reasons {
        Reasons(permalink::read(address).map(|link| link.told).unwrap_or_default())
    }

    /// Those that the page sends: ids of inputs, each with a text. One that is not known is left out.
    pub(crate) fn of(sent: &[(String, String)]) -> Reasons {
        let mut told = Told::default();
        for (id, text) in sent {
            // One that has no room was none of ours.
            let _ = ParameterId::parse(id).is_some_and(|input| told.pin(Place::Input(input), text));
        }
        Reasons(told)
    }

    /// Whether there are none.
    pub(crate) fn is_empty(&self) -> bool {
        self.0.reasons().next().is_none()
    }

    /// The reason of an input's value; empty where there is none.
    pub(crate) fn text(&self, input: ParameterId) -> &str {
        self.0.reason_for(input).unwrap_or_default()
    }

    /// The same as markup; `None` where there is none.
    pub(crate) fn markup(&self, input: ParameterId) -> Option<Markup> {
        let reason = self.0.reason_for(input)?;
        Some(html! { span.authors-reason data-words { (AUTHORS_REASON) ": " bdi { (reason) } } })
    }
}
