//! When two digests say that the content is the same.

use super::{Judgement, Reason};
use crate::model::Digest;
use crate::pointer::Pointer;

/// Requires that a digest is of the same content as another.
pub(super) fn equal(
    judgement: &mut Judgement<'_>,
    one: (&Digest, Pointer),
    other: (&Digest, Pointer),
) {
    let (at, from) = (one.1, other.1);
    judgement.cite(at);
    judgement.cite(from);
    match same_content(one.0, other.0) {
        Some(true) => {}
        Some(false) => judgement.nonconforming(Reason::Differs { at, from }),
        None => judgement.undecided(Reason::NotComparable { at, with: from }),
    }
}

/// Whether two digests are of the same content, if they can be compared at all.
///
/// Only hexadecimal text means the same in capitals and in small letters.
fn same_content(one: &Digest, other: &Digest) -> Option<bool> {
    let same = one.same_content(other)?;
    let (_, value) = one.as_str().split_once(':')?;
    let (_, other_value) = other.as_str().split_once(':')?;
    let is_hex = !one.as_str().to_ascii_lowercase().contains("base64")
        && value.bytes().all(|byte| byte.is_ascii_hexdigit());
    Some(same && (is_hex || value == other_value))
}
