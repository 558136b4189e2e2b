//! The brief: sentences, three figures, one chart, the differences, and what they rest on.

use crate::draws::ranges_of;
use crate::pieces::{ask, badge};
use crate::reasons::Reasons;
use crate::turns::Turns;
use figures::brief::{self, Brief, brief, differs};
use figures::picture::{Around, picture_on_page, picture_within};
use figures::span::Sentence;
use figures::theme::Theme;
use figures::time::Height;
use figures::{Figure, Plot, Subjects, span};
use maud::{Markup, PreEscaped, html};
use model::analysis::ranges::Range;
use model::analysis::ranking::ranking;
use model::analysis::uncertainty::bands::Bands;
use model::facts::provenance::Class;
use model::facts::sources::FACTS_READ_TO;
use model::inputs::input::ParameterId;
use model::inputs::scenario::Scenario;
use model::metric;
use model::record::question::Question;
use model::run::outcome::{Outcome, run};
use model::share::ranged::Ranged;
use protocol::{DrawnFrom, DrawnValue};

/// The width of the chart on a telephone, CSS pixels.
const NARROW: f64 = 344.0;
/// The width of the chart on a wide page, CSS pixels.
const WIDE: f64 = 680.0;
/// The width of the chart on paper, CSS pixels.
const ON_PAPER: f64 = 700.0;
/// How many of the inputs are named on which the contract's value rests most.
const RESTS_ON: usize = 3;
/// The longest address that is printed whole, and how much is printed of a longer one, in characters: with notes and a
/// story it has thousands.
const LONGEST_ADDRESS: usize = 600;
const BEGINNING: usize = 300;
/// How many publishers are named.
const PUBLISHERS: usize = 6;

/// A scenario with its outcome and its brief.
struct Briefed<'a> {
    scenario: &'a Scenario,
    outcome: Outcome,
    before: Outcome,
    brief: Brief,
    /// The differences from the baseline, a sentence for each input, and how many more there are; empty if there are
    /// none.
    differs: Vec<(Option<ParameterId>, Sentence)>,
    /// The bands of its draws, if they are shown.
    bands: Option<Bands>,
    /// What the bands were drawn from.
    from: Option<DrawnFrom>,
}

impl Briefed<'_> {
    fn of<'a>(scenario: &'a Scenario, drawn: Option<&DrawnValue>) -> Briefed<'a> {
        let (outcome, before) = (run(scenario), run(&scenario.as_released()));
        let brief = brief(scenario, &outcome, &before);
        let differs = differs(scenario, &outcome);
        Briefed {
            scenario,
            differs,
            outcome,
            before,
            brief,
            bands: drawn.map(|drawn| drawn.bands.open()),
            from: drawn.map(|drawn| drawn.from),
        }
    }

    fn top(&self, name: &str) -> Markup {
        let kind = brief::kind(self.scenario, &self.outcome, name);
        let bands = self.bands.as_ref();
        html! { (PreEscaped(brief::top::html(&kind, &self.brief, &self.outcome, &self.before, bands))) }
    }

    fn chart(&self) -> Figure {
        let alone = Subjects::one(self.scenario, &self.outcome);
        self.brief.chart.figure(&Subjects { bands: self.bands.as_ref(), ..alone })
    }

    /// The differences, with the author's reasons if `reasons` has any, and what limits growth.
    fn words(&self, reasons: &Reasons) -> Markup {
        html! {
            section {
                h2 { "What differs from the baseline" }
                @if self.differs.is_empty() {
                    p { "Nothing: this is the baseline as it was released." }
                } @else {
                    ul {
                        @for (input, one) in &self.differs {
                            li {
                                (PreEscaped(span::html(one)))
                                @if let Some(reason) = input.and_then(|input| reasons.markup(input)) { " " (reason) }
                            }
                        }
                    }
                }
                p { (PreEscaped(span::html(&self.brief.limits))) }
            }
        }
    }

    /// What is assumed, whether the contract's value turns on it, and the sources.
    fn rests(&self, ranged: &Ranged) -> Markup {
        let turns = Turns::of(self.scenario, metric::CONTRACT_NPV, ranged);
        let ranges = ranged.ranges_of(self.scenario);
        let ranked = &self.ranked(&ranges);
        html! {
            @if !ranked.is_empty() {
                section {
                    h2 { "What the contract’s value rests on most" }
                    ul { @for input in ranked.iter().take(RESTS_ON) { (rests_on(*input, self.scenario, &ranges)) } }
                    @if let Some(turns) = &turns { p { (turns.sentence("that value")) } }
                }
            }
            p.source-note {
                (sources(ranked, self.scenario)) "Facts as of " span.date { (FACTS_READ_TO) } "."
                @if let Some((bands, from)) = self.bands.as_ref().zip(self.from) { " " (ranges_of(bands.draws, from)) }
            }
        }
    }

    /// The inputs on which the contract's value rests, the strongest first.
    fn ranked(&self, ranges: &[Range]) -> Vec<ParameterId> {
        ranking(self.scenario, metric::CONTRACT_NPV, ranges)
    }
}

/// What follows the sentences and figures, which the page renders itself. On a telephone the chart is lower, and what
/// the value rests on is folded into one line, so that the brief is little more than one screen.
pub(crate) fn rest(scenario: &Scenario, drawn: Option<&DrawnValue>, ranged: &Ranged) -> Markup {
    let briefed = Briefed::of(scenario, drawn);
    let chart = briefed.chart();
    let rests = briefed.rests(ranged);
    html! {
        div.brief-chart.narrow { (PreEscaped(picture_on_page(&lower(chart.clone()), NARROW))) }
        div.brief-chart.wide { (PreEscaped(picture_on_page(&chart, WIDE))) }
        (briefed.words(&Reasons::default()))
        div.brief-rests.wide { (rests) }
        details.brief-rests.narrow {
            summary { "Basis and sources. Facts as of " span.date { (FACTS_READ_TO) } "." }
            (rests)
        }
    }
}

/// The same figure with a low plane and without the strip of limits, which the brief gives in words.
fn lower(mut figure: Figure) -> Figure {
    if let Plot::Months(plot) = &mut figure.plot {
        plot.height = Height::Short;
        plot.strip = None;
    }
    figure
}

/// What a sheet of paper says besides the brief itself.
pub(crate) struct Sheet<'a> {
    /// The author's title; empty if there is none.
    pub name: &'a str,
    /// The author's notes.
    pub reasons: &'a Reasons,
    /// Where the scenario can be opened.
    pub address: &'a str,
    /// The reader's date.
    pub today: &'a str,
}

/// The brief on one sheet of paper.
pub(crate) fn paper(scenario: &Scenario, drawn: Option<&DrawnValue>, ranged: &Ranged, sheet: &Sheet<'_>) -> Markup {
    let briefed = Briefed::of(scenario, drawn);
    let Sheet { name, reasons, address, today } = *sheet;
    let stands = |input: ParameterId| briefed.differs.iter().any(|(of, _)| *of == Some(input));
    html! {
        div.brief {
            (briefed.top(name))
            div.brief-chart { (PreEscaped(picture_within(&briefed.chart(), ON_PAPER, Theme::Light, Around::Page))) }
            (briefed.words(reasons))
            (reasons.notes(scenario, &briefed.outcome, stands))
            (briefed.rests(ranged))
            p.link {
                "Printed " span.date { (today) } " from "
                // A shortened address still links to the whole.
                @match shortened(address) {
                    Some(beginning) => { a href=(address) { (beginning) } " (its beginning)" }
                    None => (address),
                }
            }
        }
    }
}

/// The beginning of an address that is too long for a sheet; `None` for one that is not.
fn shortened(address: &str) -> Option<String> {
    (address.chars().count() > LONGEST_ADDRESS).then(|| address.chars().take(BEGINNING).chain(['…']).collect())
}

/// An input with its value, class and the range by which it was ranked. For a value of the author's own, the range of
/// the source that it replaces.
fn rests_on(input: ParameterId, scenario: &Scenario, ranges: &[Range]) -> Markup {
    let class = scenario.evidence(input).class;
    let own = ranges.iter().find(|range| range.input == input).map(|range| ("range", *range));
    let replaced =
        || Range::of_source(input).ok().filter(|_| scenario.is_changed(input)).map(|range| ("source’s range", range));
    let range = own.or_else(replaced);
    html! {
        li {
            (input.name_in(scenario.names())) ": " (ask(&Question::Input(input), input.show_in(scenario.names(), scenario.get(input)))) " " (badge(class))
            @if let Some((what, range)) = range { ", " (what) " " (input.show_in(scenario.names(), range.low)) " to " (input.show_in(scenario.names(), range.high)) }
        }
    }
}

/// The publishers of what the value rests on most, and how much of it is assumed.
fn sources(ranked: &[ParameterId], scenario: &Scenario) -> String {
    let mut publishers: Vec<&str> = Vec::new();
    let mut assumed = 0;
    for input in ranked {
        let evidence = scenario.evidence(*input);
        match (evidence.class, evidence.source) {
            (Some(Class::Assumption), _) => assumed += 1,
            (Some(_), Some(source)) if !publishers.contains(&source.publisher) => publishers.push(source.publisher),
            _ => {}
        }
    }
    let named: Vec<&str> = publishers.iter().copied().filter(|name| !name.is_empty()).take(PUBLISHERS).collect();
    let from = if named.is_empty() { String::new() } else { format!("Sources: {}. ", named.join(", ")) };
    from + &how_much_is_assumed(assumed, ranked.len())
}

/// How many of the inputs that move the value are assumptions; empty if none moves it.
fn how_much_is_assumed(assumed: usize, count: usize) -> String {
    match (assumed, count) {
        (_, 0) => String::new(),
        (assumed, 1) => {
            format!("The one input that moves the value is {} assumption. ", if assumed == 1 { "an" } else { "no" })
        }
        (1, count) => format!("1 of the {count} inputs that move the value is an assumption. "),
        (assumed, count) => format!("{assumed} of the {count} inputs that move the value are assumptions. "),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use model::inputs::baselines::Baseline;
    use model::share::told::{Place, Told};
    use tests_shared::scenarios::{first_with, some};

    /// The sentence once read "1 of the 12 inputs … are assumptions".
    #[test]
    fn one_assumption_is_told_as_one() {
        let told = |assumed: usize, count: usize| how_much_is_assumed(assumed, count);
        assert_eq!(told(5, 12), "5 of the 12 inputs that move the value are assumptions. ");
        assert_eq!(told(1, 12), "1 of the 12 inputs that move the value is an assumption. ");
        assert_eq!(told(1, 1), "The one input that moves the value is an assumption. ");
        assert_eq!(told(0, 1), "The one input that moves the value is no assumption. ");
        assert_eq!(told(0, 0), "");
    }

    /// What a telephone folds away is complete, and on paper nothing is folded.
    #[test]
    fn what_is_folded_on_a_telephone_is_whole_on_paper() {
        let two = first_with(&[("chip.gb300.price_usd_per_hour", "4.5"), ("operations.slip_months", "3")]);
        for scenario in some(12, 4).into_iter().chain([two, first_with(&[])]) {
            let briefed = Briefed::of(&scenario, None);
            let usual = Ranged::default();
            let on = Sheet { name: "", reasons: &Reasons::default(), address: "", today: "" };
            let rests = briefed.rests(&usual).into_string();
            let (screen, paper) =
                (rest(&scenario, None, &usual).into_string(), paper(&scenario, None, &usual, &on).into_string());
            let folded = screen.split_once("</summary>").expect("a line that opens").1;
            assert!(folded.starts_with(&rests), "{folded}");
            assert!(paper.contains(&rests) && !paper.contains("<details"), "{paper}");
        }
    }

    /// Notes were once missing on paper.
    #[test]
    fn a_sheet_has_its_authors_notes_and_the_beginning_of_a_long_address() {
        let scenario = first_with(&[("operations.pue", "1.3")]);
        let mut told = Told::default();
        for month in 0..11 {
            assert!(told.pin(Place::month(month).expect("a month"), &"long ".repeat(28)));
        }
        assert!(told.pin(Place::Input(model::input::PUE), "Air cooling"));
        let (reasons, ranged) = (Reasons::of(&(&told).into()), Ranged::default());
        let address = format!("https://example.org/?s={}", "2.tk-".repeat(400));
        let on = Sheet { name: "", reasons: &reasons, address: &address, today: "2026-11-26" };
        let sheet = paper(&scenario, None, &ranged, &on).into_string();
        assert_eq!(sheet.matches("<bdi>long long").count(), 11, "{sheet}");
        assert_eq!(sheet.matches("Air cooling").count(), 1, "{sheet}");
        let printed = sheet.rsplit_once("Printed ").expect("an address").1;
        assert!(
            address.chars().count() > 2 * LONGEST_ADDRESS && printed.contains("…</a> (its beginning)"),
            "{printed}"
        );
        assert!(printed.contains(&format!("href=\"{address}\"")), "{printed}");
        assert_eq!(shortened("https://example.org/"), None);
    }

    /// The range of the table's price says nothing about a baseline's discounted price.
    #[test]
    fn no_range_stands_beside_a_value_that_it_was_not_given_with() {
        let scenario = Scenario::of(Baseline::by_id("anthropic-trainium").expect("a baseline"));
        let price = ParameterId::parse("chip.trainium2.price_usd_per_hour").expect("an input");
        assert_ne!(scenario.get(price), price.default_value());
        let told = |input: ParameterId, ranged: &Ranged| {
            rests_on(input, &scenario, &ranged.ranges_of(&scenario)).into_string()
        };
        let mut ranged = Ranged::default();
        assert!(!told(price, &ranged).contains("range "));
        assert!(told(model::input::WACC, &ranged).contains(", range 8%"));
        // A reader's own range replaces the source's.
        let own = model::analysis::uncertainty::settings::Certainty::Between { low: 0.07, high: 0.12 };
        assert_eq!(ranged.say(model::input::WACC, own), Ok(()));
        assert!(told(model::input::WACC, &ranged).contains(", range 7%"), "{}", told(model::input::WACC, &ranged));
        assert_eq!(ranged.say(price, model::analysis::uncertainty::settings::Certainty::Uncertain), Ok(()));
        assert!(told(price, &ranged).contains("range "), "it keeps its relative width");
    }

    #[test]
    fn the_chart_of_a_telephone_is_lower_and_says_the_same() {
        let scenario = first_with(&[]);
        let chart = Briefed::of(&scenario, None).chart();
        let lowered = lower(chart.clone());
        let (Plot::Months(high), Plot::Months(low)) = (&chart.plot, &lowered.plot) else { panic!("a chart of months") };
        assert!(low.height.pixels() < high.height.pixels() && low.lines == high.lines);
        assert_eq!((lowered.finding, lowered.source), (chart.finding, chart.source));
    }
}
