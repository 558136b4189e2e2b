//! Sending and receiving a scenario by link, going back and forward, and broken links.

use journeys::{Page, Role, Window, containing, first_with, input, journey, journey_in, link, plain, starting};
use model::inputs::baselines::{BASELINES, Baseline};
use model::inputs::scenario::Scenario;
use model::run::outcome::run;
use model::share::permalink;

fn changed() -> Scenario {
    first_with(&[
        ("equity.tranche1.amount_usd", "20e9"),
        ("operations.slip_months", "3"),
        ("chip.gb300.price_usd_per_hour", "3.5"),
        ("phase.expansion.chip_a", "trainium2"),
        ("phase.full.complete", "2027-02"),
        ("limit.power", "on"),
    ])
}

/// A link's body in the first form, with its checksum.
fn sealed(body: &str) -> String {
    tests_shared::links::sealed(body, '~')
}

/// Checks that the page refuses this link, says why and what to do, and shows the first baseline.
#[track_caller]
fn refuses(page: &Page, address: &str) {
    let fault = permalink::read(address).expect_err("this link is broken");
    let said = page.the(Role::Alert, containing("not opened")).words();
    assert!(said.contains(&plain(&fault.to_string())), "{said:?} does not say: {fault}");
    assert!(said.contains(fault.way_on()), "{said:?} does not say what to do: {fault}");
    page.shows(&Scenario::of(Baseline::first()));
}

#[test]
fn somebody_else_sees_what_was_sent() {
    journey("send", |page| {
        let scenario = changed();
        for id in scenario.changes() {
            page.put(id, &scenario);
        }
        page.shows(&scenario);
        page.address_is(&scenario);
        let address = page.address();
        let value = address.split_once("?s=").expect("one parameter").1;
        assert!(value.bytes().all(|b| b.is_ascii_alphanumeric() || b"-._~".contains(&b)), "{address}");

        page.sent_to_somebody(&address, |other| {
            other.shows(&scenario);
            other.inputs_are(&scenario);
            other.address_is(&scenario);
            assert_eq!(other.address(), address);
            assert_eq!(other.every(Role::Alert, containing("")).len(), 0);
        });
    });
}

#[test]
fn the_button_copies_what_the_address_bar_says() {
    journey("copy", |page| {
        page.allow_clipboard();
        let scenario = first_with(&[("operations.slip_months", "5")]);
        page.put(input("operations.slip_months"), &scenario);
        // Right after the change: the address bar may lag behind, but the copied link may not.
        page.the(Role::Button, "Share").click();
        page.the(Role::Dialog, "Share").reads("Link copied.");
        let copied = page.script("return navigator.clipboard.readText()", &[]);
        let copied = copied.as_str().expect("a text");
        assert_eq!(permalink::read(copied).expect("a link").scenario, scenario);
        page.address_is(&scenario);
        assert_eq!(page.address(), copied);
    });
}

#[test]
fn back_and_forward_restore_what_was_there() {
    journey("history", |page| {
        let steps = [
            first_with(&[]),
            first_with(&[("operations.slip_months", "3")]),
            first_with(&[("operations.slip_months", "3"), ("operations.pue", "1.4")]),
            Scenario::of(&BASELINES[5]),
        ];
        page.shows(&steps[0]);
        page.address_is(&steps[0]);
        for (place, id) in [(1, "operations.slip_months"), (2, "operations.pue")] {
            page.put(input(id), &steps[place]);
            page.address_is(&steps[place]);
        }
        page.start_from(steps[3].baseline());
        page.address_is(&steps[3]);
        for place in [2, 1, 0] {
            page.back();
            page.shows(&steps[place]);
            page.address_is(&steps[place]);
        }
        page.inputs_are(&steps[0]);
        for place in [1, 2, 3] {
            page.forward();
            page.shows(&steps[place]);
            page.address_is(&steps[place]);
        }
        page.inputs_are(&steps[3]);
        // A reload keeps the scenario that back led to.
        page.back();
        page.back();
        page.shows(&steps[1]);
        page.reload();
        page.shows(&steps[1]);
    });
}

/// `model/src/share/permalink/tests.rs` cuts and alters links at every character. This checks of five broken links that
/// the page shows the parser's message.
#[test]
fn what_the_reader_of_links_refuses_the_page_refuses_in_its_words() {
    let whole = link(&changed());
    let altered = |at: usize| {
        let other = if &whole[at..=at] == "7" { "5" } else { "7" };
        format!("{}{other}{}", &whole[..at], &whole[at + 1..])
    };
    let end = whole.len();
    let broken =
        [whole[..end - 1].to_owned(), whole[..end / 2].to_owned(), altered(5), altered(end / 2), altered(end - 1)];
    journey_in("broken links", Window::WIDE, &whole, |page| {
        page.shows(&changed());
        let home = page.address().split('?').next().unwrap_or_default().to_owned();
        for link in &broken {
            page.go(&format!("{home}{link}"));
            refuses(page, link);
            page.go(&format!("{home}{whole}"));
            page.shows(&changed());
            assert_eq!(page.every(Role::Alert, containing("not opened")).len(), 0, "the whole link is opened");
        }
    });
}

#[test]
fn a_broken_link_is_refused_on_arrival_and_can_be_put_away() {
    let whole = link(&changed());
    let cut = &whole[..whole.len() - 4];
    journey_in("cut link", Window::WIDE, cut, |page| {
        refuses(page, cut);
        let alert = page.the(Role::Alert, containing("not opened"));
        alert.the(Role::Button, "Dismiss").click();
        page.until_it_is("notices", &0, || Ok(page.every(Role::Alert, containing("")).len()));
        // The address bar shows the reader's next change.
        let scenario = first_with(&[("operations.slip_months", "1")]);
        page.put(input("operations.slip_months"), &scenario);
        page.shows(&scenario);
        page.address_is(&scenario);
    });
}

#[test]
fn a_whole_link_that_says_something_unknown_is_refused() {
    let bodies =
        ["1~talks-1999-01", "2~talks-2025-12", "1~talks-2025-12~zz_1", "1~talks-2025-12~sl_99", "1~talks-2025-12~sl"];
    let links = bodies.map(|body| format!("?s={}", sealed(body)));
    journey_in("unknown", Window::WIDE, &links[0], |page| {
        let home = page.address().split('?').next().unwrap_or_default().to_owned();
        for link in &links {
            page.go(&format!("{home}{link}"));
            refuses(page, link);
        }
    });
}

#[test]
fn links_open_however_mail_and_chat_tools_hand_them_on() {
    let scenario = changed();
    let whole = link(&scenario);
    let text = whole.strip_prefix("?s=").expect("a parameter");
    let escaped = text.replace('~', "%7E").replace('_', "%5F");
    let forms = [
        format!("#s={text}"),
        format!("?s={escaped}"),
        format!("?s={}", escaped.replace('%', "%25")),
        format!("?utm_source=mail&s={text}&x=1"),
        format!("?s%3D{escaped}"),
    ];
    journey_in("forms", Window::WIDE, &forms[0], |page| {
        let home = page.address().split(['?', '#']).next().unwrap_or_default().to_owned();
        for form in &forms {
            page.go("about:blank");
            page.go(&format!("{home}{form}"));
            page.shows(&scenario);
            assert_eq!(page.every(Role::Alert, containing("")).len(), 0, "{form}");
            page.until_it_is("the address bar", &format!("{home}{whole}"), || Ok(page.address()));
        }
        page.inputs_are(&scenario);
    });
}

#[test]
fn numbers_that_moved_since_a_link_was_shared_are_told() {
    let body = "1~talks-2025-12~sl_3~H_1.000e3_x";
    journey_in("moved", Window::WIDE, &format!("?s={}", sealed(body)), |page| {
        let scenario = first_with(&[("operations.slip_months", "3")]);
        page.shows(&scenario);
        let said = page.the(Role::Status, containing("when shared")).words();
        for moved in permalink::read(&sealed(body)).expect("whole").moved(&run(&scenario)) {
            for part in [moved.metric.name(), moved.when_shared, moved.now] {
                assert!(said.contains(&plain(&part)), "{part:?} is not in {said:?}");
            }
        }
        // A press shows all figures that the link carries, with the known reason for the difference, and announces that
        // they are shown.
        let asked = |page: &Page| page.script("return document.querySelectorAll('.since .answer').length", &[]);
        assert_eq!(asked(page).as_u64(), Some(0), "nothing is asked before it is opened");
        page.the(Role::Button, "Show the difference").click();
        page.reads("its figures are those of the model’s first edition");
        let rows =
            page.script("return [...document.querySelectorAll('.since tbody tr')].map(row => row.innerText)", &[]);
        let rows: Vec<String> =
            rows.as_array().into_iter().flatten().filter_map(|row| row.as_str()).map(plain).collect();
        let since = permalink::read(&sealed(body)).expect("whole").since_shared(&run(&scenario));
        assert_eq!(rows.len(), since.len());
        for (row, one) in rows.iter().zip(since) {
            for part in [one.metric.name(), one.when_shared, one.now] {
                assert!(row.contains(&plain(&part)), "{part:?} is not in {row:?}");
            }
        }
        let told = page.script("return document.querySelector('.since [role=status]').innerText", &[]);
        assert_eq!(told.as_str(), Some("Shown."));
        page.the(Role::Button, "Hide the difference").click();
        page.until_it_is("the table", &Some(0), || Ok(asked(page).as_u64()));
        page.the(Role::Button, "Dismiss").click();
        page.until_it_is("notices", &0, || Ok(page.every(Role::Status, starting("Numbers")).len()));
        // The received link stays in the address until something is changed.
        let sent = page.address();
        assert!(sent.ends_with(&format!("?s={}", sealed(body))), "{sent}");
        let changed = first_with(&[("operations.slip_months", "3"), ("operations.pue", "1.3")]);
        page.put(input("operations.pue"), &changed);
        page.shows(&changed);
        page.until_it_is("the address bar", &true, || Ok(page.address().ends_with(&link(&changed))));
    });
}
