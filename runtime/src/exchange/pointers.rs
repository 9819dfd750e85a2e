//! Implements transports, credentials, policies and timers for pointers to them.

use std::sync::Arc;
use std::time::{Duration, SystemTime};

use http::{Request, Response};

use super::credential::{AccessToken, Credential};
use super::future::BoxFuture;
use super::pipeline::{Next, Policy};
use super::timer::Timer;
use super::transport::{Body, Transport, TransportError};
use crate::error::Error;

macro_rules! behind {
    ($($pointer:ty),*) => {$(
        impl<T: Transport + ?Sized> Transport for $pointer {
            fn send(
                &self,
                request: Request<Body>,
            ) -> BoxFuture<'_, Result<Response<Body>, TransportError>> {
                (**self).send(request)
            }
        }

        impl<T: Credential + ?Sized> Credential for $pointer {
            fn token<'a>(&'a self, scope: &'a str) -> BoxFuture<'a, Result<AccessToken, Error>> {
                (**self).token(scope)
            }

            fn token_with_claims<'a>(
                &'a self,
                scope: &'a str,
                claims: &'a str,
            ) -> BoxFuture<'a, Result<AccessToken, Error>> {
                (**self).token_with_claims(scope, claims)
            }
        }

        impl<T: Policy + ?Sized> Policy for $pointer {
            fn send<'a>(
                &'a self,
                request: Request<Body>,
                next: Next<'a>,
            ) -> BoxFuture<'a, Result<Response<Body>, Error>> {
                (**self).send(request, next)
            }
        }

        impl<T: Timer + ?Sized> Timer for $pointer {
            fn now(&self) -> Duration {
                (**self).now()
            }

            fn wall_clock(&self) -> SystemTime {
                (**self).wall_clock()
            }

            fn sleep(&self, duration: Duration) -> BoxFuture<'static, ()> {
                (**self).sleep(duration)
            }

            fn timeout(&self, duration: Duration) -> BoxFuture<'static, ()> {
                (**self).timeout(duration)
            }
        }
    )*};
}

behind!(&T, Box<T>, Arc<T>);
