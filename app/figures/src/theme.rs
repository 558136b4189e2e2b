//! Colours: one hue a vendor in every chart, shades for its generations, colour-blind safe.

use model::catalogue::{ACCELERATORS, Vendor};
use plotters::style::RGBColor;

/// A colour of the charts, under a name that does not name its library.
pub type Colour = RGBColor;

/// Light or dark.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Theme {
    /// Ink on paper.
    Light,
    /// Paper on ink.
    Dark,
}

impl Theme {
    /// Stable id, in the document's attribute and in storage.
    pub const fn id(self) -> &'static str {
        match self {
            Theme::Light => "light",
            Theme::Dark => "dark",
        }
    }

    /// The other one.
    pub const fn other(self) -> Theme {
        match self {
            Theme::Light => Theme::Dark,
            Theme::Dark => Theme::Light,
        }
    }

    const fn pick(self, light: RGBColor, dark: RGBColor) -> RGBColor {
        match self {
            Theme::Light => light,
            Theme::Dark => dark,
        }
    }

    /// The page.
    pub const fn paper(self) -> RGBColor {
        self.pick(RGBColor(0xfb, 0xfa, 0xf7), RGBColor(0x14, 0x16, 0x1a))
    }

    /// Text and what stands firm.
    pub const fn ink(self) -> RGBColor {
        self.pick(RGBColor(0x1b, 0x1d, 0x21), RGBColor(0xec, 0xea, 0xe4))
    }

    /// Text beside axes.
    pub const fn muted(self) -> RGBColor {
        self.pick(RGBColor(0x5f, 0x63, 0x6a), RGBColor(0x9a, 0x9e, 0xa6))
    }

    /// Mesh lines.
    pub const fn line(self) -> RGBColor {
        self.pick(RGBColor(0xdc, 0xd9, 0xd2), RGBColor(0x31, 0x35, 0x3c))
    }

    /// The ground of months that lie ahead.
    pub const fn forecast(self) -> RGBColor {
        self.pick(RGBColor(0xf1, 0xef, 0xea), RGBColor(0x1b, 0x1e, 0x25))
    }

    /// What the page is about.
    pub const fn accent(self) -> RGBColor {
        self.pick(RGBColor(0x0b, 0x5c, 0x6b), RGBColor(0x6c, 0xc5, 0xd6))
    }

    /// What a reader should look at.
    pub const fn attention(self) -> RGBColor {
        self.pick(RGBColor(0xa8, 0x48, 0x0c), RGBColor(0xf2, 0xa3, 0x6b))
    }

    /// A vendor's hue.
    pub const fn vendor(self, vendor: Vendor) -> RGBColor {
        match vendor {
            Vendor::Aws => RGBColor(0xe6, 0x9f, 0x00),
            Vendor::Nvidia => RGBColor(0x00, 0x9e, 0x73),
            Vendor::Google => self.pick(RGBColor(0x00, 0x72, 0xb2), RGBColor(0x3b, 0x9a, 0xd6)),
            Vendor::Amd => RGBColor(0xcc, 0x79, 0xa7),
        }
    }

    /// An accelerator's shade of its vendor's hue: the newest of the vendor is the fullest.
    pub fn chip(self, chip: usize) -> RGBColor {
        let Some(accelerator) = ACCELERATORS.get(chip) else { return self.muted() };
        let family: Vec<usize> =
            (0..ACCELERATORS.len()).filter(|other| ACCELERATORS[*other].vendor == accelerator.vendor).collect();
        let place = family.iter().position(|other| *other == chip).unwrap_or(0);
        // Steps of a fifth, so that two neighbours differ; three steps are enough for chips that meet in one chart.
        let fade = 0.55 * ((family.len() - 1 - place) % 4) as f64 / 3.0;
        mix(self.vendor(accelerator.vendor), self.paper(), fade)
    }
}

/// A colour on its way to another: 0 is the first, 1 the second.
pub fn mix(from: RGBColor, to: RGBColor, share: f64) -> RGBColor {
    let part = |a: u8, b: u8| (f64::from(a) + (f64::from(b) - f64::from(a)) * share).round() as u8;
    RGBColor(part(from.0, to.0), part(from.1, to.1), part(from.2, to.2))
}

/// `#rrggbb`, for markup.
pub fn css(colour: RGBColor) -> String {
    format!("#{:02x}{:02x}{:02x}", colour.0, colour.1, colour.2)
}
