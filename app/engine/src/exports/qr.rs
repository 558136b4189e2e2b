//! A link as a QR code: black on white with a white margin, whatever the page's theme, so that every camera reads it.

use maud::{Markup, PreEscaped, html};
use protocol::engine::Answer;
use qrcodegen::{QrCode, QrCodeEcc};
use std::fmt::Write;

/// The longest address that is drawn, characters: the modules of a longer one would be too small to scan from a screen.
const LONGEST: usize = 500;
/// The white margin, in modules, as cameras require.
const QUIET: i32 = 4;
/// The size of a module on the page, CSS pixels.
const SQUARE: i32 = 4;

/// The code for the page, or the reason why there is none.
pub(crate) fn shown(address: &str) -> Markup {
    match svg(address) {
        Ok(svg) => html! { div.qr { (PreEscaped(svg)) } },
        Err(why) => html! { p.source-note { (why) } },
    }
}

/// The code as SVG. The error is a sentence.
pub(super) fn picture(address: &str) -> Result<Answer, String> {
    svg(address).map(|svg| Answer::Picture { name: "qr".to_owned(), svg })
}

fn svg(address: &str) -> Result<String, String> {
    let length = address.chars().count();
    let too_long = || {
        format!("This link has {length} characters, too many for a code that a telephone reads: copy the link instead.")
    };
    if length > LONGEST {
        return Err(too_long());
    }
    // The library raises the error correction as far as the size permits.
    let code = QrCode::encode_text(address, QrCodeEcc::Low).map_err(|_| too_long())?;
    let mut path = String::new();
    for y in 0..code.size() {
        let mut x = 0;
        while x < code.size() {
            let run = (x..code.size()).take_while(|x| code.get_module(*x, y)).count() as i32;
            if run > 0 {
                // Writing to a `String` cannot fail.
                let _ = write!(path, "M{} {}h{run}v1h-{run}z", x + QUIET, y + QUIET);
            }
            x += run.max(1);
        }
    }
    let side = code.size() + 2 * QUIET;
    let pixels = side * SQUARE;
    Ok(format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{pixels}\" height=\"{pixels}\" viewBox=\"0 0 {side} {side}\" \
         role=\"img\" aria-label=\"QR code of the link\" shape-rendering=\"crispEdges\"><rect width=\"{side}\" \
         height=\"{side}\" fill=\"#ffffff\"></rect><path fill=\"#000000\" d=\"{path}\"></path></svg>"
    ))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exports::export;
    use crate::reasons::Reasons;
    use model::share::compared::Compared;
    use model::share::permalink::{PARAMETER, write};
    use protocol::engine::Form;
    use tests_shared::scenarios;

    /// Pixels of a module in the picture that the test decodes.
    const FINE: usize = 4;

    /// What a camera would read: paints the SVG's path and decodes the picture with another library.
    fn read(svg: &str) -> String {
        let between = |start: &str| svg.split(start).nth(1).and_then(|rest| rest.split('"').next()).expect(start);
        let side: usize =
            between("viewBox=\"0 0 ").split(' ').next().and_then(|side| side.parse().ok()).expect("a size");
        let mut dark = vec![vec![false; side]; side];
        for run in between(" d=\"M").split('M') {
            let (x, rest) = run.split_once(' ').expect("x and y");
            let (y, rest) = rest.split_once('h').expect("a width");
            let (width, rest) = rest.split_once('v').expect("a height");
            assert_eq!(rest, format!("1h-{width}z"));
            let [x, y, width] = [x, y, width].map(|number| number.parse::<usize>().expect("a whole number"));
            dark[y][x..x + width].fill(true);
        }
        let at = |x: usize, y: usize| if dark[y / FINE][x / FINE] { 0 } else { 255 };
        let mut image = rqrr::PreparedImage::prepare_from_greyscale(side * FINE, side * FINE, at);
        let grids = image.detect_grids();
        assert_eq!(grids.len(), 1, "one code");
        grids[0].decode().expect("it can be read").1
    }

    #[test]
    fn a_code_read_back_gives_the_link() {
        let mut tried = 0;
        for (place, scenario) in scenarios::some(11, 200).into_iter().enumerate() {
            let beside = crate::beside::Beside::of(scenario, &Compared::default());
            let link = write(&beside.first.scenario, &beside.first.outcome);
            let sites = ["https://example.org/", "http://127.0.0.1:8080/tools/rackrate/b/all-nvidia/"];
            let address = format!("{}?{PARAMETER}={link}", sites[place % 2]);
            let made = export(&beside, &Form::Qr, &Reasons::default(), &address, "2026-11-26");
            if address.len() > LONGEST {
                let why = made.expect_err("it is too long");
                assert!(why.contains(&address.len().to_string()), "{why}");
                assert!(shown(&address).into_string().contains(&why));
                continue;
            }
            let Ok(Answer::Picture { svg, .. }) = made else { panic!("{made:?}") };
            assert_eq!(read(&svg), address);
            assert!(shown(&address).into_string().contains(&svg));
            tried += 1;
        }
        assert!(tried > 20, "only {tried} were short enough");
    }

    /// Lengths up to 300 characters, and the longest, with various contents.
    #[test]
    fn a_code_of_every_length_is_read() {
        let letters = "AbC0123-._~xyz";
        for length in (20..=300).step_by(7).chain([LONGEST - 1, LONGEST]) {
            let rest: String = letters.chars().cycle().skip(length % 5).take(length - 15).collect();
            let address = format!("https://a.b/?s={rest}");
            assert_eq!(read(&svg(&address).expect("it is short enough")), address);
        }
        assert!(svg(&"x".repeat(LONGEST + 1)).is_err());
    }
}
