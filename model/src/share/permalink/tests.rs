//! Tests of links: written, read, cut, altered, surrounded by other text, and of the first form.

use super::*;
use crate::input;
use crate::inputs::baselines::BASELINES;
use crate::run::outcome::run;

/// The first baseline with these changes.
fn with(changes: &[(&str, &str)]) -> Scenario {
    let mut scenario = Scenario::of(Baseline::first());
    for (id, text) in changes {
        scenario.set_text(ParameterId::parse(id).expect(id), text).expect(id);
    }
    scenario
}

fn changed() -> Scenario {
    with(&[
        ("operations.slip_months", "3"),
        ("chip.gb300.price_usd_per_hour", "3.5"),
        ("phase.expansion.chip_a", "trainium2"),
        ("equity.valuation_change", "-0.25"),
        ("agreement.base.value_usd", "123456789012.5"),
        ("view.as_of", "2027-06"),
        ("limit.power", "on"),
    ])
}

#[test]
fn reads_what_it_writes() {
    for scenario in BASELINES.iter().map(Scenario::of).chain([changed()]) {
        let outcome = run(&scenario);
        let text = write(&scenario, &outcome);
        assert!(text.bytes().all(|b| b.is_ascii_alphanumeric() || b"-.".contains(&b)), "{text}");
        assert!(!text.contains("--") && !text.contains(".."), "programs make dashes and ellipses of them: {text}");
        let link = read(&text).expect("its own link");
        assert_eq!(link.scenario, scenario);
        assert_eq!(link.moved(&outcome), []);
        assert_eq!(write(&link.scenario, &outcome), text);
        let escaped = text.replace('.', "%2E").replace('-', "%2D");
        for form in [
            format!("https://example.org/?s={text}"),
            format!("https://example.org/?utm_source=mail&s={text}&x=1"),
            format!("https://example.org/#s={text}"),
            format!("?s={escaped}"),
            format!("?s={}", escaped.replace('%', "%25")),
            format!(" {text}\n"),
        ] {
            assert_eq!(read(&form).as_ref(), Ok(&link), "{form}");
        }
    }
}

#[test]
fn cut_anywhere_is_refused() {
    let text = write(&changed(), &run(&changed()));
    for end in 0..text.len() {
        assert!(read(&text[..end]).is_err(), "{}", &text[..end]);
        assert!(read(&text[end + 1..]).is_err(), "{}", &text[end + 1..]);
    }
}

/// An altered link is refused, or the character is left out, with a notice, if it is before or after the link.
#[test]
fn altered_anywhere_is_refused_or_repaired() {
    let text = write(&changed(), &run(&changed()));
    let itself = read(&text).expect("its own link");
    for at in 0..=text.len() {
        for other in (0x20..0x7f_u8).map(char::from) {
            let altered = text.get(at + 1..).map(|rest| format!("{}{other}{rest}", &text[..at]));
            let inserted = format!("{}{other}{}", &text[..at], &text[at..]);
            for damaged in altered.into_iter().chain([inserted]) {
                if damaged.trim() == text {
                    continue;
                }
                if let Ok(link) = read(&damaged) {
                    assert_eq!(link.scenario, itself.scenario, "{damaged}");
                    assert_eq!(link.translated, [LEFT_OUT], "{damaged}");
                    assert!(damaged.starts_with(&text) || damaged.ends_with(&text), "{damaged}");
                }
            }
        }
    }
    assert!(read(&text.to_uppercase()).is_err());
}

/// What mail and chat programs make of a link, and what people put around it.
#[test]
fn surroundings_are_left_out_and_said() {
    let scenario = changed();
    let text = write(&scenario, &run(&scenario));
    let address = format!("https://example.org/?s={text}");
    let middle = address.len() - 20;
    let (before, after) = address.split_at(middle);
    for (what, sent) in [
        ("a full stop", format!("{address}.")),
        ("an ellipsis", format!("{address}…")),
        ("a bracket", format!("{address})")),
        ("two brackets", format!("({address})")),
        ("a quote", format!("“{address}”")),
        ("pointed brackets", format!("<{address}>")),
        ("the end of a tag", format!("{address}\">here</a>")),
        ("Markdown", format!("[the deal]({address})")),
        ("Markdown, bold", format!("**{address}**")),
        ("a word", format!("{address} is what I meant")),
        ("a word before", format!("see {address}")),
        ("a comma", format!("{address}, thanks")),
        ("a zero-width space", format!("{address}\u{200b}")),
        ("a zero-width space within", format!("{before}\u{200b}{after}")),
        ("an escaped zero-width space", format!("{address}%E2%80%8B")),
        ("a byte-order mark", format!("\u{feff}{address}")),
        ("a line break within", format!("{before}\r\n{after}")),
        ("an escaped ampersand", format!("https://example.org/?utm_source=mail&amp;s={text}")),
        ("the value in quotes", format!("\"{text}\"")),
    ] {
        let link = read(&sent).unwrap_or_else(|fault| panic!("{what}: {fault}"));
        assert_eq!(link.scenario, scenario, "{what}");
        assert!(link.translated.iter().all(|said| said == LEFT_OUT), "{what}: {:?}", link.translated);
    }
    // What a checksum does not prove remains refused.
    for sent in [format!("{before} {after}"), format!("{before}*{after}"), address[..address.len() - 1].to_owned()] {
        assert!(read(&sent).is_err(), "{sent}");
    }
}

#[test]
fn an_address_cut_or_altered_in_the_parameters_name_is_with_view_of_a_link() {
    let text = write(&changed(), &run(&changed()));
    let address = format!("?s={text}");
    for end in 1..address.len() {
        assert!(stands_in(&address[..end]), "{}", &address[..end]);
        assert!(read(&address[..end]).is_err(), "{}", &address[..end]);
    }
    // With another first character it is a path, which a host does not have, or a fragment, which opens.
    for at in 1..address.len() {
        for other in (0x21..0x7f_u8).map(char::from) {
            let altered = format!("{}{other}{}", &address[..at], &address[at + 1..]);
            if altered != address {
                assert!(stands_in(&altered), "{altered}");
                assert!(read(&altered).is_err(), "{altered}");
            }
        }
    }
    // All in capitals; with another name and cut; with another name and a bracket after it.
    for altered in [
        address.to_ascii_uppercase(),
        address.replacen("?s", "?S", 1)[..address.len() - 9].to_owned(),
        format!("{})", address.replacen("?s", "?q", 1)),
    ] {
        assert!(stands_in(&altered) && read(&altered).is_err(), "{altered}");
    }
    for none in [
        "",
        "#figures",
        "?utm_source=mail&fbclid=abc",
        "?ref=s",
        "#",
        "?v=2.0",
        "?v=2.rc.1",
        "?tk=2",
        "?utm_content=hero~b",
        "?ref=~x",
    ] {
        assert!(!stands_in(none), "{none}");
    }
    for escaped in [format!("?s%3D{text}"), format!("#s%3D{}", text.replace('.', "%2E"))] {
        assert!(stands_in(&escaped));
        assert_eq!(read(&escaped).map(|link| link.scenario), Ok(changed()), "{escaped}");
    }
    let other = write(&Scenario::of(Baseline::first()), &run(&Scenario::of(Baseline::first())));
    assert_eq!(read(&format!("?s={text}#s={other}")), Err(LinkFault::Several));
    assert_eq!(read(&format!("?s={text}#s={text}")).map(|link| link.scenario), Ok(changed()));
}

#[test]
fn whole_but_unknown_is_refused_with_the_reason() {
    let link = |body: &str| read(&format!("{body}.{}", checksum(body)));
    assert!(matches!(link("3.tk"), Err(LinkFault::Version(_))));
    assert!(matches!(link("2.zz"), Err(LinkFault::Baseline(_))));
    assert!(matches!(link("2.tk.zzN1"), Err(LinkFault::Input(_))));
    assert!(matches!(link("2.tk.slN99"), Err(LinkFault::Value(_))));
    assert!(matches!(link("2.tk.slM15"), Err(LinkFault::Value(_))));
    assert!(matches!(link("2.tk.slN03"), Err(LinkFault::Value(_))));
    assert!(matches!(link("2.tk.slO30"), Err(LinkFault::Value(_))));
    assert!(matches!(link("2.tk.pa3Azz"), Err(LinkFault::Value(_))));
    assert!(matches!(link("2.tk.sl"), Err(LinkFault::Form(_))));
    assert!(matches!(link("2.tk.slN3-slN4"), Err(LinkFault::Form(_))), "twice");
    assert!(matches!(link("2.tk.slN3.slN4"), Err(LinkFault::Form(_))), "a second part of inputs");
    assert!(matches!(link("2.tk.QN3"), Err(LinkFault::Form(_))), "a part of a later release");
    assert!(matches!(link("2.tk.HN3"), Err(LinkFault::Form(_))), "figures are missing");
    assert!(matches!(link("2.tk..slN3"), Err(LinkFault::Form(_))));
    assert!(link("2.tk.slN3").is_ok());
    assert!(link("2.tk").is_ok());
    assert_eq!(read(""), Err(LinkFault::Empty));
}

/// The link has four digits of each number, and a reader sees three. Rounded twice, 623,470 would be 624k in the notice
/// and 623k above it.
#[test]
fn what_moved_is_told_with_the_digits_that_the_link_has() {
    let scenario = changed();
    let outcome = run(&scenario);
    let body = "2.tk.HP9105AAAAAA";
    let moved = read(&format!("{body}.{}", checksum(body))).expect("whole").moved(&outcome);
    assert_eq!(moved[0].when_shared, "910.5k");
    let now = outcome.metrics.get(metric::CHIPS_ONLINE).expect("chips are online");
    let nearest = (now / 100.0).round() / 10.0;
    assert_eq!(moved[0].now, format!("{nearest}k"));
}

#[test]
fn says_what_moved_since_it_was_shared() {
    let outcome = run(&Scenario::of(Baseline::first()));
    let body = "2.tk.HN1AAAAAA";
    let link = read(&format!("{body}.{}", checksum(body))).expect("whole");
    let moved = link.moved(&outcome);
    assert_eq!(moved.len(), CARRIED.len());
    assert_eq!((moved[0].when_shared.as_str(), moved[1].when_shared.as_str()), ("1", "no value"));
    assert!(!link.is_of_first_form);
}

/// Unchanged figures are listed too, so that a reader sees that only some have changed.
#[test]
fn all_that_was_shared_stands_beside_what_is_now() {
    for baseline in BASELINES {
        let scenario = Scenario::of(baseline);
        let outcome = run(&scenario);
        let link = read(&write(&scenario, &outcome)).expect("its own link");
        let since = link.since_shared(&outcome);
        assert_eq!(since.len(), CARRIED.len());
        assert!(since.iter().all(|one| !one.is_moved() && one.when_shared == one.now), "{since:?}");
        // With another scenario's figures, exactly those that differ are listed as changed.
        let mut late = scenario.clone();
        late.set_nearest(input::SLIP, 9.0);
        let (now, moved) = (run(&late), link.moved(&run(&late)));
        for one in link.since_shared(&now) {
            assert_eq!(moved.contains(&one), rounded(&outcome, one.metric) != rounded(&now, one.metric), "{one:?}");
            assert_eq!(one.value_after.is_none(), now.metrics.get(one.metric).is_err());
        }
    }
}

/// Ten changed inputs, as an analyst might choose them.
#[test]
fn ten_changes_fit_into_120_characters() {
    let text = write(&ten_changes(), &run(&ten_changes()));
    assert!(text.len() <= 120, "{} characters: {text}", text.len());
}

fn ten_changes() -> Scenario {
    with(&[
        ("equity.tranche1.amount_usd", "15000000000"),
        ("agreement.base.value_usd", "42000000000"),
        ("agreement.base.discount", "0.15"),
        ("phase.full.complete", "2027-06"),
        ("chip.gb300.price_usd_per_hour", "4.5"),
        ("chip.trainium3.mfu_fp8", "0.35"),
        ("operations.slip_months", "3"),
        ("operations.pue", "1.15"),
        ("supplier.wacc", "0.1"),
        ("view.as_of", "2027-06"),
    ])
}

#[test]
fn codes_end_where_values_begin() {
    for input in ParameterId::all() {
        let small = |sign: u8| sign.is_ascii_lowercase() || sign.is_ascii_digit();
        assert!(input.code().bytes().all(small) && input.code().starts_with(|c: char| c.is_ascii_lowercase()));
        if let Kind::Choice(choices) = input.row().kind {
            for choice in choices.all() {
                assert!(choice.code.bytes().all(small), "{}: {}", input.id(), choice.code);
            }
        }
    }
    let codes = || BASELINES.iter().map(|baseline| baseline.code);
    for (place, code) in codes().enumerate() {
        assert!(codes().position(|other| other == code) == Some(place), "two baselines have the code {code}");
    }
}

/// What never was a link of this page is not called a damaged link, and neither is a link of a later form.
#[test]
fn what_does_not_fit_is_called_what_it_is() {
    for foreign in
        ["?s=hello world please", "?s=hello%20world%20please", "?s=shoes&page=2", "some words", "?s=3.5 apples a day"]
    {
        let fault = read(foreign).expect_err(foreign);
        let is_damaged = foreign.starts_with("?s=3.5");
        assert_eq!(fault, if is_damaged { LinkFault::Damaged } else { LinkFault::Foreign }, "{foreign}");
        assert_eq!(fault.way_on().contains("whole"), is_damaged, "{foreign}");
    }
    for later in ["?s=3.tk.x", "3.tk.cpg3M35-slN3.0399tkm", "?s=12.zz"] {
        let fault = read(later).expect_err(later);
        assert!(matches!(fault, LinkFault::Version(_)), "{later}: {fault:?}");
        assert!(fault.to_string().contains("a newer version"), "{fault}");
    }
    let whole = write(&changed(), &run(&changed()));
    for length in 1..whole.len() {
        let cut = &whole[..length];
        assert_eq!(read(cut).map(|_| ()), Err(LinkFault::Damaged), "{cut}");
    }
    for damaged in
        [&whole[1..], &whole[2..], &whole[5..], &whole.replace("tk", "TK"), "?s=1~talks-2025-12~sl_3~aaaaaaa"]
    {
        assert_eq!(read(damaged).map(|_| ()), Err(LinkFault::Damaged), "{damaged}");
    }
}

mod first_form {
    use super::*;
    use crate::inputs::choices::Returns;
    use crate::inputs::input;

    fn link(body: &str) -> Result<Link, LinkFault> {
        read(&format!("{body}~{}", checksum(body)))
    }

    #[test]
    fn is_read_or_refused_with_the_reason() {
        assert!(matches!(link("2~talks-2025-12"), Err(LinkFault::Version(_))));
        assert!(matches!(link("1~talks-1999-01"), Err(LinkFault::Baseline(_))));
        assert!(matches!(link("1~talks-2025-12~zz_1"), Err(LinkFault::Input(_))));
        assert!(matches!(link("1~talks-2025-12~sl_99"), Err(LinkFault::Value(_))));
        assert!(matches!(link("1~talks-2025-12~sl_1.5"), Err(LinkFault::Value(_))));
        assert!(matches!(link("1~talks-2025-12~sl_NaN"), Err(LinkFault::Value(_))));
        assert!(matches!(link("1~talks-2025-12~sl_3.0"), Err(LinkFault::Value(_))));
        assert!(matches!(link("1~talks-2025-12~pa3_zz"), Err(LinkFault::Value(_))));
        assert!(matches!(link("1~talks-2025-12~is_2"), Err(LinkFault::Value(_))));
        assert!(matches!(link("1~talks-2025-12~sl"), Err(LinkFault::Form(_))));
        assert!(matches!(link("1~talks-2025-12~H_1,5"), Err(LinkFault::Form(_))));
        let read = link("1~talks-2025-12~sl_3").expect("a link");
        assert_eq!((read.scenario.get(input::SLIP), read.translated.len()), (3.0, 0));
    }

    #[test]
    fn what_changed_its_meaning_is_translated_and_said() {
        let read = link("1~talks-2025-12~hl_4.3~is_0").expect("a link");
        assert_eq!(read.scenario.get(input::HARDWARE_LIFE), 4.5);
        assert_eq!(read.scenario.get(input::RETURNS), Returns::Nothing.index() as f64);
        assert_eq!(read.translated.len(), 2, "{:?}", read.translated);
        let read = link("1~openai-amd~is_1~hl_6.5").expect("a link");
        assert_eq!(read.scenario.get(input::RETURNS), Returns::CloudSpend.index() as f64);
        assert_eq!((read.scenario.get(input::HARDWARE_LIFE), read.translated.len()), (6.5, 1));
    }

    #[test]
    fn what_moved_since_is_said() {
        let read = link("1~talks-2025-12~H_1.000e0_x").expect("whole");
        let moved = read.moved(&run(&read.scenario));
        assert_eq!(moved.len(), 2);
        assert_eq!((moved[0].when_shared.as_str(), moved[1].when_shared.as_str()), ("1", "no value"));
        assert!(read.is_of_first_form);
    }
}

mod shown {
    use super::*;
    use crate::share::shown::FigureCode;

    fn shown(scenario: &Scenario, shown: &Shown) -> String {
        let (compared, told, ranged) = (&Compared::default(), &Told::default(), &Ranged::default());
        write_all(scenario, &run(scenario), Beside { compared, told, ranged, shown })
    }

    /// Links of the explorer are the same as in all releases before there were views.
    #[test]
    fn the_explorer_needs_no_words() {
        for scenario in BASELINES.iter().map(Scenario::of).chain([changed(), ten_changes()]) {
            let before = write(&scenario, &run(&scenario));
            assert_eq!(shown(&scenario, &Shown::Explore), before);
            assert_eq!(read(&before).map(|link| link.shown), Ok(Shown::Explore));
        }
    }

    #[test]
    fn each_way_reads_back() {
        let chart = Shown::EmbeddedChart(FigureCode::parse("fleet").expect("a code"));
        for (way, part) in [(Shown::Brief, ".Sb."), (Shown::EmbeddedBrief, ".Seb."), (chart, ".Secfleet.")] {
            let text = shown(&changed(), &way);
            assert!(text.contains(part), "{text}");
            let link = read(&text).expect("its own link");
            assert_eq!((&link.shown, &link.scenario, link.translated.len()), (&way, &changed(), 0));
            assert_eq!(shown(&link.scenario, &link.shown), text);
        }
        let released = read("2.tk.HP3455P6735S7071U1396I1961X1K1034.Sb.01ir651").map(|link| link.shown);
        assert_eq!(released, Ok(Shown::Brief), "{}", shown(&Scenario::of(Baseline::first()), &Shown::Brief));
    }

    #[test]
    fn what_no_release_writes_is_refused() {
        let link = |body: &str| read(&format!("{body}.{}", checksum(body)));
        assert!(link("2.tk.TA.Sb").is_ok());
        assert!(link("2.tk.Ptk-Sb").is_ok());
        for bad in [
            "2.tk.S",
            "2.tk.Sx",
            "2.tk.Sb.Sb",
            "2.tk.Sb.TA",
            "2.tk.Sec",
            "2.tk.Sec-",
            "2.tk.SecFleet",
            "2.tk.Se",
            "2.tk.Ptk-S",
            "2.tk.Ptk-SSb",
        ] {
            assert!(matches!(link(bad), Err(LinkFault::Form(_))), "{bad}: {:?}", link(bad));
        }
    }
}

/// Whatever somebody sends, the reader answers, and the answer quotes no more than a line of it.
#[test]
fn hostile_links_are_answered_in_few_words() {
    let whole = |body: &str| format!("{body}.{}", checksum(body));
    let script = "<script>alert(1)</script>";
    let long = "x".repeat(1_000_000);
    let nested = "%25".repeat(50_000);
    for sent in [
        format!("?s={long}"),
        format!("?s={}", "2.".repeat(500_000)),
        format!("?s={}", "s=".repeat(300_000)),
        format!("?s={nested}"),
        whole(&format!("2.tk.T{script}")),
        whole(&format!("2.{script}")),
        whole(&format!("{script}.tk")),
        whole(&format!("2.tk.{long}")),
        whole(&format!("2.tk.zz{}N1", "z".repeat(9_999))),
        whole(&format!("2.tk.slN{}", "9".repeat(9_999))),
        whole("2.tk.slZZZ9"),
        whole("2.tk.slZZZ99999999999999999999"),
        whole("2.tk.NipuN3"),
        whole("2.tk.Nm99999999999-TA"),
        whole("2.tk.TZffffffffffffZ"),
        whole("2.tk.TZ202eZevil"),
        whole(&format!("2.tk{}", ".Cnv".repeat(20_000))),
        whole(&format!("2.tk{}", ".Pnv".repeat(20_000))),
        "?s=\u{202e}2.tk\u{0}\u{1b}[31m".to_owned(),
    ] {
        match read(&sent) {
            Ok(link) => {
                let name = link.compared.own_name();
                assert!(name.chars().count() <= 48 && !name.contains(char::is_control), "{name:?}");
            }
            Err(fault) => {
                let said = fault.to_string();
                assert!(said.chars().count() <= 160, "{} characters: {said:.200}", said.chars().count());
                assert!(!said.contains(|sign: char| sign.is_control() || sign == '\u{202e}'), "{said:?}");
            }
        }
    }
    assert!(matches!(read(&whole(&format!("2.{long}"))), Err(LinkFault::Baseline(_))));
}
