//! A chart as it stands on the page, as a drawing of its own: what is drawn, and every word where it stands.

use maud::{Markup, PreEscaped, html};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    Blob, BlobPropertyBag, CanvasRenderingContext2d, CssStyleDeclaration, DomRect, Element, HtmlCanvasElement,
    HtmlImageElement, Node, Range, Text, Url, XmlSerializer,
};

/// The types of what is made.
pub(super) const SVG: &str = "image/svg+xml";
pub(super) const PNG: &str = "image/png";

/// Parts of a chart that are there for a reader who is on the page.
const LEFT_OUT: &str = ".values, .for-screen-readers, .crosshair, .quiet";
/// Space around, CSS pixels.
const MARGIN: f64 = 24.0;
/// Lines below the chart: their size, their distance and how wide one of their letters is at most.
const FOOT: f64 = 11.0;
const FOOT_LINE: f64 = 16.0;
const FOOT_LETTER: f64 = 6.2;
/// Pixels of a picture for each CSS pixel.
const FINENESS: f64 = 2.0;
/// Where in the height of a line its letters stand.
const BASELINE: f64 = 0.79;

/// A chart as an SVG.
pub(super) struct Drawing {
    /// What its file is called, after the scenario.
    pub(super) name: String,
    /// All of it.
    pub(super) svg: String,
    width: f64,
    height: f64,
}

/// Draws a chart with some lines below it.
pub(super) fn of(figure: &Element, below: &[String]) -> Result<Drawing, String> {
    let frame = figure.get_bounding_client_rect();
    let mut painter = Painter { left: frame.left(), top: frame.top(), bottom: frame.top(), drawn: Vec::new() };
    painter.element(figure);
    // A hidden chart has no width, but a file has.
    let width = frame.width().max(160.0);
    let letters = (width / FOOT_LETTER) as usize;
    let lines: Vec<String> = below.iter().flat_map(|line| wrapped(line, letters)).collect();
    let ink = style(figure).map(|style| of_style(&style, "color")).unwrap_or_default();
    let paper = super::document().and_then(|document| document.document_element()).and_then(|root| style(&root));
    let paper = paper.map(|style| of_style(&style, "background-color")).unwrap_or_default();
    let below_all = painter.bottom - painter.top;
    for (place, line) in lines.iter().enumerate() {
        let y = below_all + MARGIN + FOOT_LINE * place as f64;
        painter.drawn.push(html! {
            text x="0" y=(round(y)) font-size=(FOOT) font-family="sans-serif" fill=(ink) fill-opacity="0.72" { (line) }
        });
    }
    let (width, height) = (width + 2.0 * MARGIN, below_all + FOOT_LINE * lines.len() as f64 + 2.5 * MARGIN);
    let (width, height) = (width.ceil(), height.ceil());
    let words = |css: &str| figure.query_selector(css).ok().flatten().and_then(|words| words.text_content());
    let title = words("h3").unwrap_or_default();
    // What is measured stays what it is when the finding changes.
    let measure = words(".measure").unwrap_or_default();
    let svg = html! {
        svg xmlns="http://www.w3.org/2000/svg" width=(width) height=(height) viewBox={ "0 0 " (width) " " (height) } {
            title { (title) }
            rect width=(width) height=(height) fill=(paper) {}
            g transform={ "translate(" (MARGIN) " " (MARGIN) ")" } { @for one in &painter.drawn { (one) } }
        }
    };
    Ok(Drawing { name: file_name(&measure), svg: svg.into_string(), width, height })
}

/// Words as part of a file's name: the first ones.
fn file_name(words: &str) -> String {
    let words = words.split([',', ':', ';', '.']).next().unwrap_or_default();
    let words = words.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    let name: Vec<String> = words.take(4).map(str::to_lowercase).collect();
    if name.is_empty() { "chart".to_owned() } else { name.join("-") }
}

/// A line in pieces of at most so many letters.
fn wrapped(line: &str, letters: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    let mut used = 0;
    for word in line.split_inclusive(' ') {
        let long = word.chars().count();
        if used > 0 && used + long > letters {
            lines.push(String::new());
            used = 0;
        }
        for letter in word.chars() {
            if used == letters.max(1) {
                lines.push(String::new());
                used = 0;
            }
            if let Some(last) = lines.last_mut() {
                last.push(letter);
            }
            used += 1;
        }
    }
    lines
}

fn round(value: f64) -> f64 {
    (value * 100.0).round() / 100.0
}

fn style(element: &Element) -> Option<CssStyleDeclaration> {
    web_sys::window()?.get_computed_style(element).ok()?
}

fn of_style(style: &CssStyleDeclaration, name: &str) -> String {
    style.get_property_value(name).unwrap_or_default()
}

/// A length of a style, CSS pixels; 0 where there is none.
fn pixels(style: &CssStyleDeclaration, name: &str) -> f64 {
    of_style(style, name).trim_end_matches("px").parse().unwrap_or(0.0)
}

/// A colour as every program reads it, and how opaque it is. `None` where nothing would be seen.
fn colour(css: &str) -> Option<(String, f64)> {
    let numbers = css.split(|c: char| !(c.is_ascii_digit() || c == '.' || c == 'e' || c == '-'));
    let numbers: Vec<f64> = numbers.filter_map(|number| number.parse().ok()).collect();
    let opacity = numbers.get(3).copied().unwrap_or(1.0);
    let [red, green, blue] = numbers.get(..3)?.try_into().ok()?;
    // `color(srgb …)` counts to 1, `rgb(…)` to 255.
    let scale = if css.starts_with("color") { 255.0 } else { 1.0 };
    let [red, green, blue] = [red, green, blue].map(|part: f64| (part * scale).round());
    (opacity > 0.0).then(|| (format!("rgb({red},{green},{blue})"), opacity))
}

/// The last colour that a picture of a style is painted with.
fn last_colour(image: &str) -> Option<&str> {
    let from = image.rfind("rgb(")?;
    image[from..].split_inclusive(')').next()
}

/// Paints what stands in a frame.
struct Painter {
    left: f64,
    top: f64,
    /// The lowest point that was painted.
    bottom: f64,
    drawn: Vec<Markup>,
}

impl Painter {
    fn element(&mut self, element: &Element) {
        let Some(style) = style(element) else { return };
        let hidden = of_style(&style, "display") == "none" || of_style(&style, "visibility") == "hidden";
        if hidden || element.matches(LEFT_OUT).unwrap_or(false) {
            return;
        }
        let at = element.get_bounding_client_rect();
        if element.local_name() == "svg" {
            return self.svg(element, &at);
        }
        self.ground(element, &style, &at);
        let children = element.child_nodes();
        for place in 0..children.length() {
            let Some(child) = children.get(place) else { continue };
            match child.node_type() {
                Node::ELEMENT_NODE => {
                    if let Some(child) = child.dyn_ref() {
                        self.element(child);
                    }
                }
                Node::TEXT_NODE => {
                    if let Some(text) = child.dyn_ref() {
                        self.text(text, &style);
                    }
                }
                _ => {}
            }
        }
    }

    fn rectangle(&mut self, x: f64, y: f64, width: f64, height: f64, css: &str) {
        if let Some((fill, opacity)) = colour(css).filter(|_| width > 0.0 && height > 0.0) {
            self.bottom = self.bottom.max(y + height);
            let [x, y] = [x - self.left, y - self.top].map(round);
            self.drawn.push(html! {
                rect x=(x) y=(y) width=(round(width)) height=(round(height)) fill=(fill) fill-opacity=(opacity) {}
            });
        }
    }

    /// Ground and lines of an element.
    fn ground(&mut self, element: &Element, style: &CssStyleDeclaration, at: &DomRect) {
        self.rectangle(at.left(), at.top(), at.width(), at.height(), &of_style(style, "background-color"));
        for (side, width, height) in [("left", None, Some(at.height())), ("top", Some(at.width()), None)] {
            let line = pixels(style, &format!("border-{side}-width"));
            let css = of_style(style, &format!("border-{side}-color"));
            self.rectangle(at.left(), at.top(), width.unwrap_or(line), height.unwrap_or(line), &css);
        }
        self.image(style, at.left(), at.top(), at.width(), at.height());
        // Marks of what binds stand before their words.
        let before = || web_sys::window()?.get_computed_style_with_pseudo_elt(element, "::before").ok()?;
        if let Some(mark) = before().filter(|mark| of_style(mark, "content") == "\"\"") {
            let [left, top, width, height] = ["left", "top", "width", "height"].map(|name| pixels(&mark, name));
            self.image(&mark, at.left() + left, at.top() + top, width, height);
        }
    }

    /// A ground that is painted with a pattern, in its colour; one that fills only the lowest pixels fills these.
    fn image(&mut self, style: &CssStyleDeclaration, left: f64, top: f64, width: f64, height: f64) {
        let image = of_style(style, "background-image");
        let Some(css) = last_colour(&image) else { return };
        let sizes = of_style(style, "background-size");
        let last = sizes.rsplit([' ', ',']).next().unwrap_or_default();
        let filled = match of_style(style, "background-repeat").ends_with("no-repeat") {
            true => last.strip_suffix("px").and_then(|pixels| pixels.parse().ok()).unwrap_or(height),
            false => height,
        };
        self.rectangle(left, top + height - filled, width, filled, css);
    }

    /// A drawing within the chart, where it stands.
    fn svg(&mut self, drawn: &Element, at: &DomRect) {
        let Some(copy) = drawn.clone_node_with_deep(true).ok().and_then(|copy| copy.dyn_into::<Element>().ok()) else {
            return;
        };
        self.bottom = self.bottom.max(at.bottom());
        let place =
            [("x", at.left() - self.left), ("y", at.top() - self.top), ("width", at.width()), ("height", at.height())];
        for (name, value) in place {
            let _ = copy.set_attribute(name, &round(value).to_string());
        }
        let written = XmlSerializer::new().and_then(|serializer| serializer.serialize_to_string(&copy));
        self.drawn.extend(written.ok().map(|svg| html! { (PreEscaped(svg)) }));
    }

    /// Words, line by line, where they stand.
    fn text(&mut self, text: &Text, style: &CssStyleDeclaration) {
        let letters: Vec<u16> = text.data().encode_utf16().collect();
        let blank = |letter: u16| matches!(letter, 0x20 | 0x9 | 0xA | 0xD);
        let mut line: Option<(u32, u32, DomRect)> = None;
        let mut start = 0;
        while start < letters.len() {
            let word = letters[start..].iter().take_while(|letter| !blank(**letter)).count();
            if let Some(at) = (word > 0).then(|| place_of(text, start, start + word)).flatten() {
                line = match line.take() {
                    Some((first, _, before)) if (before.top() - at.top()).abs() < 2.0 => {
                        Some((first, (start + word) as u32, before))
                    }
                    before => {
                        self.line(text, style, before);
                        Some((start as u32, (start + word) as u32, at))
                    }
                };
            }
            start += word.max(1);
        }
        self.line(text, style, line);
    }

    fn line(&mut self, text: &Text, style: &CssStyleDeclaration, line: Option<(u32, u32, DomRect)>) {
        let Some((start, end, _)) = line else { return };
        let Some(at) = place_of(text, start as usize, end as usize) else { return };
        let Ok(words) = text.substring_data(start, end - start) else { return };
        let Some((fill, opacity)) = colour(&of_style(style, "color")).filter(|_| at.width() > 0.0) else { return };
        self.bottom = self.bottom.max(at.bottom());
        let (anchor, x) = match of_style(style, "text-align").as_str() {
            "right" | "end" => ("end", at.right()),
            "center" => ("middle", at.left() + at.width() / 2.0),
            _ => ("start", at.left()),
        };
        let (x, y) = (round(x - self.left), round(at.top() - self.top + at.height() * BASELINE));
        self.drawn.push(html! {
            text x=(x) y=(y) text-anchor=(anchor) fill=(fill) fill-opacity=(opacity)
                font-size=(pixels(style, "font-size")) font-weight=(of_style(style, "font-weight"))
                font-family=(of_style(style, "font-family")) { (words) }
        });
    }
}

/// Where letters of a text stand.
fn place_of(text: &Text, start: usize, end: usize) -> Option<DomRect> {
    let range = Range::new().ok()?;
    range.set_start(text, start as u32).ok()?;
    range.set_end(text, end as u32).ok()?;
    Some(range.get_bounding_client_rect()).filter(|at| at.width() > 0.0)
}

impl Drawing {
    /// The same as a picture.
    pub(super) async fn png(&self) -> Result<Blob, String> {
        let fault = |_: JsValue| "The browser could not make a picture of it.".to_owned();
        let options = BlobPropertyBag::new();
        options.set_type(SVG);
        let parts = js_sys::Array::of1(&JsValue::from_str(&self.svg));
        let blob = Blob::new_with_str_sequence_and_options(&parts, &options).map_err(fault)?;
        let url = Url::create_object_url_with_blob(&blob).map_err(fault)?;
        let image = HtmlImageElement::new().map_err(fault)?;
        image.set_src(&url);
        let decoded = JsFuture::from(image.decode()).await;
        let _ = Url::revoke_object_url(&url);
        decoded.map_err(fault)?;
        let canvas = super::document().and_then(|document| document.create_element("canvas").ok());
        let canvas: HtmlCanvasElement =
            canvas.and_then(|canvas| canvas.dyn_into().ok()).ok_or_else(|| fault(JsValue::NULL))?;
        let (width, height) = (self.width * FINENESS, self.height * FINENESS);
        canvas.set_width(width as u32);
        canvas.set_height(height as u32);
        let context = canvas.get_context("2d").map_err(fault)?;
        let context: CanvasRenderingContext2d =
            context.and_then(|context| context.dyn_into().ok()).ok_or_else(|| fault(JsValue::NULL))?;
        context.draw_image_with_html_image_element_and_dw_and_dh(&image, 0.0, 0.0, width, height).map_err(fault)?;
        let made = js_sys::Promise::new(&mut |done, failed| {
            let give = Closure::once_into_js(move |blob: JsValue| {
                let _ = if blob.is_null() { &failed } else { &done }.call1(&JsValue::NULL, &blob);
            });
            let _ = canvas.to_blob(give.unchecked_ref());
        });
        JsFuture::from(made).await.and_then(|blob| blob.dyn_into()).map_err(fault)
    }
}
