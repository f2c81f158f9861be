//! Sums: parts are added up, and divided once, at the end.

use std::collections::BTreeSet;

use super::document::{IndicatorUnit, IndicatorValue, WhyUndefined};
use super::period::MetricsPeriod;
use super::question::Statistic;
use crate::time::Elapsed;

/// What one release or deployment adds to an indicator.
#[derive(Clone, Debug)]
pub(super) enum Part<'f> {
    /// Itself.
    One,
    /// Some out of some.
    Of(u64, u64),
    /// A length of time.
    Lasting(Elapsed),
    /// Things that others may add too; each is counted once.
    Things(Vec<&'f str>),
}

/// What was added up.
#[derive(Clone, Debug, Default)]
pub(super) struct Tally<'f> {
    numerator: u64,
    denominator: u64,
    lengths: Vec<Elapsed>,
    things: BTreeSet<&'f str>,
}

/// A tally as it is shown.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Summed {
    pub(super) value: Option<IndicatorValue>,
    pub(super) undefined: Option<WhyUndefined>,
    pub(super) numerator: Option<u64>,
    pub(super) denominator: Option<u64>,
    pub(super) total: Option<Elapsed>,
}

impl<'f> Tally<'f> {
    pub(super) fn add(&mut self, part: &Part<'f>) {
        match part {
            Part::One => self.numerator += 1,
            Part::Of(some, all) => {
                self.numerator += some;
                self.denominator += all;
            }
            Part::Lasting(length) => {
                self.lengths.push(*length);
                self.denominator += 1;
            }
            Part::Things(things) => {
                self.things.extend(things);
                self.denominator += 1;
            }
        }
    }

    /// Divides. What would be divided by nothing has no value.
    pub(super) fn sum_up(
        mut self,
        unit: IndicatorUnit,
        statistic: Statistic,
        period: &MetricsPeriod,
    ) -> Summed {
        let (numerator, denominator) = (self.numerator, self.denominator);
        let total: Elapsed = self.lengths.iter().copied().sum();
        let of = |numerator, denominator, value| Summed {
            value: (denominator > 0).then_some(value),
            undefined: (denominator == 0).then_some(WhyUndefined::NothingToCount),
            numerator,
            denominator: Some(denominator),
            total: None,
        };
        match unit {
            IndicatorUnit::Count => Summed {
                value: Some(IndicatorValue::Count { count: numerator }),
                numerator: Some(numerator),
                ..Summed::default()
            },
            IndicatorUnit::Incidents => {
                let count = u64::try_from(self.things.len()).unwrap_or(u64::MAX);
                of(Some(count), denominator, IndicatorValue::Count { count })
            }
            IndicatorUnit::Share | IndicatorUnit::PerRelease => {
                let value = IndicatorValue::Fraction {
                    numerator,
                    denominator,
                };
                of(Some(numerator), denominator, value)
            }
            IndicatorUnit::PerDay => match period.days() {
                None => Summed {
                    undefined: Some(WhyUndefined::NoWholeDays),
                    numerator: Some(numerator),
                    ..Summed::default()
                },
                Some(days) => {
                    let value = IndicatorValue::Fraction {
                        numerator,
                        denominator: days,
                    };
                    of(Some(numerator), days, value)
                }
            },
            IndicatorUnit::MeanDuration => {
                let value = IndicatorValue::Duration {
                    total,
                    divided_by: denominator,
                };
                Summed {
                    total: Some(total),
                    ..of(None, denominator, value)
                }
            }
            IndicatorUnit::Duration => {
                self.lengths.sort_unstable();
                let (total, divided_by) = middle(&self.lengths, statistic);
                let value = IndicatorValue::Duration { total, divided_by };
                of(None, denominator, value)
            }
        }
    }
}

/// The length that stands for all, as a sum and a divisor; the lengths are sorted.
fn middle(lengths: &[Elapsed], statistic: Statistic) -> (Elapsed, u64) {
    let count = lengths.len();
    let at = |position: usize| lengths.get(position).copied().unwrap_or_default();
    match statistic {
        Statistic::Median if count.is_multiple_of(2) && count > 0 => {
            (at(count / 2 - 1) + at(count / 2), 2)
        }
        Statistic::Median => (at(count / 2), 1),
        Statistic::NearestRank { percentile } => {
            let rank = (count * usize::from(percentile)).div_ceil(100);
            (at(rank.saturating_sub(1)), 1)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Elapsed, Statistic, middle};

    fn lengths(seconds: &[u32]) -> Vec<Elapsed> {
        let at = |second: &u32| format!("2026-03-01T00:00:{second:02}Z").parse().unwrap();
        let each = seconds.iter();
        each.map(|second| Elapsed::between(&at(&0), &at(second)).unwrap())
            .collect()
    }

    fn of(seconds: &[u32], statistic: Statistic) -> (String, u64) {
        let (total, divided_by) = middle(&lengths(seconds), statistic);
        (total.to_string(), divided_by)
    }

    #[test]
    fn the_median_of_an_even_number_is_the_mean_of_the_two_middle_ones() {
        let median = Statistic::Median;
        assert_eq!(of(&[1, 2, 10], median), ("PT2S".to_owned(), 1));
        assert_eq!(of(&[1, 2, 5, 10], median), ("PT7S".to_owned(), 2));
        assert_eq!(of(&[], median), ("PT0S".to_owned(), 1));
    }

    #[test]
    fn the_nearest_rank_is_one_of_the_lengths() {
        let rank = |percentile| of(&[1, 2, 5, 10], Statistic::NearestRank { percentile }).0;
        assert_eq!(
            [rank(1), rank(25), rank(50), rank(51), rank(100)],
            ["PT1S", "PT1S", "PT2S", "PT5S", "PT10S"]
        );
    }
}
