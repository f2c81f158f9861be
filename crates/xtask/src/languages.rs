//! Building and testing in every language: exactly what CI runs.

use std::ffi::OsStr;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;

use crate::files::root;

/// A command to run at the root of the repository.
struct Step<'a> {
    title: &'a str,
    program: PathBuf,
    arguments: &'a [&'a str],
    environment: &'a [(&'a str, &'a str)],
}

impl<'a> Step<'a> {
    fn new(title: &'a str, program: impl AsRef<Path>, arguments: &'a [&'a str]) -> Self {
        let program = program.as_ref().to_path_buf();
        Self {
            title,
            program,
            arguments,
            environment: &[],
        }
    }

    fn with(mut self, environment: &'a [(&'a str, &'a str)]) -> Self {
        self.environment = environment;
        self
    }

    fn run(&self) -> Result<(), String> {
        let line = format!("{} {}", self.program.display(), self.arguments.join(" "));
        say(&format!("\n== {} ==\n$ {line}", self.title));
        let started = Instant::now();
        let status = Command::new(&self.program)
            .args(self.arguments)
            .envs(self.environment.iter().copied())
            .current_dir(root())
            .status()
            .map_err(|error| format!("{line}: {error}"))?;
        say(&format!("({} s)", started.elapsed().as_secs()));
        status
            .success()
            .then_some(())
            .ok_or_else(|| format!("failed: {line}"))
    }
}

fn say(text: &str) {
    // A closed pipe is no reason to stop testing.
    let _ = writeln!(std::io::stdout(), "{text}");
}

/// Formatting, lints, documentation and tests of all languages.
///
/// # Errors
/// The first step that fails.
pub fn test() -> Result<(), String> {
    rust()?;
    python()?;
    node()?;
    say("\nall steps passed: formatting, lints, docs, Rust, Python, Node, generated files");
    Ok(())
}

fn rust() -> Result<(), String> {
    let workspace = [
        "--workspace",
        "--all-targets",
        "--locked",
        "--",
        "-D",
        "warnings",
    ];
    let clippy: Vec<_> = ["clippy"].into_iter().chain(workspace).collect();
    Step::new("formatting", "cargo", &["fmt", "--all", "--check"]).run()?;
    Step::new("lints", "cargo", &clippy).run()?;
    Step::new(
        "documentation",
        "cargo",
        &["doc", "--no-deps", "--locked", "--quiet"],
    )
    .with(&[("RUSTDOCFLAGS", "-D warnings")])
    .run()?;
    let core = ["--package", "releasegate", "--all-features"];
    let core: Vec<_> = ["test", "--locked", "--profile", "dev"]
        .into_iter()
        .chain(core)
        .collect();
    Step::new("tests inside the core", "cargo", &core).run()?;
    // The members that a plain `cargo test` has, without the core.
    let others = ["releasegate", "releasegate-python", "releasegate-node"];
    let others: Vec<_> = ["test", "--locked", "--workspace"]
        .into_iter()
        .chain(others.iter().flat_map(|name| ["--exclude", *name]))
        .collect();
    Step::new("tests of Rust and the command line", "cargo", &others).run()
}

/// Builds the Python package into a virtual environment of its own.
///
/// # Errors
/// The first step that fails.
pub fn build_python(release: bool) -> Result<PathBuf, String> {
    let bin = root().join(".venv/bin");
    let python = bin.join("python");
    if !python.exists() {
        Step::new("virtual environment", "python3", &["-m", "venv", ".venv"]).run()?;
    }
    let requirements = "bindings/python/requirements-dev.txt";
    let install = [
        "-m",
        "pip",
        "install",
        "--quiet",
        "--disable-pip-version-check",
        "-r",
        requirements,
    ];
    Step::new("Python tools", &python, &install).run()?;
    let mut develop = vec![
        "develop",
        "--quiet",
        "--locked",
        "--manifest-path",
        "bindings/python/Cargo.toml",
    ];
    if release {
        develop.push("--release");
    }
    let environment = root().join(".venv");
    let environment = environment
        .to_str()
        .ok_or("the path of the repository is not UTF-8")?;
    Step::new("Python package", bin.join("maturin"), &develop)
        .with(&[("VIRTUAL_ENV", environment)])
        .run()?;
    Ok(python)
}

fn python() -> Result<(), String> {
    let python = build_python(false)?;
    let types = ["bindings/python/generate_types.py", "--check"];
    Step::new("generated Python types", &python, &types).run()?;
    Step::new(
        "tests of Python",
        &python,
        &["-m", "pytest", "bindings/python"],
    )
    .run()
}

/// Builds the Node package.
///
/// # Errors
/// The first step that fails.
pub fn build_node(release: bool) -> Result<(), String> {
    let native = if release {
        "build:native"
    } else {
        "build:debug"
    };
    let prefix = ["--prefix", "bindings/node"];
    let npm = |words: &[&'static str]| words.iter().copied().chain(prefix).collect::<Vec<_>>();
    Step::new(
        "Node tools",
        "npm",
        &npm(&["ci", "--no-audit", "--no-fund"]),
    )
    .run()?;
    Step::new("Node package, native", "npm", &npm(&["run", native])).run()?;
    Step::new("Node package, shell", "npm", &npm(&["run", "build:shell"])).run()
}

fn node() -> Result<(), String> {
    build_node(false)?;
    let types = ["bindings/node/generate-types.mjs", "--check"];
    Step::new("generated Node types", "node", &types).run()?;
    Step::new(
        "tests of Node",
        "npm",
        &["test", "--prefix", "bindings/node"],
    )
    .run()
}

/// Throughput in Rust, and the same batch through Python and Node.
///
/// # Errors
/// The first step that fails.
pub fn bench() -> Result<(), String> {
    let throughput = ["bench", "--locked", "--package", "releasegate-benches"];
    Step::new("throughput", "cargo", &throughput).run()?;
    build_python(true)?;
    build_node(true)?;
    let languages = [
        "run",
        "--release",
        "--locked",
        "--package",
        "releasegate-benches",
        "--bin",
        "languages",
    ];
    Step::new("languages", "cargo", &languages).run()
}

/// Regenerates the types of both languages.
///
/// # Errors
/// The first step that fails.
pub fn types() -> Result<(), String> {
    let python = root().join(".venv/bin/python");
    let generators: [(&OsStr, &str); 2] = [
        (python.as_os_str(), "bindings/python/generate_types.py"),
        (OsStr::new("node"), "bindings/node/generate-types.mjs"),
    ];
    for (program, script) in generators {
        Step::new("types", program, &[script, "--write"]).run()?;
    }
    Ok(())
}

/// Judges the examples: a complete record, and real ones imported from OpenStack.
///
/// # Errors
/// When a command cannot be run, or does not give what it should.
pub fn demo() -> Result<(), String> {
    let build = [
        "build",
        "--release",
        "--locked",
        "--quiet",
        "--package",
        "releasegate-cli",
    ];
    Step::new("build", "cargo", &build).run()?;
    let releasegate = root().join("target/release/releasegate");
    let complete = [
        "check",
        "examples/payments-4.2/release.yaml",
        "--policy",
        "examples/payments-4.2/policy.yaml",
        "--as-of",
        "2026-09-01T00:00:00Z",
    ];
    Step::new("a complete record", &releasegate, &complete).run()?;
    let records = root().join("target/demo.ndjson");
    let records = records
        .to_str()
        .ok_or("the path of the repository is not UTF-8")?;
    let deliverable = "examples/openstack/antelope/nova.yaml";
    Step::new(
        "a real one, imported",
        &releasegate,
        &["import", "openstack", deliverable, "-o", records],
    )
    .run()?;
    let real = [
        "check",
        records,
        "--as-of",
        "2026-09-01T00:00:00Z",
        "--fail-on",
        "never",
    ];
    Step::new("what it has proven", &releasegate, &real).run()
}
