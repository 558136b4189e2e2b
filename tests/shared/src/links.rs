//! Links that no release writes, but that are valid.

/// The body of a link with its checksum: CRC-32 in seven characters. It is implemented here a second time, because
/// every link that was ever sent relies on it. `between` separates the parts of the link's form.
#[must_use]
pub fn sealed(body: &str, between: char) -> String {
    let sum = crc32fast::hash(body.as_bytes());
    let digit = |place: u32| char::from(b"0123456789abcdefghijklmnopqrstuv"[(sum >> (5 * place)) as usize & 31]);
    format!("{body}{between}{}", (0..7).rev().map(digit).collect::<String>())
}
