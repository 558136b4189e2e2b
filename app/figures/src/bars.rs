//! Horizontal bars with marks: one row a thing, its name and number in markup beside it.

use super::theme::Theme;
use plotters::prelude::*;

/// One row.
#[derive(Clone, Debug, PartialEq)]
pub struct Bar {
    /// Colour of its vendor or kind.
    pub colour: RGBColor,
    /// Length of the full bar; `None` where there is no value.
    pub value: Option<f64>,
    /// A second value, drawn as a mark across the bar: the peak behind what is achieved, the claim beside the fact.
    pub mark: Option<f64>,
}

/// Height of a row in CSS pixels; the markup beside it uses the same.
pub const ROW: f64 = 28.0;

/// Draws the bars; the longest value reaches the right side.
///
/// The text is SVG with a `viewBox`; empty when plotters reports a fault.
pub fn draw(bars: &[Bar], width: f64, theme: Theme) -> String {
    let mut svg = String::new();
    let longest = bars.iter().flat_map(|bar| [bar.value, bar.mark]).flatten().fold(0.0, f64::max);
    if bars.is_empty() || longest <= 0.0 || paint(bars, longest, width, theme, &mut svg).is_err() {
        return String::new();
    }
    svg.replacen("<svg ", "<svg aria-hidden=\"true\" focusable=\"false\" preserveAspectRatio=\"none\" ", 1).replacen(
        &format!("width=\"{}\" height=\"{}\" ", fine(width), fine(ROW * bars.len() as f64)),
        "",
        1,
    )
}

fn fine(pixels: f64) -> u32 {
    (pixels * 10.0).round().max(1.0) as u32
}

fn paint(
    bars: &[Bar],
    longest: f64,
    width: f64,
    theme: Theme,
    svg: &mut String,
) -> Result<(), Box<dyn std::error::Error>> {
    let rows = bars.len() as f64;
    let root = SVGBackend::with_string(svg, (fine(width), fine(ROW * rows))).into_drawing_area();
    // Room for half a mark at the right end.
    let mut chart = ChartBuilder::on(&root).build_cartesian_2d(0.0..longest * 1.01, rows..0.0)?;
    for (row, bar) in bars.iter().enumerate() {
        let (top, bottom) = (row as f64 + 0.28, row as f64 + 0.72);
        if let Some(value) = bar.value {
            chart.draw_series([Rectangle::new([(0.0, top), (value, bottom)], bar.colour.filled())])?;
        }
        if let Some(mark) = bar.mark {
            let style = theme.muted().stroke_width(fine(2.0));
            let ends = [(mark, row as f64 + 0.16), (mark, row as f64 + 0.84)];
            chart.draw_series([PathElement::new(ends, style)])?;
        }
    }
    root.present()?;
    drop(chart);
    drop(root);
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_are_in_proportion() {
        let bar = |value| Bar { colour: RED, value, mark: None };
        let svg = draw(&[bar(Some(2.0)), bar(Some(1.0)), bar(None)], 101.0, Theme::Light);
        let widths: Vec<f64> =
            svg.split(" width=\"").skip(1).filter_map(|rest| rest.split('"').next()?.parse().ok()).collect();
        // Whole pixels of a tenth of a CSS pixel: each end may be one off.
        assert!(widths.len() == 2 && (widths[0] - 2.0 * widths[1]).abs() <= 2.0, "{svg}");
        assert_eq!(draw(&[], 100.0, Theme::Light), "");
        assert_eq!(draw(&[bar(None)], 100.0, Theme::Light), "");
    }
}
