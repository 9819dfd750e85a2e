//! The flags, and what a command's outcome is as an exit code.

use std::ffi::OsString;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, Parser, Subcommand, ValueEnum};
use msgraph_codegen::drift::{Date, FailOn};

use crate::commands::{
    Answer, budget, check, conformance, drift, examples, explain, generate, init, permissions,
    refresh, show, slice, why,
};
use crate::console::Console;
use crate::drift::forms::{Form, Output};
use crate::messages::MessageFormat;

/// Turns OData metadata into a typed Rust crate.
///
/// Reads what `slices.toml` names, and writes a crate. Works offline, but for `refresh`.
#[derive(Parser)]
#[command(name = "msgraph-codegen", version, after_help = EXIT_CODES)]
struct Cli {
    #[command(subcommand)]
    command: Command,
    /// How to tell what is wrong with inputs, on the standard error
    #[arg(
        long,
        global = true,
        value_enum,
        value_name = "FORMAT",
        default_value_t
    )]
    message_format: MessageFormat,
}

const EXIT_CODES: &str = "\
Exit codes:
  0  fine
  1  the answer is no: the crate is stale, the name is not in the slice, a crate does not compile,
     the budget is exceeded, a document lost something, no request was found, the drift is as bad as
     `--fail-on` says
  2  wrong usage or configuration
  3  the metadata cannot be used";

const INIT_EXAMPLE: &str = "\
Example:
  curl --create-dirs -o schemas/v1.0.csdl 'https://graph.microsoft.com/v1.0/$metadata'
  msgraph-codegen init --metadata schemas/v1.0.csdl 'GET /users/{id}/mailFolders'
  msgraph-codegen generate";

#[derive(Subcommand)]
enum Command {
    /// Write a `slices.toml` to begin with
    ///
    /// It says what is wanted of a metadata document, and lies beside that; `generate` makes the crate. A file that is
    /// there already is left alone.
    #[command(after_help = INIT_EXAMPLE)]
    Init(InitArgs),
    /// Write the crate
    ///
    /// Files that are right already are not touched. Files in `src` that nothing generates any more are
    /// removed. If anything is wrong, nothing is written at all.
    #[command(after_help = EXIT_CODES)]
    Generate(GenerateArgs),
    /// Tell whether the crate is up to date
    ///
    /// Compares the files of the crate with what `generate` would write, and shows what differs. Line ends
    /// do not count.
    #[command(after_help = EXIT_CODES)]
    Check(CheckArgs),
    /// Renew the schemas and the crate from the service, and tell what changed
    ///
    /// Asks the service for its metadata, or takes a file; cuts the slice, writes it in place of the one that is checked
    /// in, generates the crate, and reports the drift. If anything is wrong, nothing is written at all.
    #[command(after_help = EXIT_CODES)]
    Refresh(RefreshArgs),
    /// Print the slice of a metadata document as canonical CSDL
    #[command(after_help = EXIT_CODES)]
    Slice(SliceArgs),
    /// Tell what changed between two schemas, and whom it breaks
    ///
    /// Of each change: can it break a client that is already shipped (wire), and does code that
    /// compiled against the old crate compile against the new one (source)? Aliases, the order of
    /// elements, indentation and facets that say what is understood change nothing.
    ///
    /// Of two documents, the older one is compared with the newer one; of one, the slice that is checked in with what the
    /// document has of it; without any, the slices that are checked in with those of HEAD or of `--since`.
    #[command(after_help = EXIT_CODES)]
    Drift(DriftArgs),
    /// Tell why something is in the slice, or what would bring it in
    #[command(after_help = EXIT_CODES)]
    Why(WhyArgs),
    /// Print the least permissions that requests need
    ///
    /// Of all requests of the slice or, with `--src`, of those that programs make: of chains of methods that begin
    /// with one of the service root, `graph.users().by_id(id).get()`, also by way of local variables. They are found
    /// by name, without types; chains in macros, and builders that are handed from function to function, are not
    /// seen. Where modules have alike methods, files that name a module count for that one.
    #[command(after_help = EXIT_CODES)]
    Permissions(PermissionsArgs),
    /// Print or draw what is in the slice: paths, types, and what brings them in
    #[command(after_help = EXIT_CODES)]
    Show(ShowArgs),
    /// Tell what the code of a diagnostic means, with an example, and what to do
    #[command(after_help = EXIT_CODES)]
    Explain(ExplainArgs),
    /// Tell whether documented requests and responses survive the generated types
    ///
    /// Generates everything that the metadata describes, compiles it with a program that reads each body of the
    /// examples into the type that it is said to be and writes it back, and compares the texts. White space, the order
    /// of members and the escapes in strings do not count; the spelling of numbers, explicit nulls and the order of
    /// arrays do. One leniency: of a member that is repeated in an object, the last one counts, and such a
    /// document is told apart.
    ///
    /// Values that are not of the declared kind are kept and listed. Bodies whose type is not told or not known are
    /// listed too, and are no loss. What cannot be read at all is one.
    #[command(after_help = EXIT_CODES)]
    Examples(ExamplesArgs),
    /// Tell whether the crate costs more than it may
    ///
    /// `budget.toml` beside the manifest of the crate says how many lines and bytes of code there may be, and
    /// how long `cargo check` may take as a multiple of what a reference crate takes.
    #[command(after_help = EXIT_CODES)]
    Budget(BudgetArgs),
    /// Try the generator on every metadata document of a folder
    ///
    /// Writes a crate of everything in each `.csdl` and `.xml` file below the folder, compiles it without
    /// default features, and takes warnings for errors. What is no metadata that can be used has a row with
    /// the first error; that alone is no failure. A crate of all of Microsoft Graph takes up to a minute and
    /// 4 GB.
    #[command(after_help = EXIT_CODES)]
    Conformance(ConformanceArgs),
}

#[derive(Args)]
pub(crate) struct ConfigArgs {
    /// What to generate from what [default: the next `slices.toml` or `schemas/slices.toml`, here or above]
    #[arg(long, value_name = "FILE")]
    pub(crate) config: Option<PathBuf>,
    /// Microsoft's list of permissions, for what the configuration does not say of them [default: what the
    /// configuration names]
    #[arg(long, value_name = "FILE")]
    pub(crate) permissions: Option<PathBuf>,
}

#[derive(Args)]
pub(crate) struct InitArgs {
    /// What is wanted: requests like `GET /users/{id}`, types like `type:microsoft.graph.user`, or `*`
    #[arg(value_name = "ROOT", required = true)]
    pub(crate) roots: Vec<String>,
    /// The metadata document
    #[arg(long, value_name = "FILE")]
    pub(crate) metadata: PathBuf,
    /// The name of the crate, and of its folder
    #[arg(long, default_value = "graph")]
    pub(crate) name: String,
    /// The name of the module in it [default: like the document]
    #[arg(long)]
    pub(crate) module: Option<String>,
    /// The path of the service below its host [default: `v1.0` and `beta` for documents of that name, else none]
    #[arg(long, value_name = "PATH")]
    pub(crate) service: Option<String>,
}

#[derive(Args)]
pub(crate) struct GenerateArgs {
    #[command(flatten)]
    pub(crate) config: ConfigArgs,
    /// Write the crate there and not where the configuration says
    #[arg(long, value_name = "DIR")]
    pub(crate) out: Option<PathBuf>,
    /// Write this module only, and leave the others as they are
    #[arg(long, value_name = "MODULE")]
    pub(crate) api: Option<String>,
    /// Tell what CSDL would have said and an OpenAPI document cannot, and what is taken for it
    #[arg(long)]
    pub(crate) explain_loss: bool,
}

#[derive(Args)]
pub(crate) struct CheckArgs {
    #[command(flatten)]
    pub(crate) config: ConfigArgs,
    /// Look there and not where the configuration says
    #[arg(long, value_name = "DIR")]
    pub(crate) out: Option<PathBuf>,
}

#[derive(Args)]
pub(crate) struct SliceArgs {
    #[command(flatten)]
    pub(crate) config: ConfigArgs,
    /// The metadata document to take the slice from
    #[arg(long, value_name = "FILE")]
    pub(crate) from: PathBuf,
    /// The module whose roots say what is wanted
    #[arg(long, value_name = "MODULE")]
    pub(crate) api: String,
    /// Tell what CSDL would have said and an OpenAPI document cannot, and what is taken for it
    #[arg(long)]
    pub(crate) explain_loss: bool,
}

#[derive(Args)]
#[command(args_conflicts_with_subcommands = true)]
pub(crate) struct DriftArgs {
    #[command(subcommand)]
    pub(crate) topic: Option<DriftTopic>,
    /// Metadata documents, the older one first: files, or `git:REV:PATH`
    #[arg(value_names = ["OLD", "NEW"], num_args = 0..=2)]
    pub(crate) inputs: Vec<String>,
    /// Compare what is checked in with what was in that revision [default: HEAD]
    #[arg(long, value_name = "REV")]
    pub(crate) since: Option<String>,
    #[command(flatten)]
    pub(crate) config: ConfigArgs,
    /// The module whose slice decides
    #[arg(long, value_name = "MODULE")]
    pub(crate) api: Option<String>,
    /// What decides: the slice of a configuration like `schemas/slices.toml`, or `all` [default: the slice of `--config`]
    #[arg(long, value_name = "FILE|all")]
    pub(crate) scope: Option<PathBuf>,
    /// From when on the answer is no; may be repeated [default: wire-break,source-break]
    #[arg(long, value_enum, value_name = "WHAT", value_delimiter = ',')]
    pub(crate) fail_on: Vec<Threshold>,
    /// From which day on days are counted [default: today, in UTC]
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = date)]
    pub(crate) today: Option<Date>,
    /// What earlier drift was, as `refresh` keeps it [default: `history.jsonl` beside the configuration, if it is there]
    #[arg(long, value_name = "FILE")]
    pub(crate) history: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) report: ReportArgs,
}

#[derive(Subcommand)]
pub(crate) enum DriftTopic {
    /// Explain a rule, or list all of them
    Explain {
        /// Its id or name: `D056`, `parameter-removed`
        rule: Option<String>,
    },
    /// Print the JSON Schema of `--format json`
    Schema,
}

#[derive(Args)]
pub(crate) struct ReportArgs {
    /// How to report
    #[arg(long, value_enum, default_value_t = Form::Text)]
    pub(crate) format: Form,
    /// Write the report there and do not print it; `FORM=FILE` is written besides, and may be repeated
    #[arg(long, value_name = "[FORM=]FILE")]
    pub(crate) output: Vec<Output>,
}

#[derive(Args)]
pub(crate) struct RefreshArgs {
    #[command(flatten)]
    pub(crate) config: ConfigArgs,
    /// Renew this module only
    #[arg(long, value_name = "MODULE")]
    pub(crate) api: Option<String>,
    /// Take this metadata document and do not ask the service
    #[arg(long, value_name = "FILE")]
    pub(crate) from: Option<PathBuf>,
    /// Where the service is; the metadata is at `{URL}/{service}/$metadata`
    #[arg(
        long,
        value_name = "URL",
        default_value = "https://graph.microsoft.com",
        conflicts_with = "from"
    )]
    pub(crate) service_root: String,
    /// From which day on days are counted [default: today, in UTC]
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = date)]
    pub(crate) today: Option<Date>,
    /// Where drift is kept: what comes and goes is added to it [default: `history.jsonl` beside the configuration, if it is there]
    #[arg(long, value_name = "FILE")]
    pub(crate) history: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) report: ReportArgs,
}

/// From when on the answer is no.
#[derive(Clone, Copy, ValueEnum)]
pub(crate) enum Threshold {
    /// Shipped clients break
    WireBreak,
    /// Code breaks
    SourceBreak,
    /// Shipped clients break, or some may notice something
    Risk,
    /// The crate changes, or there is a risk
    Additive,
    /// There is a finding
    Any,
    /// Never
    None,
}

impl DriftArgs {
    /// From when on the answer is no.
    pub(crate) fn fail_on(&self) -> Vec<FailOn> {
        if self.fail_on.is_empty() {
            return vec![FailOn::WireBreak, FailOn::SourceBreak];
        }
        let thresholds = self.fail_on.iter().map(|threshold| match threshold {
            Threshold::WireBreak => FailOn::WireBreak,
            Threshold::SourceBreak => FailOn::SourceBreak,
            Threshold::Risk => FailOn::Risk,
            Threshold::Additive => FailOn::Additive,
            Threshold::Any => FailOn::Any,
            Threshold::None => FailOn::None,
        });
        thresholds.collect()
    }
}

fn date(text: &str) -> Result<Date, String> {
    let date = Date::parse(text).filter(|_| text.len() == 10);
    date.ok_or_else(|| "not a day such as 2026-05-02".to_owned())
}

#[derive(Args)]
pub(crate) struct WhyArgs {
    /// A type, operation or member: `user`, `microsoft.graph.user`, `user/id`
    pub(crate) name: String,
    #[command(flatten)]
    pub(crate) config: ConfigArgs,
    /// Look in this module only
    #[arg(long, value_name = "MODULE")]
    pub(crate) api: Option<String>,
}

#[derive(Args)]
pub(crate) struct PermissionsArgs {
    #[command(flatten)]
    pub(crate) config: ConfigArgs,
    /// Look at this module only
    #[arg(long, value_name = "MODULE")]
    pub(crate) api: Option<String>,
    /// Look at what the `.rs` files below this folder call
    #[arg(long, value_name = "DIR")]
    pub(crate) src: Option<PathBuf>,
}

#[derive(Args)]
pub(crate) struct ShowArgs {
    #[command(flatten)]
    pub(crate) config: ConfigArgs,
    /// Show this module only; drawings are of one
    #[arg(long, value_name = "MODULE")]
    pub(crate) api: Option<String>,
    /// How to show it
    #[arg(long, value_enum, default_value_t = Picture::Tree)]
    pub(crate) format: Picture,
}

/// How to show a slice.
#[derive(Clone, Copy, ValueEnum)]
pub(crate) enum Picture {
    /// Text
    Tree,
    /// A class diagram for Markdown
    Mermaid,
    /// A drawing
    Svg,
    /// A page with the drawing and the tree
    Html,
}

#[derive(Args)]
pub(crate) struct ExplainArgs {
    /// The code, such as `E0402` [default: list all codes]
    pub(crate) code: Option<String>,
}

#[derive(Args)]
pub(crate) struct ExamplesArgs {
    /// The metadata document to generate everything from
    #[arg(long, value_name = "FILE")]
    pub(crate) metadata: PathBuf,
    /// The examples, one JSON object a line: `id`, `method`, `url`, `request_body`, `odata_type`, `body`, `body_text`
    #[arg(long, value_name = "FILE")]
    pub(crate) examples: PathBuf,
    /// A configuration like `schemas/slices.toml`, whose patches correct the metadata first
    #[arg(long, value_name = "FILE")]
    pub(crate) patches: Option<PathBuf>,
    /// Where to write and compile the crate; kept, so that the next run is faster [default: in the target folder]
    #[arg(long, value_name = "DIR")]
    pub(crate) out: Option<PathBuf>,
    /// How to report
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub(crate) format: Format,
}

/// How to report.
#[derive(Clone, Copy, ValueEnum)]
pub(crate) enum Format {
    /// For people: what is not exact, then a table
    Text,
    /// For programs: every document, and the totals
    Json,
}

#[derive(Args)]
pub(crate) struct BudgetArgs {
    #[command(flatten)]
    pub(crate) config: ConfigArgs,
    /// Compile the crate and the reference crate, too
    #[arg(long)]
    pub(crate) measure: bool,
}

#[derive(Args)]
pub(crate) struct ConformanceArgs {
    /// The folder with the metadata documents
    #[arg(value_name = "DIR")]
    pub(crate) folder: PathBuf,
    /// Only files that have this in their path; may be repeated
    #[arg(long, value_name = "TEXT")]
    pub(crate) only: Vec<String>,
    /// Write the crates, but do not compile them
    #[arg(long)]
    pub(crate) no_compile: bool,
    /// Keep the crates and what was compiled there [default: a temporary folder]
    #[arg(long, value_name = "DIR")]
    pub(crate) out: Option<PathBuf>,
}

/// Runs the command that the arguments ask for.
pub(crate) fn run(arguments: impl Iterator<Item = OsString>, console: &mut Console) -> ExitCode {
    let cli = match Cli::try_parse_from(arguments) {
        Ok(cli) => cli,
        Err(error) => return usage(&error, console),
    };
    console.message_format = cli.message_format;
    let answer = match cli.command {
        Command::Init(args) => init::run(&args, console),
        Command::Generate(args) => generate::run(&args, console),
        Command::Check(args) => check::run(&args, console),
        Command::Drift(args) => drift::run(&args, console),
        Command::Refresh(args) => refresh::run(&args, console),
        Command::Slice(args) => slice::run(&args, console),
        Command::Why(args) => why::run(&args, console),
        Command::Permissions(args) => permissions::run(&args, console),
        Command::Show(args) => show::run(&args, console),
        Command::Explain(args) => explain::run(&args, console),
        Command::Examples(args) => examples::run(&args, console),
        Command::Budget(args) => budget::run(&args, console),
        Command::Conformance(args) => conformance::run(&args, console),
    };
    let answer = answer.and_then(|answer| console.finish().map(|()| answer));
    match answer {
        Ok(Answer::Yes) => ExitCode::SUCCESS,
        Ok(Answer::No) => ExitCode::FAILURE,
        Err(failure) => {
            console.fail(&failure);
            ExitCode::from(failure.exit_code)
        }
    }
}

/// Help goes to the standard output, complaints to the standard error.
fn usage(error: &clap::Error, console: &mut Console) -> ExitCode {
    let text = error.render().ansi().to_string();
    if error.use_stderr() {
        console.report(&text);
        ExitCode::from(2)
    } else {
        // There is nobody left to tell if even the help cannot be written.
        let _ = console.print(&text);
        ExitCode::SUCCESS
    }
}
