//! What the README shows of the command is what it says.

use std::path::Path;
use std::process::Command;

#[test]
fn the_screens_of_the_readme_are_real() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let readme = std::fs::read_to_string(root.join("README.md")).unwrap();
    let blocks = readme.split("```console\n").skip(1);
    let mut count = 0;
    for block in blocks {
        let (block, _) = block.split_once("```").unwrap();
        for screen in block.split("$ releasegate ").skip(1) {
            let (command, expected) = screen.split_once('\n').unwrap();
            let mut ran = Command::new(env!("CARGO_BIN_EXE_releasegate"));
            ran.args(command.split(' ')).current_dir(&root);
            let output = ran.output().unwrap();
            let given = String::from_utf8(output.stdout).unwrap();
            assert!(
                shows(&given, expected),
                "`releasegate {command}` gives this, which belongs into README.md:\n{given}"
            );
            count += 1;
        }
    }
    assert!(count >= 2, "only {count} screens found");
}

/// Whether a text is what is expected, in which a line `...` stands for any lines.
fn shows(given: &str, expected: &str) -> bool {
    let mut rest = given;
    let parts: Vec<_> = expected.split("...\n").collect();
    for (index, part) in parts.iter().enumerate() {
        let found = if index == 0 {
            rest.starts_with(part).then_some(0)
        } else if index + 1 == parts.len() {
            rest.ends_with(part).then(|| rest.len() - part.len())
        } else {
            rest.find(part)
        };
        let after = found.and_then(|at| rest.get(at + part.len()..));
        let Some(after) = after else { return false };
        rest = after;
    }
    parts.len() > 1 || rest.is_empty()
}
