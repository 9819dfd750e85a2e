//! The feature `rust_decimal`.

use rust_decimal::Decimal as Target;

use crate::model::values::decimal::Finite;
use crate::model::values::{Decimal, InvalidValue};

/// The most fraction digits of a `rust_decimal::Decimal`.
const MAX_SCALE: u32 = 28;

impl From<Target> for Decimal {
    fn from(decimal: Target) -> Self {
        Self::from_wire(decimal.to_string())
    }
}

/// Never rounds: fails where there are more digits than 96 bits hold.
impl TryFrom<&Decimal> for Target {
    type Error = InvalidValue;

    fn try_from(decimal: &Decimal) -> Result<Self, Self::Error> {
        exact(&decimal.finite()?).ok_or(Decimal::out_of_range(
            "a number that rust_decimal::Decimal can hold",
        ))
    }
}

/// With all zeros at the end, if there is room for them.
fn exact(number: &Finite<'_>) -> Option<Target> {
    let digits = format!("{}{}", number.whole, number.fraction);
    let scale = number.fraction.len() as i128 - i128::from(number.exponent);
    let trimmed = digits.trim_end_matches('0');
    let trimmed_scale = scale - (digits.len() - trimmed.len()) as i128;
    let mut decimal = scaled(&digits, scale).or_else(|| scaled(trimmed, trimmed_scale))?;
    decimal.set_sign_negative(number.is_negative);
    Some(decimal)
}

fn scaled(digits: &str, scale: i128) -> Option<Target> {
    let digits = digits.trim_start_matches('0');
    if digits.is_empty() {
        let scale = scale.clamp(0, i128::from(MAX_SCALE));
        return Target::try_from_i128_with_scale(0, u32::try_from(scale).ok()?).ok();
    }
    let number: i128 = digits.parse().ok()?;
    let zeros = u32::try_from((-scale).max(0)).ok()?;
    let number = number.checked_mul(10_i128.checked_pow(zeros)?)?;
    Target::try_from_i128_with_scale(number, u32::try_from(scale.max(0)).ok()?).ok()
}

owned!(Decimal => Target;);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decimals() {
        for (text, expected) in [
            ("0", "0"),
            ("12.3400", "12.3400"),
            ("-0.5", "-0.5"),
            ("1e2", "100"),
            ("15e-1", "1.5"),
            ("000000000000000000000000000000000000000000012", "12"),
            (
                "79228162514264337593543950335",
                "79228162514264337593543950335",
            ),
            (
                "0.0000000000000000000000000001",
                "0.0000000000000000000000000001",
            ),
            ("1.00000000000000000000000000000000000000000", "1"),
            ("0e999999999999999999", "0"),
        ] {
            let decimal = Target::try_from(&Decimal::from_wire(text)).expect(text);
            assert_eq!(decimal.to_string(), expected, "{text}");
            assert_eq!(Decimal::from(decimal).as_str(), expected);
        }
    }

    #[test]
    fn decimals_without_room() {
        for text in [
            "79228162514264337593543950336",
            "0.00000000000000000000000000001",
            "1e29",
            "1e999999999999999999",
            "1e-999999999999999999",
            "INF",
            "NaN",
            "",
        ] {
            Target::try_from(&Decimal::from_wire(text)).expect_err(text);
        }
        for limit in [Target::MAX, Target::MIN] {
            assert_eq!(Target::try_from(&Decimal::from(limit)), Ok(limit));
        }
    }
}
