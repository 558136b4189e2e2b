//! Links with everything that they can carry: written, read, cut, altered, hostile, and wrapped by other programs.

use model::analysis::uncertainty::settings::{Certainty, Tie};
use model::analysis::uncertainty::wanted::{Aim, Side, Target};
use model::base::month::Month;
use model::inputs::baselines::Baseline;
use model::inputs::input::ParameterId;
use model::inputs::scenario::Scenario;
use model::metric;
use model::quantities::metric::MetricId;
use model::quantities::series::SeriesId;
use model::run::outcome::run;
use model::share::compared::{Compared, MOST, Way};
use model::share::permalink::{self, Beside, Link};
use model::share::ranged::{MOST_TARGETS, Ranged};
use model::share::shown::{FigureCode, Shown};
use model::share::told::{MOST_NOTES, MOST_STEPS, Place, Told};
use tests_shared::{scenarios, trust};

/// Pseudo-random numbers that are the same in every run.
struct Dice(u64);

impl Dice {
    fn below(&mut self, count: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % count.max(1)
    }

    fn one<'a, T>(&mut self, of: &'a [T]) -> &'a T {
        &of[self.below(of.len())]
    }

    fn text(&mut self) -> String {
        const WORDS: [&str; 12] = [
            "Why",
            "0.7 GW?",
            "<script>alert(1)</script>",
            "l’énergie",
            "計算",
            "مرحبا",
            "\u{202e}evil",
            "👩‍🚀",
            "X Z",
            "“so”",
            "a&b=c%41",
            "-.~_",
        ];
        (0..self.below(6)).map(|_| *self.one(&WORDS)).collect::<Vec<_>>().join(" ")
    }
}

/// Everything that a link can carry.
#[derive(Clone, Debug, PartialEq)]
struct Sent {
    scenario: Scenario,
    compared: Compared,
    told: Told,
    ranged: Ranged,
    shown: Shown,
}

/// Settings of ranges that a reader could make. Those that the model refuses are left out.
fn ranged(dice: &mut Dice) -> Ranged {
    let mut ranged = Ranged::default();
    ranged.shown = dice.below(2) == 0;
    let inputs: Vec<ParameterId> = ParameterId::all().collect();
    if dice.below(3) == 0 {
        ranged.draw_by(dice.below(1 << 30) as u64 * 1_000_003);
    }
    ranged.draw_tranches(dice.below(2) == 0);
    let _ = ranged.tie_by_vendor(dice.below(2) == 0);
    for _ in 0..dice.below(8) {
        let input = *dice.one(&inputs);
        let row = input.row();
        let mut end = || row.min + (row.max - row.min) * dice.below(1_000_001) as f64 / 1e6;
        let ends = [end(), end()];
        let between = Certainty::Between { low: ends[0].min(ends[1]), high: ends[0].max(ends[1]) };
        let _ = ranged.say(input, *dice.one(&[Certainty::Certain, Certainty::Uncertain, between]));
    }
    for _ in 0..dice.below(4) {
        let correlation = dice.below(2_001) as f64 / 1e3 - 1.0;
        let _ = ranged.tie(Tie { one: *dice.one(&inputs), other: *dice.one(&inputs), correlation });
    }
    let (metrics, series): (Vec<MetricId>, Vec<SeriesId>) = (MetricId::all().collect(), SeriesId::all().collect());
    for _ in 0..dice.below(MOST_TARGETS + 2) {
        let of = match dice.below(2) {
            0 => Aim::Metric(*dice.one(&metrics)),
            _ => Aim::Series(*dice.one(&series), Month(dice.below(120) as i32)),
        };
        let value = (dice.below(2_000_001) as f64 - 1e6) * [1e-9, 1.0, 1e6][dice.below(3)];
        ranged.hope(Target::new(of, *dice.one(&[Side::AtLeast, Side::AtMost]), value));
    }
    ranged
}

impl Sent {
    fn some(dice: &mut Dice, pool: &[Scenario]) -> Sent {
        let (mut compared, mut told) = (Compared::default(), Told::default());
        for _ in 0..dice.below(MOST + 1) {
            let name = dice.text();
            compared.pin(dice.one(pool), &name);
        }
        if !compared.pinned().is_empty() {
            compared.show(*dice.one(&Way::ALL));
            compared.refer_to(Some(dice.below(MOST + 1)));
        }
        compared.rename_own(&dice.text());
        let inputs: Vec<ParameterId> = ParameterId::all().collect();
        let figures = ["fleet", "spend", "cost-per-pflop", "a1"].map(|id| FigureCode::parse(id).expect(id));
        for _ in 0..dice.below(MOST_NOTES) {
            let place = match dice.below(3) {
                0 => Place::Input(*dice.one(&inputs)),
                1 => Place::Month(dice.below(100) as u16),
                _ => Place::Figure(dice.one(&figures).clone()),
            };
            told.pin(place, &dice.text());
        }
        for _ in 0..dice.below(MOST_STEPS + 1) {
            let (shown, caption) = (dice.one(&[Shown::Explore, Shown::Brief]).clone(), dice.text());
            told.add_step(dice.one(pool), &shown, &caption);
        }
        told.go_to(Some(dice.below(MOST_STEPS + 2)));
        let chart = Shown::EmbeddedChart(dice.one(&figures).clone());
        let shown = dice.one(&[Shown::Explore, Shown::Brief, Shown::EmbeddedBrief, chart]).clone();
        Sent { scenario: dice.one(pool).clone(), compared, told, ranged: ranged(dice), shown }
    }

    fn link(&self) -> String {
        let Sent { scenario, compared, told, ranged, shown } = self;
        permalink::write_all(scenario, &run(scenario), Beside { compared, told, ranged, shown })
    }
}

impl From<Link> for Sent {
    fn from(link: Link) -> Sent {
        Sent {
            scenario: link.scenario,
            compared: link.compared,
            told: link.told,
            ranged: link.ranged,
            shown: link.shown,
        }
    }
}

fn many(seed: u8, count: usize) -> Vec<Sent> {
    let pool = scenarios::some(seed, count.max(50));
    let mut dice = Dice(u64::from(seed));
    (0..count).map(|_| Sent::some(&mut dice, &pool)).collect()
}

#[test]
fn ten_thousand_read_back_as_they_were_written() {
    for sent in many(91, 10_000) {
        let link = sent.link();
        assert!(link.bytes().all(|sign| sign.is_ascii_alphanumeric() || b"-.".contains(&sign)), "{link}");
        assert!(!link.contains("--") && !link.contains(".."), "programs make dashes and ellipses of them: {link}");
        let read = permalink::read(&link).unwrap_or_else(|fault| panic!("{link}: {fault}"));
        assert!(read.translated.is_empty(), "{link}: {:?}", read.translated);
        let read = Sent::from(read);
        assert_eq!(read, sent, "{link}");
        assert_eq!(read.link(), link);
    }
    trust::tried(10_000);
}

/// A damaged link is refused, or repaired to exactly what was sent, with a notice.
fn is_refused_or_repaired(damaged: &str, sent: &Sent) {
    if let Ok(link) = permalink::read(damaged) {
        assert!(!link.translated.is_empty(), "opened without a word: {damaged}");
        assert_eq!(Sent::from(link), *sent, "another scenario: {damaged}");
    }
}

#[test]
fn cut_or_altered_is_refused_or_repaired() {
    let mut dice = Dice(5);
    // Links as short as people send them, because each is damaged at every place.
    let mut few: Vec<Scenario> = scenarios::some(92, 1_000);
    few.sort_by_key(|scenario| scenario.changes().count());
    few.truncate(60);
    let mut all: Vec<Sent> = (0..2_000).map(|_| Sent::some(&mut dice, &few)).collect();
    all.sort_by_key(|sent| sent.link().len());
    let all: Vec<Sent> = all.into_iter().step_by(3).take(200).collect();
    assert_eq!(all.len(), 200);
    for sent in &all {
        let link = sent.link();
        for end in 0..link.len() {
            is_refused_or_repaired(&link[..end], sent);
            let (before, after) = (&link[..end], &link[end + 1..]);
            let mut other = char::from(0x21 + dice.below(94) as u8);
            while link[end..].starts_with(other) {
                other = char::from(0x21 + dice.below(94) as u8);
            }
            is_refused_or_repaired(&format!("{before}{other}{after}"), sent);
        }
    }
    let mut shortest: Vec<&Sent> = all.iter().filter(|sent| !sent.told.is_empty()).collect();
    shortest.sort_by_key(|sent| sent.link().len());
    for sent in shortest.iter().take(10) {
        let link = sent.link();
        for at in 0..link.len() {
            for other in (0x20..0x7f_u8).map(char::from).filter(|other| !link[at..].starts_with(*other)) {
                is_refused_or_repaired(&format!("{}{other}{}", &link[..at], &link[at + 1..]), sent);
            }
        }
    }
}

fn first_with(changes: &[(&str, &str)]) -> Scenario {
    let mut scenario = Scenario::of(Baseline::first());
    for (id, text) in changes {
        scenario.set_text(ParameterId::parse(id).expect(id), text).expect(id);
    }
    scenario
}

/// Addresses as mail and chat programs rewrite them. Each opens to what was sent or is refused with a message.
#[test]
fn wrappers_of_mail_and_chat_are_undone_or_refused() {
    let scenario = first_with(&[("chip.gb300.price_usd_per_hour", "3.5"), ("operations.slip_months", "3")]);
    let link = permalink::write(&scenario, &run(&scenario));
    let address = format!("https://example.org/rackrate/?s={link}");
    let once = escaped(&address);
    let twice = escaped(&once);
    // In Proofpoint's second form a hyphen stands for % and an underscore for /.
    let point2 = once.replace("%2F", "_").replace('-', "-2D").replace('%', "-");
    for (who, sent) in [
        (
            "Outlook SafeLinks",
            format!(
                "https://nam02.safelinks.protection.outlook.com/?url={once}&data=05%7C01%7Ca%40b.org%7C0&sdata=Zm9v%3D&reserved=0"
            ),
        ),
        (
            "SafeLinks in a mail's source",
            format!("https://nam02.safelinks.protection.outlook.com/?url={once}&amp;data=05%7C01&amp;reserved=0"),
        ),
        (
            "Teams",
            format!(
                "https://statics.teams.cdn.office.net/evergreen-assets/safelinks/1/atp-safelinks.html?url={once}&locale=en-us"
            ),
        ),
        (
            "Proofpoint, second form",
            format!("https://urldefense.proofpoint.com/v2/url?u={point2}&d=DwMFaQ&c=abc&r=def&m=ghi&s=jkl_mno&e="),
        ),
        ("Proofpoint, third form", format!("https://urldefense.com/v3/__{address}__;!!AbCd!EfGh-ij_kl$")),
        ("Barracuda", format!("https://linkprotect.cudasvc.com/url?a={once}&c=E,1,abc,_def&typo=1")),
        ("Slack", format!("https://slack-redir.net/link?url={once}&v=3")),
        ("Facebook", format!("https://l.facebook.com/l.php?u={once}%26fbclid%3DIwAR0abc&h=AT0x&s=1")),
        ("Google", format!("https://www.google.com/url?q={once}&sa=D&source=editors&ust=1700000000000000&usg=AOvVaw0")),
        ("Google, half escaped", format!("https://www.google.com/url?q=https://example.org/?s%3D{link}&sa=D")),
        ("LinkedIn", format!("https://www.linkedin.com/safety/go?url={once}&trk=flagship")),
        (
            "Trend Micro",
            format!("https://ca-eu.trendmicro.com:443/wis/clicktime/v1/query?url={once}&umid=abc&auth=def"),
        ),
        ("Symantec", format!("https://clicktime.symantec.com/15sLv?h=abc&u={once}")),
        ("FireEye", format!("https://protect2.fireeye.com/v1/url?k=abc&q=1&e=def&u={once}")),
        ("Cisco", format!("https://secure-web.cisco.com/1aBcD_eF/{once}")),
        (
            "Hornetsecurity, which has an s of its own",
            format!("https://atpscan.global.hornetsecurity.com/?d=a&s=5f7e&u={once}"),
        ),
        ("a campaign's marks", format!("{address}&utm_source=mail&mc_cid=0&fbclid=x")),
        ("one wrapper in another", format!("https://nam02.safelinks.protection.outlook.com/?url={twice}&data=05")),
        ("three of them", format!("https://a.example/?u={}&b=1", escaped(&twice))),
    ] {
        let read = permalink::read(&sent).unwrap_or_else(|fault| panic!("{who}: {fault}"));
        assert_eq!(read.scenario, scenario, "{who}");
    }
    // Invisible characters and line breaks in the middle of a link are dropped, escaped or not. Browsers escape them
    // when an address is copied.
    let middle = address.len() - link.len() / 2;
    for nothing in ["%C2%AD", "%E2%80%8C", "%E2%80%8b", "%0A", "%0D%0A", "%EF%BB%BF", "%25C2%25AD", "\u{ad}", "\r\n"] {
        let sent = format!("{}{nothing}{}", &address[..middle], &address[middle..]);
        let read = permalink::read(&sent).unwrap_or_else(|fault| panic!("{nothing:?}: {fault}"));
        assert_eq!(read.scenario, scenario, "{nothing:?}");
    }
    // Some programs hide the address or encode it in a way of their own, and some links are ambiguous or cut. These are
    // refused; nothing is guessed.
    for (who, sent) in [
        ("Mimecast", "https://protect-eu.mimecast.com/s/aBcDeFgH1234?domain=example.org".to_owned()),
        ("Mimecast, new", "https://url.uk.m.mimecastprotect.com/s/aBcD?domain=example.org".to_owned()),
        (
            "Sophos",
            "https://eu-west-1.protection.sophos.com?d=example.org&u=aHR0cHM6Ly9leGFtcGxl&s=QVZOUEVIVE8".to_owned(),
        ),
        ("a short address", "https://t.co/AbCdEf".to_owned()),
        (
            "two scenarios",
            format!(
                "{address}#s={}",
                permalink::write(&Scenario::of(Baseline::first()), &run(&Scenario::of(Baseline::first())))
            ),
        ),
        ("cut in its middle", format!("https://slack-redir.net/link?url={}", &once[..once.len() - 3])),
    ] {
        let fault = permalink::read(&sent).expect_err(who);
        assert!(!fault.to_string().is_empty(), "{who}");
    }
    trust::tried(25);
}

fn escaped(text: &str) -> String {
    text.bytes()
        .map(|byte| match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => char::from(byte).to_string(),
            byte => format!("%{byte:02X}"),
        })
        .collect()
}

/// A link as analysts use it: ten changed inputs, figures and checksum.
#[test]
fn ten_changes_come_to_120_characters_in_the_middle() {
    let mut dice = Dice(17);
    let mut lengths: Vec<usize> = (0..501)
        .map(|_| {
            let mut scenario = Scenario::of(dice.one(model::inputs::baselines::BASELINES));
            let inputs: Vec<ParameterId> = ParameterId::all().collect();
            while scenario.changes().count() < 10 {
                let input = *dice.one(&inputs);
                let row = input.row();
                // Two significant digits, as people type them.
                let value = row.min + (row.max - row.min) * dice.below(10_001) as f64 / 10_000.0;
                scenario.set_nearest(input, format!("{value:.1e}").parse().expect("a number"));
            }
            permalink::write(&scenario, &run(&scenario)).len()
        })
        .collect();
    lengths.sort_unstable();
    let middle = lengths[lengths.len() / 2];
    assert!(middle <= 120, "{middle} characters in the middle, {} at most", lengths[500]);
}

/// Six named scenarios with changes, and notes: within the length that mail programs leave intact.
#[test]
fn six_scenarios_with_notes_stay_under_2000_characters() {
    let change = |place: usize| {
        let mut scenario = first_with(&[
            ("chip.gb300.price_usd_per_hour", "4.5"),
            ("operations.pue", "1.2"),
            ("supplier.wacc", "0.1"),
        ]);
        scenario.set_nearest(model::input::SLIP, place as f64 + 1.0);
        scenario.set_nearest(model::input::GOODPUT, 0.8 + place as f64 / 100.0);
        scenario
    };
    let (mut compared, mut told) = (Compared::default(), Told::default());
    for place in 0..6 {
        compared.pin(&change(place), &format!("Late by {} months, cheaper", place + 1));
    }
    for (place, input) in ParameterId::all().enumerate().take(6) {
        let text = format!("Note {place}: the letter says so, but the filing of March gives a lower number. Why?");
        assert!(told.pin(Place::Input(input), &text));
    }
    let scenario = change(9);
    let beside = Beside { compared: &compared, told: &told, ranged: &Ranged::default(), shown: &Shown::Brief };
    let link = permalink::write_all(&scenario, &run(&scenario), beside);
    assert!(link.len() <= 2_000, "{} characters", link.len());
    assert!(run(&scenario).metrics.get(metric::CHIPS_ONLINE).is_ok());
}
