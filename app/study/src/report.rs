//! A whole run as text: what the command line gives, from the module in the page.

use model::export::Report;
use model::outcome::run;
use model::permalink;

/// A scenario's run as JSON, the text that `evaluate` prints for it on one line. `link` is the scenario as the value of
/// the page's query parameter; empty where it cannot be read.
pub(crate) fn report(link: &str) -> String {
    let written = permalink::read(link).ok().and_then(|link| {
        let outcome = run(&link.scenario);
        serde_json::to_string(&Report { scenario: &link.scenario, outcome: &outcome }).ok()
    });
    written.unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::report;
    use model::baselines::Baseline;
    use model::outcome::run;
    use model::permalink;
    use model::scenario::Scenario;

    #[test]
    fn a_report_carries_the_link_that_it_was_asked_for() {
        let scenario = Scenario::of(Baseline::first());
        let link = permalink::write(&scenario, &run(&scenario));
        let text = report(&link);
        assert!(text.starts_with(r#"{"schema":1,"baseline":"talks-2025-12","link":"?s=1~"#), "{text}");
        assert!(text.contains(&link));
        assert!(text.contains(r#""binding":"nothing"},"reasons":{"#), "metrics end with what binds");
        assert_eq!(report(&link[1..]), "", "a broken link gives no report, and no other scenario's");
    }
}
