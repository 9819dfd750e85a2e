//! The commands, and what their outcome is as an exit code.

use std::ffi::OsString;
use std::process::ExitCode;

use clap::{Parser, Subcommand};

use crate::args::{
    BudgetArgs, CheckArgs, ConformanceArgs, DriftArgs, ExamplesArgs, ExplainArgs, GenerateArgs,
    InitArgs, PermissionsArgs, RefreshArgs, ShowArgs, SliceArgs, WhyArgs,
};
use crate::commands::{
    Answer, budget, check, conformance, drift, examples, explain, generate, init, permissions,
    refresh, show, slice, why,
};
use crate::console::Console;
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
    /// Tell all warnings about metadata, and not only how many there are
    #[arg(long, short, global = true)]
    verbose: bool,
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
    /// removed. Only files that begin with the notice of generated files are replaced or removed; all others are left
    /// alone and named. If anything is wrong, nothing is written at all.
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
    /// Writes a crate of everything in each `.csdl`, `.edmx`, `.json` and `.xml` file below the folder, compiles it without
    /// default features, and takes warnings for errors. What is no metadata that can be used has a row with
    /// the first error; that alone is no failure. A crate of all of Microsoft Graph takes up to a minute and
    /// 4 GB.
    #[command(after_help = EXIT_CODES)]
    Conformance(ConformanceArgs),
}

/// Runs the command that the arguments ask for.
pub(crate) fn run(arguments: impl Iterator<Item = OsString>, console: &mut Console) -> ExitCode {
    let cli = match Cli::try_parse_from(arguments) {
        Ok(cli) => cli,
        Err(error) => return usage(&error, console),
    };
    console.message_format = cli.message_format;
    console.is_verbose = cli.verbose;
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
    console.tell_later();
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
        console.report_message(&text);
        ExitCode::from(2)
    } else {
        // There is nobody left to tell if even the help cannot be written.
        let _ = console.print_styled(&text);
        ExitCode::SUCCESS
    }
}
