//! Reading an expression: what is written in it is looked at before it is ever evaluated.

use std::sync::Arc;

use cel::common::ast::{Expr, IdedExpr, LiteralValue, SourceInfo, operators};
use cel::parser::ParseErrors;

use super::expression::Expression;
use super::facts::environment;
use super::places;
use super::used::{Step, Use};
use crate::read::{Error, ErrorCode, nearest};

/// How deep an expression nests.
const MOST_DEPTH: u32 = 24;
/// How many loops there are inside or after one another.
const MOST_LOOPS: u32 = 2;
/// How many `+` there are: each can double a value.
const MOST_ADDITIONS: u64 = 8;

/// The functions that an expression may call, beside the operators.
///
/// Each costs at most what it takes to read its arguments. Regular expressions are not among them:
/// what one costs is up to who wrote it, or to the record.
const FUNCTIONS: [&str; 24] = [
    "size",
    "contains",
    "startsWith",
    "endsWith",
    "timestamp",
    "duration",
    "int",
    "uint",
    "double",
    "string",
    "bool",
    "getFullYear",
    "getMonth",
    "getDate",
    "getDayOfMonth",
    "getDayOfWeek",
    "getDayOfYear",
    "getHours",
    "getMinutes",
    "getSeconds",
    "getMilliseconds",
    "dyn",
    "type",
    operators::NOT_STRICTLY_FALSE,
];

const OPERATORS: [&str; 18] = [
    operators::CONDITIONAL,
    operators::LOGICAL_AND,
    operators::LOGICAL_OR,
    operators::LOGICAL_NOT,
    operators::SUBSTRACT,
    operators::ADD,
    operators::MULTIPLY,
    operators::DIVIDE,
    operators::MODULO,
    operators::EQUALS,
    operators::NOT_EQUALS,
    operators::GREATER_EQUALS,
    operators::LESS_EQUALS,
    operators::GREATER,
    operators::LESS,
    operators::NEGATE,
    operators::INDEX,
    operators::IN,
];

/// Parses, and looks at everything that is written.
pub(super) fn compile(text: &str) -> Result<Expression, Error> {
    let depth = u16::try_from(MOST_DEPTH).unwrap_or(u16::MAX);
    let parser = environment().parser().max_recursion_depth(depth);
    let (tree, source) = parser
        .parse_with_source_info(text)
        .map_err(|errors| unreadable(&errors))?;
    let mut reader = Reader {
        source: &source,
        text,
        variables: Vec::new(),
        uses: Vec::new(),
        steps: 0,
        additions: 0,
        searches: false,
    };
    let loops = reader.look(&tree, 0)?;
    if loops > MOST_LOOPS {
        return Err(
            invalid("more than two loops are inside or after one another")
                .with_help("make two checks of it"),
        );
    }
    if reader.additions > MOST_ADDITIONS {
        return Err(
            invalid("the expression has more than 8 `+`").with_help("make two checks of it")
        );
    }
    Ok(Expression {
        uses: reader.uses,
        steps: reader.steps,
        additions: reader.additions,
        searches: reader.searches,
        tree: Arc::new(tree),
        loops,
    })
}

/// An expression that cannot be used.
pub(super) fn invalid(message: impl Into<String>) -> Error {
    Error::new(ErrorCode::InvalidExpression, message)
}

/// The first thing that the parser does not understand.
fn unreadable(errors: &ParseErrors) -> Error {
    let Some(first) = errors.errors.first() else {
        return invalid("the expression cannot be read");
    };
    let place = |number: isize| u64::try_from(number).ok().filter(|number| *number > 0);
    let (line, column) = first.pos;
    let message = first.msg.lines().next().unwrap_or_default();
    let error = match message.contains("Recursion limit") {
        true => too_deep(),
        false => invalid(message),
    };
    placed(error, place(line), place(column))
}

/// An error with its place in the expression, which is also said, because the place is otherwise
/// one in the document.
fn placed(mut error: Error, line: Option<u64>, column: Option<u64>) -> Error {
    if let (Some(line), Some(column)) = (line, column) {
        error.message = format!(
            "{} (line {line}, column {column} of the expression)",
            error.message.trim_end_matches('.')
        );
    }
    error.line = line;
    error.column = column;
    error
}

/// Looks at an expression before it is ever evaluated.
struct Reader<'t> {
    source: &'t SourceInfo,
    text: &'t str,
    /// The variables of the loops around, each with the place it stands for.
    variables: Vec<(String, Option<Vec<Step>>)>,
    uses: Vec<Use>,
    steps: u64,
    additions: u64,
    searches: bool,
}

impl Reader<'_> {
    /// Looks at a part; gives how many loops are inside or after one another in it.
    fn look(&mut self, part: &IdedExpr, depth: u32) -> Result<u32, Error> {
        self.steps += 1;
        if depth > MOST_DEPTH {
            return Err(self.at(part, too_deep()));
        }
        if let Some(place) = self.place(part) {
            let tested = matches!(&part.expr, Expr::Select(select) if select.test);
            // Each step is a level to whoever evaluates it.
            let levels = u32::try_from(place.len()).unwrap_or(u32::MAX);
            if depth.saturating_add(levels) > MOST_DEPTH {
                return Err(self.at(part, too_deep()));
            }
            self.note(part, place, tested)?;
            return Ok(0);
        }
        match &part.expr {
            Expr::Literal(_) => Ok(0),
            Expr::Ident(name) => match name.as_str() {
                "as_of" => Ok(0),
                name if self.variables.iter().any(|(known, _)| known == name) => Ok(0),
                name => {
                    let error = invalid(format!("nothing is called `{name}`"))
                        .with_help("an expression sees `release` and `as_of`");
                    Err(self.at(part, error))
                }
            },
            Expr::Select(select) => self.look(&select.operand, depth + 1),
            Expr::Call(call) => {
                let name = call.func_name.as_str();
                if !OPERATORS.contains(&name) && !FUNCTIONS.contains(&name) {
                    let error = match nearest(name, &FUNCTIONS) {
                        Some(near) => invalid(format!("no function is called `{name}`"))
                            .with_help(format!("did you mean `{near}`?")),
                        None => invalid(format!("no function is called `{name}`")),
                    };
                    return Err(self.at(part, error));
                }
                // `map` and `filter` add to their result one by one, which does not double it.
                let collects = matches!(call.args.first(), Some(IdedExpr { expr: Expr::Ident(name), .. }) if name == "@result");
                self.additions += u64::from(name == operators::ADD && !collects);
                self.searches |= name == operators::IN;
                let mut loops = 0;
                for inside in call.target.as_deref().into_iter().chain(&call.args) {
                    loops = loops.max(self.look(inside, depth + 1)?);
                }
                Ok(loops)
            }
            Expr::List(list) => {
                let mut loops = 0;
                for item in &list.elements {
                    loops = loops.max(self.look(item, depth + 1)?);
                }
                Ok(loops)
            }
            Expr::Comprehension(it) => {
                let range = self.look(&it.iter_range, depth + 1)?;
                let item = self.place(&it.iter_range).map(|mut place| {
                    place.push(Step::EachItem);
                    place
                });
                let start = self.look(&it.accu_init, depth + 1)?;
                let before = self.variables.len();
                self.variables.push((it.accu_var.clone(), None));
                self.variables.push((it.iter_var.clone(), item));
                let second = it.iter_var2.clone();
                self.variables.extend(second.map(|name| (name, None)));
                let mut inside = start;
                for part in [&it.loop_cond, &it.loop_step, &it.result] {
                    inside = inside.max(self.look(part, depth + 1)?);
                }
                self.variables.truncate(before);
                Ok(1 + range.max(inside))
            }
            Expr::Map(_) | Expr::Struct(_) | Expr::Unspecified => {
                Err(self.at(part, invalid("a mapping cannot be written in an own check")))
            }
        }
    }

    /// The place of the record that a part stands for, if it does.
    fn place(&self, part: &IdedExpr) -> Option<Vec<Step>> {
        match &part.expr {
            Expr::Ident(name) => {
                let mut variables = self.variables.iter().rev();
                match variables.find(|(known, _)| known == name) {
                    Some((_, place)) => place.clone(),
                    None => (name == "release").then(Vec::new),
                }
            }
            Expr::Select(select) => {
                let mut place = self.place(&select.operand)?;
                place.push(Step::Key(select.field.clone()));
                Some(place)
            }
            Expr::Call(call) if call.func_name == operators::INDEX => {
                let [list, index] = call.args.as_slice() else {
                    return None;
                };
                let mut place = self.place(list)?;
                place.push(match &index.expr {
                    Expr::Literal(LiteralValue::String(key)) => Step::Key(key.inner().to_owned()),
                    Expr::Literal(LiteralValue::Int(at)) => {
                        Step::Item(usize::try_from(*at.inner()).ok()?)
                    }
                    _ => return None,
                });
                Some(place)
            }
            _ => None,
        }
    }

    /// Notes that a place is looked at.
    fn note(&mut self, part: &IdedExpr, steps: Vec<Step>, tested: bool) -> Result<(), Error> {
        let mut templates: Vec<&'static str> = Vec::new();
        let mut text = String::from("release");
        let mut is_open = false;
        for (position, step) in steps.iter().enumerate() {
            match step {
                Step::Key(key) => text.push_str(&format!(".{key}")),
                Step::Item(at) => text.push_str(&format!("[{at}]")),
                Step::EachItem => text.push_str("[]"),
            }
            if is_open {
                continue;
            }
            let inside = templates.last().copied().unwrap_or_default();
            let next = match step {
                Step::Key(key) => format!("{inside}/{key}"),
                Step::Item(_) | Step::EachItem => format!("{inside}/*"),
            };
            match places::place(&next) {
                Some((template, open)) => {
                    templates.push(template);
                    is_open = open;
                }
                None => {
                    let part = before(part, steps.len() - position - 1);
                    return Err(self.at(part, unknown(&text, inside, step)));
                }
            }
        }
        // Who asks whether something is there, needs what it would be in.
        if let Some((_, inside)) = steps
            .split_last()
            .filter(|(_, inside)| tested && !inside.is_empty())
        {
            self.note(part, inside.to_vec(), false)?;
        }
        self.steps += u64::try_from(steps.len()).unwrap_or(u64::MAX);
        let place = Use {
            steps,
            templates,
            tested,
            text,
        };
        if !place.steps.is_empty() && !self.uses.contains(&place) {
            self.uses.push(place);
        }
        Ok(())
    }

    /// An error at a part of the expression.
    fn at(&self, part: &IdedExpr, error: Error) -> Error {
        let Some((start, _)) = self.source.offset_for(part.id) else {
            return error;
        };
        let start = usize::try_from(start).unwrap_or(usize::MAX);
        let (mut line, mut column) = (1, 1);
        for character in self.text.chars().take(start) {
            (line, column) = match character {
                '\n' => (line + 1, 1),
                _ => (line, column + 1),
            };
        }
        placed(error, Some(line), Some(column))
    }
}

fn too_deep() -> Error {
    invalid("the expression nests more than 24 levels deep").with_help("make two checks of it")
}

/// The part of a place that some steps of it are, counted from the end.
fn before(mut part: &IdedExpr, steps: usize) -> &IdedExpr {
    for _ in 0..steps {
        part = match &part.expr {
            Expr::Select(select) => &select.operand,
            Expr::Call(call) => call.args.first().unwrap_or(part),
            _ => part,
        };
    }
    part
}

/// A place that no record can have.
fn unknown(text: &str, at: &str, step: &Step) -> Error {
    let error = invalid(format!("no release record can have `{text}`"));
    let Step::Key(key) = step else {
        return error.with_help("it is not a list");
    };
    let keys = places::keys(at);
    match nearest(key, &keys) {
        Some(near) => error.with_help(format!("did you mean `{near}`?")),
        None if keys.is_empty() => error,
        None => error.with_help(format!("known keys are {}", keys.join(", "))),
    }
}
