//! The brief or a chart in a frame of another page, and the messages that this page may send.

use anyhow::{Context, ensure};
use journeys::{Page, Role, Window, figures, first_with, journey_in, link, on_fixture, plain, site_of_release};
use local::Site;
use model::inputs::scenario::Scenario;
use model::metric;
use model::run::outcome::run;
use model::share::compared::Compared;
use model::share::permalink::{self, Beside};
use model::share::ranged::Ranged;
use model::share::shown::{FigureCode, Shown};
use model::share::told::Told;
use serde_json::{Value, json};
use std::sync::Arc;

fn scenario() -> Scenario {
    first_with(&[("operations.slip_months", "4"), ("chip.gb300.price_usd_per_hour", "4.5")])
}

fn chart(id: &str) -> Shown {
    Shown::EmbeddedChart(FigureCode::parse(id).expect("a code"))
}

/// The link of a scenario as it is shown in a frame.
fn link_shown(scenario: &Scenario, shown: &Shown) -> String {
    permalink::write_all(
        scenario,
        &run(scenario),
        Beside { compared: &Compared::default(), shown, told: &Told::default(), ranged: &Ranged::default() },
    )
}

/// Opens a page of another site that shows the release in a frame. Passes that page, and the site of the release.
#[track_caller]
fn on_host(name: &str, shown: &Shown, sandbox: Option<&str>, walk: impl FnOnce(&Page, &Site)) {
    on_host_of(name, &link_shown(&scenario(), shown), sandbox, walk);
}

/// The same with a given link.
#[track_caller]
fn on_host_of(name: &str, link: &str, sandbox: Option<&str>, walk: impl FnOnce(&Page, &Site)) {
    let site: Arc<Site> = site_of_release().expect("a release");
    let frame = site.address(&format!("?s={link}"));
    let sandbox = sandbox.map_or_else(String::new, |tokens| format!("&sandbox={tokens}"));
    let folder = tests_shared::package().join("fixture/host");
    on_fixture(name, &folder, |page| {
        let host = page.site().address(&format!("?frame={frame}{sandbox}"));
        page.go(&host);
        walk(page, &site);
    });
}

/// The frame's answer to a message.
#[track_caller]
fn ask(page: &Page, kind: &str, more: &Value) -> Value {
    let asked = "const done = arguments[2];
        ask(arguments[0], arguments[1]).then(done, fault => done({ type: 'none', message: String(fault) }))";
    page.session().script_later(asked, &[json!(kind), more.clone()]).expect("a script")
}

/// Waits until the frame answers, because it misses messages that are sent before it listens.
#[track_caller]
fn answers(page: &Page) -> Value {
    page.until("an answer", || {
        let asked = "const done = arguments[0];
            Promise.race([ask('get'), new Promise((_, no) => setTimeout(no, 500))]).then(done, () => done(null))";
        let told = page.session().script_later(asked, &[])?;
        ensure!(told["type"] == "state", "the frame says {told}");
        Ok(told)
    })
}

/// Calls `look` while WebDriver's commands apply to the frame.
#[track_caller]
fn inside(page: &Page, look: impl FnOnce()) {
    page.session().look_into(Some(0)).expect("the frame");
    look();
    page.session().look_into(None).expect("the page");
}

#[track_caller]
fn is_told(told: &Value, scenario: &Scenario) {
    let outcome = run(scenario);
    assert_eq!(told["rackrate"], 1);
    assert_eq!(told["baseline"], scenario.baseline().id);
    assert_eq!(told["modified"], scenario.is_modified());
    assert_eq!(told["asOf"], outcome.as_of.to_string());
    let opened = |part: &str| permalink::read(told[part].as_str().unwrap_or_default()).expect(part);
    assert_eq!(opened("link").scenario, *scenario);
    assert_eq!(opened("address").scenario, *scenario);
    assert_eq!(opened("address").shown, Shown::Explore);
    let chips = told["figures"].as_array().and_then(|all| all.iter().find(|one| one["id"] == "chips_online"));
    assert_eq!(chips.and_then(|one| one["value"].as_f64()), outcome.metrics.get(metric::CHIPS_ONLINE).ok());
    let shown = told["figures"].as_array().into_iter().flatten().map(|one| {
        let part = |name: &str| plain(one[name].as_str().unwrap_or_default());
        (part("name"), part("text"))
    });
    assert_eq!(shown.collect::<Vec<_>>(), figures(&outcome));
}

#[test]
fn a_chart_stands_in_a_frame_with_title_source_and_a_way_to_all_of_it() {
    for sandbox in [None, Some("allow-scripts")] {
        on_host("frame, chart", &chart("fleet"), sandbox, |page, site| {
            is_told(&answers(page), &scenario());
            inside(page, || {
                page.reads("Open in Rackrate");
                page.reads("Accelerators online");
                // Read by a script, because drivers compute names and roles only in the outer page.
                let seen = page.script(
                    "const figure = document.querySelector('figure'), link = document.querySelector('main .source-note a');
                     return [figure.querySelectorAll('svg').length > 0 && figure.clientHeight > 100,
                       figure.querySelector('h3').innerText.length > 10, figure.querySelector('.source-line').innerText.length > 10,
                       document.querySelectorAll('.top-bar, .inputs, .timeline').length,
                       link.innerText, link.target, link.rel, link.href]",
                    &[],
                );
                let expected = json!([true, true, true, 0, "Open in Rackrate", "_blank", "noopener"]);
                assert_eq!(seen.as_array().map(|all| Value::from(all[..7].to_vec())), Some(expected));
                let href = seen[7].as_str().unwrap_or_default();
                assert!(href.starts_with(&site.address("")), "{href}");
                assert_eq!(permalink::read(href).expect("a link").scenario, scenario());
            });
        });
    }
}

#[test]
fn a_brief_stands_in_a_frame_also_where_workers_and_storage_are_refused() {
    for sandbox in [None, Some("allow-scripts")] {
        on_host("frame, brief", &Shown::EmbeddedBrief, sandbox, |page, _| {
            answers(page);
            inside(page, || {
                page.reads("What limits growth");
                page.reads("instead of $5.00");
                page.reads("Open in Rackrate");
                // The explanation of an input has no field, because only the surrounding page may change inputs.
                page.script("document.querySelector('[data-ask^=\"input:\"]').click()", &[]);
                page.until("an explanation without a field", || {
                    let seen = page.session().script(
                        "const open = document.querySelector('.explain');
                         return [open?.querySelectorAll('.answer h2').length, open?.querySelectorAll('input').length]",
                        &[],
                    )?;
                    ensure!(seen == json!([1, 0]), "{seen}");
                    Ok(())
                });
            });
        });
    }
}

/// Nobody knows what an unreadable link was to show. So the frame shows a notice in its own layout, with a link to the
/// page, and no other scenario's numbers. A valid link that the surrounding page sends next is shown.
#[test]
fn a_refused_link_in_a_frame_is_a_notice_and_never_the_whole_page() {
    let whole = link_shown(&scenario(), &chart("fleet"));
    let altered = whole.replacen(".H", ".H7", 1);
    for (link, sandbox) in [(&whole[..20], None), (&whole[..20], Some("allow-scripts")), (altered.as_str(), None)] {
        let fault = permalink::read(link).expect_err("it is broken").to_string();
        on_host_of("frame, refused", link, sandbox, |page, site| {
            inside(page, || {
                page.reads("This link was not opened");
                page.reads(&fault);
                let seen = page.script(
                    "return [document.querySelectorAll('.top-bar, .inputs, .timeline, .tile, .brief, .chart, footer').length,
                       document.querySelector('main a').innerText, document.querySelector('main a').href,
                       document.documentElement.scrollWidth <= innerWidth, document.title]",
                    &[],
                );
                let address = site.address(&format!("?s={link}"));
                assert_eq!(seen, json!([0, "Open in Rackrate", address, true, "Rackrate"]));
            });
            for kind in ["get", "subscribe"] {
                let told = ask(page, kind, &json!({}));
                assert_eq!(told["type"], "error", "{told}");
                assert!(told["message"].as_str().is_some_and(|said| said.contains(&fault)), "{told}");
            }
            is_told(&ask(page, "set", &json!({ "link": whole })), &scenario());
            inside(page, || {
                page.reads("Accelerators online");
                assert_eq!(page.script("return document.querySelectorAll('.refused').length", &[]), 0);
            });
            // The refused subscription sends no messages later.
            assert_eq!(page.script("return heard.filter(one => one.id === undefined).length", &[]), 0);
        });
    }
    // Outside a frame, such a link opens the whole page with the notice.
    journey_in("no frame, refused", Window::WIDE, &format!("?s={}", &whole[..20]), |page| {
        page.reads("This link was not opened");
        page.shows(&first_with(&[]));
    });
}

#[test]
fn every_chart_can_stand_in_a_frame_and_one_that_is_not_known_is_the_brief() {
    on_host("frame, every chart", &chart("fleet"), None, |page, _| {
        answers(page);
        for id in
            ["compute", "power", "spend", "cash", "stake", "cost", "efficiency", "flows", "investor", "claims", "mix"]
        {
            let told = ask(page, "set", &json!({ "link": link_shown(&scenario(), &chart(id)) }));
            assert_eq!(told["type"], "state", "{told}");
            inside(page, || {
                page.until(id, || {
                    let seen = page.session().script(
                        "return [...document.querySelectorAll('main svg, main table')].filter(e => e.clientHeight > 40).length",
                        &[],
                    )?;
                    ensure!(seen.as_u64() > Some(0), "nothing is drawn");
                    Ok(())
                });
            });
        }
        ask(page, "set", &json!({ "link": link_shown(&scenario(), &chart("none-such")) }));
        inside(page, || {
            page.reads("This release has no chart “none-such”");
            page.reads("What limits growth");
        });
    });
}

#[test]
fn the_page_around_a_frame_gets_sets_and_subscribes() {
    for sandbox in [None, Some("allow-scripts")] {
        on_host("frame, messages", &chart("fleet"), sandbox, |page, _| {
            is_told(&answers(page), &scenario());
            is_told(&ask(page, "subscribe", &json!({})), &scenario());
            let entries = page.steps();
            let later = first_with(&[("operations.slip_months", "9")]);
            // A link of the explorer sets the scenario, and the frame keeps its chart.
            is_told(&ask(page, "set", &json!({ "link": link(&later) })), &later);
            page.until("what was subscribed", || {
                let heard = page
                    .session()
                    .script("return heard.filter(one => one.id === undefined && one.type === 'state').pop()", &[])?;
                let shown = heard["link"].as_str().context("nothing came")?;
                ensure!(
                    permalink::read(shown).is_ok_and(|link| link.scenario == later && link.shown == chart("fleet")),
                    "{heard}"
                );
                Ok(())
            });
            assert_eq!(page.steps(), entries, "the frame writes nothing into the history of the page around it");
            let told = ask(page, "height", &json!({}));
            let inner = || page.script("return document.querySelector('main').getBoundingClientRect().height", &[]);
            let mut high = Value::Null;
            inside(page, || high = inner());
            let (told, high) = (told["height"].as_f64().unwrap_or(0.0), high.as_f64().unwrap_or(0.0));
            assert!(high > 200.0 && (told - high).abs() <= 40.0, "{told} is told, {high} is seen");
            // When other content changes the height, the frame reports it without being asked again.
            ask(page, "set", &json!({ "link": link_shown(&later, &Shown::EmbeddedBrief) }));
            page.until("the height of the brief", || {
                let heard = page
                    .session()
                    .script("return heard.filter(one => one.id === undefined && one.type === 'height').pop()", &[])?;
                ensure!(heard["height"].as_f64().is_some_and(|now| (now - told).abs() > 40.0), "{heard}");
                Ok(())
            });
        });
    }
}

#[test]
fn what_is_no_message_is_ignored_and_what_is_a_wrong_one_is_answered_in_words() {
    on_host("frame, wrong messages", &chart("fleet"), None, |page, _| {
        let before = answers(page);
        let whole = link(&first_with(&[("operations.slip_months", "9")]));
        for (kind, more, words) in [
            ("wish", json!({}), "Known are get, set, subscribe and height."),
            ("set", json!({}), "wants a link"),
            ("set", json!({ "link": 7 }), "wants a link"),
            ("set", json!({ "link": &whole[..whole.len() - 3] }), "The link was not opened"),
            ("set", json!({ "link": "javascript:alert(1)" }), "The link was not opened"),
            ("set", json!({ "link": "x".repeat(1_000_000) }), "too long for a link"),
            ("get", json!({ "rackrate": 2 }), "speaks version 1"),
        ] {
            let told = ask(page, kind, &more);
            assert_eq!(told["type"], "error", "{kind} {told}");
            assert!(told["message"].as_str().is_some_and(|said| said.contains(words)), "{kind}: {told}");
        }
        let count = page.script("return heard.length", &[]);
        page.script(
            "for (const no of [null, 1, 'get', [], {}, { type: 'get' }, { rackrate: undefined, type: 'get' }, new Map()]) say(no)",
            &[],
        );
        let after = ask(page, "get", &json!({}));
        assert_eq!(after["link"], before["link"], "nothing was changed");
        let heard = page.script("return heard.length", &[]);
        assert_eq!(heard.as_u64(), count.as_u64().map(|count| count + 1), "the others were not answered");
    });
}

/// The frame ignores messages from windows that do not contain it, such as a frame beside it.
#[test]
fn only_the_page_around_it_is_heard() {
    on_host("frame, others", &chart("fleet"), None, |page, _| {
        let before = answers(page);
        let other = link(&first_with(&[("operations.slip_months", "9")]));
        page.script(
            "const other = document.createElement('iframe');
             document.body.append(other);
             other.contentWindow.eval(`parent.frames[0].postMessage({ rackrate: 1, type: 'set', link: '${arguments[0]}' }, '*')`)",
            &[json!(other)],
        );
        let after = ask(page, "get", &json!({}));
        assert_eq!(after["link"], before["link"]);
    });
}

#[test]
fn the_menu_gives_a_frame_to_paste() {
    journey_in("frame to paste", Window::WIDE, &link(&scenario()), |page| {
        page.allow_clipboard();
        page.shows(&scenario());
        page.the(Role::Button, "Share").click();
        let menu = page.the(Role::Dialog, "Share");
        let field = menu.the(Role::Textbox, "The frame");
        for (choice, shown) in [("The brief", Shown::EmbeddedBrief), ("Accelerators online", chart("fleet"))] {
            menu.the(Role::Combobox, "What stands in the frame").choose(choice);
            let markup = field.value();
            assert!(markup.starts_with("<iframe src=\"http") && !markup.contains("<script"), "{markup}");
            let attribute = |name: &str| {
                let rest = markup.split_once(&format!("{name}=\"")).map(|(_, rest)| rest).unwrap_or_default();
                rest.split('"').next().unwrap_or_default().to_owned()
            };
            let framed = permalink::read(&attribute("src")).expect("a link");
            assert_eq!((framed.scenario, framed.shown), (scenario(), shown));
            assert_eq!(permalink::read(&attribute("href")).expect("a link").shown, Shown::Explore);
            menu.the(Role::Button, "Copy the frame").click();
            page.until("the clipboard", || {
                let copied = page.session().script("return navigator.clipboard.readText()", &[])?;
                ensure!(copied.as_str() == Some(markup.as_str()), "{copied}");
                Ok(())
            });
        }
    });
}
