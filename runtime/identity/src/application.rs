//! A registered application.

use std::fmt;
use std::path::PathBuf;
use std::sync::Arc;

use msgraph_core::{SystemTimer, Timer, Transport};

use crate::{Authority, Secret, SignInError};

/// An application as it is registered with an authority
/// ([app registration](https://learn.microsoft.com/entra/identity-platform/quickstart-register-app)). Cheap to clone.
///
/// Those for people at their own machines have no secret: "Allow public client flows" must be on in their registration.
#[derive(Clone)]
pub struct Application {
    pub(crate) client_id: String,
    pub(crate) authority: Authority,
    pub(crate) transport: Arc<dyn Transport>,
    pub(crate) timer: Arc<dyn Timer>,
    proof: Proof,
}

/// By what the application proves who it is.
#[derive(Clone, Debug)]
enum Proof {
    None,
    Secret(Secret),
    #[cfg(feature = "certificate")]
    Certificate(Arc<crate::ClientCertificate>),
    TokenFile(PathBuf),
}

/// What goes along with a request as proof.
pub(crate) enum Proven {
    Nothing,
    Secret(Secret),
    Assertion(Secret),
}

impl Application {
    /// The application with this id, whose requests go through `transport`.
    #[must_use]
    pub fn new(client_id: &str, authority: Authority, transport: impl Transport + 'static) -> Self {
        Self {
            client_id: client_id.to_owned(),
            authority,
            transport: Arc::new(transport),
            timer: Arc::new(SystemTimer),
            proof: Proof::None,
        }
    }

    /// This application with a secret.
    #[must_use]
    pub fn with_secret(mut self, secret: impl Into<String>) -> Self {
        self.proof = Proof::Secret(Secret::new(secret));
        self
    }

    /// This application with a certificate, whose private key signs an assertion for each request
    /// ([format](https://learn.microsoft.com/entra/identity-platform/certificate-credentials)).
    #[cfg(feature = "certificate")]
    #[must_use]
    pub fn with_certificate(mut self, certificate: crate::ClientCertificate) -> Self {
        self.proof = Proof::Certificate(Arc::new(certificate));
        self
    }

    /// This application with the token of another issuer that it trusts
    /// ([workload identity federation](https://learn.microsoft.com/entra/workload-id/workload-identity-federation)). The file is
    /// read for each request, since the issuer replaces it; in Kubernetes, `AZURE_FEDERATED_TOKEN_FILE` names it.
    #[must_use]
    pub fn with_federated_token_file(mut self, path: impl Into<PathBuf>) -> Self {
        self.proof = Proof::TokenFile(path.into());
        self
    }

    /// This application with another clock, for tests.
    #[must_use]
    pub fn with_timer(mut self, timer: impl Timer + 'static) -> Self {
        self.timer = Arc::new(timer);
        self
    }

    pub(crate) fn prove(&self) -> Result<Proven, SignInError> {
        match &self.proof {
            Proof::None => Ok(Proven::Nothing),
            Proof::Secret(secret) => Ok(Proven::Secret(secret.clone())),
            #[cfg(feature = "certificate")]
            Proof::Certificate(certificate) => {
                let audience = self.authority.token.as_str();
                let now = self.timer.wall_clock();
                let assertion = certificate.assertion(&self.client_id, audience, now)?;
                Ok(Proven::Assertion(assertion))
            }
            Proof::TokenFile(path) => {
                let token = std::fs::read_to_string(path).map_err(|error| {
                    let message = "the file of the federated token cannot be read";
                    SignInError::configuration(message).caused_by(error)
                })?;
                Ok(Proven::Assertion(Secret::new(token.trim())))
            }
        }
    }
}

impl fmt::Debug for Application {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Application")
            .field("client_id", &self.client_id)
            .field("authority", &self.authority.token.as_str())
            .field("proof", &self.proof)
            .finish_non_exhaustive()
    }
}
