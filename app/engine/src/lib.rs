//! Explanations, pages on demand and exports, computed with the model and all of its evidence.
//!
//! The engine is pure: a [`Request`] goes in, a [`Response`] comes out. It has no access to the document, a clock or
//! the address bar. The page runs it in a worker and shows the answer. Markup in an answer uses the page's own classes
//! and contains no scripts, style attributes or event handlers.

// A panic ends a WASM page, so failures must be values. The workspace enables the other lints of this kind.
#![cfg_attr(not(test), warn(clippy::expect_used, clippy::unreachable, clippy::get_unwrap, clippy::exit))]

mod beside;
mod door;
mod draws;
mod evidence;
mod explain;
mod exports;
mod marks;
mod own;
mod pages;
mod pieces;
mod range;
mod reasons;
mod report;
mod tables;
mod touched;
mod turns;

pub use door::{answer as answer_bytes, share as share_bytes};

use beside::Beside;
use maud::Markup;
use model::analysis::ranking::ranking;
use model::facts::claims::CLAIMS;
use model::inputs::input::ParameterId;
use model::quantities::metric::MetricId;
use protocol::engine::{Answer, Ask, Searched};
use protocol::{ComparedValue, MISREAD, RangedValue, Request, Response, ScenarioValue};
use reasons::Reasons;

/// The answer to a request. Anything unknown is answered with a sentence that says so.
pub fn answer(request: &Request<Ask>) -> Response<Answer> {
    Response { number: request.number, answer: to(&request.ask) }
}

fn to(ask: &Ask) -> Result<Answer, String> {
    match ask {
        Ask::Explain { scenario, questions, notes, ranged } => {
            let answer = explain::number::answer(questions, &scenario.open()?, &Reasons::of(notes), &ranged.open()?);
            found(answer, &questions.join(" "))
        }
        Ask::Input { scenario, input } => {
            let scenario = scenario.open()?;
            found(ParameterId::parse(input).map(|of| explain::input::answer(of, &scenario)), input)
        }
        Ask::Claim { claim } => found(CLAIMS.iter().find(|known| known.id == claim).map(explain::claim::answer), claim),
        Ask::Prices { scenario, agreement } => {
            let scenario = scenario.open()?;
            found(tables::prices::agreement(agreement).map(|of| tables::prices::answer(of, &scenario)), agreement)
        }
        Ask::Deals => Ok(html(tables::deals::answer())),
        Ask::Numbers { scenario, search } => Ok(html(pages::numbers::page(&search.words, &scenario.open()?))),
        Ask::Sources { scenario, search } => Ok(html(pages::sources::page(&search.words, &scenario.open()?))),
        Ask::Rows { scenario, page, search } => {
            let scenario = scenario.open()?;
            let (found, rows) = match page {
                Searched::Numbers => pages::numbers::found_rows(&search.words, &scenario),
                Searched::Sources => pages::sources::found_rows(&search.words, &scenario),
            };
            Ok(Answer::Rows { found, html: rows.into_string() })
        }
        Ask::Trust { record } => Ok(html(pages::trust::page(record.as_deref()))),
        Ask::Corrections => Ok(html(pages::corrections::page())),
        Ask::Export { scenario, compared, drawn, ranged, form, notes, address, today } => {
            let beside = Beside::of(scenario.open()?, &compared.open()?).with_drawn(drawn).with_ranged(ranged.open()?);
            exports::export(&beside, form, &Reasons::of(notes), address, today)
        }
        Ask::Ranking { scenario, metric, most, ranged } => {
            let metric = MetricId::parse(metric).ok_or_else(|| unknown(metric))?;
            let scenario = scenario.open()?;
            let ranked = ranking(&scenario, metric, &ranged.open()?.ranges_of(&scenario)).into_iter().take(*most);
            Ok(Answer::Inputs(ranked.map(ParameterId::id).collect()))
        }
        Ask::Touched { scenario, since, input } => {
            let of = ParameterId::parse(input).ok_or_else(|| unknown(input))?;
            Ok(touched::answer(of, &scenario.open()?, &since.open()?))
        }
        Ask::Report { scenario } => exports::report(&scenario.open()?).map(Answer::Text),
        Ask::Compare { scenario, compared } => {
            Ok(html(pages::beside::page(&Beside::of(scenario.open()?, &compared.open()?))))
        }
        Ask::Paper { scenario, compared, drawn, notes, address, today, ranged } => {
            let beside = Beside::of(scenario.open()?, &compared.open()?).with_drawn(drawn).with_ranged(ranged.open()?);
            Ok(html(exports::paper::paper(&beside, &Reasons::of(notes), address, today)))
        }
        Ask::Own { kept, act, on_screen } => own::own(kept.as_deref(), act, on_screen).map(Answer::Own),
        Ask::BelowBrief { scenario, drawn, ranged } => {
            Ok(html(pages::brief::rest(&scenario.open()?, drawn.as_ref(), &ranged.open()?)))
        }
        Ask::BriefPaper { scenario, drawn, name, notes, address, today, ranged } => {
            let (scenario, ranged, reasons) = (scenario.open()?, ranged.open()?, Reasons::of(notes));
            let on = pages::brief::Sheet { name, reasons: &reasons, address, today };
            Ok(html(pages::brief::paper(&scenario, drawn.as_ref(), &ranged, &on)))
        }
        Ask::Keys => Ok(html(pages::keys::page())),
        Ask::Sure { scenario, compared, before, ranged, metric } => {
            let metric = MetricId::parse(metric).ok_or_else(|| unknown(metric))?;
            pages::sure::page(&about(scenario, compared, before.as_ref(), ranged)?, metric).map(html)
        }
        Ask::Analysis { scenario, compared, before, ranged, of } => {
            pages::sure::part(of, &about(scenario, compared, before.as_ref(), ranged)?)
        }
        Ask::Range { scenario, ranged, act } => {
            let (scenario, mut ranged) = (scenario.open()?, ranged.open()?);
            range::act(&scenario, &mut ranged, act)?;
            Ok(Answer::Ranged((&ranged).into()))
        }
        Ask::Marks { scenario, metric, target_values, crossed, ranged } => {
            let metric = MetricId::parse(metric).ok_or_else(|| unknown(metric))?;
            let crossed: Vec<ParameterId> = crossed.iter().filter_map(|id| ParameterId::parse(id)).collect();
            let scenario = scenario.open()?;
            let turns = turns::lines(&scenario, &ranged.open()?);
            Ok(Answer::Marks { marks: marks::of(&scenario, metric, target_values, &crossed), turns })
        }
        Ask::Draw { scenario, ranged, draws, first, count, anew } => {
            let asked = draws::Asked { scenario: scenario.open()?, ranged: ranged.open()?, draws: *draws };
            draws::make(asked, *first..first.saturating_add(*count), *anew).map(Answer::Drawn)
        }
        // It is answered by `door::share`.
        Ask::Share(_) => Err(MISREAD.to_owned()),
        Ask::Qr { address } => Ok(html(exports::qr::shown(address))),
        Ask::LinkIn { text } => own::link_in(text).map(Answer::Text),
        Ask::Since { link } => pages::since::page(link).map(html),
    }
}

/// What an analysis is about. A previous scenario that cannot be read is left out.
fn about(
    scenario: &ScenarioValue,
    compared: &ComparedValue,
    before: Option<&ScenarioValue>,
    ranged: &RangedValue,
) -> Result<pages::sure::About, String> {
    let before = before.and_then(|before| before.open().ok());
    let (scenario, compared, ranged) = (scenario.open()?, compared.open()?, ranged.open()?);
    Ok(pages::sure::About { scenario, compared, before, ranged })
}

fn html(markup: Markup) -> Answer {
    Answer::Html(markup.into_string())
}

fn found(markup: Option<Markup>, asked: &str) -> Result<Answer, String> {
    markup.map(html).ok_or_else(|| unknown(asked))
}

/// The input of an id. The error is a sentence.
fn input_of(id: &str) -> Result<ParameterId, String> {
    if id.is_empty() {
        return Err("Choose an input first.".to_owned());
    }
    ParameterId::parse(id).ok_or_else(|| unknown(id))
}

fn unknown(asked: &str) -> String {
    format!("Nothing is known here about “{asked}”.")
}

#[cfg(test)]
mod tests;
