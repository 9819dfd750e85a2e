//! The flags of each command.

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};
use msgraph_generator::drift::{Date, FailOn};

use crate::drift::forms::{Form, Output};

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
    #[arg(value_name = "ROOT", required_unless_present_any = ["preset", "list"])]
    pub(crate) roots: Vec<String>,
    /// Begin with what programs commonly want of Graph: `mail`, `files`, …; may be repeated
    #[arg(long, value_name = "NAME", value_delimiter = ',')]
    pub(crate) preset: Vec<String>,
    /// List the presets, and do nothing else
    #[arg(long)]
    pub(crate) list: bool,
    /// The metadata document [default: `schemas/v1.0.csdl`, which may come later]
    #[arg(long, value_name = "FILE")]
    pub(crate) metadata: Option<PathBuf>,
    /// The name of the crate, and of its folder
    #[arg(long, default_value = "graph")]
    pub(crate) name: String,
    /// The name of the module in it [default: like the document]
    #[arg(long)]
    pub(crate) module: Option<String>,
    /// The path of the service below its host [default: `v1.0` and `beta` for documents of that name, else none]
    #[arg(long, value_name = "PATH")]
    pub(crate) service: Option<String>,
    /// Where the crate finds msgraph-core: a folder, `URL#COMMIT` of a repository, or a published version [default: where this program came from]
    #[arg(long, value_name = "PLACE")]
    pub(crate) runtime: Option<String>,
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
    /// Take this metadata document, or all in this folder, and do not ask the service
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
    /// Fetch the documents, too, that the metadata refers to
    #[arg(long, conflicts_with = "from")]
    pub(crate) follow_references: bool,
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
