//! Figures that hold on a noisy machine: candidates take turns, and only ratios taken within a
//! round are compared.

use std::time::{Duration, Instant};

/// The seconds that each of several candidates took, round by round.
#[derive(Clone, Debug, Default)]
pub struct Rounds {
    rounds: Vec<Vec<f64>>,
}

impl Rounds {
    /// Adds a round: the seconds of each candidate, always in the same order.
    pub fn add(&mut self, seconds: Vec<f64>) {
        self.rounds.push(seconds);
    }

    /// The median of the seconds of a candidate.
    #[must_use]
    pub fn seconds(&self, candidate: usize) -> Option<f64> {
        median(self.column(candidate))
    }

    /// The median of `a / b`, each ratio taken within one round.
    #[must_use]
    pub fn ratio(&self, a: usize, b: usize) -> Option<f64> {
        median(self.column(a).zip(self.column(b)).map(|(a, b)| a / b))
    }

    /// The smallest and the largest of the ratios whose median [`Rounds::ratio`] is.
    #[must_use]
    pub fn ratio_range(&self, a: usize, b: usize) -> Option<(f64, f64)> {
        let ratios = self.column(a).zip(self.column(b)).map(|(a, b)| a / b);
        ratios.fold(None, |range, ratio| {
            let (low, high) = range.unwrap_or((ratio, ratio));
            Some((ratio.min(low), ratio.max(high)))
        })
    }

    /// The median of `(a - without) / (b - without)`: what two candidates cost against one another
    /// without the work that both of them have in common.
    #[must_use]
    pub fn ratio_without(&self, a: usize, b: usize, without: usize) -> Option<f64> {
        let common: Vec<f64> = self.column(without).collect();
        let over = |candidate| {
            self.column(candidate)
                .zip(&common)
                .map(|(it, less)| it - less)
        };
        median(over(a).zip(over(b)).map(|(a, b)| a / b))
    }

    fn column(&self, candidate: usize) -> impl Iterator<Item = f64> + '_ {
        self.rounds
            .iter()
            .filter_map(move |round| round.get(candidate).copied())
    }
}

/// The median; `None` of nothing.
#[must_use]
pub fn median(values: impl Iterator<Item = f64>) -> Option<f64> {
    let mut values: Vec<f64> = values.collect();
    values.sort_by(f64::total_cmp);
    let upper = values.len() / 2;
    let lower = values.len().checked_sub(1)? / 2;
    Some(f64::midpoint(*values.get(lower)?, *values.get(upper)?))
}

/// How long the work takes, and what comes of it.
pub fn timed<T>(work: impl FnOnce() -> T) -> (Duration, T) {
    let start = Instant::now();
    let made = work();
    (start.elapsed(), made)
}

#[cfg(test)]
mod tests {
    use super::{Rounds, median};

    #[test]
    fn medians() {
        assert_eq!(median([3.0, 1.0, 2.0].into_iter()), Some(2.0));
        assert_eq!(median([4.0, 1.0, 2.0, 3.0].into_iter()), Some(2.5));
        assert_eq!(median([].into_iter()), None);
    }

    #[test]
    fn ratios_are_taken_within_a_round() {
        let mut rounds = Rounds::default();
        rounds.add(vec![1.0, 2.0]);
        rounds.add(vec![10.0, 20.0]);
        rounds.add(vec![3.0, 3.0]);
        assert_eq!(rounds.ratio(0, 1), Some(0.5));
        assert_eq!(rounds.ratio_range(0, 1), Some((0.5, 1.0)));
        assert_eq!(rounds.ratio(0, 7), None);
    }
}
