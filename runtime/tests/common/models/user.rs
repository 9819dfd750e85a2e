use super::{Entity, LongRunningOperationStatus, Right};
use msgraph_core::Field as _;

pub type User = msgraph_core::Object<UserFields>;

/// The fields of [`User`].
#[derive(Default)]
#[non_exhaustive]
pub struct UserFields {
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

msgraph_core::derived!(UserFields => Entity);

impl msgraph_core::Members for UserFields {
    const TYPE: msgraph_core::TypeInfo = msgraph_core::TypeInfo::new(
        "microsoft.graph.user",
        &[
            "text",
            "flag",
            "byte",
            "sbyte",
            "int16",
            "int32",
            "int64",
            "single",
            "double",
            "decimal",
            "time",
            "date",
            "duration",
            "guid",
            "binary",
            "json",
            "rights",
            "status",
            "child",
            "texts",
            "numbers",
            "doubles",
            "statuses",
            "rightsList",
            "children",
            "jsons",
            "displayName",
            "mail",
        ],
    );

    fn member(&self, n: usize) -> msgraph_core::View<'_> {
        match n {
            0 => self.text.view(),
            1 => self.flag.view(),
            2 => self.byte.view(),
            3 => self.sbyte.view(),
            4 => self.int16.view(),
            5 => self.int32.view(),
            6 => self.int64.view(),
            7 => self.single.view(),
            8 => self.double.view(),
            9 => self.decimal.view(),
            10 => self.time.view(),
            11 => self.date.view(),
            12 => self.duration.view(),
            13 => self.guid.view(),
            14 => self.binary.view(),
            15 => self.json.view(),
            16 => self.rights.view(),
            17 => self.status.view(),
            18 => self.child.view(),
            19 => self.texts.view(),
            20 => self.numbers.view(),
            21 => self.doubles.view(),
            22 => self.statuses.view(),
            23 => self.rights_list.view(),
            24 => self.children.view(),
            25 => self.jsons.view(),
            26 => self.display_name.view(),
            27 => self.mail.view(),
            _ => msgraph_core::View::Base(&self.base),
        }
    }

    fn member_mut(&mut self, n: usize) -> msgraph_core::Slot<'_> {
        match n {
            0 => self.text.slot(),
            1 => self.flag.slot(),
            2 => self.byte.slot(),
            3 => self.sbyte.slot(),
            4 => self.int16.slot(),
            5 => self.int32.slot(),
            6 => self.int64.slot(),
            7 => self.single.slot(),
            8 => self.double.slot(),
            9 => self.decimal.slot(),
            10 => self.time.slot(),
            11 => self.date.slot(),
            12 => self.duration.slot(),
            13 => self.guid.slot(),
            14 => self.binary.slot(),
            15 => self.json.slot(),
            16 => self.rights.slot(),
            17 => self.status.slot(),
            18 => self.child.slot(),
            19 => self.texts.slot(),
            20 => self.numbers.slot(),
            21 => self.doubles.slot(),
            22 => self.statuses.slot(),
            23 => self.rights_list.slot(),
            24 => self.children.slot(),
            25 => self.jsons.slot(),
            26 => self.display_name.slot(),
            27 => self.mail.slot(),
            _ => msgraph_core::Slot::Base(&mut self.base),
        }
    }
}

pub use super::entity::ID;

pub const TEXT: &msgraph_core::Property<User, Option<String>> =
    &msgraph_core::Property::new("text");

pub const FLAG: &msgraph_core::Property<User, Option<bool>> = &msgraph_core::Property::new("flag");

pub const BYTE: &msgraph_core::Property<User, Option<u8>> = &msgraph_core::Property::new("byte");

pub const SBYTE: &msgraph_core::Property<User, Option<i8>> = &msgraph_core::Property::new("sbyte");

pub const INT16: &msgraph_core::Property<User, Option<i16>> = &msgraph_core::Property::new("int16");

pub const INT32: &msgraph_core::Property<User, Option<i32>> = &msgraph_core::Property::new("int32");

pub const INT64: &msgraph_core::Property<User, Option<i64>> = &msgraph_core::Property::new("int64");

pub const SINGLE: &msgraph_core::Property<User, Option<f32>> =
    &msgraph_core::Property::new("single");

pub const DOUBLE: &msgraph_core::Property<User, Option<f64>> =
    &msgraph_core::Property::new("double");

pub const DECIMAL: &msgraph_core::Property<User, Option<msgraph_core::Decimal>> =
    &msgraph_core::Property::new("decimal");

pub const TIME: &msgraph_core::Property<User, Option<msgraph_core::TimeOfDay>> =
    &msgraph_core::Property::new("time");

pub const DATE: &msgraph_core::Property<User, Option<msgraph_core::Date>> =
    &msgraph_core::Property::new("date");

pub const DURATION: &msgraph_core::Property<User, Option<msgraph_core::Duration>> =
    &msgraph_core::Property::new("duration");

pub const GUID: &msgraph_core::Property<User, Option<msgraph_core::Guid>> =
    &msgraph_core::Property::new("guid");

pub const BINARY: &msgraph_core::Property<User, Option<msgraph_core::Binary>> =
    &msgraph_core::Property::new("binary");

pub const JSON: &msgraph_core::Property<User, Option<msgraph_core::Json>> =
    &msgraph_core::Property::new("json");

pub const RIGHTS: &msgraph_core::Property<User, Option<msgraph_core::Flags<Right>>> =
    &msgraph_core::Property::new("rights");

pub const STATUS: &msgraph_core::Property<User, Option<LongRunningOperationStatus>> =
    &msgraph_core::Property::new("status");

pub const CHILD: &msgraph_core::Property<User, Option<Box<User>>> =
    &msgraph_core::Property::new("child");

pub const TEXTS: &msgraph_core::Property<User, Vec<String>> = &msgraph_core::Property::new("texts");

pub const NUMBERS: &msgraph_core::Property<User, Vec<i32>> =
    &msgraph_core::Property::new("numbers");

pub const DOUBLES: &msgraph_core::Property<User, Vec<f64>> =
    &msgraph_core::Property::new("doubles");

pub const STATUSES: &msgraph_core::Property<User, Vec<LongRunningOperationStatus>> =
    &msgraph_core::Property::new("statuses");

pub const RIGHTS_LIST: &msgraph_core::Property<User, Vec<msgraph_core::Flags<Right>>> =
    &msgraph_core::Property::new("rightsList");

pub const CHILDREN: &msgraph_core::Property<User, Vec<User>> =
    &msgraph_core::Property::new("children");

pub const JSONS: &msgraph_core::Property<User, Vec<msgraph_core::Json>> =
    &msgraph_core::Property::new("jsons");

pub const DISPLAY_NAME: &msgraph_core::Property<User, Option<String>> =
    &msgraph_core::Property::new("displayName");

pub const MAIL: &msgraph_core::Property<User, Option<String>, msgraph_core::Required> =
    &msgraph_core::Property::new("mail");
