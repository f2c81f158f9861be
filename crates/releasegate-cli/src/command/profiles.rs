//! One record under several profiles, and which evidence serves which clause elsewhere.

use std::fmt::Write;
use std::path::PathBuf;

use releasegate::assess::{Assessment, assess, assess_under, crosswalk};
use releasegate::policy::{Policy, profiles};
use releasegate::read::Limits;
use releasegate::view::View;
use releasegate_report::plain;

use super::document::{Asked, Format, Named, instant, json};
use crate::engine::engine;
use crate::errors::Result;
use crate::exit::Exit;
use crate::output::Output;

/// Which record, under which profiles.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// The record; `-` is standard input.
    #[arg(value_name = "PATH")]
    path: PathBuf,

    /// A shipped profile, as if the policy extended it; all when none is named.
    #[arg(long = "profile", value_name = "PROFILE")]
    profiles: Vec<String>,

    /// Say instead which evidence also serves which clause elsewhere, without a verdict there.
    #[arg(long, conflicts_with = "profiles")]
    crosswalk: bool,

    #[command(flatten)]
    asked: Asked,
}

pub(crate) fn run(args: &Args) -> Result<Exit> {
    let engine = engine(&args.asked.policy, Limits::default())?;
    let as_of = instant(args.asked.as_of)?;
    let release = Named::read(&args.path, &engine.limits)?.record(&engine.limits)?;
    let view = View::of(&release, as_of);
    let policy = engine.policies.for_release(&view);
    let text = if args.crosswalk {
        let assessment = assess(&view, policy);
        match args.asked.format {
            Format::Json => json(&crosswalk(&assessment))?,
            Format::Text => served(&assessment),
        }
    } else {
        let all = || {
            profiles()
                .iter()
                .map(|profile| profile.id.clone())
                .collect()
        };
        let wanted = match args.profiles.as_slice() {
            [] => all(),
            named => named.to_vec(),
        };
        let under = wanted.iter().map(|profile| policy.under(profile));
        let policies = under.collect::<std::result::Result<Vec<Policy>, _>>()?;
        let assessments = assess_under(&view, &policies);
        match args.asked.format {
            Format::Json => {
                let lines = assessments.iter().map(json);
                lines.collect::<Result<String>>()?
            }
            Format::Text => table(&assessments),
        }
    };
    Output::put(None, text.as_bytes())?;
    Ok(Exit::Holds)
}

fn table(assessments: &[Assessment<'_>]) -> String {
    let mut out = String::new();
    for assessment in assessments {
        let of = |verdict| {
            assessment
                .findings
                .iter()
                .filter(move |it| it.verdict == verdict)
                .count()
        };
        // Writing to a text does not fail.
        let _ = writeln!(
            out,
            "{:<18} {:<14} {} checks: {} conforming, {} nonconforming, {} not evidenced",
            assessment.policy.profile,
            assessment.verdict.id(),
            assessment.findings.len(),
            of(releasegate::checks::Verdict::Conforming),
            of(releasegate::checks::Verdict::Nonconforming),
            of(releasegate::checks::Verdict::NotEvidenced),
        );
    }
    out.push_str("Each profile judges only what it lists; none of this certifies.\n");
    out
}

fn served(assessment: &Assessment<'_>) -> String {
    let walk = crosswalk(assessment);
    let mut out = format!(
        "Evidence of {} that also serves clauses elsewhere. It gives no verdict there.\n",
        plain(walk.release.id)
    );
    for framework in &walk.frameworks {
        let _ = writeln!(out, "\n{}", framework.framework);
        for clause in &framework.clauses {
            let checks: Vec<_> = clause.served_by.iter().map(|served| served.check).collect();
            let _ = writeln!(out, "  {:<14} {}", clause.clause, checks.join(" "));
        }
    }
    out
}
