//! Pictures without what a camera adds: where, when and with what they were taken. The picture itself is not touched.

use std::borrow::Cow;

/// The same file without metadata. What is no picture, or a picture that cannot be followed to its end, stays as it is
/// or is refused (`None`).
pub fn cleaned<'a>(content: &'a [u8], media_type: &str) -> Option<Cow<'a, [u8]>> {
    match media_type {
        "image/jpeg" => jpeg(content).map(Cow::Owned),
        "image/png" => png(content).map(Cow::Owned),
        _ => Some(Cow::Borrowed(content)),
    }
}

/// JPEG (ISO/IEC 10918-1): segments and scans to the end of the picture; what stands after it is no part of it. Application segments but JFIF (APP0), colour profiles (APP2
/// `ICC_PROFILE`) and Adobe's transform (APP14) are left out, as are comments.
fn jpeg(content: &[u8]) -> Option<Vec<u8>> {
    let mut out = content.get(..2).filter(|start| *start == b"\xff\xd8")?.to_vec();
    let mut at = 2;
    loop {
        if *content.get(at)? != 0xff {
            return None;
        }
        let marker = *content.get(at + 1)?;
        if marker == 0xff {
            at += 1;
            continue;
        }
        if marker == 0xd9 {
            out.extend_from_slice(b"\xff\xd9");
            return Some(out);
        }
        let length = usize::from(u16::from_be_bytes([*content.get(at + 2)?, *content.get(at + 3)?]));
        let segment = content.get(at..at + 2 + length.max(2))?;
        let body = segment.get(4..)?;
        let is_kept = match marker {
            0xe0 => body.starts_with(b"JFIF\0"),
            0xe2 => body.starts_with(b"ICC_PROFILE\0"),
            0xee => body.starts_with(b"Adobe"),
            0xe1..=0xef | 0xfe => false,
            _ => true,
        };
        if is_kept {
            out.extend_from_slice(segment);
        }
        at += segment.len();
        if marker == 0xda {
            let data = scan(&content[at..])?;
            out.extend_from_slice(data);
            at += data.len();
        }
    }
}

/// The coded picture up to the next marker: zeros after 0xff and restarts belong to it.
fn scan(rest: &[u8]) -> Option<&[u8]> {
    let is_end = |pair: &[u8]| pair[0] == 0xff && !matches!(pair[1], 0x00 | 0xd0..=0xd7 | 0xff);
    let end = rest.windows(2).position(is_end)?;
    Some(&rest[..end])
}

/// PNG (RFC 2083): the chunks that make the picture and its colours; texts, times and EXIF are left out.
fn png(content: &[u8]) -> Option<Vec<u8>> {
    const KEPT: [&[u8; 4]; 17] = [
        b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"iCCP", b"sBIT", b"bKGD", b"hIST",
        b"pHYs", b"acTL", b"fcTL", b"fdAT", b"cICP",
    ];
    let mut out = content.get(..8)?.to_vec();
    let mut at = 8;
    loop {
        let length = u32::from_be_bytes(content.get(at..at + 4)?.try_into().ok()?);
        let kind = content.get(at + 4..at + 8)?;
        let chunk = content.get(at..at + 12 + usize::try_from(length).ok()?)?;
        if KEPT.iter().any(|kept| kept.as_slice() == kind) {
            out.extend_from_slice(chunk);
        }
        at += chunk.len();
        if kind == b"IEND" {
            return Some(out);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn segment(marker: u8, body: &[u8]) -> Vec<u8> {
        let length = u16::try_from(body.len() + 2).unwrap().to_be_bytes();
        [&[0xff, marker][..], &length, body].concat()
    }

    fn chunk(kind: &[u8; 4], body: &[u8]) -> Vec<u8> {
        [&u32::try_from(body.len()).unwrap().to_be_bytes()[..], kind, body, b"crc."].concat()
    }

    #[test]
    fn req_G2_a_photograph_loses_where_it_was_taken() {
        let scan = b"\xff\xda\x00\x04ab...\xff\xd9";
        let photo = [
            &b"\xff\xd8"[..],
            &segment(0xe0, b"JFIF\0.."),
            &segment(0xe1, b"Exif\0\0GPS 52.1 N"),
            &segment(0xfe, b"by Amara"),
            &segment(0xdb, b"tables"),
            scan,
            b"and a secret after the end",
        ]
        .concat();
        let clean = cleaned(&photo, "image/jpeg").unwrap();
        let says = |what: &[u8]| clean.windows(what.len()).any(|window| window == what);
        assert!(!says(b"GPS") && !says(b"Amara") && !says(b"secret"));
        assert!(says(b"JFIF") && says(b"tables") && clean.ends_with(b"\xff\xd9"));
        assert!(cleaned(&photo[..20], "image/jpeg").is_none(), "a broken picture is not taken");
    }

    #[test]
    fn req_G2_a_drawing_loses_its_texts() {
        let start = b"\x89PNG\r\n\x1a\n";
        let drawing = [
            &start[..],
            &chunk(b"IHDR", b"13"),
            &chunk(b"tEXt", b"Author\0Amara"),
            &chunk(b"eXIf", b"GPS"),
            &chunk(b"IDAT", b"data"),
            &chunk(b"IEND", b""),
        ]
        .concat();
        let clean = cleaned(&drawing, "image/png").unwrap();
        let plain = [&start[..], &chunk(b"IHDR", b"13"), &chunk(b"IDAT", b"data"), &chunk(b"IEND", b"")].concat();
        assert_eq!(clean.as_ref(), plain);
        assert_eq!(cleaned(b"words", "text/plain").unwrap().as_ref(), b"words");
    }
}
