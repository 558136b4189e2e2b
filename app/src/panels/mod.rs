//! x
pub mod page {
    /// s
    pub fn start() {}
}
