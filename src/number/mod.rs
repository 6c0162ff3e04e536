//! Numbers as they are written and compared: quantities, their written
//! precision, intervals and periods. Knows no text and no subject.

mod interval;
mod period;
mod quantity;
mod stands_for;
mod widths;

pub use interval::{End, Interval};
pub use period::{Period, PeriodError};
pub use quantity::{Bound, Kind, Precision, Quantity};
pub use rust_decimal::Decimal;
pub use widths::{BoundEntry, Side, Widths, WidthsError, Written};
