//! Sources: one row for each document. Their ids are stable, since exports contain them.
//!
//! A page that only relays what others published is marked `relays`: its official facts have the class "official via
//! secondary". Dates are those of publication; "undated" if not known. The address is empty if there is no public one
//! or it was not seen: a wrong link is worse than none.

use crate::facts::provenance::Source;

/// The day up to which public documents could be read, in ISO form. The explorer shows it as the date of its facts.
pub const FACTS_READ_TO: &str = "2026-10-10";

macro_rules! relays {
    () => {
        false
    };
    (relays) => {
        true
    };
}

macro_rules! sources {
    ($($id:ident $($relays:ident)?: $title:literal, $publisher:literal, $date:literal, $url:literal;)*) => {
        $(#[doc = $title] pub static $id: Source =
            Source::new(stringify!($id), $title, $publisher, $date, $url, relays!($($relays)?));)*
        /// Every source, in the order of its id.
        pub static SOURCES: &[&Source] = &[$(&$id),*];
    };
}

#[rustfmt::skip]
sources! {
    OURS: "Assumption made for this explorer; the reason stands beside the number", "Rackrate", "2026-11", "";
    S1: "Trainium2 Architecture, AWS Neuron documentation", "AWS", "2026-08-21", "https://awsdocs-neuron.readthedocs-hosted.com/en/latest/about-neuron/arch/neuron-hardware/trainium2.html";
    S2: "Amazon EC2 Trn2 Architecture, AWS Neuron documentation", "AWS", "2026-08-21", "https://awsdocs-neuron.readthedocs-hosted.com/en/latest/about-neuron/arch/neuron-hardware/trn2-arch.html";
    S3: "Trainium3 Architecture, AWS Neuron documentation", "AWS", "2026-08-21", "https://awsdocs-neuron.readthedocs-hosted.com/en/latest/about-neuron/arch/neuron-hardware/trainium3.html";
    S4: "Amazon EC2 Trn3 Architecture, AWS Neuron documentation", "AWS", "2026-08-21", "https://awsdocs-neuron.readthedocs-hosted.com/en/latest/about-neuron/arch/neuron-hardware/trn3-arch.html";
    S5: "Amazon EC2 Trn3 UltraServers, What’s New", "AWS", "2025-12-02", "https://aws.amazon.com/about-aws/whats-new/2025/12/amazon-ec2-trn3-ultraservers/";
    S6: "Amazon EC2 Trn2 Instances and Trn2 UltraServers … now available", "AWS", "2024-12-03", "https://aws.amazon.com/blogs/aws/amazon-ec2-trn2-instances-and-trn2-ultraservers-for-aiml-training-and-inference-is-now-available/";
    S7: "AWS Trainium3 Deep Dive", "SemiAnalysis", "2025-12-04", "https://newsletter.semianalysis.com/p/aws-trainium3-deep-dive-a-potential";
    S8: "Amazon’s AI Self-Sufficiency: Trainium2 Architecture & Networking", "SemiAnalysis", "2024-12-03", "https://newsletter.semianalysis.com/p/amazons-ai-self-sufficiency-trainium2-architecture-networking";
    S11 relays: "Trainium serving economics, quoting AWS’s Capacity Blocks price page and slides", "Frontier Inference Margins", "2026-07-15", "https://github.com/AshitaOrbis/inference-margins/blob/HEAD/research/gptpro-reports/dive-trainium-2026-07-15.md";
    S12 relays: "NVIDIA serving economics, quoting NVIDIA, MLPerf, AWS and InferenceX", "Frontier Inference Margins", "2026-07-15", "https://github.com/AshitaOrbis/inference-margins/blob/HEAD/research/gptpro-reports/dive-nvidia-forward-2026-07-15.md";
    S13 relays: "TPU serving economics, quoting Google’s Cloud TPU price page", "Frontier Inference Margins", "2026-07-15", "https://github.com/AshitaOrbis/inference-margins/blob/HEAD/research/gptpro-reports/dive-tpu-2026-07-15.md";
    S14 relays: "InferenceX-app, constants.ts and gpu-specs.ts", "SemiAnalysis", "2026-04-03", "https://github.com/SemiAnalysisAI/InferenceX-app";
    S14B: "InferenceX-app, costs and watts per chip: “SemiAnalysis Market July 2026 Pricing Surveys & AI Cloud TCO Model”", "SemiAnalysis", "2026-09", "https://github.com/SemiAnalysisAI/InferenceX-app/blob/HEAD/packages/constants/src/gpu-keys.ts";
    S15 relays: "GPU Cloud Pricing and TCO, a research note quoting providers’ price sheets", "callgideon/model-inference", "2026-09-19", "https://github.com/callgideon/model-inference/blob/HEAD/research/cross-cutting/cloud-pricing.md";
    S16 relays: "AI Compute, Hardware, Datacenters and Energy: Hard Numbers, 2023 – September 2026, a research brief quoting NVIDIA, AMD, SEC filings and Epoch AI", "University HPC lecture notes", "2026-09-16", "";
    S17 relays: "Training compute of notable AI models, and OpenAI’s compute spend, as collected on 28 September 2026", "Epoch AI, collected second-hand", "2026-09-28", "https://epoch.ai/data/ai-models";
    S18: "AI chip counts", "Epoch AI", "2026-04-22", "https://github.com/epoch-research/ai-chip-counts";
    S19: "Servers account for 60% of the total cost of ownership of a one-gigawatt AI data center", "Epoch AI", "2026-05-14", "https://epoch.ai/data-insights/ai-datacenter-cost-breakdown";
    S21: "Megatron-Bridge performance summary", "NVIDIA", "2026-08-22", "https://github.com/NVIDIA-NeMo/Megatron-Bridge/blob/HEAD/docs/performance-summary.md";
    S22: "MaxText: optimized models tiering", "Google", "2026-08-22", "https://github.com/AI-Hypercomputer/maxtext/blob/HEAD/docs/reference/models/tiering.md";
    S23: "Training Recipes for Ironwood TPU", "Google", "2026-08-07", "https://github.com/AI-Hypercomputer/tpu-recipes/blob/HEAD/training/ironwood/README.md";
    S24: "JAX, tpu_info.py", "Google", "2026-08-08", "https://github.com/jax-ml/jax/blob/HEAD/jax/_src/tpu_info.py";
    S25: "Cloud TPU documentation: TPU7x, v6e and v5p", "Google", "undated", "https://docs.cloud.google.com/tpu/docs/tpu7x";
    S26: "Ironwood: the first Google TPU for the age of inference", "Google", "2025-04-09", "https://blog.google/innovation-and-ai/infrastructure-and-cloud/google-cloud/ironwood-tpu-age-of-inference/";
    S27: "TPU 8t and TPU 8i technical deep dive", "Google Cloud", "2026-04-22", "https://cloud.google.com/blog/products/compute/tpu-8t-and-tpu-8i-technical-deep-dive";
    S28 relays: "How to Scale Your Model, quoting Google’s list prices", "Google DeepMind authors", "2025-02", "https://github.com/jax-ml/scaling-book";
    S29: "Accelerator survey 2026, chapters on the other ASICs and on supply, price and economics", "Independent survey", "2026-08", "";
    S30 relays: "AMD Helios: 72-GPU Rack for AI at Scale", "Awesome Agents", "2026", "https://awesomeagents.ai/hardware/amd-helios/";
    S32: "AMD Says “Helios” Racks And MI400 Series GPUs On Track For 2H 2026", "The Next Platform", "2026-02-23", "https://www.nextplatform.com/compute/2026/02/23/amd-says-helios-racks-and-mi400-series-gpus-on-track-for-2h-2026/4092199";
    S40 relays: "AWS launches Trainium3 UltraServers and previews Trainium4", "The Letter Two and other launch coverage", "2025-12-02", "https://thelettertwo.com/2025/12/02/aws-trainium3-ultraservers-trainium4-preview/";
    S41 relays: "Trainium3 arrives: what AWS told AIwire, and later coverage", "AIwire, reprinted by BuzzByTech", "2025-12-02", "https://buzzbytech.com/?p=9439";
    S42 relays: "Amazon’s Trainium Chip Lab", "Skynet Countdown, after TechCrunch", "2026-03-22", "https://skynetcountdown.com/news/2026-03-22";
    S45 relays: "Amazon opens $11 billion AI data center in rural Indiana", "CNBC, reprinted by CEO North America", "2025-10-29", "https://ceo-na.com/technology/amazon-opens-11-billion-ai-data-center-in-rural-indiana-as-rivals-race-to-break-ground";
    S46: "Amazon.com Announces Fourth Quarter Results", "Amazon", "2026-02-05", "https://ir.aboutamazon.com/news-release/news-release-details/2026/Amazon-com-Announces-Fourth-Quarter-Results/";
    S48 relays: "Anthropic and Amazon, up to 5 GW: summary of Anthropic’s post of 20 April 2026", "Open TechStack", "2026-04-20", "https://open-techstack.com/blog/anthropic-amazon-aws-compute-deal-2026/";
    S49 relays: "Amazon’s first quarter of 2026: AWS, capex and Anthropic", "OurAlpha", "2026-04-29", "https://ouralpha.app/en/amzn-deep-dive-aws-ai-capex-anthropic/";
    S50 relays: "Press of 2025 and 2026 on OpenAI, Anthropic and Amazon (The Decoder, Reuters, Bloomberg, The Information and others), as collected (read second-hand)", "Various", "2026-09", "";
    S52 relays: "NVIDIA sends Vera Rubin into full production", "NG Times and other coverage", "2026-06-03", "https://ngtimes.org/2026/06/03/nvidia-sends-vera-rubin-into-full-production";
    S55: "H100 GPU Spot Prices Fall While Contract Prices Rise", "The Information Machine", "2026-06-26", "https://theinformationmachine.fyi/threads/gpu-spot-contract-pricing/";
    S56: "The economics of data centres", "Nucleus Wealth", "undated", "https://nucleuswealth.com/blog/the-economics-of-data-centres";
    S57 relays: "Bernstein: how much a gigawatt of data centre capacity costs", "Investing.com on Bernstein", "2025-10", "https://ng.investing.com/news/stock-market-news/how-much-does-a-gw-of-data-center-capacity-actually-cost-2169144";
    S58 relays: "Morgan Stanley’s cost of a Vera Rubin NVL72 rack, as relayed by the press", "FAQ, after Morgan Stanley and Tom’s Hardware", "2026-06-25", "https://faq.com.tw/en/hardware/2026-06-25-nvidia-vera-rubin-nvl72-78m-rack-memory-cost-en/";
    S59 relays: "The Llama 3 Herd of Models, and Meta’s Llama 4 disclosure (read second-hand)", "Meta", "2024-07-31", "https://arxiv.org/abs/2407.21783";
    S62: "Data centre efficiency (PUE)", "Amazon", "2026", "https://sustainability.aboutamazon.com/";
    S62B relays: "PUE of Google, Microsoft, Meta and the industry, as collected from their reports", "Various", "2026", "";
    S63 relays: "US average retail price of electricity, industrial sector (EIA)", "YCharts", "2026-01", "https://ycharts.com/indicators/us_average_retail_price_of_electricity_industrial_sector";
    S64 relays: "OpenAI and NVIDIA strike 10-gigawatt AI infrastructure pact with up to $100 billion planned", "Particle", "2025-09-22", "https://particle.news/story/openai-and-nvidia-strike-10-gigawatt-ai-infrastructure-pact-with-up-to-100-billion-planned";
    S65 relays: "Expanding our use of Google Cloud TPUs and Services (read second-hand)", "Anthropic", "2025-10-23", "https://www.anthropic.com/news/expanding-our-use-of-google-cloud-tpus-and-services";
    S65B relays: "Microsoft, NVIDIA and Anthropic announce strategic partnerships (read second-hand)", "Microsoft", "2025-11-18", "https://blogs.microsoft.com/blog/2025/11/18/microsoft-nvidia-and-anthropic-announce-strategic-partnerships/";
    S71 relays: "OpenAI strikes seven-year, $38 billion AWS deal to run ChatGPT on NVIDIA-powered UltraServers", "Particle", "2025-11-03", "https://particle.news/story/openai-strikes-seven-year-38-billion-aws-deal-to-run-chatgpt-on-nvidia-powered-ultraservers";
    S72 relays: "D. Brown of AWS on the OpenAI deal (CNBC interview)", "Krypto Daily, after CNBC", "2025-11-03", "https://kryptodaily.com/?p=50009";
    S74 relays: "Amazon plans a $10 billion investment in OpenAI", "TechBooky, after The Information of 16 December 2025", "2025-12-17", "https://www.techbooky.com/amazon-plans-a-10b-investment-in-openai";
    S77 relays: "OpenAI gets $110 billion funding from NVIDIA, Amazon, SoftBank ahead of IPO", "Hindustan Times and Bloomberg", "2026-02-27", "https://www.hindustantimes.com/ai/openai-gets-110-billion-funding-from-nvidia-amazon-softbank-ahead-of-ipo-101772201587694.html";
    S78 relays: "Amazon, Form 8-K of 27 February 2026 (read second-hand)", "SEC EDGAR", "2026-02-27", "https://www.sec.gov/Archives/edgar/data/1018724/000110465926021050/tm267374d1_8k.htm";
    S79 relays: "OpenAI closes the largest funding round in history: $122 billion at $852 billion", "Tech Pulse Daily, after OpenAI, CNBC and Bloomberg", "2026-03-31", "https://techpulsedaily.space/article/openai-closes-the-largest-funding-round-in-history-122-billion-at-an-852-billion-valuation";
    S81: "Amazon, Form 10-Q for the second quarter of 2026, filed 31 July 2026", "SEC EDGAR", "2026-07-31", "https://www.sec.gov/Archives/edgar/data/1018724/000101872426000026/";
    S82 relays: "OpenAI and Microsoft broaden cloud access deal", "Mercury Oregon", "2026-04-27", "https://mercuryoregon.com/openai-microsoft-broaden-cloud-access-deal/";
    S85 relays: "AMD scales the AI factory: 6 GW OpenAI deal, Korean HBM push and Helios debut", "Data Center Frontier", "2025-10", "https://www.datacenterfrontier.com/machine-learning/article/55322262/amd-scales-the-ai-factory-6-gw-openai-deal-korean-hbm-push-and-helios-debut";
    S86 relays: "OpenAI and Broadcom: 10 GW of accelerators designed by OpenAI", "Feedman", "2025-10-13", "https://feedman.me/posts/2aLTd";
    S87 relays: "OpenAI signs $300B cloud deal with Oracle", "CDO Magazine, after The Wall Street Journal", "2025-09-19", "https://www.cdomagazine.tech/aiml/openai-signs-300b-cloud-deal-with-oracle";
    S88 relays: "Cerebras wins $20B OpenAI chip deal", "TechFastForward", "2026-04", "https://techfastforward.com/articles/cerebras-wins-20b-openai-chip-deal-to-rival-nvidia-2026";
    S89 relays: "OpenAI and Cerebras, 750 MW", "AI Blogs", "2026-05-16", "https://ai-blogs.org/news/2026-05-16-openai-cerebras-750mw.html";
    S92 relays: "Broadcom, Google and Anthropic: the TPU deal", "Open TechStack", "2026-04", "https://open-techstack.com/blog/broadcom-google-anthropic-tpu-deal-2026";
    S94 relays: "Anthropic’s $200 billion Google Cloud commitment", "VirtueSig, after The Information", "2026-05", "https://virtuesig.com/anthropic-200bn-google-cloud-commitment/";
    S95 relays: "Google and Anthropic reportedly strike $40B deal for 5 GW of AI compute", "PulseAugur", "2026-04", "https://pulseaugur.com/cluster/17312-google-and-anthropic-reportedly-strike-40b-deal-for-5-gw-of-ai-compute";
    S96 relays: "Anthropic files for an IPO", "TechSpot", "2026-06-01", "https://techspot.com/news/112615-anthropic-files-ipo-joining-openai-spacex-race-go.html";
    S110: "NVIDIA Vera Rubin NVL72, datasheet and product page", "NVIDIA", "2026", "https://www.nvidia.com/en-us/data-center/vera-rubin-nvl72/";
    S111: "MLPerf Inference v6.1 results, NVIDIA’s description of its system VR-NVL72_VR-288GB_aarch64x72_TRT", "MLCommons", "2026-09", "https://github.com/mlcommons/inference_results_v6.1/blob/HEAD/closed/NVIDIA/systems/VR-NVL72_VR-288GB_aarch64x72_TRT.json";
    S113: "Estimating the agent population", "Epoch AI", "2026-10-05", "";
    S114: "TPUv7: Google Takes a Swing at the King", "SemiAnalysis", "2025-11-28", "https://newsletter.semianalysis.com/p/tpuv7-google-takes-a-swing-at-the";
    S115 relays: "Google to invest up to $40bn in Anthropic, as CNBC and Bloomberg reported", "CNBC and Bloomberg, read second-hand", "2026-04-24", "";
    S116: "To Boldly Go: The Case for Space Datacenters", "SemiAnalysis", "2026-06-03", "https://newsletter.semianalysis.com/p/to-boldly-go-the-case-for-space-datacenters";
    S117: "AMD, Form 8-K on the agreement with OpenAI", "SEC EDGAR", "2025-10-06", "";
    S118: "Broadcom, Form 8-K on TPUs for Google and Anthropic", "SEC EDGAR", "2026-04-06", "";
    S119 relays: "Anthropic’s draft prospectus, as Reuters read it", "Reuters", "2026-09-29", "";
    S120: "Broadcom to lend Anthropic up to $42bn against a lease of TPUs", "CNBC and Reuters", "2026-10-01", "";
    S121: "OpenAI in talks to raise at a valuation of about $1.4 trillion", "Bloomberg", "2026-09-29", "";
    S122: "Nvidia’s Vera Rubin NVL72 rack, its price", "Tom’s Hardware", "2026-03-24", "";
    S123: "NVIDIA GB300 NVL72, datasheet", "NVIDIA", "undated", "";
    S124: "NVIDIA’s second quarter of fiscal 2027, and two million more GPUs for AWS", "NVIDIA", "2026-08-26", "";
    S125: "Amazon’s earnings call on the second quarter of 2026", "Amazon", "2026-07", "";
    S126: "SpaceX, Form S-1", "SEC EDGAR", "2026-05-20", "";
    S127: "SpaceX, Form S-1/A", "SEC EDGAR", "2026-06-05", "";
    S128: "TeraWulf and Anthropic, 401 MW", "TeraWulf", "2026-07-06", "";
    S129: "Nscale, filing on its contract with Anthropic", "Nscale", "2026-08", "";
    S130: "Anthropic and Lambda", "Reuters", "2026-08-31", "";
    S131: "Akamai, Form 8-K", "SEC EDGAR", "2026-09-24", "";
    S132: "CoreWeave’s contract with Anthropic", "CNBC", "2026-04-10", "";
    S133: "Anthropic invests $50 billion in American AI infrastructure", "Anthropic", "2025-11-12", "";
    S134 relays: "NVIDIA’s guarantee for OpenAI’s site in Ohio, after The Wall Street Journal", "Reuters", "2026-08-14", "";
    S135: "Meta and AMD, 6 GW", "Press", "2026-02-24", "";
    S136: "Meta and CoreWeave, $21bn more", "Press", "2026-04-09", "";
    S137: "Meta to rent Google’s TPUs", "The Information", "2026-02-26", "";
    S138: "Jalapeño, OpenAI’s accelerator with Broadcom", "OpenAI", "2026-08-25", "";
    S139 relays: "Microsoft’s Maia 200", "Press, after Microsoft", "2026-01", "";
    S140 relays: "Meta’s MTIA 300 to 500", "The Decoder, after Meta", "2026", "";
    S141 relays: "Huawei’s Ascend 950DT and Atlas 950", "Press, after Huawei", "2026", "";
    S142: "OpenAI Stargate: where the US sites stand", "Epoch AI", "2026-04-17", "https://epoch.ai/publications/openai-stargate-where-the-us-sites-stand";
    S143: "A business that scales with the value of intelligence (S. Friar)", "OpenAI", "2026-01", "";
    S144: "AMD on the warrants of OpenAI, second quarter of 2026", "AMD", "2026-08", "";
    S145: "OpenAI’s revenue and compute plans of 2026: The Information, Reuters, Bloomberg, Axios and The Wall Street Journal", "Various press", "2026-09", "";
    S146: "Amazon, Form 10-Q for the first quarter of 2026", "SEC EDGAR", "2026", "";
    S147: "NVIDIA on NVHBM and Trainium4", "NVIDIA", "2026-08", "";
}
