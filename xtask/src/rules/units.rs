//! Every public floating-point number has a unit in its name or type.
//!
//! A public field, constant or function of the model that is a bare `f64` must have its unit in its name: a word of
//! [`UNIT_WORDS`], as in `facility_watts` or `COST_USD_PER_CHIP_HOUR`. If the unit is next to the number, as a field of
//! the same struct or as an argument, a word of [`PLAIN_WORDS`] is enough.

use super::Finding;
use super::source::Source;
use std::collections::BTreeSet;
use syn::visit::Visit;
use syn::{FnArg, GenericArgument, Ident, PathArguments, ReturnType, Signature, Type, Visibility};

/// Words for a unit, or for a number without one (a share, a ratio, a count).
const UNIT_WORDS: &[&str] = &[
    "usd dollars",
    "watt watts kilowatts megawatts gigawatts joules kwh mwh gwh",
    "second seconds hour hours day days month months year years",
    "flop flops pflop eflop byte bytes token tokens weights h100e h100s",
    // Counts.
    "chips count number index times",
    // Pure numbers, and shares or ratios by definition.
    "share shares ratio ratios factor multiple fraction percent probability quantile rank correlation elasticity",
    "exponent herfindahl mfu goodput pue moic irr wacc",
    // "A per B" names both.
    "per",
];

/// Words that are enough if the unit is next to the number.
const PLAIN_WORDS: &[&str] = &[
    "value values low base high min max step rounding default half total mean median p5 p10 p50 p90 p95",
    "from to before after baseline difference change get shown",
];

/// Types that give the unit of the number next to them: units, and keys of tables in which each row has a unit.
const UNIT_TYPES: &[&str] = &["Unit", "ParameterId", "InputId", "SeriesId", "MetricId", "Metric", "Series", "Input"];

/// Types that contain numbers without adding any meaning.
const CONTAINERS: &[&str] = &[
    "Option Result Box Rc Arc Cow Cell RefCell OnceCell OnceLock LazyLock Vec VecDeque HashMap BTreeMap",
    "Range RangeInclusive Iterator IntoIterator ExactSizeIterator DoubleEndedIterator",
];

/// Exceptions: a file, a name in it or all names, and the reason.
const ALLOWED: &[(&str, &str, &str)] = &[
    ("model/src/run/number.rs", "*", "arithmetic itself: the same function serves every unit"),
    ("model/src/base/", "*", "conversion and display: the unit is the receiver or an argument"),
    ("model/src/record/", "*", "arithmetic itself: a step of any unit, which its named quantity has"),
    ("model/src/inputs/", "values", "one number for each row of the table of parameters, which has the unit"),
];

fn listed(list: &[&str], word: &str) -> bool {
    list.iter().any(|line| line.split(' ').any(|listed| listed == word))
}

/// Public numbers without a unit.
pub(super) fn nameless(files: &[Source]) -> Vec<Finding> {
    let mut carriers = Carriers(UNIT_TYPES.iter().map(|name| (*name).to_owned()).collect());
    files.iter().for_each(|file| carriers.visit_file(&file.file));
    let mut found = Vec::new();
    for file in files {
        let mut numbers = Numbers { carriers: &carriers.0, unit_beside: false, nameless: Vec::new() };
        numbers.visit_file(&file.file);
        let refused = numbers.nameless.into_iter().filter(|name| !allowed(&file.path, &name.to_string()));
        found.extend(refused.map(|name| {
            let reason = format!("`{name}` is a bare f64: say its unit (…_usd, …_watts, …_share), or give it a type");
            Finding::at(file, name.span().start().line, reason)
        }));
    }
    found
}

/// Structs that hold a unit next to their numbers.
struct Carriers(BTreeSet<String>);

impl<'ast> Visit<'ast> for Carriers {
    fn visit_item_struct(&mut self, item: &'ast syn::ItemStruct) {
        let of_unit = |name: &str| listed(UNIT_TYPES, name) || UNIT_TYPES.contains(&name);
        if item
            .fields
            .iter()
            .any(|field| field.ident.is_some() && last_name(&field.ty).is_some_and(|name| of_unit(&name.to_string())))
        {
            self.0.insert(item.ident.to_string());
        }
    }
}

/// Collects public numbers whose names give no unit.
struct Numbers<'a> {
    carriers: &'a BTreeSet<String>,
    unit_beside: bool,
    nameless: Vec<Ident>,
}

impl Numbers<'_> {
    fn number(&mut self, visibility: &Visibility, name: &Ident, of: &Type, unit_beside: bool) {
        let public = matches!(visibility, Visibility::Public(_));
        if public && holds_number(of) && !says_unit(&name.to_string(), unit_beside) {
            self.nameless.push(name.clone());
        }
    }

    fn function(&mut self, visibility: &Visibility, signature: &Signature) {
        let ReturnType::Type(_, of) = &signature.output else { return };
        let among_arguments = signature.inputs.iter().any(|argument| match argument {
            FnArg::Typed(typed) => {
                last_name(&typed.ty).is_some_and(|name| UNIT_TYPES.contains(&name.to_string().as_str()))
            }
            FnArg::Receiver(_) => false,
        });
        self.number(visibility, &signature.ident, of, self.unit_beside || among_arguments);
    }
}

impl<'ast> Visit<'ast> for Numbers<'_> {
    fn visit_item_struct(&mut self, item: &'ast syn::ItemStruct) {
        let unit_beside = self.carriers.contains(&item.ident.to_string());
        for field in &item.fields {
            if let Some(name) = &field.ident {
                self.number(&field.vis, name, &field.ty, unit_beside);
            }
        }
    }

    fn visit_item_impl(&mut self, item: &'ast syn::ItemImpl) {
        let carries = last_name(&item.self_ty).is_some_and(|name| self.carriers.contains(&name.to_string()));
        let before = std::mem::replace(&mut self.unit_beside, carries);
        syn::visit::visit_item_impl(self, item);
        self.unit_beside = before;
    }

    fn visit_impl_item_fn(&mut self, item: &'ast syn::ImplItemFn) {
        self.function(&item.vis, &item.sig);
    }

    fn visit_item_fn(&mut self, item: &'ast syn::ItemFn) {
        self.function(&item.vis, &item.sig);
    }

    fn visit_item_const(&mut self, item: &'ast syn::ItemConst) {
        self.number(&item.vis, &item.ident, &item.ty, false);
    }

    fn visit_item_static(&mut self, item: &'ast syn::ItemStatic) {
        self.number(&item.vis, &item.ident, &item.ty, false);
    }
}

/// The name of a type without its path and without references.
fn last_name(of: &Type) -> Option<&Ident> {
    match of {
        Type::Path(path) => path.path.segments.last().map(|segment| &segment.ident),
        Type::Reference(reference) => last_name(&reference.elem),
        _ => None,
    }
}

/// Whether a type is a bare number, or one in an `Option`, a `Vec` or the like. A function that returns a number is not
/// one, and a type of ours around a number gives its meaning.
fn holds_number(of: &Type) -> bool {
    match of {
        Type::Path(path) => path.path.segments.last().is_some_and(|segment| {
            let name = segment.ident.to_string();
            match &segment.arguments {
                PathArguments::None => name == "f64" || name == "f32",
                PathArguments::AngleBracketed(arguments) => {
                    listed(CONTAINERS, &name) && arguments.args.iter().any(holds)
                }
                PathArguments::Parenthesized(_) => false,
            }
        }),
        Type::Reference(reference) => holds_number(&reference.elem),
        Type::Slice(slice) => holds_number(&slice.elem),
        Type::Array(array) => holds_number(&array.elem),
        Type::Paren(paren) => holds_number(&paren.elem),
        Type::Tuple(tuple) => tuple.elems.iter().any(holds_number),
        Type::ImplTrait(of) => of.bounds.iter().any(|bound| match bound {
            syn::TypeParamBound::Trait(bound) => bound.path.segments.last().is_some_and(|segment| {
                matches!(&segment.arguments, PathArguments::AngleBracketed(arguments)
                    if listed(CONTAINERS, &segment.ident.to_string()) && arguments.args.iter().any(holds))
            }),
            _ => false,
        }),
        _ => false,
    }
}

fn holds(argument: &GenericArgument) -> bool {
    match argument {
        GenericArgument::Type(of) => holds_number(of),
        GenericArgument::AssocType(of) => holds_number(&of.ty),
        _ => false,
    }
}

fn says_unit(name: &str, unit_beside: bool) -> bool {
    let name = name.to_ascii_lowercase();
    name.split('_').any(|word| listed(UNIT_WORDS, word) || (unit_beside && listed(PLAIN_WORDS, word)))
}

fn allowed(path: &str, name: &str) -> bool {
    ALLOWED.iter().any(|(place, item, _reason)| path.starts_with(place) && (*item == "*" || *item == name))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(code: &str) -> Vec<String> {
        let file = Source::read("model/src/run/power.rs", code).unwrap();
        nameless(&[file]).into_iter().map(|finding| finding.reason).collect()
    }

    #[test]
    fn numbers_that_say_their_unit_hold() {
        for code in [
            "pub struct A { pub facility_watts: f64, pub cost_usd: Option<f64> }",
            "pub const MEAN_HOURS_IN_MONTH: f64 = 730.5;",
            "impl A { pub fn price_per_chip_hour(&self) -> f64 { 0.0 } }",
            "pub struct Fact { pub value: f64, pub unit: Unit, pub low: Option<f64> }",
            "pub struct Row { pub unit: Unit }\nimpl Row { pub fn default_value(self) -> f64 { 0.0 } }",
            "pub fn base_value(of: &str, unit: Unit) -> f64 { 0.0 }",
            "pub struct A { pub price: Fact, pub chips: u32, pub(crate) odd: f64, odder: f64 }",
            "pub struct A { pub curve: fn(f64) -> f64, pub size: u8 }",
            "pub fn of(self_: A) -> Money { Money(0.0) }",
            "pub struct A { pub sheet: Sheet<f64> }\npub fn b() -> Option<Box<Sheet<f64>>> { None }",
            "pub struct Setting { pub input: ParameterId, pub value: f64 }",
            "impl A { pub fn shown(&self, series: SeriesId) -> Option<&[f64]> { None } }",
            "#[cfg(test)]\nmod tests { pub fn odd() -> f64 { 0.0 } }",
        ] {
            assert_eq!(names(code), Vec::<String>::new(), "{code}");
        }
    }

    #[test]
    fn numbers_that_do_not_are_named() {
        for (code, name) in [
            ("pub struct A { pub size: f64 }", "size"),
            ("pub fn pairs() -> Vec<(Month, f64)> { a() }", "pairs"),
            ("pub fn size(sheet: &Sheet<f64>) -> f64 { 0.0 }", "size"),
            ("pub fn sizes() -> impl Iterator<Item = f64> { a() }", "sizes"),
            ("pub struct A { pub chips: u32, pub sizes: Vec<f64>, }", "sizes"),
            ("pub struct A { pub value: f64 }", "value"),
            ("pub const BIG: f64 = 1.0;", "BIG"),
            ("pub static TABLE: [f64; 2] = [1.0, 2.0];", "TABLE"),
            ("pub const fn size(a: u8, b: (u8, u8)) -> f64 { 0.0 }", "size"),
            ("pub fn size<T: Into<f64>>(a: T) -> Option<f64> where T: Copy { None }", "size"),
            ("pub struct Row { pub unit: Unit }\npub struct B { pub value: f64 }", "value"),
        ] {
            let found = names(code);
            assert_eq!(found.len(), 1, "{code}: {found:?}");
            assert!(found[0].starts_with(&format!("`{name}`")), "{found:?}");
        }
    }

    #[test]
    fn what_is_let_pass_has_a_reason() {
        assert!(ALLOWED.iter().all(|(_, _, reason)| reason.len() > 10));
        assert!(allowed("model/src/run/number.rs", "exp") && !allowed("model/src/run/power.rs", "exp"));
    }
}
