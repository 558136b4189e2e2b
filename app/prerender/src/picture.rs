//! The pictures for link previews. The site's picture stands for every scenario, so it has no figures; the picture of a
//! baseline's page has the baseline's.

use anyhow::{Context, Result, bail};
use figures::advance::Font;
use figures::brief::brief;
use figures::sentences::headline;
use figures::span::plain;
use model::inputs::baselines::Baseline;
use model::inputs::scenario::Scenario;
use model::run::outcome::run;
use resvg::{tiny_skia, usvg};
use std::path::Path;

/// Liberation Sans, whose advance widths are those of Arial.
const FONT: &[u8] = include_bytes!("../../../assets/fonts/LiberationSans-Regular.ttf");
/// The usual size of previews, pixels.
const SIZE: (u32, u32) = (1200, 630);
const NAME: &str = "preview.png";

/// Writes a page's picture into its folder, and names it in the page by its absolute address. `address` is that of the
/// folder, with a slash at its end.
pub(crate) fn name_in(html: &str, address: &str, folder: &Path, svg: &str) -> Result<String> {
    std::fs::write(folder.join(NAME), png(svg)?).with_context(|| format!("{NAME} cannot be written"))?;
    let (title, description) = (between(html, "<title>", "</title>")?, described(html)?);
    let tag = |name: &str, value: &str| format!("<meta property=\"og:{name}\" content=\"{value}\">\n    ");
    let tags = [
        tag("type", "website"),
        tag("title", title),
        tag("description", description),
        tag("url", address),
        tag("image", &format!("{address}{NAME}")),
        tag("image:width", &SIZE.0.to_string()),
        tag("image:height", &SIZE.1.to_string()),
        tag("image:alt", title),
        "<meta name=\"twitter:card\" content=\"summary_large_image\">\n    ".to_owned(),
        format!("<link rel=\"canonical\" href=\"{address}\">\n  "),
    ];
    Ok(html.replacen("</head>", &format!("  {}</head>", tags.concat()), 1))
}

fn between<'a>(html: &'a str, start: &str, end: &str) -> Result<&'a str> {
    let found = html.split_once(start).and_then(|(_, after)| after.split_once(end));
    found.map(|(text, _)| text).with_context(|| format!("index.html has no {start}"))
}

fn described(html: &str) -> Result<&str> {
    between(html, "<meta name=\"description\" content=\"", "\"")
}

/// Renders an SVG as PNG.
fn png(svg: &str) -> Result<Vec<u8>> {
    let mut options = usvg::Options { font_family: "Liberation Sans".to_owned(), ..usvg::Options::default() };
    options.fontdb_mut().load_font_data(FONT.to_vec());
    let tree = usvg::Tree::from_str(svg, &options).context("The picture cannot be read")?;
    let Some(mut pixels) = tiny_skia::Pixmap::new(SIZE.0, SIZE.1) else { bail!("There is no room for the picture") };
    resvg::render(&tree, tiny_skia::Transform::identity(), &mut pixels.as_mut());
    pixels.encode_png().context("The picture cannot be written")
}

/// The picture of the site: its name under its logo, without figures.
pub(crate) fn neutral() -> String {
    let words = [
        text((96.0, 424.0), 88.0, INK, "Rackrate"),
        text((96.0, 488.0), 36.0, MUTED, "What a compute deal buys, month by month"),
    ];
    drawn(&format!("{}{}", sign((96.0, 120.0), 6.0), words.concat()))
}

/// The picture of a baseline: its name, the headline sentence, and three figures.
pub(crate) fn of_baseline(baseline: &'static Baseline) -> String {
    let scenario = Scenario::of(baseline);
    let outcome = run(&scenario);
    let brief = brief(&scenario, &outcome, &outcome);
    let mut inside = sign((LEFT, 48.0), 1.75);
    inside += &text((LEFT + 76.0, 86.0), 32.0, MUTED, &format!("Rackrate · {}", baseline.name));
    let says = spaces(&plain(&headline(&scenario, &outcome)));
    // The largest font size that leaves room for the figures below.
    let sizes = [46.0, 42.0, 38.0, 34.0, 30.0];
    let fit =
        |size: &f64| Font { size: *size, bold: false }.wrap(&says, WIDE).len() as f64 * size * LEADING <= SAYS_HIGH;
    let size = sizes.into_iter().find(fit).unwrap_or(26.0);
    for (line, words) in (Font { size, bold: false }).wrap(&says, WIDE).into_iter().enumerate() {
        inside += &text((LEFT, 132.0 + size + line as f64 * size * LEADING), size, INK, &words);
    }
    inside += &format!("<path d=\"M{LEFT} 462.5h{WIDE}\" stroke=\"{MUTED}\"/>");
    let fits = |size: f64, words: &str| Font { size, bold: false }.width(words) <= COLUMN;
    let all = |size: &f64| brief.figures.iter().all(|of| fits(*size, of.row().label));
    let label = [24.0, 22.0, 20.0].into_iter().find(all).unwrap_or(18.0);
    for (place, of) in brief.figures.into_iter().enumerate() {
        let left = LEFT + place as f64 * (WIDE / 3.0);
        inside += &text((left, 506.0), label, MUTED, of.row().label);
        match outcome.show(of) {
            Ok(shown) => {
                let shown = spaces(&shown.text());
                let size = [56.0, 44.0, 32.0].into_iter().find(|size| fits(*size, &shown)).unwrap_or(24.0);
                inside += &text((left, 572.0), size, INK, &shown);
            }
            // A reason why there is no value has room for two lines.
            Err(reason) => {
                for (line, words) in (Font { size: 24.0, bold: false }).wrap(reason, COLUMN).into_iter().enumerate() {
                    inside += &text((left, 548.0 + line as f64 * 24.0 * LEADING), 24.0, INK, &words);
                }
            }
        }
    }
    drawn(&inside)
}

/// The left edge and the width of texts, pixels.
const LEFT: f64 = 72.0;
const WIDE: f64 = 1056.0;
/// The width of each of the three figures, pixels.
const COLUMN: f64 = WIDE / 3.0 - 8.0;
/// The distance of lines in multiples of the font size, and the height available to the sentence, pixels.
const LEADING: f64 = 1.28;
const SAYS_HIGH: f64 = 310.0;

const INK: &str = "#1b1d21";
const MUTED: &str = "#5f636a";

fn drawn(inside: &str) -> String {
    let (width, height) = SIZE;
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" viewBox=\"0 0 {width} {height}\" \
         font-family=\"Liberation Sans\"><rect width=\"{width}\" height=\"{height}\" fill=\"#fbfaf7\"/>{inside}</svg>"
    )
}

fn sign((x, y): (f64, f64), scale: f64) -> String {
    format!(
        "<g transform=\"translate({x} {y}) scale({scale})\"><rect width=\"32\" height=\"32\" rx=\"6\" fill=\"#0b5c6b\"/>\
         <path d=\"M8 23h16M8 23V13M13.3 23v-6M18.6 23V11M24 23V7\" stroke=\"#fbfaf7\" stroke-width=\"3\" fill=\"none\" \
         stroke-linecap=\"round\"/></g>"
    )
}

fn text((x, y): (f64, f64), size: f64, colour: &str, words: &str) -> String {
    let words = crate::tree::escaped(words);
    format!("<text x=\"{x}\" y=\"{y}\" font-size=\"{size}\" fill=\"{colour}\">{words}</text>")
}

/// The font has no narrow spaces.
fn spaces(words: &str) -> String {
    words.replace(['\u{202f}', '\u{2009}'], "\u{a0}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_picture_has_words_in_it() {
        let ink = |png: &[u8]| {
            let pixels = tiny_skia::Pixmap::decode_png(png).unwrap();
            pixels.pixels().iter().filter(|pixel| pixel.red() < 64 && pixel.green() < 64).count()
        };
        let of_baseline = png(&of_baseline(Baseline::first())).unwrap();
        for png in [png(&neutral()).unwrap(), of_baseline] {
            assert_eq!(tiny_skia::Pixmap::decode_png(&png).unwrap().width(), SIZE.0);
            // Without its font only the logo would be drawn, which has none of this colour.
            assert!(ink(&png) > 2000, "{}", ink(&png));
        }
    }

    /// The picture that stands for every scenario has no figures; that of a baseline has the baseline's.
    #[test]
    fn no_picture_says_another_scenarios_figures() {
        let words = |svg: &str| {
            svg.split('<').filter_map(|part| part.split_once('>')).map(|(_, text)| text.to_owned()).collect::<Vec<_>>()
        };
        assert!(words(&neutral()).iter().all(|text| !text.contains(|c: char| c.is_ascii_digit())));
        for baseline in model::inputs::baselines::BASELINES {
            let scenario = Scenario::of(baseline);
            let outcome = run(&scenario);
            let said = words(&of_baseline(baseline)).join(" ").replace(['\u{a0}', ' '], "");
            for of in brief(&scenario, &outcome, &outcome).figures {
                let shown = outcome.show(of).map_or_else(str::to_owned, |shown| shown.text());
                let shown: String = shown.chars().filter(|c| !c.is_whitespace() && *c != '\u{202f}').collect();
                assert!(said.contains(&crate::tree::escaped(&shown)), "{shown} is not in {said}");
            }
        }
    }

    #[test]
    fn no_words_stick_out_of_their_place() {
        let number =
            |tag: &str, name: &str| between(tag, &format!(" {name}=\""), "\"").unwrap().parse::<f64>().unwrap();
        let mut measured = 0;
        for baseline in model::inputs::baselines::BASELINES {
            let svg = of_baseline(baseline);
            for (tag, words) in svg.split("<text").skip(1).filter_map(|part| part.split_once('>')) {
                let words = words.split('<').next().unwrap().replace("&amp;", "&");
                let end = number(tag, "x") + Font { size: number(tag, "font-size"), bold: false }.width(&words);
                // The three figures are side by side below the line.
                let column = ((number(tag, "x") - LEFT) / (WIDE / 3.0)).floor() + 1.0;
                let edge = if number(tag, "y") > 462.5 { LEFT + column * (WIDE / 3.0) } else { LEFT + WIDE };
                assert!(end <= edge && number(tag, "y") < 620.0, "{}: {words}", baseline.id);
                measured += 1;
            }
        }
        assert!(measured > 10 * model::inputs::baselines::BASELINES.len(), "{measured}");
    }

    #[test]
    fn it_is_named_by_its_whole_address() {
        let folder = std::env::temp_dir().join(format!("rackrate-preview-{}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        let page = "<head><title>A</title><meta name=\"description\" content=\"B\"></head>";
        let html = name_in(page, "https://example.org/x/", &folder, &neutral()).unwrap();
        assert!(html.contains("<meta property=\"og:image\" content=\"https://example.org/x/preview.png\">"), "{html}");
        assert!(folder.join(NAME).is_file());
        std::fs::remove_dir_all(&folder).unwrap();
    }
}
