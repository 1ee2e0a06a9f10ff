//! A float as row JSON writes it: the shortest digits that read back to the same number.

use std::fmt::LowerExp;
use std::str::FromStr;

pub fn f64_text(number: f64) -> String {
    match number {
        f64::INFINITY => "Infinity".into(),
        f64::NEG_INFINITY => "-Infinity".into(),
        _ if number.is_nan() => "NaN".into(),
        _ => laid_out(number),
    }
}

pub fn f32_text(number: f32) -> String {
    if number.is_finite() {
        return laid_out(number);
    }
    f64_text(number.into())
}

fn laid_out<T: LowerExp + FromStr + PartialEq>(number: T) -> String {
    let mut text = format!("{number:e}");
    // Of two that are as near Rust takes the greater; rounded to as many digits, it is the even one.
    let count = text.bytes().take_while(|&byte| byte != b'e').filter(u8::is_ascii_digit).count();
    let rounded = format!("{number:.*e}", count - 1);
    if rounded.parse().is_ok_and(|read: T| read == number) {
        text = rounded;
    }
    let (mantissa, exponent) = text.split_once('e').unwrap_or((&text, "0"));
    let (sign, mantissa) = mantissa.strip_prefix('-').map_or(("", mantissa), |positive| ("-", positive));
    if mantissa == "0" {
        return mantissa.into();
    }
    let digits = mantissa.replace('.', "");
    let count = digits.len() as i32;
    // How many digits stand before the point.
    let point = exponent.parse().unwrap_or(0) + 1;
    let zeros = |count: i32| "0".repeat(count as usize);
    let body = match point {
        1..=21 if count <= point => digits.clone() + &zeros(point - count),
        1..=21 => format!("{}.{}", &digits[..point as usize], &digits[point as usize..]),
        -5..=0 => format!("0.{}{digits}", zeros(-point)),
        _ => format!("{mantissa}e{:+}", point - 1),
    };
    format!("{sign}{body}")
}
