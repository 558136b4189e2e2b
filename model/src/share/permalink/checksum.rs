//! The checksum that proves that a link is complete and unaltered.

use crc::{CRC_32_ISO_HDLC, Crc, Digest, NoTable};

static CRC: Crc<u32, NoTable> = Crc::<u32, NoTable>::new(&CRC_32_ISO_HDLC);

/// CRC-32 as seven characters. It detects every alteration within up to four neighbouring characters, and all but one
/// in four thousand million of any others.
pub(super) fn checksum(body: &str) -> String {
    let mut sum = Sum::default();
    sum.0.update(body.as_bytes());
    sum.text()
}

/// The checksum of the characters added so far.
pub(super) struct Sum(Digest<'static, u32, NoTable>);

impl Default for Sum {
    fn default() -> Sum {
        Sum(CRC.digest())
    }
}

impl Sum {
    /// Adds one character.
    pub(super) fn add(&mut self, sign: u8) {
        self.0.update(&[sign]);
    }

    /// The checksum as text.
    pub(super) fn text(&self) -> String {
        const DIGITS: &[u8; 32] = b"0123456789abcdefghijklmnopqrstuv";
        let sum = self.0.clone().finalize();
        (0..LENGTH).rev().map(|place| char::from(DIGITS[(sum >> (5 * place)) as usize & 31])).collect()
    }
}

/// The number of characters of a checksum.
pub(super) const LENGTH: usize = 7;

/// Whether a text has the form of a checksum.
pub(super) fn is_like_one(text: &str) -> bool {
    text.len() == LENGTH && text.bytes().all(|sign| matches!(sign, b'0'..=b'9' | b'a'..=b'v'))
}
