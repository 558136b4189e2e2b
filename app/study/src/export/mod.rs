//! Taking things away: a workbook, numbers, a citation, a chart; and a workbook brought back.
//!
//! The menus are here, and what is written in `text`. What presses of their buttons do in a browser is in
//! [`browser`](crate::browser): a button says in `data-export` what it gives, as [`Export`] writes it.

pub(crate) mod text;

use maud::{Markup, html};

/// What can be taken away.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Export {
    /// The workbook.
    Workbook,
    /// Every number with its evidence, as a table.
    Csv,
    /// The run as the command line writes it, with its evidence.
    Json,
    /// The headline numbers, to the clipboard.
    Figures,
    /// A citation, to the clipboard.
    Citation,
    /// The chart of this place, as a drawing.
    Svg(usize),
    /// As a picture.
    Png(usize),
    /// As a picture, to the clipboard.
    Picture(usize),
}

impl Export {
    /// Its stable form: `xlsx`, `csv`, `json`, `figures`, `citation`, `svg:3`, `png:3`, `picture:3`.
    pub(crate) fn text(self) -> String {
        match self {
            Export::Workbook => "xlsx".to_owned(),
            Export::Csv => "csv".to_owned(),
            Export::Json => "json".to_owned(),
            Export::Figures => "figures".to_owned(),
            Export::Citation => "citation".to_owned(),
            Export::Svg(chart) => format!("svg:{chart}"),
            Export::Png(chart) => format!("png:{chart}"),
            Export::Picture(chart) => format!("picture:{chart}"),
        }
    }

    /// Reads that form. `None` for what it does not know.
    pub(crate) fn parse(text: &str) -> Option<Export> {
        let (kind, chart) = text.split_once(':').unwrap_or((text, ""));
        Some(match (kind, chart.parse()) {
            ("svg", Ok(chart)) => Export::Svg(chart),
            ("png", Ok(chart)) => Export::Png(chart),
            ("picture", Ok(chart)) => Export::Picture(chart),
            _ => [Export::Workbook, Export::Csv, Export::Json, Export::Figures, Export::Citation]
                .into_iter()
                .find(|one| one.text() == text)?,
        })
    }
}

/// A menu: of the whole scenario, or of the chart of a place, whose title in the page is `title`. `None` for another
/// text.
pub(crate) fn menu(which: &str, title: Option<String>) -> Option<Markup> {
    let within = match which {
        "" => of_scenario(),
        chart => of_chart(chart.parse().ok()?, title),
    };
    Some(html! { (within) div.export-status role="status" {} })
}

fn button(export: Export, words: &str) -> Markup {
    html! { button type="button" data-export=(export.text()) { (words) } }
}

/// One way out: a button, and what it gives.
fn way(export: Export, words: &str, gives: &str) -> Markup {
    html! { li { (button(export, words)) p.source-note { (gives) } } }
}

fn of_scenario() -> Markup {
    html! {
        h2 id="asked" tabindex="-1" { "Export" }
        p.asked-class { "Every number leaves with its unit and its evidence class." }
        h3 { "Save" }
        ul.exports {
            (way(Export::Workbook, "Workbook", "XLSX for Excel or LibreOffice. Every number is a live formula: change an assumption there and all of it follows."))
            (way(Export::Csv, "CSV", "A table: inputs, facts, headline numbers and every monthly series, one value a row, unrounded."))
            (way(Export::Json, "JSON", "The same numbers as the command line’s evaluate gives, with the evidence behind each."))
        }
        h3 { "Copy" }
        ul.exports {
            (way(Export::Figures, "Copy numbers", "The headline numbers, to be pasted into a spreadsheet or a mail."))
            (way(Export::Citation, "Copy citation", "Name, dates and link of this scenario."))
        }
        p.source-note { "A chart is saved from its own Export, beside its values." }
        h3 { "Open" }
        p {
            label.open-workbook {
                "Open a workbook "
                input type="file" data-export="open" accept=".xlsx,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
            }
        }
        p.source-note { "A workbook that was saved here, with assumptions changed: they become the scenario. Or drop it anywhere on the page. It is read in this browser and sent nowhere." }
    }
}

fn of_chart(chart: usize, title: Option<String>) -> Markup {
    html! {
        h2 id="asked" tabindex="-1" { span { "Export of a chart" } @if let Some(title) = title { b.chart-title { (title) } } }
        p.asked-class { "With title, unit, source, link and date." }
        ul.exports {
            (way(Export::Png(chart), "PNG", "A picture, for slides and mails."))
            (way(Export::Svg(chart), "SVG", "A drawing that can be enlarged and edited."))
            (way(Export::Picture(chart), "Copy picture", "To be pasted."))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_button_says_what_it_gives() {
        for which in ["", "7"] {
            let markup = menu(which, Some("A <title>".to_owned())).expect("it is a menu").into_string();
            let asked = markup.split("data-export=\"").skip(1).filter_map(|rest| rest.split('"').next());
            let asked: Vec<_> = asked.filter(|text| *text != "open").collect();
            assert!(asked.len() >= 3, "{markup}");
            for text in asked {
                assert_eq!(Export::parse(text).map(Export::text).as_deref(), Some(text));
            }
            assert!(markup.contains("role=\"status\"") && !markup.contains("<title>"), "{markup}");
        }
        assert!(menu("all", None).is_none());
        for unknown in ["", "xls", "svg", "svg:", "svg:x", "csv:1"] {
            assert_eq!(Export::parse(unknown), None, "{unknown:?}");
        }
    }
}
