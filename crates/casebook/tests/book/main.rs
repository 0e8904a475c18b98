//! What the store promises, tried through its public calls.

mod ailing;
mod comparing;
mod confirming;
mod delivering;
mod departed;
mod departing;
mod drafts;
mod dying;
mod exporting;
mod finding;
mod following_up;
mod growing;
mod listing;
mod opening;
mod photos;
mod power;
mod pulling;
mod restored;
mod support;
