//! Notes and a story in a link: a part for each note, one for each step, and one for the step that is displayed.

use super::letters::{read_text, write_text};
use super::own_chip::{self, OWN_CHIP};
use super::{BETWEEN_INPUTS, BETWEEN_PARTS, LinkFault, read_input, scenario_of, written};
use crate::inputs::input::ParameterId;
use crate::share::shown::{FigureCode, Shown};
use crate::share::told::{Place, Told};

/// The first letter of the part of a note.
pub(super) const NOTE: char = 'N';
/// The first letter of the part of a step.
pub(super) const STEP: char = 'P';
/// The first letter of the part that says which step is displayed.
pub(super) const AT: char = 'G';

/// The first letter of the text of a note or a step, which is the last item of its part.
const TEXT: char = 'T';
/// The first letter of the item that says how a step is displayed.
const SHOWN: char = 'S';
/// First letters of the place of a note: an input's code, a month, a figure's id.
const INPUT: char = 'i';
const MONTH: char = 'm';
const FIGURE: char = 'f';

/// Writes these parts; an empty text if there are neither notes nor a story.
pub(super) fn write(told: &Told) -> String {
    let mut body = String::new();
    for note in told.notes() {
        let place = match note.place() {
            Place::Input(input) => format!("{INPUT}{}", input.code()),
            Place::Month(month) => format!("{MONTH}{month}"),
            Place::Figure(figure) => format!("{FIGURE}{}", figure.text()),
        };
        body += &format!("{BETWEEN_PARTS}{NOTE}{place}{BETWEEN_INPUTS}{TEXT}{}", write_text(note.text()));
    }
    for step in told.story() {
        body += &format!("{BETWEEN_PARTS}{STEP}{}", written(&step.scenario));
        let shown = step.shown().code();
        if !shown.is_empty() {
            body += &format!("{BETWEEN_INPUTS}{SHOWN}{shown}");
        }
        if !step.caption().is_empty() {
            body += &format!("{BETWEEN_INPUTS}{TEXT}{}", write_text(step.caption()));
        }
    }
    if let Some(step) = told.at() {
        body += &format!("{BETWEEN_PARTS}{AT}{step}");
    }
    body
}

/// Reads a note as [`write`] writes it; `None` if it would be written otherwise: each document has one link.
pub(super) fn note(told: &mut Told, rest: &str) -> Option<()> {
    let (place, text) = rest.split_once(&format!("{BETWEEN_INPUTS}{TEXT}"))?;
    let kind = place.chars().next()?;
    let place = place.get(kind.len_utf8()..)?;
    let place = match kind {
        INPUT => Place::Input(ParameterId::parse_code(place)?),
        MONTH => Place::month(whole(place)?)?,
        FIGURE => Place::Figure(FigureCode::parse(place)?),
        _ => return None,
    };
    let text = read_text(text)?;
    let is_new = told.note_at(&place).is_none();
    (is_new && told.pin(place.clone(), &text) && told.note_at(&place)?.text() == text).then_some(())
}

/// Reads a step. `false` if there is no room for it, or if it would be written otherwise.
pub(super) fn step(told: &mut Told, rest: &str) -> Result<bool, LinkFault> {
    let mut items = rest.split(BETWEEN_INPUTS).peekable();
    let code = items.next().unwrap_or_default();
    let (mut scenario, mut last) = (scenario_of(code)?, None);
    while let Some(item) = items.next_if(|item| !item.starts_with([OWN_CHIP, SHOWN, TEXT])) {
        let input = read_input(&mut scenario, item, &mut last)?;
        if !scenario.is_changed(input) {
            return Ok(false);
        }
    }
    if own_chip::item(&mut scenario, &mut items).is_err() {
        return Ok(false);
    }
    let shown = match items.next_if(|item| item.starts_with(SHOWN)) {
        None => Shown::Explore,
        Some(item) => match item.strip_prefix(SHOWN).and_then(Shown::parse_code) {
            Some(Shown::Brief) => Shown::Brief,
            _ => return Ok(false),
        },
    };
    let caption = match items.next() {
        None => String::new(),
        Some(item) => match item.strip_prefix(TEXT).and_then(read_text) {
            Some(text) => text,
            None => return Ok(false),
        },
    };
    let added = items.next().is_none() && told.add_step(&scenario, &shown, &caption);
    Ok(added && told.story().last().is_some_and(|step| step.caption() == caption))
}

/// Reads which step is displayed; `None` if it does not exist.
pub(super) fn at(told: &mut Told, rest: &str) -> Option<()> {
    let step = usize::from(whole(rest)?);
    told.go_to(Some(step));
    (told.at() == Some(step)).then_some(())
}

/// Reads a whole number; `None` if it would be written otherwise.
fn whole(text: &str) -> Option<u16> {
    let number: u16 = text.parse().ok()?;
    (number.to_string() == text).then_some(number)
}
