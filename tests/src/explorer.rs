//! The parts of the explorer, compared with the model's results.

use crate::names::{Role, containing, starting};
use crate::page::Page;
use crate::session::ElementId;
use crate::thing::Thing;
use crate::{Window, fail, plain};
use anyhow::{Context, Result, ensure};
use model::inputs::baselines::Baseline;
use model::inputs::input::ParameterId;
use model::inputs::kinds::{Group, Kind};
use model::inputs::scenario::Scenario;
use model::metric;
use model::quantities::metric::MetricId;
use model::run::outcome::{Outcome, run};
use model::share::permalink;
use serde_json::{Value, json};

/// The metrics of the headline strip, in order.
pub const TILES: [MetricId; 6] = [
    metric::CHIPS_ONLINE,
    metric::H100_EQUIVALENTS,
    metric::FACILITY_POWER,
    metric::CONTRACT_NPV,
    metric::STAKE,
    metric::RETURNED_SHARE,
];

/// The end of a tile's accessible name: the number's evidence class, and the effect of a press.
const TILE_END: &str = ". Derived. Explain";

/// The expected tiles of an outcome: each label, with its value or the reason why there is none.
pub fn figures(outcome: &Outcome) -> Vec<(String, String)> {
    let figure = |metric: MetricId| outcome.show(metric).map_or_else(str::to_owned, |shown| shown.text());
    TILES.iter().map(|metric| (metric.row().label.to_owned(), plain(&figure(*metric)))).collect()
}

/// The input with this id.
#[track_caller]
pub fn input(id: &str) -> ParameterId {
    ParameterId::parse(id).unwrap_or_else(|| fail(format_args!("the model has no input {id}")))
}

/// The query of the address that opens a scenario.
pub fn link(scenario: &Scenario) -> String {
    format!("?{}={}", permalink::PARAMETER, permalink::write(scenario, &run(scenario)))
}

/// A text without spaces: figures and units are separated only by style.
fn squeezed(text: &str) -> String {
    plain(text).replace(' ', "")
}

impl Page {
    /// The present label and value of each tile.
    pub fn tiles(&self) -> Result<Vec<(String, String)>> {
        let strip = Thing::only(self, None, Role::Region, &"Headline figures".into())?;
        let session = self.session();
        let tiles = session.script(
            "return [...arguments[0].querySelectorAll('button')].filter(b => (b.ariaLabel || '').endsWith(arguments[1]))",
            &[strip.argument(), json!(TILE_END)],
        )?;
        let mut read = Vec::new();
        for tile in tiles.as_array().into_iter().flatten() {
            let id = ElementId::read(tile).context("a script gave no element")?;
            let label = plain(&session.label(&id)?);
            let (name, value) = label.split_once(": ").with_context(|| format!("the tile says only {label:?}"))?;
            let (value, _) = value.split_once(". ").with_context(|| format!("{label:?} says nothing of its number"))?;
            // The text that is read out must also be visible.
            let seen = squeezed(&session.words(&id)?);
            let shown = seen.starts_with(&squeezed(name)) && seen.contains(&squeezed(value));
            ensure!(shown, "a tile says {label:?} but shows {seen:?}");
            read.push((name.to_owned(), value.to_owned()));
        }
        Ok(read)
    }

    /// The headline sentence.
    ///
    /// # Errors
    ///
    /// If it is not there.
    pub fn headline(&self) -> Result<String> {
        let headings = Thing::all(self, None, Role::Heading, &containing(""))?;
        let first = headings.first().context("there is no heading")?;
        Ok(plain(first.try_script("return e.innerText")?.as_str().unwrap_or_default()))
    }

    /// Waits until tiles and headline agree with the model for a scenario.
    #[track_caller]
    pub fn shows(&self, scenario: &Scenario) {
        let outcome = run(scenario);
        self.until_it_is("the tiles", &figures(&outcome), || self.tiles());
        let month = outcome.as_of.name();
        self.until("the headline", || {
            let headline = self.headline()?;
            ensure!(headline.contains(&month), "it does not name {month}: {headline:?}");
            Ok(())
        });
        crate::agreed("Headline figures, text against text", figures(&outcome).len());
    }

    /// Opens every group of inputs, and waits until every visible input has the scenario's value, and every input that
    /// the scenario changes is visible.
    #[track_caller]
    pub fn inputs_are(&self, scenario: &Scenario) {
        for group in Group::ALL.into_iter().filter(|group| *group != Group::View) {
            self.open_group(group);
        }
        self.unfold();
        self.until("every input", || {
            let shown = self.inputs()?;
            let mut wrong = Vec::new();
            for input in ParameterId::all().filter(|input| input.row().group != Group::View) {
                let names = scenario.names();
                let shown_value = input.show_in(names, scenario.get(input));
                let (name, expected) = (plain(&input.name_in(names)), plain(&shown_value));
                let places: Vec<_> = shown.iter().filter(|(other, _)| *other == name).collect();
                if places.is_empty() && scenario.is_changed(input) {
                    wrong.push(format!("{name} is changed, but not shown"));
                }
                let others = places.iter().filter(|(_, value)| *value != expected);
                wrong.extend(others.map(|(_, value)| format!("{name}: {value} instead of {expected}")));
            }
            ensure!(wrong.is_empty(), "{wrong:#?}");
            ensure!(shown.len() > 50, "only {} inputs are shown", shown.len());
            Ok(())
        });
    }

    /// The name and value of every visible input.
    fn inputs(&self) -> Result<Vec<(String, String)>> {
        let all = self.session().script(
            "const value = e => e.type === 'range' ? e.getAttribute('aria-valuetext')
               : e.type === 'checkbox' ? (e.checked ? 'on' : 'off')
               : e.selectedOptions[0].text;
             return [...document.querySelectorAll('input[type=range], input[type=checkbox], select')]
               .map(e => [e.ariaLabel || '', value(e) || ''])",
            &[],
        )?;
        let text = |value: &Value| plain(value.as_str().unwrap_or_default());
        Ok(all.as_array().into_iter().flatten().map(|pair| (text(&pair[0]), text(&pair[1]))).collect())
    }

    /// Waits until the address bar has the link of a scenario.
    #[track_caller]
    pub fn address_is(&self, scenario: &Scenario) {
        self.until_it_is("the scenario in the address bar", scenario, || self.in_address());
    }

    /// The scenario of the link in the address bar.
    pub fn in_address(&self) -> Result<Scenario> {
        let address = self.session().address()?;
        let link = permalink::read(&address).map_err(|fault| anyhow::anyhow!("{address}: {fault}"))?;
        Ok(link.scenario)
    }

    /// Presses a button that opens something, unless it is open.
    #[track_caller]
    pub fn open(&self, button: &Thing<'_>) {
        if button.attribute("aria-expanded").as_deref() != Some("true") {
            button.click();
            let expanded = "return e.getAttribute('aria-expanded')";
            self.until_it_is("what was opened", &json!("true"), || button.try_script(expanded));
        }
    }

    /// Opens the sheet of inputs on a narrow screen.
    #[track_caller]
    pub fn open_inputs(&self) {
        if self.window() == Window::NARROW
            && let Some(inputs) = self.every(Role::Button, "Inputs").pop()
        {
            self.open(&inputs);
        }
    }

    /// Opens a group of inputs.
    #[track_caller]
    pub fn open_group(&self, group: Group) {
        self.open_inputs();
        let inputs = self.the(Role::Region, "Inputs");
        let name = starting(group.name());
        let is_heading = |button: &Thing<'_>| Ok(button.try_script("return e.closest('h2') !== null")? == true);
        let heading = self.sought(format!("the group {}", group.name()), move || {
            inputs.attempt(|id| Thing::first(self, Some(id), Role::Button, &name, is_heading))
        });
        self.open(&heading);
    }

    /// Unfolds the inputs without effect in the open groups.
    #[track_caller]
    pub fn unfold(&self) {
        let inputs = self.the(Role::Region, "Inputs");
        for folded in ["other accelerators", "without effect here"] {
            for button in inputs.every(Role::Button, containing(folded)) {
                self.open(&button);
            }
        }
    }

    /// The control of an input in its group, even if it is folded away. The copy in the list of inputs that move a
    /// figure most is not used, because it may move to another place meanwhile.
    #[track_caller]
    pub fn control(&self, of: ParameterId) -> Thing<'_> {
        self.open_group(of.row().group);
        let role = match of.row().kind {
            Kind::Choice(_) => Role::Combobox,
            Kind::Switch => Role::Switch,
            Kind::Number | Kind::Logarithmic | Kind::Stepped | Kind::Whole | Kind::Month => Role::Slider,
        };
        let name = of.name();
        if self.every(role, &name).is_empty() {
            self.unfold();
        }
        self.in_its_group(role, &name)
    }

    /// The text field of an input, in its group.
    #[track_caller]
    pub fn typed(&self, of: ParameterId) -> Thing<'_> {
        self.control(of);
        self.in_its_group(Role::Textbox, &format!("{}, typed", of.name()))
    }

    #[track_caller]
    fn in_its_group(&self, role: Role, name: &str) -> Thing<'_> {
        let (what, name) = (format!("{name} in its group"), name.into());
        let in_group = |thing: &Thing<'_>| Ok(thing.try_script("return e.closest('.movers-first') === null")? == true);
        self.sought(what, move || Thing::first(self, None, role, &name, in_group))
    }

    /// Sets an input to a scenario's value as a person does: by typing, choosing or switching.
    #[track_caller]
    pub fn put(&self, of: ParameterId, scenario: &Scenario) {
        let value = scenario.get(of);
        match of.row().kind {
            Kind::Choice(_) => self.control(of).choose(&of.show(value)),
            Kind::Switch => {
                let switch = self.control(of);
                if switch.is_on() != (value != 0.0) {
                    switch.click();
                }
            }
            Kind::Month => self.typed(of).enter(&of.show(value)),
            Kind::Number | Kind::Logarithmic | Kind::Stepped | Kind::Whole => {
                self.typed(of).enter(&of.row().scale.write(value))
            }
        }
    }

    /// Starts over from a baseline, by the menu.
    #[track_caller]
    pub fn start_from(&self, baseline: &Baseline) {
        self.the(Role::Combobox, "Baseline").choose(baseline.name);
    }

    /// The findings of all charts.
    #[track_caller]
    pub fn charts(&self) -> Vec<String> {
        self.until("every chart", || {
            let charts = Thing::all(self, None, Role::Figure, &containing(""))?;
            charts.iter().map(Thing::try_label).collect()
        })
    }

    /// The chart with this measure.
    #[track_caller]
    pub fn chart(&self, measure: &str) -> Thing<'_> {
        let wanted = plain(measure);
        let measures = move |chart: &Thing<'_>| {
            let words = chart.try_script("return e.innerText")?;
            let lines = words.as_str().unwrap_or_default().lines();
            Ok(lines.map(plain).any(|line| line.starts_with(&wanted)))
        };
        self.sought(format!("the chart of {measure:?}"), move || {
            Thing::first(self, None, Role::Figure, &containing(""), &measures)
        })
    }

    /// The rows of a chart's table, with the head first. Opens the table if it is closed.
    #[track_caller]
    pub fn table_of(&self, chart: &Thing<'_>) -> Vec<Vec<String>> {
        self.open(&chart.the(Role::Button, starting("Values of ")));
        self.until("the table behind a chart", || {
            let rows = chart.rows();
            ensure!(rows.len() > 1, "it is empty");
            Ok(rows)
        })
    }
}
