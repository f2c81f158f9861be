//! E-mail addresses made unreadable, in whatever a report writes.
//!
//! This works on what was rendered, not on the values: an address that a renderer, or a later one,
//! shows without thinking of it is masked all the same.

use memchr::memchr2_iter;

/// What stands for the part of an address that names somebody.
const MASKED: &[u8] = b"***";

/// An at sign as it is written: plainly, in Markdown, in HTML and XML, and in a URI.
const AT: [&[u8]; 4] = [b"@", b"&#64;&#8203;", b"&#64;", b"%40"];

/// A dot as it is written: plainly, and in Markdown.
const DOT: [&[u8]; 2] = [b".", b"&#46;"];

/// The text, in which no e-mail address names anybody: what comes before its at sign is masked.
pub(crate) fn addresses(text: Vec<u8>) -> Vec<u8> {
    let mut masked: Vec<u8> = Vec::new();
    let mut done = 0;
    for mark in memchr2_iter(b'@', b'4', &text) {
        let Some((before, after)) = at_sign(&text, mark) else {
            continue;
        };
        let start = local_part(&text, done, before);
        if start == before || !is_domain(text.get(after..).unwrap_or_default()) {
            continue;
        }
        masked.extend_from_slice(text.get(done..start).unwrap_or_default());
        masked.extend_from_slice(MASKED);
        done = before;
    }
    if done == 0 {
        return text;
    }
    masked.extend_from_slice(text.get(done..).unwrap_or_default());
    masked
}

/// The same for a text of its own.
pub(crate) fn addresses_in(text: String) -> String {
    let masked = addresses(text.into_bytes());
    // What is taken out starts and ends at characters.
    String::from_utf8_lossy(&masked).into_owned()
}

/// Where the at sign with this character starts and ends, if there is one.
fn at_sign(text: &[u8], mark: usize) -> Option<(usize, usize)> {
    AT.iter().find_map(|sign| {
        let within = sign.iter().position(|byte| matches!(byte, b'@' | b'4'))?;
        let start = mark.checked_sub(within)?;
        text.get(start..)?
            .starts_with(sign)
            .then_some((start, start + sign.len()))
    })
}

/// Where the part before an at sign starts.
fn local_part(text: &[u8], first: usize, end: usize) -> usize {
    let before = text.get(first..end).unwrap_or_default();
    let outside = before.iter().rposition(|byte| !is_of_local_part(*byte));
    let start = outside.map_or(first, |outside| first + outside + 1);
    let slashes = text.get(..start).unwrap_or_default().iter().rev();
    let escapes = slashes.take_while(|byte| **byte == b'\\').count() % 2 == 1;
    // An escape of JSON is no part of the address.
    let part = text.get(start..end).unwrap_or_default();
    let escape = match part {
        [b'u', code @ ..] if code.len() >= 4 && code.iter().take(4).all(u8::is_ascii_hexdigit) => 5,
        _ => 1,
    };
    if escapes {
        (start + escape).min(end)
    } else {
        start
    }
}

/// What an address may have before its at sign, as it is written. Letters of other scripts count.
const fn is_of_local_part(byte: u8) -> bool {
    byte.is_ascii_alphanumeric()
        || byte >= 0x80
        || matches!(
            byte,
            b'.' | b'_' | b'%' | b'+' | b'-' | b'&' | b'#' | b';' | b'\''
        )
}

/// Whether a text starts with a domain of at least two labels whose last one is no number.
fn is_domain(text: &[u8]) -> bool {
    let mut labels = 0;
    let mut rest = text;
    loop {
        let length = rest.iter().take_while(|byte| is_of_label(**byte)).count();
        let (label, after) = rest.split_at(length);
        if label.is_empty() {
            return false;
        }
        labels += 1;
        let dot = DOT.iter().find_map(|dot| after.strip_prefix(*dot));
        match dot {
            Some(next) if next.first().is_some_and(|byte| is_of_label(*byte)) => rest = next,
            _ => return labels > 1 && label.iter().any(|byte| !byte.is_ascii_digit()),
        }
    }
}

const fn is_of_label(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte >= 0x80 || byte == b'-'
}

#[cfg(test)]
mod tests {
    use super::addresses;

    #[track_caller]
    fn check(text: &str, expected: &str) {
        let masked = addresses(text.as_bytes().to_vec());
        assert_eq!(String::from_utf8(masked).unwrap(), expected);
    }

    #[test]
    fn addresses_name_nobody() {
        check(
            "by jane.doe@example.org, and x",
            "by ***@example.org, and x",
        );
        check("<eva+ci@mail.example.co.uk>", "<***@mail.example.co.uk>");
        check("jörg@bücher.example", "***@bücher.example");
        check("a@b.cd e@f.gh", "***@b.cd ***@f.gh");
        check("o'hara@example.org", "***@example.org");
    }

    #[test]
    fn addresses_are_found_as_each_format_writes_them() {
        check("jane&#64;example.org", "***&#64;example.org");
        check(
            "andrew&#46;x&#64;&#8203;new&#46;org",
            "***&#64;&#8203;new&#46;org",
        );
        check("file:///jane%40example.org", "file:///***%40example.org");
    }

    #[test]
    fn an_escape_stays_whole() {
        check(r#""\njane@example.org""#, r#""\n***@example.org""#);
        check(r#""\u003cjane@example.org""#, r#""\u003c***@example.org""#);
        check(r#""\\jane@example.org""#, r#""\\***@example.org""#);
        check(r"CORP\user1@example.org", r"CORP\u***@example.org");
    }

    #[test]
    fn what_is_no_address_stays() {
        for text in [
            "",
            "@example.org",
            "pkg:npm/%40scope/name@1.2.3",
            "image@sha256:0123",
            "jane@localhost",
            "at 14:40 on 2026-04-01",
            "x@y.",
        ] {
            check(text, text);
        }
    }
}
