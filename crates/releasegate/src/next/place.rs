//! Where a fact would help against what a check found.

use super::remedies::{act, is_for_others, is_lack, is_of_time, is_open, supplies};
use crate::checks::{Reason, Summary, Verdict};
use crate::pointer::Pointer;
use crate::view::View;

/// Whoever runs the release knows who can supply what no check names a role for.
const OTHER: &str = crate::authority::role::RELEASE_MANAGER;

/// Which facts may be tried.
///
/// What the evidence does not show, may be shown by any fact. What it proves wrong, is not made
/// right by saying that it was otherwise: only what was left open may then be filled in, and what
/// is done now may count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Scope {
    /// What is missing, empty or still to be determined.
    LeftOpen,
    /// Beside that, what is done or said now.
    Now,
    /// Whatever may have been.
    Anything,
}

/// What stands between a record and a check.
pub(super) struct Lacks {
    pub(super) verdict: Verdict,
    /// Problems against which there is nothing to try.
    pub(super) closed: usize,
    /// Problems against which nothing at all can be done.
    hopeless: usize,
    /// All problems but that the time for something has not come.
    pub(super) problems: usize,
    /// Problems that are no mere lack: what is tried must not make more of them.
    pub(super) wrong: Vec<String>,
    /// All that is lacking, as something to tell it from what was lacking before.
    pub(super) all: Vec<String>,
    /// What may be tried.
    pub(super) places: Vec<Place>,
    /// The evidence that the check looked at.
    pub(super) evidence: Vec<Pointer>,
    /// The instants that it named.
    pub(super) instants: Vec<String>,
}

/// Something to try against one problem.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Place {
    /// The problem, as something to tell it from others.
    pub(super) against: String,
    /// Who can supply it.
    pub(super) role: String,
    pub(super) way: Way,
}

impl Place {
    /// Where something is to be supplied of which it is known what it has to name.
    fn named_at(&self) -> Option<String> {
        match &self.way {
            Way::Supply {
                named: Named::Nothing,
                ..
            } => None,
            Way::Supply { at, .. } => Some(at.clone()),
            _ => None,
        }
    }
}

/// What a fact has to name.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Named {
    Nothing,
    /// This.
    Id(String),
    /// What stands here, or its id.
    At(String),
    /// Somebody who answers for this activity.
    Activity(&'static str),
    /// This, at this key.
    Given(&'static str, String),
    /// This role, held by the person that is named at a place.
    Role(String, String),
}

/// What to try.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Way {
    /// A fact at this place, or inside it.
    Supply { at: String, named: Named },
    /// Something else at a place that was only now supplied, or that says nothing: perhaps what
    /// stands at `like`.
    Amend { at: String, like: Option<Pointer> },
    /// More precise times instead of those given at these places.
    Refine(Vec<Pointer>),
    /// Another act of this list, like the one at `like`, of which the place `wrong` was not right,
    /// and should have been what stands at `right`.
    Again {
        list: String,
        like: String,
        wrong: String,
        right: Option<Pointer>,
    },
}

impl Lacks {
    pub(super) fn of(view: &View<'_>, summary: &Summary<'_>, scope: Scope) -> Self {
        let restored = |mut pointer: Pointer| {
            view.restore(&mut pointer);
            pointer
        };
        let missing = summary.missing.iter();
        let mut places: Vec<_> = missing
            .map(|fact| (restored(fact.pointer).to_string(), fact.role))
            .filter(|(at, _)| !at.starts_with("policy#"))
            .map(|(at, role)| Place {
                against: any_item(&at),
                role: role.to_owned(),
                way: Way::Supply {
                    at,
                    named: Named::Nothing,
                },
            })
            .collect();
        let (mut closed, mut hopeless) = (0, 0);
        // The same may be missing of several people.
        let missing = places
            .iter()
            .flat_map(|place| [place.against.clone(), place.role.clone()]);
        let mut all: Vec<_> = missing.collect();
        let mut wrong = Vec::new();
        let mut instants = Vec::new();
        let reasons = || summary.further.iter().chain([&summary.reason]);
        for reason in reasons() {
            let mut reason = *reason;
            reason.each_pointer(&mut |pointer| view.restore(pointer));
            instants.extend(reason.instants().into_iter().map(|at| at.to_string()));
            let ways = ways(&reason, scope);
            let is_only_amended = ways.iter().all(|way| matches!(way, Way::Amend { .. }));
            closed += usize::from(is_only_amended && !is_open(&reason));
            hopeless += usize::from(ways.is_empty() && !is_open(&reason));
            let against = format!("{reason:?}");
            all.push(against.clone());
            if !is_open(&reason) && !is_lack(&reason) {
                wrong.push(against.clone());
            }
            places.extend(ways.into_iter().map(|way| Place {
                against: against.clone(),
                role: OTHER.to_owned(),
                way,
            }));
        }
        // Where it is known what to name, nothing else is tried.
        let named: Vec<_> = places.iter().filter_map(Place::named_at).collect();
        places.retain(|place| !matches!(&place.way, Way::Supply { at, named: Named::Nothing } if named.contains(at)));
        let evidence = summary.evidence.iter();
        Self {
            verdict: summary.verdict,
            closed,
            hopeless,
            problems: reasons().filter(|reason| !waits(reason)).count(),
            wrong,
            all,
            places,
            evidence: evidence.map(|pointer| restored(*pointer)).collect(),
            instants,
        }
    }

    pub(super) fn is_met(&self) -> bool {
        self.verdict == Verdict::Conforming
    }

    /// Whether what was tried at `place` helped, and did no harm.
    pub(super) fn is_nearer(&self, before: &Self, place: &Place) -> bool {
        self.is_met()
            || (self.is_gone(before, place)
                && self.wrong.len() <= before.wrong.len()
                && self.hopeless <= before.hopeless)
    }

    /// Whether what was tried at `place`, although it did harm, may lead on: all harm can be mended
    /// by another fact or by saying otherwise what `is_ours`, and the problem is gone, or something
    /// else is lacking of what was supplied.
    pub(super) fn may_lead_on(
        &self,
        before: &Self,
        place: &Place,
        is_ours: &impl Fn(&str) -> bool,
    ) -> bool {
        let mends = |wrong: &String, other: &Place| {
            other.against == *wrong
                && match &other.way {
                    Way::Supply { .. } => true,
                    Way::Amend { at, .. } => is_ours(at),
                    Way::Refine(_) | Way::Again { .. } => false,
                }
        };
        let mut harm = self
            .wrong
            .iter()
            .filter(|wrong| !before.wrong.contains(wrong));
        let is_mended = |wrong| self.places.iter().any(|other| mends(wrong, other));
        let is_new = |other: &&Place| !before.places.contains(other);
        let mut new = self.places.iter().filter(is_new);
        self.verdict != Verdict::NotApplicable
            && harm.all(is_mended)
            && (self.is_gone(before, place)
                || new.any(|other| match &other.way {
                    Way::Supply { at, .. } | Way::Amend { at, .. } => is_ours(at),
                    Way::Refine(_) | Way::Again { .. } => false,
                }))
    }

    /// How much harm was done by what was tried at `place`, to be compared.
    pub(super) fn harm(&self, before: &Self, place: &Place) -> (usize, bool, usize) {
        let wrong = self.wrong.len().saturating_sub(before.wrong.len());
        (wrong, !self.is_gone(before, place), self.problems)
    }

    /// Whether there is no such problem any more.
    ///
    /// Where there were several of its kind, one fewer.
    pub(super) fn is_gone(&self, before: &Self, place: &Place) -> bool {
        let count = |lacks: &Self| {
            let all = lacks.all.iter();
            all.filter(|against| **against == place.against).count()
        };
        count(self) < count(before)
    }
}

/// Whether all that a reason lacks is time.
fn waits(reason: &Reason<'_>) -> bool {
    matches!(reason, Reason::Pending { .. })
}

/// A place, for an item that is missing that of any item of its list: with one item more it would
/// be another one that is missing.
fn any_item(at: &str) -> String {
    match at.rsplit_once('/') {
        Some((list, index)) if index.parse::<usize>().is_ok() => format!("{list}/-"),
        _ => at.to_owned(),
    }
}

/// What may be tried against one problem, beside the facts that the check names as missing.
fn ways(reason: &Reason<'_>, scope: Scope) -> Vec<Way> {
    let supply = supplies(reason, scope);
    let mut ways: Vec<_> = supply
        .map(|(at, named)| Way::Supply { at, named })
        .into_iter()
        .collect();
    if scope == Scope::LeftOpen || is_for_others(reason) {
        return ways;
    }
    if let Reason::PerhapsSamePerson { with, .. } = reason {
        ways.push(Way::Supply {
            at: "/people".to_owned(),
            named: Named::At(with.to_string()),
        });
    }
    let mut places = Vec::new();
    let mut copy = *reason;
    copy.each_pointer(&mut |pointer| places.push(*pointer));
    places.retain(|pointer| !pointer.template().starts_with("policy#"));
    ways.extend(places.iter().map(|at| Way::Amend {
        at: at.to_string(),
        like: match reason {
            Reason::Differs {
                at: one,
                from: other,
            } => Some(if at == one { *other } else { *one }),
            _ => None,
        },
    }));
    if scope == Scope::Anything && !places.is_empty() && is_of_time(reason) {
        ways.push(Way::Refine(places.clone()));
    }
    for (index, wrong) in places.iter().enumerate() {
        let right = match reason {
            Reason::Differs { from, .. } if index == 0 => Some(*from),
            _ => None,
        };
        if let Some((list, like)) = act(*wrong) {
            ways.push(Way::Again {
                list,
                like,
                wrong: wrong.to_string(),
                right,
            });
        }
    }
    ways
}
