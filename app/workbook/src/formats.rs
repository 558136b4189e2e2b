//! How cells look. A format never changes what a cell holds.

use model::base::units::Unit;
use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder, FormatUnderline};

/// Every format that the workbook uses, made once.
pub(crate) struct Formats {
    pub(crate) title: Format,
    pub(crate) head: Format,
    pub(crate) date_head: Format,
    pub(crate) section: Format,
    pub(crate) wrapped: Format,
    pub(crate) small: Format,
    pub(crate) link: Format,
    pub(crate) bold: Format,
    pub(crate) date: Format,
    /// A value that is meant to be changed.
    pub(crate) input: Format,
    /// The same of a month.
    pub(crate) input_date: Format,
    pub(crate) general: Format,
    /// The number of a month.
    pub(crate) month_number: Format,
    whole: Format,
    tenths: Format,
    cents: Format,
    ratio: Format,
    percent: Format,
    powers: Format,
}

const DARK: Color = Color::RGB(0x1F_3A_5F);
const PALE: Color = Color::RGB(0xE8_EE_F5);
const YELLOW: Color = Color::RGB(0xFF_F7_D6);
const GREY: Color = Color::RGB(0x59_59_59);

impl Formats {
    pub(crate) fn new() -> Formats {
        let number = |format: &str| Format::new().set_num_format(format).set_align(FormatAlign::Right).set_indent(1);
        let head = Format::new()
            .set_bold()
            .set_background_color(PALE)
            .set_border_bottom(FormatBorder::Thin)
            .set_align(FormatAlign::VerticalCenter);
        let input = Format::new()
            .set_background_color(YELLOW)
            .set_border(FormatBorder::Hair)
            .set_align(FormatAlign::Right)
            .set_unlocked();
        Formats {
            title: Format::new().set_bold().set_font_size(16).set_font_color(DARK),
            date_head: head.clone().set_num_format("mmm yyyy").set_align(FormatAlign::Right),
            head,
            section: Format::new().set_bold().set_font_color(DARK),
            wrapped: Format::new().set_text_wrap().set_align(FormatAlign::Top),
            small: Format::new().set_font_color(GREY),
            link: Format::new().set_font_color(Color::Blue).set_underline(FormatUnderline::Single),
            bold: Format::new().set_bold(),
            date: number("mmm yyyy"),
            input_date: input.clone().set_num_format("mmm yyyy"),
            input,
            month_number: number("\"month \"0;\"month \"-0"),
            general: Format::new().set_align(FormatAlign::Right).set_indent(1),
            whole: number("#,##0"),
            tenths: number("#,##0.0"),
            cents: number("#,##0.0000"),
            ratio: number("#,##0.000"),
            percent: number("0.00%"),
            powers: number("0.000E+00"),
        }
    }

    /// The format of a computed number.
    pub(crate) fn number(&self, unit: Unit) -> &Format {
        match unit {
            Unit::Usd | Unit::UsdPerMonth | Unit::UsdPerChip | Unit::UsdPerGwYear | Unit::Watt | Unit::WattPerYear => {
                &self.whole
            }
            Unit::Chips | Unit::ChipsPerMonth | Unit::H100Equivalents | Unit::Days => &self.tenths,
            Unit::UsdPerChipHour
            | Unit::UsdPerKwh
            | Unit::UsdPerWatt
            | Unit::UsdPerPflopHour
            | Unit::UsdPerMillionTokens => &self.cents,
            Unit::Ratio | Unit::Months | Unit::Years => &self.ratio,
            Unit::Share | Unit::SharePerYear => &self.percent,
            Unit::Flop
            | Unit::FlopPerSecond
            | Unit::FlopPerSecondPerWatt
            | Unit::Byte
            | Unit::BytePerSecond
            | Unit::Joule
            | Unit::Weights
            | Unit::TokensPerDay => &self.powers,
            _ => &self.general,
        }
    }
}
