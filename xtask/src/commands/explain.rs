//! `explain`: tells what the code of a diagnostic means.

use msgraph_generator::diagnostics::Code;

use super::Answer;
use crate::args::ExplainArgs;
use crate::console::Console;
use crate::failure::Failure;

pub(crate) fn run(args: &ExplainArgs, console: &mut Console) -> Result<Answer, Failure> {
    let Some(wanted) = &args.code else {
        for Code { code, title, .. } in Code::all() {
            console.print(&format!("{code}  {title}\n"))?;
        }
        return Ok(Answer::Yes);
    };
    let code = Code::find(wanted).map_err(|near| {
        let hint = match near {
            Some(near) => format!("did you mean `{near}`?"),
            None => "`explain` without a code lists them".to_owned(),
        };
        Failure::usage(format!("there is no code `{wanted}`; {hint}"))
    })?;
    console.print(&format!("{code}\n"))?;
    Ok(Answer::Yes)
}
