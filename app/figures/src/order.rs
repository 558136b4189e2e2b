//! Sorting by a number.

/// Sorts things by a number in ascending order, stably. It sorts pairs of numbers and places, so that the binary has
/// the machine code of one sort instead of one for each type.
pub(crate) fn by_number<T>(things: Vec<T>, number: impl Fn(&T) -> f64) -> Vec<T> {
    let mut order: Vec<(f64, usize)> = things.iter().map(number).zip(0..).collect();
    order.sort_unstable_by(|one, other| one.0.total_cmp(&other.0).then(one.1.cmp(&other.1)));
    let mut things: Vec<Option<T>> = things.into_iter().map(Some).collect();
    order.into_iter().filter_map(|(_, index)| things.get_mut(index)?.take()).collect()
}

#[cfg(test)]
mod tests {
    use super::by_number;

    #[test]
    fn numbers_rise_and_equals_keep_their_order() {
        let things = vec![("a", 2.0), ("b", -1.0), ("c", 2.0), ("d", 0.5)];
        let names: String = by_number(things, |thing| thing.1).into_iter().map(|thing| thing.0).collect();
        assert_eq!(names, "bdac");
    }
}
