//! `Edm.Decimal`.

use std::cmp::Ordering;

use super::scanner::Scanner;
use super::{Decimal, InvalidValue};

const EDM_TYPE: &str = "Edm.Decimal";

/// What a decimal means: a sign, digits, and where the point is.
enum Number<'a> {
    Finite(Finite<'a>),
    Infinite { is_negative: bool },
    Nan,
}

pub(super) struct Finite<'a> {
    pub(super) is_negative: bool,
    pub(super) whole: &'a str,
    pub(super) fraction: &'a str,
    /// The power of ten that the digits are multiplied with.
    pub(super) exponent: i64,
}

impl Decimal {
    /// Compares by value, however many digits there are: `1.50` is `1.5`, and `15e-1` is too.
    ///
    /// ```
    /// use std::cmp::Ordering;
    /// use msgraph_core::Decimal;
    ///
    /// let price = Decimal::try_from("12.3400")?;
    /// assert_ne!(price, Decimal::try_from("12.34")?);
    /// assert_eq!(price.compare(&Decimal::try_from("12.34")?)?, Ordering::Equal);
    /// assert_eq!(price.compare(&Decimal::try_from("INF")?)?, Ordering::Less);
    /// # Ok::<(), msgraph_core::InvalidValue>(())
    /// ```
    ///
    /// # Errors
    ///
    /// If one of the texts is not a number
    /// ([ABNF: `decimalValue`](https://docs.oasis-open.org/odata/odata/v4.01/os/abnf/odata-abnf-construction-rules.txt)),
    /// be it that it is `NaN`, which has no order, or if its exponent has more than eighteen digits.
    pub fn compare(&self, other: &Self) -> Result<Ordering, InvalidValue> {
        let finite = match (self.number()?.ranked()?, other.number()?.ranked()?) {
            ((left, Some(a)), (right, Some(b))) if left == right => (a, b),
            ((left, _), (right, _)) => return Ok(left.cmp(&right)),
        };
        Ok(match finite {
            (left, right) if left.is_negative => right.compare_magnitude(&left),
            (left, right) => left.compare_magnitude(&right),
        })
    }

    /// The integer that this is, if it is one and in range: `40.0` and `4e1` are.
    ///
    /// # Errors
    ///
    /// If the text is not a number.
    pub fn to_i64(&self) -> Result<Option<i64>, InvalidValue> {
        Ok(match self.number()? {
            Number::Finite(finite) => finite.to_i64(),
            _ => None,
        })
    }

    /// The nearest of the numbers of 64 bits, infinity if this is beyond them.
    ///
    /// # Errors
    ///
    /// If the text is not a number and is not `NaN` either.
    pub fn to_f64(&self) -> Result<f64, InvalidValue> {
        Ok(match self.number()? {
            Number::Finite(_) => self.as_str().parse().unwrap_or(f64::NAN), // a subset of Rust's
            Number::Infinite { is_negative: false } => f64::INFINITY,
            Number::Infinite { is_negative: true } => f64::NEG_INFINITY,
            Number::Nan => f64::NAN,
        })
    }

    /// The digits, for types that have no infinities.
    #[cfg(feature = "rust_decimal")]
    pub(super) fn finite(&self) -> Result<Finite<'_>, InvalidValue> {
        match self.number()? {
            Number::Finite(finite) => Ok(finite),
            _ => Err(Self::out_of_range("a finite number")),
        }
    }

    pub(super) fn out_of_range(expected: &'static str) -> InvalidValue {
        InvalidValue::whole(EDM_TYPE, expected)
    }

    fn number(&self) -> Result<Number<'_>, InvalidValue> {
        match self.as_str() {
            "INF" => return Ok(Number::Infinite { is_negative: false }),
            "-INF" => return Ok(Number::Infinite { is_negative: true }),
            "NaN" => return Ok(Number::Nan),
            _ => {}
        }
        let mut scanner = Scanner::new(EDM_TYPE, self.as_str());
        let is_negative = scanner.sign().unwrap_or(false);
        let whole = some_digits(&mut scanner)?;
        let fraction = if scanner.take(b'.') {
            some_digits(&mut scanner)?
        } else {
            ""
        };
        let exponent = if scanner.take(b'e') {
            scan_exponent(&mut scanner)?
        } else {
            0
        };
        scanner.end()?;
        Ok(Number::Finite(Finite {
            is_negative,
            whole,
            fraction,
            exponent,
        }))
    }
}

fn some_digits<'a>(scanner: &mut Scanner<'a>) -> Result<&'a str, InvalidValue> {
    match scanner.digits() {
        "" => Err(scanner.error("a digit")),
        digits => Ok(digits),
    }
}

fn scan_exponent(scanner: &mut Scanner<'_>) -> Result<i64, InvalidValue> {
    let is_negative = scanner.sign().unwrap_or(false);
    let start = scanner.position();
    let digits = scanner.digits();
    let value: Option<i64> = digits.parse().ok().filter(|_| digits.len() <= 18);
    let value = value.ok_or(scanner.error_at(start, "an exponent of one to eighteen digits"))?;
    Ok(if is_negative { -value } else { value })
}

impl<'a> Number<'a> {
    /// A number that sorts as this one does, and the digits where that does not decide.
    fn ranked(self) -> Result<(i8, Option<Finite<'a>>), InvalidValue> {
        Ok(match self {
            Self::Infinite { is_negative: true } => (-2, None),
            Self::Infinite { is_negative: false } => (2, None),
            Self::Finite(finite) if finite.significant().next().is_none() => (0, None),
            Self::Finite(finite) if finite.is_negative => (-1, Some(finite)),
            Self::Finite(finite) => (1, Some(finite)),
            Self::Nan => return Err(Decimal::out_of_range("a number that has an order")),
        })
    }
}

impl Finite<'_> {
    fn digits(&self) -> impl DoubleEndedIterator<Item = u8> {
        self.whole.bytes().chain(self.fraction.bytes())
    }

    /// The digits from the first that is not zero.
    fn significant(&self) -> impl Iterator<Item = u8> {
        self.digits().skip_while(|digit| *digit == b'0')
    }

    /// Where the point is, counted from the first significant digit: 0 for 0.5, 1 for 5.
    fn magnitude(&self) -> i128 {
        let zeros = self.digits().take_while(|digit| *digit == b'0').count();
        let places = self.whole.len().abs_diff(zeros) as i128;
        let places = if self.whole.len() < zeros {
            -places
        } else {
            places
        };
        i128::from(self.exponent) + places
    }

    /// Both are other than zero.
    fn compare_magnitude(&self, other: &Self) -> Ordering {
        self.magnitude().cmp(&other.magnitude()).then_with(|| {
            let length = self.digits().count().max(other.digits().count());
            let zeros = || std::iter::repeat(b'0');
            let left = self.significant().chain(zeros()).take(length);
            let right = other.significant().chain(zeros()).take(length);
            left.cmp(right)
        })
    }

    fn to_i64(&self) -> Option<i64> {
        let zeros = self.digits().rev().take_while(|digit| *digit == b'0');
        let length = self.significant().count().saturating_sub(zeros.count());
        if length == 0 {
            return Some(0);
        }
        let zeros = usize::try_from(self.magnitude())
            .ok()?
            .checked_sub(length)?;
        if length + zeros > 19 {
            return None;
        }
        let magnitude = self
            .significant()
            .take(length)
            .chain(std::iter::repeat_n(b'0', zeros))
            .fold(0, |sum: i128, digit| sum * 10 + i128::from(digit - b'0'));
        let value = if self.is_negative {
            -magnitude
        } else {
            magnitude
        };
        i64::try_from(value).ok()
    }
}

/// Integers, and floating-point numbers in the digits that tell them from their neighbours.
macro_rules! from_number {
    ($($number:ty),*) => { $(
        impl From<$number> for Decimal {
            fn from(number: $number) -> Self {
                Self::from_wire(number.to_string())
            }
        }
    )* };
}

from_number!(u8, i8, u16, i16, u32, i32, u64, i64, u128, i128);

/// In as few digits as tell it from its neighbours: 0.1 becomes `0.1`. `INF`, `-INF` and `NaN` too.
impl From<f64> for Decimal {
    fn from(number: f64) -> Self {
        if number.is_nan() {
            Self::from_wire("NaN")
        } else if number.is_infinite() {
            Self::from_wire(if number < 0.0 { "-INF" } else { "INF" })
        } else {
            Self::from_wire(number.to_string())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decimals_compare_by_value() {
        let ascending: &[&[&str]] = &[
            &["-INF"],
            &["-1e999999999999999999"],
            &["-12345678901234567890.2", "-1234567890123456789.02e1"],
            &["-12345678901234567890.1", "-12345678901234567890.100"],
            &["-1", "-1.0", "-10e-1", "-001"],
            &["-0.1"],
            &["-1e-999999999999999999"],
            &["0", "-0", "0.00", "0e999", "+0"],
            &["1e-999999999999999999"],
            &["0.09"],
            &["0.1", "1e-1", "0.01E+1", "+0.1"],
            &["1.5", "15e-1", "1.50"],
            &["9.99"],
            &["10", "1e1"],
            &["79228162514264337593543950336"],
            &["79228162514264337593543950336.0000000000000000000000000001"],
            &["1e999999999999999998", "10e999999999999999997"],
            &["1e999999999999999999"],
            &["INF"],
        ];
        for (n, left) in ascending.iter().enumerate() {
            for (m, right) in ascending.iter().enumerate() {
                for (a, b) in left
                    .iter()
                    .flat_map(|a| right.iter().map(move |b| (*a, *b)))
                {
                    let order = Decimal::from_wire(a).compare(&Decimal::from_wire(b));
                    assert_eq!(order, Ok(n.cmp(&m)), "{a} and {b}");
                }
            }
        }
        let error = Decimal::from_wire("1").compare(&Decimal::from_wire("NaN"));
        assert_eq!(error.unwrap_err().position(), None);
    }

    #[test]
    fn integers() {
        for (text, value) in [
            ("0", Some(0)),
            ("-0.00", Some(0)),
            ("40.0", Some(40)),
            ("4e1", Some(40)),
            ("400e-1", Some(40)),
            ("0.4", None),
            ("1e-1", None),
            ("9223372036854775807", Some(i64::MAX)),
            ("-9223372036854775808.000", Some(i64::MIN)),
            ("9223372036854775808", None),
            ("1e19", None),
            ("1e999999999999999999", None),
            ("1e-999999999999999999", None),
            ("INF", None),
            ("NaN", None),
        ] {
            assert_eq!(Decimal::from_wire(text).to_i64(), Ok(value), "{text}");
        }
        assert_eq!(Decimal::from(i64::MIN).to_i64(), Ok(Some(i64::MIN)));
    }

    #[test]
    #[allow(clippy::float_cmp)] // exactly these
    fn floating_point_numbers() {
        for (text, value) in [
            ("12.3400", 12.34),
            ("1e400", f64::INFINITY),
            ("-1e400", f64::NEG_INFINITY),
            ("1e-400", 0.0),
            ("-INF", f64::NEG_INFINITY),
            ("+1.5E+2", 150.0),
        ] {
            assert_eq!(Decimal::from_wire(text).to_f64(), Ok(value), "{text}");
        }
        assert!(Decimal::from(f64::NAN).to_f64().unwrap().is_nan());
        for number in [0.1, -0.0, f64::MAX, f64::MIN_POSITIVE, f64::INFINITY] {
            assert_eq!(Decimal::from(number).to_f64(), Ok(number));
        }
    }

    #[test]
    fn texts_that_are_no_decimals() {
        for (text, position) in [
            ("", 0),
            ("-", 1),
            (".5", 0),
            ("5.", 2),
            ("1,5", 1),
            ("1e", 2),
            ("1e+", 3),
            ("1e1234567890123456789", 2),
            ("inf", 0),
            ("+INF", 1),
            ("0x10", 1),
            ("1 ", 1),
        ] {
            let error = Decimal::from_wire(text).to_f64().expect_err(text);
            assert_eq!(error.position(), Some(position), "{text}: {error}");
        }
    }
}
