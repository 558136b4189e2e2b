//! What people type: a table with rows for every rule of the reader, and tests that what is written reads back.

use model::base::typed::{Bare, Taken};
use model::inputs::input::ParameterId;
use model::inputs::kinds::Kind;
use proptest::prelude::*;

/// The fields of the tables: a short name, the input, and its value.
const FIELDS: &[(&str, &str, f64)] = &[
    ("amount", "equity.tranche1.amount_usd", 10e9),
    ("premoney", "equity.pre_money_usd", 500e9),
    ("contract", "agreement.base.value_usd", 38e9),
    ("budget", "limit.budget_usd_per_month", 500e6),
    ("capex", "chip.gb300.capex_usd", 38e3),
    ("price", "chip.gb300.price_usd_per_hour", 2.75),
    ("electricity", "operations.electricity_usd_per_kwh", 0.0861),
    ("building", "supplier.facility_usd_per_watt", 12.0),
    ("power", "limit.power_start_watts", 0.5e9),
    ("added", "limit.power_added_watts_per_year", 0.5e9),
    ("watts", "chip.gb300.it_watts", 1400.0),
    ("chips", "agreement.base.chips", 400e3),
    ("supply", "supply.nvidia.chips_per_month", 20e3),
    ("weights", "workload.active_weights", 100e9),
    ("flop", "workload.run_flop", 5e26),
    ("discount", "agreement.base.discount", 0.2),
    ("change", "operations.rental_change", -0.1),
    ("wacc", "supplier.wacc", 0.09),
    ("pue", "operations.pue", 1.15),
    ("term", "agreement.base.term_months", 84.0),
    ("life", "supplier.hardware_life_years", 5.0),
    ("start", "phase.full.start", 2.0),
    ("complete", "phase.full.complete", 13.0),
    ("paid", "equity.tranche1.month", 1.0),
    ("horizon", "view.horizon", 25.0),
    ("basis", "agreement.base.basis", 0.0),
    ("chip", "phase.full.chip_a", 0.0),
    ("limit", "limit.power", 0.0),
];

fn field(name: &str) -> (ParameterId, f64) {
    let (_, id, value) = FIELDS.iter().find(|field| field.0 == name).expect(name);
    (ParameterId::parse(id).expect(id), *value)
}

fn read(name: &str, text: &str, bare: Bare) -> Result<Taken, String> {
    let (input, value) = field(name);
    input.read(text, value, bare)
}

/// Words without their spaces, which are left to the formatter.
fn close(words: &str) -> String {
    words.chars().filter(|c| !c.is_whitespace()).collect()
}

/// Field, text, value in stored units, and the words for what the field took.
type Row = (&'static str, &'static str, f64, &'static str);

/// Texts that a field of the page takes.
const TAKEN: &[Row] = &[
    // A bare number is in the displayed unit. A single point is always the decimal point.
    ("contract", "38", 38e9, "$38bn"),
    ("contract", "38.5", 38.5e9, "$38.5bn"),
    ("contract", "+38", 38e9, "$38bn"),
    ("contract", "038", 38e9, "$38bn"),
    ("contract", "38.", 38e9, "$38bn"),
    ("contract", " 38 ", 38e9, "$38bn"),
    ("power", "0.600", 0.6e9, "600MW"),
    ("power", ".6", 0.6e9, "600MW"),
    ("price", "1.374", 1.374, "$1.374/chip-hour"),
    ("electricity", "0.086", 0.086, "$0.086/kWh"),
    // Points group digits where they repeat or come before a decimal comma.
    ("chips", "1.234.567 chips", 1_234_567.0, "1.234567m"),
    ("watts", "4.500,00", 4500.0, "4.5kW"),
    ("premoney", "1.234,5", 1_234.5e9, "$1.2345tn"),
    // A single comma before exactly three digits groups them, unless the number begins with 0. Any other single comma
    // is the decimal.
    ("watts", "1,500", 1500.0, "1.5kW"),
    ("premoney", "1,500", 1.5e12, "$1.5tn"),
    ("chips", "1,234,567 chips", 1_234_567.0, "1.234567m"),
    ("contract", "38,5", 38.5e9, "$38.5bn"),
    ("contract", "13,7", 13.7e9, "$13.7bn"),
    ("power", "0,6", 0.6e9, "600MW"),
    ("power", "0,600", 0.6e9, "600MW"),
    ("discount", "2,5", 0.025, "2.5%"),
    ("price", "1,3745", 1.3745, "$1.3745/chip-hour"),
    // Where both occur, the last one is the decimal.
    ("watts", "4,500.00", 4500.0, "4.5kW"),
    ("premoney", "1,234.5", 1_234.5e9, "$1.2345tn"),
    // Spaces of every width and apostrophes group digits.
    ("watts", "1 500", 1500.0, "1.5kW"),
    ("watts", "1\u{a0}500", 1500.0, "1.5kW"),
    ("watts", "1\u{202f}500,5", 1500.5, "1.5005kW"),
    ("watts", "1\u{2009}500.5", 1500.5, "1.5005kW"),
    ("watts", "1'500", 1500.0, "1.5kW"),
    ("watts", "1’500", 1500.0, "1.5kW"),
    // Exponents, and the typographic minus.
    ("flop", "5e26", 5e26, "5×10²⁶FLOP"),
    ("flop", "5E+26", 5e26, "5×10²⁶FLOP"),
    ("flop", "5 × 10²⁶ FLOP", 5e26, "5×10²⁶FLOP"),
    ("flop", "2,5x10^25", 2.5e25, "2.5×10²⁵FLOP"),
    ("contract", "3.8e1", 38e9, "$38bn"),
    // The words that a field shows can be typed. A bare "$500" here is $500bn.
    ("contract", "6e-7", 600.0, "$0.6k"),
    ("contract", "$0.6k", 600.0, "$0.6k"),
    ("contract", "$500", 500e9, "$500bn"),
    ("power", "6e-1", 0.6e9, "600MW"),
    ("change", "−5,5", -0.055, "−5.5%ayear"),
    // The field's own currency.
    ("contract", "$38", 38e9, "$38bn"),
    ("contract", "US$ 38 bn", 38e9, "$38bn"),
    ("contract", "USD 38bn", 38e9, "$38bn"),
    ("contract", "38 bn USD", 38e9, "$38bn"),
    ("contract", "38 $bn", 38e9, "$38bn"),
    ("contract", "38 billion dollars", 38e9, "$38bn"),
    ("capex", "$40k", 40e3, "$40kachip"),
    // Scale words, where a thousand displayed units are in range.
    ("contract", "38bn", 38e9, "$38bn"),
    ("contract", "38 BN", 38e9, "$38bn"),
    ("contract", "$38B", 38e9, "$38bn"),
    ("contract", "500 million", 500e6, "$500m"),
    ("contract", "40 m", 40e6, "$40m"),
    ("contract", "40 mn", 40e6, "$40m"),
    ("contract", "0.4 tn", 400e9, "$400bn"),
    ("contract", "600k", 600e3, "$600k"),
    ("premoney", "1 tn", 1e12, "$1tn"),
    ("premoney", "1.5 trillion", 1.5e12, "$1.5tn"),
    ("budget", "1.5bn", 1.5e9, "$1.5bnamonth"),
    ("capex", "4.5k", 4500.0, "$4.5kachip"),
    ("chips", "2 million", 2e6, "2m"),
    ("chips", "1.3m chips", 1.3e6, "1.3m"),
    ("chips", "422k", 422e3, "422k"),
    ("supply", "20k a month", 20e3, "20kamonth"),
    ("supply", "20,000", 20e3, "20kamonth"),
    ("supply", "500 a month", 500.0, "500amonth"),
    ("weights", "100 billion", 100e9, "100bn"),
    ("weights", "1.8 tn parameters", 1.8e12, "1.8tn"),
    ("watts", "1.2k", 1200.0, "1.2kW"),
    // In a field of time, m, q and y are units of time.
    ("term", "84", 84.0, "84months"),
    ("term", "7 years", 84.0, "84months"),
    ("term", "7y", 84.0, "84months"),
    ("term", "84 m", 84.0, "84months"),
    ("term", "10q", 30.0, "30months"),
    ("term", "2,5 years", 30.0, "30months"),
    ("life", "60 m", 5.0, "5years"),
    ("life", "66 months", 5.5, "5.5years"),
    ("life", "5 yrs", 5.0, "5years"),
    // Units of the field's dimension are converted.
    ("power", "600 MW", 600e6, "600MW"),
    ("power", "600MW", 600e6, "600MW"),
    ("power", "600 mw", 600e6, "600MW"),
    ("power", "5 MW", 5e6, "5MW"),
    ("power", "0.6 gigawatts", 600e6, "600MW"),
    ("power", "600,000 kW", 600e6, "600MW"),
    ("watts", "1.4 kW", 1400.0, "1.4kW"),
    ("watts", "1,400 W", 1400.0, "1.4kW"),
    ("added", "500 MW", 500e6, "500MWayear"),
    ("added", "0.5 GW/y", 0.5e9, "500MWayear"),
    ("added", "50 MW a month", 600e6, "600MWayear"),
    ("budget", "$18bn a year", 1.5e9, "$1.5bnamonth"),
    ("budget", "$500m/month", 500e6, "$500mamonth"),
    ("supply", "240k chips per year", 20e3, "20kamonth"),
    ("discount", "5%", 0.05, "5%"),
    ("discount", "5 per cent", 0.05, "5%"),
    ("wacc", "9.5% p.a.", 0.095, "9.5%ayear"),
    ("wacc", "950 bps", 0.095, "9.5%ayear"),
    ("wacc", "9% a year", 0.09, "9%ayear"),
    ("price", "$1.37/h", 1.37, "$1.37/chip-hour"),
    ("price", "1.37 $/chip-h", 1.37, "$1.37/chip-hour"),
    ("price", "$1.37 per chip-hour", 1.37, "$1.37/chip-hour"),
    ("price", "1,37 an hour", 1.37, "$1.37/chip-hour"),
    ("electricity", "$86.1/MWh", 0.0861, "$0.0861/kWh"),
    ("building", "12 $ m/MW", 12.0, "$12m/MW"),
    ("building", "$12bn per GW", 12.0, "$12m/MW"),
    ("building", "$12,000/kW", 12.0, "$12m/MW"),
    ("pue", "1.15×", 1.15, "1.15×"),
    ("pue", "1,15x", 1.15, "1.15×"),
    // Changes of the current value.
    ("contract", "*1.1", 41.8e9, "$41.8bn"),
    ("contract", "× 1,1", 41.8e9, "$41.8bn"),
    ("contract", "/2", 19e9, "$19bn"),
    ("contract", "+10% of it", 41.8e9, "$41.8bn"),
    ("contract", "−10 % of it", 34.2e9, "$34.2bn"),
    ("contract", "+10%", 41.8e9, "$41.8bn"),
    ("contract", "-5%", 36.1e9, "$36.1bn"),
    ("contract", "=38*1.1", 41.8e9, "$41.8bn"),
    ("contract", "= 38 + 100", 138e9, "$138bn"),
    ("contract", "=(38+100)/2", 69e9, "$69bn"),
    ("contract", "=38bn+500m", 38.5e9, "$38.5bn"),
    ("contract", "=$38 * 1,1", 41.8e9, "$41.8bn"),
    ("power", "=2*300 MW", 600e6, "600MW"),
    ("term", "=12*7", 84.0, "84months"),
    ("discount", "+10% of it", 0.22, "22%"),
    ("discount", "*0.5", 0.1, "10%"),
    // In a field of per cent, a signed number is a value and not a change.
    ("discount", "+10%", 0.1, "10%"),
    ("discount", "+10", 0.1, "10%"),
    ("change", "-5%", -0.05, "−5%ayear"),
    ("change", "-5", -0.05, "−5%ayear"),
    // Months.
    ("start", "2026-06", 7.0, "Jun2026"),
    ("start", "2026/6", 7.0, "Jun2026"),
    ("start", "06/2026", 7.0, "Jun2026"),
    ("start", "6.2026", 7.0, "Jun2026"),
    ("start", "Jun 26", 7.0, "Jun2026"),
    ("start", "Jun-26", 7.0, "Jun2026"),
    ("start", "Jun ’26", 7.0, "Jun2026"),
    ("start", "june 2026", 7.0, "Jun2026"),
    ("start", "June, 2026", 7.0, "Jun2026"),
    ("start", "Sept 2026", 10.0, "Sep2026"),
    ("start", "Sept. 2026", 10.0, "Sep2026"),
    ("start", "2026 Sep", 10.0, "Sep2026"),
    ("start", "2026-06-15", 7.0, "Jun2026"),
    ("start", "2026-06-15T00:00:00", 7.0, "Jun2026"),
    ("start", "15 June 2026", 7.0, "Jun2026"),
    ("start", "June 15, 2026", 7.0, "Jun2026"),
    // A start takes the first month of a quarter or half-year; a completion, a payment or an end takes the last.
    ("start", "Q2 2026", 5.0, "Apr2026"),
    ("complete", "Q2 2026", 7.0, "Jun2026"),
    ("paid", "Q2 2026", 7.0, "Jun2026"),
    ("horizon", "Q2 2027", 19.0, "Jun2027"),
    ("complete", "2Q26", 7.0, "Jun2026"),
    ("complete", "2026-Q2", 7.0, "Jun2026"),
    ("start", "H2 2026", 8.0, "Jul2026"),
    ("complete", "H2 2026", 13.0, "Dec2026"),
    // Choices by id or by label; switches.
    ("basis", "facility-power", 1.0, "Facilitypower"),
    ("basis", "facility power", 1.0, "Facilitypower"),
    ("basis", "Number of chips", 2.0, "Numberofchips"),
    ("limit", "on", 1.0, "on"),
    ("limit", "Yes", 1.0, "on"),
    ("limit", "off", 0.0, "off"),
    ("limit", "no", 0.0, "off"),
];

/// Texts that a field of the page refuses, and a part of the message.
const REFUSED: &[(&str, &str, &str)] = &[
    ("contract", "", "nothing to read"),
    ("contract", "bn", "“bn” is not a number"),
    ("contract", "abc", "this field takes US dollars"),
    ("contract", "--1", "is not a number"),
    ("contract", "NaN", "is not a number"),
    ("contract", "inf", "is not a number"),
    ("contract", "1e999", "too large"),
    ("contract", "~38", "is not a number"),
    // Digits that make no number.
    ("contract", "38 5", "not grouped in threes"),
    ("contract", "1,23,456", "not grouped in threes"),
    ("contract", "1.2.3", "not grouped in threes"),
    ("contract", "0.234.567", "not grouped in threes"),
    ("contract", "1,23.4", "not grouped in threes"),
    ("premoney", "1500,000", "read in two ways"),
    ("contract", "1_000", "“_” cannot stand here"),
    ("contract", "3 8bn", "not grouped in threes"),
    // Text that is left over.
    ("contract", "40 potatoes", "“potatoes” cannot stand here"),
    ("contract", "38 bn bn", "“bn” cannot stand here"),
    ("contract", "38 bn 5", "“5” cannot stand here"),
    ("contract", "38bn.", "“.” cannot stand here"),
    ("contract", "5 MW", "“MW” cannot stand here"),
    ("power", "5 MWh", "“MWh” cannot stand here"),
    ("power", "5 chips", "“chips” cannot stand here"),
    ("contract", "38 bn a month", "“a” cannot stand here"),
    ("price", "5%", "“%” cannot stand here"),
    ("chips", "5%", "“%” cannot stand here"),
    ("term", "7 weeks", "“weeks” cannot stand here"),
    ("wacc", "1% a month", "“a” cannot stand here"),
    ("flop", "5e26 FLOP/s", "“/” cannot stand here"),
    ("flop", "5e26 FLOPS", "could be operations a second"),
    ("contract", "1tnn", "“tnn” cannot stand here"),
    ("contract", "38 t", "“t” cannot stand here"),
    // Another currency, by name.
    ("contract", "€38bn", "not euros"),
    ("contract", "38 bn EUR", "not euros"),
    ("contract", "£38bn", "not pounds"),
    ("contract", "A$38bn", "not Australian dollars"),
    ("power", "$5", "takes W, kW, MW or GW, not US dollars"),
    // Scale words in the wrong place.
    ("price", "4.5k", "too large for this field"),
    ("price", "2 m", "too large for this field"),
    ("power", "600 m", "too large for this field"),
    ("power", "600 million W", "counts a unit in thousands or more; this field takes"),
    ("power", "1.5k MW", "counts a unit in thousands or more; this field takes"),
    ("pue", "1k", "too large for this field"),
    // Numbers that do not say their unit.
    ("added", "0.5 a year", "does not say in what"),
    ("budget", "500 a month", "does not say in what"),
    ("building", "12m", "too large for this field"),
    // Values out of range. Where another reading is in range, the message has both.
    ("contract", "600", "“600” is $600bn, outside $0 to $500bn"),
    ("premoney", "5 tn", "“5 tn” is $5tn, outside $10bn to $3tn"),
    ("weights", "100 million", "is 100m, outside 1bn to 10tn"),
    ("change", "-70", "is −70%ayear, outside −60%ayear to 60%ayear"),
    ("pue", "1,150", "“1,150” is 1,150×, which cannot be here (1× to 2×); if 1.15× is meant, write 1.15×"),
    ("watts", "1.374", "is 1.374W, which cannot be here (50W to 6kW); if 1.374kW is meant, write 1.374kW"),
    ("capex", "$30,000", "is $30machip, which cannot be here ($500achip to $300kachip); if $30kachip is meant"),
    ("power", "600000000", "if 600MW is meant, write 600MW"),
    ("power", "600", "“600” is 600GW, outside 0W to 20GW"),
    ("contract", "*1,100", "if $41.8bn is meant"),
    ("contract", "*100", "is $3.8tn, outside $0 to $500bn"),
    ("contract", "5e-9", "too little to count; say 0"),
    ("term", "84.5", "not a whole number"),
    ("term", "*1.1", "not a whole number"),
    // Changes that are impossible.
    ("contract", "10% of it", "has no sign; write +10% of it"),
    ("contract", "/0", "makes no number"),
    ("contract", "=38*", "a number is missing"),
    ("contract", "=(38", "a bracket is not closed"),
    ("contract", "=38)", "“)” is left over"),
    ("contract", "=38/0", "divided by 0"),
    ("contract", "=1bn*1bn", "one of two factors"),
    ("contract", "=38/1bn", "only a number without a unit can divide"),
    ("contract", "=38+10%", "“%” cannot stand here"),
    ("contract", "*1.1 bn", "is no change"),
    ("contract", "+10% of that", "“%” cannot stand here"),
    ("pue", "×1.1", "a ratio or a change"),
    // Months.
    ("start", "2026", "which month of 2026; write it as 2026-06"),
    ("start", "25", "read in several ways; write it as Jun 2026 or 2026-06"),
    ("start", "13.0", "read in several ways"),
    ("start", "06/26", "read in several ways; write it as Jun 2026 or 2026-06"),
    ("start", "6/27", "read in several ways; write it as Jun 2027 or 2027-06"),
    ("start", "27-6", "read in several ways; write it as Jun 2027 or 2027-06"),
    ("start", "06/07/2026", "read in several ways; write it as Jun 2026 or 2026-06"),
    ("start", "1.10.2026", "read in several ways; write it as Oct 2026 or 2026-10"),
    ("start", "2027.1", "can be January or October; write it as 2027-01 or 2027-10"),
    ("start", "202709", "read in several ways; write it as Sep 2027 or 2027-09"),
    // A number that is too small to be represented is not 0.
    ("contract", "1e-400", "too little to count; say 0"),
    ("pue", "1e-400", "outside"),
    // The unit may be given only once.
    ("contract", "$38bn USD", "“USD” says the unit once more; once is enough"),
    ("contract", "38 dollars bn $", "“$” says the unit once more"),
    ("start", "2026-13", "not a month"),
    ("start", "2026-06-31", "not a month"),
    ("start", "Ju 2026", "not a month"),
    ("start", "Juni 2026", "not a month"),
    ("start", "Jun 2026 or so", "not a month"),
    ("start", "Q5 2026", "not a month"),
    ("start", "Jun 15 26", "not a month"),
    ("start", "Jun 2099", "Jun 2099 is outside Nov 2025 to"),
    ("start", "Oct 2025", "Oct 2025 is outside"),
    // Choices and switches.
    ("basis", "1", "is not one of contract-value, facility-power, chips"),
    ("basis", "power", "is not one of"),
    ("limit", "1", "is not on or off"),
    ("limit", "maybe", "is not on or off"),
];

/// Texts that are taken differently where a bare number is in stored units: `--set` and the workbook.
const TAKEN_STORED: &[Row] = &[
    ("contract", "38000000000", 38e9, "$38bn"),
    ("contract", "38e9", 38e9, "$38bn"),
    ("contract", "38 bn", 38e9, "$38bn"),
    ("contract", "$38,000,000,000", 38e9, "$38bn"),
    ("contract", "=38e9*1.1", 41.8e9, "$41.8bn"),
    ("contract", "*1.1", 41.8e9, "$41.8bn"),
    ("power", "600 MW", 600e6, "600MW"),
    ("power", "6e8", 600e6, "600MW"),
    ("discount", "0.05", 0.05, "5%"),
    ("discount", "0,05", 0.05, "5%"),
    ("discount", "5%", 0.05, "5%"),
    ("price", "1.374", 1.374, "$1.374/chip-hour"),
    ("chips", "500", 500.0, "500"),
    ("budget", "500 a month", 500.0, "$500amonth"),
    ("term", "84", 84.0, "84months"),
    ("term", "7y", 84.0, "84months"),
    ("start", "7", 7.0, "Jun2026"),
    ("start", "7.0", 7.0, "Jun2026"),
    ("start", "2026-06", 7.0, "Jun2026"),
    ("complete", "Q2 2027", 19.0, "Jun2027"),
    ("basis", "1", 1.0, "Facilitypower"),
    ("limit", "true", 1.0, "on"),
    ("limit", "1", 1.0, "on"),
    ("limit", "0", 0.0, "off"),
];

const REFUSED_STORED: &[(&str, &str, &str)] = &[
    ("contract", "38", "“38” is $38, which cannot be here ($0 to $500bn); if $38bn is meant, write $38bn"),
    ("discount", "5", "“5” is 500%, which cannot be here (0% to 90%); if 5% is meant, write 5%"),
    ("start", "2026", "which month of 2026; write it as 2026-06"),
    ("start", "+3", "not a month"),
    ("start", "300", "“300” is outside Nov 2025 to"),
    ("basis", "3", "is not one of"),
    ("limit", "2", "is not on or off"),
];

/// All rows that fail, so that one run shows them together.
fn failing<R>(rows: &[R], check: impl Fn(&R) -> Result<(), String>) -> Vec<String> {
    rows.iter().filter_map(|row| check(row).err()).collect()
}

#[test]
fn what_is_taken() {
    for (rows, bare) in [(TAKEN, Bare::Displayed), (TAKEN_STORED, Bare::Stored)] {
        let failing = failing(rows, |(name, text, value, words)| match read(name, text, bare) {
            Ok(taken) if taken.value == *value && close(&taken.words) == *words => Ok(()),
            other => Err(format!("{name}: {text:?}: {other:?}")),
        });
        assert!(failing.is_empty(), "{}", failing.join("\n"));
    }
}

#[test]
fn what_is_refused_and_why() {
    for (rows, bare) in [(REFUSED, Bare::Displayed), (REFUSED_STORED, Bare::Stored)] {
        let failing = failing(rows, |(name, text, words)| match read(name, text, bare) {
            Err(why) if close(&why).contains(&close(words)) => Ok(()),
            other => Err(format!("{name}: {text:?}: {other:?}")),
        });
        assert!(failing.is_empty(), "{}", failing.join("\n"));
    }
}

#[test]
fn a_field_says_what_it_took_where_it_converted() {
    for (name, text, converted) in [
        ("power", "0.6", false),
        ("power", "0,6", false),
        ("power", "600 MW", true),
        ("contract", "$38", true),
        ("contract", "*1.1", true),
        ("contract", "=38", true),
        ("start", "Jun 2026", false),
        ("start", "Q2 2026", true),
        ("limit", "yes", false),
        // What may have been meant otherwise.
        ("contract", "+5", true),
        ("wacc", "0.09", true),
        ("wacc", "9", false),
        ("wacc", "0", false),
    ] {
        assert_eq!(read(name, text, Bare::Displayed).map(|taken| taken.converted), Ok(converted), "{name}: {text}");
    }
}

fn any_input() -> impl Strategy<Value = ParameterId> {
    let all: Vec<ParameterId> = ParameterId::all().collect();
    proptest::sample::select(all)
}

fn any_bare() -> impl Strategy<Value = Bare> {
    proptest::sample::select(vec![Bare::Displayed, Bare::Stored])
}

/// The position of a value in its range, often at an end.
fn any_share() -> impl Strategy<Value = f64> {
    prop_oneof![0.0..=1.0_f64, Just(0.0), Just(1.0)]
}

/// A value that an input can have: `share` of the way through its range, or through its decades.
fn value_at(input: ParameterId, share: f64, by_decades: bool) -> f64 {
    let row = input.row();
    // A little above the smallest value that counts, so that it still counts when it is rounded.
    let (low, high) = (row.min.max(1.01e-9 * row.max), row.max);
    let between = match by_decades {
        true => low * libm::pow(high / low, share),
        false => row.min + share * (row.max - row.min),
    };
    let whole = !matches!(row.kind, Kind::Number | Kind::Logarithmic);
    let value = if whole { between.round() } else { between }.clamp(row.min, row.max);
    if input.check(value).is_ok() { value } else { row.max }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 4_000, failure_persistence: None, ..ProptestConfig::default() })]

    /// The value of an input can be typed as the page, a notice or an export writes it.
    #[test]
    fn what_is_written_reads_back(
        input in any_input(), share in any_share(), by_decades: bool, bare in any_bare(),
    ) {
        let value = value_at(input, share, by_decades);
        let text = input.show(value);
        match input.read(&text, value, bare) {
            Ok(taken) => {
                prop_assert_eq!(&input.show(taken.value), &text);
                let is_price = input.row().unit.name().starts_with("USD/") && (0.09..10.0).contains(&value);
                let precision = if is_price { 0.005 } else { 0.005 * value.abs() };
                prop_assert!((taken.value - value).abs() <= precision * 1.000_001, "{}: {value} is {text}", input.id());
            }
            Err(why) => prop_assert!(false, "{}: {value} is {text:?}: {why}", input.id()),
        }
    }

    /// The text in a field can be typed into it, and so can the words for what it took.
    #[test]
    fn what_a_field_shows_reads_back(input in any_input(), share in any_share(), by_decades: bool) {
        let value = value_at(input, share, by_decades);
        if matches!(input.row().kind, Kind::Number | Kind::Logarithmic | Kind::Whole) {
            let text = input.row().scale.write(value);
            let taken = input.read(&text, value, Bare::Displayed);
            let taken = taken.map_err(|why| TestCaseError::fail(format!("{}: {value}: {why}", input.id())))?;
            prop_assert_eq!(&input.row().scale.write(taken.value), &text);
            prop_assert!((taken.value - value).abs() <= 5e-4 * value.abs(), "{}: {value} {text:?}", input.id());
            match input.read(&taken.words, value, Bare::Displayed) {
                Ok(again) => prop_assert!((again.value - taken.value).abs() <= 1e-11 * taken.value.abs()),
                Err(why) => prop_assert!(false, "{}: {:?}: {why}", input.id(), taken.words),
            }
        }
    }

    /// A text with anything left over is refused.
    #[test]
    fn garbage_is_never_passed_over(
        input in any_input(), share in any_share(), bare in any_bare(), at in 0_usize..20,
        garbage in "[ a-zA-Z0-9.,]{0,4}[!#&@;:_?~\"|<>{}\\\\]{1,3}[ a-zA-Z0-9.,]{0,4}",
        word in proptest::sample::select(vec!["potatoes", "MWh", "bnn", "kk", "zz", "x 5", "per potato", "% of that"]),
    ) {
        let value = value_at(input, share, false);
        let text = input.show(value);
        let at = text.char_indices().map(|(at, _)| at).nth(at).unwrap_or(text.len());
        let (before, after) = text.split_at(at);
        for text in [format!("{before}{garbage}{after}"), format!("{text} {word}"), format!("{word} {text}")] {
            let taken = input.read(&text, value, bare);
            prop_assert!(taken.is_err(), "{}: {text:?} was taken: {taken:?}", input.id());
        }
    }

    /// Whatever is typed, nothing panics, and a value that is taken is allowed in its field.
    #[test]
    fn any_text_is_taken_or_refused(input in any_input(), bare in any_bare(), text in any_text()) {
        let value = input.default_value();
        if let Ok(taken) = input.read(&text, value, bare) {
            prop_assert_eq!(input.check(taken.value), Ok(()));
            match input.read(&taken.words, value, bare) {
                Ok(again) => {
                    prop_assert!((again.value - taken.value).abs() <= 1e-11 * taken.value.abs(), "{text:?} {taken:?}");
                }
                Err(why) => prop_assert!(false, "{text:?} {taken:?}: {why}"),
            }
        }
    }

    /// The reader allows the same values in a field as the table of inputs.
    #[test]
    fn a_field_holds_what_the_table_allows(input in any_input(), share in -0.5..=1.5, round: bool) {
        let row = input.row();
        let value: f64 = row.min + share * (row.max - row.min);
        let value = if round { value.round() } else { value };
        for value in [value, value * 1e-9, value * 1e-12, row.min, row.max, 0.0] {
            let field = input.field(input.default_value(), Bare::Stored);
            prop_assert_eq!(field.holds(value), input.check(value).is_ok(), "{}: {}", input.id(), value);
        }
    }
}

/// Any text, and texts made of the parts that people type.
fn any_text() -> impl Strategy<Value = String> {
    prop_oneof![
        "\\PC{0,40}",
        any::<String>(),
        "[0-9.,' e+*/=()%$\u{2212}×-]{0,14}[ ]?(k|m|bn|tn|MW|GW|W|y|q|%|% of it|chips|a month|/h|)",
        "(Q|H|Jun|2026|26|06|[0-9]{1,4})[ ,./'-]{0,2}(Q|H|Jun|2026|26|06|[0-9]{1,4})[ ,./'-]{0,2}(2026|26|Sept|)",
        "=?[0-9]{1,3}[.,]?[0-9]{0,3}[-+*/()][0-9]{1,3}[-+*/()]?[0-9]{0,2}(bn|MW|)",
    ]
}
