//! Progress of bytes.

use crate::exchange::future::Exclusive;

/// The number of bytes that have been moved.
///
/// ```
/// use msgraph_core::Progress;
///
/// fn show(progress: Progress) {
///     match progress.total {
///         Some(total) => println!("{} of {total} bytes", progress.bytes),
///         None => println!("{} bytes", progress.bytes),
///     }
/// }
/// # let _ = show;
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Progress {
    /// The bytes that are there for good; a connection that breaks does not undo them.
    pub bytes: u64,
    /// The bytes that there will be at the end, if that is known.
    pub total: Option<u64>,
}

/// Who is told of progress, if anybody.
pub(crate) struct Observer<'a>(Option<Exclusive<Observe<'a>>>);

type Observe<'a> = Box<dyn FnMut(Progress) + Send + 'a>;

impl<'a> Observer<'a> {
    pub(crate) fn nobody() -> Self {
        Self(None)
    }

    pub(crate) fn new(observe: impl FnMut(Progress) + Send + 'a) -> Self {
        let observe: Observe<'a> = Box::new(observe);
        Self(Some(Exclusive::new(observe)))
    }

    pub(crate) fn tell(&mut self, bytes: u64, total: Option<u64>) {
        if let Some(observe) = &mut self.0 {
            observe.get_mut()(Progress { bytes, total });
        }
    }
}
