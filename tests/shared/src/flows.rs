//! Flows of money that several tests use.

/// Monthly flows from one flow a year, USD.
pub fn yearly(flows: &[f64]) -> Vec<f64> {
    let mut monthly = vec![0.0; 12 * (flows.len() - 1) + 1];
    for (year, usd) in flows.iter().enumerate() {
        monthly[12 * year] = *usd;
    }
    monthly
}
