//! Text files as UTF-8 with plain line ends, whatever office programs wrote.

use std::io::{self, Read};

use encoding_rs::{Decoder, Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

/// What a text file is written in: by its mark, or by whether all of it is UTF-8; else the code page of Western
/// European Windows, in which every byte means something.
///
/// # Errors
/// The file could not be read.
pub(super) fn encoding_of(mut file: impl Read) -> io::Result<&'static Encoding> {
    let mut buffer = vec![0_u8; 1 << 16];
    let mut held = 0;
    let mut first = true;
    loop {
        let read = file.read(&mut buffer[held..])?;
        let filled = &buffer[..held + read];
        if first && let Some(encoding) = by_start(filled) {
            return Ok(encoding);
        }
        first = false;
        let valid = Encoding::utf8_valid_up_to(filled);
        // A character may be cut at the end of what was read; it is at most three bytes then.
        if filled.len() - valid > 3 || (read == 0 && valid < filled.len()) {
            return Ok(WINDOWS_1252);
        }
        if read == 0 {
            return Ok(UTF_8);
        }
        held = filled.len() - valid;
        buffer.copy_within(valid..valid + held, 0);
    }
}

fn by_start(bytes: &[u8]) -> Option<&'static Encoding> {
    if let Some((encoding, _)) = Encoding::for_bom(bytes) {
        return Some(encoding);
    }
    // Without a mark, UTF-16 of ordinary text shows by its zeros.
    let zeros = |from: usize| bytes.iter().take(200).skip(from).step_by(2).filter(|&&byte| byte == 0).count();
    match (zeros(0), zeros(1)) {
        (0, odd) if odd > 0 => Some(UTF_16LE),
        (even, 0) if even > 0 => Some(UTF_16BE),
        _ => None,
    }
}

/// Reads a file as UTF-8 in which every line ends in one line feed, also the last.
pub(super) struct Plain<R> {
    file: R,
    decoder: Decoder,
    raw: Vec<u8>,
    text: String,
    given: usize,
    after_return: bool,
    state: State,
}

#[derive(PartialEq, Eq)]
enum State {
    Reading,
    /// The last line end has been added; there is no more.
    Over,
}

impl<R: Read> Plain<R> {
    pub(super) fn new(file: R, encoding: &'static Encoding) -> Self {
        Self {
            file,
            decoder: encoding.new_decoder_with_bom_removal(),
            raw: vec![0; 1 << 16],
            text: String::new(),
            given: 0,
            after_return: false,
            state: State::Reading,
        }
    }

    fn refill(&mut self) -> io::Result<()> {
        let read = self.file.read(&mut self.raw)?;
        let room = self.decoder.max_utf8_buffer_length(read).unwrap_or(read * 3 + 16);
        let mut decoded = String::with_capacity(room);
        let _ = self.decoder.decode_to_string(&self.raw[..read], &mut decoded, read == 0);
        self.text.clear();
        self.given = 0;
        for c in decoded.chars() {
            match c {
                '\n' if self.after_return => {}
                '\r' => self.text.push('\n'),
                c => self.text.push(c),
            }
            self.after_return = c == '\r';
        }
        if read == 0 {
            self.text.push('\n');
            self.state = State::Over;
        }
        Ok(())
    }
}

impl<R: Read> Read for Plain<R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        while self.given == self.text.len() {
            if self.state == State::Over {
                return Ok(0);
            }
            self.refill()?;
        }
        let rest = &self.text.as_bytes()[self.given..];
        let count = rest.len().min(out.len());
        out[..count].copy_from_slice(&rest[..count]);
        self.given += count;
        Ok(count)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(bytes: &[u8]) -> String {
        let mut text = String::new();
        let encoding = encoding_of(bytes).unwrap();
        Plain::new(bytes, encoding).read_to_string(&mut text).unwrap();
        text
    }

    #[test]
    fn req_A4_encodings_of_office_programs_are_recognised() {
        let utf16: Vec<u8> = "Zoë\r\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
        let marked = [&[0xFF, 0xFE], utf16.as_slice()].concat();
        let big: Vec<u8> = "Zoë\r\n".encode_utf16().flat_map(u16::to_be_bytes).collect();
        for bytes in [b"Zo\xEB\r\n".to_vec(), "Zoë\r\n".into(), "\u{feff}Zoë".into(), utf16, marked, big] {
            assert_eq!(read(&bytes).trim_end(), "Zoë", "{bytes:?}");
        }
    }

    #[test]
    fn a_character_at_the_border_of_two_reads_is_not_mistaken() {
        let long = format!("{}é{}", "a".repeat((1 << 16) - 1), "b".repeat(70_000));
        assert_eq!(encoding_of(long.as_bytes()).unwrap(), UTF_8);
        assert_eq!(read(long.as_bytes()).len(), long.len() + 1);
        let late = [long.as_bytes(), b"\xEB and on"].concat();
        assert_eq!(encoding_of(late.as_slice()).unwrap(), WINDOWS_1252);
    }

    #[test]
    fn every_line_end_becomes_one_line_feed() {
        assert_eq!(read(b"a\r\nb\rc\nd"), "a\nb\nc\nd\n");
    }
}
