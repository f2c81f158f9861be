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
    match one.0.same_content(other.0) {
        Some(true) => {}
        Some(false) => judgement.nonconforming(Reason::Differs { at, from }),
        None => judgement.undecided(Reason::NotComparable { at, with: from }),
    }
}
