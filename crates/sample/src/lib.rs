//! The sample district: the eight streets of the former 江东区 with invented
//! people, and cases that read like real ones, each with the course it took.
//!
//! Everything is a pure function of a seed and a date: no clock, no files, no
//! rulebook. Texts and facts leave here; whoever plays a [`Course`] turns its
//! steps into real actions, and the rulebook alone decides states and due
//! dates. Working days in here are an approximation that only picks plausible
//! times. People and numbers are invented: phones are 13x0000xxxx and
//! 0574-8765xxxx.

mod case;
mod citizen;
mod course;
mod dice;
mod district;
mod generate;
mod handwritten;
mod letters;
mod people;
mod place;
mod scene;
mod script;
mod template;
mod themes;
mod workdays;

#[cfg(test)]
mod tests;

pub use case::{Channel, Citizen, Gender, Kind, Matter, SampleCase};
pub use course::{
    Act, ClosingForm, Course, Delivery, Finding, FollowUp, Letter, LetterKind, Paragraph, Rating,
    Share, Step, Visit,
};
pub use district::{Community, District, Office, district};
pub use generate::{cases, cases_by_arrival};
pub use people::{Person, Role};
