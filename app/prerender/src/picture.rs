//! The picture that link previews show: the name of the page over the neutral lines of its sign, without a figure.

use anyhow::{Context, Result, bail};
use resvg::{tiny_skia, usvg};
use std::path::Path;

/// Liberation Sans, whose letters are as wide as Arial's.
const FONT: &[u8] = include_bytes!("../../../assets/fonts/LiberationSans-Regular.ttf");
/// What previews are made for, pixels.
const SIZE: (u32, u32) = (1200, 630);
const NAME: &str = "preview.png";

/// Writes the picture and names it, by its whole address, in the page.
pub(crate) fn name_in(html: &str, site: &str, folder: &Path) -> Result<String> {
    std::fs::write(folder.join(NAME), png()?).with_context(|| format!("{NAME} cannot be written"))?;
    let (title, description) = (between(html, "<title>", "</title>")?, described(html)?);
    let tag = |name: &str, value: &str| format!("<meta property=\"og:{name}\" content=\"{value}\">\n    ");
    let tags = [
        tag("type", "website"),
        tag("title", title),
        tag("description", description),
        tag("url", site),
        tag("image", &format!("{site}{NAME}")),
        tag("image:width", &SIZE.0.to_string()),
        tag("image:height", &SIZE.1.to_string()),
        tag("image:alt", title),
        "<meta name=\"twitter:card\" content=\"summary_large_image\">\n  ".to_owned(),
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

/// The picture.
fn png() -> Result<Vec<u8>> {
    let mut options = usvg::Options { font_family: "Liberation Sans".to_owned(), ..usvg::Options::default() };
    options.fontdb_mut().load_font_data(FONT.to_vec());
    let tree = usvg::Tree::from_str(&svg(), &options).context("The picture cannot be read")?;
    let Some(mut pixels) = tiny_skia::Pixmap::new(SIZE.0, SIZE.1) else { bail!("There is no room for the picture") };
    resvg::render(&tree, tiny_skia::Transform::identity(), &mut pixels.as_mut());
    pixels.encode_png().context("The picture cannot be written")
}

fn svg() -> String {
    let (width, height) = SIZE;
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" viewBox=\"0 0 {width} {height}\">\
         <rect width=\"{width}\" height=\"{height}\" fill=\"#fbfaf7\"/>\
         <g transform=\"translate(96 120) scale(6)\"><rect width=\"32\" height=\"32\" rx=\"6\" fill=\"#0b5c6b\"/>\
         <path d=\"M8 23h16M8 23V13M13.3 23v-6M18.6 23V11M24 23V7\" stroke=\"#fbfaf7\" stroke-width=\"3\" fill=\"none\" \
         stroke-linecap=\"round\"/></g>\
         <g font-family=\"Liberation Sans\" fill=\"#1b1d21\"><text x=\"96\" y=\"424\" font-size=\"88\">Rackrate</text>\
         <text x=\"96\" y=\"488\" font-size=\"36\" fill=\"#5f636a\">What a compute deal buys, month by month</text></g></svg>"
    )
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
        let png = png().unwrap();
        assert_eq!(tiny_skia::Pixmap::decode_png(&png).unwrap().width(), SIZE.0);
        // Without its font there would be the sign alone, which has none of this colour.
        assert!(ink(&png) > 2000, "{}", ink(&png));
    }

    #[test]
    fn it_is_named_by_its_whole_address() {
        let folder = std::env::temp_dir().join(format!("rackrate-preview-{}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        let page = "<head><title>A</title><meta name=\"description\" content=\"B\"></head>";
        let html = name_in(page, "https://example.org/x/", &folder).unwrap();
        assert!(html.contains("<meta property=\"og:image\" content=\"https://example.org/x/preview.png\">"), "{html}");
        assert!(folder.join(NAME).is_file());
        std::fs::remove_dir_all(&folder).unwrap();
    }
}
