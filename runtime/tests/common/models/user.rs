use super::{Entity, LongRunningOperationStatus, Right};

#[derive(Default)]
#[non_exhaustive]
pub struct User {
    /// The members of [`Entity`].
    pub base: Entity,
    pub text: Option<String>,
    pub flag: Option<bool>,
    pub byte: Option<u8>,
    pub sbyte: Option<i8>,
    pub int16: Option<i16>,
    pub int32: Option<i32>,
    pub int64: Option<i64>,
    pub single: Option<f32>,
    pub double: Option<f64>,
    pub decimal: Option<msgraph_core::Decimal>,
    pub time: Option<msgraph_core::TimeOfDay>,
    pub date: Option<msgraph_core::Date>,
    pub duration: Option<msgraph_core::Duration>,
    pub guid: Option<msgraph_core::Guid>,
    pub binary: Option<msgraph_core::Binary>,
    pub json: Option<msgraph_core::Json>,
    pub rights: Option<msgraph_core::Flags<Right>>,
    pub status: Option<LongRunningOperationStatus>,
    pub child: Option<Box<User>>,
    pub texts: Vec<String>,
    pub numbers: Vec<i32>,
    pub doubles: Vec<f64>,
    pub statuses: Vec<LongRunningOperationStatus>,
    pub rights_list: Vec<msgraph_core::Flags<Right>>,
    pub children: Vec<User>,
    pub jsons: Vec<msgraph_core::Json>,
    pub display_name: Option<String>,
    pub mail: Option<String>,
}

msgraph_core::codegen::v1::model! {
    User = "microsoft.graph.user";
    base: Entity;
    text = "text", TEXT: Option<String>;
    flag = "flag", FLAG: Option<bool>;
    byte = "byte", BYTE: Option<u8>;
    sbyte = "sbyte", SBYTE: Option<i8>;
    int16 = "int16", INT16: Option<i16>;
    int32 = "int32", INT32: Option<i32>;
    int64 = "int64", INT64: Option<i64>;
    single = "single", SINGLE: Option<f32>;
    double = "double", DOUBLE: Option<f64>;
    decimal = "decimal", DECIMAL: Option<msgraph_core::Decimal>;
    time = "time", TIME: Option<msgraph_core::TimeOfDay>;
    date = "date", DATE: Option<msgraph_core::Date>;
    duration = "duration", DURATION: Option<msgraph_core::Duration>;
    guid = "guid", GUID: Option<msgraph_core::Guid>;
    binary = "binary", BINARY: Option<msgraph_core::Binary>;
    json = "json", JSON: Option<msgraph_core::Json>;
    rights = "rights", RIGHTS: Option<msgraph_core::Flags<Right>>;
    status = "status", STATUS: Option<LongRunningOperationStatus>;
    child = "child", CHILD: Option<Box<User>>;
    texts = "texts", TEXTS: Vec<String>;
    numbers = "numbers", NUMBERS: Vec<i32>;
    doubles = "doubles", DOUBLES: Vec<f64>;
    statuses = "statuses", STATUSES: Vec<LongRunningOperationStatus>;
    rights_list = "rightsList", RIGHTS_LIST: Vec<msgraph_core::Flags<Right>>;
    children = "children", CHILDREN: Vec<User>;
    jsons = "jsons", JSONS: Vec<msgraph_core::Json>;
    display_name = "displayName", DISPLAY_NAME: Option<String>;
    mail = "mail", MAIL: Option<String>, Required;
}

pub use super::entity::ID;
