//! The rate of return: where payments and receipts are worth the same.

/// What payments and receipts are worth at a log rate, each a positive sum in USD, and the same sums with every flow
/// times its time in years.
#[derive(Clone, Copy, Default)]
pub(crate) struct Worth {
    pub(crate) paid: f64,
    pub(crate) received: f64,
    pub(crate) paid_times_years: f64,
    pub(crate) received_times_years: f64,
}

/// The annual rate at which payments and receipts are worth the same.
///
/// All payments lie before all receipts, so the logarithm of receipts ÷ payments falls strictly with the log rate, and
/// almost in a straight line: its slope is the time between their mean dates. Newton's steps on it take a handful of
/// rounds to the last bits. A step that leaves the bracket [−50, 50], which every round narrows, is replaced by the
/// bracket's middle, so the search cannot fail.
pub(crate) fn rate_where_equal(worth_at: impl Fn(f64) -> Worth) -> f64 {
    let (mut low, mut high, mut log_rate) = (-50.0_f64, 50.0_f64, 0.0_f64);
    for _ in 0..100 {
        let worth = worth_at(log_rate);
        if worth.received > worth.paid {
            low = log_rate
        } else {
            high = log_rate
        }
        let years_between = worth.received_times_years / worth.received - worth.paid_times_years / worth.paid;
        let step = log_rate + libm::log(worth.received / worth.paid) / years_between;
        let next = if step >= low && step <= high { step } else { (low + high) / 2.0 };
        let moved = (next - log_rate).abs();
        log_rate = next;
        if moved <= 1e-15 * log_rate.abs().max(1.0) {
            break;
        }
    }
    let rate = libm::exp(log_rate) - 1.0;
    // Only the last bits of the search are left.
    if rate.abs() < 1e-12 { 0.0 } else { rate }
}
