//! How cells look. A format never changes what a cell holds: a number of dollars stays one, whether it is shown in millions
//! or in billions.

use model::base::units::Unit;
use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder, FormatUnderline};

/// Every format that the workbook uses, made once.
pub(crate) struct Formats {
    pub(crate) title: Format,
    pub(crate) head: Format,
    /// A head above numbers.
    pub(crate) number_head: Format,
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
}

const DARK: Color = Color::RGB(0x1F_3A_5F);
const PALE: Color = Color::RGB(0xE8_EE_F5);
const YELLOW: Color = Color::RGB(0xFF_F7_D6);
const GREY: Color = Color::RGB(0x59_59_59);
const GENERAL: &str = "General";

/// How a number of a unit is shown in a table, where all of a row or column have one measure: each comma at the end of
/// the figures leaves out three of them.
pub(crate) const fn shown(unit: Unit) -> &'static str {
    match unit {
        Unit::Usd | Unit::UsdPerMonth => "$#,##0.0,,\"m\";-$#,##0.0,,\"m\";$0",
        Unit::UsdPerChip | Unit::UsdPerGwYear => "$#,##0;-$#,##0",
        Unit::Watt => "#,##0.0,,\"\u{202f}MW\"",
        Unit::WattPerYear => "#,##0.0,,\"\u{202f}MW/year\"",
        Unit::Joule => "#,##0.0,,,,\"\u{202f}TJ\"",
        Unit::WattHours => "#,##0.0,,,\"\u{202f}GWh\"",
        Unit::FlopPerSecond => "#,##0.0,,,,,,\"\u{202f}EFLOP/s\"",
        Unit::Byte => "#,##0.0,,,,\"\u{202f}TB\"",
        Unit::BytePerSecond => "#,##0.0,,,,\"\u{202f}TB/s\"",
        Unit::Chips | Unit::ChipsPerMonth | Unit::H100Equivalents => "#,##0",
        Unit::Days => "#,##0.0",
        Unit::UsdPerChipHour
        | Unit::UsdPerKwh
        | Unit::UsdPerWatt
        | Unit::UsdPerPflopHour
        | Unit::UsdPerMillionTokens => "$#,##0.0000;-$#,##0.0000",
        Unit::Ratio | Unit::Months | Unit::Years => "#,##0.000",
        Unit::Share | Unit::SharePerYear => "0.00%",
        Unit::Flop | Unit::FlopPerSecondPerWatt | Unit::Weights | Unit::TokensPerDay => "0.000E+00",
        _ => GENERAL,
    }
}

/// How a number that stands alone is shown: one of dollars in billions where it has some.
const fn shown_alone(unit: Unit) -> &'static str {
    match unit {
        Unit::Usd => "[>=100000000]$#,##0.00,,,\"bn\";[<=-100000000]-$#,##0.00,,,\"bn\";$#,##0",
        _ => shown(unit),
    }
}

/// How an assumption is shown: with all the figures that somebody typed.
const fn shown_whole(unit: Unit) -> &'static str {
    match unit {
        Unit::Usd => "$#,##0.0########,,,\"bn\";-$#,##0.0########,,,\"bn\";$0",
        Unit::UsdPerMonth => "$#,##0.0#####,,\"m\";-$#,##0.0#####,,\"m\";$0",
        Unit::Watt => "#,##0.0#####,,\"\u{202f}MW\"",
        Unit::WattPerYear => "#,##0.0#####,,\"\u{202f}MW/year\"",
        Unit::Share | Unit::SharePerYear => "0.0###########%",
        _ => GENERAL,
    }
}

impl Formats {
    pub(crate) fn new() -> Formats {
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
            number_head: head.clone().set_align(FormatAlign::Right),
            head,
            section: Format::new().set_bold().set_font_color(DARK),
            wrapped: Format::new().set_text_wrap().set_align(FormatAlign::Top),
            small: Format::new().set_font_color(GREY),
            link: Format::new().set_font_color(Color::Blue).set_underline(FormatUnderline::Single),
            bold: Format::new().set_bold(),
            date: number("mmm yyyy"),
            input_date: input.clone().set_num_format("mmm yyyy"),
            input,
            general: Format::new().set_align(FormatAlign::Right).set_indent(1),
            month_number: number("\"month \"0;\"month \"-0"),
        }
    }

    /// The format of a computed number in a table.
    pub(crate) fn number(unit: Unit) -> Format {
        number(shown(unit))
    }

    /// The format of a computed number that stands alone.
    pub(crate) fn alone(unit: Unit) -> Format {
        number(shown_alone(unit))
    }

    /// The format of an assumption: one that is meant to be changed, or one beside it.
    pub(crate) fn assumption(&self, unit: Unit, is_input: bool) -> Format {
        let format = if is_input { &self.input } else { &self.general };
        format.clone().set_num_format(shown_whole(unit))
    }
}

fn number(format: &str) -> Format {
    Format::new().set_num_format(format).set_align(FormatAlign::Right).set_indent(1)
}
