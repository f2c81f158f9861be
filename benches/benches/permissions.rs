//! How long a page takes that lists releases with what one person may do to each, against judging
//! the same releases: `--count N --rounds N --seed N`.
//!
//! Both take turns on one thread, on records in memory under the whole profile. The ratio is taken
//! within a round, and the median counts.

use std::error::Error;
use std::hint::black_box;
use std::io::{self, Write};

use mimalloc::MiMalloc;
use releasegate::assess::assess;
use releasegate::lifecycle::can;
use releasegate::model::Release;
use releasegate::policy::{Policies, Policy, PolicyDocument};
use releasegate::read::{Limits, Syntax};
use releasegate::time::AsOf;
use releasegate::view::View;
use releasegate_benches::args::Args;
use releasegate_benches::generate::{self, AS_OF};
use releasegate_benches::measure::{Rounds, timed};

#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

fn main() -> Result<(), Box<dyn Error>> {
    let args = Args::of_process();
    let count = usize::try_from(args.number("count", 200)?)?;
    let (rounds, seed) = (args.number("rounds", 15)?, args.number("seed", 1)?);
    let at: AsOf = AS_OF.parse()?;
    let document = PolicyDocument::read(
        generate::whole_policy().as_bytes(),
        None,
        &Limits::default(),
    )?;
    let policies = Policies::of_one(Policy::of_document(document)?);
    let policy = policies.latest();
    let releases = (0..count).map(|index| -> Result<Release, Box<dyn Error>> {
        let text = generate::record(seed, index)?;
        Ok(Release::read(
            text.as_bytes(),
            Some(Syntax::Json),
            &Limits::default(),
        )?)
    });
    let releases = releases.collect::<Result<Vec<_>, _>>()?;
    let first = releases.iter().find_map(|it| it.registered_by.as_ref());
    let actor = first.ok_or("nobody registered any release")?;

    let mut measured = Rounds::default();
    let (mut allowed, mut asked) = (0, 0);
    for round in 0..=rounds {
        let (judging, _) = timed(|| {
            for release in &releases {
                black_box(assess(&View::of(release, at), policy));
            }
        });
        (allowed, asked) = (0, 0);
        let (asking, ()) = timed(|| {
            for release in &releases {
                let permissions = black_box(can(release, &policies, actor, at));
                asked += permissions.commands.len();
                allowed += permissions.commands.iter().filter(|it| it.allowed).count();
            }
        });
        // The first round warms up.
        if round > 0 {
            measured.add(vec![judging.as_secs_f64(), asking.as_secs_f64()]);
        }
    }
    let (Some(judging), Some(asking), Some(ratio), Some((low, high))) = (
        measured.seconds(0),
        measured.seconds(1),
        measured.ratio(1, 0),
        measured.ratio_range(1, 0),
    ) else {
        return Err("no rounds were measured".into());
    };
    writeln!(
        io::stdout().lock(),
        "{count} releases, {rounds} rounds; {allowed} of {asked} commands are allowed\n\
         judging {:.1} ms, `can` {:.1} ms, ratio {ratio:.2} [{low:.2}-{high:.2}]",
        judging * 1e3,
        asking * 1e3,
    )?;
    Ok(())
}
