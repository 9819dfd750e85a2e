//! The way from one configuration to another, statement by statement.

use std::ops::Range;

use toml::Spanned;

use super::{Setting, Setup};
use crate::config::{Api, Conventions, LongRunning, OpenApi, OperationStatus, Patch};
use crate::diagnostics;
use crate::drift::rules::configuration::{
    API_TAKEN_OUT, FEATURES_SWITCHED, LONG_RUNNING_CHANGED, MODULE_RENAMED,
    OPERATION_STATUS_CHANGED, OPTION_CHANGED, PATCH_CHANGED, ROOT_PUT_IN, ROOT_TAKEN_OUT,
};
use crate::drift::{Place, Rule};

/// A statement that changed, and the configuration with that change and all before it.
pub(crate) struct Stage {
    pub(crate) setting: Setting,
    /// None without the API.
    pub(crate) api: Option<Api>,
    pub(crate) has_features: bool,
}

/// All that changed, each with the configuration up to there. Roots come before anything else comes and go after
/// anything else went: what two of them bring never seems to go in between.
pub(crate) fn walk(before: &Setup<'_>, after: Option<&Setup<'_>>) -> Vec<Stage> {
    let Some(after) = after else {
        let module = &before.api.module;
        return vec![Stage {
            setting: Setting {
                rule: &API_TAKEN_OUT,
                subject: module.get_ref().clone(),
                detail: String::new(),
                places: [Some(place(before.source, module.span())), None],
            },
            api: None,
            has_features: false,
        }];
    };
    let mut walk = Walk {
        before,
        after,
        api: before.api.clone(),
        has_features: before.has_features,
        stages: Vec::new(),
    };
    walk.module();
    walk.options();
    walk.new_roots();
    walk.facts();
    walk.features();
    walk.old_roots();
    walk.stages
}

struct Walk<'o> {
    before: &'o Setup<'o>,
    after: &'o Setup<'o>,
    api: Api,
    has_features: bool,
    stages: Vec<Stage>,
}

type Spans = [Option<Range<usize>>; 2];

impl Walk<'_> {
    /// Records what was just done to the configuration.
    fn push(&mut self, rule: &'static Rule, subject: &str, detail: String, spans: Spans) {
        let [was, is] = spans;
        let places = [
            was.map(|span| place(self.before.source, span)),
            is.map(|span| place(self.after.source, span)),
        ];
        self.stages.push(Stage {
            setting: Setting {
                rule,
                subject: subject.to_owned(),
                detail,
                places,
            },
            api: Some(self.api.clone()),
            has_features: self.has_features,
        });
    }

    fn module(&mut self) {
        let (was, is) = (&self.before.api.module, &self.after.api.module);
        if was != is {
            self.api.module = is.clone();
            let detail = format!("{} → {}", was.get_ref(), is.get_ref());
            let spans = [Some(was.span()), Some(is.span())];
            self.push(&MODULE_RENAMED, was.get_ref(), detail, spans);
        }
    }

    fn options(&mut self) {
        let (was, is) = (self.before.api, self.after.api);
        let (service, new) = (&was.service, &is.service);
        if service.path != new.path {
            self.api.service.path.clone_from(&new.path);
            self.option("service", &service.path, &new.path);
        }
        if service.conventions != new.conventions {
            self.api.service.conventions = new.conventions;
            let [was, is] = [service, new].map(|service| match service.conventions {
                Conventions::Graph => "graph",
                Conventions::OData => "odata",
            });
            self.option("conventions", was, is);
        }
        if was.wanted.requests != is.wanted.requests {
            self.api.wanted.requests = is.wanted.requests;
            let [was, is] =
                [was.wanted.requests, is.wanted.requests].map(|requests| requests.to_string());
            self.option("requests", &was, &is);
        }
        if was.openapi != is.openapi {
            self.api.openapi.clone_from(&is.openapi);
            let [was, is] = [&was.openapi, &is.openapi].map(described);
            self.option("openapi", &was, &is);
        }
    }

    /// An option stands beside the name of the module.
    fn option(&mut self, name: &str, was: &str, is: &str) {
        let spans = [
            Some(self.before.api.module.span()),
            Some(self.after.api.module.span()),
        ];
        self.push(&OPTION_CHANGED, name, format!("{was} → {is}"), spans);
    }

    fn new_roots(&mut self) {
        let (before, after) = (self.before.api, self.after.api);
        for root in after
            .wanted
            .roots
            .iter()
            .filter(|r| !before.wanted.roots.contains(r))
        {
            self.api.wanted.roots.push(root.clone());
            let spans = [None, Some(root.span())];
            self.push(&ROOT_PUT_IN, root.get_ref(), String::new(), spans);
        }
    }

    fn old_roots(&mut self) {
        let (before, after) = (self.before.api, self.after.api);
        for root in before
            .wanted
            .roots
            .iter()
            .filter(|r| !after.wanted.roots.contains(r))
        {
            self.api.wanted.roots.retain(|other| other != root);
            let spans = [Some(root.span()), None];
            self.push(&ROOT_TAKEN_OUT, root.get_ref(), String::new(), spans);
        }
    }

    fn facts(&mut self) {
        self.entries(
            &PATCH_CHANGED,
            |api| &mut api.patches,
            |patch: &Patch| (&patch.target, patch.binding.as_ref()),
            |a, b| a.change == b.change,
        );
        self.entries(
            &LONG_RUNNING_CHANGED,
            |api| &mut api.facts.long_running,
            |entry: &LongRunning| (&entry.action, entry.binding.as_ref()),
            |a, b| a.answer == b.answer,
        );
        self.entries(
            &OPERATION_STATUS_CHANGED,
            |api| &mut api.facts.operation_status,
            |entry: &OperationStatus| (&entry.ty, None),
            PartialEq::eq,
        );
    }

    /// Goes through entries of one kind: each is about something, and says something of it.
    fn entries<T: Clone>(
        &mut self,
        rule: &'static Rule,
        of: fn(&mut Api) -> &mut Vec<T>,
        about: impl Fn(&T) -> (&Spanned<String>, Option<&Spanned<String>>),
        says_same: impl Fn(&T, &T) -> bool,
    ) {
        let [was, is] = [self.before, self.after].map(|setup| of(&mut setup.api.clone()).clone());
        let is_same = |a: &T, b: &T| about(a) == about(b) && says_same(a, b);
        let mut gone: Vec<&T> = (was.iter())
            .filter(|was| !is.iter().any(|is| is_same(was, is)))
            .collect();
        for new in is
            .iter()
            .filter(|is| !was.iter().any(|was| is_same(was, is)))
        {
            let old = gone.iter().position(|old| about(old) == about(new));
            let old = old.map(|at| gone.remove(at));
            let kept = of(&mut self.api);
            match old.and_then(|old| kept.iter_mut().find(|kept| is_same(kept, old))) {
                Some(place) => *place = new.clone(),
                None => kept.push(new.clone()),
            }
            let detail = old.map_or("new", |_| "changed").to_owned();
            let (target, _) = about(new);
            let spans = [old.map(|old| about(old).0.span()), Some(target.span())];
            self.push(rule, target.get_ref(), detail, spans);
        }
        for old in gone {
            of(&mut self.api).retain(|kept| !is_same(kept, old));
            let (target, _) = about(old);
            let spans = [Some(target.span()), None];
            self.push(rule, target.get_ref(), "gone".to_owned(), spans);
        }
    }

    fn features(&mut self) {
        let (was, is) = (self.before.has_features, self.after.has_features);
        if was != is {
            self.has_features = is;
            let detail = if is { "none → some" } else { "some → none" };
            self.push(
                &FEATURES_SWITCHED,
                "features",
                detail.to_owned(),
                [None, None],
            );
        }
    }
}

/// Describes the settings for OpenAPI in a few words.
fn described(openapi: &OpenApi) -> String {
    let OpenApi {
        namespace,
        path_prefix,
        container,
    } = openapi;
    let said = [namespace, path_prefix, container].into_iter().flatten();
    let said: Vec<_> = said.map(|value| value.get_ref().as_str()).collect();
    if said.is_empty() {
        return "none".to_owned();
    }
    said.join(", ")
}

/// The line of the file that a statement is on.
fn place(source: &diagnostics::Source, span: Range<usize>) -> Place {
    let (before, after) = source.text.split_at_checked(span.start).unwrap_or_default();
    let start = before.rsplit('\n').next().unwrap_or_default();
    let end = after.lines().next().unwrap_or_default();
    let line = before.bytes().filter(|&byte| byte == b'\n').count() + 1;
    Place {
        file: Some(source.name.clone()),
        line: u32::try_from(line).unwrap_or(u32::MAX),
        csdl: format!("{start}{end}").trim().to_owned(),
    }
}
