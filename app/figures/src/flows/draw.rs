//! Drawing the flows: bands, accounts, names and sums.

use super::layout::{BOTTOM, Flows, NODE};
use super::{FlowPlot, NARROW, shown};
use crate::advance::{SMALL, SMALL_BOLD};
use crate::markup::{Anchor, escape, length, line};
use crate::span::of_payment;
use crate::theme::{Colour, Hue, Palette};
use model::run::ledger::{Account, Transfer};
use std::fmt::Write;

/// Length of the tip of a band, which shows the direction of the money, CSS pixels.
const TIP: f64 = 8.0;
/// A band shorter than this has no room for its purpose, CSS pixels.
const SHORT: f64 = 200.0;
/// Distance between the two lines of a label, CSS pixels.
const LINE: f64 = 14.0;
/// Height of a sum on a band, CSS pixels.
const SUM: f64 = 18.0;

/// The colour of a payment: investment, return, or anything else.
fn colour(transfer: Transfer) -> Colour {
    Colour::of(match (transfer.from, transfer.to) {
        (Account::Investor, _) => Hue::Attention,
        (_, Account::Supplier) => Hue::Accent,
        _ => Hue::Muted,
    })
}

/// The bands and accounts at a place; empty if nothing was paid.
pub(super) fn bands(flows: &Flows, (left, top): (f64, f64), palette: Palette) -> String {
    let mut svg = String::new();
    // Writing to a `String` cannot fail.
    for band in &flows.bands {
        let ((x0, y0), (x1, y1), w) = (band.from, band.to, band.width);
        let (x0, x1, y0, y1) = (x0 + left, x1 + left, y0 + top, y1 + top);
        let (middle, tip) = ((x0 + x1) / 2.0, if x0 < x1 { x1 - TIP } else { x1 + TIP });
        let strong = palette.css(colour(band.transfer));
        let fill = palette.css(colour(band.transfer).faded(60));
        // The stroke keeps very thin bands visible.
        let _ = write!(
            svg,
            "<path fill=\"{fill}\" stroke=\"{strong}\" stroke-width=\".5\" d=\"M{x0:.1} {y0:.2}C{middle:.1} {y0:.2} {middle:.1} {y1:.2} {tip:.1} {y1:.2}L{x1:.1} {:.2}L{tip:.1} {:.2}C{middle:.1} {:.2} {middle:.1} {:.2} {x0:.1} {:.2}Z\"/>",
            y1 + w / 2.0,
            y1 + w,
            y1 + w,
            y0 + w,
            y0 + w,
        );
    }
    let ink = palette.hue(Hue::Ink);
    let mut bar = |x: f64, y: f64, width: f64, height: f64| {
        let (x, y, height) = (x + left, y + top, height.max(1.0));
        let _ =
            write!(svg, "<rect x=\"{x:.1}\" y=\"{y:.2}\" width=\"{width}\" height=\"{height:.2}\" fill=\"{ink}\"/>");
    };
    for node in &flows.nodes {
        bar(node.x, node.top, NODE, node.height);
    }
    let pocket = |account| flows.nodes.iter().find(|node| node.account == account);
    if let (true, Some(upper), Some(lower)) = (flows.one_party, pocket(Account::Investor), pocket(Account::Supplier)) {
        let end = upper.top + upper.height;
        bar(upper.x, end, 2.0, lower.top - end);
    }
    svg
}

/// Opens a group that carries the question for a payment.
fn asked(out: &mut String, class: &str, transfer: Transfer, month: usize) {
    // Writing to a `String` cannot fail.
    let _ = write!(out, "<g class=\"{class}\" data-ask=\"{}\">", escape(&of_payment(transfer, month)));
}

/// The whole drawing with names and sums at a place, and its height.
pub(crate) fn exact(plot: &FlowPlot, flows: &Flows, (left, top): (f64, f64), palette: Palette) -> (String, f64) {
    let mut out = bands(flows, (left, top), palette);
    let narrow = flows.width < NARROW;
    let [ink, paper] = [Hue::Ink, Hue::Paper].map(|hue| palette.hue(hue));
    let mut lowest = flows.height;
    for node in &flows.nodes {
        let paid = (Account::Supplier, node.account);
        let band = flows.bands.iter().find(|band| (band.transfer.from, band.transfer.to) == paid);
        if let Some(band) = band {
            // Beside the account, and never above it, where the supplier's name is.
            let x = node.x + NODE + 6.0;
            let room = flows.width - x;
            let y = (node.top + node.height / 2.0 - LINE).max(node.top - 1.0);
            let purpose = if narrow { String::new() } else { format!(" {}", band.transfer.purpose) };
            let sum = SMALL.cut(&format!("{}{purpose}", shown(band.usd)), room);
            asked(&mut out, "account", band.transfer, plot.as_of);
            let x = length(left + x);
            let name = SMALL_BOLD.cut(plot.pocket(node.account), room);
            line(&mut out, (&x, top + y + 11.0), Anchor::Start, true, &ink, &name);
            line(&mut out, (&x, top + y + 11.0 + LINE), Anchor::Start, false, &ink, &sum);
            out.push_str("</g>");
            lowest = lowest.max(y + 2.0 * LINE);
        } else {
            // Beside the line that joins the pockets.
            let x = if node.account == Account::Supplier { node.x + 6.0 } else { node.x };
            // To the right of the pockets there is no other name at this height.
            let alone = matches!(node.account, Account::Investor | Account::Supplier);
            let room = (flows.width - x).min(if alone { f64::INFINITY } else { flows.reach - 4.0 });
            let mut lines = SMALL_BOLD.wrap(plot.pocket(node.account), room);
            if let Some(rest) = lines.get(1..).filter(|rest| rest.len() > 1).map(|rest| rest.join(" ")) {
                lines.truncate(1);
                lines.push(SMALL_BOLD.cut(&rest, room));
            }
            let first = node.top - 6.0 - LINE * (lines.len() as f64 - 1.0);
            for (place, name) in lines.iter().enumerate() {
                let y = top + first + LINE * place as f64;
                line(&mut out, (&length(left + x), y), Anchor::Start, true, &ink, name);
            }
        }
    }
    // Sums on the bands that do not end at a label, in the direction of the money; one below the other where bands are
    // thin.
    let mut columns: Vec<(f64, f64)> = Vec::new();
    for band in flows.bands.iter().filter(|band| band.transfer.from != Account::Supplier) {
        let (x, y) = band.middle();
        let free = columns.iter().rev().find(|(column, _)| (column - x).abs() < 1.0).map(|column| column.1 + SUM);
        let y = y.max(free.unwrap_or(super::layout::TOP + SUM / 2.0 - 1.0));
        columns.push((x, y));
        lowest = lowest.max(y + BOTTOM / 2.0);
        let purpose = if narrow || flows.reach < SHORT { String::new() } else { format!("{} ", band.transfer.purpose) };
        let (before, after) = if band.from.0 < band.to.0 { ("", " →") } else { ("← ", "") };
        let words = format!("{before}{purpose}{}{after}", shown(band.usd));
        let wide = SMALL.width(&words) + 8.0;
        asked(&mut out, "amount", band.transfer, plot.as_of);
        // Writing to a `String` cannot fail.
        let _ = write!(
            out,
            "<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{SUM}\" rx=\"2\" fill=\"{paper}\" fill-opacity=\".78\"/>",
            length(left + x - wide / 2.0),
            length(top + y - SUM / 2.0),
            length(wide),
        );
        line(&mut out, (&length(left + x), top + y + 4.0), Anchor::Middle, false, &ink, &words);
        out.push_str("</g>");
    }
    (out, lowest)
}
