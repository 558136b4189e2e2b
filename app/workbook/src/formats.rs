//! The formats of cells. A format never changes a cell's value: a number of dollars remains one, whether it is
//! displayed in millions or in billions.

use model::base::units::Unit;
use model::inputs::input::ParameterId;
use model::inputs::kinds::Kind;
use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder, FormatPattern, FormatUnderline};

/// Every format of the workbook, created once.
pub(crate) struct Formats {
    pub(crate) title: Format,
    pub(crate) head: Format,
    /// A head above numbers.
    pub(crate) number_head: Format,
    /// A head to the left of numbers.
    pub(crate) row_head: Format,
    pub(crate) date_head: Format,
    pub(crate) section: Format,
    pub(crate) wrapped: Format,
    pub(crate) small: Format,
    pub(crate) link: Format,
    pub(crate) bold: Format,
    pub(crate) date: Format,
    /// A value that is meant to be changed.
    pub(crate) input: Format,
    /// The same for a month.
    pub(crate) input_date: Format,
    pub(crate) general: Format,
    /// The number of a month.
    pub(crate) month_number: Format,
}

const DARK: Color = Color::RGB(0x1F_3A_5F);
const PALE: Color = Color::RGB(0xE8_EE_F5);
const YELLOW: Color = Color::RGB(0xFF_F7_D6);
const GREY: Color = Color::RGB(0x59_59_59);
/// For values at or below a level: pale, so that figures stay legible, also in black and white.
const UNDER: Color = Color::RGB(0xD6_E4_F2);
const HATCH: Color = Color::RGB(0xD9_D9_D9);
const GENERAL: &str = "General";
const MONTH: &str = "mmm yyyy";

/// A magnitude in which numbers of a unit are displayed: the smallest number for it, and the number format. Each comma
/// at the end of the digits divides by a thousand.
type Size = (f64, &'static str);

/// The magnitudes of a unit in a table, the largest first; all numbers of a row use the same one.
const fn sizes(unit: Unit) -> &'static [Size] {
    match unit {
        Unit::Usd | Unit::UsdPerMonth => &[(1e7, "$#,##0.0,,\"m\""), (1e4, "$#,##0,\"k\""), (0.0, "$#,##0")],
        Unit::UsdPerGwYear => &[(0.0, "$#,##0.00,,,\"bn\"")],
        Unit::UsdPerChip => &[(0.0, "$#,##0")],
        Unit::UsdPerShare => &[(0.0, "$#,##0.00")],
        Unit::Watt => &[(1e6, "#,##0.0,,\"\u{202f}MW\""), (0.0, "#,##0.0,\"\u{202f}kW\"")],
        Unit::WattPerYear => &[(0.0, "#,##0.0,,\"\u{202f}MW/year\"")],
        Unit::Joule => &[(1e12, "#,##0.0,,,,\"\u{202f}TJ\""), (0.0, "#,##0.0,,,\"\u{202f}GJ\"")],
        Unit::WattHours => &[(0.0, "#,##0.0,,,\"\u{202f}GWh\"")],
        Unit::FlopPerSecond => &[
            (1e20, "#,##0,,,,,,\"\u{202f}EFLOP/s\""),
            (1e18, "#,##0.0,,,,,,\"\u{202f}EFLOP/s\""),
            (0.0, "#,##0.0,,,,,\"\u{202f}PFLOP/s\""),
        ],
        Unit::FlopPerSecondPerWatt => &[(0.0, "#,##0.0,,,\"\u{202f}GFLOP/s/W\"")],
        Unit::FlopPerSecondPerUsd => &[(0.0, "#,##0.0,,,\"\u{202f}GFLOP/s/$\"")],
        Unit::Byte => &[(1e15, "#,##0.0,,,,,\"\u{202f}PB\""), (0.0, "#,##0.0,,,,\"\u{202f}TB\"")],
        Unit::BytePerSecond => &[(1e15, "#,##0.0,,,,,\"\u{202f}PB/s\""), (0.0, "#,##0.0,,,,\"\u{202f}TB/s\"")],
        Unit::TokensPerDay => &[(0.0, "#,##0.0,,,\"\u{202f}bn/day\"")],
        Unit::Chips | Unit::ChipsPerMonth | Unit::H100Equivalents | Unit::ChipHours | Unit::Shares | Unit::Count => {
            &[(0.0, "#,##0")]
        }
        Unit::Days => &[(0.0, "#,##0.0")],
        Unit::UsdPerChipHour
        | Unit::UsdPerKwh
        | Unit::UsdPerWatt
        | Unit::UsdPerPflopHour
        | Unit::UsdPerMillionTokens => &[(0.0, "$#,##0.0000")],
        Unit::Ratio | Unit::Index | Unit::Months | Unit::Years | Unit::Hours => &[(0.0, "#,##0.000")],
        Unit::Share | Unit::SharePerYear => &[(0.0, "0.00%")],
        Unit::Flop | Unit::Weights => &[(0.0, "0.000E+00")],
        Unit::Month | Unit::Choice | Unit::Switch | Unit::Size => &[],
    }
}

/// The magnitudes of a unit for a single number: dollars may be displayed in billions.
const fn sizes_alone(unit: Unit) -> &'static [Size] {
    match unit {
        Unit::Usd | Unit::UsdPerMonth => {
            &[(1e9, "$#,##0.00,,,\"bn\""), (1e6, "$#,##0.0,,\"m\""), (1e4, "$#,##0.0,\"k\""), (0.0, "$#,##0")]
        }
        _ => sizes(unit),
    }
}

/// The number format if the largest absolute value is `largest`. If that is 0, a larger value may follow, so the
/// largest magnitude is used.
fn fitting(sizes: &[Size], largest: f64) -> String {
    let fits = sizes.iter().find(|(from, _)| largest >= *from || largest == 0.0).or(sizes.last());
    // As in accounts: a dash for 0, and the sign before the currency.
    fits.map_or_else(|| GENERAL.to_owned(), |(_, shown)| format!("{shown};-{shown};\"\u{2013}\""))
}

/// The number format of a chart's axis, with no more digits than its ticks need.
pub(crate) fn on_an_axis(unit: Unit, largest: f64) -> &'static str {
    match unit {
        Unit::Usd if largest < 5e9 => "$#,##0.0,,,\"bn\"",
        Unit::Usd => "$#,##0,,,\"bn\"",
        Unit::Watt => "#,##0,,\"\u{202f}MW\"",
        _ => "#,##0",
    }
}

/// The number format of an assumption, which displays all digits.
const fn shown_whole(unit: Unit) -> &'static str {
    match unit {
        Unit::Usd => "$#,##0.0########,,,\"bn\";-$#,##0.0########,,,\"bn\";$0",
        Unit::UsdPerMonth => "$#,##0.0#####,,\"m\";-$#,##0.0#####,,\"m\";$0",
        Unit::UsdPerChip | Unit::UsdPerChipHour | Unit::UsdPerKwh | Unit::UsdPerWatt | Unit::UsdPerShare => {
            "\"$\"General"
        }
        // A chip takes some hundred watts, a site some hundred million.
        Unit::Watt => "[>=1000000]#,##0.0#####,,\"\u{202f}MW\";General\"\u{202f}W\"",
        Unit::WattPerYear => "#,##0.0#####,,\"\u{202f}MW/year\"",
        Unit::Byte => "#,##0.0########,,,\"\u{202f}GB\"",
        Unit::BytePerSecond => "#,##0.0#########,,,,\"\u{202f}TB/s\"",
        Unit::FlopPerSecond => "#,##0.0#########,,,,\"\u{202f}TFLOP/s\"",
        Unit::Weights => "#,##0.0########,,,\"\u{202f}bn\"",
        Unit::Flop => "0.0########E+00",
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
            date_head: head.clone().set_num_format(MONTH).set_align(FormatAlign::Right).set_indent(1),
            number_head: head.clone().set_align(FormatAlign::Right).set_indent(1),
            row_head: Format::new()
                .set_bold()
                .set_background_color(PALE)
                .set_align(FormatAlign::Right)
                .set_indent(1)
                .set_align(FormatAlign::VerticalCenter),
            head,
            section: Format::new().set_bold().set_font_color(DARK),
            wrapped: Format::new().set_text_wrap().set_align(FormatAlign::Top),
            small: Format::new().set_font_color(GREY),
            link: Format::new().set_font_color(Color::Blue).set_underline(FormatUnderline::Single),
            bold: Format::new().set_bold(),
            date: number(MONTH),
            input_date: input.clone().set_num_format(MONTH),
            input,
            general: Format::new().set_align(FormatAlign::Right).set_indent(1),
            month_number: number("\"month \"0;\"month \"-0"),
        }
    }

    /// The format of the computed numbers of a row, in one magnitude.
    pub(crate) fn number(unit: Unit, values: impl IntoIterator<Item = f64>) -> Format {
        number(&fitting(sizes(unit), largest(values)))
    }

    /// The format of a single computed number, and of those with which it is compared.
    pub(crate) fn alone(unit: Unit, values: impl IntoIterator<Item = f64>) -> Format {
        // The cell may contain a reason instead of a number, which may be long.
        number(&fitting(sizes_alone(unit), largest(values))).set_shrink()
    }

    /// The format of an assumption: of a value that is meant to be changed, or of one beside it.
    pub(crate) fn assumption(&self, unit: Unit, is_input: bool) -> Format {
        let format = if is_input { &self.input } else { &self.general };
        format.clone().set_num_format(shown_whole(unit))
    }
}

/// The appearance of a cell in a table over two inputs.
#[derive(Clone, Copy, Default)]
pub(crate) struct Place {
    /// Whether the figure is at or below the level.
    pub(crate) is_under: bool,
    /// Whether the figure crosses the level between this cell and the one to the left.
    pub(crate) crosses_left: bool,
    /// Whether it does between this cell and the one above.
    pub(crate) crosses_above: bool,
    /// The mark before the number, if this is the scenario's cell or the nearest to it.
    pub(crate) mark: Option<&'static str>,
}

impl Place {
    /// The format of a number there, in the magnitude for `largest`.
    pub(crate) fn number(self, unit: Unit, largest: f64) -> Format {
        let shown = if unit == Unit::Month { MONTH.to_owned() } else { fitting(sizes(unit), largest) };
        match self.mark {
            Some(mark) => self.on(number(&marked(mark, &shown))).set_bold(),
            None => self.on(number(&shown)),
        }
    }

    /// The format of a reason why there is no number.
    pub(crate) fn reason(self) -> Format {
        let format = Format::new().set_font_size(8).set_text_wrap().set_align(FormatAlign::VerticalCenter);
        let format = self.on(format.set_pattern(FormatPattern::LightUp).set_foreground_color(HATCH));
        if self.mark.is_some() { format.set_bold() } else { format }
    }

    fn on(self, mut format: Format) -> Format {
        if self.is_under {
            format = format.set_background_color(UNDER);
        }
        if self.crosses_left {
            format = format.set_border_left(FormatBorder::Thick);
        }
        if self.crosses_above {
            format = format.set_border_top(FormatBorder::Thick);
        }
        format
    }
}

/// A number format with a mark before every number.
fn marked(mark: &str, format: &str) -> String {
    let with_mark = |part: &str| match part.strip_prefix('"') {
        Some(rest) => format!("\"{mark} {rest}"),
        None => format!("\"{mark} \"{part}"),
    };
    format.split(';').map(with_mark).collect::<Vec<_>>().join(";")
}

/// The number format of an input's values along the edge of a table, of which `largest` is the largest absolute value.
pub(crate) fn on_an_edge(input: ParameterId, largest: f64) -> String {
    // Smaller powers are displayed in whole watts.
    const SMALL_WATTS: f64 = 1e6;
    let row = input.row();
    let fits = sizes(row.unit).iter().find(|(from, _)| largest >= *from);
    match row.kind {
        Kind::Month => MONTH.to_owned(),
        Kind::Whole if row.scale.symbol.is_empty() => GENERAL.to_owned(),
        Kind::Whole => format!("0\"\u{202f}{}\"", row.scale.symbol),
        _ if row.unit == Unit::Watt && largest < SMALL_WATTS => "#,##0\"\u{202f}W\"".to_owned(),
        _ => fits.map_or_else(|| GENERAL.to_owned(), |(_, shown)| (*shown).to_owned()),
    }
}

/// The largest absolute value of some numbers.
pub(crate) fn largest(values: impl IntoIterator<Item = f64>) -> f64 {
    values.into_iter().map(f64::abs).filter(|value| value.is_finite()).fold(0.0, f64::max)
}

fn number(format: &str) -> Format {
    Format::new().set_num_format(format).set_align(FormatAlign::Right).set_indent(1)
}
