//! Misreadings: how numbers of this explorer are commonly misread, and what they really say.
//!
//! Each row is one misreading. `facts` are ids as listed in `inputs/evidence.rs`; a test looks each of them up.

use crate::facts::provenance::evidence_text;
use serde::Serialize;

macro_rules! misreadings {
    ($($id:literal $wrong:literal $right:literal [$($fact:literal)*];)*) => {
        &[$(Misreading { id: $id, wrong: evidence_text($wrong), right: evidence_text($right), facts: &[$($fact),*] }),*]
    };
}

/// All misreadings: of chips and systems, prices and power, deals, models.
#[rustfmt::skip]
pub static MISREADINGS: &[Misreading] = misreadings! {
    "trn3-4.4-per-chip" "A Trainium3 chip has 4.4 times the compute of a Trainium2."
        "4.4 times is a system of 144 chips against one of 64. Chip against chip it is 1.94 times at FP8 and 1.006 times at BF16."
        ["claim.trn3-compute" "accelerator.trainium3.fp8" "accelerator.trainium2.fp8"];
    "trn3-bandwidth-3.9" "Trainium3’s 3.9 times the memory bandwidth follows from its specifications."
        "AWS’s own figures give 705.6 ÷ 185.6 = 3.80 for a system, and 1.69 for a chip."
        ["claim.trn3-bandwidth-39" "accelerator.trainium3.hbm_bytes_per_second" "system.trn3-ultraserver-gen2.hbm_bytes_per_second"];
    "trn3-efficiency" "Trainium3 does four times the work for a watt, or 40% more: pick one."
        "Both are AWS’s, neither says of which work. AWS publishes no watts, and peak over estimated chip watts did not rise. Neither enters a calculation here unless you credit it."
        ["claim.trn3-efficiency-4" "claim.trn3-efficiency-40pct"];
    "trn3-memory-4" "Trainium3 has nearly four times the memory."
        "That is bandwidth of a system. Capacity is 3.375 times for a system and 1.5 times for a chip."
        ["claim.trn3-bandwidth-nearly-4" "accelerator.trainium3.hbm_bytes"];
    "trn3-fp4" "Trainium3 is twice as fast at FP4 as at FP8, as NVIDIA’s chips are."
        "Both run at 2,517 TFLOP/s. Trainium4’s sixfold FP4 is measured against that base; against FP8 it is threefold."
        ["accelerator.trainium3.fp4" "claim.trn4-fp4" "claim.trn4-fp8"];
    "trn3-bf16" "Training at BF16 gains from the new generation."
        "Peak BF16 rose from 667 to 671 TFLOP/s a chip, by 0.6%."
        ["accelerator.trainium3.bf16" "accelerator.trainium2.bf16" "claim.trn3-chip-bf16"];
    "trn3-mfu" "AWS’s utilisation of Trainium3 can be applied to its FP8 peak."
        "AWS speaks of BF16 utilisation, of a peak of 671 TFLOP/s. The FP8 figure here is an assumption, and marked as one."
        ["input.chip.trainium3.mfu_fp8" "input.chip.trainium3.mfu_bf16"];
    "trn-watts" "AWS says that a Trainium3 draws 1,000 W."
        "AWS publishes no power of any Trainium chip. 500 W and 1,000 W are an analyst’s estimates."
        ["accelerator.trainium2.tdp_watts" "accelerator.trainium3.tdp_watts" "input.chip.trainium3.it_watts"];
    "trn3-gen1" "Trainium3 comes in systems of 144 chips."
        "That is the second form. Most of 2026’s chips were expected in the first, of 64."
        ["system.trn3-ultraserver-gen1.fp8" "system.trn3-ultraserver-gen2.fp8"];
    "trn3-gibibytes" "144 chips of 144 GB are 20.7 TB."
        "They are gibibytes: 20,736 GiB, which is 22.3 TB."
        ["system.trn3-ultraserver-gen2.hbm_bytes" "accelerator.trainium3.hbm_bytes"];
    "trn2-price" "A Trainium2 costs $2.235 an hour on demand."
        "That is a block reserved for days. No on-demand price could be verified, and no price of any kind is public for Trainium3."
        ["accelerator.trainium2.list_price1" "input.chip.trainium2.price_usd_per_hour" "input.chip.trainium3.price_usd_per_hour"];
    "trn2-price-performance" "Trainium has 30–40% better price-performance than NVIDIA."
        "The claim is of December 2024, Trainium2 against H200, without a benchmark. It is not about Blackwell and not about Trainium3."
        ["claim.trn2-price-performance"];
    "rainier-chips" "500,000, one million and 1.4 million Trainium2 contradict each other."
        "They count different things: Project Rainier when it opened, all that Anthropic uses, and all that AWS has landed."
        ["deal.anthropic-amazon-rainier.chips"];
    "sparsity" "An H100 has 3,958 TFLOP/s at FP8, a GB200 rack 1.44 EFLOP/s at FP4."
        "Those count structured sparsity. Dense figures are half: 1,979 TFLOP/s and 720 PFLOP/s. Everything here is dense."
        ["accelerator.h100.fp8" "accelerator.gb200.fp8" "accelerator.gb200.fp4" "system.gb200-nvl72.fp4" "system.gb200-nvl72.fp8"];
    "gb300-sparsity" "Halve GB300’s sparse FP4 to find the dense figure."
        "Its ratio is 1.33: 20 PFLOP/s sparse, 15 dense. A rack is 1.08 EFLOP/s dense."
        ["accelerator.gb300.fp4" "system.gb300-nvl72.fp4"];
    "hgx-b200" "A B200 is the same chip in a server and in a rack."
        "At FP8 it has 4.5 PFLOP/s in a server of eight and 5.0 in the rack called GB200."
        ["accelerator.b200.fp8" "accelerator.gb200.fp8" "accelerator.gb300.fp8"];
    "hbm-nameplate" "192 GB and 186 GB are different chips."
        "Vendors print what is mounted, clouds what can be used. Figures for one chip differ by some per cent."
        ["accelerator.b200.hbm_bytes" "accelerator.gb200.hbm_bytes" "accelerator.gb300.hbm_bytes" "system.gb300-nvl72.hbm_bytes"];
    "rubin-144" "A Vera Rubin rack holds 144 chips."
        "72 packages of two dies each; “NVL144” counted dies. It is the same rack, not twice the chips."
        ["system.vera-rubin-nvl72.fp4" "system.vera-rubin-nvl72.watts"];
    "rubin-50" "A Rubin trains at 50 PFLOP/s."
        "50 is FP4 with sparsity, for inference. Dense FP4 is 35, FP8 17.5 and BF16 4 PFLOP/s."
        ["accelerator.vera-rubin.fp4" "accelerator.vera-rubin.fp8" "accelerator.vera-rubin.bf16"];
    "mi455x-bandwidth" "MI455X has 19.6 TB/s."
        "AMD raised it to 23.3 TB/s in July 2026; older pages keep the first figure."
        ["accelerator.mi455x.hbm_bytes_per_second" "accelerator.mi455x.available"];
    "tpu-int8" "A TPU v6e has 1,836 TFLOP/s at FP8."
        "That is its INT8 rate, which Epoch AI counts. At FP8 Google gives 918."
        ["accelerator.tpu-v6e.fp8" "accelerator.tpu-v6e.int8" "accelerator.tpu-v5p.int8"];
    "tpu8t-fp4" "A pod of TPU 8t with 121 EFLOP/s is three times an Ironwood pod with 42.5."
        "121 is FP4 and 42.5 is FP8. At BF16 a TPU 8t has less than half of Ironwood’s peak."
        ["system.tpu-8t-pod.fp4" "system.tpu7x-9216.fp8" "accelerator.tpu-8t.bf16"];
    "tpu7x-capital" "A TPU7x costs $11,700."
        "That is an estimate of what Google pays for the package. With its share of server and network the model uses $20,500, and others $25,000 to $35,000."
        ["input.chip.tpu7x.capex_usd"];
    "tpu-per-core" "A TPU v5p at $2.10 an hour is half the price that stands here."
        "Google’s prices are for a chip. Some lists divide them by the cores of a chip, of which a TPU v5p has two. And a reservation or a flexible start is not Spot."
        ["input.chip.tpu-v5p.price_usd_per_hour" "accelerator.tpu-v6e.list_price3" "accelerator.tpu7x.list_price1" "accelerator.tpu7x.list_price3"];
    "capital-scope" "A GB200 rack at $2 million and one at $5.9 million: one source is wrong."
        "Chips alone, the rack, and the rack with its site are three prices. Capital here is chip, server and network, without the facility."
        ["input.chip.gb200.capex_usd" "input.chip.gb300.capex_usd" "input.supplier.facility_usd_per_watt"];
    "price-kinds" "An H100 costs between $2.42 and $6.88 an hour: pick the middle."
        "Spot, one-year contract, capacity block and on-demand are different goods. Contracts of billions are compared with contract prices."
        ["accelerator.h100.list_price1" "accelerator.h100.list_price4" "accelerator.h100.list_price5" "accelerator.h100.list_price8" "input.chip.h100.price_usd_per_hour"];
    "prices-fall" "Rental prices of H100 keep falling."
        "One-year contracts rose from $1.70 in October 2025 to $2.65 in June 2026."
        ["accelerator.h100.list_price5" "input.operations.rental_change"];
    "mfu-base" "An FP8 run at 85% of peak is twice as good as one at 43%."
        "Utilisation is a share of a peak: of the BF16 peak or of the FP8 peak. Each figure here is of the peak it is named after."
        ["input.chip.gb200.mfu_fp8" "input.chip.gb300.mfu_fp8" "input.chip.h100.mfu_fp8"];
    "watts-twice" "2.10 kW a GPU, times PUE, is the facility’s power."
        "2.10 kW has host, network and cooling in it already. IT power here is 1,870 W for a GB200; cooling is added once, by PUE."
        ["input.chip.gb200.it_watts" "input.chip.gb300.it_watts" "input.operations.pue"];
    "pue" "AWS has a PUE of 1.2, and the industry’s average is 1.58."
        "AWS reports 1.15 for 2024 and 1.14 for 2025. 1.58 is a survey of sites of all kinds and ages. A yearly PUE is not the peak’s."
        ["input.operations.pue"];
    "gigawatt" "A gigawatt is a gigawatt."
        "Chips’ TDP, IT power, facility power and what the grid has contracted are four different things. No source says which one the announced 2 GW and 5 GW are; here they count as facility power."
        ["deal.openai-aws-expansion-100bn.power_watts" "deal.anthropic-amazon.power_watts" "baseline.announced-2026-02.agreement.expansion.power_watts"];
    "usd-per-gw" "A gigawatt costs $20bn, $35bn or $60bn: the sources disagree."
        "They count different things: the building and its power alone, NVIDIA’s part of it, or all of it with chips. NVIDIA’s $35bn is its own part of 50 to 60; Bernstein’s $35bn is the whole. Here the facility and the chips with their servers are two inputs."
        ["input.supplier.facility_usd_per_watt" "input.chip.gb200.capex_usd" "input.chip.gb300.capex_usd"];
    "secured-power" "Stargate runs on 10 GW."
        "10 GW are announced or secured. About 0.3 GW was in operation in April 2026."
        ["deal.stargate.power_watts"];
    "server-life" "Amazon writes servers off over five years."
        "Over five years for a part of them since 2025, over six for the others."
        ["input.supplier.hardware_life_years"];
    "38bn-trainium" "OpenAI’s $38bn with AWS buy Trainium."
        "They buy NVIDIA GB200 and GB300. Trainium came with the expansion of February 2026."
        ["deal.openai-aws-38bn.amount_usd" "baseline.talks-2025-12.agreement.base.value_usd"];
    "138bn" "The agreement was expanded to $100bn."
        "By $100bn, on top of the $38bn: $138bn in all."
        ["deal.openai-aws-expansion-100bn.amount_usd" "baseline.announced-2026-02.agreement.expansion.value_usd"];
    "10bn-closed" "Amazon closed a $10bn investment in OpenAI in December 2025."
        "Those were talks. In February 2026 $50bn were agreed, and by July they were paid."
        ["deal.openai-amazon-talks-2025-12.amount_usd" "baseline.talks-2025-12.equity.tranche1.amount_usd"];
    "35bn-pending" "$35bn of Amazon’s $50bn are still conditional."
        "All was paid by July 2026: $15.0bn, $13.7bn and $21.3bn."
        ["deal.openai-amazon-2026-02.amount_usd" "deal.openai-amazon-funded-2026-07.amount_usd"];
    "post-money" "$50bn at $730bn are 6.85%."
        "$730bn is the value before the money. The stake is the investment over the value after it: $852bn at closing gives 5.87%. Amazon does not disclose its stake."
        ["deal.openai-amazon-funded-2026-07.valuation_usd" "deal.openai-round-2026.valuation_usd" "baseline.funded-2026-07.equity.pre_money_usd"];
    "round-110-122" "OpenAI raised $110bn, and then $122bn."
        "It is one round, at $840bn after the money in February and $852bn in March."
        ["deal.openai-round-2026.amount_usd"];
    "nvidia-loi" "NVIDIA put $100bn into OpenAI for 10 GW."
        "That letter of intent bound nobody and was replaced by $30bn and 5 GW. The two must not be added."
        ["deal.openai-nvidia-loi.amount_usd" "deal.openai-nvidia-2026.amount_usd" "deal.openai-nvidia-5gw.power_watts"];
    "openai-gigawatts" "OpenAI has bought 34 GW."
        "Announcements come to that if a site and the chips for it are added, and an option and an ended letter with them. Each gigawatt once, 24 GW were announced, of which little is binding."
        ["deal.openai-broadcom.power_watts" "deal.openai-amd.power_watts" "deal.stargate.power_watts" "deal.openai-nvidia-5gw.power_watts"];
    "cerebras" "Cerebras has a contract of $10bn and one of $20bn."
        "They are one programme of 750 MW, restated."
        ["deal.openai-cerebras.amount_usd"];
    "coreweave" "CoreWeave’s contracts with OpenAI come to $22.4bn, without question."
        "The press adds up to $22.4bn; CoreWeave’s 10-K has $18.4bn."
        ["deal.openai-coreweave.amount_usd"];
    "anthropic-sum" "Anthropic’s commitments add up."
        "They overlap: the prospectus’s $518bn contains others of them, and NVIDIA’s $180bn is bought through clouds."
        ["deal.anthropic-prospectus.amount_usd" "deal.anthropic-google-200bn.amount_usd" "deal.anthropic-nvidia-2026.amount_usd" "deal.anthropic-broadcom-lease.amount_usd"];
    "up-to" "Anthropic uses a million TPUs, and 5 GW at AWS."
        "Both are “up to”: the most that was agreed, not what runs."
        ["deal.anthropic-google-tpus.chips" "deal.anthropic-amazon.power_watts"];
    "amazon-anthropic" "Amazon invests $100bn in Anthropic."
        "$100bn is what Anthropic is to spend at AWS. Amazon invests at most $33bn."
        ["deal.anthropic-amazon.amount_usd" "deal.anthropic-amazon-investment.amount_usd"];
    "trn4-2gw" "2 GW of Trainium run by the end of 2027."
        "The ramp only begins in 2027, and Trainium4 may come late in that year. Any plan that is complete by then is an assumption."
        ["accelerator.trainium4.available" "baseline.announced-2026-02.phase.beyond.complete"];
    "machine-written" "A table of specifications that many pages repeat can be relied on."
        "Pages written by machines give a Trainium2 32 GB at 820 GB/s, a TPU v5p 250 W and an NVL72 rack 1,400 EFLOP/s. None of it is in a vendor’s document: 96 GiB at 2.9 TB/s, no published watts, 0.72 EFLOP/s dense at FP4. Look at the class and the publisher first."
        ["accelerator.trainium2.hbm_bytes" "accelerator.trainium2.hbm_bytes_per_second" "accelerator.tpu-v5p.tdp_watts" "system.gb200-nvl72.fp4" "system.trn2-ultraserver.fp8"];
    "grok-4-record" "Grok 4 is the largest training run known."
        "Its 5 × 10²⁶ FLOP are speculative in the source’s own word, and GPT-6 Astra is put at twice that."
        ["run.grok-4" "run.gpt-6-astra" "run.gemini-1-ultra"];
};

/// A common misreading of numbers that this explorer shows.
#[derive(Debug, PartialEq, Serialize)]
pub struct Misreading {
    /// Stable id.
    pub id: &'static str,
    /// What is often said.
    pub wrong: &'static str,
    /// What the numbers really say.
    pub right: &'static str,
    /// Ids of the facts that it concerns, as listed in `inputs/evidence.rs`.
    pub facts: &'static [&'static str],
}
