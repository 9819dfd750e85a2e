//! What a client is set to.

use std::sync::Arc;
use std::time::Duration;

use http::HeaderValue;

use super::{Policy, Retry};
use crate::exchange::credential::{Credential, TokenCache};
use crate::exchange::hosts::Hosts;
use crate::exchange::random::Random;
use crate::exchange::timer::Timer;
use crate::exchange::transport::Transport;
use crate::model::codec::Strictness;

#[derive(Clone)]
pub(crate) struct Settings {
    pub(crate) base: String,
    pub(crate) scope: String,
    pub(crate) hosts: Hosts,
    pub(crate) credential: Arc<dyn Credential>,
    pub(crate) tokens: Arc<TokenCache>,
    pub(crate) transport: Arc<dyn Transport>,
    pub(crate) timer: Arc<dyn Timer>,
    pub(crate) random: Arc<Random>,
    pub(crate) retry: Retry,
    pub(crate) timeout: Option<Duration>,
    pub(crate) attempt_timeout: Option<Duration>,
    pub(crate) max_answer: usize,
    pub(crate) user_agent: HeaderValue,
    pub(crate) max_redirects: u32,
    pub(crate) policies: Vec<Arc<dyn Policy>>,
    pub(crate) attempt_policies: Vec<Arc<dyn Policy>>,
    pub(crate) knows_all_enum_members: bool,
    pub(crate) strictness: Strictness,
}
