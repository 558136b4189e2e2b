//! Layout in wide and narrow windows, light and dark colours, legible text, and visible keyboard focus.

use journeys::{Page, Role, Window, first_with, journey_in};
use model::inputs::kinds::Group;
use serde_json::{Value, json};

/// The smallest allowed text, CSS pixels.
const LEAST: f64 = 12.0;

/// Visible texts below the smallest allowed size. Text in a drawing is measured at its size on the screen.
const SMALL: &str = r"
const small = [];
const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
for (let text; (text = texts.nextNode()); ) {
  const e = text.parentElement;
  if (!text.data.trim() || ['SCRIPT', 'STYLE', 'NOSCRIPT', 'OPTION', 'TITLE'].includes(e.tagName.toUpperCase())) continue;
  if (!e.checkVisibility({ visibilityProperty: true, opacityProperty: true })) continue;
  const box = e.getBoundingClientRect();
  if (box.width <= 1 || box.height <= 1) continue;
  const scale = e.getScreenCTM ? Math.abs(e.getScreenCTM().d) : 1;
  const size = parseFloat(getComputedStyle(e).fontSize) * scale;
  if (size < arguments[0] - 0.05) small.push(`${size.toFixed(1)} px: ${text.data.trim().slice(0, 40)}`);
}
return [...new Set(small)];
";

/// Texts that are cut off: in a drawing by its edge, elsewhere by an element that hides its overflow.
const CUT: &str = r"
const cut = [];
for (const text of document.querySelectorAll('svg text')) {
  const svg = text.ownerSVGElement;
  if (!svg.checkVisibility() || getComputedStyle(svg).overflow === 'visible') continue;
  const box = text.getBoundingClientRect(), frame = svg.getBoundingClientRect();
  if (box.left < frame.left - 1 || box.right > frame.right + 1) cut.push(`${text.textContent.trim()}, in a drawing`);
}
for (const e of document.body.querySelectorAll('*')) {
  if (e.closest('svg') || ['INPUT', 'SELECT'].includes(e.tagName) || !e.innerText || !e.checkVisibility()) continue;
  const hides = ['hidden', 'clip'].includes(getComputedStyle(e).overflowX);
  if (hides && e.clientWidth > 1 && e.scrollWidth > e.clientWidth + 1) cut.push(e.innerText.trim().slice(0, 40));
}
return [...new Set(cut)];
";

/// Texts with too little contrast to their background: below 4.5 by the formula of WCAG 2. Backgrounds that are not
/// opaque are ignored in favour of the first opaque one behind them.
const PALE: &str = r"
const probe = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
const known = new Map();
const rgba = colour => {
  if (!known.has(colour)) {
    probe.clearRect(0, 0, 1, 1);
    probe.fillStyle = colour;
    probe.fillRect(0, 0, 1, 1);
    known.set(colour, [...probe.getImageData(0, 0, 1, 1).data]);
  }
  return known.get(colour);
};
const luminance = ([r, g, b]) => {
  const linear = c => (c /= 255) <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
  return 0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b);
};
const ground = (e, x, y) => {
  for (; e; e = e.parentElement) {
    const colour = rgba(getComputedStyle(e).backgroundColor), box = e.getBoundingClientRect();
    const behind = x >= box.left && x <= box.right && y >= box.top && y <= box.bottom;
    if (colour[3] === 255 && (behind || e === document.body || e === document.documentElement)) return colour;
  }
  return [255, 255, 255, 255];
};
const pale = [];
const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
for (let text; (text = texts.nextNode()); ) {
  const e = text.parentElement;
  // What cannot be pressed now may be pale.
  if (e.closest(':disabled')) continue;
  if (!text.data.trim() || ['SCRIPT', 'STYLE', 'NOSCRIPT', 'OPTION', 'TITLE'].includes(e.tagName.toUpperCase())) continue;
  if (!e.checkVisibility({ visibilityProperty: true, opacityProperty: true })) continue;
  const box = e.getBoundingClientRect();
  if (box.width <= 1 || box.height <= 1) continue;
  const style = getComputedStyle(e);
  const [dark, light] = [luminance(rgba(e.closest('svg') ? style.fill : style.color)), luminance(ground(e, box.x + box.width / 2, box.y + box.height / 2))]
    .sort((a, b) => a - b);
  const contrast = (light + 0.05) / (dark + 0.05);
  if (contrast < 4.5) pale.push(`${contrast.toFixed(1)}: ${text.data.trim().slice(0, 40)}`);
}
return [...new Set(pale)];
";

/// Scrolls through the whole page, because drawings out of sight are not updated until they come into sight.
const LEAF_THROUGH: &str = r"
return (async () => {
  for (let y = 0; y < document.documentElement.scrollHeight; y += innerHeight / 2) {
    scrollTo({ top: y, behavior: 'instant' });
    await new Promise(next => requestAnimationFrame(() => setTimeout(next, 30)));
  }
  scrollTo({ top: 0, behavior: 'instant' });
})()";

/// The width of the page, and elements that stick out to its right without being scrolled or clipped by a parent.
const WIDER: &str = r"
const wide = [...document.body.querySelectorAll('*')].filter(e => {
  if (e.getBoundingClientRect().right <= arguments[0] + 0.5 || !e.checkVisibility()) return false;
  for (let p = e.parentElement; p && p !== document.body; p = p.parentElement) {
    if (getComputedStyle(p).overflowX !== 'visible') return false;
  }
  return true;
});
return [document.documentElement.scrollWidth, wide.slice(0, 5).map(e => `${e.tagName}.${e.getAttribute('class')}`)];
";

/// The brightness of the page's background and of its heading, 0 to 255.
const COLOURS: &str = r"
const probe = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
const light = colour => {
  probe.fillStyle = colour;
  probe.fillRect(0, 0, 1, 1);
  const [r, g, b] = probe.getImageData(0, 0, 1, 1).data;
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
};
const solid = [document.body, document.documentElement].map(e => getComputedStyle(e).backgroundColor)
  .find(colour => colour !== 'rgba(0, 0, 0, 0)') || '#ffffff';
return [light(solid), light(getComputedStyle(document.querySelector('h1')).color)];
";

/// Checks that the page fits its window, and that no text is too small, cut off or too pale.
#[track_caller]
fn fits_and_can_be_read(page: &Page, when: &str) {
    let width = page.window().width;
    page.script(LEAF_THROUGH, &[]);
    let seen = page.script(WIDER, &[json!(width)]);
    assert!(seen[0].as_u64() <= Some(u64::from(width)), "{when}: scrolls sideways: {seen}");
    let (small, cut) = (page.script(SMALL, &[json!(LEAST)]), page.script(CUT, &[]));
    let pale = page.script(PALE, &[]);
    let found =
        [("sticks out", &seen[1]), ("is too small to read", &small), ("is cut off", &cut), ("is too pale", &pale)];
    let found: Vec<_> = found.into_iter().filter(|(_, what)| **what != json!([])).collect();
    assert!(found.is_empty(), "{when}, {width} px wide: {found:#?}");
}

#[track_caller]
fn is_dark(page: &Page) -> bool {
    let colours = page.script(COLOURS, &[]);
    let (ground, text) = (colours[0].as_f64().unwrap_or_default(), colours[1].as_f64().unwrap_or_default());
    assert!((ground - text).abs() > 120.0, "text can hardly be told from its ground: {colours}");
    ground < text
}

fn walk_through(page: &Page) {
    page.shows(&first_with(&[]));
    for (dark, button) in [(false, "Dark colours"), (true, "Light colours")] {
        assert_eq!(is_dark(page), dark);
        let when = if dark { "dark" } else { "light" };
        fits_and_can_be_read(page, when);
        page.the(Role::Button, button).click();
        page.until_it_is("the colours", &!dark, || Ok(is_dark(page)));
    }
    for group in Group::ALL.into_iter().filter(|group| *group != Group::View) {
        page.open_group(group);
        fits_and_can_be_read(page, &format!("with {} open", group.name()));
    }
    page.unfold();
    for badge in ["PUE: official, show source", "GB300: Price: "] {
        page.open(&page.first_of(Role::Button, journeys::starting(badge)));
    }
    fits_and_can_be_read(page, "with sources open");
    if let Some(done) = page.every(Role::Button, "Done").pop() {
        done.click();
    }
    page.the(Role::Button, journeys::starting("Accelerators online: ")).click();
    page.the(Role::Dialog, journeys::starting("Accelerators online"));
    fits_and_can_be_read(page, "with an explanation open");
    page.press(&[journeys::Key::Escape]);
    for values in page.every(Role::Button, journeys::starting("Values of")) {
        page.open(&values);
    }
    fits_and_can_be_read(page, "with every table open");
}

#[test]
fn wide_light_and_dark() {
    journey_in("wide", Window::WIDE, "", walk_through);
}

#[test]
fn narrow_light_and_dark() {
    journey_in("narrow", Window::NARROW, "", walk_through);
}

/// The middle of one button or link of each look, where it is visible and not covered.
const BUTTONS: &str = r"
const seen = new Map();
for (const e of document.querySelectorAll('button:enabled, a[href]')) {
  const box = e.getBoundingClientRect(), x = box.x + box.width / 2, y = box.y + box.height / 2;
  const top = box.width && document.elementFromPoint(x, y);
  const look = `${e.className} ${e.parentElement.className} ${Object.keys(e.dataset)}`;
  if (top && e.contains(top) && !seen.has(look)) seen.set(look, [x, y]);
}
return [...seen.values()]";

#[test]
fn what_is_pointed_at_can_still_be_read() {
    journey_in("pointed at", Window::WIDE, "", |page| {
        page.shows(&first_with(&[]));
        for button in ["Dark colours", "Light colours"] {
            let places = page.script(BUTTONS, &[]);
            let places: Vec<_> = places.as_array().into_iter().flatten().cloned().collect();
            assert!(places.len() > 12, "only {places:?}");
            for place in places {
                let at = |axis: usize| place[axis].as_f64().expect("a number").round();
                page.session()
                    .act(&json!([{
                        "type": "pointer", "id": "mouse", "parameters": { "pointerType": "mouse" },
                        "actions": [{ "type": "pointerMove", "duration": 0, "x": at(0), "y": at(1) }],
                    }]))
                    .expect("a pointer");
                page.until_it_is("what is pale", &json!([]), || page.session().script(PALE, &[]));
            }
            page.the(Role::Button, button).click();
        }
    });
}

/// Tiles whose text is cut off at the bottom.
const CUT_BELOW: &str = "return [...document.querySelectorAll('.tile')]
  .filter(e => e.scrollHeight > e.clientHeight).map(e => e.innerText)";

#[test]
fn no_figure_loses_its_last_line() {
    for width in [1000, 1024, 1279, 1280, 1440] {
        journey_in(&format!("figures at {width}"), Window { width, height: 768 }, "", |page| {
            page.shows(&first_with(&[]));
            assert_eq!(page.script(CUT_BELOW, &[]), json!([]));
        });
    }
}

#[test]
fn a_tablet_is_neither() {
    journey_in("tablet", Window { width: 768, height: 1024 }, "", |page| {
        page.shows(&first_with(&[]));
        fits_and_can_be_read(page, "as it opens");
    });
}

#[test]
fn the_reader_s_choice_of_colours_stays() {
    journey_in("colours", Window::WIDE, "", |page| {
        page.shows(&first_with(&[]));
        // The system's preference holds until the reader chooses.
        for dark in [true, false] {
            page.prefer_dark(dark);
            page.reload();
            page.shows(&first_with(&[]));
            assert_eq!(is_dark(page), dark);
        }
        page.the(Role::Button, "Dark colours").click();
        page.until_it_is("the colours", &true, || Ok(is_dark(page)));
        page.reload();
        page.shows(&first_with(&[]));
        assert!(is_dark(page), "the choice is forgotten");
        page.the(Role::Button, "Light colours");
    });
}

#[test]
fn a_reader_without_a_mouse_gets_everywhere() {
    journey_in("tab", Window::WIDE, "", |page| {
        page.shows(&first_with(&[]));
        // Everything that can be pressed or moved has a name.
        let nameless = page.script(
            "return [...document.querySelectorAll('button, input, select, a[href], [tabindex]')]
               .filter(e => e.checkVisibility() && !e.ariaLabel && !e.innerText.trim()).map(e => e.outerHTML.slice(0, 80))",
            &[],
        );
        assert_eq!(nameless, json!([]));
        // A group that was opened is still open in this tab after a reload.
        page.open_group(Group::Deal);
        page.reload();
        page.shows(&first_with(&[]));
        // Tab reaches the baseline, a slider, a handle of the timeline, the as-of month and a chart, and the focused
        // element is marked.
        let mut passed = Vec::new();
        for _ in 0..250 {
            page.press(&[journeys::Key::Tab]);
            let here = page.script(
                "const e = document.activeElement, style = getComputedStyle(e), box = e.getBoundingClientRect();
                 const seen = style.outlineStyle !== 'none' || style.boxShadow !== 'none' || e.type === 'range';
                 return e === document.body ? null : [e.ariaLabel || e.innerText || e.tagName, seen, box.width > 0]",
                &[],
            );
            if here.is_null() {
                break;
            }
            let name = here[0].as_str().unwrap_or_default().to_owned();
            assert_eq!(here[1], Value::Bool(true), "nobody sees that {name:?} has the keyboard");
            passed.push(name);
        }
        for wanted in ["Baseline", "Pre-money valuation", "Full deployment complete", "As of"] {
            assert!(passed.iter().any(|name| name == wanted), "Tab does not come by {wanted:?}: {passed:#?}");
        }
        assert!(passed.iter().any(|name| name.starts_with("Accelerators online, month end")), "{passed:#?}");
    });
}
