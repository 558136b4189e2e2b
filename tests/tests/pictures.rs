use journeys::*;
#[test]
fn pictures() {
    for (window, tag) in [(Window::WIDE, "wide"), (Window::NARROW, "narrow")] {
        journey_in(tag, window, "", |page| {
            page.shows(&first_with(&[]));
            for (theme, dark) in [("light", false), ("dark", true)] {
                page.prefer_dark(dark);
                page.reload();
                page.shows(&first_with(&[]));
                let shot = |name: &str| {
                    std::thread::sleep(std::time::Duration::from_millis(400));
                    page.keep_picture(&format!("p-{tag}-{theme}-{name}")).unwrap();
                };
                page.first_of(Role::Button, starting("Cost per effective")).click();
                shot("metric");
                let go = |q: &str| {
                    page.script("const e=document.createElement('button'); e.dataset.ask=arguments[0]; document.body.append(e); e.click(); e.remove()", &[serde_json::json!(q)]);
                };
                go("series:spend_to_date_usd:25");
                shot("sum");
                go("series:effective_flops:25");
                shot("series");
                go("fact:accelerator.gb300.fp8");
                shot("fact");
                go("input:operations.pue");
                shot("input");
                go("series:chips.gb200:25 series:chips.gb300:25");
                shot("choice");
                go("metric:payback_month");
                shot("absent");
                page.press(&[Key::Escape]);
                if !dark && tag == "wide" {
                    page.table_of(&page.chart("Dollars a PFLOP-hour"));
                    page.chart("Dollars a PFLOP-hour").look();
                    shot("table");
                    page.chart("Accelerators online").look();
                    shot("charts");
                    page.the(Role::Region, "Claims").look();
                    shot("claims");
                }
            }
        });
    }
}
