//! Colours: in every chart one hue for each vendor, with shades for its generations, distinguishable by colour-blind
//! readers.
//!
//! A figure names its colours by meaning. On the page they are variables of the style sheet, so that a drawing follows
//! the reader's theme without being drawn again; in a picture they are the colours of one theme.

use model::facts::accelerator::Vendor;
use model::facts::accelerators::ACCELERATORS;

/// An RGB colour, under a name that hides the library it is from.
pub use plotters::style::RGBColor as Rgb;

/// Light or dark.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Theme {
    /// Dark text on a light background.
    Light,
    /// Light text on a dark background.
    Dark,
}

/// The meaning of a colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hue {
    /// Text, and solid marks.
    Ink,
    /// Text beside axes.
    Muted,
    /// Grid lines.
    Line,
    /// The background of months in the future.
    Forecast,
    /// The present scenario.
    Accent,
    /// What the reader should notice.
    Attention,
    /// What is as planned.
    Band,
    /// The background of the page.
    Paper,
    /// A vendor.
    Of(Vendor),
}

/// A hue, or a shade of it that is faded towards the paper.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Colour {
    hue: Hue,
    /// How far it is faded towards the paper, per cent.
    faded_percent: u8,
}

/// How far the shades of a vendor's chips are faded, per cent, from the newest on. Chips that meet in one chart differ
/// clearly.
const STEPS: [u8; 7] = [0, 22, 48, 12, 36, 62, 30];

/// The colours of compared scenarios' lines: hues that no vendor has.
const BESIDE: [(Hue, u8); 6] =
    [(Hue::Attention, 0), (Hue::Ink, 0), (Hue::Muted, 0), (Hue::Attention, 30), (Hue::Ink, 30), (Hue::Muted, 25)];

/// Every hue; its place here is its code in a drawing.
const HUES: [Hue; 13] = [
    Hue::Ink,
    Hue::Muted,
    Hue::Line,
    Hue::Forecast,
    Hue::Accent,
    Hue::Attention,
    Hue::Band,
    Hue::Paper,
    Hue::Of(Vendor::Aws),
    Hue::Of(Vendor::Nvidia),
    Hue::Of(Vendor::Google),
    Hue::Of(Vendor::Amd),
    Hue::Of(Vendor::Other),
];

impl Theme {
    /// The stable id, used in the document's attribute and in storage.
    pub const fn id(self) -> &'static str {
        match self {
            Theme::Light => "light",
            Theme::Dark => "dark",
        }
    }

    /// The other theme.
    pub const fn other(self) -> Theme {
        match self {
            Theme::Light => Theme::Dark,
            Theme::Dark => Theme::Light,
        }
    }

    /// The colour of a hue in this theme.
    pub const fn hue(self, hue: Hue) -> Rgb {
        let (light, dark) = match hue {
            Hue::Ink => (Rgb(0x1b, 0x1d, 0x21), Rgb(0xec, 0xea, 0xe4)),
            Hue::Muted => (Rgb(0x5f, 0x63, 0x6a), Rgb(0x9a, 0x9e, 0xa6)),
            Hue::Line => (Rgb(0xdc, 0xd9, 0xd2), Rgb(0x31, 0x35, 0x3c)),
            Hue::Forecast => (Rgb(0xf1, 0xef, 0xea), Rgb(0x1b, 0x1e, 0x25)),
            Hue::Accent => (Rgb(0x0b, 0x5c, 0x6b), Rgb(0x6c, 0xc5, 0xd6)),
            Hue::Attention => (Rgb(0xa8, 0x48, 0x0c), Rgb(0xf2, 0xa3, 0x6b)),
            Hue::Band => (Rgb(0xd3, 0xd0, 0xc8), Rgb(0x41, 0x46, 0x4f)),
            Hue::Paper => (Rgb(0xfb, 0xfa, 0xf7), Rgb(0x14, 0x16, 0x1a)),
            Hue::Of(Vendor::Aws) => (Rgb(0xe6, 0x9f, 0x00), Rgb(0xe6, 0x9f, 0x00)),
            Hue::Of(Vendor::Nvidia) => (Rgb(0x00, 0x9e, 0x73), Rgb(0x00, 0x9e, 0x73)),
            Hue::Of(Vendor::Google) => (Rgb(0x00, 0x72, 0xb2), Rgb(0x3b, 0x9a, 0xd6)),
            Hue::Of(Vendor::Amd) => (Rgb(0xcc, 0x79, 0xa7), Rgb(0xcc, 0x79, 0xa7)),
            Hue::Of(Vendor::Other) => (Rgb(0x5e, 0x4a, 0x8f), Rgb(0xbb, 0xa9, 0xee)),
        };
        match self {
            Theme::Light => light,
            Theme::Dark => dark,
        }
    }

    /// The colour of an accelerator in this theme.
    pub fn chip(self, chip: usize) -> Rgb {
        self.of(Colour::chip(chip))
    }

    fn of(self, colour: Colour) -> Rgb {
        mix(self.hue(colour.hue), self.hue(Hue::Paper), f64::from(colour.faded_percent) / 100.0)
    }
}

impl Hue {
    /// The variable of the style sheet for it.
    pub const fn variable(self) -> &'static str {
        match self {
            Hue::Ink => "--ink",
            Hue::Muted => "--muted",
            Hue::Line => "--line",
            Hue::Forecast => "--faint",
            Hue::Accent => "--accent",
            Hue::Attention => "--attention",
            Hue::Band => "--band",
            Hue::Paper => "--paper",
            Hue::Of(Vendor::Aws) => "--aws",
            Hue::Of(Vendor::Nvidia) => "--nvidia",
            Hue::Of(Vendor::Google) => "--google",
            Hue::Of(Vendor::Amd) => "--amd",
            Hue::Of(Vendor::Other) => "--other",
        }
    }
}

impl Colour {
    /// A hue, not faded.
    pub const fn of(hue: Hue) -> Colour {
        Colour { hue, faded_percent: 0 }
    }

    /// The same hue, faded by a percentage; 100 is the paper.
    pub const fn faded(self, percent: u8) -> Colour {
        Colour { hue: self.hue, faded_percent: percent }
    }

    /// A vendor's hue.
    pub const fn vendor(vendor: Vendor) -> Colour {
        Colour::of(Hue::Of(vendor))
    }

    /// The colour of a compared scenario's line, by its place; dashes and weights differ too.
    pub fn beside(place: usize) -> Colour {
        let (hue, faded_percent) = BESIDE.get(place).copied().unwrap_or((Hue::Muted, 0));
        Colour { hue, faded_percent }
    }

    /// An accelerator's shade of its vendor's hue: the vendor's newest chip is not faded.
    pub fn chip(chip: usize) -> Colour {
        let Some(accelerator) = ACCELERATORS.get(chip) else { return Colour::of(Hue::Muted) };
        let later = ACCELERATORS.iter().skip(chip + 1).filter(|other| other.vendor == accelerator.vendor).count();
        // Each of a vendor's chips has a step of its own, so that no two look alike; even the oldest stands out from
        // the page.
        let percent = STEPS.get(later).copied().unwrap_or(60);
        Colour::vendor(accelerator.vendor).faded(percent)
    }

    /// The colour as an attribute on the page, which follows the reader's theme.
    pub fn on_page(self) -> String {
        let variable = self.hue.variable();
        match self.faded_percent {
            0 => format!("var({variable})"),
            percent => format!("color-mix(in srgb,var({variable}),var(--paper) {percent}%)"),
        }
    }

    /// Its code in what plotters draws; [`Palette::paint`] replaces it.
    pub(crate) fn code(self, mark: u8) -> Rgb {
        let place = HUES.iter().position(|hue| *hue == self.hue).unwrap_or(0);
        Rgb(place as u8, self.faded_percent, mark)
    }
}

/// Where a drawing will be seen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Palette {
    /// On the page, in the reader's theme.
    Page,
    /// In a picture, in this theme.
    Alone(Theme),
}

impl Palette {
    /// A colour as an attribute's value.
    pub fn css(self, colour: Colour) -> String {
        match self {
            Palette::Page => colour.on_page(),
            Palette::Alone(theme) => css(theme.of(colour)),
        }
    }

    /// A hue as an attribute's value.
    pub fn hue(self, hue: Hue) -> String {
        self.css(Colour::of(hue))
    }

    /// Replaces the colour codes in a drawing by plotters with colours; `marked` gives further attributes for a code
    /// with a mark.
    pub(crate) fn paint(self, drawn: &str, marked: impl Fn(u8) -> &'static str) -> String {
        let mut parts = drawn.split("\"#");
        let mut painted = parts.next().unwrap_or_default().to_owned();
        for part in parts {
            let code = part.get(..6).and_then(|code| u32::from_str_radix(code, 16).ok()).unwrap_or(0);
            let [_, place, faded_percent, mark] = code.to_be_bytes();
            let hue = HUES.get(usize::from(place)).copied().unwrap_or(Hue::Ink);
            painted.push('"');
            painted += &self.css(Colour { hue, faded_percent });
            let rest = part.get(6..).unwrap_or_default();
            match (marked(mark), rest.strip_prefix('"')) {
                (extra, Some(rest)) => {
                    painted.push('"');
                    painted += extra;
                    painted += rest;
                }
                (_, None) => painted += rest,
            }
        }
        painted
    }
}

/// A colour between two: 0 gives the first, 1 the second.
pub fn mix(from: Rgb, to: Rgb, share: f64) -> Rgb {
    let part = |a: u8, b: u8| (f64::from(a) + (f64::from(b) - f64::from(a)) * share).round() as u8;
    Rgb(part(from.0, to.0), part(from.1, to.1), part(from.2, to.2))
}

/// A colour in the form `#rrggbb`.
pub fn css(colour: Rgb) -> String {
    format!("#{:02x}{:02x}{:02x}", colour.0, colour.1, colour.2)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_style_sheet_has_the_same_colours() {
        let sheet = include_str!("../../../assets/style.css");
        let of = |theme: Theme| {
            let begins = if theme == Theme::Light { ":root {" } else { "[data-theme=\"dark\"] {" };
            let rest = sheet.split_once(begins).expect("the theme’s variables").1;
            rest.split_once('}').expect("their end").0
        };
        for theme in [Theme::Light, Theme::Dark] {
            for hue in HUES {
                let line = format!("{}: {};", hue.variable(), css(theme.hue(hue)));
                assert!(of(theme).contains(&line), "{line} is not in {:?}", theme.id());
            }
        }
    }

    #[test]
    fn codes_become_colours_again() {
        let colour = Colour::chip(0).faded(37);
        let drawn = format!("<line stroke=\"{}\"/>", css(colour.code(1)));
        let plain = |_| "";
        assert_eq!(
            Palette::Alone(Theme::Dark).paint(&drawn, plain),
            format!("<line stroke=\"{}\"/>", css(Theme::Dark.of(colour)))
        );
        let marked = |mark| if mark == 1 { " stroke-dasharray=\"5 4\"" } else { "" };
        let painted = Palette::Page.paint(&drawn, marked);
        assert!(painted.contains("var(--paper) 37%)\" stroke-dasharray=\"5 4\"/>"), "{painted}");
    }

    #[test]
    fn the_newest_of_a_vendor_is_the_fullest_and_neighbours_differ() {
        for vendor in Vendor::ALL {
            let of_vendor = (0..ACCELERATORS.len()).filter(|chip| ACCELERATORS[*chip].vendor == vendor);
            let shades: Vec<Colour> = of_vendor.map(Colour::chip).collect();
            assert_eq!(shades.last(), Some(&Colour::vendor(vendor)), "{}", vendor.name());
            for (place, shade) in shades.iter().enumerate() {
                assert!(!shades[..place].contains(shade), "{shades:?}");
            }
        }
    }
}
