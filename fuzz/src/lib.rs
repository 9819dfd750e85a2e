//! What the fuzz targets do with their bytes. The tests of the workspace include the same files and do it with
//! the corpus.

pub mod decode;
pub mod json;
pub mod metadata;
pub mod notifications;
pub mod rust;
