//! Lists that several findings hold without copying them.

use std::ops::Deref;
use std::sync::Arc;

/// A list that does not change once it is made, and costs nothing to copy. Under several profiles
/// the same judgement stands in several assessments.
#[derive(Clone, Debug, PartialEq)]
pub struct Shared<T>(
    /// `None` when empty: most lists are, and those need no room of their own.
    Option<Arc<[T]>>,
);

impl<T: Clone> Shared<T> {
    /// The items, to be changed: copied first when somebody else holds them too.
    pub(crate) fn make_mut(&mut self) -> &mut [T] {
        self.0.as_mut().map(Arc::make_mut).unwrap_or_default()
    }
}

impl<T> Default for Shared<T> {
    fn default() -> Self {
        Self(None)
    }
}

impl<T> Deref for Shared<T> {
    type Target = [T];

    fn deref(&self) -> &[T] {
        self.0.as_deref().unwrap_or_default()
    }
}

impl<T: Clone> From<&[T]> for Shared<T> {
    fn from(items: &[T]) -> Self {
        Self((!items.is_empty()).then(|| items.into()))
    }
}

impl<T> FromIterator<T> for Shared<T> {
    fn from_iter<I: IntoIterator<Item = T>>(items: I) -> Self {
        let mut items = items.into_iter().peekable();
        Self(items.peek().is_some().then(|| items.collect()))
    }
}

impl<'s, T> IntoIterator for &'s Shared<T> {
    type Item = &'s T;
    type IntoIter = std::slice::Iter<'s, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}
