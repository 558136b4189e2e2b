//! Writes every figure of a baseline into a folder, as pictures and as a page of blocks, to be looked at: `cargo run -p
//! figures --example pictures -- FOLDER [BASELINE] [WIDTH]`.

use figures::definitions::ALL;
use figures::theme::Theme;
use figures::{Subjects, block, picture};
use model::inputs::baselines::Baseline;
use model::inputs::scenario::Scenario;
use model::run::outcome::run;
use std::path::Path;

fn main() -> std::io::Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let folder = Path::new(arguments.first().map_or("pictures", String::as_str));
    let baseline = arguments.get(1).and_then(|id| Baseline::by_id(id)).unwrap_or_else(|| Baseline::first());
    let width = arguments.get(2).and_then(|width| width.parse().ok()).unwrap_or(640.0);
    std::fs::create_dir_all(folder)?;
    let scenario = Scenario::of(baseline);
    let outcome = run(&scenario);
    let footer = [format!("Rackrate: {}. Facts as of {}.", baseline.name, model::facts::sources::FACTS_READ_TO)];
    let mut page = String::new();
    for definition in ALL {
        let figure = definition.figure(&Subjects::one(&scenario, &outcome));
        std::fs::write(folder.join(format!("{}.svg", figure.id)), picture(&figure, width, Theme::Light, &footer))?;
        page += &block::block(&figure);
    }
    std::fs::write(folder.join("blocks.html"), page)
}
