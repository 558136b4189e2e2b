//! The view with which a link opens.

/// The maximum length of a figure's code, in characters.
pub const LONGEST_CODE: usize = 24;

/// The view with which a link opens: the explorer, the brief, or a part embedded in a frame of another page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Shown {
    /// The explorer, with all inputs.
    #[default]
    Explore,
    /// The scenario on one page.
    Brief,
    /// The brief, in a frame of another page.
    EmbeddedBrief,
    /// One chart, in a frame of another page. If a release lacks that chart, it displays the brief.
    EmbeddedChart(FigureCode),
}

impl Shown {
    /// The text in links: lower-case letters, digits and single hyphens; empty for the explorer.
    pub fn code(&self) -> String {
        match self {
            Shown::Explore => String::new(),
            Shown::Brief => BRIEF.to_owned(),
            Shown::EmbeddedBrief => EMBEDDED_BRIEF.to_owned(),
            Shown::EmbeddedChart(FigureCode(figure)) => format!("{EMBEDDED_CHART}{figure}"),
        }
    }

    /// Reads a text of [`Shown::code`]. `None` for any other text, and for the empty one, since links do not mention
    /// the explorer.
    pub fn parse_code(code: &str) -> Option<Shown> {
        match code {
            BRIEF => Some(Shown::Brief),
            EMBEDDED_BRIEF => Some(Shown::EmbeddedBrief),
            _ => Some(Shown::EmbeddedChart(FigureCode::parse(code.strip_prefix(EMBEDDED_CHART)?)?)),
        }
    }

    /// Whether it is in a frame of another page.
    pub fn is_embedded(&self) -> bool {
        matches!(self, Shown::EmbeddedBrief | Shown::EmbeddedChart(_))
    }
}

const BRIEF: &str = "b";
const EMBEDDED_BRIEF: &str = "eb";
const EMBEDDED_CHART: &str = "ec";

/// The id of a figure in links: 1 to [`LONGEST_CODE`] lower-case ASCII letters and digits, with single hyphens between
/// them. Only the release that draws figures knows whether it exists.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FigureCode(String);

impl FigureCode {
    /// The code with this text; `None` if the text is not a valid code.
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
