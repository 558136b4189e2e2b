//! "Report a wrong number": a link to where this build takes reports, filled in with what a report needs.

use maud::{Markup, html};
use model::inputs::scenario::Scenario;
use model::run::outcome::run;
use model::share::permalink::{self, PARAMETER};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};

/// Where reports go: `mailto:`, or a page that takes `title` and `body`, such as a repository's form for new issues.
/// The build sets it; without it, no link is offered.
const ADDRESS: Option<&str> = option_env!("RACKRATE_REPORTS");

/// The link; nothing if this build takes no reports.
pub(crate) fn offer(question: &str, shown: &str, scenario: &Scenario) -> Markup {
    html! {
        @if let Some(address) = ADDRESS {
            p.source-note {
                a.report href=(to(address, question, shown, scenario)) target="_blank" rel="noopener" { "Report a wrong number" }
            }
        }
    }
}

/// The filled-in address: what was asked, what was shown, for which scenario, and the version.
fn to(address: &str, question: &str, shown: &str, scenario: &Scenario) -> String {
    let link = permalink::write(scenario, &run(scenario));
    let version = env!("CARGO_PKG_VERSION");
    let title = format!("Wrong number: {question}");
    let body = format!(
        "Number: {question}\nShown: {shown}\nLink: ?{PARAMETER}={link}\nVersion: {version}\n\nWhat is wrong, and where does it say otherwise?\n"
    );
    let [title, body] = [title, body].map(|text| utf8_percent_encode(&text, NON_ALPHANUMERIC).to_string());
    let name = if address.starts_with("mailto:") { "subject" } else { "title" };
    let sign = if address.contains('?') { '&' } else { '?' };
    format!("{address}{sign}{name}={title}&body={body}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use model::inputs::baselines::Baseline;

    #[test]
    fn a_report_says_what_and_of_which_scenario() {
        let scenario = Scenario::of(Baseline::first());
        let of = |address| to(address, "metric:stake", "1.96%", &scenario);
        let mail = of("mailto:numbers@example.org");
        assert!(
            mail.starts_with("mailto:numbers@example.org?subject=Wrong%20number%3A%20metric%3Astake&body=Number"),
            "{mail}"
        );
        let link = permalink::write(&scenario, &run(&scenario));
        let link = utf8_percent_encode(&link, NON_ALPHANUMERIC).to_string();
        assert!(mail.contains(&format!("Link%3A%20%3F{PARAMETER}%3D{link}%0A")), "{mail}");
        let form = of("https://example.org/new?labels=number");
        assert!(form.starts_with("https://example.org/new?labels=number&title=Wrong%20number"), "{form}");
        assert!(form.contains("1%2E96%25") && !form.contains([' ', '"', '<']), "{form}");
    }
}
