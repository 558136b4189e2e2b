//! Wide and narrow, light and dark, and nothing too small to read.

use journeys::{Page, Role, Window, first_with, journey_in};
use model::parameters::Group;
use serde_json::{Value, json};

/// Smallest text that anybody should have to read, CSS pixels.
const LEAST: f64 = 12.0;

/// Texts that can be seen and are smaller, as they are drawn: a drawing's text counts at the drawing's size.
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

/// What sticks out to the right of the page, though nothing scrolls or clips it.
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

/// Background and text colour of the page, as numbers.
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

#[track_caller]
fn fits_and_can_be_read(page: &Page, when: &str) {
    let width = page.window().width;
    let seen = page.script(WIDER, &[json!(width)]);
    assert!(seen[0].as_u64() <= Some(u64::from(width)), "{when}: scrolls sideways: {seen}");
    assert_eq!(seen[1], json!([]), "{when}: sticks out");
    assert_eq!(page.script(SMALL, &[json!(LEAST)]), json!([]), "{when}: too small to read");
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
    page.open_other_accelerators();
    for badge in ["PUE: official, show source", "GB300: Price: "] {
        page.open(&page.first_of(Role::Button, journeys::starting(badge)));
    }
    fits_and_can_be_read(page, "with sources open");
    if let Some(done) = page.every(Role::Button, "Done").pop() {
        done.click();
    }
    page.the(Role::Button, journeys::starting("Accelerators online: ")).click();
    fits_and_can_be_read(page, "with a tile open");
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
        // What the system prefers, as long as nothing was chosen here.
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
        // Tab comes by the baseline, a slider, a handle of the timeline and a chart, and what has the keyboard shows it.
        let mut passed = Vec::new();
        for _ in 0..250 {
            page.press(&[journeys::Key::Tab]);
            let here = page.script(
                "const e = document.activeElement, style = getComputedStyle(e), box = e.getBoundingClientRect();
                 const seen = style.outlineStyle !== 'none' || style.boxShadow !== 'none' || e.type === 'range';
                 return [e.ariaLabel || e.innerText || e.tagName, seen, box.width > 0]",
                &[],
            );
            let name = here[0].as_str().unwrap_or_default().to_owned();
            assert_eq!(here[1], Value::Bool(true), "nobody sees that {name:?} has the keyboard");
            if name == "BODY" {
                break;
            }
            passed.push(name);
        }
        for wanted in ["Baseline", "Pre-money valuation", "Full deployment complete", "As of"] {
            assert!(passed.iter().any(|name| name == wanted), "Tab does not come by {wanted:?}: {passed:#?}");
        }
        assert!(passed.iter().any(|name| name.starts_with("Accelerators online, month end")), "{passed:#?}");
    });
}
