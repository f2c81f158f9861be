//! Names of files as URIs.

/// The name of a file as a URI (RFC 3986): relative to where the tool ran, or of an absolute path.
pub(crate) fn uri(name: &str) -> String {
    let mut uri = match name.as_bytes() {
        [b'/' | b'\\', ..] => "file://".to_owned(),
        [drive, b':', ..] if drive.is_ascii_alphabetic() => "file:///".to_owned(),
        _ => String::new(),
    };
    for byte in name.bytes() {
        match byte {
            b'/' | b'\\' => uri.push('/'),
            other => push(&mut uri, other),
        }
    }
    uri
}

/// A text as one part of a URI.
pub(crate) fn encoded(text: &str) -> String {
    let mut encoded = String::with_capacity(text.len());
    for byte in text.bytes() {
        push(&mut encoded, byte);
    }
    encoded
}

fn push(uri: &mut String, byte: u8) {
    match byte {
        b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => {
            uri.push(char::from(byte));
        }
        other => uri.push_str(&format!("%{other:02X}")),
    }
}

#[cfg(test)]
mod tests {
    use super::uri;

    #[test]
    fn names_of_files_are_uris() {
        assert_eq!(uri("releases/a b.yaml"), "releases/a%20b.yaml");
        assert_eq!(uri("/srv/é.yaml"), "file:///srv/%C3%A9.yaml");
        assert_eq!(uri(r"C:\r.yaml"), "file:///C%3A/r.yaml");
        assert_eq!(uri("javascript:alert(1)"), "javascript%3Aalert%281%29");
    }
}
