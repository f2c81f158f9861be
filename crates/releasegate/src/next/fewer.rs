//! Leaving out of what meets a check whatever is not needed for it.

use serde_json::Value;

use super::SuppliedFact;
use super::supply::numbered_on;

/// Drops every fact without which a check is met all the same, until all are needed; then what the
/// remaining ones say that is not needed either. New items are then numbered on from those of the
/// record.
pub(super) fn without_needless(
    record: &Value,
    mut facts: Vec<SuppliedFact>,
    is_met_by: impl Fn(&[SuppliedFact]) -> bool,
) -> Vec<SuppliedFact> {
    // Without one, another one may be needless, too.
    while drop_some(&mut facts, &is_met_by) {}
    for index in 0..facts.len() {
        let keys: Vec<_> = match facts.get(index).map(|fact| &fact.example) {
            Some(Value::Object(item)) if item.len() > 2 => item.keys().cloned().collect(),
            _ => continue,
        };
        for key in keys {
            let mut less = facts.clone();
            if let Some(Value::Object(item)) = less.get_mut(index).map(|fact| &mut fact.example) {
                item.remove(&key);
            }
            if is_met_by(&less) {
                facts = less;
            }
        }
    }
    let numbered = numbered_on(record, &facts);
    if is_met_by(&numbered) {
        numbered
    } else {
        facts
    }
}

/// Goes through the facts once, from the last one on. Tells whether any could be dropped.
fn drop_some(facts: &mut Vec<SuppliedFact>, is_met_by: &impl Fn(&[SuppliedFact]) -> bool) -> bool {
    let before = facts.len();
    for index in (0..before).rev() {
        // Without the only one, the check is what it was.
        if facts.len() == 1 {
            break;
        }
        let mut fewer = facts.clone();
        fewer.remove(index);
        if is_met_by(&fewer) {
            *facts = fewer;
        }
    }
    facts.len() < before
}
