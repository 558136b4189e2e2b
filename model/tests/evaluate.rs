//! The command-line examples as a user runs them: the built programs, their output, their messages and their exit
//! codes.

use model::analysis::grid::values_between;
use model::analysis::uncertainty::bands::Bands;
use model::analysis::uncertainty::plan::Plan;
use model::analysis::uncertainty::settings::Uncertainty;
use model::analysis::uncertainty::wanted::Wanted;
use model::inputs::baselines::Baseline;
use model::inputs::input::{self, ParameterId};
use model::inputs::scenario::Scenario;
use model::quantities::metric;
use model::run::outcome::run;
use model::share::permalink;
use serde_json::Value;
use std::io::Write;
use std::path::PathBuf;
use std::process::{Command, Output, Stdio};
use std::sync::LazyLock;

/// The folder of the examples, built from the same sources and in the same profile as this test. They are built here so
/// that `cargo test --test evaluate` never tests a stale example.
static EXAMPLES: LazyLock<PathBuf> = LazyLock::new(|| {
    let this = std::env::current_exe().expect("a test has a path");
    let profile = this.ancestors().nth(2).expect("target/<profile>/deps/<test>");
    let target = profile.parent().expect("target/<profile>");
    let mut cargo = Command::new(env!("CARGO"));
    cargo.args(["build", "--quiet", "--offline", "--package", "model", "--examples", "--target-dir"]).arg(target);
    match profile.file_name().and_then(|name| name.to_str()) {
        Some("debug") | None => {}
        Some(name) => {
            cargo.args(["--profile", name]);
        }
    }
    let built = cargo.current_dir(tests_shared::package()).output().expect("cargo runs");
    assert!(built.status.success(), "{}", String::from_utf8_lossy(&built.stderr));
    profile.join("examples")
});

/// The result of a run: exit code, standard output, standard error.
struct Ran {
    code: Option<i32>,
    out: String,
    err: String,
}

impl Ran {
    fn of(output: Output) -> Ran {
        let text = |bytes| String::from_utf8(bytes).expect("UTF-8");
        Ran { code: output.status.code(), out: text(output.stdout), err: text(output.stderr) }
    }

    /// The JSON of a run that succeeded without messages.
    fn json(&self) -> Value {
        assert_eq!((self.code, self.err.as_str()), (Some(0), ""));
        serde_json::from_str(&self.out).expect("JSON")
    }

    /// Asserts a refusal: no output that could pass for a result, and a message that contains each of the words.
    fn is_refused(&self, words: &[&str]) {
        assert_eq!((self.code, self.out.as_str()), (Some(2), ""), "{}", self.err);
        for word in words {
            assert!(self.err.contains(word), "{word:?} is not in {}", self.err);
        }
    }
}

fn evaluate(words: &[&str], input: &str) -> Ran {
    evaluate_bytes(words, input.as_bytes())
}

fn evaluate_bytes(words: &[&str], input: &[u8]) -> Ran {
    let mut child = Command::new(EXAMPLES.join("evaluate"))
        .args(words)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the example runs");
    let mut pipe = child.stdin.take().expect("a pipe");
    // A run that reads nothing may end before this is written, so a broken pipe is no fault.
    let _ = pipe.write_all(input);
    drop(pipe);
    Ran::of(child.wait_with_output().expect("the example ends"))
}

/// The scenario of the link that a report carries.
fn linked(report: &Value) -> Scenario {
    permalink::read(report["link"].as_str().expect("a link")).expect("its own link").scenario
}

fn with(baseline: &str, changes: &[(&str, &str)]) -> Scenario {
    let mut scenario = Scenario::of(Baseline::by_id(baseline).expect(baseline));
    for (id, value) in changes {
        assert_eq!(scenario.set_text(ParameterId::parse(id).expect(id), value), Ok(()));
    }
    scenario
}

fn length(value: &Value) -> usize {
    value.as_array().map_or(0, Vec::len)
}

#[test]
fn without_a_word_it_runs_the_first_baseline() {
    let report = evaluate(&[], "").json();
    let object = report.as_object().expect("an object");
    let keys =
        ["schema", "baseline", "link", "as_of", "inputs", "months", "series", "contract_months", "contract_series"];
    for key in keys.into_iter().chain(["metrics", "reasons", "notices"]) {
        assert!(object.contains_key(key), "{key} is missing");
    }
    assert_eq!(report["baseline"], Baseline::first().id);
    assert_eq!(report["schema"], 2);
    assert_eq!((&report["months"][0], &report["months"][25]), (&"2025-11".into(), &"2027-12".into()));
    let series = report["series"].as_object().expect("an object");
    assert!(series.values().all(|row| length(row) == 26), "every series has a value or a null for each month");
    // The exit is in December 2030; the contract ends in October 2032.
    let to_the_end = report["contract_series"].as_object().expect("an object");
    assert_eq!((length(&report["contract_months"]), to_the_end.len()), (84, 10));
    assert_eq!(report["contract_months"][83], "2032-10");
    assert!(to_the_end.values().all(|row| length(row) == 84 && row[83].is_number()));
    // A metric has a value or a reason, never both and never neither.
    let (metrics, reasons) = (&report["metrics"], report["reasons"].as_object().expect("an object"));
    for (id, value) in metrics.as_object().expect("an object") {
        assert_eq!(value.is_null(), reasons.contains_key(id), "{id}");
    }
    let stake = metrics["stake"].as_f64().expect("a number");
    assert!((stake - 10.0 / 510.0).abs() < 1e-12);
}

#[test]
fn a_baseline_by_its_id() {
    for baseline in model::inputs::baselines::BASELINES {
        let report = evaluate(&[baseline.id], "").json();
        assert_eq!(report["baseline"], baseline.id);
        assert_eq!(linked(&report), Scenario::of(baseline));
    }
}

#[test]
fn inputs_are_set_and_the_link_it_prints_opens_to_them() {
    let changes = [
        ("operations.slip_months", "3"),
        ("phase.expansion.chip_b", "gb300"),
        ("phase.expansion.share_b", "0.4"),
        ("limit.power", "on"),
        ("view.as_of", "2027-06"),
        ("equity.pre_money_usd", "830e9"),
    ];
    let words: Vec<String> = changes.iter().flat_map(|(id, value)| ["--set".into(), format!("{id}={value}")]).collect();
    let words: Vec<&str> = ["talks-2025-12"].into_iter().chain(words.iter().map(String::as_str)).collect();
    let report = evaluate(&words, "").json();
    let expected = with("talks-2025-12", &changes);
    assert_eq!(serde_json::to_value(&expected).expect("JSON"), report["inputs"]);
    assert_eq!(linked(&report), expected);
    // The link gives exactly the same report again, and so does an address with the link in it, escaped by a mail tool.
    let link = report["link"].as_str().expect("a link");
    let again = evaluate(&[link], "");
    assert_eq!(again.json(), report);
    let address = format!("https://example.org/?utm_source=mail&{}", link[1..].replace('~', "%7E").replace('_', "%5F"));
    assert_eq!(evaluate(&[&address], "").out, again.out);
}

#[test]
fn csv_has_a_row_for_each_month_and_a_column_for_each_series() {
    let ran = evaluate(&["power-bound", "--csv"], "");
    assert_eq!((ran.code, ran.err.as_str()), (Some(0), ""));
    let rows: Vec<Vec<&str>> = ran.out.lines().map(|line| line.split(',').collect()).collect();
    assert_eq!(rows.len(), 27);
    assert_eq!((rows[0][0], rows[1][0], rows[26][0]), ("month", "2025-11", "2027-12"));
    assert!(rows.iter().all(|row| row.len() == rows[0].len()));
    // The same numbers as the JSON, to the last digit.
    let series = &evaluate(&["power-bound"], "").json()["series"];
    for (column, id) in rows[0].iter().enumerate().skip(1) {
        for (month, row) in rows[1..].iter().enumerate() {
            match &series[id][month] {
                Value::String(word) => assert_eq!(row[column], word),
                number => assert_eq!(row[column].parse().ok(), number.as_f64(), "{id} in month {month}"),
            }
        }
    }
}

#[test]
fn lines_of_standard_input_are_answered_line_by_line() {
    let link = evaluate(&["openai-amd", "--set", "operations.pue=1.2"], "").json()["link"].clone();
    let link = link.as_str().expect("a link");
    let ran = evaluate(&["-"], &format!("all-nvidia\n\n{link}\n  power-bound  \n"));
    assert_eq!((ran.code, ran.err.as_str()), (Some(0), ""));
    let reports: Vec<Value> =
        ran.out.lines().map(|line| serde_json::from_str(line).expect("one object a line")).collect();
    let ids: Vec<_> = reports.iter().map(|report| report["baseline"].as_str().expect("an id")).collect();
    assert_eq!(ids, ["all-nvidia", "openai-amd", "power-bound"]);
    assert_eq!(reports[1]["inputs"]["operations.pue"], 1.2);
    // A line that cannot be read is named and skipped; the others are answered.
    let ran = evaluate(&["-"], &format!("all-nvidia\n{}\npower-bound\n", &link[..link.len() - 3]));
    assert_eq!((ran.code, ran.out.lines().count()), (Some(2), 2));
    assert!(ran.err.contains("line 2"), "{}", ran.err);
    assert_eq!(ran.err.lines().count(), 1, "{}", ran.err);
    evaluate(&["-"], "nonsense\n").is_refused(&["line 1", "nonsense"]);
}

#[test]
fn a_mark_or_a_bad_byte_stops_no_other_line() {
    let ran = evaluate_bytes(&["-"], b"\xEF\xBB\xBFall-nvidia\r\npower-bound\xFF\nopenai-amd");
    let ids: Vec<Value> = ran
        .out
        .lines()
        .map(|line| serde_json::from_str::<Value>(line).expect("one object a line")["baseline"].clone())
        .collect();
    assert_eq!(ids, ["all-nvidia", "openai-amd"]);
    assert_eq!((ran.code, ran.err.lines().count()), (Some(2), 1), "{}", ran.err);
    assert!(ran.err.contains("line 2") && ran.err.contains("byte 12"), "{}", ran.err);
}

#[test]
fn the_form_is_chosen() {
    let json = evaluate(&["all-nvidia", "--to", "json"], "");
    assert_eq!(json.out, evaluate(&["all-nvidia", "--json"], "").out);
    assert_eq!(json.out, evaluate(&["all-nvidia"], "").out);
    assert_eq!(evaluate(&["all-nvidia", "--to", "csv"], "").out, evaluate(&["all-nvidia", "--csv"], "").out);
    let line = evaluate(&["all-nvidia", "--to", "ndjson"], "");
    assert_eq!((line.out.lines().count(), line.json()), (1, json.json()));
    assert_eq!(line.out, evaluate(&["-"], "all-nvidia\n").out);
    evaluate(&["--to", "xml"], "").is_refused(&["--to xml", "ndjson"]);
    evaluate(&["-", "--csv"], "").is_refused(&["CSV"]);
}

#[test]
fn help_is_no_fault() {
    for example in ["evaluate", "catalogue"] {
        let ran = Ran::of(Command::new(EXAMPLES.join(example)).arg("--help").output().expect("the example runs"));
        assert_eq!((ran.code, ran.err.as_str()), (Some(0), ""));
        assert!(ran.out.starts_with(&format!("usage: {example}")), "{}", ran.out);
    }
}

#[test]
fn whoever_reads_no_more_is_no_fault() {
    for (example, words) in [("evaluate", &["all-nvidia"][..]), ("catalogue", &[])] {
        let mut child = Command::new(EXAMPLES.join(example))
            .args(words)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the example runs");
        drop(child.stdout.take());
        let ran = Ran::of(child.wait_with_output().expect("the example ends"));
        assert_eq!((ran.code, ran.err.as_str()), (Some(0), ""), "{example}");
    }
}

#[test]
fn values_are_read_as_people_write_them() {
    let report = evaluate(
        &[
            "all-nvidia",
            "--set",
            "limit.power=on",
            "--set",
            "limit.power_start_watts=600 MW",
            "--set",
            "view.as_of=Q2 2027",
        ],
        "",
    );
    let report = report.json();
    let inputs = &report["inputs"];
    assert_eq!((&inputs["limit.power_start_watts"], &inputs["view.as_of"]), (&600e6.into(), &19.into()));
}

#[test]
fn a_value_of_a_limit_that_is_off_is_told_to_have_no_effect() {
    let set = ["all-nvidia", "--set", "limit.power_start_watts=600 MW"];
    let off = evaluate(&set, "");
    assert_eq!(off.code, Some(0));
    assert_eq!(off.err, "evaluate: limit.power_start_watts has no effect: limit.power is off\n");
    assert_eq!(
        linked(&serde_json::from_str(&off.out).expect("JSON")),
        with("all-nvidia", &[("limit.power_start_watts", "6e8")])
    );
    let on = evaluate(&[&set[..], &["--set", "limit.power=on"]].concat(), "");
    assert_eq!((on.code, on.err.as_str()), (Some(0), ""));
    let lines = evaluate(&["-", "--set", "limit.budget_usd_per_month=2bn"], "\nall-nvidia\n");
    assert_eq!(lines.code, Some(0));
    assert_eq!(lines.err, "evaluate: line 2: limit.budget_usd_per_month has no effect: limit.budget is off\n");
}

#[test]
fn what_cannot_be_read_is_refused_and_named() {
    evaluate(&["talks-1999"], "").is_refused(&["talks-1999", "talks-2025-12"]);
    evaluate(&["--set", "operations.slip=3"], "").is_refused(&["operations.slip"]);
    evaluate(&["--set", "operations.slip_months=99"], "").is_refused(&["operations.slip_months", "99", "36"]);
    evaluate(&["--set", "operations.slip_months=1.5"], "").is_refused(&["operations.slip_months", "1.5"]);
    evaluate(&["--set", "operations.pue=NaN"], "").is_refused(&["operations.pue"]);
    evaluate(&["--set", "operations.pue=inf"], "").is_refused(&["operations.pue"]);
    evaluate(&["--set", "operations.pue=low"], "").is_refused(&["operations.pue", "low"]);
    evaluate(&["--set", "phase.full.chip_a=tpu9"], "").is_refused(&["phase.full.chip_a", "tpu9"]);
    evaluate(&["--set", "view.as_of=2027-13"], "").is_refused(&["view.as_of", "2027-13"]);
    evaluate(&["--set", "chip.trainium2.mfu_fp4=0.3"], "").is_refused(&["chip.trainium2.mfu_fp4"]);
    evaluate(&["--set", "operations.pue"], "").is_refused(&["operations.pue", "ID=VALUE"]);
    evaluate(&["--set"], "").is_refused(&["--set", "ID=VALUE"]);
    evaluate(&["--xml"], "").is_refused(&["--xml"]);
    evaluate(&["all-nvidia", "power-bound"], "").is_refused(&["power-bound"]);
}

#[test]
fn what_is_set_is_read_as_the_page_reads_what_is_typed() {
    let words = [
        "--set",
        "limit.power_start_watts=600 MW",
        "--set",
        "phase.full.complete=Q2 2027",
        "--set",
        "agreement.base.value_usd==38e9*1.1",
        "--set",
        "operations.goodput=85%",
        "--set",
        "limit.power=yes",
    ];
    let inputs = evaluate(&words, "").json()["inputs"].clone();
    assert_eq!(inputs["limit.power_start_watts"], 600e6);
    assert_eq!(inputs["phase.full.complete"], 19);
    assert_eq!(inputs["agreement.base.value_usd"], 41.8e9);
    assert_eq!(inputs["operations.goodput"], 0.85);
    assert_eq!(inputs["limit.power"], true);
    // A bare number is in stored units, and 38 dollars is too little for a contract.
    evaluate(&["--set", "agreement.base.value_usd=38"], "").is_refused(&["agreement.base.value_usd", "write $38bn"]);
    evaluate(&["--set", "agreement.base.value_usd=€38bn"], "").is_refused(&["agreement.base.value_usd", "euros"]);
}

#[test]
fn a_damaged_link_is_refused_and_never_another_scenario() {
    let report = evaluate(&["--set", "operations.slip_months=3"], "").json();
    let link = report["link"].as_str().expect("a link");
    evaluate(&[&link[..link.len() - 1]], "").is_refused(&["checksum"]);
    evaluate(&[&link.replace("slN3", "slN4")], "").is_refused(&["checksum"]);
    evaluate(&[&link.replace("2.tk.", "2.nv.")], "").is_refused(&["checksum"]);
    evaluate(&["https://example.org/?x=1"], "").is_refused(&["example.org"]);
}

#[test]
fn the_catalogue_is_json_with_every_table() {
    let ran = Ran::of(Command::new(EXAMPLES.join("catalogue")).output().expect("the example runs"));
    let catalogue = ran.json();
    for key in
        ["accelerators", "systems", "claims", "deals", "reference_runs", "sources", "parameters", "metrics", "series"]
    {
        assert!(length(&catalogue[key]) > 0, "{key}");
    }
    let find = |table: &str, id: &str| -> Value {
        let rows = catalogue[table].as_array().cloned().unwrap_or_default();
        rows.into_iter().find(|row| row["id"] == id).expect(id)
    };
    // An absent figure is null, not 0.
    assert!(find("accelerators", "trainium2")["peak_dense_flops"]["fp4"].is_null());
    assert_eq!(find("accelerators", "trainium3")["peak_dense_flops"]["fp8"]["value"], 2_517e12);
    assert_eq!(find("parameters", "operations.pue")["base"], 1.15);
    // Every series and input of a report is in the catalogue with its unit.
    let report = evaluate(&[], "").json();
    for id in report["series"].as_object().expect("an object").keys().filter(|id| *id != "binding") {
        assert!(find("series", id)["unit"].is_string(), "{id}");
    }
    for id in report["inputs"].as_object().expect("an object").keys() {
        assert!(find("parameters", id)["unit"].is_string(), "{id}");
    }
    // Every fact names a source that is in the list.
    let sources: Vec<&Value> = catalogue["sources"].as_array().into_iter().flatten().map(|row| &row["id"]).collect();
    let mut facts = 0;
    let mut rest = vec![&catalogue["accelerators"], &catalogue["systems"], &catalogue["claims"], &catalogue["deals"]];
    while let Some(value) = rest.pop() {
        if let Some(source) = value.get("source") {
            assert!(sources.contains(&source), "{value}");
            facts += 1;
        }
        rest.extend(value.as_array().into_iter().flatten());
        rest.extend(value.as_object().into_iter().flat_map(|object| object.values()));
    }
    assert!(facts > 200, "{facts}");
}

fn numbers(value: &Value) -> Vec<f64> {
    value.as_array().expect("a list").iter().map(|number| number.as_f64().expect("a number")).collect()
}

#[test]
fn draws_are_told_in_words_and_as_json_and_are_those_of_the_model() {
    let words = ["--draws", "300", "--seed", "7", "--target", "chips_online>=400000"];
    let said = evaluate(&words, "");
    assert_eq!((said.code, said.err.as_str()), (Some(0), ""));
    for word in ["300 draws, seed 7, December 2027", "Accelerators online", "median", "chips_online>=400000: "] {
        assert!(said.out.contains(word), "{word:?} is not in {}", said.out);
    }
    let answer = evaluate(&[&words[..], &["--json"]].concat(), "").json();
    assert_eq!((&answer["draws"], &answer["seed"]), (&300.into(), &7.into()));
    let settings = Uncertainty { draws: 300, seed: 7, ..Uncertainty::default() };
    let scenario = Scenario::of(Baseline::first());
    let plan = Plan::new(&scenario, &settings).expect("settings");
    let bands = Bands::of(&plan, &Wanted::charts(), &[]);
    for spread in &bands.spreads {
        let told = &answer["metrics"][spread.metric.id()];
        let values: Vec<_> = numbers(&told["values"]).into_iter().map(Ok).collect();
        assert_eq!(values, spread.values.expect("values").values, "{}", spread.metric.id());
    }
    let chips = &answer["series"]["chips_online"];
    assert_eq!((length(chips), length(&answer["months"])), (26, 26));
    assert_eq!(numbers(&chips[25]), bands.fans[0].values[25]);
    // Series that go on to the end of the contract have months of their own, as in the report of a run, and targets in
    // those months.
    let cash = &answer["contract_series"]["contract_cash_to_date_usd"];
    let months = length(&answer["contract_months"]);
    assert_eq!((length(cash), answer["series"]["contract_cash_to_date_usd"].is_null()), (months, true));
    assert!(months > 26, "{months}");
    let last = answer["contract_months"][months - 1].as_str().expect("a month");
    let late = format!("contract_cash_to_date_usd@{last}>=0");
    let late = evaluate(&["--draws", "50", "--json", "--target", &late], "").json();
    assert!(late["targets"][0]["share"].as_f64().is_some_and(|share| share > 0.0), "{late}");
    let share = answer["targets"][0]["share"].as_f64().expect("a share");
    assert!(share > 0.0 && share < 1.0);
    // Every input except those of the view is either uncertain or fixed, and each range has a class.
    let [uncertain, fixed] = ["uncertain", "fixed"].map(|key| answer[key].as_object().expect("an object").len());
    assert_eq!((uncertain, fixed), (plan.uncertain().count(), plan.fixed().len()));
    assert_eq!(answer["uncertain"]["operations.goodput"]["class"], "assumption");
    assert_eq!(answer["fixed"]["supplier.refresh"], "a choice or a switch");
    assert_eq!(linked(&answer), scenario);
}

/// In some draws the money never comes back within the contract. These draws rank above all months, in words and as
/// JSON.
#[test]
fn draws_in_which_it_never_comes_are_among_the_percentiles() {
    let words = ["--draws", "300", "--target", "contract_payback_month<=2031-01"];
    let said = evaluate(&words, "");
    for word in ["never within the contract", "which ranks above all values"] {
        assert!(said.out.contains(word), "{word:?} is not in {}", said.out);
    }
    let answer = evaluate(&[&words[..], &["--json"]].concat(), "").json();
    let told = &answer["metrics"]["contract_payback_month"];
    let why = "not by the end of the contract";
    assert!(told["absent"][why].as_u64().is_some_and(|count| count > 15), "{told}");
    assert!(told["values"][0].is_number() && told["mean"].is_null(), "{told}");
    assert_eq!((told["values"][4].as_str(), told["intervals"][4][1].as_str()), (Some(why), Some(why)));
}

#[test]
fn what_is_uncertain_is_said_on_the_command_line() {
    let base = ["--draws", "50", "--json"];
    let with = |words: &[&str]| evaluate(&[&base[..], words].concat(), "").json();
    let ranged = with(&["--range", "operations.pue=1.1..1.2", "--certain", "operations.goodput"]);
    let pue = &ranged["uncertain"]["operations.pue"];
    assert!((pue["p5"].as_f64().expect("a number") - 1.1).abs() < 1e-12);
    assert_eq!(ranged["fixed"]["operations.goodput"], "said to be certain");
    let changed = ["--set", "operations.pue=1.3"];
    assert_eq!(with(&changed)["fixed"]["operations.pue"], "your value, taken as certain");
    let again = with(&[&changed[..], &["--uncertain", "operations.pue"]].concat());
    assert!(again["uncertain"]["operations.pue"].is_object());
    let refused = |words: &[&str], why: &[&str]| evaluate(&[&base[..2], words].concat(), "").is_refused(why);
    refused(&["--range", "operations.pue=1.3..1.4"], &["PUE", "hold its value"]);
    refused(&["--range", "operations.pue"], &["ID=LOW..HIGH"]);
    refused(&["--uncertain", "supplier.refresh"], &["Replace worn-out hardware"]);
    let tied = ["--tie", "chip.gb200.price_usd_per_hour", "chip.gb300.price_usd_per_hour", "-1"];
    refused(&tied, &["Price", "correlation", "between"]);
    refused(&["--target", "chips_online@2031-01>=1"], &["horizon"]);
    refused(&["--target", "chips_online"], &[">="]);
    evaluate(&["--draws", "0"], "").is_refused(&["0 draws"]);
    evaluate(&["--draws", "many"], "").is_refused(&["--draws many"]);
    evaluate(&["--draws"], "").is_refused(&["--draws"]);
    evaluate(&["--draws", "10", "-"], "").is_refused(&["one scenario"]);
    evaluate(&["--draws", "10", "--csv"], "").is_refused(&["words or JSON"]);
}

#[test]
fn a_tornado_is_told_at_both_ends() {
    let answer = evaluate(&["--tornado", "contract_npv_usd", "--json"], "").json();
    let bars = answer["bars"].as_array().expect("a list");
    let price = bars.iter().find(|bar| bar["input"] == "chip.gb300.price_usd_per_hour").expect("a bar");
    for end in 0..2 {
        let value = price["values"][end].to_string();
        let scenario = with(Baseline::first().id, &[("chip.gb300.price_usd_per_hour", &value)]);
        let expected = run(&scenario).metrics.get(metric::CONTRACT_NPV).expect("a value");
        assert_eq!(price["metric"][end].as_f64(), Some(expected));
    }
    let said = evaluate(&["--tornado", "contract_npv_usd"], "");
    assert!(said.out.contains("GB300: Price") && said.out.contains("$2.31/chip-hour"), "{}", said.out);
    evaluate(&["none", "--tornado", "contract_npv_usd"], "").is_refused(&["no rented agreement delivers anything"]);
    evaluate(&["--tornado", "profit"], "").is_refused(&["profit"]);
}

#[test]
fn a_table_is_a_run_in_each_cell_or_the_reason() {
    let words = ["--table", "operations.pue", "operations.slip_months", "facility_power_watts", "--steps", "5"];
    let answer = evaluate(&[&words[..], &["--json"]].concat(), "").json();
    let (across, down) = (numbers(&answer["across"]["values"]), numbers(&answer["down"]["values"]));
    assert_eq!((across.len(), down.as_slice()), (5, &[0.0, 3.0, 6.0, 9.0, 12.0][..]));
    let scenario = with(Baseline::first().id, &[]);
    let there = scenario.with_nearest(input::PUE, across[4]).with_nearest(input::SLIP, down[3]);
    let expected = run(&there).metrics.get(metric::FACILITY_POWER).expect("power");
    assert_eq!(answer["cells"][3][4].as_f64(), Some(expected));
    let absent = evaluate(&[&["none"], &words[..3], &["contract_irr", "--json"]].concat(), "").json();
    assert_eq!(absent["cells"][0][0]["absent"], "no rented agreement delivers anything");
    evaluate(&["--table", "operations.pue"], "").is_refused(&["--table"]);
    evaluate(&[&words[..4], &["--steps", "1"]].concat(), "").is_refused(&["--steps 1"]);
    // The ends of an axis are typed in stored units or in words. An end that is left out has its default.
    let typed = ["--table", "operations.pue=1.1..1.5", "limit.power_start_watts=..600 MW", "facility_power_watts"];
    let answer = evaluate(&[&typed[..], &["--steps", "5", "--json"]].concat(), "").json();
    let down = numbers(&answer["down"]["values"]);
    assert_eq!(numbers(&answer["across"]["values"]), values_between(input::PUE, 1.1, 1.5, 5));
    assert_eq!(down.last(), Some(&600e6));
    for (axis, said) in [("operations.pue=1.5..1.1", "from less to more"), ("operations.pue=1.1", "wants ID=FROM..TO")]
    {
        evaluate(&["--table", axis, "operations.slip_months", "chips_online"], "").is_refused(&["--table", axis, said]);
    }
    evaluate(&["--table", "operations.pue=1..99", "operations.slip_months", "chips_online"], "")
        .is_refused(&["outside"]);
}

#[test]
fn what_must_be_true_is_solved_and_confirmed() {
    // $10bn buys 2.5% at a pre-money valuation of $390bn.
    let answer = evaluate(&["--solve", "stake=0.025", "--by", "equity.pre_money_usd", "--json"], "").json();
    assert_eq!(length(&answer["reached"]), 1);
    let value = answer["reached"][0]["from"].as_f64().expect("a number");
    assert!((value / 390e9 - 1.0).abs() < 1e-8);
    let same = "usd_per_effective_pflop_hour.trainium3=usd_per_effective_pflop_hour.gb300";
    let said = evaluate(&["--solve", same, "--by", "chip.trainium3.price_usd_per_hour"], "");
    assert!(said.out.contains("Reached: Trainium3: Price at $1.57/chip-hour"), "{}", said.out);
    let said = evaluate(&["--solve", "stake=0.9", "--by", "equity.pre_money_usd"], "");
    for word in ["Not reached: nearest is 50%", "may not be less than $10bn"] {
        assert!(said.out.contains(word), "{}", said.out);
    }
    let two = ["--solve", "stake=0.025", "--by", "equity.pre_money_usd,equity.tranche1.amount_usd", "--json"];
    let answer = evaluate(&two, "").json();
    let values = numbers(&answer["reached"][0]["values"]);
    assert!((values[1] / (values[0] + values[1]) / 0.025 - 1.0).abs() < 1e-8);
    let said = evaluate(&two[..4], "").out;
    assert!(
        said.contains("of their ranges; ") && said.contains("has no range: the whole slider counts as one."),
        "{said}"
    );
    evaluate(&["--solve", "stake=0.025"], "").is_refused(&["--by"]);
    evaluate(&["--solve", "stake", "--by", "operations.pue"], "").is_refused(&["METRIC=TARGET"]);
    evaluate(&["--solve", "stake=much", "--by", "operations.pue"], "").is_refused(&["much"]);
    evaluate(&["--by", "operations.pue"], "").is_refused(&["--by"]);
}

#[test]
fn a_difference_is_attributed_and_sums_up() {
    let words = ["--attribute", "talks-2025-12", "talks-2025-12", "contract_npv_usd"];
    let changes = ["--set", "operations.slip_months=6", "--set", "operations.pue=1.3", "--json"];
    let answer = evaluate(&[&words[..], &changes].concat(), "").json();
    let parts = answer["parts"].as_array().expect("a list");
    let sum: f64 = parts.iter().map(|part| part["difference"].as_f64().expect("a number")).sum();
    let [from, to] = ["from", "to"].map(|key| answer[key].as_f64().expect("a number"));
    assert_eq!(parts.len(), 2);
    assert!((sum - (to - from)).abs() <= 1e-9 * from.abs() && to < from, "{answer}");
    assert_eq!(
        (&parts[0]["inputs"][0]["input"], &parts[0]["inputs"][0]["to"]),
        (&"operations.slip_months".into(), &6.0.into())
    );
    // The inputs that size the expansion change together, and few enough changes move the metric that every order of
    // them is tried, so no ± is printed.
    let said = evaluate(&["--attribute", "talks-2025-12", "announced-2026-02", "contract_npv_usd"], "").out;
    let lines: Vec<&str> = said.lines().skip(1).take(3).map(str::trim_start).collect();
    for (line, name) in lines.iter().zip(["Size is given as", "Contract value", "Facility power"]) {
        let with = if name.starts_with("Size") { "" } else { "with " };
        assert!(line.starts_with(&format!("{with}Expansion agreement: {name}")), "{said}");
    }
    assert!(!said.contains('±'), "{said}");
    evaluate(&["--attribute", "talks-2025-12", "talks-1999", "stake"], "").is_refused(&["talks-1999"]);
    evaluate(&[&["all-nvidia"], &words[..]].concat(), "").is_refused(&["names its scenarios itself"]);
    evaluate(&["--tornado", "stake", "--sobol", "stake"], "").is_refused(&["one analysis"]);
}

/// A difference of months is printed as a number of months. Where an input has no effect the difference is 0, without a
/// rounding error.
#[test]
fn differences_are_told_as_such() {
    let said = evaluate(&["--attribute", "talks-2025-12", "announced-2026-02", "contract_payback_month"], "").out;
    let first = said.lines().nth(1).unwrap_or_default().replace('\u{202f}', " ");
    assert!(first.contains("+12.2 months") && !said.contains('±'), "{said}");
    let said = evaluate(&["--attribute", "talks-2025-12", "openai-nvidia-loi", "contract_payback_month"], "").out;
    let first = said.lines().nth(2).unwrap_or_default().replace('\u{202f}', " ");
    assert!(first.contains("+17.5 months") && first.contains("± 0.101 months"), "{said}");
    assert!(said.starts_with("Payback of the contract, undiscounted: from Oct 2029 to Feb 2031"), "{said}");
    let metrics = evaluate(&["anthropic-tpu"], "").json()["metrics"].clone();
    assert_eq!((&metrics["undelivered_usd"], &metrics["undelivered_usd.base"]), (&0.0.into(), &0.0.into()));
    let metrics = evaluate(&["funded-2026-07"], "").json()["metrics"].clone();
    assert_eq!((&metrics["gain_usd"], &metrics["tranche_gain_usd.tranche2"]), (&0.0.into(), &0.0.into()));
    let said = evaluate(&["anthropic-tpu", "--tornado", "lapsed_usd"], "").out;
    assert!(said.contains("No input with a range moves it."), "{said}");
}

#[test]
fn targets_are_read_as_people_type_them() {
    let hoped = |target: &str, baseline: &str| {
        let answer = evaluate(&[baseline, "--draws", "20", "--json", "--target", target], "").json();
        answer["targets"][0]["share"].as_f64().expect("a share")
    };
    // The plan is delivered in full, and the contract value is the typed one apart from rounding, so it meets both
    // targets.
    assert_eq!(hoped("commitment_usd>=$48bn", "talks-2025-12"), 1.0);
    assert_eq!(hoped("commitment_usd<=48e9", "talks-2025-12"), 1.0);
    assert!(hoped("contract_payback_month<=Dec 2044", "talks-2025-12") > 0.5);
    let refused = |target: &str, why: &[&str]| evaluate(&["--draws", "5", "--target", target], "").is_refused(why);
    refused("contract_npv_usd>=2027-12", &["--target contract_npv_usd>=2027-12", "cannot stand here"]);
    refused("contract_payback_month<=2099-01", &["outside Nov 2025 to Dec 2044"]);
    refused("contract_npv_usd>=€10bn", &["euros"]);
    refused("contract_npv_usd>=*2", &["makes no number"]);
}

#[test]
fn flags_that_do_not_belong_together_are_refused() {
    let refused = |words: &[&str], why: &[&str]| evaluate(words, "").is_refused(why);
    refused(&["--steps", "5"], &["--steps belongs to --table"]);
    refused(&["--tornado", "stake", "--seed", "2"], &["--seed belongs to --draws, --sobol"]);
    refused(&["--attribute", "none", "none", "stake", "--certain", "operations.pue"], &["--certain belongs to"]);
    refused(&["--range", "operations.pue=1.1..1.2", "--certain", "operations.pue"], &["operations.pue", "once"]);
    refused(&["--draws", "9", "--tie", "supplier.refresh", "operations.pue", "0.5"], &["a choice or a switch"]);
    refused(&["--sobol", "stake", "--draws", "1"], &["at least two pairs"]);
    refused(&["--draws"], &["--draws wants a number"]);
    let solve = |by: &[&'static str]| [&["--solve", "stake=0.025", "--by"], by].concat();
    refused(&solve(&["operations.pue,operations.pue"]), &["operations.pue is there twice"]);
    refused(&solve(&["operations.pue", "--by", "operations.pue"]), &["operations.pue is there twice"]);
    refused(&["--solve", "contract_npv_usd=chips_online", "--by", "operations.pue"], &["USD", "chips"]);
    // Inputs in separate `--by` flags are solved together.
    let two = ["--by", "equity.pre_money_usd", "--by", "equity.tranche1.amount_usd"];
    let answer = evaluate(&[&["--solve", "stake=2.5%", "--json"], &two[..]].concat(), "").json();
    assert_eq!(length(&answer["by"]), 2);
}

/// With December 2027 as the as-of month nothing is known of 2030, so neither a goal nor a target in that year gets an
/// ordinary answer.
#[test]
fn months_after_the_as_of_month_are_not_looked_at() {
    let only = "only months to December 2027, the as-of month, are counted";
    let price = ["--by", "chip.gb300.price_usd_per_hour"];
    for metric in ["payback_month", "round_trip_month"] {
        let wish = format!("{metric}=2030-06");
        let said = evaluate(&[&["--solve", &wish], &price[..]].concat(), "").out;
        assert!(said.contains(&format!("Not reached: {only}.")), "{said}");
        let hoped = |month: &str| evaluate(&["--draws", "20", "--target", &format!("{metric}<={month}")], "").out;
        assert!(hoped("2030-12").contains(&format!("(standard error); {only}")), "{}", hoped("2030-12"));
        assert!(!hoped("2027-12").contains(only));
    }
    let said = evaluate(&[&["--solve", "payback_month=2027-06"], &price[..]].concat(), "").out;
    assert!(!said.contains("it has no value whatever") || said.contains(only), "{said}");
}

#[test]
fn what_has_no_value_is_said_in_a_sentence() {
    let said = evaluate(&["none", "--solve", "contract_npv_usd=5", "--by", "operations.pue"], "").out;
    assert!(said.contains("has no value now (no rented agreement delivers anything) and is to be $5."), "{said}");
    let said = evaluate(&["none", "--tornado", "chips_online"], "").out;
    assert!(said.contains("No input with a range moves it."), "{said}");
    let said = evaluate(&["none", "--draws", "1"], "").out;
    assert!(said.contains("1 draw, seed 1") && said.contains("no value in 1 of 1 draw ("), "{said}");
}

#[test]
fn variance_is_told_by_input() {
    let words = ["--sobol", "stake", "--draws", "200", "--seed", "3", "--json"];
    let answer = evaluate(&words, "").json();
    assert_eq!((&answer["pairs"], &answer["seed"]), (&200.into(), &3.into()));
    // The stake of the first baseline depends on the valuation and on later dilution.
    let ids: Vec<&str> = answer["factors"]
        .as_array()
        .expect("a list")
        .iter()
        .take(2)
        .map(|factor| factor["inputs"][0].as_str().expect("an id"))
        .collect();
    assert!(ids.contains(&"equity.pre_money_usd") && ids.contains(&"equity.dilution"), "{ids:?}");
    evaluate(&["none", "--sobol", "contract_npv_usd", "--draws", "5"], "").is_refused(&["no value"]);
}

/// An old link opens, and the messages about what changed go to standard error.
#[test]
fn what_an_old_link_became_is_said_beside_its_numbers() {
    let ran = evaluate(&["1~talks-2025-12~hl_4.3~H_1.000e0_x~08plv8i"], "");
    assert_eq!(ran.code, Some(0), "{}", ran.err);
    let read: Value = serde_json::from_str(&ran.out).expect("JSON");
    assert_eq!(read["inputs"]["supplier.hardware_life_years"], 4.5);
    for said in ["4.3", "changed since this link was shared", "Accelerators online: when shared 1, now "] {
        assert!(ran.err.contains(said), "{said}: {}", ran.err);
    }
}

/// A contract's value is in money of November 2025 and does not depend on the as-of month; the chips online do.
#[test]
fn a_month_stands_only_behind_what_is_of_that_month() {
    let first_line = |metric: &str| {
        let ran = evaluate(&["--tornado", metric], "");
        assert_eq!(ran.code, Some(0), "{}", ran.err);
        ran.out.lines().next().unwrap_or_default().to_owned()
    };
    let month = Scenario::of(Baseline::first()).as_of().name();
    assert!(!first_line("contract_npv_usd").contains(&month), "{}", first_line("contract_npv_usd"));
    assert!(first_line("chips_online").ends_with(&format!(" in {month}.")), "{}", first_line("chips_online"));
}
