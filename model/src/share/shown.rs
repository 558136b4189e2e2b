//! How a link is shown: which view of its scenario the reader meets first.

/// The longest code of a figure, characters.
pub const LONGEST_CODE: usize = 24;

/// How a link is shown: the explorer, the brief, or one of them in a frame of another page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Shown {
    /// The explorer, with all inputs.
    #[default]
    Explore,
    /// The scenario on one page.
    Brief,
    /// The brief, in a frame of another page.
    EmbeddedBrief,
    /// One chart, in a frame of another page. A chart that a release lacks is shown as the brief.
    EmbeddedChart(FigureCode),
}

impl Shown {
    /// Its text in links: lower case letters, digits and single hyphens; empty for the explorer.
    pub fn code(&self) -> String {
        match self {
            Shown::Explore => String::new(),
            Shown::Brief => BRIEF.to_owned(),
            Shown::EmbeddedBrief => EMBEDDED_BRIEF.to_owned(),
            Shown::EmbeddedChart(FigureCode(figure)) => format!("{EMBEDDED_CHART}{figure}"),
        }
    }

    /// What a text of [`Shown::code`] stands for. `None` for any other text, and for the empty one: a link says nothing
    /// of the explorer.
    pub fn parse_code(code: &str) -> Option<Shown> {
        match code {
            BRIEF => Some(Shown::Brief),
            EMBEDDED_BRIEF => Some(Shown::EmbeddedBrief),
            _ => Some(Shown::EmbeddedChart(FigureCode::parse(code.strip_prefix(EMBEDDED_CHART)?)?)),
        }
    }

    /// Whether it stands in a frame of another page.
    pub fn is_embedded(&self) -> bool {
        matches!(self, Shown::EmbeddedBrief | Shown::EmbeddedChart(_))
    }
}

const BRIEF: &str = "b";
const EMBEDDED_BRIEF: &str = "eb";
const EMBEDDED_CHART: &str = "ec";

/// The id of a figure as links carry it: 1 to [`LONGEST_CODE`] lower case letters and digits of ASCII, with single hyphens
/// between them. Whether there is such a figure only the release knows that draws it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FigureCode(String);

impl FigureCode {
    /// The code of a text; `None` where it is none.
    pub fn parse(text: &str) -> Option<FigureCode> {
        let fits = (1..=LONGEST_CODE).contains(&text.len());
        let is_word = |word: &str| {
            !word.is_empty() && word.bytes().all(|sign| sign.is_ascii_lowercase() || sign.is_ascii_digit())
        };
        (fits && text.split('-').all(is_word)).then(|| FigureCode(text.to_owned()))
    }

    /// The figure's id.
    pub fn text(&self) -> &str {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_has_one_code() {
        let chart = |id: &str| Shown::EmbeddedChart(FigureCode::parse(id).expect(id));
        let all = [Shown::Brief, Shown::EmbeddedBrief, chart("fleet"), chart("b"), chart("cost-per-pflop-hour-2")];
        for (place, shown) in all.iter().enumerate() {
            assert_eq!(Shown::parse_code(&shown.code()).as_ref(), Some(shown));
            assert!(all.iter().skip(place + 1).all(|other| other.code() != shown.code()));
        }
        assert_eq!(Shown::Explore.code(), "");
        for none in ["", "e", "ec", "x", "B", "bb", "ec-", "ecA", "ec--a", "eca-", "ecä"] {
            assert_eq!(Shown::parse_code(none), None, "{none}");
        }
        assert!(FigureCode::parse(&"a".repeat(LONGEST_CODE)).is_some());
        assert!(FigureCode::parse(&"a".repeat(LONGEST_CODE + 1)).is_none());
    }
}
