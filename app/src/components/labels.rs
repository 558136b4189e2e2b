//! Direct labels of a chart: what each series is called and comes to, where it ends.

use figures::theme::css;
use figures::time_plot::{Layout, Line, Plot, Shape};
use leptos::prelude::*;
use model::number::sort_by_number;
use model::units::show;

/// The least distance of two labels.
const LABEL_HEIGHT: f64 = 30.0;

/// Labels at the right, at the height where each series ends, moved apart; values at the marked month.
pub fn direct_labels(plot: &Plot, plane: &Layout, marked: usize) -> impl IntoView + use<> {
    let mut ground = 0.0;
    let mut labels: Vec<(f64, &Line)> = Vec::new();
    for line in &plot.lines {
        let last = line.values.iter().copied().flatten().next_back();
        let Some(end) = last else { continue };
        let middle = match line.shape {
            Shape::Stacked => {
                ground += end;
                ground - end / 2.0
            }
            Shape::Line | Shape::Step | Shape::Dashed => end,
        };
        labels.push((plane.y(middle), line));
    }
    sort_by_number(&mut labels, |label| label.0);
    let mut next_free = 0.0_f64;
    for (top, _) in &mut labels {
        *top = (*top - LABEL_HEIGHT / 2.0).max(next_free);
        next_free = *top + LABEL_HEIGHT;
    }
    // If the last one was pushed out at the bottom, push back up.
    let mut room = plane.height;
    for (top, _) in labels.iter_mut().rev() {
        *top = top.min(room - LABEL_HEIGHT).max(0.0);
        room = *top;
    }
    let unit = plot.unit;
    let items = labels.into_iter().map(|(top, line)| {
        let value = line.values.get(marked).copied().flatten();
        let text = value.map_or_else(|| "–".to_owned(), |value| show(value, unit).text());
        let dashed = line.shape == Shape::Dashed;
        view! {
            <li style=format!("top:{top:.0}px;--mark:{}", css(line.colour)) class:dashed=dashed data-ask=line.asked(marked).unwrap_or_default()>
                <b>{line.name.clone()}</b>
                <span>{text}</span>
            </li>
        }
    });
    let items = items.collect::<Vec<_>>();
    view! { <ul class="labels" style=format!("left:{:.0}px", plane.width + 4.0) aria-hidden="true">{items}</ul> }
}
