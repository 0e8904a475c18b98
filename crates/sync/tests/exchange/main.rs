//! Desks and the real server on loopback, with a transport between them that
//! loses, delays and cuts off what a test says.

mod agreeing;
mod answers;
mod comparing;
mod departing;
mod driving;
mod exporting;
mod faults;
mod handing_in;
mod histories;
mod leaving;
mod numbering;
mod photos;
mod rates;
mod reading;
mod recovering;
#[path = "../shared/mod.rs"]
mod shared;
mod signing_in;
mod support;
mod versions;
